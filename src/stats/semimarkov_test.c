/* Walks of deals against the exact answer; hazards learnt from what walks showed; scores. */
#include "stats/semimarkov.h"

#include "base/base.h"
#include "stats/draw.h"
#include "stats/forecast_score.h"
#include "stats/little.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

enum { STAGES = 3, BINS = 3, EXITS = 3 };

static const f64 edges[BINS] = {0, 7, 30};

static struct semimarkov random_model(struct rng *r, f64 *hazard)
{
    for (i64 i = 0; i < STAGES * BINS * EXITS; i++)
        hazard[i] = i % 7 == 3 ? 0 : .05 * rng_unit(r);
    return (struct semimarkov){STAGES, BINS, EXITS, 0, edges, hazard};
}

static void walks_win_as_often_as_the_exact_answer_says(void **state)
{
    (void)state;
    struct rng r = rng_stream(12, S("exact"));
    for (i64 round = 0; round < 12; round++) {
        f64 hazard[STAGES * BINS * EXITS], age = (f64)rng_below(&r, 40);
        struct semimarkov m = random_model(&r, hazard);
        i64 stage = rng_below(&r, STAGES), wins = 0, walks = 8000;
        f64 p = semimarkov_win(&m, &arena, stage, age, 90, 64);
        for (i64 i = 0; i < walks; i++)
            wins += semimarkov_walk(&m, stage, age, 90, &r).exit == 0;
        assert_true(fabs((f64)wins / (f64)walks - p) < 5 * sqrt(.25 / (f64)walks));
        assert_true(fabs(p - semimarkov_win(&m, &arena, stage, age, 90, 256)) < 1e-4);
    }
}

static void a_walk_ends_in_time_and_may_go_back(void **state)
{
    (void)state;
    struct rng r = rng_stream(12, S("back"));
    f64 hazard[STAGES * BINS * EXITS], none[STAGES * BINS * EXITS] = {0};
    struct semimarkov m = random_model(&r, hazard);
    m.back = 2;
    for (i64 i = 0; i < 5000; i++) {
        struct semimarkov_end e = semimarkov_walk(&m, 1, 3, 60, &r);
        assert_true(e.days >= 0 && e.days <= 60 && e.exit != 2);
        assert_true((e.exit == -1) == (e.days == 60));
        assert_true(e.exit != 0 || e.stage == STAGES - 1);
    }
    m.hazard = none;
    assert_int_equal(semimarkov_walk(&m, 0, 0, 60, &r).exit, -1);
    m.back = 0;
    assert_true(semimarkov_win(&m, &arena, 0, 0, 60, 32) == 0);
}

static void nothing_happens_before_its_age(void **state)
{
    (void)state;
    struct rng r = rng_stream(12, S("age"));
    f64 hazard[STAGES * BINS * EXITS] = {0};
    for (i64 stage = 0; stage < STAGES; stage++)
        hazard[(stage * BINS + 2) * EXITS] = 1e6; /* on at once, from the age of 30 */
    struct semimarkov m = {STAGES, BINS, EXITS, 0, edges, hazard};
    struct semimarkov_end e = semimarkov_walk(&m, 0, 3, 1000, &r);
    assert_true(e.exit == 0 && fabs(e.days - (27 + 30 + 30)) < .01);
    assert_true(semimarkov_walk(&m, 2, 12, 17.9, &r).exit == -1);
    assert_true(semimarkov_win(&m, &arena, 2, 12, 17.9, 64) == 0);
    assert_true(semimarkov_win(&m, &arena, 2, 12, 18.1, 64) > .999);
}

static void hazards_come_back_from_much_data_and_from_their_stage_when_there_is_none(void **state)
{
    (void)state;
    struct rng r = rng_stream(12, S("learn"));
    f64 hazard[STAGES * BINS * EXITS], learnt[STAGES * BINS * EXITS];
    f64 days[STAGES * BINS] = {0}, count[STAGES * BINS * EXITS] = {0};
    struct semimarkov m = random_model(&r, hazard);
    for (i64 cell = 0; cell < STAGES * BINS; cell++) {
        days[cell] = 1e6;
        for (i64 e = 0; e < EXITS; e++)
            count[cell * EXITS + e] = 1e6 * hazard[cell * EXITS + e];
    }
    struct semimarkov_seen seen = {days, count};
    semimarkov_learn(learnt, &m, &seen, NULL);
    for (i64 i = 0; i < STAGES * BINS * EXITS; i++)
        assert_true(fabs(learnt[i] - hazard[i]) < 1e-4);
    semimarkov_learn(learnt, &m, &seen, &r);
    for (i64 i = 0; i < STAGES * BINS * EXITS; i++)
        assert_true(fabs(learnt[i] - hazard[i]) < 2e-3);
    days[1] = 0; /* a bin nobody reached: the exit's rate over the whole stage */
    for (i64 e = 0; e < EXITS; e++)
        count[EXITS + e] = 0;
    semimarkov_learn(learnt, &m, &seen, NULL);
    f64 rate = (count[0] + count[2 * EXITS] + .5) / (2e6 + 50);
    assert_true(fabs(learnt[EXITS] - rate) < 1e-12);
}

