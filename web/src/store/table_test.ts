import { describe, expect, it } from "vitest";
import { changes } from "./table.svelte";

describe("a row that changed", () => {
    const row = { deal: 1, name: "Ten seats", amount: "10.00", owner: { person: 1, name: "Ann" }, fields: { plan: "start", seats: 3 } };

    it("says which parts did, and which of its own fields", () => {
        expect(changes(row, { ...row, amount: "12.00" })).toEqual(["amount"]);
        expect(changes(row, { ...row, fields: { plan: "scale", seats: 3 } })).toEqual(["fields.plan"]);
        expect(changes(row, { ...row, fields: { plan: "start" }, owner: { person: 2, name: "Bob" } })).toEqual(["owner", "fields.seats"]);
    });

    it("says nothing of what stayed, or came by the by", () => {
        expect(changes(row, { ...row, revision: 99 })).toEqual([]);
    });
});
