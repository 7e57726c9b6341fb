/* What single cells and single files say: text, encodings, moments, amounts, words. */
#include "exchange/amount.h"
#include "exchange/fold.h"
#include "exchange/table.h"
#include "exchange/text.h"
#include "exchange/when.h"
#include "exchange/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

#define assert_str(got, expected)                                                                  \
    do {                                                                                           \
        str g_ = (got), e_ = str_c(expected);                                                      \
        if (!str_eq(g_, e_))                                                                       \
            fail_msg("got \"%.*s\", expected \"%.*s\"", STR_ARG(g_), STR_ARG(e_));                 \
    } while (0)

static void headers_that_mean_the_same_have_one_key(void **state)
{
    (void)state;
    static const char *const same[] = {"Close Date",
                                       "close_date",
                                       "CLOSEDATE",
                                       " CloseDate ",
                                       "Close\xc2\xa0"
                                       "Date",
                                       "\"Close-Date\"",
                                       "Clôse Dâte"};
    for (i64 i = 0; i < LENGTH(same); i++) {
        struct fold_key k = fold_key(str_c(same[i]));
        assert_str(fold_key_str(&k), "closedate");
    }
    assert_str(fold_words(&arena, S("8 - Closed/Won!  🎉")), "8 closed won");
    assert_str(fold_words(&arena, S("Straße, Müller & Łódź")), "strasse muller lodz");
    assert_true(fold_has(S("closed won renewal"), S("won")));
    assert_false(fold_has(S("wonder stage"), S("won")));
    assert_str(fold_trim(S("\xc2\xa0 x y\xe2\x80\xaf ")), "x y");
    assert_str(fold_trim(S("\xc2\xa0")), "");
}

static i64 moment(const char *text, enum when_order order)
{
    struct when w;
    i64 ms;
    if (!when_read(str_c(text), &w))
        return TIME_NONE;
    return when_resolve(&w, order, &ms) ? ms : TIME_NONE;
}

static void assert_moment(const char *text, enum when_order order, const char *iso)
{
    struct buf b;
    buf_init(&b, 100);
    i64 ms = moment(text, order);
    if (ms == TIME_NONE)
        fail_msg("\"%s\" was not read", text);
    time_print(&b, ms);
    if (!str_eq(buf_str(&b), str_c(iso)))
        fail_msg("\"%s\" gave %.*s, not %s", text, STR_ARG(buf_str(&b)), iso);
    buf_release(&b);
}

static void moments_with_one_reading_need_no_order(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"2024-11-10", "2024-11-10T00:00:00Z"},
        {"2024-01-22T16:14:25.000+0000", "2024-01-22T16:14:25Z"},
        {"2024-01-22T16:14:25.250Z", "2024-01-22T16:14:25.250Z"},
        {"2024-01-22 16:14:25+05:00", "2024-01-22T11:14:25Z"},
        {"2020-12-30 3:15:52", "2020-12-30T03:15:52Z"},
        {"2023-11-11 08:18:16.519000 UTC", "2023-11-11T08:18:16.519Z"},
        {"2023-06-08 23:22:50.048000", "2023-06-08T23:22:50.048Z"},
        {"15 Apr, 2021 00:02:00", "2021-04-15T00:02:00Z"},
        {"Apr 15, 2021 4:05 PM", "2021-04-15T16:05:00Z"},
        {"15-APR-21", "2021-04-15T00:00:00Z"},
        {"3-Jan-99", "1999-01-03T00:00:00Z"},
        {"1er février 2024", "2024-02-01T00:00:00Z"},
        {"lun. 15 avr. 2024 à 14h30", "2024-04-15T14:30:00Z"},
        {"mar. 16 avr. 2024", "2024-04-16T00:00:00Z"},
        {"15. März 2024", "2024-03-15T00:00:00Z"},
        {"Montag, 15. Dezember 2025 um 09:30 Uhr", "2025-12-15T09:30:00Z"},
        {"15 de agosto de 2024", "2024-08-15T00:00:00Z"},
        {"15 sept. 2024", "2024-09-15T00:00:00Z"},
        {"Thursday, March 5th, 2020", "2020-03-05T00:00:00Z"},
        {"45631", "2024-12-05T00:00:00Z"},
        {"45631.5", "2024-12-05T12:00:00Z"},
        {"1700000000", "2023-11-14T22:13:20Z"},
        {"1700000000000", "2023-11-14T22:13:20Z"},
        {"20240131", "2024-01-31T00:00:00Z"},
        {"2024/1/5", "2024-01-05T00:00:00Z"},
        {"07/07/2024", "2024-07-07T00:00:00Z"},
        {"07/07/24 12:30 AM", "2024-07-07T00:30:00Z"},
        {"07/07/24 12:30 p.m.", "2024-07-07T12:30:00Z"},
        {"07/07/24, 9:41:07\xe2\x80\xaf"
         "AM",
         "2024-07-07T09:41:07Z"},
    };
    for (i64 i = 0; i < LENGTH(cases); i++)
        assert_moment(cases[i][0], WHEN_ORDER_UNKNOWN, cases[i][1]);
}

