import { describe, expect, it } from "vitest";
import { difference, zOf } from "./compare";

describe("two shares", () => {
    it("have the interval that Newcombe prints for 56/70 against 48/80", () => {
        const d = difference({ n: 56, of: 70 }, { n: 48, of: 80 });
        expect(d?.value).toBeCloseTo(0.2, 10);
        expect(d?.low).toBeCloseTo(0.0524, 4);
        expect(d?.high).toBeCloseTo(0.3339, 4);
    });

    it("have the one for 9/10 against 3/10, and for 0/10 against 0/20", () => {
        expect(difference({ n: 9, of: 10 }, { n: 3, of: 10 })?.low).toBeCloseTo(0.1705, 4);
        expect(difference({ n: 9, of: 10 }, { n: 3, of: 10 })?.high).toBeCloseTo(0.809, 4);
        expect(difference({ n: 0, of: 10 }, { n: 0, of: 20 })?.low).toBeCloseTo(-0.1611, 4);
        expect(difference({ n: 0, of: 10 }, { n: 0, of: 20 })?.high).toBeCloseTo(0.2775, 4);
    });

    it("differ less easily when many are compared at once", () => {
        expect(zOf(0.05)).toBeCloseTo(1.959964, 5);
        expect(zOf(0.05 / 100)).toBeCloseTo(3.480756, 5);
        expect(difference({ n: 56, of: 70 }, { n: 48, of: 80 }, 50)?.low).toBeLessThan(0);
        expect(difference({ n: 1, of: 0 }, { n: 1, of: 2 })).toBeUndefined();
    });
});
