// Saved views: a question under a name, one's own or for everybody.
import { get, patch, post, remove } from "../api/client";
import type { SavedView } from "../api/schema";
import { resource } from "./resource.svelte";

export function savedViews(page: string) {
    const key = `views ${page}`;
    return { key, list: resource(key, (signal) => get("/views", { query: { page }, signal }), (what) => what.kind.startsWith("view-")) };
}

export const saveView = (body: { name: string; page: string; query: string; shared: boolean }): Promise<SavedView> => post("/views", { body });

export const changeView = (view: number, body: { name?: string; query?: string; shared?: boolean }): Promise<SavedView> =>
    patch("/views/{view}", { path: { view }, body });

export const endView = (view: number) => remove("/views/{view}", { path: { view } });
