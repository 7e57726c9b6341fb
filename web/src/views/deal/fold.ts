// Quick edits of one person, one after the other, are one line of the timeline.
import type { TimelineEvent } from "../../api/schema";

const quick = new Set(["field-set", "field-cleared", "close-date-set", "named", "reference-set"]);
const APART_MS = 15 * 60_000;

function together(newer: TimelineEvent, older: TimelineEvent): boolean {
    if (newer.kind === "refused") return older.kind === "refused" && newer.refused === older.refused && newer.recorded_at === older.recorded_at; // one refusal, for several reasons
    return (
        quick.has(newer.kind) &&
        quick.has(older.kind) &&
        newer.by?.person === older.by?.person &&
        Date.parse(newer.occurred_at) - Date.parse(older.occurred_at) < APART_MS
    );
}

/** Newest first, in groups; a group of more than one holds quick edits, or one refusal. */
export function quickFold(events: TimelineEvent[]): TimelineEvent[][] {
    const out: TimelineEvent[][] = [];
    for (const event of events) {
        const last = out.at(-1);
        const before = last?.at(-1);
        if (last && before && together(before, event)) last.push(event);
        else out.push([event]);
    }
    return out;
}
