/* Looking after every deal does not make chance significant. */
#include "stats/sequential.h"

#include "base/base.h"
#include "stats/ab.h"
#include "stats/draw.h"
#include "stats/power.h"
#include "stats/revision.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

enum { DEALS = 300 };

struct stream {
    u8 arm[DEALS], won[DEALS];
    f64 p1[DEALS];
};

/* Success drifts from 30 % to 60 %; the new arm adds `effect`; the odds of the arm change too. */
static void fill(struct stream *s, struct rng *r, f64 effect)
{
    for (i64 t = 0; t < DEALS; t++) {
        f64 drift = .3 + .3 * (f64)t / DEALS;
        s->p1[t] = t < DEALS / 2 ? .5 : .3;
        s->arm[t] = draw_chance(r, s->p1[t]);
        s->won[t] = draw_chance(r, drift + (s->arm[t] ? effect : 0));
    }
}

static void evidence_against_nothing_seldom_grows_however_often_one_looks(void **state)
{
    (void)state;
    struct rng r = rng_stream(10, S("null"));
    i64 alarms = 0, excluded = 0, rounds = 1000;
    for (i64 round = 0; round < rounds; round++) {
        struct stream s;
        fill(&s, &r, 0);
        struct sequential_data d = {s.arm, s.won, s.p1, 0, DEALS};
        alarms += sequential_evidence(&d, NULL).first_20 > 0;
        bool out = false;
        for (d.n = 50; d.n <= DEALS; d.n += 10) {
            struct estimate e = sequential_difference(&d, 200, .95);
            out |= e.ci.low > 0 || e.ci.high < 0;
        }
        excluded += out;
    }
    assert_in_range(alarms, 1, rounds * 5 / 100);
    assert_in_range(excluded, 0, rounds * 6 / 100);
}

static void a_real_difference_is_found_and_held(void **state)
{
    (void)state;
    struct rng r = rng_stream(10, S("real"));
    i64 found = 0, held = 0, rounds = 200;
    for (i64 round = 0; round < rounds; round++) {
        struct stream s;
        fill(&s, &r, .3);
        struct sequential_data d = {s.arm, s.won, s.p1, 0, DEALS};
        f64 log_e[DEALS];
        struct sequential_evidence e = sequential_evidence(&d, log_e);
        assert_true(log_e[DEALS - 1] == e.log_e);
        found += e.first_20 > 0 && e.p <= .05;
        struct estimate x = sequential_difference(&d, 200, .95);
        held += x.ci.low <= .3 && .3 <= x.ci.high;
    }
    assert_true(found > rounds * 8 / 10);
    assert_true(held > rounds * 94 / 100);
}

static void nothing_seen_is_no_evidence(void **state)
{
    (void)state;
    struct sequential_data d = {.p = .5};
    struct sequential_evidence e = sequential_evidence(&d, NULL);
    assert_true(e.log_e == 0 && e.p == 1 && e.first_20 == 0);
    assert_true(isnan(sequential_difference(&d, 200, .95).ci.low));
    assert_true(isnan(sequential_rate(0, 0, .95).low));
    assert_true(sequential_mixture(0, 0, .5, .01) == 1);
}

static void the_chance_of_better_agrees_with_draws(void **state)
{
    (void)state;
    struct rng r = rng_stream(10, S("better"));
    const struct ab_counts cases[] = {
        {47, 100, 55, 100}, {0, 6, 0, 9}, {5, 5, 3, 3}, {500, 20000, 560, 21000}};
    for (i64 i = 0; i < LENGTH(cases); i++) {
        struct ab_counts c = cases[i], turned = {c.new_won, c.new_n, c.old_won, c.old_n};
        i64 better = 0, draws = 20000;
        for (i64 k = 0; k < draws; k++)
            better += draw_beta(&r, c.new_won + .5, c.new_n - c.new_won + .5) >
                      draw_beta(&r, c.old_won + .5, c.old_n - c.old_won + .5);
        f64 p = ab_better(c, .5);
        assert_true(fabs(p - (f64)better / (f64)draws) < .02);
        assert_true(fabs(p + ab_better(turned, .5) - 1) < 1e-7);
        struct ab_sceptical s = ab_sceptical(&arena, c, .35, 401);
        assert_true((s.better > .5) == (s.mean_difference > 0));
    }
    f64 before[] = {40, 30, 30}, after[] = {60, 30, 10};
    assert_true(ab_up_without_down(before, after, 0, 2, 4000, &r) > .98);
    assert_true(ab_up_without_down(after, before, 0, 2, 4000, &r) < .02);
}

static void sizes_and_powers_are_each_others_inverse(void **state)
{
    (void)state;
    f64 n = power_per_arm(.466, .516, .95, .8);
    assert_true(ceil(n) == 1569);
    assert_true(fabs(power_detectable(.466, n, .95, .8) - .05) < 1e-9);
    assert_true(isnan(power_detectable(.9, 3, .95, .8)));
    assert_true(fabs(power_exact(173, .466, .616, .95) - .8) < .02);
    assert_true(power_exact(100, .3, .3, .95) < .06); /* no difference: the level */
}

static void a_changed_mix_alone_is_no_effect(void **state)
{
    (void)state;
    struct revision_count before[] = {{60, 100}, {20, 100}, {0, 0}};
    struct revision_count after[] = {{120, 200}, {4, 20}, {3, 10}};
    struct revision_standardised s = revision_standardised(before, after, 3, .95);
    assert_true(fabs(s.difference.value) < 1e-12 && s.difference.se > 0);
    assert_true(fabs(s.covered - 420. / 430) < 1e-12);
    assert_true(isnan(revision_standardised(&before[2], after, 1, .95).difference.value));
    f64 rate[24];
    struct revision_series fit;
    for (i64 i = 0; i < 24; i++)
        rate[i] = .3 + .01 * (f64)(i + 1) + (i >= 12 ? .1 + .02 * (f64)(i - 12) : 0);
    assert_true(revision_series_fit(&fit, &arena, rate, 24, 13));
    assert_true(fabs(fit.b[1] - .01) < 1e-10 && fabs(fit.b[2] - .1) < 1e-10);
    assert_true(fabs(fit.b[3] - .02) < 1e-10);
    assert_false(revision_series_fit(&fit, &arena, rate, 4, 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(evidence_against_nothing_seldom_grows_however_often_one_looks),
        cmocka_unit_test(a_real_difference_is_found_and_held),
        cmocka_unit_test(nothing_seen_is_no_evidence),
        cmocka_unit_test(the_chance_of_better_agrees_with_draws),
        cmocka_unit_test(sizes_and_powers_are_each_others_inverse),
        cmocka_unit_test(a_changed_mix_alone_is_no_effect),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
