/* Everything at once: what cannot be said and what would help, what calls for care, and the
 * histories nobody thinks of. */
#include "measure/answers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/made.h"

static void assert_cannot(const struct answers *a, enum subject what, enum cause why,
                          enum need need)
{
    const struct cannot_say *c = made_cannot_say(a, what);
    if (!c)
        fail_msg("nothing is said about %s", subject_id(what));
    assert_string_equal(cause_id(c->why), cause_id(why));
    assert_string_equal(need_id(c->would_need), need_id(need));
}

static void without_close_dates_there_is_no_length(void **state)
{
    (void)state;
    for (i64 i = 0; i < 20; i++)
        made_deal(&m, i % 2 ? OUTCOME_WON : OUTCOME_LOST, .start = 3.0 * (f64)i,
                  .close = i < 9 ? 3.0 * (f64)i + 5 : NO_DAY);
    const struct answers *a = made_measure(&m, 100);
    assert_cannot(a, SUBJECT_CYCLE, CAUSE_NO_CLOSE_DATE, NEED_CLOSE_DATE);
    assert_int_equal(made_cannot_say(a, SUBJECT_CYCLE)->count, 9);
    assert_int_equal(made_cannot_say(a, SUBJECT_CYCLE)->of, 20);
    assert_cannot(a, SUBJECT_WIN_RATE_COHORT, CAUSE_NO_CLOSE_DATE, NEED_CLOSE_DATE);
    assert_cannot(a, SUBJECT_SEASON, CAUSE_NO_CLOSE_DATE, NEED_CLOSE_DATE);
    assert_rate(a->rates.win_narrow, 10, 20); /* counts need no dates */
}

/* Sixteen of twenty were "created" within two days, and close over four months. */
static void a_created_date_that_is_the_load_date_gives_no_length(void **state)
{
    (void)state;
    for (i64 i = 0; i < 20; i++)
        made_deal(&m, i % 2 ? OUTCOME_WON : OUTCOME_LOST,
                  .start = i < 16 ? 50.0 + (f64)(i % 2) : 60.0 + (f64)i,
                  .close = 80 + 6.0 * (f64)i);
    const struct answers *a = made_measure(&m, 300);
    assert_cannot(a, SUBJECT_CYCLE, CAUSE_CREATED_IS_LOAD, NEED_START_DATE);
    assert_cannot(a, SUBJECT_TIME_TO_WIN, CAUSE_CREATED_IS_LOAD, NEED_START_DATE);
    assert_int_equal(made_cannot_say(a, SUBJECT_CYCLE)->at_ms, made_ms(50));
    assert_int_equal(made_warning(a, WARNING_CREATED_IS_LOAD)->count, 16);
    assert_int_equal(a->cycle.all.n, 0);
    assert_int_equal(a->velocity.standing, STANDING_CANNOT_SAY);
}

static void deals_that_end_before_they_begin_have_no_length(void **state)
{
    (void)state;
    for (i64 i = 0; i < 20; i++)
        made_deal(&m, i % 2 ? OUTCOME_WON : OUTCOME_LOST, .start = 9.0 * (f64)i,
                  .close = 9.0 * (f64)i + (i % 3 ? 5 : -5));
    const struct answers *a = made_measure(&m, 300);
    assert_cannot(a, SUBJECT_CYCLE, CAUSE_START_AFTER_CLOSE, NEED_START_DATE);
    assert_int_equal(made_cannot_say(a, SUBJECT_CYCLE)->count, 7);
}

static void records_edited_after_the_close_may_leak(void **state)
{
    (void)state;
    for (i64 i = 0; i < 20; i++)
        made_deal(&m, i % 2 ? OUTCOME_WON : OUTCOME_LOST, .start = 9.0 * (f64)i,
                  .close = 9.0 * (f64)i + 5, .modified = 9.0 * (f64)i + (i < 6 ? 12 : 6));
    const struct warning *w = made_warning(made_measure(&m, 300), WARNING_EDITED_AFTER_CLOSE);
    assert_non_null(w);
    assert_int_equal(w->count, 6); /* the day after is the closing itself */
    assert_int_equal(w->of, 20);
}

