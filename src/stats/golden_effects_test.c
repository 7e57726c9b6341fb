/* Practices, trials, revisions, power, forecasts, generators: against R, or quadrature. */
#include "stats/ab.h"
#include "stats/forecast_score.h"
#include "stats/interval.h"
#include "stats/little.h"
#include "stats/mixture.h"
#include "stats/power.h"
#include "stats/practice.h"
#include "stats/regression.h"
#include "stats/revision.h"
#include "stats/semimarkov.h"
#include "stats/sequential.h"
#include "stats/special.h"
#include "stats/survival.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "tests/arena.h"
#include "tests/golden_table.h"

static struct practice_stratum *strata_of(const json_t *root, i64 *k)
{
    const json_t *rows = golden_get(root, "strata");
    *k = (i64)json_array_size(rows);
    struct practice_stratum *s = arena_array(&arena, struct practice_stratum, *k);
    for (i64 i = 0; i < *k; i++) {
        const json_t *r = json_array_get(rows, (size_t)i);
        s[i] = (struct practice_stratum){golden_f64(r, "a"), golden_f64(r, "n1"),
                                         golden_f64(r, "b"), golden_f64(r, "n0")};
    }
    return s;
}

static void stratified_practice_effects_are_those_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("05_practices.json"), *e;
    struct golden_tolerance tol = golden_tolerance(root);
    i64 k;
    struct practice_stratum *s = strata_of(root, &k);
    golden_key("strata", (f64)k, root, "strata_used", tol);
    const json_t *rd = golden_get(root, "mh_risk_difference");
    struct estimate d = practice_difference(s, k, .95);
    golden_key("mh", d.value, rd, "est", tol);
    golden_key("mh", d.se, rd, "se_sato", tol);
    golden_key("mh", practice_greenland_robins(s, k), rd, "se_greenland_robins", tol);
    golden_array("mh ci", (f64[]){d.ci.low, d.ci.high}, 2, golden_get(rd, "ci_sato"), tol);
    golden_key("mh", d.value, rd, "metafor_est", tol);
    golden_key("mh", d.se, rd, "metafor_se", tol);
    struct estimate ratio = practice_log_ratio(s, k, .95);
    golden_key("ratio", ratio.value, golden_get(root, "mh_risk_ratio"), "log_est", tol);
    golden_key("ratio", ratio.se, golden_get(root, "mh_risk_ratio"), "se_log", tol);
    golden_key("mh", practice_odds_ratio(s, k), root, "mh_odds_ratio", tol);
    struct practice_test t = practice_cmh(s, k);
    golden_key("cmh", t.chi2, root, "cmh_chisq", tol);
    golden_key("cmh", t.p, root, "cmh_p", tol);
    size_t at;
    json_array_foreach(golden_get(root, "evalue_vanderweele_ding"), at, e) golden_key(
        "strength", practice_confounding_strength(golden_f64(e, "rr")), e, "evalue", tol);
    json_decref(root);
    golden_end();
}

/* Columns 1, x, sellers and segments without their first, ln amount. */
static f64 *practice_design(const struct golden_table *t, i64 *p)
{
    i64 reps, segments;
    u32 *rep = golden_factor(t, "rep", &reps), *segment = golden_factor(t, "segment", &segments);
    f64 *x = golden_column(t, "x"), *amount = golden_column(t, "logamount");
    *p = 2 + reps - 1 + segments - 1 + 1;
    f64 *design = arena_array(&arena, f64, t->n * *p);
    for (i64 i = 0; i < t->n; i++) {
        f64 *row = &design[i * *p];
        row[0] = 1;
        row[1] = x[i];
        if (rep[i])
            row[1 + rep[i]] = 1;
        if (segment[i])
            row[reps + segment[i]] = 1;
        row[*p - 1] = amount[i];
    }
    return design;
}

