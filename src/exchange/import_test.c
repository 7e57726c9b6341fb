/* What an import asks, refuses and survives, and that its totals always add up. */
#include "exchange/draft.h"
#include "exchange/import.h"
#include "exchange/log_write.h"
#include "exchange/mapping.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

static struct history history;
static struct import_report report;
static struct err e;

static struct mapping mapping_of(const char *yaml)
{
    struct mapping m;
    struct diags d;
    diags_init(&d, &arena);
    if (!mapping_read(&m, &arena, str_c(yaml), &d))
        fail_msg("%.*s", STR_ARG(d.list.v[0].message));
    return m;
}

/* Imports one text and checks what is always true. */
static bool import_text(str bytes, const struct mapping *m, i64 as_of_ms)
{
    struct import_source file = {S("deals.csv"), bytes, true};
    struct import_options options = {.mapping = m, .as_of_ms = as_of_ms, .threads = 1};
    e = (struct err){0};
    history = (struct history){0};
    bool ok = import_files(&history, &report, &arena, &file, 1, &options, &e);
    if (!ok)
        assert_true(e.text[0] != 0);
    else
        assert_int_equal(history.deal_count, report.deals);
    for (i64 i = 0; ok && i < report.files.n; i++) {
        const struct import_file *f = &report.files.v[i];
        assert_int_equal(f->rows, f->used + f->rejected + f->duplicates + f->unmatched);
    }
    return ok;
}

static void import_ok(const char *text)
{
    if (!import_text(str_c(text), NULL, TIME_NONE))
        fail_msg("%s (%s)", e.text, e.hint);
}

/* Asked for a day, the import knows what had been recorded by then; else all there is. */
static void what_was_recorded_later_was_not_known(void **state)
{
    (void)state;
    const char *deals = "id,created,stage,outcome,closed\n1,2024-01-01,A,open,\n";
    const char *events = "deal,activity,kind,occurred_at,recorded_at,actor,value\n"
                         "1,budget,milestone,2024-01-05T10:00:00Z,2024-01-05T10:00:00Z,x,\n"
                         "1,champion,milestone,2024-01-06T10:00:00Z,2024-03-01T10:00:00Z,x,\n"
                         "1,proof,milestone,2024-02-20T10:00:00Z,2024-02-20T10:00:00Z,x,\n";
    i64 day = 0;
    assert_true(date_parse(S("2024-02-01"), &day));
    for (i64 asked = 0; asked < 2; asked++) {
        struct import_source files[] = {{S("deals.csv"), str_c(deals), true},
                                        {S("events.csv"), str_c(events), true}};
        struct import_options options = {.as_of_ms = asked ? day * MS_PER_DAY : TIME_NONE,
                                         .threads = 1};
        e = (struct err){0};
        if (!import_files(&history, &report, &arena, files, 2, &options, &e))
            fail_msg("%s (%s)", e.text, e.hint);
        i64 milestones = 0;
        for (i64 i = 0; i < history.event_count; i++)
            milestones += history.activity_kind[history.activity[i]] == ACTIVITY_MILESTONE;
        assert_int_equal(milestones, asked ? 1 : 3);
    }
}

static void a_date_with_two_readings_is_asked_and_answered(void **state)
{
    (void)state;
    const char *text = "id,stage,amount,close date\n1,Won,10,03/04/2024\n2,Lost,10,05/06/2024\n";
    assert_false(import_text(str_c(text), NULL, TIME_NONE));
    assert_int_equal(report.questions.n, 1);
    assert_non_null(strstr(e.text, "03/04/2024"));
    assert_non_null(strstr(e.hint, "dates: day-first"));
    struct mapping m = mapping_of("etalon-map: 1\ndates: day-first\n");
    assert_true(import_text(str_c(text), &m, TIME_NONE));
    i64 days;
    assert_true(date_parse(S("2024-04-03"), &days));
    assert_int_equal(history.closed_ms[0], days * MS_PER_DAY);
    m = mapping_of("etalon-map: 1\nfiles:\n  - file: deals.csv\n    columns:\n"
                   "      close date: {field: close, dates: month-first}\n");
    assert_true(import_text(str_c(text), &m, TIME_NONE));
    assert_true(date_parse(S("2024-03-04"), &days));
    assert_int_equal(history.closed_ms[0], days * MS_PER_DAY);
}

