#include "history/group.h"

#include <string.h>

enum { RANGES = 16 };

struct range {
    u32 low, high; /* deals [low, high) */
};

struct job {
    struct group_columns *out;
    const struct history_run *runs;
    i64 run_count;
    u32 (*bounds)[2]; /* smallest and largest deal of each run */
    i64 *next;        /* per deal: where its next event goes */
    struct range ranges[RANGES];
};

static void find_bounds(void *context, i64 k)
{
    struct job *job = context;
    const struct history_run *run = &job->runs[k];
    u32 low = UINT32_MAX, high = 0;
    for (i64 i = 0; i < run->n; i++) {
        u32 deal = run->deal[i];
        low = deal < low ? deal : low;
        high = deal > high ? deal : high;
    }
    assert(run->n == 0 || high < job->out->deal_count);
    job->bounds[k][0] = low;
    job->bounds[k][1] = high;
}

static bool run_touches(const struct job *job, i64 k, struct range r)
{
    return job->runs[k].n && job->bounds[k][0] < r.high && job->bounds[k][1] >= r.low;
}

static void count_range(void *context, i64 chunk)
{
    struct job *job = context;
    struct range *r = &job->ranges[chunk];
    u32 low = r->low, span = r->high - r->low;
    i64 *next = job->next + low;
    for (i64 k = 0; k < job->run_count; k++) {
        if (!run_touches(job, k, *r))
            continue;
        const u32 *deal = job->runs[k].deal;
        for (i64 i = 0, n = job->runs[k].n; i < n; i++)
            if (deal[i] - low < span)
                next[deal[i] - low]++;
    }
}

/* Counts become places: of the events of one deal, in order of arrival. */
static void place_deals(struct job *job)
{
    i64 at = 0;
    for (i64 d = 0; d < job->out->deal_count; d++) {
        i64 n = job->next[d];
        job->out->first[d] = job->next[d] = at;
        at += n;
    }
    job->out->first[job->out->deal_count] = at;
    assert(at == job->out->event_count);
}

/* The hot loop: what every log has. */
static void scatter_core(const struct history_run *run, struct range r, i64 *next, i64 *at_ms,
                         u16 *activity)
{
    u32 low = r.low, span = r.high - r.low;
    for (i64 i = 0; i < run->n; i++) {
        if (run->deal[i] - low >= span)
            continue;
        i64 to = next[run->deal[i]]++;
        at_ms[to] = run->at_ms[i];
        activity[to] = run->activity[i];
    }
}

/* The columns that some runs have and others lack; same places as the loop above. */
static void scatter_rest(const struct group_columns *out, const struct history_run *run,
                         struct range r, i64 *next)
{
    u32 low = r.low, span = r.high - r.low;
    for (i64 i = 0; i < run->n; i++) {
        if (run->deal[i] - low >= span)
            continue;
        i64 to = next[run->deal[i]]++;
        out->at_ms[to] = run->at_ms[i];
        out->activity[to] = run->activity[i];
        if (out->lag_s)
            out->lag_s[to] = run->lag_s ? run->lag_s[i] : HISTORY_NO_LAG;
        if (out->actor)
            out->actor[to] = run->actor ? run->actor[i] : HISTORY_NO_ID;
        if (out->value)
            out->value[to] = run->value ? run->value[i] : HISTORY_NO_ID;
    }
}

struct key {
    i64 at_ms;
    u32 place; /* in the deal */
};

/* Equal times keep their order. */
static bool key_before(const struct key *a, const struct key *b)
{
    return a->at_ms <= b->at_ms;
}

static void permute(void *column, i64 size, const struct key *keys, i64 n, char *room)
{
    char *bytes = column;
    for (i64 i = 0; i < n; i++)
        memcpy(room + i * size, bytes + keys[i].place * size, (size_t)size);
    memcpy(bytes, room, (size_t)(n * size));
}

