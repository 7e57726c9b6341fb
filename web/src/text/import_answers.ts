import { words } from "./words.svelte";

const t = words({
    en: {
        "day-first": "Day first: 31/12/2026",
        "month-first": "Month first: 12/31/2026",
        point: "A point before the cents: 1,234.50",
        comma: "A comma before the cents: 1.234,50",
        lost: "Lost",
        won: "Won",
        "no-decision": "No decision",
        walked: "We withdrew",
        invalid: "Not a deal",
        open: "Still open",
    },
    fr: {
        "day-first": "Le jour d’abord : 31/12/2026",
        "month-first": "Le mois d’abord : 12/31/2026",
        point: "Un point avant les centimes : 1,234.50",
        comma: "Une virgule avant les centimes : 1.234,50",
        lost: "Perdue",
        won: "Gagnée",
        "no-decision": "Sans décision",
        walked: "Nous nous sommes retirés",
        invalid: "Pas une affaire",
        open: "Encore ouverte",
    },
});
export const answerName = (value: string) => t(value as "open");