static void another_column_of_the_file_may_answer(void **state)
{
    (void)state;
    import_ok("id,stage,amount,created,close date\n1,Won,10,25/01/2024,03/04/2024\n");
    i64 days;
    assert_true(date_parse(S("2024-04-03"), &days));
    assert_int_equal(history.closed_ms[0], days * MS_PER_DAY);
}

static void an_amount_with_two_readings_is_asked(void **state)
{
    (void)state;
    const char *text = "id;stage;amount;close date\n1;Won;1.234;2024-01-31\n";
    assert_false(import_text(str_c(text), NULL, TIME_NONE));
    assert_non_null(strstr(e.hint, "decimal: point"));
    struct mapping m = mapping_of("etalon-map: 1\ndecimal: comma\ncurrency: EUR\n");
    assert_true(import_text(str_c(text), &m, TIME_NONE));
    assert_int_equal(history.amount_minor[0], 123400);
}

static void a_person_says_what_headers_do_not(void **state)
{
    (void)state;
    const char *text = "k,wer,wo,wieviel,dann\nA,Ada,gekauft,10,2024-01-31\n"
                       "B,Bo,liegt,20,2024-02-28\nC,Bo,weg,30,2024-03-01\n";
    assert_false(import_text(str_c(text), NULL, TIME_NONE));
    struct mapping m = mapping_of("etalon-map: 1\n"
                                  "stages: [liegt]\n"
                                  "outcomes:\n  gekauft: won\n  weg: no-decision\n"
                                  "files:\n  - file: deals.csv\n    role: deals\n    columns:\n"
                                  "      k: id\n      wer: owner\n      wo: stage\n"
                                  "      wieviel: amount\n      dann: close\n");
    assert_true(import_text(str_c(text), &m, TIME_NONE));
    assert_int_equal(history.deal_count, 3);
    assert_int_equal(history.outcome[0], OUTCOME_WON);
    assert_int_equal(history.outcome[1], OUTCOME_OPEN);
    assert_int_equal(history.outcome[2], OUTCOME_NO_DECISION);
}

static void a_mapped_reason_speaks_of_lost_deals_only(void **state)
{
    (void)state;
    struct mapping m = mapping_of("etalon-map: 1\noutcomes: {\"Price\": no-decision}\n");
    assert_true(import_text(S("id,status,amount,close date,reason\n1,Won,10,2024-01-31,Price\n"
                              "2,Lost,10,2024-01-31,Price\n3,Open,10,2024-01-31,Price\n"),
                            &m, TIME_NONE));
    assert_int_equal(history.outcome[0], OUTCOME_WON);
    assert_int_equal(history.outcome[1], OUTCOME_NO_DECISION);
    assert_int_equal(history.outcome[2], OUTCOME_OPEN);
}

static void a_probability_or_a_yes_becomes_an_outcome_by_a_mapping(void **state)
{
    (void)state;
    struct mapping m =
        mapping_of("etalon-map: 1\noutcomes: {\"100%\": won, \"0%\": lost}\n"
                   "files:\n  - file: deals.csv\n    columns: {Probability: status}\n");
    assert_true(import_text(S("id,Probability,amount,close date\n1,100%,10,2024-01-31\n"
                              "2,0%,10,2024-01-31\n3,40%,10,2024-12-31\n"),
                            &m, TIME_NONE));
    assert_int_equal(history.outcome[0], OUTCOME_WON);
    assert_int_equal(history.outcome[1], OUTCOME_LOST);
    assert_int_equal(history.outcome[2], OUTCOME_OPEN);
    m = mapping_of("etalon-map: 1\noutcomes: {\"no\": lost}\n");
    assert_true(import_text(
        S("id,won,amount,close date\n1,yes,10,2024-01-31\n2,no,10,2024-01-31\n"), &m, TIME_NONE));
    assert_int_equal(history.outcome[0], OUTCOME_WON);
    assert_int_equal(history.outcome[1], OUTCOME_LOST);
}

