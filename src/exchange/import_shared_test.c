/* Public data sets against the counts that were made from them another way. They are not
 * part of the project; without them (ETALON_SHARED) these tests are skipped. */
#include "base/os.h"
#include "exchange/import.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "tests/arena.h"

static bool usable; /* what the last import said */

struct expected {
    i64 rows, deals, won, lost, open, rejected;
};

static void import(struct history *h, struct import_report *r, const char *folder,
                   const char *const *names)
{
    struct import_source files[16];
    struct import_options options = {.threads = 1};
    struct err e = {0};
    str shared = os_env("ETALON_SHARED");
    i64 n = 0;
    if (shared.n == 0)
        shared = S(TEST_ROOT "/../shared");
    for (; names[n]; n++) {
        str path = str_fmt(&arena, "%.*s/data/%s/raw/%s", STR_ARG(shared), folder, names[n]);
        struct os_file f;
        if (!os_open(&f, path, &e))
            skip();
        os_close(&f);
        files[n] = (struct import_source){.name = path};
    }
    usable = import_files(h, r, &arena, files, n, &options, &e);
}

static i64 count_outcome(const struct history *h, enum outcome o)
{
    i64 n = 0;
    for (i64 d = 0; d < h->deal_count; d++)
        n += h->outcome[d] == o;
    return n;
}

static void assert_counts(const struct history *h, const struct import_report *r, struct expected x)
{
    assert_int_equal(r->rows_read, x.rows);
    assert_int_equal(r->deals, x.deals);
    assert_int_equal(r->rejected, x.rejected);
    assert_int_equal(h->deal_count, x.deals);
    assert_int_equal(count_outcome(h, OUTCOME_WON), x.won);
    assert_int_equal(count_outcome(h, OUTCOME_LOST), x.lost);
    assert_int_equal(count_outcome(h, OUTCOME_OPEN), x.open);
    assert_int_equal(r->rows_read, r->deals + r->rejected + r->duplicates);
}

static i64 median_cycle(const struct history *h, enum outcome o)
{
    i64 days[1000] = {0}, n = 0, seen = 0;
    for (i64 d = 0; d < h->deal_count; d++)
        if (h->outcome[d] == (u8)o && h->closed_ms[d] != TIME_NONE &&
            h->entered_ms[d] != TIME_NONE) {
            days[i64_min((h->closed_ms[d] - h->entered_ms[d]) / MS_PER_DAY, 999)]++;
            n++;
        }
    for (i64 k = 0; k < 1000; k++)
        if ((seen += days[k]) * 2 > n)
            return k;
    return -1;
}

static i64 won_value(const struct history *h)
{
    i64 sum = 0;
    for (i64 d = 0; d < h->deal_count; d++)
        if (h->outcome[d] == OUTCOME_WON && h->amount_known[d])
            sum += h->amount_minor[d];
    return sum;
}

static void maven_gives_its_counts_values_and_cycles(void **state)
{
    (void)state;
    struct history h;
    struct import_report r;
    import(&h, &r, "maven-crm-sales-opportunities",
           (const char *const[]){"sales_pipeline.csv", "sales_teams.csv", "accounts.csv",
                                 "products.csv", "data_dictionary.csv", NULL});
    assert_counts(&h, &r, (struct expected){8800, 8800, 4238, 2473, 2089, 0});
    assert_int_equal(won_value(&h), 1000553400);
    assert_int_equal(median_cycle(&h, OUTCOME_WON), 57);
    assert_int_equal(median_cycle(&h, OUTCOME_LOST), 14);
    i64 days = 0;
    assert_true(date_parse(S("2017-12-31"), &days));
    assert_int_equal(h.as_of_ms, days * MS_PER_DAY);
    static const char *const names[] = {"product",         "account", "series",         "manager",
                                        "regional office", "sector",  "office location"};
    for (i64 i = 0; i < LENGTH(names); i++)
        if (!history_find_attribute(&h, str_c(names[i])))
            fail_msg("no attribute %s", names[i]);
    const struct history_attribute *series = history_find_attribute(&h, S("series"));
    for (i64 d = 0; d < h.deal_count; d++) /* GTXPro joins with GTX Pro */
        assert_int_not_equal(series->value[d], HISTORY_NO_ID);
}

