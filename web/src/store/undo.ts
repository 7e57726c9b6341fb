// Acts on deals: what the judge says is an answer, not a failure. Many acts have a way back.
import { post, type Asking } from "../api/client";
import type { Act, Acted, DealRow } from "../api/schema";

export type ActAsked = Omit<Act, "value"> & { value?: unknown };

/** Says the act; with `ifMatch` only if nothing came between. */
export function act(deal: number, body: ActAsked, asking: Pick<Asking, "ifMatch"> = {}): Promise<Acted> {
    return post("/deals/{deal}/acts", { path: { deal }, body: body as Act, ...asking });
}

/** Why it was refused, in the standard's own words; empty when it passed. */
export function refusal(acted: Acted): string {
    if (acted.accepted) return "";
    const blocks = acted.findings.filter((one) => one.severity === "block");
    return (blocks.length ? blocks : acted.findings).map((one) => one.text).join(" ") || acted.detail || "";
}

/** What takes an act back, seen from the deal as it was before; undefined: there is no way back. */
export function inverse(before: Partial<DealRow> & { fields?: Record<string, unknown> }, done: ActAsked): ActAsked | undefined {
    switch (done.act) {
        case "park":
            return { act: "unpark" };
        case "set-owner":
            return before.owner ? { act: "set-owner", owner: before.owner.person } : undefined;
        case "set-close-date":
            return before.close_date ? { act: "set-close-date", date: before.close_date } : undefined;
        case "set-field":
            if (!done.field || !before.fields) return undefined;
            return { act: "set-field", field: done.field, value: before.fields[done.field] ?? null };
        case "enter-stage":
            return before.stage ? { act: "enter-stage", stage: before.stage.id } : undefined;
        case "close":
            return { act: "reopen", ...(before.stage ? { stage: before.stage.id } : {}) };
        case "confirm":
            return done.milestone ? { act: "revoke", milestone: done.milestone, why: "↶" } : undefined;
        case "waive":
            return done.milestone ? { act: "end-waiver", milestone: done.milestone } : undefined;
        default:
            return undefined;
    }
}
