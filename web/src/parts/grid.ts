// What a grid (Grid.svelte) is told of its columns, and where a key takes the reader.
export interface Column {
    id: string;
    title: string;
    width: number; // of the column, in pixels
    number?: boolean;
    /** What the address calls the order by it; left out: it cannot be sorted by. */
    sort?: string;
    edits?: boolean;
}

export interface Place {
    row: number;
    column: number;
}

/** Where `key` goes from `at`; undefined: nowhere. */
export function step(at: Place, key: string, rows: number, columns: number, page: number): Place | undefined {
    const moves: Record<string, Place> = {
        ArrowDown: { row: at.row + 1, column: at.column },
        ArrowUp: { row: at.row - 1, column: at.column },
        ArrowRight: { row: at.row, column: at.column + 1 },
        ArrowLeft: { row: at.row, column: at.column - 1 },
        PageDown: { row: at.row + page, column: at.column },
        PageUp: { row: at.row - page, column: at.column },
        Home: { row: at.row, column: 0 },
        End: { row: at.row, column: columns - 1 },
        "ctrl+Home": { row: 0, column: 0 },
        "ctrl+End": { row: rows - 1, column: columns - 1 },
    };
    const to = moves[key];
    if (!to) return undefined;
    return { row: Math.max(0, Math.min(to.row, rows - 1)), column: Math.max(0, Math.min(to.column, columns - 1)) };
}

/** "amount", then "-amount", then as it was. */
export function nextSort(now: string | undefined, by: string): string | undefined {
    if (now === by) return `-${by}`;
    return now === `-${by}` ? undefined : by;
}
