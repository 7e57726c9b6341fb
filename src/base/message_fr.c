#include "base/message.h"

const struct message_pair *const messages_fr[] = {
    messages_fr_program,  messages_fr_api,      messages_fr_exchange, messages_fr_server,
    messages_fr_accounts, messages_fr_standard, messages_fr_system,   messages_fr_outside,
    messages_fr_import,   messages_fr_http,     messages_fr_live,     messages_fr_routes,
    messages_fr_operate,  messages_fr_dynamic,  messages_fr_revise,   NULL,
};

/* Files, the command line, how problems are shown. */
const struct message_pair messages_fr_program[] = {
    /* problems */
    {"note", "remarque"},
    {"warning", "avertissement"},
    {"error", "erreur"},
    {"hint", "conseil"},
    {"%s: %s", "%s : %s"},
    {"file", "fichier"},
    {"… and more: only %d are shown\n\n", "… et d’autres : seuls %d sont montrés\n\n"},

    /* files */
    {"the file name is empty", "le nom du fichier est vide"},
    {"the file name has %lld bytes, at most %d can be used",
     "le nom du fichier a %lld octets, %d au plus sont possibles"},
    {"cannot %s \"%.*s\": %s", "impossible %s « %.*s » : %s"},
    {"open", "d’ouvrir"},
    {"write", "d’écrire"},
    {"sync", "de synchroniser"},
    {"make the folder", "de créer le dossier"},
    {"you may lack the right to read it: ls -l shows who has it",
     "il se peut que vous n’ayez pas le droit de le lire : ls -l montre qui l’a"},
    {"\"%.*s\" is a directory, not a file", "« %.*s » est un dossier, pas un fichier"},
    {"name the files in it: %.*s/*.csv", "nommez les fichiers qu’il contient : %.*s/*.csv"},
    {"\"%.*s\" is a device, not a file", "« %.*s » est un périphérique, pas un fichier"},
    {"reading failed: %s", "la lecture a échoué : %s"},
    {"\"%.*s\" is larger than %lld KiB, the most that can be read",
     "« %.*s » dépasse %lld Kio, le plus qui puisse être lu"},
    {"\"%.*s\" is larger than %lld MiB, the most that can be read",
     "« %.*s » dépasse %lld Mio, le plus qui puisse être lu"},
    {"split it, or leave out the columns that are not needed",
     "divisez-le, ou retirez les colonnes inutiles"},

    /* the command line */
    {"the master standard of how a company sells", "l’étalon de la façon dont une entreprise vend"},
    {"usage", "usage"},
    {"COMMAND", "COMMANDE"},
    {"etalon COMMAND --help tells more", "etalon COMMANDE --help en dit plus"},
    {"unknown command \"%.*s\"", "commande inconnue « %.*s »"},
    {"did you mean %.*s?", "vouliez-vous dire %.*s ?"},
    {"etalon --help lists the commands", "etalon --help donne la liste des commandes"},
    {"unknown option", "option inconnue"},
    {"no value goes with", "aucune valeur ne va avec"},
    {"a value must follow", "une valeur doit suivre"},
    {"too many files, from", "trop de fichiers, à partir de"},
    {"%.*s cannot be \"%.*s\"", "%.*s ne peut pas être « %.*s »"},
    {"%.*s cannot be \"%.*s\": %s", "%.*s ne peut pas être « %.*s » : %s"},
    {"which files?", "quels fichiers ?"},
    {"name at least one file", "nommez au moins un fichier"},
    {"no argument is expected", "aucun argument n’est attendu"},
    {"FILE", "FICHIER"},
    {"DATE", "DATE"},
    {"DAYS", "JOURS"},
    {"FIELD", "CHAMP"},
    {"NAME", "NOM"},
    {"PERCENT", "POURCENT"},
    {"PATH", "CHEMIN"},
    {"FILE… [options]", "FICHIER… [options]"},
    {"write there instead of to standard output", "y écrire, au lieu de la sortie standard"},

    /* etalon assess */
    {"how a company really sells, from an export of its CRM",
     "comment une entreprise vend vraiment, d’après un export de son CRM"},
    {"how columns are understood, as `etalon map` drafts it",
     "comment les colonnes sont comprises ; `etalon map` en donne l’ébauche"},
    {"the standard that deals should follow", "le standard que les affaires devraient suivre"},
    {"what was known at the end of that day: 2026-06-30",
     "ce que l’on savait à la fin de ce jour : 2026-06-30"},
    {"count as won what is won within so many days of entering",
     "compter comme gagné ce qui l’est dans ce nombre de jours après l’entrée"},
    {"compare by this column; may be given several times",
     "comparer selon cette colonne ; peut être répété"},
    {"for a screen (default), a program, a board",
     "pour un écran (par défaut), un programme, un conseil d’administration"},
    {"write the rows that could not be used there, as CSV",
     "y écrire, en CSV, les lignes qui n’ont pas pu servir"},
    {"language of the report; default from LC_ALL or LANG",
     "langue du rapport ; par défaut, celle de LC_ALL ou LANG"},
    {"Give all files of one export together: deals, history of stages, owners, accounts…\n"
     "They are recognised by their headers and joined by their ids. The output is\n"
     "described in docs/assess.md. Exit code: 0 done, 1 the input cannot be used, 2\n"
     "usage. When it fails, nothing is written.\n",
     "Donnez ensemble tous les fichiers d’un même export : affaires, historique des\n"
     "étapes, responsables, comptes… Ils sont reconnus à leurs en-têtes et reliés par\n"
     "leurs identifiants. La sortie est décrite dans docs/assess.md. Code de retour :\n"
     "0 fait, 1 entrée inutilisable, 2 usage. En cas d’échec, rien n’est écrit.\n"},
    {"a day is written 2026-06-30", "un jour s’écrit 2026-06-30"},
    {"a number of days, from 1 to 3650", "un nombre de jours, de 1 à 3650"},
    {"text, json or html", "text, json ou html"},
    {"en or fr", "en ou fr"},
    {"the name of a column, at most 32 times", "le nom d’une colonne, 32 fois au plus"},
    {"the name of a file", "le nom d’un fichier"},
    {"reading the files…", "lecture des fichiers…"},
    {"measuring…", "mesure…"},
    {"finding the process…", "recherche du processus…"},
    {"writing…", "écriture…"},
    {"the mapping file %.*s cannot be used", "le fichier de correspondance %.*s est inutilisable"},
    {"the standard %.*s cannot be used", "le standard %.*s est inutilisable"},
    {"etalon check tells all", "etalon check dit tout"},
    {"the standard cannot be used: %.*s", "le standard est inutilisable : %.*s"},
    {"etalon check %.*s tells all", "etalon check %.*s dit tout"},
    {"the report is larger than %d bytes", "le rapport dépasse %d octets"},

    /* etalon check, schema, version */
    {"report every problem of a standard", "signaler tous les problèmes d’un standard"},
    {"warnings fail too; notes never do",
     "les avertissements font aussi échouer ; les remarques jamais"},
    {"how problems are written; text has the line and a caret",
     "comment les problèmes sont écrits ; text montre la ligne et l’endroit"},
    {"auto: on a terminal, unless NO_COLOR is set",
     "auto : sur un terminal, sauf si NO_COLOR est défini"},
    {"Exit code: 0 when no error was found (warnings and notes may have been), 1 when\n"
     "there was one or a file cannot be read, 2 when the command line is wrong.\n\n"
     "When a file says under changes which version it follows, and that version is\n"
     "among the files, the mapping of ids from one to the other is checked too:\n"
     "  etalon check before.yaml after.yaml\n",
     "Code de retour : 0 sans erreur (il a pu y avoir des avertissements et des\n"
     "remarques), 1 s’il y en a une ou si un fichier est illisible, 2 si la ligne de\n"
     "commande est fautive.\n\n"
     "Quand un fichier dit sous changes quelle version il suit, et que cette version\n"
     "est parmi les fichiers, la correspondance des identifiants est vérifiée aussi :\n"
     "  etalon check avant.yaml apres.yaml\n"},
    {"print a standard for people to read", "montrer un standard, à lire par tous"},
    {"FILE [options]", "FICHIER [options]"},
    {"language; default from LC_ALL or LANG", "langue ; par défaut, celle de LC_ALL ou LANG"},
    {"text for a screen or paper; markdown to paste in a wiki",
     "text pour l’écran ou le papier ; markdown à coller dans un wiki"},
    {"of text, 40 to 100; default the terminal's, else 80",
     "largeur du texte, de 40 à 100 ; par défaut celle du terminal, sinon 80"},
    {"Titles that are missing in the language asked for are shown in the other one.\n"
     "A standard with errors is refused, with its errors as etalon check prints them.\n"
     "To print it on paper:  etalon show FILE | lp\n",
     "Les titres qui manquent dans la langue demandée sont montrés dans l’autre.\n"
     "Un standard qui a des erreurs est refusé, avec ses erreurs telles que etalon check les\n"
     "écrit. Pour l’imprimer :  etalon show FICHIER | lp\n"},
    {"%.*s has errors and cannot be shown", "%.*s a des erreurs et ne peut pas être montré"},
    {"which file?", "quel fichier ?"},
    {"one file at a time", "un fichier à la fois"},
    {"COLUMNS", "COLONNES"},
    {"print the JSON Schema of a standard, for editors",
     "écrire le JSON Schema d’un standard, pour les éditeurs"},
    {"An editor with a YAML language server completes and checks a standard that begins\n"
     "with this line:\n"
     "  # yaml-language-server: $schema=docs/standard.schema.json\n",
     "Un éditeur doté d’un serveur de langage YAML complète et vérifie un standard qui\n"
     "commence par cette ligne :\n"
     "  # yaml-language-server: $schema=docs/standard.schema.json\n"},
    {"print the version", "écrire la version"},

    /* etalon map */
    {"drafts how the columns of your files are understood",
     "ébaucher la façon dont les colonnes de vos fichiers sont comprises"},
    {"FILE… [options] > mapping.yaml", "FICHIER… [options] > mapping.yaml"},
    {"begin from this mapping file instead of from nothing",
     "partir de ce fichier de correspondance plutôt que de rien"},
    {"Recognises exports of Salesforce, HubSpot, Pipedrive, Zoho, Dynamics 365, Close,\n"
     "Odoo, Attio and Bitrix24, and guesses at any other CSV. Edit what is wrong, then\n"
     "give the file to other commands with --map. See docs/import.md.\n",
     "Reconnaît les exports de Salesforce, HubSpot, Pipedrive, Zoho, Dynamics 365,\n"
     "Close, Odoo, Attio et Bitrix24, et devine tout autre CSV. Corrigez ce qui est\n"
     "faux, puis donnez le fichier aux autres commandes avec --map. Voir\n"
     "docs/import.md.\n"},

    /* etalon simulate */
    {"invent a company of one of the four kinds, with its truth",
     "inventer une entreprise de l’un des quatre types, avec sa vérité"},
    {"[--kind K] [--deals N] [--seed S] [options] [-o PATH]",
     "[--kind K] [--deals N] [--seed S] [options] [-o CHEMIN]"},
    {"which of the four kinds of process; formal", "lequel des quatre types ; formal"},
    {"deals that enter during the log; 500", "affaires qui entrent pendant le journal ; 500"},
    {"length of the log; 365", "durée du journal ; 365"},
    {"the day of the snapshot; 2026-01-01", "le jour de l’instantané ; 2026-01-01"},
    {"same seed, same company; 1", "même graine, même entreprise ; 1"},
    {"a departure from the nominal company, see below",
     "un écart à l’entreprise nominale, voir plus bas"},
    {"share of the acts of governance that are on record; 100",
     "part des actes de gouvernance qui sont consignés ; 100"},
    {"whose export deals.csv looks like", "à l’export de quel produit deals.csv ressemble"},
    {"instead of a company: one plain event log of N events",
     "au lieu d’une entreprise : un simple journal de N événements"},
    {"folder of the company (company), or the log file (log.csv, - for output)",
     "dossier de l’entreprise (company), ou fichier du journal (log.csv, - pour la sortie)"},
    {"Variants: nominal, boundary, shelfware, box-tick, cosmetic, one-department,\n"
     "unmeasured, trend, mid-life-import, speed-only.\n\n"
     "The folder holds deals.csv, events.csv, governance.csv, standard.yaml (the\n"
     "standard that the company claims) and truth.json (what no export knows).\n"
     "Outcomes follow published survey associations by construction: a simulated\n"
     "company can test the product, it can prove nothing about selling.\n",
     "Variantes : nominal, boundary, shelfware, box-tick, cosmetic, one-department,\n"
     "unmeasured, trend, mid-life-import, speed-only.\n\n"
     "Le dossier contient deals.csv, events.csv, governance.csv, standard.yaml (le\n"
     "standard dont l’entreprise se réclame) et truth.json (ce qu’aucun export ne sait).\n"
     "Les issues suivent par construction des corrélations d’enquêtes publiées : une\n"
     "entreprise simulée éprouve le produit, elle ne prouve rien sur la vente.\n"},
    {"%.*s %.*s: expected %s", "%.*s %.*s : il faut %s"},
    {"a whole number from %lld to %lld", "un nombre entier de %lld à %lld"},
    {"a date such as 2026-01-01", "une date comme 2026-01-01"},
    {"random, informal, formal or dynamic", "random, informal, formal ou dynamic"},
    {"the event log is larger than %lld bytes", "le journal dépasse %lld octets"},
    {"--to xes, xes.gz, csv or events: not \"%.*s\"",
     "--to : il faut xes, xes.gz, csv ou events, non « %.*s »"},
    {"a packed log is nothing to read: give -o FILE",
     "un journal compressé ne se lit pas à l’écran : donnez -o FICHIER"},
    {"xes|xes.gz|csv|events", "xes|xes.gz|csv|events"},
    {"what to write", "ce qu’il faut écrire"},
    {"an export or a log as an event log for other tools",
     "un export ou un journal en journal d’événements pour d’autres outils"},
    {"FILE… --to xes|xes.gz|csv|events [options]", "FICHIER… --to xes|xes.gz|csv|events [options]"},
    {"XES (IEEE 1849) and CSV (case_id, activity, timestamp, resource, case:…) are read by\n"
     "pm4py, ProM, Celonis, Disco and others. `events` is our own file, which keeps the kind\n"
     "and the value of every event. Every event that is known is written, edits of amounts\n"
     "and close dates too; events of no deal are not.\n",
     "XES (IEEE 1849) et CSV (case_id, activity, timestamp, resource, case:…) se lisent avec\n"
     "pm4py, ProM, Celonis, Disco et d’autres. `events` est notre propre fichier, qui garde la\n"
     "nature et la valeur de chaque événement. Tout événement connu est écrit, changements de\n"
     "montant et de date de clôture compris ; ceux qui ne sont d’aucune affaire ne le sont pas.\n"},
    {"for a screen (default) or a program", "pour un écran (par défaut) ou un programme"},
    {"rows of each table; 10", "lignes de chaque tableau ; 10"},
    {"there is no landmark \"%.*s\" in these deals",
     "il n’y a pas de repère « %.*s » dans ces affaires"},
    {"day:14, or stage: and the name of a stage", "day:14, ou stage: et le nom d’une étape"},
    {"won within so many days of the landmark", "gagnées dans tant de jours après le repère"},
    {"WHEN", "QUAND"},
    {"day:14 or stage:NAME: deals open then; may be given several times",
     "day:14 ou stage:NOM : affaires alors ouvertes ; peut être donné plusieurs fois"},
    {"compare within this column, besides the seller",
     "comparer à valeur égale de cette colonne, et à vendeur égal"},
    {"kinds of deals: outcome, owner, version, period, or a column; several times",
     "sortes d’affaires : outcome, owner, version, period ou une colonne ; plusieurs fois"},
    {"what goes with winning, and where the standard tells nothing",
     "ce qui va avec les victoires, et où le standard ne dit rien"},
    {"Takes what etalon assess takes. What winners had by a moment at which deals were still\n"
     "open, within the same seller and segment, with the grade of its evidence; deviations\n"
     "from --standard beside what became of them; gates that tell nothing; how deals end\n"
     "without a decision; what kinds of deals do differently. Below its floors it refuses and\n"
     "says what would be enough. See docs/learn.md.\n",
     "Prend ce que prend etalon assess. Ce que les gagnées avaient à un moment où les affaires\n"
     "étaient encore ouvertes, à vendeur et segment égaux, avec le degré de preuve ; les écarts\n"
     "à --standard et leur issue ; les jalons qui ne disent rien ; comment finissent les\n"
     "affaires sans décision ; ce que font autrement certaines affaires. Sous ses planchers il\n"
     "refuse et dit ce qui suffirait. Voir docs/learn.md.\n"},
    {"there is: outcome, owner, period, and every attribute",
     "il y a : outcome, owner, period, et chaque attribut"},
    {"the process as a map, ways, durations and distance",
     "le processus : carte, chemins, durées et distance"},
    {"For people who look at processes: activities, which follows which, how often and how\n"
     "slowly, the ways deals take, how long they last, and with --standard the exact distance\n"
     "of closed deals to its stages with what takes them off. Any event log will do. What it\n"
     "means for selling is etalon assess. See docs/mine.md.\n",
     "Pour qui regarde les processus : activités, laquelle suit laquelle, combien de fois et avec\n"
     "quelle lenteur, les chemins des affaires, leur durée, et avec --standard la distance exacte\n"
     "des affaires closes à ses étapes et ce qui les en écarte. Tout journal d’événements "
     "convient.\n"
     "Ce que cela veut dire pour vendre : etalon assess. Voir docs/mine.md.\n"},
    {"one of the variants that etalon simulate --help lists",
     "une des variantes que donne etalon simulate --help"},
    {"native, salesforce, hubspot, pipedrive or zoho",
     "native, salesforce, hubspot, pipedrive ou zoho"},
    {"no file is read, \"%.*s\" was given", "aucun fichier n’est lu, « %.*s » a été donné"},
    {"%.*s: %s, seed %llu, %lld deals, %lld events, %lld acts of governance, %.1f MB\n"
     "%.*s holds deals.csv, events.csv, governance.csv, standard.yaml, truth.json\n"
     "next: etalon assess %.*s/deals.csv %.*s/events.csv %.*s/governance.csv "
     "--standard %.*s/standard.yaml\n",
     "%.*s : %s, graine %llu, %lld affaires, %lld événements, %lld actes de gouvernance, %.1f Mo\n"
     "%.*s contient deals.csv, events.csv, governance.csv, standard.yaml, truth.json\n"
     "ensuite : etalon assess %.*s/deals.csv %.*s/events.csv %.*s/governance.csv "
     "--standard %.*s/standard.yaml\n"},
    {NULL, NULL},
};
