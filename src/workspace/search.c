#include "workspace/search.h"

#include "workspace/store.h"

/* --- what is in it ------------------------------------------------------------------------ */

static bool is_name(i64 kind)
{
    return kind == KIND_DEAL_NAMED || kind == KIND_DEAL_REFERENCE || kind == EVENT_OPENED;
}

/* Not what an import keeps beside: that is data. */
static bool has_words(const struct record *r)
{
    bool kept_by_import = r->kind >= KIND_IMPORT_BEGUN && r->kind <= KIND_DEAL_TAKEN_BACK;
    return r->deal && r->has_text && r->text.n > 0 && !kept_by_import;
}

bool search_is_note(const struct record *r)
{
    return has_words(r) && !is_name(r->kind) && r->kind != EVENT_FIELD_SET;
}

static void change(struct storage *db, i32 slot, const struct record *r, str text)
{
    struct statement *s = storage_use(db, slot + (is_name(r->kind) ? SEARCH_NAMES : SEARCH_TEXTS));
    bind_i64(s, 1, r->sequence);
    bind_str(s, 2, text);
    statement_run(s);
}

bool search_put(struct storage *db, i32 slot, const struct record *r)
{
    if (has_words(r))
        change(db, slot, r, r->text);
    return has_words(r);
}

static bool load(struct storage *db, i64 sequence, struct record *r, struct arena *a)
{
    struct statement *s = storage_use(db, SQL_EVENT_GET);
    bind_i64(s, 1, sequence);
    bool there = sequence && statement_next(s) && record_read(s, r);
    if (there)
        r->text = str_dup(a, r->text);
    statement_reset(s);
    return there;
}

bool search_change(struct storage *db, i32 slot, i64 sequence, struct arena scratch)
{
    struct record r;
    bool there = load(db, sequence, &r, &scratch) && has_words(&r);
    if (there)
        change(db, slot, &r, r.text);
    return there;
}

i64 search_standing(struct storage *db, i32 slot, const struct folded *f, struct arena scratch)
{
    struct field_set left = f->state.set;
    i64 n =
        search_change(db, slot, f->named, scratch) + search_change(db, slot, f->referred, scratch);
    for (i32 i = field_set_take(&left); i >= 0; i = field_set_take(&left))
        n += search_change(db, slot, f->field_event[i], scratch);
    return n;
}

i64 search_take_back(struct storage *db, i32 slot, const struct record *taken, struct arena scratch)
{
    i64 n = 0;
    for (i64 at = taken->before; at > taken->value;) {
        struct arena own = scratch;
        struct record r;
        if (!load(db, at, &r, &own))
            break;
        if (search_is_note(&r)) {
            change(db, slot, &r, r.text);
            n++;
        }
        at = r.kind == KIND_DEAL_TAKEN_BACK ? r.value : r.before; /* that is out already */
    }
    return n;
}

void search_follow(struct storage *db, const struct folded *f, const struct record *r,
                   struct arena scratch)
{
    bool sets = (r->kind == EVENT_FIELD_SET || r->kind == EVENT_FIELD_CLEARED) &&
                r->subject < STANDARD_FIELDS_MAX;
    if (r->kind == KIND_DEAL_NAMED)
        search_change(db, SQL_SEARCH_DROP, f->named, scratch);
    if (r->kind == KIND_DEAL_REFERENCE)
        search_change(db, SQL_SEARCH_DROP, f->referred, scratch);
    if (sets && field_set_has(&f->state.set, r->subject))
        search_change(db, SQL_SEARCH_DROP, f->field_event[r->subject], scratch);
    if (r->kind == EVENT_MIGRATED) {
        struct folded fields = *f; /* what is kept comes back */
        fields.named = fields.referred = 0;
        search_standing(db, SQL_SEARCH_DROP, &fields, scratch);
    }
    if (r->kind == KIND_DEAL_TAKEN_BACK) {
        search_standing(db, SQL_SEARCH_DROP, f, scratch);
        search_take_back(db, SQL_SEARCH_DROP, r, scratch);
    }
    search_put(db, SQL_SEARCH_PUT, r);
}

/* --- questions ---------------------------------------------------------------------------- */

static bool says_something(str word)
{
    for (i64 i = 0; i < word.n; i++) {
        char c = word.p[i];
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c < 0)
            return true;
    }
    return false;
}

