// Everybody who has a number here.
import { get } from "../api/client";
import { resource } from "./resource.svelte";

const ofWorkspace = (what: { deal?: number }) => what.deal === undefined;

/** Up to 1,000. */
export function people() {
    const key = "everybody";
    return { key, list: resource(key, (signal) => everybody(signal), ofWorkspace) };
}

async function everybody(signal: AbortSignal) {
    const all = await get("/people", { query: { limit: 200 }, signal });
    while (all.next_cursor && all.people.length < 1000) {
        const more = await get("/people", { query: { limit: 200, cursor: all.next_cursor }, signal });
        all.people.push(...more.people);
        if (more.next_cursor) all.next_cursor = more.next_cursor;
        else delete all.next_cursor;
    }
    return all.people;
}
