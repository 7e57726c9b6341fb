// A seller takes a deal from lead to won: through a block, a returned hand-off, an objection, a
// waiver. Two people at one deal in the same second. The line that breaks while one types. Names
// that would harm. By keyboard.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { axe, look, open } from "./browser.mjs";
import { invite, signIn, startServer } from "./server.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const standard = readFileSync(join(here, "..", "api", "sales.yaml"), "utf8");
const HOSTILE = "<img src=x onerror=alert(1)> \u202eevil\u202c & Sons";

const says = {
    en: { new: "New deal", cost: "Buyer has agreed the cost", signed: "Buyer has signed", missing: "The standard asks only for this:", note: "What was said, by whom", problem: "Problem in their words", mail: "Which mail: subject, day", record: "Record", show: "Show it", plan: "Plan", returned: "returned", accept: "Accept", giveBack: "Return…", tooSmall: "Too small", again: "Offer again", touch: "First touch made", confirm: "Confirm", waive: "Waive…", object: "Object to this rule…", why: "Why?", won: "Won", win: "Record as won", writes: "The buyer has written what it costs", contract: "The contract carries their signature", met: "Met", waived: "Waived", was: "was here a moment ago", leave: "Leave it as it is now", again2: "Do mine all the same", lost: "The server does not answer", amount: "Amount", edit: "Edit Amount", seats: "Edit Seats", save: "Save this view…", views: "Views", viewName: "Name", saveDo: "Save this view", find: "Find by name", count: (n) => `${n} deal${n === 1 ? "" : "s"}`, timeline: "Timeline", reason: "Reason", waiveDo: "Waive", objectDo: "Object", returnDo: "Return", stays: "stays in" },
    fr: { new: "Nouvelle affaire", cost: "Le client a chiffré le coût", signed: "Le client a signé", missing: "Le standard ne demande que ceci :", note: "Ce qui a été dit, par qui", problem: "Le problème dans leurs mots", mail: "Quel courriel : objet, jour", record: "Noter", show: "Montrer", plan: "Offre", returned: "rendu", accept: "Accepter", giveBack: "Rendre…", tooSmall: "Trop petit", again: "Proposer à nouveau", touch: "Premier contact pris", confirm: "Confirmer", waive: "Dispenser…", object: "Contester cette règle…", why: "Pourquoi ?", won: "Gagnée", win: "Déclarer gagnée", writes: "Le client a écrit ce que cela coûte", contract: "Le contrat porte leur signature", met: "Acquis", waived: "Dispensé", was: "vient de passer ici", leave: "Laisser comme c’est maintenant", again2: "Faire la mienne quand même", lost: "Le serveur ne répond pas", amount: "Montant", edit: "Modifier Montant", seats: "Modifier Places", save: "Enregistrer cette vue…", views: "Vues", viewName: "Nom", saveDo: "Enregistrer cette vue", find: "Chercher par nom", count: (n) => `${n} affaire${n > 1 ? "s" : ""}`, timeline: "Chronologie", reason: "Raison", waiveDo: "Dispenser", objectDo: "Contester", returnDo: "Rendre", stays: "reste à" },
};

/** A company with a formal standard, a seller and his manager. */
async function company(etalon) {
    const server = await startServer(etalon, { words: ["--empty"] });
    const admin = await signIn(server, { setUp: true, email: "ada@acme.example", name: "Ada" });
    await admin("POST", "/standards", standard);
    await invite(server, admin, { email: "sam@acme.example", name: "Sam", role: "seller", department: "sales" });
    await invite(server, admin, { email: "mia@acme.example", name: "Mia", role: "manager", department: "sales" });
    return { server, admin };
}

const milestone = (page, title) => page.locator("li", { has: page.locator(".title", { hasText: title }) }).last();
const dialog = (page) => page.getByRole("dialog");

/** From the empty board to the second stage, with the keyboard alone. */
async function begin(page, say, check) {
    await page.getByText(say.count(0)).waitFor();
    await page.keyboard.press("c");
    await page.keyboard.type(HOSTILE);
    await page.keyboard.press("Enter");
    await page.locator(".panel .whole h2").first().waitFor();
    check("the name stands as it was typed", (await page.locator(".panel [role=heading]").first().innerText()).includes("<img src=x"));
    await page.keyboard.press("m");
    await dialog(page).getByText(say.missing).waitFor();
    await page.keyboard.press("Tab"); // past the kind of evidence, which begins with a note
    await page.keyboard.type("Two days lost each month");
    await dialog(page).getByLabel(say.problem).focus();
    await page.keyboard.type("Month end");
    return dialog(page);
}

