/* Deals from entry to end: curves, the share won by a day, times, lengths. */
#include "measure/cohort.h"
#include "measure/share.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "tests/made.h"

/* Won on day 10, lost on 20, open at 15, won on 30, won on 40. At 10 five are at risk: F = 1/5,
 * S = 4/5. At 20 three: S = 8/15. At 30 two: F = 1/5 + 8/15 / 2 = 7/15. */
static const struct answers *five_deals(i64 horizon)
{
    m.options.horizon_days = horizon;
    made_deal(&m, OUTCOME_WON, .start = 10, .close = 20);
    made_deal(&m, OUTCOME_LOST, .start = 20, .close = 40);
    made_deal(&m, OUTCOME_OPEN, .start = 85);
    made_deal(&m, OUTCOME_WON, .start = 30, .close = 60);
    made_deal(&m, OUTCOME_WON, .start = 40, .close = 80);
    return made_measure(&m, 100);
}

static void open_deals_count_as_open_in_the_share_won(void **state)
{
    (void)state;
    const struct cohort_rate *c = &five_deals(30)->cohort;
    assert_rate(c->rate, 2, 5);
    assert_close(c->rate.value, 7.0 / 15);
    assert_close(c->lost, 0.8 / 3);
    assert_close(c->open, 1 - 7.0 / 15 - 0.8 / 3);
    assert_int_equal(c->censored, 1);
    assert_int_equal(c->at_risk, 2);
    assert_rate(c->resolved, 4, 5);
    assert_sound(c->rate);
    assert_true(c->horizon_given);
}

static void beyond_what_was_watched_the_curve_says_nothing(void **state)
{
    (void)state;
    /* nobody is left open after day 40, so any later day is known */
    struct cohort_rate known = five_deals(400)->cohort;
    assert_int_equal(known.rate.standing, STANDING_MEASURED);
    assert_close(known.open, 0);
    made_again(&m);
    m.options.horizon_days = 400;
    for (i64 i = 0; i < 8; i++)
        made_deal(&m, i < 6 ? OUTCOME_WON : OUTCOME_OPEN, .start = 3.0 * (f64)i,
                  .close = i < 6 ? 3.0 * (f64)i + 9 : 0);
    const struct cohort_rate *c = &made_measure(&m, 100)->cohort;
    assert_int_equal(c->rate.standing, STANDING_COUNTS);
    assert_sound(c->rate);
    assert_true(isnan(c->open));
}

/* Won 10; seen only from day 12, won 20; lost 15; won 30; lost 40. The second is not at risk on
 * day 10. At 10: F = 1/4, S = 3/4; at 15: S = 9/16; at 20: F = 7/16; at 30: F = 5/8. Counting it
 * from the start would give 1/5, 3/5, 2/5, 3/5. */
static void deals_seen_late_enter_late(void **state)
{
    (void)state;
    m.options.horizon_days = 30;
    made_deal(&m, OUTCOME_WON, .start = 10, .close = 20);
    made_deal(&m, OUTCOME_WON, .start = 20, .seen = 32, .close = 40);
    made_deal(&m, OUTCOME_LOST, .start = 30, .close = 45);
    made_deal(&m, OUTCOME_WON, .start = 40, .close = 70);
    made_deal(&m, OUTCOME_LOST, .start = 50, .close = 90);
    const struct answers *a = made_measure(&m, 100);
    assert_close(a->cohort.rate.value, 5.0 / 8);
    assert_int_equal(a->incidence.late_entries, 1);
}

static void a_deal_seen_after_its_end_is_left_out(void **state)
{
    (void)state;
    five_deals(30);
    made_again(&m);
    m.options.horizon_days = 30;
    made_deal(&m, OUTCOME_WON, .start = 1, .seen = 50, .close = 20);
    const struct answers *a = five_deals(30);
    assert_rate(a->cohort.rate, 2, 5);
    assert_close(a->cohort.rate.value, 7.0 / 15);
    assert_int_equal(a->incidence.left_out, 1);
}

/* Deals take 10 or 60 days in turn, one begins every day, and the export forgot what closed
 * before day 100. Of the long ones begun from day 40 on, half should have closed by then. */
