import { beforeEach, describe, expect, it } from "vitest";
import { speech, words } from "./words.svelte";

const t = words({
    en: { deals: { one: "{n} deal of {who}", other: "{n} deals of {who}" }, hello: "hello" },
    fr: { deals: { one: "{n} affaire de {who}", other: "{n} affaires de {who}" }, hello: "bonjour" },
});

describe("words", () => {
    beforeEach(() => speech.speak("en"));

    it("speaks the language that is chosen, at once", () => {
        expect(t("hello")).toBe("hello");
        speech.speak("fr");
        expect(t("hello")).toBe("bonjour");
    });

    it("chooses the form by the number, as the language counts", () => {
        expect(t("deals", { n: 0, who: "Ann" })).toBe("0 deals of Ann");
        speech.speak("fr");
        expect(t("deals", { n: 0, who: "Ann" })).toBe("0 affaire de Ann");
    });

    it("takes a name as it is, whatever stands in it", () => {
        expect(t("deals", { n: 1, who: "{n} <img>" })).toBe("1 deal of {n} <img>");
    });
});