static void text_that_is_no_moment_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",           "tomorrow",   "12",        "2024",   "31/31/2024",     "2024-13-01",
        "2024-02-30", "1/2",        "1/2/3",     "12:30",  "00/00/2024",     "3/4/2024 25:00",
        "3/4/2024 x", "5 foo 2024", "$1,234.50", "1234.5", "99999999999999", "2024-01-01T12",
    };
    for (i64 i = 0; i < LENGTH(wrong); i++) {
        struct when w;
        if (when_read(str_c(wrong[i]), &w))
            fail_msg("\"%s\" was read", wrong[i]);
    }
}

static void day_and_month_follow_the_order_of_the_column(void **state)
{
    (void)state;
    assert_moment("03/04/2024", WHEN_DAY_FIRST, "2024-04-03T00:00:00Z");
    assert_moment("03/04/2024", WHEN_MONTH_FIRST, "2024-03-04T00:00:00Z");
    assert_moment("02/23/26 08:55 PM", WHEN_MONTH_FIRST, "2026-02-23T20:55:00Z");
    assert_int_equal(moment("02/23/26", WHEN_DAY_FIRST), TIME_NONE);
    assert_int_equal(moment("03/04/2024", WHEN_ORDER_UNKNOWN), TIME_NONE);
    assert_int_equal(moment("31/04/2024", WHEN_DAY_FIRST), TIME_NONE);
}

static enum when_verdict verdict_of(const char *const *values, enum when_order *order)
{
    struct when_column c = {0};
    for (i64 i = 0; values[i]; i++)
        when_look(&c, str_c(values[i]));
    enum when_verdict v = when_decide(&c);
    *order = c.order;
    return v;
}

static void a_value_above_twelve_decides_and_nothing_else_does(void **state)
{
    (void)state;
    enum when_order order;
    assert_int_equal(verdict_of((const char *[]){"1/2/2024", "13/2/2024", NULL}, &order),
                     WHEN_DECIDED);
    assert_int_equal(order, WHEN_DAY_FIRST);
    assert_int_equal(verdict_of((const char *[]){"1/2/2024", "2/13/2024", NULL}, &order),
                     WHEN_DECIDED);
    assert_int_equal(order, WHEN_MONTH_FIRST);
    assert_int_equal(verdict_of((const char *[]){"1/2/2024", "3/4/2024", NULL}, &order), WHEN_ASK);
    assert_int_equal(verdict_of((const char *[]){"1/1/2024", "4/4/2024", NULL}, &order),
                     WHEN_PLAIN);
    assert_int_equal(verdict_of((const char *[]){"13/1/2024", "1/13/2024", NULL}, &order),
                     WHEN_MIXED);
    assert_int_equal(verdict_of((const char *[]){"2024-01-02", "x", NULL}, &order), WHEN_PLAIN);
}

static void every_day_reads_back_in_every_spelling(void **state)
{
    (void)state;
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (i64 day = 0; day < 30000; day += 13) {
        struct date d = date_from_days(day);
        char text[64];
        i64 ms = day * MS_PER_DAY;
        snprintf(text, sizeof text, "%d/%d/%d", d.day, d.month, d.year);
        assert_int_equal(moment(text, WHEN_DAY_FIRST), ms);
        snprintf(text, sizeof text, "%02d.%02d.%04d", d.day, d.month, d.year);
        assert_int_equal(moment(text, WHEN_DAY_FIRST), ms);
        snprintf(text, sizeof text, "%d-%d-%d 23:59", d.month, d.day, d.year);
        assert_int_equal(moment(text, WHEN_MONTH_FIRST), ms + MS_PER_DAY - 60000);
        snprintf(text, sizeof text, "%d %s %d", d.day, names[d.month - 1], d.year);
        assert_int_equal(moment(text, WHEN_ORDER_UNKNOWN), ms);
        snprintf(text, sizeof text, "%d/%d/%d", d.year, d.month, d.day);
        assert_int_equal(moment(text, WHEN_ORDER_UNKNOWN), ms);
    }
}

