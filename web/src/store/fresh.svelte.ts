// Sensitive acts want that one has signed in a moment ago. Whoever needs it asks here; the shell
// shows the dialog (parts of views/shell), and the act goes on when the password was given.
import { Problem } from "../api/client";
import { session } from "./session.svelte";

class Fresh {
    asked = $state(false);
    #go: (() => void) | undefined;
    #leave: (() => void) | undefined;

    /** Resolves to true when the reader is known to be who they are, false when they leave it. */
    need(): Promise<boolean> {
        this.#leave?.();
        this.asked = true;
        return new Promise((give) => {
            this.#go = () => give(true);
            this.#leave = () => give(false);
        });
    }

    async confirm(body: { password: string; code?: string }): Promise<void> {
        await session.confirm(body);
        this.asked = false;
        this.#go?.();
    }

    leave(): void {
        this.asked = false;
        this.#leave?.();
    }

    /** Does it; when it wants a fresh log-in, after one. undefined: the reader left it. */
    async run<T>(what: () => Promise<T>): Promise<T | undefined> {
        try {
            return await what();
        } catch (error) {
            if (!(error instanceof Problem) || error.code !== "fresh-login") throw error;
            return (await this.need()) ? what() : undefined;
        }
    }
}

export const fresh = new Fresh();
