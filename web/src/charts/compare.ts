// Whether two shares differ by more than chance: Newcombe 1998, method 10, from Wilson's intervals.
export interface Counted {
    n: number;
    of: number;
}

/** The z of a two-sided level by Acklam's rational approximation (relative error below 1.2e-9). */
export function zOf(alpha: number): number {
    const p = 1 - alpha / 2;
    const a = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239];
    const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1];
    const c = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783];
    const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
    const horner = (list: number[], x: number) => list.reduce((sum, k) => sum * x + k, 0);
    if (p > 0.97575) {
        const q = Math.sqrt(-2 * Math.log(1 - p));
        return -horner(c, q) / horner(d, q);
    }
    const q = p - 0.5;
    return (horner(a, q * q) * q) / horner(b, q * q);
}

function wilson({ n, of }: Counted, z: number): [number, number] {
    const p = n / of;
    const mid = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
    const half = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
    return [mid - half, mid + half];
}

/** The difference of two shares with its interval; `tests` comparisons are made at once (Bonferroni). */
export function difference(a: Counted, b: Counted, tests = 1): { value: number; low: number; high: number } | undefined {
    if (!a.of || !b.of) return undefined;
    const z = zOf(0.05 / tests);
    const [p, q] = [a.n / a.of, b.n / b.of];
    const [al, ah] = wilson(a, z);
    const [bl, bh] = wilson(b, z);
    const value = p - q;
    return { value, low: value - Math.hypot(p - al, bh - q), high: value + Math.hypot(ah - p, q - bl) };
}
