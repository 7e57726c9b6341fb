// From the API's map to what is drawn: which steps are kept, what they say, how winners and losers
// differ. Pure: tested alone.
import type { Map as ProcessMap } from "../../api/schema";
import { difference } from "../../charts/compare";

export const START = "▶";

export interface Step {
    from: string;
    to: string;
    count: number;
    median: number | null;
    mean: number | null;
}

/** The steps, those from the beginning included. */
export function stepsOf(map: ProcessMap): Step[] {
    const begin = map.activities.filter((one) => one.starts > 0).map((one) => ({ from: START, to: one.name, count: one.starts, median: null, mean: null }));
    const steps = map.edges.map((one) => ({ from: one.from, to: one.to, count: one.count, median: one.median_days, mean: one.mean_days }));
    return [...begin, ...steps].sort((a, b) => b.count - a.count);
}

const key = (one: { from: string; to: string }) => `${one.from}\u0000${one.to}`;

/** The most frequent steps that together are `share` of all; of each activity the way in and the way
 * out that are most frequent stay, so that nothing hangs in the air. */
export function frequent(steps: Step[], share: number): Step[] {
    const total = steps.reduce((n, one) => n + one.count, 0);
    const kept = new Set<string>();
    const left = new Set<string>();
    const entered = new Set<string>();
    let sum = 0;
    for (const one of steps) {
        const first = (one.from !== one.to && !left.has(one.from)) || (one.from !== one.to && !entered.has(one.to));
        if (sum < total * share || first) kept.add(key(one));
        sum += one.count;
        if (one.from !== one.to) {
            left.add(one.from);
            entered.add(one.to);
        }
    }
    return steps.filter((one) => kept.has(key(one)));
}

export interface Differing extends Step {
    won: { n: number; of: number };
    lost: { n: number; of: number };
    /** Share of the times that `from` was left, among winners less among losers. */
    difference: number | null;
    /** Beyond chance, all steps compared at once. */
    beyond: boolean;
}

/** Of the times an activity was left, how often this step was next: winners against losers. */
export function compared(won: ProcessMap, lost: ProcessMap): Differing[] {
    const sides = [stepsOf(won), stepsOf(lost)];
    const out = sides.map((steps) => {
        const sum = new Map<string, number>();
        for (const one of steps) sum.set(one.from, (sum.get(one.from) ?? 0) + one.count);
        return sum;
    });
    const counts = sides.map((steps) => new Map(steps.map((one) => [key(one), one])));
    const all = new Map(sides.flat().map((one) => [key(one), one]));
    const comparable = [...all.values()].filter((one) => out[0]?.get(one.from) && out[1]?.get(one.from)).length;
    return [...all.values()]
        .map((one) => {
            const [a, b] = counts.map((side, i) => ({ n: side.get(key(one))?.count ?? 0, of: out[i]?.get(one.from) ?? 0 }));
            const won = a ?? { n: 0, of: 0 };
            const lost = b ?? { n: 0, of: 0 };
            const d = difference(won, lost, Math.max(1, comparable));
            return { ...one, count: won.n + lost.n, won, lost, difference: d ? d.value : null, beyond: !!d && (d.low > 0 || d.high < 0) };
        })
        .sort((a, b) => b.count - a.count);
}
