/* Standards that must fail: tests/standards/bad/NAME.yaml, each with the expected problems in
 * a comment on the offending line (`# expect: code, code`) and no others. */
#include "standard/check.h"

#include "base/os.h"
#include "standard/check_words.h"
#include "standard/read.h"
#include "standard/schema.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { EXPECTED_MAX = 50 };

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

static str read_source(const char *path)
{
    struct err e;
    str source;
    assert_true(
        os_read_file(&source, &arena, str_fmt(&arena, "%s/%s", TEST_ROOT, path), 1 << 20, &e));
    return source;
}

static struct standard *check_file(const char *path, str *source)
{
    struct standard *s = arena_new(&arena, struct standard);
    *source = read_source(path);
    bool sound = standard_read(s, &arena, str_c(path), *source, &diags);
    assert_int_equal(sound, diags.count[DIAG_ERROR] == 0);
    if (s->at.line)
        standard_check(s, &diags);
    return s;
}

struct expected {
    i32 line;
    str code;
    bool seen;
};

static i64 read_expected(str source, struct expected *list)
{
    i64 n = 0;
    i32 line = 0;
    for (str head; source.n;) {
        (void)str_cut(source, '\n', &head, &source);
        line++;
        i64 at = str_find(head, S("# expect: "));
        str codes = at < 0 ? (str){0} : str_sub(head, at + 10, head.n), code;
        while (codes.n) {
            (void)str_cut(codes, ',', &code, &codes);
            assert_true(n < EXPECTED_MAX);
            list[n++] = (struct expected){line, str_trim(code), false};
        }
    }
    return n;
}

/* Each problem takes one expectation; none may be left on either side. */
static void compare(const char *path, str source)
{
    struct expected list[EXPECTED_MAX];
    i64 n = read_expected(source, list), wrong = 0;
    assert_true(n > 0);
    for (i64 i = 0; i < diags.list.n; i++) {
        const struct diag *d = &diags.list.v[i];
        i64 k = 0;
        while (k < n && (list[k].seen || list[k].line != d->at.line ||
                         !str_eq(list[k].code, str_c(d->code))))
            k++;
        if (k < n) {
            list[k].seen = true;
            continue;
        }
        wrong++;
        print_message("%s:%d: not expected: %s: %.*s\n", path, d->at.line, d->code,
                      STR_ARG(d->message));
    }
    for (i64 k = 0; k < n; k++)
        if (!list[k].seen) {
            wrong++;
            print_message("%s:%d: expected %.*s\n", path, list[k].line, STR_ARG(list[k].code));
        }
    assert_int_equal(wrong, 0);
}

static void every_bad_standard_has_the_expected_problems_and_no_others(void **state)
{
    (void)state;
    DIR *folder = opendir(TEST_ROOT "/tests/standards/bad");
    assert_non_null(folder);
    i64 files = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (!str_ends(str_c(entry->d_name), S(".yaml")))
            continue;
        i64 mark = arena_mark(&arena);
        diags_init(&diags, &arena);
        char path[512];
        snprintf(path, sizeof path, "tests/standards/bad/%s", entry->d_name);
        str source;
        check_file(path, &source);
        compare(path, source);
        arena_rewind(&arena, mark);
        files++;
    }
    closedir(folder);
    assert_true(files >= 75);
}

static void a_next_version_that_forgets_ids_is_told_which(void **state)
{
    (void)state;
    str source;
    const struct standard *before = check_file("tests/standards/change/before.yaml", &source);
    assert_int_equal(diags.list.n, 0);
    const struct standard *now = check_file("tests/standards/change/after.yaml", &source);
    assert_int_equal(diags.list.n, 0);
    standard_check_change(before, now, &diags);
    compare("tests/standards/change/after.yaml", source);
}

static void good_standards_have_no_problem(void **state)
{
    (void)state;
    str source;
    check_file("tests/standards/good/small.yaml", &source);
    for (i64 i = 0; i < diags.list.n; i++)
        print_message("%d: %.*s\n", diags.list.v[i].at.line, STR_ARG(diags.list.v[i].message));
    assert_int_equal(diags.list.n, 0);
}

