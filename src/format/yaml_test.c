/* What a person can write wrongly in YAML, and what a hostile person can. */
#include "format/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;
static struct diags diags;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 1 << 28);
    diags_init(&diags, &arena);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static const struct yaml_node *parse(const char *source)
{
    return yaml_parse(&arena, str_c(source), &diags);
}

static void assert_problem(i64 which, const char *code, i32 line, i32 column)
{
    assert_true(which < diags.list.n);
    const struct diag *d = &diags.list.v[which];
    assert_string_equal(d->code, code);
    assert_int_equal(d->at.line, line);
    assert_int_equal(d->at.column, column);
}

static void every_node_knows_its_place_in_characters(void **state)
{
    (void)state;
    const struct yaml_node *root = parse("étape: [ à, 'il dit ''oui''' ]\n"
                                         "other:\n"
                                         "  no: yes\n");
    assert_non_null(root);
    assert_int_equal(root->count, 2);
    const struct yaml_node *list = yaml_find(root, S("étape"));
    assert_int_equal(list->kind, YAML_LIST);
    assert_int_equal(list->key_at.length, 5);
    assert_int_equal(list->first->at.column, 10);
    assert_int_equal(list->first->next->at.column, 13);
    assert_int_equal(list->first->next->at.length, 16);
    assert_true(str_eq(list->first->next->text, S("il dit 'oui'")));
    const struct yaml_node *no = yaml_find(yaml_find(root, S("other")), S("no"));
    assert_int_equal(no->at.line, 3);
    assert_int_equal(no->at.column, 7);
    assert_true(str_eq(no->text, S("yes")));
    assert_int_equal(diags.list.n, 0);
}

static void a_place_inside_a_text_is_found_when_the_text_is_as_written(void **state)
{
    (void)state;
    const struct yaml_node *root =
        parse("plain: é >= 5\nquoted: \"é >= 5\"\nfolded: >\n  é >= 5\n");
    struct place plain = yaml_place_in(yaml_find(root, S("plain")), 3, 2);
    assert_int_equal(plain.column, 10);
    assert_int_equal(plain.length, 2);
    assert_int_equal(yaml_place_in(yaml_find(root, S("quoted")), 3, 2).column, 12);
    const struct yaml_node *folded = yaml_find(root, S("folded"));
    assert_int_equal(yaml_place_in(folded, 3, 2).column, folded->at.column);
}

static void nothing_is_not_an_empty_text(void **state)
{
    (void)state;
    const struct yaml_node *root = parse("a:\nb: ~\nc: null\nd: \"\"\n");
    assert_true(yaml_is_nothing(yaml_find(root, S("a"))));
    assert_true(yaml_is_nothing(yaml_find(root, S("b"))));
    assert_true(yaml_is_nothing(yaml_find(root, S("c"))));
    assert_false(yaml_is_nothing(yaml_find(root, S("d"))));
    assert_null(yaml_find(root, S("e")));
}

static void a_duplicate_key_is_reported_and_the_first_one_stays(void **state)
{
    (void)state;
    const struct yaml_node *root = parse("a: 1\nb: 2\na: 3\nc: 4\na: 5\n");
    assert_non_null(root);
    assert_int_equal(root->count, 3);
    assert_true(str_eq(yaml_find(root, S("a"))->text, S("1")));
    assert_true(str_eq(root->first->next->next->key, S("c")));
    assert_null(root->first->next->next->next);
    diags_sort(&diags);
    assert_int_equal(diags.list.n, 2);
    assert_problem(0, "duplicate-key", 3, 1);
    assert_problem(1, "duplicate-key", 5, 1);
}

static void many_keys_are_told_apart_like_pairwise_comparison_would(void **state)
{
    (void)state;
    struct rng r = rng_from(3);
    for (i64 round = 0; round < 100; round++) {
        diags_init(&diags, &arena);
        struct buf text;
        buf_init(&text, 1 << 16);
        bool seen[50] = {0};
        i64 distinct = 0, n = rng_below(&r, 60) + 1;
        for (i64 i = 0; i < n; i++) {
            i64 key = rng_below(&r, 50);
            distinct += !seen[key];
            seen[key] = true;
            buf_fmt(&text, "k%d: %d\n", (int)key, (int)i);
        }
        const struct yaml_node *root = yaml_parse(&arena, buf_str(&text), &diags);
        assert_int_equal(root->count, distinct);
        assert_int_equal(diags.list.n, n - distinct);
        i64 children = 0;
        for (const struct yaml_node *c = root->first; c; c = c->next)
            children++;
        assert_int_equal(children, distinct);
        buf_release(&text);
    }
}

static void what_a_standard_does_not_use_is_refused_at_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *source, *code;
        i32 line, column;
    } cases[] = {
        {"a: &x 1\n", "yaml-feature", 1, 4},
        {"a: 1\nb: *x\n", "yaml-feature", 2, 4},
        {"a: !!str 1\n", "yaml-feature", 1, 4},
        {"a: !local [1]\n", "yaml-feature", 1, 4},
        {"a:\n  <<: {b: 1}\n", "yaml-feature", 2, 3},
        {"a: 1\n---\nb: 2\n", "yaml-feature", 2, 1},
        {"%YAML 1.1\n---\na: 1\n", "yaml-feature", 1, 1},
        {"? [a, b]\n: 1\n", "yaml", 1, 3},
        {"a: 1\n: 2\n", "yaml", 2, 1},
        {"a: b: c\n", "yaml", 1, 5},
        {"a:\n\t- b\n", "yaml", 2, 1},
        {"a: \"open\n", "yaml", 2, 1},
        {"a: [1, 2\nb: 3\n", "yaml", 2, 2},
        {"", "empty", 0, 0},
        {"# only a comment\n", "empty", 0, 0},
        {"a: \"x\\0y\"\n", "control-character", 1, 4},
        {"a: \"\\u202Etxt\"\n", "control-character", 1, 4},
        {"a: b\nc: \xFFz\n", "encoding", 2, 4},
        {"a: b\xE2\x80\xA8z\n", "encoding", 1, 5},
        {"a: 1\rb: 2\r", "encoding", 1, 5},
        {"\xFF\xFE"
         "a",
         "encoding", 0, 0},
        {"\xFE\xFF", "encoding", 0, 0},
    };
    for (i64 i = 0; i < LENGTH(cases); i++) {
        diags_init(&diags, &arena);
        parse(cases[i].source);
        if (diags.list.n != 1)
            print_message("case %d: %d problems\n", (int)i, (int)diags.list.n);
        assert_int_equal(diags.list.n, 1);
        assert_problem(0, cases[i].code, cases[i].line, cases[i].column);
    }
}

