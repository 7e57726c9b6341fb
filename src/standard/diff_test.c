/* Every way in which one standard can differ from another has its row, and nothing else has one:
 * small.yaml edited line by line. */
#include "standard/diff.h"

#include "base/os.h"
#include "standard/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

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

static str source_of(const char *path)
{
    struct err e;
    str source;
    assert_true(
        os_read_file(&source, &arena, str_fmt(&arena, "%s/%s", TEST_ROOT, path), 1 << 20, &e));
    return source;
}

static const struct standard *read_text(str source)
{
    struct standard *s = arena_new(&arena, struct standard);
    struct diags d;
    diags_init(&d, &arena);
    assert_true(standard_read(s, &arena, S("test"), source, &d));
    return s;
}

/* The source with `from` replaced by `to`, once. */
static str edited(str source, const char *from, const char *to)
{
    i64 at = str_find(source, str_c(from));
    assert_true(at >= 0);
    return str_fmt(&arena, "%.*s%s%.*s", STR_ARG(str_sub(source, 0, at)), to,
                   STR_ARG(str_sub(source, at + (i64)strlen(from), source.n)));
}

static struct diff diff_of(str before, str after)
{
    struct diff d;
    standard_diff(&d, &arena, read_text(before), read_text(after));
    return d;
}

static void a_standard_does_not_differ_from_itself(void **state)
{
    (void)state;
    static const char *const files[] = {"tests/standards/good/small.yaml", "tests/api/sales.yaml",
                                        "standards/enterprise.yaml", "standards/mid-market.yaml"};
    for (i64 i = 0; i < LENGTH(files); i++) {
        str source = source_of(files[i]);
        assert_int_equal(diff_of(source, source).rows.n, 0);
    }
}

static void each_edit_has_its_row_and_its_weight(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
        enum diff_code code;
        enum diff_weight weight, back; /* the same edit undone */
    } edits[] = {
        {"discipline: dynamic", "discipline: informal", DIFF_DISCIPLINE, DIFF_LIGHTER,
         DIFF_STRICTER},
        {"forward: any", "forward: next", DIFF_FORWARD, DIFF_STRICTER, DIFF_LIGHTER},
        {"backward: false", "backward: true", DIFF_BACKWARD, DIFF_LIGHTER, DIFF_STRICTER},
        {"expected: 5 days", "expected: 6 days", DIFF_STAGE_EXPECTED, DIFF_OTHER, DIFF_OTHER},
        {"age-limit: 6 weeks", "age-limit: 4 weeks", DIFF_STAGE_LIMIT, DIFF_STRICTER, DIFF_LIGHTER},
        {"grade: expected", "grade: required", DIFF_MILESTONE_GRADE, DIFF_STRICTER, DIFF_LIGHTER},
        {"evidence: [note, mail]", "evidence: [mail]", DIFF_MILESTONE_EVIDENCE, DIFF_STRICTER,
         DIFF_LIGHTER},
        {"confirmed-by: manager", "confirmed-by: peer", DIFF_MILESTONE_CONFIRMER, DIFF_LIGHTER,
         DIFF_STRICTER},
        {"needs: [cost]", "needs: [cost, plan]", DIFF_MILESTONE_NEEDS, DIFF_STRICTER, DIFF_LIGHTER},
        {"        after: [problem-named]\n", "", DIFF_MILESTONE_AFTER_NO_MORE, DIFF_LIGHTER,
         DIFF_STRICTER},
        {"        when: amount >= 50000 and plan = scale\n", "", DIFF_MILESTONE_WHEN, DIFF_STRICTER,
         DIFF_LIGHTER},
        {"lapses-after: 90 days", "lapses-after: 30 days", DIFF_MILESTONE_LAPSE, DIFF_STRICTER,
         DIFF_LIGHTER},
        {"en: The sponsor has described", "en: The sponsor has told", DIFF_MILESTONE_TITLE,
         DIFF_OTHER, DIFF_OTHER},
        {"packet: [plan, go-live]", "packet: [plan]", DIFF_HANDOFF_PACKET_NO_MORE, DIFF_LIGHTER,
         DIFF_STRICTER},
        {"accept-within: 4 working hours", "accept-within: 2 working hours", DIFF_HANDOFF_ACCEPT,
         DIFF_STRICTER, DIFF_LIGHTER},
        {"go-live: {type: date", "go-live: {type: text", DIFF_FIELD_TYPE, DIFF_OTHER, DIFF_OTHER},
        {"reason-required: true", "reason-required: false", DIFF_OUTCOME_REASON, DIFF_LIGHTER,
         DIFF_STRICTER},
        {"Ask what one lost hour costs", "Ask what one lost day costs", DIFF_PLAY_WORDS, DIFF_OTHER,
         DIFF_OTHER},
        {"target: at least 25 %", "target: at least 30 %", DIFF_INDICATOR_TARGET, DIFF_OTHER,
         DIFF_OTHER},
    };
    str source = source_of("tests/standards/good/small.yaml");
    for (i64 i = 0; i < LENGTH(edits); i++) {
        str other = edited(source, edits[i].from, edits[i].to);
        struct diff there = diff_of(source, other), back = diff_of(other, source);
        assert_int_equal(there.rows.n, 1);
        assert_int_equal(there.rows.v[0].code, edits[i].code);
        assert_int_equal(there.rows.v[0].weight, edits[i].weight);
        assert_int_equal(back.rows.n, 1);
        assert_int_equal(back.rows.v[0].weight, edits[i].back);
    }
}

static void a_question_belongs_to_the_stage_whose_leaving_it_holds_up(void **state)
{
    (void)state;
    str source = source_of("tests/api/sales.yaml");
    const struct standard *v1 =
        read_text(edited(source, "process: sales\n", "process: sales\nversion: 1\n"));
    const struct standard *v2 = read_text(source_of("tests/api/sales-2.yaml"));
    struct diff d;
    standard_diff(&d, &arena, v1, v2);
    i64 asked = 0, split = 0, stages = 0;
    for (i64 i = 0; i < d.rows.n; i++) {
        const struct diff_row *row = &d.rows.v[i];
        assert_true(i == 0 || d.rows.v[i - 1].code <= row->code);
        if (row->code == DIFF_MILESTONE_NEW) {
            asked++;
            assert_int_equal(row->stage, v2->milestones.v[row->now].stage);
        }
        split += row->code == DIFF_STAGE_SPLIT;
        stages += row->code == DIFF_STAGE_NEW;
        /* its id is new, its words are not: nobody notices */
        assert_true(row->code != DIFF_STAGE_GONE && row->code != DIFF_MILESTONE_BECOMES);
    }
    assert_int_equal(asked, 2);
    assert_int_equal(split, 2);
    assert_int_equal(stages, 1); /* the board: only some of an old stage go there */
    assert_true(d.stage_now[0] == 0 && d.stage_now[1] == 1); /* problem, cost: most to worth */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_standard_does_not_differ_from_itself),
        cmocka_unit_test(each_edit_has_its_row_and_its_weight),
        cmocka_unit_test(a_question_belongs_to_the_stage_whose_leaving_it_holds_up),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