static void every_template_passes_in_silence(void **state)
{
    (void)state;
    DIR *folder = opendir(TEST_ROOT "/standards");
    assert_non_null(folder);
    i64 files = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (!str_ends(str_c(entry->d_name), S(".yaml")))
            continue;
        char path[512];
        snprintf(path, sizeof path, "standards/%s", entry->d_name);
        str source;
        check_file(path, &source);
        files++;
    }
    closedir(folder);
    assert_true(files >= 4);
    for (i64 i = 0; i < diags.list.n; i++)
        printf("%.*s:%d: %.*s\n", STR_ARG(diags.list.v[i].file), diags.list.v[i].at.line,
               STR_ARG(diags.list.v[i].message));
    assert_int_equal(diags.list.n, 0);
}

static void the_committed_json_schema_is_the_one_of_the_tables(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 1 << 20);
    schema_print(&out);
    assert_true(str_eq(buf_str(&out), read_source("docs/standard.schema.json")));
    buf_release(&out);
}

static void titles_are_about_the_buyer_or_they_are_not(void **state)
{
    (void)state;
    static const struct {
        const char *title;
        enum title_kind kind;
    } cases[] = {
        {"Buyer has agreed the cost of the problem", TITLE_FINE},
        {"Customer has accepted the proposal", TITLE_FINE},
        {"Le client a validé la proposition", TITLE_FINE},
        {"First value seen", TITLE_FINE},
        {"Demo", TITLE_SELLER},
        {"Product demonstration", TITLE_SELLER},
        {"Découverte", TITLE_SELLER},
        {"Proposal/Price Quote", TITLE_SELLER},
        {"Négociation", TITLE_SELLER},
        {"Envoi du devis", TITLE_SELLER},
        {"Présentation", TITLE_SELLER},
        {"SQL", TITLE_INTERNAL},
        {"MQL accepted by client team", TITLE_INTERNAL},
        {"Passation au commercial", TITLE_INTERNAL},
        {"Best Case", TITLE_FORECAST},
        {"R2", TITLE_NUMBER},
        {"Étape 3", TITLE_NUMBER},
        {"", TITLE_FINE},
    };
    for (i64 i = 0; i < LENGTH(cases); i++)
        assert_int_equal(title_kind_of(&arena, str_c(cases[i].title)), cases[i].kind);
}

static f64 overlap(str a, str b)
{
    struct wording x = {S("en"), a}, y = {S("en"), b};
    struct words left = {{&x, 1, 1}}, right = {{&y, 1, 1}};
    f64 one = title_overlap(&arena, &left, &right);
    assert_true(one == title_overlap(&arena, &right, &left));
    return one;
}

static void overlap_sees_through_articles_and_endings(void **state)
{
    (void)state;
    assert_true(overlap(S("The buyer has agreed the cost"), S("Buyer agrees costs")) == 1);
    assert_true(overlap(S("Buyer has agreed the cost"), S("Buyer has agreed the date")) < 0.75);
    assert_true(overlap(S("Security is cleared"), S("Price is known")) == 0);
    assert_true(overlap(S(""), S("")) == 0);
}

static void any_standard_with_a_character_changed_is_checked_without_harm(void **state)
{
    (void)state;
    str source = read_source("tests/standards/good/small.yaml");
    struct rng r = rng_from(5);
    for (i64 round = 0; round < 3000; round++) {
        i64 mark = arena_mark(&arena);
        diags_init(&diags, &arena);
        str copy = str_dup(&arena, source);
        char *p = str_zero_ended(&arena, copy);
        for (i64 k = rng_below(&r, 4); k >= 0; k--)
            p[rng_below(&r, copy.n)] = p[rng_below(&r, copy.n)];
        struct standard s;
        bool sound = standard_read(&s, &arena, S("x"), (str){p, copy.n}, &diags);
        if (s.at.line)
            standard_check(&s, &diags);
        assert_true(sound || diags.count[DIAG_ERROR] > 0);
        for (i64 i = 0; i < diags.list.n; i++)
            assert_true(diags.list.v[i].at.line >= 0 && diags.list.v[i].message.n > 0);
        arena_rewind(&arena, mark);
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(every_bad_standard_has_the_expected_problems_and_no_others),
        TEST(a_next_version_that_forgets_ids_is_told_which),
        TEST(good_standards_have_no_problem),
        TEST(every_template_passes_in_silence),
        TEST(the_committed_json_schema_is_the_one_of_the_tables),
        TEST(titles_are_about_the_buyer_or_they_are_not),
        TEST(overlap_sees_through_articles_and_endings),
        TEST(any_standard_with_a_character_changed_is_checked_without_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
