// Answering what waits: it goes from the list at once, and comes back with the reason when the
// standard does not let it pass.
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import { Problem } from "../../api/client";
import type { Waits } from "../../api/schema";
import { act, inverse, refusal, type ActAsked } from "../../store/undo";
import { acknowledge, reviewed, waitKey } from "../../store/queue.svelte";
import { toasts } from "../../store/toasts.svelte";
import { queueWords as t } from "../../text/queue";
import type { Answer, Given } from "./answers";

export class Answering {
    hidden = new SvelteSet<string>();
    wrong = new SvelteMap<string, string>();
    count = $state(0);
    #refresh: () => Promise<unknown>;

    /** `refresh` makes the list anew. */
    constructor(refresh: () => Promise<unknown>) {
        this.#refresh = refresh;
    }

    /** True when it passed. */
    async give(one: Waits, answer: Answer, given: Given): Promise<boolean> {
        const key = waitKey(one);
        this.hidden.add(key);
        this.wrong.delete(key);
        try {
            const why = await this.#send(one, answer, given);
            if (!why) {
                this.count++;
                void this.#refresh().finally(() => this.hidden.delete(key)); // then the list itself knows
                return true;
            }
            this.wrong.set(key, why);
        } catch (error) {
            if (!(error instanceof Problem)) throw error;
            this.wrong.set(key, error.body.problems?.map((p) => p.message).join(" ") || error.message);
        }
        this.hidden.delete(key);
        toasts.say(t("refused", { why: this.wrong.get(key) ?? "" }), "stop");
        return false;
    }

    async #send(one: Waits, answer: Answer, given: Given): Promise<string> {
        const said = t("said", { what: t(answer.word).replace("…", ""), name: one.name ?? one.process?.title ?? "" });
        if (answer.also) {
            if (answer.also === "acknowledge") await acknowledge(one.edition ?? 0);
            else await reviewed(one.edition ?? 0, given.why);
            toasts.say(said, "good");
            return "";
        }
        const body = answer.act?.(one, given);
        const deal = one.deal;
        if (!body || !deal) return "";
        const acted = await act(deal, body);
        if (acted.accepted) toasts.say(said, "good", this.#back(deal, body));
        return refusal(acted);
    }

    #back(deal: number, body: ActAsked): (() => void) | undefined {
        const back = inverse({}, body);
        if (!back) return undefined;
        return () =>
            void act(deal, back).then(
                (acted) => acted.accepted || toasts.say(t("refused", { why: refusal(acted) }), "stop"),
                (error: Error) => toasts.say(error.message, "stop"),
            );
    }
}
