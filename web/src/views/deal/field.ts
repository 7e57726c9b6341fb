// A field of a standard: what is typed becomes what the API takes, and back.
import type { Standard, StandardField } from "../../api/schema";
import { date, money, number } from "../../text/format.svelte";

/** As it stands in an input. */
export const rawOf = (value: unknown): string => (value === undefined || value === null ? "" : String(value));

/** What the API takes; null empties it; undefined: it cannot be meant. */
export function valueOf(field: StandardField, raw: string): unknown {
    const text = raw.trim();
    if (text === "") return null;
    switch (field.type) {
        case "integer": {
            const plain = text.replace(/[\s\u202f\u00a0]/g, "");
            return /^-?\d+$/.test(plain) ? Number(plain) : undefined;
        }
        case "boolean":
            return text === "true";
        case "money":
        case "decimal":
            return amountOf(text);
        default:
            return text;
    }
}

/** "48 000,50", "48,000.50" and "48000.5" are 48000.50; undefined: no number. */
export function amountOf(text: string): string | undefined {
    let plain = text.replace(/[\s\u202f\u00a0'’]|[$€£¥]/g, "");
    const comma = plain.lastIndexOf(",");
    const point = plain.lastIndexOf(".");
    if (comma > point) plain = /,\d{3}(,\d{3})*$/.test(plain) && point < 0 && !/^0/.test(plain) ? plain.replaceAll(",", "") : plain.replaceAll(".", "").replace(",", ".");
    else plain = plain.replaceAll(",", "");
    return /^-?\d{1,12}(\.\d+)?$/.test(plain) ? plain : undefined;
}

export function shownOf(field: StandardField, value: unknown, standard: Standard | undefined, yes: string, no: string): string {
    if (value === undefined || value === null) return "";
    switch (field.type) {
        case "boolean":
            return value ? yes : no;
        case "choice":
            return field.choices?.find((one) => one.id === value)?.title ?? String(value);
        case "money":
            return money(String(value), standard?.currency, true);
        case "date":
            return date(String(value));
        case "integer":
        case "decimal":
            return number(Number(value), 6);
        default:
            return String(value);
    }
}
