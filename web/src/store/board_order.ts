// Where a deal stands in its column, and what a filter says: without a server, without a page.
import type { DealRow } from "../api/schema";

export const sorts = ["stage_entered_at", "close_date", "-amount", "name"] as const;
export type Sort = (typeof sorts)[number];

const FAR = "9999";

/** Below zero: `a` comes first, as the server has it. */
export function compare(a: DealRow, b: DealRow, sort: Sort): number {
    switch (sort) {
        case "name":
            return plain(a.name).localeCompare(plain(b.name)) || a.deal - b.deal;
        case "-amount":
            return Number(b.amount ?? -Infinity) - Number(a.amount ?? -Infinity) || b.deal - a.deal;
        case "close_date":
            return text(a.close_date ?? "", b.close_date ?? "") || a.deal - b.deal; // those without come first
        default:
            return text(a.stage_entered_at ?? FAR, b.stage_entered_at ?? FAR) || a.deal - b.deal;
    }
}

const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const plain = (name = "") => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** `rows` with `deal` at its place; at the end only when `whole` says that nothing follows there. */
export function placed(rows: DealRow[], deal: DealRow, sort: Sort, whole: boolean): DealRow[] {
    const others = rows.filter((one) => one.deal !== deal.deal);
    let at = others.findIndex((one) => compare(deal, one, sort) < 0);
    if (at < 0) at = others.length;
    if (at === others.length && !whole && others.length) return others; // it comes when one scrolls there
    return [...others.slice(0, at), deal, ...others.slice(at)];
}

/** How a deal stands with the time that its stage may take. */
export type Age = "fresh" | "ageing" | "over" | "none";
export function ageOf(clock: { expected_at?: string; limit_at?: string } | undefined, now: number): Age {
    if (!clock) return "none";
    if (clock.limit_at && Date.parse(clock.limit_at) < now) return "over";
    if (clock.expected_at && Date.parse(clock.expected_at) < now) return "ageing";
    return clock.limit_at || clock.expected_at ? "fresh" : "none";
}

/** Sums by currency: "102900.00" and "8400.00" of USD are 111300. */
export function sums(columns: { amount?: string; currency?: string }[]): { currency: string; amount: number }[] {
    const by = new Map<string, number>();
    for (const one of columns) if (one.amount !== undefined) by.set(one.currency ?? "", (by.get(one.currency ?? "") ?? 0) + Number(one.amount));
    return [...by].map(([currency, amount]) => ({ currency, amount })).sort((a, b) => b.amount - a.amount);
}
