// What activities are called, and what kind of box they are.
import type { Names } from "../../store/insight.svelte";
import { insightWords as w } from "../../text/insight";
import { mapWords as t } from "../../text/map";
import type { Box } from "../../charts/Graph.svelte";
import { START } from "./graph";

const ends: Record<string, [() => string, Box["kind"]]> = {
    won: [() => w("won"), "good"],
    lost: [() => w("lost"), "bad"],
    "no-decision": [() => w("no-decision"), "care"],
    walked: [() => w("walked"), "care"],
    invalid: [() => w("invalid"), "care"],
};

/** "champion-named (waived)" is called as its milestone is, and says the rest. */
export function activityName(id: string, names: Names | undefined): string {
    if (id === START) return t("start");
    const end = ends[id];
    if (end) return end[0]();
    const [, word = id, rest = ""] = /^(.*?)( \([^()]*\))?$/.exec(id) ?? [];
    const how = rest.slice(2, -1);
    const said = how === "waived" || how === "revoked" || how === "blocked" ? ` (${t(how)})` : rest;
    return (names?.titles.get(word) ?? word) + said;
}

export function boxKind(id: string, names: Names | undefined, stagesOnly: boolean): Box["kind"] {
    if (id === START) return "start";
    return ends[id]?.[1] ?? (stagesOnly || names?.stages.has(id) ? "stage" : "step");
}
