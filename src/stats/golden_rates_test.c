/* Rates, tests between groups, multiplicity and shrinkage, against R. */
#include "stats/compare.h"
#include "stats/interval.h"
#include "stats/multiplicity.h"
#include "stats/shrink.h"
#include "stats/special.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "tests/arena.h"
#include "tests/golden_table.h"

static void check_interval(const char *what, struct interval i, const json_t *expected,
                           struct golden_tolerance tol)
{
    golden_array(what, (f64[]){i.low, i.high}, 2, expected, tol);
}

static void rates_and_their_intervals_are_those_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("01_rates.json"), *b;
    struct golden_tolerance tol = golden_tolerance(root);
    size_t at;
    json_array_foreach(golden_get(root, "binomial"), at, b)
    {
        f64 x = golden_f64(b, "x"), n = golden_f64(b, "n");
        check_interval("wilson", interval_wilson(x, n, .95), golden_get(b, "wilson"), tol);
        check_interval("jeffreys", interval_jeffreys(x, n, .95), golden_get(b, "jeffreys"), tol);
        check_interval("clopper", interval_clopper_pearson(x, n, .95),
                       golden_get(b, "clopper_pearson"), tol);
    }
    json_array_foreach(golden_get(root, "newcombe_difference"), at, b)
    {
        f64 x1 = golden_f64(b, "x1"), n1 = golden_f64(b, "n1");
        f64 x2 = golden_f64(b, "x2"), n2 = golden_f64(b, "n2");
        golden_key("newcombe", x1 / n1 - x2 / n2, b, "diff", tol);
        check_interval("newcombe", interval_newcombe(x1, n1, x2, n2, .95),
                       golden_get(b, "newcombe"), tol);
    }
    json_array_foreach(golden_get(root, "multinomial"), at, b)
    {
        f64 counts[3];
        struct interval goodman[3], dirichlet[3];
        for (size_t i = 0; i < 3; i++)
            counts[i] = golden_number(json_array_get(golden_get(b, "counts"), i));
        interval_goodman(goodman, counts, 3, .95);
        interval_dirichlet(dirichlet, counts, 3, .5, .95);
        for (size_t i = 0; i < 3; i++) {
            check_interval("goodman", goodman[i], json_array_get(golden_get(b, "goodman"), i), tol);
            check_interval("dirichlet", dirichlet[i],
                           json_array_get(golden_get(b, "dirichlet_half_marginals"), i), tol);
        }
    }
    json_decref(root);
    golden_end();
}

static void the_rate_by_value_is_that_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("01_rates.json");
    struct golden_tolerance tol = golden_tolerance(root);
    struct golden_table t = golden_table(&arena, "deals.csv");
    f64 *amount = golden_column(&t, "amount");
    u8 *event = golden_bytes(&t, "event");
    i64 n = 0;
    for (i64 i = 0; i < t.n; i++)
        if (event[i]) {
            amount[n] = amount[i];
            event[n++] = event[i] == 1;
        }
    struct value_rate r = interval_value_rate(amount, event, n, .95);
    const json_t *x = golden_get(root, "value_weighted");
    golden_key("value", r.rate.value, x, "ratio", tol);
    golden_key("value", r.rate.se, x, "se_linearised", tol);
    golden_key("value", r.n_eff, x, "n_eff", tol);
    check_interval("value", r.rate.ci, golden_get(x, "ci_logit_t"), tol);
    /* leaving out one deal at a time, the other way to the same error */
    f64 *others = arena_array(&arena, f64, n), *kept = arena_array(&arena, f64, n), mean = 0;
    u8 *won = arena_array(&arena, u8, n);
    for (i64 i = 0; i < n; i++) {
        memcpy(kept, amount, (size_t)n * sizeof *kept);
        memcpy(won, event, (size_t)n);
        kept[i] = kept[n - 1];
        won[i] = won[n - 1];
        others[i] = interval_value_rate(kept, won, n - 1, .95).rate.value;
        mean += others[i] / (f64)n;
    }
    f64 squares = 0;
    for (i64 i = 0; i < n; i++)
        squares += (others[i] - mean) * (others[i] - mean);
    golden_key("value", sqrt((f64)(n - 1) / (f64)n * squares), x, "se_jackknife", tol);
    json_decref(root);
    golden_end();
}

