// A manager asks how they really sell: reads adherence beside the outcome, opens the deals behind a
// number and one of them, changes the period and the segment, gives the address to somebody, prints
// and saves; then the map: rare steps, winners against losers, ways, one deal's way.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { axe, look, open } from "./browser.mjs";
import { invite, signIn, startServer } from "./server.mjs";

const says = {
    en: {
        code: "en",
        title: "How do we really sell?", outcomes: "How do deals end?", won: "Won, when followed", rows: "Show the deals: ", counted: "Counted", base: "Of", deals: "The deals", close: "Close",
        period: "Deals that entered", year: "in the last 12 months", only: "Only", table: "Table", save: "Save: ", csv: "Save as a table (CSV)", png: "Save as a picture (PNG)", verdict: "no difference beyond chance",
        making: "These figures are being made", mix: "All deals by how they ended", curves: "When deals end", kind: "Which of the four kinds of process is it?", silent: "What would a formal standard have held up?", beside: "Following it beside winning",
        map: "Map of the process", detail: "Detail", of: "Deals", side: "won beside lost", difference: "won against lost", show: "Show on the map", hide: "Take off the map", steps: "The steps", beyond: "beyond chance", way: "The way of", drawn: /^(\d+) of (\d+) steps/, n: /(\d+) of (\d+) deals/,
    },
    fr: {
        code: "fr",
        title: "Comment vendons-nous vraiment ?", outcomes: "Comment finissent les affaires ?", won: "Gagnées, quand suivi", rows: "Montrer les affaires : ", counted: "Comptées", base: "Sur", deals: "Les affaires", close: "Fermer",
        period: "Affaires entrées", year: "ces 12 derniers mois", only: "Seulement", table: "Tableau", save: "Enregistrer: ", csv: "Enregistrer le tableau (CSV)", png: "Enregistrer l’image (PNG)", verdict: "pas de différence au-delà du hasard",
        making: "Ces chiffres sont en préparation", mix: "Toutes les affaires selon leur issue", curves: "Quand les affaires finissent", kind: "Laquelle des quatre sortes de processus est-ce ?", silent: "Qu’aurait retenu un standard formel ?", beside: "Le suivre, à côté de gagner",
        map: "Carte du processus", detail: "Détail", of: "Affaires", side: "gagnées à côté de perdues", difference: "gagnées contre perdues", show: "Montrer sur la carte", hide: "Retirer de la carte", steps: "Les pas", beyond: "au-delà du hasard", way: "Le chemin de", drawn: /^(\d+) pas sur (\d+)/, n: /(\d+) affaires sur (\d+)/,
    },
};

/** A server with a company of two years, its manager signed in. */
async function company(etalon, browser, lang) {
    const data = mkdtempSync(join(tmpdir(), "etalon-web-"));
    const files = mkdtempSync(join(tmpdir(), "etalon-web-"));
    execFileSync(etalon, ["simulate", "--kind", "informal", "--deals", "320", "--days", "720", "--end", new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10), "-o", files]);
    execFileSync(etalon, ["import", ...["deals.csv", "events.csv", "governance.csv"].map((name) => join(files, name)), "--standard", join(files, "standard.yaml"), "--data", data, "--workspace", "acme"]);
    rmSync(files, { recursive: true });
    const server = await startServer(etalon, { data });
    while (!server.code) await new Promise((go) => setTimeout(go, 20)); // it is told after the door is open
    const admin = await signIn(server, { setUp: true, email: "ada@acme.example", name: "Ada" });
    await invite(server, admin, { email: "max@acme.example", name: "Max", role: "manager" });
    const page = await open(browser, server, { lang, who: "max@acme.example" });
    return { server, page };
}

const wholeNumbers = (text, pattern) => pattern.exec(text.replace(/[\s\u00a0\u202f]+/g, " "))?.slice(1).map(Number) ?? [];
async function saved(page, act) {
    const [download] = await Promise.all([page.waitForEvent("download"), act()]);
    return readFileSync(await download.path());
}

let found = [];
const noneOf = (list) => (found = list).length === 0;

async function behindANumber(page, say, check) {
    const figure = page.getByRole("group", { name: say.beside }).first();
    const row = figure.getByRole("row").filter({ hasText: say.won });
    const [n, of] = wholeNumbers(await row.innerText(), /(\d+) (?:of|sur) (\d+)/);
    check("the number says its numerator and its denominator", n > 0 && of > n, await row.innerText());
    await row.getByRole("button", { name: say.rows + say.won }).click();
    const panel = page.getByRole("dialog");
    await panel.getByRole("button", { name: `${say.counted} (${n})` }).waitFor();
    check("behind the number are as many deals as it says", await panel.getByRole("button", { name: `${say.base} (${of})` }).isVisible());
    await panel.getByRole("list", { name: say.deals }).getByRole("link").first().waitFor();
    check("the open panel passes axe", noneOf(await axe(page, { within: "dialog" })), found);
    return panel;
}

