// One request, typed by the route table (schema.ts). A change carries an Idempotency-Key and is
// sent again with the same key while the connection is away: it happens once, or is refused.
import type { Deletes, Diagnostic, Gets, Patches, Posts, Puts } from "./schema";

/** What the server answered instead: problem+json with the judge's own words where it has any. */
export class Problem extends Error {
    constructor(
        readonly status: number,
        readonly code: string,
        detail: string,
        readonly body: ProblemBody,
    ) {
        super(detail);
    }
}

export interface ProblemBody {
    title?: string;
    detail?: string;
    code?: string;
    problems?: Diagnostic[];
    [key: string]: unknown;
}

type Value = string | number | boolean | undefined;

export interface Asking {
    path?: Record<string, string | number>;
    query?: Record<string, Value>;
    body?: unknown;
    /** Bytes instead of JSON: a file, a standard. */
    raw?: { type: string; bytes: BodyInit };
    /** The revision that was seen: the change is refused when another came between. */
    ifMatch?: number;
    key?: string;
    /** Another language than the reader's: to know again what data calls in one language. */
    lang?: string;
    signal?: AbortSignal;
}

/** What surrounds every request: the language, and what to do while nobody answers. */
export const surroundings = {
    lang: "en",
    /** Resolves when the server can be reached again; rejects when `signal` is aborted. */
    wait: (_signal?: AbortSignal): Promise<void> => Promise.reject(new Error("offline")),
    reached: (): void => {},
    signedOut: (): void => {},
};

const base = new URL("api/v1", document.baseURI).pathname;

/** The address of a route, for links and downloads. */
export function address(route: string, asking: Asking = {}): string {
    const filled = route.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(String(asking.path?.[name])),
    );
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(asking.query ?? {}))
        if (value !== undefined && value !== "") query.set(name, String(value));
    return base + filled + (query.size ? `?${query}` : "");
}

function fieldsOf(method: string, asking: Asking): Record<string, string> {
    const fields: Record<string, string> = { "Accept-Language": asking.lang ?? surroundings.lang };
    if (method !== "GET") fields["Idempotency-Key"] = asking.key ?? crypto.randomUUID();
    if (asking.ifMatch !== undefined) fields["If-Match"] = `"v${asking.ifMatch}"`;
    if (asking.raw) fields["Content-Type"] = asking.raw.type;
    else if (asking.body !== undefined) fields["Content-Type"] = "application/json";
    return fields;
}

/** The answer of the network itself; a change waits for the connection, a look does so once. */
async function reach(method: string, url: string, asking: Asking): Promise<Response> {
    const headers = fieldsOf(method, asking);
    const body =
        asking.raw?.bytes ?? (asking.body === undefined ? null : JSON.stringify(asking.body));
    for (;;) {
        try {
            const response = await fetch(url, { method, headers, body, signal: asking.signal ?? null });
            const busy = response.status === 503 && method !== "GET";
            if (!busy) {
                surroundings.reached();
                return response;
            }
        } catch (error) {
            if (asking.signal?.aborted) throw error;
        }
        await surroundings.wait(asking.signal);
    }
}

async function problemOf(response: Response): Promise<Problem> {
    let body: ProblemBody = {};
    try {
        body = (await response.json()) as ProblemBody;
    } catch {
        // a proxy answered, not the server
    }
    const text = body.detail ?? body.title ?? response.statusText;
    return new Problem(response.status, body.code ?? "", text, body);
}

export async function ask<T>(method: string, route: string, asking: Asking = {}): Promise<T> {
    const response = await reach(method, address(route, asking), asking);
    if (response.status === 204) return undefined as T;
    const judged = response.status === 409 && route === "/deals/{deal}/acts"; // a verdict, not a failure
    if (!response.ok && !judged) {
        const problem = await problemOf(response);
        if (problem.status === 401) surroundings.signedOut();
        throw problem;
    }
    const type = response.headers.get("Content-Type") ?? "";
    return (type.includes("json") ? response.json() : response.text()) as Promise<T>;
}

/** The version of what a route answers, for `ifMatch`, where the answer itself does not hold it. */
export async function version(route: keyof Gets & string, asking: Asking = {}): Promise<number> {
    const response = await reach("GET", address(route, asking), asking);
    if (!response.ok) throw await problemOf(response);
    return Number(response.headers.get("ETag")?.replace(/\D/g, ""));
}

type Typed<Row> = Row extends { query: infer Query; body: infer Body }
    ? Omit<Asking, "query" | "body"> & { query?: Query } & (Body extends undefined
              ? { body?: undefined }
              : { body?: Body })
    : never;
type Answer<Row> = Row extends { answer: infer A } ? A : never;

const verb =
    <Table>(method: string) =>
    <Route extends keyof Table & string>(route: Route, asking?: Typed<Table[Route]>) =>
        ask<Answer<Table[Route]>>(method, route, asking as Asking);

export const get = verb<Gets>("GET");
export const post = verb<Posts>("POST");
export const put = verb<Puts>("PUT");
export const patch = verb<Patches>("PATCH");
export const remove = verb<Deletes>("DELETE");
