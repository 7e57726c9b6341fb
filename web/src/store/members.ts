// People of the workspace, invitations, tokens, sessions, one's own account. What is sensitive asks
// for the password once more by itself.
import { get, patch, post, Problem, put, remove, version } from "../api/client";
import type { CodeEnrolment, DigestWish, InvitationMade, InvitationNew, MemberChange, Recovery, TokenMade, TokenNew } from "../api/schema";
import { fresh } from "./fresh.svelte";
import { resource } from "./resource.svelte";
import { session } from "./session.svelte";

async function everyone(signal: AbortSignal) {
    const all = await get("/members", { query: { limit: 200 }, signal });
    while (all.next_cursor) {
        const more = await get("/members", { query: { limit: 200, cursor: all.next_cursor }, signal });
        all.members.push(...more.members);
        if (more.next_cursor) all.next_cursor = more.next_cursor;
        else delete all.next_cursor;
    }
    return all.members.sort((a, b) => a.name.localeCompare(b.name));
}

export const members = () => ({ key: "members", list: resource("members", everyone) });
export const invitations = () => ({ key: "invitations", list: resource("invitations", (signal) => get("/invitations", { query: { limit: 200 }, signal })) });
export const tokens = (of: "me" | "everybody") => {
    const key = `tokens ${of}`;
    return { key, list: resource(key, (signal) => get("/tokens", { query: { of, limit: 200 }, signal })) };
};
export const sessions = () => ({ key: "sessions", list: resource("sessions", (signal) => get("/sessions", { signal })) });
export const training = (lang: string) => {
    const key = `training ${lang}`;
    return { key, list: resource(key, (signal) => get("/training", { signal }), (what) => what.deal === undefined) };
};
export const digest = () => ({ key: "digest", wish: resource("digest", (signal) => get("/digest", { signal })) });

/** Does it, after a fresh log-in where that is asked for; the words of what went wrong, or "". */
export async function tryTo(what: () => Promise<unknown>): Promise<string> {
    try {
        await fresh.run(what);
        return "";
    } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return error.body.problems?.map((one) => one.message).join(" ") || error.message;
    }
}

/** As the member stands now: whoever changed them a moment ago is not overrun unseen for long. */
export async function changeMember(account: string, change: MemberChange) {
    const ifMatch = await version("/members/{account}", { path: { account } });
    return patch("/members/{account}", { path: { account }, body: change, ifMatch });
}
export const invite = (body: InvitationNew): Promise<InvitationMade | undefined> => fresh.run(() => post("/invitations", { body }));
export const withdraw = (invitation: string) => remove("/invitations/{invitation}", { path: { invitation } });
export const makeToken = (body: TokenNew): Promise<TokenMade | undefined> => fresh.run(() => post("/tokens", { body }));
export const endToken = (token: string) => remove("/tokens/{token}", { path: { token } });
export const endSession = (one: string) => remove("/sessions/{session}", { path: { session: one } });
export const setDigest = (body: DigestWish) => put("/digest", { body });
export const confirmTraining = (edition: number, person?: number) => post("/training", { body: { edition, ...(person ? { person } : {}) } });
export const enrolCode = (): Promise<CodeEnrolment | undefined> => fresh.run(() => post("/me/code"));
export const confirmCode = (code: string): Promise<Recovery> => post("/me/code/confirm", { body: { code } });

export async function removeCode(): Promise<void> {
    await remove("/me/code");
    await session.load();
}

export async function changePassword(old_password: string, password: string): Promise<void> {
    await put("/me/password", { body: { old_password, password } });
    await session.load();
}

export async function signOutEverywhere(): Promise<void> {
    await remove("/sessions");
    await session.load();
}

/** What the invited opens: the secret stands after '#', so that no log keeps it. */
export const joinLink = (secret: string) => new URL(`#/join/${secret}`, document.baseURI).href;