static void mistakes_of_a_mapping_file_have_their_place(void **state)
{
    (void)state;
    static const struct {
        const char *yaml, *message;
        i32 line;
    } cases[] = {
        {"etalon-map: 2\n", "this program reads etalon-map: 1", 1},
        {"dates: day-first\n", "this is no mapping file: etalon-map is missing", 1},
        {"etalon-map: 1\ndats: day-first\n", "unknown key \"dats\"", 2},
        {"etalon-map: 1\ndates: sometimes\n", "unknown order of dates \"sometimes\"", 2},
        {"etalon-map: 1\ncurrency: euro\n", "a currency is three capital letters, as EUR", 2},
        {"etalon-map: 1\nas-of: soon\n", "\"soon\" is no date", 2},
        {"etalon-map: 1\noutcomes:\n  x: victory\n", "unknown outcome \"victory\"", 3},
        {"etalon-map: 1\nfiles:\n  - role: deals\n", "a file needs its name: \"file: …\"", 3},
        {"etalon-map: 1\nfiles:\n  - file: a\n    columns:\n      b: amont\n",
         "unknown field \"amont\"", 5},
    };
    for (i64 i = 0; i < LENGTH(cases); i++) {
        struct mapping m;
        struct diags d;
        diags_init(&d, &arena);
        assert_false(mapping_read(&m, &arena, str_c(cases[i].yaml), &d));
        if (!str_eq(d.list.v[0].message, str_c(cases[i].message)))
            fail_msg("got \"%.*s\"", STR_ARG(d.list.v[0].message));
        assert_int_equal(d.list.v[0].at.line, cases[i].line);
    }
}

static void a_draft_given_back_changes_nothing(void **state)
{
    (void)state;
    str text = S("Ref,Deal,Owner,Stage,Amount,Close Date,Segment \"x\"\n"
                 "1,A,Ada,Won,10,2024-01-31,Big\n2,B,Bo,Lost,20,2024-02-28,Small\n"
                 "3,C,Bo,Offer,30,2024-03-01,Small\n");
    struct import_source file = {S("deals.csv"), text, true};
    struct buf draft;
    buf_init(&draft, 1 << 20);
    assert_true(import_text(text, NULL, TIME_NONE));
    struct history plain = history;
    struct import_report drafted;
    assert_true(draft_mapping(&draft, &drafted, &arena, &file, 1, NULL, &e));
    struct mapping m = mapping_of(str_zero_ended(&arena, buf_str(&draft)));
    assert_true(import_text(text, &m, TIME_NONE));
    assert_int_equal(history.deal_count, plain.deal_count);
    assert_int_equal(history.event_count, plain.event_count);
    assert_int_equal(history.attribute_count, plain.attribute_count);
    for (i64 d = 0; d < plain.deal_count; d++) {
        assert_int_equal(history.outcome[d], plain.outcome[d]);
        assert_int_equal(history.closed_ms[d], plain.closed_ms[d]);
        assert_int_equal(history.amount_minor[d], plain.amount_minor[d]);
    }
    buf_release(&draft);
}

static void of_two_rows_with_one_id_the_last_change_is_kept(void **state)
{
    (void)state;
    import_ok("id,stage,amount,close date,last modified\n"
              "1,Offer,10,2024-05-31,2024-01-01\n1,Won,10,2024-03-31,2024-03-31\n"
              "2,Won,10,2024-03-31,2024-03-31\n2,Won,10,2024-03-31,2024-03-31\n"
              "3,Won,10,2024-03-31,2024-03-31\n3,Offer,10,2024-03-31,2024-01-31\n");
    assert_int_equal(report.rows_read, 6);
    assert_int_equal(report.deals, 3);
    assert_int_equal(report.duplicates, 3);
    for (i64 d = 0; d < 3; d++)
        assert_int_equal(history.outcome[d], OUTCOME_WON);
    assert_int_equal(report.warnings.n, 2);
}

static void flags_are_believed_and_contradictions_told(void **state)
{
    (void)state;
    import_ok("Id,Name,StageName,CloseDate,IsClosed,IsWon,Amount\n"
              "1,a,Closed Lost,2024-01-01,1,1,5\n2,b,Closed Won,2024-01-02,1,,5\n"
              "3,c,x9Fh==,2024-01-03,1,1,5\n4,d,x9Fh==,2024-01-03,,,5\n");
    assert_int_equal(history.outcome[0], OUTCOME_WON);
    assert_int_equal(history.outcome[1], OUTCOME_LOST);
    assert_int_equal(history.outcome[2], OUTCOME_WON);
    assert_int_equal(history.outcome[3], OUTCOME_OPEN);
    assert_int_equal(report.warnings.n, 2);
}

