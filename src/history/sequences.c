#include "history/sequence_table.h"

#include "stats/rank.h"

#include <stdatomic.h>

enum { BLOCK = 1 << 12 }; /* deals */

/* Each thread has its own table (a part) and takes blocks of deals as they come. */
struct job {
    const struct sequence_source *source;
    struct sequence_table *part;
    u32 *of_deal; /* in the table of the part that took the deal's block; then in the list */
    u8 *part_of;  /* per block */
    u32 **place;  /* of the parts' sequences in the list */
    i64 blocks;
    atomic_llong next;
};

static i64 block_end(const struct job *job, i64 block)
{
    return i64_min((block + 1) * BLOCK, job->source->deal_count);
}

static void code_part(void *context, i64 number)
{
    struct job *job = context;
    struct sequence_table *part = &job->part[number];
    i64 block;
    sequence_table_init(part, job->source);
    while ((block = atomic_fetch_add(&job->next, 1)) < job->blocks) {
        job->part_of[block] = (u8)number;
        sequence_table_add(part, job->of_deal, block * BLOCK, block_end(job, block));
    }
}

static void name_block(void *context, i64 block)
{
    const struct job *job = context;
    const u32 *place = job->place[job->part_of[block]];
    for (i64 d = block * BLOCK, high = block_end(job, block); d < high; d++)
        job->of_deal[d] = place[job->of_deal[d]];
}

/* order[i] = the i-th sequence by number of deals, most first; then by first deal. */
static void order_coded(u32 *order, struct arena *scratch, const struct sequence_table *all)
{
    i64 n = all->count, mark = arena_mark(scratch);
    u32 *by_deal = arena_array(scratch, u32, n), *by_deals = arena_array(scratch, u32, n);
    f64 *x = arena_array(scratch, f64, n);
    for (i64 i = 0; i < n; i++)
        x[i] = all->coded[i].deal;
    rank_order(by_deal, scratch, x, n);
    for (i64 k = 0; k < n; k++)
        x[k] = -(f64)all->coded[by_deal[k]].deals;
    rank_order(by_deals, scratch, x, n); /* equals keep their order */
    for (i64 k = 0; k < n; k++)
        order[k] = by_deal[by_deals[k]];
    arena_rewind(scratch, mark);
}

/* All parts into the first, then in order. */
static void merge_parts(struct sequences *out, struct arena *a, struct arena *scratch,
                        struct job *job, i32 parts)
{
    struct sequence_table *all = &job->part[0];
    i64 own = all->count;
    job->place = arena_array(scratch, u32 *, parts);
    for (i32 k = 0; k < parts; k++)
        job->place[k] = arena_array(scratch, u32, job->part[k].count);
    for (i32 k = 1; k < parts; k++)
        sequence_table_merge(all, job->place[k], &job->part[k]);
    u32 *order = arena_array(scratch, u32, all->count);
    u32 *rank = arena_array(scratch, u32, all->count);
    struct sequence *list = arena_array(a, struct sequence, all->count);
    order_coded(order, scratch, all);
    for (i64 i = 0; i < all->count; i++) {
        const struct coded *c = &all->coded[order[i]];
        list[i] = (struct sequence){c->deal, c->deals};
        rank[order[i]] = (u32)i;
    }
    for (i32 k = 0; k < parts; k++)
        for (i64 i = 0; i < (k ? job->part[k].count : own); i++)
            job->place[k][i] = rank[k ? job->place[k][i] : i];
    *out = (struct sequences){.count = all->count, .list = list, .of_deal = job->of_deal};
}

void sequences_find(struct sequences *out, struct arena *a, const struct sequence_source *source,
                    i32 threads)
{
    i64 deals = source->deal_count;
    struct job job = {.source = source, .blocks = (deals + BLOCK - 1) / BLOCK};
    i32 parts = (i32)i64_max(1, i64_min(par_threads(threads), job.blocks));
    struct arena scratch;
    arena_init(&scratch, (1 << 22) + 128 * deals);
    job.of_deal = arena_array(a, u32, deals);
    job.part = arena_array(&scratch, struct sequence_table, parts);
    job.part_of = arena_array(&scratch, u8, job.blocks);
    par_for(threads, parts, code_part, &job);
    merge_parts(out, a, &scratch, &job, parts);
    par_for(threads, job.blocks, name_block, &job);
    for (i32 k = 0; k < parts; k++)
        sequence_table_release(&job.part[k]);
    arena_release(&scratch);
}
