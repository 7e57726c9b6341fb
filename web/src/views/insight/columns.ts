// What columns are called: some have names of ours, the others those of the data.
import { partOfInsight as t } from "../../text/insight_parts";

export function columnName(by: string): string {
    if (by === "owner") return t("ownerColumn");
    if (by === "close-quarter") return t("quarterColumn");
    return by;
}
