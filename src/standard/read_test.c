/* From a file to struct standard: that every key arrives where it belongs. */
#include "standard/read.h"

#include "base/os.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;
static struct diags diags;
static struct standard standard;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 1 << 26);
    diags_init(&diags, &arena);
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
    struct err e;
    str source, full = str_fmt(&arena, "%s/%s", TEST_ROOT, path);
    assert_true(os_read_file(&source, &arena, full, STANDARD_BYTES_MAX, &e));
    bool sound = standard_read(&standard, &arena, full, source, &diags);
    for (i64 i = 0; i < diags.list.n; i++)
        print_message("%d:%d %.*s\n", diags.list.v[i].at.line, diags.list.v[i].at.column,
                      STR_ARG(diags.list.v[i].message));
    assert_true(sound);
    return &standard;
}

static void assert_str(str s, const char *expected)
{
    assert_string_equal(str_zero_ended(&arena, s), expected);
}

static void the_head_and_the_calendar_arrive(void **state)
{
    (void)state;
    const struct standard *s = read_file("tests/standards/good/small.yaml");
    assert_str(s->process, "small");
    assert_int_equal(s->version, 2);
    assert_str(words_in(&s->title, S("fr")), "Petit");
    assert_str(words_in(&s->about, S("fr")), "Every key of the format, once.");
    assert_int_equal(s->discipline, DISCIPLINE_DYNAMIC);
    assert_str(s->currency, "EUR");
    assert_true(s->calendar.known);
    assert_str(s->calendar.zone, "Europe/Paris");
    assert_int_equal(s->calendar.days, 0x1F);
    assert_int_equal(s->calendar.from_minute, 540);
    assert_int_equal(s->calendar.to_minute, 1080);
    assert_int_equal(s->calendar.holidays.n, 2);
    assert_int_equal(s->calendar.holidays.v[1],
                     date_to_days((struct date){.year = 2027, .month = 1, .day = 1}));
}

static void milestones_know_their_stage_and_stages_their_milestones(void **state)
{
    (void)state;
    const struct standard *s = read_file("tests/standards/good/small.yaml");
    assert_int_equal(s->stages.n, 4);
    assert_int_equal(s->milestones.n, 4);
    for (i64 i = 0; i < s->stages.n; i++)
        for (i64 k = 0; k < s->stages.v[i].milestone_count; k++)
            assert_int_equal(s->milestones.v[s->stages.v[i].milestone_first + k].stage, i);
    const struct stage *cost = &s->stages.v[1];
    assert_str(s->departments.v[cost->department.index].id, "sales");
    assert_int_equal(cost->contributors.v[0].index, 0);
    assert_int_equal(cost->expected.days, 10);
    assert_int_equal(cost->limit.days, 42);
    assert_true(s->stages.v[2].commit && !cost->commit);
    const struct milestone *m = &s->milestones.v[cost->milestone_first];
    assert_str(m->id, "cost-agreed");
    assert_int_equal(m->grade, GRADE_REQUIRED);
    assert_int_equal(m->evidence, 1u << EVIDENCE_MAIL);
    assert_int_equal(m->confirmer, CONFIRMER_MANAGER);
    assert_str(s->fields.v[m->needs.v[0].index].id, "cost");
    assert_int_equal(m->after.v[0].index, 0);
    assert_str(s->personas.v[m->persona.index].id, "buyer");
    assert_str(m->when, "amount >= 50000 and plan = scale");
    assert_int_equal(m->when_at.column, 15);
    assert_int_equal(m->lapse.days, 90);
}

