#include "learn/alignment.h"

#include "learn/distance.h"

#include <math.h>

enum { CHUNKS = 16, NARROW = 255 };

/* A variant with the beginning of its sequence as one number that sorts as it does. */
struct ranked {
    u64 key;
    u32 variant;
};

struct job {
    const struct traces *t;
    const struct variants *v;
    const struct distance_net *net;
    const i32 *label; /* per activity */
    const struct ranked *sorted;
    u32 *cost;
    i64 longest;
};

static u64 key_of(const u16 *p, i64 n, bool narrow)
{
    u64 key = 0;
    i64 width = narrow ? 8 : 4, bits = narrow ? 8 : 16;
    for (i64 i = 0; i < width; i++)
        key = key << bits | (i < n ? p[i] + 1u : 0);
    return key;
}

static bool ranked_before(const struct job *job, const struct ranked *a, const struct ranked *b)
{
    if (a->key != b->key)
        return a->key < b->key;
    i64 n = 0, m = 0;
    const u16 *p = variant_sequence(job->v, job->t, a->variant, &n);
    const u16 *q = variant_sequence(job->v, job->t, b->variant, &m);
    for (i64 i = 0; i < n && i < m; i++)
        if (p[i] != q[i])
            return p[i] < q[i];
    return n <= m;
}

/* Sequences with a common beginning become neighbours: their order is a walk of the trie. */
static const struct ranked *sort_variants(const struct job *job, struct arena *scratch)
{
    i64 n = job->v->count;
    bool narrow = job->t->activity_count < NARROW;
    struct ranked *from = arena_array(scratch, struct ranked, n);
    struct ranked *to = arena_array(scratch, struct ranked, n);
    for (i64 i = 0; i < n; i++) {
        i64 length = 0;
        const u16 *p = variant_sequence(job->v, job->t, i, &length);
        from[i] = (struct ranked){key_of(p, length, narrow), (u32)i};
    }
#define in_order(a, b) ranked_before(job, a, b)
    sort_merge(from, to, n, in_order);
#undef in_order
    return from;
}

static i64 common(const u16 *p, i64 n, const u16 *q, i64 m)
{
    i64 i = 0;
    while (i < n && i < m && p[i] == q[i])
        i++;
    return i;
}

/* One vector per depth; what two neighbours share is not computed again. */
static void align_chunk(void *context, i64 chunk)
{
    const struct job *job = context;
    i64 low = job->v->count * chunk / CHUNKS, high = job->v->count * (chunk + 1) / CHUNKS;
    i64 states = job->net->states, depth = 0;
    if (low == high)
        return;
    struct arena scratch;
    arena_init(&scratch, (1 << 16) + (job->longest + 3) * states * 8);
    struct distance_room room;
    distance_room_init(&room, &scratch, job->net);
    u32 *costs = arena_array(&scratch, u32, (job->longest + 1) * states);
    distance_start(job->net, &room, costs);
    const u16 *before = NULL;
    for (i64 k = low; k < high; k++) {
        u32 variant = job->sorted[k].variant;
        i64 n = 0;
        const u16 *p = variant_sequence(job->v, job->t, variant, &n);
        for (i64 i = common(before, depth, p, n); i < n; i++)
            distance_step(job->net, &room, costs + i * states, costs + (i + 1) * states,
                          job->label[p[i]]);
        job->cost[variant] = costs[n * states + job->net->net->final];
        before = p;
        depth = n;
    }
    arena_release(&scratch);
}

static void sum_up(struct alignment *out, const struct traces *t, const struct variants *v)
{
    i64 most = 0, deals = 0;
    f64 mean = 0;
    for (i64 i = 0; i < v->count; i++) {
        i64 n = 0, cost = out->cost[i], here = v->list[i].deals;
        (void)variant_sequence(v, t, i, &n);
        out->total += cost * here;
        out->fitting += cost ? 0 : here;
        most += (n + out->shortest) * here;
        deals += here;
        if (n + out->shortest)
            mean += (1 - (f64)cost / (f64)(n + out->shortest)) * (f64)here;
        else
            mean += (f64)here;
    }
    out->fitness = most ? 1 - (f64)out->total / (f64)most : NAN;
    out->fitness_mean = deals ? mean / (f64)deals : NAN;
}

static i32 *label_activities(struct arena *a, const struct traces *t, const struct net *net)
{
    i32 *label = arena_array(a, i32, t->activity_count);
    for (i64 i = 0; i < t->activity_count; i++)
        label[i] = net_label(net, t->history->activity_word[i]);
    return label;
}

bool alignment_of(struct alignment *out, struct arena *a, const struct traces *t,
                  const struct variants *v, const struct net *net, i32 threads, struct err *e)
{
    struct job job = {.t = t, .v = v};
    for (i64 d = 0; d < t->deal_count; d++)
        job.longest = i64_max(job.longest, t->first[d + 1] - t->first[d]);
    if ((job.longest + 3) * net->state_count * 8 > ALIGNMENT_ROOM_BYTES)
        return err_set(e, ERR_LIMIT, "a deal of %lld events is too long for a net of %d states",
                       (long long)job.longest, net->state_count);
    struct arena scratch;
    arena_init(&scratch, ALIGNMENT_ROOM_BYTES);
    i64 shortest = net_shortest(net, scratch);
    if (shortest < 0) {
        arena_release(&scratch);
        return err_set(e, ERR_INPUT, "the net has no way from its beginning to its end");
    }
    struct distance_net prepared;
    distance_prepare(&prepared, &scratch, net, ALIGNMENT_CLOSED_STATES_MAX);
    job.net = &prepared;
    job.label = label_activities(&scratch, t, net);
    job.sorted = sort_variants(&job, &scratch);
    job.cost = arena_array(a, u32, v->count);
    par_for(threads, CHUNKS, align_chunk, &job);
    *out = (struct alignment){.variant_count = v->count, .cost = job.cost, .shortest = shortest};
    sum_up(out, t, v);
    arena_release(&scratch);
    return true;
}
