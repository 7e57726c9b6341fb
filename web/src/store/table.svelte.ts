// The deals that answer a question, as many as were scrolled to, kept true while others work: what
// changed is asked for again, and marked.
import { SvelteMap } from "svelte/reactivity";
import { get, Problem } from "../api/client";
import type { DealRow, Gets } from "../api/schema";
import type { Happening } from "../api/stream";
import { onHappening } from "./live.svelte";

export type TableQuery = Omit<NonNullable<Gets["/deals"]["query"]>, "cursor" | "limit" | "fields">;
export type TableRow = DealRow;

const PAGE = 100;
const MARKED_MS = 20_000;
const SOON_MS = 400;
const AGAIN_MAX = 400; // rows asked for again after an event; of those further down only what changed

const compared = ["name", "stage", "owner", "amount", "close_date", "outcome", "parked", "fields"] as const;

/** Which parts of a row are not as they were: "amount", "fields.plan". */
export function changes(before: TableRow, now: TableRow): string[] {
    const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
    const own = { ...before.fields, ...now.fields };
    return compared.flatMap((part) => {
        if (same(before[part], now[part])) return [];
        if (part !== "fields") return [part];
        return Object.keys(own).filter((id) => !same(before.fields?.[id], now.fields?.[id])).map((id) => `fields.${id}`);
    });
}

export class DealTable {
    rows = $state.raw<TableRow[]>([]);
    total = $state<number | undefined>();
    problem = $state.raw<Problem | undefined>();
    loading = $state(false);
    ready = $state(false);
    /** By deal: what changed a moment ago, at somebody else's. */
    fresh = new SvelteMap<number, string[]>();
    #query: TableQuery;
    #fields: string;
    #cursor: string | undefined;
    #over = new AbortController();
    #timer: ReturnType<typeof setTimeout> | undefined;
    #touched = new Set<number>();
    #mine = new Map<number, number>(); // deal → until when changes are one's own
    #deaf: () => void;

    constructor(query: TableQuery, fields: string) {
        this.#query = query;
        this.#fields = fields;
        this.#deaf = onHappening((what) => this.#hear(what));
    }

    end(): void {
        this.#over.abort();
        this.#deaf();
        clearTimeout(this.#timer);
    }

    async more(): Promise<void> {
        if (this.loading || (this.ready && !this.#cursor)) return;
        this.loading = true;
        try {
            const page = await this.#page(this.#cursor, PAGE);
            this.rows = [...this.rows, ...page.deals];
            this.#cursor = page.next_cursor;
            if (page.total !== undefined) this.total = page.total;
            if (!page.next_cursor) this.total = this.rows.length;
            this.problem = undefined;
            this.ready = true;
        } catch (error) {
            if (this.#over.signal.aborted) return;
            if (!(error instanceof Problem)) throw error;
            this.problem = error;
        } finally {
            this.loading = false;
        }
    }

    #page(cursor: string | undefined, limit: number) {
        const query = { ...this.#query, fields: this.#fields, card: true, limit, ...(cursor ? { cursor } : {}) };
        return get("/deals", { query, signal: this.#over.signal });
    }

    /** What an act of one's own makes of a row, before the server has said so. Takes it back. */
    expect(deal: number, change: Partial<TableRow>): () => void {
        const before = this.rows.find((row) => row.deal === deal);
        this.#mine.set(deal, Date.now() + 5000);
        this.rows = this.rows.map((row) => (row.deal === deal ? { ...row, ...change } : row));
        return () => {
            if (before) this.rows = this.rows.map((row) => (row.deal === deal ? before : row));
        };
    }

    /** One is about to act on these: what changes is no news. */
    own(rows: TableRow[]): void {
        for (const row of rows) this.#mine.set(row.deal, Date.now() + 60_000);
    }

    #hear(what: Happening): void {
        if (what.deal === undefined) return;
        this.#touched.add(what.deal);
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.#again().catch(() => {}), SOON_MS);
    }

    async #again(): Promise<void> {
        if (!this.ready) return;
        const touched = new Set(this.#touched);
        this.#touched.clear();
        const seen = Math.min(Math.max(this.rows.length, PAGE), AGAIN_MAX);
        const head: TableRow[] = [];
        let cursor: string | undefined;
        do {
            const page = await this.#page(cursor, Math.min(200, seen - head.length));
            head.push(...page.deals);
            cursor = page.next_cursor;
            if (page.total !== undefined) this.total = page.total;
        } while (cursor && head.length < seen);
        const there = new Set(head.map((row) => row.deal));
        const tail = this.rows.slice(AGAIN_MAX).filter((row) => !there.has(row.deal));
        if (this.rows.length <= AGAIN_MAX) this.#cursor = cursor;
        if (!cursor) this.total = head.length;
        this.#mark(head, touched);
        this.rows = [...head, ...tail];
    }

    #mark(now: TableRow[], touched: Set<number>): void {
        const before = new Map(this.rows.map((row) => [row.deal, row]));
        for (const row of now) {
            if (!touched.has(row.deal) || (this.#mine.get(row.deal) ?? 0) > Date.now()) continue;
            const old = before.get(row.deal);
            const parts = old ? changes(old, row) : ["name"];
            if (!parts.length) continue;
            this.fresh.set(row.deal, parts);
            setTimeout(() => this.fresh.delete(row.deal), MARKED_MS);
        }
    }

    /** Every deal that answers, for an act on all of them; up to `most`. */
    async everything(most: number): Promise<TableRow[]> {
        const all = [...this.rows];
        let cursor = this.#cursor;
        while (cursor && all.length < most) {
            const page = await this.#page(cursor, 200);
            all.push(...page.deals);
            cursor = page.next_cursor;
        }
        return all.slice(0, most);
    }
}
