/* Each rule finds its breach, at its line, and leaves good code alone. */
#include "tidy/tidy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "tests/arena.h"

static struct diags found;

static void check(const char *path, str text)
{
    diags_init(&found, &arena);
    tidy_file(&found, str_c(path), text);
}

static void assert_found(const char *rule, i32 line)
{
    assert_int_equal(found.list.n, 1);
    assert_string_equal(found.list.v[0].code, rule);
    assert_int_equal(found.list.v[0].at.line, line);
}

static void good_code_passes(void **state)
{
    (void)state;
    check("src/learn/map.c", S("#include \"history/history.h\"\n"
                               "#include \"learn/map.h\"\n"
                               "/* free(x) in a comment, */\n"
                               "static const char *s = \"malloc(1)\"; // exit(1)\n"
                               "int f(struct list *l) { return l->read(l) + l->in.free(l); }\n"));
    assert_int_equal(found.list.n, 0);
}

static void a_room_cannot_include_a_higher_one(void **state)
{
    (void)state;
    check("src/stats/survival.c", S("#include \"base/base.h\"\n#include \"measure/rates.h\"\n"));
    assert_found("rank", 2);
}

static void a_room_cannot_include_its_equal(void **state)
{
    (void)state;
    check("src/measure/rates.c", S("#include \"learn/map.h\"\n"));
    assert_found("rank", 1);
}

static void a_header_without_its_room_is_refused(void **state)
{
    (void)state;
    check("src/measure/rates.c", S("#include \"rates.h\"\n"));
    assert_found("include-path", 1);
}

static void an_unknown_room_is_refused(void **state)
{
    (void)state;
    check("src/cli/x.c", S("#include \"utils/all.h\"\n"));
    assert_found("unknown-room", 1);
}

static void only_tests_include_what_tests_share(void **state)
{
    (void)state;
    check("src/stats/rates_test.c", S("#include \"tests/golden.h\"\n"));
    assert_int_equal(found.list.n, 0);
    check("src/stats/rates.c", S("#include \"tests/golden.h\"\n"));
    assert_found("unknown-room", 1);
}

static void a_banned_call_names_its_replacement(void **state)
{
    (void)state;
    check("src/learn/map.c", S("int x;\nvoid *p = malloc(3);\n"));
    assert_found("banned", 2);
    assert_true(str_find(found.list.v[0].hint, S("arena_push")) >= 0);
}

static void a_room_of_the_server_has_its_effects_from_the_platform(void **state)
{
    (void)state;
    check("src/workspace/writer.c", S("#include \"base/os.h\"\n"));
    assert_found("platform", 1);
    check("src/cli/cmd_check.c", S("#include \"base/os.h\"\n"));
    assert_int_equal(found.list.n, 0);
    check("src/storage/vfs.c", S("int x;\nint y = fdatasync(3);\n"));
    assert_found("banned", 2);
    check("src/base/platform.c", S("int y = fdatasync(3);\n"));
    assert_int_equal(found.list.n, 0);
}

static void the_home_of_a_call_may_make_it(void **state)
{
    (void)state;
    check("src/base/par.c", S("    pthread_create(&t, 0, run, 0);\n"));
    assert_int_equal(found.list.n, 0);
}

static void an_exception_with_a_reason_is_accepted(void **state)
{
    (void)state;
    check("src/learn/map.c", S("/* tidy: allow banned: the library frees it */\nfree(p);\n"));
    assert_int_equal(found.list.n, 0);
}

static void an_exception_without_a_reason_is_not(void **state)
{
    (void)state;
    check("src/learn/map.c", S("free(p); /* tidy: allow banned: */\n"));
    assert_int_equal(found.list.n, 0 + 1);
}

static void an_exception_nobody_needs_is_a_breach(void **state)
{
    (void)state;
    check("src/learn/map.c", S("/* tidy: allow banned: once */\nint x;\n"));
    assert_found("needless-allow", 1);
}

static void a_long_function_is_found_at_its_head(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 4096);
    buf_put(&b, S("int f(void)\n{\n"));
    buf_repeat(&b, S("    g();\n"), 70);
    buf_put(&b, S("}\n"));
    check("src/learn/map.c", buf_str(&b));
    assert_int_equal(found.list.n, 0);
    buf_clear(&b);
    buf_put(&b, S("int f(void)\n{\n"));
    buf_repeat(&b, S("    g();\n"), 71);
    buf_put(&b, S("}\n"));
    check("src/learn/map.c", buf_str(&b));
    assert_found("function-size", 1);
    str plain = str_dup(&arena, buf_str(&b));
    check("src/learn/map.c",
          str_fmt(&arena, "/* tidy: allow function-size: one table */\n%.*s", STR_ARG(plain)));
    assert_int_equal(found.list.n, 0);
    buf_release(&b);
}