async function whatWinnersDo(page, server, say, check) {
    await page.goto(`${server.url}/#/insight/winners`);
    const said = page.locator("#gates .said");
    await said.waitFor();
    const [n, of] = (await said.innerText()).match(/\d+/g).map(Number);
    await said.click();
    await page.getByRole("dialog").getByRole("button", { name: `${say.counted} (${n})` }).waitFor();
    check("deals won without what is required are listed", of >= n && n > 0);
    await page.getByRole("dialog").getByRole("button", { name: say.close }).click();
    const practice = page.locator("#practices .numbers button").first();
    if (!(await practice.isVisible())) await page.locator("#practices summary").click();
    const [won] = (await practice.innerText()).match(/\d+/g).map(Number);
    await practice.click();
    await page.getByRole("dialog").getByRole("button", { name: `${say.counted} (${won})` }).waitFor();
    check("a practice opens the deals that had it", true);
    await look(page, `winners-behind-${say.code}`);
    await page.getByRole("dialog").getByRole("button", { name: say.close }).click();
    check("axe finds nothing in what winners do", noneOf(await axe(page)), found);
    await look(page, `winners-${say.code}`);
}

async function manager({ etalon, browser, lang, check }) {
    const { server, page } = await company(etalon, browser, lang);
    const say = says[lang];
    let refused = 0;
    await page.route("**/api/v1/analytics/outcomes*", (route) => (refused++ ? route.continue() : route.fulfill({ status: 503, headers: { "Retry-After": "5" }, contentType: "application/problem+json", body: JSON.stringify({ status: 503, code: "later", detail: "still being made" }) })));
    await page.goto(`${server.url}/#/insight`);
    await page.getByRole("heading", { name: say.title, level: 1 }).waitFor();
    await page.getByText(say.making).waitFor();
    check("what is being made is said to be", true);
    await page.getByRole("group", { name: say.mix }).first().waitFor();
    await page.getByRole("group", { name: say.curves }).getByRole("img").first().waitFor();
    await page.getByRole("heading", { name: say.kind }).waitFor();
    check("sellers are compared with a verdict, not ranked", (await page.getByText(say.verdict).count()) > 0);
    check("what formal would have held up is told", /\d/.test(await page.locator("#silent .lead").innerText()), await page.locator("#silent").innerText());
    check("axe finds nothing (light)", noneOf(await axe(page)), found);
    await page.evaluate(() => (document.documentElement.dataset.theme = "dark"));
    check("axe finds nothing (dark)", noneOf(await axe(page, { rules: ["color-contrast"] })), found);
    await page.evaluate(() => (document.documentElement.dataset.theme = "light"));

    const panel = await behindANumber(page, say, check);
    await look(page, `insight-behind-${lang}`);
    await panel.getByRole("link").first().click();
    check("one deal opens from there", /#\/deals\/\d+$/.test(page.url()), page.url());
    await page.goBack();
    await page.getByRole("dialog").getByRole("button", { name: say.close }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });

    const population = () => page.getByText(say.n).first().innerText();
    await page.getByText(say.n).first().waitFor();
    const [all] = wholeNumbers(await population(), say.n);
    await page.getByLabel(say.period).selectOption({ label: say.year });
    await page.waitForFunction(([n, pattern]) => { const m = new RegExp(pattern).exec(document.querySelector(".says")?.textContent.replace(/[\s\u00a0\u202f]+/g, " ") ?? ""); return m && Number(m[1]) < n; }, [all, say.n.source]);
    const only = page.getByRole("combobox", { name: say.only, exact: true });
    await only.locator("option").nth(1).waitFor({ state: "attached" });
    await only.selectOption({ index: 1 });
    await page.waitForFunction(() => document.querySelectorAll(".pair").length > 0);
    await page.waitForFunction(([n, pattern]) => { const m = new RegExp(pattern).exec(document.querySelector(".says")?.textContent.replace(/[\s\u00a0\u202f]+/g, " ") ?? ""); return m && Number(m[1]) < n / 2; }, [all, say.n.source]);
    check("the address holds the question", /entered_from=.*where=|where=.*entered_from=/.test(page.url()), page.url());
    const there = await page.context().newPage();
    await there.goto(page.url());
    await there.getByText(say.n).first().waitFor();
    check("the address asks the same elsewhere", (await there.getByText(say.n).first().innerText()) === (await population()));
    await there.close();

    const mix = page.getByRole("group", { name: say.mix, exact: true }).first();
    await mix.getByRole("button", { name: say.save + say.mix }).click();
    const csv = await saved(page, () => page.getByRole("menuitem", { name: say.csv }).click());
    check("a table is saved", csv.toString("utf8").startsWith("\uFEFF") && csv.toString("utf8").split("\r\n").length === 7, csv.toString("utf8"));
    await mix.getByRole("button", { name: say.save + say.mix }).click();
    const png = await saved(page, () => page.getByRole("menuitem", { name: say.png }).click());
    check("a picture is saved", png.subarray(1, 4).toString() === "PNG" && png.length > 2000, png.length);
    await page.emulateMedia({ media: "print" });
    check("paper has no navigation and no form", !(await page.getByRole("navigation").first().isVisible()) && !(await page.getByLabel(say.period).isVisible()));
    await look(page, `insight-print-${lang}`);
    await page.emulateMedia({ media: null });
    await look(page, `insight-${lang}`);
    await whatWinnersDo(page, server, say, check);
    check("no error, nothing refused by the policy", page.faults.length === 0, page.faults);
    await page.context().close();
    await server.remove();
}

