#include "exchange/words.h"

#include "exchange/fold.h"

/* How a phrase must stand in the value. */
enum match {
    WHOLE, /* nothing else but numbers */
    EDGE,  /* at one end, of at most four words */
    PART,  /* anywhere */
};

struct phrase {
    const char *text; /* folded */
    enum match match;
    enum outcome outcome;
};

/* In order: the first that matches decides, so "lost - no decision" is no decision. */
static const struct phrase undecided[] = {
    {"no decision", PART, OUTCOME_NO_DECISION},
    {"nodecision", PART, OUTCOME_NO_DECISION},
    {"non decision", PART, OUTCOME_NO_DECISION},
    {"undecided", PART, OUTCOME_NO_DECISION},
    {"did not decide", PART, OUTCOME_NO_DECISION},
    {"status quo", PART, OUTCOME_NO_DECISION},
    {"sans suite", PART, OUTCOME_NO_DECISION},
    {"sans decision", PART, OUTCOME_NO_DECISION},
    {"pas de decision", PART, OUTCOME_NO_DECISION},
    {"aucune decision", PART, OUTCOME_NO_DECISION},
    {"non decide", PART, OUTCOME_NO_DECISION},
    {"projet abandonne", PART, OUTCOME_NO_DECISION},
    {"projet annule", PART, OUTCOME_NO_DECISION},
    {"projet reporte", PART, OUTCOME_NO_DECISION},
    {"keine entscheidung", PART, OUTCOME_NO_DECISION},
    {"nicht entschieden", PART, OUTCOME_NO_DECISION},
    {"projekt gestoppt", PART, OUTCOME_NO_DECISION},
    {"projekt abgebrochen", PART, OUTCOME_NO_DECISION},
    {"projekt eingestellt", PART, OUTCOME_NO_DECISION},
    {"sin decision", PART, OUTCOME_NO_DECISION},
    {"proyecto cancelado", PART, OUTCOME_NO_DECISION},
    {"project cancelled", PART, OUTCOME_NO_DECISION},
    {"project canceled", PART, OUTCOME_NO_DECISION},
    {"cancelled project", PART, OUTCOME_NO_DECISION},
    {"project abandoned", PART, OUTCOME_NO_DECISION},
    {"decision not made", PART, OUTCOME_NO_DECISION},
    {"decision postponed", PART, OUTCOME_NO_DECISION},
    {"decision deferred", PART, OUTCOME_NO_DECISION},
    {"decision delayed", PART, OUTCOME_NO_DECISION},
    {"indecision", PART, OUTCOME_NO_DECISION},
    {"statu quo", PART, OUTCOME_NO_DECISION},
    {"project on hold", PART, OUTCOME_NO_DECISION},
    {"project postponed", PART, OUTCOME_NO_DECISION},
    {"project stopped", PART, OUTCOME_NO_DECISION},
    {"decision reportee", PART, OUTCOME_NO_DECISION},
    {"projet gele", PART, OUTCOME_NO_DECISION},
    {"projet arrete", PART, OUTCOME_NO_DECISION},
    {"projet suspendu", PART, OUTCOME_NO_DECISION},
    {"abandon du projet", PART, OUTCOME_NO_DECISION},
    {"entscheidung vertagt", PART, OUTCOME_NO_DECISION},
    {"entscheidung verschoben", PART, OUTCOME_NO_DECISION},
    {"projekt verschoben", PART, OUTCOME_NO_DECISION},
    {"projekt auf eis", PART, OUTCOME_NO_DECISION},
    {"decision aplazada", PART, OUTCOME_NO_DECISION},
    {"decision pospuesta", PART, OUTCOME_NO_DECISION},
    {"proyecto aplazado", PART, OUTCOME_NO_DECISION},
    {"proyecto pospuesto", PART, OUTCOME_NO_DECISION},
    {"proyecto abandonado", PART, OUTCOME_NO_DECISION},
    {"sem decisao", PART, OUTCOME_NO_DECISION},
    {"projeto cancelado", PART, OUTCOME_NO_DECISION},
    {"nessuna decisione", PART, OUTCOME_NO_DECISION},
    {"geen beslissing", PART, OUTCOME_NO_DECISION},
    {"abandonne", WHOLE, OUTCOME_NO_DECISION}, /* of a deal: nobody won it */
    {"abandonnee", WHOLE, OUTCOME_NO_DECISION},
    {"abandoned", WHOLE, OUTCOME_NO_DECISION},
    {"abandonado", WHOLE, OUTCOME_NO_DECISION},
    {"abandonada", WHOLE, OUTCOME_NO_DECISION},
    {"storniert", WHOLE, OUTCOME_NO_DECISION},
    {"canceled", WHOLE, OUTCOME_NO_DECISION}, /* Dynamics 365: closed, nobody else won */
    {"cancelled", WHOLE, OUTCOME_NO_DECISION},
    {"abgebrochen", WHOLE, OUTCOME_NO_DECISION},
    {"annule", WHOLE, OUTCOME_NO_DECISION},
    {"annulee", WHOLE, OUTCOME_NO_DECISION},
    {"cancelado", WHOLE, OUTCOME_NO_DECISION},
    {"cancelada", WHOLE, OUTCOME_NO_DECISION},
    {"duplicate", PART, OUTCOME_INVALID},
    {"doublon", PART, OUTCOME_INVALID},
    {"duplikat", PART, OUTCOME_INVALID},
    {"dublette", PART, OUTCOME_INVALID},
    {"duplicado", PART, OUTCOME_INVALID},
    {"duplicada", PART, OUTCOME_INVALID},
    {"created in error", PART, OUTCOME_INVALID},
    {"entered in error", PART, OUTCOME_INVALID},
    {"test record", PART, OUTCOME_INVALID},
    {"test deal", PART, OUTCOME_INVALID},
    {"invalid", WHOLE, OUTCOME_INVALID},
    {"test", WHOLE, OUTCOME_INVALID},
    {"spam", WHOLE, OUTCOME_INVALID},
    {"disqualified", PART, OUTCOME_WALKED},
    {"unqualified", EDGE, OUTCOME_WALKED},
    {"disqualifie", PART, OUTCOME_WALKED},
    {"disqualifiee", PART, OUTCOME_WALKED},
    {"disqualifiziert", PART, OUTCOME_WALKED},
    {"nicht qualifiziert", PART, OUTCOME_WALKED},
    {"descalificado", PART, OUTCOME_WALKED},
    {"descalificada", PART, OUTCOME_WALKED},
    {"no bid", PART, OUTCOME_WALKED},
    {"no go", PART, OUTCOME_WALKED},
    {"walked away", PART, OUTCOME_WALKED},
    {"we withdrew", PART, OUTCOME_WALKED},
    {"withdrawn by us", PART, OUTCOME_WALKED},
    {"walked", WHOLE, OUTCOME_WALKED},
};

