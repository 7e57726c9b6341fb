/* Differences in words: every sentence is whole in both languages, and who is concerned is counted
 * as one would by hand. */
#include "report/diff.h"

#include "base/os.h"
#include "standard/read.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 1 << 30);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static const struct standard *read_file(const char *path)
{
    struct standard *s = arena_new(&arena, struct standard);
    struct diags d;
    struct err e;
    str source;
    diags_init(&d, &arena);
    assert_true(
        os_read_file(&source, &arena, str_fmt(&arena, "%s/%s", TEST_ROOT, path), 1 << 20, &e));
    assert_true(standard_read(s, &arena, S("test"), source, &d));
    return s;
}

/* Two standards that have nothing to do with each other differ in nearly every way. */
static void every_sentence_is_whole_in_both_languages(void **state)
{
    (void)state;
    const struct standard *files[] = {
        read_file("tests/standards/good/small.yaml"), read_file("tests/api/sales.yaml"),
        read_file("tests/api/sales-2.yaml"), read_file("standards/enterprise.yaml"),
        read_file("standards/renewal.yaml")};
    bool seen[DIFF_CODE_COUNT] = {0};
    for (i64 i = 0; i < LENGTH(files) * LENGTH(files); i++) {
        struct diff d;
        standard_diff(&d, &arena, files[i / LENGTH(files)], files[i % LENGTH(files)]);
        for (i64 k = 0; k < d.rows.n; k++) {
            seen[d.rows.v[k].code] = true;
            str en = diff_sentence(&arena, LANG_EN, &d, &d.rows.v[k]);
            str fr = diff_sentence(&arena, LANG_FR, &d, &d.rows.v[k]);
            assert_true(en.n > 10 && fr.n > 10 && !str_eq(en, fr));
            assert_true(str_find_char(en, '{') < 0 && str_find_char(fr, '{') < 0);
            assert_true(str_find(en, S("()")) < 0 && str_find(en, S("“”")) < 0);
        }
    }
    i64 codes = 0;
    for (i64 i = 0; i < DIFF_CODE_COUNT; i++)
        codes += seen[i];
    assert_true(codes > 25);
}

static void who_is_concerned_is_counted_once(void **state)
{
    (void)state;
    const struct standard *s = read_file("tests/api/sales.yaml");
    struct diff d;
    struct rng rng = rng_from(1);
    struct diff_deal deals[200];
    standard_diff(&d, &arena, s, s);
    for (i32 round = 0; round < 50; round++) {
        struct diff_report r = {&d, deals, rng_below(&rng, 200)};
        for (i64 i = 0; i < r.deal_count; i++)
            deals[i] =
                (struct diff_deal){(i32)rng_below(&rng, s->stages.n), 1 + (u32)rng_below(&rng, 20)};
        for (i32 stage = -1; stage < s->stages.n; stage++) {
            bool is[32] = {0};
            i64 n = 0, owners = 0;
            for (i64 i = 0; i < r.deal_count; i++)
                if (stage < 0 || deals[i].stage <= stage) {
                    n++;
                    owners += !is[deals[i].owner];
                    is[deals[i].owner] = true;
                }
            struct diff_reach reach = diff_reach(&r, arena, stage);
            assert_int_equal(reach.deals, n);
            assert_int_equal(reach.sellers, owners);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sentence_is_whole_in_both_languages),
        cmocka_unit_test(who_is_concerned_is_counted_once),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
