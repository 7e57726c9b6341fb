// What waits for people: a manager confirms and revokes; a marketer, a seller and customer success
// hand over, with a return in between; all of it by keys.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { axe, look, open } from "./browser.mjs";
import { invite, signIn, startServer } from "./server.mjs";

const sales = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "..", "api", "sales.yaml"), "utf8");

const says = {
    en: { done: "All done", list: "What waits", evidence: "“Forty hours a month, in our books.”", why: "Why", reason: "Reason", tooSmall: "Too small", revoke: "Revoke", back: "Return", answer: "Answer", undo: "Undo", came: "Hand-off that came back", touch: "First contact after a hand-off" },
    fr: { done: "Tout est fait", list: "Ce qui attend", evidence: "“Forty hours a month, in our books.”", why: "Pourquoi", reason: "Motif", tooSmall: "Trop petit", revoke: "Révoquer", back: "Renvoyer", answer: "Répondre", undo: "Annuler l’action", came: "Relais revenu", touch: "Premier contact après un relais" },
};
const email = (name) => `${name.toLowerCase()}@acme.example`;

/** A company that sells by the standard of the transcripts: Ada admin, and one of each department. */
export async function company(etalon, discipline = "informal") {
    const server = await startServer(etalon, { words: ["--empty"] });
    const ada = await signIn(server, { setUp: true, email: email("Ada"), name: "Ada" });
    await ada("POST", "/standards", sales.replace("discipline: formal", `discipline: ${discipline}`));
    const people = { ada };
    for (const [name, role, department] of [["Mona", "manager"], ["Sam", "seller", "sales"], ["Max", "marketing", "marketing"], ["Cleo", "success", "success"]]) {
        await invite(server, ada, { name, email: email(name), role, ...(department ? { department } : {}) });
        people[name.toLowerCase()] = await signIn(server, { email: email(name) });
        await people[name.toLowerCase()]("POST", "/training", { edition: 1 });
    }
    return { server, ...people };
}

const queueOf = async (browser, server, who, options) => {
    const page = await open(browser, server, { who: email(who), ...options });
    await page.goto(`${server.url}/#/queue`);
    return page;
};

async function manager({ etalon, browser, lang, check }) {
    const { server, sam } = await company(etalon);
    const say = says[lang];
    const act = async (deal, body) => sam("POST", `/deals/${deal}/acts`, body);
    const { deal } = await sam("POST", "/deals", { name: "Ten seats", stage: "cost" });
    await act(deal, { act: "reach-milestone", milestone: "cost-in-writing", evidence: { kind: "mail", reference: say.evidence } });
    const page = await queueOf(browser, server, "Mona", { lang });
    const row = (name) => page.getByRole("list", { name: say.list }).getByRole("button", { name });
    await row("Ten seats").waitFor();
    await page.getByText(say.evidence).waitFor();
    check("axe finds nothing in the queue", (await axe(page)).length === 0, await axe(page));
    await look(page, `queue-${lang}`);
    await page.keyboard.press("a");
    await page.getByRole("button", { name: say.undo }).waitFor(); // it is recorded
    await page.getByRole("heading", { name: say.done }).waitFor();
    const standing = async () => (await sam("GET", `/deals/${deal}/checklist`)).stages[1].milestones[0].standing;
    check("what was confirmed is met", (await standing()) === "met", await standing());
    const other = await sam("POST", "/deals", { name: "Twenty seats", stage: "cost" });
    await sam("POST", `/deals/${other.deal}/acts`, { act: "reach-milestone", milestone: "cost-in-writing", evidence: { kind: "mail", reference: "soon" } });
    await row("Twenty seats").waitFor(); // by itself
    await page.keyboard.press("r");
    const dialog = page.getByRole("dialog", { name: say.revoke });
    await dialog.getByLabel(say.why).fill("Soon is no number");
    await dialog.getByRole("button", { name: say.revoke }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("heading", { name: say.done }).waitFor();
    const told = await sam("GET", `/deals/${other.deal}/timeline`);
    check("what was revoked says why", told.events[0].kind === "milestone-revoked" && told.events[0].text === "Soon is no number", told.events[0]);
    check("no error, nothing refused by the policy", page.faults.length === 0, page.faults);
    await page.context().close();
    await server.remove();
}

async function handOver({ etalon, browser, lang, check }) {
    const { server, max } = await company(etalon);
    const say = says[lang];
    const name = "Acme <img src=x onerror=alert(1)> ‮seats";
    const { deal } = await max("POST", "/deals", { name });
    await max("POST", `/deals/${deal}/acts`, { act: "enter-stage", stage: "cost" });
    const page = await queueOf(browser, server, "Sam", { lang, theme: "dark" });
    await page.getByRole("heading", { name: /Acme/ }).waitFor();
    check("axe finds nothing in the queue by night", (await axe(page)).length === 0, await axe(page));
    await page.keyboard.press("r");
    const dialog = page.getByRole("dialog", { name: say.back });
    await dialog.getByRole("option", { name: say.tooSmall }).waitFor({ state: "attached" });
    await dialog.getByLabel(say.reason).selectOption({ label: say.tooSmall });
    await page.keyboard.press("Tab");
    await page.keyboard.type("Two seats only");
    await look(page, `queue-return-${lang}`);
    await dialog.getByRole("button", { name: say.back }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("heading", { name: say.done }).waitFor();

    const marketer = await queueOf(browser, server, "Max", { lang, width: 390, height: 800 });
    await marketer.getByRole("list", { name: say.list }).getByRole("button", { name: say.came }).click();
    await look(marketer, `queue-phone-${lang}`);
    await marketer.getByRole("group", { name: say.answer }).getByRole("button").first().click();
    await marketer.getByRole("heading", { name: say.done }).waitFor();

    await page.getByRole("heading", { name: /Acme/ }).waitFor(); // it is offered again
    await page.keyboard.press("a");
    await page.getByRole("article").getByText(say.touch, { exact: true }).waitFor();
    await page.keyboard.press("a"); // the first contact
    await page.getByRole("heading", { name: say.done }).waitFor();
    const { handoffs } = await max("GET", `/deals/${deal}/checklist`);
    check("the hand-off is taken, and touched", handoffs[0].standing === "touched", handoffs);

    const order = [{ act: "enter-stage", stage: "signed" }, { act: "close", outcome: "won" }, { act: "enter-stage", stage: "live" }];
    for (const body of order) await max("POST", `/deals/${deal}/acts`, body);
    const success = await queueOf(browser, server, "Cleo", { lang });
    await success.getByRole("heading", { name: /Acme/ }).waitFor();
    await success.keyboard.press("a");
    await success.getByRole("article").getByText(say.touch, { exact: true }).waitFor();
    const taken = (await max("GET", `/deals/${deal}/checklist`)).handoffs[1];
    check("customer success has it", taken.standing === "accepted", taken);
    for (const one of [page, marketer, success]) {
        check("no error, nothing refused by the policy", one.faults.length === 0, one.faults);
        await one.context().close();
    }
    await server.remove();
}

export const journeys = { "a manager's queue": manager, "a hand-over": handOver };
