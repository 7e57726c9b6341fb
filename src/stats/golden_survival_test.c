/* Aalen-Johansen, Kaplan-Meier and what follows from them, against R (survival, cmprsk, etm). */
#include "stats/rank.h"
#include "stats/special.h"
#include "stats/survival.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "tests/arena.h"
#include "tests/golden_table.h"

static const char *const causes[] = {"win", "loss", "nodecision"};

static struct survival fit_rows(const f64 *entry, const f64 *time, const u8 *event, i64 n, i32 k)
{
    struct survival s;
    survival_fit(&s, &arena, &(struct survival_data){entry, time, event, n, k});
    return s;
}

static struct survival fit_file(const char *name, bool late)
{
    struct golden_table t = golden_table(&arena, name);
    return fit_rows(late ? golden_column(&t, "entry") : NULL, golden_column(&t, "time"),
                    golden_bytes(&t, "event"), t.n, 3);
}

/* Rows whose `keep` is `wanted`, all causes as one when `one`. */
static struct survival fit_team(const char *team, i32 k)
{
    struct golden_table t = golden_table(&arena, "deals.csv");
    str *teams = golden_texts(&t, "team");
    f64 *time = golden_column(&t, "time");
    u8 *event = golden_bytes(&t, "event");
    i64 n = 0;
    for (i64 i = 0; i < t.n; i++)
        if (str_eq(teams[i], str_c(team))) {
            time[n] = time[i];
            event[n++] = event[i];
        }
    return fit_rows(NULL, time, event, n, k);
}

static void check_aj(const struct survival *s, const json_t *x, struct golden_tolerance tol)
{
    const json_t *times = golden_get(x, "times");
    for (size_t i = 0; i < json_array_size(times); i++) {
        f64 t = golden_number(json_array_get(times, i));
        struct estimate open = survival_open_at(s, &arena, t, .95);
        golden_check("n_risk", survival_at_risk(s, t), json_array_get(golden_get(x, "n_risk"), i),
                     tol);
        golden_check("open", open.value, json_array_get(golden_get(x, "open"), i), tol);
        golden_check("open_se", open.se, json_array_get(golden_get(x, "open_se_ij"), i), tol);
        for (i32 k = 1; k <= 3; k++) {
            const json_t *c = golden_get(x, causes[k - 1]);
            struct estimate e = survival_cif_at(s, &arena, k, t, .95);
            golden_check("cif", e.value, json_array_get(golden_get(c, "cif"), i), tol);
            golden_check("se", e.se, json_array_get(golden_get(c, "se_ij"), i), tol);
            golden_array("ci", (f64[]){e.ci.low, e.ci.high}, 2,
                         json_array_get(golden_get(c, "ci_cloglog"), i), tol);
        }
    }
}

static void check_restricted(const struct survival *s, const json_t *r, struct golden_tolerance tol)
{
    static const char *const states[] = {"(s0)", "win", "loss", "nodecision"};
    f64 total = 0, tau = golden_f64(r, "tau");
    for (i32 k = 0; k <= 3; k++) {
        struct estimate e = survival_mean_time(s, &arena, k, tau, .95);
        golden_key("mean time", e.value, golden_get(r, "mean_time_in_state"), states[k], tol);
        golden_key("mean time se", e.se, golden_get(r, "se_ij"), states[k], tol);
        total += e.value;
    }
    assert_true(fabs(total - tau) < 1e-9);
}

static void check_greenwood(const struct survival *s, const json_t *times, const json_t *expected,
                            struct golden_tolerance tol)
{
    for (i32 k = 1; k <= 3; k++)
        for (size_t i = 0; i < json_array_size(times); i++) {
            f64 t = golden_number(json_array_get(times, i));
            golden_check("greenwood", survival_greenwood(s, k, t),
                         json_array_get(golden_get(expected, causes[k - 1]), i), tol);
        }
}

/* Aalen's variance, which cmprsk prints: not shipped, kept here to explain the difference. */
static f64 aalen_variance(const struct survival *s, i32 k, f64 t)
{
    f64 end = survival_cif(s, k, t), v = 0;
    for (i64 j = 0; j < s->m && s->t[j] <= t; j++) {
        f64 y = s->at_risk[j], d = s->events[j], dk = s->cause[j * 3 + k - 1];
        f64 later = end - s->cif[j * 3 + k - 1], open = s->open_before[j];
        v += y > 1 && y > d ? later * later * d / ((y - 1) * (y - d)) : 0;
        v += y > 1 ? open * open * dk * (y - dk) / (y * y * (y - 1)) : 0;
        v -= y > 1 && y > d ? 2 * later * open * dk * (y - dk) / (y * (y - d) * (y - 1)) : 0;
    }
    return v;
}

