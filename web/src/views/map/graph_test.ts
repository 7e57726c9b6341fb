import { describe, expect, it } from "vitest";
import type { Map as ProcessMap } from "../../api/schema";
import { compared, frequent, START, stepsOf } from "./graph";

const edge = (from: string, to: string, count: number) => ({ from, to, count, mean_days: 1, median_days: 1 });
const activity = (name: string, starts = 0) => ({ name, events: 1, deals: 1, starts, ends: 0 });
const map = (edges: ReturnType<typeof edge>[]): ProcessMap => ({ activities: [activity("a", 9), activity("b"), activity("c")], edges });

describe("a map", () => {
    it("begins where deals begin", () => {
        expect(stepsOf(map([edge("a", "b", 5)]))[0]).toMatchObject({ from: START, to: "a", count: 9 });
    });

    it("loses rare steps, and no activity", () => {
        const steps = stepsOf(map([edge("a", "b", 90), edge("b", "b", 3), edge("b", "a", 2), edge("a", "c", 1)]));
        const few = frequent(steps, 0.5);
        expect(few.some((one) => one.to === "c")).toBe(true);
        expect(few.some((one) => one.from === "b" && one.to === "b")).toBe(false);
        expect(frequent(steps, 1)).toHaveLength(steps.length);
    });

    it("says a difference only beyond chance", () => {
        const won = map([edge("a", "b", 90), edge("a", "c", 10)]);
        const lost = map([edge("a", "b", 20), edge("a", "c", 80)]);
        const strong = compared(won, lost).find((one) => one.from === "a" && one.to === "b");
        expect(strong).toMatchObject({ won: { n: 90, of: 100 }, lost: { n: 20, of: 100 }, beyond: true });
        expect(strong?.difference).toBeCloseTo(0.7, 10);
        const weak = compared(map([edge("a", "b", 3), edge("a", "c", 2)]), map([edge("a", "b", 2), edge("a", "c", 3)]));
        expect(weak.every((one) => !one.beyond)).toBe(true);
    });
});