static void the_past_can_be_asked_for(void **state)
{
    (void)state;
    i64 days;
    assert_true(date_parse(S("2024-02-15"), &days));
    assert_true(import_text(S("id,stage,amount,created,close date\n"
                              "1,Won,1,2024-01-01,2024-02-01\n2,Lost,1,2024-01-02,2024-03-01\n"
                              "3,Won,1,2024-02-20,2024-03-01\n"),
                            NULL, days * MS_PER_DAY));
    assert_int_equal(report.deals, 2);
    assert_int_equal(report.rejected, 1);
    assert_int_equal(history.outcome[0], OUTCOME_WON);
    assert_int_equal(history.outcome[1], OUTCOME_OPEN);
    assert_int_equal(history.closed_ms[1], TIME_NONE);
}

/* A record tells its last stage and since when: later than the moment asked for, nobody knew. */
static void a_stage_entered_later_is_not_known_in_the_past(void **state)
{
    (void)state;
    i64 days;
    assert_true(date_parse(S("2024-02-15"), &days));
    for (i64 later = 0; later < 2; later++) {
        assert_true(import_text(
            S("id,stage,amount,created,last stage change\n"
              "1,Proposal,1,2024-01-01,2024-04-01\n2,Contract,1,2024-01-02,2024-02-01\n"),
            NULL, later ? TIME_NONE : days * MS_PER_DAY));
        assert_int_equal(report.deals, 2);
        assert_int_equal(history.stage[0] != HISTORY_ACTIVITIES_MAX, later);
        assert_int_not_equal(history.stage[1], HISTORY_ACTIVITIES_MAX);
        for (i64 i = 0; i < history.event_count; i++)
            assert_true(history.at_ms[i] <= history.as_of_ms);
    }
}

static void a_slip_of_a_year_does_not_move_the_present(void **state)
{
    (void)state;
    struct buf text;
    buf_init(&text, 1 << 20);
    buf_put(&text, S("id,stage,amount,close date\n"));
    for (i32 i = 0; i < 300; i++)
        buf_fmt(&text, "%d,Won,1,2024-%02d-%02d\n", i, 1 + i % 12, 1 + i % 28);
    buf_put(&text, S("999,Won,1,2204-01-01\n"));
    assert_true(import_text(buf_str(&text), NULL, TIME_NONE));
    assert_int_equal(date_from_days(days_of_ms(history.as_of_ms)).year, 2024);
    assert_int_equal(report.deals, 301);
    buf_release(&text);
}

static void a_log_of_events_alone_is_a_history(void **state)
{
    (void)state;
    import_ok("case id,activity,timestamp,resource\nA,Lead,2024-01-01 10:00:00,Ada\n"
              "A,Won,2024-01-05 10:00:00,Ada\nB,Lead,2024-01-02 10:00:00,Bo\nC,Lead,never,Bo\n");
    assert_true(report.from_events);
    assert_int_equal(report.deals, 2);
    assert_int_equal(report.rows_read, 4);
    assert_int_equal(report.rejected, 1);
    assert_int_equal(history.event_count, 3);
    const char *dates = "case id,activity,timestamp\nA,Lead,01/02/2024 10:00\nB,Lead,03/02/2024\n";
    assert_false(import_text(str_c(dates), NULL, TIME_NONE));
    assert_int_equal(report.questions.n, 1);
    struct mapping m = mapping_of("etalon-map: 1\ndates: month-first\n");
    assert_true(import_text(str_c(dates), &m, TIME_NONE));
    import_ok(
        "<?xml version=\"1.0\"?><log><trace><string key=\"concept:name\" value=\"A\"/>"
        "<event><string key=\"concept:name\" value=\"Lead\"/>"
        "<date key=\"time:timestamp\" value=\"2024-01-01T10:00:00Z\"/></event></trace></log>");
    assert_int_equal(report.deals, 1);
    assert_int_equal(report.rows_read, 1);
}