/* `scratch` by value: what is pushed here is gone when we return. */
static void sort_deal(const struct group_columns *out, i64 from, i64 n, struct arena scratch)
{
    struct key *keys = arena_array(&scratch, struct key, n);
    struct key *other = arena_array(&scratch, struct key, n);
    char *room = arena_array(&scratch, char, n *(i64)sizeof(i64));
    for (i64 i = 0; i < n; i++)
        keys[i] = (struct key){out->at_ms[from + i], (u32)i};
    sort_merge(keys, other, n, key_before);
    permute(out->at_ms + from, sizeof *out->at_ms, keys, n, room);
    permute(out->activity + from, sizeof *out->activity, keys, n, room);
    if (out->lag_s)
        permute(out->lag_s + from, sizeof *out->lag_s, keys, n, room);
    if (out->actor)
        permute(out->actor + from, sizeof *out->actor, keys, n, room);
    if (out->value)
        permute(out->value + from, sizeof *out->value, keys, n, room);
}

static bool in_order(const i64 *at_ms, i64 n)
{
    i64 wrong = 0;
    for (i64 i = 1; i < n; i++)
        wrong += at_ms[i - 1] > at_ms[i];
    return wrong == 0;
}

static void sort_range(const struct group_columns *out, struct range r)
{
    i64 longest = 0;
    for (i64 d = r.low; d < r.high; d++)
        longest = i64_max(longest, out->first[d + 1] - out->first[d]);
    if (!longest)
        return;
    struct arena scratch;
    arena_init(&scratch, 256 + longest * (i64)(2 * sizeof(struct key) + sizeof(i64)));
    for (i64 d = r.low; d < r.high; d++) {
        i64 from = out->first[d], n = out->first[d + 1] - from;
        if (!in_order(out->at_ms + from, n))
            sort_deal(out, from, n, scratch);
    }
    arena_release(&scratch);
}

static void scatter_range(void *context, i64 chunk)
{
    struct job *job = context;
    const struct group_columns *out = job->out;
    struct range r = job->ranges[chunk];
    bool core_only = !out->lag_s && !out->actor && !out->value;
    for (i64 k = 0; k < job->run_count; k++) {
        if (!run_touches(job, k, r))
            continue;
        if (core_only)
            scatter_core(&job->runs[k], r, job->next, out->at_ms, out->activity);
        else
            scatter_rest(out, &job->runs[k], r, job->next);
    }
    sort_range(out, r);
}

static_assert(sizeof(i64) + sizeof(u16) + sizeof(i32) + 2 * sizeof(u32) <= HISTORY_EVENT_BYTES,
              "the columns below are what an event may cost");

static void make_columns(struct group_columns *out, struct arena *a, const struct history_run *runs,
                         i64 run_count, i64 deal_count)
{
    *out = (struct group_columns){.deal_count = deal_count};
    bool lag = false, actor = false, value = false;
    for (i64 k = 0; k < run_count; k++) {
        out->event_count += runs[k].n;
        lag = lag || runs[k].lag_s;
        actor = actor || runs[k].actor;
        value = value || runs[k].value;
    }
    out->first = arena_array(a, i64, deal_count + 1);
    out->at_ms = arena_array(a, i64, out->event_count);
    out->activity = arena_array(a, u16, out->event_count);
    out->lag_s = lag ? arena_array(a, i32, out->event_count) : NULL;
    out->actor = actor ? arena_array(a, u32, out->event_count) : NULL;
    out->value = value ? arena_array(a, u32, out->event_count) : NULL;
}

void group_runs(struct group_columns *out, struct arena *a, const struct history_run *runs,
                i64 run_count, i64 deal_count, i32 threads)
{
    make_columns(out, a, runs, run_count, deal_count);
    struct arena scratch;
    arena_init(&scratch, 4096 + deal_count * (i64)sizeof(i64) + run_count * 8);
    struct job job = {.out = out, .runs = runs, .run_count = run_count};
    job.next = arena_array(&scratch, i64, deal_count);
    job.bounds = arena_push(&scratch, run_count, sizeof *job.bounds);
    for (i64 k = 0; k < RANGES; k++) {
        job.ranges[k].low = (u32)(deal_count * k / RANGES);
        job.ranges[k].high = (u32)(deal_count * (k + 1) / RANGES);
    }
    par_for(threads, run_count, find_bounds, &job);
    par_for(threads, RANGES, count_range, &job);
    place_deals(&job);
    par_for(threads, RANGES, scatter_range, &job);
    arena_release(&scratch);
}
