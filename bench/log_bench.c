/* bench_log chain FILE - an event log as CSV to its map, variants and durations, once, as a
 * fresh process, so that the peak of memory is its own.
 * bench_log loaded FILE ROUNDS - the same questions on the loaded history, again and again,
 * beside one pass over its columns at the speed of memory. */
#include "bench.h"

#include "exchange/eventlog.h"
#include "learn/ways.h"

#include <string.h>

enum { HEAD_BYTES = 1 << 16, PASS_WORDS = 1 << 18 };

static bool load(struct history *h, struct arena *a, struct arena *scratch, const char *path,
                 struct err *e)
{
    struct os_file file;
    struct eventlog_layout layout;
    const char *why_not;
    char *head = arena_array(a, char, HEAD_BYTES);
    if (!os_open(&file, str_c(path), e))
        return false;
    i64 got = os_read_at(&file, head, HEAD_BYTES, 0, e);
    if (got < 0)
        return false;
    if (!eventlog_recognise(&layout, (str){head, got}, &why_not))
        return err_set(e, ERR_INPUT, "%s: %s", path, why_not);
    struct bench_watch start = bench_now();
    struct eventlog_options options = {.layout = &layout};
    struct eventlog_report report = {.arena = a};
    struct history_builder *b = history_builder_new(a);
    if (!eventlog_read(b, &report, scratch, &file, (str){0}, &options, e))
        return false;
    bench_put_since("read", start);
    start = bench_now();
    if (!history_build(h, b, TIME_NONE, 0, e))
        return false;
    bench_put_since("build", start);
    bench_put("rows", (f64)report.rows);
    bench_put("rejected", (f64)report.rejected);
    os_close(&file);
    return true;
}

static bool ask(struct ways *q, struct arena *a, struct arena scratch, const struct history *h,
                struct err *e)
{
    struct traces t;
    traces_of(&t, a, h, TRACES_ALL, 0);
    return ways_find(q, a, scratch, &t, MAP_MEANS, 0, e);
}

static void put_answers(const struct ways *q, const struct history *h)
{
    i64 steps = 0, waits_ms = 0;
    for (i64 i = 0; i < q->map.edge_count; i++) {
        steps += q->map.edges[i].count;
        waits_ms += q->map.edges[i].sum_ms;
    }
    bench_put("events", (f64)h->event_count);
    bench_put("deals", (f64)h->deal_count);
    bench_put("edges", (f64)q->map.edge_count);
    bench_put("steps", (f64)steps);
    bench_put("mean_wait_s", (f64)waits_ms / (f64)steps / 1000);
    bench_put("variants", (f64)q->variants.count);
    bench_put("most_deals", q->variants.count ? (f64)q->variants.list[0].deals : 0);
    bench_put("mean_duration_s", q->durations.mean_ms / 1000);
}

/* Of the columns that a log without edits has: all that is kept per event. */
static f64 event_bytes(const struct history *h)
{
    i64 bytes = sizeof *h->at_ms + sizeof *h->activity;
    bytes += (h->lag_s ? sizeof *h->lag_s : 0) + (h->actor ? sizeof *h->actor : 0) +
             (h->value ? sizeof *h->value : 0);
    return (f64)bytes;
}

static int chain(struct arena *a, struct arena *scratch, const char *path)
{
    struct history h;
    struct ways q;
    struct err e;
    struct bench_watch start = bench_now();
    if (!load(&h, a, scratch, path, &e))
        return bench_fail(&e);
    struct bench_watch loaded = bench_now();
    if (!ask(&q, a, *scratch, &h, &e))
        return bench_fail(&e);
    bench_put_since("questions", loaded);
    bench_put_since("chain", start);
    put_answers(&q, &h);
    bench_put("event_bytes", event_bytes(&h));
    bench_put("peak_bytes", (f64)os_usage().peak_bytes);
    return 0;
}

/* One pass over bytes by all cores, eight words at a step: as fast as memory gives them. */
struct pass {
    const u64 *words;
    i64 n;
    u64 *sums;
};

static void pass_chunk(void *context, i64 chunk)
{
    struct pass *p = context;
    i64 low = chunk * PASS_WORDS, high = i64_min(low + PASS_WORDS, p->n) & ~7ll;
    u64 s[8] = {0};
    for (i64 i = low; i < high; i += 8)
        for (i64 k = 0; k < 8; k++)
            s[k] += p->words[i + k];
    for (i64 k = 0; k < 8; k++)
        p->sums[chunk] += s[k];
}

static u64 pass_over(const void *column, i64 bytes, struct arena scratch)
{
    struct pass p = {.words = column, .n = bytes / 8};
    i64 chunks = (p.n + PASS_WORDS - 1) / PASS_WORDS;
    u64 sum = 0;
    p.sums = arena_array(&scratch, u64, chunks);
    par_for(0, chunks, pass_chunk, &p);
    for (i64 k = 0; k < chunks; k++)
        sum += p.sums[k];
    return sum;
}

static u64 pass_all(const struct history *h, struct arena scratch)
{
    return pass_over(h->at_ms, h->event_count * (i64)sizeof *h->at_ms, scratch) +
           pass_over(h->activity, h->event_count * (i64)sizeof *h->activity, scratch) +
           pass_over(h->first, h->deal_count * (i64)sizeof *h->first, scratch) +
           pass_over(h->outcome, h->deal_count * (i64)sizeof *h->outcome, scratch);
}

static int loaded(struct arena *a, struct arena *scratch, const char *path, i64 rounds)
{
    struct history h;
    struct ways q;
    struct err e;
    struct bench_rounds asked = {0}, passed = {0};
    u64 sum = 0;
    if (!load(&h, a, scratch, path, &e))
        return bench_fail(&e);
    struct arena room;
    arena_init(&room, 8ll << 30);
    for (i64 i = 0; i <= rounds; i++) {
        arena_rewind(&room, 0);
        struct bench_watch start = bench_now();
        if (!ask(&q, &room, *scratch, &h, &e))
            return bench_fail(&e);
        if (i) /* the first one touches fresh memory */
            bench_round(&asked, start);
        start = bench_now();
        sum += pass_all(&h, room);
        if (i)
            bench_round(&passed, start);
    }
    bench_put_rounds("questions", &asked);
    bench_put_rounds("pass", &passed);
    bench_put("pass_sum", (f64)sum);
    put_answers(&q, &h);
    return 0;
}

int main(int argc, char **argv)
{
    struct arena a, scratch;
    bool once = argc == 3 && strcmp(argv[1], "chain") == 0;
    if (!once && !(argc == 4 && strcmp(argv[1], "loaded") == 0)) {
        fprintf(stderr, "usage: bench_log chain FILE | loaded FILE ROUNDS\n");
        return 2;
    }
    arena_init(&a, 64ll << 30);
    arena_init(&scratch, eventlog_scratch_bytes(8ll << 30));
    return once ? chain(&a, &scratch, argv[2])
                : loaded(&a, &scratch, argv[2], bench_number(argv[3], 1, BENCH_ROUNDS_MAX));
}
