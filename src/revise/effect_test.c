/* Which design a comparison has, and that each says what it must: beside the formulas of stats/,
 * which have golden values, and beside cases that are counted by hand. */
#include "revise/effect.h"

#include "revise/trial.h"
#include "stats/revision.h"
#include "stats/sequential.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define NOW (1000 * MS_PER_DAY)

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 1ll << 32);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct effect_deal deal(i64 day, bool now, bool won)
{
    return (struct effect_deal){.entered_ms = day * MS_PER_DAY,
                                .closed_ms = (day + 20) * MS_PER_DAY,
                                .closed = true,
                                .won = won,
                                .now = now,
                                .chance = NAN,
                                .order = -1};
}

static struct effect find(const struct effect_deal *v, i64 n)
{
    struct effect e;
    struct effect_options o = {.horizon_days = 90, .now_ms = NOW, .seed = 1};
    effect_find(&e, &arena, v, n, &o);
    return e;
}

static void random_deals_are_judged_in_the_order_of_assignment(void **state)
{
    (void)state;
    enum { N = 400 };
    struct effect_deal v[N];
    u8 arm[N], won[N];
    struct rng r = rng_from(3);
    for (i64 i = 0; i < N; i++) {
        v[i] = deal(i, rng_below(&r, 2), false);
        v[i].won = rng_unit(&r) < (v[i].now ? .7 : .4);
        v[i].chance = .5;
        v[i].order = i;
        arm[i] = v[i].now;
        won[i] = v[i].won;
    }
    struct sequential_data d = {.arm = arm, .won = won, .p = .5, .n = N};
    struct sequential_evidence x = sequential_evidence(&d, NULL);
    for (i64 i = 0; i < N / 2; i++) { /* the order of the list says nothing */
        struct effect_deal swap = v[i];
        v[i] = v[N - 1 - i];
        v[N - 1 - i] = swap;
    }
    struct effect e = find(v, N);
    assert_int_equal(e.design, EFFECT_RANDOMISED_DEALS);
    assert_int_equal(effect_grade(e.design), 'A');
    assert_int_equal(e.looked_at, N);
    assert_true(fabs(e.log_e - x.log_e) < 1e-12 && fabs(e.p - x.p) < 1e-15);
    assert_int_equal(e.first_20, x.first_20);
    assert_int_equal(e.finding, EFFECT_BETTER);
    /* one that is open and young ends what may be looked at, whatever came after it */
    for (i64 i = 0; i < N; i++)
        if (v[i].order == 150) {
            v[i].closed = v[i].won = false;
            v[i].entered_ms = NOW - 10 * MS_PER_DAY;
        }
    e = find(v, N);
    assert_int_equal(e.looked_at, 150);
    assert_int_equal(e.arm[0].entered + e.arm[1].entered, N);
}

static void few_random_deals_are_too_few(void **state)
{
    (void)state;
    struct effect_deal v[40];
    for (i64 i = 0; i < 40; i++) {
        v[i] = deal(i, i % 2, i % 2);
        v[i].chance = .5;
        v[i].order = i;
    }
    struct effect e = find(v, 20);
    assert_int_equal(e.finding, EFFECT_TOO_FEW);
    e = find(v, 40); /* 20 of 20 against 0 of 20: the sequence may not be used yet, E may */
    assert_true(isnan(e.difference.ci.low));
    assert_int_equal(e.finding, EFFECT_BETTER);
}

static void whole_sellers_are_compared_as_sellers(void **state)
{
    (void)state;
    struct effect_deal v[80];
    /* sellers 0, 1: 2 and 4 of 20 won before; 2, 3: 10 and 12 of 20 now */
    static const i64 wins[] = {2, 4, 10, 12};
    for (i64 i = 0; i < 80; i++) {
        u32 seller = (u32)(i / 20);
        v[i] = deal(i, seller >= 2, i % 20 < wins[seller]);
        v[i].seller = seller;
        v[i].chance = .5;
        v[i].order = i;
    }
    struct effect e = find(v, 80);
    assert_int_equal(e.design, EFFECT_RANDOMISED_SELLERS);
    assert_int_equal(e.units, 4);
    assert_true(fabs(e.difference.value - .4) < 1e-12); /* .15 to .55 */
    assert_true(fabs(e.difference.se - sqrt(2 * .005 / 2)) < 1e-12);
    assert_true(e.difference.ci.high - e.difference.ci.low > 2 * 4 * e.difference.se); /* t, 2 df */
    assert_true(e.needed.design_effect > 1.9);
}

