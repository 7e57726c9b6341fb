#include "learn/map_details.h"

#include "learn/select.h"

#include <math.h>

/* From (from, to) to the edge: open addressing. */
struct index {
    u32 *slots; /* edge + 1 */
    u64 mask;
    const struct map_edge *edges;
};

static u64 slot_of(const struct index *x, u16 from, u16 to)
{
    u64 at = (((u32)from << 16 | to) * 0x9E3779B97F4A7C15ull >> 20) & x->mask;
    while (x->slots[at]) {
        const struct map_edge *e = &x->edges[x->slots[at] - 1];
        if (e->from == from && e->to == to)
            break;
        at = (at + 1) & x->mask;
    }
    return at;
}

static struct index index_edges(struct arena *a, const struct map *m)
{
    i64 slots = 64;
    while (slots < 2 * m->edge_count)
        slots *= 2;
    struct index x = {arena_array(a, u32, slots), (u64)slots - 1, m->edges};
    for (i64 k = 0; k < m->edge_count; k++)
        x.slots[slot_of(&x, m->edges[k].from, m->edges[k].to)] = (u32)k + 1;
    return x;
}

static f64 spread(const i64 *wait, i64 n, f64 mean)
{
    f64 sum = 0;
    for (i64 i = 0; i < n; i++)
        sum += ((f64)wait[i] - mean) * ((f64)wait[i] - mean);
    return n > 1 ? sqrt(sum / (f64)(n - 1)) : NAN;
}

/* The waits of every step, sorted by edge. */
static i64 *gather_waits(struct arena *scratch, i64 *next, const struct index *x,
                         const struct traces *t)
{
    i64 *waits = arena_array(scratch, i64, t->event_count);
    for (i64 d = 0; d < t->deal_count; d++)
        for (i64 i = t->first[d] + 1; i < t->first[d + 1]; i++) {
            u32 edge = x->slots[slot_of(x, t->activity[i - 1], t->activity[i])] - 1;
            waits[next[edge]++] = t->at_ms[i] - t->at_ms[i - 1];
        }
    return waits;
}

static void count_deals(struct map_activity *activities, i64 *seen_in, const struct traces *t)
{
    for (i64 d = 0; d < t->deal_count; d++)
        for (i64 i = t->first[d]; i < t->first[d + 1]; i++) {
            u16 activity = t->activity[i];
            activities[activity].deals += seen_in[activity] != d + 1;
            seen_in[activity] = d + 1;
        }
}

void map_details(struct map_edge *edges, struct map_activity *activities, const struct map *m,
                 const struct traces *t)
{
    struct arena scratch;
    arena_init(&scratch, (1 << 20) + 8 * (t->event_count + m->activity_count) + 40 * m->edge_count);
    struct index x = index_edges(&scratch, m);
    i64 *next = arena_array(&scratch, i64, m->edge_count);
    for (i64 k = 1; k < m->edge_count; k++)
        next[k] = next[k - 1] + edges[k - 1].count;
    i64 *waits = gather_waits(&scratch, next, &x, t);
    i64 from = 0;
    for (i64 k = 0; k < m->edge_count; k++) {
        i64 n = edges[k].count;
        edges[k].stdev_ms = spread(waits + from, n, (f64)edges[k].sum_ms / (f64)n);
        edges[k].min_ms = edges[k].max_ms = waits[from];
        for (i64 i = from; i < from + n; i++) {
            edges[k].min_ms = i64_min(edges[k].min_ms, waits[i]);
            edges[k].max_ms = i64_max(edges[k].max_ms, waits[i]);
        }
        edges[k].median_ms = select_quantile(waits + from, n, 0.5);
        from += n;
    }
    count_deals(activities, arena_array(&scratch, i64, m->activity_count), t);
    arena_release(&scratch);
}
