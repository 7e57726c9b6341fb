#include "learn/durations.h"

#include "learn/select.h"

#include <math.h>

enum { DEAL_CHUNK = 1 << 15 };

const struct duration_sums duration_sums_none = {.min_ms = INT64_MAX, .max_ms = INT64_MIN};

struct job {
    const struct traces *t;
    u32 outcomes;
    struct duration_sums *chunks;
};

static inline bool duration_of(const struct traces *t, u32 outcomes, i64 d, i64 *ms)
{
    i64 from = t->first[d], to = t->first[d + 1];
    if (from == to || !(outcomes >> t->history->outcome[d] & 1))
        return false;
    *ms = t->at_ms[to - 1] - t->at_ms[from];
    return true;
}

void duration_sums_add(struct duration_sums *s, const struct traces *t, i64 low, i64 high,
                       u32 outcomes)
{
    for (i64 d = low; d < high; d++) {
        i64 ms;
        if (!duration_of(t, outcomes, d, &ms))
            continue;
        s->deals++;
        s->sum_ms += ms;
        s->min_ms = ms < s->min_ms ? ms : s->min_ms;
        s->max_ms = ms > s->max_ms ? ms : s->max_ms;
    }
}

void duration_sums_merge(struct duration_sums *s, const struct duration_sums *from)
{
    s->deals += from->deals;
    s->sum_ms += from->sum_ms;
    s->min_ms = i64_min(s->min_ms, from->min_ms);
    s->max_ms = i64_max(s->max_ms, from->max_ms);
}

void durations_of_sums(struct durations *out, const struct duration_sums *s)
{
    *out = (struct durations){
        .mean_ms = NAN, .p25_ms = NAN, .median_ms = NAN, .p75_ms = NAN, .p90_ms = NAN};
    if (!s->deals)
        return;
    out->deals = s->deals;
    out->min_ms = s->min_ms;
    out->max_ms = s->max_ms;
    out->mean_ms = (f64)s->sum_ms / (f64)s->deals;
}

static void sum_chunk(void *context, i64 chunk)
{
    struct job *job = context;
    i64 low = chunk * DEAL_CHUNK, high = i64_min(low + DEAL_CHUNK, job->t->deal_count);
    job->chunks[chunk] = duration_sums_none;
    duration_sums_add(&job->chunks[chunk], job->t, low, high, job->outcomes);
}

static void find_quantiles(struct durations *out, struct arena scratch, const struct job *job)
{
    i64 *ms = arena_array(&scratch, i64, out->deals), n = 0;
    for (i64 d = 0; d < job->t->deal_count; d++)
        n += duration_of(job->t, job->outcomes, d, &ms[i64_min(n, out->deals - 1)]);
    out->p25_ms = select_quantile(ms, n, 0.25);
    out->median_ms = select_quantile(ms, n, 0.5);
    out->p75_ms = select_quantile(ms, n, 0.75);
    out->p90_ms = select_quantile(ms, n, 0.9);
}

void durations_of(struct durations *out, struct arena scratch, const struct traces *t, u32 outcomes,
                  bool quantiles, i32 threads)
{
    i64 chunks = (t->deal_count + DEAL_CHUNK - 1) / DEAL_CHUNK;
    struct job job = {t, outcomes, arena_array(&scratch, struct duration_sums, chunks)};
    par_for(threads, chunks, sum_chunk, &job);
    struct duration_sums all = duration_sums_none;
    for (i64 k = 0; k < chunks; k++)
        duration_sums_merge(&all, &job.chunks[k]);
    durations_of_sums(out, &all);
    if (quantiles && out->deals)
        find_quantiles(out, scratch, &job);
}
