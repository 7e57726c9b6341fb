#include "learn/variants.h"

#include <stdatomic.h>
#include <string.h>

/* Deals look each other up in one table that all threads fill: a slot names some deal of the
 * variant, whichever came first, and the numbers are given afterwards in order of deals. So
 * who won a race cannot be seen in the result. */

enum { DEAL_CHUNK = 1 << 14, BATCH = 32, RARE = 1 << 16, SLOTS_FIRST = 1 << 18 };

struct job {
    const struct traces *t;
    _Atomic u64 *slots; /* upper half of the hash, deal + 1 */
    u64 mask;
    atomic_llong used;
    atomic_bool full; /* half of the slots are used: take a larger table */
    u32 *slot_of;     /* per deal: its slot */
};

static inline u64 fold(u64 a, u64 b)
{
    __extension__ unsigned __int128 product = (unsigned __int128)a * b;
    return (u64)product ^ (u64)(product >> 64);
}

static inline u64 load8(const u16 *p)
{
    u64 x;
    memcpy(&x, p, sizeof x);
    return x;
}

/* Four activities at a step; the last step overlaps the one before. */
static inline u64 hash_sequence(const u16 *p, i64 n)
{
    u64 h = (u64)n * 0x9E3779B97F4A7C15ull;
    if (n < 4) {
        u64 x = 1;
        for (i64 i = 0; i < n; i++)
            x = x << 16 | p[i];
        return fold(h ^ x, 0xD1B54A32D192ED03ull);
    }
    for (i64 i = 0; i + 4 < n; i += 4)
        h = fold(h ^ load8(p + i), 0xD1B54A32D192ED03ull);
    return fold(h ^ load8(p + n - 4), 0xA0761D6478BD642Full);
}

static inline bool same_sequence(const struct traces *t, i64 a, i64 b)
{
    i64 n = t->first[a + 1] - t->first[a];
    return n == t->first[b + 1] - t->first[b] &&
           memcmp(t->activity + t->first[a], t->activity + t->first[b],
                  (size_t)n * sizeof *t->activity) == 0;
}

static u32 find_slot(struct job *job, i64 deal, u64 hash)
{
    u64 tag = hash >> 32, mine = tag << 32 | (u64)(deal + 1);
    for (u64 at = hash & job->mask;; at = (at + 1) & job->mask) {
        u64 there = atomic_load_explicit(&job->slots[at], memory_order_relaxed);
        if (!there &&
            atomic_compare_exchange_strong_explicit(&job->slots[at], &there, mine,
                                                    memory_order_relaxed, memory_order_relaxed)) {
            if (atomic_fetch_add(&job->used, 1) > (i64)(job->mask / 2))
                atomic_store(&job->full, true);
            return (u32)at;
        }
        if (there >> 32 == tag && same_sequence(job->t, deal, (i64)(u32)there - 1))
            return (u32)at;
    }
}

/* The table and what its deals went through lie far apart: ask for them ahead. */
static void prefetch_batch(const struct job *job, const u64 *hash, i64 n)
{
    const struct traces *t = job->t;
    u32 deal[BATCH];
    for (i64 i = 0; i < n; i++)
        __builtin_prefetch(&job->slots[hash[i] & job->mask]);
    for (i64 i = 0; i < n; i++) {
        deal[i] = (u32)atomic_load_explicit(&job->slots[hash[i] & job->mask], memory_order_relaxed);
        if (deal[i])
            __builtin_prefetch(&t->first[deal[i] - 1]);
    }
    for (i64 i = 0; i < n; i++)
        if (deal[i])
            __builtin_prefetch(&t->activity[t->first[deal[i] - 1]]);
}

static void find_chunk(void *context, i64 chunk)
{
    struct job *job = context;
    const struct traces *t = job->t;
    i64 low = chunk * DEAL_CHUNK, high = i64_min(low + DEAL_CHUNK, t->deal_count);
    for (i64 d = low; d < high && !atomic_load(&job->full); d += BATCH) {
        u64 hash[BATCH];
        i64 n = i64_min(BATCH, high - d);
        for (i64 i = 0; i < n; i++)
            hash[i] =
                hash_sequence(t->activity + t->first[d + i], t->first[d + i + 1] - t->first[d + i]);
        prefetch_batch(job, hash, n);
        for (i64 i = 0; i < n; i++)
            job->slot_of[d + i] = find_slot(job, d + i, hash[i]);
    }
}

