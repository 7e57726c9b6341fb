/* Is the pipeline what it says: slips, silence, stock, coverage, pace. */
#include "measure/flow.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "tests/made.h"

/* As of 9 July 2024 (day 190); the second quarter is days 91 to 181. */
static const struct answers *seven_promises(void)
{
    i64 d = made_deal(&m, OUTCOME_WON, .start = 0, .close = 45);
    made_promise(&m, d, 0, 30);
    made_promise(&m, d, 10, 50); /* pushed */
    made_promise(&m, d, 20, 40); /* pulled */
    made_promise(&m, d, 45, 45); /* the close itself */
    d = made_deal(&m, OUTCOME_LOST, .start = 0, .close = 25);
    made_promise(&m, d, 0, 20);
    d = made_deal(&m, OUTCOME_OPEN, .start = 2, .expected = 30);
    made_promise(&m, d, 2, 30);
    d = made_deal(&m, OUTCOME_OPEN, .start = 3, .expected = 90);
    made_promise(&m, d, 3, 30);
    made_promise(&m, d, 29, 60);
    made_promise(&m, d, 59, 90);
    d = made_deal(&m, OUTCOME_WON, .start = 50, .close = 100);
    made_promise(&m, d, 50, 120); /* due in the second quarter, closed in it */
    d = made_deal(&m, OUTCOME_OPEN, .start = 60, .expected = 200);
    made_promise(&m, d, 60, 130); /* due in it, pushed out of it */
    made_promise(&m, d, 110, 200);
    d = made_deal(&m, OUTCOME_LOST, .start = 70, .close = 160);
    made_promise(&m, d, 70, 150); /* due and closed in it */
    d = made_deal(&m, OUTCOME_INVALID, .start = 1, .close = 5);
    made_promise(&m, d, 1, 30);
    made_promise(&m, d, 2, 60);
    return made_measure(&m, 190);
}

static void every_change_of_a_close_date_counts_once(void **state)
{
    (void)state;
    const struct slippage *s = &seven_promises()->slippage;
    assert_int_equal(s->deals, 7);
    assert_rate(s->pushed, 3, 7);
    assert_rate(s->pulled, 1, 7);
    assert_int_equal(s->changes, 5);
    assert_close(s->pushes_per_deal, 4.0 / 7);
    assert_int_equal(s->pushes_max, 2);
    assert_close(s->days_slipped.median, 60); /* 10, 60, 70 */
    assert_int_equal(s->by_outcome[OUTCOME_WON][1], 1);
    assert_int_equal(s->by_outcome[OUTCOME_OPEN][1], 2);
}

static void what_was_due_in_a_quarter_is_held_to_what_was_said_before_it(void **state)
{
    (void)state;
    const struct slippage *s = &seven_promises()->slippage;
    assert_int_equal(s->due_year, 2024);
    assert_int_equal(s->due_quarter, 2);
    assert_rate(s->due_slipped, 1, 3);
}

static void open_deals_past_their_date_are_overdue(void **state)
{
    (void)state;
    const struct overdue *o = &seven_promises()->overdue;
    assert_rate(o->open, 2, 3);
    assert_int_equal(o->open.standing, STANDING_COUNTS);
    assert_close(o->days.median, 130); /* 160 and 100 */
}

/* Without a moment that all else is known up to, nothing is late. */
static void nothing_is_overdue_in_a_list_without_dates_of_its_own(void **state)
{
    (void)state;
    for (i64 i = 0; i < 6; i++)
        made_deal(&m, OUTCOME_OPEN, .start = NO_DAY, .expected = 5);
    const struct overdue *o = &made_measure(&m, NO_DAY)->overdue;
    assert_int_equal(m.h.as_of_ms, TIME_NONE);
    assert_int_equal(o->standing, STANDING_CANNOT_SAY);
    assert_int_equal(o->days.n, 0);
}

static void without_changes_of_dates_slippage_cannot_be_said(void **state)
{
    (void)state;
    made_deal(&m, OUTCOME_WON, .start = 0, .close = 9);
    const struct cannot_say *c = made_cannot_say(made_measure(&m, 20), SUBJECT_SLIPPAGE);
    assert_int_equal(c->why, CAUSE_NO_CLOSE_DATE_CHANGES);
    assert_int_equal(c->would_need, NEED_CLOSE_DATE_HISTORY);
}

