import { say } from "./define";

const wilson = { en: "95 %, Wilson (1927).", fr: "95 %, Wilson (1927)." };
const none = { en: "None: a check of the whole stock.", fr: "Aucun : un contrôle de tout le stock." };

export const pipelineDefinitions = {
    group: {
        en: say("Do they differ?", "Whether the levels of a column differ by more than chance. “A difference” is said only when closed deals and the cohort both say so, adjusted over all columns compared. Otherwise “no difference beyond chance”, which is an answer. Nobody is ranked.", "Pearson’s chi-square (by permutation when counts are small) and shares won by the same day, open deals censored; the larger p, Benjamini and Hochberg at 5 %.", "Levels with at least 5 closed deals, two or more of them.", "“Likely rate”: drawn towards the others as the levels’ true spread allows (beta-binomial), 90 %."),
        fr: say("Diffèrent-ils ?", "Si les niveaux d’une colonne diffèrent plus que par hasard. « Une différence » n’est dite que si affaires closes et cohorte le disent, corrigé sur toutes les colonnes comparées. Sinon « pas de différence au-delà du hasard », ce qui est une réponse. Personne n’est classé.", "Khi-deux de Pearson (par permutation quand les effectifs sont petits) et parts gagnées au même jour, ouvertes censurées ; le plus grand p, Benjamini et Hochberg à 5 %.", "Niveaux d’au moins 5 affaires closes, deux ou plus.", "« Taux vraisemblable » : ramené vers les autres autant que la dispersion vraie le permet (bêta-binomiale), 90 %."),
    },
    groupRate: {
        en: say("Win rate of a level", "Of the closed deals of this level, the share won. With few deals it swings far by chance: read the interval, not the order.", "Won / (won + lost + no decision).", "Closed deals of this level.", wilson.en),
        fr: say("Taux de gain d’un niveau", "Des affaires closes de ce niveau, la part gagnée. Sur peu d’affaires il varie fort par hasard : lisez l’intervalle, pas l’ordre.", "Gagnées / (gagnées + perdues + sans décision).", "Affaires closes de ce niveau.", wilson.fr),
    },
    pushed: {
        en: say("Close date pushed", "Deals whose expected close moved later at least once. The first date known is what was promised.", "Counted once a deal; what is written on the day of the close or later is no promise.", "Deals with an expected date on record.", wilson.en),
        fr: say("Clôture repoussée", "Affaires dont la clôture prévue a reculé au moins une fois. La première date connue est la promesse.", "Comptées une fois par affaire ; ce qui est écrit le jour de la clôture ou après n’est pas une promesse.", "Affaires avec une date prévue.", wilson.fr),
    },
    pulled: {
        en: say("Close date pulled in", "Deals whose expected close moved earlier at least once.", "Counted once a deal.", "Deals with an expected date on record.", wilson.en),
        fr: say("Clôture avancée", "Affaires dont la clôture prévue a été avancée au moins une fois.", "Comptées une fois par affaire.", "Affaires avec une date prévue.", wilson.fr),
    },
    due: {
        en: say("Due and not closed", "Deals that, before the last full quarter began, were said to close in it, and did not.", "Counted.", "Deals due in that quarter.", wilson.en),
        fr: say("Dues et non closes", "Affaires dites, avant le début du dernier trimestre plein, devoir s’y clore, et qui ne le firent pas.", "Comptées.", "Affaires dues dans ce trimestre.", wilson.fr),
    },
    overdue: {
        en: say("Overdue", "Open deals past their expected close.", "Counted on the day.", "Open deals with a date.", wilson.en),
        fr: say("Échues", "Affaires ouvertes au-delà de leur clôture prévue.", "Comptées au jour dit.", "Affaires ouvertes avec une date.", wilson.fr),
    },
    silent: {
        en: say("Silent", "Open deals without a sign of life (call, mail, meeting, milestone, move) for longer than 95 % of the silences in deals that were later won.", "From 50 silences on.", "Open deals.", wilson.en),
        fr: say("Silencieuses", "Affaires ouvertes sans signe de vie (appel, courriel, réunion, jalon, passage) plus longtemps que 95 % des silences des affaires gagnées ensuite.", "Dès 50 silences.", "Affaires ouvertes.", wilson.fr),
    },
    coverage: {
        en: say("Coverage", "How many quarters of winning the open deals are. What it should be is your own target.", "Open / won per quarter, mean of the last full quarters, at most four, from 5 wins on.", "All open deals.", none.en),
        fr: say("Couverture", "Combien de trimestres de gains sont ouverts. Ce qu’elle doit être est votre propre cible.", "Ouvert / gagné par trimestre, moyenne des derniers trimestres pleins, quatre au plus, dès 5 gains.", "Toutes les affaires ouvertes.", none.fr),
    },
    little: {
        en: say("Does the pipeline add up?", "Near 1 when arrivals, stock and length agree. Above 1.25: forgotten deals or growth; below 0.8: shrinking, or entries are missing.", "Little’s law: stock / (arrivals a day × mean length of what closed).", "Deals with times, over 30 days or more.", none.en),
        fr: say("Le pipeline est-il cohérent ?", "Proche de 1 quand arrivées, stock et durées s’accordent. Au-dessus de 1,25 : affaires oubliées ou croissance ; sous 0,8 : recul, ou saisies manquantes.", "Loi de Little : stock / (arrivées par jour × durée moyenne de ce qui s’est clos).", "Affaires datées, sur 30 jours ou plus.", none.fr),
    },
    pace: {
        en: say("Pace", "Value won a day, if things go on as they were.", "Deals entering a day × share won by the horizon × mean won amount.", "The cohort, and won deals.", "95 %: the relative errors of the three added as squares on the log scale."),
        fr: say("Allure", "Valeur gagnée par jour, si tout continue ainsi.", "Affaires entrant par jour × part gagnée à l’horizon × montant gagné moyen.", "La cohorte, et les affaires gagnées.", "95 % : les erreurs relatives des trois, additionnées en carrés sur l’échelle log."),
    },
    top: {
        en: say("Dependence on one seller", "How much of what is won comes from the first seller, and what is left without them. A risk of the company, not a verdict on a person.", "Shares of wins and of won value; 1 / Σ share²: as if so many sellers of equal weight carried it.", "Won deals with an owner; the win rate without the first is won / (won + lost).", "95 %, Wilson; by value: a ratio of sums."),
        fr: say("Dépendance à un vendeur", "Quelle part des gains vient du premier vendeur, et ce qui reste sans lui. Un risque pour l’entreprise, pas un verdict sur une personne.", "Parts des gains et de la valeur gagnée ; 1 / Σ part² : comme si tant de vendeurs de poids égal le portaient.", "Affaires gagnées avec un responsable ; le taux sans le premier est gagnées / (gagnées + perdues).", "95 %, Wilson ; en valeur : un rapport de sommes."),
    },
    season: {
        en: say("The calendar", "What entered and what closed in each period, by how it ended.", "Counted by the day of entering, or of closing.", "Deals with dates; invalid ones left out.", "None: it describes exactly these deals."),
        fr: say("Le calendrier", "Ce qui est entré et ce qui s’est clos dans chaque période, selon l’issue.", "Compté au jour d’entrée, ou de clôture.", "Affaires datées, hors invalides.", "Aucun : il décrit exactement ces affaires."),
    },
    quarterEnd: {
        en: say("End of the quarter", "Whether what closes in the last month, or the last week, of a quarter is won more or less often than the rest. Reported, never explained.", "Difference of won / (won + lost); p by Cochran-Mantel-Haenszel within quarters, both parts adjusted together.", "From 20 closed deals on.", "95 %, Newcombe (1998), method 10."),
        fr: say("Fin de trimestre", "Si ce qui se clôt le dernier mois, ou la dernière semaine, d’un trimestre est gagné plus ou moins souvent que le reste. Rapporté, jamais expliqué.", "Différence de gagnées / (gagnées + perdues) ; p de Cochran-Mantel-Haenszel par trimestre, corrigés ensemble.", "Dès 20 affaires closes.", "95 %, Newcombe (1998), méthode 10."),
    },
    edge: {
        en: say("A step of the map", "Deals in which one activity comes right after another.", "Counted once a deal; the map counts each time it happened.", "Deals in which the first activity occurs.", "None: it describes exactly these deals."),
        fr: say("Un pas de la carte", "Affaires où une activité suit aussitôt une autre.", "Comptées une fois par affaire ; la carte compte chaque fois.", "Affaires où la première activité a lieu.", "Aucun : il décrit exactement ces affaires."),
    },
    variant: {
        en: say("A way deals take", "Deals with exactly the same sequence of activities.", "Counted; sequences are compared in full.", "All deals of the question.", "None: it describes exactly these deals."),
        fr: say("Un chemin d’affaires", "Affaires ayant exactement la même suite d’activités.", "Comptées ; les suites sont comparées en entier.", "Toutes les affaires de la question.", "Aucun : il décrit exactement ces affaires."),
    },
};