static void teams_that_moved_at_different_times_are_compared_with_those_that_had_not(void **state)
{
    (void)state;
    /* 3 teams, 12 months of 10 deals each; wins: 4, the third 5; +3 after the move of team 0 (month
     * 6) and of team 1 (month 9); everybody +1 from month 6 on */
    struct effect_deal v[3 * 12 * 10];
    i64 n = 0;
    for (i64 team = 0; team < 3; team++)
        for (i64 month = 0; month < 12; month++)
            for (i64 k = 0; k < 10; k++) {
                bool now = (team == 0 && month >= 6) || (team == 1 && month >= 9);
                i64 wins = (team == 2 ? 5 : 4) + (now ? 3 : 0) + (month >= 6);
                i64 day = date_to_days((struct date){1971, (i32)month + 1, 1 + (i32)k});
                v[n] = deal(day, now, k < wins);
                v[n++].team = (u32)team;
            }
    struct effect e = find(v, n);
    assert_int_equal(e.design, EFFECT_STAGGERED);
    assert_int_equal(effect_grade(e.design), 'B');
    assert_int_equal(e.units, 3);
    /* months before the move of team 1 hold three of the common rise, which its comparison shares
     */
    assert_true(fabs(e.difference.value - .3) < 1e-12);
    assert_true(fabs(e.before_gap) < 1e-12);
    assert_true(isnan(e.difference.ci.low) && e.p > 0 && e.p <= 1); /* three teams: no interval */
}

static void two_teams_give_the_plain_difference_in_differences(void **state)
{
    (void)state;
    struct rng r = rng_from(5);
    for (i32 round = 0; round < 20; round++) {
        struct effect_deal v[2 * 8 * 10];
        struct revision_count c[2][2] = {0}; /* team, after */
        i64 n = 0;
        for (i64 team = 0; team < 2; team++)
            for (i64 month = 0; month < 8; month++)
                for (i64 k = 0; k < 10; k++) {
                    bool won = rng_below(&r, 3) == 0, after = month >= 4;
                    i64 day = date_to_days((struct date){1971, (i32)month + 1, 1 + (i32)k});
                    v[n] = deal(day, team == 0 && after, won);
                    v[n++].team = (u32)team;
                    c[team][after].n++;
                    c[team][after].won += won;
                }
        struct estimate plain =
            revision_difference_in_differences(c[0][1], c[0][0], c[1][1], c[1][0], .95);
        struct effect e = find(v, n);
        assert_int_equal(e.design, EFFECT_STAGGERED);
        assert_true(fabs(e.difference.value - plain.value) < 1e-12);
    }
}

static void before_and_after_is_called_by_its_name(void **state)
{
    (void)state;
    struct effect_deal v[200];
    for (i64 i = 0; i < 200; i++) { /* two segments; 20 % before, 40 % after, in both */
        bool now = i >= 100;
        v[i] = deal(700 + i, now, i % 10 < (now ? 4 : 2));
        v[i].segment = (u32)(i / 50 % 2);
        v[i].migrated = i % 100 == 99;
    }
    struct effect e = find(v, 200);
    assert_int_equal(e.design, EFFECT_BEFORE_AFTER);
    assert_int_equal(effect_grade(e.design), 'D');
    assert_int_equal(e.left_out, 2);
    assert_true(fabs(e.difference.value - .2) < .01);
    assert_true(fabs(e.covered - 1) < 1e-12);
    /* long enough, it is a series */
    struct effect_deal s[24 * 10];
    for (i64 i = 0; i < 240; i++) {
        i64 month = i / 10, k = i % 10;
        i64 day = date_to_days(
            (struct date){1970 + (i32)(month / 12), (i32)(month % 12) + 1, 1 + (i32)k});
        s[i] = deal(day, month >= 14, k < (month >= 14 ? 6 : 3) + month % 2);
    }
    e = find(s, 240);
    assert_int_equal(e.design, EFFECT_SERIES);
    assert_int_equal(effect_grade(e.design), 'C');
    assert_int_equal(e.months_before, 14);
    assert_int_equal(e.months_after, 10);
    assert_true(fabs(e.difference.value - .3) < .05);
}

