// A founder begins: the first start, a workspace of one's own, an unknown export with questions and
// a row that cannot be used, the mapping, the totals, the import, and its undo. Hostile names do no
// harm; the files of ../shared are recognised when they are there.
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { axe, look, open } from "./browser.mjs";
import { PASSWORD, signIn, startServer } from "./server.mjs";

const says = {
    en: { setup: "I have a setup code", code: "Setup code", name: "Your name", email: "E-mail", password: "Password", begin: "Begin", demo: "Demo company", company: "What is your company called?", named: "Say what your company is called.", importDo: "Import deals", drop: "Drop your files here", day: /^Day first/, point: /^A point/, cannot: "Rejected rows", download: /^Download them/, files: "Files", taken: "Taken for: ", doIt: "Import 3 deals", done: "3 deals are here", insight: "See how you sell", undo: "Undo", undone: "3 deals were taken back.", back: "taken back", sum: "4 rows read = 3 deals + 1 rejected + 0 duplicates", empty: "Nothing is here yet.", mapping: "The mapping file", one: "Import 774 deals" },
    fr: { setup: "J’ai un code d’installation", code: "Code d’installation", name: "Votre nom", email: "Adresse e-mail", password: "Mot de passe", begin: "Commencer", demo: "Entreprise de démonstration", company: "Comment s’appelle votre entreprise ?", named: "Dites comment s’appelle votre entreprise.", importDo: "Importer des affaires", drop: "Déposez vos fichiers ici", day: /^Le jour/, point: /^Un point/, cannot: "Lignes rejetées", download: /^Les télécharger/, files: "Fichiers", taken: "Prise pour : ", doIt: "Importer 3 affaires", done: "3 affaires sont là", insight: "Voir comment vous vendez", undo: "Annuler l’import", undone: "3 affaires ont été reprises.", back: "annulé", sum: "4 lignes lues = 3 affaires + 1 rejetées + 0 doublons", empty: "Il n’y a encore rien ici.", mapping: "Le fichier de correspondance", one: "Importer 774 affaires" },
};

const hostile = "<img src=x onerror=alert(1)>";
const unknown = [
    "Deal no.,Deal name,Where it stands,Blah,Deal value,Owner,Opened,Close date,Status",
    `D1,${hostile},Talking,x,1.234,Ann,03/04/2024,05/06/2024,open`,
    `D2,\u202egnp.exe,Talking,y,2.345,"=cmd|' /C calc'!A0",04/04/2024,06/06/2024,won`,
    `D3,${"long ".repeat(400)},Offer made,x,3.456,Bob,05/04/2024,07/06/2024,lost`,
    "D4,Bad,Offer made,y,4.567,Bob,no day at all,07/06/2024,open",
].join("\n");
const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

async function setUp(page, server, say) {
    await page.getByRole("button", { name: say.setup }).click();
    await page.getByLabel(say.code).fill(server.code);
    await page.getByLabel(say.name).fill("Ada");
    await page.getByLabel(say.email).fill("ada@acme.example");
    await page.getByLabel(say.password).fill(PASSWORD);
    await page.getByRole("button", { name: say.begin }).click();
}

async function ownWorkspace(page, say, check) {
    await page.getByText(say.demo).waitFor();
    await page.getByRole("button", { name: say.importDo }).click();
    await page.getByText(say.named).waitFor();
    await page.getByLabel(say.company).fill("Déjà Vu, Ltd.");
    await page.getByRole("button", { name: say.importDo }).click();
    await page.getByRole("heading", { name: say.drop }).waitFor();
    check("the workspace is one's own, without the demo", (await page.getByText(say.demo).count()) === 0);
}

/** The sum as it is read, blanks as plain ones. */
const read = async (locator) => (await locator.innerText()).replace(/\s+/g, " ").trim();

async function founder({ etalon, browser, lang, check }) {
    const server = await startServer(etalon);
    const say = says[lang];
    const page = await open(browser, server, { lang });
    await setUp(page, server, say);
    await ownWorkspace(page, say, check);
    await page.setInputFiles("input[type=file]", [file(`${hostile}.csv`, unknown), file("notes.txt", "nothing of the kind")]);
    await page.getByRole("radio", { name: say.day }).check();
    await page.getByRole("radio", { name: say.point }).waitFor();
    await look(page, `import-asks-${lang}`);
    check("axe finds nothing where it asks", (await axe(page)).length === 0, await axe(page));
    await page.getByRole("radio", { name: say.point }).check();
    await page.locator(".sum").waitFor(); // two columns nobody knows by their headers
    await page.getByLabel(`${say.taken}Where it stands`).selectOption("stage");
    await page.getByLabel(`${say.taken}Opened`).selectOption("created");
    await page.getByRole("button", { name: say.doIt }).waitFor();
    check("the totals add up", (await read(page.locator(".sum"))) === say.sum, await read(page.locator(".sum")));
    const rejected = page.waitForEvent("download");
    await page.getByRole("link", { name: say.download }).click();
    check("rejected rows can be had", (await (await rejected).suggestedFilename()) === "rejected.csv");
    await page.getByLabel(`${say.taken}Blah`).selectOption("ignore");
    await page.getByText(say.mapping, { exact: true }).click();
    await page.waitForFunction(() => document.querySelector("textarea")?.value.includes('"Blah": ignore'));
    await page.getByRole("button", { name: say.doIt }).waitFor();
    await look(page, `import-ready-${lang}`);
    await page.getByRole("button", { name: say.doIt }).click();
    await page.getByRole("heading", { name: say.done }).waitFor();
    await look(page, `import-done-${lang}`);
    const way = await page.getByRole("link", { name: say.insight }).getAttribute("href");
    check("it leads to the assessment", way === "#/insight", way);
    await page.getByRole("button", { name: say.undo }).click();
    await page.getByRole("dialog").getByRole("button", { name: say.undo, exact: true }).click();
    await page.getByText(say.undone).waitFor();
    await page.getByText(say.back, { exact: true }).waitFor();
    await page.emulateMedia({ colorScheme: "dark" });
    check("axe finds nothing in the dark", (await axe(page)).length === 0, await axe(page));
    check("no error, nothing refused by the policy", page.faults.length === 0, page.faults);
    await page.context().close();
    await server.remove();
}

const shared = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "shared", "data", "salesforce-mashmatrix-export", "raw");

async function realExport({ etalon, browser, lang, check }) {
    if (!existsSync(shared)) return "skipped";
    const server = await startServer(etalon, { words: ["--empty"] });
    const say = says[lang];
    await signIn(server, { setUp: true, email: "ada@acme.example", name: "Ada" });
    const page = await open(browser, server, { lang, who: "ada@acme.example", width: 390, height: 800 });
    await page.goto(`${server.url}/#/import`);
    const files = readdirSync(shared).filter((name) => name.endsWith(".csv"));
    await page.setInputFiles("input[type=file]", files.map((name) => join(shared, name)));
    await page.getByRole("button", { name: say.one }).waitFor();
    check("Salesforce is recognised", (await page.getByText(/^Salesforce · /).count()) === 1);
    const wide = await page.evaluate(() => [document.documentElement, document.querySelector("main")].some((e) => e.scrollWidth > e.clientWidth));
    check("a phone need not scroll sideways", !wide);
    await look(page, `import-phone-${lang}`);
    check("no error, nothing refused by the policy", page.faults.length === 0, page.faults);
    await page.context().close();
    await server.remove();
    return undefined;
}

export const journeys = { "a founder imports": founder, "a real export is recognised": realExport };