static void an_export_that_begins_late_is_found_out(void **state)
{
    (void)state;
    for (i64 day = 0; day < 200; day++) {
        f64 close = (f64)day + (day % 2 ? 10 : 60);
        if (close >= 100)
            made_deal(&m,
                      close > 220 ? OUTCOME_OPEN
                      : day % 2   ? OUTCOME_LOST
                                  : OUTCOME_WON,
                      .start = (f64)day, .close = close > 220 ? 0 : close);
    }
    const struct answers *a = made_measure(&m, 220);
    const struct warning *w = made_warning(a, WARNING_WINDOW_STARTS_LATE);
    assert_non_null(w);
    assert_int_equal(w->at_ms, made_ms(100));
    assert_int_equal(w->count, 35); /* 30 long ones from day 40, 5 short ones from day 91 */
    assert_true(a->incidence.late_entries > 0);
    /* won by day 60 is one half; taking the late ones from their start gives more */
    m.options.horizon_days = 60;
    a = made_measure(&m, 220);
    assert_true(fabs(a->cohort.rate.value - 0.5) < 0.05);
}

static void shares_of_none_and_all_keep_an_interval(void **state)
{
    (void)state;
    m.options.horizon_days = 20;
    for (i64 i = 0; i < 10; i++)
        made_deal(&m, OUTCOME_LOST, .start = 5.0 * (f64)i, .close = 5.0 * (f64)i + 10);
    const struct answers *a = made_measure(&m, 100);
    assert_close(a->cohort.rate.value, 0);
    assert_close(a->cohort.rate.low, 0);
    assert_true(fabs(a->cohort.rate.high - 0.2775328) < 1e-6); /* Wilson, 0 of 10 */
}

/* Twenty wins on days 5, 10 … 100, nobody open: half of the wins by day 50. */
static void the_time_to_win_is_that_of_all_wins_when_nobody_is_left(void **state)
{
    (void)state;
    for (i64 i = 1; i <= 20; i++)
        made_deal(&m, OUTCOME_WON, .start = 3.0 * (f64)i, .close = 8.0 * (f64)i);
    const struct answers *a = made_measure(&m, 300);
    const struct time_to *t = &a->time_to;
    assert_close(t->won[0].days, 25);
    assert_close(t->won[1].days, 50);
    assert_close(t->won[2].days, 75);
    assert_true(t->won[1].low <= 50 && 50 <= t->won[1].high);
    assert_close(t->half_won, 50);
    /* S(t) = 1/2 exactly from 50 on: the midpoint to the next drop */
    assert_close(t->closed[1].days, 52.5);
    assert_close(a->cycle.won.median, 52.5);
    assert_int_equal(a->cycle.won.n, 20);
}

/* Twelve deals, one won, the others open: half are never won within what is seen. */
static void what_is_not_reached_is_not_a_number(void **state)
{
    (void)state;
    made_deal(&m, OUTCOME_WON, .start = 0, .close = 9);
    for (i64 i = 0; i < 11; i++)
        made_deal(&m, OUTCOME_OPEN, .start = 2.0 * (f64)i);
    const struct time_to *t = &made_measure(&m, 100)->time_to;
    assert_int_equal(t->standing, STANDING_MEASURED);
    assert_true(isnan(t->half_won));
    assert_true(isnan(t->closed[1].days));
    assert_close(t->won[1].days, 9);
}

/* The mean of closed deals forgets the open ones; of 60 days, the time spent open does not. */
static void the_days_of_a_deal_add_up(void **state)
{
    (void)state;
    const struct answers *a = five_deals(40);
    const struct restricted_mean *r = &a->restricted_mean;
    f64 sum = r->open.value;
    for (i32 k = 0; k < 3; k++)
        sum += r->after[k].value;
    assert_close(r->days, 40);
    assert_close(sum, 40);
    /* S is 1 until 10, .8 until 20, 8/15 until 30, 4/15 until 40 */
    assert_close(r->open.value, 10 + 8 + 16.0 / 3 + 8.0 / 3);
}

