// The standard: a RevOps lead writes the next version (a slip is underlined, the form and the text are
// one), sees what becomes of each deal, publishes for all and brings them back; a founder makes a
// first standard of an imported history; who sells reads it.
import { axe, look, open } from "./browser.mjs";
import { invite, signIn, startServer } from "./server.mjs";

const says = {
    en: { what: "What changes for whom", edit: "Write the next version", text: "Text", form: "Form", why: "Why this version", publish: "Publish", add: "Add a milestone", grade: "How much it matters", all: /^New deals, and those in flight/, inFlight: /deals? in flight go/, carried: /deals? went along/, back: "Bring them back", undone: "The deals are back on the version before.", compare: "Compare versions", newer: "After", history: "Next version from your history", inForce: "in force", preview: "Preview", dialog: "Publish this version", began: "Begin a draft", already: "There is a draft already", anew: "Begin anew", mid: "Mid-market sales", template: "Sales-led, mid-market" },
    fr: { what: "Ce qui change pour qui", edit: "Écrire la version suivante", text: "Texte", form: "Formulaire", why: "Pourquoi cette version", publish: "Publier", add: "Ajouter un jalon", grade: "Son importance", all: /^Les nouvelles affaires, et celles en cours/, inFlight: /affaires? en cours sui/, carried: /affaires? (a|ont) suivi/, back: "Les ramener", undone: "Les affaires sont revenues à la version d’avant.", compare: "Comparer les versions", newer: "Après", history: "Version suivante d’après votre histoire", inForce: "en vigueur", preview: "Aperçu", dialog: "Publier cette version", began: "Commencer un brouillon", already: "Il y a déjà un brouillon", anew: "Recommencer", mid: "Vente aux entreprises de taille intermédiaire", template: "Vente aux entreprises de taille intermédiaire" },
};
const ada = { setUp: true, email: "ada@acme.example", name: "Ada" };
const button = (page, name) => page.getByRole("button", { name, exact: true });

/** A slip in the text: underlined in its place, told in words; then it is mended. */
async function slip(page, say, check, lang) {
    const area = page.locator("textarea");
    const before = await area.inputValue();
    await area.click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\nrevie");
    await page.getByRole("option", { name: /^review/ }).waitFor();
    await page.keyboard.press("Enter");
    check("what was begun is written out", (await area.inputValue()).endsWith("review:"));
    await page.keyboard.press("Backspace");
    await page.keyboard.type("s: 90 days");
    await page.locator(".editor .stop", { hasText: "reviews" }).waitFor();
    await look(page, `standard-text-${lang}`);
    check("nothing can be published with an error", await button(page, say.publish).isDisabled());
    check("axe finds nothing at the text", (await axe(page)).length === 0, await axe(page));
    await area.fill(before);
}

async function writeIt(page, say) {
    await button(page, say.form).click();
    await page.getByLabel(say.why).fill("Half of the losses: had no number");
    await page.locator("details summary").nth(1).click();
    await page.getByLabel(say.add).fill('The buyer has sent "the sheet": <b>signed</b>');
    await page.keyboard.press("Enter");
    const made = page.locator("fieldset").last();
    await made.getByLabel(say.grade).selectOption("required");
    await made.getByLabel(say.grade).blur();
}

