// The first start: the code makes an admin; signing out and in; a wrong password; both languages.
import { axe, look, open } from "./browser.mjs";
import { PASSWORD, startServer } from "./server.mjs";

const says = {
    en: { setup: "I have a setup code", code: "Setup code", name: "Your name", email: "E-mail", password: "Password", begin: "Begin", signIn: "Sign in", account: "Your account", out: "Sign out", other: "Français", otherSignIn: "Se connecter" },
    fr: { setup: "J’ai un code d’installation", code: "Code d’installation", name: "Votre nom", email: "Adresse e-mail", password: "Mot de passe", begin: "Commencer", signIn: "Se connecter", account: "Votre compte", out: "Se déconnecter", other: "English", otherSignIn: "Sign in" },
};

async function firstStart({ etalon, browser, lang, check }) {
    const server = await startServer(etalon);
    const say = says[lang];
    const page = await open(browser, server, { lang });
    check("axe finds nothing at the entry", (await axe(page)).length === 0, await axe(page));
    await page.getByRole("button", { name: say.setup }).click();
    await page.getByLabel(say.code).fill(server.code);
    await page.getByLabel(say.name).fill("Ada <img src=x onerror=alert(1)>");
    await page.getByLabel(say.email).fill("ada@acme.example");
    await page.getByLabel(say.password).fill(PASSWORD);
    await look(page, `entry-${lang}`);
    await page.getByRole("button", { name: say.begin }).click();
    const account = page.getByRole("button", { name: say.account });
    await account.waitFor();
    check("the name stands as it was typed", (await account.innerText()).includes("Ada <img src=x"));
    await account.click();
    await page.getByRole("menuitem", { name: say.out }).click();
    await page.getByLabel(say.email).fill("ada@acme.example");
    await page.getByLabel(say.password).fill("nothing of the kind");
    await page.getByRole("button", { name: say.signIn, exact: true }).click();
    await page.getByRole("alert").filter({ hasText: /./ }).waitFor();
    check("a wrong password is said, and what was typed stays", (await page.getByLabel(say.email).inputValue()) === "ada@acme.example");
    await page.getByLabel(say.password).fill(PASSWORD);
    await page.keyboard.press("Enter");
    await account.waitFor();
    check("no error, nothing refused by the policy", page.faults.length === 0, page.faults);
    await page.context().close();
    await server.remove();
}

export const journeys = { "first start": firstStart };
