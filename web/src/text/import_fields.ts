// What a column can be taken for, and what a file can be, in words.
import { speech } from "./words.svelte";

const fields: Record<string, [string, string]> = {
    ignore: ["Not used", "Non utilisée"],
    id: ["Id of the deal", "Identifiant de l’affaire"],
    name: ["Name", "Nom"],
    stage: ["Stage", "Étape"],
    status: ["Status: open, won, lost", "Statut : ouverte, gagnée, perdue"],
    "status-reason": ["Reason of the status", "Raison du statut"],
    won: ["Won: yes or no", "Gagnée : oui ou non"],
    lost: ["Lost: yes or no", "Perdue : oui ou non"],
    closed: ["Closed: yes or no", "Close : oui ou non"],
    active: ["Active: yes or no", "Active : oui ou non"],
    deleted: ["Deleted: yes or no", "Supprimée : oui ou non"],
    amount: ["Amount", "Montant"],
    "amount-cents": ["Amount in cents", "Montant en centimes"],
    currency: ["Currency", "Devise"],
    owner: ["Owner", "Responsable"],
    "owner-id": ["Id of the owner", "Identifiant du responsable"],
    created: ["Created on", "Créée le"],
    entered: ["Entered the process on", "Entrée dans le processus le"],
    close: ["Close date", "Date de clôture"],
    expected: ["Expected close", "Clôture prévue"],
    "closed-at": ["Closed on", "Close le"],
    "won-at": ["Won on", "Gagnée le"],
    "lost-at": ["Lost on", "Perdue le"],
    modified: ["Changed last on", "Modifiée le"],
    "stage-since": ["In its stage since", "Dans son étape depuis"],
    reason: ["Reason of its end", "Raison de sa fin"],
    "won-reason": ["Reason it was won", "Raison du gain"],
    pipeline: ["Pipeline", "Pipeline"],
    probability: ["Probability", "Probabilité"],
    order: ["Order", "Ordre"],
    "stage-entered": ["Entered a stage on", "Entrée dans une étape le"],
    "stage-exited": ["Left a stage on", "Sortie d’une étape le"],
    attribute: ["Kept, to compare by", "Gardée, pour comparer"],
    deal: ["Deal", "Affaire"],
    at: ["When", "Quand"],
    "recorded-at": ["Recorded on", "Enregistré le"],
    actor: ["Who", "Qui"],
    "old-stage": ["Stage before", "Étape d’avant"],
    changed: ["Field that changed", "Champ modifié"],
    old: ["Before", "Avant"],
    new: ["After", "Après"],
    value: ["Value", "Valeur"],
    activity: ["Activity", "Activité"],
    kind: ["Kind", "Genre"],
    department: ["Department", "Service"],
    version: ["Version", "Version"],
    evidence: ["Evidence", "Preuve"],
};

const ofDeals = [
    "id", "name", "stage", "status", "status-reason", "won", "lost", "closed", "active", "deleted", "amount", "amount-cents",
    "currency", "owner", "owner-id", "created", "entered", "close", "expected", "closed-at", "won-at", "lost-at", "modified",
    "stage-since", "stage-entered", "reason", "won-reason", "pipeline", "probability", "attribute", "ignore",
];
const ofRoles: Record<string, string[]> = {
    deals: ofDeals,
    "stage-history": ["deal", "at", "actor", "stage", "old-stage", "amount", "close", "probability", "ignore"],
    "field-history": ["deal", "at", "actor", "changed", "old", "new", "ignore"],
    tasks: ["deal", "at", "actor", "activity", "status", "ignore"],
    owners: ["id", "name", "attribute", "ignore"],
    lookup: ["id", "name", "attribute", "ignore"],
    stages: ["id", "name", "order", "closed", "won", "probability", "pipeline", "ignore"],
    events: ["deal", "activity", "kind", "at", "recorded-at", "actor", "value", "amount", "currency", "owner", "reason", "attribute", "ignore"],
};

const roles: Record<string, [string, string]> = {
    deals: ["Deals", "Affaires"],
    "stage-history": ["History of stages", "Historique des étapes"],
    "field-history": ["History of fields", "Historique des champs"],
    tasks: ["Calls, mails, meetings", "Appels, e-mails, réunions"],
    owners: ["Owners", "Responsables"],
    lookup: ["Table to join", "Table à joindre"],
    stages: ["Stages", "Étapes"],
    events: ["Event log", "Journal d’événements"],
    governance: ["What was done about the standard", "Ce qui fut fait du standard"],
    ignored: ["Not used", "Non utilisé"],
};

const said = (table: Record<string, [string, string]>, id: string) => table[id]?.[speech.lang === "fr" ? 1 : 0] ?? id;
export const fieldName = (id: string) => said(fields, id);
export const roleName = (id: string) => said(roles, id);
export const roleIds = Object.keys(roles);

/** What a column of a file of that role can be; `now` is among it. */
export function fieldsOf(role: string, now: string): string[] {
    const list = ofRoles[role] ?? ofDeals;
    return list.includes(now) ? list : [now, ...list];
}