static void check_cmprsk(const struct survival *s, const json_t *x, struct golden_tolerance tol)
{
    const json_t *times = golden_get(x, "times");
    for (i32 k = 1; k <= 3; k++)
        for (size_t i = 0; i < json_array_size(times); i++) {
            f64 t = golden_number(json_array_get(times, i));
            golden_check("cmprsk", survival_cif(s, k, t),
                         json_array_get(golden_get(golden_get(x, "est"), causes[k - 1]), i), tol);
            golden_check("aalen", aalen_variance(s, k, t),
                         json_array_get(golden_get(golden_get(x, "var_aalen"), causes[k - 1]), i),
                         (struct golden_tolerance){1e-12, .015});
        }
}

/* R prints nothing sensible where the curve has reached 0; there we say NaN. */
static void check_km(const struct survival *s, const json_t *x, struct golden_tolerance tol)
{
    const json_t *times = golden_get(x, "times"), *q = golden_get(x, "quantiles");
    for (size_t i = 0; i < json_array_size(times); i++) {
        f64 t = golden_number(json_array_get(times, i));
        struct estimate e = survival_open_at(s, &arena, t, .95);
        golden_check("n_risk", survival_at_risk(s, t), json_array_get(golden_get(x, "n_risk"), i),
                     tol);
        golden_check("km", e.value, json_array_get(golden_get(x, "surv"), i), tol);
        if (!(e.value > 0))
            continue;
        golden_check("km se", e.se, json_array_get(golden_get(x, "se_greenwood"), i), tol);
        golden_check("km low", e.ci.low, json_array_get(golden_get(x, "lower_loglog"), i), tol);
        golden_check("km high", e.ci.high, json_array_get(golden_get(x, "upper_loglog"), i), tol);
    }
    const json_t *p = golden_get(q, "prob_closed");
    for (size_t i = 0; i < json_array_size(p); i++) {
        struct estimate e = survival_quantile(s, golden_number(json_array_get(p, i)), .95);
        golden_check("quantile", e.value, json_array_get(golden_get(q, "est"), i), tol);
        golden_check("quantile low", e.ci.low, json_array_get(golden_get(q, "lower"), i), tol);
        golden_check("quantile high", e.ci.high, json_array_get(golden_get(q, "upper"), i), tol);
    }
}

static void curves_and_their_intervals_are_those_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("02_survival.json");
    struct golden_tolerance tol = golden_tolerance(root);
    static const char *const names[] = {"tiny", "deals"}, *const files[] = {"tiny.csv",
                                                                            "deals.csv"};
    for (i64 i = 0; i < 2; i++) {
        const json_t *x = golden_get(root, names[i]);
        struct survival s = fit_file(files[i], false);
        check_aj(&s, golden_get(x, "aj"), tol);
        check_restricted(&s, golden_get(golden_get(x, "aj"), "restricted"), tol);
        check_greenwood(&s, golden_get(golden_get(x, "aj"), "times"),
                        golden_get(x, "var_greenwood_etm"), tol);
        check_cmprsk(&s, golden_get(x, "cmprsk"), tol);
        check_km(&s, golden_get(x, "km_any_close"), tol);
    }
    struct survival deals = fit_file("deals.csv", false);
    const json_t *rmst = golden_get(golden_get(root, "deals"), "rmst_any_close");
    struct estimate area = survival_mean_time(&deals, &arena, 0, golden_f64(rmst, "tau"), .95);
    golden_key("rmst", area.value, rmst, "rmst", tol);
    golden_key("rmst", area.se, rmst, "se", tol);
    json_decref(root);
    golden_end();
}

