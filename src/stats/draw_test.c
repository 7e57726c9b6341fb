/* Draws have the mean and variance of their law, and stay what they were for a seed. */
#include "stats/draw.h"

#include "base/base.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { DRAWS = 40000 };

struct moments {
    f64 sum, squares;
};

static void add(struct moments *m, f64 x)
{
    m->sum += x;
    m->squares += x * x;
}

/* Within five standard errors of the mean, and a variance within 8 %. */
static void assert_moments(const struct moments *m, f64 mean, f64 variance)
{
    f64 got = m->sum / DRAWS, spread = m->squares / DRAWS - got * got;
    if (fabs(got - mean) > 5 * sqrt(variance / DRAWS) || fabs(spread - variance) > .08 * variance)
        fail_msg("mean %g (%g), variance %g (%g)", got, mean, spread, variance);
}

static void continuous_draws_have_their_moments(void **state)
{
    (void)state;
    struct rng r = rng_stream(2, S("continuous"));
    const f64 shapes[] = {.3, 1, 2.5, 80};
    struct moments normal = {0}, second = {0}, both = {0}, uniform = {0}, exponential = {0},
                   lognormal = {0};
    for (i64 i = 0; i < DRAWS; i++) {
        f64 pair[2];
        draw_normal_pair(&r, pair);
        add(&normal, draw_normal(&r, 3, 2));
        add(&second, pair[1]);
        add(&both, pair[0] * pair[1]);
        add(&uniform, draw_uniform(&r, -1, 2));
        add(&exponential, draw_exponential(&r, .25));
        add(&lognormal, draw_lognormal(&r, 1, .3));
    }
    assert_moments(&normal, 3, 4);
    assert_moments(&second, 0, 1);
    assert_moments(&both, 0, 1); /* independent */
    assert_moments(&uniform, .5, .75);
    assert_moments(&exponential, 4, 16);
    assert_moments(&lognormal, exp(1.045), (exp(.09) - 1) * exp(2.09));
    for (i64 s = 0; s < LENGTH(shapes); s++) {
        f64 a = shapes[s], b = 1.5;
        struct moments gamma = {0}, beta = {0};
        for (i64 i = 0; i < DRAWS; i++) {
            add(&gamma, draw_gamma(&r, a, 2));
            add(&beta, draw_beta(&r, a, b));
        }
        assert_moments(&gamma, 2 * a, 4 * a);
        assert_moments(&beta, a / (a + b), a * b / ((a + b) * (a + b) * (a + b + 1)));
    }
}

static void counting_draws_have_their_moments(void **state)
{
    (void)state;
    struct rng r = rng_stream(2, S("counts"));
    const f64 means[] = {.2, 4, 29, 75, 1000};
    for (i64 k = 0; k < LENGTH(means); k++) {
        struct moments poisson = {0}, binomial = {0};
        i64 n = (i64)means[k] * 2 + 1;
        for (i64 i = 0; i < DRAWS; i++) {
            add(&poisson, (f64)draw_poisson(&r, means[k]));
            add(&binomial, (f64)draw_binomial(&r, n, .3));
        }
        assert_moments(&poisson, means[k], means[k]);
        assert_moments(&binomial, .3 * (f64)n, .21 * (f64)n);
    }
    assert_int_equal(draw_poisson(&r, 0), 0);
    assert_int_equal(draw_binomial(&r, 500, 0), 0);
    assert_int_equal(draw_binomial(&r, 500, 1), 500);
}

static void shares_and_choices_follow_their_weights(void **state)
{
    (void)state;
    struct rng r = rng_stream(2, S("shares"));
    f64 alpha[] = {1, 2, 5}, weight[] = {3, 0, 1};
    struct moments share = {0}, first = {0};
    for (i64 i = 0; i < DRAWS; i++) {
        f64 x[3];
        draw_dirichlet(&r, x, alpha, 3);
        assert_true(fabs(x[0] + x[1] + x[2] - 1) < 1e-12);
        add(&share, x[1]);
        i64 k = draw_index(&r, weight, 3);
        assert_true(k == 0 || k == 2);
        add(&first, k == 0);
    }
    assert_moments(&share, .25, .25 * .75 / 9);
    assert_moments(&first, .75, .1875);
}

static void a_shuffle_keeps_everyone_and_favours_no_place(void **state)
{
    (void)state;
    struct rng r = rng_stream(2, S("shuffle"));
    struct moments where = {0};
    for (i64 i = 0; i < DRAWS; i++) {
        u32 x[] = {0, 1, 2, 3, 4}, seen = 0;
        draw_shuffle_u32(&r, x, 5);
        for (i64 k = 0; k < 5; k++) {
            seen |= 1u << x[k];
            if (x[k] == 0)
                add(&where, (f64)k);
        }
        assert_int_equal(seen, 31);
    }
    assert_moments(&where, 2, 2);
}

static void a_seed_gives_the_same_draws(void **state)
{
    (void)state;
    struct rng a = rng_stream(9, S("same")), b = a, c = rng_stream(9, S("other"));
    f64 x = draw_gamma(&a, 2, 1), y = draw_gamma(&b, 2, 1), z = draw_gamma(&c, 2, 1);
    assert_true(x == y && x != z);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(continuous_draws_have_their_moments),
        cmocka_unit_test(counting_draws_have_their_moments),
        cmocka_unit_test(shares_and_choices_follow_their_weights),
        cmocka_unit_test(a_shuffle_keeps_everyone_and_favours_no_place),
        cmocka_unit_test(a_seed_gives_the_same_draws),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
