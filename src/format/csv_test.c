/* Delimited text is read exactly as RFC 4180 and spreadsheets mean it. */
#include "format/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

static const struct csv_dialect comma = {',', '"'};

/* Records as "a|b@line " so that a whole text is one comparison; problems as "!n@line ". */
static str flat_records(str text, struct csv_dialect dialect)
{
    static char room[1 << 16];
    struct csv_reader r;
    struct csv_record record;
    i64 n = 0;
    csv_reader_init(&r, &arena, text, dialect);
    while (csv_next(&r, &record)) {
        if (record.problem)
            room[n++] = '!';
        for (i64 i = 0; i < record.count; i++) {
            if (i)
                room[n++] = '|';
            memcpy(room + n, record.fields[i].p, (size_t)record.fields[i].n);
            n += record.fields[i].n;
        }
        str line = str_fmt(&arena, "@%lld ", (long long)record.line);
        memcpy(room + n, line.p, (size_t)line.n);
        n += line.n;
    }
    return (str){room, n};
}

static void check(str text, str expected)
{
    str got = flat_records(text, comma);
    if (!str_eq(got, expected))
        fail_msg("got \"%.*s\", expected \"%.*s\"", STR_ARG(got), STR_ARG(expected));
}

static void records_and_lines_are_found_with_any_line_end(void **state)
{
    (void)state;
    check(S("a,b\nc,d\n"), S("a|b@1 c|d@2 "));
    check(S("a,b\r\nc,d"), S("a|b@1 c|d@2 "));
    check(S("a,b\rc,d\r"), S("a|b@1 c|d@2 "));
    check(S("\n\r\na,\n\n,b\n"), S("a|@3 |b@5 "));
    check(S(""), S(""));
    check(S("\r\n"), S(""));
}

static void quoted_fields_hold_anything(void **state)
{
    (void)state;
    check(S("\"a,b\",\"c\nd\",e\nf\n"), S("a,b|c\nd|e@1 f@3 "));
    check(S("\"he said \"\"no\"\"\",\"\"\"\",\"\"\n"), S("he said \"no\"|\"|@1 "));
    check(S("5\" disk,a\"b\"\n"), S("5\" disk|a\"b\"@1 "));
    check(S("\"a\"x,\"b\" ,c\r\n"), S("ax|b|c@1 "));
    check(S("\"a\"\r\n\"b\"\r\n"), S("a@1 b@2 "));
}

static void an_open_quote_costs_one_line(void **state)
{
    (void)state;
    check(S("a,b\n\"c,d\ne,f\n"), S("a|b@1 !@2 e|f@3 "));
    check(S("\""), S("!@1 "));
}

static void too_many_columns_are_refused(void **state)
{
    (void)state;
    char *wide = arena_array(&arena, char, 10000);
    memset(wide, ',', 10000);
    check((str){wide, CSV_FIELDS_MAX}, S("!@1 "));
    struct csv_reader r;
    struct csv_record record;
    csv_reader_init(&r, &arena, (str){wide, CSV_FIELDS_MAX - 1}, comma);
    assert_true(csv_next(&r, &record));
    assert_int_equal(record.count, CSV_FIELDS_MAX);
}

static void the_dialect_is_sniffed(void **state)
{
    (void)state;
    assert_int_equal(csv_sniff(S("a;b;c\n1,5;2,5;3\n4,0;5;6\n")).delimiter, ';');
    assert_int_equal(csv_sniff(S("a\tb\n\"x,y\"\tz\n")).delimiter, '\t');
    assert_int_equal(csv_sniff(S("a|b\n1|2\n")).delimiter, '|');
    assert_int_equal(csv_sniff(S("a,b\n\"x;y;z\",2\n")).delimiter, ',');
    assert_int_equal(csv_sniff(S("one column\nvalue\n")).delimiter, ',');
    assert_int_equal(csv_sniff(S("sep=|\na,b|c\n")).delimiter, '|');
    check(S("sep=,\r\na,b\n"), S("a|b@2 "));
}

