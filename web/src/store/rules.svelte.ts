// Editions of standards, as data: they never change, but speak the reader's language.
import { get } from "../api/client";
import { speech } from "../text/words.svelte";
import { resource } from "./resource.svelte";

export function standard(edition: number) {
    const key = `standard ${edition} ${speech.lang}`;
    return { key, one: resource(key, (signal) => get("/standards/{edition}", { path: { edition }, signal })) };
}

const published = (what: { deal?: number }) => what.deal === undefined;

/** The newest edition of each process. */
export function inForce() {
    const key = `in-force ${speech.lang}`;
    return { key, list: resource(key, (signal) => get("/standards/in-force", { signal }), published) };
}

/** Everybody who has a number here; up to 1,000. */
export function people() {
    const key = "everybody";
    return { key, list: resource(key, (signal) => everybody(signal), published) };
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