static void blanks_that_depend_on_the_outcome_are_named(void **state)
{
    (void)state;
    for (i64 i = 0; i < 80; i++) {
        bool won = i % 2;
        i64 d = made_deal(&m, won ? OUTCOME_WON : OUTCOME_LOST, .start = 4.0 * (f64)i,
                          .close = 4.0 * (f64)i + 5, .owner = "ada", .amount = 100);
        history_set_attribute(m.b, d, S("segment"), i % 4 < 2 ? S("small") : S("large"));
        if (won || i % 4 == 0)
            history_set_attribute(m.b, d, S("budget"), i % 8 < 4 ? S("yes") : S("no"));
    }
    const struct warning *w = made_warning(made_measure(&m, 500), WARNING_BLANK_BY_OUTCOME);
    assert_non_null(w);
    assert_true(str_eq(w->name, S("budget")));
    assert_int_equal(w->outcome_a, OUTCOME_LOST);
    assert_close(w->share_a, 0.5);
    assert_close(w->share_b, 0);
}

static void each_missing_column_is_asked_for(void **state)
{
    (void)state;
    for (i64 i = 0; i < 20; i++)
        made_deal(&m, i % 2 ? OUTCOME_WON : OUTCOME_LOST, .start = 9.0 * (f64)i,
                  .close = 9.0 * (f64)i + 5);
    const struct answers *a = made_measure(&m, 300);
    assert_cannot(a, SUBJECT_NO_DECISION, CAUSE_NO_DECISION_UNSEEN, NEED_LOSS_REASON);
    assert_cannot(a, SUBJECT_WON_VALUE, CAUSE_NO_AMOUNT, NEED_AMOUNT);
    assert_cannot(a, SUBJECT_CONCENTRATION, CAUSE_NO_OWNER, NEED_OWNER);
    assert_cannot(a, SUBJECT_FUNNEL, CAUSE_NO_STAGE_EVENTS, NEED_STAGE_HISTORY);
    assert_cannot(a, SUBJECT_SLIPPAGE, CAUSE_NO_CLOSE_DATE_CHANGES, NEED_CLOSE_DATE_HISTORY);
    assert_cannot(a, SUBJECT_STALE, CAUSE_NO_ACTIVITY_EVENTS, NEED_ACTIVITIES);
    assert_cannot(a, SUBJECT_ADHERENCE, CAUSE_NO_STANDARD, NEED_STANDARD);
    assert_cannot(a, SUBJECT_ASSESSMENT, CAUSE_NO_GOVERNANCE, NEED_GOVERNANCE_LOG);
}

static void an_outcome_that_changed_after_the_close_is_said(void **state)
{
    (void)state;
    for (i64 i = 0; i < 6; i++) {
        i64 d = made_deal(&m, OUTCOME_LOST, .start = 9.0 * (f64)i, .close = 9.0 * (f64)i + 5);
        if (i < 2)
            made_event(&m, d, 9.0 * (f64)i + 4, "won", .kind = ACTIVITY_OUTCOME,
                       .value = OUTCOME_WON, .has_value = true);
        made_event(&m, d, 9.0 * (f64)i + 5, "lost", .kind = ACTIVITY_OUTCOME, .value = OUTCOME_LOST,
                   .has_value = true);
    }
    assert_int_equal(made_warning(made_measure(&m, 100), WARNING_OUTCOME_CHANGED)->count, 2);
}

/* Deals that close after the day the data is known up to. */
static void what_closes_in_the_future_is_said(void **state)
{
    (void)state;
    for (i64 i = 0; i < 10; i++)
        made_deal(&m, OUTCOME_WON, .start = 3.0 * (f64)i, .close = 3.0 * (f64)i + (i < 3 ? 90 : 5));
    const struct answers *a = made_measure(&m, 60);
    assert_int_equal(made_warning(a, WARNING_CLOSE_AFTER_AS_OF)->count, 3);
}

