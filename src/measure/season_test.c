/* Months, quarters, and the end of the quarter. */
#include "measure/season.h"
#include "stats/interval.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "tests/made.h"

static i64 day(const char *date)
{
    i64 days = 0;
    assert_true(date_parse(str_c(date), &days));
    return days - MADE_MONDAY;
}

static void close_on(const char *date, enum outcome o, i64 n)
{
    for (i64 i = 0; i < n; i++)
        made_deal(&m, o, .start = (f64)(day(date) - 40 - 3 * i), .close = (f64)day(date));
}

/* 2024 is a leap year: its February has 29 days. The last week of March is the 25th to the 31st. */
static void leap_days_and_last_weeks_fall_where_they_should(void **state)
{
    (void)state;
    close_on("2024-02-29", OUTCOME_WON, 3);
    close_on("2024-03-01", OUTCOME_LOST, 4);
    close_on("2024-03-24", OUTCOME_WON, 5);
    close_on("2024-03-25", OUTCOME_LOST, 6);
    close_on("2024-03-31", OUTCOME_WON, 7);
    close_on("2024-04-01", OUTCOME_WON, 8);
    const struct season *s = &made_measure(&m, day("2024-06-01"))->season;
    assert_rate(s->last_month.win_inside, 12, 22);
    assert_rate(s->last_month.win_outside, 11, 11);
    assert_rate(s->last_week.win_inside, 7, 13);
    assert_rate(s->last_week.wins_inside, 7, 23);
    assert_rate(s->last_week.closes_inside, 13, 33);
    assert_close(s->last_week.days_share, 7.0 / 33); /* 29 February to 1 April */
    struct interval ci = interval_newcombe(12, 22, 11, 11, 0.95);
    assert_close(s->last_month.difference.low, ci.low);
    assert_close(s->last_month.difference.high, ci.high);
}

static void months_are_none_skipped_and_add_up(void **state)
{
    (void)state;
    close_on("2023-12-31", OUTCOME_WON, 2);
    close_on("2024-04-30", OUTCOME_NO_DECISION, 3);
    close_on("2024-04-30", OUTCOME_INVALID, 3);
    const struct season *s = &made_measure(&m, day("2024-06-01"))->season;
    i64 won = 0, undecided = 0, entered = 0;
    for (i64 i = 0; i < s->month_count; i++) {
        won += s->months[i].won;
        undecided += s->months[i].no_decision;
        entered += s->months[i].entered;
        if (i)
            assert_int_equal(12 * s->months[i].year + s->months[i].number,
                             12 * s->months[i - 1].year + s->months[i - 1].number + 1);
    }
    assert_int_equal(won, 2);
    assert_int_equal(undecided, 3);
    assert_int_equal(entered, 5);
    const struct season_period *last = &s->months[s->month_count - 1];
    assert_int_equal(last->year, 2024);
    assert_int_equal(last->number, 4);
}

static void few_closes_tell_no_rhythm(void **state)
{
    (void)state;
    close_on("2024-02-10", OUTCOME_WON, 9);
    close_on("2024-03-10", OUTCOME_LOST, 9);
    const struct answers *a = made_measure(&m, day("2024-06-01"));
    assert_int_equal(a->season.last_month.verdict, GROUP_TOO_FEW);
    const struct cannot_say *c = made_cannot_say(a, SUBJECT_SEASON);
    assert_int_equal(c->why, CAUSE_TOO_FEW);
    assert_int_equal(c->count, 18);
    assert_int_equal(c->of, 20);
}

/* Every second quarter wins 8 of 10 and closes mostly at its end, the others win 2 of 10 and close
 * early: within no quarter does the last month differ, over all together it seems to. */
static void a_drift_from_quarter_to_quarter_is_no_rhythm(void **state)
{
    (void)state;
    for (i64 q = 0; q < 8; q++)
        for (i64 i = 0; i < 40; i++) {
            bool good = q % 2, late = good ? i < 30 : i < 10;
            i64 wins = good ? 8 : 2, year = 2024 + q / 4, month = q % 4 * 3 + (late ? 3 : 1);
            i64 close = date_to_days((struct date){(i32)year, (i32)month, 15}) - MADE_MONDAY;
            made_deal(&m, i % 10 < wins ? OUTCOME_WON : OUTCOME_LOST,
                      .start = (f64)(close - 20 - i), .close = (f64)close);
        }
    const struct quarter_part *p = &made_measure(&m, 800)->season.last_month;
    assert_close(p->win_inside.value, (4 * 24 + 4 * 2) / 160.0);
    assert_close(p->win_outside.value, (4 * 8 + 4 * 6) / 160.0);
    assert_true(p->difference.low > 0); /* all quarters together */
    assert_int_equal(p->verdict, GROUP_NO_DIFFERENCE);
}

/* The months of the twin are read from the printed date. */
static void counts_are_those_of_the_twin(void **state)
{
    (void)state;
    struct rng rng = rng_from(31);
    for (i64 round = 0; round < 60; round++) {
        i64 in[2] = {0}, out[2] = {0}, week = 0;
        made_again(&m);
        for (i64 i = 0; i < 80; i++) {
            i64 close = rng_below(&rng, 900);
            bool won = rng_below(&rng, 2);
            made_deal(&m, won ? OUTCOME_WON : OUTCOME_LOST, .start = (f64)(close - 20 - i),
                      .close = (f64)close);
            struct date d = date_from_days(MADE_MONDAY + close);
            bool inside = d.month == 3 || d.month == 6 || d.month == 9 || d.month == 12;
            (inside ? in : out)[won]++;
            i64 length = d.month == 6 || d.month == 9 ? 30 : 31;
            week += inside && d.day > length - 7;
        }
        const struct season *s = &made_measure(&m, 1000)->season;
        assert_rate(s->last_month.win_inside, in[1], in[0] + in[1]);
        assert_rate(s->last_month.win_outside, out[1], out[0] + out[1]);
        assert_int_equal(s->last_week.win_inside.denominator, week);
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(leap_days_and_last_weeks_fall_where_they_should),
        TEST(months_are_none_skipped_and_add_up),
        TEST(few_closes_tell_no_rhythm),
        TEST(a_drift_from_quarter_to_quarter_is_no_rhythm),
        TEST(counts_are_those_of_the_twin),
    };
    return cmocka_run_group_tests_name("season", tests, NULL, NULL);
}
