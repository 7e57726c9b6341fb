/* Order, ranks, quantiles, sums and small systems against the obvious way. */
#include "stats/quantile.h"

#include "base/base.h"
#include "stats/draw.h"
#include "stats/matrix.h"
#include "stats/minimize.h"
#include "stats/rank.h"
#include "stats/sum.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

/* Enough numbers for the other way of sorting; of all kinds that a double has. */
static void many_numbers_are_ordered_as_few_are(void **state)
{
    (void)state;
    enum { MANY = 3000 };
    static const f64 special[] = {0.0, -0.0, INFINITY, -INFINITY, 1e300, -1e-300, 5e-324, 1, -1};
    struct rng r = rng_stream(1, S("many"));
    f64 *x = arena_array(&arena, f64, MANY);
    u32 *order = arena_array(&arena, u32, MANY);
    for (i64 round = 0; round < 40; round++) {
        i64 n = 512 + rng_below(&r, MANY - 512);
        for (i64 i = 0; i < n; i++)
            x[i] = round % 4 == 0   ? special[rng_below(&r, LENGTH(special))]
                   : round % 4 == 1 ? (f64)rng_below(&r, 50)
                                    : (rng_unit(&r) - .5) * pow(10, (f64)rng_below(&r, 30));
        rank_order(order, &arena, x, n);
        bool *seen = arena_array(&arena, bool, n);
        for (i64 i = 0; i < n; i++) {
            assert_true(order[i] < n && !seen[order[i]]);
            seen[order[i]] = true;
            if (i)
                assert_true(x[order[i - 1]] < x[order[i]] ||
                            (x[order[i - 1]] == x[order[i]] && order[i - 1] < order[i]));
        }
    }
}

static void order_is_stable_and_selection_agrees_with_it(void **state)
{
    (void)state;
    struct rng r = rng_stream(1, S("order"));
    for (i64 round = 0; round < 500; round++) {
        f64 x[70], sorted[70], ranks[70];
        u32 order[70];
        i64 n = rng_below(&r, 70), few = 1 + rng_below(&r, 40);
        for (i64 i = 0; i < n; i++)
            x[i] = (f64)rng_below(&r, few) - 5;
        rank_order(order, &arena, x, n);
        rank_average(ranks, &arena, x, n);
        for (i64 i = 0; i < n; i++) {
            sorted[i] = x[order[i]];
            if (i)
                assert_true(sorted[i - 1] < sorted[i] ||
                            (sorted[i - 1] == sorted[i] && order[i - 1] < order[i]));
            f64 below = 0, same = 0;
            for (i64 k = 0; k < n; k++) {
                below += x[k] < x[i];
                same += x[k] == x[i];
            }
            assert_true(ranks[i] == below + (same + 1) / 2);
        }
        for (f64 p = 0; p <= 1; p += .125) {
            f64 q = quantile_sorted(sorted, n, p), again = quantile_select(x, n, p);
            assert_true(n ? q == again : isnan(q) && isnan(again));
        }
    }
}

static void quantiles_are_those_of_r_type_7(void **state)
{
    (void)state;
    f64 x[] = {4, 1, 3, 2};
    assert_true(quantile_median(x, 4) == 2.5);
    assert_true(quantile_select(x, 4, .25) == 1.75);
    assert_true(quantile_select(x, 4, .9) == 3.7);
    assert_true(isnan(quantile_select(x, 4, 1.1)));
}

static void a_sum_keeps_what_plain_adding_loses(void **state)
{
    (void)state;
    f64 x[] = {1, 1e100, 1, -1e100};
    assert_true(sum_of(x, 4) == 2);
    assert_true(sum_variance((f64[]){1e9 + 1, 1e9 + 2, 1e9 + 3}, 3) == 1);
    assert_true(isnan(sum_mean(x, 0)) && isnan(sum_variance(x, 1)));
}

static void a_small_system_is_solved_back(void **state)
{
    (void)state;
    struct rng r = rng_stream(1, S("matrix"));
    for (i64 round = 0; round < 200; round++) {
        enum { MAX = 6 };
        i64 n = 1 + rng_below(&r, MAX);
        f64 root[MAX * MAX], a[MAX * MAX] = {0}, factor[MAX * MAX], inverse[MAX * MAX];
        f64 x[MAX], b[MAX] = {0};
        for (i64 i = 0; i < n * n; i++)
            root[i] = draw_normal(&r, 0, 1);
        for (i64 i = 0; i < n; i++)
            for (i64 j = 0; j < n; j++) {
                for (i64 k = 0; k < n; k++)
                    a[i * n + j] += root[i * n + k] * root[j * n + k];
                a[i * n + j] += i == j ? .1 : 0;
            }
        for (i64 i = 0; i < n; i++)
            x[i] = draw_normal(&r, 0, 1);
        for (i64 i = 0; i < n; i++)
            for (i64 j = 0; j < n; j++)
                b[i] += a[i * n + j] * x[j];
        memcpy(factor, a, sizeof a);
        assert_true(matrix_cholesky(factor, n));
        f64 form = matrix_quadratic(a, n, x), expected = 0;
        for (i64 i = 0; i < n; i++)
            expected += x[i] * b[i];
        assert_true(fabs(form - expected) < 1e-9);
        matrix_inverse(inverse, factor, n);
        assert_true(fabs(matrix_quadratic(inverse, n, b) - form) < 1e-7);
        matrix_solve(factor, n, b);
        for (i64 i = 0; i < n; i++)
            assert_true(fabs(b[i] - x[i]) < 1e-9);
    }
    f64 flat[] = {1, 2, 2, 4};
    assert_false(matrix_cholesky(flat, 2));
}

static f64 valley(const void *context, const f64 *x)
{
    (void)context;
    f64 a = 1 - x[0], b = x[1] - x[0] * x[0];
    return a * a + 100 * b * b;
}

static void the_simplex_finds_the_floor_of_a_bent_valley(void **state)
{
    (void)state;
    f64 x[] = {-1.2, 1};
    assert_true(minimize_simplex(valley, NULL, x, 2, .5, 5000) < 1e-15);
    assert_true(fabs(x[0] - 1) < 1e-6 && fabs(x[1] - 1) < 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_is_stable_and_selection_agrees_with_it),
        cmocka_unit_test(many_numbers_are_ordered_as_few_are),
        cmocka_unit_test(quantiles_are_those_of_r_type_7),
        cmocka_unit_test(a_sum_keeps_what_plain_adding_loses),
        cmocka_unit_test(a_small_system_is_solved_back),
        cmocka_unit_test(the_simplex_finds_the_floor_of_a_bent_valley),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
