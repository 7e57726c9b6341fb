#include "base/message.h"

/* From one version of a standard to the next: differences, back-tests, effects, proposals. */
const struct message_pair messages_fr_revise[] = {
    {"the workspace has no edition of the process \"%.*s\"",
     "l’espace n’a pas d’édition du processus « %.*s »"},
    {"name two standards, or one and a workspace",
     "nommez deux standards, ou un seul et un espace de travail"},
    {"whose sellers and deals in flight it is counted for",
     "celui dont on compte les vendeurs et les affaires en cours"},
    {"for a screen (default), for a wiki, or for a program",
     "pour un écran (par défaut), un wiki ou un programme"},
    {"what changes for whom from one standard to another",
     "ce qui change, pour qui, d’un standard à un autre"},
    {"[BEFORE] AFTER [options]", "[AVANT] APRÈS [options]"},
    {"In words, under the stage where it is noticed: + asks for more, − for less. With a\n"
     "workspace, BEFORE is the version in force there, and it is said for how many sellers\n"
     "and deals in flight.\n",
     "En mots, sous l’étape où on le remarque : + demande plus, − demande moins. Avec un\n"
     "espace de travail, AVANT est la version en vigueur, et il est dit pour combien de\n"
     "vendeurs et d’affaires en cours.\n"},
    {"In words, what changes for whom from this edition to another.",
     "En mots, ce qui change, pour qui, de cette édition à une autre."},
    {"The same to a draft that is not published.",
     "La même chose vers un brouillon qui n’est pas publié."},
    {"name the draft, then the files of the deals, or --data",
     "nommez le brouillon, puis les fichiers des affaires, ou --data"},
    {"the standard that the deals ran under: what the draft adds to it is told apart",
     "le standard que suivaient les affaires : ce que le brouillon y ajoute est dit à part"},
    {"whose deals, instead of files", "celui dont viennent les affaires, au lieu de fichiers"},
    {"what a draft would have done to deals that are over",
     "ce qu’un brouillon aurait fait d’affaires terminées"},
    {"DRAFT FILES… | --data DIR --workspace NAME [options]",
     "BROUILLON FICHIERS… | --data DOSSIER --workspace NOM [options]"},
    {"Every closed deal is played again before the judge, in the order in which things were\n"
     "recorded: which would have been stopped or delayed, the wins among them, what each gate\n"
     "is worth, on the older 60% and on the newer 40%. What would have followed is said as a\n"
     "range, never as one number. docs/revise.md tells what each figure means.\n",
     "Chaque affaire close est rejouée devant le juge, dans l’ordre où les choses furent\n"
     "enregistrées : lesquelles auraient été arrêtées ou retardées, les gains parmi elles, ce\n"
     "que vaut chaque jalon, sur les 60 % plus anciennes et les 40 % plus récentes. La suite\n"
     "est dite comme un intervalle, jamais un seul nombre. docs/revise.md dit ce que signifie\n"
     "chaque chiffre.\n"},
    {"What a draft would have done to the deals that are over, beside what this edition asked.",
     "Ce qu’un brouillon aurait fait des affaires terminées, à côté de ce que demandait cette "
     "édition."},
    {"the change", "le changement"},
    {"--plan takes no files", "--plan ne prend pas de fichiers"},
    {"--plan wants --base", "--plan demande --base"},
    {"since when? --since, or --by with --team", "depuis quand ? --since, ou --by avec --team"},
    {"--team wants --by: the column of the teams", "--team demande --by : la colonne des équipes"},
    {"the day from which deals entered under the change",
     "le jour dès lequel les affaires entrèrent sous le changement"},
    {"COLUMN", "COLONNE"},
    {"the column of the teams, when they moved on different days",
     "la colonne des équipes, quand elles sont passées à des jours différents"},
    {"NAME=DATE", "NOM=DATE"},
    {"a team and its day; once for each that moved",
     "une équipe et son jour ; une fois pour chacune qui est passée"},
    {"won within so many days of entering; 90", "gagnées dans autant de jours dès l’entrée ; 90"},
    {"the change to be seen, in points; 5", "le changement à voir, en points ; 5"},
    {"only says how many deals it takes; wants --base",
     "dit seulement combien d’affaires il faut ; demande --base"},
    {"with --plan: the share won without the change",
     "avec --plan : la part gagnée sans le changement"},
    {"with --plan: deals that enter in a week", "avec --plan : affaires qui entrent par semaine"},
    {"with --plan: whole sellers are assigned, so many deals each",
     "avec --plan : des vendeurs entiers sont tirés, autant d’affaires chacun"},
    {"did a change help, and how many deals it takes to see one",
     "un changement a-t-il aidé, et combien d’affaires pour en voir un"},
    {"FILES… --since DATE | --plan --base PERCENT [options]",
     "FICHIERS… --since DATE | --plan --base POURCENT [options]"},
    {"Compares deals by the day on which they entered, and says what kind of comparison that\n"
     "is: teams that moved at different times (grade B), a series of months (C), before and\n"
     "after (D). A trial that was run here is judged as one: /api/v1/standards/…/effect.\n"
     "docs/revise.md tells what each figure means.\n\n"
     "  etalon effect --plan --base 46.6 --change 5 --per-week 20\n"
     "  etalon effect deals.csv --by team --team North=2026-02-01 --team South=2026-04-01\n",
     "Compare les affaires selon le jour de leur entrée, et dit de quelle comparaison il\n"
     "s’agit : équipes passées à des dates différentes (preuve B), série de mois (C), avant et\n"
     "après (D). Un essai mené ici est jugé comme tel : /api/v1/standards/…/effect.\n"
     "docs/revise.md dit ce que signifie chaque chiffre.\n\n"
     "  etalon effect --plan --base 46.6 --change 5 --per-week 20\n"
     "  etalon effect deals.csv --by team --team North=2026-02-01 --team South=2026-04-01\n"},
    {"the deals have no column \"%.*s\"", "les affaires n’ont pas de colonne « %.*s »"},
    {"no deal has \"%.*s\" in the column \"%.*s\"",
     "aucune affaire n’a « %.*s » dans la colonne « %.*s »"},
    {"the proposal is not in a state for this: it was decided, a department has not approved it "
     "as it is, another trial runs, or there is no version before it",
     "la proposition n’est pas dans un état qui le permette : elle est décidée, un service ne l’a "
     "pas approuvée telle quelle, un autre essai court, ou aucune version ne la précède"},
    {"this edition follows no other: there is nothing to compare it with",
     "cette édition n’en suit aucune autre : il n’y a rien à quoi la comparer"},
    {"a percentage between 0 and 100", "un pourcentage entre 0 et 100"},
    {"event %lld is no objection", "l’évènement %lld n’est pas une objection"},
    {"the edition in force has no such milestone or stage",
     "l’édition en vigueur n’a ni ce jalon ni cette étape"},
    {"the edition in force cannot be read", "l’édition en vigueur ne peut être lue"},
    {"the place was not found in the standard", "l’endroit n’a pas été trouvé dans le standard"},
    {"no standard is in force: publish one first",
     "aucun standard n’est en vigueur : publiez-en un d’abord"},
    {"who approves speaks for a department", "qui approuve parle pour un service"},
    {"it was edited since you read it: read it again",
     "elle a été modifiée depuis que vous l’avez lue : relisez-la"},
    {"the events of proposal %lld are not what is told of it",
     "les évènements de la proposition %lld ne sont pas ce qui en est dit"},
    {"%lld events are about proposals, %lld are there",
     "%lld évènements concernent des propositions, %lld sont là"},
    {"the assignment of deal %lld is not what its event says",
     "l’attribution de l’affaire %lld n’est pas ce que dit son évènement"},
    {"%lld deals were assigned, %lld are there", "%lld affaires furent attribuées, %lld sont là"},
    {"Whether an edition helped, graded by how deals came to it.",
     "Si une édition a aidé, noté selon la façon dont les affaires y sont venues."},
    {"How many deals it takes to see a change.",
     "Combien d’affaires il faut pour voir un changement."},
    {"Revisions that were proposed, newest first.",
     "Les révisions proposées, la plus récente d’abord."},
    {"proposals", "propositions"},
    {"Proposes a revision: what it claims, its evidence, and its draft.",
     "Propose une révision : ce qu’elle affirme, ses preuves, et son brouillon."},
    {"One proposal: what it claims, who approved what, what became of it.",
     "Une proposition : ce qu’elle affirme, qui a approuvé quoi, ce qu’elle est devenue."},
    {"Says it otherwise; approvals of what it was are asked for again.",
     "La dit autrement ; les approbations de ce qu’elle était sont redemandées."},
    {"The standard as it would be.", "Le standard tel qu’il serait."},
    {"Says something about it.", "En dit quelque chose."},
    {"One's department approves it as it is, or objects.",
     "Son propre service l’approuve telle quelle, ou s’y oppose."},
    {"It is not pursued.", "Elle est abandonnée."},
    {"It becomes the next edition, when every department named has approved it.",
     "Elle devient l’édition suivante, quand chaque service nommé l’a approuvée."},
    {"Keeps it, reverts it or lets it run on, with what is known of its effect.",
     "La garde, l’annule ou la laisse courir, avec ce qu’on sait de son effet."},
    {"The agenda of a review, drawn from what happened.",
     "L’ordre du jour d’une revue, tiré de ce qui s’est passé."},
    {"What the review decided.", "Ce que la revue a décidé."},
    {0},
};
