/* Groups borrow from each other as much as they are alike. */
#include "stats/shrink.h"

#include "base/base.h"
#include "stats/draw.h"
#include "stats/special.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

static f64 nll(const f64 *x, const f64 *n, i64 k, f64 a, f64 b)
{
    f64 sum = 0;
    for (i64 i = 0; i < k; i++)
        sum -= special_log_beta(x[i] + a, n[i] - x[i] + b) - special_log_beta(a, b);
    return sum;
}

static void the_fit_is_the_lowest_point_around(void **state)
{
    (void)state;
    struct rng r = rng_stream(6, S("fit"));
    i64 fitted = 0;
    for (i64 round = 0; round < 60; round++) {
        f64 x[15], n[15];
        for (i64 i = 0; i < 15; i++) {
            n[i] = (f64)(1 + rng_below(&r, 60));
            x[i] = (f64)draw_binomial(&r, (i64)n[i], draw_beta(&r, 6, 4));
        }
        struct shrink_rates f = shrink_rates_fit(x, n, 15);
        if (f.pooled)
            continue;
        fitted++;
        assert_true(fabs(nll(x, n, 15, f.alpha, f.beta) - f.nll) < 1e-9);
        for (f64 up = .9; up < 1.2; up += .2)
            for (f64 across = .9; across < 1.2; across += .2)
                assert_true(nll(x, n, 15, f.alpha * up, f.beta * across) >= f.nll - 1e-9);
        for (i64 i = 0; i < 15; i++) {
            struct estimate e = shrink_rate(&f, x[i], n[i], .9);
            f64 raw = x[i] / n[i];
            assert_true(fmin(raw, f.mu) - 1e-12 <= e.value && e.value <= fmax(raw, f.mu) + 1e-12);
            assert_true(e.ci.low < e.value && e.value < e.ci.high);
        }
    }
    assert_true(fitted > 40);
}

static void groups_that_differ_by_chance_share_one_rate(void **state)
{
    (void)state;
    f64 x[] = {5, 10, 15, 20}, n[] = {10, 20, 30, 40}, low[4];
    struct shrink_rates f = shrink_rates_fit(x, n, 4);
    assert_true(f.pooled && fabs(f.mu - .5) < 1e-12);
    assert_true(shrink_rate(&f, 5, 10, .9).value == shrink_rate(&f, 20, 40, .9).value);
    struct rng r = rng_from(1);
    shrink_lowest_quarter(low, &arena, &f, x, n, 4, &r);
    assert_true(low[0] == .25 && low[3] == .25);
    f64 none[] = {0, 0, 0, 0};
    assert_true(shrink_rates_fit(none, n, 4).pooled);
    struct shrink_rates two = shrink_rates_fit(x, n, 2);
    assert_true(two.single && fabs(shrink_rate(&two, 5, 10, .9).value - .5) < 1e-12);
}

static void a_weak_group_is_likely_among_the_lowest(void **state)
{
    (void)state;
    f64 x[] = {2, 15, 16, 14, 17, 15, 16, 18}, n[] = {20, 20, 20, 20, 20, 20, 20, 20}, low[8];
    struct shrink_rates f = shrink_rates_fit(x, n, 8);
    struct rng r = rng_stream(6, S("low"));
    shrink_lowest_quarter(low, &arena, &f, x, n, 8, &r);
    f64 total = 0;
    for (i64 i = 0; i < 8; i++)
        total += low[i];
    assert_true(fabs(total - 2) < 1e-9); /* two of eight are the lowest quarter */
    assert_true(low[0] > .95 && low[7] < .2);
    assert_true(shrink_rate_below(&f, 2, 20, .5) > .99);
}

static void effects_are_drawn_to_their_mean_or_to_nothing(void **state)
{
    (void)state;
    f64 y[] = {.3, -.1, .2, .6, 0}, v[] = {.01, .02, .01, .03, .01}, s[5];
    struct shrink_effects f = shrink_effects_fit(y, v, 5);
    f64 q = 0;
    for (i64 i = 0; i < 5; i++) {
        q += (y[i] - f.mu) * (y[i] - f.mu) / (v[i] + f.tau2);
        struct estimate e = shrink_effect(&f, y[i], v[i], .95);
        assert_true(fabs(e.value - f.mu) < fabs(y[i] - f.mu));
        s[i] = sqrt(v[i]);
    }
    assert_true(f.tau2 > 0 && fabs(q - 4) < 1e-9); /* Paule and Mandel's equation */
    f64 same[] = {.1, .1, .1};
    assert_true(shrink_effects_fit(same, v, 3).tau2 == 0);
    struct estimate out[5];
    shrink_to_zero(out, y, s, 5, .95);
    for (i64 i = 0; i < 5; i++)
        assert_true(fabs(out[i].value) <= fabs(y[i]) && out[i].se <= s[i]);
    f64 noise[] = {.01, -.01};
    shrink_to_zero(out, noise, s, 2, .95);
    assert_true(out[0].value == 0 && out[1].value == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_fit_is_the_lowest_point_around),
        cmocka_unit_test(groups_that_differ_by_chance_share_one_rate),
        cmocka_unit_test(a_weak_group_is_likely_among_the_lowest),
        cmocka_unit_test(effects_are_drawn_to_their_mean_or_to_nothing),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
