// A cell is changed: seen at once, said to the judge, taken back with the reason when he refuses.
import { patch, Problem } from "../../api/client";
import type { DealTable, TableRow } from "../../store/table.svelte";
import { act, inverse, refusal, type ActAsked } from "../../store/undo";
import { toasts } from "../../store/toasts.svelte";
import { dealWords as t } from "../../text/deals";
import { changed, held, type DealColumn } from "./columns";

async function send(row: TableRow, body: ActAsked): Promise<string> {
    try {
        return refusal(await act(row.deal, body));
    } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return error.body.problems?.map((one) => one.message).join(" ") || error.message;
    }
}

async function rename(row: TableRow, name: string): Promise<string> {
    try {
        await patch("/deals/{deal}", { path: { deal: row.deal }, body: { name } });
        return "";
    } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return error.message;
    }
}

/** Changes a cell; offers the way back where there is one. */
export async function change(table: DealTable, row: TableRow, column: DealColumn, value: unknown, names: Map<number, string>): Promise<void> {
    const takeBack = table.expect(row.deal, changed(row, column, value, names));
    const body = column.act?.(value);
    const why = body ? await send(row, body) : await rename(row, String(value));
    if (why) {
        takeBack();
        return toasts.say(t("notYet", { why }), "stop");
    }
    const back = body ? inverse({ ...row, fields: { ...row.fields, ...(column.field ? { [column.field.id]: held(row, column) ?? null } : {}) } }, body) : undefined;
    const undo = async () => {
        const refused = back ? await send(row, back) : await rename(row, row.name ?? "");
        if (refused) toasts.say(t("notYet", { why: refused }), "stop");
        else takeBack(), toasts.say(t("undone"));
    };
    toasts.say(t("changed", { what: column.title, name: row.name ?? "" }), "good", back || !body ? () => void undo() : undefined);
}
