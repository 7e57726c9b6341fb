import { describe, expect, it } from "vitest";
import { between, stairs, steps } from "./scale";

describe("axes", () => {
    it("take round steps, few of them", () => {
        expect(steps(87)).toEqual([0, 20, 40, 60, 80]);
        expect(steps(1, 5)).toEqual([0, 0.25, 0.5, 0.75, 1]);
        expect(steps(0)).toEqual([0]);
        for (const top of [3, 17, 99, 365, 1234, 0.07]) expect(steps(top).length).toBeLessThanOrEqual(6);
    });

    it("draw what holds until the next day as a step", () => {
        expect(stairs([[0, 10], [5, 8], [9, 3]])).toBe("M0 10H5V8H9V3");
        expect(between([[0, 9], [4, 7]], [[0, 8], [4, 5]])).toBe("M0 9H4V7L4 5V8H0Z");
    });
});
