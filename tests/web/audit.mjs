// node tests/web/audit.mjs BUILD/etalon WORKSPACE.etalon [--write] - how fast the interface is, beside
// its targets: on a throttled phone, and on a desk with the deals of WORKSPACE. Prints a table;
// --write puts it into docs/bench.md. Times are of this machine, as loaded as the line above says.
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execFileSync } from "node:child_process";
import { launch, open } from "./browser.mjs";
import { signIn, startServer } from "./server.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const [etalon, workspace, write] = process.argv.slice(2);
const ADA = "ada@acme.example";
const PHONE = { cpu: 4, latency: 150, down: 1.6e6 / 8, up: 0.75e6 / 8 }; // fast 3G, as browsers simulate it
const rows = [];
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const ms = (value) => `${Math.round(value)} ms`;

function row(what, shown, target, reached) {
    rows.push(`| ${what} | ${shown} | ${target} | ${reached === undefined ? "" : reached ? "reached" : "missed"} |`);
    console.log(rows.at(-1));
}

/** Before anything runs: when the page can be used, and what moved. */
function watch() {
    window.seen = { moved: 0, usable: undefined };
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.seen.moved += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    const look = () => {
        if (!document.querySelector("main h1") || document.querySelector("main .loading")) return requestAnimationFrame(look);
        requestIdleCallback(() => (window.seen.usable = performance.now()));
    };
    requestAnimationFrame(look);
}

