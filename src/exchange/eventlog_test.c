/* An event log is read as one slow reader would read it, whatever the pieces and threads. */
#include "exchange/eventlog.h"
#include "format/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static int setup(void **state)
{
    static struct arena arena;
    arena_init(&arena, 1ll << 36);
    *state = &arena;
    return 0;
}

static int teardown(void **state)
{
    arena_release(*state);
    return 0;
}

static bool read_log(struct history *h, struct eventlog_report *report, struct arena *a, str text,
                     i64 piece_bytes, i32 threads)
{
    struct eventlog_layout layout;
    const char *why_not;
    struct err e = {0};
    if (!eventlog_recognise(&layout, text, &why_not))
        fail_msg("not recognised: %s", why_not);
    struct history_builder *b = history_builder_new(a);
    struct eventlog_options options = {
        .layout = &layout, .threads = threads, .piece_bytes = piece_bytes};
    *report = (struct eventlog_report){.arena = a};
    return eventlog_read(b, report, a, NULL, text, &options, &e) &&
           history_build(h, b, TIME_NONE, threads, &e);
}

static void the_usual_headers_are_recognised(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        i32 deal, activity, at;
        char delimiter;
    } cases[] = {
        {"case_id,activity,timestamp\n1,a,2020-01-01\n", 0, 1, 2, ','},
        {",concept:name,time:timestamp,Activity,case:concept:name\n0,a,b,c,d\n", 4, 1, 2, ','},
        {"\xEF\xBB\xBF"
         "Deal;Owner;Activity;Occurred at\na;b;c;d\n",
         0, 2, 3, ';'},
        {"Case ID\tActivity\tComplete Timestamp\tResource\n1\t2\t3\t4\n", 0, 1, 2, '\t'},
        {"id_affaire;\xC3\x89tape;horodatage\n", 0, 1, 2, ';'},
        {"id_affaire;chose;horodatage\n", 0, -1, 2, ';'},
        {"Dossier;Activit\xC3\xA9;Horodatage\na;b;c\n", 0, 1, 2, ';'},
        {"Fall,Aktivit\xC3\xA4t,Zeitstempel\na,b,c\n", 0, 1, 2, ','},
        {"caso,actividad,fecha\na,b,c\n", 0, 1, 2, ','},
    };
    for (i64 i = 0; i < LENGTH(cases); i++) {
        struct eventlog_layout l;
        const char *why_not;
        bool ok = eventlog_recognise(&l, str_c(cases[i].head), &why_not);
        assert_int_equal(ok, cases[i].activity >= 0);
        assert_int_equal(l.deal, cases[i].deal);
        assert_int_equal(l.activity, cases[i].activity);
        assert_int_equal(l.at, cases[i].at);
        assert_int_equal(l.delimiter, cases[i].delimiter);
        assert_true(ok || strstr(why_not, "no column for the activity"));
    }
    struct eventlog_layout l;
    const char *why_not;
    assert_false(eventlog_recognise(&l, S("Id,Name,StageName\n1,2,3\n"), &why_not));
    assert_false(eventlog_recognise(&l, S(""), &why_not));
}

static void bad_rows_are_rejected_with_line_and_reason(void **state)
{
    struct arena *a = *state;
    struct history h;
    struct eventlog_report r;
    str text = S("case_id,activity,timestamp\n"
                 "1,call,2020-01-01T10:00:00Z\n"
                 "1,call\n"
                 "\n"
                 "1,\"a\nb\",2020-01-02\r\n"
                 "1,call,yesterday\n"
                 ",call,2020-01-02\n"
                 "1, ,2020-01-02\n"
                 "1,a,2020-01-02,x\n"
                 "2,\"say \"\"no\"\"\",2020-01-03 00:00:00+01:00\n"
                 "\"1,open,2020-01-02\n");
    static const struct {
        i64 line;
        const char *reason;
    } expected[] = {
        {3, "2 columns, the header has 3"},
        {7, "\"yesterday\" is not a moment"},
        {8, "the deal is empty"},
        {9, "the activity is empty"},
        {10, "4 columns, the header has 3: is a comma not quoted?"},
        {12, "a quote opened in this row is not closed within 1 MiB"},
    };
    for (i64 piece = 1; piece < 64; piece += 7) {
        assert_true(read_log(&h, &r, a, text, piece, 2));
        assert_int_equal(r.rows, 9);
        assert_int_equal(r.used, 3);
        assert_int_equal(r.rejected, LENGTH(expected));
        assert_int_equal(r.rejections.n, LENGTH(expected));
        for (i64 i = 0; i < LENGTH(expected); i++) {
            assert_int_equal(r.rejections.v[i].line, expected[i].line);
            assert_true(str_eq(r.rejections.v[i].reason, str_c(expected[i].reason)));
        }
        assert_int_equal(h.deal_count, 2);
        assert_true(str_eq(dict_name(&h.activities, h.activity[1]), S("a\nb")));
        assert_true(str_eq(dict_name(&h.activities, h.activity[2]), S("say \"no\"")));
        assert_int_equal(h.at_ms[2], h.at_ms[1] + 23 * MS_PER_HOUR);
    }
}

