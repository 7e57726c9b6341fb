/* text_fr.c - the sentences in French; text.h says how holes are written. No-break spaces stand as
 * the language wants them: narrow (U+202F) before ; ? !, plain (U+00A0) before : and %, inside « ».
 */
#include "report/text.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): every entry is designated, so a missing comma
// does not compile
const char *const text_fr[TEXT_COUNT] = {
    [TEXT_DAYS] = "{0} {0?jour|jours}",
    [TEXT_HOURS] = "{0} {0?heure|heures}",
    [TEXT_UNDER_HOUR] = "moins d’une heure",
    [TEXT_POINTS] = "{0} {0?point|points}",
    [TEXT_RATE] = "{0} sur {1} = {2} ({3} à {4})",
    [TEXT_RATE_COUNTS] = "{0} sur {1}, trop peu pour conclure",
    [TEXT_ESTIMATE] = "{0} ({1} à {2})",
    [TEXT_RANGE] = "{0} à {1}",
    [TEXT_OF] = "{0} sur {1}",
    [TEXT_CANNOT_SAY] = "impossible à dire",
    [TEXT_TOO_FEW_DEALS] = "les affaires sont trop peu nombreuses, ou observées trop peu de temps",
    [TEXT_TOO_FEW] = "trop peu pour conclure",
    [TEXT_NOT_REACHED] = "non atteint",
    [TEXT_NOT_KNOWN] = "inconnu",
    [TEXT_START] = "début",
    [TEXT_END] = "fin",
    [TEXT_AND_MORE] = "et {0} de plus",
    [TEXT_AND_CRITERIA] = "et {0} {0?autre critère|autres critères}",
    [TEXT_LIST_SEMICOLON] = "{0}\u202f; {1}",
    [TEXT_COLON] = "{0}\u00a0: {1}",
    [TEXT_OUTCOME + OUTCOME_OPEN] = "ouvertes",
    [TEXT_OUTCOME + OUTCOME_WON] = "gagnées",
    [TEXT_OUTCOME + OUTCOME_LOST] = "perdues",
    [TEXT_OUTCOME + OUTCOME_NO_DECISION] = "sans décision",
    [TEXT_OUTCOME + OUTCOME_WALKED] = "retirées par nous",
    [TEXT_OUTCOME + OUTCOME_INVALID] = "invalides",
    [TEXT_KIND + KIND_RANDOM] = "Aléatoire",
    [TEXT_KIND + KIND_INFORMAL] = "Informel",
    [TEXT_KIND + KIND_FORMAL] = "Formel",
    [TEXT_KIND + KIND_DYNAMIC] = "Dynamique",
    [TEXT_KIND_ABOUT + KIND_RANDOM] = "Chacun vend à sa façon\u202f; rien n’est défini.",
    [TEXT_KIND_ABOUT + KIND_INFORMAL] =
        "Les étapes sont écrites\u202f; personne ne vérifie qu’elles sont suivies.",
    [TEXT_KIND_ABOUT + KIND_FORMAL] = "Les étapes sont définies, enseignées, appliquées et revues.",
    [TEXT_KIND_ABOUT + KIND_DYNAMIC] =
        "Formel, partagé par tous les services et révisé sur preuves.",
    [TEXT_TITLE] = "Comment nous vendons vraiment",
    [TEXT_PRODUCT] = "Évaluation de la vente par Étalon",
    [TEXT_HEAD_DEALS] = "{0} {0?affaire|affaires}, du {1} au {2}",
    [TEXT_HEAD_DEALS_ONLY] = "{0} {0?affaire|affaires}",
    [TEXT_HEAD_AS_OF] = "Ce que l’on savait au {0}.",
    [TEXT_HEAD_FILES] = "D’après {0}",
    [TEXT_Q_SELL] = "Comment vendons-nous vraiment\u202f?",
    [TEXT_Q_KIND] = "Lequel des quatre types de processus est-ce\u202f?",
    [TEXT_Q_COST] = "Combien cela nous coûte-t-il\u202f?",
    [TEXT_Q_FOUND] = "Ce qui ressort",
    [TEXT_SUMMARY] = "En bref",
    [TEXT_SUM_COHORT] =
        "Sur 100 affaires qui entrent, environ {0} {0?est gagnée|sont gagnées} en {1} jours.",
    [TEXT_SUM_CLOSED] = "Parmi les affaires closes, {0} ont été gagnées, {1} perdues, et {2} se "
                        "sont terminées sans décision.",
    [TEXT_SUM_CLOSED_TWO] = "Parmi les affaires closes, {0} ont été gagnées et {1} perdues\u202f; "
                            "rien ne dit si des acheteurs n’ont pas décidé du tout.",
    [TEXT_SUM_TIME] = "La moitié des gains arrive en {0} au plus.",
    [TEXT_SUM_KIND] = "Le processus de vente est de type «\u00a0{0}\u00a0». {1}",
    [TEXT_SUM_KIND_NOT] =
        "Ces données ne permettent pas de dire de quel type de processus il s’agit.",
    [TEXT_WAYS_LEGEND] = "Les numéros",
    [TEXT_WON_BY_DAY] = "Gagnées dans les {0} jours suivant l’entrée",
    [TEXT_CLOSED_NARROW] = "Gagnées, sur les gagnées et perdues (vue d’un CRM)",
    [TEXT_CLOSED_BROAD] = "Gagnées, sur toutes les closes, sans-décision compris",
    [TEXT_NO_DECISION_RATE] = "Terminées sans décision",
    [TEXT_KIND_DECIDED] = "{0} (probabilité {1}).",
    [TEXT_KIND_BETWEEN] = "Entre {0} et {1}\u202f; le plus probable\u00a0: {2} ({3}).",
    [TEXT_KIND_UNEVIDENCED] =
        "Encore indiscernable\u00a0: entre {0} et {1}. Rien dans les données ne dit "
        "comment le processus est publié, enseigné, contrôlé ou révisé.",
    [TEXT_KIND_CANNOT] = "Trop peu d’éléments pour le dire.",
    [TEXT_KIND_MISSING] = "Éléments manquants\u00a0: {0}.",
    [TEXT_KIND_NEXT] = "Pour passer à {0}\u00a0: {1}.",
    [TEXT_KIND_NOT_OUTCOME] =
        "Le taux de gain n’y joue aucun rôle\u00a0: les types se distinguent par des "
        "preuves de la façon de travailler.",
    [TEXT_COST_LOST] = "Perdues",
    [TEXT_COST_NO_DECISION] = "Terminées sans décision",
    [TEXT_COST_SLIP] = "Date de clôture repoussée",
    [TEXT_COST_DEALS] = "{0} {0?affaire|affaires}",
    [TEXT_COST_DEALS_WORTH] = "{0} {0?affaire|affaires}, {1}",
    [TEXT_COST_WON] = "Gagnées",
    [TEXT_COST_WITHOUT_AMOUNT] = "Les montants des affaires perdues ne sont pas dans les données.",
    [TEXT_COST_PUSHED_BY] = "La moitié des affaires repoussées glisse de {0} ou plus",
    [TEXT_S_OUTCOMES] = "Comment se terminent les affaires",
    [TEXT_S_TIME] = "Quand se terminent les affaires",
    [TEXT_S_FUNNEL] = "D’étape en étape",
    [TEXT_S_MAP] = "Le processus tel qu’il se déroule",
    [TEXT_S_VARIANTS] = "Les chemins que suivent les affaires",
    [TEXT_S_GROUPS] = "Vendeurs, produits, segments\u00a0: y a-t-il une différence\u202f?",
    [TEXT_S_SEASON] = "Le calendrier",
    [TEXT_S_CONCENTRATION] = "Ce qui repose sur un seul vendeur",
    [TEXT_S_PIPELINE] = "Le portefeuille dit-il vrai\u202f?",
    [TEXT_S_ADHERENCE] = "Le standard est-il suivi\u202f?",
    [TEXT_S_KIND] = "Le type de processus, critère par critère",
    [TEXT_S_CANNOT] = "Ce que les données ne disent pas",
    [TEXT_S_WARNINGS] = "À lire avec prudence",
    [TEXT_S_DATA] = "D’où viennent les chiffres",
    [TEXT_C_OUTCOME] = "Issue",
    [TEXT_C_DEALS] = "Affaires",
    [TEXT_C_SHARE] = "Part",
    [TEXT_C_INTERVAL] = "Intervalle à 95\u00a0%",
    [TEXT_C_STAGE] = "Étape",
    [TEXT_C_ADVANCED] = "Avancent sous {0} jours",
    [TEXT_C_MEDIAN_TIME] = "Durée médiane",
    [TEXT_C_AGEING] = "En retard après",
    [TEXT_C_LOST] = "Perdues",
    [TEXT_C_NO_DECISION] = "Sans décision",
    [TEXT_C_WON] = "Gagnées",
    [TEXT_C_CLOSED] = "Closes",
    [TEXT_C_RATE] = "Taux de gain",
    [TEXT_C_REACH] = "Affaires qui y passent",
    [TEXT_C_SHRUNKEN] = "Taux probable",
    [TEXT_C_DAY] = "Jour",
    [TEXT_C_OPEN] = "Ouvertes",
    [TEXT_C_FROM] = "De",
    [TEXT_C_TO] = "Vers",
    [TEXT_C_COUNT] = "Fois",
    [TEXT_C_MEAN_TIME] = "Durée moyenne",
    [TEXT_C_PATH] = "Chemin",
    [TEXT_C_ACTIVITY] = "Activité",
    [TEXT_C_FILE] = "Fichier",
    [TEXT_C_KIND_OF_FILE] = "Reconnu comme",
    [TEXT_C_ROWS] = "Lignes",
    [TEXT_C_USED] = "Retenues",
    [TEXT_C_REJECTED] = "Rejetées",
    [TEXT_C_DUPLICATES] = "Doublons",
    [TEXT_C_COLUMN] = "Colonne",
    [TEXT_C_MEANING] = "Comprise comme",
    [TEXT_C_LINE] = "Ligne",
    [TEXT_C_REASON] = "Motif",
    [TEXT_C_MONTH] = "Mois",
    [TEXT_C_QUARTER] = "Trimestre",
    [TEXT_C_CRITERION] = "Critère",
    [TEXT_C_WANTED] = "Attendu",
    [TEXT_C_SEEN] = "Constaté",
    [TEXT_C_PROBABILITY] = "Probabilité",
    [TEXT_C_MILESTONE] = "Jalon",
    [TEXT_C_DONE] = "Fait à temps",
    [TEXT_C_MEDIAN] = "Médiane",
    [TEXT_C_MEAN] = "Moyenne",
    [TEXT_C_MIDDLE_80] = "80\u00a0% centraux",
    [TEXT_C_WHAT] = "Question",
    [TEXT_C_WHY] = "Pourquoi",
    [TEXT_C_NEED] = "Ce qui aiderait",
    [TEXT_C_WON_VALUE] = "Montant gagné",
    [TEXT_OUT_SENTENCE] = "Sur {0} {0?affaire|affaires}, {1} {1?est close|sont closes} et {2} "
                          "encore {2?ouverte|ouvertes}.",
    [TEXT_OUT_SIMULTANEOUS] =
        "Les barres montrent des parts des affaires closes\u202f; la partie claire est "
        "l’intervalle à 95\u00a0%, valable pour toutes à la fois.",
    [TEXT_OUT_VALUE] = "En montant",
    [TEXT_OUT_VALUE_RATE] = "{0} sur {1} = {2} ({3} à {4})",
    [TEXT_OUT_WON_VALUE] = "Montant gagné",
    [TEXT_OUT_PER_DEAL] = "par affaire gagnée\u00a0: médiane {0}, moyenne {1}",
    [TEXT_TIME_CYCLE] = "Durée des affaires closes (comme l’affiche un CRM)",
    [TEXT_TIME_TO_WIN] = "Délai de gain (affaires ouvertes comprises)",
    [TEXT_TIME_TO_WIN_IS] =
        "un quart des gains au jour {0}, la moitié au jour {1}, les trois quarts au jour "
        "{2}",
    [TEXT_TIME_RMST] = "Durant les {0} qui suivent son entrée, une affaire passe en moyenne {1} "
                       "ouverte, {2} gagnée, {3} perdue et {4} sans décision.",
    [TEXT_TIME_CURVES] =
        "Part des affaires entrées, selon le nombre de jours depuis l’entrée. Une affaire "
        "ouverte compte aussi longtemps qu’elle a été vue. Les bandes valent partout à la "
        "fois, à 95\u00a0%.",
    [TEXT_TIME_AXIS] = "jours depuis l’entrée",
    [TEXT_TIME_LEFT_OUT] =
        "{0} {0?affaire|affaires} sans dates utilisables ne {0?figure|figurent} pas dans "
        "ces courbes.",
    [TEXT_TIME_LATE_ENTRY] =
        "{0} {0?affaire a|affaires ont} été {0?vue|vues} après {0?son|leur} début\u202f; "
        "{0?elle compte|elles comptent} à partir de là.",
    [TEXT_FUNNEL_SENTENCE] =
        "{0} {0?affaire a|affaires ont} des étapes. {1} en {1?a|ont} sauté une et {2} {2?est "
        "revenue|sont revenues} en arrière au moins une fois.",
    [TEXT_FUNNEL_NOTE] =
        "Les étapes ne se multiplient pas en un taux de gain\u00a0: des affaires sautent, "
        "reviennent ou sont encore ouvertes.",
    [TEXT_VELOCITY] = "Cadence",
    [TEXT_VELOCITY_IS] = "{0} {0?affaire entre|affaires entrent} par jour × {1} gagnées × {2} par "
                         "gain = {3} par jour ({4} à {5})",
    [TEXT_MAP_SENTENCE] =
        "{0} {0?activité|activités} et {1} {1?enchaînement différent|enchaînements "
        "différents}\u202f; le dessin garde {4} {4?activité|activités} et {2} "
        "{2?enchaînement|enchaînements}, avec {3} de tous les passages.",
    [TEXT_MAP_ALL_KEPT] = "{0} {0?activité|activités} et {1} {1?enchaînement "
                          "différent|enchaînements différents}\u00a0: tout est dessiné.",
    [TEXT_MAP_BOX] = "{0}\u00a0: {1} fois",
    [TEXT_MAP_TITLE] = "Carte du processus",
    [TEXT_MAP_NOTE] =
        "Une case est une activité et son nombre d’occurrences\u202f; un trait est un "
        "enchaînement, avec sa fréquence et sa durée. Les tirets reviennent en arrière.",
    [TEXT_VARIANTS_SENTENCE] =
        "{0} {0?affaire suit|affaires suivent} {1} {1?chemin différent|chemins différents}\u202f; "
        "{2?le plus fréquent|les plus fréquents} ({2}) {2?couvre|couvrent} {3} des affaires.",
    [TEXT_VARIANTS_WON] = "Des affaires gagnées",
    [TEXT_VARIANTS_LOST] = "Des affaires perdues ou sans décision",
    [TEXT_VARIANTS_OPEN] = "Des affaires ouvertes",
    [TEXT_GROUP_BY] = "Par {0}",
    [TEXT_BY_OWNER] = "vendeur",
    [TEXT_BY_QUARTER] = "trimestre de clôture",
    [TEXT_QUARTER_OF] = "T{1} {0}",
    [TEXT_VERDICT + GROUP_CANNOT_SAY] = "impossible à dire",
    [TEXT_VERDICT + GROUP_TOO_FEW] = "trop peu d’affaires pour comparer",
    [TEXT_VERDICT + GROUP_NO_DIFFERENCE] = "aucune différence au-delà du hasard",
    [TEXT_VERDICT + GROUP_DIFFERENCE] = "une différence que le hasard n’explique pas",
    [TEXT_GROUP_SENTENCE] = "Par {0}\u00a0: {1} ({2}\u202f; {3} comparés).",
    [TEXT_GROUP_SPREAD] = "Les taux se dispersent de {0}\u202f; le hasard seul donnerait {1}.",
    [TEXT_GROUP_FLAGGED] = "{0}, contre {1} pour l’ensemble.",
    [TEXT_GROUP_NOTE] = "Les p sont ajustés sur toutes les comparaisons. L’anneau est le taux "
                        "observé\u202f; le point, le taux probable\u00a0: peu d’affaires prouvent "
                        "peu, il est donc ramené vers l’ensemble. Ce n’est pas un classement. Là "
                        "où le sans-décision est enregistré, il compte comme non gagné.",
    [TEXT_GROUP_SHOWN] = "Les {0} premiers par nombre d’affaires closes, sur {1}.",
    [TEXT_SEASON_LAST_MONTH] = "dernier mois du trimestre",
    [TEXT_SEASON_LAST_WEEK] = "dernière semaine du trimestre",
    [TEXT_SEASON_PART] = "Dans le {0}\u00a0: taux de gain de {1} contre {2} ailleurs, écart de {3} "
                         "({4} à {5})\u00a0: {6}.",
    [TEXT_SEASON_PART_F] =
        "Dans la {0}\u00a0: taux de gain de {1} contre {2} ailleurs, écart de {3} ({4} à "
        "{5})\u00a0: {6}.",
    [TEXT_SEASON_WINS] = "{0} des gains y sont clos, sur {1} des jours.",
    [TEXT_SEASON_NOTE] =
        "Constaté, non expliqué\u00a0: une affaire peut être close plus tôt, plus tard, ou "
        "saisie ainsi.",
    [TEXT_SEASON_CHART] =
        "Affaires closes par {0}\u00a0: gagnées en bas, non gagnées en haut\u202f; le "
        "dernier mois de chaque trimestre est plus foncé",
    [TEXT_MONTH] = "mois",
    [TEXT_CONC_TOP] = "{0} détient {1} du montant gagné ({2}).",
    [TEXT_CONC_TOP_WINS] = "{0} détient {1} des gains.",
    [TEXT_CONC_TOP_FEW] = "{0} détient {1} {1?gain|gains} sur {2}\u00a0: trop peu pour conclure.",
    [TEXT_CONC_THREE] = "Les trois premiers détiennent {0}\u202f; {1} {1?vendeur|vendeurs} sur {2} "
                        "{1?fait|font} 80\u00a0% du total.",
    [TEXT_CONC_EQUAL] = "Cela équivaut à {0} {0?vendeur|vendeurs} de poids égal.",
    [TEXT_CONC_WITHOUT] = "Sans ce vendeur, le taux de gain serait de {0} au lieu de {1}.",
    [TEXT_SLIP_PUSHED] = "Date de clôture repoussée au moins une fois",
    [TEXT_SLIP_DAYS] = "Glissement d’une affaire repoussée",
    [TEXT_SLIP_DUE] = "Attendues au T{0} {1}, non closes à temps",
    [TEXT_OVERDUE] = "Ouvertes au-delà de la clôture prévue",
    [TEXT_STALE] = "Ouvertes et muettes depuis plus de {0}",
    [TEXT_LITTLE_IS] = "Affaires ouvertes, arrivées et durées\u00a0: {0}.",
    [TEXT_LITTLE_OK] = "le compte y est (rapport {0})",
    [TEXT_LITTLE_HIGH] = "il y a plus d’affaires ouvertes que n’en expliquent les arrivées et les "
                         "durées (rapport {0})\u00a0: affaires oubliées, ou croissance",
    [TEXT_LITTLE_LOW] = "il y a moins d’affaires ouvertes que n’en expliquent les arrivées et les "
                        "durées (rapport {0})\u00a0: recul, ou entrées manquantes",
    [TEXT_COVERAGE_IS] = "{0} {0?affaire ouverte|affaires ouvertes}, soit {1} fois ce qui se gagne "
                         "en un trimestre (moyenne des {2} derniers)",
    [TEXT_COVERAGE_VALUE_IS] =
        "{0} {0?affaire ouverte|affaires ouvertes}, soit {1} fois ce qui se gagne en un trimestre, "
        "{3} fois en valeur (moyenne des {2} derniers)",
    [TEXT_ADH_SCORE] = "Note moyenne d’une affaire",
    [TEXT_ADH_COMPLIANT] = "Affaires qui le suivent (note d’au moins {0})",
    [TEXT_ADH_WIN_FOLLOWED] = "Taux de gain quand il est suivi",
    [TEXT_ADH_WIN_NOT] = "Taux de gain sinon",
    [TEXT_ADH_GOES_WITH] =
        "Suivre le standard va avec cette différence\u202f; rien ne montre qu’il en est la "
        "cause.",
    [TEXT_ADH_MISSING] = "Obligations manquantes",
    [TEXT_ADH_LATE] = "Faites en retard",
    [TEXT_ADH_WAIVED] = "Dérogations accordées",
    [TEXT_ADH_BACKFILLED] = "Remplies après coup",
    [TEXT_ALIGN_SENTENCE] = "{0} {0?affaire close|affaires closes} sur {1} {0?suit|suivent} "
                            "exactement les étapes\u202f; les autres en sont à {2} pas en moyenne.",
    [TEXT_ALIGN_SKIPPED] = "étape «\u00a0{0}\u00a0» sautée",
    [TEXT_ALIGN_EXTRA] = "étape «\u00a0{0}\u00a0» là où elle n’est pas permise",
    [TEXT_ALIGN_UNKNOWN] = "«\u00a0{0}\u00a0», qui n’est pas dans le standard",
    [TEXT_ALIGN_ORDER] = "étape «\u00a0{0}\u00a0» hors de l’ordre",
    [TEXT_ALIGN_AGAIN] = "étape «\u00a0{0}\u00a0» répétée",
    [TEXT_ALIGN_DEALS] = "{0} {0?affaire|affaires}, à {1} {1?pas|pas}\u00a0: {2}",
    [TEXT_GATE] = "Connu et utilisé",
    [TEXT_GATE + 1] = "Piloté",
    [TEXT_GATE + 2] = "Adaptatif",
    [TEXT_GATE_PASSED] = "franchi",
    [TEXT_GATE_FAILED] = "non franchi",
    [TEXT_GATE_UNKNOWN] = "sans preuve",
    [TEXT_CRITERION + CRITERION_PUBLISHED] =
        "une version publiée en vigueur à l’entrée des affaires",
    [TEXT_CRITERION + CRITERION_TRAINED] = "vendeurs formés à la version en cours",
    [TEXT_CRITERION + CRITERION_FOOTPRINT] =
        "les affaires portent la marque du standard, au-delà du hasard",
    [TEXT_CRITERION + CRITERION_ADHERENCE] = "respect moyen du standard par les affaires",
    [TEXT_CRITERION + CRITERION_MONITORED] = "affaires vérifiées par un autre que leur responsable",
    [TEXT_CRITERION + CRITERION_ENFORCED] =
        "obligations manquées bloquées ou couvertes par une dérogation",
    [TEXT_CRITERION + CRITERION_DEPARTMENTS] = "respect du standard par le service le plus faible",
    [TEXT_CRITERION + CRITERION_REVIEWED] = "revues d’efficacité du standard dans l’année",
    [TEXT_CRITERION + CRITERION_FEEDBACK] = "semaines avec retour aux vendeurs",
    [TEXT_CRITERION + CRITERION_REVISIONS] = "révisions dans l’année",
    [TEXT_CRITERION + CRITERION_EVIDENCE] = "révisions fondées sur des preuves",
    [TEXT_CRITERION + CRITERION_EVALUATED] = "révisions dont l’effet a été mesuré",
    [TEXT_CRITERION + CRITERION_UPTAKE] = "nouvelles affaires menées selon la dernière révision",
    [TEXT_LIFT_POINTS] = "{0} {0?point|points} de plus pour «\u00a0{1}\u00a0»",
    [TEXT_LIFT_COUNT] = "{0} de plus pour «\u00a0{1}\u00a0»",
    [TEXT_KIND_GATE4_SHORT] =
        "Le dernier palier demande 180 jours de données\u202f; il y en a {0}.",
    [TEXT_KIND_PROVENANCE] =
        "Les quatre types sont ceux de CSO Insights. Seuils\u00a0: table {0}, validés sur "
        "des entreprises simulées seulement.",
    [TEXT_DATA_SENTENCE] = "{0} {0?ligne lue|lignes lues} = {1} {1?affaire|affaires} + {2} "
                           "{2?rejetée|rejetées} + {3} {3?doublon|doublons}.",
    [TEXT_DATA_SENTENCE_EVENTS] =
        "{0} {0?ligne d’événements lue|lignes d’événements lues}\u00a0: {1} {1?affaire|affaires}, "
        "{2} {2?rejetée|rejetées}, {3} {3?doublon|doublons}.",
    [TEXT_DATA_REJECTED_FIRST] = "Les premières lignes rejetées",
    [TEXT_DATA_COLUMNS] = "Comment les colonnes ont été comprises",
    [TEXT_DATA_VERSION] = "Étalon {0}",
    [TEXT_DATA_SAME] = "Les mêmes fichiers donnent toujours ce rapport, à l’octet près.",
    [TEXT_DEFINITION] = "Comment il est calculé",
    [TEXT_SOURCE_COLUMNS] = "Colonnes\u00a0: {0}.",
    [TEXT_AS_TABLE] = "Les mêmes données en tableau",
    [TEXT_NOTHING_TO_WARN] = "Rien dans les données n’appelle à la prudence.",
    [TEXT_ALL_SAID] = "Toutes les questions ont une réponse.",
    [TEXT_CONTENTS] = "Sommaire",
    [TEXT_SKIP_TO] = "Aller au rapport",
    [TEXT_NEEDS_HINT] = "aiderait\u00a0: {0}",
    [TEXT_SUBJECT + SUBJECT_WIN_RATE_CLOSED] = "Taux de gain des affaires closes",
    [TEXT_SUBJECT + SUBJECT_WIN_RATE_COHORT] = "Taux de gain des affaires entrées",
    [TEXT_SUBJECT + SUBJECT_NO_DECISION] = "Taux de sans-décision",
    [TEXT_SUBJECT + SUBJECT_WON_VALUE] = "Montant gagné",
    [TEXT_SUBJECT + SUBJECT_CYCLE] = "Durée des affaires closes",
    [TEXT_SUBJECT + SUBJECT_TIME_TO_WIN] = "Délai de gain",
    [TEXT_SUBJECT + SUBJECT_GROUPS] = "Comparaisons",
    [TEXT_SUBJECT + SUBJECT_GROUP] = "Comparaison",
    [TEXT_SUBJECT + SUBJECT_SEASON] = "Effet de fin de trimestre",
    [TEXT_SUBJECT + SUBJECT_SERIES] = "Évolution au fil des mois",
    [TEXT_SUBJECT + SUBJECT_FUNNEL] = "Étapes et temps par étape",
    [TEXT_SUBJECT + SUBJECT_VELOCITY] = "Cadence du portefeuille",
    [TEXT_SUBJECT + SUBJECT_SLIPPAGE] = "Glissement des dates de clôture",
    [TEXT_SUBJECT + SUBJECT_COVERAGE] = "Couverture",
    [TEXT_SUBJECT + SUBJECT_LITTLE] = "Équilibre des arrivées et du stock",
    [TEXT_SUBJECT + SUBJECT_STALE] = "Affaires muettes",
    [TEXT_SUBJECT + SUBJECT_CONCENTRATION] = "Dépendance à un vendeur",
    [TEXT_SUBJECT + SUBJECT_ADHERENCE] = "Respect du standard",
    [TEXT_SUBJECT + SUBJECT_ASSESSMENT] = "Type de processus",
    [TEXT_CAUSE + CAUSE_NO_DEALS] = "il n’y a aucune affaire",
    [TEXT_CAUSE + CAUSE_NO_CLOSED] = "aucune affaire n’est close",
    [TEXT_CAUSE + CAUSE_TOO_FEW] = "il n’y a que {0} cas, il en faut {1}",
    [TEXT_CAUSE + CAUSE_ONE_OUTCOME] =
        "toutes les affaires closes se sont terminées de la même façon",
    [TEXT_CAUSE + CAUSE_NO_CLOSE_DATE] =
        "{0} {0?affaire close|affaires closes} seulement sur {1} {0?a|ont} une date de clôture",
    [TEXT_CAUSE + CAUSE_NO_START_DATE] = "les affaires n’ont pas de date de début",
    [TEXT_CAUSE + CAUSE_CREATED_IS_LOAD] =
        "{0} {0?affaire|affaires} sur {1} {0?a été créée|ont été créées} d’un coup le {3}\u00a0: "
        "c’est le jour d’un import, pas celui de leur début",
    [TEXT_CAUSE + CAUSE_START_AFTER_CLOSE] = "{0} {0?affaire close|affaires closes} sur {1} {0?se "
                                             "termine|se terminent} avant de commencer",
    [TEXT_CAUSE + CAUSE_NO_DECISION_UNSEEN] =
        "aucune issue ni aucun motif ne dit «\u00a0sans décision\u00a0»\u202f; ne pas en "
        "voir n’est pas ne pas en avoir",
    [TEXT_CAUSE + CAUSE_NO_AMOUNT] = "les affaires n’ont pas de montant",
    [TEXT_CAUSE + CAUSE_MIXED_CURRENCIES] =
        "les montants sont en {0} devises\u202f; les chiffres ne portent que sur {2}",
    [TEXT_CAUSE + CAUSE_NO_OWNER] = "les affaires ne disent pas qui les a vendues",
    [TEXT_CAUSE + CAUSE_ONE_OWNER] = "il n’y a qu’un seul vendeur",
    [TEXT_CAUSE + CAUSE_TOO_MANY_LEVELS] =
        "elle a {0} valeurs différentes pour {1} {1?affaire close|affaires closes}",
    [TEXT_CAUSE + CAUSE_NO_STAGE_EVENTS] =
        "les passages d’une étape à l’autre ne sont pas enregistrés",
    [TEXT_CAUSE + CAUSE_STAGE_ORDER_UNKNOWN] = "l’ordre des étapes n’est pas connu",
    [TEXT_CAUSE + CAUSE_NO_CLOSE_DATE_CHANGES] =
        "les changements de la date de clôture prévue ne sont pas enregistrés",
    [TEXT_CAUSE + CAUSE_NO_ACTIVITY_EVENTS] = "il n’y a ni appels, ni courriels, ni rendez-vous",
    [TEXT_CAUSE + CAUSE_NO_STANDARD] = "aucun standard n’a été donné pour comparer",
    [TEXT_CAUSE + CAUSE_NO_MILESTONES] = "aucun jalon du standard n’est dans les données",
    [TEXT_CAUSE + CAUSE_NO_GOVERNANCE] =
        "rien n’enregistre comment le processus est publié, enseigné, contrôlé ou révisé",
    [TEXT_CAUSE + CAUSE_LOG_TOO_SHORT] = "les données couvrent {0} {0?jour|jours}, il en faut {1}",
    [TEXT_NEED + NEED_DEALS] = "des affaires",
    [TEXT_NEED + NEED_OUTCOME] = "une colonne disant comment chaque affaire s’est terminée",
    [TEXT_NEED + NEED_MORE_DEALS] = "davantage d’affaires closes",
    [TEXT_NEED + NEED_LOST_DEALS] = "les affaires qui se sont terminées autrement",
    [TEXT_NEED + NEED_CLOSE_DATE] = "une colonne avec le jour de clôture de chaque affaire",
    [TEXT_NEED + NEED_START_DATE] =
        "une colonne avec le jour où chaque affaire a vraiment commencé",
    [TEXT_NEED + NEED_LOSS_REASON] =
        "une colonne avec le motif de la perte, ou une issue «\u00a0sans décision\u00a0»",
    [TEXT_NEED + NEED_AMOUNT] = "une colonne avec le montant",
    [TEXT_NEED + NEED_CURRENCY_RATES] = "des montants dans une seule devise",
    [TEXT_NEED + NEED_OWNER] = "une colonne avec le vendeur de chaque affaire",
    [TEXT_NEED + NEED_ATTRIBUTE] = "cette colonne dans l’export",
    [TEXT_NEED + NEED_STAGE_HISTORY] =
        "l’historique des étapes (OpportunityHistory, ou la date d’entrée dans chaque "
        "étape)",
    [TEXT_NEED + NEED_STAGE_ORDER] = "un fichier des étapes dans leur ordre",
    [TEXT_NEED + NEED_CLOSE_DATE_HISTORY] =
        "l’historique de la date de clôture (OpportunityFieldHistory)",
    [TEXT_NEED + NEED_ACTIVITIES] = "le fichier des tâches ou des activités",
    [TEXT_NEED + NEED_STANDARD] = "un standard, avec --standard",
    [TEXT_NEED + NEED_MILESTONE_LOG] = "un relevé des jalons atteints",
    [TEXT_NEED + NEED_GOVERNANCE_LOG] =
        "un relevé des publications, formations, revues et révisions",
    [TEXT_NEED + NEED_MORE_TIME] = "des données sur une plus longue durée",
    [TEXT_WARNING + WARNING_EDITED_AFTER_CLOSE] =
        "{0} {0?affaire close|affaires closes} sur {1} {0?a été modifiée|ont été modifiées} après "
        "{0?sa|leur} clôture\u00a0: {0?son|leur} contenu a pu être écrit en connaissant l’issue.",
    [TEXT_WARNING + WARNING_BLANK_BY_OUTCOME] =
        "«\u00a0{2}\u00a0» est vide pour {4} des affaires {6} mais {5} des affaires "
        "{7}\u00a0: son remplissage dépend de l’issue.",
    [TEXT_WARNING + WARNING_ZERO_BY_OUTCOME] =
        "Le montant est nul ou absent pour {4} des affaires {6} mais {5} des affaires "
        "{7}\u00a0: il a été fixé avec l’issue.",
    [TEXT_WARNING + WARNING_CREATED_IS_LOAD] =
        "{0} {0?affaire|affaires} sur {1} {0?a été créée|ont été créées} d’un coup le {3}\u00a0: "
        "sans doute le jour d’un import.",
    [TEXT_WARNING + WARNING_CLOSE_BEFORE_START] =
        "{0} {0?affaire close|affaires closes} sur {1} {0?se termine|se terminent} avant de "
        "commencer\u202f; {0?elle est exclue|elles sont exclues} des durées.",
    [TEXT_WARNING + WARNING_CLOSE_AFTER_AS_OF] =
        "{0} {0?affaire close|affaires closes} sur {1} {0?l’est|le sont} après la date à laquelle "
        "on se place.",
    [TEXT_WARNING + WARNING_NO_START_DATE] =
        "{0} {0?affaire|affaires} sur {1} {0?n’a|n’ont} pas de date de début\u202f; {0?elle est "
        "exclue|elles sont exclues} des durées.",
    [TEXT_WARNING + WARNING_NO_CLOSE_DATE] =
        "{0} {0?affaire close|affaires closes} sur {1} {0?n’a|n’ont} pas de date de clôture\u202f; "
        "{0?elle est exclue|elles sont exclues} des durées.",
    [TEXT_WARNING + WARNING_WINDOW_STARTS_LATE] =
        "Aucune affaire n’est close avant le {3}, alors que {0} sur {1} {0?a|ont} commencé plus "
        "tôt\u00a0: celles qui se sont terminées avant manquent.",
    [TEXT_WARNING + WARNING_FEW_LARGE_DEALS] =
        "Le montant repose sur quelques grosses affaires\u00a0: il équivaut à {4} "
        "{4?affaire|affaires} de même taille.",
    [TEXT_WARNING + WARNING_MIXED_CURRENCIES] =
        "{0} {0?affaire est|affaires sont} dans une autre devise que {2} et {0?n’entre|n’entrent} "
        "dans aucun montant.",
    [TEXT_WARNING + WARNING_OVERDUE_OPEN] = "{0} {0?affaire ouverte|affaires ouvertes} sur {1} "
                                            "{0?aurait|auraient} dû être {0?close|closes}.",
    [TEXT_WARNING + WARNING_OLD_OPEN] =
        "{0} {0?affaire ouverte|affaires ouvertes} sur {1} {0?a|ont} plus de {4} jours.",
    [TEXT_WARNING + WARNING_QUEUE_GROWS] =
        "Il y a plus d’affaires ouvertes que n’en expliquent arrivées et durées (rapport "
        "{4})\u00a0: affaires oubliées, ou croissance.",
    [TEXT_WARNING + WARNING_QUEUE_SHRINKS] =
        "Il y a moins d’affaires ouvertes que n’en expliquent arrivées et durées (rapport "
        "{4})\u00a0: recul, ou entrées manquantes.",
    [TEXT_WARNING + WARNING_FEW_LOSSES] =
        "Plus de 90\u00a0% des affaires closes sont gagnées\u00a0: les pertes ne sont "
        "peut-être pas enregistrées.",
    [TEXT_WARNING + WARNING_OUTCOME_CHANGED] =
        "{0} {0?affaire close|affaires closes} sur {1} {0?a|ont} changé d’issue après {0?sa|leur} "
        "clôture.",
    [TEXT_WARNING + WARNING_INVALID_LEFT_OUT] =
        "{0} {0?affaire|affaires} sur {1} {0?est un doublon ou un essai et n’entre|sont des "
        "doublons ou des essais et n’entrent} dans aucun taux.",
    [TEXT_WARNING + WARNING_WALKED_LEFT_OUT] =
        "Nous nous sommes retirés de {0} {0?affaire close|affaires closes} sur {1}\u202f; {0?elle "
        "n’entre|elles n’entrent} dans aucun taux de gain.",
    [TEXT_WARNING + WARNING_SAME_MINUTE] =
        "{0} {0?jalon|jalons} sur {1} {0?a été saisi|ont été saisis} en rafale, plusieurs dans la "
        "même minute\u00a0: {0?coché|cochés}, peut-être, plutôt {0?qu’atteint|qu’atteints}.",
    [TEXT_WARNING + WARNING_STANDARD_UNMATCHED] =
        "{0} {0?étape|étapes} du standard sur {1} {0?n’est|ne sont} pas dans les données.",
    [TEXT_WARNING + WARNING_OTHER_VERSION] =
        "{0} {0?affaire|affaires} sur {1} {0?est entrée|sont entrées} sous une autre version du "
        "standard que celle qui est donnée\u202f; {0?elle lui est comparée|elles lui sont "
        "comparées} quand même.",
    [TEXT_COHORT_RATE] = "{2} ({3} à {4}), {0} sur {1} à ce jour",
    [TEXT_COST_SLIPPED] = "{0}\u202f; la moitié de {1} ou plus",
    [TEXT_ROLE + ROLE_IGNORED] = "non utilisé",
    [TEXT_ROLE + ROLE_DEALS] = "affaires",
    [TEXT_ROLE + ROLE_STAGE_HISTORY] = "historique des étapes",
    [TEXT_ROLE + ROLE_FIELD_HISTORY] = "historique des champs",
    [TEXT_ROLE + ROLE_TASKS] = "activités",
    [TEXT_ROLE + ROLE_OWNERS] = "vendeurs",
    [TEXT_ROLE + ROLE_LOOKUP] = "comptes, produits",
    [TEXT_ROLE + ROLE_STAGES] = "étapes",
    [TEXT_ROLE + ROLE_EVENTS] = "événements",
    [TEXT_ROLE + ROLE_GOVERNANCE] = "actes sur le standard",
    [TEXT_SUBJECT + SUBJECT_WIN_RATE_VALUE] = "Taux de gain en montant",
    [TEXT_CAUSE + CAUSE_AMOUNT_BY_OUTCOME] =
        "{0} {0?affaire perdue|affaires perdues} sur {1} {0?n’a|n’ont} pas de montant, ou zéro",
    [TEXT_CAUSE + CAUSE_FOLLOWS_OUTCOME] =
        "«\u00a0{2}\u00a0» est écrit à la fin de l’affaire\u00a0: il ne peut pas les "
        "comparer",
    [TEXT_CAUSE + CAUSE_STANDARD_UNMATCHED] = "aucune étape du standard n’est dans les données",
    [TEXT_TIME_RMST_TWO] = "Durant les {0} qui suivent son entrée, une affaire passe en moyenne "
                           "{1} ouverte, {2} gagnée et {3} perdue.",
    [TEXT_P_VALUE] = "p\u00a0=\u00a0{0}",
    [TEXT_P_BELOW] = "p\u00a0<\u00a0{0}",
    [TEXT_ACTIVITY_ENTERED] = "entrée",
    [TEXT_ACTIVITY_CREATED] = "création",
    [TEXT_MINE_HEAD] = "{0} {0?affaire|affaires} et {1} {1?événement|événements}.",
    [TEXT_MINE_DURATIONS] =
        "Du premier au dernier événement\u00a0: {0} au milieu, {1} en moyenne, de {2} "
        "à {3} pour la moitié des affaires, jusqu’à {4} pour neuf sur dix.",
    [TEXT_MINE_WAY] = "{0} {0?affaire|affaires} ({1}), {2} {2?gagnée|gagnées}, {3} en moyenne",
    [TEXT_MINE_WAY_OPEN] = "{0} {0?affaire|affaires} ({1}), {2} en moyenne",
    [TEXT_MINE_NO_STAGES] =
        "Aucune affaire close n’a d’étape du standard\u00a0: la distance ne peut "
        "être dite.",
    [TEXT_NO_EVENT] = "aucun événement",
    [TEXT_ALIGN_ALL] = "{0} {0?affaire close|affaires closes}\u00a0: {0?elle suit|toutes suivent} "
                       "exactement les étapes.",
    [TEXT_C_ALL_CLOSED] = "toutes closes",
    [TEXT_ACTIVITY_WAIVED] = "{0} (dérogation)",
    [TEXT_ACTIVITY_REVOKED] = "{0} (perdu)",
    [TEXT_FIGURE + FIGURE_COHORT] =
        "Parmi toutes les affaires entrées, la part gagnée dans le nombre de jours "
        "indiqué. Une affaire ouverte compte aussi longtemps qu’elle a été vue "
        "(Aalen–Johansen, issues concurrentes)\u00a0: le taux n’est donc pas le simple "
        "quotient des deux nombres\u202f; l’intervalle vient du jackknife infinitésimal.",
    [TEXT_FIGURE + FIGURE_WIN_NARROW] =
        "Gagnées ÷ (gagnées + perdues), sur les affaires closes\u00a0: ce qu’affichent la "
        "plupart des CRM. Ce taux oublie les affaires terminées sans décision. Intervalle "
        "de Wilson à 95\u00a0%.",
    [TEXT_FIGURE + FIGURE_WIN_BROAD] =
        "Gagnées ÷ (gagnées + perdues + sans décision), sur les affaires closes. Les "
        "affaires retirées par nous et les invalides sont exclues. Intervalle de Wilson à "
        "95\u00a0%.",
    [TEXT_FIGURE + FIGURE_LOSS] =
        "Perdues ÷ (gagnées + perdues + sans décision), sur les affaires closes. "
        "Intervalle de Wilson à 95\u00a0%.",
    [TEXT_FIGURE + FIGURE_NO_DECISION] =
        "Sans décision ÷ (gagnées + perdues + sans décision)\u00a0: l’acheteur n’a choisi "
        "personne. Lu dans l’issue ou le motif de perte. Intervalle de Wilson à 95\u00a0%.",
    [TEXT_FIGURE + FIGURE_OUTCOMES] =
        "Nombre d’affaires closes selon leur issue. Les intervalles sont ceux de Goodman, "
        "simultanés à 95\u00a0%\u00a0: ils valent tous à la fois.",
    [TEXT_FIGURE + FIGURE_VALUE] =
        "Somme des montants gagnés ÷ somme des montants clos. Intervalle\u00a0: rapport de "
        "sommes sur l’échelle logit, Student. Le nombre d’affaires de même taille dit le "
        "poids des plus grosses.",
    [TEXT_FIGURE + FIGURE_COST] =
        "Nombre et, s’il est connu, montant des affaires perdues ou terminées sans "
        "décision, et de celles dont la clôture a été repoussée. Un montant enregistré est "
        "un espoir, non ce qui aurait été payé.",
    [TEXT_FIGURE + FIGURE_CYCLE] =
        "Jours calendaires de l’entrée à la clôture, sur les seules affaires closes. Tant "
        "que beaucoup sont ouvertes, c’est trop court, car les lentes manquent\u00a0: voir "
        "le délai de gain.",
    [TEXT_FIGURE + FIGURE_TIME_TO_WIN] =
        "Parmi les gains survenus dans la période observée, le jour où un quart, la moitié "
        "et les trois quarts sont arrivés, les affaires ouvertes comptant aussi longtemps "
        "qu’elles ont été vues.",
    [TEXT_FIGURE + FIGURE_CURVES] =
        "Incidence cumulée de chaque issue (Aalen–Johansen), affaires ouvertes censurées, "
        "affaires vues tardivement prises en compte à partir de là. Bandes simultanées à "
        "95\u00a0%, par rééchantillonnage de l’influence de chaque affaire\u202f; tracées "
        "tant que dix affaires au moins sont à risque.",
    [TEXT_FIGURE + FIGURE_FUNNEL] =
        "Un passage est une affaire dans une étape. Avancer, c’est entrer dans une étape "
        "ultérieure avant l’horizon (à la dernière\u00a0: gagner)\u202f; les autres "
        "sorties sont concurrentes et les passages ouverts sont censurés. Une affaire qui "
        "revient compte à nouveau.",
    [TEXT_FIGURE + FIGURE_STAGE_TIME] =
        "Durée médiane dans l’étape, passages ouverts censurés. «\u00a0En "
        "retard\u00a0»\u00a0: l’âge auquel 90\u00a0% des passages qui avanceront l’ont "
        "fait.",
    [TEXT_FIGURE + FIGURE_VELOCITY] =
        "Entrées par jour × part gagnée à l’horizon × valeur moyenne d’un gain.",
    [TEXT_FIGURE + FIGURE_MAP] =
        "Combien de fois une activité en suit directement une autre dans une affaire, et "
        "le temps moyen entre les deux. Les enchaînements rares sont exclus du dessin, "
        "jamais des comptes.",
    [TEXT_FIGURE + FIGURE_VARIANTS] =
        "Un chemin est la suite complète des activités d’une affaire. Les durées médianes "
        "vont du premier au dernier événement.",
    [TEXT_FIGURE + FIGURE_GROUP] =
        "Test du khi-deux de Pearson, gagnées contre non gagnées, sur les affaires closes, "
        "par permutation si les effectifs sont petits\u202f; p ajusté sur toutes les "
        "comparaisons (Benjamini–Hochberg). Le taux retenu est ramené vers l’ensemble par "
        "un modèle bêta-binomial, avec son intervalle à 90\u00a0%.",
    [TEXT_FIGURE + FIGURE_SEASON] =
        "Affaires closes le dernier mois (ou la dernière semaine) des trimestres civils "
        "contre toutes les autres\u00a0: taux comparés par l’intervalle de Newcombe et un "
        "khi-deux, ajusté sur les deux.",
    [TEXT_FIGURE + FIGURE_CONCENTRATION] =
        "Parts des gains et du montant gagné par vendeur\u202f; vendeurs de poids égal = 1 "
        "÷ somme des carrés des parts.",
    [TEXT_FIGURE + FIGURE_SLIPPAGE] =
        "Un report est un changement de la clôture prévue vers un jour plus tardif\u202f; "
        "le glissement est la dernière date prévue moins la première.",
    [TEXT_FIGURE + FIGURE_OVERDUE] =
        "Affaires ouvertes dont la clôture prévue précède la date à laquelle on se place ÷ "
        "affaires ouvertes ayant une clôture prévue.",
    [TEXT_FIGURE + FIGURE_STALE] =
        "Affaires ouvertes sans aucun événement depuis plus longtemps que 95\u00a0% des "
        "silences vus dans les affaires gagnées ensuite. Le second taux les compte comme "
        "terminées sans décision.",
    [TEXT_FIGURE + FIGURE_LITTLE] =
        "Loi de Little\u00a0: nombre moyen d’affaires ouvertes ÷ (entrées par jour × durée "
        "moyenne des closes). Proche de 1 si les données sont complètes et le portefeuille "
        "stable.",
    [TEXT_FIGURE + FIGURE_ADHERENCE] =
        "Chaque jalon requis ou attendu est dû quand son étape est quittée. Fait compte 1, "
        "en retard ou hors de l’ordre ½, rempli après coup ¼ au plus, manquant 0\u202f; "
        "les dérogations et l’invérifiable sont exclus. Inconnu ne compte jamais comme non "
        "fait.",
    [TEXT_FIGURE + FIGURE_ALIGNMENT] =
        "Le plus petit nombre de pas à ajouter ou retirer pour qu’une affaire suive les "
        "étapes du standard (alignement optimal exact).",
    [TEXT_FIGURE + FIGURE_KIND] =
        "Trois paliers se suivent\u202f; la probabilité d’un palier est le produit de celles de "
        "ses critères. Aucun franchi\u00a0: le premier type\u202f; chaque palier franchi mène au "
        "type suivant. Ce que rien n’enregistre compte comme non démontré\u00a0: l’erreur va vers "
        "le bas.",
};
// NOLINTEND(bugprone-suspicious-missing-comma)
