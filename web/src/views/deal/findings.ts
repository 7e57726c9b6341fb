// Findings sorted into the three steps, and into what can be done about them in a form.
import type { Finding } from "../../api/schema";

export interface Steps {
    advice: Finding[];
    warnings: Finding[];
    blocks: Finding[];
}

export function stepsOf(findings: Finding[]): Steps {
    const of = (...severities: string[]) => findings.filter((one) => severities.includes(one.severity));
    return { advice: of("advice", "note"), warnings: of("warning"), blocks: of("block", "senseless") };
}

const toShow = new Set(["missing", "lapsed", "waiver-expired", "waiver-undue", "needs-field", "condition", "unconfirmed"]);

export interface Wanted {
    /** Milestones to be shown, waived or confirmed, in the order of the standard's words. */
    milestones: string[];
    /** Of these, those that somebody else must confirm. */
    unconfirmed: Set<string>;
    fields: string[];
    /** The reason of an end, whether a competitor won. */
    reason: boolean;
    competitor: boolean;
    /** What no form can do. */
    rest: Finding[];
}

export function wantedOf(blocks: Finding[]): Wanted {
    const out: Wanted = { milestones: [], unconfirmed: new Set(), fields: [], reason: false, competitor: false, rest: [] };
    for (const one of blocks) {
        if (one.milestone && toShow.has(one.code)) {
            if (one.code === "condition" && one.field) out.fields.push(one.field);
            else if (!out.milestones.includes(one.milestone)) out.milestones.push(one.milestone);
            if (one.code === "needs-field" && one.field) out.fields.push(one.field);
            if (one.code === "unconfirmed") out.unconfirmed.add(one.milestone);
        } else if (one.code === "packet" && one.field) out.fields.push(one.field);
        else if (one.code === "no-reason") out.reason = true;
        else if (one.code === "no-competitor") out.competitor = true;
        else out.rest.push(one);
    }
    out.fields = [...new Set(out.fields)];
    return out;
}
