/* An export becomes deals with their past: what was told is there, what people did since stays,
 * nothing is told twice, all of it can be taken back. */
#include "workspace/import.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/simulated.h"
#include "workspace/verify.h"

#define HEADER "id,name,stage,amount,currency,owner,created,close date,status,region\n"
#define ONE "1,Acme,Qualified,1000,EUR,Ada,2024-01-05,2024-06-01,open,North\n"
#define TWO "2,Beta,Proposal,2500,EUR,Bo,2024-01-09,2024-05-01,open,South\n"
#define THREE "3,Gamma,Proposal,900,USD,Ada,2024-01-19,2024-03-01,lost,North\n"
#define HISTORY                                                                                    \
    "Id,OpportunityId,CreatedDate,StageName,CreatedById\n"                                         \
    "h1,1,2024-01-05T00:00:00Z,Qualified,Ada\n"                                                    \
    "h2,2,2024-01-09T00:00:00Z,Qualified,Bo\nh3,2,2024-02-09T00:00:00Z,Proposal,Bo\n"              \
    "h4,3,2024-01-19T00:00:00Z,Proposal,Ada\nh5,3,2024-03-01T00:00:00Z,Closed Lost,Ada\n"

static struct arena arena;
static struct simulated sim;
static struct workspace *w;
static struct reader *r;
static struct history history;
static struct import_report report;
static struct import_job job;

static int setup(void **state)
{
    const struct workspace_options o = {.create = true, .no_thread = true, .cache_deals = 8};
    struct err e;
    (void)state;
    arena_init(&arena, 1ll << 34);
    simulated_init(&sim, 7);
    if (!workspace_open(&w, &sim.platform, "acme.etalon", &o, &e) || !reader_open(&r, w, &e))
        fail_msg("%s", e.text);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    reader_close(r);
    workspace_close(w);
    w = NULL;
    simulated_release(&sim);
    arena_release(&arena);
    return 0;
}

static bool prepare(const char *deals, const char *changes, const char *standard,
                    const char *mapping, struct err *e)
{
    struct diags d;
    struct mapping m;
    const struct import_source files[] = {{S("deals.csv"), str_c(deals), true},
                                          {S("OpportunityHistory.csv"), str_c(changes), true}};
    diags_init(&d, &arena);
    if (mapping && !mapping_read(&m, &arena, str_c(mapping), &d))
        fail_msg("%.*s", STR_ARG(d.list.v[0].message));
    struct import_options o = {.mapping = mapping ? &m : NULL, .threads = 1};
    if (!import_files(&history, &report, &arena, files, changes ? 2 : 1, &o, e))
        fail_msg("%s", e->text);
    struct import_order order = {.history = &history,
                                 .report = &report,
                                 .mapping = mapping ? &m : NULL,
                                 .standard = str_c(standard),
                                 .role = ROLE_SYSTEM};
    return import_prepare(&job, &arena, w, r, &order, &d, e);
}

static void bring(const char *deals, const char *changes)
{
    struct err e;
    if (!prepare(deals, changes, "", NULL, &e) || !import_run(&job, &e))
        fail_msg("%s", e.text);
}

static struct deal_row deal(const char *reference)
{
    struct deal_row row = {0};
    reader_deal_by_reference(r, &arena, str_c(reference), &row);
    return row;
}

static void act(i64 id, enum event_kind kind, i64 subject, i64 value)
{
    struct request q = {.intent = {.kind = INTENT_ACT,
                                   .deal = id,
                                   .expected = REVISION_ANY,
                                   .act = {.kind = (u8)kind,
                                           .subject = (u16)subject,
                                           .value = value,
                                           .actor = 1,
                                           .role = ROLE_MANAGER}}};
    workspace_do(w, &q);
    assert_int_equal(q.answer.status, ANSWER_ACCEPTED);
}

static void assert_sound(i64 deals)
{
    struct verified v;
    struct err e;
    reader_close(r);
    workspace_close(w); /* the file as it lies there */
    r = NULL;
    w = NULL;
    if (!workspace_verify_file(&sim.platform, "acme.etalon", &arena, &v, &e))
        fail_msg("%s", e.text);
    if (v.problem_count)
        fail_msg("%.*s", STR_ARG(v.problems.v[0]));
    assert_int_equal(v.deals, deals);
    const struct workspace_options o = {.no_thread = true};
    assert_true(workspace_open(&w, &sim.platform, "acme.etalon", &o, &e) && reader_open(&r, w, &e));
}

