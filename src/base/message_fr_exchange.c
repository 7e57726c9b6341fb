#include "base/message.h"

/* Reading exports and logs, making histories, mining, inventing companies. */
const struct message_pair messages_fr_exchange[] = {
    /* rows and files */
    {"%lld activities are not done yet: no part of the history",
     "%lld activités ne sont pas encore faites : hors de l’historique"},
    {"column \"%.*s\" holds no date: left aside",
     "la colonne « %.*s » ne contient pas de date : laissée de côté"},
    {"the status \"%.*s\" says nothing of an outcome: counted as open; say otherwise under "
     "outcomes in a mapping file",
     "le statut « %.*s » ne dit rien d’une issue : compté comme ouvert ; dites autre chose sous "
     "outcomes dans un fichier de correspondance"},
    {"no deal is won: if one of the stages %.*s means it, say so under outcomes in a mapping file",
     "aucune affaire n’est gagnée : si l’une des étapes %.*s le signifie, dites-le sous outcomes "
     "dans un fichier de correspondance"},
    {"an amount that is no amount: taken as not known",
     "un montant qui n’en est pas un : tenu pour inconnu"},
    {"no column of ids: deals are numbered by row, so no row can be a duplicate",
     "pas de colonne d’identifiants : les affaires sont numérotées par ligne, aucune ne peut donc "
     "être un doublon"},
    {"no file is a table: %.*s", "aucun fichier n’est un tableau : %.*s"},
    {"more than %d different activities", "plus de %d activités différentes"},
    {"is the activity column the right one? its values look like ids",
     "la colonne des activités est-elle la bonne ? ses valeurs ressemblent à des identifiants"},
    {"an event log cannot be read from a pipe in pieces",
     "un journal d’événements ne se lit pas par morceaux depuis un tube"},
    {"no row of the event log can be used",
     "aucune ligne du journal d’événements n’est utilisable"},
    {"no row of %.*s can be used as a deal", "aucune ligne de %.*s n’est utilisable comme affaire"},
    {"line %lld: %.*s", "ligne %lld : %.*s"},
    {"line %lld: %s", "ligne %lld : %s"},
    {"%s%.*s is no list of deals: %.*s", "%s%.*s n’est pas une liste d’affaires : %.*s"},
    {"etalon map FILES… > mapping.yaml drafts a mapping: say in it which column is what, and give "
     "it with --map",
     "etalon map FICHIERS… > mapping.yaml ébauche une correspondance : dites-y ce qu’est chaque "
     "colonne, et donnez-la avec --map"},
    {"%lld files were given; from 1 to %d can be read",
     "%lld fichiers ont été donnés ; de 1 à %d peuvent être lus"},
    {"%.*s has %lld MB; a table may have %lld",
     "%.*s fait %lld Mo ; un tableau peut en faire %lld"},
    {"export fewer columns or a shorter period; event logs (deal, activity, moment) may be larger",
     "exportez moins de colonnes ou une période plus courte ; un journal d’événements (affaire, "
     "activité, moment) peut être plus gros"},
    {"%lld bytes are no character of its encoding: replaced",
     "%lld octets ne sont aucun caractère de son codage : remplacés"},
    {"answer in a mapping file given with --map (etalon map drafts one): %.*s",
     "répondez dans un fichier de correspondance donné avec --map (etalon map en ébauche un) : "
     "%.*s"},
    {"%.*s changed while it was read", "%.*s a changé pendant sa lecture"},
    {"it began after the moment asked for", "elle a commencé après le moment demandé"},
    {"%lld deals have a \"%.*s\" that %s does not have",
     "%lld affaires ont un « %.*s » que %s n’a pas"},
    {"%lld deals have a \"%.*s\" that %s spells in another way: joined",
     "%lld affaires ont un « %.*s » que %s écrit autrement : reliées"},
    {"the close date is more than a week from the recorded move to the end",
     "la date de clôture est à plus d’une semaine du passage consigné à l’issue"},
    {"closed at an implausible date: when it closed is taken as not known",
     "close à une date invraisemblable : sa clôture est tenue pour inconnue"},
    {"closed, with a close date after the last change of any record",
     "close, avec une date de clôture après le dernier changement de toute fiche"},

    {"%.*s: unpacked, its %lld kB are more than %lld MB: refused",
     "%.*s : décompressés, ses %lld ko font plus de %lld Mo : refusé"},
    {"unpack it yourself and look at it; an event log may be of any size then",
     "décompressez-le vous-même et regardez-le ; un journal d’événements peut alors être de "
     "n’importe quelle taille"},
    {"%.*s: the .gz file %s", "%.*s : le fichier .gz %s"},
    {"these activities are taken as the end of a deal: %.*s%s; say otherwise under outcomes in a "
     "mapping file",
     "ces activités sont tenues pour la fin d’une affaire : %.*s%s ; dites autre chose sous "
     "outcomes dans un fichier de correspondance"},

    /* the mapping file */
    {"unknown %s \"%.*s\"", "inconnu : %s « %.*s »"},
    {"known: %.*s", "connus : %.*s"},
    {"%s must be %s", "%s doit être %s"},
    {"a file needs its name: \"file: …\"", "un fichier a besoin de son nom : « file: … »"},
    {"\"%.*s\" is no date", "« %.*s » n’est pas une date"},
    {"write it as 2026-11-23", "écrivez-la 2026-11-23"},
    {"a currency is three capital letters, as EUR",
     "une devise est faite de trois majuscules, comme EUR"},
    {"this program reads etalon-map: 1", "ce programme lit etalon-map: 1"},
    {"begin the file with: etalon-map: 1", "commencez le fichier par : etalon-map: 1"},
    {"this is no mapping file: etalon-map is missing",
     "ce n’est pas un fichier de correspondance : etalon-map manque"},

    /* XES */
    {"line %lld: an unknown entity; only the five of XML are known",
     "ligne %lld : une entité inconnue ; seules les cinq de XML sont connues"},
    {"this is XML, but not XES: it begins with <%.*s>",
     "c’est du XML, mais pas du XES : il commence par <%.*s>"},
    {"line %lld: a tag or a text longer than %d MiB",
     "ligne %lld : une balise ou un texte de plus de %d Mio"},
    {"the log has no event that can be used", "le journal n’a aucun événement utilisable"},
    {"no memory to decompress", "pas assez de mémoire pour décompresser"},
    {"the .gz file ends too early: was it cut off?",
     "le fichier .gz finit trop tôt : a-t-il été coupé ?"},
    {"the .gz file is damaged", "le fichier .gz est abîmé"},
    {"the .gz file holds more than %d times its size: refused",
     "le fichier .gz contient plus de %d fois sa taille : refusé"},

    /* histories */
    {"more than %d attributes of deals", "plus de %d attributs d’affaires"},
    {"%lld events, a history holds %lld", "%lld événements, un historique en contient %lld"},
    {"%lld deals, a history holds %lld", "%lld affaires, un historique en contient %lld"},
    {"more than %d currencies", "plus de %d devises"},
    {"there is no column \"%.*s\" to compare deals by",
     "il n’y a pas de colonne « %.*s » selon laquelle comparer"},
    {"there is: owner, close-quarter%s", "il y a : owner, close-quarter%s"},

    /* nets and distances */
    {"a deal of %lld events is too long for a net of %d states",
     "une affaire de %lld événements est trop longue pour un réseau de %d états"},
    {"the net has no way from its beginning to its end",
     "le réseau n’a pas de chemin de son début à sa fin"},
    {"a deal of %lld events is too long to be explained",
     "une affaire de %lld événements est trop longue pour être expliquée"},
    {"the map has %lld edges, at most %d can be kept",
     "la carte a %lld arcs, %d au plus peuvent être gardés"},
    {"a net of %lld states, 1 to %d can be used",
     "un réseau de %lld états, de 1 à %d sont possibles"},
    {"a net of %lld arcs, at most %d can be used",
     "un réseau de %lld arcs, %d au plus sont possibles"},
    {"the initial or final state is none of the net's",
     "l’état initial ou final n’est pas du réseau"},
    {"arc %lld of the net leads nowhere", "l’arc %lld du réseau ne mène nulle part"},
    {"line 1: states, arcs, initial and final state are expected",
     "ligne 1 : états, arcs, état initial et état final sont attendus"},
    {"a net of %lld states and %lld arcs is too large",
     "un réseau de %lld états et %lld arcs est trop grand"},
    {"%lld arcs, line 1 says %lld", "%lld arcs, la ligne 1 en annonce %lld"},
    {"the standard has no stages", "le standard n’a pas d’étapes"},
    {"two stages are called \"%.*s\"", "deux étapes s’appellent « %.*s »"},
    {"a %.*s without %s", "un %.*s sans %s"},
    {"more than %d places and transitions", "plus de %d places et transitions"},
    {"two nodes are called \"%.*s\"", "deux nœuds s’appellent « %.*s »"},
    {"more than %d arcs", "plus de %d arcs"},
    {"the final marking names an unknown place \"%.*s\"",
     "le marquage final nomme une place inconnue « %.*s »"},
    {"an unknown entity in \"%.*s\"", "une entité inconnue dans « %.*s »"},
    {"\"%.*s\" is no number of tokens from 0 to %d",
     "« %.*s » n’est pas un nombre de jetons de 0 à %d"},
    {"an arc from \"%.*s\" to \"%.*s\" leads nowhere",
     "un arc de « %.*s » à « %.*s » ne mène nulle part"},
    {"the net has no final marking and %lld places without a way out",
     "le réseau n’a pas de marquage final et %lld places sans issue"},
    {"the net has more than %d reachable markings, or a place that never stops filling",
     "le réseau a plus de %d marquages accessibles, ou une place qui se remplit sans fin"},
    {"is it bounded? much concurrency also makes many markings",
     "est-il borné ? beaucoup de parallélisme donne aussi beaucoup de marquages"},
    {"the net has no places", "le réseau n’a pas de places"},
    {"the final marking can never be reached", "le marquage final ne peut jamais être atteint"},

    /* packed files, logs */
    {"the other columns are left aside: attributes of deals are read from logs up to %lld MB",
     "les autres colonnes sont laissées de côté : les attributs des affaires sont lus dans les "
     "journaux jusqu’à %lld Mo"},
    {"%.*s: unpacked, its %lld kB are more than %lld MB: refused",
     "%.*s : décompressés, ses %lld ko font plus de %lld Mo : refusé"},
    {"unpack it yourself and look at it; an event log may be of any size then",
     "décompressez-le vous-même et regardez-le ; un journal d’événements peut alors être de toute "
     "taille"},
    {"%.*s: the .gz file is damaged", "%.*s : le fichier .gz est abîmé"},
    {"%.*s: the .gz file ends too early: was it cut off?",
     "%.*s : le fichier .gz s’arrête trop tôt : a-t-il été coupé ?"},
    {"the amounts of \"%.*s\" can be read in two ways: not known until a mapping file says "
     "decimal: "
     "point or comma",
     "les montants de « %.*s » se lisent de deux façons : inconnus tant qu’un fichier de "
     "correspondance ne dit pas decimal: point ou comma"},
    {"these activities are taken as the end of a deal: %.*s%s; say otherwise under outcomes in a "
     "mapping file",
     "ces activités sont prises pour la fin d’une affaire : %.*s%s ; dites autre chose sous "
     "outcomes dans un fichier de correspondance"},

    /* invented companies */
    {"at most %d effects can be planted", "%d effets au plus peuvent être plantés"},
    {"an effect is planted on milestone %d of %d", "un effet est planté sur le jalon %d de %d"},
    {"a company has 1 to %d deals, not %lld", "une entreprise a de 1 à %d affaires, pas %lld"},
    {"a log covers %d to %d days, not %d", "un journal couvre de %d à %d jours, pas %d"},
    {"a company has at most %d sellers, not %d", "une entreprise a %d vendeurs au plus, pas %d"},
    {"the share of logged acts is above 0 and at most 1, not %g",
     "la part des actes consignés est au-dessus de 0 et d’au plus 1, pas %g"},
    {NULL, NULL},
};