static void nothing_is_compared_with_nothing(void **state)
{
    (void)state;
    struct effect_deal v[30];
    for (i64 i = 0; i < 30; i++)
        v[i] = deal(900 + i, false, i % 3 == 0);
    struct effect e = find(v, 30);
    assert_int_equal(e.design, EFFECT_NOTHING);
    assert_int_equal(e.finding, EFFECT_TOO_FEW);
    e = find(v, 0);
    assert_int_equal(e.design, EFFECT_NOTHING);
}

/* STATISTICS 6: base 46.6 %, 80 % power. */
static void the_numbers_of_the_specification_come_out(void **state)
{
    (void)state;
    static const struct {
        f64 change;
        i64 per_arm;
    } rows[] = {{.05, 1569}, {.10, 391}, {.15, 173}, {.20, 96}};
    for (i64 i = 0; i < LENGTH(rows); i++) {
        struct sample_question q = {.base = .466, .change = rows[i].change};
        assert_int_equal(sample_size(&q).per_arm, rows[i].per_arm);
    }
    struct sample_question q = {
        .base = .466, .change = .05, .per_week = 100, .horizon_days = 70, .deals_per_seller = 25};
    struct sample_answer a = sample_size(&q);
    assert_true(fabs(a.design_effect - 2.2) <
                1e-12); /* 1 + 24 × .05; the table adds unequal sellers */
    assert_int_equal(a.weeks, (i64)ceil((f64)a.total / 100 + 10));
    q = (struct sample_question){.base = .466, .change = .6};
    assert_int_equal(sample_size(&q).per_arm, 0);
    /* 200 deals a year: 20 points at most can be seen */
    q = (struct sample_question){.base = .466, .change = .05, .per_week = 200. / 52};
    assert_true(fabs(sample_size(&q).a_year_shows - .195) < .002);
}

/* Each with the probability that is written down, and the arms never far apart. */
static void a_trial_keeps_its_arms_alike_and_every_assignment_open(void **state)
{
    (void)state;
    i64 given[3] = {0}, now_of[3] = {0}, apart = 0;
    for (u64 seed = 0; seed < 3000; seed++) {
        i64 before = 0, now = 0;
        for (i64 i = 0; i < 20; i++) {
            struct trial_draw d = trial_assign(seed, 7, before, now);
            struct trial_draw again = trial_assign(seed, 7, before, now);
            i64 kind = d.per_mille == 333 ? 0 : d.per_mille == 500 ? 1 : 2;
            assert_true(d.now == again.now && d.per_mille == again.per_mille);
            assert_int_equal(kind, 2 * now > before ? 0 : 2 * now < before ? 2 : 1);
            given[kind]++;
            now_of[kind] += d.now;
            before++;
            now += d.now;
        }
        apart += now < 7 || now > 13;
    }
    static const f64 promised[] = {.333, .5, .667};
    for (i64 k = 0; k < 3; k++)
        assert_true(fabs((f64)now_of[k] / (f64)given[k] - promised[k]) < .015);
    assert_true(apart < 60); /* by fair coins it would be 350 of 3,000 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_deals_are_judged_in_the_order_of_assignment),
        cmocka_unit_test(few_random_deals_are_too_few),
        cmocka_unit_test(whole_sellers_are_compared_as_sellers),
        cmocka_unit_test(teams_that_moved_at_different_times_are_compared_with_those_that_had_not),
        cmocka_unit_test(two_teams_give_the_plain_difference_in_differences),
        cmocka_unit_test(before_and_after_is_called_by_its_name),
        cmocka_unit_test(nothing_is_compared_with_nothing),
        cmocka_unit_test(the_numbers_of_the_specification_come_out),
        cmocka_unit_test(a_trial_keeps_its_arms_alike_and_every_assignment_open),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
