// Figures of the deals, by the question in the address; the deals behind a figure, a page at a time.
// What is kept stays while people read: it is made anew when the reader asks for it.
import { get } from "../api/client";
import type { DealBehind, Gets } from "../api/schema";
import { speech } from "../text/words.svelte";
import { onHappening } from "./live.svelte";
import { resource, type Resource } from "./resource.svelte";

export type Question = Gets["/analytics"]["query"];
type Part = Extract<keyof Gets, `/analytics/${string}`>;
type FigurePart = Exclude<Part, "/analytics/deals" | "/analytics/standing">;

const asked = ["as_of", "entered_from", "entered_to", "where", "by", "process"] as const;

/** The question that an address asks. */
export function questionOf(query: Record<string, string>): Question {
    const question: Record<string, string | number> = {};
    for (const name of asked) if (query[name]) question[name] = query[name];
    for (const name of ["edition", "horizon"]) if (/^\d{1,4}$/.test(query[name] ?? "")) question[name] = Number(query[name]);
    return question as Question;
}

class News {
    /** Acts since the figures were made. */
    acts = $state(0);
    /** Rises when the reader wants them anew. */
    round = $state(0);

    constructor() {
        onHappening((what) => what.deal !== undefined && this.acts++);
    }

    again(): void {
        this.acts = 0;
        this.round++;
    }
}
export const news = new News();

export type Answer<P extends FigurePart> = Gets[P]["answer"];

/** One part of the figures: `figures("/analytics/funnel", question)`. */
export function figures<P extends FigurePart>(part: P, question: Question): Resource<Answer<P>> {
    const key = `${part}?${JSON.stringify(question)}&${news.round}&${speech.lang}`; // sentences follow the language
    return resource(key, (signal) => get(part, { query: question, signal } as never) as Promise<Answer<P>>);
}

export interface FigureAsked {
    figure: string;
    by?: string | undefined;
    of?: string | undefined;
    to?: string | undefined;
}
export type Side = "numerator" | "denominator";
export interface DealRow extends DealBehind {
    name: string;
}
export interface Behind {
    count: number;
    deals: DealRow[];
    next: number | undefined;
}

async function named(deals: DealBehind[], signal: AbortSignal): Promise<DealRow[]> {
    if (!deals.length) return [];
    const among = deals.map((one) => one.deal).join(",");
    const found = await get("/deals", { query: { deals: among, limit: deals.length, fields: "deal,name" }, signal });
    const names = new Map(found.deals.map((one) => [one.deal, one.name ?? ""]));
    return deals.map((one) => ({ ...one, name: names.get(one.deal) ?? "" }));
}

const PAGE = 50;

/** A page of the deals behind a figure. */
export async function behind(question: Question, what: FigureAsked, side: Side, after: number, signal: AbortSignal): Promise<Behind> {
    const { by: _, ...which } = question as Record<string, string>;
    const query = { ...which, ...what, side, limit: PAGE, ...(after ? { after } : {}) };
    const page = await get("/analytics/deals", { query: query as Gets["/analytics/deals"]["query"], signal });
    return { count: page.count, deals: await named(page.deals, signal), next: page.next_after };
}

/** How many deals stand behind a figure: above the line, and below it. */
export function countOf(question: Question, what: FigureAsked): Resource<{ n: number; of: number }> {
    const ask = (side: Side, signal: AbortSignal) => {
        const { by: _, ...which } = question as Record<string, string>;
        return get("/analytics/deals", { query: { ...which, ...what, side, limit: 1 } as Gets["/analytics/deals"]["query"], signal });
    };
    return resource(`count?${JSON.stringify([question, what])}&${news.round}`, async (signal) => {
        const [above, below] = await Promise.all([ask("numerator", signal), ask("denominator", signal)]);
        return { n: above.count, of: below.count };
    });
}

export const standards = () => resource("standards", (signal) => get("/standards", { signal }));

export interface Names {
    /** Milestones by their ids, stages by what figures call them (their English titles) and by their ids. */
    titles: Map<string, string>;
    stages: Set<string>;
}

/** What the milestones and stages of an edition are called by the reader. */
export function standardTitles(edition: number): Resource<Names> {
    return resource(`titles?${edition}&${speech.lang}`, async (signal) => {
        const ask = (lang?: string) => get("/standards/{edition}", { path: { edition }, signal, ...(lang ? { lang } : {}) });
        const [read, plain] = await Promise.all([ask(), ask("en")]);
        const titles = new Map(read.stages.flatMap((stage) => stage.milestones.map((one): [string, string] => [one.id, one.title])));
        read.stages.forEach((stage, i) => [stage.id, plain.stages[i]?.title ?? ""].forEach((name) => titles.set(name, stage.title)));
        return { titles, stages: new Set(plain.stages.flatMap((stage) => [stage.title, stage.id])) };
    });
}

/** What a deal is called. */
export const dealName = (deal: number): Resource<string> =>
    resource(`name?${deal}`, async (signal) => (await get("/deals", { query: { deals: String(deal), fields: "deal,name" }, signal })).deals[0]?.name ?? "");
