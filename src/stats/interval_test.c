/* Intervals and the distributions they are read from. */
#include "stats/interval.h"

#include "base/base.h"
#include "stats/special.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

static void beta_quantiles_are_right_where_the_library_gives_up(void **state)
{
    (void)state;
    for (f64 n = 1; n <= 2000; n += 7)
        for (f64 x = 0; x <= n; x += 1 + floor(n / 9)) {
            f64 a = x + .5, b = n - x + .5;
            for (f64 p = .025; p < 1; p += .95) {
                f64 q = special_beta_quantile(p, a, b);
                assert_true(q > 0 && q <= 1);
                assert_true(fabs(special_beta_cdf(q, a, b) - p) < 1e-9);
            }
        }
}

static void outside_the_domain_everything_is_undefined(void **state)
{
    (void)state;
    assert_true(isnan(special_normal_quantile(1.5)));
    assert_true(isnan(special_t_quantile(.5, 0)));
    assert_true(isnan(special_beta_quantile(.5, -1, 1)));
    assert_true(isnan(special_beta_cdf(NAN, 1, 1)));
    assert_true(isnan(special_chi2_tail(NAN, 1)));
    assert_true(isnan(special_log_gamma(0)));
    struct interval none = interval_wilson(0, 0, .95);
    assert_true(isnan(none.low) && isnan(none.high));
    assert_true(isnan(interval_newcombe(1, 2, 0, 0, .95).low));
    assert_true(isnan(interval_cloglog(1, .1, 2).low));
}

static void intervals_hold_the_rate_and_stay_within_0_and_1(void **state)
{
    (void)state;
    for (f64 n = 1; n <= 60; n++)
        for (f64 x = 0; x <= n; x++) {
            struct interval all[] = {interval_wilson(x, n, .95), interval_jeffreys(x, n, .95),
                                     interval_clopper_pearson(x, n, .95)};
            for (i64 i = 0; i < LENGTH(all); i++)
                assert_true(0 <= all[i].low && all[i].low <= x / n && x / n <= all[i].high &&
                            all[i].high <= 1);
            assert_true(all[2].low <= all[0].low + .05 && all[2].high >= all[0].high - .05);
        }
}

/* The exact chance that Wilson's interval holds p. */
static f64 wilson_coverage(f64 n, f64 p)
{
    f64 covered = 0;
    for (f64 x = 0; x <= n; x++) {
        struct interval i = interval_wilson(x, n, .95);
        f64 chance = exp(special_log_gamma(n + 1) - special_log_gamma(x + 1) -
                         special_log_gamma(n - x + 1) + x * log(p) + (n - x) * log1p(-p));
        covered += i.low <= p && p <= i.high ? chance : 0;
    }
    return covered;
}

static void wilson_covers_95_in_100_on_average(void **state)
{
    (void)state;
    for (f64 n = 10; n <= 50; n += 20) {
        f64 mean = 0, count = 0;
        for (f64 p = .1; p < .9; p += .01, count++)
            mean += wilson_coverage(n, p);
        assert_true(fabs(mean / count - .95) < .01);
    }
}

static void a_clustered_mean_knows_its_sellers(void **state)
{
    (void)state;
    f64 x[] = {1, 1, 1, 0, 0, 0, 1, 0};
    u32 each[] = {0, 1, 2, 3, 4, 5, 6, 7}, two[] = {0, 0, 0, 3, 3, 3, 0, 3};
    struct cluster_mean apart = interval_cluster_mean(&arena, x, each, 8, 8);
    assert_true(fabs(apart.mean - .5) < 1e-15);
    assert_true(fabs(apart.se - sqrt(8. / 7 * 8 * .25) / 8) < 1e-15 && apart.df == 7);
    struct cluster_mean alike = interval_cluster_mean(&arena, x, two, 8, 4);
    assert_true(fabs(alike.se - sqrt(2. * (4 + 4)) / 8) < 1e-15 && alike.df == 1);
    u32 one[8] = {0};
    assert_true(isnan(interval_cluster_mean(&arena, x, one, 8, 1).se));
}

static void equal_values_make_the_rate_by_value_a_plain_rate(void **state)
{
    (void)state;
    f64 v[] = {3, 3, 3, 3, 3};
    u8 won[] = {1, 0, 1, 0, 0}, all[] = {1, 1, 1, 1, 1};
    struct value_rate r = interval_value_rate(v, won, 5, .95);
    assert_true(fabs(r.rate.value - .4) < 1e-15 && fabs(r.n_eff - 5) < 1e-12);
    assert_true(fabs(r.rate.se - sqrt(.4 * .6 / 4)) < 1e-12);
    assert_true(0 < r.rate.ci.low && r.rate.ci.low < .4 && .4 < r.rate.ci.high);
    assert_true(isnan(interval_value_rate(v, all, 5, .95).rate.ci.low));
    assert_true(isnan(interval_value_rate(v, won, 0, .95).rate.value));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(beta_quantiles_are_right_where_the_library_gives_up),
        cmocka_unit_test(outside_the_domain_everything_is_undefined),
        cmocka_unit_test(intervals_hold_the_rate_and_stay_within_0_and_1),
        cmocka_unit_test(wilson_covers_95_in_100_on_average),
        cmocka_unit_test(a_clustered_mean_knows_its_sellers),
        cmocka_unit_test(equal_values_make_the_rate_by_value_a_plain_rate),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
