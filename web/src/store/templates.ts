// The standards to begin from (standards/ of the repository); each comes when it is asked for.
export const templates = {
    "self-serve": () => import("../../../standards/self-serve.yaml?raw"),
    "mid-market": () => import("../../../standards/mid-market.yaml?raw"),
    enterprise: () => import("../../../standards/enterprise.yaml?raw"),
    renewal: () => import("../../../standards/renewal.yaml?raw"),
};
export type TemplateId = keyof typeof templates;
export const templateIds = Object.keys(templates) as TemplateId[];
export const isTemplate = (id: string): id is TemplateId => id in templates;

/** The text of one, without the line that tells an editor in the repository where its schema is. */
export async function templateText(id: TemplateId): Promise<string> {
    return (await templates[id]()).default.replace(/^# yaml-language-server:.*\n/, "");
}