static void a_long_file_is_a_breach(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 1 << 16);
    buf_repeat(&b, S("int x;\n"), 801);
    check("src/learn/map.c", buf_str(&b));
    assert_found("file-size", 801);
    buf_release(&b);
}

static void a_wide_line_and_a_tab_are_breaches(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 4096);
    buf_repeat(&b, S("é"), 100);
    check("src/learn/map.c", buf_str(&b));
    assert_int_equal(found.list.n, 0);
    buf_put(&b, S("x"));
    check("src/learn/map.c", buf_str(&b));
    assert_found("line-width", 1);
    check("src/learn/map.c", S("\tint x;\n"));
    assert_found("tab", 1);
    buf_release(&b);
}

static void a_header_says_what_it_is_and_is_read_once(void **state)
{
    (void)state;
    check("src/learn/map.h", S("/* map.h - the map */\n#pragma once\nint x;\n"));
    assert_int_equal(found.list.n, 0);
    check("src/learn/map.h", S("#include <x.h>\n#pragma once\n"));
    assert_found("header-comment", 1);
    check("src/learn/map.h", S("/* maps.h - the map */\n#pragma once\n"));
    assert_found("header-comment", 1);
    check("src/learn/map.h", S("/* map.h - the map */\nint x;\n"));
    assert_found("pragma-once", 1);
}

static void no_spelling_of_an_include_escapes(void **state)
{
    (void)state;
    static const struct {
        const char *line, *rule;
    } cases[] = {
        {"#include \"../measure/rates.h\"\n", "include-path"},
        {"#include \"base/../measure/rates.h\"\n", "include-path"},
        {"#include \"./measure/rates.h\"\n", "include-path"},
        {"#include <measure/rates.h>\n", "include-path"},
        {"#include RATES_H\n", "include-path"},
        {"#  include \"measure/rates.h\"\n", "rank"},
        {"#include\"measure/rates.h\"\n", "rank"},
        {"  # include \"measure/rates.h\" /* why */\n", "rank"},
    };
    for (i64 i = 0; i < LENGTH(cases); i++) {
        check("src/stats/survival.c", str_c(cases[i].line));
        assert_found(cases[i].rule, 1);
    }
    check("src/stats/survival.c", S("/*\n#include \"measure/rates.h\"\n*/\n#include <math.h>\n"));
    assert_int_equal(found.list.n, 0);
}

static void no_spelling_of_a_banned_call_escapes(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "p = malloc (3);\n",
        "p = (malloc)(3);\n",
        "#define NEW malloc\n",
        "static void *(*f)(size_t) = malloc;\n",
        "free (p);\n",
        "(free)(p);\n",
        "#define DROP(p) free(p)\n",
        "if (a > free(p))\n",
        "/* fine */ free(p);\n",
        "s = \"/*\"; free(p);\n",
        "c = '\"'; free(p);\n",
    };
    for (i64 i = 0; i < LENGTH(cases); i++) {
        check("src/learn/map.c", str_c(cases[i]));
        assert_found("banned", 1);
    }
    check("src/learn/map.c", S("i64 free = room.free + list->time, time = free;\n"
                               "/* one line\n   free(p)\n*/ int mallocs;\n"));
    assert_int_equal(found.list.n, 0);
}

static void the_place_of_the_brace_hides_no_long_function(void **state)
{
    (void)state;
    static const char *const heads[] = {
        "int f(void) {\n",
        "int f(int a,\n      int b)\n{\n",
        "#define F(x) { \\\n x\n\nint f(void)\n{\n",
        "struct x {\n    int y;\n};\n\nstruct x f(void) {\n",
    };
    for (i64 i = 0; i < LENGTH(heads); i++) {
        struct buf b;
        buf_init(&b, 4096);
        buf_put(&b, str_c(heads[i]));
        buf_repeat(&b, S("    g();\n"), 35);
        buf_put(&b, S("    if (x) {\n#if A\n    {\n#endif\n"));
        buf_repeat(&b, S("    g();\n"), 36);
        buf_put(&b, S("    }\n}\n"));
        check("src/learn/map.c", buf_str(&b));
        assert_int_equal(found.list.n, 1);
        assert_string_equal(found.list.v[0].code, "function-size");
        buf_release(&b);
    }
}

