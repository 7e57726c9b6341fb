#include "report/diff.h"

#include "report/number.h"
#include "report/show_part.h"

enum said {
    SAID_TITLE,
    SAID_VERSION,
    SAID_DRAFT,
    SAID_NOTHING,
    SAID_SUM,
    SAID_STAGE,
    SAID_STAGE_LAST,
    SAID_REACH,
    SAID_EVERYWHERE,
    SAID_COUNT
};
static const char *const said[SAID_COUNT][LANG_COUNT] = {
    [SAID_TITLE] = {"What changes from {0} to {1}", "Ce qui change de {0} à {1}"},
    [SAID_VERSION] = {"{0} version {1}", "{0} version {1}"},
    [SAID_DRAFT] = {"{0} (draft)", "{0} (brouillon)"},
    [SAID_NOTHING] = {"Nothing that anybody would notice.", "Rien que quiconque remarquerait."},
    [SAID_SUM] =
        {"{0} {0?change|changes}: {1} {1?asks|ask} for more, {2} for less.",
         "{0} {0?changement|changements}\u00a0: {1} {1?demande|demandent} plus, {2} moins."},
    [SAID_STAGE] = {"Before leaving {0}. {1}", "Avant de quitter {0}. {1}"},
    [SAID_STAGE_LAST] = {"In {0}. {1}", "Dans {0}. {1}"},
    [SAID_REACH] = {"for {0} {0?seller|sellers} with {1} {1?deal|deals} in flight",
                    "pour {0} {0?vendeur|vendeurs}, {1} {1?affaire|affaires} en cours"},
    [SAID_EVERYWHERE] = {"Everywhere", "Partout"},
};

#define saying(a, lang, id, ...)                                                                   \
    text_put((a), (lang), str_c(said[id][lang]),                                                   \
             (const str[]){__VA_ARGS__ __VA_OPT__(, ) TEXT_FILLED})

/* --- for whom ----------------------------------------------------------------------------------
 */

#define in_order(x, y) (*(x) <= *(y))

/* How many are different. */
static i64 distinct(u32 *v, u32 *spare, i64 n)
{
    i64 k = 0;
    sort_merge(v, spare, n, in_order);
    for (i64 i = 0; i < n; i++)
        k += i == 0 || v[i] != v[i - 1];
    return k;
}

struct diff_reach diff_reach(const struct diff_report *r, struct arena scratch, i32 stage)
{
    u32 *owners = arena_array(&scratch, u32, r->deal_count);
    u32 *spare = arena_array(&scratch, u32, r->deal_count);
    i64 n = 0;
    for (i64 i = 0; i < r->deal_count; i++) {
        i32 now = r->diff->stage_now[r->deals[i].stage];
        if (stage < 0 || (now >= 0 && now <= stage))
            owners[n++] = r->deals[i].owner;
    }
    return (struct diff_reach){n, distinct(owners, spare, n)};
}

/* --- for people ---------------------------------------------------------------------------------
 */

static str name_of(struct arena *a, enum lang lang, const struct standard *s)
{
    struct show w = {.a = a, .lang = lang, .standard = s};
    str title = show_title(&w, &s->title, s->process);
    return s->version ? saying(a, lang, SAID_VERSION, title, number_whole(a, lang, s->version))
                      : saying(a, lang, SAID_DRAFT, title);
}

static bool any_at(const struct diff *d, i32 stage)
{
    for (i64 i = 0; i < d->rows.n; i++)
        if (d->rows.v[i].stage == stage)
            return true;
    return false;
}

static void show_rows(struct show *w, const struct diff *d, i32 stage)
{
    static const char *const marks[] = {"·", "+", "−"};
    for (i64 i = 0; i < d->rows.n; i++) {
        const struct diff_row *row = &d->rows.v[i];
        if (row->stage == stage)
            sheet_item(&w->sheet, str_c(marks[row->weight]), TERM_PLAIN,
                       diff_sentence(w->a, w->lang, d, row));
    }
}

static void show_at(struct show *w, const struct diff_report *r, i32 stage)
{
    const struct diff *d = r->diff;
    if (!any_at(d, stage))
        return;
    bool last = stage + 1 == d->now->stages.n;
    sheet_heading(&w->sheet,
                  stage < 0 ? saying(w->a, w->lang, SAID_EVERYWHERE)
                            : saying(w->a, w->lang, last ? SAID_STAGE_LAST : SAID_STAGE,
                                     number_whole(w->a, w->lang, stage + 1), show_stage(w, stage)));
    if (r->deals) {
        struct diff_reach reach = diff_reach(r, *w->a, stage);
        sheet_paragraph(&w->sheet, saying(w->a, w->lang, SAID_REACH,
                                          number_whole(w->a, w->lang, reach.sellers),
                                          number_whole(w->a, w->lang, reach.deals)));
    }
    show_rows(w, d, stage);
}