static const struct phrase decided[] = {
    {"not won", PART, OUTCOME_LOST},
    {"closed lost", PART, OUTCOME_LOST},
    {"closedlost", PART, OUTCOME_LOST},
    {"ferme perdu", PART, OUTCOME_LOST},
    {"fermee perdue", PART, OUTCOME_LOST},
    {"cerrado perdido", PART, OUTCOME_LOST},
    {"cerrada perdida", PART, OUTCOME_LOST},
    {"geschlossen verloren", PART, OUTCOME_LOST},
    {"cierre perdido", PART, OUTCOME_LOST},
    {"fechado perdido", PART, OUTCOME_LOST},
    {"chiuso perso", PART, OUTCOME_LOST},
    {"abgeschlossen verloren", PART, OUTCOME_LOST},
    {"geschlossen und verloren", PART, OUTCOME_LOST},
    {"lost to competitor", PART, OUTCOME_LOST},
    {"lost to competition", PART, OUTCOME_LOST},
    {"lost", EDGE, OUTCOME_LOST},
    {"perdu", EDGE, OUTCOME_LOST},
    {"perdue", EDGE, OUTCOME_LOST},
    {"verloren", EDGE, OUTCOME_LOST},
    {"perdido", EDGE, OUTCOME_LOST},
    {"perdida", EDGE, OUTCOME_LOST},
    {"out sold", WHOLE, OUTCOME_LOST},
    {"loss", WHOLE, OUTCOME_LOST},
    {"dead", WHOLE, OUTCOME_LOST},
    {"unsuccessful", WHOLE, OUTCOME_LOST},
    {"rejected", WHOLE, OUTCOME_LOST},
    {"declined", WHOLE, OUTCOME_LOST},
    {"no sale", WHOLE, OUTCOME_LOST},
    {"churned", WHOLE, OUTCOME_LOST},
    {"persa", WHOLE, OUTCOME_LOST},
    {"perdidos", WHOLE, OUTCOME_LOST},
    {"lose", WHOLE, OUTCOME_LOST},
    {"perso", WHOLE, OUTCOME_LOST},
    {"closed won", PART, OUTCOME_WON},
    {"closedwon", PART, OUTCOME_WON},
    {"ferme gagne", PART, OUTCOME_WON},
    {"fermee gagnee", PART, OUTCOME_WON},
    {"cerrado ganado", PART, OUTCOME_WON},
    {"cerrada ganada", PART, OUTCOME_WON},
    {"geschlossen gewonnen", PART, OUTCOME_WON},
    {"won", EDGE, OUTCOME_WON},
    {"gagne", EDGE, OUTCOME_WON},
    {"gagnee", EDGE, OUTCOME_WON},
    {"gewonnen", EDGE, OUTCOME_WON},
    {"ganado", EDGE, OUTCOME_WON},
    {"ganada", EDGE, OUTCOME_WON},
    {"ganho", EDGE, OUTCOME_WON},
    {"ganha", EDGE, OUTCOME_WON},
    {"cierre ganado", PART, OUTCOME_WON},
    {"chiuso vinto", PART, OUTCOME_WON},
    {"renewed", WHOLE, OUTCOME_WON},
    {"win", WHOLE, OUTCOME_WON},
    {"sold", WHOLE, OUTCOME_WON},
    {"successful", WHOLE, OUTCOME_WON},
    {"vinto", WHOLE, OUTCOME_WON},
    {"vinta", WHOLE, OUTCOME_WON},
    {"open", WHOLE, OUTCOME_OPEN},
    {"active", WHOLE, OUTCOME_OPEN},
    {"in progress", WHOLE, OUTCOME_OPEN},
    {"on hold", WHOLE, OUTCOME_OPEN},
    {"ouvert", WHOLE, OUTCOME_OPEN},
    {"ouverte", WHOLE, OUTCOME_OPEN},
    {"en cours", WHOLE, OUTCOME_OPEN},
    {"offen", WHOLE, OUTCOME_OPEN},
    {"in bearbeitung", WHOLE, OUTCOME_OPEN},
    {"abierto", WHOLE, OUTCOME_OPEN},
    {"abierta", WHOLE, OUTCOME_OPEN},
    {"en curso", WHOLE, OUTCOME_OPEN},
    {"aberto", WHOLE, OUTCOME_OPEN},
    {"aberta", WHOLE, OUTCOME_OPEN},
    {"em andamento", WHOLE, OUTCOME_OPEN},
    {"em aberto", WHOLE, OUTCOME_OPEN},
    {"in corso", WHOLE, OUTCOME_OPEN},
    {"aktiv", WHOLE, OUTCOME_OPEN},
    {"laufend", WHOLE, OUTCOME_OPEN},
    {"actif", WHOLE, OUTCOME_OPEN},
    {"pending", WHOLE, OUTCOME_OPEN},
    {"en attente", WHOLE, OUTCOME_OPEN},
    {"ongoing", WHOLE, OUTCOME_OPEN},
};

