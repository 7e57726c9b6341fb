#include "learn/walk.h"

#include <stdatomic.h>

enum {
    BLOCK = 1 << 11, /* deals */
    OFTEN = 16,      /* deals of an often seen sequence */
    LANES = 16,      /* moments are added so many at once */
    AHEAD = 16,      /* deals whose sums are asked of memory before they are needed */
};

static_assert(OFTEN <= UINT8_MAX, "a byte counts the deals of the others");

struct job {
    struct walk *walk;
    i64 blocks;
    atomic_llong next;
};

/* Past the end of the sequence other deals' moments are added, to sums that nobody reads: a whole
 * number of lanes needs no end of its own, and most deals need one step, which is foreseen. */
static inline void add_moments(u64 *restrict sums, const i64 *restrict at_ms, i64 n)
{
    i64 i = 0;
    do {
#pragma GCC unroll 8
        for (i64 k = 0; k < LANES; k++)
            sums[i + k] += (u64)at_ms[i + k];
        i += LANES;
    } while (i < n);
}

/* The hot loop, without a branch for deals that are not often seen: their numbers go to `rare`,
 * their moments to a place that nobody reads. Returns how many they are. */
static i64 add_block(const struct walk *w, struct walk_part *p, i64 low, i64 high)
{
    const i64 *first = w->t->first, *at_ms = w->t->at_ms;
    const u32 *sequence = w->t->sequences.of_deal, *place = w->place;
    const u8 *outcome = w->t->history->outcome;
    i64 often = w->often, last = w->t->deal_count - 1, safe = w->t->event_count - LANES;
    i64 rare = 0;
    struct duration_sums sums = p->sums;
    for (i64 d = low; d < high; d++) {
        i64 then = i64_min(sequence[i64_min(d + AHEAD, last)], often);
        u64 *soon = p->moment_ms + place[then];
        __builtin_prefetch(&p->by_outcome[then], 1);
        __builtin_prefetch(soon, 1);
        __builtin_prefetch(soon + LANES / 2, 1);
        i64 from = first[d], n = first[d + 1] - from, known = i64_min(sequence[d], often);
        u64 *moment_ms = p->moment_ms + place[known];
        p->by_outcome[known][outcome[d]]++;
        p->rare[rare] = (u32)d;
        rare += sequence[d] >= often;
        if (n == 0)
            continue;
        i64 duration_ms = at_ms[from + n - 1] - at_ms[from];
        sums.deals++;
        sums.sum_ms += duration_ms;
        sums.min_ms = duration_ms < sums.min_ms ? duration_ms : sums.min_ms;
        sums.max_ms = duration_ms > sums.max_ms ? duration_ms : sums.max_ms;
        n = known < often ? n : 1;
        if (from + n <= safe)
            add_moments(moment_ms, at_ms + from, n);
        else
            for (i64 i = 0; i < n; i++)
                moment_ms[i] += (u64)at_ms[from + i];
    }
    p->sums = sums;
    return rare;
}

static inline struct walk_few *few_of(const struct walk *w, const struct walk_part *p, i64 sequence)
{
    return &p->few[i64_min(sequence, w->several) - w->often];
}

static inline i64 *duration_of(const struct walk *w, struct walk_few *few, i64 sequence)
{
    return sequence < w->several ? &few->duration_ms : &w->duration_ms[sequence - w->several];
}

static void add_rare(const struct walk *w, struct walk_part *p, i64 deals)
{
    const struct traces *t = w->t;
    for (i64 i = 0; i < deals; i++) {
        i64 d = p->rare[i], sequence = t->sequences.of_deal[d];
        __builtin_prefetch(&t->activity[t->first[d]]);
        __builtin_prefetch(duration_of(w, few_of(w, p, sequence), sequence), 1);
    }
    for (i64 i = 0; i < deals; i++) {
        i64 d = p->rare[i], from = t->first[d], n = t->first[d + 1] - from;
        i64 sequence = t->sequences.of_deal[d];
        struct walk_few *few = few_of(w, p, sequence);
        few->by_outcome[t->history->outcome[d]]++;
        *duration_of(w, few, sequence) += n ? t->at_ms[from + n - 1] - t->at_ms[from] : 0;
        map_cells_add(&p->cells, t, d);
    }
}

