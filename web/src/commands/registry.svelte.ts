// One list of what can be done, here and now: menus, the palette and the keys are all fed from it.
// A page offers its commands while it is shown.
import { untrack } from "svelte";

export interface Command {
    id: string;
    title: () => string;
    /** Under which heading the palette and the list of keys show it. */
    group: () => string;
    /** "g b" (one after the other), "mod+k", "?", "Escape". */
    keys?: string;
    /** Whether it makes sense now; left out: always. */
    when?: () => boolean;
    /** Found by these words too. */
    also?: () => string;
    run: () => void;
}

class Registry {
    all = $state.raw<Command[]>([]);

    /** Until the returned function is called; for `$effect(() => commands.offer([...]))`. */
    offer(list: Command[]): () => void {
        this.all = [...untrack(() => this.all), ...list];
        return () => {
            this.all = untrack(() => this.all).filter((one) => !list.includes(one));
        };
    }

    get now(): Command[] {
        return this.all.filter((one) => one.when?.() ?? true);
    }

    run(id: string): void {
        this.now.findLast((one) => one.id === id)?.run();
    }
}

export const commands = new Registry();