/* What overflows later is refused at the door: 99999999 is a day of the year 275,000. */
static void values_that_no_calendar_and_no_money_hold_are_rejected(void **state)
{
    struct arena *a = *state;
    struct history h;
    struct eventlog_report r;
    str text = S("deal,activity,kind,occurred_at,recorded_at,actor,value\n"
                 "d1,amount,amount,2024-01-03,,Ben,9000000000000000\n"
                 "d1,amount,amount,2024-01-03,,Ben,9000000000000001\n"
                 "d1,amount,amount,2024-01-03,,Ben,-9223372036854775808\n"
                 "d1,close date,close-date,2024-01-03,,Ben,19800\n"
                 "d1,close date,close-date,2024-01-03,,Ben,99999999\n"
                 "d1,close date,close-date,2024-01-03,,Ben,9223372036854775807\n");
    assert_true(read_log(&h, &r, a, text, 0, 1));
    assert_int_equal(r.used, 2);
    assert_int_equal(r.rejected, 4);
    assert_int_equal(h.amount_minor[0], 9000000000000000);
    assert_int_equal(h.expected_ms[0], 19800 * MS_PER_DAY);
}

static void our_own_file_keeps_kinds_values_and_recording(void **state)
{
    struct arena *a = *state;
    struct history h;
    struct eventlog_report r;
    str text = S("deal,activity,kind,occurred_at,recorded_at,actor,value\n"
                 "d1,problem,stage,2024-01-01T08:00:00Z,2024-01-01T08:00:09Z,Anna,\n"
                 "d1,budget,milestone,2024-01-02T08:00:00Z,,Anna,\n"
                 "d1,budget,revoked,2024-01-03T08:00:00Z,,Ben,\n"
                 "d1,amount,amount,2024-01-03T09:00:00Z,,Ben,120000\n"
                 "d1,close date,close-date,2024-01-03T09:00:00Z,,Ben,2024-03-01\n"
                 "d1,owner,owner,2024-01-03T10:00:00Z,,Ben,\n"
                 "d1,end,outcome,2024-01-04T08:00:00Z,,Ben,no-decision\n"
                 "d2,won,outcome,2024-01-05T08:00:00Z,,Ben,\n"
                 "d2,x,nonsense,2024-01-05T08:00:00Z,,Ben,\n");
    assert_true(read_log(&h, &r, a, text, 0, 1));
    assert_int_equal(r.rejected, 1);
    assert_int_equal(h.lag_s[0], 9);
    assert_int_equal(h.lag_s[1], HISTORY_NO_LAG);
    assert_int_equal(h.outcome[0], OUTCOME_NO_DECISION);
    assert_int_equal(h.outcome[1], OUTCOME_WON);
    assert_int_equal(h.closed_ms[0], h.at_ms[6]);
    assert_int_equal(h.amount_minor[0], 120000);
    assert_true(h.amount_known[0]);
    assert_false(h.amount_known[1]);
    i64 march = 0;
    assert_true(date_parse(S("2024-03-01"), &march));
    assert_int_equal(h.expected_ms[0], march * MS_PER_DAY);
    assert_true(str_eq(dict_name(&h.actors, h.owner[0]), S("Ben")));
    assert_int_equal(h.owner[1], HISTORY_NO_ID);
    assert_true(str_eq(dict_name(&h.activities, h.stage[0]), S("problem")));
    assert_true(str_eq(dict_name(&h.activities, h.activity[2]), S("budget (revoked)")));
}

/* The obvious reader. */
static void read_slowly(struct history *h, i64 *used, struct arena *a, str text)
{
    struct csv_reader r;
    struct csv_record record;
    struct dict deals;
    struct history_builder *b = history_builder_new(a);
    dict_init(&deals, a);
    csv_reader_init(&r, a, text, (struct csv_dialect){',', '"'});
    *used = 0;
    (void)csv_next(&r, &record);
    while (csv_next(&r, &record)) {
        struct history_event e = {.recorded_ms = TIME_NONE};
        if (record.problem || record.count < 3 || record.count > 4)
            continue;
        str deal = str_trim(record.fields[0]);
        e.activity = str_trim(record.fields[1]);
        e.actor = record.count > 3 ? str_trim(record.fields[3]) : (str){0};
        if (!deal.n || !e.activity.n || !time_parse(str_trim(record.fields[2]), &e.at_ms))
            continue;
        i64 known = deals.n;
        e.deal = dict_intern(&deals, deal);
        if (deals.n > known) {
            struct history_deal d = {.id = deal, .closed_ms = TIME_NONE};
            history_add_deal(b, &d);
        }
        history_add_event(b, &e);
        ++*used;
    }
    struct err e = {0};
    assert_true(history_build(h, b, TIME_NONE, 1, &e));
}