static bool is_number(str word)
{
    for (i64 i = 0; i < word.n; i++)
        if (word.p[i] < '0' || word.p[i] > '9')
            return false;
    return word.n > 0;
}

/* "8 closed won" without its number; "100 gagne" too. */
static str without_numbers(str words)
{
    str head, tail;
    while (str_cut(words, ' ', &head, &tail) && is_number(head))
        words = tail;
    return words;
}

static i64 word_count(str words)
{
    i64 n = words.n > 0;
    for (i64 i = 0; i < words.n; i++)
        n += words.p[i] == ' ';
    return n;
}

static bool at_edge(str words, str part)
{
    if (!fold_has(words, part) || word_count(words) > 4)
        return false;
    return str_starts(words, part) || str_ends(words, part);
}

static bool find(const struct phrase *phrases, i64 n, str words, enum outcome *out)
{
    for (i64 i = 0; i < n; i++) {
        str text = str_c(phrases[i].text);
        enum match m = phrases[i].match;
        bool hit = m == WHOLE  ? str_eq(words, text)
                   : m == EDGE ? at_edge(words, text)
                               : fold_has(words, text);
        if (hit) {
            *out = phrases[i].outcome;
            return true;
        }
    }
    return false;
}

bool words_reason(struct arena *a, str value, enum outcome *out)
{
    i64 mark = arena_mark(a);
    str words = without_numbers(fold_words(a, str_sub(value, 0, 400)));
    bool found = find(undecided, LENGTH(undecided), words, out);
    arena_rewind(a, mark);
    return found;
}

