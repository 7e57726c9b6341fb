// Something that was asked for and is kept: shown at once when it is asked for again, made anew
// behind what is shown. `void` it when it is old.
import { Problem } from "../api/client";
import { onHappening } from "./live.svelte";
import type { Happening } from "../api/stream";

const OLD_AFTER_MS = 400; // events come in bursts: one new question for all of them

export class Resource<T> {
    data = $state.raw<T | undefined>();
    problem = $state.raw<Problem | undefined>();
    loading = $state(false);
    #load: (signal: AbortSignal) => Promise<T>;
    #running: AbortController | undefined;
    #timer: ReturnType<typeof setTimeout> | undefined;

    constructor(load: (signal: AbortSignal) => Promise<T>) {
        this.#load = load;
    }

    async refresh(): Promise<void> {
        this.#running?.abort();
        const running = (this.#running = new AbortController());
        this.loading = true;
        try {
            this.data = await this.#load(running.signal);
            this.problem = undefined;
        } catch (error) {
            if (running.signal.aborted) return;
            if (!(error instanceof Problem)) throw error;
            this.problem = error;
        } finally {
            if (this.#running === running) this.loading = false;
        }
    }

    /** Soon: what is kept is old. */
    touch(): void {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.refresh(), OLD_AFTER_MS);
    }
}

interface Kept {
    resource: Resource<unknown>;
    concerns: (what: Happening) => boolean;
    users: number;
}

const KEPT_MAX = 200;
const kept = new Map<string, Kept>();

onHappening((what) => {
    for (const [key, one] of kept)
        if (one.concerns(what)) one.users ? one.resource.touch() : kept.delete(key);
});

function trim(): void {
    for (const [key, one] of kept) {
        if (kept.size <= KEPT_MAX) return;
        if (!one.users) kept.delete(key);
    }
}

/** The resource of that key; call it in `$derived` and `use` it in an effect. `concerns` says which
 * events make it old. */
export function resource<T>(
    key: string,
    load: (signal: AbortSignal) => Promise<T>,
    concerns: (what: Happening) => boolean = () => false,
): Resource<T> {
    let one = kept.get(key);
    if (!one) {
        one = { resource: new Resource<unknown>(load), concerns, users: 0 };
        kept.set(key, one);
        trim();
        const fresh = one.resource;
        queueMicrotask(() => void fresh.refresh()); // not while a $derived is computed
    }
    return one.resource as Resource<T>;
}

/** While a page shows the resource of `key` it is made anew when it is old; for `$effect`. */
export function hold(key: string): () => void {
    const one = kept.get(key);
    if (one) one.users++;
    return () => {
        if (one) one.users--;
    };
}

export function forgetAll(): void {
    kept.clear();
}
