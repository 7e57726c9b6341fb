// The question of the list as it stands in the address, and what it asks of the server.
import type { TableQuery } from "../../store/table.svelte";

export const FILTERS = ["q", "stage", "owner", "outcome", "parked", "amount_from", "amount_to", "close_from", "close_to", "process"] as const;
export type Filter = (typeof FILTERS)[number];

/** Open deals unless the address says otherwise; "any" is every outcome. */
export function tableQuery(at: Record<string, string>): TableQuery {
    const query: Record<string, unknown> = { outcome: "open" };
    for (const name of FILTERS) if (at[name]) query[name] = name.startsWith("amount") ? Number(at[name]) : at[name];
    if (query.outcome === "any") delete query.outcome;
    if (at.sort) query.sort = at.sort;
    return query as TableQuery;
}

/** How many filters narrow the list; that only open deals are shown is none. */
export const filtersOn = (at: Record<string, string>): number => FILTERS.filter((name) => at[name]).length;