static void closed_lengths_leave_out_what_has_no_dates(void **state)
{
    (void)state;
    for (i64 i = 0; i < 6; i++)
        made_deal(&m, OUTCOME_WON, .start = 7.0 * (f64)i, .close = 7.0 * (f64)i + 10 + (f64)i);
    made_deal(&m, OUTCOME_WON, .start = NO_DAY, .close = 20);
    made_deal(&m, OUTCOME_LOST, .start = 30, .close = 20); /* closed before it began */
    made_deal(&m, OUTCOME_LOST, .start = 3, .close = NO_DAY);
    const struct answers *a = made_measure(&m, 100);
    assert_int_equal(a->cycle.won.n, 6);
    assert_close(a->cycle.won.median, 12.5);
    assert_int_equal(a->cycle.left_out, 3);
    assert_int_equal(a->incidence.left_out, 3);
    assert_int_equal(made_warning(a, WARNING_CLOSE_BEFORE_START)->count, 1);
    assert_int_equal(made_warning(a, WARNING_NO_START_DATE)->count, 1);
    assert_int_equal(made_warning(a, WARNING_NO_CLOSE_DATE)->count, 1);
}

/* F_1 by its definition, all rows at every time. */
static f64 slow_share(const f64 *entry, const f64 *time, const u8 *event, i64 n, u8 k, f64 at)
{
    f64 open = 1, f = 0;
    for (f64 t = 0; t <= at; t++) {
        f64 risk = 0, mine = 0, all = 0;
        for (i64 i = 0; i < n; i++) {
            risk += entry[i] < t && t <= time[i];
            mine += entry[i] < t && event[i] == k && time[i] == t;
            all += entry[i] < t && event[i] && time[i] == t;
        }
        if (risk > 0) {
            f += open * mine / risk;
            open *= 1 - all / risk;
        }
    }
    return f;
}

/* Random deals, some seen late, some open: the curves at every day are those of the definition. */
static void curves_are_those_of_the_definition(void **state)
{
    (void)state;
    struct rng rng = rng_from(7);
    for (i64 round = 0; round < 60; round++) {
        f64 entry[40], time[40];
        u8 event[40];
        i64 n = 12 + rng_below(&rng, 28);
        made_again(&m);
        m.options.horizon_days = 10;
        for (i64 i = 0; i < n; i++) {
            event[i] = (u8)rng_below(&rng, 5);
            time[i] = (f64)rng_below(&rng, 30);
            i64 late = rng_below(&rng, 3) ? 0 : rng_below(&rng, (i64)time[i] + 1);
            entry[i] = late ? (f64)late - 1 : -1;
            f64 start = event[i] ? (f64)rng_below(&rng, 60) + 1 : 100 - time[i];
            made_deal(&m, event[i], .start = start, .close = start + time[i],
                      .seen = late ? start + (f64)late : 0);
        }
        const struct answers *a = made_measure(&m, 100);
        const struct incidence *in = &a->incidence;
        if (made_warning(a, WARNING_WINDOW_STARTS_LATE) || in->points == 0)
            continue;
        for (i64 j = 0; j < in->points; j++)
            for (u8 k = 1; k <= 4; k++)
                if (in->cause[k - 1].events)
                    assert_close(in->cause[k - 1].value[j],
                                 slow_share(entry, time, event, n, k, in->days[j]));
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(open_deals_count_as_open_in_the_share_won),
        TEST(beyond_what_was_watched_the_curve_says_nothing),
        TEST(deals_seen_late_enter_late),
        TEST(a_deal_seen_after_its_end_is_left_out),
        TEST(an_export_that_begins_late_is_found_out),
        TEST(shares_of_none_and_all_keep_an_interval),
        TEST(the_time_to_win_is_that_of_all_wins_when_nobody_is_left),
        TEST(what_is_not_reached_is_not_a_number),
        TEST(the_days_of_a_deal_add_up),
        TEST(closed_lengths_leave_out_what_has_no_dates),
        TEST(curves_are_those_of_the_definition),
    };
    return cmocka_run_group_tests_name("cohort", tests, NULL, NULL);
}