static void assert_same_history(const struct history *x, const struct history *y)
{
    assert_int_equal(x->event_count, y->event_count);
    assert_int_equal(x->deal_count, y->deal_count);
    for (i64 d = 0; d < x->deal_count; d++) {
        assert_true(str_eq(x->deal_id[d], y->deal_id[d]));
        assert_int_equal(x->first[d], y->first[d]);
    }
    for (i64 i = 0; i < x->event_count; i++) {
        assert_int_equal(x->at_ms[i], y->at_ms[i]);
        assert_int_equal(x->activity[i], y->activity[i]);
        assert_true(str_eq(dict_name(&x->activities, x->activity[i]),
                           dict_name(&y->activities, y->activity[i])));
        u32 actor = x->actor ? x->actor[i] : HISTORY_NO_ID;
        assert_int_equal(actor, y->actor ? y->actor[i] : HISTORY_NO_ID);
    }
}

static void random_field(struct buf *out, struct rng *rng, str plain)
{
    switch (rng_below(rng, 12)) {
    case 0: buf_fmt(out, "\"%.*s\"", STR_ARG(plain)); break;
    case 1:
        buf_fmt(out, "\"%.*s\n,\"\"%lld\"", STR_ARG(plain), (long long)rng_below(rng, 9));
        break;
    case 2: buf_fmt(out, "%.*s\"x\"", STR_ARG(plain)); break;
    case 3: buf_fmt(out, " %.*s ", STR_ARG(plain)); break;
    case 4: buf_put(out, rng_below(rng, 8) ? plain : S("")); break;
    case 5:
        buf_fmt(out, "a name that is much longer than sixteen bytes, \"%.*s", STR_ARG(plain));
        break;
    default: buf_put(out, plain);
    }
}

static void random_log(struct buf *out, struct rng *rng, struct arena *a)
{
    buf_clear(out);
    buf_put(out, S("case_id,activity,timestamp,resource\n"));
    i64 rows = rng_below(rng, 60);
    for (i64 i = 0; i < rows; i++) {
        random_field(out, rng, str_fmt(a, "deal %lld", (long long)rng_below(rng, 9)));
        buf_char(out, ',');
        random_field(out, rng, str_fmt(a, "act%lld", (long long)rng_below(rng, 5)));
        buf_fmt(out, ",2024-01-%02lld%c%02lld:00:00%s", (long long)rng_below(rng, 31) + 1,
                rng_below(rng, 2) ? 'T' : ' ', (long long)rng_below(rng, 25),
                rng_below(rng, 2)   ? ""
                : rng_below(rng, 2) ? ".125Z"
                                    : "-03:30");
        if (rng_below(rng, 5))
            buf_fmt(out, ",p%lld", (long long)rng_below(rng, 4));
        buf_put(out, rng_below(rng, 9) ? S("\n") : rng_below(rng, 2) ? S("\r\n") : S("\n\n"));
    }
}

static void random_logs_read_as_the_obvious_reader_reads_them(void **state)
{
    struct arena *a = *state;
    struct rng rng = rng_from(5);
    struct buf text;
    buf_init(&text, 1 << 20);
    for (i32 round = 0; round < 300; round++) {
        i64 mark = arena_mark(a);
        random_log(&text, &rng, a);
        struct history slow, fast;
        struct eventlog_report report;
        i64 used = 0;
        read_slowly(&slow, &used, a, buf_str(&text));
        i64 piece = round % 3 ? 1 + rng_below(&rng, 300) : 0;
        bool ok = read_log(&fast, &report, a, buf_str(&text), piece, 1 + round % 3);
        assert_int_equal(ok, used > 0);
        assert_int_equal(report.used, used);
        assert_int_equal(report.rows, report.used + report.rejected);
        if (ok)
            assert_same_history(&fast, &slow);
        arena_rewind(a, mark);
    }
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_usual_headers_are_recognised, setup, teardown),
        cmocka_unit_test_setup_teardown(bad_rows_are_rejected_with_line_and_reason, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(values_that_no_calendar_and_no_money_hold_are_rejected,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(our_own_file_keeps_kinds_values_and_recording, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(random_logs_read_as_the_obvious_reader_reads_them, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
