/* Deals in flight go to the next edition and come back: all that were to go went once, whatever
 * was killed meanwhile; what came back is what it was; every table is what the events say. */
#include "workspace/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/os.h"
#include "workspace/company_test.h"
#include "workspace/reader.h"
#include "workspace/store.h"

static struct arena arena;
static struct simulated sim;
static struct company company;
static struct workspace *w;
static str next_text;
static const char path[] = "acme.etalon";

static void open_again(void)
{
    const struct workspace_options o = {
        .create = true, .no_thread = true, .cache_deals = 8, .log_pages = 64, .move_max = 32};
    struct err e;
    workspace_close(w);
    if (!workspace_open(&w, &sim.platform, path, &o, &e))
        fail_msg("%s", e.text);
}

static str in_utc(str text)
{
    i64 at = str_find(text, S("Europe/Paris"));
    assert_true(at > 0);
    return str_fmt(&arena, "%.*sUTC%.*s", (int)at, text.p, (int)(text.n - at - 12),
                   text.p + at + 12);
}

static void begin(u64 seed)
{
    struct err e;
    str text;
    arena_init(&arena, 1ll << 33);
    simulated_init(&sim, seed);
    sqlite3_randomness(0, NULL);
    company_init(&company, &arena, seed);
    assert_true(os_read_file(&text, &arena, S(TEST_ROOT "/tests/standards/good/small-next.yaml"),
                             1 << 20, &e));
    next_text = in_utc(text);
    w = NULL;
    open_again();
    company_begin(&company, w);
}

static void end(void)
{
    workspace_close(w);
    w = NULL;
    simulated_release(&sim);
    arena_release(&arena);
}

static void work(i32 acts)
{
    for (i32 i = 0; i < acts; i++)
        company_do(&company, w, sim.now_ms += 3600000);
}

static i64 act(i64 deal, enum event_kind kind, i64 subject, i64 value)
{
    struct request r = {.intent = {.kind = INTENT_ACT, .deal = deal, .expected = REVISION_ANY}};
    r.intent.act =
        (struct deal_event){.kind = (u8)kind, .subject = (u16)subject, .value = value, .actor = 1};
    workspace_do(w, &r);
    assert_int_equal(r.answer.status, ANSWER_ACCEPTED);
    return r.answer.deal;
}

/* Deals in the stage that the next version splits. */
static void stand_in_cost(i32 n)
{
    for (i32 i = 0; i < n; i++) {
        i64 deal = act(0, EVENT_OPENED, 0, 0);
        act(deal, EVENT_FIELD_SET, 2, i % 2);     /* plan */
        act(deal, EVENT_FIELD_SET, 3, 20000 + i); /* go-live */
        if (i % 3)
            act(deal, EVENT_FIELD_SET, 0, 100 * i); /* amount */
        act(deal, EVENT_STAGE_ENTERED, 1, 0);
        company.deal[company.deals++] = deal;
    }
}

static enum answer_status ask(enum intent_kind kind, i64 value, str text)
{
    struct request r = {.intent = {.kind = kind, .text = text, .expected = REVISION_ANY}};
    r.intent.act.value = value;
    r.intent.act.actor = 1;
    workspace_do(w, &r);
    return r.answer.status;
}

/* Publishes the next version for all, and waits until they went. */
static void publish_all(void)
{
    assert_int_equal(ask(INTENT_PUBLISH, 1, next_text), ANSWER_ACCEPTED);
    while (workspace_step(w))
        continue;
}

static void assert_sound(void)
{
    struct verified v;
    struct err e;
    workspace_close(w);
    w = NULL;
    if (!workspace_verify_file(&sim.platform, path, &arena, &v, &e))
        fail_msg("%s", e.text);
    if (v.problem_count)
        fail_msg("%lld problems, first: %s", (long long)v.problem_count, v.problems.v[0].p);
    open_again();
}

struct seen {
    i64 revision;
    struct deal_state state;
};

