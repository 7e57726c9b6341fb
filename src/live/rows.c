#include "live/rows.h"

#include "format/json.h"
#include "learn/variants.h"
#include "live/teach.h"

static i64 activity_named(const struct history *h, str name)
{
    return dict_find(&h->activities, name);
}

/* Deals in which one activity comes right after another, by the map's own sequences; `others`:
 * in which it occurs at all. */
static bool find_edge(u8 *in, struct arena *a, const struct told *told, const struct question *q,
                      const struct figure_rows *rows, struct err *e)
{
    const struct history *h = &told->deals.history;
    i64 from = activity_named(h, rows->of), to = activity_named(h, rows->to);
    struct traces t;
    if (from < 0 || to < 0) {
        str name = from < 0 ? rows->of : rows->to;
        return err_set(e, ERR_USAGE, "there is no activity \"%.*s\" in this map", STR_ARG(name));
    }
    traces_of(&t, a, h, q->stages_only ? TRACES_STAGES : TRACES_WAY, 1);
    for (i64 d = 0; d < t.deal_count; d++)
        for (i64 i = t.first[d]; i < t.first[d + 1]; i++) {
            bool follows = i + 1 < t.first[d + 1] && t.activity[i + 1] == to;
            in[d] |= t.activity[i] == from && (rows->others || follows);
        }
    return true;
}

/* The deals that went the way of the deal `of`; `others`: all that went any. */
static bool find_variant(u8 *in, struct arena *a, const struct told *told, const struct question *q,
                         const struct figure_rows *rows, struct err *e)
{
    const struct history *h = &told->deals.history;
    i64 id = 0, like = -1;
    struct traces t;
    struct variants v;
    for (i64 d = 0; d < h->deal_count && str_to_i64(rows->of, &id) && like < 0; d++)
        like = told->deals.id[d] == id ? d : -1;
    if (like < 0)
        return err_set(e, ERR_USAGE, "there is no deal \"%.*s\" in these figures",
                       STR_ARG(rows->of));
    traces_of(&t, a, h, q->stages_only ? TRACES_STAGES : TRACES_WAY, 1);
    variants_find(&v, a, &t, 1);
    for (i64 d = 0; d < h->deal_count; d++)
        in[d] = rows->others || v.of_deal[d] == v.of_deal[like];
    return true;
}

static void put(struct json *j, const char *key, str value)
{
    json_key(j, str_c(key));
    json_str(j, value);
}

static void put_moment(struct json *j, const char *key, i64 ms)
{
    char room[32];
    struct buf text = {.p = room, .max = sizeof room};
    if (ms == TIME_NONE)
        return;
    time_print(&text, ms);
    put(j, key, buf_str(&text));
}

static void put_deal(struct json *j, const struct told *told, i64 d)
{
    const struct history *h = &told->deals.history;
    json_object(j);
    json_key(j, S("deal"));
    json_i64(j, told->deals.id[d]);
    put(j, "outcome", str_c(outcome_id((enum outcome)h->outcome[d])));
    if (h->stage[d] != HISTORY_ACTIVITIES_MAX)
        put(j, "stage", h->activity_word[h->stage[d]]);
    if (h->owner[d] != HISTORY_NO_ID)
        put(j, "owner", dict_name(&h->actors, h->owner[d]));
    put_moment(j, "entered_at", h->entered_ms[d]);
    put_moment(j, "closed_at", h->closed_ms[d]);
    if (h->amount_known[d]) {
        json_key(j, S("amount_minor"));
        json_i64(j, h->amount_minor[d]);
        put(j, "currency", dict_name(&h->currencies, h->currency[d]));
    }
    json_end(j);
}

static void put_page(struct json *j, const struct told *told, const struct question *q,
                     const u8 *in)
{
    i64 n = told->deals.history.deal_count, count = 0, shown = 0, last = -1;
    for (i64 d = 0; d < n; d++)
        count += in[d];
    json_key(j, S("count"));
    json_i64(j, count);
    json_key(j, S("deals"));
    json_array(j);
    bool more = false;
    for (i64 d = 0; d < n && !more; d++) {
        if (!in[d] || told->deals.id[d] <= q->after)
            continue;
        more = shown == q->limit;
        if (more)
            break;
        put_deal(j, told, d);
        last = told->deals.id[d];
        shown++;
    }
    json_end(j);
    if (more) {
        json_key(j, S("next_after"));
        json_i64(j, last);
    }
}

/* A stage may be named by its id, too. */
static void name_stage(struct figure_rows *rows, const struct told *told)
{
    const struct standard *s = told->standard;
    for (i64 i = 0; s && i < s->stages.n; i++) {
        str title = words_in(&s->stages.v[i].title, S("en"));
        if (title.n && str_eq(rows->of, s->stages.v[i].id))
            rows->of = title;
        if (title.n && str_eq(rows->to, s->stages.v[i].id))
            rows->to = title;
    }
}

bool rows_tell(struct buf *out, struct arena *a, const struct told *told, const struct question *q,
               const struct report_population *population, struct err *e)
{
    const struct history *h = &told->deals.history;
    u8 *in = arena_array(a, u8, h->deal_count);
    struct measure_options options = {
        .horizon_days = q->horizon_days, .seed = 1, .threads = 1, .tzif = told->zone};
    bool edge = str_eq(q->figure.name, S("map.edges"));
    bool variant = str_eq(q->figure.name, S("variants"));
    struct figure_rows rows = q->figure;
    name_stage(&rows, told);
    bool ok = edge      ? find_edge(in, a, told, q, &rows, e)
              : variant ? find_variant(in, a, told, q, &rows, e)
              : teach_names(rows.name)
                  ? teach_rows(in, a, told, q, e)
                  : figure_rows_find(in, a, h, told->standard, &options, &rows, e);
    if (!ok)
        return false;
    struct json j;
    json_init(&j, out, 0);
    json_object(&j);
    put(&j, "figure", q->figure.name);
    put(&j, "side", q->figure.others ? S("denominator") : S("numerator"));
    json_key(&j, S("sequence"));
    json_i64(&j, population->sequence);
    put(&j, "process", population->process);
    put_page(&j, told, q, in);
    json_end(&j);
    return true;
}
