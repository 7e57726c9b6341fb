// Deals: a page of a list at a time, by its question; one deal with its path and its past.
import { get } from "../api/client";
import type { Gets } from "../api/schema";
import { resource } from "./resource.svelte";
import { speech } from "../text/words.svelte";

export type DealQuery = Gets["/deals"]["query"];

/** The first page of the deals that answer `query`; old as soon as something happens to a deal. */
export function dealList(query: DealQuery) {
    const key = `deals?${JSON.stringify(query)}`;
    return { key, list: resource(key, (signal) => get("/deals", { query, signal }), (what) => what.deal !== undefined) };
}

/** One deal: itself, its checklist, what happened to it. */
export function dealWhole(deal: number) {
    const of = (what: { deal?: number }) => what.deal === deal;
    const path = { deal };
    const keys = ["deal", "checklist", "timeline"].map((part) => `${part} ${deal} ${speech.lang}`) as [string, string, string];
    return {
        keys,
        deal: resource(keys[0], (signal) => get("/deals/{deal}", { path, signal }), of),
        checklist: resource(keys[1], (signal) => get("/deals/{deal}/checklist", { path, signal }), of),
        timeline: resource(keys[2], (signal) => get("/deals/{deal}/timeline", { path, query: { limit: 60 }, signal }), of),
    };
}
export type DealWhole = ReturnType<typeof dealWhole>;

export const earlier = (deal: number, cursor: string) => get("/deals/{deal}/timeline", { path: { deal }, query: { limit: 60, cursor } });

/** All of it anew, now: after an act of one's own. */
export async function refreshWhole(whole: DealWhole): Promise<void> {
    await Promise.all([whole.deal.refresh(), whole.checklist.refresh(), whole.timeline.refresh()]);
}

/** Everybody who has a number here: owners to choose from. */
export function everybody() {
    const key = "people";
    return { key, list: resource(key, (signal) => get("/people", { query: { limit: 200 }, signal }), (what) => what.kind === "person-named") };
}
