import { say } from "./define";

const wilson = { en: "95 %, Wilson (1927).", fr: "95 %, Wilson (1927)." };
const jack = { en: "95 %, infinitesimal jackknife on the complementary log-log scale.", fr: "95 %, jackknife infinitésimal, échelle log-log complémentaire." };

export const processDefinitions = {
    reached: {
        en: say("Came to this stage", "Deals that were in this stage at least once.", "Counted once a deal, of all deals with stages. Conversions do not multiply to a win rate: deals skip, come back, and are still open.", "Deals with a history of stages.", wilson.en),
        fr: say("Venues à cette étape", "Affaires qui furent à cette étape au moins une fois.", "Comptées une fois par affaire, de toutes celles avec étapes. Les passages ne se multiplient pas en taux de gain : des affaires sautent, reviennent, sont encore ouvertes.", "Affaires avec un historique d’étapes.", wilson.fr),
    },
    moves: {
        en: say("Moves on by the horizon", "Of the visits to a stage, the share that moves on within so many days; a win out of the last stage counts as moving on.", "Cumulative incidence with the other exits competing. One horizon for all stages: 90 % of all finished visits had finished by then.", "Visits: a deal that comes back visits again; visits that still go on count as such.", jack.en),
        fr: say("Avancent à l’horizon", "Des visites à une étape, la part qui avance en tant de jours ; un gain depuis la dernière étape compte comme avancer.", "Incidence cumulée, les autres sorties en concurrence. Un horizon pour toutes les étapes : 90 % des visites finies l’étaient alors.", "Visites : une affaire qui revient visite encore ; celles qui durent comptent comme telles.", jack.fr),
    },
    stageTime: {
        en: say("Time in stage", "The day by which half, 80 % and 90 % of the visits have ended, however they ended. “Late after”: 90 % of those that ever move on had moved.", "Kaplan and Meier, open visits counted as open; “not reached” when they have not.", "Visits to the stage.", "95 %, Brookmeyer and Crowley (1982)."),
        fr: say("Temps dans l’étape", "Le jour où la moitié, 80 % et 90 % des visites sont finies, comme qu’elles finissent. « En retard après » : 90 % de celles qui avancent un jour avaient avancé.", "Kaplan et Meier, visites ouvertes comptées comme ouvertes ; « pas atteint » si ce n’est pas le cas.", "Visites à l’étape.", "95 %, Brookmeyer et Crowley (1982)."),
    },
    exits: {
        en: say("How visits end", "Deals with a stay in this stage that ended so. A deal that came back counts once here; the chart counts its visits.", "Counted.", "Deals that came to this stage.", "None: it describes exactly these deals."),
        fr: say("Comment finissent les visites", "Affaires dont un séjour dans cette étape finit ainsi. Une affaire revenue compte ici une fois ; le graphique compte ses visites.", "Comptées.", "Affaires venues à cette étape.", "Aucun : il décrit exactement ces affaires."),
    },
    skips: {
        en: say("Skipped a stage", "Deals that passed to a later stage without a visit to one between.", "Counted once a deal.", "Deals that moved on at least once.", wilson.en),
        fr: say("Étape sautée", "Affaires passées à une étape ultérieure sans visite d’une étape entre les deux.", "Comptées une fois par affaire.", "Affaires qui ont avancé au moins une fois.", wilson.fr),
    },
    backs: {
        en: say("Went back", "Deals that went back to an earlier stage.", "Counted once a deal.", "Deals with stages.", wilson.en),
        fr: say("Revenues en arrière", "Affaires revenues à une étape antérieure.", "Comptées une fois par affaire.", "Affaires avec étapes.", wilson.fr),
    },
    followed: {
        en: say("Followed the standard", "Deals with a score of .8 or more. Score = Σ weight · credit / Σ weight over what fell due: done 1, late or out of order ½, filled in afterwards at most ¼, missing 0. A deal lost early owes nothing later.", "The judge that answers while selling is asked at each move forward and at the win.", "Deals with something due.", wilson.en),
        fr: say("Ont suivi le standard", "Affaires d’un score de 0,8 ou plus. Score = Σ poids · crédit / Σ poids de ce qui était dû : fait 1, tard ou dans le désordre ½, rempli après coup au plus ¼, manquant 0. Une affaire perdue tôt ne doit rien de plus tardif.", "Le juge qui répond pendant la vente est interrogé à chaque avancée et au gain.", "Affaires où quelque chose était dû.", wilson.fr),
    },
    followedWin: {
        en: say("Followed or not × how it ended", "The win rate of deals that followed the standard beside that of deals that did not. It goes with the outcome; it does not prove that it causes it.", "Won / (won + lost + no decision) on each side.", "Closed deals with a score.", wilson.en),
        fr: say("Suivi ou non × issue", "Le taux de gain des affaires qui ont suivi le standard, à côté de celui des autres. Cela va avec l’issue ; cela ne prouve pas que c’en est la cause.", "Gagnées / (gagnées + perdues + sans décision) de chaque côté.", "Affaires closes avec un score.", wilson.fr),
    },
    score: {
        en: say("Mean adherence", "How much of what fell due was done as the standard asks, deal by deal.", "Mean of the deals’ scores.", "Deals with something due.", "95 %, Student’s t, sellers taken as clusters (CR1)."),
        fr: say("Adhésion moyenne", "Quelle part de ce qui était dû fut faite comme le standard le demande, affaire par affaire.", "Moyenne des scores des affaires.", "Affaires où quelque chose était dû.", "95 %, t de Student, vendeurs pris comme grappes (CR1)."),
    },
    milestoneDone: {
        en: say("Done when its stage was left", "Of the deals for which this milestone fell due, those in which it stood there.", "Done, in order or not, before its stage was left.", "Deals for which it fell due and the records can tell; waived with authority left out.", wilson.en),
        fr: say("Fait en quittant son étape", "Des affaires où ce jalon était dû, celles où il était là.", "Fait, dans l’ordre ou non, avant de quitter son étape.", "Affaires où il était dû et où les données peuvent le dire ; dispensées à bon droit exclues.", wilson.fr),
    },
    blocked: {
        en: say("What a formal standard would have held up", "Deals that left a stage although this milestone was not there: missing, late, or waived by somebody who may not. Under “formal” the move would have been refused until it was done, waived with authority or objected to.", "The judge is asked for each move as it happened. Nothing was in fact refused for these.", "Deals for which it fell due and the records can tell.", "None: it describes exactly these deals."),
        fr: say("Ce qu’un standard formel aurait retenu", "Affaires qui ont quitté une étape alors que ce jalon n’y était pas : manquant, tardif, ou dispensé par qui ne le peut. En « formel », le passage aurait été refusé jusqu’à ce qu’il soit fait, dispensé à bon droit ou contesté.", "Le juge est interrogé pour chaque passage, tel qu’il eut lieu. Rien ne fut en fait refusé pour celles-ci.", "Affaires où il était dû et où les données peuvent le dire.", "Aucun : il décrit exactement ces affaires."),
    },
    kind: {
        en: say("Which of the four kinds", "Random, informal, formal or dynamic: one plus the gates passed, in order. The win rate plays no part. What no record could show is unknown and not passed, so errors go downward.", "A gate’s probability is the product of its criteria’s; below 80 % for the likeliest kind it is “between” two.", "From 50 deals and 90 days on; counts are of the last 365 days.", "Each criterion’s own; validated on simulated companies only."),
        fr: say("Laquelle des quatre sortes", "Aléatoire, informel, formel ou dynamique : une de plus que les portes passées, dans l’ordre. Le taux de gain n’y entre pas. Ce qu’aucune donnée ne peut montrer est inconnu et non passé : l’erreur va vers le bas.", "La probabilité d’une porte est le produit de celles de ses critères ; sous 80 % pour la sorte la plus probable, c’est « entre » deux.", "Dès 50 affaires et 90 jours ; décomptes des 365 derniers jours.", "Celle de chaque critère ; validé seulement sur des entreprises simulées."),
    },
};
