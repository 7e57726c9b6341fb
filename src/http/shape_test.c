/* Bodies against tables; a generator draws bodies that fit and spoils them in one point. */
#include "http/shape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const colours[] = {"red", "green", NULL};
static const struct shape_field inner_fields[] = {
    {"to", SHAPE_ID, .required = true},
    {"note", SHAPE_TEXT, .most = 5},
};
static const struct shape inner = {"inner", NULL, inner_fields, LENGTH(inner_fields)};
static const struct shape_field outer_fields[] = {
    {"name", SHAPE_TEXT, .required = true, .least = 2, .most = 4},
    {"count", SHAPE_INTEGER, .least = -1, .most = 9},
    {"share", SHAPE_NUMBER, .about = "Any."},
    {"open", SHAPE_BOOLEAN, .nullable = true},
    {"day", SHAPE_DATE, .about = "Any."},
    {"at", SHAPE_TIME, .about = "Any."},
    {"colour", SHAPE_CHOICE, .choices = colours},
    {"first", SHAPE_OBJECT, .of = &inner},
    {"moves", SHAPE_LIST, .of = &inner, .most = 3},
    {"tags", SHAPE_LIST, .items = SHAPE_ID, .least = 1},
    {"fields", SHAPE_MAP, .items = SHAPE_INTEGER},
    {"extra", SHAPE_ANY, .about = "Any."},
};
static const struct shape outer = {"outer", NULL, outer_fields, LENGTH(outer_fields)};

static struct arena arena;
static struct diags problems;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 64 << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static bool check(const char *text)
{
    arena_rewind(&arena, 0);
    diags_init(&problems, &arena);
    str source = str_c(text);
    const struct json_value *v = json_parse(&arena, source, &problems);
    assert_non_null(v);
    return shape_check(&outer, v, source, &problems);
}

static void assert_problem(const char *text, const char *message)
{
    assert_false(check(text));
    assert_int_equal(problems.list.n, 1);
    if (!str_eq(problems.list.v[0].message, str_c(message)))
        fail_msg("%.*s", STR_ARG(problems.list.v[0].message));
}

static void a_body_that_fits_is_accepted(void **state)
{
    (void)state;
    assert_true(check("{\"name\": \"ab\"}"));
    assert_true(
        check("{\"name\": \"\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\", \"count\": -1, \"share\": 0.5,"
              "\"open\": null, \"day\": \"2026-02-28\", \"at\": \"2026-02-28T10:00:00Z\","
              "\"colour\": \"red\", \"first\": {\"to\": \"a-1\", \"note\": \"12345\"},"
              "\"moves\": [{\"to\": \"a\"}, {\"to\": \"b\"}], \"tags\": [\"x\"],"
              "\"fields\": {\"any key\": 1}, \"extra\": [1, {\"a\": null}]}"));
}

static void what_does_not_fit_is_named_with_its_path(void **state)
{
    (void)state;
    assert_problem("[]", "the body: an object is wanted, got a list");
    assert_problem("{}", "name: this member is required");
    assert_problem("{\"name\": \"a\"}", "name: at least 2 characters are wanted, there are 1");
    assert_problem("{\"name\": \"abcde\"}", "name: at most 4 characters are allowed, there are 5");
    assert_problem("{\"name\": null}", "name: text is wanted, got null");
    assert_problem("{\"name\": \"ab\", \"count\": 10}", "count: at most 9 is allowed, got 10");
    assert_problem("{\"name\": \"ab\", \"count\": 1.0}",
                   "count: a whole number is wanted, got a fraction");
    assert_problem("{\"name\": \"ab\", \"count\": 9223372036854775808}",
                   "count: a whole number is wanted, got a fraction");
    assert_problem("{\"name\": \"ab\", \"open\": 1}",
                   "open: true or false is wanted, got a number");
    assert_problem("{\"name\": \"ab\", \"day\": \"2026-2-28\"}",
                   "day: a date such as 2026-11-23 is wanted, got \"2026-2-28\"");
    assert_problem("{\"name\": \"ab\", \"at\": \"2026-02-28\"}",
                   "at: a time such as 2026-11-23T09:15:00Z is wanted, got \"2026-02-28\"");
    assert_problem("{\"name\": \"ab\", \"moves\": [{\"to\": \"a\"}, {\"to\": \"A\"}]}",
                   "moves[1].to: an id of a-z, 0-9, - and _, at most 64 characters is wanted, "
                   "got \"A\"");
    assert_problem("{\"name\": \"ab\", \"moves\": [{}]}", "moves[0].to: this member is required");
    assert_problem("{\"name\": \"ab\", \"tags\": []}",
                   "tags: at least 1 items are wanted, there are 0");
    assert_problem("{\"name\": \"ab\", \"tags\": [\"a\", 1]}",
                   "tags[1]: an id of a-z, 0-9, - and _, at most 64 characters is wanted, "
                   "got a number");
    assert_problem("{\"name\": \"ab\", \"fields\": {\"k\": \"v\"}}",
                   "fields.k: a whole number is wanted, got text");
    assert_problem("{\"name\": \"ab\", \"first\": {\"to\": \"a\", \"nota\": \"x\"}}",
                   "first.nota: there is no such member");
    assert_true(str_eq(problems.list.v[0].hint, S("did you mean \"note\"?")));
    assert_problem("{\"name\": \"ab\", \"colour\": \"blue\"}",
                   "colour: \"blue\" is not one of the choices");
    assert_true(str_eq(problems.list.v[0].hint, S("the choices are: red, green")));
}

