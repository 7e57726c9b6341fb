// Packs what Vite built (web/dist) and writes web/dist/embedded.c, which puts it into the
// program as `files_web` (src/http/file.h). Each file is held as gzip and as Brotli.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
const packed = join(dist, "packed");
const types = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
};

mkdirSync(packed, { recursive: true });
const blobs = [];
const rows = [];
function add(name, path, hashed) {
    const bytes = readFileSync(path);
    const type = types[extname(name)];
    if (!type) throw new Error(`${name}: no media type is known for it (web/tools/embed.mjs)`);
    const etag = createHash("sha256").update(bytes).digest("hex").slice(0, 32);
    const forms = [
        gzipSync(bytes, { level: 9 }),
        brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    ].map((form, i) => {
        const symbol = `web_${rows.length}_${i}`;
        const file = join(packed, `${name}.${i ? "br" : "gz"}`);
        writeFileSync(file, form);
        blobs.push({ symbol, file, sum: createHash("sha256").update(form).digest("hex") });
        return `{${symbol}, ${form.length}}`;
    });
    rows.push(
        `    {"${name}", "${type}", NULL, 0, "\\"${etag}\\"", ${hashed},\n     ${forms.join(", ")}},`,
    );
}

add("index.html", join(dist, "index.html"), false);
for (const name of readdirSync(join(dist, "assets")).sort())
    add(name, join(dist, "assets", name), true);

const blob = ({ symbol, file, sum }) => `
/* ${sum} */
__asm__(".pushsection web_files,\\"a\\"\\n"
        ".globl ${symbol}\\n"
        ".hidden ${symbol}\\n"
        "${symbol}:\\n"
        ".incbin \\"${file}\\"\\n"
        ".popsection\\n");
extern const char ${symbol}[];`;
writeFileSync(
    join(dist, "embedded.c"),
    `/* Written by web/tools/embed.mjs. */
#include "http/file.h"
${blobs.map(blob).join("\n")}

const struct file files_web[] = {
${rows.join("\n")}
    {0},
};
`,
);