static struct compare_data deals_by(const char *file, const char *group, const char *stratum)
{
    struct golden_table t = golden_table(&arena, file);
    struct compare_data d = {
        .time = golden_column(&t, "time"), .event = golden_bytes(&t, "event"), .n = t.n};
    d.group = golden_factor(&t, group, &d.groups);
    if (stratum)
        d.stratum = golden_factor(&t, stratum, &d.strata);
    return d;
}

static void check_logrank(const char *what, const struct compare_data *d, u8 cause, f64 rho,
                          const json_t *x)
{
    struct golden_tolerance tol = {1e-8, 1e-6};
    f64 *seen = arena_array(&arena, f64, d->groups), *chance = arena_array(&arena, f64, d->groups);
    struct compare_result r = compare_logrank(&arena, d, cause, rho, seen, chance);
    golden_key(what, r.statistic, x, "chisq", tol);
    golden_key(what, r.p, x, "p", tol);
    if (json_object_get(x, "df"))
        golden_key(what, (f64)r.df, x, "df", tol);
    if (json_object_get(x, "obs")) {
        golden_array(what, seen, d->groups, golden_get(x, "obs"), tol);
        golden_array(what, chance, d->groups, golden_get(x, "exp"), tol);
    }
}

static void log_rank_tests_are_those_of_r(void **state)
{
    (void)state;
    static const char *const causes[] = {"win", "loss", "nodecision"};
    json_t *root = golden_load("03_tests.json");
    struct compare_data d = deals_by("deals.csv", "team", NULL);
    struct compare_data s = deals_by("deals.csv", "team", "segment");
    check_logrank("logrank", &d, 0, 0, golden_get(root, "logrank_any_close"));
    check_logrank("peto", &d, 0, 1, golden_get(root, "peto_rho1_any_close"));
    for (u8 k = 0; k < 3; k++)
        check_logrank(causes[k], &d, (u8)(k + 1), 0,
                      golden_get(golden_get(root, "cause_specific_logrank"), causes[k]));
    check_logrank(
        "stratified", &s, 1, 0,
        golden_get(golden_get(root, "cause_specific_logrank_stratified_by_segment"), "win"));
    json_decref(root);
    golden_end();
}

static void gray_tests_are_those_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("03_tests.json");
    struct golden_tolerance tol = golden_tolerance(root);
    const struct {
        const char *name;
        struct compare_data d;
    } tests[] = {
        {"gray_team", deals_by("deals.csv", "team", NULL)},
        {"gray_team_stratified_by_segment", deals_by("deals.csv", "team", "segment")},
        {"gray_segment_3groups", deals_by("deals.csv", "segment", NULL)},
        {"gray_tiny", deals_by("tiny.csv", "team", NULL)},
    };
    for (i64 i = 0; i < LENGTH(tests); i++)
        for (u8 k = 0; k < 3; k++) {
            const json_t *x = json_array_get(golden_get(root, tests[i].name), k);
            struct compare_result r = compare_gray(&arena, &tests[i].d, (u8)(k + 1), 0);
            golden_key(tests[i].name, r.statistic, x, "stat", tol);
            golden_key(tests[i].name, r.p, x, "p", tol);
            golden_key(tests[i].name, (f64)r.df, x, "df", tol);
        }
    json_decref(root);
    golden_end();
}

