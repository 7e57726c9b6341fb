/* Import and measure together, on public data sets whose truth was computed another way
 * (TRUTH.json beside them). They are not part of the project; without them (ETALON_SHARED, or
 * ../shared) these tests are skipped, and counted so.
 *
 * Where the definitions are the same the figures are: counts, win rate with Wilson's interval,
 * won value, quantiles of cycles (type 7), chi-square, Cramér's V, spreads, p-values adjusted by
 * Benjamini-Hochberg within a column. Where ours differ on purpose:
 * - blanks: theirs are a group named "(blank)", ours are in no group (missing is not a value);
 * - flags: ours are also adjusted over all columns compared (groups.h), so they are fewer: what is
 *   compared is p adjusted within the column;
 * - p: when expected counts are small ours comes from permutations; theirs is the chi-square's,
 *   which we keep beside it. */
#include "base/os.h"
#include "exchange/import.h"
#include "measure/answers.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "tests/golden.h"

static struct arena arena;
static struct history history;
static struct import_report report;
static struct answers answers;
static json_t *truth;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 4ll << 30);
    truth = NULL;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    printf("values compared: %lld\n", (long long)golden_compared);
    json_decref(truth);
    arena_release(&arena);
    return 0;
}

/* What TRUTH.json rounds to, in digits after the point. */
static const struct golden_tolerance digits_6 = {6e-7, 0}, digits_4 = {6e-5, 0}, cents = {0.006, 0};
static const struct golden_tolerance exact = {0, 0};

static void assess(const char *folder, const char *const *names)
{
    struct import_source files[16];
    struct import_options options = {.threads = 2};
    struct measure_options measure = {.threads = 2, .seed = 1};
    struct err e = {0};
    json_error_t error;
    i64 n = 0;
    str shared = os_env("ETALON_SHARED");
    if (shared.n == 0)
        shared = S(TEST_ROOT "/../shared");
    str data = str_fmt(&arena, "%.*s/data/%s", STR_ARG(shared), folder);
    truth = json_load_file(str_fmt(&arena, "%.*s/TRUTH.json", STR_ARG(data)).p, 0, &error);
    if (!truth)
        skip();
    for (; names[n]; n++)
        files[n] =
            (struct import_source){.name = str_fmt(&arena, "%.*s/raw/%s", STR_ARG(data), names[n])};
    if (!import_files(&history, &report, &arena, files, n, &options, &e))
        fail_msg("%s", e.text);
    if (!measure_all(&answers, &arena, &history, NULL, &measure, &e))
        fail_msg("%s", e.text);
}

static void check_outcomes(void)
{
    const json_t *x = golden_get(truth, "outcome");
    const struct outcome_counts *n = &answers.outcomes;
    const struct rate *r = &answers.rates.win_narrow;
    golden_key("outcome", (f64)n->deals, x, "records", exact);
    golden_key("outcome", (f64)n->won, x, "won", exact);
    golden_key("outcome", (f64)n->lost, x, "lost", exact);
    golden_key("outcome", (f64)n->open, x, "open", exact);
    golden_key("outcome", r->value, x, "win_rate", digits_6);
    golden_array("win rate", (f64[]){r->low, r->high}, 2, golden_get(x, "win_rate_ci95"), digits_6);
    golden_key("rows", (f64)report.rows_read, x, "records", exact);
}

static void check_spread(const char *what, const struct spread *s, const json_t *x, f64 unit,
                         struct golden_tolerance t)
{
    golden_key(what, (f64)s->n, x, "n", exact);
    const struct {
        const char *key;
        f64 value;
    } parts[] = {{"min", s->min},   {"p10", s->p10}, {"p25", s->p25}, {"median", s->median},
                 {"mean", s->mean}, {"p75", s->p75}, {"p90", s->p90}, {"max", s->max}};
    for (i64 i = 0; i < LENGTH(parts); i++)
        golden_key(what, parts[i].value / unit, x, parts[i].key, t);
}

static void check_value(void)
{
    const json_t *x = golden_get(truth, "won_value");
    check_spread("won value", &answers.won_value.won, x, 100, cents);
    golden_key("won value", (f64)answers.won_value.won_minor / 100, x, "sum", cents);
}

static const struct comparison *compared_by(const char *by)
{
    for (i64 i = 0; i < answers.groups.n; i++)
        if (str_eq(answers.groups.list[i].by, str_c(by)))
            return &answers.groups.list[i];
    fail_msg("nothing is compared by %s", by);
    return NULL;
}

static void check_level(const struct comparison *g, const json_t *x, bool cycles)
{
    str key = str_c(json_string_value(golden_get(x, "key")));
    for (i64 i = 0; i < g->level_count; i++) {
        const struct group_level *v = &g->levels[i];
        if (!str_eq(v->name, key))
            continue;
        golden_key("level", (f64)(v->won + v->lost), x, "closed", exact);
        golden_key("level", (f64)v->won, x, "won", exact);
        golden_key("level", (f64)v->open, x, "open", exact);
        golden_key("level", (f64)v->won_value_minor / 100, x, "won_value", cents);
        if (v->win.standing == STANDING_MEASURED) {
            golden_key("level", v->win.value, x, "win_rate", digits_6);
            golden_array("level", (f64[]){v->win.low, v->win.high}, 2, golden_get(x, "ci95"),
                         digits_6);
        }
        if (cycles)
            golden_key("level", v->median_cycle, x, "median_cycle_days", digits_6);
        return;
    }
    fail_msg("no level %.*s", STR_ARG(key));
}

