// Markdown as a tree: headings, paragraphs, lists, quotes, code, rules; emphasis, code, links. No
// HTML: what looks like it is text. Links lead to http(s) and mail only. Cost: one pass.
export type Inline =
    | { is: "text"; text: string }
    | { is: "code"; text: string }
    | { is: "strong"; of: Inline[] }
    | { is: "em"; of: Inline[] }
    | { is: "link"; href: string; of: Inline[] };
export type Block =
    | { is: "heading"; level: number; of: Inline[] }
    | { is: "paragraph"; of: Inline[] }
    | { is: "list"; ordered: boolean; start: number; items: Block[][] }
    | { is: "quote"; of: Block[] }
    | { is: "code"; text: string }
    | { is: "rule" };

const DEEPEST = 6; // lists in quotes in lists: beyond this it is text
const spans = /`([^`]+)`|\*\*(?=\S)([\s\S]+?)\*\*|__(?=\S)([\s\S]+?)__|\*(?=[^\s*])([^*]+?)\*|(?<!\w)_(?=[^\s_])([^_]+?)_(?!\w)|\[([^\]]+)\]\(([^()\s]+)\)/;

export function safeLink(href: string): string | undefined {
    return /^(https?:\/\/|mailto:)[^\s"<>]+$/i.test(href) ? href : undefined;
}

export function inline(text: string, depth = 0): Inline[] {
    const found = depth > DEEPEST ? null : spans.exec(text);
    if (!found) return text ? [{ is: "text", text }] : [];
    const [whole, code, strong, strong2, em, em2, label, href] = found;
    const before: Inline[] = found.index ? [{ is: "text", text: text.slice(0, found.index) }] : [];
    const after = inline(text.slice(found.index + whole.length), depth);
    let piece: Inline;
    if (code !== undefined) piece = { is: "code", text: code };
    else if (strong !== undefined || strong2 !== undefined) piece = { is: "strong", of: inline(strong ?? strong2 ?? "", depth + 1) };
    else if (em !== undefined || em2 !== undefined) piece = { is: "em", of: inline(em ?? em2 ?? "", depth + 1) };
    else {
        const leads = safeLink(href ?? "");
        piece = leads ? { is: "link", href: leads, of: inline(label ?? "", depth + 1) } : { is: "text", text: whole };
    }
    return [...before, piece, ...after];
}

const item = /^(\s*)([-*+]|\d{1,4}[.)])\s+(.*)$/;
const plain = (line: string) => !/^\s*$/.test(line) && !/^(#{1,6}\s|>|```|---+\s*$)/.test(line) && !item.test(line);

function listFrom(lines: string[], i: number, depth: number): { block: Block; next: number } {
    const first = item.exec(lines[i] ?? "") as RegExpExecArray;
    const indent = (first[1] ?? "").length;
    const ordered = /\d/.test(first[2] ?? "");
    const items: Block[][] = [];
    while (i < lines.length) {
        const here = item.exec(lines[i] ?? "");
        if (!here || (here[1] ?? "").length !== indent || /\d/.test(here[2] ?? "") !== ordered) break;
        const inner = [here[3] ?? ""];
        const hang = indent + 2;
        for (i++; i < lines.length; i++) {
            const line = lines[i] ?? "";
            const blank = /^\s*$/.test(line);
            if (!blank && !line.startsWith(" ".repeat(hang)) && !(plain(line) && inner.at(-1) !== "")) break;
            if (blank && !/^\s{2,}\S/.test(lines[i + 1] ?? "")) break;
            inner.push(line.startsWith(" ".repeat(hang)) ? line.slice(hang) : line.trimStart());
        }
        items.push(blocks(inner, depth + 1));
        if (/^\s*$/.test(lines[i] ?? "x") && item.test(lines[i + 1] ?? "")) i++;
    }
    return { block: { is: "list", ordered, start: ordered ? parseInt(first[2] ?? "1", 10) : 1, items }, next: i };
}

function blocks(lines: string[], depth: number): Block[] {
    const out: Block[] = [];
    for (let i = 0; i < lines.length; ) {
        const line = lines[i] ?? "";
        const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
        if (/^\s*$/.test(line)) i++;
        else if (heading) out.push({ is: "heading", level: (heading[1] ?? "#").length, of: inline(heading[2] ?? "") }), i++;
        else if (/^---+\s*$/.test(line)) out.push({ is: "rule" }), i++;
        else if (line.startsWith("```")) {
            const text: string[] = [];
            for (i++; i < lines.length && !(lines[i] ?? "").startsWith("```"); i++) text.push(lines[i] ?? "");
            out.push({ is: "code", text: text.join("\n") }), i++;
        } else if (line.startsWith(">") && depth < DEEPEST) {
            const inner: string[] = [];
            for (; i < lines.length && (lines[i] ?? "").startsWith(">"); i++) inner.push((lines[i] ?? "").replace(/^>\s?/, ""));
            out.push({ is: "quote", of: blocks(inner, depth + 1) });
        } else if (item.test(line) && depth < DEEPEST) {
            const list = listFrom(lines, i, depth);
            out.push(list.block);
            i = list.next;
        } else {
            const text = [line.trim()];
            for (i++; i < lines.length && plain(lines[i] ?? ""); i++) text.push((lines[i] ?? "").trim());
            out.push({ is: "paragraph", of: inline(text.join(" ")) });
        }
    }
    return out;
}

export const markdown = (text: string): Block[] => blocks(text.replace(/\r\n?/g, "\n").split("\n"), 0);