static void clear_words_end_the_deals_of_a_log(void **state)
{
    (void)state;
    const char *text = "case,activity,time\nA,Demo,2024-01-01\nA,Deal Won,2024-01-05\n"
                       "A,Invoice,2024-01-07\nB,Demo,2024-01-02\nB,Affaire perdue,2024-01-03\n"
                       "C,Demo,2024-01-01\nC,Lost contact,2024-01-04\nD,Gave up,2024-01-09\n";
    import_ok(text);
    assert_true(report.from_events);
    assert_int_equal(history.outcome[0], OUTCOME_WON);
    assert_int_equal(history.closed_ms[0] - history.entered_ms[0], 4 * MS_PER_DAY);
    assert_int_equal(history.outcome[1], OUTCOME_LOST);
    assert_int_equal(history.outcome[2], OUTCOME_OPEN);
    assert_int_equal(history.outcome[3], OUTCOME_OPEN);
    assert_true(str_find(report.warnings.v[0].text, S("\"Deal Won\" (won)")) > 0);
    struct mapping m =
        mapping_of("etalon-map: 1\nstages: [Demo]\noutcomes:\n  Gave up: no-decision\n"
                   "  Deal Won: open\n  Invoice: won\n");
    assert_true(import_text(str_c(text), &m, TIME_NONE));
    assert_int_equal(history.outcome[0], OUTCOME_WON);
    assert_int_equal(history.closed_ms[0] - history.entered_ms[0], 6 * MS_PER_DAY);
    assert_int_equal(history.outcome[3], OUTCOME_NO_DECISION);
    i64 demo = dict_find(&history.activities, S("Demo"));
    assert_int_equal(history.activity_kind[demo], ACTIVITY_STAGE);
    assert_int_equal(history.stage[2], demo);
}

static void a_log_that_sells_nothing_has_no_outcomes(void **state)
{
    (void)state;
    import_ok("case,activity,time\n1,Admission,2024-01-01\n1,Cancelled,2024-01-02\n"
              "2,Admission,2024-01-01\n2,Duplicate,2024-01-02\n");
    assert_int_equal(history.outcome[0], OUTCOME_OPEN);
    assert_int_equal(history.outcome[1], OUTCOME_OPEN);
    assert_int_equal(report.warnings.n, 0);
}

static void a_person_names_the_columns_of_a_log(void **state)
{
    (void)state;
    struct mapping m =
        mapping_of("etalon-map: 1\nfiles:\n  - file: deals.csv\n    role: events\n"
                   "    columns: {Was: activity, Wer: deal, Wann: at, Von: actor}\n");
    assert_true(import_text(
        S("Wann,Was,Wer,Von\n2024-01-01,Anruf,7,Ada\n2024-01-02,gewonnen,7,Bo\n"), &m, TIME_NONE));
    assert_int_equal(history.deal_count, 1);
    assert_int_equal(history.outcome[0], OUTCOME_WON);
    assert_int_equal(history.actors.n, 2);
    assert_int_equal(report.columns.n, 4);
    assert_int_equal(report.columns.v[1].field, FIELD_ACTIVITY);
}

static void a_log_may_be_packed_or_of_another_encoding(void **state)
{
    (void)state;
    import_text(S("case,activity,time\n1,R\xFC"
                  "ckfrage,2024-01-01\n1,gewonnen,2024-01-02\n"),
                NULL, TIME_NONE);
    assert_true(dict_find(&history.activities, S("R\xC3\xBC"
                                                 "ckfrage")) >= 0);
    assert_string_equal(str_zero_ended(&arena, report.files.v[0].encoding), "Windows-1252");
    str text = S("id,stage,amount,close date\n1,Won,10,2024-01-31\n");
    str packed = log_gzip(&arena, text);
    assert_true(import_text(packed, NULL, TIME_NONE));
    assert_int_equal(history.outcome[0], OUTCOME_WON);
    assert_true(import_text(log_gzip(&arena, S("case,activity,time\n1,won,2024-01-01\n")), NULL,
                            TIME_NONE));
    assert_int_equal(history.outcome[0], OUTCOME_WON);
    assert_false(import_text(str_sub(packed, 0, packed.n - 12), NULL, TIME_NONE));
    assert_non_null(strstr(e.text, "cut off"));
    i64 zeros = 100 << 20; /* packs to a thousandth */
    assert_false(import_text(log_gzip(&arena, (str){arena_array(&arena, char, zeros), zeros}), NULL,
                             TIME_NONE));
    assert_non_null(strstr(e.text, "refused"));
}

typedef void writer(struct buf *out, const struct history *h);

/* What is written, read and written again is the same text. */
static void check_round(writer *write, const struct history *h)
{
    struct buf first, second;
    buf_init(&first, 1 << 20);
    buf_init(&second, 1 << 20);
    write(&first, h);
    assert_true(import_text(buf_str(&first), NULL, TIME_NONE));
    assert_int_equal(report.rejected, 0);
    write(&second, &history);
    assert_true(str_eq(buf_str(&first), buf_str(&second)));
    buf_release(&first);
    buf_release(&second);
}

