#include "workspace/import_draft.h"

#include "exchange/fold.h"
#include "standard/guard.h"
#include "standard/standard.h"

enum { DRAFT_FIELDS_MAX = 60 };

struct draft_stage {
    str word;
    i64 order, first; /* INT64_MAX: not known; where it was seen */
};

struct drafting {
    struct buf *out;
    struct arena *a;
    const struct history *h;
    struct dict ids; /* taken ones */
};

/* YAML in double quotes: what could end or change the text is escaped. */
static void put_quoted(struct buf *out, str s)
{
    buf_char(out, '"');
    for (i64 i = 0; i < s.n; i++) {
        u8 c = (u8)s.p[i];
        if (c == '"' || c == '\\')
            buf_char(out, '\\');
        if (c < 0x20 || c == 0x7F)
            buf_char(out, ' ');
        else
            buf_char(out, (char)c);
    }
    buf_char(out, '"');
}

static bool is_taken(const struct drafting *d, str id)
{
    return id.n == 0 || dict_find(&d->ids, id) >= 0 || guard_is_keyword(id);
}

/* "Needs analysis" as needs-analysis; letters that an id may not have are left out. */
static str make_id(struct drafting *d, str word, const char *otherwise)
{
    str words = fold_words(d->a, word);
    char *p = arena_array(d->a, char, STANDARD_ID_MAX);
    i64 n = 0;
    for (i64 i = 0; i < words.n && n < STANDARD_ID_MAX - 8; i++) {
        char c = words.p[i];
        bool fine = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9' && n > 0);
        if (fine)
            p[n++] = c;
        else if (n > 0 && p[n - 1] != '-')
            p[n++] = '-';
    }
    while (n > 0 && p[n - 1] == '-')
        n--;
    str id = {p, n};
    for (i64 k = 1; is_taken(d, id); k++)
        id = n ? str_fmt(d->a, "%.*s-%lld", (int)n, p, (long long)k + 1)
               : str_fmt(d->a, "%s-%lld", otherwise, (long long)k);
    dict_intern(&d->ids, id);
    return id;
}

static bool stage_before(const struct draft_stage *a, const struct draft_stage *b)
{
    return a->order != b->order ? a->order < b->order : a->first <= b->first;
}

static i64 find_stages(struct drafting *d, struct draft_stage **out)
{
    const struct history *h = d->h;
    bool *seen = arena_array(d->a, bool, h->activities.n);
    i64 n = 0;
    for (i64 i = 0; i < h->event_count; i++)
        seen[h->activity[i]] = true;
    for (i64 k = 0; k < h->deal_count; k++)
        if (h->stage[k] != HISTORY_ACTIVITIES_MAX)
            seen[h->stage[k]] = true;
    struct draft_stage *v = arena_array(d->a, struct draft_stage, h->activities.n);
    struct draft_stage *spare = arena_array(d->a, struct draft_stage, h->activities.n);
    for (i64 i = 0; i < h->activities.n; i++)
        if (h->activity_kind[i] == ACTIVITY_STAGE && (seen[i] || h->stage_order[i] >= 0))
            v[n++] = (struct draft_stage){h->activity_word[i],
                                          h->stage_order[i] < 0 ? INT64_MAX : h->stage_order[i], i};
    sort_merge(v, spare, n, stage_before);
    *out = v;
    return n;
}

static bool put_stages(struct drafting *d, struct err *e)
{
    struct draft_stage *v;
    i64 n = find_stages(d, &v);
    if (n > STANDARD_STAGES_MAX) {
        err_set(e, ERR_LIMIT, "the history has %lld stages, a standard holds %d", (long long)n,
                STANDARD_STAGES_MAX);
        return err_hint(e, "give a standard with --standard, and in a mapping file which stage is "
                           "which of its stages");
    }
    buf_put(d->out, S("stages:\n"));
    dict_init(&d->ids, d->a);
    for (i64 i = 0; i < n; i++) {
        buf_fmt(d->out, "  %.*s:\n    title: ", STR_ARG(make_id(d, v[i].word, "stage")));
        put_quoted(d->out, v[i].word);
        buf_put(d->out, S("\n    department: sales\n"));
    }
    if (n == 0)
        buf_put(d->out, S("  under-way:\n    title: {en: Under way, fr: En cours}\n"
                          "    department: sales\n"));
    return true;
}

static str main_currency(const struct history *h)
{
    i64 best = 0, most = -1;
    for (i64 c = 0; c < h->currencies.n; c++) {
        i64 count = 0;
        str name = dict_name(&h->currencies, (u32)c);
        for (i64 i = 0; i < h->deal_count; i++)
            count += h->currency[i] == c && h->amount_known[i];
        if (name.n == 3 && count > most) {
            most = count;
            best = c;
        }
    }
    return most > 0 ? dict_name(&h->currencies, (u32)best) : S("EUR");
}

static void put_fields(struct drafting *d)
{
    const struct history *h = d->h;
    dict_init(&d->ids, d->a);
    dict_intern(&d->ids, S("amount"));
    buf_put(d->out, S("fields:\n  amount:\n    title: {en: Amount, fr: Montant}\n"
                      "    type: money\n"));
    for (i64 k = 0; k < h->attribute_count && k < DRAFT_FIELDS_MAX; k++) {
        if (str_eq_fold(h->attributes[k].name, S("amount")))
            continue;
        buf_fmt(d->out,
                "  %.*s:\n    title: ", STR_ARG(make_id(d, h->attributes[k].name, "field")));
        put_quoted(d->out, h->attributes[k].name);
        buf_put(d->out, S("\n    type: text\n"));
    }
}

bool import_draft_print(struct buf *out, struct arena *a, const struct history *h, struct err *e)
{
    struct drafting d = {.out = out, .a = a, .h = h};
    buf_fmt(out,
            "# Drafted from the history that was imported: what it tells, nothing more.\n"
            "etalon: 1\nprocess: " IMPORT_DRAFT_PROCESS "\n"
            "title: {en: How we sell so far, fr: Comment nous vendons jusqu’ici}\n"
            "discipline: random\nowner: revenue-operations\ncurrency: %.*s\n"
            "departments:\n  sales: {en: Sales, fr: Ventes}\n",
            STR_ARG(main_currency(h)));
    put_fields(&d);
    if (!put_stages(&d, e))
        return false;
    buf_put(out, S("moves:\n  forward: any\n  backward: true\n"
                   "outcomes:\n"
                   "  won:\n    title: {en: Won, fr: Gagné}\n"
                   "  lost:\n    title: {en: Lost, fr: Perdu}\n"
                   "  no-decision:\n    title: {en: No decision, fr: Sans décision}\n"
                   "  walked:\n    title: {en: We withdrew, fr: Nous nous sommes retirés}\n"
                   "  invalid:\n    title: {en: Invalid, fr: Invalide}\n"));
    return true;
}
