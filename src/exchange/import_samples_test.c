/* Every folder of tests/exports is what one product writes, with what must come out of it in
 * expected.txt. ETALON_ACCEPT=1 writes what comes out; read it before you keep it. */
#define _GNU_SOURCE
#include "base/os.h"
#include "exchange/import.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

static void put_time(struct buf *out, const char *name, i64 at_ms)
{
    if (at_ms == TIME_NONE)
        return;
    buf_fmt(out, " %s ", name);
    time_print(out, at_ms);
}

static void put_deal(struct buf *out, const struct history *h, i64 d)
{
    buf_fmt(out, "deal %.*s %s", STR_ARG(h->deal_id[d]), outcome_id((enum outcome)h->outcome[d]));
    put_time(out, "entered", h->entered_ms[d]);
    put_time(out, "closed", h->closed_ms[d]);
    put_time(out, "expected", h->expected_ms[d]);
    if (h->amount_known[d]) {
        str currency = dict_name(&h->currencies, h->currency[d]);
        buf_put(out, S(" "));
        money_print(out, h->amount_minor[d], currency);
        buf_fmt(out, " %.*s", STR_ARG(currency));
    }
    if (h->stage[d] != HISTORY_ACTIVITIES_MAX)
        buf_fmt(out, " in \"%.*s\"", STR_ARG(dict_name(&h->activities, h->stage[d])));
    if (h->owner[d] != HISTORY_NO_ID)
        buf_fmt(out, " by %.*s", STR_ARG(dict_name(&h->actors, h->owner[d])));
    if (h->reason[d] != HISTORY_NO_ID)
        buf_fmt(out, " because \"%.*s\"", STR_ARG(dict_name(&h->reasons, h->reason[d])));
    buf_char(out, '\n');
    for (i64 i = 0; i < h->attribute_count; i++) {
        const struct history_attribute *a = &h->attributes[i];
        if (a->value[d] != HISTORY_NO_ID)
            buf_fmt(out, "  %.*s: %.*s\n", STR_ARG(a->name),
                    STR_ARG(dict_name(&a->values, a->value[d])));
    }
    for (i64 i = h->first[d]; i < h->first[d + 1]; i++) {
        buf_put(out, S("  "));
        time_print(out, h->at_ms[i]);
        buf_fmt(out, " %s %.*s", activity_kind_id(h->activity_kind[h->activity[i]]),
                STR_ARG(dict_name(&h->activities, h->activity[i])));
        if (h->value && h->value[i] != HISTORY_NO_ID)
            buf_fmt(out, " = %lld", (long long)h->numbers[h->value[i]]);
        if (h->actor && h->actor[i] != HISTORY_NO_ID)
            buf_fmt(out, " by %.*s", STR_ARG(dict_name(&h->actors, h->actor[i])));
        buf_char(out, '\n');
    }
}

static void put_report(struct buf *out, const struct import_report *r)
{
    buf_fmt(out, "rows %lld = deals %lld + rejected %lld + duplicates %lld\n",
            (long long)r->rows_read, (long long)r->deals, (long long)r->rejected,
            (long long)r->duplicates);
    if (r->as_of_ms != TIME_NONE) {
        buf_put(out, S("as of "));
        time_print(out, r->as_of_ms);
        buf_fmt(out, ": %.*s\n", STR_ARG(r->as_of_from));
    }
    for (i64 i = 0; i < r->files.n; i++) {
        const struct import_file *f = &r->files.v[i];
        const char *slash = memrchr(f->name.p, '/', (size_t)f->name.n);
        str name = {slash + 1, f->name.p + f->name.n - slash - 1};
        buf_fmt(out,
                "file %.*s: %.*s, %s, %.*s, %lld rows = %lld used + %lld rejected + %lld "
                "duplicates + %lld unmatched; %lld lines left out\n",
                STR_ARG(name), STR_ARG(f->format), import_role_id(f->role), STR_ARG(f->encoding),
                (long long)f->rows, (long long)f->used, (long long)f->rejected,
                (long long)f->duplicates, (long long)f->unmatched, (long long)f->lines_left_out);
        if (r->questions.n == 0 && r->rows_read) /* else it stopped before its rows */
            assert_int_equal(f->rows, f->used + f->rejected + f->duplicates + f->unmatched);
    }
    for (i64 i = 0; i < r->rejections.n; i++)
        buf_fmt(out, "rejected: line %lld, %.*s\n", (long long)r->rejections.v[i].line,
                STR_ARG(r->rejections.v[i].reason));
    for (i64 i = 0; i < r->warnings.n; i++)
        buf_fmt(out, "warning: %lld times, line %lld: %.*s\n", (long long)r->warnings.v[i].count,
                (long long)r->warnings.v[i].line, STR_ARG(r->warnings.v[i].text));
    for (i64 i = 0; i < r->questions.n; i++)
        buf_fmt(out, "question: %.*s | %.*s\n", STR_ARG(r->questions.v[i].text),
                STR_ARG(r->questions.v[i].answer));
}