static void a_log_written_and_read_is_the_same_log(void **state)
{
    (void)state;
    import_ok("id,stage,amount,currency,created,close date,owner,reason,segment\n"
              "1,Won,1500,JPY,2024-01-01,2024-01-31,Ada,,big\n"
              "2,Lost,20.50,EUR,2024-01-02,2024-02-28,\"Bo, jr\",<Price> & \"fit\",small\n"
              "3,Demo,,,2024-01-03,2024-12-28,Ada,,small\n");
    struct history h = history;
    check_round(log_write_xes, &h);
    for (i64 d = 0; d < 3; d++) {
        assert_int_equal(history.outcome[d], h.outcome[d]);
        assert_int_equal(history.closed_ms[d], h.closed_ms[d]);
        assert_int_equal(history.amount_minor[d], h.amount_minor[d]);
    }
    check_round(log_write_csv, &h);
    for (i64 d = 0; d < 3; d++) {
        assert_int_equal(history.outcome[d], h.outcome[d]);
        assert_int_equal(history.amount_minor[d], h.amount_minor[d]);
    }
    assert_non_null(history_find_attribute(&history, S("segment")));
}

static void the_past_of_a_log_keeps_its_attributes(void **state)
{
    (void)state;
    const char *text =
        "case,activity,time,case:segment,case:amount,note\nA,Demo,2024-05-01,big,5,x\n"
        "B,Demo,2024-01-01,small,7,y\nB,won,2024-06-01,small,8,z\n"
        "C,Demo,2024-01-02,big,9,z\n";
    i64 day;
    assert_true(date_parse(S("2024-03-01"), &day));
    assert_true(import_text(str_c(text), NULL, day * MS_PER_DAY));
    assert_int_equal(history.deal_count, 2); /* A had not begun */
    const struct history_attribute *x = history_find_attribute(&history, S("segment"));
    assert_true(str_eq(dict_name(&x->values, x->value[0]), S("small")));
    assert_true(str_eq(dict_name(&x->values, x->value[1]), S("big")));
    assert_int_equal(history.outcome[0], OUTCOME_OPEN);
    assert_int_equal(history.amount_minor[1], 900);
    assert_null(history_find_attribute(&history, S("note"))); /* it is of events */
}

static void what_is_no_list_of_deals_is_told(void **state)
{
    (void)state;
    static const struct {
        str bytes;
        const char *words;
    } cases[] = {
        {{"", 0}, "empty"},
        {{"\n\n \n", 4}, "empty"},
        {{"PK\x03\x04 xl/workbook.xml", 19}, "spreadsheet"},
        {{"PK\x03\x04 other", 10}, "zip"},
        {{"%PDF-1.4", 8}, "PDF"},
        {{"{\"a\": 1}", 8}, "JSON"},
        {{"<html></html>", 13}, "web page"},
        {{"a,b\n1,2\n", 8}, "no list of deals"},
        {{"id,stage,amount\n", 16}, "can be used as a deal"},
        {{"just one line of words", 22}, "no table"},
        {{"\0\1\2\3\4\5\6\7\0\1\2\3", 12}, "no text"},
    };
    for (i64 i = 0; i < LENGTH(cases); i++) {
        assert_false(import_text(cases[i].bytes, NULL, TIME_NONE));
        if (!strstr(e.text, cases[i].words))
            fail_msg("case %d: %s", (int)i, e.text);
    }
}

static void line_ends_quotes_and_widths_are_survived(void **state)
{
    (void)state;
    import_ok("id,stage,amount,close date\r\n1,Won,10,2024-01-31\r\n2,Lost,10,2024-01-31");
    assert_int_equal(report.deals, 2);
    import_ok("id,stage,amount,close date\r1,Won,10,2024-01-31\r2,Lost,10,2024-01-31\r");
    assert_int_equal(report.deals, 2);
    import_ok("id,stage,amount,close date,stage\n1,Won,10,2024-01-31,x\n\n\n2,\"Lost,10\n");
    assert_int_equal(report.deals, 1);
    assert_int_equal(report.rejected, 1);
    assert_int_equal(report.rejections.v[0].line, 5);
    import_ok("id,stage,amount,close date\n1,Won,10,2024-01-31,too,many\n2,Won\n");
    assert_int_equal(report.deals, 1);
    assert_int_equal(report.rejected, 1);
    static const char with_zero[] = "id,stage,amount,close date\n1,Won\0,10,2024-01-31\n"
                                    "2,Lost,10,2024-01-31\n3,Offer,10,2024-12-31\n";
    assert_true(import_text((str){with_zero, sizeof with_zero - 1}, NULL, TIME_NONE));
    assert_int_equal(report.deals, 3);
    assert_int_equal(report.warnings.n, 1);
}

