/* Curves and their errors against a slow twin that follows every row through every time. */
#include "stats/survival.h"

#include "base/base.h"
#include "stats/draw.h"
#include "stats/special.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

enum { ROWS_MAX = 40, CAUSES = 3, TIMES_MAX = ROWS_MAX + 1 };

struct sample {
    f64 entry[ROWS_MAX], time[ROWS_MAX];
    u8 event[ROWS_MAX];
    i64 n;
    bool late;
};

static struct sample random_sample(struct rng *r)
{
    struct sample s = {.n = 1 + rng_below(r, ROWS_MAX), .late = draw_chance(r, .5)};
    i64 days = 1 + rng_below(r, 30);
    for (i64 i = 0; i < s.n; i++) {
        s.time[i] = (f64)rng_below(r, days) + (s.late ? 1 : 0);
        s.entry[i] = (f64)rng_below(r, (i64)s.time[i] + 2) - 1; /* some never at risk */
        s.event[i] = (u8)rng_below(r, CAUSES + 1);
    }
    return s;
}

static struct survival fit(const struct sample *s)
{
    struct survival out;
    survival_fit(
        &out, &arena,
        &(struct survival_data){s->late ? s->entry : NULL, s->time, s->event, s->n, CAUSES});
    return out;
}

/* STATISTICS 1, word for word: index 0 is S, 1 … 3 are F_k; `move` each row's influence. */
struct twin {
    f64 value[CAUSES + 1];
    f64 move[CAUSES + 1][ROWS_MAX];
};

static bool at_risk(const struct sample *s, i64 i, f64 t)
{
    return (!s->late || s->entry[i] < t) && s->time[i] >= t;
}

static void twin_step(struct twin *w, const struct sample *s, f64 t)
{
    f64 y = 0, d[CAUSES + 1] = {0}, open = w->value[0];
    for (i64 i = 0; i < s->n; i++) {
        y += at_risk(s, i, t);
        if (at_risk(s, i, t) && s->time[i] == t && s->event[i]) {
            d[s->event[i]]++;
            d[0]++;
        }
    }
    if (d[0] == 0)
        return;
    for (i64 i = 0; i < s->n; i++) {
        f64 here = at_risk(s, i, t), old = w->move[0][i];
        f64 own = here > 0 && s->time[i] == t && s->event[i] ? 1 : 0;
        for (u8 k = 1; k <= CAUSES; k++) {
            f64 mine = own > 0 && s->event[i] == k ? 1 : 0;
            w->move[k][i] += old * d[k] / y + open * (mine - here * d[k] / y) / y;
        }
        w->move[0][i] = old * (1 - d[0] / y) - open * (own - here * d[0] / y) / y;
    }
    for (u8 k = 1; k <= CAUSES; k++)
        w->value[k] += open * d[k] / y;
    w->value[0] *= 1 - d[0] / y;
}

static struct twin twin_at(const struct sample *s, f64 t)
{
    struct twin w = {.value = {1}};
    for (f64 day = 0; day <= t; day++)
        twin_step(&w, s, day);
    return w;
}

static f64 twin_se(const struct twin *w, i64 n, i32 k)
{
    f64 v = 0;
    for (i64 i = 0; i < n; i++)
        v += w->move[k][i] * w->move[k][i];
    return sqrt(v);
}

static void assert_near(f64 got, f64 expected)
{
    if (!(fabs(got - expected) <= 1e-10))
        fail_msg("%.17g, expected %.17g", got, expected);
}