/* ---- histories nobody thinks of: nothing breaks, every rate is sound ---- */

static void assert_all_sound(const struct answers *a)
{
    const struct closed_rates *r = &a->rates;
    const struct rate *rates[] = {&r->win_broad,
                                  &r->win_narrow,
                                  &r->loss,
                                  &r->no_decision,
                                  &r->walked,
                                  &r->invalid,
                                  &r->still_open,
                                  &r->simultaneous[0],
                                  &r->simultaneous[1],
                                  &r->simultaneous[2],
                                  &a->cohort.rate,
                                  &a->cohort.resolved,
                                  &a->funnel.skips,
                                  &a->funnel.backs,
                                  &a->slippage.pushed,
                                  &a->slippage.pulled,
                                  &a->slippage.due_slipped,
                                  &a->overdue.open,
                                  &a->stale.open,
                                  &a->stale.no_decision,
                                  &a->concentration.top_wins,
                                  &a->concentration.win_without_top,
                                  &a->adherence.compliant,
                                  &a->adherence.missing,
                                  &a->adherence.win_followed,
                                  &a->season.last_month.win_inside,
                                  &a->season.last_week.win_inside};
    for (i64 i = 0; i < LENGTH(rates); i++)
        assert_sound(*rates[i]);
    for (i64 i = 0; i < a->groups.n; i++)
        for (i64 k = 0; k < a->groups.list[i].level_count; k++) {
            assert_sound(a->groups.list[i].levels[k].win);
            assert_sound(a->groups.list[i].levels[k].cohort);
        }
    for (i64 s = 0; s < a->funnel.stage_count; s++) {
        const struct stage_flow *f = &a->funnel.stages[s];
        const struct rate *of[] = {&f->conversion,       &f->won_from_here, &f->leak_lost,
                                   &f->leak_no_decision, &f->leak_walked,   &f->rework,
                                   &f->reached};
        for (i64 k = 0; k < LENGTH(of); k++)
            assert_sound(*of[k]);
    }
    const struct outcome_counts *n = &a->outcomes;
    assert_int_equal(n->deals,
                     n->won + n->lost + n->no_decision + n->walked + n->invalid + n->open);
    for (i64 i = 0; i < a->incidence.points; i++) {
        f64 sum = a->incidence.open[i];
        for (i32 k = 0; k < CURVE_CAUSES; k++)
            sum += a->incidence.cause[k].events ? a->incidence.cause[k].value[i] : 0;
        assert_close(sum, 1);
    }
    f64 p = 0;
    for (i32 k = 0; k < KIND_COUNT; k++)
        p += a->assessment.p[k];
    assert_close(p, 1);
}

static void no_deals_at_all(void **state)
{
    (void)state;
    const struct answers *a = made_measure(&m, 100);
    assert_all_sound(a);
    assert_int_equal(made_cannot_say(a, SUBJECT_WIN_RATE_CLOSED)->why, CAUSE_NO_DEALS);
}

static void one_deal(void **state)
{
    (void)state;
    for (enum outcome o = OUTCOME_OPEN; o < OUTCOME_COUNT; o++) {
        made_again(&m);
        i64 d = made_deal(&m, o, .start = 3, .close = 9, .owner = "ada", .amount = 5);
        made_stage(&m, d, 3, "A");
        const struct answers *a = made_measure(&m, 100);
        assert_all_sound(a);
        assert_int_not_equal(a->rates.win_broad.standing, STANDING_MEASURED);
    }
}

