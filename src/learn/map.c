#include "learn/map.h"

#include "learn/map_details.h"

#include <math.h>
#include <string.h>

enum {
    CHUNKS = 16,
    DENSE_MAX = 96, /* activities: a chunk's matrix is 288 KiB then */
    SLOTS_FIRST = 1 << 12,
};

struct cell {
    i64 count, sum_ms, min_ms, max_ms;
};

/* The steps of a chunk of deals: a matrix when there are few activities, else a hash table
 * of cells keyed by from and to. */
struct chunk {
    i64 low, high; /* deals */
    struct cell *cells;
    u32 *keys; /* of the table: from << 16 | to, + 1; NULL for a matrix */
    i64 slots, used;
    i64 *starts, *ends;
    struct arena arena; /* of the table */
};

struct job {
    const struct traces *t;
    i64 width;
    struct chunk chunks[CHUNKS];
};

static inline void step_add(struct cell *c, i64 wait_ms)
{
    c->count++;
    c->sum_ms += wait_ms;
    if (__builtin_expect(wait_ms < c->min_ms, 0)) /* rare: a guessed branch beats a store */
        c->min_ms = wait_ms;
    if (__builtin_expect(wait_ms > c->max_ms, 0))
        c->max_ms = wait_ms;
}

/* The hot loop. */
static void count_dense(const struct traces *t, struct chunk *c, i64 width)
{
    const u16 *activity = t->activity;
    const i64 *at_ms = t->at_ms, *first = t->first;
    struct cell *cells = c->cells;
    for (i64 d = c->low; d < c->high; d++) {
        i64 i = first[d], end = first[d + 1];
        if (i == end)
            continue;
        c->starts[activity[i]]++;
        c->ends[activity[end - 1]]++;
        struct cell *row = &cells[activity[i] * width];
        i64 before = at_ms[i];
        for (i++; i < end; i++) {
            i64 at = at_ms[i], to = activity[i];
            step_add(&row[to], at - before);
            row = &cells[to * width];
            before = at;
        }
    }
}

static u64 slot_of(const struct chunk *c, u32 key)
{
    u64 mask = (u64)c->slots - 1, at = (key * 0x9E3779B97F4A7C15ull >> 20) & mask;
    while (c->keys[at] && c->keys[at] != key + 1)
        at = (at + 1) & mask;
    return at;
}

static void double_slots(struct chunk *c)
{
    struct chunk old = *c;
    c->slots = old.slots ? 2 * old.slots : SLOTS_FIRST;
    c->keys = arena_array(&c->arena, u32, c->slots);
    c->cells = arena_array(&c->arena, struct cell, c->slots);
    for (i64 i = 0; i < old.slots; i++)
        if (old.keys[i]) {
            u64 at = slot_of(c, old.keys[i] - 1);
            c->keys[at] = old.keys[i];
            c->cells[at] = old.cells[i];
        }
}

static void count_sparse(const struct traces *t, struct chunk *c)
{
    for (i64 d = c->low; d < c->high; d++) {
        i64 first = t->first[d], end = t->first[d + 1];
        if (first == end)
            continue;
        c->starts[t->activity[first]]++;
        c->ends[t->activity[end - 1]]++;
        for (i64 i = first + 1; i < end; i++) {
            if (2 * c->used >= c->slots)
                double_slots(c);
            u32 key = (u32)t->activity[i - 1] << 16 | t->activity[i];
            u64 at = slot_of(c, key);
            if (!c->keys[at]) {
                c->keys[at] = key + 1;
                c->cells[at] = (struct cell){.min_ms = INT64_MAX, .max_ms = INT64_MIN};
                c->used++;
            }
            step_add(&c->cells[at], t->at_ms[i] - t->at_ms[i - 1]);
        }
    }
}

static void count_chunk(void *context, i64 k)
{
    struct job *job = context;
    struct chunk *c = &job->chunks[k];
    i64 cells = job->width * job->width;
    if (job->width > DENSE_MAX) {
        count_sparse(job->t, c);
        return;
    }
    for (i64 i = 0; i < cells; i++)
        c->cells[i] = (struct cell){.min_ms = INT64_MAX, .max_ms = INT64_MIN};
    count_dense(job->t, c, job->width);
}

static void cell_merge(struct cell *into, const struct cell *from)
{
    into->count += from->count;
    into->sum_ms += from->sum_ms;
    into->min_ms = i64_min(into->min_ms, from->min_ms);
    into->max_ms = i64_max(into->max_ms, from->max_ms);
}

