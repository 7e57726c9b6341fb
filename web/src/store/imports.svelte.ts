// The import at hand: files handed over, read, shown, imported. The server keeps it; what was said
// about it (the mapping) is kept here for as long as the tab lives.
import { get, post, Problem, remove } from "../api/client";
import type { Import, ImportTask, ImportUndone } from "../api/schema";
import { resource } from "./resource.svelte";
import { session } from "./session.svelte";

const POLL_MS = 300;
const ANEW_MS = 350; // several answers one after the other are one new reading

export interface Sent {
    name: string;
    state: "sending" | "sent" | "refused";
    why?: string;
}

const keptKey = () => `etalon-import-map-${session.who?.workspace ?? ""}`;

class ImportDesk {
    /** undefined: not known yet; null: nothing was handed over. */
    task = $state.raw<ImportTask | null | undefined>();
    /** What was read last: it stays in sight while the files are read anew. */
    shown = $state.raw<ImportTask | undefined>();
    sent = $state.raw<Sent[]>([]);
    map = $state("");
    wrong = $state("");
    sending = $state(false);
    #timer: ReturnType<typeof setTimeout> | undefined;
    #again: ReturnType<typeof setTimeout> | undefined;

    get busy(): boolean {
        return this.sending || this.task?.state === "reading" || this.task?.state === "running";
    }

    async load(): Promise<void> {
        this.map = sessionStorage.getItem(keptKey()) ?? "";
        await this.#look();
        if (this.task?.state === "collecting" && this.task.handed_over) await this.read();
    }

    leave(): void {
        clearTimeout(this.#timer);
        clearTimeout(this.#again);
    }

    /** Hands files over, one by one, and has them read. */
    async hand(files: File[]): Promise<void> {
        this.sending = true;
        this.wrong = "";
        if (this.over) this.say("");
        this.sent = this.over ? [] : this.sent;
        for (const file of files) {
            const row: Sent = { name: file.name, state: "sending" };
            this.sent = [...this.sent.filter((one) => one.name !== file.name), row];
            await this.#hand(file, row);
            this.sent = [...this.sent];
        }
        this.sending = false;
        if (this.sent.some((one) => one.state === "sent")) await this.read();
    }

    async #hand(file: File, row: Sent): Promise<void> {
        try {
            const raw = { type: "application/octet-stream", bytes: file };
            this.task = await post("/import-task/files", { query: { name: file.name }, raw });
            row.state = "sent";
        } catch (error) {
            if (!(error instanceof Problem)) throw error;
            row.state = "refused";
            row.why = error.message;
        }
    }

    get over(): boolean {
        return ["done", "failed"].includes(this.task?.state ?? "");
    }

    /** What the mapping says from now on; the files are read anew, soon. */
    say(map: string, readAnew = false): void {
        this.map = map;
        sessionStorage.setItem(keptKey(), map);
        clearTimeout(this.#again);
        if (readAnew) this.#again = setTimeout(() => void this.read(), ANEW_MS);
    }

    read = (): Promise<void> => this.#do("/import-task/preview", this.map ? { map: this.map } : {});
    start = (): Promise<void> => this.#do("/import-task/start");

    async #do(route: "/import-task/preview" | "/import-task/start", body?: { map?: string }): Promise<void> {
        clearTimeout(this.#timer);
        this.wrong = "";
        try {
            this.task = await (route === "/import-task/start" ? post(route) : post(route, { body: body ?? {} }));
        } catch (error) {
            if (!(error instanceof Problem)) throw error;
            this.wrong = error.message;
        }
        await this.#look();
    }

    /** Forgets the files; one that runs is stopped. */
    async drop(): Promise<void> {
        await remove("/import-task");
        if (this.task?.state !== "running") {
            this.say("");
            this.sent = [];
        }
        await this.#look();
    }

    async #look(): Promise<void> {
        try {
            this.task = await get("/import-task");
        } catch (error) {
            if (!(error instanceof Problem)) throw error;
            this.task = null;
            if (error.code !== "no-files") this.wrong = error.message;
        }
        if (this.task?.state === "asks" || this.task?.state === "ready") this.shown = this.task;
        else if (this.task?.state !== "reading") this.shown = undefined;
        if (this.task?.state === "reading" || this.task?.state === "running")
            this.#timer = setTimeout(() => void this.#look(), POLL_MS);
    }
}

export const desk = new ImportDesk();

/** The imports of the workspace, newest first. */
export function importList() {
    const key = "imports";
    return { key, list: resource(key, () => get("/imports"), (what) => what.kind.startsWith("import")) };
}

export function takeBack(one: Import): Promise<ImportUndone> {
    return post("/imports/{import}/undo", { path: { import: one.import } });
}