static void adjusted_p_values_are_those_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("07_multiplicity.json");
    struct golden_tolerance tol = golden_tolerance(root);
    struct golden_table t = golden_table(&arena, "pvalues.csv");
    f64 *p = golden_column(&t, "p"), *q = arena_array(&arena, f64, t.n);
    multiplicity_bh(q, &arena, p, t.n);
    golden_array("bh", q, t.n, golden_get(root, "bh"), tol);
    multiplicity_by(q, &arena, p, t.n);
    golden_array("by", q, t.n, golden_get(root, "by"), tol);
    multiplicity_holm(q, &arena, p, t.n);
    golden_array("holm", q, t.n, golden_get(root, "holm"), tol);
    struct golden_table et = golden_table(&arena, "evalues.csv");
    f64 *e = golden_column(&et, "e");
    bool *found = arena_array(&arena, bool, et.n);
    const json_t *x = golden_get(root, "ebh"), *rejected = golden_get(x, "rejected");
    i64 count = multiplicity_ebh(found, &arena, e, et.n, golden_f64(x, "alpha"));
    golden_near("ebh count", (f64)count, (f64)json_array_size(rejected), tol);
    for (size_t i = 0; i < json_array_size(rejected); i++)
        golden_near("ebh", found[golden_i64(json_array_get(rejected, i)) - 1], 1, tol);
    const json_t *c = golden_get(root, "p_to_e_calibrator");
    for (size_t i = 0; i < json_array_size(golden_get(c, "p")); i++)
        golden_check("e of p",
                     multiplicity_e_of_p(golden_number(json_array_get(golden_get(c, "p"), i))),
                     json_array_get(golden_get(c, "e"), i), tol);
    json_decref(root);
    golden_end();
}

static void shrunken_rates_and_effects_are_those_of_r(void **state)
{
    (void)state;
    json_t *root = golden_load("08_shrinkage.json"), *r;
    struct golden_tolerance tol = golden_tolerance(root), flat = {1e-4, 1e-3};
    struct golden_table t = golden_table(&arena, "adherence_by_rep.csv");
    f64 *x = golden_column(&t, "x"), *n = golden_column(&t, "n"), mu, rho;
    struct shrink_rates fit = shrink_rates_fit(x, n, t.n);
    assert_false(fit.pooled || fit.single);
    const json_t *ml = golden_get(root, "ml");
    golden_key("ml", fit.alpha, ml, "alpha", flat); /* the likelihood is flat there */
    golden_key("ml", fit.beta, ml, "beta", flat);
    golden_key("ml", fit.mu, ml, "mu", tol);
    golden_key("ml", fit.rho, ml, "rho", flat);
    golden_key("ml", fit.nll, ml, "nll", tol);
    golden_key("vgam", fit.mu, golden_get(root, "vgam"), "mu", flat);
    golden_key("vgam", fit.rho, golden_get(root, "vgam"), "rho", flat);
    shrink_kleinman(x, n, t.n, &mu, &rho);
    golden_key("moments", mu, golden_get(root, "moments_kleinman"), "mu", tol);
    golden_key("moments", rho, golden_get(root, "moments_kleinman"), "rho", tol);
    size_t at;
    json_array_foreach(golden_get(root, "posterior"), at, r)
    {
        struct estimate e = shrink_rate(&fit, golden_f64(r, "x"), golden_f64(r, "n"), .9);
        golden_key("posterior", x[at] / n[at], r, "raw", tol);
        golden_key("posterior", e.value, r, "mean", tol);
        check_interval("posterior", e.ci, golden_get(r, "ci90"), tol);
        golden_key("posterior", shrink_rate_below(&fit, x[at], n[at], .5), r, "p_below_0.5", tol);
    }
    const json_t *pm = golden_get(root, "paule_mandel"), *y = golden_get(pm, "y");
    f64 effect[16], variance[16];
    for (size_t i = 0; i < json_array_size(y) && i < 16; i++) {
        effect[i] = golden_number(json_array_get(y, i));
        variance[i] = golden_number(json_array_get(golden_get(pm, "v"), i));
    }
    struct shrink_effects f = shrink_effects_fit(effect, variance, (i64)json_array_size(y));
    golden_key("paule-mandel", f.tau2, pm, "tau2", (struct golden_tolerance){1e-9, 1e-4});
    golden_key("paule-mandel", f.mu, pm, "mu", tol);
    golden_key("paule-mandel", f.se, pm, "se", tol);
    json_decref(root);
    golden_end();
}

static void every_value_has_been_read(void **state)
{
    (void)state;
    golden_all_read("golden_rates");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rates_and_their_intervals_are_those_of_r),
        cmocka_unit_test(the_rate_by_value_is_that_of_r),
        cmocka_unit_test(log_rank_tests_are_those_of_r),
        cmocka_unit_test(gray_tests_are_those_of_r),
        cmocka_unit_test(adjusted_p_values_are_those_of_r),
        cmocka_unit_test(shrunken_rates_and_effects_are_those_of_r),
        cmocka_unit_test(every_value_has_been_read),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
