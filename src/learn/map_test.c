/* Map, variants and durations against the obvious count, whatever the threads. */
#include "learn/durations.h"
#include "learn/map.h"
#include "learn/select.h"
#include "learn/variants.h"
#include "learn/ways.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

static void random_history(struct history *h, struct rng *rng, i64 deals, i64 activities)
{
    struct history_builder *b = history_builder_new(&arena);
    for (i64 d = 0; d < deals; d++) {
        struct history_deal deal = {.id = str_fmt(&arena, "%lld", (long long)d),
                                    .closed_ms = TIME_NONE};
        deal.outcome = (enum outcome)rng_below(rng, OUTCOME_COUNT);
        history_add_deal(b, &deal);
        for (i64 i = rng_below(rng, 7); i > 0; i--) {
            struct history_event e = {.deal = d, .recorded_ms = TIME_NONE};
            e.at_ms = rng_below(rng, 1000);
            e.activity = str_fmt(&arena, "a%lld", (long long)rng_below(rng, activities));
            e.kind = rng_below(rng, 4) ? ACTIVITY_OTHER : ACTIVITY_AMOUNT;
            history_add_event(b, &e);
        }
    }
    struct err e = {0};
    assert_true(history_build(h, b, TIME_NONE, 1, &e));
}

static int by_value(const void *a, const void *b)
{
    i64 x = *(const i64 *)a, y = *(const i64 *)b;
    return x < y ? -1 : x > y;
}

static f64 slow_quantile(i64 *v, i64 n, f64 p)
{
    qsort(v, (size_t)n, sizeof *v, by_value);
    f64 place = p * (f64)(n - 1);
    i64 k = (i64)place;
    return k + 1 < n ? (f64)v[k] + (place - (f64)k) * (f64)(v[k + 1] - v[k]) : (f64)v[k];
}

/* All waits from `from` to `to`, one by one. */
static void check_edge(const struct traces *t, const struct map_edge *edge)
{
    i64 waits[20000], n = 0, sum = 0;
    for (i64 d = 0; d < t->deal_count; d++)
        for (i64 i = t->first[d] + 1; i < t->first[d + 1]; i++)
            if (t->activity[i - 1] == edge->from && t->activity[i] == edge->to)
                waits[n++] = t->at_ms[i] - t->at_ms[i - 1];
    assert_int_equal(edge->count, n);
    for (i64 i = 0; i < n; i++)
        sum += waits[i];
    f64 square = 0;
    for (i64 i = 0; i < n; i++)
        square += ((f64)waits[i] - (f64)sum / (f64)n) * ((f64)waits[i] - (f64)sum / (f64)n);
    assert_int_equal(edge->sum_ms, sum);
    assert_true(edge->median_ms == slow_quantile(waits, n, 0.5));
    assert_int_equal(edge->min_ms, waits[0]);
    assert_int_equal(edge->max_ms, waits[n - 1]);
    if (n == 1)
        assert_true(isnan(edge->stdev_ms));
    else
        assert_true(fabs(edge->stdev_ms - sqrt(square / (f64)(n - 1))) < 1e-9);
}

static void check_activity(const struct traces *t, const struct map_activity *a, u16 activity)
{
    i64 events = 0, starts = 0, ends = 0, deals = 0;
    for (i64 d = 0; d < t->deal_count; d++) {
        i64 from = t->first[d], to = t->first[d + 1], here = 0;
        for (i64 i = from; i < to; i++)
            here += t->activity[i] == activity;
        events += here;
        deals += here > 0;
        starts += from < to && t->activity[from] == activity;
        ends += from < to && t->activity[to - 1] == activity;
    }
    assert_int_equal(a->events, events);
    assert_int_equal(a->starts, starts);
    assert_int_equal(a->ends, ends);
    assert_int_equal(a->deals, deals);
}

static void the_map_counts_every_step_once(void **state)
{
    (void)state;
    struct rng rng = rng_from(1);
    for (i32 round = 0; round < 60; round++) {
        i64 mark = arena_mark(&arena);
        struct history h;
        struct traces t;
        struct map m;
        struct err e = {0};
        /* few activities: a matrix; many: a table */
        random_history(&h, &rng, rng_below(&rng, 200), round % 3 ? 5 : 300);
        traces_of(&t, &arena, &h, round % 2 ? TRACES_ALL : 1u << ACTIVITY_OTHER, 2);
        assert_true(map_count(&m, &arena, &t, MAP_MEDIANS, 1 + round % 3, &e));
        i64 steps = 0, expected = 0;
        for (i64 k = 0; k < m.edge_count; k++) {
            check_edge(&t, &m.edges[k]);
            steps += m.edges[k].count;
            assert_true(k == 0 || m.edges[k - 1].count >= m.edges[k].count);
        }
        for (i64 d = 0; d < t.deal_count; d++)
            expected += i64_max(0, t.first[d + 1] - t.first[d] - 1);
        assert_int_equal(steps, expected);
        for (i64 i = 0; i < m.activity_count; i++)
            check_activity(&t, &m.activities[i], (u16)i);
        arena_rewind(&arena, mark);
    }
}

