// The oracle is a reader written by others (jsqr).
import jsQR from "jsqr";
import { describe, expect, it } from "vitest";
import { qr } from "./qr";

const MODULE = 4;
const QUIET = 4;

function read(rows: boolean[][]): string | undefined {
    const width = (rows.length + 2 * QUIET) * MODULE;
    const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
    for (let y = 0; y < width; y++)
        for (let x = 0; x < width; x++)
            if (rows[Math.floor(y / MODULE) - QUIET]?.[Math.floor(x / MODULE) - QUIET]) pixels.fill(0, 4 * (y * width + x), 4 * (y * width + x) + 3);
    return jsQR(pixels, width, width)?.data;
}

describe("a QR code", () => {
    it.each([1, 14, 26, 42, 90, 150, 213, 287, 420, 660])("of %i bytes is read as what was written", (length) => {
        const text = `otpauth://totp/Etalon:ada%40acme.example?secret=${"JBSWY3DPEHPK3PXP".repeat(50)}`.slice(0, length);
        expect(read(qr(text))).toBe(text);
    });

    it("holds letters of any language", () => {
        expect(read(qr("Étalon — ✓"))).toBe("Étalon — ✓");
    });

    it("refuses what is too long", () => {
        expect(() => qr("x".repeat(1000))).toThrow("too long");
    });
});
