// What happens in the workspace, as it becomes durable. Browsers give one origin few connections,
// so one tab listens and tells the others; when it closes, the next one takes over.
import { address } from "./client";

export interface Happening {
    sequence: number;
    deal?: number;
    kind: string;
    occurred_at: string;
    recorded_at: string;
    by?: number;
}

type Hear = (what: Happening) => void;

function hear(source: EventSource, tell: Hear): void {
    const parse = (message: MessageEvent<string>) => tell(JSON.parse(message.data) as Happening);
    source.addEventListener("deal", parse);
    source.addEventListener("workspace", parse);
}

/** Tells `tell` of every event until the returned function is called. */
export function listen(workspace: string, tell: Hear): () => void {
    const name = `etalon-events-${workspace}`;
    const others = new BroadcastChannel(name);
    const over = new AbortController();
    others.onmessage = (message: MessageEvent<Happening>) => tell(message.data);
    const lead = () =>
        new Promise<void>((end) => {
            const source = new EventSource(address("/events"));
            hear(source, (what) => {
                others.postMessage(what);
                tell(what);
            });
            over.signal.addEventListener("abort", () => {
                source.close();
                end();
            });
        });
    if (navigator.locks)
        void navigator.locks.request(name, { signal: over.signal }, lead).catch(() => {});
    else void lead();
    return () => {
        over.abort();
        others.close();
    };
}
