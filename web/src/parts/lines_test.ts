import { describe, expect, it } from "vitest";
import { diffLines, sideBySide } from "./lines";

const apply = (list: ReturnType<typeof diffLines>, kind: "gone" | "new") => list.filter((l) => l.kind === "same" || l.kind === kind).map((l) => l.text).join("\n");

describe("two texts line by line", () => {
    it("are both whole again, with the longest common part", () => {
        const [a, b] = ["x\na\nb\nc\nd\ny", "x\nb\nq\nd\ne\ny"];
        const list = diffLines(a, b);
        expect([apply(list, "gone"), apply(list, "new")]).toEqual([a, b]);
        expect(list.filter((l) => l.kind === "same").map((l) => l.text)).toEqual(["x", "b", "d", "y"]);
        expect(diffLines(a, a).every((l) => l.kind === "same")).toBe(true);
    });

    it("hold for texts made by chance", () => {
        let seed = 7;
        const next = (n: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
        for (let k = 0; k < 200; k++) {
            const make = () => Array.from({ length: next(12) }, () => "abc"[next(3)]).join("\n");
            const [a, b] = [make(), make()];
            const list = diffLines(a, b);
            expect([apply(list, "gone"), apply(list, "new")]).toEqual([a, b]);
        }
    });

    it("stand side by side, the same folded", () => {
        const a = Array.from({ length: 20 }, (_, i) => `line ${i}`).join("\n");
        const rows = sideBySide(diffLines(a, a.replace("line 10", "line ten")), 2);
        expect(rows.map((r) => r.folded ?? "row")).toEqual([8, "row", "row", "row", "row", "row", 7]);
        expect(rows[3]?.after?.text).toBe("line ten");
    });
});
