// Small pieces of the code editor: where offsets are in lines, what a line of YAML is made of.
export interface Mark {
    /** From 1, in characters, as problems are told. */
    line: number;
    column: number;
    length: number;
    tone: "stop" | "care" | "info";
    text: string;
}
export interface Piece {
    text: string;
    kind: "key" | "note" | "quote" | "plain";
    tone?: Mark["tone"];
}

const TOKEN = /^(\s*(?:- )?)((?:"[^"]*"|[\w-]+)(?=\s*:(?:\s|$)))|(\s#.*|^#.*)|("(?:[^"\\]|\\.)*"|'[^']*')|([{,]\s*)([\w-]+)(?=:\s)/g;

/** The pieces of one line, by what they are. */
export function pieces(line: string): Piece[] {
    const out: Piece[] = [];
    let at = 0;
    const put = (text: string, kind: Piece["kind"]) => text && out.push({ text, kind });
    for (const found of line.matchAll(TOKEN)) {
        put(line.slice(at, found.index), "plain");
        at = found.index + found[0].length;
        const [, indent, key, note, quote, before, inner] = found;
        if (key !== undefined) (put(indent ?? "", "plain"), put(key, "key"));
        else if (note !== undefined) put(note, "note");
        else if (quote !== undefined) put(quote, "quote");
        else (put(before ?? "", "plain"), put(inner ?? "", "key"));
    }
    put(line.slice(at), "plain");
    return out;
}

/** The same with marks laid over: pieces are cut where a mark begins or ends. */
export function marked(line: string, marks: Mark[]): Piece[] {
    let list = pieces(line);
    for (const mark of marks) {
        const from = Math.max(0, mark.column - 1);
        const to = Math.max(from + 1, from + mark.length);
        let at = 0;
        list = list.flatMap((piece) => {
            const [a, b] = [Math.max(from - at, 0), Math.min(to - at, piece.text.length)];
            at += piece.text.length;
            if (a >= b) return [piece];
            const cut = (i: number, j: number, tone?: Mark["tone"]) => (i < j ? [{ ...piece, text: piece.text.slice(i, j), ...(tone ? { tone } : {}) }] : []);
            return [...cut(0, a), ...cut(a, b, mark.tone), ...cut(b, piece.text.length)];
        });
    }
    return list;
}

/** The line (from 0) and the place in it of an offset. */
export function placeAt(text: string, offset: number): { line: number; column: number } {
    const before = text.slice(0, offset);
    return { line: before.split("\n").length - 1, column: offset - before.lastIndexOf("\n") - 1 };
}

export function offsetAt(text: string, line: number, column: number): number {
    let at = 0;
    for (let i = 1; i < line; i++) {
        const next = text.indexOf("\n", at);
        if (next < 0) return text.length;
        at = next + 1;
    }
    return Math.min(text.length, at + Math.max(0, column - 1));
}
