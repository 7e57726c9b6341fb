// The pages: what the address calls them, who sees them, their key, where their code is. The
// navigation, the palette and the router read this table; the code of a page comes when it is
// first shown.
import { BookOpen, ChartSpline, Columns3, FileUp, Inbox, List, Rocket, Settings, Users, Waypoints } from "@lucide/svelte";
import type { Component } from "svelte";
import type { Role } from "../store/session.svelte";
import { beginWords } from "../text/begin";
import { shellWords as t } from "../text/shell";

export interface View {
    id: string;
    title: () => string;
    icon: Component;
    key: string;
    roles?: Role[];
    /** Shown in the bar of a phone, not only under "more". */
    near?: boolean;
    /** Reached by links and commands, not in the navigation. */
    aside?: boolean;
    load: () => Promise<{ default: Component }>;
}

/** Parts of pages that the palette leads to from anywhere. */
export const places: { path: string; title: () => string; roles?: Role[] }[] = [
    { path: "people/training", title: () => t("training") },
    { path: "people/tokens", title: () => t("tokens") },
    { path: "people/you", title: () => t("you") },
    { path: "people/invitations", title: () => t("invitations"), roles: ["admin"] },
    { path: "settings/webhooks", title: () => t("webhooks"), roles: ["admin", "revops", "auditor"] },
    { path: "settings/server", title: () => t("server"), roles: ["admin"] },
    { path: "settings/audit", title: () => t("audit"), roles: ["admin", "auditor"] },
    { path: "settings/exports", title: () => t("exports"), roles: ["admin", "revops", "manager", "auditor"] },
    { path: "settings/workspaces", title: () => t("workspaces") },
];

export const views: View[] = [
    { id: "board", title: () => t("board"), icon: Columns3, key: "b", near: true, load: () => import("./board/Board.svelte") },
    { id: "queue", title: () => t("queue"), icon: Inbox, key: "q", near: true, load: () => import("./queue/Queue.svelte") },
    { id: "deals", title: () => t("deals"), icon: List, key: "d", near: true, load: () => import("./deals/Deals.svelte") },
    { id: "insight", title: () => t("insight"), icon: ChartSpline, key: "i", near: true, load: () => import("./insight/Root.svelte") },
    { id: "map", title: () => t("map"), icon: Waypoints, key: "m", load: () => import("./map/Map.svelte") },
    { id: "standard", title: () => t("standard"), icon: BookOpen, key: "s", load: () => import("./standard/Standard.svelte") },
    { id: "import", title: () => t("import"), icon: FileUp, key: "o", roles: ["admin", "revops"], load: () => import("./import/Import.svelte") },
    { id: "people", title: () => t("people"), icon: Users, key: "p", load: () => import("./people/People.svelte") },
    { id: "settings", title: () => t("settings"), icon: Settings, key: ",", load: () => import("./settings/Settings.svelte") },
    { id: "begin", title: () => beginWords("title"), icon: Rocket, key: "0", roles: ["admin", "revops"], aside: true, load: () => import("./begin/Begin.svelte") },
];

/** One deal is a page of its own: "#/deals/17". */
const deal: View = { id: "deal", title: () => t("deals"), icon: List, key: "", load: () => import("./deal/Deal.svelte") };

/** The page that an address names; undefined: there is none. */
export function viewAt(path: string[]): View | undefined {
    if (path[0] === "deals" && path[1]) return deal;
    return path[0] ? views.find((one) => one.id === path[0]) : views[0];
}