static void honest_forecasts_score_better_than_the_base_rate(void **state)
{
    (void)state;
    struct rng r = rng_stream(12, S("honest"));
    f64 p[3000], bold[3000];
    u8 y[3000];
    for (i64 i = 0; i < 3000; i++) {
        p[i] = floor(10 * rng_unit(&r)) / 10 + .05;
        y[i] = draw_chance(&r, p[i]);
        bold[i] = p[i] < .5 ? p[i] / 2 : .5 + p[i] / 2;
    }
    f64 brier = forecast_score_brier(p, y, 3000);
    assert_true(forecast_score_skill(p, y, 3000) > .2);
    assert_true(brier < forecast_score_brier(bold, y, 3000));
    assert_true(fabs(forecast_score_spiegelhalter(p, y, 3000)) < 3.5);
    assert_true(forecast_score_auc(&arena, p, y, 3000) > .7);
    struct forecast_calibration c, over;
    assert_true(forecast_score_calibration(&c, &arena, p, y, 3000));
    assert_true(forecast_score_calibration(&over, &arena, bold, y, 3000));
    assert_true(fabs(c.slope - 1) < .15 && over.slope < c.slope - .1);
    struct forecast_bin bins[10];
    i64 k = forecast_score_bins(bins, &arena, p, y, 3000, 10), rows = 0;
    for (i64 i = 0; i < k; i++)
        rows += bins[i].n;
    assert_int_equal(rows, 3000);
    f64 time[3000];
    u8 event[3000];
    for (i64 i = 0; i < 3000; i++) {
        time[i] = 1;
        event[i] = y[i] ? 1 : 2;
    }
    f64 all_seen = forecast_score_censored_brier(&arena, p, time, event, 3000, 5);
    assert_true(fabs(all_seen - brier) < 1e-12);
}

/* Murphy's three parts make the Brier score exactly when p is one number per bin. */
static void the_three_parts_make_the_score(void **state)
{
    (void)state;
    f64 p[] = {.1, .1, .1, .4, .4, .4, .9, .9, .9};
    u8 y[] = {0, 0, 1, 0, 1, 1, 1, 1, 0};
    struct forecast_bin bins[3];
    i64 k = forecast_score_bins(bins, &arena, p, y, 9, 3);
    assert_int_equal(k, 3);
    struct forecast_murphy m = forecast_score_murphy(bins, k);
    f64 brier = forecast_score_brier(p, y, 9);
    assert_true(fabs(m.reliability - m.resolution + m.uncertainty - brier) < 1e-12);
}

static void a_sharp_right_forecast_has_the_lower_crps(void **state)
{
    (void)state;
    f64 sharp[] = {9, 10, 11}, wide[] = {0, 10, 20}, point[] = {7};
    assert_true(forecast_score_crps(&arena, sharp, 3, 10) <
                forecast_score_crps(&arena, wide, 3, 10));
    assert_true(forecast_score_crps(&arena, point, 1, 10) == 3); /* a point: absolute error */
    f64 low[] = {0, 0, 5}, high[] = {2, 1, 9}, came[] = {1, 2, 9};
    assert_true(fabs(forecast_score_coverage(low, high, came, 3) - 2. / 3) < 1e-15);
}

static void a_steady_house_obeys_little(void **state)
{
    (void)state;
    struct rng r = rng_stream(12, S("little"));
    i64 n = 20000;
    f64 *from = arena_array(&arena, f64, n), *to = arena_array(&arena, f64, n);
    bool *open = arena_array(&arena, bool, n);
    for (i64 i = 0; i < n; i++) {
        from[i] = draw_uniform(&r, -100, 1000);
        to[i] = from[i] + draw_exponential(&r, .1);
        open[i] = to[i] > 1000;
    }
    struct little_balance l = little_check(from, to, open, n, 1000);
    assert_true(fabs(l.ratio - 1) < .05);
    for (i64 i = 0; i < n; i += 4) { /* a quarter never ends: zombies */
        to[i] = 1000;
        open[i] = true;
    }
    assert_true(little_check(from, to, open, n, 1000).ratio > 1.25);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(walks_win_as_often_as_the_exact_answer_says),
        cmocka_unit_test(a_walk_ends_in_time_and_may_go_back),
        cmocka_unit_test(nothing_happens_before_its_age),
        cmocka_unit_test(hazards_come_back_from_much_data_and_from_their_stage_when_there_is_none),
        cmocka_unit_test(honest_forecasts_score_better_than_the_base_rate),
        cmocka_unit_test(the_three_parts_make_the_score),
        cmocka_unit_test(a_sharp_right_forecast_has_the_lower_crps),
        cmocka_unit_test(a_steady_house_obeys_little),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
