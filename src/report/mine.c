#include "report/mine.h"

#include "report/screen.h"

#include <math.h>

bool mine_find(struct mine *m, struct arena *a, const struct history *history,
               const struct standard *standard, struct err *e)
{
    struct arena scratch;
    if (!process_find(&m->process, a, history, standard, 0, e))
        return false;
    arena_init(&scratch, 1ll << 36);
    durations_of(&m->durations, scratch, &m->process.traces, UINT32_MAX, true, 0);
    arena_release(&scratch);
    return true;
}

static str days(struct screen *s, f64 ms)
{
    return isfinite(ms) ? phrase_days(&s->p, ms / (f64)MS_PER_DAY) : S("–");
}

static str name_of(struct screen *s, u16 activity)
{
    return phrase_name(&s->p, phrase_activity(&s->p, &s->report->process->traces, activity), 60);
}

static void print_head(struct screen *s, const struct mine *m)
{
    const struct map *map = &m->process.map;
    const struct durations *d = &m->durations;
    term_heading(&s->t, say(s, TEXT_S_MAP));
    screen_text(s, say(s, TEXT_MINE_HEAD, phrase_whole(&s->p, map->deal_count),
                       phrase_whole(&s->p, map->event_count)));
    if (d->deals)
        screen_text(s, say(s, TEXT_MINE_DURATIONS, days(s, d->median_ms), days(s, d->mean_ms),
                           days(s, d->p25_ms), days(s, d->p75_ms), days(s, d->p90_ms)));
}

static void and_more(struct screen *s, i64 all, i64 shown)
{
    if (all > shown)
        screen_note(s, say(s, TEXT_AND_MORE, phrase_whole(&s->p, all - shown)));
}

/* Activities that occur, most frequent first, then by number. */
static i64 by_frequency(u16 *order, const struct map *map)
{
    i64 n = 0;
    for (i64 i = 0; i < map->activity_count; i++) {
        i64 at = n;
        if (!map->activities[i].events)
            continue;
        for (; at > 0 && map->activities[order[at - 1]].events < map->activities[i].events; at--)
            order[at] = order[at - 1];
        order[at] = (u16)i;
        n++;
    }
    return n;
}

static void print_activities(struct screen *s, const struct mine *m)
{
    const struct map *map = &m->process.map;
    u16 *order = arena_array(s->t.a, u16, map->activity_count);
    i64 n = by_frequency(order, map), shown = i64_min(n, m->top);
    struct term_table t = {.columns = 5, .indent = 2};
    t.column[0].flexible = true;
    for (i64 c = 1; c < 5; c++)
        t.column[c].align = TERM_RIGHT;
    *term_table_row(&s->t, &t) =
        (struct term_row){{say(s, TEXT_C_ACTIVITY), say(s, TEXT_C_COUNT), say(s, TEXT_C_DEALS),
                           say(s, TEXT_START), say(s, TEXT_END)},
                          TERM_DIM};
    for (i64 i = 0; i < shown; i++) {
        const struct map_activity *x = &map->activities[order[i]];
        *term_table_row(&s->t, &t) = (struct term_row){
            {name_of(s, order[i]), phrase_whole(&s->p, x->events), phrase_whole(&s->p, x->deals),
             phrase_whole(&s->p, x->starts), phrase_whole(&s->p, x->ends)},
            TERM_PLAIN};
    }
    term_blank(&s->t);
    term_table_print(&s->t, &t);
    and_more(s, n, shown);
}

static void print_steps(struct screen *s, const struct mine *m)
{
    const struct map *map = &m->process.map;
    if (!map->edge_count)
        return;
    i64 shown = i64_min(map->edge_count, m->top);
    struct term_table t = {.columns = 5, .indent = 2};
    t.column[0].flexible = t.column[1].flexible = true;
    for (i64 c = 2; c < 5; c++)
        t.column[c].align = TERM_RIGHT;
    *term_table_row(&s->t, &t) =
        (struct term_row){{say(s, TEXT_C_FROM), say(s, TEXT_C_TO), say(s, TEXT_C_COUNT),
                           say(s, TEXT_C_MEDIAN_TIME), say(s, TEXT_C_MEAN_TIME)},
                          TERM_DIM};
    for (i64 i = 0; i < shown; i++) {
        const struct map_edge *x = &map->edges[i];
        *term_table_row(&s->t, &t) = (struct term_row){
            {name_of(s, x->from), name_of(s, x->to), phrase_whole(&s->p, x->count),
             days(s, x->median_ms), days(s, (f64)x->sum_ms / (f64)x->count)},
            TERM_PLAIN};
    }
    term_blank(&s->t);
    term_table_print(&s->t, &t);
    and_more(s, map->edge_count, shown);
}

/* Is it a log of deals that end at all? */
static bool any_closed(const struct variants *v)
{
    for (i64 i = 0; i < v->count; i++)
        if (v->list[i].by_outcome[OUTCOME_OPEN] < v->list[i].deals)
            return true;
    return false;
}

static void print_ways(struct screen *s, const struct mine *m)
{
    const struct variants *v = &m->process.variants;
    i64 shown = i64_min(v->count, m->top);
    bool closed = any_closed(v);
    term_heading(&s->t, say(s, TEXT_S_VARIANTS));
    screen_text(s, phrase_variants(&s->p, shown));
    for (i64 i = 0; i < shown; i++) {
        const struct variant *x = &v->list[i];
        f64 share = (f64)x->deals / (f64)i64_max(1, m->process.traces.deal_count);
        str n = phrase_whole(&s->p, x->deals), percent = phrase_percent(&s->p, share);
        str won = phrase_whole(&s->p, x->by_outcome[OUTCOME_WON]);
        str mean = days(s, (f64)x->duration_sum_ms / (f64)x->deals);
        str head = closed ? say(s, TEXT_MINE_WAY, n, percent, won, mean)
                          : say(s, TEXT_MINE_WAY_OPEN, n, percent, mean);
        term_paragraph(&s->t, 4, S("  •"), TERM_PLAIN, head);
        term_paragraph(&s->t, 4, (str){0}, TERM_DIM, phrase_path(&s->p, i, NULL));
    }
    and_more(s, v->count, shown);
}

static void print_distance(struct screen *s, const struct mine *m)
{
    str sentence = phrase_distance(&s->p);
    if (!s->report->standard)
        return;
    term_heading(&s->t, say(s, TEXT_S_ADHERENCE));
    screen_text(s, sentence.n ? sentence : say(s, TEXT_MINE_NO_STAGES));
    i64 shown = 0;
    for (i64 i = 0; sentence.n && i < m->process.distance.variants.count; i++) {
        str why = phrase_deviation(&s->p, i);
        if (why.n && shown++ < m->top)
            term_paragraph(&s->t, 4, S("  •"), TERM_PLAIN, why);
    }
    and_more(s, shown, m->top);
}

void mine_terminal(struct buf *out, struct arena *a, const struct mine *m,
                   const struct terminal_options *options)
{
    struct screen s = {.p = {a, &m->report}, .report = &m->report};
    term_init(&s.t, out, a, options->columns, options->color);
    print_head(&s, m);
    print_activities(&s, m);
    print_steps(&s, m);
    print_ways(&s, m);
    print_distance(&s, m);
}
