// A number that was opened: its definition and its deals. It stands in the address, so that a link
// shows it to somebody else.
import type { FigureAsked } from "../../store/insight.svelte";
import { route } from "../../store/route.svelte";
import { definition, type DefinitionId } from "../../text/definitions";

export interface Opening extends FigureAsked {
    define: DefinitionId;
}

export function open(what: Opening): void {
    route.ask({ define: what.define, figure: what.figure, fby: what.by, fof: what.of, fto: what.to, side: undefined }, false);
}

export function openingOf(query: Record<string, string>): Opening | undefined {
    const { define, figure } = query;
    if (!define || !figure) return undefined;
    try {
        definition(define as DefinitionId).name.length;
    } catch {
        return undefined; // an address from elsewhere
    }
    return { define: define as DefinitionId, figure, by: query.fby, of: query.fof, to: query.fto };
}

export function closeOpening(): void {
    route.ask({ define: undefined, figure: undefined, fby: undefined, fof: undefined, fto: undefined, side: undefined });
}
