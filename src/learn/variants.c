#include "learn/variants.h"

#include "learn/walk.h"
#include "stats/rank.h"

enum { RARE = 1 << 16 };

/* The places of each part's ways in the one list, and who asks for them. */
struct naming {
    const struct walk *walk;
    u32 **place; /* by part */
};

static void name_block(void *context, i64 block)
{
    const struct naming *job = context;
    const struct walk *w = job->walk;
    const u32 *place = job->place[w->part_of[block]];
    i64 low = block * WALK_BLOCK, high = i64_min(low + WALK_BLOCK, w->t->deal_count);
    for (i64 d = low; d < high; d++)
        w->way_of[d] = place[w->way_of[d]];
}

static u32 deals_of(const struct way *w)
{
    u32 n = 0;
    for (i32 o = 0; o < OUTCOME_COUNT; o++)
        n += w->by_outcome[o];
    return n;
}

/* order[i] = the i-th way by number of deals, most first; then by first deal. Counting sort of
 * the rare ones, insertion of the few frequent ones. */
static void order_ways(u32 *order, struct arena *scratch, const struct variant_table *all)
{
    i64 n = all->count, frequent = 0, mark = arena_mark(scratch);
    u32 *by_deal = arena_array(scratch, u32, n), *deals = arena_array(scratch, u32, n);
    f64 *deal = arena_array(scratch, f64, n);
    i64 *next = arena_array(scratch, i64, RARE);
    for (i64 i = 0; i < n; i++) {
        deal[i] = all->ways[i].deal;
        deals[i] = deals_of(&all->ways[i]);
    }
    rank_order(by_deal, scratch, deal, n);
    for (i64 k = 0; k < n; k++) {
        u32 way = by_deal[k];
        if (deals[way] < RARE) {
            next[deals[way]]++;
            continue;
        }
        i64 at = frequent++;
        for (; at > 0 && deals[order[at - 1]] < deals[way]; at--)
            order[at] = order[at - 1];
        order[at] = way;
    }
    i64 place = frequent;
    for (i64 count = RARE - 1; count > 0; count--) {
        i64 here = next[count];
        next[count] = place;
        place += here;
    }
    for (i64 k = 0; k < n; k++)
        if (deals[by_deal[k]] < RARE)
            order[next[deals[by_deal[k]]]++] = by_deal[k];
    arena_rewind(scratch, mark);
}

static struct variant *list_ways(struct arena *a, const u32 *order, const struct variant_table *all)
{
    struct variant *list = arena_array(a, struct variant, all->count);
    for (i64 i = 0; i < all->count; i++) {
        const struct way *w = &all->ways[order[i]];
        list[i] = (struct variant){
            .deal = w->deal, .deals = deals_of(w), .duration_sum_ms = w->duration_sum_ms};
        for (i32 o = 0; o < OUTCOME_COUNT; o++)
            list[i].by_outcome[o] = w->by_outcome[o];
    }
    return list;
}

void variants_of_walk(struct variants *v, struct arena *a, struct arena *scratch,
                      const struct walk *w)
{
    struct variant_table *all = &w->part[0].table;
    struct naming job = {w, arena_array(scratch, u32 *, w->parts)};
    i64 own = all->count;
    for (i32 k = 0; k < w->parts; k++)
        job.place[k] = arena_array(scratch, u32, w->part[k].table.count);
    for (i32 k = 1; k < w->parts; k++)
        variant_table_merge(all, job.place[k], &w->part[k].table);
    u32 *order = arena_array(scratch, u32, all->count);
    u32 *rank = arena_array(scratch, u32, all->count);
    order_ways(order, scratch, all);
    for (i64 i = 0; i < all->count; i++)
        rank[order[i]] = (u32)i;
    for (i32 k = 0; k < w->parts; k++)
        for (i64 i = 0; i < (k ? w->part[k].table.count : own); i++)
            job.place[k][i] = rank[k ? job.place[k][i] : i];
    par_for(w->threads, (w->t->deal_count + WALK_BLOCK - 1) / WALK_BLOCK, name_block, &job);
    *v = (struct variants){
        .count = all->count, .list = list_ways(a, order, all), .of_deal = w->way_of};
}

void variants_find(struct variants *v, struct arena *a, const struct traces *t, i32 threads)
{
    struct walk w;
    struct arena scratch;
    arena_init(&scratch, walk_scratch_bytes(t));
    walk_deals(&w, a, &scratch, t, WALK_VARIANTS, threads);
    variants_of_walk(v, a, &scratch, &w);
    walk_release(&w);
    arena_release(&scratch);
}

const u16 *variant_sequence(const struct variants *v, const struct traces *t, i64 i, i64 *length)
{
    i64 deal = v->list[i].deal;
    *length = t->first[deal + 1] - t->first[deal];
    return t->activity + t->first[deal];
}
