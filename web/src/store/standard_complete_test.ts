import { describe, expect, it } from "vitest";
import { complete } from "./standard_complete";

const text = `etalon: 1
personas:
  sponsor: Sponsor
fields:
  amount: {type: money, title: Amount}
  problem: {type: text, title: Problem}
stages:
  named:
    title: Named
    milestones:
      told:
        title: Told
        grade: required
`;
const at = (more: string) => {
    const all = text + more;
    const found = complete(all, all.length);
    return { ...found, labels: found.list.map((one) => one.label), begun: all.slice(found.from, found.to) };
};

describe("what can be written here", () => {
    it("are the keys of what one stands in, with what they mean", () => {
        const found = at("        ev");
        expect([found.labels, found.begun]).toEqual([["evidence"], "ev"]);
        expect(found.list[0]?.about).toContain("proves");
        expect(at("    ").labels).toContain("age-limit");
        expect(at("dis").labels).toEqual(["discipline"]);
        expect(at("  ").labels).toEqual([]);
    });

    it("are the words that a key can have", () => {
        expect(at("discipline: ").labels).toEqual(["random", "informal", "formal", "dynamic"]);
        expect(at("        evidence: [note, ma").labels).toEqual(["mail"]);
        expect(at("    commit: t").labels).toEqual(["true"]);
    });

    it("are the ids of the text itself", () => {
        expect(at("        persona: ").list).toEqual([{ label: "sponsor", about: "Sponsor", insert: "sponsor" }]);
        expect(at("        needs: [amount, p").labels).toEqual(["problem"]);
        expect(at("        after: ").labels).toContain("told");
        expect(at("      shown: {title: Shown, grade: ").labels).toEqual(["required", "expected", "helpful"]);
        expect(at("      shown: {title: Shown, gr").labels).toEqual(["grade"]);
    });

    it("are nothing in a comment, or in quotes", () => {
        expect(at("# disc").labels).toEqual([]);
        expect(at('title: "dis').labels).toEqual([]);
    });
});
