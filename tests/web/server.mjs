// A server of our own for a journey: on a folder of its own, on a free port, gone afterwards.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const PASSWORD = "nous irons au bois demain";

function freePort() {
    return new Promise((give) => {
        const server = createServer().listen(0, "127.0.0.1", () => {
            const { port } = server.address();
            server.close(() => give(port));
        });
    });
}

/** options.words: further words of the command line ("--empty"). */
export async function startServer(etalon, options = {}) {
    const data = options.data ?? mkdtempSync(join(tmpdir(), "etalon-web-"));
    const port = options.port ?? (await freePort());
    const words = ["serve", "--data", data, "--listen", `127.0.0.1:${port}`, "--no-log"];
    const child = spawn(etalon, [...words, ...(options.words ?? [])], { stdio: ["ignore", "pipe", "pipe"] });
    process.once("exit", () => child.kill("SIGKILL")); // a journey that failed leaves nothing behind
    const server = { url: `http://127.0.0.1:${port}`, data, port, child, said: "", code: "" };
    const hear = (bytes) => {
        server.said += bytes;
        server.code = /minutes: (\S+)/.exec(server.said)?.[1] ?? server.code;
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    // its own word first: on a port that somebody else took, their server would answer
    for (let i = 0; !server.said.includes(`127.0.0.1:${port}/`); i++) {
        const over = child.exitCode !== null;
        if (over && !options.port && (options.tries ?? 0) < 3) return startServer(etalon, { ...options, data, tries: (options.tries ?? 0) + 1 });
        if (over || i > 400) throw new Error(`the server does not start:\n${server.said}`);
        await new Promise((go) => setTimeout(go, 50));
    }
    while (!(await fetch(`${server.url}/health`).then((r) => r.ok, () => false))) await new Promise((go) => setTimeout(go, 50));
    server.stop = (how = "SIGTERM") =>
        new Promise((end) => {
            if (child.exitCode !== null) return end();
            child.once("exit", end);
            child.kill(how);
        });
    server.remove = async () => {
        await server.stop();
        rmSync(data, { recursive: true, force: true });
    };
    return server;
}

/** Each cookie that is set; the fetch of Debian's Node tells them only joined by commas. */
const cookiesOf = (answer) => (answer.headers.get("set-cookie") ?? "").split(/,\s*(?=[\w.-]+=)/).filter(Boolean);

/** Speaks to the API as somebody: sets up or signs in first. `api(method, path, body)`. */
export async function signIn(server, who) {
    const jar = new Map(); // a session, and the browser that is known
    const api = async (method, path, body) => {
        const headers = { "Sec-Fetch-Site": "same-origin", Cookie: [...jar.values()].join("; "), "Idempotency-Key": randomUUID() };
        const raw = typeof body === "string" || body instanceof Uint8Array;
        if (body !== undefined) headers["Content-Type"] = raw ? "application/octet-stream" : "application/json";
        if (typeof body === "string") headers["Content-Type"] = "application/yaml";
        if (method === "PATCH") headers["If-Match"] = (await fetch(`${server.url}/api/v1${path}`, { headers })).headers.get("ETag") ?? "";
        const answer = await fetch(`${server.url}/api/v1${path}`, {
            method,
            headers,
            body: body === undefined ? undefined : raw ? body : JSON.stringify(body),
        });
        for (const field of cookiesOf(answer)) jar.set(field.split("=")[0], field.split(";")[0]);
        const text = await answer.text();
        const value = text.startsWith("{") ? JSON.parse(text) : text;
        if (!answer.ok && answer.status !== 409) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
        return value;
    };
    for (let i = 0; who.setUp && !server.code && i < 200; i++) await new Promise((go) => setTimeout(go, 50)); // it may answer before we heard it
    if (who.setUp) await api("POST", "/setup", { code: server.code, email: who.email, name: who.name, password: PASSWORD });
    else await api("POST", "/session", { email: who.email, password: PASSWORD });
    return api;
}

/** Invites somebody and lets them join. */
export async function invite(server, admin, who) {
    const { name, email, ...as } = who;
    const made = await admin("POST", "/invitations", { email, ...as });
    await fetch(`${server.url}/api/v1/invitations/accept`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin", "Idempotency-Key": randomUUID() },
        body: JSON.stringify({ secret: made.secret, name, password: PASSWORD }),
    }).then(async (r) => {
        if (!r.ok) throw new Error(`${email} cannot join: ${await r.text()}`);
    });
}
