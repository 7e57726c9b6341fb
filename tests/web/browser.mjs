// Debian's Chromium, driven by playwright-core; pages that note every error and every refusal of
// their policy, and are looked at by axe.
import { createRequire } from "node:module";
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PASSWORD } from "./server.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const require = createRequire(join(root, "web", "package.json"));
const { chromium } = require("playwright-core");
const { AxeBuilder } = require("@axe-core/playwright");

export const pictures = join(root, "out", "web");
export const chromiumPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);

export function launch() {
    mkdirSync(pictures, { recursive: true });
    const args = process.getuid() === 0 ? ["--no-sandbox"] : [];
    return chromium.launch({ executablePath: chromiumPath, args });
}

/** A page of somebody: signed in when `who` is given. */
export async function open(browser, server, { lang = "en", who, theme = "light", width = 1280, height = 820 } = {}) {
    const context = await browser.newContext({
        locale: lang === "fr" ? "fr-FR" : "en-US",
        timezoneId: "Europe/Paris",
        colorScheme: theme,
        viewport: { width, height },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.faults = [];
    page.on("pageerror", (error) => page.faults.push(String(error)));
    page.on("console", (line) => {
        if (line.type() === "error" && !/Failed to load resource|ERR_/.test(line.text())) page.faults.push(line.text());
    });
    if (who) {
        await context.request.post(`${server.url}/api/v1/session`, {
            data: { email: who, password: PASSWORD },
            headers: { "Sec-Fetch-Site": "same-origin" },
        });
    }
    await page.goto(`${server.url}/`);
    return page;
}

export const look = (page, name) => page.screenshot({ path: join(pictures, `${name}.png`) });

/** What axe finds on the page: "rule: what (where)"; of a part of it, or by some rules alone. */
export async function axe(page, { within, rules } = {}) {
    const builder = new AxeBuilder({ page });
    if (within) builder.include(within);
    if (rules) builder.withRules(rules);
    const { violations } = await builder.analyze();
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${v.help} (${n.target.join(" ")})`));
}
