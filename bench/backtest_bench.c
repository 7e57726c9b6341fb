/* bench_backtest STANDARD DEALS ROUNDS - a draft played over so many closed deals, on all cores and
 * on one. Deals are invented (seeded): stages in order, most milestones reached in time, some late
 * or never, a share lost on the way; moments recorded with and without a lag. */
#include "bench.h"

#include "revise/backtest.h"
#include "standard/read.h"

#define START_MS 1672531200000ll /* 2023-01-01 */

static bool chance(struct rng *r, i64 percent)
{
    return rng_below(r, 100) < percent;
}

struct making {
    struct rng rng;
    struct history_builder *b;
    const struct rules *rules;
    i64 deal, at_ms;
    struct arena aside; /* of deals played to see how they end */
};

static void tell(struct making *m, str word, enum activity_kind kind)
{
    i64 lag = chance(&m->rng, 90) ? 0 : rng_below(&m->rng, 2 * MS_PER_DAY);
    struct history_event e = {.deal = m->deal,
                              .at_ms = m->at_ms,
                              .recorded_ms = m->at_ms + lag,
                              .activity = word,
                              .kind = kind};
    history_add_event(m->b, &e);
    m->at_ms += 1 + rng_below(&m->rng, 4 * MS_PER_DAY);
}

static enum outcome live(struct making *m)
{
    const struct rules *r = m->rules;
    for (i32 stage = 0; stage <= r->commit; stage++) {
        struct bits todo = r->stage[stage].exit_all;
        tell(m, r->standard->stages.v[stage].id, ACTIVITY_STAGE);
        for (i32 k; (k = bits_take(&todo)) >= 0;)
            if (chance(&m->rng, 85))
                tell(m, r->standard->milestones.v[k].id, ACTIVITY_MILESTONE);
        if (chance(&m->rng, 12))
            return chance(&m->rng, 60) ? OUTCOME_LOST : OUTCOME_NO_DECISION;
    }
    return OUTCOME_WON;
}

static void make_deal(struct making *m, str *owners)
{
    m->at_ms = START_MS + rng_below(&m->rng, 900 * MS_PER_DAY);
    struct history_deal d = {.created_ms = TIME_NONE,
                             .entered_ms = m->at_ms,
                             .seen_from_ms = TIME_NONE,
                             .closed_ms = TIME_NONE,
                             .expected_ms = TIME_NONE,
                             .modified_ms = TIME_NONE,
                             .owner = owners[rng_below(&m->rng, 200)]};
    /* the outcome is drawn beforehand, by playing the deal twice from the same draw */
    struct rng before = m->rng;
    struct history_builder *b = m->b;
    i64 mark = arena_mark(&m->aside);
    m->b = history_builder_new(&m->aside);
    m->deal = history_add_deal(m->b, &d);
    d.outcome = live(m);
    d.closed_ms = m->at_ms;
    arena_rewind(&m->aside, mark);
    m->b = b;
    m->rng = before;
    m->at_ms = d.entered_ms;
    m->deal = history_add_deal(m->b, &d);
    (void)live(m);
}

static bool read_rules(struct rules *r, struct arena *a, const char *path, struct err *e)
{
    str source;
    struct diags d;
    struct standard *s = arena_new(a, struct standard);
    diags_init(&d, a);
    if (!os_read_file(&source, a, str_c(path), STANDARD_BYTES_MAX, e))
        return false;
    return (standard_read(s, a, str_c(path), source, &d) && rules_compile(r, a, s, (str){0}, &d)) ||
           err_set(e, ERR_INPUT, "%s: %.*s", path, STR_ARG(d.list.v[0].message));
}

int main(int argc, char **argv)
{
    struct arena a, scratch;
    struct err e;
    struct history h;
    struct bench_rounds all = {0}, one = {0};
    struct backtest b = {0};
    str owners[200];
    if (argc != 4) {
        fprintf(stderr, "usage: bench_backtest STANDARD DEALS ROUNDS\n");
        return 2;
    }
    i64 deals = bench_number(argv[2], 1, 10000000);
    i64 rounds = bench_number(argv[3], 1, BENCH_ROUNDS_MAX);
    arena_init(&a, 64ll << 30);
    struct rules *r = arena_new(&a, struct rules);
    if (!read_rules(r, &a, argv[1], &e))
        return bench_fail(&e);
    struct making m = {.rng = rng_from(2026), .b = history_builder_new(&a), .rules = r};
    arena_init(&m.aside, 64 << 20);
    for (i32 i = 0; i < LENGTH(owners); i++)
        owners[i] = str_fmt(&a, "seller %d", i);
    for (i64 i = 0; i < deals; i++)
        make_deal(&m, owners);
    if (!history_build(&h, m.b, TIME_NONE, 0, &e))
        return bench_fail(&e);
    for (i64 i = 0; i < 2 * rounds; i++) {
        struct backtest_options o = {.rules = r, .threads = (i32)(i % 2)};
        arena_init(&scratch, 16ll << 30);
        struct bench_watch start = bench_now();
        backtest_run(&b, &scratch, &h, &o);
        bench_round(i % 2 ? &one : &all, start);
        if (i + 1 < 2 * rounds)
            arena_release(&scratch);
    }
    bench_put_rounds("backtest", &all);
    bench_put_rounds("backtest_one_core", &one);
    bench_put("deals", (f64)b.n);
    bench_put("events", (f64)h.event_count);
    bench_put("milestones", r->milestone_count);
    bench_put("stopped", (f64)b.whole.part[PART_ALL].n[PLAYED_ABSENT]);
    bench_put("delayed", (f64)b.whole.part[PART_ALL].n[PLAYED_LATE]);
    bench_put("stopped_won", (f64)b.whole.part[PART_ALL].won[PLAYED_ABSENT]);
    return 0;
}