static void walk_part(void *context, i64 number)
{
    struct job *job = context;
    struct walk *w = job->walk;
    struct walk_part *p = &w->part[number];
    i64 block;
    while ((block = atomic_fetch_add(&job->next, 1)) < job->blocks) {
        i64 high = i64_min((block + 1) * BLOCK, w->t->deal_count);
        add_rare(w, p, add_block(w, p, block * BLOCK, high));
    }
}

/* What the often seen sequences say of the steps; the parts share them out. */
static void count_often(void *context, i64 number)
{
    struct job *job = context;
    struct walk *w = job->walk;
    const struct traces *t = w->t;
    i64 low = w->often * number / w->parts, high = w->often * (number + 1) / w->parts;
    u64 *moment_ms = w->part[0].moment_ms;
    for (i32 k = 1; k < w->parts; k++)
        for (i64 i = w->place[low]; i < w->place[high]; i++)
            moment_ms[i] += w->part[k].moment_ms[i];
    for (i64 s = low; s < high; s++) {
        const struct sequence *x = &t->sequences.list[s];
        i64 from = t->first[x->deal], n = t->first[x->deal + 1] - from;
        map_cells_add_many(&w->part[number].cells, t->activity + from, n, x->deals,
                           moment_ms + w->place[s]);
    }
}

i64 walk_scratch_bytes(const struct traces *t)
{
    i64 often = t->deal_count / OFTEN + 1;
    i64 places = t->event_count / OFTEN + LANES * (often + 1);
    i64 part = 8 * places + 4 * OUTCOME_COUNT * (often + 1) +
               (i64)sizeof(struct walk_few) * (t->deal_count + 1) + 4 * BLOCK +
               map_cells_bytes(t->activity_count) + 4096;
    return (1 << 20) + 4 * often + 8 * t->deal_count + par_threads(0) * part;
}

static void make_parts(struct walk *w, struct arena *scratch)
{
    const struct traces *t = w->t;
    const struct sequence *list = t->sequences.list;
    while (w->often < t->sequences.count && list[w->often].deals >= OFTEN)
        w->often++;
    w->several = w->often;
    while (w->several < t->sequences.count && list[w->several].deals > 1)
        w->several++;
    w->place = arena_array(scratch, u32, w->often + 1);
    for (i64 s = 0; s < w->often; s++) {
        i64 n = t->first[list[s].deal + 1] - t->first[list[s].deal];
        w->place[s + 1] = w->place[s] + (u32)((n + LANES - 1) / LANES * LANES);
    }
    w->duration_ms = arena_array(scratch, i64, t->sequences.count - w->several);
    w->part = arena_array(scratch, struct walk_part, w->parts);
    for (i32 k = 0; k < w->parts; k++) {
        struct walk_part *p = &w->part[k];
        p->moment_ms = arena_array(scratch, u64, w->place[w->often] + LANES);
        p->by_outcome = arena_push(scratch, w->often + 1, sizeof *p->by_outcome);
        p->few = arena_array(scratch, struct walk_few, w->several - w->often + 1);
        p->rare = arena_array(scratch, u32, BLOCK + 1);
        p->sums = duration_sums_none;
        map_cells_init(&p->cells, scratch, t->activity_count);
    }
}

void walk_deals(struct walk *w, struct arena *scratch, const struct traces *t, i32 threads)
{
    i64 blocks = (t->deal_count + BLOCK - 1) / BLOCK;
    i32 parts = (i32)i64_max(1, i64_min(par_threads(threads), blocks));
    *w = (struct walk){.t = t, .threads = threads, .parts = parts};
    make_parts(w, scratch);
    struct job job = {.walk = w, .blocks = blocks};
    par_for(threads, parts, walk_part, &job);
    par_for(threads, parts, count_often, &job);
}

void walk_release(struct walk *w)
{
    for (i32 k = 0; k < w->parts; k++)
        map_cells_release(&w->part[k].cells);
}

void durations_of_walk(struct durations *out, const struct walk *w)
{
    struct duration_sums all = duration_sums_none;
    for (i32 k = 0; k < w->parts; k++)
        duration_sums_merge(&all, &w->part[k].sums);
    durations_of_sums(out, &all);
}