/* Levels whose difference from all others stands after Benjamini-Hochberg within the column. */
static i64 significant(const struct comparison *g)
{
    i64 n = 0;
    for (i64 i = 0; i < g->level_count; i++)
        n += g->levels[i].p_adjusted <= 0.05;
    return n;
}

static void check_groups(const char *by, const char *part, bool cycles)
{
    const json_t *x = golden_get(truth, part), *table = golden_get(x, "table");
    const struct comparison *g = compared_by(by);
    golden_key(part, g->chi2, x, "chi2", digits_4);
    golden_key(part, (f64)g->df, x, "df", exact);
    golden_key(part, g->p, x, "chi2_p", digits_4);
    golden_key(part, g->cramers_v, x, "cramers_v", digits_4);
    golden_key(part, g->spread, x, "win_rate_sd_across_groups", digits_4);
    golden_key(part, (f64)significant(g), x, "n_BH_significant", exact);
    for (size_t i = 0; i < json_array_size(table); i++)
        check_level(g, json_array_get(table, i), cycles);
}

static void check_period(const struct season_period *p, const json_t *x)
{
    golden_key("period", (f64)p->won, x, "won", exact);
    golden_key("period", (f64)p->lost, x, "lost", exact);
    if (p->win.standing == STANDING_MEASURED)
        golden_key("period", p->win.value, x, "win_rate", digits_6);
}

static i64 check_periods(const struct season_period *list, i64 n, const char *part, bool months)
{
    const json_t *x = golden_get(truth, part);
    i64 found = 0;
    char key[32];
    for (i64 i = 0; i < n; i++) {
        if (months)
            snprintf(key, sizeof key, "%04d-%02d", list[i].year, list[i].number);
        else
            snprintf(key, sizeof key, "%04dQ%d", list[i].year, list[i].number);
        const json_t *period = json_object_get(x, key);
        i64 closed = list[i].won + list[i].lost;
        if (!period) { /* they list only periods that have deals */
            assert_int_equal(closed, 0);
            continue;
        }
        check_period(&list[i], period);
        found++;
    }
    return found;
}

static void maven(void **state)
{
    (void)state;
    assess("maven-crm-sales-opportunities",
           (const char *const[]){"sales_pipeline.csv", "sales_teams.csv", "accounts.csv",
                                 "products.csv", "data_dictionary.csv", NULL});
    check_outcomes();
    check_value();
    const json_t *cycle = golden_get(truth, "cycle_days_engage_to_close");
    check_spread("all", &answers.cycle.all, golden_get(cycle, "all_closed"), 1, digits_4);
    check_spread("won", &answers.cycle.won, golden_get(cycle, "won"), 1, digits_4);
    check_spread("lost", &answers.cycle.lost, golden_get(cycle, "lost"), 1, digits_4);
    check_groups("owner", "by_agent", true);
    check_groups("manager", "by_manager", true);
    check_groups("regional office", "by_office", true);
    check_groups("product", "by_product", true);
    check_groups("account", "by_account", true);
    check_groups("sector", "by_sector", true);
    assert_int_equal(compared_by("owner")->verdict, GROUP_NO_DIFFERENCE);
    assert_int_equal(
        check_periods(answers.season.months, answers.season.month_count, "by_close_month", true),
        10);
    assert_int_equal(check_periods(answers.season.quarters, answers.season.quarter_count,
                                   "by_close_quarter", false),
                     4);
    /* the end of the quarter differs, and no decision cannot be told */
    assert_int_equal(answers.season.last_month.verdict, GROUP_DIFFERENCE);
    assert_int_equal(answers.rates.no_decision.standing, STANDING_CANNOT_SAY);
    golden_end();
}

static void mashmatrix(void **state)
{
    (void)state;
    assess("salesforce-mashmatrix-export",
           (const char *const[]){"Opportunity.csv", "Account.csv", NULL});
    check_outcomes();
    check_value();
    check_groups("type", "by_type", false);
    golden_end();
    /* created in one bulk load: no cycle */
    bool said = false;
    for (i64 i = 0; i < answers.cannot_say.list.n; i++)
        said = said || (answers.cannot_say.list.v[i].what == SUBJECT_CYCLE &&
                        answers.cannot_say.list.v[i].why == CAUSE_CREATED_IS_LOAD);
    assert_true(said);
    assert_int_equal(answers.cycle.all.n, 0);
}

static void devorg(void **state)
{
    (void)state;
    assess("salesforce-devorg-history",
           (const char *const[]){"Opportunity.csv", "OpportunityHistory.csv", "Account.csv",
                                 "Contact.csv", "Lead.csv", "OpportunityHistoryGroup.csv", NULL});
    check_outcomes();
    check_value();
    golden_end();
}

static void datacloud(void **state)
{
    (void)state;
    assess("salesforce-datacloud-workshop",
           (const char *const[]){"Opportunity.csv", "Task.csv", "Lead.csv", "Campaign.csv",
                                 "Branch__c.csv", NULL});
    check_outcomes();
    check_value();
    golden_end();
    /* they test five products of two to five closed deals; we say that these are too few */
    for (i64 i = 0; i < answers.groups.n; i++)
        assert_int_not_equal(answers.groups.list[i].verdict, GROUP_DIFFERENCE);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {TEST(maven), TEST(mashmatrix), TEST(devorg),
                                       TEST(datacloud)};
    return cmocka_run_group_tests_name("truth", tests, NULL, NULL);
}
