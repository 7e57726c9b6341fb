/* Rates over what is closed, by number and by value. */
#include "measure/rates.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "tests/made.h"

/* 6 won, 3 lost, 1 undecided, 2 walked, 2 invalid, 4 open. */
static const struct answers *eighteen_deals(void)
{
    static const struct {
        enum outcome outcome;
        i64 n;
    } parts[] = {{OUTCOME_WON, 6},    {OUTCOME_LOST, 3},    {OUTCOME_NO_DECISION, 1},
                 {OUTCOME_WALKED, 2}, {OUTCOME_INVALID, 2}, {OUTCOME_OPEN, 4}};
    f64 start = 0;
    for (i64 p = 0; p < LENGTH(parts); p++)
        for (i64 i = 0; i < parts[p].n; i++, start += 5)
            made_deal(&m, parts[p].outcome, .start = start, .close = start + 7);
    return made_measure(&m, 200);
}

static void each_rate_has_its_own_denominator(void **state)
{
    (void)state;
    const struct closed_rates *r = &eighteen_deals()->rates;
    assert_rate(r->win_broad, 6, 10);
    assert_rate(r->win_narrow, 6, 9);
    assert_rate(r->loss, 3, 10);
    assert_rate(r->no_decision, 1, 10);
    assert_rate(r->walked, 2, 12);
    assert_rate(r->invalid, 2, 18);
    assert_rate(r->still_open, 4, 16);
    assert_close(r->win_broad.value, 0.6);
    /* Wilson, 6 of 10: centre (.6 + 1.920729/10) / 1.3841459, R's prop.test(correct = FALSE) */
    assert_true(fabs(r->win_broad.low - 0.3126738) < 1e-6);
    assert_true(fabs(r->win_broad.high - 0.8318197) < 1e-6);
}

static void invalid_deals_change_no_rate(void **state)
{
    (void)state;
    struct closed_rates with = eighteen_deals()->rates;
    made_again(&m);
    f64 start = 0;
    for (i64 i = 0; i < 6; i++, start += 5)
        made_deal(&m, OUTCOME_WON, .start = start, .close = start + 7);
    for (i64 i = 0; i < 3; i++, start += 5)
        made_deal(&m, OUTCOME_LOST, .start = start, .close = start + 7);
    made_deal(&m, OUTCOME_NO_DECISION, .start = start, .close = start + 7);
    const struct closed_rates *without = &made_measure(&m, 200)->rates;
    assert_close(with.win_broad.value, without->win_broad.value);
    assert_close(with.win_broad.low, without->win_broad.low);
    assert_close(with.simultaneous[1].high, without->simultaneous[1].high);
    assert_rate(without->walked, 0, 10);
}

static void below_five_deals_only_counts_are_given(void **state)
{
    (void)state;
    for (i64 i = 0; i < 4; i++)
        made_deal(&m, i < 3 ? OUTCOME_WON : OUTCOME_LOST, .start = 9.0 * (f64)i,
                  .close = 9.0 * (f64)i + 5);
    const struct closed_rates *r = &made_measure(&m, 100)->rates;
    assert_int_equal(r->win_broad.standing, STANDING_COUNTS);
    assert_rate(r->win_broad, 3, 4);
    assert_sound(r->win_broad);
    assert_sound(r->simultaneous[0]);
}

/* Goodman over k outcomes is Wilson with z² = chi-square(1, 1 - .05/k): of 6 of 9 with k = 2,
 * A = 5.0238862; (A + 12 ± sqrt(A(A + 24·3/9))) / (2(9 + A)). */
static void an_outcome_that_cannot_be_seen_takes_no_part_in_the_intervals(void **state)
{
    (void)state;
    for (i64 i = 0; i < 9; i++)
        made_deal(&m, i < 6 ? OUTCOME_WON : OUTCOME_LOST, .start = 9.0 * (f64)i,
                  .close = 9.0 * (f64)i + 5);
    const struct answers *a = made_measure(&m, 100);
    const struct closed_rates *r = &a->rates;
    f64 A = 5.02388618731489, root = sqrt(A * (A + 24.0 * 3 / 9));
    assert_true(fabs(r->simultaneous[0].low - (A + 12 - root) / (2 * (9 + A))) < 1e-7);
    assert_true(fabs(r->simultaneous[0].high - (A + 12 + root) / (2 * (9 + A))) < 1e-7);
    assert_int_equal(r->simultaneous[2].standing, STANDING_CANNOT_SAY);
    assert_int_equal(r->no_decision.standing, STANDING_CANNOT_SAY);
    const struct cannot_say *c = made_cannot_say(a, SUBJECT_NO_DECISION);
    assert_non_null(c);
    assert_int_equal(c->why, CAUSE_NO_DECISION_UNSEEN);
    assert_int_equal(c->would_need, NEED_LOSS_REASON);
}

