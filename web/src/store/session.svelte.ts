// Who is signed in, and where.
import { get, post, Problem, put, remove, surroundings } from "../api/client";
import type { Me, Whoami } from "../api/schema";
import { liveBegin, liveEnd } from "./live.svelte";
import { forgetAll } from "./resource.svelte";

export type Role = "admin" | "revops" | "manager" | "seller" | "marketing" | "success" | "viewer" | "auditor";

class Session {
    /** undefined: not known yet; null: nobody. */
    me = $state.raw<Me | null | undefined>();
    who = $state.raw<Whoami | undefined>();

    constructor() {
        surroundings.signedOut = () => {
            if (this.me) this.#forget();
        };
    }

    get role(): Role {
        return (this.who?.role ?? "viewer") as Role;
    }

    /** Whether the reader has one of these roles. */
    is(...roles: Role[]): boolean {
        return roles.includes(this.role);
    }

    get leads(): boolean {
        return this.is("admin", "revops", "manager");
    }

    get acts(): boolean {
        return !this.is("viewer", "auditor");
    }

    async load(): Promise<void> {
        try {
            // asked together: one way to the server and back instead of two
            const here = get("/whoami").catch(() => undefined);
            const me = await get("/me");
            const active = me.memberships.some((one) => one.workspace === me.workspace && one.state === "active");
            this.who = active ? ((await here) ?? (await get("/whoami"))) : undefined; // else there is nobody to be here
            this.me = me;
            if (this.who) liveBegin(this.who.workspace);
        } catch (error) {
            if (!(error instanceof Problem)) throw error;
            this.me = null;
        }
    }

    async signIn(body: { email: string; password: string; code?: string }): Promise<void> {
        await post("/session", { body });
        await this.load();
    }

    async setUp(body: { code: string; email: string; name: string; password: string }): Promise<void> {
        await post("/setup", { body });
        await this.load();
    }

    async signOut(): Promise<void> {
        await remove("/session");
        this.#forget();
    }

    /** The password once more, before a sensitive act. */
    async confirm(body: { password: string; code?: string }): Promise<void> {
        await post("/session/confirm", { body });
        if (this.me) this.me = { ...this.me, fresh: true };
    }

    async enter(workspace: string): Promise<void> {
        await put("/session/workspace", { body: { workspace } });
        forgetAll();
        await this.load();
    }

    #forget(): void {
        liveEnd();
        forgetAll();
        this.who = undefined;
        this.me = null;
    }
}

export const session = new Session();
