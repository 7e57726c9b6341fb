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

    /* what comes of an act */
    {"the audit of the accounts is damaged", "l’audit des comptes est endommagé"},
    {"libsodium does not start", "libsodium ne démarre pas"},
    {"\"%.*s\" cannot be the name of a workspace",
     "« %.*s » ne peut pas être le nom d’un espace de travail"},
    {"done", "fait"},
    {"this was done before", "cela a déjà été fait"},
    {"e-mail, password or code is wrong", "l’adresse, le mot de passe ou le code est faux"},
    {"the code of your device is needed too", "il faut aussi le code de votre appareil"},
    {"too many tries: wait a moment", "trop d’essais : attendez un moment"},
    {"too many are signing in at this moment", "trop de connexions en ce moment"},
    {"this password cannot be taken", "ce mot de passe ne peut pas être pris"},
    {"this is no e-mail address", "ce n’est pas une adresse électronique"},
    {"a name has 1 to 100 bytes on one line", "un nom a de 1 à 100 octets sur une ligne"},
    {"so many days are not possible", "ce nombre de jours n’est pas possible"},
    {"there is an account with this e-mail already", "il y a déjà un compte avec cette adresse"},
    {"this is the last active admin: make another one first",
     "c’est le dernier administrateur actif : faites-en d’abord un autre"},
    {"there is nothing here, or nothing you may see",
     "il n’y a rien ici, ou rien que vous puissiez voir"},
    {"this code does not hold, or no more", "ce code ne vaut pas, ou plus"},
    {"this Idempotency-Key was used for something else",
     "cette Idempotency-Key a servi à autre chose"},
    {"this reaches beyond your role", "cela dépasse votre rôle"},
    {"it has changed since you saw it", "cela a changé depuis que vous l’avez vu"},
    {"there is an admin already", "il y a déjà un administrateur"},
    {"one-time codes are on already", "les codes à usage unique sont déjà actifs"},
    {"the membership cannot become that from here",
     "l’appartenance ne peut pas devenir cela à partir d’ici"},
    {"this person is a member already", "cette personne est déjà membre"},
    {"there are too many of these already", "il y en a déjà trop"},
    {"the storage failed: this could not be looked up",
     "le stockage a échoué : cela n’a pu être cherché"},
    {"the storage failed: whether this happened is not known",
     "le stockage a échoué : on ne sait pas si cela a eu lieu"},
    {"a password has at least 12 characters", "un mot de passe a au moins 12 caractères"},
    {"a password has at most 256 characters", "un mot de passe a au plus 256 caractères"},
    {"this password is among the first that are tried",
     "ce mot de passe est parmi les premiers essayés"},
    {"this password is made of your name or e-mail",
     "ce mot de passe est fait de votre nom ou de votre adresse"},

    /* etalon serve */
    {"how people reach it, by a proxy in front that speaks TLS",
     "comment on l’atteint, par un proxy devant lui qui parle TLS"},
    {"the proxy whose X-Forwarded-For is believed; can be given again",
     "le proxy dont X-Forwarded-For est cru ; peut être répété"},
    {"to listen beyond this machine it wants --url https://…, and a proxy in front that speaks TLS",
     "pour écouter au-delà de cette machine il faut --url https://…, et un proxy devant qui parle "
     "TLS"},

    /* etalon user, etalon token */
    {"people of a data folder: add, list, passwd, disable, enable, verify",
     "les personnes d’un dossier de données : add, list, passwd, disable, enable, verify"},
    {"add|list|passwd|disable|enable|verify [EMAIL] --data DIR [options]",
     "add|list|passwd|disable|enable|verify [EMAIL] --data DIR [options]"},
    {"which workspace; the only one unless said",
     "quel espace de travail ; le seul, sauf indication contraire"},
    {"add: what the person is called", "add : comment la personne s’appelle"},
    {"add: as what", "add : en tant que quoi"},
    {"add, passwd: its first line, \"-\" is standard input; else one is made and shown",
     "add, passwd : sa première ligne, « - » est l’entrée standard ; sinon un mot de passe est "
     "créé et montré"},
    {"Works in the server that runs on the folder, if one does, else on its files. Every change "
     "is\n"
     "an entry of the audit, from the source \"command-line\"; verify computes its chain of "
     "hashes\n"
     "again. The last active admin cannot be disabled. add makes who has an\n"
     "account already a member of another workspace.\n\n"
     "Roles: admin decides who is in; revops writes the standard; manager leads people;\n"
     "seller, marketing and success work on deals; viewer sees; auditor sees the audit too.\n\n"
     "Exit code: 0 done, 1 refused or failed, 2 when the command line is wrong.\n",
     "Travaille dans le serveur qui tourne sur le dossier, s’il y en a un, sinon sur ses "
     "fichiers.\n"
     "Chaque changement est une entrée de l’audit, de source « command-line » ; verify recalcule\n"
     "sa chaîne de hachages. Le dernier administrateur actif ne peut pas être désactivé. add fait\n"
     "membre d’un autre espace de travail qui a déjà un compte.\n\n"
     "Rôles : admin décide qui en fait partie ; revops écrit le standard ; manager dirige ;\n"
     "seller, marketing et success mènent les affaires ; viewer voit ; auditor voit aussi "
     "l’audit.\n\n"
     "Code de sortie : 0 fait, 1 refusé ou échoué, 2 quand la ligne de commande est fausse.\n"},
    {"keys for programs: create, list, revoke", "des clés pour programmes : create, list, revoke"},
    {"create EMAIL|list|revoke TOKEN --data DIR [options]",
     "create EMAIL|list|revoke TOKEN --data DIR [options]"},
    {"create: what it is for", "create : à quoi il sert"},
    {"create: read, deals, standard, admin, with commas between",
     "create : read, deals, standard, admin, séparés par des virgules"},
    {"create: how long it holds, 365 at most; 90 unless said",
     "create : combien de jours il vaut, 365 au plus ; 90 sauf indication contraire"},
    {"A token acts for one person in one workspace, with the role that person has then and not\n"
     "beyond its scopes. Programs send it as \"Authorization: Bearer eta_…\". Only its hash is\n"
     "kept. Works in the server that runs on the folder, if one does, else on its files.\n\n"
     "Exit code: 0 done, 1 refused or failed, 2 when the command line is wrong.\n",
     "Un jeton agit pour une personne dans un espace de travail, avec le rôle qu’elle a alors et\n"
     "sans dépasser ses portées. Les programmes l’envoient par « Authorization: Bearer eta_… ».\n"
     "Seul son hachage est gardé. Travaille dans le serveur qui tourne sur le dossier, s’il y en\n"
     "a un, sinon sur ses fichiers.\n\n"
     "Code de sortie : 0 fait, 1 refusé ou échoué, 2 quand la ligne de commande est fausse.\n"},
    {"name the workspace with --workspace", "nommez l’espace de travail par --workspace"},
    {"password, not shown again: %.*s\n", "mot de passe, montré une seule fois : %.*s\n"},
    {"--role wants one of: admin, revops, manager, seller, marketing, success, viewer, auditor",
     "--role veut l’un de : admin, revops, manager, seller, marketing, success, viewer, auditor"},
    {"%.*s is %.*s in %.*s\n", "%.*s est %.*s dans %.*s\n"},
    {"%.*s has an account already: --role and --workspace are enough",
     "%.*s a déjà un compte : --role et --workspace suffisent"},
    {"disabled", "désactivé"},
    {"the password of %.*s is a new one; their sessions have ended\n",
     "le mot de passe de %.*s est nouveau ; ses sessions sont terminées\n"},
    {"%.*s is disabled: no session and no token holds\n",
     "%.*s est désactivé : aucune session ni aucun jeton ne vaut plus\n"},
    {"%.*s may sign in again\n", "%.*s peut se connecter à nouveau\n"},
    {"the audit is not what was recorded: see entry %lld",
     "l’audit n’est pas ce qui a été enregistré : voir l’entrée %lld"},
    {"the audit holds: %lld entries, head ", "l’audit tient : %lld entrées, tête "},
    {"say add, list, passwd, disable, enable or verify, and of whom",
     "dites add, list, passwd, disable, enable ou verify, et de qui"},
    {"--scopes wants a list of: read, deals, standard, admin; --days a number",
     "--scopes veut une liste de : read, deals, standard, admin ; --days un nombre"},
    {"nobody has the e-mail \"%.*s\"", "personne n’a l’adresse « %.*s »"},
    {"token %s of %.*s in %.*s; its secret, not shown again:\n%s\n",
     "jeton %s de %.*s dans %.*s ; son secret, montré une seule fois :\n%s\n"},
    {"revoked", "révoqué"},
    {"expired", "expiré"},
    {"holds", "valable"},
    {"token %.*s holds no more\n", "le jeton %.*s ne vaut plus\n"},
    {"say create EMAIL, list, or revoke TOKEN", "dites create EMAIL, list ou revoke JETON"},
    {0},
};