/* Pushes from the definition: a date later than the one before it. */
static void slips_are_those_of_the_twin(void **state)
{
    (void)state;
    struct rng rng = rng_from(3);
    for (i64 round = 0; round < 100; round++) {
        i64 pushed = 0, pulled = 0, changes = 0, n = 6 + rng_below(&rng, 20);
        made_again(&m);
        for (i64 k = 0; k < n; k++) {
            i64 day[8], date[8], steps = 1 + rng_below(&rng, 7), close = rng_below(&rng, 40) + 1;
            bool open = rng_below(&rng, 2), push = false, pull = false;
            i64 d =
                made_deal(&m, open ? OUTCOME_OPEN : OUTCOME_LOST, .start = 0, .close = (f64)close);
            i64 before = NO_DAY;
            for (i64 i = 0; i < steps; i++) {
                day[i] = i ? day[i - 1] + rng_below(&rng, 9) : 0;
                date[i] = rng_below(&rng, 5) + 50;
                made_promise(&m, d, (f64)day[i], date[i]);
                if (!open && day[i] >= close)
                    continue;
                if (before != NO_DAY) {
                    push = push || date[i] > before;
                    pull = pull || date[i] < before;
                    changes += date[i] != before;
                }
                before = date[i];
            }
            pushed += push;
            pulled += pull;
        }
        const struct slippage *s = &made_measure(&m, 100)->slippage;
        assert_int_equal(s->deals, n);
        assert_int_equal(s->pushed.numerator, pushed);
        assert_int_equal(s->pulled.numerator, pulled);
        assert_int_equal(s->changes, changes);
    }
}

/* Six deals a week of ten days each, the last ones still open: stock = arrivals × stay. */
static void a_steady_pipeline_is_in_balance(void **state)
{
    (void)state;
    for (i64 i = 0; i < 200; i++)
        made_deal(&m, i > 190 ? OUTCOME_OPEN : OUTCOME_LOST, .start = (f64)i, .close = (f64)i + 10);
    const struct little *l = &made_measure(&m, 200)->little;
    assert_int_equal(l->standing, STANDING_MEASURED);
    assert_close(l->days_closed, 10);
    assert_close(l->entries_per_day, 1);
    /* ten are open each day but for the first nine: 9 + 8 + … + 1 = 45 deal-days fewer */
    assert_close(l->stock, (200 * 10 - 45) / 200.0);
    assert_null(made_warning(&m.answers, WARNING_QUEUE_GROWS));
}

static void deals_that_never_end_are_seen_in_the_stock(void **state)
{
    (void)state;
    for (i64 i = 0; i < 200; i++)
        made_deal(&m, i > 190 || i % 2 ? OUTCOME_OPEN : OUTCOME_LOST, .start = (f64)i,
                  .close = (f64)i + 10);
    const struct answers *a = made_measure(&m, 200);
    assert_true(a->little.ratio > 1.25);
    assert_non_null(made_warning(a, WARNING_QUEUE_GROWS));
}

/* Thirty wins with a call every four days; of six open deals three have been silent for ten. */
static void silence_is_longer_than_in_deals_that_were_won(void **state)
{
    (void)state;
    for (i64 i = 0; i < 30; i++) {
        f64 at = 3.0 * (f64)i;
        i64 d = made_deal(&m, OUTCOME_WON, .start = at, .close = at + 8);
        made_event(&m, d, at + 4, "call");
    }
    for (i64 i = 0; i < 6; i++) {
        i64 d = made_deal(&m, OUTCOME_OPEN, .start = 80);
        made_event(&m, d, i < 3 ? 97 : 90, "call");
        made_event(&m, d, 99, "amount", .kind = ACTIVITY_AMOUNT, .value = 5, .has_value = true);
    }
    const struct stale *s = &made_measure(&m, 100)->stale;
    assert_int_equal(s->gaps, 60);
    assert_close(s->gap_days, 4);
    assert_rate(s->open, 3, 6);
    assert_rate(s->no_decision, 3, 33); /* none declared */
}

