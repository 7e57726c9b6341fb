#include "learn/traces.h"

enum { DEAL_CHUNK = 1 << 14 };

struct job {
    struct traces *t;
    bool wanted[HISTORY_ACTIVITIES_MAX];
    i64 *first;
    u16 *activity;
    i64 *at_ms;
};

static void count_chunk(void *context, i64 chunk)
{
    struct job *job = context;
    const struct history *h = job->t->history;
    i64 low = chunk * DEAL_CHUNK, high = i64_min(low + DEAL_CHUNK, h->deal_count);
    for (i64 d = low; d < high; d++)
        for (i64 i = h->first[d]; i < h->first[d + 1]; i++)
            job->first[d + 1] += job->wanted[h->activity[i]];
}

static void copy_chunk(void *context, i64 chunk)
{
    struct job *job = context;
    const struct history *h = job->t->history;
    i64 low = chunk * DEAL_CHUNK, high = i64_min(low + DEAL_CHUNK, h->deal_count);
    i64 to = job->first[low];
    for (i64 i = h->first[low]; i < h->first[high]; i++)
        if (job->wanted[h->activity[i]]) {
            job->activity[to] = h->activity[i];
            job->at_ms[to++] = h->at_ms[i];
        }
}

static void copy_events(struct job *job, struct arena *a, i32 threads)
{
    struct traces *t = job->t;
    i64 n = t->deal_count, chunks = (n + DEAL_CHUNK - 1) / DEAL_CHUNK;
    job->first = arena_array(a, i64, n + 1);
    par_for(threads, chunks, count_chunk, job);
    for (i64 d = 0; d < n; d++)
        job->first[d + 1] += job->first[d];
    t->event_count = job->first[n];
    job->activity = arena_array(a, u16, t->event_count);
    job->at_ms = arena_array(a, i64, t->event_count);
    par_for(threads, chunks, copy_chunk, job);
    t->first = job->first;
    t->activity = job->activity;
    t->at_ms = job->at_ms;
}

void traces_of(struct traces *t, struct arena *a, const struct history *history, u32 kinds,
               i32 threads)
{
    *t = (struct traces){
        .history = history,
        .deal_count = history->deal_count,
        .event_count = history->event_count,
        .first = history->first,
        .activity = history->activity,
        .at_ms = history->at_ms,
        .activity_count = history->activities.n,
        .sequences = history->sequences,
    };
    bool all = true;
    struct job *job = arena_new(a, struct job);
    job->t = t;
    for (i64 i = 0; i < history->activities.n; i++) {
        job->wanted[i] = kinds >> history->activity_kind[i] & 1;
        all = all && job->wanted[i];
    }
    if (!all)
        copy_events(job, a, threads);
    if (all && history->sequences.of_deal)
        return;
    struct sequence_source source = {t->deal_count, t->activity_count, t->first, t->activity};
    sequences_find(&t->sequences, a, &source, threads);
}

str traces_name(const struct traces *t, u16 activity)
{
    return dict_name(&t->history->activities, activity);
}