static void curves_errors_and_influences_follow_every_row(void **state)
{
    (void)state;
    struct rng r = rng_stream(7, S("curves"));
    for (i64 round = 0; round < 400; round++) {
        i64 mark = arena_mark(&arena);
        struct sample s = random_sample(&r);
        struct survival f = fit(&s);
        f64 t = (f64)rng_below(&r, 33) - 1, move[ROWS_MAX], risk = 0;
        struct twin w = twin_at(&s, t);
        for (i64 i = 0; i < s.n; i++)
            risk += at_risk(&s, i, t) && (!s.late || s.entry[i] < s.time[i]);
        assert_near(survival_at_risk(&f, t), risk);
        for (i32 k = 0; k <= CAUSES; k++) {
            struct estimate e =
                k ? survival_cif_at(&f, &arena, k, t, .95) : survival_open_at(&f, &arena, t, .95);
            assert_near(e.value, w.value[k]);
            assert_near(e.se, twin_se(&w, s.n, k));
            survival_influence(move, &f, &arena, k, t);
            for (i64 i = 0; i < s.n; i++)
                assert_near(move[i], w.move[k][i]);
        }
        arena_rewind(&arena, mark);
    }
}

static void mean_times_add_the_curve_up_day_by_day(void **state)
{
    (void)state;
    struct rng r = rng_stream(7, S("areas"));
    for (i64 round = 0; round < 200; round++) {
        i64 mark = arena_mark(&arena);
        struct sample s = random_sample(&r);
        struct survival f = fit(&s);
        i64 tau = 1 + rng_below(&r, 35);
        struct twin w = {.value = {1}};
        f64 area[CAUSES + 1] = {0}, move[CAUSES + 1][ROWS_MAX] = {{0}};
        for (i64 day = 0; day < tau; day++) {
            twin_step(&w, &s, (f64)day);
            for (i64 k = 0; k <= CAUSES; k++) {
                area[k] += w.value[k];
                for (i64 i = 0; i < s.n; i++)
                    move[k][i] += w.move[k][i];
            }
        }
        for (i32 k = 0; k <= CAUSES; k++) {
            f64 v = 0;
            for (i64 i = 0; i < s.n; i++)
                v += move[k][i] * move[k][i];
            struct estimate e = survival_mean_time(&f, &arena, k, (f64)tau, .95);
            assert_near(e.value, area[k]);
            assert_near(e.se, sqrt(v));
        }
        arena_rewind(&arena, mark);
    }
}

static void the_quick_errors_of_a_whole_curve_are_the_slow_ones(void **state)
{
    (void)state;
    struct rng r = rng_stream(7, S("quick"));
    for (i64 round = 0; round < 200; round++) {
        i64 mark = arena_mark(&arena);
        struct sample s = random_sample(&r);
        struct survival f = fit(&s);
        f64 se[TIMES_MAX];
        for (i32 k = 0; k <= CAUSES; k++) {
            survival_curve_se(se, &f, &arena, k);
            for (i64 j = 0; j < f.m; j++) {
                struct estimate e = k ? survival_cif_at(&f, &arena, k, f.t[j], .95)
                                      : survival_open_at(&f, &arena, f.t[j], .95);
                assert_near(se[j], e.se);
                if (k && !f.late_entry)
                    assert_near(sqrt(fmax(0, survival_greenwood(&f, k, f.t[j]))), e.se);
            }
        }
        arena_rewind(&arena, mark);
    }
}

static void the_states_are_exclusive_and_the_order_of_rows_does_not_matter(void **state)
{
    (void)state;
    struct rng r = rng_stream(7, S("order"));
    for (i64 round = 0; round < 200; round++) {
        i64 mark = arena_mark(&arena);
        struct sample s = random_sample(&r), back = s;
        for (i64 i = 0; i < s.n; i++) {
            back.time[i] = s.time[s.n - 1 - i];
            back.entry[i] = s.entry[s.n - 1 - i];
            back.event[i] = s.event[s.n - 1 - i];
        }
        struct survival a = fit(&s), b = fit(&back);
        for (f64 t = -1; t < 33; t++) {
            f64 all = survival_open(&a, t);
            for (i32 k = 1; k <= CAUSES; k++) {
                all += survival_cif(&a, k, t);
                assert_true(survival_cif(&a, k, t) == survival_cif(&b, k, t));
            }
            assert_near(all, 1);
        }
        arena_rewind(&arena, mark);
    }
}

