// The standard that is being written: its text, kept in this browser until it is published; what the
// server says of it; whether it can be published, and doing so.
import { get, post, Problem } from "../api/client";
import type { Checked, Diff, Migration, Preview, Published } from "../api/schema";
import { session } from "./session.svelte";
import { isTemplate, templateText } from "./templates";
import { put, remove, scalar } from "./standard_edit";
import { items, readStandard, said, text as plain, type Part } from "./standard_read";

const CHECK_AFTER_MS = 350;
const READ_AFTER_MS = 120;
const key = () => `etalon-draft-${session.who?.workspace ?? ""}`;
const yaml = (text: string) => ({ type: "application/yaml", bytes: text });

export interface Kept {
    text: string;
    /** What it began as: "mid-market", or the number of an edition. */
    from: string;
}

/** Whether a draft of this workspace is kept here. */
export const keptDraft = (): boolean => localStorage.getItem(key()) !== null;

/** The text of an edition, as it was written. */
export const editionText = (edition: number): Promise<string> =>
    get("/standards/{edition}/yaml", { path: { edition } }) as Promise<string>;

class Draft {
    text = $state("");
    from = $state("");
    /** What the text says, a moment later: for what is shown beside it. */
    standard = $state.raw<Part | undefined>();
    checked = $state.raw<Checked | undefined>();
    wrong = $state("");
    #past: string[] = [];
    #future: string[] = [];
    #timers: ReturnType<typeof setTimeout>[] = [];
    #asked = 0;

    get there(): boolean {
        return !!this.text;
    }

    load(): void {
        const kept = localStorage.getItem(key());
        const { text = "", from = "" } = kept ? (JSON.parse(kept) as Kept) : {};
        this.#begin(text, from);
    }

    #begin(text: string, from: string): void {
        this.from = from;
        this.#past = [];
        this.#future = [];
        this.checked = undefined;
        this.standard = text ? readStandard(text) : undefined;
        this.set(text, false);
    }

    async fromTemplate(id: string): Promise<void> {
        if (isTemplate(id)) this.#begin(await templateText(id), id);
    }

    /** The version after an edition, on its text. */
    async fromEdition(edition: number, version: number, discovered: boolean): Promise<void> {
        let text = remove(await editionText(edition), ["changes"]);
        text = put(text, ["version"], String(version + 1));
        text = put(text, ["changes"], `\n  from: ${version}\n  why:`);
        this.#begin(discovered ? await fromHistory(text) : text, String(edition));
    }

    /** `step`: it can be taken back by `undo` (a text area has its own way back). */
    set(text: string, step = true): void {
        if (step && text !== this.text) {
            this.#past = [...this.#past.slice(-99), this.text];
            this.#future = [];
        }
        this.text = text;
        if (text) localStorage.setItem(key(), JSON.stringify({ text, from: this.from } satisfies Kept));
        else localStorage.removeItem(key());
        this.#timers.forEach(clearTimeout);
        this.#timers = text ? [setTimeout(() => (this.standard = readStandard(text) ?? this.standard), READ_AFTER_MS), setTimeout(() => void this.check(), CHECK_AFTER_MS)] : [];
    }

    /** One step of the form, shown at once. */
    step(text: string): void {
        this.set(text);
        this.standard = readStandard(text) ?? this.standard;
    }

    undo(): void {
        const text = this.#past.pop();
        if (text === undefined) return;
        this.#future.push(this.text);
        this.set(text, false);
    }

    redo(): void {
        const text = this.#future.pop();
        if (text === undefined) return;
        this.#past.push(this.text);
        this.set(text, false);
    }

    drop(): void {
        this.#begin("", "");
    }

    async check(): Promise<void> {
        const asked = ++this.#asked;
        try {
            const checked = await post("/standards/check", { raw: yaml(this.text) });
            if (asked === this.#asked) (this.checked = checked), (this.wrong = "");
        } catch (error) {
            if (!(error instanceof Problem)) throw error;
            if (asked === this.#asked) this.wrong = error.message;
        }
    }

    preview = (after?: number): Promise<Preview> =>
        post("/standards/preview", { raw: yaml(this.text), query: { limit: 50, ...(after ? { after } : {}) } });

    /** What changes for whom, from an edition to the draft. */
    diff = (edition: number): Promise<Diff> => post("/standards/{edition}/diff", { path: { edition }, raw: yaml(this.text) });

    async publish(deals: "new" | "all"): Promise<Published> {
        const published = await post("/standards", { raw: yaml(this.text), query: { deals } });
        this.drop();
        return published;
    }
}

export const draft = new Draft();

/** What changes for whom, from one edition to another. */
export const editionDiff = (edition: number, later: number): Promise<Diff> => get("/standards/{edition}/diff", { path: { edition }, query: { with: later } });

export const migration = (edition: number): Promise<Migration> => get("/standards/{edition}/migration", { path: { edition } });
export const undoMigration = (edition: number) => post("/standards/{edition}/migration", { path: { edition }, body: { way: "undo" } });

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
const days = (n: number) => `${Math.max(1, Math.round(n))} day${Math.round(n) > 1 ? "s" : ""}`;

/** How long deals really stayed in each stage stands in the text, with what it rests on. */
async function fromHistory(text: string): Promise<string> {
    const standard = readStandard(text);
    if (plain(standard?.discipline) === "random") text = put(text, ["discipline"], "informal");
    try {
        const { funnel } = await get("/analytics/funnel");
        for (const stage of items(standard?.stages)) {
            const id = String(stage.id);
            const seen = funnel.stages.find((one) => [id, said(stage.title, "en"), said(stage.title, "fr")].some((word) => same(word, one.stage)));
            const median = seen?.time_median.days;
            if (!seen || !median || "expected" in stage) continue;
            text = put(text, ["stages", id, "expected"], `${days(median)}   # median of ${seen.visits} visits so far`);
            if (seen.time_p90.days && seen.time_p90.days > median) text = put(text, ["stages", id, "age-limit"], `${days(seen.time_p90.days)}   # nine in ten have left by then`);
        }
    } catch (error) {
        if (!(error instanceof Problem)) throw error; // no figures yet: the stages alone
    }
    return text;
}

/** What made the next version necessary: written into `changes`. */
export const setWhy = (text: string, why: string): string => put(text, ["changes", "why"], scalar(why));