static void modelled_practice_effects_are_those_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("05_practices.json");
    struct golden_tolerance tol = golden_tolerance(root);
    struct golden_table t = golden_table(&arena, "practices.csv");
    i64 p;
    f64 *x = practice_design(&t, &p), *y = golden_column(&t, "y");
    golden_key("rows", (f64)t.n, root, "n", tol);
    f64 won[2] = {0}, rows[2] = {0};
    for (i64 i = 0; i < t.n; i++) {
        won[(i64)x[i * p + 1]] += y[i];
        rows[(i64)x[i * p + 1]]++;
    }
    golden_key("crude", won[1] / rows[1] - won[0] / rows[0], root, "crude_risk_difference", tol);
    struct regression r;
    const json_t *lpm = golden_get(root, "lpm_hc3");
    assert_true(regression_hc3(&r, &arena, x, y, t.n, p));
    golden_key("lpm", r.b[1], lpm, "coef_x", tol);
    golden_key("lpm", regression_se(&r, 1), lpm, "se", tol);
    golden_key("lpm", (f64)(r.n - r.p), lpm, "df", tol);
    golden_key("lpm", special_t_two_sided(r.b[1] / regression_se(&r, 1), (f64)(r.n - r.p)), lpm,
               "p", tol);
    assert_true(regression_logistic(&r, &arena, x, y, t.n, p, &(struct logistic_options){0}));
    struct estimate e = practice_standardised(&r, &arena, x, 1, .95);
    golden_key("g-computation", e.value, golden_get(root, "g_computation"), "rd", tol);
    golden_key("g-computation", e.se, golden_get(root, "g_computation"), "se_delta", tol);
    assert_true(
        practice_doubly_robust(&e, &arena, &(struct practice_design){x, t.n, p, 1}, y, .95));
    golden_key("aipw", e.value, golden_get(root, "aipw"), "rd", tol);
    golden_key("aipw", e.se, golden_get(root, "aipw"), "se", tol);
    golden_array("clip", (f64[]){PRACTICE_PROPENSITY_MIN, 1 - PRACTICE_PROPENSITY_MIN}, 2,
                 golden_get(golden_get(root, "aipw"), "propensity_clip"), tol);
    json_decref(root);
    golden_end();
}

static void penalised_fits_of_separated_data_are_those_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("05_practices.json");
    struct golden_tolerance tol = golden_tolerance(root);
    struct golden_table t = golden_table(&arena, "firth_separated.csv");
    const char *const names[] = {"x1", "x2", "x3"};
    f64 *y = golden_column(&t, "y"), *x = arena_array(&arena, f64, 4 * t.n), se[4];
    for (i64 j = 0; j < 3; j++) {
        f64 *column = golden_column(&t, names[j]);
        for (i64 i = 0; i < t.n; i++) {
            x[4 * i] = 1;
            x[4 * i + 1 + j] = column[i];
        }
    }
    struct regression full, without;
    const json_t *f = golden_get(root, "firth_separated");
    assert_true(regression_logistic(&full, &arena, x, y, t.n, 4,
                                    &(struct logistic_options){.firth = true}));
    for (i64 j = 0; j < 4; j++)
        se[j] = regression_se(&full, j);
    golden_array("firth", full.b, 4, golden_get(f, "beta"), tol);
    golden_array("firth se", se, 4, golden_get(f, "se_wald"), tol);
    golden_key("firth", full.log_likelihood, f, "pll", tol);
    for (i64 j = 1; j < 4; j++) {
        bool fixed[4] = {false};
        fixed[j] = true;
        assert_true(regression_logistic(&without, &arena, x, y, t.n, 4,
                                        &(struct logistic_options){.firth = true, .fixed = fixed}));
        f64 chi2 = 2 * (full.log_likelihood - without.log_likelihood);
        golden_check("plr", chi2, json_array_get(golden_get(f, "plr_chisq"), (size_t)j - 1),
                     (struct golden_tolerance){1e-7, 1e-6});
        golden_check("plr p", special_chi2_tail(chi2, 1),
                     json_array_get(golden_get(f, "plr_p"), (size_t)j - 1),
                     (struct golden_tolerance){1e-7, 1e-6});
    }
    const json_t *ridge = golden_get(root, "ridge_separated");
    assert_true(
        regression_logistic(&full, &arena, x, y, t.n, 4,
                            &(struct logistic_options){.ridge = golden_f64(ridge, "lambda")}));
    golden_array("ridge", full.b, 4, golden_get(ridge, "beta"), tol);
    json_decref(root);
    golden_end();
}

