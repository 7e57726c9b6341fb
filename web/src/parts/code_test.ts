import { describe, expect, it } from "vitest";
import { marked, offsetAt, pieces, placeAt } from "./code";

const kinds = (line: string) => pieces(line).filter((p) => p.kind !== "plain").map((p) => `${p.kind}:${p.text.trim()}`);

describe("a line of YAML", () => {
    it("is keys, quotes and comments, and always the whole line", () => {
        expect(kinds('  title: {en: "A: b", fr: C}   # said so')).toEqual(["key:title", "key:en", 'quote:"A: b"', "key:fr", "note:# said so"]);
        expect(kinds("# all of it: a comment")).toEqual(["note:# all of it: a comment"]);
        for (const line of ["  - {when: amount >= 5, to: x}", "a#b: c", '"x y": 1', "", "   "])
            expect(pieces(line).map((p) => p.text).join("")).toBe(line);
    });

    it("has marks laid over it", () => {
        const list = marked("  grade: requird", [{ line: 1, column: 10, length: 7, tone: "stop", text: "" }]);
        expect(list.filter((p) => p.tone).map((p) => p.text)).toEqual(["requird"]);
        expect(list.map((p) => p.text).join("")).toBe("  grade: requird");
    });

    it("is found again", () => {
        expect(placeAt("ab\ncde", 5)).toEqual({ line: 1, column: 2 });
        expect(offsetAt("ab\ncde", 2, 3)).toBe(5);
        expect(offsetAt("ab\ncde", 9, 1)).toBe(6);
    });
});
