// What the templates are for.
import { beginWords as t } from "./begin";

export const templateTitles: Record<string, () => [string, string]> = {
    "self-serve": () => [t("selfServe"), t("selfServeText")],
    "mid-market": () => [t("midMarket"), t("midMarketText")],
    enterprise: () => [t("enterprise"), t("enterpriseText")],
    renewal: () => [t("renewal"), t("renewalText")],
};
