import { describe, expect, it } from "vitest";
import { asksPlaceOf, choicesOf, saidAt, setAt, setColumn, setRole } from "./mapping";

describe("the mapping file", () => {
    it("takes answers, and keeps what a person wrote", () => {
        const hand = "etalon-map: 1\n# ours is in France\ncurrency: EUR   # always\n";
        const text = setAt(hand, ["dates"], "day-first");
        expect(text).toContain("# ours is in France\ncurrency: EUR # always\n");
        expect(text).toContain("dates: day-first");
        expect(setAt(text, ["dates"], "month-first").match(/dates/g)).toHaveLength(1);
    });

    it("says what a column is, beside what was said of others", () => {
        let text = setColumn("", "deals.csv", "Where: it \"is\"", "stage", "deals");
        text = setColumn(text, "deals.csv", "Region ", "attribute", "deals");
        text = setColumn(text, "deals.csv", "Region ", "owner", "deals");
        expect(text).toBe(
            'etalon-map: 1\nfiles:\n  - file: "deals.csv"\n    role: deals\n    columns:\n' +
                '      "Where: it \\"is\\"": stage\n      "Region ": owner\n',
        );
        expect(setRole(text, "deals.csv", "lookup")).toContain("role: lookup");
        expect(setRole(text, "other.csv", "ignored").match(/- file/g)).toHaveLength(2);
    });

    it("names attributes and outcomes in quotes", () => {
        expect(setColumn("", "a.csv", "Seg ment", "attribute", "deals")).toContain('"Seg ment": {field: attribute, name: "Seg ment"}');
        const text = setAt(setAt("", ["outcomes", "On ice"], "no-decision"), ["outcomes", "no"], "lost");
        expect(text).toBe('etalon-map: 1\noutcomes:\n  "On ice": no-decision\n  no: lost\n');
        expect(saidAt(text, ["outcomes", "On ice"])).toBe("no-decision");
    });

    it("knows which questions are about stages, in whatever language", () => {
        const asked = 'dans un fichier de correspondance : standard: {stages: {"Ça va": ID}}, ID parmi a, b, ou none';
        expect(asksPlaceOf(asked, ["Autre", "Ça va"])).toBe(true);
        expect(asksPlaceOf(asked, ["Autre"])).toBe(false);
        expect(asksPlaceOf('outcomes: {"Ça va": lost}', ["Ça va"])).toBe(false);
    });

    it("makes choices of the server's questions", () => {
        expect(choicesOf("dates: day-first   # ou month-first")[0]?.values).toEqual(["day-first", "month-first"]);
        const ends = choicesOf('outcomes: {"Fermé": lost, "Clos": lost}   # or won, no-decision');
        expect(ends.map((one) => one.path)).toEqual([["outcomes", "Fermé"], ["outcomes", "Clos"]]);
        expect(choicesOf("give one of them another name here, then import again")).toEqual([]);
    });
});
