// What may import what (HOUSE.md): views → commands → store → api; parts, charts and text know
// nothing of deals. Also: no file over 300 lines, no style attribute (the page's policy refuses
// it), nothing put in as HTML. Prints each breach with its place; the exit code says whether any.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const src = join(dirname(fileURLToPath(import.meta.url)), "..", "src");
const may = {
    api: [],
    text: ["api"],
    store: ["api", "text"],
    commands: ["store", "text"],
    parts: ["text"],
    charts: ["text", "parts"],
    views: ["api", "store", "commands", "parts", "charts", "text"],
};
const LINES_MAX = 300;
const generated = "api/schema.ts";

const files = readdirSync(src, { recursive: true }).filter((name) => /\.(ts|svelte)$/.test(name));
let breaches = 0;
function breach(file, line, text) {
    breaches++;
    console.log(`web/src/${file}:${line}: ${text}`);
}

for (const file of files) {
    const folder = file.includes("/") ? file.split("/")[0] : "";
    const lines = readFileSync(join(src, file), "utf8").split("\n");
    if (lines.length > LINES_MAX + 1 && file !== generated) breach(file, LINES_MAX, `over ${LINES_MAX} lines`);
    lines.forEach((text, i) => {
        const from = /from "(\.[^"]+)"|import\("(\.[^"]+)"\)/.exec(text);
        const to = from && relative(src, join(src, dirname(file), from[1] ?? from[2])).split("/")[0];
        const data = /\.(yaml\?raw|json)"/.test(text); // of the repository: no code
        if (folder && to && !data && to !== folder && !may[folder].includes(to)) breach(file, i + 1, `${folder} may not use ${to}`);
        if (/\sstyle=/.test(text)) breach(file, i + 1, "a style attribute: use style:name={…} or a class");
        if (/\{@html|innerHTML|insertAdjacentHTML/.test(text)) breach(file, i + 1, "HTML from text: what people typed could run");
    });
}
console.log(`${files.length} files, ${breaches} breaches`);
process.exit(breaches ? 1 : 0);
