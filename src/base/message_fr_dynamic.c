#include "base/message.h"

/* Versions of a standard and the deals in flight, training, reviews, files. */
const struct message_pair messages_fr_dynamic[] = {
    {"this process has a version that is as new, or deals are being carried over just now",
     "ce processus a une version aussi récente, ou des affaires sont en cours de reprise"},
    {"deals are being carried over just now, or there is nothing to carry over or to undo",
     "des affaires sont en cours de reprise, ou il n’y a rien à reprendre ni à annuler"},
    {"deal %lld was not carried over", "l’affaire %lld n’a pas été reprise"},
    {"the stage \"%.*s\" of version %d holds %lld deals and has no place to go",
     "l’étape « %.*s » de la version %d tient %lld affaires et ne mène nulle part"},
    {"under changes: stages: write where %.*s goes, or publish for new deals only",
     "sous changes: stages: écrivez où va %.*s, ou publiez pour les nouvelles affaires seulement"},
    {"migration %lld begins while another runs",
     "la reprise %lld commence pendant qu’une autre court"},
    {"event %lld belongs to no migration", "l’évènement %lld n’appartient à aucune reprise"},
    {"migration %lld is not what its events say",
     "la reprise %lld n’est pas ce que disent ses évènements"},
    {"%lld migrations began, %lld are there", "%lld reprises ont commencé, %lld sont là"},
    {"the training of person %lld is not what the events say",
     "la formation de la personne %lld n’est pas ce que disent les évènements"},
    {"%lld trainings are told, %lld are there", "%lld formations sont dites, %lld sont là"},
    {"who may say that somebody is trained; unless said, the owner: each for oneself",
     "qui peut dire que quelqu’un est formé ; sinon owner : chacun pour soi"},
    {"a kept file is evidence of the kind file, without another reference",
     "un fichier gardé est une preuve du type file, sans autre référence"},
    {"there is no file \"%.*s\": send it first",
     "il n’y a pas de fichier « %.*s » : envoyez-le d’abord"},
    {"the file %.*s is not what was kept", "le fichier %.*s n’est pas ce qui fut gardé"},
    {"%lld files were kept, %lld are there", "%lld fichiers furent gardés, %lld sont là"},
    {"%lld stay in %.*s: %s\n", "%lld restent à %.*s : %s\n"},
    {"%lld go from %.*s to %.*s\n", "%lld vont de %.*s à %.*s\n"},
    {"  of these %lld must show what is new in time\n",
     "  dont %lld doivent montrer à temps ce qui est nouveau\n"},
    {"%lld deals in flight would go along, %lld would stay\n",
     "%lld affaires en cours suivraient, %lld resteraient\n"},
    {"it cannot be published: a stage with deals has no place to go, or deals are being carried "
     "over just now",
     "impossible à publier : une étape qui tient des affaires ne mène nulle part, ou des affaires "
     "sont en cours de reprise"},
    {"etalon publish --preview says which; --deals new leaves them where they are",
     "etalon publish --preview dit laquelle ; --deals new les laisse où elles sont"},
    {"published: %.*s version %d, edition %lld\n", "publié : %.*s version %d, édition %lld\n"},
    {"%lld deals went along\n", "%lld affaires ont suivi\n"},
    {"no deals went to the newest edition, or they came back already",
     "aucune affaire n’est passée à la dernière édition, ou elles sont déjà revenues"},
    {"%lld deals came back from edition %d\n", "%lld affaires sont revenues de l’édition %d\n"},
    {"into which workspace of the folder", "dans quel espace de travail du dossier"},
    {"whether deals in flight go along; new, unless said: they stay",
     "si les affaires en cours suivent ; sinon new : elles restent"},
    {"only says what would become of the deals in flight",
     "dit seulement ce que deviendraient les affaires en cours"},
    {"those that went along with the newest edition come back",
     "celles qui ont suivi la dernière édition reviennent"},
    {"the next version of a standard into a workspace, and its deals",
     "la prochaine version d’un standard dans un espace, et ses affaires"},
    {"FILE --data DIR --workspace NAME [options]",
     "FICHIER --data DOSSIER --workspace NOM [options]"},
    {"Checks the standard with the version before it, then publishes it. With --deals all the\n"
     "deals in flight go along as its changes say (docs/standard.md); a stage that holds deals\n"
     "and has no place to go refuses. Works in the server that runs on the folder, if one does,\n"
     "else on its files.\n\n"
     "Exit code: 0 done, 1 refused or failed, 2 when the command line is wrong.\n",
     "Vérifie le standard avec la version d’avant, puis le publie. Avec --deals all, les\n"
     "affaires en cours suivent comme le disent ses changes (docs/standard.md) ; une étape qui\n"
     "tient des affaires et ne mène nulle part fait refuser. Travaille dans le serveur qui tourne\n"
     "sur le dossier, s’il y en a un, sinon sur ses fichiers.\n\n"
     "Code de sortie : 0 fait, 1 refusé ou échoué, 2 ligne de commande erronée.\n"},
    {0},
};