async function phone(browser, server) {
    const times = [];
    let bytes = 0;
    let moved = 0;
    for (let i = 0; i < 5; i++) {
        const page = await open(browser, server, { who: ADA, width: 390, height: 844 });
        const cookies = await page.context().cookies();
        await page.context().close();
        const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
        await context.addCookies(cookies);
        const fresh = await context.newPage();
        await fresh.addInitScript(watch);
        const cdp = await context.newCDPSession(fresh);
        await cdp.send("Network.enable");
        await cdp.send("Network.emulateNetworkConditions", { offline: false, latency: PHONE.latency, downloadThroughput: PHONE.down, uploadThroughput: PHONE.up });
        await cdp.send("Emulation.setCPUThrottlingRate", { rate: PHONE.cpu });
        let sum = 0;
        const kinds = new Map();
        cdp.on("Network.responseReceived", (event) => kinds.set(event.requestId, event.response.url));
        cdp.on("Network.loadingFinished", (event) => (sum += /\/api\//.test(kinds.get(event.requestId) ?? "") ? 0 : event.encodedDataLength));
        await fresh.goto(`${server.url}/`, { waitUntil: "commit" });
        await fresh.waitForFunction(() => window.seen?.usable !== undefined, undefined, { timeout: 60_000 });
        times.push(await fresh.evaluate(() => window.seen.usable));
        await fresh.waitForTimeout(700);
        moved = Math.max(moved, await fresh.evaluate(() => window.seen.moved));
        bytes = Math.max(bytes, sum);
        await context.close();
    }
    row("first load, files compressed", `${(bytes / 1000).toFixed(1)} kB`, "at most 150 kB", bytes <= 150_000);
    row("… usable, with its data, on a phone (4× slower CPU, 1.6 Mbit/s, 150 ms each way and back)", `${ms(median(times))} (${ms(Math.min(...times))} to ${ms(Math.max(...times))})`, "at most 1000 ms", median(times) <= 1000);
    row("… moved while loading (cumulative layout shift)", moved.toFixed(4), "0", moved === 0);
}

/** From a key to the frame in which `selector` is there, or is not, in the page's own time. */
async function act(page, key, selector, there) {
    const took = page.evaluate(
        ([what, wanted]) =>
            new Promise((give) =>
                addEventListener(
                    "keydown",
                    () => {
                        const from = performance.now();
                        const look = () => {
                            const seen = (document.querySelector(what) !== null) === wanted;
                            if (seen || performance.now() - from > 5000) requestAnimationFrame(() => give(performance.now() - from));
                            else requestAnimationFrame(look);
                        };
                        look();
                    },
                    { once: true, capture: true },
                ),
            ),
        [selector, there],
    );
    await page.waitForTimeout(50); // it listens
    await page.keyboard.press(key);
    return took;
}

async function desk(browser, server, deals) {
    const page = await open(browser, server, { who: ADA });
    await page.getByRole("navigation").first().waitFor();
    const paths = await page.evaluate(() => [...document.querySelectorAll("nav a[href^='#/']")].map((one) => one.getAttribute("href")));
    const visit = (hash) =>
        page.evaluate(
            (to) =>
                new Promise((give) => {
                    const before = document.querySelector("main h1");
                    const from = performance.now();
                    location.hash = to;
                    const look = () => {
                        const now = document.querySelector("main h1");
                        const there = now && now !== before && !document.querySelector("main .loading");
                        if (there || performance.now() - from > 20_000) requestAnimationFrame(() => give(performance.now() - from));
                        else setTimeout(look, 4);
                    };
                    look();
                }),
            hash,
        );
    const times = new Map();
    for (let round = 0; round < 3; round++)
        for (const path of paths) {
            if (path === (await page.evaluate((first) => location.hash || first, paths[0]))) continue; // it is there already
            const took = await visit(path);
            if (round) times.set(path, [...(times.get(path) ?? []), took]);
            await page.waitForTimeout(250);
        }
    for (const [path, list] of times)
        row(`page ${path} with ${deals} deals`, `${ms(median(list))} (at most ${ms(Math.max(...list))})`, "at most 300 ms", median(list) <= 300);

    await page.goto(`${server.url}/#/deals`);
    await page.getByRole("rowheader").first().waitFor();
    await page.getByRole("rowheader").first().focus();
    const marks = [];
    for (let i = 0; i < 10; i++) marks.push(await act(page, " ", "[role=row][aria-selected=true]", i % 2 === 0));
    const palette = [];
    for (let i = 0; i < 5; i++) {
        palette.push(await act(page, "Control+k", "dialog[open]", true));
        await page.keyboard.press("Escape");
        await page.waitForTimeout(60);
    }
    const edits = [];
    const cell = page.locator('[aria-rowindex="2"] .number.editable').first();
    for (let i = 0; i < 5; i++) {
        await cell.click();
        await page.locator(".grid input:not([type=checkbox])").waitFor();
        await page.keyboard.type(String(1000 + i));
        edits.push(await act(page, "Enter", ".grid input:not([type=checkbox])", false));
    }
    for (const [what, list] of [["a deal is marked", marks], ["the palette opens", palette], ["a cell has its new value", edits]])
        row(`act: ${what}`, `${ms(median(list))} (at most ${ms(Math.max(...list))})`, "visible in at most 50 ms", median(list) <= 50);
    await page.context().close();
}

/** Frames while a long list runs under the finger. */
async function frames(page, selector) {
    const box = await page.locator(selector).first().boundingBox();
    const { width, height } = page.viewportSize();
    const middle = { x: Math.min(box.x + box.width / 2, width - 20), y: Math.min(box.y + box.height / 2, height - 20) };
    const cdp = await page.context().newCDPSession(page);
    await page.evaluate(() => {
        window.frames_ = [];
        const tick = (at) => (window.frames_.push(at), requestAnimationFrame(tick));
        requestAnimationFrame(tick);
    });
    for (let i = 0; i < 3; i++)
        await cdp.send("Input.synthesizeScrollGesture", { ...middle, yDistance: i % 2 ? 6000 : -6000, speed: 4000, gestureSourceType: "mouse" });
    const at = await page.evaluate(() => window.frames_);
    const gaps = at.slice(1).map((one, i) => one - at[i]);
    return { fps: (1000 * gaps.length) / (at.at(-1) - at[0]), late: gaps.filter((gap) => gap > 20).length, of: gaps.length };
}

async function scrolling(browser, server) {
    const page = await open(browser, server, { who: ADA });
    const list = async (hash, selector, what) => {
        await page.goto(`${server.url}/#/${hash}`);
        const there = await page.locator(selector).first().waitFor({ timeout: 8000 }).then(() => true, () => false);
        if (!there) return;
        const { fps, late, of } = await frames(page, selector);
        row(`scrolling ${what}`, `${fps.toFixed(1)} frames a second; ${late} of ${of} late`, "60 a second", fps >= 58);
    };
    await list("board", ".column .list, .list", "a column of the board");
    await list("deals?outcome=any", ".grid", "the list of deals");
    await page.context().close();
}

const data = mkdtempSync(join(tmpdir(), "etalon-audit-"));
copyFileSync(workspace, join(data, "demo.etalon"));
const server = await startServer(etalon, { data });
const browser = await launch();
try {
    const ada = await signIn(server, { setUp: true, email: ADA, name: "Ada" });
    const { total } = await ada("GET", "/deals?limit=1");
    const deals = Number(total).toLocaleString("en");
    const commit = execFileSync("git", ["-C", root, "rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
    const head = `${new Date().toISOString().slice(0, 10)}, commit ${commit}. ${cpus().length} × ${cpus()[0].model.trim()}; Chromium without a screen. Waiting for a core: ${loadavg()[0].toFixed(1)} processes before`;
    console.log("| what | measured | target | |\n|---|---|---|---|");
    await phone(browser, server);
    await desk(browser, server, deals);
    await scrolling(browser, server);
    const table = `\n${head}, ${loadavg()[0].toFixed(1)} after. Median; in brackets the range or the worst.\n\n| what | measured | target | |\n|---|---|---|---|\n${rows.join("\n")}\n\n`;
    if (write === "--write") {
        const path = join(root, "docs", "bench.md");
        const text = readFileSync(path, "utf8");
        writeFileSync(path, text.replace(/(<!-- web -->)[\s\S]*?(<!-- end -->)/, `$1\n${table}$2`));
    }
} finally {
    await browser.close();
    await server.remove();
}
