// The list of deals: found, sorted, changed in place and taken back, changed many at once with some
// refused, by keys; what another does is seen and marked; an export asks for the password.
import { axe, look, open } from "./browser.mjs";
import { company } from "./queue_journey.mjs";

const says = {
    en: {
        deals: "Deals", search: "Search", amount: "Amount", undo: "Undo", close: "Closes", unpark: "Take up again", refused: "1 passed, 1 refused", shut: "Close",
        newDeal: "New deal", name: "Name", begin: "Begin", just: "Changed just now", export: "Export", csv: "As CSV", go: "Go on", once: "Your password, once more", password: "Password", changeAmount: "Change Amount",
    },
    fr: {
        deals: "Affaires", search: "Chercher", amount: "Montant", undo: "Annuler l’action", close: "Clôture", unpark: "Reprendre", refused: "1 acceptée(s), 1 refusée(s)", shut: "Fermer",
        newDeal: "Nouvelle affaire", name: "Nom", begin: "Commencer", just: "Changée à l’instant", export: "Exporter", csv: "En CSV", go: "Continuer", once: "Votre mot de passe, encore une fois", password: "Mot de passe", changeAmount: "Changer Montant",
    },
};

const hostile = `<img src=x onerror=alert(1)> ‮${"long ".repeat(38)}`;

async function list({ etalon, browser, lang, check }) {
    const { server, ada, mona } = await company(etalon);
    const say = says[lang];
    const deals = [];
    for (const name of ["Alder", "Birch", hostile.slice(0, 200)]) deals.push((await mona("POST", "/deals", { name })).deal);
    await mona("POST", `/deals/${deals[0]}/acts`, { act: "set-field", field: "amount", value: "1000" });
    const page = await open(browser, server, { lang, who: "mona@acme.example" });
    await page.goto(`${server.url}/#/deals`);
    const grid = page.getByRole("grid", { name: say.deals });
    await grid.getByRole("rowheader", { name: "Alder" }).waitFor();
    for (const theme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
        const found = await axe(page);
        check(`axe finds nothing in the list, ${theme}`, found.length === 0, found);
    }
    await look(page, `deals-${lang}`);

    await page.getByLabel(say.search).fill("alder");
    await grid.getByRole("rowheader", { name: "Birch" }).waitFor({ state: "detached" });
    check("the question stands in the address", page.url().includes("q=alder"), page.url());
    const amount = grid.locator('[aria-rowindex="2"] [role=gridcell].number.editable').first();
    await amount.focus();
    await page.keyboard.press("Enter");
    await page.getByLabel(say.changeAmount).waitFor();
    await page.keyboard.type("2500");
    await page.keyboard.press("Enter");
    await amount.filter({ hasText: /2.?500/ }).waitFor();
    await page.getByRole("button", { name: say.undo }).click();
    await amount.filter({ hasText: /1.?000/ }).waitFor();
    const stands = async (deal) => (await mona("GET", `/deals/${deal}`)).amount;
    for (let i = 0; i < 50 && (await stands(deals[0])) !== "1000.00"; i++) await page.waitForTimeout(50);
    check("what was changed is taken back", (await stands(deals[0])) === "1000.00", await stands(deals[0]));

    await page.getByLabel(say.search).fill("");
    await grid.getByRole("rowheader", { name: "Birch" }).waitFor();
    await ada("POST", `/deals/${deals[1]}/acts`, { act: "set-field", field: "amount", value: "77" });
    await page.getByRole("img", { name: say.just }).waitFor(); // by another, seen and marked
    await ada("POST", `/deals/${deals[1]}/acts`, { act: "park", why: "They move house" });

    for (const row of ["Alder", "Birch"]) {
        await grid.getByRole("rowheader", { name: row }).focus();
        await page.keyboard.press(" ");
    }
    await page.getByRole("toolbar").getByRole("button", { name: say.unpark }).click(); // one of them is not parked
    await page.getByText(say.refused).waitFor();
    await look(page, `deals-bulk-${lang}`);
    await page.getByRole("dialog").getByRole("button", { name: say.shut }).last().click();

    await page.keyboard.press("n");
    await page.getByRole("dialog", { name: say.newDeal }).getByLabel(say.name).fill("Cedar");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#\/deals\/\d+/);
    check("no error, nothing refused by the policy", page.faults.length === 0, page.faults);
    await page.context().close();
    await server.remove();
}

export const journeys = { "the list of deals": list };
