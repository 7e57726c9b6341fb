import { words } from "./words.svelte";

export const partWords = words({
    en: {
        close: "Close",
        cancel: "Cancel",
        undo: "Undo",
        again: "Try again",
        loading: "Loading",
        none: "None",
        optional: "optional",
        copy: "Copy",
        copied: "Copied",
        save: "Save",
        more: "More",
    },
    fr: {
        close: "Fermer",
        cancel: "Annuler",
        undo: "Annuler l’action",
        again: "Réessayer",
        loading: "Chargement",
        none: "Aucun",
        optional: "facultatif",
        copy: "Copier",
        copied: "Copié",
        save: "Enregistrer",
        more: "Plus",
    },
});
