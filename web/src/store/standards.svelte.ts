// Standards: those published and in force, one edition as data (which never changes).
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

/** The newest edition of each process; its titles are in the reader's language. */
export function standardsInForce() {
    const key = `standards-in-force ${speech.lang}`;
    return { key, list: resource(key, (signal) => get("/standards/in-force", { signal }), (what) => what.kind === "standard-published") };
}

export function standardOf(edition: number) {
    const key = `standard ${edition} ${speech.lang}`;
    return { key, one: resource(key, (signal) => get("/standards/{edition}", { path: { edition }, signal })) };
}

export const fieldOf = (standard: Standard | undefined, id: string | undefined) => standard?.fields.find((one) => one.id === id);

export const milestoneOf = (standard: Standard | undefined, id: string | undefined) =>
    standard?.stages.flatMap((stage) => stage.milestones).find((one) => one.id === id);
