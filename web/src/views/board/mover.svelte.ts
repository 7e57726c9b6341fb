// Moving cards: by drag, by key, by menu. The card is in its new place at once; when something is
// missing it is asked for, and when the answer is no the card goes back and says why.
import type { DealRow } from "../../api/schema";
import type { Item } from "../../parts/Menu.svelte";
import { perform, wouldBe, type Act } from "../../store/acts.svelte";
import type { Board } from "../../store/board.svelte";
import { Problem } from "../../api/client";
import { link, route } from "../../store/route.svelte";
import { session } from "../../store/session.svelte";
import { toasts } from "../../store/toasts.svelte";
import { boardWords as t } from "../../text/board";
import { Desk, said, stepTo, stepWin, type Asked } from "../deal/desk.svelte";

interface Pending {
    desk: Desk;
    act: Act;
    ask: boolean;
    /** Takes the card back to where it was. */
    back: () => void;
    name: string;
}

export class Mover {
    dragged = $state.raw<DealRow | undefined>();
    /** A step for which something is asked. */
    pending = $state.raw<Pending | undefined>();
    /** A deal to which another question is put: park, close. */
    asking = $state.raw<Desk | undefined>();

    constructor(readonly board: Board) {}

    can = (deal: DealRow): boolean => session.leads || (session.acts && deal.owner?.person === session.who?.me?.person);

    drag(deal: DealRow | undefined): void {
        this.dragged = deal;
    }

    targetOf(deal: DealRow, step: 1 | -1): { id: string; title: string } | undefined {
        const stages = this.board.standard.stages;
        return stages[stages.findIndex((one) => one.id === deal.stage?.id) + step];
    }

    /** To the next stage or back, by key or menu: it asks first. */
    step(deal: DealRow, step: 1 | -1): void {
        const to = this.targetOf(deal, step);
        if (!this.can(deal)) return;
        const sold = this.board.standard.stages.find((one) => one.id === deal.stage?.id)?.signature && step === 1 && deal.outcome === "open";
        if (sold || to) this.begin(deal, sold || !to ? stepWin : stepTo(to.id), true);
    }

    drop(stage: string): void {
        const deal = this.dragged;
        this.dragged = undefined;
        if (deal && deal.stage?.id !== stage) this.begin(deal, stepTo(stage), false);
    }

    ask(deal: DealRow, what: Asked): void {
        const desk = new Desk(deal.deal);
        desk.ask(what);
        this.asking = desk;
    }

    begin(deal: DealRow, act: Act, ask: boolean): void {
        const back = act.stage ? this.board.shift(deal.deal, act.stage) : () => {};
        const name = deal.name ?? "";
        if (ask) this.pending = { desk: new Desk(deal.deal), act, ask, back, name };
        else void this.#go(deal, act, back, name);
    }

    async #go(deal: DealRow, act: Act, back: () => void, name: string): Promise<void> {
        try {
            const verdict = await wouldBe(deal.deal, act);
            if (!verdict.accepted) {
                this.pending = { desk: new Desk(deal.deal), act, ask: true, back, name };
                return;
            }
            const out = await perform(deal.deal, act, deal.revision);
            if ("acted" in out && out.acted.accepted) return this.done(deal.deal, act, name);
            back();
            if ("acted" in out) this.#stays(deal, name, said(out.acted.findings));
            else if ("problem" in out) this.#stays(deal, name, out.problem.message);
            else {
                const other = out.meeting.others.find((one) => one.by?.name);
                this.#stays(deal, name, [other?.by?.name, other?.summary].filter(Boolean).join(": "));
                this.board.settle(deal.deal);
            }
        } catch (error) {
            back();
            if (!(error instanceof Problem)) throw error;
            this.#stays(deal, name, error.message);
        }
    }

    #stays(deal: DealRow, name: string, why: string): void {
        toasts.say(t("stayed", { name, stage: deal.stage?.title ?? "", why }), "stop");
    }

    done(deal: number, act: Act, name: string): void {
        this.pending = undefined;
        this.board.settle(deal);
        const stage = this.board.standard.stages.find((one) => one.id === act.stage)?.title ?? "";
        toasts.say(act.stage ? t("moved", { name, stage }) : t("wonNow", { name }), "good");
    }

    /** The question was closed without an answer. */
    leave(): void {
        this.pending?.back();
        this.pending = undefined;
    }

    items(open: (deal: DealRow) => void): (deal: DealRow) => Item[] {
        return (deal) => {
            const forward = this.targetOf(deal, 1);
            const back = this.targetOf(deal, -1);
            const is = deal.outcome === "open";
            const sold = is && this.board.standard.stages.find((one) => one.id === deal.stage?.id)?.signature;
            const may = this.can(deal);
            return [
                { text: t("open"), run: () => open(deal) },
                { text: t("openPage"), run: () => route.go(link(["deals", deal.deal])) },
                ...(may && sold ? [{ text: t("win"), run: () => this.begin(deal, stepWin, true), hint: "]" }] : []),
                ...(may && forward && !sold ? [{ text: t("forward", { stage: forward.title }), run: () => this.step(deal, 1), hint: "]" }] : []),
                ...(may && back ? [{ text: t("back", { stage: back.title }), run: () => this.step(deal, -1), hint: "[" }] : []),
                ...(may && is && !deal.parked ? [{ text: t("park"), run: () => this.ask(deal, { is: "park" }) }] : []),
                ...(may && is ? [{ text: t("close"), run: () => this.ask(deal, { is: "close" }) }] : []),
            ];
        };
    }
}
