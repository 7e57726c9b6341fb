#include "exchange/part.h"

#include "base/message.h"
#include "exchange/census.h"
#include "exchange/recognise.h"

enum { WORDS_MAX = 8, PART_RANK = 5001 };

/* Words that change nothing. */
static const char *const harmless[] = {
    "code",  "name", "nom",  "nombre", "masked", "final", "main",  "crm", "full", "current",
    "total", "net",  "of",   "the",    "de",     "du",    "ht",    "usd", "eur",  "gbp",
    "chf",   "inr",  "cad",  "aud",    "euros",  "in",    "en",    "our", "time", "date",
    "datum", "data", "deal", "sales",  "email",  "mail",  "fecha", NULL,
};

/* Words by which a close is one to come, or one that was. */
static const char *const to_come[] = {
    "expected",   "tentative",      "forecast",   "forecasted",      "planned",
    "target",     "estimated",      "est",        "anticipated",     "projected",
    "prevu",      "prevue",         "previsto",   "prevista",        "previsionnel",
    "estimado",   "estimada",       "estime",     "estimee",         "geplant",
    "geplantes",  "erwartet",       "erwartetes", "voraussichtlich", "voraussichtliches",
    "previsione", "previsionnelle", NULL,
};
static const char *const has_been[] = {
    "actual", "real", "reel", "reelle", "effective", "tatsachlich", "tatsachliches", NULL,
};

static bool is_in(const char *const *list, str word)
{
    for (; *list; list++)
        if (str_eq(word, str_c(*list)))
            return true;
    return false;
}

static i64 split(str words, str out[WORDS_MAX])
{
    i64 n = 0;
    str word;
    for (bool more = words.n > 0; more && n < WORDS_MAX; n++) {
        more = str_cut(words, ' ', &word, &words);
        out[n] = word;
    }
    return n;
}

/* The field that `f` is with `word` beside it; FIELD_IGNORE: the word could mean anything. */
static enum import_field beside(enum import_field f, str word)
{
    bool close = f == FIELD_CLOSE || f == FIELD_EXPECTED || f == FIELD_CLOSED_AT;
    if (is_in(to_come, word))
        return close ? FIELD_EXPECTED : f == FIELD_AMOUNT ? f : FIELD_IGNORE;
    if (is_in(has_been, word))
        return close ? FIELD_CLOSED_AT : f == FIELD_AMOUNT ? f : FIELD_IGNORE;
    return word.n <= 1 || is_in(harmless, word) ? f : FIELD_IGNORE;
}

static bool can_be_part(enum import_field f)
{
    return f == FIELD_STAGE || f == FIELD_STATUS || f == FIELD_AMOUNT || f == FIELD_OWNER ||
           f == FIELD_REASON || (field_is_time(f) && f != FIELD_MODIFIED && f != FIELD_STAGE_SINCE);
}

/* The field of the longest known run of the header's words. */
static enum import_field field_of_part(struct arena *a, str header)
{
    str w[WORDS_MAX];
    str words = fold_words(a, recognise_shown_name(a, header));
    i64 n = split(words, w);
    for (i64 run = n - 1; run > 0; run--)
        for (i64 from = 0; from + run <= n; from++) {
            str last = w[from + run - 1], part = {w[from].p, last.p + last.n - w[from].p};
            const struct crm_column *known = crm_generic_find(part);
            enum import_field f = known ? known->field : FIELD_IGNORE;
            if (!can_be_part(f))
                continue;
            for (i64 i = 0; i < n && f != FIELD_IGNORE; i++)
                if (i < from || i >= from + run)
                    f = beside(f, w[i]);
            if (f != FIELD_IGNORE)
                return f;
        }
    return FIELD_IGNORE;
}

static bool values_agree(const struct sheet *s, struct arena *a, i64 column, enum import_field f)
{
    struct census n = census_take(s, a, column);
    if (!n.looked)
        return false;
    if (field_is_time(f))
        return 5 * n.times >= 4 * n.looked;
    if (field_is_amount(f))
        return 5 * n.amounts >= 4 * n.looked;
    bool words = 5 * n.times < n.looked && 5 * n.long_texts < n.looked;
    return f == FIELD_STATUS ? words && n.outcomes > 0 : words;
}

static bool is_free(const struct column *c)
{
    return c->field == FIELD_IGNORE && c->sure == SURE_NOT && !c->note.n;
}

static bool is_taken(const struct sheet *s, enum import_field f)
{
    for (i64 i = 0; i < s->table.columns; i++)
        if (s->columns[i].field == f)
            return true;
    return false;
}

void part_guess(struct sheet *s, struct arena *a)
{
    i64 count[FIELD_COUNT] = {0};
    enum import_field *found = arena_array(a, enum import_field, s->table.columns);
    for (i64 i = 0; i < s->table.columns; i++) {
        enum import_field f =
            is_free(&s->columns[i]) ? field_of_part(a, s->columns[i].name) : FIELD_IGNORE;
        found[i] =
            f != FIELD_IGNORE && !is_taken(s, f) && values_agree(s, a, i, f) ? f : FIELD_IGNORE;
        count[found[i]]++;
    }
    for (i64 i = 0; i < s->table.columns; i++) {
        if (found[i] == FIELD_IGNORE || count[found[i]] > 1)
            continue;
        s->columns[i].field = found[i];
        s->columns[i].sure = SURE_GUESS;
        s->columns[i].rank = PART_RANK;
        s->columns[i].note = message_str(S("by a part of its header"));
    }
}

/* A column that nothing uses and that holds dates. */
static bool holds_spare_dates(const struct sheet *s, struct arena *a, i64 column)
{
    const struct column *c = &s->columns[column];
    if (c->field != FIELD_IGNORE || c->said)
        return false;
    struct census n = census_take(s, a, column);
    return n.looked && 5 * n.times >= 4 * n.looked && 5 * n.amounts < n.looked;
}

void part_tell(const struct sheet *s, struct import_report *r)
{
    bool begins = sheet_has(s, FIELD_CREATED) || sheet_has(s, FIELD_ENTERED) ||
                  sheet_has(s, FIELD_STAGE_ENTERED);
    bool ends = sheet_has(s, FIELD_CLOSE) || sheet_has(s, FIELD_CLOSED_AT) ||
                sheet_has(s, FIELD_WON_AT) || sheet_has(s, FIELD_LOST_AT);
    for (i64 i = 0; i < s->table.columns; i++) {
        const struct column *c = &s->columns[i];
        str name = str_clip(c->name, 80);
        if (c->sure == SURE_GUESS && c->rank == PART_RANK)
            note_warning(r, s->file, 0,
                         "column \"%.*s\" is taken for \"%s\", by a part of its header; a mapping "
                         "file can say otherwise",
                         STR_ARG(name), import_field_id(c->field));
        else if (!begins && holds_spare_dates(s, r->arena, i))
            note_warning(r, s->file, 0,
                         "column \"%.*s\" holds dates and is not used: if deals begin then, map it "
                         "to \"created\" in a mapping file",
                         STR_ARG(name));
        else if (begins && !ends && holds_spare_dates(s, r->arena, i))
            note_warning(r, s->file, 0,
                         "column \"%.*s\" holds dates and is not used: if deals close then, map it "
                         "to \"close\" in a mapping file",
                         STR_ARG(name));
    }
}
