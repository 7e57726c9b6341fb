// Dates, numbers and money as the reader writes them.
import { speech } from "./words.svelte";
import { timeWords as t } from "./time";

/** "48000.00" and a currency, as "$48,000" or "48 000 $". Whole units unless `exact`. */
export function money(amount: string | undefined, currency = "", exact = false): string {
    if (amount === undefined) return "";
    const value = Number(amount);
    const digits = exact && !Number.isInteger(value) ? 2 : 0;
    const shape: Intl.NumberFormatOptions = { maximumFractionDigits: digits, minimumFractionDigits: digits };
    if (!/^[A-Z]{3}$/.test(currency)) return number(value, digits);
    return new Intl.NumberFormat(speech.lang, {
        ...shape,
        style: "currency",
        currency,
        currencyDisplay: "narrowSymbol",
    }).format(value);
}

/** "102900.00" as "$103k": for the heads of columns. */
export function moneyShort(amount: string | undefined, currency = ""): string {
    if (amount === undefined) return "";
    const shape: Intl.NumberFormatOptions = { notation: "compact", maximumSignificantDigits: 3 };
    if (/^[A-Z]{3}$/.test(currency))
        Object.assign(shape, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
    return new Intl.NumberFormat(speech.lang, shape).format(Number(amount));
}

export function number(value: number, digits = 0): string {
    return new Intl.NumberFormat(speech.lang, { maximumFractionDigits: digits }).format(value);
}

/** A share from 0 to 1, as "63.2 %". Never alone: its base stands beside it. */
export function percent(share: number, digits = 1): string {
    return new Intl.NumberFormat(speech.lang, { style: "percent", maximumFractionDigits: digits }).format(share);
}

/** The same with always one digit: for numbers under each other. */
export function percentEven(share: number): string {
    return new Intl.NumberFormat(speech.lang, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(share);
}

/** A probability: never quite 0 or 1. */
export function chance(p: number): string {
    return p < 0.01 ? `< ${percent(0.01, 0)}` : p > 0.99 ? `> ${percent(0.99, 0)}` : percent(p, 0);
}

const day: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };

/** A date ("2026-11-25": no zone) or a moment. */
export function date(iso: string | undefined): string {
    if (!iso) return "";
    const plain = iso.length === 10;
    const shape = plain ? { ...day, timeZone: "UTC" } : day;
    return new Intl.DateTimeFormat(speech.lang, shape).format(new Date(iso));
}

export function moment(iso: string | undefined): string {
    if (!iso) return "";
    const shape: Intl.DateTimeFormatOptions = { ...day, hour: "2-digit", minute: "2-digit" };
    return new Intl.DateTimeFormat(speech.lang, shape).format(new Date(iso));
}

const DAY_MS = 86_400_000;

/** How long between two moments, in its largest fitting unit: "12 d", "3 h". */
export function span(ms: number): string {
    const days = Math.floor(ms / DAY_MS);
    if (days >= 1) return t("days", { n: days });
    const hours = Math.floor(ms / 3_600_000);
    return hours >= 1 ? t("hours", { n: hours }) : t("minutes", { n: Math.max(0, Math.floor(ms / 60_000)) });
}

/** "3 days ago", "in 2 weeks". */
export function ago(iso: string, now = Date.now()): string {
    const away = new Date(iso).getTime() - now;
    const shape = new Intl.RelativeTimeFormat(speech.lang, { numeric: "auto", style: "short" });
    const size = Math.abs(away);
    if (size < 3_600_000) return shape.format(Math.round(away / 60_000), "minute");
    if (size < DAY_MS) return shape.format(Math.round(away / 3_600_000), "hour");
    if (size < 60 * DAY_MS) return shape.format(Math.round(away / DAY_MS), "day");
    return shape.format(Math.round(away / (30.44 * DAY_MS)), "month");
}