async function toWon({ etalon, browser, lang, check }) {
    const say = says[lang];
    const { server } = await company(etalon);
    const sam = await open(browser, server, { lang, who: "sam@acme.example" });
    const form = await begin(sam, say, check);
    const asksPlan = await form.getByLabel(say.plan).count();
    if (asksPlan) await form.getByLabel(say.plan).selectOption("scale");
    await look(sam, `board-step-${lang}`);
    check("axe finds nothing in the form", (await axe(sam)).length === 0, await axe(sam));
    await sam.keyboard.press("Control+Enter");
    const here = sam.locator(".panel [role=tab].here");
    await here.filter({ hasText: say.cost }).waitFor();
    check("it went through when what was missing was there", true);

    // the hand-off is offered; a manager gives it back, the seller offers it again
    const mia = await open(browser, server, { lang, who: "mia@acme.example" });
    await mia.locator(".card").first().click();
    await mia.getByRole("button", { name: say.giveBack }).click();
    await dialog(mia).getByLabel(say.reason).selectOption({ label: say.tooSmall });
    await dialog(mia).getByRole("button", { name: say.returnDo, exact: true }).click();
    await sam.getByRole("button", { name: say.again }).click();
    await mia.getByRole("button", { name: `${say.accept}:` }).click();
    await mia.getByRole("button", { name: say.touch }).click();
    check("a hand-off that came back goes again, seen by both", true);

    // the block: the cost in writing, which a manager confirms
    await milestone(sam, say.writes).getByRole("button", { name: say.show }).click();
    await sam.getByLabel(say.mail).fill("Re: cost, 3 March");
    await sam.keyboard.press("Control+Enter");
    await milestone(mia, say.writes).getByRole("button", { name: say.confirm, exact: true }).click();
    await milestone(sam, say.writes).locator(`[title="${say.met}"]`).waitFor();
    check("what the manager confirmed is met at the seller's", true);

    // an objection, and on to the signature
    await milestone(sam, say.writes).getByRole("button").last().click();
    await sam.getByRole("menuitem", { name: say.object }).click();
    await dialog(sam).getByLabel(say.why).fill("They said it aloud");
    await dialog(sam).getByRole("button", { name: say.objectDo, exact: true }).click();
    await dialog(sam).waitFor({ state: "detached" });
    await sam.keyboard.press("m");
    await here.filter({ hasText: say.signed }).waitFor();

    // the seller may not waive; the manager does; won
    await sam.keyboard.press("m");
    await dialog(sam).getByText(say.contract).first().waitFor();
    check("no way to waive for who may not", (await dialog(sam).getByRole("button", { name: say.waiveDo }).count()) === 0);
    await sam.keyboard.press("Escape");
    await milestone(mia, say.contract).getByRole("button").last().click();
    await mia.getByRole("menuitem", { name: say.waive }).click();
    await dialog(mia).getByLabel(say.why).fill("Signed on paper, in the post");
    await dialog(mia).getByRole("button", { name: say.waiveDo, exact: true }).click();
    await milestone(sam, say.contract).locator(`[title="${say.waived}"]`).waitFor();
    await sam.keyboard.press("m");
    await dialog(sam).getByRole("button", { name: say.win }).click();
    await sam.locator(".panel .state .chip").filter({ hasText: say.won }).waitFor();
    await sam.locator(".panel").evaluate((node) => node.scrollTo(0, 0));
    await look(sam, `board-won-${lang}`);
    check("axe finds nothing beside the board", (await axe(sam)).length === 0, await axe(sam));
    check("no error, nothing refused by the policy", sam.faults.length + mia.faults.length === 0, [...sam.faults, ...mia.faults]);
    await sam.context().close();
    await mia.context().close();
    await server.remove();
}

/** One of Sam's deals, in the first stage, with what it needs to go on. */
async function ready(sam, name) {
    const { deal } = await sam("POST", "/deals", { name });
    const act = (body) => sam("POST", `/deals/${deal}/acts`, body);
    await act({ act: "set-field", field: "problem", value: "Month end" });
    await act({ act: "set-field", field: "plan", value: "scale" });
    await act({ act: "reach-milestone", milestone: "problem-told", evidence: { kind: "note", reference: "Tuesday" } });
    return { deal, act };
}