bool words_outcome(struct arena *a, str value, enum outcome *out)
{
    i64 mark = arena_mark(a);
    str words = without_numbers(fold_words(a, str_sub(value, 0, 400)));
    bool found = find(undecided, LENGTH(undecided), words, out) ||
                 find(decided, LENGTH(decided), words, out);
    arena_rewind(a, mark);
    return found;
}

/* "deal won" and "stage closed lost" without the words that only say what of. */
static str without_spare(str words)
{
    static const char *const spare[] = {
        "deal",    "deals",    "the",    "opportunity", "opportunite", "oportunidad",
        "affaire", "negocio",  "lead",   "sale",        "sales",       "stage",
        "status",  "statut",   "estado", "project",     "transaction", "verkaufschance",
        "auftrag", "geschaft", "is",     "as",          "to",          "marked",
        "moved",   "set",      "order",  "marche",      "vente",       "l",
        "la",      "le",       "el",     "was",         "phase"};
    for (bool again = true; again;) {
        again = false;
        for (i64 i = 0; i < LENGTH(spare); i++) {
            str word = str_c(spare[i]);
            i64 n = word.n + 1;
            if (words.n <= n)
                continue;
            if (str_starts(words, word) && words.p[word.n] == ' ')
                words = str_sub(words, n, words.n);
            else if (str_ends(words, word) && words.p[words.n - n] == ' ')
                words = str_sub(words, 0, words.n - n);
            else
                continue;
            again = true;
        }
    }
    return words;
}

static bool is_phrase(const struct phrase *phrases, i64 n, str words, enum outcome *out)
{
    for (i64 i = 0; i < n; i++)
        if (str_eq(words, str_c(phrases[i].text))) {
            *out = phrases[i].outcome;
            return true;
        }
    return false;
}

bool words_end(struct arena *a, str value, enum outcome *out)
{
    i64 mark = arena_mark(a);
    str words = without_numbers(fold_words(a, str_sub(value, 0, 200)));
    bool found = false;
    for (i64 i = 0; i < 2 && !found; i++) { /* "project cancelled" is a phrase as it stands */
        found = is_phrase(undecided, LENGTH(undecided), words, out) ||
                is_phrase(decided, LENGTH(decided), words, out);
        words = without_spare(words);
    }
    arena_rewind(a, mark);
    return found && *out != OUTCOME_OPEN;
}

/* The first letters differ nearly always: no length is taken before. */
static inline bool is_word(const struct fold_key *k, const char *word)
{
    i64 i = 0;
    while (i < k->n && word[i] == k->p[i])
        i++;
    return i == k->n && word[i] == 0;
}

