/* Comparisons: counts, tests, multiplicity, what is pointed at and what is not. */
#include "measure/groups.h"
#include "stats/special.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/made.h"

static const struct comparison *compared_by(const struct answers *a, const char *by)
{
    for (i64 i = 0; i < a->groups.n; i++)
        if (str_eq(a->groups.list[i].by, str_c(by)))
            return &a->groups.list[i];
    return NULL;
}

/* `won` of `closed` deals of one owner, one begun every other day. */
static void sell(const char *owner, i64 won, i64 closed)
{
    for (i64 i = 0; i < closed; i++)
        made_deal(&m, i < won ? OUTCOME_WON : OUTCOME_LOST, .start = 2.0 * (f64)i,
                  .close = 2.0 * (f64)i + 7 + (f64)(i % 5), .owner = owner);
}

/* 30 of 40 and 10 of 40: expected 20 and 20 each, chi-square 4 · 10²/20 = 20, V = sqrt(20/80). */
static void two_sellers_who_differ_are_told_apart(void **state)
{
    (void)state;
    sell("ada", 30, 40);
    sell("bo", 10, 40);
    const struct comparison *g = compared_by(made_measure(&m, 120), "owner");
    assert_int_equal(g->verdict, GROUP_DIFFERENCE);
    assert_close(g->chi2, 20);
    assert_int_equal(g->df, 1);
    assert_close(g->p, special_chi2_tail(20, 1));
    assert_close(g->cramers_v, 0.5);
    assert_int_equal(g->level_count, 2);
    assert_true(g->levels[0].flagged && g->levels[1].flagged);
    assert_true(isnan(g->levels[0].shrunken)); /* nothing to learn a spread from */
    assert_true(g->gray_p < 0.001 && g->logrank_p < 0.01);
}

static void the_difference_by_the_same_day_is_that_of_the_curves(void **state)
{
    (void)state;
    sell("ada", 30, 40);
    sell("bo", 10, 40);
    const struct comparison *g = compared_by(made_measure(&m, 120), "owner");
    const struct group_level *x = &g->levels[0], *y = &g->levels[1];
    assert_close(x->cohort.value, 0.75); /* all closed by the horizon */
    assert_close(x->cohort_difference.value, 0.5);
    assert_close(y->cohort_difference.value, -0.5);
    /* se² = .75 · .25/40 · 2 */
    f64 se = sqrt(0.75 * 0.25 / 40 * 2);
    assert_true(fabs(x->cohort_difference.low - (0.5 - 1.959964 * se)) < 1e-6);
    assert_close(y->cohort_difference.low, -x->cohort_difference.high);
    /* the test over the levels is the square of the difference over its error */
    assert_close(g->cohort_chi2, 0.25 / (se * se));
}

static void sellers_alike_differ_by_no_more_than_chance(void **state)
{
    (void)state;
    sell("ada", 11, 20);
    sell("bo", 9, 20);
    sell("cy", 10, 20);
    const struct comparison *g = compared_by(made_measure(&m, 120), "owner");
    assert_int_equal(g->verdict, GROUP_NO_DIFFERENCE);
    for (i64 i = 0; i < 3; i++) {
        assert_false(g->levels[i].flagged);
        assert_true(fabs(g->levels[i].shrunken - 0.5) < 0.02); /* all are worth the mean */
    }
}

/* Versions 1 and 2 win half of their deals, after 60 days, and lose the others after 20. Version 2
 * began 50 days ago: of what it closed, nothing is won. Closed deals alone would call that a
 * difference. */
static void a_young_version_is_not_worse_for_being_young(void **state)
{
    (void)state;
    for (i64 i = 0; i < 300; i++) {
        bool won = i % 2;
        f64 start = (f64)i, close = start + (won ? 60 : 20);
        bool open = close > 300;
        i64 d = made_deal(&m,
                          open  ? OUTCOME_OPEN
                          : won ? OUTCOME_WON
                                : OUTCOME_LOST,
                          .start = start, .close = close);
        history_set_attribute(m.b, d, S("version"), i < 250 ? S("1") : S("2"));
    }
    m.options.horizon_days = 45;
    const struct comparison *g = compared_by(made_measure(&m, 300), "version");
    assert_int_equal(g->levels[1].won, 0);
    assert_true(g->p < 0.001); /* closed deals alone */
    assert_int_equal(g->verdict, GROUP_NO_DIFFERENCE);
}

/* The first quarter of a log only has what ends fast: it is not compared. As of 31 December 2024
 * the last one is whole. */