/* Numbers in order of the first deal. Returns how many; `of_deal` becomes the number. */
static i64 number_variants(const struct job *job, struct arena scratch, u32 *of_deal, u32 *deals)
{
    u32 *number = arena_array(&scratch, u32, (i64)job->mask + 1);
    i64 count = 0;
    for (i64 d = 0; d < job->t->deal_count; d++) {
        u32 *known = &number[job->slot_of[d]];
        if (!*known)
            *known = (u32)++count;
        of_deal[d] = *known - 1;
        deals[of_deal[d]]++;
    }
    return count;
}

/* rank[number] = place by number of deals, most first; equal ones by number. Counting sort
 * of the rare ones, insertion of the few frequent ones. */
static u32 *rank_variants(struct arena *scratch, const u32 *deals, i64 count)
{
    u32 *rank = arena_array(scratch, u32, count), *order = arena_array(scratch, u32, count);
    i64 *next = arena_array(scratch, i64, RARE), frequent = 0;
    for (i64 i = 0; i < count; i++) {
        if (deals[i] < RARE) {
            next[deals[i]]++;
            continue;
        }
        i64 at = frequent++;
        for (; at > 0 && deals[order[at - 1]] < deals[i]; at--)
            order[at] = order[at - 1];
        order[at] = (u32)i;
    }
    i64 place = frequent;
    for (i64 n = RARE - 1; n > 0; n--) {
        i64 here = next[n];
        next[n] = place;
        place += here;
    }
    for (i64 i = 0; i < frequent; i++)
        rank[order[i]] = (u32)i;
    for (i64 i = 0; i < count; i++)
        if (deals[i] < RARE)
            rank[i] = (u32)next[deals[i]]++;
    return rank;
}

static void fill_list(struct variant *list, u32 *of_deal, const u32 *rank, const struct traces *t)
{
    const u8 *outcome = t->history->outcome;
    for (i64 d = 0; d < t->deal_count; d++) {
        struct variant *v = &list[rank[of_deal[d]]];
        i64 from = t->first[d], to = t->first[d + 1];
        of_deal[d] = rank[of_deal[d]];
        v->deal = v->deals ? v->deal : (u32)d;
        v->deals++;
        v->by_outcome[outcome[d]]++;
        v->duration_sum_ms += to > from ? t->at_ms[to - 1] - t->at_ms[from] : 0;
    }
}

/* Every deal's slot. The table is sized for fewer variants than deals and grows by starting
 * again, which costs less than touching memory that nearly no log needs. */
static void find_slots(struct job *job, struct arena *scratch, i32 threads)
{
    i64 slots = SLOTS_FIRST, mark = arena_mark(scratch);
    do {
        arena_rewind(scratch, mark);
        job->slots = arena_push(scratch, slots, sizeof *job->slots);
        job->mask = (u64)slots - 1;
        for (i64 i = 0; i < slots; i++) /* write first: reading a new page costs a fault more */
            atomic_init(&job->slots[i], 0);
        atomic_store(&job->used, 0);
        atomic_store(&job->full, false);
        par_for(threads, (job->t->deal_count + DEAL_CHUNK - 1) / DEAL_CHUNK, find_chunk, job);
        slots *= 4;
    } while (atomic_load(&job->full));
}

void variants_find(struct variants *v, struct arena *a, const struct traces *t, i32 threads)
{
    i64 n = t->deal_count;
    struct arena scratch;
    arena_init(&scratch, 64 * (n + SLOTS_FIRST));
    u32 *of_deal = arena_array(a, u32, n);
    struct job job = {.t = t, .slot_of = of_deal};
    find_slots(&job, &scratch, threads);
    u32 *deals = arena_array(&scratch, u32, n);
    i64 count = number_variants(&job, scratch, of_deal, deals);
    u32 *rank = rank_variants(&scratch, deals, count);
    struct variant *list = arena_array(a, struct variant, count);
    fill_list(list, of_deal, rank, t);
    arena_release(&scratch);
    *v = (struct variants){.count = count, .list = list, .of_deal = of_deal};
}

const u16 *variant_sequence(const struct variants *v, const struct traces *t, i64 i, i64 *length)
{
    i64 deal = v->list[i].deal;
    *length = t->first[deal + 1] - t->first[deal];
    return t->activity + t->first[deal];
}
