// A standard's text as what it says: read by the rules of its format (every value is a text), so
// that a draft can be shown while it is written. Whether it is right is the server's to say.
import { parseDocument } from "yaml";

export type Raw = string | Raw[] | { [key: string]: Raw };
export type Part = { [key: string]: Raw };
export type Item = Part & { id: Raw };

/** The text as maps, lists and texts; undefined while it is no YAML at all. */
export function readStandard(text: string): Part | undefined {
    try {
        const doc = parseDocument(text, { schema: "failsafe", strict: false, uniqueKeys: false });
        const value: unknown = doc.toJS();
        return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Part) : undefined;
    } catch {
        return undefined;
    }
}

export const isPart = (raw: Raw | undefined): raw is Part => typeof raw === "object" && !Array.isArray(raw) && raw !== null;

/** A text in the reader's language, else in English, else in the first there is. */
export function said(raw: Raw | undefined, lang: string): string {
    if (typeof raw === "string") return raw;
    if (!isPart(raw)) return "";
    const one = raw[lang] ?? raw.en ?? Object.values(raw)[0];
    return typeof one === "string" ? one : "";
}

/** A text or a list of texts as a list. */
export function list(raw: Raw | undefined): string[] {
    if (typeof raw === "string") return raw ? [raw] : [];
    return Array.isArray(raw) ? raw.filter((one): one is string => typeof one === "string") : [];
}

const isWords = (raw: Part) => !("title" in raw) && Object.keys(raw).some((key) => /^[a-z]{2}(-[A-Z]{2})?$/.test(key));

/** The items of a map by id; the short form is their title. */
export function items(raw: Raw | undefined): Item[] {
    if (!isPart(raw)) return [];
    return Object.entries(raw).map(([id, value]) =>
        isPart(value) && !isWords(value) ? { ...value, id } : { title: value ?? "", id },
    );
}

export const text = (raw: Raw | undefined): string => (typeof raw === "string" ? raw : "");

/** What an id of that map is called. */
export function titleOf(map: Raw | undefined, id: string, lang: string): string {
    const one = items(map).find((item) => item.id === id);
    return (one && said(one.title, lang)) || id;
}

/** The milestone of that id, in whichever stage. */
export function milestoneTitle(standard: Part, id: string, lang: string): string {
    for (const stage of items(standard.stages)) {
        const title = isPart(stage.milestones) && id in stage.milestones ? titleOf(stage.milestones, id, lang) : "";
        if (title) return title;
    }
    return id;
}
