import { describe, expect, it } from "vitest";
import { add, freshId, move, offsetOf, put, remove, setList, setValue, setWords } from "./standard_edit";
import { templateIds, templateText } from "./templates";
import { items, list, readStandard, said, type Part } from "./standard_read";

const read = (text: string): Part => readStandard(text) ?? {};
const small = `etalon: 1   # the format
title: Ours
departments:
  sales: {en: Sales, fr: Ventes}
  success: Customer Success
# what buyers reach
stages:
  # first of all
  named:
    title: {en: Buyer has named it, fr: Le client l’a nommé}
    expected: 10 days   # of our history
    milestones:
      told: {title: Told, grade: expected, needs: [problem]}
      shown:
        title: >-
          Shown to
          somebody
        grade: required

  agreed:
    title: Agreed
    department: sales
`;
const lines = (text: string) => text.split("\n");

describe("changes to a standard's text", () => {
    it("change a value and nothing else", () => {
        const text = setValue(small, ["stages", "named", "expected"], "12 days");
        expect(lines(text).filter((line, i) => line !== lines(small)[i])).toEqual(["    expected: 12 days   # of our history"]);
        expect(setValue(small, ["title"], "Ours: the 2nd")).toContain('title: "Ours: the 2nd"\n');
    });

    it("speak the language that is meant", () => {
        const text = setWords(small, ["stages", "named", "title"], "Nommé", "fr");
        expect(text).toContain("title: {en: Buyer has named it, fr: Nommé}");
        expect(setWords(text, ["stages", "agreed", "title"], "Convenu", "fr")).toContain("    title: Convenu\n");
        expect(setWords(text, ["departments", "sales", "de"], "", "fr")).toBe(text);
    });

    it("add what is missing, in either form of YAML", () => {
        expect(setValue(small, ["stages", "agreed", "age-limit"], "45 days")).toContain("    department: sales\n    age-limit: 45 days\n");
        expect(setValue(small, ["stages", "named", "milestones", "told", "persona"], "sponsor")).toContain("needs: [problem], persona: sponsor}");
        expect(setValue(small, ["departments", "success", "about"], "x")).toContain("success: {title: Customer Success, about: x}");
        expect(setValue(small, ["departments", "sales", "about"], "x")).toContain("sales: {title: {en: Sales, fr: Ventes}, about: x}");
        expect(read(setValue(small, ["review", "every"], "90 days")).review).toEqual({ every: "90 days" });
        expect(read(setValue("a:\n", ["a", "b", "c"], "d"))).toEqual({ a: { b: { c: "d" } } });
    });

    it("replace a text of several lines, and a list", () => {
        const text = setWords(small, ["stages", "named", "milestones", "shown", "title"], "Shown", "en");
        expect(text).toContain("        title: Shown\n        grade: required\n\n  agreed:");
        const needs = setList(text, ["stages", "named", "milestones", "told", "needs"], ["problem", "amount"]);
        expect(needs).toContain("needs: [problem, amount]}");
        expect(setList(needs, ["stages", "named", "milestones", "told", "needs"], [])).toContain("told: {title: Told, grade: expected}");
    });

    it("add, move and take away stages with their comments", () => {
        const more = add(small, ["stages"], "signed", ["title: Signed", "commit: true"]);
        expect(items(read(more).stages).map((one) => one.id)).toEqual(["named", "agreed", "signed"]);
        expect(more.endsWith("  signed:\n    title: Signed\n    commit: true\n")).toBe(true);
        const moved = move(more, ["stages", "agreed"], -1);
        expect(items(read(moved).stages).map((one) => one.id)).toEqual(["agreed", "named", "signed"]);
        expect(moved).toContain("  # first of all\n  named:");
        expect(move(moved, ["stages", "agreed"], 1).replace(/\s+/g, " ")).toBe(more.replace(/\s+/g, " "));
        const gone = remove(more, ["stages", "named"]);
        expect(items(read(gone).stages).map((one) => one.id)).toEqual(["agreed", "signed"]);
        expect(gone).toContain("# what buyers reach\nstages:");
        expect(read(add(small, ["stages", "agreed", "milestones"], "paid", ["title: Paid", "grade: helpful"])).stages).toHaveProperty("agreed.milestones.paid.grade", "helpful");
    });

    it("hold for every template, whatever is changed", async () => {
        for (const id of templateIds) {
            const text = await templateText(id);
            for (const stage of items(read(text).stages).slice(1, 2)) {
                const path = ["stages", stage.id as string];
                let now = setWords(text, [...path, "title"], "Titre : neuf", "fr");
                now = setValue(now, [...path, "age-limit"], "99 days");
                now = add(now, [...path, "milestones"], "brand-new", ["title: New", "grade: helpful"]);
                for (const one of items(stage.milestones)) now = setList(now, [...path, "milestones", one.id as string, "needs"], ["amount"]);
                const then = items(read(now).stages).find((s) => s.id === stage.id) as Part;
                expect(said(then.title, "fr")).toBe("Titre : neuf");
                expect(then["age-limit"]).toBe("99 days");
                expect(items(then.milestones).map((m) => m.id)).toEqual([...items(stage.milestones).map((m) => m.id), "brand-new"]);
                for (const m of items(then.milestones).slice(0, -1)) expect(list(m.needs)).toEqual(["amount"]);
                expect(now.match(/#/g)?.length).toBe(text.match(/#/g)?.length);
                const others = (part: Part) => JSON.stringify(items(part.stages).filter((s) => s.id !== stage.id));
                expect(others(read(now))).toBe(others(read(text)));
            }
        }
    }, 60_000);

    it("find places and ids", () => {
        expect(small.slice(offsetOf(small, ["stages", "agreed"]), undefined)).toMatch(/^agreed:/);
        expect(offsetOf(small, ["stages", "nowhere"])).toBeUndefined();
        expect(freshId("Le client a « signé »", ["le-client-a-signe"])).toBe("le-client-a-signe-2");
        expect(put(small, ["x", "y"], "z")).toContain("x:\n  y: z\n");
    });
});
