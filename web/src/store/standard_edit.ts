// Changes to a standard's text that touch only what they change: comments, order and the hand of who
// wrote it stay. Places are found by the parser, the text is cut and joined.
import { isMap, isScalar, parseDocument, type Document, type Node, type Pair, type YAMLMap } from "yaml";

type Place = { map: YAMLMap; pair: Pair<Node, Node | null>; at: number };

const parse = (text: string): Document => parseDocument(text, { schema: "failsafe", strict: false, uniqueKeys: false });
const start = (node: Node | null): number => node?.range?.[0] ?? 0;
const end = (node: Node | null): number => node?.range?.[1] ?? 0;
const keyOf = (pair: Pair): string => (isScalar(pair.key) ? String(pair.key.value) : "");

function inMap(node: unknown, key: string): Place | undefined {
    if (!isMap(node)) return undefined;
    const at = node.items.findIndex((pair) => keyOf(pair) === key);
    return at < 0 ? undefined : { map: node, pair: node.items[at] as Place["pair"], at };
}

function find(doc: Document, path: string[]): Place | undefined {
    let node: unknown = doc.contents;
    let place: Place | undefined;
    for (const key of path) {
        place = inMap(node, key);
        if (!place) return undefined;
        node = place.pair.value;
    }
    return place;
}

