// Asks the worker where things stand. The page's policy wants a worker's address to be vouched for:
// it is that of our own file, which the build names.
import address from "./layout.worker?worker&url";

/** How large a box is, and the round one where all begins. */
export const BOX = { width: 208, height: 52, start: 26 };

export interface ToLayOut {
    nodes: { id: string; width: number; height: number }[];
    edges: { from: string; to: string; weight: number }[];
}
export interface Layout {
    width: number;
    height: number;
    nodes: { id: string; x: number; y: number }[];
    edges: { from: string; to: string; points: { x: number; y: number }[]; x: number; y: number }[];
}

interface Vouching {
    createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL: (url: string) => unknown };
}
const vouching = (globalThis as { trustedTypes?: Vouching }).trustedTypes;
const vouched = vouching?.createPolicy("etalon-worker", {
    createScriptURL: (url) => {
        if (url !== address) throw new TypeError(`not our worker: ${url}`);
        return url;
    },
});

let worker: Worker | undefined;
let next = 1;
const waiting = new Map<number, (layout: Layout) => void>();

function begin(): Worker {
    const made = new Worker((vouched?.createScriptURL(address) ?? address) as string, { type: "module" });
    made.onmessage = (message: MessageEvent<{ id: number; layout: Layout }>) => {
        waiting.get(message.data.id)?.(message.data.layout);
        waiting.delete(message.data.id);
    };
    return made;
}

export function layOut(graph: ToLayOut): Promise<Layout> {
    worker ??= begin();
    const id = next++;
    worker.postMessage({ id, graph });
    return new Promise((give) => waiting.set(id, give));
}