async function revOps({ etalon, browser, lang, check }) {
    const server = await startServer(etalon);
    const say = says[lang];
    const api = await signIn(server, ada);
    const before = await api("GET", "/standards/1/yaml");
    const page = await open(browser, server, { lang, who: ada.email });
    await page.goto(`${server.url}/#/standard`);
    await page.getByRole("link", { name: say.edit }).click();
    await button(page, say.text).click();
    await slip(page, say, check, lang);
    await writeIt(page, say);
    await button(page, say.preview).click();
    await page.locator(".beside").getByText("<b>signed</b>").waitFor();
    await page.waitForFunction((name) => [...document.querySelectorAll("button")].some((b) => b.textContent.trim() === name && !b.disabled), say.publish);
    await look(page, `standard-form-${lang}`);
    check("axe finds nothing at the form", (await axe(page)).length === 0, await axe(page));
    await button(page, say.publish).click();
    const dialog = page.getByRole("dialog", { name: say.dialog });
    await dialog.getByText(say.inFlight).waitFor();
    await dialog.getByRole("radio", { name: say.all }).check();
    await dialog.getByRole("heading", { name: say.what }).waitFor();
    check("what changes for whom is said before", (await dialog.getByText("<b>signed</b>").count()) > 0);
    await look(page, `standard-publish-${lang}`);
    await dialog.getByRole("button", { name: say.publish }).click();
    await page.getByText(say.carried).waitFor();
    const after = await api("GET", "/standards/2/yaml");
    const kept = before.split("\n").filter((line) => line !== "version: 1" && !after.includes(line));
    check("every line that was there is there", kept.length === 0, kept);
    await page.getByRole("link", { name: say.compare }).click();
    await page.locator("ins").first().waitFor();
    check("the versions stand side by side", (await page.locator("ins").allInnerTexts()).join("\n").includes("the sheet"));
    await page.getByRole("heading", { name: say.what }).waitFor();
    await look(page, `standard-compare-${lang}`);
    await page.goto(`${server.url}/#/standard/2`);
    await button(page, say.back).click();
    await page.getByText(say.undone).waitFor();
    check("no error, nothing refused by the policy", page.faults.length === 0, page.faults);
    await page.context().close();
    await server.remove();
}

const history = [
    "id,name,stage,amount,currency,owner,created,close date,status",
    "1,Alder,Talking,1000,EUR,Ann,2024-01-05,2024-03-01,won",
    "2,Birch,Offer made,2000,EUR,Bob,2024-01-15,2024-04-01,lost",
    "3,Cedar,Talking,3000,EUR,Ann,2024-02-05,,open",
].join("\n");

async function imported(api) {
    await api("POST", "/import-task/files?name=deals.csv", new TextEncoder().encode(history));
    await api("POST", "/import-task/preview", {});
    const until = async (state) => {
        while ((await api("GET", "/import-task")).state !== state) await new Promise((go) => setTimeout(go, 50));
    };
    await until("ready");
    await api("POST", "/import-task/start");
    await until("done");
}

async function founder({ etalon, browser, lang, check }) {
    const server = await startServer(etalon, { words: ["--empty"] });
    const say = says[lang];
    const api = await signIn(server, ada);
    const page = await open(browser, server, { lang, who: ada.email, theme: "dark" });
    await page.goto(`${server.url}/#/standard/edit`);
    await page.getByRole("heading", { name: say.began }).waitFor();
    check("axe finds nothing where one begins", (await axe(page)).length === 0, await axe(page));
    await page.getByRole("button", { name: say.template }).waitFor();
    await page.getByRole("button", { name: say.template }).click();
    await page.getByRole("heading", { name: say.mid }).waitFor();
    await imported(api);
    await page.goto(`${server.url}/#/standard`);
    await page.getByRole("link", { name: say.history }).click();
    await page.getByRole("dialog", { name: say.already }).getByRole("button", { name: say.anew }).click();
    await page.getByLabel(say.why).fill("Ours from now on");
    await page.getByLabel(say.why).blur();
    await page.waitForFunction((name) => [...document.querySelectorAll("button")].some((b) => b.textContent.trim() === name && !b.disabled), say.publish);
    await button(page, say.publish).click();
    await page.getByRole("dialog").getByRole("button", { name: say.publish }).click();
    await page.getByText(say.inForce).first().waitFor();
    const made = await api("GET", "/standards/2");
    check("a first standard is in force, that advises", made.version === 2 && made.discipline === "informal", made);
    await invite(server, api, { email: "sam@acme.example", name: "Sam", role: "seller" });
    const seller = await open(browser, server, { lang, who: "sam@acme.example", width: 390, height: 800 });
    await seller.goto(`${server.url}/#/standard`);
    await seller.getByRole("heading", { level: 1 }).waitFor();
    check("who sells reads it, and does not write it", (await seller.getByRole("link", { name: say.edit }).count()) === 0);
    check("axe finds nothing on a phone", (await axe(seller)).length === 0, await axe(seller));
    await look(seller, `standard-phone-${lang}`);
    check("no error, nothing refused by the policy", [...page.faults, ...seller.faults].length === 0, [...page.faults, ...seller.faults]);
    await seller.context().close();
    await page.context().close();
    await server.remove();
}

export const journeys = { "the next version": revOps, "a first standard": founder };