static void nothing_seen_says_nothing_and_does_not_stop(void **state)
{
    (void)state;
    struct survival f;
    survival_fit(&f, &arena, &(struct survival_data){.causes = 2});
    struct estimate e = survival_cif_at(&f, &arena, 1, 10, .95);
    assert_true(e.value == 0 && e.se == 0 && isnan(e.ci.low));
    assert_true(survival_open(&f, 10) == 1 && survival_at_risk(&f, 0) == 0);
    assert_true(isnan(survival_quantile(&f, .5, .95).value));
    assert_true(isnan(survival_age_of_share(&f, 1, .9)));
    f64 from, to;
    assert_false(survival_range(&f, 1, &from, &to));
    struct rng r = rng_from(1);
    assert_true(isnan(survival_band(&f, &arena, 1, (struct interval){0, 9}, .95, 10, &r)));
}

static void when_all_are_closed_curves_are_plain_shares(void **state)
{
    (void)state;
    f64 time[] = {5, 1, 3, 3, 9};
    u8 event[] = {1, 2, 1, 1, 2};
    struct survival f;
    survival_fit(&f, &arena, &(struct survival_data){NULL, time, event, 5, 2});
    assert_near(survival_cif(&f, 1, 3), .4);
    assert_near(survival_cif(&f, 1, 2.99), 0);
    assert_near(survival_cif(&f, 2, 100), .4);
    assert_near(survival_cif_at(&f, &arena, 1, 3, .95).se, sqrt(.4 * .6 / 5));
    assert_near(survival_conditional(&f, 1, 3, 2), .5);
    assert_near(survival_quantile(&f, .5, .95).value, 3);
    assert_near(survival_age_of_share(&f, 1, .9), 5);
    assert_near(survival_mean_time(&f, &arena, 0, 100, .95).value, 21. / 5);
}

/* The truth: two causes with constant hazards, entry over a year, looked at on its last day. */
static void intervals_cover_the_truth_about_as_often_as_they_say(void **state)
{
    (void)state;
    struct rng r = rng_stream(11, S("coverage"));
    f64 win = .006, lose = .009, horizon = 60;
    f64 truth = win / (win + lose) * (1 - exp(-(win + lose) * horizon));
    i64 covered = 0, rounds = 1500;
    for (i64 round = 0; round < rounds; round++) {
        i64 mark = arena_mark(&arena);
        f64 time[80];
        u8 event[80];
        for (i64 i = 0; i < 80; i++) {
            f64 w = draw_exponential(&r, win), l = draw_exponential(&r, lose);
            f64 seen = draw_uniform(&r, 0, 365);
            time[i] = ceil(fmin(seen, fmin(w, l)));
            event[i] = seen < fmin(w, l) ? 0 : w < l ? 1 : 2;
        }
        struct survival f;
        survival_fit(&f, &arena, &(struct survival_data){NULL, time, event, 80, 2});
        struct estimate e = survival_cif_at(&f, &arena, 1, horizon, .95);
        covered += e.ci.low <= truth && truth <= e.ci.high;
        arena_rewind(&arena, mark);
    }
    assert_in_range(covered, rounds * 925 / 1000, rounds * 975 / 1000);
}

static void moments_of_a_curve_vary_together_as_their_rows_say(void **state)
{
    (void)state;
    struct rng r = rng_stream(13, S("together"));
    for (i64 round = 0; round < 200; round++) {
        i64 mark = arena_mark(&arena);
        struct sample s = random_sample(&r);
        struct survival f = fit(&s);
        f64 t[4], out[16];
        struct twin w[4];
        for (i64 i = 0; i < 4; i++) {
            t[i] = (f64)rng_below(&r, 32);
            w[i] = twin_at(&s, t[i]);
        }
        for (i32 k = 0; k <= CAUSES; k++) {
            survival_covariance(out, &f, &arena, k, t, 4);
            for (i64 i = 0; i < 16; i++) {
                f64 sum = 0;
                for (i64 row = 0; row < s.n; row++)
                    sum += w[i / 4].move[k][row] * w[i % 4].move[k][row];
                assert_true(fabs(out[i] - sum) < 1e-12);
            }
        }
        arena_rewind(&arena, mark);
    }
}

