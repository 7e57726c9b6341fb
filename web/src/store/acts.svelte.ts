// Acts on a deal. Who acts has seen a revision: when another person was quicker, what they did is
// looked at. If it does not touch the same thing, the act goes on; else who acts is asked.
import { get, post, Problem } from "../api/client";
import type { Acted, Posts, TimelineEvent } from "../api/schema";

type Body = NonNullable<Posts["/deals/{deal}/acts"]["body"]>;
export type Act = Omit<Body, "value"> & { value?: unknown };

/** Somebody else did something to the same deal meanwhile. */
export interface Meeting {
    revision: number;
    others: TimelineEvent[];
}

export type Outcome = { acted: Acted } | { meeting: Meeting } | { problem: Problem };

const send = (deal: number, act: Act, ifMatch: number | undefined) =>
    post("/deals/{deal}/acts", { path: { deal }, body: act as Body, ...(ifMatch === undefined ? {} : { ifMatch }) });

/** Only asks the judge: nothing is recorded, nothing is counted. */
export const wouldBe = (deal: number, act: Act) => send(deal, { ...act, dry_run: true }, undefined);

/** Steps of the whole deal: what anybody did to it may matter. */
const wide = new Set<Act["act"]>(["enter-stage", "close", "reopen", "park", "unpark", "set-owner"]);

function touches(act: Act, event: TimelineEvent): boolean {
    if (["stage-entered", "outcome-set", "reopened", "migrated"].includes(event.kind)) return true;
    if (wide.has(act.act)) return event.kind !== "refused";
    if (act.field) return event.field === act.field;
    if (act.milestone) return event.milestone === act.milestone && event.kind !== "refused";
    if (act.handoff) return event.handoff === act.handoff;
    return act.act === "set-close-date" && event.kind === "close-date-set";
}

async function meanwhile(deal: number, seen: number): Promise<Meeting> {
    const now = await get("/deals/{deal}/timeline", { path: { deal }, query: { limit: 20 } });
    return { revision: now.revision, others: now.events.filter((one) => one.sequence > seen) };
}

const MEETINGS_MAX = 3;

/** Does it; `seen` is the revision that is shown. */
export async function perform(deal: number, act: Act, seen?: number): Promise<Outcome> {
    for (let tries = 0; ; tries++) {
        try {
            return { acted: await send(deal, act, seen) };
        } catch (error) {
            if (!(error instanceof Problem)) throw error;
            if (error.code !== "version" || seen === undefined) return { problem: error };
            const meeting = await meanwhile(deal, seen);
            if (tries >= MEETINGS_MAX || meeting.others.some((one) => touches(act, one))) return { meeting };
            seen = meeting.revision;
        }
    }
}

/** A file on its way to be evidence: sent first, then named by its hash. */
export async function sendFile(file: File): Promise<string> {
    const kept = await post("/files", { query: { name: file.name }, raw: { type: "application/octet-stream", bytes: file } });
    return kept.file;
}
