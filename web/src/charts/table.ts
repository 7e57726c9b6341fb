// The table behind a chart, and the file it becomes.
export type Cell = string | number | null;
export interface Table {
    head: string[];
    rows: Cell[][];
}

/** A spreadsheet takes a text that begins so for a formula: it gets an apostrophe before it. */
const formula = /^[=+\-@\t\r]/;

function field(cell: Cell): string {
    if (cell === null) return "";
    if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
    const text = formula.test(cell) ? `'${cell}` : cell;
    return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180, in UTF-8 with its mark: commas between, points in numbers, whatever the language. */
export function csv(table: Table): string {
    const lines = [table.head, ...table.rows].map((row) => row.map(field).join(","));
    return `\uFEFF${lines.join("\r\n")}\r\n`;
}