static bool same_way(const struct traces *t, i64 a, i64 b)
{
    i64 n = t->first[a + 1] - t->first[a];
    return n == t->first[b + 1] - t->first[b] &&
           memcmp(t->activity + t->first[a], t->activity + t->first[b], (size_t)n * 2) == 0;
}

static void deals_of_one_variant_went_the_same_way_and_no_others_did(void **state)
{
    (void)state;
    struct rng rng = rng_from(2);
    for (i32 round = 0; round < 60; round++) {
        i64 mark = arena_mark(&arena);
        struct history h;
        struct traces t;
        struct variants v;
        random_history(&h, &rng, rng_below(&rng, 150), 2 + round % 3);
        traces_of(&t, &arena, &h, TRACES_ALL, 1);
        variants_find(&v, &arena, &t, 1 + round % 3);
        i64 deals = 0;
        for (i64 a = 0; a < t.deal_count; a++) {
            for (i64 b = 0; b < a; b++)
                assert_int_equal(v.of_deal[a] == v.of_deal[b], same_way(&t, a, b));
            const struct variant *x = &v.list[v.of_deal[a]];
            assert_true(same_way(&t, a, x->deal));
            assert_true(x->deal <= a);
        }
        for (i64 i = 0; i < v.count; i++) {
            i64 outcomes = 0;
            for (i32 o = 0; o < OUTCOME_COUNT; o++)
                outcomes += v.list[i].by_outcome[o];
            assert_int_equal(outcomes, v.list[i].deals);
            deals += v.list[i].deals;
            if (i > 0)
                assert_true(v.list[i - 1].deals > v.list[i].deals ||
                            (v.list[i - 1].deals == v.list[i].deals &&
                             v.list[i - 1].deal < v.list[i].deal));
        }
        assert_int_equal(deals, t.deal_count);
        arena_rewind(&arena, mark);
    }
}

/* Long enough to be walked in several blocks, whichever thread takes them. */
static void what_is_found_in_one_walk_is_what_is_found_alone(void **state)
{
    (void)state;
    struct rng rng = rng_from(4);
    struct arena scratch;
    arena_init(&scratch, 1ll << 32);
    for (i32 round = 0; round < 6; round++) {
        i64 mark = arena_mark(&arena);
        struct history h;
        struct traces t;
        struct ways w;
        struct map m;
        struct durations x;
        struct err e = {0};
        random_history(&h, &rng, 13000 + rng_below(&rng, 100), round % 2 ? 3 : 120);
        traces_of(&t, &arena, &h, TRACES_ALL, 2);
        assert_true(ways_find(&w, &arena, scratch, &t, MAP_MEANS, 1 + round % 3, &e));
        assert_true(map_count(&m, &arena, &t, MAP_MEANS, 1, &e));
        assert_int_equal(m.edge_count, w.map.edge_count);
        h.sequences = (struct sequences){0}; /* a history that grew has none yet */
        traces_of(&t, &arena, &h, TRACES_ALL, 2);
        assert_int_equal(t.sequences.count, w.variants.count);
        assert_memory_equal(t.sequences.of_deal, w.variants.of_deal,
                            (size_t)t.deal_count * sizeof(u32));
        for (i64 i = 0; i < m.edge_count; i++) {
            const struct map_edge *a = &m.edges[i], *b = &w.map.edges[i];
            assert_true(a->from == b->from && a->to == b->to && a->count == b->count);
            assert_true(a->sum_ms == b->sum_ms);
        }
        for (i64 i = 0; i < m.activity_count; i++)
            assert_memory_equal(&m.activities[i], &w.map.activities[i], sizeof *m.activities);
        durations_of(&x, arena, &t, UINT32_MAX, false, 1);
        assert_true(x.deals == w.durations.deals && x.mean_ms == w.durations.mean_ms);
        assert_true(x.min_ms == w.durations.min_ms && x.max_ms == w.durations.max_ms);
        i64 duration_ms = 0, deals = 0;
        for (i64 i = 0; i < w.variants.count; i++) {
            duration_ms += w.variants.list[i].duration_sum_ms;
            deals += w.variants.list[i].deals;
            for (i64 k = i64_max(0, i - 300); k < i; k++) /* all with three activities */
                assert_false(same_way(&t, w.variants.list[i].deal, w.variants.list[k].deal));
        }
        assert_int_equal(deals, t.deal_count);
        assert_true(fabs((f64)duration_ms / (f64)x.deals - x.mean_ms) < 1e-6);
        for (i64 d = 0; d < t.deal_count; d++) {
            const struct variant *v = &w.variants.list[w.variants.of_deal[d]];
            assert_true(v->deal <= d && same_way(&t, d, v->deal));
        }
        arena_rewind(&arena, mark);
    }
    arena_release(&scratch);
}

