// One act on many deals: some pass, some are refused, each with its reason; what passed can be
// taken back where its act has a way back.
import { Problem } from "../api/client";
import type { TableRow } from "./table.svelte";
import { act, inverse, refusal, type ActAsked } from "./undo";

const AT_ONCE = 6;

export interface Refused {
    row: TableRow;
    why: string;
}

export class Bulk {
    done = $state(0);
    of = $state(0);
    over = $state(false);
    passed = $state.raw<TableRow[]>([]);
    refused = $state.raw<Refused[]>([]);
    #act: (row: TableRow) => ActAsked;
    #stop = false;

    constructor(act: (row: TableRow) => ActAsked) {
        this.#act = act;
    }

    async run(rows: TableRow[]): Promise<void> {
        const left = [...rows];
        this.of = rows.length;
        const work = async () => {
            for (let row = left.shift(); row && !this.#stop; row = left.shift()) {
                await this.#one(row);
                this.done++;
            }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, work));
        this.over = true;
    }

    stop(): void {
        this.#stop = true;
    }

    async #one(row: TableRow): Promise<void> {
        try {
            const acted = await act(row.deal, this.#act(row));
            if (acted.accepted) this.passed = [...this.passed, row];
            else this.refused = [...this.refused, { row, why: refusal(acted) }];
        } catch (error) {
            if (!(error instanceof Problem)) throw error;
            this.refused = [...this.refused, { row, why: error.body.problems?.map((p) => p.message).join(" ") || error.message }];
        }
    }

    /** The same backwards, for those that passed; undefined: there is no way back. */
    back(): Bulk | undefined {
        const first = this.passed[0];
        if (!first || !inverse(first, this.#act(first))) return undefined;
        return new Bulk((row) => inverse(row, this.#act(row)) as ActAsked);
    }
}
