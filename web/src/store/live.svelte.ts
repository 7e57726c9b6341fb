// What the stores keep is told to be old when something happens: here or at somebody else's.
import { listen, type Happening } from "../api/stream";

type Hear = (what: Happening) => void;
const hearers = new Set<Hear>();
let stop: (() => void) | undefined;

export function liveBegin(workspace: string): void {
    stop?.();
    stop = listen(workspace, (what) => hearers.forEach((hear) => hear(what)));
}

export function liveEnd(): void {
    stop?.();
    stop = undefined;
}

/** Calls `hear` for each event; the returned function ends that. */
export function onHappening(hear: Hear): () => void {
    hearers.add(hear);
    return () => hearers.delete(hear);
}