static int by_name(const void *a, const void *b)
{
    return str_cmp(((const struct import_source *)a)->name,
                   ((const struct import_source *)b)->name);
}

static i64 list_files(struct import_source *files, const char *folder)
{
    i64 n = 0;
    DIR *d = opendir(folder);
    assert_non_null(d);
    for (struct dirent *entry; (entry = readdir(d));) {
        str name = str_c(entry->d_name);
        if (str_ends(name, S(".csv")))
            files[n++].name = str_fmt(&arena, "%s/%s", folder, entry->d_name);
    }
    closedir(d);
    qsort(files, (size_t)n, sizeof *files, by_name);
    return n;
}

/* A message without the folder that it begins with. */
static const char *after_folder(const char *text, const char *folder)
{
    size_t n = strlen(folder);
    return strncmp(text, folder, n) == 0 ? text + n + 1 : text;
}

static void check_folder(const char *name)
{
    struct import_source files[32] = {0};
    struct import_options options = {.threads = 2};
    struct import_report r;
    struct history h = {0};
    struct err e = {0};
    struct buf out;
    char folder[500];
    snprintf(folder, sizeof folder, TEST_ROOT "/tests/exports/%s", name);
    i64 n = list_files(files, folder);
    buf_init(&out, 1 << 20);
    if (!import_files(&h, &r, &arena, files, n, &options, &e))
        buf_fmt(&out, "refused: %s\nhint: %s\n", after_folder(e.text, folder), e.hint);
    put_report(&out, &r);
    for (i64 d = 0; d < h.deal_count; d++)
        put_deal(&out, &h, d);
    str path = str_fmt(&arena, "%s/expected.txt", folder), expected = {0};
    if (getenv("ETALON_ACCEPT"))
        assert_true(os_write_file(path, buf_str(&out), &e));
    assert_true(os_read_file(&expected, &arena, path, 1 << 20, &e));
    if (!str_eq(expected, buf_str(&out)))
        fail_msg("%s gives:\n%.*s", name, STR_ARG(buf_str(&out)));
    buf_release(&out);
}

#define SAMPLE(name, folder)                                                                       \
    static void name(void **state)                                                                 \
    {                                                                                              \
        (void)state;                                                                               \
        check_folder(folder);                                                                      \
    }

