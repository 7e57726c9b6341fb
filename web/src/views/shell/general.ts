// The commands that are there on every page.
import type { Command } from "../../commands/registry.svelte";
import { route } from "../../store/route.svelte";
import { session } from "../../store/session.svelte";
import { look } from "../../store/theme.svelte";
import { shellWords as t } from "../../text/shell";
import { speech } from "../../text/words.svelte";
import { places, views } from "../index";

export function general(show: (what: "palette" | "keys" | "deal") => void): Command[] {
    const pages = views.map((view): Command => ({
        id: `go-${view.id}`,
        title: view.title,
        group: () => t("go"),
        keys: `g ${view.key}`,
        when: () => !view.roles || session.is(...view.roles),
        run: () => route.go(`#/${view.id}`),
    }));
    const group = () => t("general");
    const parts = places.map((one): Command => ({
        id: `go-${one.path}`,
        title: one.title,
        group: () => t("go"),
        when: () => !one.roles || session.is(...one.roles),
        run: () => route.go(`#/${one.path}`),
    }));
    return [
        ...pages,
        ...parts,
        { id: "palette", title: () => t("palette"), group, keys: "mod+k", run: () => show("palette") },
        { id: "find", title: () => t("searchAll"), group, keys: "/", run: () => show("palette") },
        { id: "new-deal", title: () => t("newDeal"), group, keys: "n", when: () => session.acts, run: () => show("deal") },
        { id: "keys", title: () => t("keysHelp"), group, keys: "?", run: () => show("keys") },
        { id: "lang", title: () => t("switchLang"), group, also: () => t("language"), run: () => speech.speak(speech.lang === "en" ? "fr" : "en") },
        { id: "theme", title: () => `${t("appearance")}: ${look.dark ? t("light") : t("dark")}`, group, run: () => look.choose(look.dark ? "light" : "dark") },
        { id: "sign-out", title: () => t("signOut"), group, run: () => void session.signOut() },
    ];
}
