/* How much hangs on one seller. */
#include "measure/concentration.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "tests/made.h"

static f64 at;

static void sell(const char *owner, enum outcome o, i64 n, i64 amount)
{
    for (i64 i = 0; i < n; i++, at += 3)
        made_deal(&m, o, .start = at, .close = at + 5, .owner = owner, .amount = amount);
}

/* Wins: ada 3 of 100, bo 1 of 600, cy 6 of 10 = 960. bo is first by value, cy by number. */
static const struct concentration *five_sellers(bool amounts)
{
    at = 0;
    sell("ada", OUTCOME_WON, 3, amounts ? 100 : 0);
    sell("bo", OUTCOME_WON, 1, amounts ? 600 : 0);
    sell("cy", OUTCOME_WON, 6, amounts ? 10 : 0);
    sell("cy", OUTCOME_LOST, 2, 0);
    sell("di", OUTCOME_LOST, 3, 0);
    sell("ed", OUTCOME_INVALID, 4, 50);
    sell(NULL, OUTCOME_LOST, 2, 0);
    return &made_measure(&m, 300)->concentration;
}

static void the_first_seller_is_first_by_value(void **state)
{
    (void)state;
    const struct concentration *c = five_sellers(true);
    assert_true(str_eq(c->top, S("bo")));
    assert_int_equal(c->sellers, 4); /* not the one with nothing but duplicates */
    assert_int_equal(c->sellers_won, 3);
    assert_rate(c->top_wins, 1, 10);
    assert_close(c->top_value.value, 600.0 / 960);
    assert_close(c->top_three_value, 1);
    assert_int_equal(c->sellers_for_80, 2); /* 900 of 960 */
    assert_close(c->hhi_wins, 0.46);
    assert_close(c->effective_wins, 1 / 0.46);
    assert_close(c->hhi_value, (300.0 * 300 + 600.0 * 600 + 60.0 * 60) / (960.0 * 960));
    assert_rate(c->win_all, 10, 15);
    assert_rate(c->win_without_top, 9, 14);
    assert_int_equal(c->win_top.standing, STANDING_COUNTS);
    assert_int_equal(c->without_owner, 2);
}

static void without_amounts_it_is_first_by_number(void **state)
{
    (void)state;
    const struct concentration *c = five_sellers(false);
    assert_true(str_eq(c->top, S("cy")));
    assert_rate(c->top_wins, 6, 10);
    assert_true(isnan(c->effective_value));
    assert_int_equal(c->sellers_for_80, 2); /* 9 of 10 */
    assert_close(c->top_difference.value, 6.0 / 8 - 4.0 / 7);
}

static void one_seller_alone_is_said_so(void **state)
{
    (void)state;
    at = 0;
    sell("ada", OUTCOME_WON, 9, 100);
    sell("ada", OUTCOME_LOST, 9, 100);
    const struct answers *a = made_measure(&m, 300);
    assert_int_equal(a->concentration.standing, STANDING_CANNOT_SAY);
    assert_int_equal(made_cannot_say(a, SUBJECT_CONCENTRATION)->why, CAUSE_ONE_OWNER);
}

static void shares_are_those_of_the_twin(void **state)
{
    (void)state;
    static const char *const owners[] = {"a", "b", "c", "d", "e", "f"};
    struct rng rng = rng_from(29);
    for (i64 round = 0; round < 100; round++) {
        f64 value[6] = {0}, wins[6] = {0}, all = 0, won = 0, hhi = 0, top = 0, without = 0;
        made_again(&m);
        for (i64 i = 0; i < 60; i++) {
            i64 o = rng_below(&rng, 6), amount = 1 + rng_below(&rng, 1000);
            bool win = rng_below(&rng, 3);
            made_deal(&m, win ? OUTCOME_WON : OUTCOME_LOST, .start = 2.0 * (f64)i,
                      .close = 2.0 * (f64)i + 3, .owner = owners[o], .amount = amount);
            value[o] += win ? (f64)amount : 0;
            wins[o] += win;
            all += win ? (f64)amount : 0;
            won += win;
        }
        for (i64 o = 0; o < 6; o++) {
            hhi += value[o] / all * value[o] / all;
            if (value[o] > top) {
                top = value[o];
                without = won - wins[o];
            }
        }
        const struct concentration *c = &made_measure(&m, 300)->concentration;
        assert_close(c->hhi_value, hhi);
        assert_close(c->top_value.value, top / all);
        assert_close((f64)c->win_without_top.numerator, without);
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(the_first_seller_is_first_by_value),
        TEST(without_amounts_it_is_first_by_number),
        TEST(one_seller_alone_is_said_so),
        TEST(shares_are_those_of_the_twin),
    };
    return cmocka_run_group_tests_name("concentration", tests, NULL, NULL);
}
