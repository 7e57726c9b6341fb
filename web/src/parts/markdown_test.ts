import { describe, expect, it } from "vitest";
import { inline, markdown, safeLink } from "./markdown";

describe("markdown", () => {
    it("reads paragraphs, lists and emphasis", () => {
        const tree = markdown("One *two*\nthree\n\n- **Ask**: who?\n- second\n\n1. first\n2. then");
        expect(tree.map((one) => one.is)).toEqual(["paragraph", "list", "list"]);
        expect(tree[0]).toEqual({ is: "paragraph", of: [{ is: "text", text: "One " }, { is: "em", of: [{ is: "text", text: "two" }] }, { is: "text", text: " three" }] });
        expect(tree[1]).toMatchObject({ ordered: false, items: [[{ is: "paragraph" }], [{ is: "paragraph" }]] });
        expect(tree[2]).toMatchObject({ ordered: true, start: 1 });
    });

    it("keeps lines of an item together, and lists in lists", () => {
        const tree = markdown("- one\n  goes on\n  - inner\n- two");
        expect(tree).toHaveLength(1);
        expect(tree[0]).toMatchObject({ items: [[{ is: "paragraph" }, { is: "list" }], [{ is: "paragraph" }]] });
    });

    it("takes HTML for text, and leads nowhere but to the web and to mail", () => {
        expect(markdown("<img src=x onerror=alert(1)>")).toEqual([{ is: "paragraph", of: [{ is: "text", text: "<img src=x onerror=alert(1)>" }] }]);
        expect(safeLink("javascript:alert(1)")).toBeUndefined();
        expect(safeLink("data:text/html,x")).toBeUndefined();
        expect(inline("[x](javascript:alert)")).toEqual([{ is: "text", text: "[x](javascript:alert)" }]);
        expect(inline("[x](https://a.example/)")).toEqual([{ is: "link", href: "https://a.example/", of: [{ is: "text", text: "x" }] }]);
    });

    it("ends on whatever is written, however deep", () => {
        markdown("> ".repeat(5000) + "x");
        markdown("*".repeat(3000) + "- ".repeat(3000));
        expect(markdown("> > > > > > > > deep")).toHaveLength(1);
    });
});