static void what_surrounds_the_stages_arrives(void **state)
{
    (void)state;
    const struct standard *s = read_file("tests/standards/good/small.yaml");
    assert_int_equal(s->moves.forward, MOVE_ANY);
    assert_false(s->moves.backward);
    assert_int_equal(s->moves.also.v[0].to.index, 0);
    assert_str(words_in(&s->fields.v[2].choices.v[1].title, S("fr")), "Échelle");
    assert_int_equal(s->fields.v[1].known_from.index, 1);
    assert_int_equal(s->fields.v[0].known_from.index, -1);
    assert_int_equal(s->plays.v[0].milestone.index, 1);
    assert_str(s->plays.v[0].files.v[0], "cost-sheet.xlsx");
    const struct handoff *h = &s->handoffs.v[0];
    assert_int_equal(h->stage.index, 1);
    assert_true(h->accept_within.working);
    assert_int_equal(h->accept_within.ms, 4 * MS_PER_HOUR);
    assert_int_equal(h->accept_within.days, 0);
    assert_int_equal(h->touch_within.days, 1);
    assert_str(h->return_reasons.v[0].id, "too-small");
    assert_int_equal(s->outcomes.v[1].outcome, OUTCOME_LOST);
    assert_true(s->outcomes.v[1].reason_required && s->outcomes.v[1].competitor_asked);
    assert_int_equal(s->outcomes.v[1].lanes, 3);
    assert_str(s->outcomes.v[2].reasons.v[1].meaning, "indecision");
    assert_true(s->indicators.v[0].target.known && !s->indicators.v[0].target.at_most);
    assert_true(s->indicators.v[0].target.value == 0.25);
    assert_int_equal(s->indicators.v[0].horizon_days, 90);
    assert_true(s->indicators.v[1].target.at_most);
    assert_int_equal(s->indicators.v[1].target.unit, TARGET_DAYS);
    assert_int_equal(s->indicators.v[2].handoff.index, 0);
    assert_int_equal(s->review.every.days, 91);
    assert_int_equal(s->review.departments.n, 3);
    assert_int_equal(s->training.valid.days, 365);
    assert_int_equal(s->waivers.grantor, CONFIRMER_MANAGER);
}

static void changes_keep_renamed_dropped_and_split_ids(void **state)
{
    (void)state;
    const struct changes *c = &read_file("tests/standards/good/small.yaml")->changes;
    assert_true(c->known);
    assert_int_equal(c->from_version, 1);
    assert_int_equal(c->stages.n, 4);
    assert_int_equal(c->stages.v[0].index, 0);
    assert_int_equal(c->stages.v[1].to.n, 0);
    assert_str(c->stages.v[2].from, "proposal");
    assert_str(c->stages.v[2].when, "amount >= 50000");
    assert_str(c->stages.v[3].from, "proposal");
    assert_int_equal(c->stages.v[3].when.n, 0);
    assert_int_equal(c->stages.v[3].index, 2);
    assert_int_equal(c->added.v[0].policy, NEW_CATCH_UP);
    assert_int_equal(c->added.v[1].policy, NEW_GRANDFATHERED);
    assert_int_equal(c->catch_up_within.days, 14);
}

static void what_is_left_out_has_its_stated_default(void **state)
{
    (void)state;
    str source = S("etalon: 1\nprocess: p\ntitle: t\ndiscipline: informal\nowner: o\n"
                   "currency: EUR\nstages: {a: {title: A, department: d}}\n"
                   "departments: {d: D}\noutcomes: {won: {}}\n");
    assert_true(standard_read(&standard, &arena, S("x.yaml"), source, &diags));
    assert_true(standard.moves.backward);
    assert_int_equal(standard.moves.forward, MOVE_NEXT);
    assert_int_equal(standard.waivers.grantor, CONFIRMER_MANAGER);
    assert_false(standard.waivers.known || standard.calendar.known || standard.changes.known);
    assert_int_equal(standard.stages.v[0].milestone_count, 0);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(the_head_and_the_calendar_arrive),
        TEST(milestones_know_their_stage_and_stages_their_milestones),
        TEST(what_surrounds_the_stages_arrives),
        TEST(changes_keep_renamed_dropped_and_split_ids),
        TEST(what_is_left_out_has_its_stated_default),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
