import { describe, expect, it } from "vitest";
import { filtersOn, tableQuery } from "./question";

describe("the question of the list", () => {
    it("is about open deals unless the address says otherwise", () => {
        expect(tableQuery({})).toEqual({ outcome: "open" });
        expect(tableQuery({ outcome: "won", stage: "proof" })).toEqual({ outcome: "won", stage: "proof" });
        expect(tableQuery({ outcome: "any", sort: "-amount" })).toEqual({ sort: "-amount" });
    });

    it("takes numbers as numbers, and nothing that it does not know", () => {
        expect(tableQuery({ amount_from: "1000", cols: "name", strange: "1" })).toEqual({ outcome: "open", amount_from: 1000 });
        expect(filtersOn({ sort: "name", q: "x", outcome: "any" })).toBe(2);
    });
});