/* The types' own words, spelled by the generator; a wrong one for each. */
static const struct {
    const char *name, *good, *bad;
} spelled[] = {
    {"name", "\"abc\"", "7"},
    {"count", "3", "\"3\""},
    {"share", "1e2", "\"x\""},
    {"open", "true", "\"true\""},
    {"day", "\"2024-02-29\"", "\"2023-02-29\""},
    {"at", "\"2026-11-23T09:15:00+02:00\"", "\"2026-11-23T25:15:00Z\""},
    {"colour", "\"green\"", "\"Green\""},
    {"first", "{\"to\": \"a\"}", "{\"to\": \"\"}"},
    {"moves", "[{\"to\": \"a\"}]", "[{\"to\": \"a\"}, 1]"},
    {"tags", "[\"a\", \"b\"]", "[\"a\", \"b c\"]"},
    {"fields", "{}", "{\"a\": {}}"},
};

static void one_spoiled_member_is_one_problem(void **state)
{
    (void)state;
    struct rng r = rng_from(17);
    for (i64 round = 0; round < 5000; round++) {
        char text[1000] = "{";
        i64 spoiled = rng_below(&r, LENGTH(spelled) + 1); /* the last: none */
        bool there = false;
        for (i64 i = 0; i < LENGTH(spelled); i++) {
            if (i && rng_below(&r, 2))
                continue;
            there |= i == spoiled;
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s\"%s\": %s", i ? ", " : "",
                     spelled[i].name, i == spoiled ? spelled[i].bad : spelled[i].good);
        }
        strcat(text, "}");
        bool good = check(text);
        if (good == there || problems.list.n != there)
            fail_msg("%s: %lld problems", text, (long long)problems.list.n);
    }
}

/* A problem's place does not cost a walk from the beginning: 5,000 of them took seconds. */
static void a_body_of_nothing_but_problems_tells_the_first_ones(void **state)
{
    (void)state;
    struct buf text;
    buf_init(&text, 1 << 20);
    buf_put(&text, S("{\"name\": \"abc\""));
    for (i32 i = 0; i < 5000; i++)
        buf_fmt(&text, ",%s\"é%d\": 1", i % 2 ? "\n" : " ", i);
    buf_put(&text, S("}"));
    buf_char(&text, 0);
    assert_false(check(text.p));
    assert_int_equal(problems.count[DIAG_ERROR], 5000);
    assert_int_equal(problems.list.n, SHAPE_PROBLEMS_MAX);
    str source = str_c(text.p);
    for (i64 i = 0; i < problems.list.n; i++) { /* as walking from the beginning says */
        char value[40];
        snprintf(value, sizeof value, "\"é%lld\": ", (long long)i);
        i64 from = str_find(source, str_c(value)) + str_c(value).n;
        struct place at = json_place(source, (i32)from, (i32)from + 1);
        assert_int_equal(problems.list.v[i].at.line, at.line);
        assert_int_equal(problems.list.v[i].at.column, at.column);
    }
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_body_that_fits_is_accepted),
        cmocka_unit_test(what_does_not_fit_is_named_with_its_path),
        cmocka_unit_test(one_spoiled_member_is_one_problem),
        cmocka_unit_test(a_body_of_nothing_but_problems_tells_the_first_ones),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