/** A value as YAML on one line: plain where it may be. */
export function scalar(value: string): string {
    const plain = /^[\p{L}\p{N}][^:#{}[\],&*!|>'"%@`\n\r\t\\]*$/u.test(value) && !/\s$/.test(value);
    return plain ? value : JSON.stringify(value);
}

export const flowList = (values: string[]): string => `[${values.map(scalar).join(", ")}]`;

const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;
function lineEnd(text: string, at: number): number {
    const from = text[at - 1] === "\n" ? at - 1 : at; // a block text ends behind its line
    const found = text.indexOf("\n", from);
    return found < 0 ? text.length : found;
}
const splice = (text: string, from: number, to: number, by: string): string => text.slice(0, from) + by + text.slice(to);

/** `key: yaml` behind what the map holds. */
function insert(text: string, map: YAMLMap, key: string, yaml: string): string {
    const last = map.items.at(-1) as Place["pair"] | undefined;
    if (map.flow || !last) {
        const at = end(map) - 1;
        return splice(text, at, at, `${last ? ", " : ""}${key}: ${yaml.trim()}`);
    }
    const first = start((map.items[0] as Place["pair"]).key);
    const indent = " ".repeat(first - lineStart(text, first));
    const at = lineEnd(text, Math.max(end(last.value), end(last.key)));
    const inside = yaml.replace(/\n/g, `\n${indent}`);
    return splice(text, at, at, `\n${indent}${key}:${yaml.startsWith("\n") ? "" : " "}${inside}`);
}

function replace(text: string, pair: Place["pair"], yaml: string): string {
    const from = start(pair.value);
    const to = end(pair.value);
    if (!pair.value || from === to) {
        const colon = text.indexOf(":", end(pair.key)) + 1;
        return splice(text, colon, colon, ` ${yaml}`);
    }
    const tail = text[to - 1] === "\n" ? "\n" : "";
    if (isMap(pair.value) && !pair.value.flow) {
        const colon = text.indexOf(":", end(pair.key)) + 1;
        return splice(text, colon, lineEnd(text, to), ` ${yaml}`);
    }
    return splice(text, from, to, yaml + tail);
}

/** The text with `yaml` (on one line) as the value at `path`; what is missing on the way is made. */
export function put(text: string, path: string[], yaml: string): string {
    const doc = parse(text);
    const there = find(doc, path);
    if (there) return replace(text, there.pair, yaml);
    for (let n = path.length - 1; n >= 0; n--) {
        const parent = n ? find(doc, path.slice(0, n))?.pair : undefined;
        const map = n ? parent?.value : doc.contents;
        const rest = path.slice(n);
        if (isMap(map)) return widen(text, parent, map, rest, yaml);
        if (n && parent?.value && end(parent.value) > start(parent.value)) {
            const title = text.slice(start(parent.value), end(parent.value)); // the short form: its title
            return replace(text, parent, `{title: ${title.trim()}, ${rest[0]}: ${yaml}}`);
        }
        if (n && parent) return nest(text, parent, rest, yaml);
    }
    return `${text.replace(/\n*$/, "\n")}${path.map((key, i) => `${"  ".repeat(i)}${key}:`).join("\n")} ${yaml}\n`;
}

/** Under a key that has no value yet. */
function nest(text: string, parent: Place["pair"], rest: string[], yaml: string): string {
    const from = lineStart(text, start(parent.key));
    const indent = " ".repeat(start(parent.key) - from + 2);
    const at = lineEnd(text, end(parent.key));
    const lines = rest.map((key, i) => `\n${indent}${"  ".repeat(i)}${key}:`).join("");
    return splice(text, at, at, `${lines}${yaml.startsWith("\n") ? yaml.replace(/\n/g, `\n${indent}${"  ".repeat(rest.length - 1)}`) : ` ${yaml}`}`);
}

const LANG = /^[a-z]{2}(-[A-Z]{2})?$/;

/** Into a map that is there; where it holds languages it is a title in its short form. */
function widen(text: string, parent: Place["pair"] | undefined, map: YAMLMap, rest: string[], yaml: string): string {
    const short = parent && map.flow && map.items.length && map.items.every((pair) => LANG.test(keyOf(pair)));
    if (short && !LANG.test(rest[0] ?? ""))
        return replace(text, parent, `{title: ${text.slice(start(map), end(map))}, ${rest[0]}: ${yaml}}`);
    const inside = rest.slice(1).reduceRight((value, key) => (map.flow ? `{${key}: ${value}}` : `\n  ${key}: ${value.replace(/\n/g, "\n  ")}`), yaml);
    return insert(text, map, rest[0] ?? "", inside);
}

/** A text at `path`; where it stands in several languages, in that one. An empty one goes away. */
export function setWords(text: string, path: string[], value: string, lang: string): string {
    const there = find(parse(text), path)?.pair.value;
    const at = isMap(there) ? [...path, lang] : path;
    return value ? put(text, at, scalar(value)) : remove(text, at);
}

export const setValue = (text: string, path: string[], value: string): string =>
    value ? put(text, path, scalar(value)) : remove(text, path);

export const setList = (text: string, path: string[], values: string[]): string =>
    values.length ? put(text, path, flowList(values)) : remove(text, path);

/** The text without what stands at `path`; a map that would be empty goes with it. */
export function remove(text: string, path: string[]): string {
    const place = find(parse(text), path);
    if (!place) return text;
    if (place.map.items.length === 1 && path.length > 1) return remove(text, path.slice(0, -1));
    if (!place.map.flow) {
        const [from, to] = block(text, place);
        return splice(text, from, to, "");
    }
    const before = place.map.items[place.at - 1] as Place["pair"] | undefined;
    const after = place.map.items[place.at + 1] as Place["pair"] | undefined;
    if (before) return splice(text, Math.max(end(before.value), end(before.key)), Math.max(end(place.pair.value), end(place.pair.key)), "");
    return splice(text, start(place.pair.key), after ? start(after.key) : end(place.pair.value), "");
}

/** The lines of an item, with the comments that stand right above it. */
function block(text: string, place: Place): [number, number] {
    let from = lineStart(text, start(place.pair.key));
    for (;;) {
        const above = lineStart(text, from - 1);
        if (from === 0 || !/^\s*#/.test(text.slice(above, from))) break;
        from = above;
    }
    return [from, Math.min(text.length, lineEnd(text, Math.max(end(place.pair.value), end(place.pair.key))) + 1)];
}

/** The item at `path` before the one that stands before it, or after the one behind it. */
export function move(text: string, path: string[], by: -1 | 1): string {
    const place = find(parse(text), path);
    const other = place?.map.items[place.at + by];
    if (!place || !other || place.map.flow) return text;
    const [one, two] = [place, { ...place, pair: other as Place["pair"] }].map((p) => block(text, p)) as [[number, number], [number, number]];
    const [a, b] = by < 0 ? [two, one] : [one, two];
    const cut = (range: [number, number]) => text.slice(...range).replace(/\n?$/, "\n");
    return text.slice(0, a[0]) + cut(b) + text.slice(a[1], b[0]) + cut(a) + text.slice(b[1]);
}

/** A new item behind the others of the map at `path`; `lines` are its keys, one below the other. */
export const add = (text: string, path: string[], id: string, lines: string[]): string =>
    put(text, [...path, id], lines.map((line) => `\n  ${line}`).join(""));

/** Where something stands in the text, for an editor to go there. */
export function offsetOf(text: string, path: string[]): number | undefined {
    const place = find(parse(text), path);
    return place && start(place.pair.key);
}

/** An id that is not taken: "Buyer has agreed" → buyer-has-agreed, -2 when it is there. */
export function freshId(title: string, taken: string[]): string {
    const plain = title.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-");
    const base = plain.replace(/^[^a-z]+|-+$/g, "").slice(0, 48).replace(/-+$/, "") || "item";
    for (let n = 1; ; n++) {
        const id = n === 1 ? base : `${base}-${n}`;
        if (!taken.includes(id)) return id;
    }
}
