// Whether the server answers. While it does not, changes wait with what was typed (api/client.ts),
// and a line at the top says so.
import { surroundings } from "../api/client";

const FIRST_MS = 500;
const LONGEST_MS = 8000;

class Connection {
    lost = $state(false);
    #waiting: Promise<void> | undefined;
    #hurry: () => void = () => {};

    constructor() {
        surroundings.wait = (signal) => this.wait(signal);
        surroundings.reached = () => (this.lost = false);
        addEventListener("online", () => this.#hurry());
    }

    wait(signal?: AbortSignal): Promise<void> {
        this.lost = true;
        this.#waiting ??= this.#poll().finally(() => (this.#waiting = undefined));
        if (!signal) return this.#waiting;
        const given = new Promise<never>((_, refuse) =>
            signal.addEventListener("abort", () => refuse(signal.reason as Error), { once: true }),
        );
        return Promise.race([this.#waiting, given]);
    }

    async #poll(): Promise<void> {
        for (let pause = FIRST_MS; ; pause = Math.min(pause * 1.6, LONGEST_MS)) {
            await new Promise<void>((go) => {
                const timer = setTimeout(go, pause);
                this.#hurry = () => (clearTimeout(timer), go());
            });
            try {
                if ((await fetch(new URL("health", document.baseURI))).ok) break;
            } catch {
                // still away
            }
        }
        this.lost = false;
    }
}

export const connection = new Connection();
