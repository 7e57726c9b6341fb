/* A standard changed in one place is that standard with that change: diff.h says nothing else. */
#include "standard/amend.h"

#include "base/os.h"
#include "standard/check.h"
#include "standard/diff.h"
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

static const struct standard *read_text(str source)
{
    struct standard *s = arena_new(&arena, struct standard);
    struct diags d;
    diags_init(&d, &arena);
    assert_true(standard_read(s, &arena, S("test"), source, &d));
    standard_check(s, &d);
    assert_int_equal(d.count[DIAG_ERROR], 0);
    return s;
}

static const char *const files[] = {"standards/mid-market.yaml", "standards/enterprise.yaml",
                                    "standards/self-serve.yaml", "standards/renewal.yaml",
                                    "tests/api/sales.yaml",      "tests/standards/good/small.yaml"};

static str source_of(const char *path)
{
    struct err e;
    str source;
    assert_true(
        os_read_file(&source, &arena, str_fmt(&arena, "%s/%s", TEST_ROOT, path), 1 << 20, &e));
    return source;
}

static str amended(const struct standard *s, str source, const struct amendment *c, str *id)
{
    struct buf out;
    buf_init(&out, 1 << 20);
    assert_true(standard_amend(&out, &arena, s, source, c, id));
    str text = str_dup(&arena, buf_str(&out));
    buf_release(&out);
    return text;
}

static void every_milestone_of_every_template_can_get_another_grade(void **state)
{
    (void)state;
    for (i64 f = 0; f < LENGTH(files); f++) {
        str source = source_of(files[f]), id;
        const struct standard *s = read_text(source);
        for (i32 m = 0; m < s->milestones.n; m++) {
            enum grade grade =
                s->milestones.v[m].grade == GRADE_EXPECTED ? GRADE_HELPFUL : GRADE_EXPECTED;
            struct amendment c = {.milestone = m,
                                  .stage = -1,
                                  .grade = grade,
                                  .why = S("It \"held up\" deals"),
                                  .evidence = S("12 objections")};
            const struct standard *after = read_text(amended(s, source, &c, &id));
            struct diff d;
            standard_diff(&d, &arena, s, after);
            assert_int_equal(d.rows.n, 1);
            assert_int_equal(d.rows.v[0].code, DIFF_MILESTONE_GRADE);
            assert_int_equal(d.rows.v[0].now, m);
            assert_true(after->changes.known && !id.n);
            assert_true(str_eq(words_in(&after->changes.why, S("en")), c.why));
        }
    }
}

static void every_stage_of_every_template_can_ask_one_thing_more(void **state)
{
    (void)state;
    for (i64 f = 0; f < LENGTH(files); f++) {
        str source = source_of(files[f]), id;
        const struct standard *s = read_text(source);
        for (i32 k = 0; k < s->stages.n; k++) {
            struct amendment c = {.milestone = -1,
                                  .stage = k,
                                  .grade = GRADE_EXPECTED,
                                  .title = S("The buyer's second \"contact\" has answered"),
                                  .why = S("It goes with winning")};
            if (!s->stages.v[k].milestone_count)
                continue;
            const struct standard *after = read_text(amended(s, source, &c, &id));
            struct diff d;
            standard_diff(&d, &arena, s, after);
            assert_int_equal(d.rows.n, 1);
            assert_int_equal(d.rows.v[0].code, DIFF_MILESTONE_NEW);
            assert_int_equal(d.rows.v[0].stage, k);
            assert_true(str_eq(after->milestones.v[d.rows.v[0].now].id, id));
            assert_int_equal(after->changes.added.n, 1);
        }
    }
}

static void a_stage_that_asks_nothing_can_ask_one_thing(void **state)
{
    (void)state;
    static const char text[] =
        "etalon: 1\nprocess: t\ntitle: T\ndiscipline: informal\nowner: O\ncurrency: EUR\n"
        "departments: {s: S}\nstages:\n  a:\n    # the first\n    title: Buyer has asked\n"
        "    department: s\n  b: {title: Buyer has signed, department: s, commit: true}\n"
        "outcomes: {won: {title: W}, lost: {title: L}, no-decision: {title: N}}\n";
    str source = str_c(text), id;
    const struct standard *s = read_text(source);
    struct amendment c = {.milestone = -1,
                          .stage = 0,
                          .grade = GRADE_EXPECTED,
                          .title = S("Buyer has answered"),
                          .why = S("So")};
    const struct standard *after = read_text(amended(s, source, &c, &id));
    assert_int_equal(after->stages.v[0].milestone_count, 1);
    assert_true(str_eq(after->milestones.v[0].id, S("buyer-has-answered")));
    /* all on one line: the place cannot be found, and that is said */
    struct buf out;
    buf_init(&out, 1 << 16);
    c.stage = 1;
    assert_false(standard_amend(&out, &arena, s, source, &c, &id));
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_milestone_of_every_template_can_get_another_grade),
        cmocka_unit_test(every_stage_of_every_template_can_ask_one_thing_more),
        cmocka_unit_test(a_stage_that_asks_nothing_can_ask_one_thing),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