SAMPLE(salesforce_tables_join_into_histories, "salesforce")
SAMPLE(a_salesforce_report_has_titles_and_totals, "salesforce-report")
SAMPLE(hubspot_columns_of_stages_are_moves, "hubspot")
SAMPLE(hubspot_in_french_is_the_same, "hubspot-fr")
SAMPLE(hubspot_in_german_and_windows_1252, "hubspot-de")
SAMPLE(pipedrive_ends_by_status, "pipedrive")
SAMPLE(zoho_histories_join_by_name, "zoho")
SAMPLE(dynamics_canceled_is_no_decision, "dynamics")
SAMPLE(close_counts_in_cents, "close")
SAMPLE(odoo_archives_what_was_lost, "odoo")
SAMPLE(attio_has_emoji, "attio")
SAMPLE(bitrix_deals, "bitrix")
SAMPLE(any_french_table_is_understood, "any")
SAMPLE(ends_that_nothing_explains_are_asked, "ends-unsaid")
SAMPLE(headers_that_nobody_writes_are_guessed_by_a_part, "parts")
SAMPLE(our_own_events_beside_deals, "native")
SAMPLE(a_signed_report_ends_where_its_rows_end, "salesforce-report-signed")
SAMPLE(salesforce_reports_in_french, "salesforce-report-fr")
SAMPLE(salesforce_reports_in_german, "salesforce-report-de")
SAMPLE(salesforce_reports_in_spanish, "salesforce-report-es")
SAMPLE(a_group_of_a_report_is_named_in_its_rows, "salesforce-report-grouped")
SAMPLE(ids_that_differ_by_case_are_two, "salesforce-15-18")
SAMPLE(hubspot_stages_lose_their_pipeline, "hubspot-pipelines")
SAMPLE(hubspot_in_portuguese, "hubspot-pt")
SAMPLE(hubspot_internal_names_count_milliseconds, "hubspot-internal")
SAMPLE(pipedrive_deleted_is_no_deal, "pipedrive-deleted")
SAMPLE(pipedrive_in_french, "pipedrive-fr")
SAMPLE(pipedrive_in_german, "pipedrive-de")
SAMPLE(dynamics_in_german, "dynamics-de")
SAMPLE(odoo_in_french_archives_alike, "odoo-fr")
SAMPLE(a_french_sheet_saved_by_excel, "sheet-fr")
SAMPLE(a_german_sheet, "sheet-de")
SAMPLE(a_spanish_sheet, "sheet-es")
SAMPLE(a_portuguese_sheet, "sheet-pt")
SAMPLE(an_english_sheet_with_amounts_of_all_kinds, "sheet-en")
SAMPLE(a_sheet_in_utf_16_with_tabs, "sheet-utf16")
SAMPLE(not_won_alone_is_asked, "won-only")
SAMPLE(statuses_that_say_nothing_are_told, "statuses")
SAMPLE(total_energies_is_a_customer, "totals")
SAMPLE(only_clear_reasons_are_no_decision, "reasons")
SAMPLE(a_probability_is_no_outcome_until_a_person_says_so, "probability")
SAMPLE(serials_of_spreadsheets_are_dates, "serials")
SAMPLE(ragged_rows_are_accounted_for, "ragged")
SAMPLE(each_amount_of_one_reading_is_read, "amounts-of-two-kinds")
SAMPLE(check_marks_say_yes, "checkmarks")
SAMPLE(win_and_loss_are_words, "win-and-loss")
SAMPLE(dates_of_zeros_are_none, "no-dates")
SAMPLE(a_column_without_ids_identifies_nothing, "empty-ids")
SAMPLE(a_french_log_tells_of_its_deals, "log-fr")
SAMPLE(a_german_log_in_windows_1252, "log-de")
SAMPLE(a_history_alone_lacks_its_deals, "history-alone")

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(salesforce_tables_join_into_histories),
        cmocka_unit_test(a_salesforce_report_has_titles_and_totals),
        cmocka_unit_test(hubspot_columns_of_stages_are_moves),
        cmocka_unit_test(hubspot_in_french_is_the_same),
        cmocka_unit_test(hubspot_in_german_and_windows_1252),
        cmocka_unit_test(pipedrive_ends_by_status),
        cmocka_unit_test(zoho_histories_join_by_name),
        cmocka_unit_test(dynamics_canceled_is_no_decision),
        cmocka_unit_test(close_counts_in_cents),
        cmocka_unit_test(odoo_archives_what_was_lost),
        cmocka_unit_test(attio_has_emoji),
        cmocka_unit_test(bitrix_deals),
        cmocka_unit_test(any_french_table_is_understood),
        cmocka_unit_test(ends_that_nothing_explains_are_asked),
        cmocka_unit_test(headers_that_nobody_writes_are_guessed_by_a_part),
        cmocka_unit_test(our_own_events_beside_deals),
        cmocka_unit_test(a_signed_report_ends_where_its_rows_end),
        cmocka_unit_test(salesforce_reports_in_french),
        cmocka_unit_test(salesforce_reports_in_german),
        cmocka_unit_test(salesforce_reports_in_spanish),
        cmocka_unit_test(a_group_of_a_report_is_named_in_its_rows),
        cmocka_unit_test(ids_that_differ_by_case_are_two),
        cmocka_unit_test(hubspot_stages_lose_their_pipeline),
        cmocka_unit_test(hubspot_in_portuguese),
        cmocka_unit_test(hubspot_internal_names_count_milliseconds),
        cmocka_unit_test(pipedrive_deleted_is_no_deal),
        cmocka_unit_test(pipedrive_in_french),
        cmocka_unit_test(pipedrive_in_german),
        cmocka_unit_test(dynamics_in_german),
        cmocka_unit_test(odoo_in_french_archives_alike),
        cmocka_unit_test(a_french_sheet_saved_by_excel),
        cmocka_unit_test(a_german_sheet),
        cmocka_unit_test(a_spanish_sheet),
        cmocka_unit_test(a_portuguese_sheet),
        cmocka_unit_test(an_english_sheet_with_amounts_of_all_kinds),
        cmocka_unit_test(a_sheet_in_utf_16_with_tabs),
        cmocka_unit_test(not_won_alone_is_asked),
        cmocka_unit_test(statuses_that_say_nothing_are_told),
        cmocka_unit_test(total_energies_is_a_customer),
        cmocka_unit_test(only_clear_reasons_are_no_decision),
        cmocka_unit_test(a_probability_is_no_outcome_until_a_person_says_so),
        cmocka_unit_test(serials_of_spreadsheets_are_dates),
        cmocka_unit_test(ragged_rows_are_accounted_for),
        cmocka_unit_test(each_amount_of_one_reading_is_read),
        cmocka_unit_test(check_marks_say_yes),
        cmocka_unit_test(win_and_loss_are_words),
        cmocka_unit_test(dates_of_zeros_are_none),
        cmocka_unit_test(a_column_without_ids_identifies_nothing),
        cmocka_unit_test(a_french_log_tells_of_its_deals),
        cmocka_unit_test(a_german_log_in_windows_1252),
        cmocka_unit_test(a_history_alone_lacks_its_deals),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
