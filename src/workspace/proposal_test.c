/* A proposal is the fold of its events, its tables are what the events say; a trial deals versions
 * out as its stored probabilities say, the same after the machine was off. */
#include "workspace/propose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/os.h"
#include "base/simulated.h"
#include "revise/effect.h"
#include "workspace/verify.h"

static struct arena arena;
static struct simulated sim;
static struct workspace *w;
static str before_text, next_text;
static const char path[] = "acme.etalon";

static void open_again(void)
{
    const struct workspace_options o = {.create = true, .no_thread = true};
    struct err e;
    workspace_close(w);
    if (!workspace_open(&w, &sim.platform, path, &o, &e))
        fail_msg("%s", e.text);
}

static str read_file(const char *name)
{
    struct err e;
    str text;
    assert_true(os_read_file(&text, &arena, str_fmt(&arena, "%s/tests/api/%s", TEST_ROOT, name),
                             1 << 20, &e));
    return text;
}

static struct answer ask(struct intent intent)
{
    struct request r = {.intent = intent};
    r.intent.expected = REVISION_ANY;
    if (!r.intent.act.actor)
        r.intent.act.actor = 1;
    workspace_do(w, &r);
    return r.answer;
}

static struct answer propose(struct proposal_act act)
{
    return ask((struct intent){.kind = INTENT_PROPOSAL, .proposal = &act});
}

static void begin(void)
{
    arena_init(&arena, 1ll << 32);
    simulated_init(&sim, 3);
    sqlite3_randomness(0, NULL);
    before_text = read_file("sales.yaml");
    next_text = read_file("sales-2.yaml");
    w = NULL;
    open_again();
    for (i32 i = 0; i < 5; i++)
        ask((struct intent){.kind = INTENT_PERSON, .text = S("Somebody")});
    assert_int_equal(ask((struct intent){.kind = INTENT_PUBLISH, .text = before_text}).status,
                     ANSWER_ACCEPTED);
}

static void end(void)
{
    workspace_close(w);
    w = NULL;
    simulated_release(&sim);
    arena_release(&arena);
}

static i64 verify(void)
{
    struct verified v;
    struct err e;
    workspace_close(w);
    w = NULL;
    assert_true(workspace_verify_file(&sim.platform, path, &arena, &v, &e));
    for (i64 i = 0; i < v.problems.n; i++)
        print_message("%.*s\n", STR_ARG(v.problems.v[i]));
    open_again();
    return v.problem_count;
}

static struct proposal read_proposal(i64 number)
{
    struct reader *r;
    struct err e;
    struct proposal p;
    assert_true(reader_open(&r, w, &e));
    assert_true(reader_proposal(r, &arena, number, &p));
    reader_close(r);
    return p;
}

static i64 trial(enum trial_unit unit)
{
    struct answer a = propose((struct proposal_act){
        .kind = KIND_PROPOSAL_SAID, .text = S("{\"title\":\"The board\"}"), .draft = next_text});
    assert_int_equal(a.status, ANSWER_ACCEPTED);
    i64 number = a.deal;
    static const char *const departments[] = {"sales", "marketing", "success"};
    for (i32 i = 0; i < 3; i++)
        assert_int_equal(propose((struct proposal_act){.kind = KIND_PROPOSAL_APPROVED,
                                                       .number = number,
                                                       .subject = 1,
                                                       .text = str_c(departments[i])})
                             .status,
                         ANSWER_ACCEPTED);
    assert_int_equal(propose((struct proposal_act){.kind = KIND_PROPOSAL_PUBLISHED,
                                                   .number = number,
                                                   .subject = WAY_TRIAL,
                                                   .unit = unit,
                                                   .planned = 100})
                         .status,
                     ANSWER_ACCEPTED);
    return number;
}

static void open_deals(i32 n)
{
    for (i32 i = 0; i < n; i++) {
        struct intent c = {.kind = INTENT_ACT, .edition = i % 3};
        c.act.kind = EVENT_OPENED;
        c.act.actor = 1 + (u32)i % 4;
        sim.now_ms += 60000;
        assert_int_equal(ask(c).status, ANSWER_ACCEPTED);
        if (i % 7 == 0)
            open_again(); /* the machine was off: the trial goes on */
    }
}

static i64 rows_of(struct effect_deal **out, i64 proposal)
{
    struct reader *r;
    struct err e;
    assert_true(reader_open(&r, w, &e));
    i64 n = reader_effect_deals(r, &arena, 2, 1, proposal, 90, out);
    reader_close(r);
    return n;
}

static void a_trial_of_deals_keeps_each_seller_alike(void **state)
{
    (void)state;
    begin();
    i64 number = trial(TRIAL_DEALS);
    open_deals(200);
    struct effect_deal *v;
    assert_int_equal(rows_of(&v, number), 200);
    i64 now[8] = {0}, all[8] = {0}, last = 0;
    for (i64 i = 0; i < 200; i++) {
        assert_true(v[i].chance > .3 && v[i].chance < .7 && v[i].order > last);
        last = v[i].order;
        all[v[i].seller]++;
        now[v[i].seller] += v[i].now;
    }
    for (i32 s = 1; s <= 4; s++) {
        assert_int_equal(all[s], 50);
        assert_true(now[s] >= 19 && now[s] <= 31);
    }
    assert_int_equal(verify(), 0);
    end();
}