static void a_byte_order_mark_and_windows_line_ends_are_welcome(void **state)
{
    (void)state;
    const struct yaml_node *root = parse("\xEF\xBB\xBF"
                                         "a: 1\r\nb: 2\r\n");
    assert_non_null(root);
    assert_int_equal(yaml_find(root, S("a"))->key_at.column, 1);
    assert_int_equal(yaml_find(root, S("b"))->key_at.line, 2);
    assert_int_equal(diags.list.n, 0);
}

/* A bomb of `repeat`, as long as a file may be. */
static str bomb(const char *repeat)
{
    i64 n = (i64)strlen(repeat), times = YAML_BYTES_MAX / n;
    char *p = arena_array(&arena, char, times *n);
    for (i64 i = 0; i < times; i++)
        memcpy(p + i * n, repeat, (size_t)n);
    return (str){p, times * n};
}

static void bombs_end_at_a_limit(void **state)
{
    (void)state;
    static const char *const bombs[] = {"[",       "{",     "- ",    "? ",   "[{",      "a: [",
                                        "- - - [", "{a: ",  "[a, [", "|",    "\"\\x41", "!",
                                        "&",       "%TAG ", "---\n", "<<: ", "? - ",    "'a"};
    for (i64 i = 0; i < LENGTH(bombs); i++) {
        i64 mark = arena_mark(&arena);
        diags_init(&diags, &arena);
        str source = bomb(bombs[i]);
        i64 before = arena_mark(&arena);
        (void)yaml_parse(&arena, source, &diags);
        assert_true(diags.count[DIAG_ERROR] >= 1);
        assert_true(arena_mark(&arena) - before < 32 << 20);
        arena_rewind(&arena, mark);
    }
}

static void limits_are_kept_exactly(void **state)
{
    (void)state;
    char deep[2 * (YAML_DEPTH_MAX + 1) + 1] = {0};
    memset(deep, '[', YAML_DEPTH_MAX);
    memset(deep + YAML_DEPTH_MAX, ']', YAML_DEPTH_MAX);
    assert_non_null(parse(deep));
    memset(deep, '[', YAML_DEPTH_MAX + 1);
    memset(deep + YAML_DEPTH_MAX + 1, ']', YAML_DEPTH_MAX + 1);
    assert_null(parse(deep));
    assert_problem(0, "limit", 1, YAML_DEPTH_MAX + 1);

    struct buf list;
    buf_init(&list, 1 << 20);
    buf_char(&list, '[');
    buf_repeat(&list, S("1,"), YAML_NODES_MAX - 1);
    buf_char(&list, ']');
    diags_init(&diags, &arena);
    assert_int_equal(yaml_parse(&arena, buf_str(&list), &diags)->count, YAML_NODES_MAX - 1);
    buf_clear(&list);
    buf_char(&list, '[');
    buf_repeat(&list, S("1,"), YAML_NODES_MAX);
    buf_char(&list, ']');
    assert_null(yaml_parse(&arena, buf_str(&list), &diags));
    assert_string_equal(diags.list.v[0].code, "limit");
    buf_release(&list);
}

static void any_bytes_are_read_or_refused_with_a_reason(void **state)
{
    (void)state;
    static const char pieces[] = "abc: -[]{}\n\n  ,'\"|>?#&*!%~\t\\é";
    struct rng r = rng_from(99);
    for (i64 round = 0; round < 20000; round++) {
        i64 mark = arena_mark(&arena);
        diags_init(&diags, &arena);
        char bytes[48];
        i64 n = rng_below(&r, (i64)sizeof bytes);
        for (i64 i = 0; i < n; i++)
            bytes[i] = round % 4 ? pieces[rng_below(&r, (i64)sizeof pieces - 1)]
                                 : (char)rng_below(&r, 256);
        const struct yaml_node *root = yaml_parse(&arena, (str){bytes, n}, &diags);
        assert_true(root || diags.count[DIAG_ERROR] > 0);
        for (i64 i = 0; i < diags.list.n; i++)
            assert_true(diags.list.v[i].at.line <= n + 2 && diags.list.v[i].at.length >= 0);
        arena_rewind(&arena, mark);
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(every_node_knows_its_place_in_characters),
        TEST(a_place_inside_a_text_is_found_when_the_text_is_as_written),
        TEST(nothing_is_not_an_empty_text),
        TEST(a_duplicate_key_is_reported_and_the_first_one_stays),
        TEST(many_keys_are_told_apart_like_pairwise_comparison_would),
        TEST(what_a_standard_does_not_use_is_refused_at_its_place),
        TEST(a_byte_order_mark_and_windows_line_ends_are_welcome),
        TEST(bombs_end_at_a_limit),
        TEST(limits_are_kept_exactly),
        TEST(any_bytes_are_read_or_refused_with_a_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