/* The place in `all` of the edge that stands at `i` of another sparse chunk. */
static i64 place_of(struct chunk *all, u32 key_and_one)
{
    if (2 * all->used >= all->slots)
        double_slots(all);
    i64 at = (i64)slot_of(all, key_and_one - 1);
    if (!all->keys[at]) {
        all->keys[at] = key_and_one;
        all->cells[at] = (struct cell){.min_ms = INT64_MAX, .max_ms = INT64_MIN};
        all->used++;
    }
    return at;
}

/* All chunks into the first, in order. */
static void merge_chunks(struct job *job)
{
    struct chunk *all = &job->chunks[0];
    for (i64 k = 1; k < CHUNKS; k++) {
        struct chunk *c = &job->chunks[k];
        for (i64 i = 0; i < job->width; i++) {
            all->starts[i] += c->starts[i];
            all->ends[i] += c->ends[i];
        }
        i64 cells = c->keys || job->width > DENSE_MAX ? c->slots : job->width * job->width;
        for (i64 i = 0; i < cells; i++) {
            if (!c->cells[i].count)
                continue;
            i64 at = c->keys ? place_of(all, c->keys[i]) : i;
            cell_merge(&all->cells[at], &c->cells[i]);
        }
    }
}

static bool edge_before(const struct map_edge *a, const struct map_edge *b)
{
    if (a->count != b->count)
        return a->count > b->count;
    return a->from != b->from ? a->from < b->from : a->to <= b->to;
}

static struct map_edge *list_edges(const struct job *job, struct arena *a, i64 *count)
{
    const struct chunk *all = &job->chunks[0];
    bool dense = job->width <= DENSE_MAX;
    i64 cells = dense ? job->width * job->width : all->slots, n = 0;
    for (i64 i = 0; i < cells; i++)
        n += all->cells[i].count > 0;
    struct map_edge *edges = arena_array(a, struct map_edge, n);
    struct map_edge *other = arena_array(a, struct map_edge, n);
    n = 0;
    for (i64 i = 0; i < cells; i++) {
        const struct cell *c = &all->cells[i];
        if (!c->count)
            continue;
        u32 key = dense ? (u32)(i / job->width) << 16 | (u32)(i % job->width) : all->keys[i] - 1;
        edges[n++] = (struct map_edge){(u16)(key >> 16), (u16)key,  c->count, c->sum_ms,
                                       c->min_ms,        c->max_ms, NAN,      NAN};
    }
    *count = n;
    sort_merge(edges, other, n, edge_before);
    return edges;
}

static void list_activities(struct map_activity *out, const struct map *m, const struct chunk *all)
{
    for (i64 i = 0; i < m->activity_count; i++) {
        out[i].starts = out[i].events = all->starts[i];
        out[i].ends = all->ends[i];
    }
    for (i64 k = 0; k < m->edge_count; k++) /* an event begins a deal or follows another */
        out[m->edges[k].to].events += m->edges[k].count;
}

static void make_chunks(struct job *job, struct arena *scratch)
{
    i64 width = job->width;
    for (i64 k = 0; k < CHUNKS; k++) {
        struct chunk *c = &job->chunks[k];
        c->low = job->t->deal_count * k / CHUNKS;
        c->high = job->t->deal_count * (k + 1) / CHUNKS;
        c->starts = arena_array(scratch, i64, width);
        c->ends = arena_array(scratch, i64, width);
        if (width <= DENSE_MAX)
            c->cells = arena_array(scratch, struct cell, width * width);
        else
            arena_init(&c->arena, 1ll << 36);
    }
}

bool map_count(struct map *m, struct arena *a, const struct traces *t, enum map_detail detail,
               i32 threads, struct err *e)
{
    i64 width = t->activity_count;
    struct arena scratch;
    arena_init(&scratch, (1 << 20) + CHUNKS * width * (48 + (width <= DENSE_MAX ? 32 * width : 0)));
    struct job *job = arena_new(&scratch, struct job);
    job->t = t;
    job->width = width;
    make_chunks(job, &scratch);
    par_for(threads, CHUNKS, count_chunk, job);
    merge_chunks(job);
    struct map made = {.activity_count = width};
    struct map_edge *edges = list_edges(job, a, &made.edge_count);
    struct map_activity *activities = arena_array(a, struct map_activity, width);
    made.edges = edges;
    list_activities(activities, &made, &job->chunks[0]);
    made.activities = activities;
    made.deal_count = t->deal_count;
    made.event_count = t->event_count;
    for (i64 k = 0; k < CHUNKS; k++)
        arena_release(&job->chunks[k].arena);
    arena_release(&scratch);
    if (made.edge_count > MAP_EDGES_MAX)
        return err_set(e, ERR_LIMIT, "the map has %lld edges, at most %d can be kept",
                       (long long)made.edge_count, MAP_EDGES_MAX);
    if (detail == MAP_MEDIANS)
        map_details(edges, activities, &made, t);
    *m = made;
    return true;
}