static void groups_and_late_entries_are_those_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("02_survival.json");
    struct golden_tolerance tol = golden_tolerance(root);
    static const char *const teams[] = {"A", "B"};
    for (i64 i = 0; i < 2; i++) {
        const json_t *x = golden_get(golden_get(root, "deals_team"), teams[i]);
        struct survival s = fit_team(teams[i], 3);
        check_aj(&s, x, tol);
        check_restricted(&s, golden_get(x, "restricted"), tol);
    }
    const json_t *late = golden_get(root, "left_truncated");
    struct survival s = fit_file("deals_left_truncated.csv", true);
    check_aj(&s, golden_get(late, "aj"), tol);
    check_restricted(&s, golden_get(golden_get(late, "aj"), "restricted"), tol);
    check_greenwood(&s, golden_get(golden_get(late, "aj"), "times"),
                    golden_get(late, "var_greenwood_etm"), tol);
    struct survival naive = fit_file("deals_left_truncated.csv", false);
    const json_t *n = golden_get(late, "naive_ignoring_entry"), *times = golden_get(n, "times");
    const json_t *win = golden_get(n, "win");
    for (size_t i = 0; i < json_array_size(times); i++) {
        f64 t = golden_number(json_array_get(times, i));
        struct estimate e = survival_cif_at(&naive, &arena, 1, t, .95);
        golden_check("naive", e.value, json_array_get(golden_get(win, "cif"), i), tol);
        golden_check("naive se", e.se, json_array_get(golden_get(win, "se_ij"), i), tol);
        golden_array("naive ci", (f64[]){e.ci.low, e.ci.high}, 2,
                     json_array_get(golden_get(win, "ci_cloglog"), i), tol);
    }
    json_decref(root);
    golden_end();
}

static void pseudo_values_are_those_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("02_survival.json");
    struct golden_tolerance tol = golden_tolerance(root);
    const json_t *x = golden_get(root, "pseudo_win_120");
    struct golden_table t = golden_table(&arena, "deals.csv");
    f64 *time = golden_column(&t, "time");
    u8 *event = golden_bytes(&t, "event");
    struct survival s = fit_rows(NULL, time, event, t.n, 3);
    f64 *pseudo = arena_array(&arena, f64, t.n), *left_out = arena_array(&arena, f64, t.n);
    survival_pseudo(pseudo, &s, &arena, 1, golden_f64(x, "horizon"));
    golden_array("pseudo", pseudo, t.n, golden_get(x, "ij"), tol);
    /* the same by leaving each row out in turn: swap it to the end and fit the others */
    f64 n = (f64)t.n, all = survival_cif(&s, 1, 120);
    for (i64 i = 0; i < t.n; i++) {
        i64 mark = arena_mark(&arena);
        f64 *times = arena_array(&arena, f64, t.n);
        u8 *events = arena_array(&arena, u8, t.n);
        memcpy(times, time, (size_t)t.n * sizeof *times);
        memcpy(events, event, (size_t)t.n);
        times[i] = times[t.n - 1];
        events[i] = events[t.n - 1];
        struct survival others = fit_rows(NULL, times, events, t.n - 1, 3);
        left_out[i] = n * all - (n - 1) * survival_cif(&others, 1, 120);
        arena_rewind(&arena, mark);
    }
    golden_array("jackknife", left_out, t.n, golden_get(x, "jackknife"), tol);
    json_decref(root);
    golden_end();
}

static void differences_between_teams_are_those_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("03_tests.json");
    struct golden_tolerance tol = golden_tolerance(root);
    struct survival a = fit_team("A", 3), b = fit_team("B", 3);
    const json_t *x = golden_get(root, "cif_difference_120");
    struct survival_difference d = survival_difference_at(&a, &b, &arena, 1, 120, .95);
    golden_key("difference", d.difference.value, x, "diff", tol);
    golden_key("difference", d.difference.se, x, "se", tol);
    golden_key("difference", d.p, x, "p", tol);
    golden_array("difference ci", (f64[]){d.difference.ci.low, d.difference.ci.high}, 2,
                 golden_get(x, "ci"), tol);
    const json_t *r = golden_get(root, "rmtl_difference_180");
    for (i32 k = 0; k <= 3; k++) {
        d = survival_difference_mean_time(&a, &b, &arena, k, 180, .95);
        golden_check("rmtl", d.difference.value, json_array_get(golden_get(r, "diff"), (size_t)k),
                     tol);
        golden_check("rmtl se", d.difference.se, json_array_get(golden_get(r, "se"), (size_t)k),
                     tol);
    }
    json_decref(root);
    golden_end();
}

static void a_band_of_many_draws_has_the_golden_width(void **state)
{
    (void)state;
    json_t *root = golden_load("16_bands.json");
    struct golden_tolerance tol = {1e-8, 1e-7};
    const json_t *range = golden_get(root, "range");
    struct interval days = {golden_number(json_array_get(range, 0)),
                            golden_number(json_array_get(range, 1))};
    f64 critical = golden_f64(root, "critical_value");
    struct survival s = fit_file("deals.csv", false);
    struct rng rng = rng_stream(1, S("band"));
    f64 band = survival_band(&s, &arena, 1, days, golden_f64(root, "level"), 40000, &rng);
    golden_near("critical", band, critical,
                (struct golden_tolerance){golden_f64(root, "tolerance_critical"), 0});
    const json_t *rows = golden_get(root, "rows");
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const json_t *row = json_array_get(rows, i);
        struct estimate e = survival_cif_at(&s, &arena, 1, golden_f64(row, "t"), .95);
        struct interval wide = interval_cloglog(e.value, e.se, critical);
        golden_key("band", e.value, row, "cif", tol);
        golden_array("pointwise", (f64[]){e.ci.low, e.ci.high}, 2, golden_get(row, "pointwise"),
                     tol);
        golden_array("band", (f64[]){wide.low, wide.high}, 2, golden_get(row, "band"), tol);
    }
    json_decref(root);
    golden_end();
}