static struct seen *look(void)
{
    struct reader *reader;
    struct err e;
    struct seen *all = arena_array(&arena, struct seen, COMPANY_DEALS);
    assert_true(reader_open(&reader, w, &e));
    for (i64 i = 0; i < company.deals; i++)
        all[i].revision = reader_state(reader, company.deal[i], &all[i].state);
    reader_close(reader);
    return all;
}

static void assert_same_deal(const struct deal_state *a, const struct deal_state *b)
{
    assert_memory_equal(a, b, offsetof(struct deal_state, fresh_ms));
    for (i32 m = 0; m < STANDARD_MILESTONES_MAX; m++) {
        struct milestone_row x = milestone_row(a, m), y = milestone_row(b, m);
        assert_true(x.there == y.there && x.reached == y.reached &&
                    x.ever_reached == y.ever_reached);
        assert_memory_equal(&x.confirmed, &y.confirmed,
                            sizeof x - offsetof(struct milestone_row, confirmed));
    }
    struct field_set set = a->set;
    for (i32 f; (f = field_set_take(&set)) >= 0;)
        assert_int_equal(a->value[f], b->value[f]);
}

static bool in_flight(const struct deal_state *s)
{
    return carry_in_flight(workspace_rules(w, s->version), s);
}

static void all_in_flight_go_and_come_back_as_they_were(void **state)
{
    (void)state;
    begin(41);
    work(900);
    stand_in_cost(40);
    struct seen *before = look();
    publish_all();
    struct seen *after = look();
    i64 went = 0, large = 0;
    for (i64 i = 0; i < company.deals; i++) {
        if (!in_flight(&before[i].state)) {
            assert_int_equal(after[i].revision, before[i].revision);
            continue;
        }
        struct deal_state expected = before[i].state;
        i32 stage;
        const struct carry *c = workspace_carry(w, 2);
        assert_int_equal(carry_plan(c, &expected, sim.now_ms, &stage), CARRY_FINE);
        struct deal_event e = {
            .kind = EVENT_MIGRATED, .subject = (u16)stage, .value = 2, .occurred_ms = sim.now_ms};
        deal_carry(c, &expected, &e);
        assert_same_deal(&expected, &after[i].state);
        went++;
        large += stage == 2;
    }
    assert_true(went > 20 && large > 0);
    assert_sound();
    assert_int_equal(ask(INTENT_UNDO, 2, (str){0}), ANSWER_ACCEPTED);
    while (workspace_step(w))
        continue;
    struct seen *back = look();
    for (i64 i = 0; i < company.deals; i++)
        assert_same_deal(&before[i].state, &back[i].state);
    assert_sound();
    /* and again, after a kill */
    open_again();
    assert_int_equal(ask(INTENT_MIGRATE, 2, (str){0}), ANSWER_ACCEPTED);
    assert_int_equal(ask(INTENT_MIGRATE, 2, (str){0}), ANSWER_CONFLICT); /* one at a time */
    while (workspace_step(w))
        continue;
    struct seen *again = look();
    for (i64 i = 0; i < company.deals; i++)
        assert_int_equal(again[i].state.version, in_flight(&before[i].state) ? 2 : 1);
    assert_sound();
    end();
}

/* Acts before, meanwhile and since; restarts at any moment; back and forth. */
static void whatever_happens_meanwhile_the_tables_are_what_the_events_say(void **state)
{
    (void)state;
    i64 restored = 0, stayed = 0;
    for (u64 seed = 1; seed <= 6; seed++) {
        begin(seed);
        work(300);
        stand_in_cost(20);
        assert_int_equal(ask(INTENT_PUBLISH, 1, next_text), ANSWER_ACCEPTED);
        for (i32 round = 0; round < 4; round++) {
            for (i32 i = 0; i < 40; i++) {
                work((i32)rng_below(&company.rng, 4));
                workspace_step(w);
                if (rng_below(&company.rng, 12) == 0)
                    open_again();
            }
            while (workspace_step(w))
                continue;
            work(60);
            assert_sound();
            struct seen *before = look();
            assert_int_equal(ask(round % 2 ? INTENT_MIGRATE : INTENT_UNDO, 2, (str){0}),
                             ANSWER_ACCEPTED);
            while (workspace_step(w))
                continue;
            struct seen *after = look();
            for (i64 i = 0; round % 2 == 0 && i < company.deals; i++) {
                bool was = before[i].state.version == 2 && before[i].state.outcome <= OUTCOME_WON;
                restored += was && after[i].state.version == 1;
                stayed += was && after[i].state.version == 2;
            }
            assert_sound();
        }
        end();
    }
    assert_true(restored > 50 && stayed > 5);
}

