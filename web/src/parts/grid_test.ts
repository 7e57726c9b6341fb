import { describe, expect, it } from "vitest";
import { nextSort, step } from "./grid";

describe("a grid", () => {
    const at = { row: 3, column: 1 };

    it("is walked by arrows, and never left", () => {
        expect(step(at, "ArrowDown", 10, 4, 5)).toEqual({ row: 4, column: 1 });
        expect(step(at, "PageDown", 6, 4, 5)).toEqual({ row: 5, column: 1 });
        expect(step({ row: 0, column: 0 }, "ArrowUp", 10, 4, 5)).toEqual({ row: 0, column: 0 });
        expect(step(at, "End", 10, 4, 5)).toEqual({ row: 3, column: 3 });
        expect(step(at, "ctrl+End", 10, 4, 5)).toEqual({ row: 9, column: 3 });
        expect(step(at, "a", 10, 4, 5)).toBeUndefined();
    });

    it("is sorted upwards, downwards, and not", () => {
        expect(nextSort(undefined, "amount")).toBe("amount");
        expect(nextSort("amount", "amount")).toBe("-amount");
        expect(nextSort("-amount", "amount")).toBeUndefined();
        expect(nextSort("name", "amount")).toBe("amount");
    });
});
