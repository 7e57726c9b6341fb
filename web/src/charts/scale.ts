// Axes: round steps, and paths through points that may be unknown.

/** At most `most` round numbers from 0 to at least `top`. */
export function steps(top: number, most = 6): number[] {
    if (!(top > 0)) return [0];
    const rough = top / (most - 1);
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map((k) => k * power).find((k) => k >= rough) ?? rough;
    const list: number[] = [];
    for (let x = 0; x < top + step * 0.001; x += step) list.push(Number(x.toPrecision(12)));
    return list;
}

export type Point = [number, number];

/** The path of a step curve: what has ended so by a day holds until the next one. */
export function stairs(points: Point[]): string {
    return points.map(([x, y], i) => (i === 0 ? `M${r(x)} ${r(y)}` : `H${r(x)}V${r(y)}`)).join("");
}

/** The area between two step curves over the same days. */
export function between(low: Point[], high: Point[]): string {
    if (low.length < 2) return "";
    const back = [...high].reverse();
    const there = stairs(low);
    const home = back.map(([x, y], i) => (i === 0 ? `L${r(x)} ${r(y)}` : `V${r(y)}H${r(x)}`)).join("");
    return `${there}${home}Z`;
}

const r = (x: number) => Math.round(x * 10) / 10;