async function map({ etalon, browser, lang, check }) {
    const { server, page } = await company(etalon, browser, lang);
    const say = says[lang];
    await page.goto(`${server.url}/#/map?acts=all`);
    const drawing = page.getByRole("application", { name: say.map });
    await drawing.waitFor();
    const status = page.getByText(say.drawn);
    await page.waitForFunction((pattern) => { const p = [...document.querySelectorAll("[role=status]")].find((e) => new RegExp(pattern).test(e.textContent.trim())); return p && !/^0 /.test(p.textContent.trim()); }, say.drawn.source);
    const [some, all] = wholeNumbers(await status.innerText(), say.drawn);
    const detail = page.getByLabel(say.detail);
    await detail.fill("100");
    const [most] = wholeNumbers(await status.innerText(), say.drawn);
    await detail.fill("0");
    const [few] = wholeNumbers(await status.innerText(), say.drawn);
    check("the slider hides rare steps, and shows them all", few < some && some < most && most === all, [few, some, most, all]);
    await detail.fill("60");
    await drawing.focus();
    const before = await drawing.locator("> g").getAttribute("transform");
    await page.keyboard.press("+");
    await page.keyboard.press("ArrowLeft");
    check("the map is moved and zoomed by keys", (await drawing.locator("> g").getAttribute("transform")) !== before);
    await look(page, `map-${lang}`);

    await page.getByRole("combobox", { name: say.of, exact: true }).selectOption({ label: say.side });
    await page.waitForFunction(() => document.querySelectorAll("[role=application]").length === 2);
    check("winners stand beside losers", true);
    await page.getByRole("combobox", { name: say.of, exact: true }).selectOption({ label: say.difference });
    await page.waitForFunction(() => document.querySelectorAll("[role=application]").length === 1);
    await page.locator("summary").filter({ hasText: say.steps }).click();
    check("a difference is said only beyond chance", (await page.getByRole("cell", { name: say.beyond }).count()) > 0);
    check("the address holds what is shown", /of=difference/.test(page.url()), page.url());
    check("axe finds nothing on the map", noneOf(await axe(page)), found);

    await page.goto(`${server.url}/#/map`);
    await page.getByRole("button", { name: say.show }).first().click();
    check("a way is shown on the map", /way=\d+/.test(page.url()) && (await page.getByRole("button", { name: say.hide }).count()) === 1, page.url());
    const way = page.getByRole("button", { name: say.n }).first();
    const [n] = wholeNumbers(await way.innerText(), say.n);
    await way.click();
    await page.getByRole("dialog").getByRole("button", { name: `${say.counted} (${n})` }).waitFor();
    const deal = (await page.getByRole("dialog").getByRole("link").first().getAttribute("href")).replace(/\D/g, "");
    await page.goto(`${server.url}/#/map?deal=${deal}`);
    await page.getByText(say.way).waitFor();
    await page.locator(".arrow.path").first().waitFor({ state: "attached" });
    check("one deal's way is drawn", (await page.locator(".arrow.path").count()) > 1);
    await look(page, `map-deal-${lang}`);
    check("no error, nothing refused by the policy", page.faults.length === 0, page.faults);
    await page.context().close();
    await server.remove();
}

export const journeys = { "insight of a manager": manager, "map of the process": map };
