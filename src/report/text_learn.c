/* The words of what is learnt, each in both languages. No-break spaces as in text_fr.c. */
#include "report/text_learn.h"

const char *const text_learn[LEARN_COUNT][LANG_COUNT] = {
    [LEARN_TITLE] = {"What our deals teach", "Ce que nos affaires enseignent"},
    [LEARN_PRODUCT] = {"Learnt from history by Étalon", "Appris de l’historique par Étalon"},
    [LEARN_HEAD] = {"{0} deals as they were known on {1}.",
                    "{0} affaires, telles que connues le {1}."},
    [LEARN_S_PRACTICES] = {"What goes with winning", "Ce qui va avec les affaires gagnées"},
    [LEARN_S_DEVIATIONS] = {"Off the standard, and what became of it",
                            "Les écarts au standard, et ce qu’ils sont devenus"},
    [LEARN_S_GATES] = {"Do the gates tell anything?", "Les jalons disent-ils quelque chose\u00a0?"},
    [LEARN_S_UNDECIDED] = {"How deals end without a decision",
                           "Comment les affaires finissent sans décision"},
    [LEARN_S_CONTRAST] = {"What kinds of deals do differently",
                          "Ce que font autrement certaines affaires"},
    [LEARN_NOTE_PRACTICES] =
        {"Each thing is asked of deals that stood open at the same moment, as it was known then, "
         "within the same seller and segment (on a day, the same stage, too); one finding in ten "
         "may be chance. Nothing here is an effect: it is something to try.",
         "Chaque chose est demandée aux affaires ouvertes au même moment, telle qu’on la savait "
         "alors, à vendeur et segment égaux (un jour donné, à étape égale aussi)\u00a0; un constat "
         "sur dix peut être dû au hasard. Rien ici n’est un effet\u00a0: c’est quelque chose à "
         "essayer."},
    [LEARN_NOTE_DEVIATIONS] =
        {"What happened, not why: deals that passed a gate without it differ in much else (grade "
         "D).",
         "Ce qui s’est passé, pas pourquoi\u00a0: les affaires passées sans lui diffèrent par bien "
         "d’autres choses (degré D)."},
    [LEARN_NOTE_CONTRAST] = {"Kinds of deals differ in much else, too (grade D).",
                             "Ces affaires diffèrent aussi par bien d’autres choses (degré D)."},
    [LEARN_AT_DAY] = {"{0} after entering", "{0} après l’entrée"},
    [LEARN_AT_STAGE] = {"on entering “{0}”", "à l’entrée dans «\u00a0{0}\u00a0»"},
    [LEARN_FAMILY] = {"{0} deals stood open {1}; {2} of them were won within {3}.",
                      "{0} affaires étaient ouvertes {1}\u00a0; {2} ont été gagnées dans les {3}."},
    [LEARN_FAMILY_OPEN] =
        {"{0} are still open and too young to tell: counted as open.",
         "{0} sont encore ouvertes et trop jeunes\u00a0: comptées comme ouvertes."},
    [LEARN_FAMILY_LATE] =
        {"{0} deals were first seen later: what they had is not known, they are left out.",
         "{0} affaires ont été vues plus tard\u00a0: ce qu’elles avaient est inconnu, elles sont "
         "écartées."},
    [LEARN_PRACTICE + PRACTICE_MILESTONE] = {"“{0}” reached", "«\u00a0{0}\u00a0» atteint"},
    [LEARN_PRACTICE + PRACTICE_STAGE] = {"“{0}” entered", "étape «\u00a0{0}\u00a0» abordée"},
    [LEARN_PRACTICE + PRACTICE_CONFIRMED] = {"“{0}” confirmed by somebody else",
                                             "«\u00a0{0}\u00a0» confirmé par quelqu’un d’autre"},
    [LEARN_PRACTICE +
        PRACTICE_HANDOFF_TIME] = {"“{1}” within {2} of “{0}”",
                                  "«\u00a0{1}\u00a0» à {2} au plus de «\u00a0{0}\u00a0»"},
    [LEARN_PRACTICE +
        PRACTICE_ACTIVITY] = {"“{0}” at least once", "«\u00a0{0}\u00a0» au moins une fois"},
    [LEARN_PRACTICE +
        PRACTICE_REPEATED] = {"“{0}” twice or more", "«\u00a0{0}\u00a0» deux fois ou plus"},
    [LEARN_PRACTICE + PRACTICE_TOUCHES] = {"{0} activities or more", "{0} activités ou plus"},
    [LEARN_PRACTICE + PRACTICE_FIRST_TOUCH] = {"a first activity within {0}",
                                               "une première activité dans les {0}"},
    [LEARN_PRACTICE + PRACTICE_RECENT] = {"a sign of life in the last {0}",
                                          "un signe de vie dans les derniers {0}"},
    [LEARN_PRACTICE +
        PRACTICE_PEOPLE] = {"{0} of our people or more acted", "{0} des nôtres ou plus y ont agi"},
    [LEARN_PRACTICE + PRACTICE_GIVEN] = {"given to another seller", "passée à un autre vendeur"},
    [LEARN_PRACTICE + PRACTICE_AMOUNT] = {"the amount filled in", "le montant renseigné"},
    [LEARN_PRACTICE +
        PRACTICE_CLOSE_DATE] = {"the expected close filled in", "la signature prévue renseignée"},
    [LEARN_PRACTICE +
        PRACTICE_PUSHED] = {"the expected close moved later", "la signature prévue repoussée"},
    [LEARN_PRACTICE +
        PRACTICE_ORDER] = {"“{0}” before “{1}”", "«\u00a0{0}\u00a0» avant «\u00a0{1}\u00a0»"},
    [LEARN_VERB + EVIDENCE_RANDOMISED] = {"raised", "a augmenté"},
    [LEARN_VERB + EVIDENCE_STAGGERED] = {"probably raised", "a probablement augmenté"},
    [LEARN_VERB + EVIDENCE_ADJUSTED] = {"goes with", "va avec"},
    [LEARN_VERB + EVIDENCE_RAW] = {"changed at the same time as", "a changé en même temps que"},
    [LEARN_MORE +
        EVIDENCE_RANDOMISED] = {"it raised winning by {0} points ({1} to {2})",
                                "cela a augmenté les victoires de {0} points ({1} à {2})"},
    [LEARN_MORE + EVIDENCE_STAGGERED] =
        {"it probably raised winning by {0} points ({1} to {2})",
         "cela a probablement augmenté les victoires de {0} points ({1} à {2})"},
    [LEARN_MORE + EVIDENCE_ADJUSTED] =
        {"it goes with winning {0} points more often ({1} to {2}), same seller and segment",
         "cela va avec {0} points de victoires en plus ({1} à {2}), à vendeur et segment égaux"},
    [LEARN_MORE + EVIDENCE_RAW] =
        {"winning was {0} points more often ({1} to {2}) where it was there, nothing adjusted",
         "là où c’était fait, {0} points de victoires en plus ({1} à {2}), sans ajustement"},
    [LEARN_LESS + EVIDENCE_RANDOMISED] = {"it lowered winning by {0} points ({1} to {2})",
                                          "cela a réduit les victoires de {0} points ({1} à {2})"},
    [LEARN_LESS + EVIDENCE_STAGGERED] =
        {"it probably lowered winning by {0} points ({1} to {2})",
         "cela a probablement réduit les victoires de {0} points ({1} à {2})"},
    [LEARN_LESS + EVIDENCE_ADJUSTED] =
        {"it goes with winning {0} points less often ({1} to {2}), same seller and segment",
         "cela va avec {0} points de victoires en moins ({1} à {2}), à vendeur et segment égaux"},
    [LEARN_LESS + EVIDENCE_RAW] =
        {"winning was {0} points less often ({1} to {2}) where it was there, nothing adjusted",
         "là où c’était fait, {0} points de victoires en moins ({1} à {2}), sans ajustement"},
    [LEARN_COUNTS] = {"with it {0} of {1} were won within {2}, without it {3} of {4}",
                      "avec, {0} sur {1} gagnées dans les {2}\u00a0; sans, {3} sur {4}"},
    [LEARN_GRADE] = {"grade {0}", "degré {0}"},
    [LEARN_NO_DIFFERENCE] = {"no difference beyond chance", "pas de différence au-delà du hasard"},
    [LEARN_WORTH] = {"{0} of the deals lack it: at most {1} wins in 100 deals ({2} to {3})",
                     "{0} des affaires ne l’ont pas\u00a0: au plus {1} victoires sur 100 affaires "
                     "({2} à {3})"},
    [LEARN_WORTH_MONEY] = {"{0} of amounts ({1} to {2})", "{0} de montants ({1} à {2})"},
    [LEARN_STRENGTH] =
        {"an unseen factor linked {0}-fold to both would explain it ({1}-fold for the nearer end)",
         "un facteur non vu lié {0} fois aux deux l’expliquerait ({1} fois pour la borne proche)"},
    [LEARN_STRENGTH_NONE] = {"its interval holds zero: nothing unseen need explain it",
                             "son intervalle contient zéro\u00a0: rien n’est à expliquer"},
    [LEARN_REFUSED + PRACTICES_MEASURED] = {"", ""},
    [LEARN_REFUSED + PRACTICES_FEW] =
        {"too few to learn from {1}: {0} {0?deal|deals} stood open then, {2} more are needed",
         "trop peu pour apprendre {1}\u00a0: {0} {0?affaire était ouverte|affaires étaient "
         "ouvertes}, "
         "il en faut {2} de plus"},
    [LEARN_REFUSED + PRACTICES_LOADED] =
        {"cannot say {1}: most deals began on one day, which is the day of a load",
         "impossible à dire {1}\u00a0: la plupart des affaires ont commencé le même jour, celui "
         "d’un "
         "chargement"},
    [LEARN_REFUSED + PRACTICES_ONE_END] =
        {"cannot say {1}: of {0} deals all were won, or none",
         "impossible à dire {1}\u00a0: sur {0} affaires, toutes sont gagnées, ou aucune"},
    [LEARN_REFUSED + PRACTICES_NO_FEATURE] =
        {"cannot say {1}: of {0} deals, the log has nothing that enough of them had and enough "
         "had not",
         "impossible à dire {1}\u00a0: sur {0} affaires, le journal n’a rien que certaines avaient "
         "et d’autres non, en nombre suffisant"},
    [LEARN_WEEKS] = {"about {0} more weeks at your pace",
                     "environ {0} semaines de plus à ce rythme"},
    [LEARN_NONE_FOUND] =
        {"Nothing goes with winning beyond chance, of {0} things asked.",
         "Rien ne va avec les victoires au-delà du hasard, sur {0} choses demandées."},
    [LEARN_DETECTABLE] =
        {"With so few deals a difference below {0} points would mostly be missed.",
         "Avec si peu d’affaires, une différence sous {0} points échapperait le plus "
         "souvent."},
    [LEARN_NOT_TESTED] =
        {"{0} things are not asked: too few deals had them, or had not; or they go "
         "together with one that is.",
         "{0} choses ne sont pas demandées\u00a0: trop peu d’affaires les avaient, ou "
         "ne les avaient pas\u00a0; ou elles vont avec une autre qui l’est."},
    [LEARN_C_PRACTICE] = {"by then", "à ce moment"},
    [LEARN_C_WITH] = {"won with", "gagnées avec"},
    [LEARN_C_WITHOUT] = {"without", "sans"},
    [LEARN_C_POINTS] = {"points", "points"},
    [LEARN_C_CHANCE] = {"adjusted p", "p ajusté"},
    [LEARN_C_GATE] = {"milestone", "jalon"},
    [LEARN_C_ASKED] = {"asked", "demandé"},
    [LEARN_C_BROKEN] = {"not there", "absent"},
    [LEARN_C_WAIVED] = {"waived", "dérogations"},
    [LEARN_C_REFUSED] = {"refused", "refus"},
    [LEARN_C_OBJECTED] = {"objected", "objections"},
    [LEARN_C_WON_KEPT] = {"won with", "gagnées avec"},
    [LEARN_C_WON_BROKEN] = {"won without", "gagnées sans"},
    [LEARN_C_FLAWS] = {"what is wrong", "ce qui ne va pas"},
    [LEARN_NO_STANDARD] = {"A standard is needed for this: --standard FILE.",
                           "Il faut un standard pour cela\u00a0: --standard FICHIER."},
    [LEARN_NO_GATES] = {"No milestone of the standard is in the log.",
                        "Aucun jalon du standard n’est dans le journal."},
    [LEARN_GATE_DIFFERS] =
        {"“{0}”: deals that passed without it were won {1} points less often ({2} to {3}).",
         "«\u00a0{0}\u00a0»\u00a0: passées sans lui, les affaires sont gagnées {1} points moins "
         "souvent "
         "({2} à {3})."},
    [LEARN_WON_WITHOUT] =
        {"{0} of {1} won deals went without something the standard requires: look at them, and at "
         "the standard.",
         "{0} des {1} affaires gagnées se sont passées d’une exigence du standard\u00a0: à "
         "regarder, "
         "elles et le standard."},
    [LEARN_LACKED] = {"{0}, won on {1}, without: {2}", "{0}, gagnée le {1}, sans\u00a0: {2}"},
    [LEARN_A_STAGE] = {"a stage", "une étape"},
    [LEARN_SKIPPED] = {"{0} of {1} deals jumped over a stage; {2} of them were won.",
                       "{0} des {1} affaires ont sauté une étape\u00a0; {2} ont été gagnées."},
    [LEARN_BACK] =
        {"{0} of {1} deals moved back at least once; {2} of them were won.",
         "{0} des {1} affaires ont reculé au moins une fois\u00a0; {2} ont été gagnées."},
    [LEARN_WAY + GATE_KEPT] = {"there", "présent"},
    [LEARN_WAY + GATE_LATE] = {"late", "en retard"},
    [LEARN_WAY + GATE_MISSED] = {"missing", "manquant"},
    [LEARN_WAY + GATE_WAIVED] = {"waived", "dérogation"},
    [LEARN_WAY + GATE_WAIVED_WITHOUT] = {"waived without authority", "dérogation sans autorité"},
    [LEARN_FLAW +
        GATE_NEVER_FAILS] = {"never fails: it asks for what is there anyway",
                             "n’échoue jamais\u00a0: il demande ce qui est là de toute façon"},
    [LEARN_FLAW + GATE_SAME_MINUTE] = {"answered in the minute of the move",
                                       "rempli dans la minute du passage"},
    [LEARN_FLAW +
        GATE_COPIED] = {"the same text in several deals", "le même texte dans plusieurs affaires"},
    [LEARN_FLAW +
        GATE_CONFIRMED_BY_NOBODY] = {"confirmed by nobody else", "confirmé par personne d’autre"},
    [LEARN_FLAW_NONE] = {"–", "–"},
    [LEARN_FLAW_FEW] = {"too few to say", "trop peu pour le dire"},
    [LEARN_UNDECIDED_NONE] =
        {"Nothing says no decision: no outcome, no reason, and too little happens in won deals to "
         "know what silence means.",
         "Rien ne dit «\u00a0sans décision\u00a0»\u00a0: ni issue, ni motif, et il se passe trop "
         "peu dans "
         "les affaires gagnées pour savoir ce que vaut un silence."},
    [LEARN_DECLARED] = {"Declared: {0}.", "Déclarées\u00a0: {0}."},
    [LEARN_DECLARED_UNKNOWN] = {"Declared: never recorded.", "Déclarées\u00a0: jamais noté."},
    [LEARN_IMPLIED] =
        {"Implied: {0} open deals are silent for more than {1}, longer than 19 in 20 "
         "silences of won deals. With them {2}.",
         "Implicites\u00a0: {0} affaires ouvertes se taisent depuis plus de {1}, plus "
         "que 19 silences sur 20 des affaires gagnées. Avec elles, {2}."},
    [LEARN_IMPLIED_UNKNOWN] = {"Implied: too little happens in won deals to tell.",
                               "Implicites\u00a0: il se passe trop peu dans les affaires gagnées."},
    [LEARN_WHEN_DECLARED] = {"Declared after {0} in the middle, {1} of it in silence.",
                             "Déclarées après {0} en médiane, dont {1} de silence."},
    [LEARN_WHEN_IMPLIED] = {"Implied ones lived {0} and have been silent for {1}, in the middle.",
                            "Les implicites ont vécu {0} et se taisent depuis {1}, en médiane."},
    [LEARN_SILENCE] =
        {"Before a loss the silence is {0}, before a win {1}, in the middle.",
         "Avant une perte le silence est de {0}, avant une victoire de {1}, en médiane."},
    [LEARN_QUARTER_END] = {"Closed in the last 14 days of a quarter: no decision {0}, lost {1}.",
                           "Closes dans les 14 derniers jours d’un trimestre\u00a0: sans décision "
                           "{0}, perdues {1}."},
    [LEARN_C_STAGE] = {"in the stage", "à l’étape"},
    [LEARN_C_DECLARED] = {"declared", "déclarées"},
    [LEARN_C_IMPLIED] = {"implied", "implicites"},
    [LEARN_C_SHARE] = {"of all that ended there", "de toutes celles qui y finissent"},
    [LEARN_C_LAST] = {"what happened last", "la dernière chose"},
    [LEARN_C_WON_TOO] = {"won deals, too", "gagnées aussi"},
    [LEARN_REASONS] = {"Reasons: {0}.", "Motifs\u00a0: {0}."},
    [LEARN_NO_REASON] = {"none given", "aucun"},
    [LEARN_BY] = {"By {0}", "Par {0}"},
    [LEARN_BY_OUTCOME] = {"won or not", "gagnées ou non"},
    [LEARN_BY_VERSION] = {"version of the standard", "version du standard"},
    [LEARN_BY_PERIOD] = {"quarter of entering", "trimestre d’entrée"},
    [LEARN_OVER_DAYS] = {"Over the first {0}, of deals that were open so long.",
                         "Sur les premiers {0}, des affaires ouvertes aussi longtemps."},
    [LEARN_OVER_LIVES] = {"Over their whole lives.", "Sur toute leur vie."},
    [LEARN_STEPS_DIFFER] = {"{0} of {1} steps differ beyond chance.",
                            "{0} passages sur {1} diffèrent au-delà du hasard."},
    [LEARN_STEPS_SAME] = {"No step differs beyond chance, of {0}.",
                          "Aucun passage ne diffère au-delà du hasard, sur {0}."},
    [LEARN_STEPS_NONE] = {"Too little happens in them to compare.",
                          "Il s’y passe trop peu pour comparer."},
    [LEARN_WAYS_DIFFER] = {"Their ways differ beyond chance ({0}).",
                           "Leurs parcours diffèrent au-delà du hasard ({0})."},
    [LEARN_WAYS_SAME] = {"Their ways do not differ beyond chance ({0}).",
                         "Leurs parcours ne diffèrent pas au-delà du hasard ({0})."},
    [LEARN_ONE_LEVEL] = {"Too few: fewer than two groups have 15 deals.",
                         "Trop peu\u00a0: moins de deux groupes ont 15 affaires."},
    [LEARN_NO_COLUMN] = {"There is no such column.", "Il n’y a pas de telle colonne."},
    [LEARN_C_STEP] = {"step", "passage"},
    [LEARN_BEGINNING] = {"begins", "début"},
    [LEARN_WON] = {"won", "gagnées"},
    [LEARN_NOT_WON] = {"not won", "non gagnées"},
};