static void a_regression_on_pseudo_values_is_that_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("06_pseudo_regression.json");
    struct golden_tolerance tol = golden_tolerance(root);
    struct golden_table t = golden_table(&arena, "deals.csv");
    i64 teams, segments;
    u32 *team = golden_factor(&t, "team", &teams),
        *segment = golden_factor(&t, "segment", &segments);
    f64 *x = arena_array(&arena, f64, 4 * t.n), *y = arena_array(&arena, f64, t.n), se[4];
    struct survival s;
    survival_fit(&s, &arena,
                 &(struct survival_data){NULL, golden_column(&t, "time"), golden_bytes(&t, "event"),
                                         t.n, 3});
    survival_pseudo(y, &s, &arena, 1, golden_f64(root, "horizon"));
    for (i64 i = 0; i < t.n; i++) {
        x[4 * i] = 1;
        x[4 * i + 1] = team[i];
        if (segment[i])
            x[4 * i + 1 + segment[i]] = 1;
    }
    struct regression r;
    assert_true(regression_hc3(&r, &arena, x, y, t.n, 4));
    for (i64 j = 0; j < 4; j++)
        se[j] = regression_se(&r, j);
    golden_array("pseudo", r.b, 4, golden_get(root, "coef"), tol);
    golden_array("pseudo se", se, 4, golden_get(root, "se_hc3"), tol);
    json_decref(root);
    golden_end();
}

static struct ab_counts counts_of(const json_t *row)
{
    return (struct ab_counts){golden_f64(row, "x_old"), golden_f64(row, "n_old"),
                              golden_f64(row, "x_new"), golden_f64(row, "n_new")};
}

static void bayesian_comparisons_are_those_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("09_bayes_ab.json"), *row;
    struct golden_tolerance tol = golden_tolerance(root);
    size_t at;
    json_array_foreach(golden_get(root, "jeffreys_prob_new_better"), at, row)
        golden_key("better", ab_better(counts_of(row), .5), row, "p", tol);
    const json_t *grid = golden_get(root, "sceptical_logit_grid");
    json_array_foreach(golden_get(grid, "cases"), at, row)
    {
        struct ab_sceptical s = ab_sceptical(&arena, counts_of(row), .35, 401);
        golden_key("sceptical", s.better, row, "p_improved", golden_tolerance(grid));
        golden_key("sceptical", s.mean_difference, row, "mean_rd", golden_tolerance(grid));
    }
    json_decref(root);
    golden_end();
}