static bool key_in(const struct fold_key *k, const char *const *list)
{
    for (; *list; list++)
        if (is_word(k, *list))
            return true;
    return false;
}

static bool is_one_of(str value, const char *const *list)
{
    if (value.n > 60)
        return false;
    struct fold_key k = fold_key(value);
    return key_in(&k, list);
}

bool words_closed(str value)
{
    static const char *const closed[] = {
        "closed",   "close",   "ferme",       "fermee",        "cloture",  "cloturee",
        "clos",     "termine", "geschlossen", "abgeschlossen", "beendet",  "cerrado",
        "cerrada",  "fechado", "fechada",     "concluido",     "chiuso",   "chiusa",
        "gesloten", "done",    "completed",   "finished",      "complete", NULL};
    return is_one_of(value, closed);
}

bool words_deleted(str value)
{
    static const char *const deleted[] = {"deleted",   "supprime",  "supprimee", "geloscht",
                                          "eliminado", "eliminada", "excluido",  NULL};
    return is_one_of(value, deleted);
}

bool words_bool(str value, bool *out)
{
    static const char *const yes[] = {"true", "1",       "yes", "y",    "t",  "x",
                                      "oui",  "vrai",    "ja",  "wahr", "si", "verdadero",
                                      "sim",  "checked", "on",  NULL};
    static const char *const no[] = {"false", "0",      "no",    "n",   "f",         "non", "faux",
                                     "nein",  "falsch", "falso", "nao", "unchecked", "off", NULL};
    if (str_eq(value, S("✓")) || str_eq(value, S("✔")) || str_eq(value, S("☑")))
        return *out = true;
    *out = false;
    if (str_eq(value, S("✗")) || str_eq(value, S("✘")) || str_eq(value, S("☐")))
        return true;
    if (value.n > 60)
        return false;
    struct fold_key k = fold_key(value);
    *out = key_in(&k, yes);
    return *out || key_in(&k, no);
}

/* Two lower-case letters with which a word for "missing" begins. */
static bool begins_missing(char first, char second)
{
    switch (first) {
    case 'n': return second == 'a' || second == 'u' || second == 'o' || second == 'i';
    case 's':
    case 'd': return second == 'e';
    case 'u':
    case 'i': return second == 'n';
    case 'p':
    case 'b': return second == 'l';
    default: return false;
    }
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

bool words_missing(str value)
{
    static const char *const words[] = {
        "",      "na",      "null",      "none",         "nil",
        "nan",   "select",  "unknown",   "pleaseselect", "undefined",
        "blank", "inconnu", "unbekannt", "desconocido",  NULL};
    value = fold_trim(value);
    if (value.n == 0)
        return true;
    if (value.n > 40)
        return false;
    /* most cells are decided here */
    char first = (char)(value.p[0] | 32), second = (char)(value.p[value.n > 1] | 32);
    if (value.p[0] >= '1' && value.p[0] <= '9')
        return false;
    if (is_letter(first) && (value.n > 12 || (is_letter(second) && !begins_missing(first, second))))
        return false;
    if (value.p[0] == '0' && str_ends(value, S("0000AAA"))) /* Salesforce: no reference */
        return true;
    for (i64 i = 0; i < value.n; i++) {
        if (value.p[i] >= '0' && value.p[i] <= '9') /* in none of the words: an id, a number */
            return false;
        if ((u8)value.p[i] >= 0x80) /* scripts we do not fold are words */
            return str_eq(value, S("—")) || str_eq(value, S("–"));
    }
    return is_one_of(value, words);
}

bool words_no_date(str cell)
{
    bool zero = false;
    if (str_eq(cell, S("1/0/1900"))) /* what a spreadsheet makes of 0 */
        return true;
    for (i64 i = 0; i < cell.n; i++) {
        zero = zero || cell.p[i] == '0';
        if (str_find_char(S("0-/.: T"), cell.p[i]) < 0)
            return false;
    }
    return zero;
}
