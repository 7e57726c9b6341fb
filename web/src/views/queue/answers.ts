// What can be answered to what waits: each sort of thing with its answers, their keys, what they
// ask for, and the act that they are.
import type { Waits } from "../../api/schema";
import type { ActAsked } from "../../store/undo";
import { session } from "../../store/session.svelte";
import type { queueWords } from "../../text/queue";

export interface Given {
    why: string;
    reason: string;
    until: string;
    date: string;
    kind: "note" | "link" | "mail";
    reference: string;
}
export type Asked = "why" | "reason" | "until" | "date" | "evidence";

export interface Answer {
    word: Parameters<typeof queueWords>[0];
    key: string;
    asks?: Asked[];
    /** What may be left empty of it. */
    optional?: Asked[];
    danger?: boolean;
    when?: (one: Waits) => boolean;
    act?: (one: Waits, given: Given) => ActAsked;
    /** No act on a deal: training, a review. */
    also?: "acknowledge" | "reviewed";
}

const milestone = (one: Waits) => (one.milestone ? { milestone: one.milestone.id } : {});
const handoff = (one: Waits) => (one.handoff ? { handoff: one.handoff.id } : {});
const why = (given: Given) => (given.why ? { why: given.why } : {});
const until = (given: Given) => (given.until ? { until: `${given.until}T12:00:00Z` } : {});
const leadsOrOwns = (one: Waits) => session.leads || one.owner?.person === session.who?.me?.person;

const park: Answer = {
    word: "park", key: "p", asks: ["why", "until"], optional: ["until"], when: leadsOrOwns,
    act: (_, given) => ({ act: "park", ...why(given), ...until(given) }),
};
const waive: Answer = {
    word: "waive", key: "w", asks: ["why", "until"], optional: ["until"],
    act: (one, given) => ({ act: "waive", ...milestone(one), ...why(given), ...until(given) }),
};
const reach: Answer = {
    word: "reach", key: "a", asks: ["evidence"], when: leadsOrOwns,
    act: (one, given) => ({ act: "reach-milestone", ...milestone(one), evidence: { kind: given.kind, reference: given.reference } }),
};
const date: Answer = {
    word: "date", key: "a", asks: ["date"], when: leadsOrOwns, act: (_, given) => ({ act: "set-close-date", date: given.date }),
};

export const answersTo: Record<string, Answer[]> = {
    "accept-handoff": [
        { word: "accept", key: "a", act: (one) => ({ act: "accept-handoff", ...handoff(one) }) },
        { word: "return", key: "r", asks: ["reason", "why"], optional: ["why"], danger: true,
            act: (one, given) => ({ act: "return-handoff", ...handoff(one), ...(given.reason ? { reason: given.reason } : {}), ...why(given) }) },
    ],
    touch: [{ word: "touched", key: "a", act: (one) => ({ act: "touch", ...handoff(one) }) }],
    "handoff-returned": [{ word: "offer", key: "a", when: leadsOrOwns, act: (one) => ({ act: "offer-handoff", ...handoff(one) }) }],
    confirm: [
        { word: "sayConfirm", key: "a", act: (one) => ({ act: "confirm", ...milestone(one) }) },
        { word: "revoke", key: "r", asks: ["why"], danger: true, when: leadsOrOwns, act: (one, given) => ({ act: "revoke", ...milestone(one), ...why(given) }) },
    ],
    lapsed: [reach, waive],
    "waiver-ends": [reach, waive],
    "parked-until-now": [{ word: "unpark", key: "a", when: leadsOrOwns, act: () => ({ act: "unpark" }) }, park],
    "close-date-passed": [date, park],
    "stage-overstayed": [park, { word: "object", key: "b", asks: ["why"], act: (_, given) => ({ act: "object", ...why(given) }) }],
    "training-due": [{ word: "acknowledge", key: "a", when: (one) => one.standing !== "unconfirmed", also: "acknowledge" }],
    review: [{ word: "reviewed", key: "a", asks: ["why"], optional: ["why"], also: "reviewed" }],
};

export const answersOf = (one: Waits): Answer[] =>
    session.acts ? (answersTo[one.what] ?? []).filter((answer) => answer.when?.(one) ?? true) : [];