static bool take_back(struct import_undo *undone, i64 number, struct err *e)
{
    *undone = (struct import_undo){.number = number, .actor = 1, .role = ROLE_MANAGER};
    return import_take_back(undone, &arena, w, r, e);
}

static str stage_id(const struct deal_row *d)
{
    return workspace_rules(w, d->edition)->standard->stages.v[d->stage].id;
}

static void deals_come_with_their_past_and_their_people(void **state)
{
    (void)state;
    bring(HEADER ONE TWO THREE, HISTORY);
    assert_int_equal(job.became[IMPORT_CREATED], 3);
    struct deal_row two = deal("2"), three = deal("3");
    assert_string_equal(str_zero_ended(&arena, two.name), "Beta");
    assert_true(str_eq(stage_id(&two), S("proposal")));
    assert_string_equal(str_zero_ended(&arena, reader_person(r, &arena, two.owner)), "Bo");
    i64 entered;
    assert_true(time_parse(S("2024-02-09T00:00:00Z"), &entered));
    assert_int_equal(two.stage_entered_ms, entered);
    assert_int_equal(three.outcome, OUTCOME_LOST);
    assert_sound(3);
}

static void what_the_same_export_tells_is_told_once(void **state)
{
    (void)state;
    bring(HEADER ONE TWO THREE, HISTORY);
    i64 events = workspace_counts(w).events;
    bring(HEADER ONE TWO THREE, HISTORY);
    assert_int_equal(job.became[IMPORT_UNCHANGED], 3);
    assert_int_equal(workspace_counts(w).events, events + 2); /* it began and ended */
    assert_sound(3);
}

static void a_newer_export_adds_what_is_new_and_leaves_what_people_did(void **state)
{
    (void)state;
    bring(HEADER ONE TWO, HISTORY);
    i64 id = deal("1").id;
    act(id, EVENT_CLOSE_DATE_SET, NO_SUBJECT, 20000); /* here; the CRM does not hear of it */
    bring(HEADER "1,Acme,Proposal,1000,EUR,Ada,2024-01-05,2024-06-01,open,North\n" TWO
                 "4,Delta,Qualified,1,EUR,Cy,2024-04-01,2024-09-01,open,West\n",
          HISTORY "h6,1,2024-03-03T00:00:00Z,Proposal,Ada\n");
    assert_int_equal(job.became[IMPORT_CREATED], 1);
    assert_int_equal(job.became[IMPORT_UPDATED], 1);
    assert_int_equal(job.became[IMPORT_UNCHANGED], 1);
    struct deal_row one = deal("1");
    assert_int_equal(one.id, id);
    assert_true(str_eq(stage_id(&one), S("proposal")));
    assert_int_equal(one.close_day, 20000);
    assert_sound(3);
}

static void taken_back_a_deal_that_somebody_touched_is_kept_and_named(void **state)
{
    struct import_undo undone;
    struct err e;
    (void)state;
    bring(HEADER ONE TWO THREE, HISTORY);
    i64 id = deal("2").id;
    act(id, EVENT_CLOSE_DATE_SET, NO_SUBJECT, 20000);
    assert_true(take_back(&undone, job.number, &e));
    assert_int_equal(undone.taken_back, 2);
    assert_int_equal(undone.kept, 1);
    assert_int_equal(undone.kept_deals.v[0], id);
    assert_int_equal(deal("1").id, 0);
    assert_false(take_back(&undone, job.number, &e));
    assert_sound(1);
}

static void taking_back_an_update_leaves_the_deal_as_it_was(void **state)
{
    struct import_undo undone;
    struct err e;
    struct deal_state before, after;
    (void)state;
    bring(HEADER ONE TWO, HISTORY);
    i64 first = job.number, id = deal("1").id;
    assert_true(reader_state(r, id, &before) > 0);
    bring(HEADER "1,Acme,Proposal,7000,EUR,Bo,2024-01-05,2024-08-01,won,South\n" TWO, HISTORY);
    assert_int_equal(deal("1").outcome, OUTCOME_WON);
    assert_true(take_back(&undone, job.number, &e));
    assert_true(reader_state(r, id, &after) > 0);
    assert_memory_equal(&before, &after, offsetof(struct deal_state, fresh_ms));
    assert_sound(2);
    assert_true(take_back(&undone, first, &e));
    assert_int_equal(undone.taken_back, 2);
    assert_sound(0);
}

