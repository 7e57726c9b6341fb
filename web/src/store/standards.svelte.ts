// Standards: those published, the newest, their text; publishing the next.
import { get } from "../api/client";
import type { Standard } from "../api/schema";
import { speech } from "../text/words.svelte";
import { resource } from "./resource.svelte";

const isPublished = (what: { deal?: number; kind: string }) => what.deal === undefined && /standard|edition|publish|import/.test(what.kind);

/** Every edition, the newest first. */
export function standardList() {
    const key = `standards?${speech.lang}`;
    return { key, list: resource(key, () => get("/standards"), isPublished) };
}

async function newest(): Promise<Standard | null> {
    const [first] = (await get("/standards")).standards;
    return first ? get("/standards/{edition}", { path: { edition: first.edition } }) : null;
}

/** The newest edition as data; null: none is published. */
export function newestStandard() {
    const key = `standard-newest?${speech.lang}`;
    return { key, one: resource(key, newest, isPublished) };
}