static u8 exit_code(str word)
{
    static const char *const words[] = {"open", "advance", "loss", "nodecision", "back"};
    if (str_eq(word, S("win"))) /* in the last stage a win is the way on */
        return 1;
    for (u8 i = 0; i < LENGTH(words); i++)
        if (str_eq(word, str_c(words[i])))
            return i;
    fail_msg("unknown exit %.*s", STR_ARG(word));
    return 0;
}

static void check_stage(const struct survival *s, const u8 *event, const json_t *x,
                        struct golden_tolerance tol)
{
    static const char *const exits[] = {"open", "advance", "loss", "nodecision", "back"};
    f64 count[5] = {0};
    for (i64 i = 0; i < s->n; i++)
        count[event[i]]++;
    golden_key("stage", (f64)s->n, x, "visits", tol);
    for (i64 i = 0; i < 5; i++)
        golden_key("exits", count[i], golden_get(x, "exits"), exits[i], tol);
    const json_t *times = golden_get(x, "times"), *q = golden_get(x, "time_in_stage_quantiles");
    for (i32 k = 1; k <= 4; k++)
        for (size_t i = 0; i < json_array_size(times); i++)
            golden_check("stage cif", survival_cif(s, k, golden_number(json_array_get(times, i))),
                         json_array_get(json_array_get(golden_get(x, "cif"), (size_t)k - 1), i),
                         tol);
    const json_t *p = golden_get(q, "p");
    for (size_t i = 0; i < json_array_size(p); i++) {
        struct estimate e = survival_quantile(s, golden_number(json_array_get(p, i)), .95);
        golden_check("stage quantile", e.value, json_array_get(golden_get(q, "est"), i), tol);
        golden_check("stage low", e.ci.low, json_array_get(golden_get(q, "lower"), i), tol);
        golden_check("stage high", e.ci.high, json_array_get(golden_get(q, "upper"), i), tol);
    }
    golden_key("stage", survival_cif(s, 1, 1e9), x, "conversion_at_last_event", tol);
    golden_key("stage", survival_age_of_share(s, 1, .9), x, "ageing_threshold_90pct_of_advances",
               tol);
}

static void stages_of_the_funnel_are_those_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("04_funnel.json");
    struct golden_tolerance tol = golden_tolerance(root);
    struct golden_table t = golden_table(&arena, "spells.csv");
    f64 *stage = golden_column(&t, "stage"), *start = golden_column(&t, "start");
    f64 *stop = golden_column(&t, "stop");
    str *exit = golden_texts(&t, "exit");
    const json_t *stages = golden_get(root, "stages");
    for (size_t x = 0; x < json_array_size(stages); x++) {
        const json_t *expected = json_array_get(stages, x);
        f64 *time = arena_array(&arena, f64, t.n);
        u8 *event = arena_array(&arena, u8, t.n);
        i64 n = 0;
        for (i64 i = 0; i < t.n; i++)
            if (stage[i] == golden_f64(expected, "stage")) {
                time[n] = stop[i] - start[i];
                event[n++] = exit_code(exit[i]);
            }
        struct survival s = fit_rows(NULL, time, event, n, 4);
        check_stage(&s, event, expected, tol);
    }
    json_decref(root);
    golden_end();
}

static void every_value_has_been_read(void **state)
{
    (void)state;
    golden_not_a_value("16_bands.json", ".draws", "how many theirs took; ours takes its own");
    golden_all_read("golden_survival");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(curves_and_their_intervals_are_those_of_r),
        cmocka_unit_test(groups_and_late_entries_are_those_of_r),
        cmocka_unit_test(pseudo_values_are_those_of_r),
        cmocka_unit_test(differences_between_teams_are_those_of_r),
        cmocka_unit_test(a_band_of_many_draws_has_the_golden_width),
        cmocka_unit_test(stages_of_the_funnel_are_those_of_r),
        cmocka_unit_test(every_value_has_been_read),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