i64 search_words(struct arena *a, str question, str out[SEARCH_WORDS_MAX])
{
    i64 n = 0, end = i64_min(question.n, SEARCH_QUESTION_MAX);
    while (end < question.n && end > 0 && ((u8)question.p[end] & 0xC0) == 0x80)
        end--; /* between letters */
    str rest = str_sub(question, 0, end);
    (void)a;
    while (rest.n && n < SEARCH_WORDS_MAX) {
        end = 0;
        while (end < rest.n && (u8)rest.p[end] > ' ' && rest.p[end] != '"')
            end++;
        str word = str_sub(rest, 0, end);
        if (says_something(word))
            out[n++] = word;
        rest = str_sub(rest, end + 1, rest.n);
    }
    return n;
}

/* Every word, whole or only begun, as FTS5 reads it: ("acme" AND "north" *). One letter begins
 * too much. */
static str all_words(struct arena *a, const str *words, i64 n, bool begun)
{
    str out = S("(");
    for (i64 i = 0; i < n; i++)
        out = str_fmt(a, "%.*s%s\"%.*s\"%s", STR_ARG(out), i ? " AND " : "", STR_ARG(words[i]),
                      begun && words[i].n > 1 ? " *" : "");
    return str_fmt(a, "%.*s)", STR_ARG(out));
}

static str match_of(struct arena *a, const str *words, i64 n, enum search_rank rank)
{
    str whole = all_words(a, words, n, false), begun = all_words(a, words, n, true);
    if (rank == RANK_NAME || rank == RANK_TEXT)
        return whole;
    return str_fmt(a, "%.*s NOT %.*s", STR_ARG(begun), STR_ARG(whole));
}

static i64 deal_of(struct storage *db, i64 sequence)
{
    struct statement *s = storage_use(db, SQL_EVENT_GET);
    bind_i64(s, 1, sequence);
    i64 deal = statement_next(s) ? column_i64(s, 1) : 0;
    statement_reset(s);
    return deal;
}

static struct statement *ask(struct storage *db, i32 index, str match, i64 before, i64 most)
{
    struct statement *s = storage_use(db, SQL_SEARCH + index);
    bind_str(s, 1, match);
    bind_i64(s, 2, before ? before : INT64_MAX);
    bind_i64(s, 3, most);
    return s;
}

i64 search_page(struct storage *db, struct arena *a, str question, struct search_place *place,
                i64 most, struct search_hit *out)
{
    str words[SEARCH_WORDS_MAX];
    i64 count = search_words(a, question, words), n = 0;
    while (count && place->rank < RANK_COUNT && n < most) {
        str match = match_of(a, words, count, place->rank);
        i32 index = place->rank < RANK_TEXT ? SEARCH_NAMES : SEARCH_TEXTS;
        struct statement *s = ask(db, index, match, place->sequence, most - n);
        i64 first = n;
        for (; n < most && statement_next(s); n++)
            out[n] = (struct search_hit){place->rank, column_i64(s, 0), 0};
        statement_reset(s);
        for (i64 i = first; i < n; i++)
            out[i].deal = deal_of(db, out[i].sequence);
        if (n < most)
            *place = (struct search_place){(enum search_rank)(place->rank + 1), 0};
        else
            place->sequence = out[n - 1].sequence;
    }
    return n;
}

/* The newest of both indexes, by falling numbers. */
static i64 newest_hits(struct storage *db, str match, i64 *out)
{
    struct statement *names = ask(db, SEARCH_NAMES, match, 0, SEARCH_DEALS_MAX);
    struct statement *texts = ask(db, SEARCH_TEXTS, match, 0, SEARCH_DEALS_MAX);
    i64 a = statement_next(names) ? column_i64(names, 0) : 0, n = 0;
    i64 b = statement_next(texts) ? column_i64(texts, 0) : 0;
    while (n < SEARCH_DEALS_MAX && (a || b)) {
        struct statement *s = a > b ? names : texts;
        i64 *next = a > b ? &a : &b;
        out[n++] = *next;
        *next = statement_next(s) ? column_i64(s, 0) : 0;
    }
    statement_reset(names);
    statement_reset(texts);
    return n;
}

i64 search_deals(struct storage *db, struct arena *a, str question, i64 out[SEARCH_DEALS_MAX],
                 bool *cut)
{
    str words[SEARCH_WORDS_MAX];
    i64 count = search_words(a, question, words), deals = 0;
    i64 *hits = arena_array(a, i64, SEARCH_DEALS_MAX);
    i64 n = count ? newest_hits(db, all_words(a, words, count, true), hits) : 0;
    struct dict seen; /* deals as words */
    dict_init(&seen, a);
    *cut = n == SEARCH_DEALS_MAX;
    for (i64 i = 0; i < n; i++) {
        i64 deal = deal_of(db, hits[i]);
        if (dict_intern(&seen, str_fmt(a, "%lld", (long long)deal)) == deals)
            out[deals++] = deal;
    }
    return deals;
}
