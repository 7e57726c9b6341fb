// One deal on the desk: what is known of it, what is being done to it, which question is open.
// Whatever shows or changes a deal (page, panel, board) works through one of these.
import type { Acted, ChecklistMilestone, Finding, TimelineEvent } from "../../api/schema";
import { perform, type Act } from "../../store/acts.svelte";
import { dealWhole, refreshWhole } from "../../store/deals.svelte";
import { hold } from "../../store/resource.svelte";
import { session } from "../../store/session.svelte";
import { standardOf } from "../../store/standards.svelte";
import { toasts } from "../../store/toasts.svelte";

export type Asked =
    | { is: "step"; act: Act; ask?: boolean }
    | { is: "waive" | "revoke"; milestone: string; title: string }
    | { is: "object"; milestone?: string; title?: string }
    | { is: "return"; handoff: string; title: string }
    | { is: "park" | "close" | "reopen" | "learn" };

/** An act that met somebody else's. */
export interface Met {
    others: TimelineEvent[];
    again: () => void;
}

export const stepTo = (stage: string): Act => ({ act: "enter-stage", stage });
export const stepWin: Act = { act: "close", outcome: "won" };
/** What an act is about: the same thing is not done twice at once. */
export const keyOf = (act: Act) => act.milestone ?? act.field ?? act.handoff ?? act.act;

export const said = (findings: Finding[]) =>
    findings
        .filter((one) => one.severity === "block" || one.severity === "senseless")
        .map((one) => [one.text, one.remedy?.text].filter(Boolean).join(" "))
        .join("\n");

export class Desk {
    whole;
    asked = $state.raw<Asked | undefined>();
    met = $state.raw<Met | undefined>();
    doing = $state.raw<ReadonlySet<string>>(new Set());

    // of its own, so that who reads it is told when it comes
    #edition = $derived(this.deal?.edition === undefined ? undefined : standardOf(this.deal.edition));

    constructor(readonly id: number) {
        this.whole = dealWhole(id);
    }

    hold(): () => void {
        const ends = this.whole.keys.map((key) => hold(key));
        return () => ends.forEach((end) => end());
    }

    get deal() {
        return this.whole.deal.data;
    }
    get checklist() {
        return this.whole.checklist.data;
    }
    get standard() {
        return this.#edition?.one.data;
    }
    get name(): string {
        return this.deal?.name ?? "";
    }
    get open(): boolean {
        return this.deal?.outcome === "open";
    }
    get mine(): boolean {
        return session.leads || (session.acts && this.deal?.owner?.person === session.who?.me?.person);
    }
    get milestones(): ChecklistMilestone[] {
        return this.checklist?.stages.flatMap((one) => one.milestones) ?? [];
    }
    /** Those that evidence given now may show, too: of the stages up to the next one. */
    get near(): ChecklistMilestone[] {
        const stages = this.checklist?.stages ?? [];
        return stages.slice(0, stages.findIndex((one) => one.here) + 2).flatMap((one) => one.milestones);
    }
    /** The one before the stage that it stands in; undefined: there is none. */
    get before() {
        const stages = this.checklist?.stages ?? [];
        return stages[stages.findIndex((one) => one.here) - 1];
    }

    ask(what: Asked): void {
        this.asked = what;
    }

    #mark(key: string, on: boolean): void {
        const doing = new Set(this.doing);
        if (on) doing.add(key);
        else doing.delete(key);
        this.doing = doing;
    }

    /** Does them one after the other, shows it meanwhile, and says what stood in the way: false. */
    async do(acts: Act[], done?: (acted: Acted) => void): Promise<boolean> {
        const keys = acts.map(keyOf);
        if (keys.some((key) => this.doing.has(key))) return false;
        keys.forEach((key) => this.#mark(key, true));
        try {
            return await this.#each(acts, done);
        } finally {
            keys.forEach((key) => this.#mark(key, false));
        }
    }

    async #each(acts: Act[], done?: (acted: Acted) => void): Promise<boolean> {
        let seen = this.checklist?.revision;
        for (const [i, act] of acts.entries()) {
            const out = await perform(this.id, act, seen);
            if ("meeting" in out) {
                const rest = acts.slice(i);
                this.met = { others: out.meeting.others, again: () => void this.do(rest, done) };
                await refreshWhole(this.whole);
                return false;
            }
            if ("problem" in out) {
                const more = out.problem.body.problems?.map((one) => one.message).join("\n");
                toasts.say(more || out.problem.message, "stop");
                if (out.problem.status !== 403) await refreshWhole(this.whole);
                return false;
            }
            if (!out.acted.accepted) {
                toasts.say(said(out.acted.findings) || (out.acted.detail ?? ""), "stop");
                await refreshWhole(this.whole);
                return false;
            }
            seen = out.acted.revision;
            if (i === acts.length - 1) done?.(out.acted);
        }
        await refreshWhole(this.whole);
        return true;
    }
}