static void ten_thousand_columns_are_refused_in_words(void **state)
{
    (void)state;
    struct buf text;
    buf_init(&text, 1 << 20);
    for (i32 line = 0; line < 3; line++)
        for (i32 i = 0; i < 10000; i++)
            buf_fmt(&text, "%s%d%s", i == 1 ? "stage" : "c", i, i == 9999 ? "\n" : ",");
    assert_false(import_text(buf_str(&text), NULL, TIME_NONE));
    assert_non_null(strstr(e.text, "columns"));
    buf_release(&text);
}

static void any_bytes_are_answered_without_harm(void **state)
{
    (void)state;
    static const char *const parts[] = {"id,stage,amount,close date\n",
                                        "1,Won,10,2024-01-31\n",
                                        "\"",
                                        "\n",
                                        ",",
                                        ";",
                                        "\r",
                                        "\xff\xfe",
                                        "\xc3",
                                        "Closed Lost",
                                        "31/12/2024",
                                        "01/02/2024",
                                        "1.234,5",
                                        "Opportunity Name",
                                        "StageName",
                                        "\t",
                                        "Total",
                                        "sep=;\n",
                                        "é",
                                        "Date entered \"X\"",
                                        "IsWon",
                                        "true",
                                        "(1,2)",
                                        "0",
                                        "\"\"",
                                        "deal",
                                        "CreatedDate"};
    char text[4000];
    struct rng r = rng_stream(11, S("import"));
    for (i32 round = 0; round < 3000; round++) {
        i64 n = 0, mark = arena_mark(&arena);
        for (i64 k = rng_below(&r, 60); k >= 0; k--) {
            str part = str_c(parts[rng_below(&r, LENGTH(parts))]);
            memcpy(text + n, part.p, (size_t)part.n);
            n += part.n;
            if (rng_below(&r, 20) == 0)
                text[n++] = (char)rng_u64(&r);
        }
        (void)import_text((str){text, n}, NULL, TIME_NONE);
        arena_rewind(&arena, mark);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_recorded_later_was_not_known),
        cmocka_unit_test(a_date_with_two_readings_is_asked_and_answered),
        cmocka_unit_test(another_column_of_the_file_may_answer),
        cmocka_unit_test(an_amount_with_two_readings_is_asked),
        cmocka_unit_test(a_person_says_what_headers_do_not),
        cmocka_unit_test(a_mapped_reason_speaks_of_lost_deals_only),
        cmocka_unit_test(a_probability_or_a_yes_becomes_an_outcome_by_a_mapping),
        cmocka_unit_test(mistakes_of_a_mapping_file_have_their_place),
        cmocka_unit_test(a_draft_given_back_changes_nothing),
        cmocka_unit_test(of_two_rows_with_one_id_the_last_change_is_kept),
        cmocka_unit_test(flags_are_believed_and_contradictions_told),
        cmocka_unit_test(the_past_can_be_asked_for),
        cmocka_unit_test(a_stage_entered_later_is_not_known_in_the_past),
        cmocka_unit_test(a_slip_of_a_year_does_not_move_the_present),
        cmocka_unit_test(a_log_of_events_alone_is_a_history),
        cmocka_unit_test(clear_words_end_the_deals_of_a_log),
        cmocka_unit_test(a_log_that_sells_nothing_has_no_outcomes),
        cmocka_unit_test(a_person_names_the_columns_of_a_log),
        cmocka_unit_test(a_log_may_be_packed_or_of_another_encoding),
        cmocka_unit_test(a_log_written_and_read_is_the_same_log),
        cmocka_unit_test(the_past_of_a_log_keeps_its_attributes),
        cmocka_unit_test(what_is_no_list_of_deals_is_told),
        cmocka_unit_test(line_ends_quotes_and_widths_are_survived),
        cmocka_unit_test(ten_thousand_columns_are_refused_in_words),
        cmocka_unit_test(any_bytes_are_answered_without_harm),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
