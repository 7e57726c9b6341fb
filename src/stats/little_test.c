/* Little's law by hand and against a count of every day. */
#include "base/rng.h"
#include "stats/little.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void assert_close(f64 got, f64 expected)
{
    if (!(fabs(got - expected) < 1e-9))
        fail_msg("%.12g, expected %.12g", got, expected);
}

/* In ten days: from 0 to 5, from 2 on, from 4 to 8. 17 deal-days: L = 1.7; 0.3 arrive a day, 4.5
 * days each. */
static void stock_arrivals_and_stay_by_hand(void **state)
{
    (void)state;
    const f64 from[] = {0, 2, 4}, to[] = {5, 0, 8};
    const bool open[] = {false, true, false};
    struct little_balance l = little_check(from, to, open, 3, 10);
    assert_close(l.stock, 1.7);
    assert_close(l.arrivals, 0.3);
    assert_close(l.stay, 4.5);
    assert_close(l.ratio, 1.7 / (0.3 * 4.5));
    assert_int_equal(l.arrived, 3);
    assert_int_equal(l.departed, 2);
}

static void the_stock_is_the_mean_of_what_is_open_each_day(void **state)
{
    (void)state;
    struct rng rng = rng_from(5);
    for (i64 round = 0; round < 200; round++) {
        f64 from[30], to[30];
        bool open[30];
        i64 n = rng_below(&rng, 30), stock = 0, departed = 0;
        for (i64 i = 0; i < n; i++) {
            from[i] = (f64)(rng_below(&rng, 50) - 10);
            to[i] = from[i] + 1 + (f64)rng_below(&rng, 30);
            open[i] = rng_below(&rng, 2);
            departed += !open[i] && to[i] > 0 && to[i] <= 40;
        }
        for (f64 day = 0; day < 40; day++)
            for (i64 i = 0; i < n; i++)
                stock += from[i] <= day && (open[i] || day < to[i]);
        struct little_balance l = little_check(from, to, open, n, 40);
        assert_close(l.stock, (f64)stock / 40);
        assert_int_equal(l.departed, departed);
    }
}

static void where_nothing_left_there_is_no_ratio(void **state)
{
    (void)state;
    const f64 from[] = {0}, to[] = {0};
    const bool open[] = {true};
    assert_true(isnan(little_check(from, to, open, 1, 10).ratio));
    assert_true(isnan(little_check(from, to, open, 0, 10).ratio));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stock_arrivals_and_stay_by_hand),
        cmocka_unit_test(the_stock_is_the_mean_of_what_is_open_each_day),
        cmocka_unit_test(where_nothing_left_there_is_no_ratio),
    };
    return cmocka_run_group_tests_name("little", tests, NULL, NULL);
}