static void sequential_evidence_is_that_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("10_sequential.json"), *row;
    struct golden_tolerance tol = golden_tolerance(root);
    struct golden_table t = golden_table(&arena, "stream.csv");
    struct sequential_data d = {
        .arm = golden_bytes(&t, "a"), .won = golden_bytes(&t, "y"), .n = t.n};
    const json_t *e = golden_get(root, "randomisation_eprocess"), *at = golden_get(e, "at");
    d.p = golden_f64(e, "assign_prob");
    f64 *log_e = arena_array(&arena, f64, t.n);
    struct sequential_evidence seen = sequential_evidence(&d, log_e);
    for (size_t i = 0; i < json_array_size(at); i++)
        golden_check("log e", log_e[golden_i64(json_array_get(at, i)) - 1],
                     json_array_get(golden_get(e, "log_e"), i), tol);
    golden_key("e", (f64)seen.first_20, e, "first_t_e_ge_20", tol);
    golden_key("e", seen.p, e, "anytime_p_at_300", tol);
    const json_t *cs = golden_get(root, "asymptotic_cs");
    i64 planned = (i64)golden_f64(cs, "t_star");
    f64 strict = -2 * log(golden_f64(cs, "alpha")); /* what ours derives from the two */
    golden_key("cs", (strict + log(strict) + 1) / (f64)planned, cs, "rho2", tol);
    size_t i;
    json_array_foreach(golden_get(cs, "rows"), i, row)
    {
        d.n = (i64)golden_f64(row, "t");
        struct estimate c = sequential_difference(&d, planned, 1 - golden_f64(cs, "alpha"));
        golden_key("cs", c.value, row, "mean", tol);
        golden_key("cs", c.ci.low, row, "lower", tol);
        golden_key("cs", c.ci.high, row, "upper", tol);
    }
    json_array_foreach(golden_get(root, "betabinomial_cs_uniform_prior"), i, row)
    {
        struct interval c = sequential_rate(golden_f64(row, "s"), golden_f64(row, "n"), .95);
        golden_array("rate", (f64[]){c.low, c.high}, 2, golden_get(row, "cs"), tol);
    }
    const json_t *m = golden_get(root, "msprt_two_sample_normal");
    golden_key("msprt",
               sequential_mixture(golden_f64(m, "diff"), golden_f64(m, "n_per_arm"),
                                  golden_f64(m, "V"), golden_f64(m, "tau2")),
               m, "lambda", tol);
    json_decref(root);
    golden_end();
}

static struct revision_count cell_of(const json_t *cells, const char *name)
{
    const json_t *c = golden_get(cells, name);
    return (struct revision_count){golden_number(json_array_get(c, 0)),
                                   golden_number(json_array_get(c, 1))};
}

/* Two-way fixed effects by least squares weighted with n: a check of the panel, not shipped, for
 * it misleads when teams change at different times. */
static f64 two_way_effect(const struct golden_table *t)
{
    i64 teams, months = 24;
    u32 *team = golden_factor(t, "team", &teams);
    f64 *month = golden_column(t, "month"), *treated = golden_column(t, "treated");
    f64 *n = golden_column(t, "n"), *wins = golden_column(t, "wins");
    i64 p = teams + months;
    f64 *x = arena_array(&arena, f64, t->n * p), *y = arena_array(&arena, f64, t->n);
    for (i64 i = 0; i < t->n; i++) {
        f64 *row = &x[i * p], weight = sqrt(n[i]);
        row[0] = weight;
        if (team[i])
            row[team[i]] = weight;
        if (month[i] > 1)
            row[teams - 2 + (i64)month[i]] = weight;
        row[p - 1] = weight * treated[i];
        y[i] = weight * wins[i] / n[i];
    }
    struct regression r;
    assert_true(regression_hc3(&r, &arena, x, y, t->n, p));
    return r.b[p - 1];
}

static void effects_of_a_revision_are_those_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("11_revision.json");
    struct golden_tolerance tol = golden_tolerance(root);
    const json_t *did = golden_get(root, "did_2x2"), *cells = golden_get(did, "cells");
    struct estimate e =
        revision_difference_in_differences(cell_of(cells, "B_post"), cell_of(cells, "B_pre"),
                                           cell_of(cells, "A_post"), cell_of(cells, "A_pre"), .95);
    golden_key("did", e.value, did, "est", tol);
    golden_key("did", e.se, did, "se", tol);
    struct golden_table t = golden_table(&arena, "panel.csv");
    golden_key("twfe", two_way_effect(&t), golden_get(root, "twfe_weighted"), "coef", tol);
    str *team = golden_texts(&t, "team");
    f64 *n = golden_column(&t, "n"), *wins = golden_column(&t, "wins"), rate[24];
    i64 months = 0;
    for (i64 i = 0; i < t.n; i++)
        if (str_eq(team[i], S("B")) && months < 24)
            rate[months++] = wins[i] / n[i];
    struct revision_series series;
    assert_true(revision_series_fit(&series, &arena, rate, months, 13));
    const json_t *its = golden_get(root, "its_team_B");
    golden_array("its", series.b, 4, golden_get(its, "coef"), tol);
    golden_array("its se", series.se, 4, golden_get(its, "se_newey_west_lag3"), tol);
    json_decref(root);
    golden_end();
}