static void a_stage_without_a_place_is_asked_and_one_that_was_said_is_believed(void **state)
{
    struct err e;
    (void)state;
    static const char standard[] =
        "etalon: 1\nprocess: p\ntitle: P\ndiscipline: formal\nowner: o\ncurrency: EUR\n"
        "departments: {sales: Sales}\npersonas: {buyer: Buyer}\n"
        "stages:\n  qualified:\n    title: Qualified\n    department: sales\n"
        "    milestones:\n      budget-agreed:\n        title: Budget agreed\n"
        "        persona: buyer\n        grade: required\n"
        "  offer-read:\n    title: Offer read\n    department: sales\n    commit: true\n"
        "moves: {forward: next, backward: true}\n"
        "outcomes:\n  won: {title: Won}\n  lost: {title: Lost}\n";
    assert_false(prepare(HEADER ONE TWO THREE, HISTORY, standard, NULL, &e));
    assert_non_null(strstr(e.text, "\"Proposal\" has no place"));
    assert_non_null(strstr(e.hint, "qualified, offer-read"));
    if (!prepare(HEADER ONE TWO THREE, HISTORY, standard,
                 "etalon-map: 1\nstandard:\n  stages: {proposal: offer-read}\n", &e) ||
        !import_run(&job, &e))
        fail_msg("%s", e.text);
    assert_int_equal(job.became[IMPORT_CREATED], 3); /* formal, and nothing was refused */
    struct deal_row two = deal("2");
    assert_true(str_eq(stage_id(&two), S("offer-read")));
    assert_sound(3);
}

static void the_judge_is_asked_about_the_past_and_stays_silent(void **state)
{
    struct err e;
    (void)state;
    static const char standard[] =
        "etalon: 1\nprocess: p\ntitle: P\ndiscipline: formal\nowner: o\ncurrency: EUR\n"
        "departments: {sales: Sales}\n"
        "stages:\n  proposal: {title: Proposal, department: sales}\n"
        "  qualified: {title: Qualified, department: sales, commit: true}\n"
        "moves: {forward: next, backward: false}\n"
        "outcomes:\n  won: {title: Won}\n  lost: {title: Lost}\n";
    if (!prepare(HEADER TWO, HISTORY, standard, NULL, &e) || !import_run(&job, &e))
        fail_msg("%s", e.text);
    assert_int_equal(job.findings[SEVERITY_BLOCK], 1); /* back, which it does not allow */
    struct deal_row two = deal("2");
    assert_true(str_eq(stage_id(&two), S("proposal")));
    assert_sound(1);
}

static void an_import_that_stopped_goes_on_where_it_was(void **state)
{
    struct err e;
    (void)state;
    assert_true(prepare(HEADER ONE TWO THREE, HISTORY, "", NULL, &e));
    job.stop = 1;
    assert_false(import_run(&job, &e));
    assert_int_equal(e.code, ERR_STOPPED);
    i64 number = job.number;
    bring(HEADER ONE TWO THREE, HISTORY);
    assert_int_equal(job.number, number);
    assert_true(job.resumed);
    assert_int_equal(job.became[IMPORT_CREATED], 3); /* those of before included */
    assert_sound(3);
}

static void a_preview_tells_what_a_run_does_and_writes_nothing(void **state)
{
    struct err e;
    (void)state;
    bring(HEADER ONE TWO, HISTORY);
    i64 head = workspace_head(w).sequence;
    assert_true(prepare(HEADER ONE
                        "2,Beta,Proposal,1,EUR,Bo,2024-01-09,2024-05-01,won,South\n" THREE,
                        HISTORY, "", NULL, &e));
    assert_true(import_preview(&job, r, &e));
    assert_int_equal(workspace_head(w).sequence, head);
    i64 created = job.became[IMPORT_CREATED], updated = job.became[IMPORT_UPDATED];
    assert_true(import_run(&job, &e));
    assert_int_equal(job.became[IMPORT_CREATED], created);
    assert_int_equal(job.became[IMPORT_UPDATED], updated);
    assert_int_equal(created + updated, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(deals_come_with_their_past_and_their_people, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_the_same_export_tells_is_told_once, setup, teardown),
        cmocka_unit_test_setup_teardown(a_newer_export_adds_what_is_new_and_leaves_what_people_did,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(taken_back_a_deal_that_somebody_touched_is_kept_and_named,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(taking_back_an_update_leaves_the_deal_as_it_was, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(
            a_stage_without_a_place_is_asked_and_one_that_was_said_is_believed, setup, teardown),
        cmocka_unit_test_setup_teardown(the_judge_is_asked_about_the_past_and_stays_silent, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(an_import_that_stopped_goes_on_where_it_was, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_preview_tells_what_a_run_does_and_writes_nothing, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
