// Where one is: in an empty workspace, in the demo, in one's own; and a workspace of one's own.
import { post } from "../api/client";
import { session } from "./session.svelte";
import { standardList } from "./standards.svelte";

const DEMO_PROCESS = "simulated-sales"; // of the standard that the demo company is made with
export const DEMO = "demo"; // the workspace that a first start makes

export type Place = "unknown" | "empty" | "demo" | "own";

/** What the first standard of a workspace tells of it. */
export function placeOf(list: ReturnType<typeof standardList>["list"]): Place {
    const all = list.data?.standards;
    if (!all) return "unknown";
    const first = all.at(-1);
    return !first ? "empty" : first.process === DEMO_PROCESS ? "demo" : "own";
}

/** "Déjà Vu, Ltd." as an id: "deja-vu-ltd". */
export function slug(name: string): string {
    const plain = name.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    const id = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40).replace(/-$/, "");
    return id || "company";
}

/** A workspace of that name, entered. */
export async function makeOwn(name: string): Promise<void> {
    const workspace = slug(name);
    await post("/workspaces", { body: { workspace, name } });
    await session.enter(workspace);
}