static void a_long_table_is_no_function(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 4096);
    buf_put(&b, S("static const int t[] = {\n"));
    buf_repeat(&b, S("    1,\n"), 200);
    buf_put(&b, S("};\n"));
    check("src/learn/map.c", buf_str(&b));
    assert_int_equal(found.list.n, 0);
    buf_release(&b);
}

static void eight_parameters_are_too_many(void **state)
{
    (void)state;
    check("src/learn/map.c", S("int f(int a, int b, int c, int d, int e, int f, int g);\n"
                               "int x = 1, y, z;\n"
                               "int g(int a, int (*b)(int, int), int c, int d) {\n"
                               "    return h(1, 2, 3, 4, 5, 6, 7, 8, 9);\n}\n"));
    assert_int_equal(found.list.n, 0);
    check("src/learn/map.c", S("int x;\nint f(int a, int b, int c, int d,\n"
                               "      int e, int f, int g, int h)\n{\n    return 1;\n}\n"));
    assert_found("parameters", 2);
    check("src/learn/map.c", S("/* tidy: allow parameters: a law of nature */\n"
                               "int f(int a, int b, int c, int d,\n\n\n"
                               "      int e, int f, int g, int h);\nint x;\n"));
    assert_int_equal(found.list.n, 0);
    check("src/learn/map.h", S("/* map.h - a map */\n#pragma once\n"
                               "MUST_CHECK bool f(int a, int b, int c, int d, int e, int f,\n"
                               "                  int g, int h);\n"));
    assert_found("parameters", 3);
}

static void a_room_without_a_rank_is_refused(void **state)
{
    (void)state;
    check("src/extra/map.c", S("int x;\n"));
    assert_found("unknown-room", 1);
}

static void a_file_that_says_nothing_by_its_name_is_refused(void **state)
{
    (void)state;
    check("src/learn/utils.c", S("int x;\n"));
    assert_found("vague-name", 1);
    check("src/learn/common.h", S("/* common.h - things */\n#pragma once\n"));
    assert_found("vague-name", 1);
    check("src/learn/utilisation.c", S("int x;\n"));
    assert_int_equal(found.list.n, 0);
}

static void an_exception_cannot_be_hidden_by_the_next(void **state)
{
    (void)state;
    check("src/learn/map.c", S("/* tidy: allow rank: not needed */\n"
                               "free(p); /* tidy: allow banned: the library frees it */\n"));
    assert_found("needless-allow", 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_code_passes),
        cmocka_unit_test(a_room_cannot_include_a_higher_one),
        cmocka_unit_test(a_room_cannot_include_its_equal),
        cmocka_unit_test(a_header_without_its_room_is_refused),
        cmocka_unit_test(an_unknown_room_is_refused),
        cmocka_unit_test(only_tests_include_what_tests_share),
        cmocka_unit_test(a_banned_call_names_its_replacement),
        cmocka_unit_test(a_room_of_the_server_has_its_effects_from_the_platform),
        cmocka_unit_test(the_home_of_a_call_may_make_it),
        cmocka_unit_test(an_exception_with_a_reason_is_accepted),
        cmocka_unit_test(an_exception_without_a_reason_is_not),
        cmocka_unit_test(an_exception_nobody_needs_is_a_breach),
        cmocka_unit_test(a_long_function_is_found_at_its_head),
        cmocka_unit_test(a_long_file_is_a_breach),
        cmocka_unit_test(a_wide_line_and_a_tab_are_breaches),
        cmocka_unit_test(a_header_says_what_it_is_and_is_read_once),
        cmocka_unit_test(no_spelling_of_an_include_escapes),
        cmocka_unit_test(no_spelling_of_a_banned_call_escapes),
        cmocka_unit_test(the_place_of_the_brace_hides_no_long_function),
        cmocka_unit_test(a_long_table_is_no_function),
        cmocka_unit_test(eight_parameters_are_too_many),
        cmocka_unit_test(a_room_without_a_rank_is_refused),
        cmocka_unit_test(a_file_that_says_nothing_by_its_name_is_refused),
        cmocka_unit_test(an_exception_cannot_be_hidden_by_the_next),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