static void a_log_of_beginnings_and_ends_says_nothing_of_silence(void **state)
{
    (void)state;
    for (i64 i = 0; i < 60; i++) {
        i64 d = made_deal(&m, OUTCOME_WON, .start = 3.0 * (f64)i, .close = 3.0 * (f64)i + 8);
        made_event(&m, d, 3.0 * (f64)i, "entered");
    }
    const struct answers *a = made_measure(&m, 300);
    assert_int_equal(a->stale.standing, STANDING_CANNOT_SAY);
    assert_int_equal(made_cannot_say(a, SUBJECT_STALE)->why, CAUSE_NO_ACTIVITY_EVENTS);
}

/* As of 30 June: the first two quarters are full. Ten wins of 100 in them, eight open of 200. */
static void coverage_is_open_against_an_average_quarter(void **state)
{
    (void)state;
    for (i64 i = 0; i < 10; i++)
        made_deal(&m, OUTCOME_WON, .start = 0, .close = 18.0 * (f64)i, .amount = 100);
    for (i64 i = 0; i < 8; i++)
        made_deal(&m, OUTCOME_OPEN, .start = 17.0 * (f64)i, .amount = 200);
    const struct coverage *c = &made_measure(&m, 181)->coverage;
    assert_int_equal(c->quarters, 2);
    assert_int_equal(c->won_deals, 10);
    assert_close(c->ratio_deals, 1.6);
    assert_close(c->ratio_value, 3.2);
}

static void a_quarter_that_is_not_over_does_not_count(void **state)
{
    (void)state;
    for (i64 i = 0; i < 10; i++)
        made_deal(&m, OUTCOME_WON, .start = 0, .close = 9.0 * (f64)i + 0.5);
    const struct answers *a = made_measure(&m, 89); /* 30 March */
    assert_int_equal(a->coverage.standing, STANDING_CANNOT_SAY);
    assert_int_equal(made_cannot_say(a, SUBJECT_COVERAGE)->why, CAUSE_LOG_TOO_SHORT);
}

/* 40 deals in 100 days, half of them won within ten days at 100 each: 0.4 × 0.5 × 100. */
static void pace_is_arrivals_times_share_times_value_with_an_interval(void **state)
{
    (void)state;
    for (i64 i = 0; i < 40; i++)
        made_deal(&m, i % 2 ? OUTCOME_WON : OUTCOME_LOST, .start = 2.0 * (f64)i,
                  .close = 2.0 * (f64)i + 10, .amount = 100);
    const struct velocity *v = &made_measure(&m, 100)->velocity;
    assert_int_equal(v->standing, STANDING_MEASURED);
    assert_close(v->entries_per_day, 0.4);
    assert_close(v->minor_per_day, 20);
    /* relative errors: 1/40 of the arrivals, (.5/sqrt 40 / .5)² = 1/40 of the share, none of the
     * value: exp(1.959964 · sqrt(.05)) = 1.5500 */
    assert_true(fabs(v->minor_per_day_high / 20 - 1.5500) < 1e-3);
    assert_true(fabs(20 / v->minor_per_day_low - 1.5500) < 1e-3);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(every_change_of_a_close_date_counts_once),
        TEST(what_was_due_in_a_quarter_is_held_to_what_was_said_before_it),
        TEST(open_deals_past_their_date_are_overdue),
        TEST(nothing_is_overdue_in_a_list_without_dates_of_its_own),
        TEST(without_changes_of_dates_slippage_cannot_be_said),
        TEST(slips_are_those_of_the_twin),
        TEST(a_steady_pipeline_is_in_balance),
        TEST(deals_that_never_end_are_seen_in_the_stock),
        TEST(silence_is_longer_than_in_deals_that_were_won),
        TEST(a_log_of_beginnings_and_ends_says_nothing_of_silence),
        TEST(coverage_is_open_against_an_average_quarter),
        TEST(a_quarter_that_is_not_over_does_not_count),
        TEST(pace_is_arrivals_times_share_times_value_with_an_interval),
    };
    return cmocka_run_group_tests_name("flow", tests, NULL, NULL);
}
