// The mapping file of an import (docs/import.md): what is chosen in the page is written into its
// YAML, beside what somebody wrote there by hand.
import { Document, isMap, isScalar, isSeq, parseDocument, Scalar, YAMLMap, YAMLSeq } from "yaml";

type Value = string | number;

function read(text: string): Document {
    const doc = parseDocument(text || "etalon-map: 1\n", { keepSourceTokens: false });
    return isMap(doc.contents) ? doc : parseDocument("etalon-map: 1\n");
}

const write = (doc: Document) => doc.toString({ lineWidth: 0, flowCollectionPadding: false });

/** Words of files stand in quotes: they may hold anything. */
function quoted(word: string): Scalar<string> {
    const scalar = new Scalar(word);
    scalar.type = "QUOTE_DOUBLE";
    return scalar;
}

function put(map: YAMLMap, key: string, value: unknown): void {
    const pair = map.items.find((one) => isScalar(one.key) && String(one.key.value) === key);
    if (pair) pair.value = value;
    else map.items.push(new Document().createPair(/^[a-z-]+$/.test(key) ? key : quoted(key), value) as never);
}

function mapIn(map: YAMLMap, key: string): YAMLMap {
    const there = map.get(key, true);
    if (isMap(there)) {
        (there as YAMLMap).flow = false;
        return there as YAMLMap;
    }
    const made = new YAMLMap();
    put(map, key, made);
    return made;
}

function fileIn(doc: Document, name: string): YAMLMap {
    const root = doc.contents as YAMLMap;
    const there: unknown = root.get("files", true);
    const list = isSeq(there) ? there : new YAMLSeq();
    if (list !== there) put(root, "files", list);
    for (const one of list.items) if (isMap(one) && one.get("file") === name) return one as YAMLMap;
    const made = new YAMLMap();
    made.items.push(new Document().createPair("file", quoted(name)) as never);
    list.items.push(made);
    return made;
}

/** The text with `value` at that place: setAt(map, ["dates"], "day-first"). */
export function setAt(text: string, path: string[], value: Value): string {
    const doc = read(text);
    let at = doc.contents as YAMLMap;
    for (const key of path.slice(0, -1)) at = mapIn(at, key);
    put(at, path.at(-1) ?? "", value);
    return write(doc);
}

/** What stands at that place, if something does. */
export function saidAt(text: string, path: string[]): string | undefined {
    const value: unknown = read(text).getIn(path);
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

export function setRole(text: string, file: string, role: string): string {
    const doc = read(text);
    put(fileIn(doc, file), "role", role);
    return write(doc);
}

/** Some fields are kept under a name of their own: attributes, dates of entering a stage. */
export const isNamed = (field: string) => field === "attribute" || field.startsWith("stage-e");

export function setColumn(text: string, file: string, column: string, field: string, role: string): string {
    const doc = read(text);
    const one = fileIn(doc, file);
    if (!one.has("role")) put(one, "role", role);
    const value = isNamed(field) ? doc.createNode({ field, name: quoted(column) }, { flow: true }) : field;
    put(mapIn(one, "columns"), column, value);
    return write(doc);
}

/** Whether a question is about the place of one of these words in the standard. */
export const asksPlaceOf = (answer: string, words: string[]): boolean =>
    /\bstandard:/.test(answer) && words.some((word) => answer.includes(`"${word}"`));

/** A question of the server with the answers that it can have. */
export interface Choice {
    path: string[];
    values: string[];
}

/** "dates: day-first   # or month-first" as choices; nothing when a person must write. */
export function choicesOf(answer: string): Choice[] {
    if (/^dates:/.test(answer)) return [{ path: ["dates"], values: ["day-first", "month-first"] }];
    if (/^decimal:/.test(answer)) return [{ path: ["decimal"], values: ["point", "comma"] }];
    if (!/^outcomes:/.test(answer)) return [];
    const words = parseDocument(answer).get("outcomes");
    if (!isMap(words)) return [];
    const values = ["lost", "won", "no-decision", "walked", "invalid", "open"];
    return words.items.map((pair) => ({ path: ["outcomes", String((pair.key as Scalar).value)], values }));
}
