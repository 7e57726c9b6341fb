#include "base/message.h"

/* The API and the server. */
const struct message_pair messages_fr_api[] = {
    {"%s: there is no \"%.*s\"", "%s : il n’y a pas de « %.*s »"},
    {"\"%s\" takes no \"%s\"", "« %s » ne prend pas « %s »"},
    {"\"%s\" wants \"%s\"", "« %s » demande « %s »"},
    {"there are: %.*s%s", "il y a : %.*s%s"},
    {"a number with at most 6 digits after the point",
     "un nombre d’au plus 6 chiffres après le point"},
    {"an amount such as \"48000.00\", with no more digits than the currency has",
     "un montant comme « 48000.00 », sans plus de décimales que n’en a la devise"},
    {"a date such as 2026-11-23", "une date comme 2026-11-23"},
    {"one of its choices", "un de ses choix"},
    {"the name of somebody", "le nom de quelqu’un"},
    {"a link", "un lien"},
    {"value: \"%.*s\" takes %s", "value : « %.*s » prend %s"},
    {"%s: \"%.*s\" is no time", "%s : « %.*s » n’est pas un moment"},
    {"there is no person with the number %u", "il n’y a personne sous le numéro %u"},
    {"this deal is somebody else's", "cette affaire est à quelqu’un d’autre"},
    {"this view is somebody else's", "cette vue est à quelqu’un d’autre"},
    {"who only looks keeps views for themselves",
     "qui ne fait que regarder garde ses vues pour soi"},
    {"only who leads sees what waits for others", "seul qui dirige voit ce qui attend les autres"},
    {"nothing that waits is called \"%.*s\"",
     "rien de ce qui attend ne s’appelle «\u00a0%.*s\u00a0»"},
    {"the deal has changed since you saw it: read it again",
     "l’affaire a changé depuis que vous l’avez vue : relisez-la"},
    {"this process has a version that is as new", "ce processus a une version aussi récente"},
    {"this key was used for something else", "cette clé a servi à autre chose"},
    {"this is beyond a limit", "ceci dépasse une limite"},
    {"this cannot be recorded: a time ahead of the clock, a reference that is taken, or an empty "
     "text",
     "ceci ne peut pas être enregistré : un moment en avance sur l’horloge, une référence déjà "
     "prise, ou un texte vide"},
    {"the storage failed: whether this happened is unknown; ask again with the same "
     "Idempotency-Key",
     "le stockage a échoué : on ne sait pas si cela a eu lieu ; redemandez avec la même "
     "Idempotency-Key"},
    {"unknown stage \"%.*s\": did you mean %.*s?",
     "étape inconnue « %.*s » : vouliez-vous dire %.*s ?"},
    {"unknown stage \"%.*s\"", "étape inconnue « %.*s »"},
    {"no standard of this process is in force", "aucun standard de ce processus n’est en vigueur"},
    {"publish a standard first", "publiez d’abord un standard"},
    {"takes no file", "ne prend pas de fichier"},
    {"every limit of the server, and what happens beyond it",
     "toutes les limites du serveur, et ce qui se passe au-delà"},
    {"[options]", "[options]"},
    {"name the folder of the data with --data", "nommez le dossier des données par --data"},
    {"setup code, for the first admin, once, within %d minutes: %s\n"
     "(press \"I have a setup code\" there)\n",
     "code d’installation, pour le premier administrateur, une fois, sous %d minutes : %s\n"
     "(pressez « J’ai un code d’installation »)\n"},
    {"Agreed in the weekly review; the proof follows",
     "Convenu en revue hebdomadaire ; la preuve suit"},
    {"Said so in the meeting", "Dit en réunion"},
    {"Read with the last wins and losses; it stays as it is",
     "Relu avec les dernières affaires gagnées et perdues ; il reste tel quel"},
    {"workspaces in %s:", "espaces de travail de %s :"},
    {" and %lld more", " et %lld autres"},
    {"there is no workspace \"%.*s\"", "il n’y a pas d’espace de travail « %.*s »"},
    {"%d workspaces are in use, more cannot be",
     "%d espaces de travail sont utilisés, il ne peut y en avoir plus"},
    {"only who set the server up makes workspaces",
     "seul qui a installé le serveur crée des espaces de travail"},
    {"a workspace is named with 1 to 40 of a-z, 0-9 and \"-\"",
     "un espace de travail se nomme avec 1 à 40 caractères parmi a-z, 0-9 et « - »"},
    {"there is a workspace of this name already", "il y a déjà un espace de travail de ce nom"},
    {"open in a browser: http://%s:%d/\n", "à ouvrir dans un navigateur : http://%s:%d/\n"},
    {"the API, to be read: http://%s:%d/api\n", "l’API, à lire : http://%s:%d/api\n"},
    {"the folder of the data; made when missing, for its owner only",
     "le dossier des données ; créé s’il manque, pour son seul propriétaire"},
    {"where it listens; 127.0.0.1:8090 unless said", "où il écoute ; 127.0.0.1:8090 sinon"},
    {"a workspace that is made when it is missing; \"demo\" in an empty folder",
     "un espace de travail créé s’il manque ; « demo » dans un dossier vide"},
    {"a new workspace begins without the demo company",
     "un nouvel espace de travail commence sans l’entreprise de démonstration"},
    {"another name by which it may be asked; can be given again",
     "un autre nom par lequel l’interroger ; peut être répété"},
    {"threads that answer what may wait; 4 unless said",
     "fils d’exécution qui répondent à ce qui peut attendre ; 4 sinon"},
    {"threads that read sockets; 1 unless said",
     "fils d’exécution qui lisent les prises ; 1 sinon"},
    {"no line for each request on standard error",
     "pas de ligne par requête sur la sortie d’erreur"},
    {"run deals under a standard: the server", "mener des affaires sous un standard : le serveur"},
    {"--data DIR [options]", "--data DOSSIER [options]"},
    {"Serves the API of every workspace NAME.etalon of the folder until it is told to stop\n"
     "(SIGTERM, SIGINT): then running requests end, and nothing is left in a log. Which\n"
     "workspace a request is about follows from its token or session. A new workspace holds a\n"
     "demo company. Each request is one JSON line on standard error.\n\n"
     "Exit code: 0 stopped as asked, 1 could not start or the storage has failed (start it\n"
     "again: what was acknowledged is there), 2 when the command line is wrong.\n",
     "Sert l’API de chaque espace de travail NOM.etalon du dossier jusqu’à ce qu’on l’arrête\n"
     "(SIGTERM, SIGINT) : les requêtes en cours s’achèvent alors, et rien ne reste dans un\n"
     "journal. L’espace dont parle une requête découle de son jeton ou de sa session. Un nouvel\n"
     "espace contient une entreprise de démonstration. Chaque requête est une ligne JSON sur la\n"
     "sortie d’erreur.\n\n"
     "Code de retour : 0 arrêté comme demandé, 1 impossible de démarrer ou le stockage a failli\n"
     "(relancez-le : ce qui fut confirmé est là), 2 quand la ligne de commande est fausse.\n"},
    {"the demo's standard cannot be published",
     "le standard de démonstration ne peut pas être publié"},
    {0},
};