static void a_trial_of_sellers_gives_each_one_version(void **state)
{
    (void)state;
    begin();
    i64 number = trial(TRIAL_SELLERS);
    open_deals(80);
    struct effect_deal *v;
    assert_int_equal(rows_of(&v, number), 80);
    i32 of[8] = {0};
    for (i64 i = 0; i < 80; i++) {
        i32 is = v[i].now ? 2 : 1;
        assert_true(of[v[i].seller] == 0 || of[v[i].seller] == is);
        of[v[i].seller] = is;
    }
    assert_int_equal(verify(), 0);
    end();
}

static void an_edit_asks_for_approval_again(void **state)
{
    (void)state;
    begin();
    i64 number = propose((struct proposal_act){.kind = KIND_PROPOSAL_SAID,
                                               .text = S("{\"title\":\"One\"}"),
                                               .draft = next_text})
                     .deal;
    propose((struct proposal_act){
        .kind = KIND_PROPOSAL_APPROVED, .number = number, .subject = 1, .text = S("sales")});
    struct proposal p = read_proposal(number);
    assert_true(p.approvals.n == 1 && p.approvals.v[0].current);
    str hash = str_dup(&arena, str_c(p.hash));
    propose((struct proposal_act){
        .kind = KIND_PROPOSAL_SAID, .number = number, .text = S("{\"title\":\"Two\"}")});
    p = read_proposal(number);
    assert_false(p.approvals.v[0].current);
    assert_true(str_eq(p.draft, next_text)); /* not sent again: as it was */
    propose((struct proposal_act){
        .kind = KIND_PROPOSAL_SAID, .number = number, .text = S("{\"title\":\"One\"}")});
    p = read_proposal(number); /* back to the very bytes that were approved */
    assert_true(p.approvals.v[0].current && str_eq(hash, str_c(p.hash)));
    assert_int_equal(propose((struct proposal_act){.kind = KIND_VERDICT, .number = number}).status,
                     ANSWER_CONFLICT);
    assert_int_equal(
        propose((struct proposal_act){.kind = KIND_PROPOSAL_COMMENT, .number = 99}).status,
        ANSWER_MISSING);
    assert_int_equal(verify(), 0);
    end();
}

static void a_reversal_gives_new_deals_the_version_before(void **state)
{
    (void)state;
    begin();
    i64 number = trial(TRIAL_DEALS);
    open_deals(20);
    assert_int_equal(propose((struct proposal_act){.kind = KIND_VERDICT,
                                                   .number = number,
                                                   .subject = VERDICT_REVERT,
                                                   .text = S("{\"why\":\"no\"}")})
                         .status,
                     ANSWER_ACCEPTED);
    assert_true(workspace_reverted(w, 2) && !workspace_on_trial(w, 2));
    open_again();
    assert_true(workspace_reverted(w, 2));
    struct effect_deal *v;
    open_deals(20);
    i64 n = rows_of(&v, number), assigned = 0;
    for (i64 i = 0; i < n; i++)
        assigned += v[i].order >= 0;
    assert_int_equal(n, 40);
    assert_int_equal(assigned, 20);
    for (i64 i = 20; i < 40; i++)
        assert_false(v[i].now);
    assert_int_equal(verify(), 0);
    end();
}

/* Somebody at the file itself. */
static void tamper(const char *sql)
{
    struct storage_engine *engine = NULL;
    struct storage *db = NULL;
    struct err e;
    const char *const statements[] = {sql};
    struct storage_options o = {.mode = STORAGE_WRITE, .sql = statements, .sql_count = 1};
    workspace_close(w);
    w = NULL;
    assert_true(storage_engine_open(&engine, &arena, &sim.platform, &e));
    assert_true(storage_open(&db, engine, path, &o, &e));
    assert_true(storage_begin(db));
    statement_run(storage_use(db, 0));
    assert_true(storage_commit(db, &e));
    storage_close(db);
    storage_engine_close(engine);
    open_again();
}

static void verify_sees_what_was_changed_behind_the_events(void **state)
{
    (void)state;
    static const char *const sqls[] = {
        "UPDATE assignment SET now = 1 - now WHERE deal = (SELECT min(deal) FROM assignment)",
        "UPDATE assignment SET per_mille = 500 + per_mille % 7 + 1",
        "DELETE FROM assignment WHERE deal = (SELECT max(deal) FROM assignment)",
        "DELETE FROM proposal_event WHERE sequence = (SELECT max(sequence) FROM proposal_event)",
        "UPDATE proposal_event SET proposal = 9 WHERE sequence = "
        "(SELECT min(sequence) FROM proposal_event)",
    };
    for (i64 i = 0; i < LENGTH(sqls); i++) {
        begin();
        trial(TRIAL_DEALS);
        open_deals(10);
        tamper(sqls[i]);
        assert_true(verify() > 0);
        end();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_trial_of_deals_keeps_each_seller_alike),
        cmocka_unit_test(a_trial_of_sellers_gives_each_one_version),
        cmocka_unit_test(an_edit_asks_for_approval_again),
        cmocka_unit_test(a_reversal_gives_new_deals_the_version_before),
        cmocka_unit_test(verify_sees_what_was_changed_behind_the_events),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