/* Deals that go one of a few ways: so many events, of so many activities. */
static void history_of_ways(struct history *h, struct rng *rng, const i64 *length, i64 ways,
                            i64 deals, i64 activities)
{
    struct history_builder *b = history_builder_new(&arena);
    for (i64 d = 0; d < deals; d++) {
        /* the first ways are often seen, the last hardly */
        i64 way = i64_min(rng_below(rng, ways), rng_below(rng, ways));
        struct history_deal deal = {.id = S("x"), .closed_ms = TIME_NONE};
        deal.outcome = (enum outcome)rng_below(rng, OUTCOME_COUNT);
        history_add_deal(b, &deal);
        for (i64 i = 0; i < length[way]; i++) {
            struct history_event e = {.deal = d, .recorded_ms = TIME_NONE};
            e.at_ms = 1700000000000 + 1000 * i + rng_below(rng, 1000);
            e.activity = str_fmt(&arena, "a%lld", (long long)((way + 1) * (i + 1) % activities));
            history_add_event(b, &e);
        }
    }
    struct err e = {0};
    assert_true(history_build(h, b, TIME_NONE, 1, &e));
}

static void check_variant(const struct variants *v, const struct traces *t, i64 i)
{
    i64 duration_ms = 0, by_outcome[OUTCOME_COUNT] = {0};
    for (i64 d = 0; d < t->deal_count; d++) {
        if (!same_way(t, d, v->list[i].deal))
            continue;
        by_outcome[t->history->outcome[d]]++;
        if (t->first[d] < t->first[d + 1])
            duration_ms += t->at_ms[t->first[d + 1] - 1] - t->at_ms[t->first[d]];
    }
    for (i32 o = 0; o < OUTCOME_COUNT; o++)
        assert_int_equal(v->list[i].by_outcome[o], by_outcome[o]);
    assert_int_equal(v->list[i].duration_sum_ms, duration_ms);
}

/* Moments are added in lanes: ways that end before, at and after the end of one, in the last
 * deals too, behind which there is nothing. */
static void ways_of_any_length_and_any_number_of_deals_are_counted(void **state)
{
    (void)state;
    static const i64 length[] = {3, 16, 0, 17, 1, 15, 32, 33, 2, 31, 70, 5, 48};
    struct rng rng = rng_from(6);
    for (i32 round = 0; round < 40; round++) {
        i64 mark = arena_mark(&arena);
        struct history h;
        struct traces t;
        struct map m;
        struct variants v;
        struct err e = {0};
        history_of_ways(&h, &rng, length, sizeof length / sizeof *length, 1 + rng_below(&rng, 400),
                        round % 4 ? 7 : 120);
        traces_of(&t, &arena, &h, TRACES_ALL, 2);
        assert_true(map_count(&m, &arena, &t, MAP_MEDIANS, 1 + round % 3, &e));
        for (i64 k = 0; k < m.edge_count; k++)
            check_edge(&t, &m.edges[k]);
        for (i64 i = 0; i < m.activity_count; i++)
            check_activity(&t, &m.activities[i], (u16)i);
        variants_find(&v, &arena, &t, 1 + round % 2);
        for (i64 i = 0; i < v.count; i++)
            check_variant(&v, &t, i);
        arena_rewind(&arena, mark);
    }
}

