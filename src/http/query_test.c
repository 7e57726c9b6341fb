#include "http/query.h"

#include "http/cursor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;

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

static void assert_decoded(const char *text, bool plus, const char *expected)
{
    str out;
    bool good = query_decode(&arena, str_c(text), plus, &out);
    assert_int_equal(good, expected != NULL);
    if (expected)
        assert_true(str_eq(out, str_c(expected)));
}

static void escapes_are_resolved_and_broken_ones_refused(void **state)
{
    (void)state;
    assert_decoded("", false, "");
    assert_decoded("a%20b", false, "a b");
    assert_decoded("a+b", false, "a+b");
    assert_decoded("a+b", true, "a b");
    assert_decoded("%C3%a9", false, "\xC3\xA9");
    assert_decoded("%41", false, "A");
    assert_decoded("%", false, NULL);
    assert_decoded("%4", false, NULL);
    assert_decoded("%4g", false, NULL);
    assert_decoded("%00", false, NULL);
    assert_decoded("%0a", false, NULL);
    assert_decoded("%7f", false, NULL);
    assert_decoded("%c0%af", false, NULL);
    assert_decoded("%ed%a0%80", false, NULL);
}

static void any_text_survives_encoding(void **state)
{
    (void)state;
    struct rng r = rng_from(3);
    for (i64 round = 0; round < 20000; round++) {
        char plain[16], coded[48];
        i64 n = rng_below(&r, (i64)sizeof plain), c = 0;
        for (i64 i = 0; i < n; i++) {
            plain[i] = (char)(0x20 + rng_below(&r, 0x5F));
            c += snprintf(coded + c, sizeof coded - (size_t)c, "%%%02X", (unsigned)plain[i]);
        }
        str out;
        arena_rewind(&arena, 0);
        assert_true(query_decode(&arena, (str){coded, c}, true, &out));
        assert_true(str_eq(out, (str){plain, n}));
    }
}

static i64 problems_of(const char *text, struct query *q)
{
    struct diags d;
    diags_init(&d, &arena);
    *q = (struct query){0};
    query_parse(q, &arena, str_c(text), &d);
    return d.count[DIAG_ERROR];
}

static void parameters_come_decoded_and_once(void **state)
{
    (void)state;
    struct query q;
    char many[400] = "";
    assert_int_equal(problems_of("a=1&b=x%26y&c&d=", &q), 0);
    assert_int_equal(q.n, 4);
    assert_true(str_eq(query_get(&q, S("b")), S("x&y")));
    assert_true(query_get(&q, S("c")).p && query_get(&q, S("c")).n == 0);
    assert_null(query_get(&q, S("e")).p);
    assert_int_equal(problems_of("a=1&%61=2", &q), 1);
    assert_int_equal(problems_of("=1", &q), 1);
    assert_int_equal(problems_of("a=1&&b=2", &q), 1);
    assert_int_equal(problems_of("a=%zz&b=%", &q), 2);
    for (i32 i = 0; i <= HTTP_PARAMS_MAX; i++)
        snprintf(many + strlen(many), sizeof many - strlen(many), "p%d=1&", i);
    many[strlen(many) - 1] = 0;
    assert_int_equal(problems_of(many, &q), 1);
}

static void a_cookie_given_twice_is_none(void **state)
{
    (void)state;
    assert_true(str_eq(query_cookie(S("a=1; b=2;c=3"), S("b")), S("2")));
    assert_true(str_eq(query_cookie(S("__Host-s=x=y"), S("__Host-s")), S("x=y")));
    assert_null(query_cookie(S("b=1; b=2"), S("b")).p);
    assert_null(query_cookie(S("ab=1"), S("b")).p);
    assert_null(query_cookie(S("b"), S("b")).p);
    assert_null(query_cookie(S(""), S("b")).p);
    assert_null(query_cookie(S("B=1"), S("b")).p);
}

static void the_media_types_asked_for_count(void **state)
{
    (void)state;
    str json = S("application/json");
    assert_true(query_accepts(S(""), json));
    assert_true(query_accepts(S("*/*"), json));
    assert_true(query_accepts(S("text/html, application/*;q=0.5"), json));
    assert_true(query_accepts(S("Application/JSON;q=0.1"), json));
    assert_false(query_accepts(S("text/html"), json));
    assert_false(query_accepts(S("application/json;q=0, */*"), json));
    assert_false(query_accepts(S("application/json;q=0.000"), json));
    assert_false(query_accepts(S("applicat/*"), json));
    assert_true(query_accepts(S("text/html"), S("text/html; charset=utf-8")));
}

static void entity_tags_are_compared_whole(void **state)
{
    (void)state;
    assert_true(query_etag_listed(S("\"a\", W/\"b\""), S("\"b\"")));
    assert_false(query_etag_listed(S("\"ab\""), S("\"b\"")));
    assert_true(query_etag_listed(S("*"), S("\"b\"")));
    assert_false(query_etag_listed(S("*"), S("")));
    assert_int_equal(query_etag_version(S("\"v42\"")), 42);
    assert_int_equal(query_etag_version(S("\"v-1\"")), -1);
    assert_int_equal(query_etag_version(S("\"v\"")), -1);
    assert_int_equal(query_etag_version(S("v42")), -1);
    assert_int_equal(query_etag_version(S("\"v99999999999999999999\"")), -1);
    assert_int_equal(query_etag_version(query_version_etag(&arena, INT64_MAX)), INT64_MAX);
}

static void a_cursor_comes_back_and_no_other_text_does(void **state)
{
    (void)state;
    struct rng r = rng_from(5);
    for (i64 round = 0; round < 5000; round++) {
        char bytes[64];
        str place = {bytes, rng_below(&r, (i64)sizeof bytes)}, back;
        for (i64 i = 0; i < place.n; i++)
            bytes[i] = (char)rng_below(&r, 256);
        arena_rewind(&arena, 0);
        str cursor = cursor_print(&arena, 9, S("question"), place);
        assert_true(cursor_parse(&arena, 9, S("question"), cursor, &back));
        assert_true(str_eq(place, back));
        assert_false(cursor_parse(&arena, 8, S("question"), cursor, &back));
        assert_false(cursor_parse(&arena, 9, S("questio"), cursor, &back));
        char changed[128];
        memcpy(changed, cursor.p, (size_t)cursor.n);
        changed[rng_below(&r, cursor.n)] ^= 1;
        assert_false(cursor_parse(&arena, 9, S("question"), (str){changed, cursor.n}, &back));
        assert_false(cursor_parse(&arena, 9, S("question"), str_sub(cursor, 1, cursor.n), &back));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes_are_resolved_and_broken_ones_refused),
        cmocka_unit_test(any_text_survives_encoding),
        cmocka_unit_test(parameters_come_decoded_and_once),
        cmocka_unit_test(a_cookie_given_twice_is_none),
        cmocka_unit_test(the_media_types_asked_for_count),
        cmocka_unit_test(entity_tags_are_compared_whole),
        cmocka_unit_test(a_cursor_comes_back_and_no_other_text_does),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
