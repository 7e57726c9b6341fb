#include "base/message.h"

/* Exports that become live workspaces, and what leaves them. */
const struct message_pair messages_fr_import[] = {
    {"--data takes no files, --map or --rejected",
     "--data va sans fichiers et sans --map ni --rejected"},
    {"--data takes no files and no --map", "--data va sans fichiers et sans --map"},
    {"instead of files: the folder of the data of a workspace",
     "au lieu de fichiers : le dossier des données d’un espace de travail"},
    {"the workspace in it", "l’espace de travail qui s’y trouve"},
    {"FILE… [options], or --data DIR --workspace NAME [options]",
     "FICHIER… [options], ou --data DOSSIER --workspace NOM [options]"},
    {"rows: %lld used, %lld rejected, %lld duplicates, %lld unmatched\n",
     "lignes : %lld utilisées, %lld rejetées, %lld doublons, %lld sans affaire\n"},
    {"rows read: %lld = %lld deals + %lld rejected + %lld duplicates\n",
     "lignes lues : %lld = %lld affaires + %lld rejetées + %lld doublons\n"},
    {"  … and %lld more: --rejected FILE writes them\n",
     "  … et %lld autres : --rejected FICHIER les écrit\n"},
    {"the same id", "le même identifiant"},
    {"the same title", "le même titre"},
    {"as the mapping file says", "comme le dit le fichier de correspondance"},
    {"in the record of the deal, in no field", "dans la fiche de l’affaire, dans aucun champ"},
    {"amount", "montant"},
    {"attribute", "attribut"},
    {"standard: drafted from this history, discipline random (process %.*s)\n",
     "standard : ébauché d’après cet historique, discipline random (processus %.*s)\n"},
    {"standard: process %.*s, version %d, discipline %s\n",
     "standard : processus %.*s, version %d, discipline %s\n"},
    {"people: %lld known, %lld new\n", "personnes : %lld connues, %lld nouvelles\n"},
    {"would create %lld deals, update %lld, leave %lld as they are\n",
     "créerait %lld affaires, en mettrait à jour %lld, en laisserait %lld telles quelles\n"},
    {"created %lld deals, updated %lld, left %lld as they are\n",
     "%lld affaires créées, %lld mises à jour, %lld laissées telles quelles\n"},
    {"beyond a limit, left out: %lld deals\n",
     "au-delà d’une limite, laissées de côté : %lld affaires\n"},
    {"nothing was written: this was a preview\n", "rien n’a été écrit : c’était un aperçu\n"},
    {"findings on the imported acts, kept silently: %lld, of which %lld would have stopped the "
     "act\n",
     "constats sur les actes importés, gardés en silence : %lld, dont %lld auraient arrêté "
     "l’acte\n"},
    {"import %lld of %.*s%s\n", "import %lld de %.*s%s\n"},
    {", gone on with", ", repris"},
    {"take it back: etalon import --undo %lld --data %.*s --workspace %.*s\n",
     "le reprendre : etalon import --undo %lld --data %.*s --workspace %.*s\n"},
    {"--undo wants the number of an import: --list shows them",
     "--undo veut le numéro d’un import : --list les montre"},
    {"import %lld is taken back: %lld deals are as they were before it\n",
     "l’import %lld est annulé : %lld affaires sont comme avant lui\n"},
    {"touched since, kept as they are: %lld deals\n",
     "modifiées depuis, gardées telles quelles : %lld affaires\n"},
    {"--undo and --list take no files", "--undo et --list vont sans fichiers"},
    {"which workspace; it is made when missing",
     "quel espace de travail ; il est créé s’il manque"},
    {"how columns are understood, and what is what in the standard",
     "comment comprendre les colonnes, et ce qui est quoi dans le standard"},
    {"under which standard; else the newest one there, else one is drafted",
     "sous quel standard ; sinon le plus récent qui s’y trouve, sinon une ébauche"},
    {"shows what would be done; nothing is written",
     "montre ce qui serait fait ; rien n’est écrit"},
    {"write the standard that was drafted there", "y écrire le standard ébauché"},
    {"the imports of the workspace, newest first",
     "les imports de l’espace de travail, le plus récent d’abord"},
    {"take an import back; deals touched since are named and kept",
     "annuler un import ; les affaires modifiées depuis sont nommées et gardées"},
    {"an export becomes a live workspace, and can be taken back",
     "un export devient un espace de travail vivant, et peut être annulé"},
    {"FILE… --data DIR --workspace NAME [options]",
     "FICHIER… --data DOSSIER --workspace NOM [options]"},
    {"Give all files of one export together, as to `etalon assess`. Every deal comes with its\n"
     "past: stages, owners, amounts, close dates, its end. The judge is asked about each act\n"
     "at the moment it happened; what he says is kept silently and refuses nothing.\n\n"
     "What was cut short goes on when the same command is given again. A newer export of the\n"
     "same CRM updates the deals it finds by their ids: what it tells beyond the one before.\n"
     "docs/import.md tells the rules. Works in the server that runs on the folder, if one does,\n"
     "else on its files.\n\n"
     "Exit code: 0 done, 1 the files or the workspace cannot be used or something is asked, 2\n"
     "the command line is wrong.\n",
     "Donnez ensemble tous les fichiers d’un export, comme à `etalon assess`. Chaque affaire "
     "vient\n"
     "avec son passé : étapes, propriétaires, montants, dates de clôture, sa fin. Le juge est\n"
     "interrogé sur chaque acte au moment où il eut lieu ; ce qu’il dit est gardé en silence et "
     "ne\n"
     "refuse rien.\n\n"
     "Ce qui fut interrompu reprend quand la même commande est redonnée. Un export plus récent du\n"
     "même CRM met à jour les affaires qu’il retrouve par leur identifiant : ce qu’il dit de plus\n"
     "que le précédent. docs/import.md donne les règles. Travaille dans le serveur qui tourne sur\n"
     "le dossier, s’il y en a un, sinon sur ses fichiers.\n\n"
     "Code de sortie : 0 fait, 1 les fichiers ou l’espace de travail ne peuvent servir ou une\n"
     "question est posée, 2 la ligne de commande est fausse.\n"},
    {"the workspace", "l’espace de travail"},
    {"workspace", "espace de travail"},
    {"the workspace \"%.*s\" has no deal", "l’espace de travail « %.*s » n’a aucune affaire"},
    {"\"%.*s\" is no name of a workspace: lower-case letters, digits and hyphens",
     "« %.*s » n’est pas un nom d’espace de travail : minuscules, chiffres et tirets"},
    {"the workspace \"%.*s\" had no deal by then",
     "l’espace de travail « %.*s » n’avait alors aucune affaire"},
    {"deals of other processes are left out: as of a day, one process is told, here \"%.*s\"",
     "les affaires d’autres processus sont laissées de côté : à une date donnée, un seul processus "
     "est dit, ici « %.*s »"},
    {"there is no workspace %.*s", "il n’y a pas d’espace de travail %.*s"},
    {"stopped waiting: the deals go on by themselves",
     "n’attend plus : les affaires continuent d’elles-mêmes"},
    {"the system gives no more memory", "le système ne donne plus de mémoire"},
    {"what is what in the standard", "ce qui est quoi dans le standard"},
    {"an id of the standard", "un identifiant du standard"},
    {"the drafted standard is larger than %d bytes", "le standard ébauché dépasse %d octets"},
    {"the standard has problems", "le standard a des problèmes"},
    {"several people here are called \"%.*s\": which one?",
     "plusieurs personnes s’appellent ici « %.*s » : laquelle ?"},
    {"give one of them another name here, then import again",
     "donnez ici un autre nom à l’une d’elles, puis importez de nouveau"},
    {"the events of a deal do not hang together",
     "les événements d’une affaire ne s’enchaînent pas"},
    {"the storage failed", "le stockage a échoué"},
    {"the workspace does not take this import", "l’espace de travail n’accepte pas cet import"},
    {"stopped; the same import goes on where it was",
     "arrêté ; le même import reprendra où il en était"},
    {"import %lld is taken back already", "l’import %lld est déjà annulé"},
    {"there is no import %lld", "il n’y a pas d’import %lld"},
    {"the history has %lld stages, a standard holds %d",
     "l’historique a %lld étapes, un standard en contient %d"},
    {"give a standard with --standard, and in a mapping file which stage is which of its stages",
     "donnez un standard avec --standard, et dans un fichier de correspondance quelle étape est "
     "laquelle des siennes"},
    {"in a mapping file: standard: {%.*s: {\"%.*s\": ID}}, ID one of %.*s, or none",
     "dans un fichier de correspondance : standard: {%.*s: {\"%.*s\": ID}}, ID parmi "
     "%.*s, ou none"},
    {"the mapping file gives \"%.*s\" the place \"%.*s\", which the standard does not have",
     "le fichier de correspondance donne à « %.*s » la place « %.*s », que le standard n’a pas"},
    {"several parts of the standard are called \"%.*s\": which one is it?",
     "plusieurs parties du standard s’appellent « %.*s » : laquelle est-ce ?"},
    {"the stage \"%.*s\" has no place in the standard: which stage is it?",
     "l’étape « %.*s » n’a pas de place dans le standard : quelle étape est-ce ?"},
    {"event %lld is about an import that never began",
     "l’événement %lld concerne un import qui n’a jamais commencé"},
    {"import %lld is not what the events say",
     "l’import %lld n’est pas ce que disent les événements"},
    {"%lld imports are missing", "imports manquants : %lld"},
    {"the mapping, line %d: %.*s", "la correspondance, ligne %d : %.*s"},
    {"the standard, line %d: %.*s", "le standard, ligne %d : %.*s"},
    {"no standard was drafted from these files",
     "aucun standard n’a été esquissé d’après ces fichiers"},
    {"no files were handed over yet", "aucun fichier n’a encore été remis"},
    {"an import is being read or runs", "un import est en lecture ou en cours"},
    {"a file of this name was handed over", "un fichier de ce nom a déjà été remis"},
    {"too many imports at once; try later", "trop d’imports à la fois ; réessayez plus tard"},
    {"this import is over: hand the files over anew",
     "cet import est fini : remettez les fichiers"},
    {"look at the import first: it is not ready", "regardez d’abord l’import : il n’est pas prêt"},
    /* what leaves */
    {"this is larger than an answer may be: filter, or use etalon export",
     "c’est plus grand qu’une réponse ne peut l’être : filtrez, ou utilisez etalon export"},
    {"Deals", "Affaires"},
    {"--outcome cannot be \"%.*s\"", "--outcome ne peut être « %.*s »"},
    {"the workspace has no standard yet", "l’espace de travail n’a pas encore de standard"},
    {"it takes no files: --data and --workspace say what",
     "elle ne prend pas de fichiers : --data et --workspace disent quoi"},
    {"--to csv, xlsx, log, xes, ocel-json, ocel or bpmn: not \"%.*s\"",
     "--to csv, xlsx, log, xes, ocel-json, ocel ou bpmn : pas « %.*s »"},
    {"this is nothing to read: give -o FILE", "ce n’est pas à lire : donnez -o FICHIER"},
    {"which workspace", "quel espace de travail"},
    {"what to write, see below", "quoi écrire, voir plus bas"},
    {"only deals in this stage", "seulement les affaires à cette étape"},
    {"only deals that ended so", "seulement les affaires finies ainsi"},
    {"TEXT", "TEXTE"},
    {"only deals with this in their name", "seulement les affaires dont le nom contient ceci"},
    {"only the deal with this id in the CRM", "seulement l’affaire de cet identifiant dans le CRM"},
    {"bpmn: of this file, not of the workspace",
     "bpmn : de ce fichier, non de l’espace de travail"},
    {"deals, event logs and standards of a workspace, for other tools",
     "affaires, journaux et standards d’un espace de travail, pour d’autres outils"},
    {"--data DIR --workspace NAME --to SHAPE [options]",
     "--data DOSSIER --workspace NOM --to FORME [options]"},
    {"csv, xlsx    the deals as a table, with the fields of their standards; what a spreadsheet\n"
     "             would run as a formula is written as a text\n"
     "log, xes     every event of every deal, for process mining (CSV, IEEE 1849)\n"
     "ocel-json    the same as an object-centric log, OCEL 2.0: deals and people are objects\n"
     "ocel         the same as the SQLite file of that standard\n"
     "bpmn         the standard as BPMN 2.0 with its layout, for bpmn.io and others\n\n"
     "One moment is seen whole, and the same workspace gives the same bytes. Works in the server\n"
     "that runs on the folder, if one does, else on its files.\n\n"
     "Exit code: 0 done, 1 the workspace cannot be used, 2 the command line is wrong.\n",
     "csv, xlsx    les affaires en tableau, avec les champs de leurs standards ; ce qu’un tableur\n"
     "             exécuterait comme formule est écrit comme texte\n"
     "log, xes     chaque événement de chaque affaire, pour la fouille de processus (CSV, IEEE "
     "1849)\n"
     "ocel-json    de même en journal centré objets, OCEL 2.0 : affaires et personnes sont objets\n"
     "ocel         de même, le fichier SQLite de cette norme\n"
     "bpmn         le standard en BPMN 2.0 avec son tracé, pour bpmn.io et d’autres\n\n"
     "Un seul moment est vu en entier, et le même espace de travail donne les mêmes octets.\n"
     "Travaille dans le serveur qui tourne sur le dossier, s’il y en a un, sinon sur ses "
     "fichiers.\n\n"
     "Code de sortie : 0 fait, 1 l’espace de travail ne peut servir, 2 la ligne de commande est\n"
     "fausse.\n"},
    {"the file name cannot be used", "ce nom de fichier ne peut servir"},
    {"a piece of the file is larger than %d bytes", "un morceau du fichier dépasse %d octets"},
    {" working days", " jours ouvrés"},
    {" days", " jours"},
    {" working hours", " heures ouvrées"},
    {" hours", " heures"},
    {"expected", "attendu"},
    {"age limit", "limite d’âge"},
    {"accept within", "à accepter sous"},
    {"touch within", "à prendre en main sous"},
    {"forward to the next stage only", "en avant vers l’étape suivante seulement"},
    {"forward to any later stage", "en avant vers toute étape ultérieure"},
    {"forward as listed", "en avant selon la liste"},
    {"; back is allowed\n", " ; le retour est permis\n"},
    {"not won", "non gagnée"},
    {"won", "gagnée"},
    {"ends", "fins"},
    {"no memory for a database", "pas de mémoire pour une base de données"},
    {"the database cannot be made: SQLite says %d",
     "la base de données ne peut être faite : SQLite dit %d"},
    /* reading apart */
    {"start", "lancer"},
    {"these files need more time or memory than reading may take",
     "ces fichiers demandent plus de temps ou de mémoire que la lecture ne peut en prendre"},
    {"hand over fewer or smaller files, or use etalon import",
     "remettez moins de fichiers, ou de plus petits, ou utilisez etalon import"},
    {"what was read of these files is not sound", "ce qui fut lu de ces fichiers n’est pas sain"},
    {"the question is not sound", "la question n’est pas saine"},
    {"etalon: this kernel has no Landlock: who reads uploads is kept from files by seccomp alone\n",
     "etalon : ce noyau n’a pas Landlock : qui lit les fichiers remis n’est tenu loin des autres "
     "que "
     "par seccomp\n"},
    {"etalon: no seccomp here: who reads uploads is kept from little but time and memory\n",
     "etalon : pas de seccomp ici : qui lit les fichiers remis n’est borné qu’en temps et "
     "mémoire\n"},
    {0},
};