static void a_band_is_wider_than_its_points_and_holds_the_whole_curve(void **state)
{
    (void)state;
    struct rng r = rng_stream(13, S("bands"));
    i64 inside = 0, rounds = 300;
    for (i64 round = 0; round < rounds; round++) {
        i64 mark = arena_mark(&arena);
        f64 time[100];
        u8 event[100];
        for (i64 i = 0; i < 100; i++) {
            time[i] = ceil(draw_exponential(&r, .02));
            event[i] = (u8)(1 + rng_below(&r, 2));
        }
        struct survival f;
        survival_fit(&f, &arena, &(struct survival_data){NULL, time, event, 100, 2});
        f64 critical = survival_band(&f, &arena, 1, (struct interval){10, 80}, .95, 500, &r);
        assert_true(critical > special_z(.95) && critical < 4);
        bool holds = true;
        for (f64 t = 10; t <= 80; t++) {
            struct estimate e = survival_cif_at(&f, &arena, 1, t, .95);
            struct interval wide = interval_cloglog(e.value, e.se, critical);
            f64 truth = .5 * (1 - exp(-.02 * t));
            holds &= wide.low <= truth && truth <= wide.high;
        }
        inside += holds;
        arena_rewind(&arena, mark);
    }
    assert_in_range(inside, rounds * 90 / 100, rounds * 99 / 100);
}

/* A row at risk for a moment in which nothing happens makes the slow way, and nothing else. */
static void both_ways_to_a_band_agree(void **state)
{
    (void)state;
    struct rng r = rng_stream(13, S("ways"));
    f64 time[61], entry[61] = {0};
    u8 event[61];
    for (i64 i = 0; i < 60; i++) {
        time[i] = 1 + (f64)rng_below(&r, 40);
        event[i] = (u8)rng_below(&r, 3);
    }
    time[0] = 1; /* something happened before the row comes */
    event[0] = 1;
    time[60] = 1.5;
    entry[60] = 1.25;
    event[60] = 0;
    struct survival quick, slow;
    survival_fit(&quick, &arena, &(struct survival_data){NULL, time, event, 60, 2});
    survival_fit(&slow, &arena, &(struct survival_data){entry, time, event, 61, 2});
    assert_true(!quick.late_entry && slow.late_entry);
    struct interval days = {5, 35};
    f64 a = survival_band(&quick, &arena, 1, days, .95, 20000, &r);
    f64 b = survival_band(&slow, &arena, 1, days, .95, 20000, &r);
    assert_true(fabs(a - b) < .05);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(curves_errors_and_influences_follow_every_row),
        cmocka_unit_test(mean_times_add_the_curve_up_day_by_day),
        cmocka_unit_test(the_quick_errors_of_a_whole_curve_are_the_slow_ones),
        cmocka_unit_test(the_states_are_exclusive_and_the_order_of_rows_does_not_matter),
        cmocka_unit_test(nothing_seen_says_nothing_and_does_not_stop),
        cmocka_unit_test(when_all_are_closed_curves_are_plain_shares),
        cmocka_unit_test(intervals_cover_the_truth_about_as_often_as_they_say),
        cmocka_unit_test(moments_of_a_curve_vary_together_as_their_rows_say),
        cmocka_unit_test(both_ways_to_a_band_agree),
        cmocka_unit_test(a_band_is_wider_than_its_points_and_holds_the_whole_curve),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