static void all_of_one_kind(void **state)
{
    (void)state;
    for (enum outcome o = OUTCOME_OPEN; o < OUTCOME_COUNT; o++) {
        made_again(&m);
        for (i64 i = 0; i < 40; i++) {
            i64 d = made_deal(&m, o, .start = 5.0 * (f64)i, .close = 5.0 * (f64)i + 9,
                              .owner = i % 2 ? "ada" : "bo", .amount = 10 + i);
            made_stage(&m, d, 5.0 * (f64)i, "A");
            made_stage(&m, d, 5.0 * (f64)i + 4, "B");
        }
        const struct answers *a = made_measure(&m, 300);
        assert_all_sound(a);
        if (o == OUTCOME_WON || o == OUTCOME_LOST)
            assert_int_equal(made_cannot_say(a, SUBJECT_GROUPS)->why, CAUSE_ONE_OUTCOME);
        if (o == OUTCOME_INVALID || o == OUTCOME_OPEN)
            assert_int_equal(made_cannot_say(a, SUBJECT_WIN_RATE_CLOSED)->why, CAUSE_NO_CLOSED);
        if (o == OUTCOME_WON)
            assert_non_null(made_warning(a, WARNING_FEW_LOSSES));
    }
}

static void everything_in_one_second(void **state)
{
    (void)state;
    for (i64 i = 0; i < 40; i++) {
        i64 d = made_deal(&m, i % 2 ? OUTCOME_WON : OUTCOME_LOST, .start = 3, .close = 3,
                          .owner = i % 3 ? "ada" : "bo");
        made_stage(&m, d, 3, "A");
        made_stage(&m, d, 3, "B");
    }
    const struct answers *a = made_measure(&m, 3);
    assert_all_sound(a);
    assert_close(a->cycle.all.median, 0);
    assert_int_equal(a->little.standing, STANDING_CANNOT_SAY);
}

static void a_deal_that_was_reopened_after_its_close(void **state)
{
    (void)state;
    for (i64 i = 0; i < 12; i++) {
        i64 d = made_deal(&m, i % 2 ? OUTCOME_WON : OUTCOME_LOST, .start = 5.0 * (f64)i,
                          .close = 5.0 * (f64)i + 9);
        made_stage(&m, d, 5.0 * (f64)i, "A");
        made_event(&m, d, 5.0 * (f64)i + 4, "lost", .kind = ACTIVITY_OUTCOME, .value = OUTCOME_LOST,
                   .has_value = true);
        made_stage(&m, d, 5.0 * (f64)i + 6, "B");  /* again open */
        made_stage(&m, d, 5.0 * (f64)i + 12, "A"); /* and moved after the end */
    }
    assert_all_sound(made_measure(&m, 100));
}

static void stages_and_owners_that_few_deals_have(void **state)
{
    (void)state;
    for (i64 i = 0; i < 30; i++) {
        i64 d = made_deal(&m, i % 2 ? OUTCOME_WON : OUTCOME_LOST, .start = 5.0 * (f64)i,
                          .close = 5.0 * (f64)i + 9, .owner = i == 7 ? "solo" : "ada",
                          .amount_is_zero = true);
        if (i < 3)
            made_stage(&m, d, 5.0 * (f64)i, "A");
    }
    const struct answers *a = made_measure(&m, 300);
    assert_all_sound(a);
    assert_int_equal(a->funnel.deals, 3);
}

/* A day is a day of UTC, whatever its hour: a deal of 23:59 to 0:01 lasts one day. */
static void days_are_those_of_utc(void **state)
{
    (void)state;
    for (i64 i = 0; i < 12; i++)
        made_deal(&m, OUTCOME_WON, .start = 5.0 * (f64)i + 1439.0 / 1440,
                  .close = 5.0 * (f64)i + 1 + 1.0 / 1440);
    const struct answers *a = made_measure(&m, 100);
    assert_close(a->cycle.won.median, 1);
}