/* The obvious reader, one byte at a time. */
static void twin(str text, struct buf *out)
{
    bool quoted = false, was_quoted = false, any = false;
    for (i64 i = 0; i < text.n; i++) {
        char c = text.p[i];
        bool starts = i == 0 || ((text.p[i - 1] == ',' || text.p[i - 1] == '\n') && !was_quoted);
        if (quoted && c == '"' && i + 1 < text.n && text.p[i + 1] == '"') {
            buf_char(out, '"');
            i++;
        } else if (quoted && c == '"') {
            quoted = false;
        } else if (!quoted && c == '"' && starts) {
            quoted = true;
        } else if (!quoted && c == ',') {
            buf_char(out, '|');
        } else if (!quoted && c == '\n') {
            if (any)
                buf_char(out, '$');
            any = false;
            was_quoted = false;
            continue;
        } else {
            buf_char(out, c);
        }
        was_quoted = quoted;
        any = true;
    }
    if (any)
        buf_char(out, '$');
}

static bool has_open_quote(str text)
{
    struct csv_reader r;
    struct csv_record record;
    csv_reader_init(&r, &arena, text, comma);
    while (csv_next(&r, &record))
        if (record.problem)
            return true;
    return false;
}

static void random_texts_read_as_the_obvious_reader_reads_them(void **state)
{
    (void)state;
    struct rng rng = rng_from(7);
    struct buf slow, fast;
    buf_init(&slow, 1 << 16);
    buf_init(&fast, 1 << 16);
    for (i32 round = 0; round < 20000; round++) {
        i64 mark = arena_mark(&arena);
        char text[64];
        i64 n = rng_below(&rng, 60);
        for (i64 i = 0; i < n; i++)
            text[i] = "ab,\"\"\n,c"[rng_below(&rng, 8)];
        text[n] = '\n';
        str s = {text, n + 1};
        if (!has_open_quote(s)) {
            buf_clear(&slow);
            buf_clear(&fast);
            twin(s, &slow);
            struct csv_reader r;
            struct csv_record record;
            csv_reader_init(&r, &arena, s, comma);
            while (csv_next(&r, &record)) {
                for (i64 i = 0; i < record.count; i++) {
                    buf_put(&fast, i ? S("|") : S(""));
                    buf_put(&fast, record.fields[i]);
                }
                buf_char(&fast, '$');
            }
            if (!str_eq(buf_str(&slow), buf_str(&fast)))
                fail_msg("\"%.*s\": \"%.*s\" is not \"%.*s\"", STR_ARG(s), STR_ARG(buf_str(&fast)),
                         STR_ARG(buf_str(&slow)));
        }
        arena_rewind(&arena, mark);
    }
    buf_release(&slow);
    buf_release(&fast);
}

static void what_is_written_reads_back_and_never_runs_as_a_formula(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 1000);
    const str fields[] = {S("a,b"), S("say \"x\""), S("two\nlines"), S("-12.5"), S("=1+1"), S("")};
    for (i64 i = 0; i < LENGTH(fields); i++) {
        buf_put(&out, i ? S(",") : S(""));
        csv_put(&out, fields[i], comma);
    }
    check(buf_str(&out), S("a,b|say \"x\"|two\nlines|-12.5|'=1+1|@1 "));
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_and_lines_are_found_with_any_line_end),
        cmocka_unit_test(quoted_fields_hold_anything),
        cmocka_unit_test(an_open_quote_costs_one_line),
        cmocka_unit_test(too_many_columns_are_refused),
        cmocka_unit_test(the_dialect_is_sniffed),
        cmocka_unit_test(random_texts_read_as_the_obvious_reader_reads_them),
        cmocka_unit_test(what_is_written_reads_back_and_never_runs_as_a_formula),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
