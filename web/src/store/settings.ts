// What stands around the deals: webhooks, the server's own state, workspaces, the audit.
import { address, get, patch, post, remove } from "../api/client";
import type { Gets, WebhookChange, WebhookNew } from "../api/schema";
import { speech } from "../text/words.svelte";
import { resource } from "./resource.svelte";

const ofWebhooks = (what: { kind: string; deal?: number }) => /webhook/.test(what.kind);

export const webhooks = () => ({ key: "webhooks", list: resource("webhooks", (signal) => get("/webhooks", { signal }), ofWebhooks) });
export const deliveries = (webhook: number) => {
    const key = `deliveries ${webhook} ${speech.lang}`;
    return { key, list: resource(key, (signal) => get("/webhooks/{webhook}/deliveries", { path: { webhook }, query: { limit: 50 }, signal }), (what) => what.deal !== undefined) };
};
export const makeWebhook = (body: WebhookNew) => post("/webhooks", { body });
export const changeWebhook = (webhook: number, body: WebhookChange) => patch("/webhooks/{webhook}", { path: { webhook }, body });
export const endWebhook = (webhook: number) => remove("/webhooks/{webhook}", { path: { webhook } });
export const pingWebhook = (webhook: number) => post("/webhooks/{webhook}/ping", { path: { webhook }, body: {} });
export const newSecret = (webhook: number) => post("/webhooks/{webhook}/secret", { path: { webhook }, body: {} });
export const skipTo = (webhook: number, through: number) => post("/webhooks/{webhook}/skip", { path: { webhook }, body: { through } });
export const retry = (webhook: number, sequence: number) =>
    post("/webhooks/{webhook}/deliveries/{sequence}/retry", { path: { webhook, sequence }, body: {} });

export const operations = () => {
    const key = `operations ${speech.lang}`;
    return { key, state: resource(key, (signal) => get("/operations", { signal })) };
};
export const providers = () => ({ key: "providers", list: resource("providers", (signal) => get("/session/providers", { signal })) });
export const workspaces = () => ({ key: "workspaces", list: resource("workspaces", (signal) => get("/workspaces", { signal })) });
export const makeWorkspace = (workspace: string, name: string) => post("/workspaces", { body: { workspace, ...(name ? { name } : {}) } });

export type AuditQuery = Omit<NonNullable<Gets["/audit"]["query"]>, "limit" | "cursor" | "sort" | "fields">;
export const audit = (query: AuditQuery) => {
    const key = `audit ${JSON.stringify(query)}`;
    return { key, list: resource(key, (signal) => get("/audit", { query: { ...query, limit: 100 }, signal })) };
};
export const auditOn = (query: AuditQuery, cursor: string) => get("/audit", { query: { ...query, limit: 100, cursor } });

export const exportOf = (what: "/exports/deals" | "/exports/log", format: string) => address(what, { query: { format, outcome: "" } });
