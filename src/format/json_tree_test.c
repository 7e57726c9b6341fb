/* What we read is read by jansson too, an independent reader. */
#include "format/json_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "format/jansson.h"

static struct arena arena;
static struct diags problems;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 256 << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static const struct json_value *parse(str source)
{
    arena_rewind(&arena, 0);
    diags_init(&problems, &arena);
    return json_parse(&arena, source, &problems);
}

static void assert_refused(const char *source, i32 line, i32 column, const char *words)
{
    assert_null(parse(str_c(source)));
    assert_int_equal(problems.list.n, 1);
    const struct diag *d = &problems.list.v[0];
    assert_true(str_find(d->message, str_c(words)) >= 0);
    assert_int_equal(d->at.line, line);
    assert_int_equal(d->at.column, column);
}

static void members_come_in_their_order_with_their_places(void **state)
{
    (void)state;
    str source = S("{\"a\": 1,\n \"\xC3\xA9\": [true, null, \"x\\n\\u00e9\\ud83d\\ude00\"]}");
    const struct json_value *v = parse(source);
    assert_non_null(v);
    assert_int_equal(v->n, 2);
    assert_true(json_find(v, S("a"))->whole);
    assert_int_equal(json_find(v, S("a"))->integer, 1);
    const struct json_value *list = json_find(v, S("\xC3\xA9"));
    assert_int_equal(list->n, 3);
    assert_true(list->first->boolean);
    assert_int_equal(list->first->next->type, JSON_IS_NULL);
    assert_true(str_eq(list->first->next->next->text, S("x\n\xC3\xA9\xF0\x9F\x98\x80")));
    struct place at = json_place(source, list->from, list->to);
    assert_int_equal(at.line, 2);
    assert_int_equal(at.column, 7);
    assert_null(json_find(v, S("b")));
    assert_null(json_find(list, S("a")));
}

static void whole_numbers_are_exact_and_others_keep_their_text(void **state)
{
    (void)state;
    const struct json_value *v =
        parse(S("[9007199254740993, -9223372036854775808, 9223372036854775808, 1.10, 1e3, -0]"));
    assert_non_null(v);
    assert_int_equal(v->first->integer, 9007199254740993);
    v = v->first->next;
    assert_true(v->whole && v->integer == INT64_MIN);
    v = v->next;
    assert_false(v->whole);
    v = v->next;
    assert_false(v->whole);
    assert_true(str_eq(v->text, S("1.10")));
    assert_false(v->next->whole);
}

static void what_two_readers_could_read_in_two_ways_is_refused(void **state)
{
    (void)state;
    assert_refused("{\"a\":1,\n\"a\":2}", 2, 1, "twice");
    assert_refused("[1,]", 1, 4, "a value is expected");
    assert_refused("[01]", 1, 2, "no number");
    assert_refused("[1e999]", 1, 2, "too large");
    assert_refused("\"\\ud800\"", 1, 2, "surrogate");
    assert_refused("\"\\ud800\\u0041\"", 1, 2, "surrogate");
    assert_refused("\"\\udc00\"", 1, 2, "surrogate");
    assert_refused("\"a\\u0000\"", 1, 3, "zero character");
    assert_refused("\"\xC3\x28\"", 1, 2, "UTF-8");
    assert_refused("\"a\nb\"", 1, 3, "control");
    assert_refused("\"a\\n\nb\"", 1, 5, "control");
    assert_refused("\"\\x\"", 1, 2, "escape");
    assert_refused("\"abc", 1, 1, "no end");
    assert_refused("\"abc\\", 1, 5, "no such escape");
    assert_refused("1 2", 1, 3, "nothing may follow");
    assert_refused("{a:1}", 1, 2, "key in double quotes");
    assert_refused("{\"a\" 1}", 1, 6, "colon");
    assert_refused("{\"a\":1", 1, 7, "comma or }");
    assert_refused("", 1, 1, "ends too early");
    assert_refused("NaN", 1, 1, "a value");
}

static void depth_and_count_have_limits(void **state)
{
    (void)state;
    char deep[70] = {0};
    memset(deep, '[', 32);
    memset(deep + 32, ']', 32);
    assert_non_null(parse(str_c(deep)));
    memset(deep, '[', 33);
    assert_refused(deep, 1, 33, "nested too deep");

    static char many[2 * JSON_TREE_VALUES_MAX + 8];
    i64 n = 0;
    many[n++] = '[';
    for (i64 i = 0; i < JSON_TREE_VALUES_MAX; i++) {
        many[n++] = '1';
        many[n++] = i + 1 < JSON_TREE_VALUES_MAX ? ',' : ']';
    }
    assert_null(parse((str){many, n}));
    many[1] = ' ';
    many[2] = ' ';
    assert_non_null(parse((str){many, n}));
}

static void a_key_given_twice_is_found_in_a_large_object_too(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 1 << 20);
    buf_char(&out, '{');
    for (i32 i = 0; i < 5000; i++)
        buf_fmt(&out, "\"k%d\":%d,", i, i);
    buf_put(&out, S("\"k77\":0}"));
    assert_null(parse(buf_str(&out)));
    assert_true(str_find(problems.list.v[0].message, S("twice")) >= 0);
    out.p[out.n - 5] = '_';
    assert_non_null(parse(buf_str(&out)));
    buf_release(&out);
}

/* Text made of pieces that are often sound together. */
static i64 draw(struct rng *r, char *out, i64 max)
{
    static const char *const pieces[] = {"{",      "}", "[",    "]",  ",",       ":",
                                         "\"a\"",  "1", "-2.5", "\"", "\\u00e9", "\\ud83d\\ude00",
                                         "true",   " ", "null", "0",  "e5",      "\"b\":",
                                         "\"a\":", "\n"};
    i64 n = 0;
    for (i64 k = rng_below(r, 12); k >= 0; k--) {
        const char *piece = pieces[rng_below(r, LENGTH(pieces))];
        i64 bytes = (i64)strlen(piece);
        if (n + bytes < max) {
            memcpy(out + n, piece, (size_t)bytes);
            n += bytes;
        }
    }
    return n;
}

static void an_independent_reader_accepts_and_refuses_the_same(void **state)
{
    (void)state;
    struct rng r = rng_from(11);
    i64 accepted = 0;
    for (i64 round = 0; round < 200000; round++) {
        char text[128];
        i64 n = draw(&r, text, sizeof text);
        bool ours = parse((str){text, n}) != NULL;
        json_error_t e;
        json_t *theirs = json_loadb(text, (size_t)n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &e);
        if (ours != (theirs != NULL))
            fail_msg("\"%.*s\": ours %d, theirs %d", (int)n, text, ours, theirs != NULL);
        accepted += ours;
        json_decref(theirs);
    }
    assert_true(accepted > 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_come_in_their_order_with_their_places),
        cmocka_unit_test(whole_numbers_are_exact_and_others_keep_their_text),
        cmocka_unit_test(what_two_readers_could_read_in_two_ways_is_refused),
        cmocka_unit_test(depth_and_count_have_limits),
        cmocka_unit_test(a_key_given_twice_is_found_in_a_large_object_too),
        cmocka_unit_test(an_independent_reader_accepts_and_refuses_the_same),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