/* Won 100 and 200, lost 300, undecided 400 and 1000: 300 of 2000 broad, 300 of 600 narrow;
 * n_eff = 2000² / (1 + 4 + 9 + 16 + 100)·10⁴ = 400/130. */
static void the_rate_by_value_weighs_each_deal_by_its_amount(void **state)
{
    (void)state;
    static const struct {
        enum outcome outcome;
        i64 amount;
    } deals[] = {{OUTCOME_WON, 100},
                 {OUTCOME_WON, 200},
                 {OUTCOME_LOST, 300},
                 {OUTCOME_NO_DECISION, 400},
                 {OUTCOME_NO_DECISION, 1000}};
    for (i64 i = 0; i < LENGTH(deals); i++)
        made_deal(&m, deals[i].outcome, .start = 9.0 * (f64)i, .close = 9.0 * (f64)i + 5,
                  .currency = "EUR", .amount = deals[i].amount);
    const struct answers *a = made_measure(&m, 100);
    const struct rate_by_value *v = &a->rates.win_value_broad;
    assert_int_equal(v->numerator_minor, 300);
    assert_int_equal(v->denominator_minor, 2000);
    assert_close(v->value, 0.15);
    assert_close(v->n_eff, 400.0 / 130);
    assert_true(v->few_large);
    assert_true(v->low < 0.15 && 0.15 < v->high);
    assert_int_equal(a->rates.win_value_narrow.standing, STANDING_COUNTS); /* of three deals */
    assert_int_equal(a->rates.win_value_narrow.denominator_minor, 600);
    const struct warning *w = made_warning(a, WARNING_FEW_LARGE_DEALS);
    assert_non_null(w);
    assert_close(w->share_a, 400.0 / 130);
}

static void value_is_not_said_when_lost_deals_have_no_amount(void **state)
{
    (void)state;
    for (i64 i = 0; i < 12; i++)
        made_deal(&m, i < 8 ? OUTCOME_WON : OUTCOME_LOST, .start = 9.0 * (f64)i,
                  .close = 9.0 * (f64)i + 5, .amount = i < 8 ? 700 : 0);
    const struct answers *a = made_measure(&m, 200);
    assert_int_equal(a->rates.win_value_broad.standing, STANDING_CANNOT_SAY);
    const struct cannot_say *c = made_cannot_say(a, SUBJECT_WIN_RATE_VALUE);
    assert_non_null(c);
    assert_int_equal(c->why, CAUSE_AMOUNT_BY_OUTCOME);
    assert_int_equal(c->count, 4);
    assert_int_equal(c->of, 4);
    assert_int_equal(a->won_value.won_minor, 8 * 700);
}

/* 6 wins in euros, 4 in dollars, 2 without a currency: euros are the figures' currency, the
 * others are counted aside and never added to them. */
static void euros_are_not_added_to_dollars(void **state)
{
    (void)state;
    for (i64 i = 0; i < 12; i++)
        made_deal(&m, OUTCOME_WON, .start = 9.0 * (f64)i, .close = 9.0 * (f64)i + 5,
                  .currency = i < 6    ? "EUR"
                              : i < 10 ? "USD"
                                       : NULL,
                  .amount = 1000 + i, .owner = i % 2 ? "a" : "b");
    made_deals(
        &m, 3,
        (struct made_deal){
            .outcome = OUTCOME_LOST, .start = 1, .close = 50, .currency = "USD", .amount = 5});
    const struct answers *a = made_measure(&m, 200);
    assert_string_equal(a->won_value.currency.p, "EUR");
    assert_int_equal(a->won_value.won_minor, 6 * 1000 + 0 + 1 + 2 + 3 + 4 + 5);
    assert_int_equal(a->won_value.lost_minor, 0);
    assert_int_equal(a->won_value.won_without_amount, 6);
    assert_int_equal(a->won_value.currencies, 3);
    assert_int_equal(a->concentration.won_minor, a->won_value.won_minor);
    const struct cannot_say *c = made_cannot_say(a, SUBJECT_WON_VALUE);
    assert_int_equal(c->why, CAUSE_MIXED_CURRENCIES);
    assert_int_equal(c->would_need, NEED_CURRENCY_RATES);
    const struct warning *w = made_warning(a, WARNING_MIXED_CURRENCIES);
    assert_non_null(w);
    assert_int_equal(w->count, 6);
    assert_int_equal(w->of, 12);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(each_rate_has_its_own_denominator),
        TEST(invalid_deals_change_no_rate),
        TEST(below_five_deals_only_counts_are_given),
        TEST(an_outcome_that_cannot_be_seen_takes_no_part_in_the_intervals),
        TEST(the_rate_by_value_weighs_each_deal_by_its_amount),
        TEST(value_is_not_said_when_lost_deals_have_no_amount),
        TEST(euros_are_not_added_to_dollars),
    };
    return cmocka_run_group_tests_name("rates", tests, NULL, NULL);
}