static i64 minor(const char *text, enum amount_point point, i32 digits)
{
    struct amount m;
    i64 value;
    if (!amount_read(str_c(text), &m) || !amount_resolve(&m, point, digits, &value))
        return INT64_MIN;
    return value;
}

static void amounts_of_every_locale_become_minor_units(void **state)
{
    (void)state;
    assert_int_equal(minor("$22,700.00", AMOUNT_DECIMAL_POINT, 2), 2270000);
    assert_int_equal(minor("22.700,00 €", AMOUNT_DECIMAL_COMMA, 2), 2270000);
    assert_int_equal(minor("1'234.50", AMOUNT_DECIMAL_POINT, 2), 123450);
    assert_int_equal(minor("1\xc2\xa0"
                           "234,50",
                           AMOUNT_DECIMAL_COMMA, 2),
                     123450);
    assert_int_equal(minor("1\xe2\x80\xaf"
                           "234\xe2\x80\xaf"
                           "567",
                           AMOUNT_POINT_UNKNOWN, 2),
                     123456700);
    assert_int_equal(minor("(1,200)", AMOUNT_DECIMAL_POINT, 2), -120000);
    assert_int_equal(minor("-5", AMOUNT_POINT_UNKNOWN, 2), -500);
    assert_int_equal(minor("1.234", AMOUNT_DECIMAL_COMMA, 2), 123400);
    assert_int_equal(minor("1.234", AMOUNT_DECIMAL_POINT, 2), 123);
    assert_int_equal(minor("1.235", AMOUNT_DECIMAL_POINT, 2), 124);
    assert_int_equal(minor("1.234", AMOUNT_POINT_UNKNOWN, 2), INT64_MIN);
    assert_int_equal(minor("1.5k", AMOUNT_DECIMAL_POINT, 2), 150000);
    assert_int_equal(minor("1.234,50 €", AMOUNT_DECIMAL_POINT, 2), 123450); /* one reading */
    assert_int_equal(minor("$1,234.50", AMOUNT_POINT_UNKNOWN, 2), 123450);
    assert_int_equal(minor("2 Mio", AMOUNT_POINT_UNKNOWN, 2), 200000000);
    assert_int_equal(minor("USD 1000", AMOUNT_POINT_UNKNOWN, 0), 1000);
    assert_int_equal(minor("1124741.15", AMOUNT_DECIMAL_POINT, 2), 112474115);
    assert_int_equal(minor("0", AMOUNT_POINT_UNKNOWN, 2), 0);
    assert_int_equal(minor("999999999999999999", AMOUNT_POINT_UNKNOWN, 2), INT64_MIN);
    static const char *const wrong[] = {"", "abc", "12 apples", "1,2.3,4", "--", "$", "1e9", "1/2"};
    for (i64 i = 0; i < LENGTH(wrong); i++) {
        struct amount m;
        if (amount_read(str_c(wrong[i]), &m))
            fail_msg("\"%s\" was read", wrong[i]);
    }
    struct amount m;
    assert_true(amount_read(S("12,50 zł"), &m));
    assert_str(m.currency, "PLN");
}

static enum amount_verdict amounts(const char *const *values, enum amount_point *point)
{
    struct amount_column c = {0};
    for (i64 i = 0; values[i]; i++)
        amount_look(&c, str_c(values[i]));
    enum amount_verdict v = amount_decide(&c);
    *point = c.decimal;
    return v;
}

