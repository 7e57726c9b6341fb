// What waits: for the reader, for a department, on somebody's deals.
import { get, post } from "../api/client";
import type { Waiting, Waits } from "../api/schema";
import type { Happening } from "../api/stream";
import { speech } from "../text/words.svelte";
import { resource } from "./resource.svelte";

export interface QueueQuery {
    what?: string | undefined;
    person?: number | undefined;
    department?: string | undefined;
}

const PAGE = 100;

/** What a thing that waits is called among the others. */
export const waitKey = (one: Waits) =>
    [one.what, one.deal ?? "", one.handoff?.id ?? one.milestone?.id ?? one.stage?.id ?? "", one.edition ?? ""].join(":");

async function pages(query: QueueQuery, upTo: number, signal: AbortSignal): Promise<Waiting> {
    const { what, person, department } = query;
    const ask = (cursor?: string) => {
        const page = { limit: PAGE, ...(cursor ? { cursor } : {}) };
        if (department) return get("/handoffs", { query: { department, ...page }, signal });
        return get("/waiting", { query: { ...(what ? { what } : {}), ...(person ? { person } : {}), ...page }, signal });
    };
    const all = await ask();
    while (all.next_cursor && all.waiting.length < upTo) {
        const more = await ask(all.next_cursor);
        all.waiting.push(...more.waiting);
        if (more.next_cursor) all.next_cursor = more.next_cursor;
        else delete all.next_cursor;
    }
    return all;
}

const anything = (what: Happening) => what.deal !== undefined || /training|review|standard|published/.test(what.kind);

/** The first `upTo` things, at least, that wait; old with every event of a deal. */
export function queue(query: QueueQuery, upTo = PAGE) {
    const key = `queue ${speech.lang} ${upTo} ${JSON.stringify(query)}`;
    return { key, list: resource(key, (signal) => pages(query, upTo, signal), anything) };
}

/** Who needs help: for those who lead. */
export function owners() {
    const key = "waiting-owners";
    return { key, list: resource(key, (signal) => get("/waiting/owners", { signal }), anything) };
}

export const acknowledge = (edition: number) => post("/training", { body: { edition } });

export const reviewed = (edition: number, found: string) =>
    post("/standards/{edition}/review", { path: { edition }, body: found ? { found } : {} });
