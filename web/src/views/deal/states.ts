// How a milestone stands, in four states and three that are apart from them.
import type { ChecklistMilestone, StandardMilestone } from "../../api/schema";

export type State = "empty" | "suggested" | "reached" | "confirmed" | "waived" | "lapsed" | "unasked";

/** Of a card, which knows the standing only. */
export function stateOf(standing: string): State {
    switch (standing) {
        case "met":
            return "confirmed";
        case "unconfirmed":
        case "needs-field":
            return "reached";
        case "waived":
        case "grandfathered":
            return "waived";
        case "lapsed":
            return "lapsed";
        case "not-asked":
        case "unknown":
            return "unasked";
        default:
            return "empty";
    }
}

/** Reached is what still waits for a word or a field; confirmed is what counts. Suggested: nobody
 * has said so, but what it needs is there. */
export function stateWhole(one: ChecklistMilestone, needs: StandardMilestone | undefined, fields: Record<string, unknown>): State {
    const state = stateOf(one.standing);
    const filled = needs?.needs?.length && needs.needs.every((id) => fields[id] !== undefined);
    return state === "empty" && filled ? "suggested" : state;
}

export const owed = (state: State) => state === "empty" || state === "suggested" || state === "lapsed";

/** The quickest to give comes first. */
const easiest = ["note", "mail", "link", "field", "file", "none"];

/** Kinds of evidence to choose from; "none" where the standard leaves it open. */
export const kindsOf = (one: { evidence?: string[] } | undefined): string[] =>
    one?.evidence?.length ? easiest.filter((kind) => one.evidence?.includes(kind)) : easiest;