void diff_show(struct buf *out, struct arena *a, const struct diff_report *r,
               const struct show_options *o)
{
    const struct diff *d = r->diff;
    struct show w = {.a = a, .lang = o->lang, .standard = d->now};
    sheet_init(&w.sheet, out, a, o->form, o->columns, o->color);
    sheet_title(&w.sheet, saying(a, o->lang, SAID_TITLE, name_of(a, o->lang, d->before),
                                 name_of(a, o->lang, d->now)));
    if (!d->rows.n) {
        sheet_paragraph(&w.sheet, saying(a, o->lang, SAID_NOTHING));
        return;
    }
    sheet_paragraph(&w.sheet, saying(a, o->lang, SAID_SUM, number_whole(a, o->lang, d->rows.n),
                                     number_whole(a, o->lang, d->stricter),
                                     number_whole(a, o->lang, d->lighter)));
    for (i32 stage = 0; stage < d->now->stages.n; stage++)
        show_at(&w, r, stage);
    show_at(&w, r, -1);
}

/* --- for programs -------------------------------------------------------------------------------
 */

static void put(struct json *j, const char *key, str value)
{
    if (!value.n)
        return;
    json_key(j, str_c(key));
    json_str(j, value);
}

static void put_number(struct json *j, const char *key, i64 value)
{
    json_key(j, str_c(key));
    json_i64(j, value);
}

static void put_side(struct json *j, struct arena *a, enum lang lang, const char *key,
                     const struct standard *s)
{
    json_key(j, str_c(key));
    json_object(j);
    put(j, "process", s->process);
    put_number(j, "version", s->version);
    put(j, "name", name_of(a, lang, s));
    json_end(j);
}

#define ID_AT(vec, i) ((i) >= 0 ? (vec).v[i].id : (str){0})

static void put_ids(struct json *j, const struct diff *d, const struct diff_row *row)
{
    const struct standard *s = row->now >= 0 ? d->now : d->before;
    i32 at = row->now >= 0 ? row->now : row->before;
    if (row->code >= DIFF_INDICATOR_NEW)
        put(j, "indicator", ID_AT(s->indicators, at));
    else if (row->code >= DIFF_PLAY_NEW)
        put(j, "play", ID_AT(s->plays, at));
    else if (row->code >= DIFF_OUTCOME_NEW)
        put(j, "outcome", ID_AT(s->outcomes, at));
    else if (row->code >= DIFF_FIELD_NEW)
        put(j, "field", ID_AT(s->fields, at));
    else if (row->code >= DIFF_HANDOFF_NEW)
        put(j, "handoff", ID_AT(s->handoffs, at));
    else if (row->code >= DIFF_MILESTONE_NEW)
        put(j, "milestone", ID_AT(s->milestones, at));
    if (row->stage >= 0)
        put(j, "stage", ID_AT(d->now->stages, row->stage));
}

static void put_row(struct json *j, struct arena *a, enum lang lang, const struct diff_report *r,
                    const struct diff_row *row)
{
    json_object(j);
    put(j, "code", str_c(diff_code_id(row->code)));
    put(j, "weight", str_c(diff_weight_id(row->weight)));
    put_ids(j, r->diff, row);
    put(j, "sentence", diff_sentence(a, lang, r->diff, row));
    if (r->deals) {
        struct diff_reach reach = diff_reach(r, *a, row->stage);
        put_number(j, "sellers", reach.sellers);
        put_number(j, "deals", reach.deals);
    }
    json_end(j);
}

void diff_json(struct json *j, struct arena *a, enum lang lang, const struct diff_report *r)
{
    const struct diff *d = r->diff;
    put_side(j, a, lang, "from", d->before);
    put_side(j, a, lang, "to", d->now);
    put_number(j, "stricter", d->stricter);
    put_number(j, "lighter", d->lighter);
    json_key(j, S("rows"));
    json_array(j);
    for (i64 i = 0; i < d->rows.n; i++)
        put_row(j, a, lang, r, &d->rows.v[i]);
    json_end(j);
}