static void a_column_of_amounts_decides_what_its_points_mean(void **state)
{
    (void)state;
    enum amount_point p;
    assert_int_equal(amounts((const char *[]){"1.234", "1.234,5", NULL}, &p), AMOUNT_DECIDED);
    assert_int_equal(p, AMOUNT_DECIMAL_COMMA);
    assert_int_equal(amounts((const char *[]){"1,234", "17.5", NULL}, &p), AMOUNT_DECIDED);
    assert_int_equal(p, AMOUNT_DECIMAL_POINT);
    assert_int_equal(amounts((const char *[]){"1.234", "5.678", NULL}, &p), AMOUNT_ASK);
    assert_int_equal(amounts((const char *[]){"1234", "5", NULL}, &p), AMOUNT_PLAIN);
    assert_int_equal(amounts((const char *[]){"1.5", "1,5", NULL}, &p), AMOUNT_PLAIN);
    assert_int_equal(amounts((const char *[]){"1.5", "1,5", "1.234", NULL}, &p), AMOUNT_MIXED);
    assert_int_equal(amounts((const char *[]){"0.500", "1.234", NULL}, &p), AMOUNT_DECIDED);
    assert_int_equal(amounts((const char *[]){"1.234.567", "1.234", NULL}, &p), AMOUNT_DECIDED);
    assert_int_equal(p, AMOUNT_DECIMAL_COMMA);
}

static void only_clear_words_are_outcomes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        i32 outcome; /* -1: says nothing */
    } cases[] = {
        {"Closed Won", OUTCOME_WON},
        {"8 - Closed/Won", OUTCOME_WON},
        {"Won 🎉", OUTCOME_WON},
        {"closedwon", OUTCOME_WON},
        {"Gagné", OUTCOME_WON},
        {"Gewonnen", OUTCOME_WON},
        {"Cerrada ganada", OUTCOME_WON},
        {"Closed Lost", OUTCOME_LOST},
        {"Perdu", OUTCOME_LOST},
        {"Verloren", OUTCOME_LOST},
        {"Perdido", OUTCOME_LOST},
        {"Lost to competitor", OUTCOME_LOST},
        {"Closed Lost - No Decision", OUTCOME_NO_DECISION},
        {"Sans suite", OUTCOME_NO_DECISION},
        {"Keine Entscheidung", OUTCOME_NO_DECISION},
        {"Canceled", OUTCOME_NO_DECISION},
        {"Open", OUTCOME_OPEN},
        {"En cours", OUTCOME_OPEN},
        {"Disqualified", OUTCOME_WALKED},
        {"Duplicate", OUTCOME_INVALID},
        {"Wonderland demo", -1},
        {"Negotiation/Review", -1},
        {"Closed", -1},
        {"Budget gelé", -1},
        {"Proposal", -1},
        {"", -1},
    };
    for (i64 i = 0; i < LENGTH(cases); i++) {
        enum outcome o;
        i32 got = words_outcome(&arena, str_c(cases[i].text), &o) ? (i32)o : -1;
        if (got != cases[i].outcome)
            fail_msg("\"%s\" is %d, not %d", cases[i].text, got, cases[i].outcome);
    }
    enum outcome o;
    assert_true(words_reason(&arena, S("No decision/Non-Responsive"), &o));
    assert_int_equal(o, OUTCOME_NO_DECISION);
    assert_false(words_reason(&arena, S("Lost to competitor"), &o));
    assert_false(words_reason(&arena, S("Price"), &o));
}

static void yes_no_and_not_known_in_five_spellings(void **state)
{
    (void)state;
    bool b;
    assert_true(words_bool(S("TRUE"), &b) && b);
    assert_true(words_bool(S("1"), &b) && b);
    assert_true(words_bool(S("Oui"), &b) && b);
    assert_true(words_bool(S("Nein"), &b) && !b);
    assert_true(words_bool(S("0"), &b) && !b);
    assert_false(words_bool(S("maybe"), &b));
    assert_true(words_missing(S("NA")) && words_missing(S(" - ")) && words_missing(S("#N/A")));
    assert_true(words_missing(S("--Select--")) && words_missing(S("—")) && words_missing(S("")));
    assert_true(words_missing(S("000000000000000AAA")));
    assert_false(words_missing(S("0")));
    assert_false(words_missing(S("Nadia")));
    assert_false(words_missing(S("東京")));
}

static void encodings_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        str bytes;
        const char *encoding, *utf8;
    } cases[] = {
        {{"caf\xc3\xa9", 5}, "UTF-8", "café"},
        {{"\xef\xbb\xbfx,y", 6}, "UTF-8 with BOM", "x,y"},
        {{"caf\xe9,\x80", 6}, "Windows-1252", "café,€"},
        {{"\xff\xfe"
          "a\0,\0\xe9\0",
          8},
         "UTF-16LE",
         "a,é"},
        {{"\xfe\xff\0a\0,\0\xe9", 8}, "UTF-16BE", "a,é"},
        {{"a\0,\0b\0\n\0c\0", 10}, "UTF-16LE", "a,b\nc"},
        {{"\xff\xfe\x3d\xd8\x89\xde", 6}, "UTF-16LE", "🚉"},
    };
    for (i64 i = 0; i < LENGTH(cases); i++) {
        struct text t = text_open(&arena, cases[i].bytes);
        assert_int_equal(t.kind, TEXT_PLAIN);
        assert_string_equal(t.encoding, cases[i].encoding);
        assert_str(t.utf8, cases[i].utf8);
        assert_int_equal(t.replaced, 0);
    }
}

