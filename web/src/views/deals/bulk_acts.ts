// What can be done to many deals at once, and what each wants to know.
import type { ActAsked } from "../../store/undo";
import type { dealWords } from "../../text/deals";

export interface BulkAct {
    act: ActAsked["act"];
    word: Parameters<typeof dealWords>[0];
    asks: string[];
}

export const bulkActs: BulkAct[] = [
    { act: "set-owner", word: "setOwner", asks: ["owner"] },
    { act: "set-close-date", word: "setClose", asks: ["date"] },
    { act: "set-field", word: "setField", asks: ["field"] },
    { act: "enter-stage", word: "enter", asks: ["stage"] },
    { act: "park", word: "park", asks: ["why", "until"] },
    { act: "unpark", word: "unpark", asks: [] },
    { act: "close", word: "closeDeals", asks: ["outcome", "why"] },
];
