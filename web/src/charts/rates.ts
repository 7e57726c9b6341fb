// Shares side by side: what a table of them shows, and its file holds.
import { chartWords as t } from "../text/charts";
import { percentEven } from "../text/format.svelte";
import type { Table } from "./table";

export interface Share {
    id: string;
    name: string;
    /** Under the name: what it is of. */
    about?: string | undefined;
    value: number | null;
    low: number | null;
    high: number | null;
    /** Counted, and of so many; null: it is no count of something. */
    n: number | null;
    of: number | null;
    /** Why there is no value. */
    why?: string | undefined;
    /** Opens what is behind it. */
    open?: (() => void) | undefined;
    strong?: boolean;
}

export const interval = (one: Share) => (one.low === null || one.high === null ? "" : `${percentEven(one.low)}\u00a0– ${percentEven(one.high)}`);

export function tableOf(title: string, list: Share[]): Table {
    return {
        head: [title, t("share"), t("low"), t("high"), t("count"), t("base")],
        rows: list.map((one) => [one.name, one.value, one.low, one.high, one.n, one.of]),
    };
}
