// Where the boxes and arrows of a map stand, worked out away from the page (dagre): a large map does
// not hold up who types.
import { Graph, layout } from "@dagrejs/dagre";
import type { Layout, ToLayOut } from "./layout";

function laidOut({ nodes, edges }: ToLayOut): Layout {
    const graph = new Graph({ multigraph: false, compound: false });
    graph.setGraph({ rankdir: "TB", nodesep: 34, edgesep: 18, ranksep: 56, marginx: 12, marginy: 12 });
    graph.setDefaultEdgeLabel(() => ({}));
    for (const node of nodes) graph.setNode(node.id, { width: node.width, height: node.height });
    for (const edge of edges)
        if (edge.from !== edge.to) graph.setEdge(edge.from, edge.to, { weight: edge.weight, width: 46, height: 16, labelpos: "c" });
    layout(graph);
    const at = new Map(nodes.map((node) => [node.id, graph.node(node.id) as { x: number; y: number }]));
    const size = graph.graph() as { width?: number; height?: number };
    return {
        width: Math.max(0, size.width ?? 0), // of nothing dagre says −∞
        height: Math.max(0, size.height ?? 0),
        nodes: nodes.map((node) => ({ id: node.id, x: at.get(node.id)?.x ?? 0, y: at.get(node.id)?.y ?? 0 })),
        edges: edges.map((edge) => {
            const one = edge.from === edge.to ? undefined : (graph.edge(edge.from, edge.to) as { points?: { x: number; y: number }[]; x?: number; y?: number } | undefined);
            return { from: edge.from, to: edge.to, points: one?.points ?? [], x: one?.x ?? at.get(edge.from)?.x ?? 0, y: one?.y ?? at.get(edge.from)?.y ?? 0 };
        }),
    };
}

addEventListener("message", (message: MessageEvent<{ id: number; graph: ToLayOut }>) => {
    const { id, graph } = message.data;
    postMessage({ id, layout: laidOut(graph) });
});
