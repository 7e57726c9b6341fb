#include "learn/walk.h"

#include <stdatomic.h>

struct job {
    struct walk *walk;
    i64 blocks;
    atomic_llong next;
};

/* Steps are counted while memory answers what the variants asked. */
static void walk_batch(struct walk *w, struct walk_part *p, i64 low, i64 high)
{
    struct variant_batch b;
    b.low = low;
    b.n = high - low;
    i64 half = (low + high) / 2;
    bool variants = w->questions & WALK_VARIANTS, map = w->questions & WALK_MAP;
    if (variants)
        variant_table_key(&p->table, &b);
    if (map)
        map_cells_add(&p->cells, w->t, low, half);
    if (variants)
        variant_table_ask(&p->table, &b);
    if (map)
        map_cells_add(&p->cells, w->t, half, high);
    if (w->questions & WALK_DURATIONS)
        duration_sums_add(&p->sums, w->t, low, high, UINT32_MAX);
    if (variants)
        variant_table_add(&p->table, w->way_of + low, &b);
}

static void walk_block(struct walk *w, struct walk_part *p, i64 low, i64 high)
{
    for (i64 d = low; d < high; d += VARIANT_BATCH)
        walk_batch(w, p, d, i64_min(d + VARIANT_BATCH, high));
}

static void walk_part(void *context, i64 number)
{
    struct job *job = context;
    struct walk *w = job->walk;
    struct walk_part *p = &w->part[number];
    i64 deals = w->t->deal_count, block;
    if (w->questions & WALK_VARIANTS)
        variant_table_init(&p->table, w->t);
    if (w->questions & WALK_MAP)
        map_cells_init(&p->cells, w->t->activity_count);
    p->sums = duration_sums_none;
    while ((block = atomic_fetch_add(&job->next, 1)) < job->blocks) {
        w->part_of[block] = (u8)number;
        walk_block(w, p, block * WALK_BLOCK, i64_min((block + 1) * WALK_BLOCK, deals));
    }
}

i64 walk_scratch_bytes(const struct traces *t)
{
    return (1 << 22) + 256 * t->deal_count;
}

void walk_deals(struct walk *w, struct arena *a, struct arena *scratch, const struct traces *t,
                u32 questions, i32 threads)
{
    i64 blocks = (t->deal_count + WALK_BLOCK - 1) / WALK_BLOCK;
    i32 parts = (i32)i64_max(1, i64_min(par_threads(threads), blocks));
    *w = (struct walk){.t = t, .questions = questions, .threads = threads, .parts = parts};
    w->part = arena_array(scratch, struct walk_part, parts);
    w->part_of = arena_array(scratch, u8, blocks);
    if (questions & WALK_VARIANTS)
        w->way_of = arena_array(a, u32, t->deal_count);
    struct job job = {.walk = w, .blocks = blocks};
    par_for(threads, parts, walk_part, &job);
}

void walk_release(struct walk *w)
{
    for (i32 k = 0; k < w->parts; k++) {
        variant_table_release(&w->part[k].table);
        map_cells_release(&w->part[k].cells);
    }
}

void durations_of_walk(struct durations *out, const struct walk *w)
{
    struct duration_sums all = duration_sums_none;
    for (i32 k = 0; k < w->parts; k++)
        duration_sums_merge(&all, &w->part[k].sums);
    durations_of_sums(out, &all);
}
