import { describe, expect, it } from "vitest";
import { ageOf, placed, sums } from "../../store/board_order";
import { amountOf, valueOf } from "./field";
import { quickFold } from "./fold";

const field = (type: string) => ({ id: "x", title: "X", type });

describe("what is typed into a field", () => {
    it("takes amounts as people write them, in both languages", () => {
        expect(amountOf("48000.5")).toBe("48000.5");
        expect(amountOf("48 000,50 €")).toBe("48000.50");
        expect(amountOf("48,000.50")).toBe("48000.50");
        expect(amountOf("48,000")).toBe("48000");
        expect(amountOf("1.234,5")).toBe("1234.5");
        expect(amountOf("many")).toBeUndefined();
    });
    it("empties, counts and chooses", () => {
        expect(valueOf(field("text"), "  ")).toBeNull();
        expect(valueOf(field("integer"), "1 200")).toBe(1200);
        expect(valueOf(field("integer"), "1.5")).toBeUndefined();
        expect(valueOf(field("boolean"), "true")).toBe(true);
    });
});

describe("a column of the board", () => {
    const row = (deal: number, at: string) => ({ deal, stage_entered_at: at });
    it("puts a deal at its place, and not beyond what is loaded", () => {
        const rows = [row(1, "2026-01-01"), row(2, "2026-03-01")];
        expect(placed(rows, row(3, "2026-02-01"), "stage_entered_at", false).map((r) => r.deal)).toEqual([1, 3, 2]);
        expect(placed(rows, row(3, "2026-09-01"), "stage_entered_at", false).map((r) => r.deal)).toEqual([1, 2]);
        expect(placed(rows, row(3, "2026-09-01"), "stage_entered_at", true).map((r) => r.deal)).toEqual([1, 2, 3]);
        expect(placed(rows, row(1, "2026-04-01"), "stage_entered_at", true).map((r) => r.deal)).toEqual([2, 1]);
    });
    it("knows how a deal stands with its time", () => {
        const now = Date.parse("2026-06-01");
        expect(ageOf({ expected_at: "2026-07-01", limit_at: "2026-08-01" }, now)).toBe("fresh");
        expect(ageOf({ expected_at: "2026-05-01", limit_at: "2026-08-01" }, now)).toBe("ageing");
        expect(ageOf({ expected_at: "2026-04-01", limit_at: "2026-05-01" }, now)).toBe("over");
        expect(ageOf({}, now)).toBe("none");
    });
    it("never adds two currencies", () => {
        expect(sums([{ amount: "10.50", currency: "EUR" }, { amount: "1", currency: "USD" }, { amount: "2", currency: "EUR" }, {}])).toEqual([
            { currency: "EUR", amount: 12.5 },
            { currency: "USD", amount: 1 },
        ]);
    });
});

describe("the timeline", () => {
    const event = (sequence: number, kind: string, person: number, at: string) => ({ sequence, kind, by: { person }, role: "owner", occurred_at: at, recorded_at: at });
    it("folds quick edits of one person, and nothing else", () => {
        const folded = quickFold([
            event(5, "field-set", 1, "2026-01-01T10:04:00Z"),
            event(4, "close-date-set", 1, "2026-01-01T10:02:00Z"),
            event(3, "field-set", 2, "2026-01-01T10:01:00Z"),
            event(2, "stage-entered", 2, "2026-01-01T10:00:00Z"),
            event(1, "field-set", 2, "2026-01-01T09:00:00Z"),
        ]);
        expect(folded.map((one) => one.map((e) => e.sequence))).toEqual([[5, 4], [3], [2], [1]]);
    });
});
