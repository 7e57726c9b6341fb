/* bench_practices [DEALS [ROUNDS]] - what goes with winning at one landmark: 60 things asked of
 * 100,000 deals of 40 sellers in three segments, some of them still open, on one thread. */
#include "bench.h"
#include "learn/practices.h"

enum { DEALS = 100000, ROUNDS = 5, THINGS = 60, SELLERS = 40, DAYS = 730 };

static const char *const segments[] = {"small", "middle", "large"};

static void add_deal(struct history_builder *b, struct rng *r, i64 i, i64 deals)
{
    char name[16];
    i64 start = DAYS * MS_PER_DAY * i / deals;
    i64 life = MS_PER_DAY * (20 + rng_below(r, 100)), end = start + life;
    bool open = end > DAYS * MS_PER_DAY;
    snprintf(name, sizeof name, "seller %d", (i32)rng_below(r, SELLERS));
    struct history_deal deal = {.id = S("d"),
                                .created_ms = TIME_NONE,
                                .entered_ms = start,
                                .seen_from_ms = TIME_NONE,
                                .closed_ms = open ? TIME_NONE : end,
                                .expected_ms = TIME_NONE,
                                .modified_ms = TIME_NONE,
                                .outcome = open              ? OUTCOME_OPEN
                                           : rng_below(r, 2) ? OUTCOME_WON
                                                             : OUTCOME_LOST,
                                .owner = str_c(name)};
    history_add_deal(b, &deal);
    history_set_attribute(b, i, S("segment"), str_c(segments[rng_below(r, 3)]));
    for (i32 k = 0; k < THINGS; k++) {
        if (rng_below(r, 3))
            continue;
        snprintf(name, sizeof name, "thing %d", k);
        i64 at = start + (i64)(rng_unit(r) * 18 * (f64)MS_PER_DAY);
        struct history_event e = {.deal = i,
                                  .at_ms = at,
                                  .recorded_ms = at + rng_below(r, MS_PER_DAY),
                                  .activity = str_c(name),
                                  .kind = ACTIVITY_MILESTONE};
        history_add_event(b, &e);
    }
}

int main(int argc, char **argv)
{
    i64 deals = argc > 1 ? bench_number(argv[1], 1000, 2000000) : DEALS;
    i64 rounds = argc > 2 ? bench_number(argv[2], 1, BENCH_ROUNDS_MAX) : ROUNDS;
    struct arena a;
    struct rng r = rng_from(1);
    struct history h;
    struct err e;
    struct bench_rounds all = {0};
    struct landmark at = {.days = 14};
    struct practices_options o = {
        .landmarks = &at, .landmark_count = 1, .kinds = 1u << PRACTICE_MILESTONE, .seed = 1};
    arena_init(&a, 1ll << 36);
    struct practices *out = arena_new(&a, struct practices);
    struct history_builder *b = history_builder_new(&a);
    for (i64 i = 0; i < deals; i++)
        add_deal(b, &r, i, deals);
    if (!history_build(&h, b, DAYS * MS_PER_DAY, 1, &e))
        return bench_fail(&e);
    for (i64 i = 0; i < rounds; i++) {
        i64 mark = arena_mark(&a);
        struct bench_watch from = bench_now();
        practices_find(out, &a, &h, &o);
        bench_round(&all, from);
        arena_rewind(&a, mark);
    }
    bench_put("deals", (f64)out->family[0].deals.n);
    bench_put("events", (f64)h.event_count);
    bench_put("tested", (f64)out->family[0].tested);
    bench_put("open", (f64)out->family[0].deals.censored_count);
    bench_put_rounds("practices", &all);
    arena_release(&a);
    return 0;
}