static void power_and_sample_sizes_are_those_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("12_power.json"), *row;
    struct golden_tolerance tol = golden_tolerance(root);
    size_t at;
    json_array_foreach(golden_get(root, "n_per_arm"), at, row)
    {
        f64 p1 = golden_f64(row, "p1"), p2 = p1 + golden_f64(row, "delta");
        golden_key("size", ceil(power_per_arm(p1, p2, .95, golden_f64(row, "power"))), row,
                   "n_per_arm", (struct golden_tolerance){0, 0});
    }
    json_array_foreach(golden_get(root, "mde_80pct"), at, row) golden_key(
        "detectable", power_detectable(golden_f64(row, "p1"), golden_f64(row, "n"), .95, .8), row,
        "mde", (struct golden_tolerance){2e-4, 0}); /* uniroot stops at 1.2e-4 */
    json_array_foreach(golden_get(root, "exact_power_pooled_z"), at, row) golden_key(
        "exact",
        power_exact((i64)golden_f64(row, "n"), golden_f64(row, "p1"), golden_f64(row, "p2"), .95),
        row, "power", tol);
    const json_t *d = golden_get(root, "design_effect");
    golden_key(
        "design",
        power_design_effect(golden_f64(d, "mbar"), golden_f64(d, "cv"), golden_f64(d, "icc")), d,
        "deff", tol);
    json_decref(root);
    golden_end();
}

static void check_bins(const json_t *root, const f64 *p, const u8 *y, i64 n,
                       struct golden_tolerance tol)
{
    struct forecast_bin bins[10];
    i64 k = forecast_score_bins(bins, &arena, p, y, n, 10);
    f64 rows[10], said[10], came[10];
    for (i64 i = 0; i < k; i++) {
        rows[i] = (f64)bins[i].n;
        said[i] = bins[i].said;
        came[i] = bins[i].came;
    }
    const json_t *expected = golden_get(root, "decile_bins"), *m = golden_get(root, "murphy");
    golden_array("bins", rows, k, golden_get(expected, "n"), tol);
    golden_array("said", said, k, golden_get(expected, "mean_p"), tol);
    golden_array("came", came, k, golden_get(expected, "mean_y"), tol);
    struct forecast_murphy murphy = forecast_score_murphy(bins, k);
    golden_key("murphy", murphy.reliability, m, "reliability", tol);
    golden_key("murphy", murphy.resolution, m, "resolution", tol);
    golden_key("murphy", murphy.uncertainty, m, "uncertainty", tol);
}

static void forecast_scores_are_those_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("13_forecast.json");
    struct golden_tolerance tol = golden_tolerance(root);
    struct golden_table t = golden_table(&arena, "forecast.csv");
    f64 *p = golden_column(&t, "p"), *time = golden_column(&t, "time");
    u8 *y = golden_bytes(&t, "y_full"), *event = golden_bytes(&t, "event");
    f64 brier = forecast_score_brier(p, y, t.n), skill = forecast_score_skill(p, y, t.n);
    golden_key("score", brier, root, "brier", tol);
    golden_key("score", brier / (1 - skill), root, "brier_reference", tol);
    golden_key("score", skill, root, "brier_skill", tol);
    golden_key("score", forecast_score_log_loss(p, y, t.n), root, "log_loss", tol);
    golden_key("score", forecast_score_auc(&arena, p, y, t.n), root, "auc", tol);
    golden_key("score", forecast_score_spiegelhalter(p, y, t.n), root, "spiegelhalter_z", tol);
    check_bins(root, p, y, t.n, tol);
    struct forecast_calibration c;
    const json_t *calibration = golden_get(root, "calibration");
    assert_true(forecast_score_calibration(&c, &arena, p, y, t.n));
    golden_key("calibration", c.slope, calibration, "slope", tol);
    golden_key("calibration", c.intercept, calibration, "intercept_slope_model", tol);
    golden_key("calibration", c.shift, calibration, "intercept_offset_model", tol);
    const json_t *ipcw = golden_get(root, "ipcw_brier"), *crps = golden_get(root, "crps");
    golden_key(
        "ipcw",
        forecast_score_censored_brier(&arena, p, time, event, t.n, golden_f64(ipcw, "horizon")),
        ipcw, "value", tol);
    f64 sample[16];
    const json_t *s = golden_get(crps, "sample");
    for (size_t i = 0; i < json_array_size(s) && i < 16; i++)
        sample[i] = golden_number(json_array_get(s, i));
    golden_key(
        "crps",
        forecast_score_crps(&arena, sample, (i64)json_array_size(s), golden_f64(crps, "obs")), crps,
        "value", tol);
    json_decref(root);
    golden_end();
}

