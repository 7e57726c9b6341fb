// The columns of the list: what each shows, how it is sorted, what changing it means.
import type { Standard, StandardField } from "../../api/schema";
import type { Column } from "../../parts/grid";
import type { ActAsked } from "../../store/undo";
import type { TableRow } from "../../store/table.svelte";
import { dealWords as t } from "../../text/deals";

export type Kind = "name" | "person" | "money" | "date" | "text" | "choice" | "boolean" | "integer" | "decimal" | "owner";

export interface DealColumn extends Column {
    /** How it is changed; left out: by nothing here. */
    kind?: Kind;
    field?: StandardField;
    act?: (value: unknown) => ActAsked;
}

/** The field that the amount of a deal is, as the server finds it. */
export const amountField = (of: Standard | undefined) => of?.fields.find((one) => one.id === "amount") ?? of?.fields.find((one) => one.type === "money");

function ownField(field: StandardField): DealColumn {
    const number = field.type === "money" || field.type === "integer" || field.type === "decimal";
    return {
        id: `f.${field.id}`, title: field.title, width: number ? 120 : 160, number, edits: true, field,
        kind: (field.type === "link" || field.type === "person" ? "text" : field.type) as Kind,
        act: (value) => ({ act: "set-field", field: field.id, value }),
    };
}

/** Every column there is, under these standards. */
export function allColumns(standards: Standard[]): DealColumn[] {
    const amount = amountField(standards[0]);
    const own = new Map(standards.flatMap((one) => one.fields).map((field) => [field.id, field]));
    if (amount) own.delete(amount.id);
    return [
        { id: "name", title: t("name"), width: 236, sort: "name", kind: "name", edits: true },
        { id: "stage", title: t("stage"), width: 188 },
        { id: "milestones", title: t("milestones"), width: 132 },
        { id: "age", title: t("age"), width: 84, number: true, sort: "stage_entered_at" },
        { id: "owner", title: t("owner"), width: 122, edits: true, kind: "owner", act: (value) => ({ act: "set-owner", owner: Number(value) }) },
        { id: "amount", title: t("amount"), width: 106, number: true, sort: "amount", edits: !!amount, kind: "money",
            ...(amount ? { field: amount, act: (value: unknown): ActAsked => ({ act: "set-field", field: amount.id, value }) } : {}) },
        { id: "close", title: t("close"), width: 120, sort: "close_date", edits: true, kind: "date", act: (value) => ({ act: "set-close-date", date: String(value) }) },
        { id: "outcome", title: t("outcome"), width: 110 },
        { id: "parked", title: t("parked"), width: 120 },
        { id: "opened", title: t("opened"), width: 120 },
        { id: "reference", title: t("reference"), width: 130 },
        { id: "version", title: t("version"), width: 150 },
        ...[...own.values()].map(ownField),
    ];
}

export const FIRST_COLUMNS = ["name", "stage", "milestones", "age", "owner", "amount", "close"];

/** What the column holds of a row, as it is sent. */
export function held(row: TableRow, column: DealColumn): unknown {
    switch (column.id) {
        case "name": return row.name;
        case "owner": return row.owner?.person;
        case "amount": return row.amount;
        case "close": return row.close_date;
        default: return column.field ? row.fields?.[column.field.id] : undefined;
    }
}

/** The row as the change will make it, so that it is seen at once. */
export function changed(row: TableRow, column: DealColumn, value: unknown, names: Map<number, string>): Partial<TableRow> {
    switch (column.id) {
        case "name": return { name: String(value) };
        case "owner": return { owner: { person: Number(value), name: names.get(Number(value)) ?? "" } };
        case "amount": return value === null ? { amount: undefined as unknown as string } : { amount: String(value) };
        case "close": return { close_date: String(value) };
        default: return column.field ? { fields: { ...row.fields, [column.field.id]: value } } : {};
    }
}

/** What parts of a row say that a column changed. */
export function partOf(column: DealColumn): string {
    const parts: Record<string, string> = { close: "close_date" };
    return parts[column.id] ?? (column.id.startsWith("f.") ? `fields.${column.id.slice(2)}` : column.id);
}
