import { say } from "./define";

const wilson = { en: "95 %, Wilson (1927).", fr: "95 %, Wilson (1927)." };
const jack = { en: "95 %, infinitesimal jackknife on the complementary log-log scale.", fr: "95 %, jackknife infinitésimal, échelle log-log complémentaire." };

export const outcomeDefinitions = {
    cohort: {
        en: say("Won by the horizon", "Of the deals that entered, the share won within so many days. Deals still open count as open, so the rate does not move merely because deals end faster or slower.", "Aalen and Johansen (1978): on each day with ends it grows by the share still open × wins / deals at risk. It is therefore not counted / of.", "Every deal with times that entered; a deal seen late counts from the day it was seen.", jack.en),
        fr: say("Gagné à l’horizon", "Des affaires entrées, la part gagnée en tant de jours. Les affaires ouvertes comptent comme ouvertes : le taux ne bouge pas seulement parce que les affaires finissent plus vite ou plus lentement.", "Aalen et Johansen (1978) : chaque jour avec des fins, il croît de la part encore ouverte × gains / affaires à risque. Il n’est donc pas décompte / base.", "Toute affaire datée qui est entrée ; une affaire vue tard compte du jour où elle fut vue.", jack.fr),
    },
    broad: {
        en: say("Win rate, no decision included", "Of the deals that ended, the share won, where ending without a decision is not winning.", "Won / (won + lost + no decision).", "Closed deals; those we withdrew from and invalid ones are left out.", wilson.en),
        fr: say("Taux de gain, sans-décision comprises", "Des affaires terminées, la part gagnée, où finir sans décision n’est pas gagner.", "Gagnées / (gagnées + perdues + sans décision).", "Affaires closes ; celles dont nous nous sommes retirés et les invalides sont à part.", wilson.fr),
    },
    narrow: {
        en: say("Win rate, won or lost", "What most CRM show: no decision is left out, so it looks better than it is. Use it to find your CRM’s number again.", "Won / (won + lost).", "Won and lost deals.", wilson.en),
        fr: say("Taux de gain, gagné ou perdu", "Ce que montre la plupart des CRM : les sans-décision sont omises, il paraît donc meilleur. Servez-vous-en pour retrouver le chiffre de votre CRM.", "Gagnées / (gagnées + perdues).", "Affaires gagnées et perdues.", wilson.fr),
    },
    loss: {
        en: say("Lost", "Of the deals that ended, the share lost to somebody else or to a no.", "Lost / (won + lost + no decision).", "Closed deals.", wilson.en),
        fr: say("Perdues", "Des affaires terminées, la part perdue, pour un autre ou par un non.", "Perdues / (gagnées + perdues + sans décision).", "Affaires closes.", wilson.fr),
    },
    noDecision: {
        en: say("No decision", "Of the deals that ended, the share in which the buyer decided nothing. Often the largest competitor.", "No decision / (won + lost + no decision).", "Closed deals, when the records tell no decision from lost.", wilson.en),
        fr: say("Sans décision", "Des affaires terminées, la part où l’acheteur n’a rien décidé. Souvent le plus grand concurrent.", "Sans décision / (gagnées + perdues + sans décision).", "Affaires closes, quand les données distinguent sans décision de perdue.", wilson.fr),
    },
    walked: {
        en: say("We withdrew", "The share from which we withdrew. In no win rate.", "Withdrawn / all closed.", "Closed deals and those we withdrew from; invalid ones left out.", wilson.en),
        fr: say("Retirées", "La part dont nous nous sommes retirés. Dans aucun taux de gain.", "Retirées / toutes les closes.", "Affaires closes et retirées, hors invalides.", wilson.fr),
    },
    open: {
        en: say("Still open", "Deals that have not ended yet.", "Open / all, invalid left out.", "All deals but the invalid ones.", wilson.en),
        fr: say("Encore ouvertes", "Affaires pas encore terminées.", "Ouvertes / toutes, hors invalides.", "Toutes les affaires sauf les invalides.", wilson.fr),
    },
    counts: {
        en: say("Deals by how they ended", "How many deals stand so on that day.", "Counted.", "All deals of the question; duplicates and tests (invalid) are in no rate.", "None: it describes exactly these deals."),
        fr: say("Affaires selon leur issue", "Combien d’affaires en sont là ce jour.", "Comptées.", "Toutes les affaires de la question ; doublons et essais (invalides) ne sont dans aucun taux.", "Aucun : il décrit exactement ces affaires."),
    },
    value: {
        en: say("Win rate by value", "Of the money that ended, the share won. A few large deals move it.", "Σ amount won / Σ amount.", "Closed deals with an amount above zero, of one currency; n_eff = (Σv)² / Σv² says how many equal deals would tell as much: below 10 it rests on few.", "95 %, logit scale, linearised error, Student’s t."),
        fr: say("Taux de gain en valeur", "De l’argent terminé, la part gagnée. Quelques grandes affaires la font bouger.", "Σ montants gagnés / Σ montants.", "Affaires closes d’un montant positif, d’une devise ; n_eff = (Σv)² / Σv² dit combien d’affaires égales en diraient autant : sous 10, il repose sur peu.", "95 %, échelle logit, erreur linéarisée, t de Student."),
    },
    curves: {
        en: say("When deals end", "By each day since entering, the share that has ended so far as won, lost or without a decision. Together with what is still open they make 100 %.", "Aalen and Johansen (1978), one curve for each way to end; the others compete with it.", "The cohort, told as far as ten deals were still followed.", "Bands that hold for all days at once, 95 % (Lin 1997, 2000 draws)."),
        fr: say("Quand les affaires finissent", "À chaque jour depuis l’entrée, la part déjà terminée comme gagnée, perdue ou sans décision. Avec ce qui est encore ouvert, cela fait 100 %.", "Aalen et Johansen (1978), une courbe par issue ; les autres sont en concurrence.", "La cohorte, tant que dix affaires étaient encore suivies.", "Bandes valables pour tous les jours à la fois, 95 % (Lin 1997, 2000 tirages)."),
    },
    timeToWin: {
        en: say("Time to win", "Of the wins that come within what was observed, the day by which a quarter, half, three quarters have come.", "F(t) / F(end) of the wins; open deals count as open.", "The cohort.", "95 %: the days where the ratio’s own interval holds the share."),
        fr: say("Temps jusqu’au gain", "Des gains qui viennent dans ce qui fut observé, le jour où un quart, la moitié, trois quarts sont venus.", "F(t) / F(fin) des gains ; les affaires ouvertes comptent comme ouvertes.", "La cohorte.", "95 % : les jours où l’intervalle du rapport contient la part."),
    },
    cycle: {
        en: say("Length of closed deals", "What a CRM shows as the sales cycle. Too short by construction while deals are open: the long ones have not ended.", "Close − entry; quantiles of R type 7.", "Closed deals with both dates.", "None: it describes exactly these deals."),
        fr: say("Durée des affaires closes", "Ce qu’un CRM montre comme cycle de vente. Trop courte par construction tant que des affaires sont ouvertes : les longues ne sont pas finies.", "Clôture − entrée ; quantiles de type 7 de R.", "Affaires closes avec les deux dates.", "Aucun : elle décrit exactement ces affaires."),
    },
};