static void what_is_no_table_is_named(void **state)
{
    (void)state;
    assert_int_equal(text_open(&arena, S("")).kind, TEXT_EMPTY);
    assert_int_equal(text_open(&arena, S(" \n ")).kind, TEXT_EMPTY);
    assert_int_equal(text_open(&arena, S("PK\x03\x04....xl/workbook.xml")).kind, TEXT_SPREADSHEET);
    assert_int_equal(text_open(&arena, S("PK\x03\x04....a.csv")).kind, TEXT_ZIP);
    assert_int_equal(text_open(&arena, S("\xd0\xcf\x11\xe0\xa1")).kind, TEXT_SPREADSHEET);
    assert_int_equal(text_open(&arena, S("%PDF-1.7")).kind, TEXT_PDF);
    assert_int_equal(text_open(&arena, S("\x1f\x8b\x08")).kind, TEXT_GZIP);
    assert_int_equal(text_open(&arena, S("<html><table>")).kind, TEXT_HTML);
    assert_int_equal(text_open(&arena, S("<?xml version=\"1.0\"?><log>")).kind, TEXT_XML);
    assert_int_equal(text_open(&arena, S("{\"a\": 1}")).kind, TEXT_JSON);
    assert_int_equal(text_open(&arena, S("[a],b\n1,2")).kind, TEXT_PLAIN);
    char random[4096];
    struct rng r = rng_stream(7, S("bytes"));
    for (i64 i = 0; i < LENGTH(random); i++)
        random[i] = (char)rng_u64(&r);
    assert_int_equal(text_open(&arena, (str){random, LENGTH(random)}).kind, TEXT_BINARY);
}

static bool knows_deals(str cell)
{
    return str_eq(cell, S("Deal")) || str_eq(cell, S("Stage")) || str_eq(cell, S("Amount"));
}

static void a_header_is_found_under_a_title_and_footers_go(void **state)
{
    (void)state;
    struct table t;
    table_read(&t, &arena,
               S("Pipeline of 2024,,\nAs of today,,\n\nDeal,Stage,Amount\nA,Won,1\n,,\n"
                 "B,\"Lo\nst\",2\nSubtotal,,3\nC,Open\nD,Open,1,extra\nDeal,Stage,Amount\n"
                 "Grand Totals (3 records),,3\nCopyright (c) 2024 X\n"),
               100, knows_deals);
    assert_int_equal(t.columns, 3);
    assert_int_equal(t.header_line, 4);
    assert_int_equal(t.rows, 4);
    assert_str(table_cell(&t, 0, 0), "A");
    assert_str(table_cell(&t, 1, 1), "Lo\nst");
    assert_int_equal(t.line[2], 10);
    assert_str(table_cell(&t, 2, 2), "");
    assert_int_equal(t.broken[3], TABLE_TOO_LONG);
    assert_int_equal(t.left_out, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_that_mean_the_same_have_one_key),
        cmocka_unit_test(moments_with_one_reading_need_no_order),
        cmocka_unit_test(text_that_is_no_moment_is_refused),
        cmocka_unit_test(day_and_month_follow_the_order_of_the_column),
        cmocka_unit_test(a_value_above_twelve_decides_and_nothing_else_does),
        cmocka_unit_test(every_day_reads_back_in_every_spelling),
        cmocka_unit_test(amounts_of_every_locale_become_minor_units),
        cmocka_unit_test(a_column_of_amounts_decides_what_its_points_mean),
        cmocka_unit_test(only_clear_words_are_outcomes),
        cmocka_unit_test(yes_no_and_not_known_in_five_spellings),
        cmocka_unit_test(encodings_are_told_apart),
        cmocka_unit_test(what_is_no_table_is_named),
        cmocka_unit_test(a_header_is_found_under_a_title_and_footers_go),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
