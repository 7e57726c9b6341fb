#include "base/message.h"

/* Backups, restores, doctor, and the command line that works in the server. */
const struct message_pair messages_fr_operate[] = {
    {"cannot listen for commands in \"%s\"", "impossible d’écouter les commandes dans « %s »"},
    {"this is no command", "ce n’est pas une commande"},
    {"the folder of the data", "le dossier des données"},
    {"the server answered something else: it is another version",
     "le serveur a répondu autre chose : c’est une autre version"},
    {"the server stopped before it answered: whether it was done is not known",
     "le serveur s’est arrêté avant de répondre : on ne sait pas si c’est fait"},
    {"the server does not know this command", "le serveur ne connaît pas cette commande"},
    {"a restore into \"%s\" was interrupted", "une restauration dans « %s » a été interrompue"},
    {"etalon restore --data DIR ends it; so does etalon serve",
     "etalon restore --data DOSSIER l’achève ; etalon serve aussi"},
    {"there is no workspace \"%.*s\" in \"%s\"",
     "il n’y a pas d’espace de travail « %.*s » dans « %s »"},
    {"\"%s\" is larger than the 8 GiB that a backup holds",
     "« %s » dépasse les 8 Gio qu’une sauvegarde contient"},
    {"\"%s\" ends too early", "« %s » se termine trop tôt"},
    {"\"%s\" is no whole backup", "« %s » n’est pas une sauvegarde entière"},
    {"it was cut off or changed; use another one",
     "elle a été coupée ou modifiée ; prenez-en une autre"},
    {"remove", "de retirer"},
    {"\"%s\" is not sound: %.*s", "« %s » n’est pas sain : %.*s"},
    {"a backup holds %d files", "une sauvegarde contient %d fichiers"},
    {"acts cannot be recorded here: look at the disk and its permissions",
     "aucun acte ne peut être enregistré ici : voyez le disque et ses permissions"},
    {"%d syncs: half took at most %lld µs, the longest %lld µs",
     "%d synchronisations : la moitié en %lld µs au plus, la plus longue en %lld µs"},
    {"faster than any disk: is the folder in memory, or is a cache lying?",
     "plus rapide qu’aucun disque : le dossier est-il en mémoire, ou un cache ment-il ?"},
    {"every commit waits for a sync: a disk with a protected cache is faster",
     "chaque validation attend une synchronisation : un disque à cache protégé est plus "
     "rapide"},
    {"the folder has the mode %04o", "le dossier a le mode %04o"},
    {"others of this machine can look into it: chmod 700 on the folder",
     "d’autres sur cette machine peuvent y regarder : chmod 700 sur le dossier"},
    {"the folder belongs to root: whoever breaks into its server owns the machine",
     "le dossier est à root : qui force son serveur possède la machine"},
    {"run the server as a user of its own, as the package does: docs/operate.md",
     "faites tourner le serveur sous un utilisateur à lui, comme le paquet : docs/operate.md"},
    {"the folder belongs to a user with no rights beyond it",
     "le dossier est à un utilisateur sans autres droits"},
    {"others than its owner may read \"%s\", which holds secrets",
     "d’autres que son propriétaire peuvent lire « %s », qui contient des secrets"},
    {"chmod 600 %s", "chmod 600 %s"},
    {"not in it, on purpose: secrets.key, site.yaml and what that names; keep copies of them apart "
     "(docs/operate.md)\n",
     "exprès absents : secrets.key, site.yaml et ce qu’il nomme ; gardez-en des copies à part "
     "(docs/operate.md)\n"},
    {"it belongs to another user than who asks", "il appartient à un autre que celui qui demande"},
    {"%lld files of %lld MiB together", "%lld fichiers de %lld Mio ensemble"},
    {"nothing was ever recorded here: is it the right folder?",
     "rien n’a jamais été enregistré ici : est-ce le bon dossier ?"},
    {"%lld write-ahead logs are open and no server runs",
     "%lld journaux sont ouverts et aucun serveur ne tourne"},
    {"the server did not stop in order; its next start reads them, nothing is lost",
     "le serveur ne s’est pas arrêté en ordre ; son prochain démarrage les lit, rien n’est "
     "perdu"},
    {"%lld MiB are free", "%lld Mio sont libres"},
    {"a backup and its drill want three times what the files hold",
     "une sauvegarde et son exercice veulent trois fois ce que contiennent les fichiers"},
    {"less than an hour ago", "il y a moins d’une heure"},
    {"%lld hours ago", "il y a %lld heures"},
    {"%lld days ago", "il y a %lld jours"},
    {"there was never a backup", "il n’y a jamais eu de sauvegarde"},
    {"etalon backup makes one; etalon serve --backups DIR one a day",
     "etalon backup en fait une ; etalon serve --backups DOSSIER une par jour"},
    {"the last backup was made %.*s: %.*s", "la dernière sauvegarde a été faite %.*s : %.*s"},
    {"no backup was ever restored", "aucune sauvegarde n’a jamais été restaurée"},
    {"a server restores the newest every day and verifies it; or etalon restore into an "
     "empty folder",
     "un serveur restaure la plus récente chaque jour et la vérifie ; ou etalon restore "
     "dans un dossier vide"},
    {"the backup could not be restored %.*s: %.*s",
     "la sauvegarde n’a pas pu être restaurée %.*s : %.*s"},
    {"make another backup now, and look at where it is kept",
     "faites une autre sauvegarde maintenant, et voyez où elle est gardée"},
    {"a backup was restored and verified %.*s: %.*s",
     "une sauvegarde a été restaurée et vérifiée %.*s : %.*s"},
    {"the drill is held by the server, once a day: does it run?",
     "l’exercice est fait par le serveur, une fois par jour : tourne-t-il ?"},
    {"the clock says %.*s", "l’horloge indique %.*s"},
    {"it is behind what was recorded: set it, and keep it by NTP",
     "elle retarde sur ce qui fut enregistré : réglez-la, et tenez-la par NTP"},
    {"a server runs on it", "un serveur tourne dessus"},
    {"no server runs on it", "aucun serveur ne tourne dessus"},
    {"a restore was interrupted after it counted",
     "une restauration a été interrompue après avoir compté"},
    {"%lld MiB are free, and twice the %lld MiB of a backup are needed",
     "%lld Mio sont libres, et il faut le double des %lld Mio d’une sauvegarde"},
    {"\"%s\" is not empty: %.*s is there", "« %s » n’est pas vide : %.*s s’y trouve"},
    {"restore into another folder, or say --replace",
     "restaurez dans un autre dossier, ou dites --replace"},
    {"%.*s: %lld files, %lld bytes; read back: %lld events and %lld entries of the audit "
     "hold together\n",
     "%.*s : %lld fichiers, %lld octets ; relu : %lld événements et %lld entrées de l’audit "
     "tiennent ensemble\n"},
    {"where it is written: a new file, or one named by the time in a folder; DIR/backups "
     "unless said",
     "où elle est écrite : un nouveau fichier, ou un nommé par l’heure dans un dossier ; "
     "DIR/backups sinon"},
    {"a data folder as one file, verified after it was written",
     "un dossier de données en un fichier, vérifié après écriture"},
    {"Accounts and every workspace, each as it is at one moment, in one tar archive. Works "
     "in the\n"
     "server that runs on the folder, if one does; nobody waits for it. The file has its "
     "name\n"
     "when it was read back: every hash and every chain holds, every table is what its "
     "events\n"
     "say, and all of it is on the disk. A file that is there already is not overwritten.\n"
     "Keep backups on another machine. Of passwords and tokens they hold hashes. secrets.key and\n"
     "site.yaml are not in them: keep those apart, or who finds a backup finds its secrets.\n\n"
     "Exit code: 0 it is there and verified, 1 it is not there, 2 when the command line is "
     "wrong.\n",
     "Les comptes et chaque espace de travail, chacun à un instant, dans une archive tar. "
     "Travaille\n"
     "dans le serveur qui tourne sur le dossier, s’il y en a un ; personne n’attend. Le "
     "fichier a son\n"
     "nom une fois relu : chaque empreinte et chaque chaîne tient, chaque table est ce que "
     "disent ses\n"
     "événements, et tout est sur le disque. Un fichier qui existe n’est pas écrasé.\n"
     "Gardez les sauvegardes sur une autre machine. Des mots de passe et jetons elles tiennent "
     "des\n"
     "empreintes. secrets.key et site.yaml n’y sont pas : gardez-les à part, sinon qui trouve une\n"
     "sauvegarde trouve ses secrets.\n\n"
     "Code de sortie : 0 elle est là et vérifiée, 1 elle n’est pas là, 2 ligne de commande "
     "fausse.\n"},
    {"good", "bon"},
    {"PROBLEM", "PROBLÈME"},
    {"unknown format \"%.*s\"", "format inconnu « %.*s »"},
    {"is a data folder in good health, and what to do when it is not",
     "un dossier de données est-il en bonne santé, et que faire sinon"},
    {"Measures how long the disk takes to have something for good, looks at free space,\n"
     "permissions, the clock, logs that are open, the last backup and when one was last\n"
     "restored and verified. Works while a server runs.\n\n"
     "Exit code: 0 nothing that must be done now, 1 a problem, 2 when the command line is "
     "wrong.\n",
     "Mesure le temps que met le disque à garder pour de bon, regarde la place libre, les\n"
     "permissions, l’horloge, les journaux ouverts, la dernière sauvegarde et quand l’une "
     "fut\n"
     "restaurée et vérifiée. Fonctionne pendant qu’un serveur tourne.\n\n"
     "Code de sortie : 0 rien d’urgent, 1 un problème, 2 ligne de commande fausse.\n"},
    {"a server runs on \"%s\"", "un serveur tourne sur « %s »"},
    {"stop it, or restore into another folder", "arrêtez-le, ou restaurez dans un autre dossier"},
    {"the restore that was interrupted is done\n", "la restauration interrompue est achevée\n"},
    {"no restore was interrupted\n", "aucune restauration n’a été interrompue\n"},
    {"%s: %lld files of the backup ", "%s : %lld fichiers de la sauvegarde "},
    {"; %lld events and %lld entries of the audit hold together\n",
     " ; %lld événements et %lld entrées de l’audit tiennent ensemble\n"},
    {"name the backup, and the folder with --data",
     "nommez la sauvegarde, et le dossier par --data"},
    {"the folder that the data comes to; made when missing",
     "le dossier où vont les données ; créé s’il manque"},
    {"put aside what is there: NAME.etalon.before-TIME beside it",
     "met de côté ce qui s’y trouve : NOM.etalon.before-HEURE à côté"},
    {"a backup into a folder, verified first, whole or not at all",
     "une sauvegarde dans un dossier, vérifiée d’abord, entière ou pas du tout"},
    {"BACKUP --data DIR [options]", "SAUVEGARDE --data DOSSIER [options]"},
    {"Unpacks the backup beside what is there and verifies all of it; only then does it "
     "take\n"
     "its place. A folder that holds data is refused without --replace, one that a server "
     "or\n"
     "another command has open always. When it is interrupted the folder is as it was, or "
     "the\n"
     "next start of the server ends it; without BACKUP this command ends it.\n\n"
     "Exit code: 0 restored, 1 not, 2 when the command line is wrong.\n",
     "Déballe la sauvegarde à côté de ce qui est là et la vérifie toute ; alors seulement "
     "elle prend\n"
     "sa place. Un dossier qui contient des données est refusé sans --replace, un qu’un "
     "serveur ou\n"
     "une autre commande a ouvert toujours. Interrompue, le dossier est comme avant, ou le "
     "prochain\n"
     "démarrage du serveur l’achève ; sans SAUVEGARDE cette commande l’achève.\n\n"
     "Code de sortie : 0 restaurée, 1 non, 2 ligne de commande fausse.\n"},
    {"a verified backup a day goes there; the last 14 are kept",
     "une sauvegarde vérifiée par jour y va ; les 14 dernières sont gardées"},
    {"say add NAME, or list", "dites add NOM, ou list"},
    {"the workspace %.*s is there\n", "l’espace de travail %.*s est là\n"},
    {"add: what people call it", "add : comment on l’appelle"},
    {"add: whose account becomes its admin", "add : quel compte devient son administrateur"},
    {"the workspaces of a data folder: add, list",
     "les espaces de travail d’un dossier de données : add, list"},
    {"add NAME|list --data DIR [options]", "add NOM|list --data DOSSIER [options]"},
    {"A workspace is a company's deals, standards and people in one file, NAME.etalon. "
     "Works in\n"
     "the server that runs on the folder, if one does, else on its files. Without --admin "
     "nobody\n"
     "is in it yet: etalon user add --workspace NAME --role admin.\n\n"
     "Exit code: 0 done, 1 refused or failed, 2 when the command line is wrong.\n",
     "Un espace de travail, ce sont les affaires, standards et personnes d’une entreprise "
     "dans un\n"
     "fichier, NOM.etalon. Travaille dans le serveur qui tourne sur le dossier, s’il y en a "
     "un, sinon\n"
     "sur ses fichiers. Sans --admin personne n’en fait encore partie : etalon user add "
     "--workspace\n"
     "NOM --role admin.\n\n"
     "Code de sortie : 0 fait, 1 refusé ou échoué, 2 ligne de commande fausse.\n"},
    {"SYNOPSIS", "SYNOPSIS"},
    {"OPTIONS", "OPTIONS"},
    {"DESCRIPTION", "DESCRIPTION"},
    {"SEE ALSO", "VOIR AUSSI"},
    {"COMMANDS", "COMMANDES"},
    {"FILES", "FICHIERS"},
    {"the data of the server that the package starts",
     "les données du serveur que le paquet démarre"},
    {"its options: ETALON_OPTIONS", "ses options : ETALON_OPTIONS"},
    {"the names of the commands", "les noms des commandes"},
    {"what bash completes a command line by", "ce par quoi bash complète une ligne de commande"},
    {"the manual page of a command, for man -l -",
     "la page de manuel d’une commande, pour man -l -"},
    {"[COMMAND] [options]", "[COMMANDE] [options]"},
    {"Printed from the same table as --help, in the language that is spoken.\n",
     "Imprimée de la même table que --help, dans la langue parlée.\n"},
    {"name one command", "nommez une seule commande"},
    {NULL, NULL},
};
