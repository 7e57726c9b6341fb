// Where the reader is: the address after '#', "/deals/17?tab=timeline". Every question that a page
// asks stands in it, so that a link says the same to somebody else.
function parse(hash: string): { path: string[]; query: Record<string, string> } {
    const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
    return {
        path: path.split("/").filter(Boolean).map(decodeURIComponent),
        query: Object.fromEntries(new URLSearchParams(query)),
    };
}

class Route {
    #at = $state.raw(parse(location.hash));

    constructor() {
        addEventListener("hashchange", () => (this.#at = parse(location.hash)));
    }

    get path(): string[] {
        return this.#at.path;
    }

    get query(): Record<string, string> {
        return this.#at.query;
    }

    /** The view: the first word of the path. */
    get view(): string {
        return this.#at.path[0] ?? "";
    }

    go(where: string): void {
        location.hash = where;
    }

    /** Changes the question without a new page; `undefined` and "" take a part away. */
    ask(change: Record<string, string | undefined>, replace = true): void {
        const query: Record<string, string> = {};
        for (const [name, value] of Object.entries({ ...this.query, ...change }))
            if (value) query[name] = value;
        const where = link(this.path, query);
        if (!replace) return this.go(where);
        history.replaceState(null, "", where);
        this.#at = parse(where);
    }
}

/** The address of a page, for an `href`. */
export function link(path: (string | number)[], query: Record<string, string | number | undefined> = {}): string {
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== "") asked.set(name, String(value));
    return `#/${path.map((p) => encodeURIComponent(p)).join("/")}${asked.size ? `?${asked}` : ""}`;
}

export const route = new Route();