static void mashmatrix_believes_its_flags(void **state)
{
    (void)state;
    struct history h;
    struct import_report r;
    import(&h, &r, "salesforce-mashmatrix-export",
           (const char *const[]){"Opportunity.csv", "Account.csv", NULL});
    assert_counts(&h, &r, (struct expected){774, 774, 640, 39, 95, 0});
    assert_string_equal(r.files.v[0].format.p, "Salesforce");
}

static void datacloud_counts(void **state)
{
    (void)state;
    struct history h;
    struct import_report r;
    import(&h, &r, "salesforce-datacloud-workshop",
           (const char *const[]){"Opportunity.csv", "Task.csv", "Lead.csv", "Campaign.csv",
                                 "Branch__c.csv", NULL});
    assert_counts(&h, &r, (struct expected){50, 50, 12, 3, 35, 0});
    assert_int_equal(r.files.v[1].role, ROLE_TASKS);
    assert_int_equal(r.files.v[2].role, ROLE_IGNORED);
}

static void devorg_has_its_stage_history(void **state)
{
    (void)state;
    struct history h;
    struct import_report r;
    import(&h, &r, "salesforce-devorg-history",
           (const char *const[]){"Opportunity.csv", "OpportunityHistory.csv", "Account.csv",
                                 "Contact.csv", "Lead.csv", "OpportunityHistoryGroup.csv", NULL});
    assert_counts(&h, &r, (struct expected){36, 36, 12, 8, 16, 0});
    assert_int_equal(r.files.v[1].rows, 48);
    assert_int_equal(r.files.v[1].used, 48);
    i64 moves = 0, ends = 0;
    for (i64 i = 0; i < h.event_count; i++) {
        moves += h.activity_kind[h.activity[i]] == ACTIVITY_STAGE;
        ends += h.activity_kind[h.activity[i]] == ACTIVITY_OUTCOME;
    }
    /* 48 rows, all of them moves: 20 into the end where the deal is, 7 won that then were
     * lost, and 21 into a stage (transitions of the truth file) */
    assert_int_equal(moves, 21);
    assert_int_equal(ends, 27);
}

/* All ten opportunities are marked as deleted: there is nothing to say, and why. */
static void deleted_records_are_rejected_one_by_one(void **state)
{
    (void)state;
    struct history h;
    struct import_report r;
    import(&h, &r, "fivetran-salesforce-seeds",
           (const char *const[]){"sf_opportunity_data.csv", "sf_opportunity_history_data.csv",
                                 "sf_user_data.csv", "sf_account_data.csv", "sf_task_data.csv",
                                 "sf_lead_data.csv", NULL});
    assert_false(usable);
    assert_int_equal(r.rows_read, 10);
    assert_int_equal(r.rejected, 10);
    assert_int_equal(r.files.v[0].role, ROLE_DEALS);
    assert_int_equal(r.files.v[1].role, ROLE_STAGE_HISTORY);
    assert_int_equal(r.files.v[4].role, ROLE_TASKS);
}

/* Neither stage nor outcome is in the file: every row is refused with that reason. */
static void deals_without_any_stage_are_rejected(void **state)
{
    (void)state;
    struct history h;
    struct import_report r;
    import(&h, &r, "fivetran-hubspot-seeds",
           (const char *const[]){"deal_data.csv", "deal_stage_data.csv",
                                 "deal_pipeline_stage_data.csv", "owner_data.csv",
                                 "deal_property_history_data.csv", NULL});
    assert_false(usable);
    assert_int_equal(r.rows_read, 44);
    assert_int_equal(r.rejected, 44);
    assert_int_equal(r.files.v[1].role, ROLE_STAGE_HISTORY);
    assert_int_equal(r.files.v[2].role, ROLE_STAGES);
    assert_int_equal(r.files.v[3].role, ROLE_OWNERS);
    assert_int_equal(r.files.v[4].role, ROLE_FIELD_HISTORY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(maven_gives_its_counts_values_and_cycles, setup, teardown),
        cmocka_unit_test_setup_teardown(mashmatrix_believes_its_flags, setup, teardown),
        cmocka_unit_test_setup_teardown(datacloud_counts, setup, teardown),
        cmocka_unit_test_setup_teardown(devorg_has_its_stage_history, setup, teardown),
        cmocka_unit_test_setup_teardown(deleted_records_are_rejected_one_by_one, setup, teardown),
        cmocka_unit_test_setup_teardown(deals_without_any_stage_are_rejected, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