static void a_stage_that_is_occupied_has_a_place_to_go_or_nothing_happens(void **state)
{
    (void)state;
    struct workspace_head head;
    struct request r = {.intent = {.kind = INTENT_PUBLISH, .act = {.value = 1, .actor = 1}}};
    begin(5);
    work(300);
    stand_in_cost(3);
    i64 at =
        str_find(next_text, S("      - {when: amount >= 2, to: large}\n      - {to: worth}\n"));
    assert_true(at > 0);
    i64 line = str_find(next_text, S("    cost:\n      - {when"));
    r.intent.text = str_fmt(&arena, "%.*s    cost: dropped\n%s", (int)line, next_text.p,
                            next_text.p + at +
                                str_c("      - {when: amount >= 2, to: large}\n"
                                      "      - {to: worth}\n")
                                    .n);
    head = workspace_head(w);
    workspace_do(w, &r);
    assert_int_equal(r.answer.status, ANSWER_INVALID);
    assert_int_equal(workspace_head(w).sequence, head.sequence);
    r.intent.act.value = 0; /* for new deals only, it does not matter */
    workspace_do(w, &r);
    assert_int_equal(r.answer.status, ANSWER_ACCEPTED);
    assert_int_equal(ask(INTENT_MIGRATE, 2, (str){0}), ANSWER_INVALID);
    assert_int_equal(ask(INTENT_MIGRATE, 7, (str){0}), ANSWER_MISSING);
    assert_int_equal(ask(INTENT_UNDO, 2, (str){0}), ANSWER_CONFLICT); /* nothing went there */
    assert_sound();
    end();
}

static void an_id_that_is_gone_without_a_word_is_refused(void **state)
{
    (void)state;
    begin(6);
    i64 at = str_find(next_text, S("    problem-named: example-told\n"));
    str text = str_fmt(&arena, "%.*s%s", (int)at, next_text.p, next_text.p + at + 32);
    assert_int_equal(ask(INTENT_PUBLISH, 0, text), ANSWER_INVALID);
    assert_int_equal(workspace_editions(w), 1);
    end();
}

/* The power goes off at any step of a migration, or of its undoing: opened again it goes on, and
 * each deal went (or came back) exactly once, as it was to be, or is what it was. A process that is
 * killed there leaves what SURVIVE_ALL leaves. */
struct way {
    enum intent_kind kind;
    i64 event;                   /* what a deal gets of it, once */
    i32 arrives;                 /* its edition then */
    const struct seen *was, *is; /* before and after it */
    const struct seen *unmoved;  /* who was in flight when it all began */
};

/* Whether this deal went. */
static bool check_deal(struct reader *reader, const struct way *way, i64 i)
{
    enum { MOST = 600 };
    struct deal_state s;
    struct event_row *rows = arena_array(&arena, struct event_row, MOST);
    i64 n = reader_timeline(reader, &arena, company.deal[i], 0, MOST, rows), times = 0;
    for (i64 k = 0; k < n; k++)
        times += rows[k].event.kind == way->event;
    assert_true(reader_state(reader, company.deal[i], &s) > 0);
    assert_true(times <= 1 && times == (s.version == way->arrives));
    assert_same_deal(times ? &way->is[i].state : &way->was[i].state, &s);
    return times;
}

