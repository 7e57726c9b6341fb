/* Models and adjusted differences: known answers, and effects that are not there. */
#include "stats/practice.h"

#include "base/base.h"
#include "stats/draw.h"
#include "stats/special.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

static void least_squares_finds_an_exact_line_and_refuses_a_double_column(void **state)
{
    (void)state;
    f64 x[20], twice[20], y[10];
    for (i64 i = 0; i < 10; i++) {
        x[2 * i] = twice[2 * i] = 1;
        x[2 * i + 1] = (f64)i;
        twice[2 * i + 1] = 1;
        y[i] = 3 - 2 * (f64)i;
    }
    struct regression r = {.n = -1};
    assert_true(regression_hc3(&r, &arena, x, y, 10, 2));
    assert_true(fabs(r.b[0] - 3) < 1e-12 && fabs(r.b[1] + 2) < 1e-12);
    assert_true(regression_se(&r, 1) < 1e-10);
    r.n = -1;
    assert_false(regression_hc3(&r, &arena, twice, y, 10, 2));
    assert_int_equal(r.n, -1);
}

static void a_logistic_fit_leaves_no_slope_and_refuses_separation(void **state)
{
    (void)state;
    struct rng r = rng_stream(8, S("logistic"));
    f64 x[900], y[300];
    for (i64 i = 0; i < 300; i++) {
        x[3 * i] = 1;
        x[3 * i + 1] = draw_normal(&r, 0, 1);
        x[3 * i + 2] = draw_chance(&r, .4);
        y[i] = draw_chance(&r, special_expit(.3 - x[3 * i + 1] + .5 * x[3 * i + 2]));
    }
    struct regression fit;
    assert_true(regression_logistic(&fit, &arena, x, y, 300, 3, &(struct logistic_options){0}));
    for (i64 j = 0; j < 3; j++) {
        f64 slope = 0;
        for (i64 i = 0; i < 300; i++)
            slope += x[3 * i + j] * (y[i] - special_expit(regression_linear(&fit, &x[3 * i])));
        assert_true(fabs(slope) < 1e-8);
    }
    assert_true(fabs(fit.b[1] + 1) < 4 * regression_se(&fit, 1));
    f64 apart[] = {1, 0, 1, 0, 1, 1, 1, 1}, won[] = {0, 0, 1, 1};
    assert_false(
        regression_logistic(&fit, &arena, apart, won, 4, 2, &(struct logistic_options){0}));
    assert_true(regression_logistic(&fit, &arena, apart, won, 4, 2,
                                    &(struct logistic_options){.firth = true}));
    assert_true(fit.b[1] > 0 && isfinite(fit.b[1]));
}

static void one_stratum_gives_the_plain_difference(void **state)
{
    (void)state;
    struct practice_stratum s[] = {{30, 50, 20, 60}, {4, 9, 0, 0}, {0, 0, 1, 3}};
    struct estimate d = practice_difference(s, 3, .95);
    assert_true(fabs(d.value - (30. / 50 - 20. / 60)) < 1e-12);
    struct estimate ratio = practice_log_ratio(s, 3, .95);
    assert_true(fabs(ratio.value - log(1.8)) < 1e-12);
    assert_true(fabs(practice_odds_ratio(s, 3) - 3) < 1e-12);
    /* all but the factor (N - 1)/N of Pearson's chi-square */
    f64 plain = 110. * pow(30. * 40 - 20. * 20, 2) / (50. * 60 * 50 * 60);
    assert_true(fabs(practice_cmh(s, 3).chi2 - plain * 109 / 110) < 1e-9);
    assert_true(isnan(practice_difference(&s[1], 2, .95).value));
    assert_true(isnan(practice_cmh(&s[1], 2).p));
}

static void strata_undo_a_mix_that_only_looks_like_an_effect(void **state)
{
    (void)state;
    /* easy deals are won and get the practice: nothing within either stratum */
    struct practice_stratum s[] = {{64, 80, 16, 20}, {4, 20, 16, 80}};
    assert_true(fabs(practice_difference(s, 2, .95).value) < 1e-12);
    assert_true(practice_cmh(s, 2).p > .99);
}