static void the_generator_gives_the_published_numbers(void **state)
{
    (void)state;
    json_t *root = golden_load("14_rng.json");
    const json_t *sm = golden_get(root, "splitmix64"), *xo = golden_get(root, "xoshiro256ss");
    u64 seed = (u64)golden_i64(golden_get(sm, "seed"));
    struct rng bits = rng_from((u64)golden_i64(golden_get(xo, "seed"))), units = bits;
    char text[32];
    for (size_t i = 0; i < 5; i++) {
        snprintf(text, sizeof text, "%llu", (unsigned long long)splitmix64(&seed));
        assert_string_equal(text, json_string_value(json_array_get(golden_get(sm, "first5"), i)));
        snprintf(text, sizeof text, "%llu", (unsigned long long)rng_u64(&bits));
        assert_string_equal(text, json_string_value(json_array_get(golden_get(xo, "first5"), i)));
        golden_check("uniform", rng_unit(&units), json_array_get(golden_get(xo, "uniform53"), i),
                     (struct golden_tolerance){0, 0});
        golden_compared += 2;
    }
    json_decref(root);
    golden_end();
}

static void the_semi_markov_chain_wins_as_often_as_its_exact_answer(void **state)
{
    (void)state;
    json_t *root = golden_load("17_semimarkov.json"), *row;
    struct golden_tolerance tol = golden_tolerance(root);
    f64 hazard[2 * 2 * 3], edges[2] = {0, golden_f64(root, "bin_edge")};
    for (size_t i = 0; i < 12; i++) {
        const json_t *stage = golden_get(golden_get(root, "hazards"), i < 6 ? "1" : "2");
        hazard[i] = golden_number(json_array_get(json_array_get(stage, i / 3 % 2), i % 3));
    }
    struct semimarkov m = {.stages = 2, .bins = 2, .exits = 3, .edges = edges, .hazard = hazard};
    struct rng rng = rng_stream(1, S("walk"));
    size_t at;
    json_array_foreach(golden_get(root, "rows"), at, row)
    {
        i64 stage = (i64)golden_f64(row, "stage") - 1, wins = 0, walks = 40000;
        f64 age = golden_f64(row, "age"), horizon = golden_f64(row, "horizon");
        f64 p = golden_f64(row, "p_win");
        golden_key("exact", semimarkov_win(&m, &arena, stage, age, horizon, 256), row, "p_win",
                   tol);
        for (i64 i = 0; i < walks; i++)
            wins += semimarkov_walk(&m, stage, age, horizon, &rng).exit == 0;
        golden_key("walks", (f64)wins / (f64)walks, row, "p_win",
                   (struct golden_tolerance){4 * sqrt(p * (1 - p) / (f64)walks), 0});
    }
    json_decref(root);
    golden_end();
}

static void check_shares(const char *what, const f64 *got, const json_t *x, const char *last)
{
    struct golden_tolerance tol = {1e-9, 0};
    golden_key(what, got[0], x, "win", tol);
    golden_key(what, got[1], x, "loss", tol);
    golden_key(what, got[2], x, last, tol);
}

