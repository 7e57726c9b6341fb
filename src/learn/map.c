#include "learn/map.h"

#include "learn/map_details.h"
#include "learn/walk.h"

#include <math.h>

static bool edge_before(const struct map_edge *a, const struct map_edge *b)
{
    if (a->count != b->count)
        return a->count > b->count;
    return a->from != b->from ? a->from < b->from : a->to <= b->to;
}

static struct map_edge *list_edges(const struct map_cells *all, struct arena *a, i64 *count)
{
    i64 cells = map_cells_count(all), n = 0;
    for (i64 i = 0; i < cells; i++)
        n += all->cells[i].count > 0;
    struct map_edge *edges = arena_array(a, struct map_edge, n);
    struct map_edge *other = arena_array(a, struct map_edge, n);
    n = 0;
    for (i64 i = 0; i < cells; i++) {
        const struct map_cell *c = &all->cells[i];
        if (!c->count)
            continue;
        u32 key = map_cells_key(all, i);
        edges[n++] = (struct map_edge){.from = (u16)(key >> 16),
                                       .to = (u16)key,
                                       .count = c->count,
                                       .sum_ms = c->sum_ms,
                                       .median_ms = NAN,
                                       .stdev_ms = NAN};
    }
    *count = n;
    sort_merge(edges, other, n, edge_before);
    return edges;
}

static void list_activities(struct map_activity *out, const struct map *m,
                            const struct map_cells *all)
{
    for (i64 i = 0; i < m->activity_count; i++) {
        out[i].starts = out[i].events = all->starts[i];
        out[i].ends = all->ends[i];
    }
    for (i64 k = 0; k < m->edge_count; k++) /* an event begins a deal or follows another */
        out[m->edges[k].to].events += m->edges[k].count;
}

bool map_of_walk(struct map *m, struct arena *a, const struct walk *w, enum map_detail detail,
                 struct err *e)
{
    struct map_cells *all = &w->part[0].cells;
    for (i32 k = 1; k < w->parts; k++)
        map_cells_merge(all, &w->part[k].cells);
    struct map made = {.activity_count = all->width,
                       .deal_count = w->t->deal_count,
                       .event_count = w->t->event_count};
    struct map_edge *edges = list_edges(all, a, &made.edge_count);
    struct map_activity *activities = arena_array(a, struct map_activity, all->width);
    made.edges = edges;
    list_activities(activities, &made, all);
    made.activities = activities;
    if (made.edge_count > MAP_EDGES_MAX)
        return err_set(e, ERR_LIMIT, "the map has %lld edges, at most %d can be kept",
                       (long long)made.edge_count, MAP_EDGES_MAX);
    if (detail == MAP_MEDIANS)
        map_details(edges, activities, &made, w->t);
    *m = made;
    return true;
}

bool map_count(struct map *m, struct arena *a, const struct traces *t, enum map_detail detail,
               i32 threads, struct err *e)
{
    struct walk w;
    struct arena scratch;
    arena_init(&scratch, walk_scratch_bytes(t));
    walk_deals(&w, &scratch, t, threads);
    bool ok = map_of_walk(m, a, &w, detail, e);
    walk_release(&w);
    arena_release(&scratch);
    return ok;
}
