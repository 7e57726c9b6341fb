// What was typed and not yet sent, by the place where it was typed: it outlives a panel that is
// closed, a page that is left and a browser that is reloaded; not the tab.
const at = "etalon-draft ";
const kept = new Map<string, Record<string, unknown>>();

function load(key: string): Record<string, unknown> {
    try {
        return JSON.parse(sessionStorage.getItem(at + key) ?? "{}") as Record<string, unknown>;
    } catch {
        return {};
    }
}

/** The draft of that place, as it was left; else `empty`. Give it to `keepDraft` in an effect. */
export function draft<T extends object>(key: string, empty: T): T {
    const before = kept.get(key) ?? load(key);
    return { ...empty, ...before } as T;
}

export function keepDraft(key: string, value: object): void {
    const plain = JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
    kept.set(key, plain);
    try {
        sessionStorage.setItem(at + key, JSON.stringify(plain));
    } catch {
        // full: it stays in memory
    }
}

export function dropDraft(key: string): void {
    kept.delete(key);
    sessionStorage.removeItem(at + key);
}
