import { words } from "./words.svelte";

export const dealWords = words({
    en: { name: "Name", stage: "Stage", owner: "Owner", amount: "Amount", close: "Expected close", none: "No deals", noneText: "Nothing answers this question." },
    fr: { name: "Nom", stage: "Étape", owner: "Responsable", amount: "Montant", close: "Clôture prévue", none: "Aucune affaire", noneText: "Rien ne répond à cette question." },
});