static void the_targets_of_the_four_kinds_follow_from_the_published_ones(void **state)
{
    (void)state;
    json_t *root = golden_load("18_cso_targets.json");
    struct golden_tolerance tol = {1e-9, 0};
    static const char *const kinds[] = {"Random", "Informal", "Formal", "Dynamic"};
    const f64 industry[] = {46.6, 29.6, 23.8}, change[] = {15.1, -6.0, 20.5 - 29.6};
    struct mixture m = mixture_solve(industry, change, 2, 29.6, 100);
    f64 shares[MIXTURE_SHARES];
    golden_key("mixture", m.position, root, "mean_position_E_f", tol);
    for (i64 i = 0; i < 4; i++) {
        mixture_shares(shares, &m, (f64)i / 3);
        check_shares(kinds[i], shares, golden_get(golden_get(root, "targets"), kinds[i]),
                     "no_decision");
    }
    mixture_shares(shares, &m, m.position);
    check_shares("industry", shares, golden_get(root, "industry_check"), "nd");
    const json_t *relative = golden_get(root, "relative_reading_implies");
    f64 win = mixture_relative(70.4, 79.5, 1.15, .94);
    golden_key("relative", win, relative, "win_random", tol);
    golden_key("relative", 70.4 - win, relative, "loss_random", tol);
    json_decref(root);
    golden_end();
}

static void the_balance_of_arrivals_and_stock_is_that_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("04_funnel.json");
    const json_t *x = golden_get(root, "little");
    struct golden_tolerance tol = golden_tolerance(root);
    struct golden_table t = golden_table(&arena, "spells.csv");
    f64 *deal = golden_column(&t, "deal"), *born = golden_column(&t, "born");
    f64 *stop = golden_column(&t, "stop");
    str *exit = golden_texts(&t, "exit");
    f64 days = golden_number(json_array_get(golden_get(x, "window"), 1));
    assert_true(golden_number(json_array_get(golden_get(x, "window"), 0)) == 0);
    f64 *from = arena_array(&arena, f64, t.n), *to = arena_array(&arena, f64, t.n);
    bool *open = arena_array(&arena, bool, t.n);
    i64 n = 0;
    for (i64 i = 0; i < t.n; i++) {
        if (i + 1 < t.n && deal[i + 1] == deal[i])
            continue; /* the last visit of each deal tells its end */
        from[n] = born[i];
        to[n] = born[i] + stop[i];
        open[n++] = str_eq(exit[i], S("open"));
    }
    struct little_balance l = little_check(from, to, open, n, days);
    golden_key("little", l.stock, x, "L_bar", tol);
    golden_key("little", l.arrivals, x, "arrival_rate", tol);
    golden_key("little", l.stay, x, "W_closed_only", tol);
    golden_key("little", l.ratio, x, "ratio_L_over_lambdaW", tol);
    golden_key("little", (f64)n, x, "n", tol);
    golden_key("little", (f64)l.departed, x, "n_departed", tol);
    json_decref(root);
    golden_end();
}

static void every_value_has_been_read(void **state)
{
    (void)state;
    golden_all_read("golden_effects");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stratified_practice_effects_are_those_of_r),
        cmocka_unit_test(modelled_practice_effects_are_those_of_r),
        cmocka_unit_test(penalised_fits_of_separated_data_are_those_of_r),
        cmocka_unit_test(a_regression_on_pseudo_values_is_that_of_r),
        cmocka_unit_test(bayesian_comparisons_are_those_of_r),
        cmocka_unit_test(sequential_evidence_is_that_of_r),
        cmocka_unit_test(effects_of_a_revision_are_those_of_r),
        cmocka_unit_test(power_and_sample_sizes_are_those_of_r),
        cmocka_unit_test(forecast_scores_are_those_of_r),
        cmocka_unit_test(the_generator_gives_the_published_numbers),
        cmocka_unit_test(the_semi_markov_chain_wins_as_often_as_its_exact_answer),
        cmocka_unit_test(the_targets_of_the_four_kinds_follow_from_the_published_ones),
        cmocka_unit_test(the_balance_of_arrivals_and_stock_is_that_of_r),
        cmocka_unit_test(every_value_has_been_read),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
