// From the API's figures to what charts show; days and money in words.
import type { Figure, Quantile, Rate } from "../../api/schema";
import type { Share } from "../../charts/rates";
import type { Part } from "../../charts/Stacks.svelte";
import { money, number } from "../../text/format.svelte";
import { insightWords as t } from "../../text/insight";
import { partOfInsight } from "../../text/insight_parts";
import { open, type Opening } from "./opening";

type More = Partial<Pick<Share, "about" | "strong" | "why">>;

export function share(id: string, name: string, rate: Rate, what?: Opening, more: More = {}): Share {
    return {
        id,
        name,
        value: rate.value,
        low: rate.low,
        high: rate.high,
        n: rate.numerator,
        of: rate.denominator,
        open: what && rate.denominator ? () => open(what) : undefined,
        ...more,
    };
}

/** A share that is no count of something. */
export function shareOfFigure(id: string, name: string, figure: Figure, what?: Opening, more: More = {}): Share {
    return { id, name, value: figure.value, low: figure.low, high: figure.high, n: null, of: null, open: what && figure.n ? () => open(what) : undefined, ...more };
}

export const days = (n: number | null) => (n === null ? partOfInsight("notReached") : t("days", { n: Math.round(n * 10) / 10 }));
export const span = (q: Quantile) => (q.low === null && q.high === null ? "" : `${q.low === null ? "–" : number(q.low, 1)} – ${q.high === null ? "∞" : number(q.high, 1)}`);

/** Minor units (cents) as money; the sum of nobody's currency is a number. */
export function minor(amount: number | null, currency: string | null): string {
    return amount === null ? "–" : money(String(amount / 100), currency ?? "");
}

export interface Counts {
    won: number;
    lost: number;
    no_decision: number;
    walked?: number;
    open?: number;
}

/** How some deals ended, as parts of a bar; `figure` gives the name of each one's rows. */
export function ended(counts: Counts, figure?: (what: keyof Counts) => Opening | undefined): Part[] {
    const part = (id: keyof Counts, name: string, tone: Part["tone"]): Part => {
        const what = figure?.(id);
        return { id, name, tone, n: counts[id] ?? 0, open: what ? () => open(what) : undefined };
    };
    return [
        part("won", t("won"), "good"),
        part("lost", t("lost"), "bad"),
        part("no_decision", t("no-decision"), "care"),
        part("walked", t("walked"), "other"),
        part("open", t("opened"), "rest"),
    ];
}
