/* The JSON of mine.h: docs/mine.md. */
#include "report/json_part.h"
#include "report/mine.h"

static void put_days(struct json_writer *w, const char *key, f64 ms)
{
    json_put_f64(w, key, ms / (f64)MS_PER_DAY);
}

static void put_durations(struct json_writer *w, const struct durations *d)
{
    json_open(w, "duration_days");
    json_put_i64(w, "deals", d->deals);
    put_days(w, "mean", d->mean_ms);
    put_days(w, "min", (f64)d->min_ms);
    put_days(w, "p25", d->p25_ms);
    put_days(w, "median", d->median_ms);
    put_days(w, "p75", d->p75_ms);
    put_days(w, "p90", d->p90_ms);
    put_days(w, "max", (f64)d->max_ms);
    json_close(w);
}

static void put_activities(struct json_writer *w, const struct mine *m)
{
    const struct map *map = &m->process.map;
    json_open_array(w, "activities");
    for (i64 i = 0; i < map->activity_count; i++) {
        const struct map_activity *x = &map->activities[i];
        if (!x->events)
            continue;
        json_object(&w->j);
        json_put_str(w, "name", traces_name(&m->process.traces, (u16)i));
        json_put_i64(w, "events", x->events);
        json_put_i64(w, "deals", x->deals);
        json_put_i64(w, "starts", x->starts);
        json_put_i64(w, "ends", x->ends);
        json_close(w);
    }
    json_close(w);
}

static void put_edges(struct json_writer *w, const struct mine *m)
{
    const struct map *map = &m->process.map;
    json_put_i64(w, "edge_count", map->edge_count);
    json_open_array(w, "edges");
    for (i64 i = 0; i < i64_min(map->edge_count, m->top); i++) {
        const struct map_edge *x = &map->edges[i];
        json_object(&w->j);
        json_put_str(w, "from", traces_name(&m->process.traces, x->from));
        json_put_str(w, "to", traces_name(&m->process.traces, x->to));
        json_put_i64(w, "count", x->count);
        put_days(w, "mean_days", (f64)x->sum_ms / (f64)x->count);
        put_days(w, "median_days", x->median_ms);
        put_days(w, "min_days", (f64)x->min_ms);
        put_days(w, "max_days", (f64)x->max_ms);
        json_close(w);
    }
    json_close(w);
}

static void put_variants(struct json_writer *w, const struct mine *m)
{
    const struct variants *v = &m->process.variants;
    json_put_i64(w, "variant_count", v->count);
    json_open_array(w, "variants");
    for (i64 i = 0; i < i64_min(v->count, m->top); i++) {
        const struct variant *x = &v->list[i];
        i64 n;
        const u16 *way = variant_sequence(v, &m->process.traces, i, &n);
        json_object(&w->j);
        json_put_i64(w, "deals", x->deals);
        for (i32 o = 0; o < OUTCOME_COUNT; o++)
            json_put_i64(w, o == OUTCOME_NO_DECISION ? "no_decision" : outcome_id((enum outcome)o),
                         x->by_outcome[o]);
        put_days(w, "mean_days", (f64)x->duration_sum_ms / (f64)x->deals);
        json_open_array(w, "activities");
        for (i64 k = 0; k < n; k++)
            json_str(&w->j, traces_name(&m->process.traces, way[k]));
        json_close(w);
        json_close(w);
    }
    json_close(w);
}

static void put_distance(struct json_writer *w, const struct mine *m)
{
    const struct report_distance *d = &m->process.distance;
    json_key_c(w, "distance");
    if (!d->known) {
        json_null(&w->j);
        return;
    }
    json_object(&w->j);
    json_put_i64(w, "closed", d->closed);
    json_put_i64(w, "fitting", d->fitting);
    json_put_i64(w, "steps", d->steps);
    json_open_array(w, "variants");
    i64 shown = 0;
    for (i64 i = 0; i < d->variants.count && shown < m->top; i++) {
        str why = phrase_deviation(&w->p, i);
        if (!why.n)
            continue;
        shown++;
        json_object(&w->j);
        json_put_i64(w, "closed", process_closed(&d->variants.list[i]));
        json_put_i64(w, "cost", d->alignment.cost[i]);
        json_put_str(w, "why", why);
        json_close(w);
    }
    json_close(w);
    json_close(w);
}

void mine_json(struct buf *out, struct arena *a, const struct mine *m)
{
    struct json_writer w = {.p = {a, &m->report}, .report = &m->report};
    json_init(&w.j, out, 2);
    json_object(&w.j);
    json_put_i64(&w, "deals", m->process.map.deal_count);
    json_put_i64(&w, "events", m->process.map.event_count);
    put_durations(&w, &m->durations);
    put_activities(&w, m);
    put_edges(&w, m);
    put_variants(&w, m);
    put_distance(&w, m);
    json_put_str(&w, "input_hash", str_c(m->report.import->input_sha256));
    json_put_str(&w, "version", m->report.version);
    json_close(&w);
}