static void young_and_unfinished_quarters_are_not_compared(void **state)
{
    (void)state;
    m.options.horizon_days = 70;
    for (i64 i = 0; i < 366; i++) {
        bool won = i % 2;
        f64 close = (f64)i + (won ? 60 : 10);
        made_deal(&m,
                  close > 365 ? OUTCOME_OPEN
                  : won       ? OUTCOME_WON
                              : OUTCOME_LOST,
                  .start = (f64)i, .close = close);
    }
    const struct comparison *g = compared_by(made_measure(&m, 365), "close quarter");
    assert_int_equal(g->level_count, 3);
    assert_int_equal(g->verdict, GROUP_NO_DIFFERENCE);
    for (i64 i = 0; i < 3; i++)
        assert_false(str_eq(g->levels[i].name, S("2024 Q1")));
    m.options.horizon_days = 70;
    g = compared_by(made_measure(&m, 364), "close quarter"); /* a day before the year is over */
    assert_int_equal(g->level_count, 2);
}

static void a_seller_with_one_deal_has_counts_and_no_rate(void **state)
{
    (void)state;
    sell("ada", 30, 40);
    sell("bo", 10, 40);
    sell("cy", 1, 1);
    const struct comparison *g = compared_by(made_measure(&m, 120), "owner");
    const struct group_level *cy = &g->levels[2];
    assert_int_equal(cy->win.standing, STANDING_COUNTS);
    assert_rate(cy->win, 1, 1);
    assert_sound(cy->cohort);
    assert_true(cy->shrunken < 0.95); /* one win is not 100 % */
    assert_false(cy->flagged);
}

static void names_that_are_all_different_are_no_groups(void **state)
{
    (void)state;
    char name[16];
    for (i64 i = 0; i < 30; i++) {
        i64 d = made_deal(&m, i % 2 ? OUTCOME_WON : OUTCOME_LOST, .start = 3.0 * (f64)i,
                          .close = 3.0 * (f64)i + 5, .owner = i % 3 ? "ada" : "bo");
        snprintf(name, sizeof name, "n%lld", (long long)i);
        history_set_attribute(m.b, d, S("account"), str_c(name));
    }
    str by[] = {S("account")};
    m.options.by = by;
    m.options.by_count = 1;
    const struct answers *a = made_measure(&m, 120);
    assert_int_equal(a->groups.n, 0);
    const struct cannot_say *c = made_cannot_say(a, SUBJECT_GROUP);
    assert_int_equal(c->why, CAUSE_TOO_MANY_LEVELS);
    assert_true(str_eq(c->name, S("account")));
}

/* "Loss reason" is filled when a deal is lost: it tells the outcome, it does not explain it. */
static void a_column_that_follows_the_outcome_is_not_compared(void **state)
{
    (void)state;
    for (i64 i = 0; i < 60; i++) {
        bool won = i % 2;
        i64 d = made_deal(&m, won ? OUTCOME_WON : OUTCOME_LOST, .start = 3.0 * (f64)i,
                          .close = 3.0 * (f64)i + 5);
        history_set_attribute(m.b, d, S("step"), won ? S("signed") : i % 4 ? S("dead") : S("gone"));
    }
    const struct answers *a = made_measure(&m, 300);
    assert_int_equal(compared_by(a, "step")->verdict, GROUP_CANNOT_SAY);
    bool said = false;
    for (i64 i = 0; i < a->cannot_say.list.n; i++)
        said = said || (a->cannot_say.list.v[i].why == CAUSE_FOLLOWS_OUTCOME &&
                        str_eq(a->cannot_say.list.v[i].name, S("step")));
    assert_true(said);
}

static void an_unknown_column_is_refused_by_name(void **state)
{
    (void)state;
    struct err e = {0};
    struct history h;
    struct answers a;
    str by[] = {S("colour")};
    struct measure_options options = {.by = by, .by_count = 1, .threads = 1};
    sell("ada", 3, 6);
    assert_true(history_build(&h, m.b, made_ms(100), 1, &e));
    assert_false(measure_all(&a, &m.arena, &h, NULL, &options, &e));
    assert_non_null(strstr(e.text, "colour"));
    assert_non_null(strstr(e.hint, "owner"));
}

