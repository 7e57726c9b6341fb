// Deals, a page at a time, by the question of the list.
import { get } from "../api/client";
import type { Gets } from "../api/schema";
import { resource } from "./resource.svelte";

export type DealQuery = Gets["/deals"]["query"];

/** The first page of the deals that answer `query`; old as soon as something happens to a deal. */
export function dealList(query: DealQuery) {
    const key = `deals?${JSON.stringify(query)}`;
    return { key, list: resource(key, (signal) => get("/deals", { query, signal }), (what) => what.deal !== undefined) };
}
