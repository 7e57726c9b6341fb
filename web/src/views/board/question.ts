// What the address asks of the board, as the API asks for it.
import type { DealQuery } from "../../store/deals.svelte";
import { sorts, type Sort } from "../../store/board_order";

export const filters = ["text", "owner", "parked", "amount_from", "amount_to", "close_from", "close_to"] as const;
export type Filter = (typeof filters)[number];
type Asked = Record<string, string>;

export const phaseOf = (asked: Asked): "open" | "won" => (asked.phase === "won" ? "won" : "open");
export const sortOf = (asked: Asked): Sort => sorts.find((one) => one === asked.sort) ?? "stage_entered_at";
export const inUse = (asked: Asked): Filter[] => filters.filter((one) => asked[one]);

export function queryOf(asked: Asked, process: string): DealQuery {
    const number = (text: string | undefined) => (text && Number.isFinite(Number(text)) ? { is: Number(text) } : undefined);
    const from = number(asked.amount_from);
    const to = number(asked.amount_to);
    return {
        process,
        outcome: phaseOf(asked),
        ...(asked.text ? { text: asked.text } : {}),
        ...(asked.owner ? { owner: asked.owner } : {}),
        ...(asked.parked ? { parked: asked.parked === "true" } : {}),
        ...(from ? { amount_from: from.is } : {}),
        ...(to ? { amount_to: to.is } : {}),
        ...(asked.close_from ? { close_from: asked.close_from } : {}),
        ...(asked.close_to ? { close_to: asked.close_to } : {}),
    };
}

/** The question without what is only looked at: as it is saved. */
export function savedOf(asked: Asked): string {
    const { deal: _deal, view: _view, ...rest } = asked;
    return new URLSearchParams(Object.entries(rest).sort()).toString();
}