/* Random histories of everything; also: the same bytes for the same seed, whatever the threads. */
static void a_random_history(u64 seed)
{
    static const char *const words[] = {"A", "B", "C", "D"}, *const owners[] = {"x", "y", "z"};
    struct rng rng = rng_from(seed);
    made_again(&m);
    for (i64 s = 0; s < 3; s++) {
        made_standard_stage(&m, words[s]);
        made_standard_milestone(&m, words[s + 1], GRADE_REQUIRED);
    }
    if (rng_below(&rng, 2))
        made_stages(&m, words, 4);
    i64 n = rng_below(&rng, 70);
    for (i64 i = 0; i < n; i++) {
        i64 start = rng_below(&rng, 120), steps = rng_below(&rng, 8);
        i64 d = made_deal(
            &m, rng_below(&rng, OUTCOME_COUNT), .start = rng_below(&rng, 9) ? (f64)start : NO_DAY,
            .close = rng_below(&rng, 9) ? (f64)(start + rng_below(&rng, 60) - 3) : NO_DAY,
            .seen = rng_below(&rng, 5) ? 0 : (f64)(start + rng_below(&rng, 20)),
            .owner = owners[rng_below(&rng, 3)], .currency = rng_below(&rng, 3) ? "EUR" : "USD",
            .amount = rng_below(&rng, 3) * 100);
        for (i64 k = 0; k < steps; k++)
            made_event(&m, d, (f64)(start + rng_below(&rng, 50)), words[rng_below(&rng, 4)],
                       .kind = (enum activity_kind)rng_below(&rng, ACTIVITY_OWNER),
                       .value = rng_below(&rng, 2), .has_value = rng_below(&rng, 2),
                       .actor = owners[rng_below(&rng, 3)], .recorded = (f64)(start + 20));
        if (rng_below(&rng, 2))
            history_set_attribute(m.b, d, S("size"), rng_below(&rng, 2) ? S("s") : S("l"));
    }
    for (i64 i = rng_below(&rng, 12); i > 0; i--)
        made_act(&m, (enum governance_kind)rng_below(&rng, GOVERNANCE_MEMBER + 1),
                 (f64)rng_below(&rng, 200), owners[rng_below(&rng, 3)], "sales",
                 (i32)rng_below(&rng, 3), rng_below(&rng, 2));
}

static void any_history_gives_sound_answers_and_the_same_ones(void **state)
{
    (void)state;
    for (u64 seed = 0; seed < 300; seed++) {
        a_random_history(seed);
        const struct answers *a = made_measure(&m, 150);
        assert_all_sound(a);
        struct cohort_rate cohort = a->cohort;
        struct closed_rates rates = a->rates;
        f64 p[KIND_COUNT];
        memcpy(p, a->assessment.p, sizeof p);
        a_random_history(seed);
        m.options.threads = 3;
        a = made_measure(&m, 150);
        assert_memory_equal(&cohort.rate, &a->cohort.rate, sizeof cohort.rate);
        assert_memory_equal(&rates.win_broad, &a->rates.win_broad, sizeof rates.win_broad);
        assert_memory_equal(p, a->assessment.p, sizeof p);
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(without_close_dates_there_is_no_length),
        TEST(a_created_date_that_is_the_load_date_gives_no_length),
        TEST(deals_that_end_before_they_begin_have_no_length),
        TEST(records_edited_after_the_close_may_leak),
        TEST(blanks_that_depend_on_the_outcome_are_named),
        TEST(each_missing_column_is_asked_for),
        TEST(an_outcome_that_changed_after_the_close_is_said),
        TEST(what_closes_in_the_future_is_said),
        TEST(no_deals_at_all),
        TEST(one_deal),
        TEST(all_of_one_kind),
        TEST(everything_in_one_second),
        TEST(a_deal_that_was_reopened_after_its_close),
        TEST(stages_and_owners_that_few_deals_have),
        TEST(days_are_those_of_utc),
        TEST(any_history_gives_sound_answers_and_the_same_ones),
    };
    return cmocka_run_group_tests_name("answers", tests, NULL, NULL);
}
