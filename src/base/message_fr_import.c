#include "base/message.h"

/* Exports that become live workspaces, and what leaves them. */
const struct message_pair messages_fr_import[] = {
    {"--data takes no files, --map, --rejected or --as-of",
     "--data va sans fichiers et sans --map, --rejected ni --as-of"},
    {"instead of files: the folder of the data of a workspace",
     "au lieu de fichiers : le dossier des données d’un espace de travail"},
    {"the workspace in it, while no server runs on it",
     "l’espace de travail qui s’y trouve, tant qu’aucun serveur ne l’utilise"},
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
     "docs/import.md tells the rules.\n\n"
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
     "que le précédent. docs/import.md donne les règles.\n\n"
     "Code de sortie : 0 fait, 1 les fichiers ou l’espace de travail ne peuvent servir ou une\n"
     "question est posée, 2 la ligne de commande est fausse.\n"},
    {"the workspace", "l’espace de travail"},
    {"workspace", "espace de travail"},
    {"the workspace \"%.*s\" has no deal", "l’espace de travail « %.*s » n’a aucune affaire"},
    {"\"%.*s\" is no name of a workspace: lower-case letters, digits and hyphens",
     "« %.*s » n’est pas un nom d’espace de travail : minuscules, chiffres et tirets"},
    {"there is no workspace %s", "il n’y a pas d’espace de travail %s"},
    {"while a server runs on it, its API does the same: docs/api.md",
     "tant qu’un serveur l’utilise, son API fait de même : docs/api.md"},
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
    {0},
};