static void check_found(struct simulated *found, const struct way *way, bool acknowledged)
{
    struct workspace_options o = {
        .create = true, .no_thread = true, .cache_deals = 8, .move_max = 32};
    struct workspace *v;
    struct err e;
    struct verified verified;
    struct reader *reader;
    i64 mark = arena_mark(&arena), moved = 0, all = 0;
    if (!workspace_open(&v, &found->platform, path, &o, &e))
        fail_msg("it does not open: %s", e.text);
    while (workspace_step(v))
        continue;
    assert_true(reader_open(&reader, v, &e));
    for (i64 i = 0; i < company.deals; i++) {
        if (!in_flight(&way->unmoved[i].state))
            continue;
        moved += check_deal(reader, way, i);
        all++;
    }
    assert_true(moved == 0 || moved == all); /* not begun, or complete */
    if (acknowledged)
        assert_int_equal(moved, all);
    reader_close(reader);
    workspace_close(v);
    assert_true(workspace_verify_file(&found->platform, path, &arena, &verified, &e));
    if (verified.problem_count)
        fail_msg("%s", verified.problems.v[0].p);
    arena_rewind(&arena, mark);
}

static i64 cut_everywhere(const struct way *way, const struct simulated_disk *base)
{
    struct simulated_cut cut;
    struct simulated found;
    i64 cuts = 0;
    simulated_init(&found, 78);
    simulated_cut_init(&cut, &sim, base);
    do
        for (i32 how = 0; how < SURVIVAL_COUNT; how++) {
            simulated_cut_here(&cut, (enum simulated_survival)how, &found);
            found.now_ms = sim.now_ms;
            check_found(&found, way, cut.marked >= 1);
            cuts++;
        }
    while (simulated_cut_next(&cut));
    simulated_cut_release(&cut);
    simulated_release(&found);
    return cuts;
}

/* Does it, recorded; what became of the deals. */
static const struct seen *go(const struct way *way, struct simulated_disk *base)
{
    workspace_close(w);
    w = NULL;
    simulated_disk_copy(base, &sim.disk);
    sim.steps.n = 0;
    simulated_record(&sim);
    open_again();
    assert_int_equal(ask(way->kind, way->kind == INTENT_PUBLISH ? 1 : 2,
                         way->kind == INTENT_PUBLISH ? next_text : (str){0}),
                     ANSWER_ACCEPTED);
    simulated_mark(&sim, 1);
    while (workspace_step(w))
        continue;
    sim.recording = false;
    return look();
}

static void a_migration_and_its_undoing_cut_at_any_step_are_complete_or_not_begun(void **state)
{
    (void)state;
    struct simulated_disk base = {0};
    begin(77);
    work(500);
    stand_in_cost(60);
    const struct seen *before = look();
    struct way there = {INTENT_PUBLISH, EVENT_MIGRATED, 2, before, NULL, before};
    there.is = go(&there, &base);
    i64 cuts = cut_everywhere(&there, &base);
    struct way back = {INTENT_UNDO, KIND_DEAL_RESTORED, 1, there.is, NULL, before};
    back.is = go(&back, &base);
    for (i64 i = 0; i < company.deals; i++)
        assert_same_deal(&before[i].state, &back.is[i].state);
    i64 more = cut_everywhere(&back, &base);
    print_message("%lld cuts during a migration, %lld during its undoing\n", (long long)cuts,
                  (long long)more);
    assert_true(cuts > 100 && more > 100);
    simulated_disk_release(&base);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_in_flight_go_and_come_back_as_they_were),
        cmocka_unit_test(whatever_happens_meanwhile_the_tables_are_what_the_events_say),
        cmocka_unit_test(a_stage_that_is_occupied_has_a_place_to_go_or_nothing_happens),
        cmocka_unit_test(an_id_that_is_gone_without_a_word_is_refused),
        cmocka_unit_test(a_migration_and_its_undoing_cut_at_any_step_are_complete_or_not_begun),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
