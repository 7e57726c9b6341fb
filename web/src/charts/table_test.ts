import { describe, expect, it } from "vitest";
import { csv } from "./table";

describe("csv", () => {
    it("keeps numbers as numbers, and unknown empty", () => {
        expect(csv({ head: ["a", "b", "c"], rows: [[1.5, -2, null]] })).toBe("\uFEFFa,b,c\r\n1.5,-2,\r\n");
    });

    it("quotes what would break a row", () => {
        expect(csv({ head: ["x"], rows: [['a "b", c\nd']] })).toBe('\uFEFFx\r\n"a ""b"", c\nd"\r\n');
    });

    it("lets no text become a formula", () => {
        for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
            expect(csv({ head: ["x"], rows: [[text]] })).toContain(`'${text}`);
        expect(csv({ head: ["x"], rows: [['=HYPERLINK("http://x","y")']] })).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    });
});
