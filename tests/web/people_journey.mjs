// An admin invites, changes a role, makes a token and reads the audit, by keys; somebody joins by
// the link; whoever is a member of nothing is told what to do; one-time codes are turned on.
import { createHmac } from "node:crypto";
import { axe, look, open } from "./browser.mjs";
import { company } from "./queue_journey.mjs";
import { PASSWORD } from "./server.mjs";

const says = {
    en: {
        invite: "Invite somebody", email: "E-mail", make: "Make the invitation", link: "Link", close: "Close", name: "Your name", password: "Password", begin: "Begin",
        queue: "My queue", change: "Change Sam", role: "Role", manager: "Manager", save: "Save", tokens: "Tokens", newToken: "New token", forWhat: "What it is for", makeIt: "Make it", secret: "Secret",
        audit: "Audit", sort: "Sort", nowhere: "You are in no workspace", suspend: "Suspend", turnOn: "Turn on", code: "The code it shows now", kept: "I have kept them", orType: "Or type this secret",
        goOn: "Go on", once: "Your password, once more", palette: "Commands", again: "Look again", on: "on", members: "Members",
    },
    fr: {
        invite: "Inviter quelqu’un", email: "Adresse e-mail", make: "Créer l’invitation", link: "Lien", close: "Fermer", name: "Votre nom", password: "Mot de passe", begin: "Commencer",
        queue: "Ma file", change: "Modifier Sam", role: "Rôle", manager: "Manager", save: "Enregistrer", tokens: "Clés", newToken: "Nouvelle clé", forWhat: "À quoi elle sert", makeIt: "La créer", secret: "Secret",
        audit: "Audit", sort: "Sorte", nowhere: "Vous n’êtes dans aucun espace de travail", suspend: "Suspendre", turnOn: "Activer", code: "Le code affiché maintenant", kept: "Je les ai gardés", orType: "Ou tapez ce secret",
        goOn: "Continuer", once: "Votre mot de passe, encore une fois", palette: "Commandes", again: "Regarder à nouveau", on: "oui", members: "Membres",
    },
};

/** The six digits of now, as a phone would show them (RFC 6238). */
function totp(base32) {
    const bits = [...base32].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
    const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
    const count = Buffer.alloc(8);
    count.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
    const hash = createHmac("sha1", key).update(count).digest();
    const at = hash[19] & 15;
    return String((hash.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, "0");
}

const axeBoth = async (page, check, what) => {
    for (const theme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" }); // no colour on its way to another
        const found = await axe(page);
        check(`axe finds nothing: ${what}, ${theme}`, found.length === 0, found);
    }
};

async function admin({ etalon, browser, lang, check }) {
    const { server, ada } = await company(etalon);
    const say = says[lang];
    const page = await open(browser, server, { lang, who: "ada@acme.example" });
    await page.getByRole("navigation").first().waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("p");
    await page.getByRole("cell", { name: "Sam" }).first().waitFor();
    check("the page that was gone to has the focus", (await page.evaluate(() => document.activeElement?.tagName)) === "H1");
    await axeBoth(page, check, say.members);
    await look(page, `people-${lang}`);
    await page.keyboard.press("i");
    await page.keyboard.type("zoe@acme.example");
    await page.keyboard.press("Enter");
    const link = await page.getByLabel(say.link).inputValue();
    await look(page, `people-invited-${lang}`);
    const guest = await open(browser, server, { lang });
    await guest.goto(link);
    await guest.reload();
    await guest.getByLabel(say.name).fill("Zoë <b>Rey</b>");
    await guest.getByLabel(say.password).fill(PASSWORD);
    await guest.getByRole("button", { name: say.begin }).click();
    await guest.getByRole("link", { name: say.queue }).waitFor();
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: say.change }).focus(); // a role, by keys
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: say.change });
    await dialog.getByLabel(say.role).selectOption({ label: say.manager });
    await dialog.getByLabel(say.role).press("Tab");
    await page.keyboard.press("Enter"); // in a text of the form
    await dialog.waitFor({ state: "detached" });
    const sam = (await ada("GET", "/members")).members.find((one) => one.name === "Sam");
    check("the role is another", sam.role === "manager", sam);

    await page.goto(`${server.url}/#/people/tokens`);
    await page.getByRole("button", { name: say.newToken }).click();
    await page.getByLabel(say.forWhat).fill("nightly report");
    await page.getByRole("button", { name: say.makeIt }).click();
    const secret = await page.getByLabel(say.secret).inputValue();
    const whoami = await fetch(`${server.url}/api/v1/whoami`, { headers: { Authorization: `Bearer ${secret}` } });
    check("the token's secret is one", whoami.ok, whoami.status);
    await page.getByRole("dialog").getByRole("button", { name: say.close }).last().click();

    await page.keyboard.press("Control+k");
    await page.keyboard.type(say.audit);
    await page.keyboard.press("Enter");
    await page.getByRole("cell", { name: "token.new" }).waitFor();
    await page.getByLabel(say.sort).selectOption("member");
    await page.getByRole("cell", { name: "member.change" }).waitFor();
    check("the question of the audit stands in the address", page.url().includes("what=member"), page.url());
    await look(page, `audit-${lang}`);
    await axeBoth(page, check, say.audit);
    check("no error, nothing refused by the policy", page.faults.length === 0 && guest.faults.length === 0, [...page.faults, ...guest.faults]);
    await guest.context().close();
    await page.context().close();
    await server.remove();
}

async function ownAccount({ etalon, browser, lang, check }) {
    const { server, ada } = await company(etalon);
    const say = says[lang];
    const page = await open(browser, server, { lang, who: "sam@acme.example" });
    await page.goto(`${server.url}/#/people/you`);
    await page.getByRole("button", { name: say.turnOn }).click();
    const dialog = page.getByRole("dialog");
    const secret = await dialog.getByLabel(say.orType).inputValue();
    await look(page, `codes-${lang}`);
    await dialog.getByLabel(say.code).fill(totp(secret));
    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: say.kept }).click();
    await dialog.waitFor({ state: "detached" });
    const me = (await ada("GET", "/members")).members.find((one) => one.name === "Sam");
    check("the second factor is on", me.one_time_codes === true, me);

    await ada("PATCH", `/members/${me.account}`, { state: "suspended" });
    await page.reload();
    await page.getByRole("heading", { name: say.nowhere }).waitFor();
    check("axe finds nothing where nobody is", (await axe(page)).length === 0, await axe(page));
    await look(page, `nowhere-${lang}`);
    await ada("PATCH", `/members/${me.account}`, { state: "active" });
    await page.getByRole("button", { name: say.again }).click();
    await page.getByRole("navigation").first().waitFor();
    check("no error, nothing refused by the policy", page.faults.length === 0, page.faults);
    await page.context().close();
    await server.remove();
}

export const journeys = { "an admin's people": admin, "one's own account": ownAccount };
