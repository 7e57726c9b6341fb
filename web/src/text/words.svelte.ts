// Words in the languages of the interface. Each area has its own file with all its words in both;
// the types see to it that none is missing. The language is switched at once, everywhere.
import { surroundings } from "../api/client";

export const langs = ["en", "fr"] as const;
export type Lang = (typeof langs)[number];

/** A text with {names}, or its forms by number: the parameter `n` chooses. */
export type Phrase = string | { one: string; other: string };
type Params = Record<string, string | number>;

const kept = "etalon-lang";

function firstLang(): Lang {
    const wish = localStorage.getItem(kept) ?? navigator.language.slice(0, 2);
    return wish === "fr" ? "fr" : "en";
}

class Speech {
    lang = $state<Lang>(firstLang());

    constructor() {
        this.tell();
    }

    speak(lang: Lang): void {
        this.lang = lang;
        localStorage.setItem(kept, lang);
        this.tell();
    }

    private tell(): void {
        surroundings.lang = this.lang;
        document.documentElement.lang = this.lang;
    }
}

export const speech = new Speech();

const plural = { en: new Intl.PluralRules("en"), fr: new Intl.PluralRules("fr") };

function fill(phrase: Phrase, lang: Lang, params: Params): string {
    const one = typeof phrase !== "string" && plural[lang].select(Number(params.n)) === "one";
    const text = typeof phrase === "string" ? phrase : one ? phrase.one : phrase.other;
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = params[name] ?? "";
        return typeof value === "number" ? value.toLocaleString(lang) : value;
    });
}

/** words({en: …, fr: …}) is a function: t("key", {n: 3}). */
export function words<W extends Record<string, Phrase>>(all: { en: W; fr: Record<keyof W, Phrase> }) {
    return (key: keyof W & string, params: Params = {}): string =>
        fill(all[speech.lang][key] as Phrase, speech.lang, params);
}
