#include "base/message.h"

/* Accounts, their words and their commands. */
const struct message_pair messages_fr_accounts[] = {
    /* roles */
    {"decides who is in, and may do everything else",
     "décide qui en fait partie, et peut tout le reste"},
    {"writes and publishes the standard, imports and exports",
     "écrit et publie le standard, importe et exporte"},
    {"leads people: confirms, waives, reassigns deals",
     "dirige une équipe : confirme, accorde des dérogations, réattribue les affaires"},
    {"works on deals of their own", "mène ses propres affaires"},
    {"brings leads and hands them over", "apporte des pistes et les transmet"},
    {"takes customers over and keeps them", "reprend les clients et les garde"},
    {"sees deals and figures, changes nothing",
     "voit les affaires et les chiffres, ne change rien"},
    {"sees everything, the audit too, changes nothing", "voit tout, l’audit aussi, ne change rien"},

    /* states of a membership */
    {"was invited and has not answered", "a été invité et n’a pas répondu"},
    {"has accepted; an admin must still confirm it",
     "a accepté ; un administrateur doit encore confirmer"},
    {"is in", "en fait partie"},
    {"is kept out until an admin says otherwise",
     "est tenu à l’écart jusqu’à nouvel ordre d’un administrateur"},
    {"is out; what they did stays under their name",
     "n’en fait plus partie ; ses actes restent sous son nom"},

    /* scopes of a token */
    {"reads what the role may see", "lit ce que le rôle peut voir"},
    {"acts on deals", "agit sur les affaires"},
    {"publishes standards", "publie des standards"},
    {"manages people, tokens and the workspace",
     "gère les personnes, les jetons et l’espace de travail"},
    {0},
};