/* More than a key can hold: only the places where they differ tell them apart. */
static void long_ways_are_compared_in_full(void **state)
{
    (void)state;
    enum { LENGTH_MAX = 300, ACTIVITIES = 700, DEALS = 500 };
    struct rng rng = rng_from(5);
    i64 mark = arena_mark(&arena);
    struct history_builder *b = history_builder_new(&arena);
    for (i64 d = 0; d < DEALS; d++) {
        struct history_deal deal = {.id = str_fmt(&arena, "%lld", (long long)d),
                                    .closed_ms = TIME_NONE};
        history_add_deal(b, &deal);
        i64 length = rng_below(&rng, 4) ? LENGTH_MAX : 8 + rng_below(&rng, 9);
        i64 odd = rng_below(&rng, 3) * (length - 1) / 2;
        for (i64 i = 0; i < length; i++) {
            i64 a = i == odd ? ACTIVITIES - 1 - rng_below(&rng, 2) : i;
            struct history_event e = {.deal = d, .at_ms = i, .recorded_ms = TIME_NONE};
            e.activity = str_fmt(&arena, "a%lld", (long long)a);
            history_add_event(b, &e);
        }
    }
    struct history h;
    struct traces t;
    struct variants v;
    struct err e = {0};
    assert_true(history_build(&h, b, TIME_NONE, 1, &e));
    traces_of(&t, &arena, &h, TRACES_ALL, 1);
    variants_find(&v, &arena, &t, 2);
    for (i64 x = 0; x < DEALS; x++)
        for (i64 y = 0; y < x; y++)
            assert_int_equal(v.of_deal[x] == v.of_deal[y], same_way(&t, x, y));
    arena_rewind(&arena, mark);
}

static void more_variants_than_slots_make_the_table_grow(void **state)
{
    (void)state;
    i64 mark = arena_mark(&arena), deals = 300000;
    struct history_builder *b = history_builder_new(&arena);
    str *ids = arena_array(&arena, str, deals);
    u32 *deal = arena_array(&arena, u32, 3 * deals);
    i64 *at = arena_array(&arena, i64, 3 * deals);
    u16 *activity = arena_array(&arena, u16, 3 * deals);
    u16 known[100];
    for (i64 i = 0; i < 100; i++)
        known[i] = history_add_activity(b, str_fmt(&arena, "%lld", (long long)i), ACTIVITY_OTHER,
                                        OUTCOME_OPEN);
    for (i64 i = 0, d = 0; d < deals; d++)
        for (i64 k = 0, rest = d; k < 3; k++, i++, rest /= 100) {
            deal[i] = (u32)d;
            at[i] = k;
            activity[i] = known[rest % 100];
        }
    history_add_log_deals(b, ids, deals);
    struct history_run run = {.n = 3 * deals, .deal = deal, .at_ms = at, .activity = activity};
    history_add_run(b, &run);
    struct history h;
    struct traces t;
    struct variants v;
    struct err e = {0};
    assert_true(history_build(&h, b, TIME_NONE, 2, &e));
    traces_of(&t, &arena, &h, TRACES_ALL, 2);
    variants_find(&v, &arena, &t, 2);
    assert_int_equal(v.count, deals);
    for (i64 d = 0; d < deals; d++)
        assert_int_equal(v.of_deal[d], d);
    arena_rewind(&arena, mark);
}

static void durations_are_from_the_first_to_the_last_event(void **state)
{
    (void)state;
    struct rng rng = rng_from(3);
    for (i32 round = 0; round < 50; round++) {
        i64 mark = arena_mark(&arena);
        struct history h;
        struct traces t;
        struct durations x;
        random_history(&h, &rng, rng_below(&rng, 100), 3);
        traces_of(&t, &arena, &h, TRACES_ALL, 1);
        u32 outcomes = round % 2 ? UINT32_MAX : 1u << OUTCOME_WON;
        durations_of(&x, arena, &t, outcomes, true, 2);
        i64 ms[200], n = 0, sum = 0;
        for (i64 d = 0; d < t.deal_count; d++)
            if (t.first[d] < t.first[d + 1] && (outcomes >> h.outcome[d] & 1))
                sum += ms[n++] = t.at_ms[t.first[d + 1] - 1] - t.at_ms[t.first[d]];
        assert_int_equal(x.deals, n);
        if (n) {
            assert_true(x.mean_ms == (f64)sum / (f64)n);
            assert_true(x.median_ms == slow_quantile(ms, n, 0.5));
            assert_true(fabs(x.p90_ms - slow_quantile(ms, n, 0.9)) < 1e-9);
            assert_int_equal(x.min_ms, ms[0]);
            assert_int_equal(x.max_ms, ms[n - 1]);
        } else {
            assert_true(isnan(x.mean_ms) && isnan(x.median_ms));
        }
        arena_rewind(&arena, mark);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_map_counts_every_step_once),
        cmocka_unit_test(deals_of_one_variant_went_the_same_way_and_no_others_did),
        cmocka_unit_test(what_is_found_in_one_walk_is_what_is_found_alone),
        cmocka_unit_test(ways_of_any_length_and_any_number_of_deals_are_counted),
        cmocka_unit_test(long_ways_are_compared_in_full),
        cmocka_unit_test(more_variants_than_slots_make_the_table_grow),
        cmocka_unit_test(durations_are_from_the_first_to_the_last_event),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
