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
    {0},
};