static void dealing_again_agrees_with_the_large_sample_test(void **state)
{
    (void)state;
    struct rng r = rng_stream(8, S("deal"));
    struct practice_stratum s[] = {{30, 60, 20, 55}, {12, 40, 9, 45}};
    f64 exact = practice_cmh_permuted(s, 2, 20000, &r).p, large = practice_cmh(s, 2).p;
    assert_true(fabs(exact - large) < .03);
}

static void no_effect_is_seldom_found_and_its_interval_holds_zero(void **state)
{
    (void)state;
    struct rng r = rng_stream(8, S("null"));
    i64 found = 0, held = 0, rounds = 800;
    for (i64 round = 0; round < rounds; round++) {
        struct practice_stratum s[6] = {{0}};
        for (i64 i = 0; i < 6; i++) {
            f64 p = .2 + .1 * (f64)i;
            s[i].n1 = (f64)(5 + rng_below(&r, 30));
            s[i].n0 = (f64)(5 + rng_below(&r, 30));
            s[i].a = (f64)draw_binomial(&r, (i64)s[i].n1, p);
            s[i].b = (f64)draw_binomial(&r, (i64)s[i].n0, p);
        }
        struct estimate d = practice_difference(s, 6, .95);
        found += practice_cmh(s, 6).p < .05;
        held += d.ci.low <= 0 && 0 <= d.ci.high;
    }
    assert_in_range(found, rounds * 25 / 1000, rounds * 75 / 1000);
    assert_in_range(held, rounds * 92 / 100, rounds * 98 / 100);
}

static void both_ways_to_standardise_agree_when_the_model_is_right(void **state)
{
    (void)state;
    struct rng r = rng_stream(8, S("robust"));
    i64 n = 4000;
    f64 *x = arena_array(&arena, f64, 3 * n), *y = arena_array(&arena, f64, n), truth = 0;
    for (i64 i = 0; i < n; i++) {
        f64 health = draw_normal(&r, 0, 1);
        x[3 * i] = 1;
        x[3 * i + 1] = draw_chance(&r, special_expit(health));
        x[3 * i + 2] = health;
        y[i] = draw_chance(&r, special_expit(-.5 + .8 * x[3 * i + 1] + health));
        truth += (special_expit(.3 + health) - special_expit(-.5 + health)) / (f64)n;
    }
    struct regression fit;
    struct estimate robust, plain;
    assert_true(regression_logistic(&fit, &arena, x, y, n, 3, &(struct logistic_options){0}));
    plain = practice_standardised(&fit, &arena, x, 1, .95);
    assert_true(
        practice_doubly_robust(&robust, &arena, &(struct practice_design){x, n, 3, 1}, y, .95));
    assert_true(fabs(plain.value - truth) < 4 * plain.se);
    assert_true(fabs(robust.value - truth) < 4 * robust.se);
    assert_true(robust.se < .05 && plain.se <= robust.se * 1.1);
}

static void confounding_strength_is_the_same_both_ways(void **state)
{
    (void)state;
    assert_true(practice_confounding_strength(1) == 1);
    assert_true(fabs(practice_confounding_strength(2) - practice_confounding_strength(.5)) < 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(least_squares_finds_an_exact_line_and_refuses_a_double_column),
        cmocka_unit_test(a_logistic_fit_leaves_no_slope_and_refuses_separation),
        cmocka_unit_test(one_stratum_gives_the_plain_difference),
        cmocka_unit_test(strata_undo_a_mix_that_only_looks_like_an_effect),
        cmocka_unit_test(dealing_again_agrees_with_the_large_sample_test),
        cmocka_unit_test(no_effect_is_seldom_found_and_its_interval_holds_zero),
        cmocka_unit_test(both_ways_to_standardise_agree_when_the_model_is_right),
        cmocka_unit_test(confounding_strength_is_the_same_both_ways),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
