// Two texts line by line: what is the same, what went, what came (a longest common subsequence,
// after what both begin and end with).
export interface DiffLine {
    kind: "same" | "gone" | "new";
    text: string;
    /** Its number before and after, from 1. */
    a?: number;
    b?: number;
}

const CELLS_MAX = 4_000_000;

export function diffLines(before: string, after: string): DiffLine[] {
    const [a, b] = [before.split("\n"), after.split("\n")];
    let head = 0;
    while (head < a.length && head < b.length && a[head] === b[head]) head++;
    let tail = 0;
    while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
    const [n, m] = [a.length - head - tail, b.length - head - tail];
    const out: DiffLine[] = [];
    const same = (i: number, j: number) => out.push({ kind: "same", text: a[i] ?? "", a: i + 1, b: j + 1 });
    for (let i = 0; i < head; i++) same(i, i);
    const width = m + 1;
    const whole = n * m <= CELLS_MAX;
    const table = whole ? new Uint16Array((n + 1) * width) : undefined;
    const at = (i: number, j: number) => table?.[i * width + j] ?? 0;
    if (table)
        for (let i = n - 1; i >= 0; i--)
            for (let j = m - 1; j >= 0; j--)
                table[i * width + j] = a[head + i] === b[head + j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    for (let i = 0, j = 0; i < n || j < m; ) {
        if (table && i < n && j < m && a[head + i] === b[head + j]) same(head + i++, head + j++);
        else if (i < n && (j >= m || at(i + 1, j) >= at(i, j + 1))) out.push({ kind: "gone", text: a[head + i] ?? "", a: head + ++i });
        else out.push({ kind: "new", text: b[head + j] ?? "", b: head + ++j });
    }
    for (let k = tail; k > 0; k--) same(a.length - k, b.length - k);
    return out;
}

/** Rows for two columns: what went beside what came; long stretches of the same folded. */
export interface DiffRow {
    before?: DiffLine;
    after?: DiffLine;
    folded?: number;
}

export function sideBySide(list: DiffLine[], around = 3): DiffRow[] {
    const near = new Set<number>();
    list.forEach((line, i) => {
        if (line.kind !== "same") for (let k = i - around; k <= i + around; k++) near.add(k);
    });
    const rows: DiffRow[] = [];
    for (let i = 0; i < list.length; ) {
        const line = list[i] as DiffLine;
        if (line.kind === "same" && !near.has(i)) {
            let to = i;
            while (to < list.length && list[to]?.kind === "same" && !near.has(to)) to++;
            rows.push({ folded: to - i });
            i = to;
        } else if (line.kind === "same") (rows.push({ before: line, after: line }), i++);
        else {
            const gone: DiffLine[] = [];
            const came: DiffLine[] = [];
            for (; i < list.length && list[i]?.kind !== "same"; i++) (list[i]?.kind === "gone" ? gone : came).push(list[i] as DiffLine);
            for (let k = 0; k < Math.max(gone.length, came.length); k++) rows.push({ ...(gone[k] ? { before: gone[k] as DiffLine } : {}), ...(came[k] ? { after: came[k] as DiffLine } : {}) });
        }
    }
    return rows;
}