async function twoAtOnce({ etalon, browser, lang, check }) {
    const say = says[lang];
    const { server, admin } = await company(etalon);
    const api = await signIn(server, { email: "sam@acme.example" });
    const first = await ready(api, "Alder");
    const { deal: bare } = await api("POST", "/deals", { name: HOSTILE.repeat(4).slice(0, 190) });
    const sam = await open(browser, server, { lang, who: "sam@acme.example" });
    const card = sam.locator(`#card-${first.deal}`);
    const column = (stage) => sam.locator(`section[data-stage=${stage}]`);

    // dragged: at once where it was dropped; what is missing is asked for; left, it is back
    await sam.locator(`#card-${bare}`).dragTo(column("cost"));
    await dialog(sam).getByText(say.missing).waitFor();
    check("it is shown there while it is asked", (await column("cost").locator(`#card-${bare}`).count()) === 1);
    await sam.keyboard.press("Escape");
    await column("problem").locator(`#card-${bare}`).waitFor();
    await card.dragTo(column("cost"));
    await column("cost").locator(`#card-${first.deal}`).waitFor();
    await dialog(sam).waitFor({ state: "detached" });

    // what others do comes by itself
    await admin("POST", `/deals/${first.deal}/acts`, { act: "enter-stage", stage: "problem" });
    await column("problem").locator(`#card-${first.deal}`).waitFor();
    check("a move of somebody else is seen", true);

    // by keyboard: focus, move with a question, in the same second as somebody else who is not heard
    await sam.context().route("**/api/v1/events*", (route) => route.abort());
    await sam.reload();
    await card.focus();
    await sam.keyboard.press("ArrowUp");
    await sam.keyboard.press("ArrowDown");
    await sam.keyboard.press("Enter");
    await sam.locator(".panel .whole h2").first().waitFor();
    await admin("POST", `/deals/${first.deal}/acts`, { act: "park", why: "They are on holiday" });
    await sam.keyboard.press("m");
    await dialog(sam).getByText(say.was).waitFor();
    await look(sam, `board-meeting-${lang}`);
    check("who was quicker is named", (await dialog(sam).innerText()).includes("Ada"), await dialog(sam).innerText());
    await sam.keyboard.press("Enter"); // leave it as it is
    await dialog(sam).waitFor({ state: "detached" });
    check("nothing was done over it", (await api("GET", `/deals/${first.deal}`)).parked === true);

    // the line breaks in the middle of typing
    await sam.getByRole("button", { name: say.edit }).click();
    await sam.keyboard.type("48 000,50");
    await sam.context().setOffline(true);
    await sam.keyboard.press("Enter");
    await sam.getByText(say.lost).waitFor();
    await sam.context().setOffline(false);
    await sam.getByText(say.lost).waitFor({ state: "detached" });
    await sam.getByRole("button", { name: `${say.edit}:` }).waitFor();
    check("what was typed is recorded when the line is back", (await api("GET", `/deals/${first.deal}`)).fields.amount === "48000.50");
    await sam.getByRole("button", { name: say.seats }).click();
    await sam.keyboard.type("17");
    await sam.reload();
    await sam.locator(".panel input").first().waitFor();
    check("what was typed and not sent is there after a reload", (await sam.locator(".panel input").first().inputValue()) === "17");
    await sam.keyboard.press("Escape");

    // a question in the address, kept under a name
    await sam.goto(`${server.url}/#/board?text=ald`);
    await sam.getByText(say.count(1), { exact: true }).waitFor();
    await sam.getByRole("button", { name: say.views }).click();
    await sam.getByRole("menuitem", { name: say.save }).click();
    await dialog(sam).getByLabel(say.viewName).fill("Alders");
    await sam.keyboard.press("Enter");
    await sam.getByRole("button", { name: "Alders" }).waitFor();
    check("the view is on the server", (await api("GET", "/views?page=board")).views[0]?.query === "text=ald");
    check("no error, nothing refused by the policy", sam.faults.length === 0, sam.faults);
    await sam.context().close();
    await server.remove();
}

async function looks({ etalon, browser, lang, check }) {
    const server = await startServer(etalon);
    await signIn(server, { setUp: true, email: "ada@acme.example", name: "Ada" });
    const themes = lang === "en" ? ["light", "dark"] : ["dark"]; // the same colours in both languages
    for (const theme of themes) {
        const page = await open(browser, server, { lang, theme, who: "ada@acme.example" });
        await page.locator(".card").first().waitFor();
        await look(page, `board-${theme}-${lang}`);
        check(`axe finds nothing on the board (${theme})`, (await axe(page)).length === 0, await axe(page));
        await page.locator(".card").first().focus();
        await page.keyboard.press("Enter");
        await page.locator(".panel .whole h2").first().waitFor();
        await page.keyboard.press("o");
        await page.locator("main .whole h2").first().waitFor();
        await look(page, `deal-${theme}-${lang}`);
        check(`axe finds nothing on the deal (${theme})`, (await axe(page)).length === 0, await axe(page));
        check("no error, nothing refused by the policy", page.faults.length === 0, page.faults);
        await page.context().close();
    }
    await server.remove();
}

export const journeys = { "board: to won": toWon, "board: two at once": twoAtOnce, "board: looks": looks };
