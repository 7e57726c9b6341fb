// The board: a column for each stage, with its deals as far as somebody has scrolled. What others
// do is fetched deal by deal; what the reader does is shown at once, and taken back if refused.
import { get, Problem } from "../api/client";
import type { DealRow, Standard } from "../api/schema";
import { compare, placed, sums, type Sort } from "./board_order";
import type { DealQuery } from "./deals.svelte";
import { onHappening } from "./live.svelte";

const PAGE = 40;
const LATER_MS = 350; // events come in bursts
const ASKED_AT_ONCE = 100;

export class BoardColumn {
    rows = $state.raw<DealRow[]>([]);
    count = $state(0);
    money = $state.raw<{ currency: string; amount: number }[]>([]);
    loading = $state(false);
    whole = $state(false);
    #cursor: string | undefined;

    constructor(
        readonly board: Board,
        readonly id: string,
        readonly title: string,
        readonly about: string | undefined,
    ) {}

    async more(): Promise<void> {
        if (this.loading || this.whole || this.board.over.signal.aborted) return;
        this.loading = true;
        try {
            const query = { ...this.board.query, stage: this.id, sort: this.board.sort, card: true, limit: PAGE, ...(this.#cursor ? { cursor: this.#cursor } : {}) };
            const page = await get("/deals", { query, signal: this.board.over.signal });
            const had = new Set(this.rows.map((one) => one.deal));
            this.rows = [...this.rows, ...page.deals.filter((one) => !had.has(one.deal))];
            this.#cursor = page.next_cursor;
            this.whole = !page.next_cursor;
        } catch (error) {
            this.board.failed(error);
        } finally {
            this.loading = false;
        }
        if (!this.rows.length && !this.whole) await this.more(); // a filter that hardly a deal passes
    }
}

export class Board {
    columns = $state.raw<BoardColumn[]>([]);
    problem = $state.raw<Problem | undefined>();
    deals = $state(0);
    counted = $state(false);
    atLeast = $state(false);
    /** On their way to another stage: shown there, not yet said by the server. */
    moving = $state.raw<ReadonlySet<number>>(new Set());
    readonly over = new AbortController();
    #changed = new Set<number>();
    #timer: ReturnType<typeof setTimeout> | undefined;

    constructor(
        readonly standard: Standard,
        readonly query: DealQuery,
        readonly sort: Sort,
        stages: { id: string; title: string; about?: string }[],
    ) {
        this.columns = stages.map((one) => new BoardColumn(this, one.id, one.title, one.about));
        const stop = onHappening((what) => what.deal !== undefined && this.#later(what.deal));
        this.over.signal.addEventListener("abort", () => (stop(), clearTimeout(this.#timer)));
    }

    begin(): void {
        void this.count();
        for (const column of this.columns) void column.more();
    }

    end(): void {
        this.over.abort();
    }

    failed(error: unknown): void {
        if (this.over.signal.aborted) return;
        if (!(error instanceof Problem)) throw error;
        this.problem = error;
    }

    async count(): Promise<void> {
        const { sort: _sort, ...query } = this.query;
        try {
            const board = await get("/board", { query, signal: this.over.signal });
            for (const column of this.columns) {
                const mine = board.stages.filter((one) => one.stage.id === column.id);
                column.count = mine.reduce((n, one) => n + one.deals, 0);
                column.money = sums(mine);
            }
            this.deals = this.columns.reduce((n, one) => n + one.count, 0);
            this.atLeast = board.at_least ?? false;
            this.counted = true;
        } catch (error) {
            this.failed(error);
        }
    }

    #later(deal: number): void {
        this.#changed.add(deal);
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.#fetch(), LATER_MS);
    }

    /** What became of those that somebody has done something to. */
    async #fetch(): Promise<void> {
        const all = [...this.#changed];
        this.#changed.clear();
        void this.count();
        for (let i = 0; i < all.length; i += ASKED_AT_ONCE) {
            const some = all.slice(i, i + ASKED_AT_ONCE).filter((one) => !this.moving.has(one));
            if (!some.length) continue;
            try {
                const query = { ...this.query, deals: some.join(","), card: true, limit: ASKED_AT_ONCE };
                const found = await get("/deals", { query, signal: this.over.signal });
                for (const deal of some) this.put(deal, found.deals.find((one) => one.deal === deal));
            } catch (error) {
                this.failed(error);
            }
        }
    }

    /** The deal is as `row` says; without one it is not on this board any more. */
    put(deal: number, row: DealRow | undefined): void {
        for (const column of this.columns) {
            const is = column.rows.find((one) => one.deal === deal);
            if (row && column.id === row.stage?.id) {
                const stays = is && compare(is, row, this.sort) === 0;
                column.rows = stays ? column.rows.map((one) => (one === is ? row : one)) : placed(column.rows, row, this.sort, column.whole);
            } else if (is) column.rows = column.rows.filter((one) => one.deal !== deal);
        }
    }

    find(deal: number): { column: BoardColumn; row: DealRow } | undefined {
        for (const column of this.columns) {
            const row = column.rows.find((one) => one.deal === deal);
            if (row) return { column, row };
        }
        return undefined;
    }

    /** Shows the deal in another stage at once; the returned function takes that back. */
    shift(deal: number, stage: string): () => void {
        const from = this.find(deal);
        const to = this.columns.find((one) => one.id === stage);
        if (!from || !to) return () => {};
        this.#mark(deal, true);
        this.#amend(from.column, from.row, -1);
        this.#amend(to, from.row, 1);
        from.column.rows = from.column.rows.filter((one) => one !== from.row);
        const { card: _card, ...rest } = from.row;
        to.rows = [{ ...rest, stage: { id: to.id, title: to.title }, stage_entered_at: new Date().toISOString() }, ...to.rows];
        return () => {
            this.#mark(deal, false);
            this.#amend(to, from.row, -1);
            this.#amend(from.column, from.row, 1);
            this.put(deal, from.row);
        };
    }

    /** It is where it was shown: the server has said so. */
    settle(deal: number): void {
        this.#mark(deal, false);
        this.#later(deal);
    }

    #mark(deal: number, on: boolean): void {
        const moving = new Set(this.moving);
        if (on) moving.add(deal);
        else moving.delete(deal);
        this.moving = moving;
    }

    #amend(column: BoardColumn, row: DealRow, sign: 1 | -1): void {
        column.count += sign;
        const amount = row.amount === undefined ? 0 : sign * Number(row.amount);
        const currency = row.currency ?? "";
        const there = column.money.some((one) => one.currency === currency);
        column.money = there ? column.money.map((one) => (one.currency === currency ? { ...one, amount: one.amount + amount } : one)) : amount ? [...column.money, { currency, amount }] : column.money;
    }
}