/* Chi-square and Benjamini-Hochberg from their definitions. */
static void the_statistics_are_those_of_the_twin(void **state)
{
    (void)state;
    static const char *const owners[] = {"a", "b", "c", "d"};
    static const str values[] = {{"x", 1}, {"y", 1}, {"z", 1}};
    struct rng rng = rng_from(17);
    for (i64 round = 0; round < 60; round++) {
        f64 won[4] = {0}, all[4] = {0}, wins = 0, chi2 = 0;
        i64 n = 60 + rng_below(&rng, 100);
        made_again(&m);
        for (i64 i = 0; i < n; i++) {
            i64 o = rng_below(&rng, 4);
            bool win = rng_below(&rng, 10) < 3 + o;
            i64 d = made_deal(&m, win ? OUTCOME_WON : OUTCOME_NO_DECISION, .start = (f64)i,
                              .close = (f64)i + 5, .owner = owners[o]);
            history_set_attribute(m.b, d, S("size"), values[rng_below(&rng, 3)]);
            won[o] += win;
            all[o]++;
            wins += win;
        }
        for (i64 o = 0; o < 4; o++) {
            f64 e = all[o] * wins / (f64)n, l = all[o] - e;
            chi2 += (won[o] - e) * (won[o] - e) / e + (won[o] - e) * (won[o] - e) / l;
        }
        const struct answers *a = made_measure(&m, 400);
        assert_close(compared_by(a, "owner")->chi2, chi2);
        /* adjusted: the least, over those as large or larger, of p · family / rank */
        f64 p[8];
        i64 family = 0;
        for (i64 k = 0; k < a->groups.n; k++) {
            const struct comparison *g = &a->groups.list[k];
            f64 tested = fmax(isnan(g->p_simulated) ? g->p : g->p_simulated, g->cohort_p);
            if (!isnan(tested)) /* too few closes in some quarters are not of the family */
                p[family++] = tested;
        }
        for (i64 i = 0; i < a->groups.n; i++) {
            const struct comparison *g = &a->groups.list[i];
            f64 mine = fmax(isnan(g->p_simulated) ? g->p : g->p_simulated, g->cohort_p), best = 1;
            for (i64 k = 0; k < family; k++) {
                i64 rank = 0;
                for (i64 j = 0; j < family; j++)
                    rank += p[j] <= p[k];
                if (p[k] >= mine)
                    best = fmin(best, p[k] * (f64)family / (f64)rank);
            }
            if (isnan(mine))
                assert_true(isnan(g->p_adjusted));
            else
                assert_close(g->p_adjusted, best);
        }
    }
}

/* 200 companies in which nothing matters, six columns each: "a difference" is said in about one
 * of twenty companies, levels are pointed at only there. (Binomial(200, .05) is below 21 with
 * probability .999.) */
static void chance_is_seldom_taken_for_a_difference(void **state)
{
    (void)state;
    static const char *const names[] = {"c1", "c2", "c3", "c4", "c5"};
    static const str values[] = {{"x", 1}, {"y", 1}, {"z", 1}, {"w", 1}};
    struct rng rng = rng_from(23);
    i64 wrong = 0;
    for (i64 round = 0; round < 200; round++) {
        made_again(&m);
        for (i64 i = 0; i < 150; i++) {
            i64 d = made_deal(&m, rng_below(&rng, 2) ? OUTCOME_WON : OUTCOME_LOST, .start = (f64)i,
                              .close = (f64)i + 9);
            for (i64 c = 0; c < LENGTH(names); c++)
                history_set_attribute(m.b, d, str_c(names[c]), values[rng_below(&rng, 4)]);
        }
        const struct answers *a = made_measure(&m, 400);
        bool any = false;
        for (i64 i = 0; i < a->groups.n; i++) {
            const struct comparison *g = &a->groups.list[i];
            any = any || g->verdict == GROUP_DIFFERENCE;
            for (i64 k = 0; k < g->level_count; k++)
                if (g->levels[k].flagged)
                    assert_int_equal(g->verdict, GROUP_DIFFERENCE);
        }
        wrong += any;
    }
    assert_true(wrong <= 20);
    assert_true(wrong >= 1); /* nor is nothing ever said */
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(two_sellers_who_differ_are_told_apart),
        TEST(the_difference_by_the_same_day_is_that_of_the_curves),
        TEST(sellers_alike_differ_by_no_more_than_chance),
        TEST(a_young_version_is_not_worse_for_being_young),
        TEST(young_and_unfinished_quarters_are_not_compared),
        TEST(a_seller_with_one_deal_has_counts_and_no_rate),
        TEST(names_that_are_all_different_are_no_groups),
        TEST(a_column_that_follows_the_outcome_is_not_compared),
        TEST(an_unknown_column_is_refused_by_name),
        TEST(the_statistics_are_those_of_the_twin),
        TEST(chance_is_seldom_taken_for_a_difference),
    };
    return cmocka_run_group_tests_name("groups", tests, NULL, NULL);
}
