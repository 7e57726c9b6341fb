// What the reader has seen of a page, by the number of the last event, kept in this browser: what
// came later is marked at the next visit.
import { session } from "./session.svelte";

const AWAY_MS = 60_000; // who comes back sooner was not away

const keyOf = (page: string) => `etalon-seen-${page}-${session.who?.workspace ?? ""}-${session.me?.account ?? ""}`;

interface Kept {
    last: number; // seen at this visit
    before: number; // seen when it began
    at: number;
}

function read(page: string): Kept {
    try {
        return JSON.parse(localStorage.getItem(keyOf(page)) ?? "") as Kept;
    } catch {
        return { last: 0, before: 0, at: 0 };
    }
}

export const seen = {
    /** The last event that was seen when the reader was here before; 0: never. */
    begin(page: string): number {
        const kept = read(page);
        const before = Date.now() - kept.at > AWAY_MS ? kept.last : kept.before;
        localStorage.setItem(keyOf(page), JSON.stringify({ ...kept, before, at: Date.now() }));
        return before;
    },
    note(page: string, sequence: number): void {
        const kept = read(page);
        localStorage.setItem(keyOf(page), JSON.stringify({ ...kept, last: Math.max(kept.last, sequence), at: Date.now() }));
    },
};
