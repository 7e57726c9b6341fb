// What can be written where the caret is: keys and words from the schema of the format, ids from the
// text itself. The place is found by indentation, so that it works while the text is no YAML yet.
import schema from "../../../docs/standard.schema.json";
import { isPart, items, readStandard, type Part } from "./standard_read";

interface Shape {
    description?: string;
    $ref?: string;
    enum?: string[];
    anyOf?: Shape[];
    items?: Shape;
    properties?: Record<string, Shape>;
    additionalProperties?: Shape | boolean;
    type?: string;
}

export interface Completion {
    label: string;
    about: string;
    insert: string;
}
export interface Completions {
    /** Where in the text what was begun stands. */
    from: number;
    to: number;
    list: Completion[];
}

const root = schema as unknown as Shape & { $defs: Record<string, Shape> };

function resolve(shape: Shape | undefined): Shape {
    const name = shape?.$ref?.split("/").at(-1);
    const to = name ? root.$defs[name] : undefined;
    return to ? { ...to, ...(shape?.description ? { description: shape.description } : {}) } : (shape ?? {});
}

/** The variants of a shape that are maps. */
function maps(shape: Shape): Shape[] {
    const one = resolve(shape);
    if (one.anyOf) return one.anyOf.flatMap(maps);
    if (one.items) return maps(one.items);
    return one.properties || typeof one.additionalProperties === "object" ? [one] : [];
}

function words(shape: Shape): string[] {
    const one = resolve(shape);
    return [...(one.enum ?? []).map(String), ...(one.type === "boolean" ? ["true", "false"] : []), ...(one.items ? words(one.items) : []), ...(one.anyOf ?? []).flatMap(words)];
}

function shapeAt(path: string[]): Shape[] {
    let now: Shape[] = [root];
    for (const key of path)
        now = now.flatMap(maps).flatMap((one) => {
            const inside = one.properties?.[key] ?? (typeof one.additionalProperties === "object" ? one.additionalProperties : undefined);
            return inside ? [inside] : [];
        });
    return now;
}

/** Which ids a key refers to. */
const refers: Record<string, string> = {
    persona: "personas", department: "departments", contributors: "departments", from: "departments", to: "departments",
    departments: "departments", needs: "fields", packet: "fields", "known-from": "stages", "on-entering": "stages", stage: "stages",
    handoff: "handoffs", after: "milestones", milestone: "milestones",
};

function ids(standard: Part | undefined, what: string): [string, string][] {
    if (!standard) return [];
    const from = what === "milestones" ? items(standard.stages).flatMap((stage) => items(stage.milestones)) : items(standard[what]);
    return from.map((one) => {
        const title = one.title;
        return [String(one.id), typeof title === "string" ? title : isPart(title) && typeof title.en === "string" ? title.en : ""];
    });
}

const KEY = /^(\s*)(?:- )?["']?([\w-]+)["']?\s*:/;

/** The keys above line `n` that it stands inside of. */
function pathOf(lines: string[], n: number, indent: number): string[] {
    const path: string[] = [];
    for (let i = n - 1, within = indent; i >= 0 && within > 0; i--) {
        const key = KEY.exec(lines[i] ?? "");
        if (!key || /^\s*#/.test(lines[i] ?? "")) continue;
        const at = (key[1] ?? "").length;
        if (at >= within) continue;
        path.unshift(key[2] ?? "");
        within = at;
    }
    return path;
}

/** Inside braces on the line: the keys that lead there, and what was begun. */
function inBraces(line: string): { keys: string[]; begun: string } | undefined {
    const open: number[] = [];
    for (let i = 0; i < line.length; i++) {
        if (line[i] === "{") open.push(i);
        else if (line[i] === "}") open.pop();
    }
    if (!open.length) return undefined;
    const keys = open.map((at) => /["']?([\w-]+)["']?\s*:\s*\{$/.exec(line.slice(0, at + 1))?.[1]).filter((key): key is string => !!key);
    const inside = line.slice((open.at(-1) ?? 0) + 1);
    let depth = 0;
    let from = 0;
    for (let i = 0; i < inside.length; i++) {
        if (inside[i] === "[") depth++;
        else if (inside[i] === "]") depth--;
        else if (inside[i] === "," && !depth) from = i + 1;
    }
    return { keys, begun: inside.slice(from).trimStart() };
}

function ofKey(path: string[], begun: string): Completion[] {
    const taken = new Set<string>();
    const list: Completion[] = [];
    for (const one of shapeAt(path).flatMap(maps))
        for (const [key, shape] of Object.entries(one.properties ?? {})) {
            if (taken.has(key) || !key.startsWith(begun)) continue;
            taken.add(key);
            const inner = maps(shape).length > 0 && !words(shape).length && !/words|text/.test(shape.$ref ?? "");
            list.push({ label: key, about: resolve(shape).description ?? "", insert: inner ? `${key}:` : `${key}: ` });
        }
    return list;
}

/** `read` is asked only where ids are wanted: reading a long text takes its time. */
function ofValue(path: string[], begun: string, read: () => Part | undefined): Completion[] {
    const given = [...new Set(shapeAt(path).flatMap(words))].map((word): [string, string] => [word, ""]);
    const what = refers[path.at(-1) ?? ""];
    const from = what && !(path.at(-1) === "departments" && path.length === 1) ? ids(read(), what) : [];
    return [...given, ...from].filter(([word]) => word.startsWith(begun) && word !== begun).map(([label, about]) => ({ label, about, insert: label }));
}

export function complete(text: string, caret: number): Completions {
    const before = text.slice(0, caret);
    const lines = before.split("\n");
    const line = lines.at(-1) ?? "";
    const nothing = { from: caret, to: caret, list: [] };
    if (/^\s*#|\s#/.test(line)) return nothing;
    const indent = /^\s*(?:- )?/.exec(line)?.[0].length ?? 0;
    const path = pathOf(lines, lines.length - 1, indent);
    const braces = inBraces(line);
    const begun = braces ? braces.begun : line.slice(indent);
    if (braces) path.push(...braces.keys);
    const pair = /^["']?([\w-]+)["']?\s*:\s*(.*)$/.exec(begun);
    if (!pair) {
        if (!/^[\w-]*$/.test(begun)) return nothing;
        return { from: caret - begun.length, to: caret, list: ofKey(path, begun) };
    }
    const word = /[\w-]*$/.exec(pair[2] ?? "")?.[0] ?? "";
    if (/["']/.test(pair[2] ?? "")) return nothing;
    return { from: caret - word.length, to: caret, list: ofValue([...path, pair[1] ?? ""], word, () => readStandard(text)) };
}
