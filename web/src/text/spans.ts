// Lengths of time of a standard ("4 working hours"), days and targets in the reader's language.
import { speech } from "./words.svelte";

const units: Record<string, [string, string]> = {
    day: ["jour", "jours"],
    week: ["semaine", "semaines"],
    hour: ["heure", "heures"],
    minute: ["minute", "minutes"],
};
const days: Record<string, string> = {
    monday: "lundi", tuesday: "mardi", wednesday: "mercredi", thursday: "jeudi", friday: "vendredi", saturday: "samedi", sunday: "dimanche",
};

/** "4 working hours": "4 heures ouvrées". */
export function spanWords(span: string): string {
    if (speech.lang !== "fr") return span;
    return span.replace(/(\d+) (working )?(day|week|hour|minute)s?/g, (_, n: string, working: string | undefined, unit: string) => {
        const many = Number(n) > 1;
        const worked = working ? (unit === "day" ? (many ? " ouvrés" : " ouvré") : many ? " ouvrées" : " ouvrée") : "";
        return `${n} ${units[unit]?.[many ? 1 : 0] ?? unit}${worked}`;
    });
}

/** "monday to friday", or a list. */
export function daysWords(list: string[]): string {
    const text = list.join(", ");
    if (speech.lang !== "fr") return text;
    return text.replace(/\w+/g, (word) => days[word] ?? (word === "to" ? "à" : word));
}

/** "at least 25 %". */
export function targetWords(target: string): string {
    if (speech.lang !== "fr") return target;
    return spanWords(target).replace("at least", "au moins").replace("at most", "au plus");
}
