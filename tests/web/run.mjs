// node tests/web/run.mjs BUILD/etalon [WORD…] - the journeys of tests/web/*_journey.mjs through a
// browser, in English and French; only those whose name has one of the words. Pictures of what was
// seen lie in out/web. Prints "N passed, N failed, N skipped".
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromiumPath, launch, look, pictures } from "./browser.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [etalon, ...words] = process.argv.slice(2);
let passed = 0;
let failed = 0;
let skipped = 0;

function check(what, good, shown = "") {
    if (good) passed++;
    else {
        failed++;
        const text = typeof shown === "string" ? shown : JSON.stringify(shown, null, 1);
        console.log(`FAILED: ${what}\n    ${text.slice(0, 1500).replaceAll("\n", "\n    ")}`);
    }
    return good;
}

function typesAreCurrent() {
    const openapi = execFileSync("node", [join(here, "openapi.mjs"), etalon]);
    const made = join(pictures, "schema.ts");
    execFileSync("node", [join(here, "..", "..", "web", "tools", "types.mjs"), made], { input: openapi });
    const kept = readFileSync(join(here, "..", "..", "web", "src", "api", "schema.ts"), "utf8");
    check("the types are those of the route table (else: script/web types)", readFileSync(made, "utf8") === kept);
}

if (!existsSync(chromiumPath ?? "")) {
    console.log("no Chromium here: script/packages web");
    console.log("0 passed, 0 failed, 1 skipped");
    process.exit(0);
}
const browser = await launch();
if (!words.length) typesAreCurrent();
const wanted = (name) => !words.length || words.some((word) => name.includes(word));
for (const file of readdirSync(here).filter((name) => name.endsWith("_journey.mjs")).sort()) {
    const { journeys } = await import(join(here, file));
    for (const [name, journey] of Object.entries(journeys))
        for (const lang of process.env.LANGS?.split(",") ?? ["en", "fr"]) {
            if (!wanted(`${file} ${name}`)) continue;
            const began = Date.now();
            const before = failed;
            try {
                const result = await journey({ etalon, browser, lang, check: (what, ...rest) => check(`${name} (${lang}): ${what}`, ...rest) });
                if (result === "skipped") skipped++;
            } catch (error) {
                check(`${name} (${lang})`, false, error.stack);
                for (const [i, page] of browser.contexts().flatMap((one) => one.pages()).entries()) {
                    await look(page, `failed-${i}`); // what was seen then
                    await page.context().close();
                }
            }
            console.log(`${failed > before ? "not ok" : "ok"} ${name} (${lang}) ${((Date.now() - began) / 1000).toFixed(1)} s`);
        }
}
await browser.close();
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed ? 1 : 0);
