/* The event store: what is answered is there, once, in the order in which it was recorded;
 * what SQLite holds is what the events say. */
#include "workspace/workspace.h"

#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/os.h"
#include "workspace/company_test.h"
#include "workspace/memo.h"
#include "workspace/reader.h"
#include "workspace/store.h"

static struct arena arena;
static struct simulated sim;
static struct company company;
static struct workspace *w;
static const char path[] = "acme.etalon";

static void open_again(void)
{
    const struct workspace_options o = {.create = true, .no_thread = true, .cache_deals = 8};
    struct err e;
    workspace_close(w);
    if (!workspace_open(&w, &sim.platform, path, &o, &e))
        fail_msg("%s", e.text);
}

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 1ll << 32);
    simulated_init(&sim, 2026);
    company_init(&company, &arena, 2026);
    w = NULL;
    open_again();
    company_begin(&company, w);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    workspace_close(w);
    w = NULL;
    simulated_release(&sim);
    arena_release(&arena);
    return 0;
}

static struct answer act(i64 deal, i64 expected, enum event_kind kind, i64 subject, const char *key)
{
    static char body[COMPANY_BODY];
    struct request r = {.print = company_print, .body = body, .body_max = sizeof body};
    r.intent = (struct intent){.kind = INTENT_ACT, .deal = deal, .expected = expected};
    r.intent.act = (struct deal_event){.kind = (u8)kind, .subject = (u16)subject, .actor = 1};
    r.intent.key = str_c(key);
    r.intent.hash[0] = (u8)kind;
    workspace_do(w, &r);
    return r.answer;
}

static struct verified verify(void)
{
    struct verified v;
    struct err e;
    workspace_close(w);
    w = NULL;
    if (!workspace_verify_file(&sim.platform, path, &arena, &v, &e))
        fail_msg("%s", e.text);
    open_again();
    return v;
}

static void assert_sound(void)
{
    struct verified v = verify();
    if (v.problem_count)
        fail_msg("%lld problems, first: %s", (long long)v.problem_count, v.problems.v[0].p);
}

static void what_is_answered_is_there(void **state)
{
    (void)state;
    struct reader *reader;
    struct err e;
    struct deal_row row;
    struct event_row events[10];
    struct answer opened = act(0, REVISION_ANY, EVENT_OPENED, 0, "");
    assert_int_equal(opened.status, ANSWER_ACCEPTED);
    struct answer reached = act(opened.deal, opened.revision, EVENT_MILESTONE_REACHED, 0, "");
    assert_int_equal(reached.status, ANSWER_ACCEPTED);
    assert_true(reader_open(&reader, w, &e));
    assert_true(reader_deal(reader, &arena, opened.deal, &row));
    assert_int_equal(row.revision, reached.revision);
    assert_int_equal(row.stage, 0);
    i64 n = reader_timeline(reader, &arena, opened.deal, 0, 10, events);
    assert_int_equal(n, row.events);
    assert_int_equal(events[0].event.kind, EVENT_MILESTONE_REACHED);
    assert_int_equal(events[n - 1].event.kind, EVENT_OPENED);
    assert_int_equal(reader_timeline(reader, &arena, opened.deal, events[0].sequence, 1, events),
                     1);
    assert_string_equal(reader_person(reader, &arena, 3).p, "Chloé");
    assert_true(str_eq(reader_standard(reader, &arena, 1), company.standard));
    assert_false(reader_deal(reader, &arena, opened.deal + 999, &row));
    reader_close(reader);
    assert_sound();
}

static void the_same_key_has_its_effect_once(void **state)
{
    (void)state;
    struct answer first = act(0, REVISION_ANY, EVENT_OPENED, 0, "k1");
    str body = str_dup(&arena, first.body);
    struct workspace_head head = workspace_head(w);
    struct answer again = act(0, REVISION_ANY, EVENT_OPENED, 0, "k1");
    assert_true(again.replayed && str_eq(again.body, body));
    assert_int_equal(again.status, first.status);
    open_again();
    again = act(0, REVISION_ANY, EVENT_OPENED, 0, "k1");
    assert_true(again.replayed && str_eq(again.body, body));
    assert_int_equal(workspace_head(w).sequence, head.sequence);
    /* the key with something else in it: no effect, and said */
    struct answer other = act(first.deal, REVISION_ANY, EVENT_OBJECTED, NO_SUBJECT, "k1");
    assert_int_equal(other.status, ANSWER_MISUSED);
    assert_int_equal(workspace_head(w).sequence, head.sequence);
    assert_sound();
}

static void a_key_is_forgotten_after_its_time_and_not_before(void **state)
{
    (void)state;
    struct request forget = {.intent = {.kind = INTENT_FORGET}};
    struct answer first = act(0, REVISION_ANY, EVENT_OPENED, 0, "k1");
    forget.intent.act.value = sim.now_ms + 1;
    workspace_do(w, &forget); /* asked to, but it is too young */
    assert_int_equal(forget.answer.deal, 0);
    assert_true(act(0, REVISION_ANY, EVENT_OPENED, 0, "k1").replayed);
    sim.now_ms += WORKSPACE_KEY_DAYS * MS_PER_DAY + 1;
    act(0, REVISION_ANY, EVENT_OPENED, 0, "k2");
    workspace_do(w, &forget);
    assert_int_equal(forget.answer.status, ANSWER_ACCEPTED);
    assert_int_equal(forget.answer.deal, 1 + company.asked); /* its own, and the company's */
    struct answer anew = act(0, REVISION_ANY, EVENT_OPENED, 0, "k1");
    assert_true(!anew.replayed && anew.deal != first.deal);
    assert_true(act(0, REVISION_ANY, EVENT_OPENED, 0, "k2").replayed);
    assert_sound();
}

static void twenty_at_once_with_one_key_have_one_effect(void **state)
{
    (void)state;
    struct request r[20];
    char bodies[20][COMPANY_BODY];
    i64 before = workspace_head(w).sequence, effects = 0;
    for (i32 i = 0; i < 20; i++) {
        r[i] = (struct request){.print = company_print, .body = bodies[i]};
        r[i].body_max = COMPANY_BODY;
        r[i].intent = (struct intent){.expected = REVISION_ANY, .key = S("one")};
        r[i].intent.act = (struct deal_event){.kind = EVENT_OPENED, .actor = 1};
        workspace_submit(w, &r[i]);
    }
    while (workspace_step(w))
        continue;
    for (i32 i = 0; i < 20; i++) {
        effects += !r[i].answer.replayed;
        assert_int_equal(r[i].answer.status, ANSWER_ACCEPTED);
        assert_true(str_eq(r[i].answer.body, r[0].answer.body));
    }
    assert_int_equal(effects, 1);
    assert_int_equal(workspace_head(w).sequence, before + r[0].answer.last - before);
}

static void a_changed_deal_is_a_conflict(void **state)
{
    (void)state;
    struct answer opened = act(0, REVISION_ANY, EVENT_OPENED, 0, "");
    struct answer moved = act(opened.deal, opened.revision, EVENT_OBJECTED, NO_SUBJECT, "");
    i64 head = workspace_head(w).sequence;
    struct answer late = act(opened.deal, opened.revision, EVENT_OBJECTED, NO_SUBJECT, "");
    assert_int_equal(late.status, ANSWER_CONFLICT);
    assert_int_equal(late.revision, moved.revision);
    assert_int_equal(workspace_head(w).sequence, head);
    assert_int_equal(act(987654, REVISION_ANY, EVENT_OBJECTED, NO_SUBJECT, "").status,
                     ANSWER_MISSING);
}

static void a_standard_with_errors_is_not_published(void **state)
{
    (void)state;
    struct request r = {.intent = {.kind = INTENT_PUBLISH, .text = S("etalon: 1\nnonsense: 2\n")}};
    i64 head = workspace_head(w).sequence;
    workspace_do(w, &r);
    assert_int_equal(r.answer.status, ANSWER_INVALID);
    /* the same version of the same process is there already */
    r.intent.text = company.standard;
    workspace_do(w, &r);
    assert_int_equal(r.answer.status, ANSWER_CONFLICT);
    assert_int_equal(workspace_head(w).sequence, head);
    i64 at = str_find(company.standard, S("version: 2"));
    r.intent.text = str_fmt(&arena, "%.*sversion: 3%.*s", (int)at, company.standard.p,
                            (int)(company.standard.n - at - 10), company.standard.p + at + 10);
    workspace_do(w, &r);
    assert_int_equal(r.answer.status, ANSWER_ACCEPTED);
    assert_int_equal(workspace_editions(w), 2);
    open_again();
    assert_int_equal(workspace_editions(w), 2);
    assert_int_equal(workspace_rules(w, 2)->standard->version, 3);
    assert_null(workspace_rules(w, 3));
    assert_sound();
}

/* The twin: the same acts through deal_decide and deal_apply, in memory. */
static struct deal_state twin[COMPANY_DEALS];
static struct decision decision;

static void twin_act(const struct intent *c, struct deal_state *s, i64 now_ms, bool *accepted)
{
    struct deal_event a = c->act;
    a.text = c->text.n > 0;
    deal_decide(&company.world.rules, s, &a, now_ms, &decision);
    *accepted = decision.accepted;
    for (i32 i = 0; i < decision.count; i++)
        deal_apply(s, &decision.event[i]);
}

static void assert_twins(struct reader *reader)
{
    static struct deal_state found;
    for (i64 i = 0; i < company.deals; i++) {
        assert_true(reader_state(reader, company.deal[i], &found) > 0);
        for (i32 m = 0; m < company.world.rules.milestone_count; m++) {
            struct milestone_row a = milestone_row(&found, m), b = milestone_row(&twin[i], m);
            assert_int_equal(a.there, b.there);
            assert_int_equal(a.reached, b.reached);
            assert_int_equal(a.fresh_ms, b.fresh_ms);
            assert_int_equal(a.waived_until_ms, b.waived_until_ms);
        }
        assert_memory_equal(&found, &twin[i], offsetof(struct deal_state, fresh_ms));
    }
}

static void random_acts_leave_what_memory_and_replay_say(void **state)
{
    (void)state;
    static const struct deal_state none;
    struct asking a;
    struct reader *reader;
    struct err e;
    i64 accepted_count = 0, refused_count = 0;
    memset(twin, 0, sizeof twin);
    for (i32 k = 0; k < 4000; k++) {
        i64 which = company.deals ? rng_below(&company.rng, company.deals + 1) : 0;
        bool is_old = which < company.deals, accepted = true;
        sim.now_ms += rng_below(&company.rng, 3600000);
        company_ask(&company, &a, sim.now_ms, is_old ? &twin[which] : &none,
                    is_old ? company.deal[which] : 0);
        if (a.request.intent.kind == INTENT_ACT)
            twin_act(&a.request.intent, &twin[which], sim.now_ms, &accepted);
        workspace_do(w, &a.request);
        enum answer_status status = a.request.answer.status;
        assert_int_equal(status, accepted ? ANSWER_ACCEPTED : ANSWER_REFUSED);
        *(accepted ? &accepted_count : &refused_count) += 1;
        company_hear(&company, &a);
        if (k % 500 == 499) {
            open_again();
            assert_true(reader_open(&reader, w, &e));
            assert_twins(reader);
            reader_close(reader);
            assert_sound();
        }
    }
    assert_true(accepted_count > 1000 && refused_count > 100);
}

/* --- verify finds what was changed -------------------------------------------------------- */

static const char *const tamperings[] = {
    "UPDATE event SET value = value + 1 WHERE sequence = 20",
    "UPDATE event SET occurred_ms = occurred_ms - 1 WHERE sequence = 20",
    "UPDATE event SET actor = 9 WHERE sequence = 20",
    "UPDATE event SET hash = zeroblob(32) WHERE sequence = 20",
    "UPDATE event SET text = 'no' WHERE sequence = (SELECT max(sequence) FROM event WHERE text "
    "LIKE 'note%')",
    "UPDATE event SET text_hash = zeroblob(32) WHERE sequence = (SELECT max(sequence) FROM event "
    "WHERE text LIKE 'note%')",
    "DELETE FROM event WHERE sequence = 20",
    "DELETE FROM event WHERE sequence = (SELECT max(sequence) FROM event)",
    "UPDATE event SET sequence = 100000 WHERE sequence = 20",
    "UPDATE event SET before = 0 WHERE sequence = (SELECT max(sequence) FROM event WHERE before)",
    "INSERT INTO event SELECT max(sequence) + 1, 0, 0, 90, 1, 0, 0, 0, 0, 0, 0, hash, NULL, NULL, "
    "NULL FROM event",
    "UPDATE deal SET stage = stage + 1 WHERE id = (SELECT min(id) FROM deal)",
    "UPDATE deal SET name = 'other' WHERE id = (SELECT min(id) FROM deal)",
    "UPDATE deal SET refusals = refusals + 1 WHERE id = (SELECT max(id) FROM deal)",
    "DELETE FROM deal WHERE id = (SELECT min(id) FROM deal)",
    "INSERT INTO deal SELECT id + 100000, revision, events, edition, outcome, stage, "
    "stage_entered_ms, owner, opened_ms, closed_ms, ending, parked, parked_until_ms, close_day, "
    "stage_entries, moves_back, close_day_changes, revoked, waivers, objections, refusals, "
    "closes, reopens, name, NULL, stage_id, amount, name_key FROM deal LIMIT 1",
    "UPDATE deal SET amount = amount + 1 WHERE id = (SELECT min(id) FROM deal)",
    "UPDATE deal SET stage_id = 'elsewhere' WHERE id = (SELECT min(id) FROM deal)",
    "UPDATE deal SET name_key = 'zzz' WHERE id = (SELECT min(id) FROM deal)",
    "UPDATE tally SET deals = deals + 1",
    "UPDATE tally SET amount = amount - 1 WHERE valued",
    "DELETE FROM tally WHERE outcome = 0",
    "INSERT INTO tally VALUES (5, 77, 'x', '', 1, 0, 0)",
    "INSERT INTO word_name (rowid, text) VALUES (900000, 'intruder')",
    "INSERT INTO word_text (word_text, rowid, text) SELECT 'delete', sequence, text FROM event "
    "WHERE sequence = (SELECT max(id) FROM word_text_docsize)",
    "UPDATE deal_milestone SET fresh_ms = fresh_ms + 1 WHERE reached",
    "DELETE FROM deal_milestone WHERE reached",
    "INSERT INTO deal_milestone VALUES (1, 1, 1, 1, 1, 0, 0, NULL, 0, NULL)",
    "UPDATE deal_milestone SET excused = 1 WHERE reached",
    "INSERT INTO migration VALUES (5, 1, 0, 0, NULL, 0)",
    "INSERT INTO saved_view VALUES (5, 1)",
    "INSERT INTO training VALUES (1, 1, 5, NULL, 0, 0)",
    "INSERT INTO file VALUES ('ab', 5, 0, 'x')",
    "UPDATE deal_field SET value = value + 1",
    "DELETE FROM deal_field",
    "UPDATE deal_handoff SET standing = 15",
    "DELETE FROM deal_handoff",
    "UPDATE due SET at_ms = at_ms + 1 WHERE deal = (SELECT min(deal) FROM due)",
    "UPDATE due SET state = 3 - state WHERE state > 0",
    "UPDATE due SET at_ms = at_ms + 1 WHERE deal = 0",
    "DELETE FROM due WHERE deal = 0",
    "UPDATE due SET person = person + 1 WHERE whom = 1",
    "DELETE FROM due WHERE what = (SELECT max(what) FROM due)",
    "INSERT INTO due SELECT deal + 1, what, 99, at_ms, state, whom, person, department, owner "
    "FROM due LIMIT 1",
    "UPDATE person SET name = 'Eve' WHERE number = 1",
    "DELETE FROM person WHERE number = 2",
    "UPDATE standard SET hash = zeroblob(32)",
    "DELETE FROM part WHERE what = 'stage' AND number = 0",
    "UPDATE part SET id = 'x' WHERE what = 'field' AND number = 0",
    "UPDATE request SET sequence = 1000000 WHERE key = 'key-000001'",
    "UPDATE request SET actor = 77 WHERE key = 'key-000001'",
    "UPDATE webhook SET sequence = sequence - 1 WHERE number = 1",
    "UPDATE webhook SET sequence = (SELECT min(sequence) FROM event WHERE kind = 180) "
    "WHERE number = 2",
    "DELETE FROM webhook WHERE number = 1",
    "INSERT INTO webhook VALUES (9, 1)",
    "DELETE FROM webhook_queue WHERE webhook = 1",
    "UPDATE webhook_queue SET position = 100000 WHERE webhook = 1",
    "INSERT INTO delivery VALUES (1, 100000, 1, 1, 200, 'replied', 1, 1)",
    "INSERT INTO delivery VALUES (2, 1, 1, 1, 200, 'replied', 1, 1)",
};

static void tamper(const char *sql)
{
    struct storage_engine *engine;
    struct storage *db;
    struct err e = {0};
    struct storage_options o = {.mode = STORAGE_WRITE, .sql = &sql, .sql_count = 1};
    workspace_close(w);
    w = NULL;
    bool ok = storage_engine_open(&engine, &arena, &sim.platform, &e) &&
              storage_open(&db, engine, path, &o, &e);
    ok = ok && storage_begin(db) && statement_run(storage_use(db, 0)) && storage_commit(db, &e);
    if (!ok)
        fail_msg("%s: %s", sql, e.text);
    storage_close(db);
    storage_engine_close(engine);
}

/* One webhook that is set, one that has ended. */
static void set_webhooks(void)
{
    static const struct {
        i64 number;
        const char *text;
    } steps[] = {{0, "{\"url\":\"https://a.example\"}"}, {0, "{}"}, {2, ""}};
    for (i64 i = 0; i < LENGTH(steps); i++) {
        struct request r = {.intent = {.kind = INTENT_WEBHOOK,
                                       .expected = REVISION_ANY,
                                       .text = str_c(steps[i].text),
                                       .act = {.value = steps[i].number, .actor = 1}}};
        workspace_do(w, &r);
        assert_int_equal(r.answer.status, ANSWER_ACCEPTED);
    }
    assert_int_equal(workspace_webhooks(w), 1);
}

static void every_tampering_is_found(void **state)
{
    (void)state;
    struct simulated_disk sound = {0};
    struct verified v;
    struct err e;
    for (i32 i = 0; i < 400; i++)
        company_do(&company, w, sim.now_ms += 60000);
    set_webhooks();
    assert_sound();
    workspace_close(w);
    w = NULL;
    simulated_disk_copy(&sound, &sim.disk);
    for (i64 i = 0; i < LENGTH(tamperings); i++) {
        simulated_disk_copy(&sim.disk, &sound);
        tamper(tamperings[i]);
        assert_true(workspace_verify_file(&sim.platform, path, &arena, &v, &e));
        if (v.problem_count == 0)
            fail_msg("not found: %s", tamperings[i]);
    }
    simulated_disk_copy(&sim.disk, &sound);
    open_again();
    assert_sound();
    simulated_disk_release(&sound);
}

/* Does the file, with nothing left in its log, have these bytes anywhere? */
static bool file_holds(str bytes)
{
    const struct platform *p = &sim.platform;
    workspace_close(w);
    w = NULL;
    i64 file = p->file_open(p->self, path, PLATFORM_READ), size = p->file_size(p->self, file);
    char *all = arena_array(&arena, char, size);
    assert_int_equal(p->file_read(p->self, file, all, size, 0), size);
    p->file_close(p->self, file);
    open_again();
    return str_find((str){all, size}, bytes) >= 0;
}

static void a_text_can_be_erased_and_the_chain_still_holds(void **state)
{
    (void)state;
    struct answer opened = act(0, REVISION_ANY, EVENT_OPENED, 0, "");
    struct request r = {.intent = {.deal = opened.deal, .expected = REVISION_ANY}};
    r.intent.act = (struct deal_event){.kind = EVENT_OBJECTED, .subject = NO_SUBJECT, .actor = 1};
    r.intent.text = S("the sponsor's private number");
    workspace_do(w, &r);
    assert_int_equal(r.answer.status, ANSWER_ACCEPTED);
    assert_true(file_holds(S("ivate"))); /* words that begin alike share their beginning */
    tamper("INSERT INTO word_text (word_text, rowid, text) SELECT 'delete', sequence, text "
           "FROM event WHERE text LIKE '%private%'");
    tamper("UPDATE event SET text = NULL, salt = NULL WHERE text LIKE '%private%'");
    assert_false(file_holds(S("ivate")));
    open_again();
    struct verified v = verify();
    assert_int_equal(v.problem_count, 0);
    assert_int_equal(v.erased, 1);
}

static void a_backup_is_the_same_workspace(void **state)
{
    (void)state;
    struct reader *reader;
    struct err e;
    struct verified a, b;
    for (i32 i = 0; i < 200; i++)
        company_do(&company, w, sim.now_ms += 60000);
    assert_true(reader_open(&reader, w, &e));
    if (!reader_backup(reader, "copy.etalon", &e))
        fail_msg("%s", e.text);
    reader_close(reader);
    i32 names = sim.disk.name_count;
    assert_true(workspace_verify_file(&sim.platform, "copy.etalon", &arena, &b, &e));
    assert_int_equal(sim.disk.name_count, names); /* it changes nothing */
    a = verify();
    assert_int_equal(b.problem_count, 0);
    assert_memory_equal(a.digest, b.digest, HASH_BYTES);
    assert_memory_equal(a.head.hash, b.head.hash, HASH_BYTES);
    assert_int_equal(a.requests, b.requests);
}

/* --- the real machine --------------------------------------------------------------------- */

static char folder[] = "etalon-test-XXXXXX";

static void two_writers_are_impossible(void **state)
{
    (void)state;
    const struct workspace_options o = {.create = true};
    struct workspace *one, *two;
    struct err e;
    const char *file = str_zero_ended(&arena, str_fmt(&arena, "%s/two.etalon", folder));
    assert_true(workspace_open(&one, &platform_system, file, &o, &e));
    assert_false(workspace_open(&two, &platform_system, file, &o, &e));
    assert_true(str_find(str_c(e.text), S("another process has it open")) >= 0);
    assert_true(str_find(str_c(e.hint), S("etalon serve")) >= 0);
    /* nor can SQLite's own programs: these are the bytes they ask for before they read */
    int fd = open(file, O_RDWR);
    struct flock shared = {
        .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = 0x40000000 + 2, .l_len = 510};
    assert_int_equal(fcntl(fd, F_SETLK, &shared), -1);
    close(fd);
    /* …and closing that descriptor has not given our lock away */
    assert_false(workspace_open(&two, &platform_system, file, &o, &e));
    workspace_close(one);
    assert_true(workspace_open(&two, &platform_system, file, &o, &e));
    workspace_close(two);
}

enum { THREADS = 4, EACH = 500 };
static struct workspace *shared_workspace;
static i64 settled_by_callback;

static void count_settled(void *context, struct request *r)
{
    (void)r;
    __atomic_add_fetch((i64 *)context, 1, __ATOMIC_RELAXED);
}

static void *client(void *seed)
{
    struct rng rng = rng_from(*(u64 *)seed);
    i64 deal = 0;
    for (i32 i = 0; i < EACH; i++) {
        struct request r = {.intent = {.deal = deal, .expected = REVISION_ANY}};
        r.intent.act = (struct deal_event){.kind = deal ? EVENT_OBJECTED : EVENT_OPENED,
                                           .subject = deal ? NO_SUBJECT : 0,
                                           .actor = 1 + (u32)rng_below(&rng, 3)};
        workspace_do(shared_workspace, &r);
        assert(r.answer.status == ANSWER_ACCEPTED);
        assert(workspace_head(shared_workspace).sequence >= r.answer.last);
        deal = r.answer.deal;
    }
    return NULL;
}

static void many_threads_lose_nothing(void **state)
{
    (void)state;
    const struct workspace_options o = {.create = true};
    pthread_t threads[THREADS];
    u64 seeds[THREADS];
    struct verified v;
    struct err e;
    struct company c;
    const char *file = str_zero_ended(&arena, str_fmt(&arena, "%s/many.etalon", folder));
    company_init(&c, &arena, 1);
    assert_true(workspace_open(&shared_workspace, &platform_system, file, &o, &e));
    company_begin(&c, shared_workspace);
    i64 before = workspace_head(shared_workspace).sequence;
    for (u64 i = 0; i < THREADS; i++) {
        seeds[i] = i;
        pthread_create(&threads[i], NULL, client, &seeds[i]);
    }
    /* and one who does not wait */
    struct request later = {.done = count_settled, .context = &settled_by_callback};
    later.intent.expected = REVISION_ANY;
    later.intent.act = (struct deal_event){.kind = EVENT_OPENED, .actor = 1};
    workspace_submit(shared_workspace, &later);
    for (u64 i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    i64 events = workspace_head(shared_workspace).sequence - before;
    workspace_close(shared_workspace);
    assert_int_equal(settled_by_callback, 1);
    assert_true(events >= THREADS * EACH + 1); /* openings offer hand-offs too */
    assert_true(workspace_verify_file(&platform_system, file, &arena, &v, &e));
    assert_int_equal(v.problem_count, 0);
    assert_int_equal(v.deals, THREADS + 1);
}

static void a_reader_beside_the_writer_sees_whole_commits(void **state)
{
    (void)state;
    struct reader *reader;
    struct err e;
    struct deal_row row;
    struct answer opened = act(0, REVISION_ANY, EVENT_OPENED, 0, "");
    assert_true(reader_open(&reader, w, &e));
    assert_true(reader_begin(reader));
    assert_true(reader_deal(reader, &arena, opened.deal, &row));
    i64 revision = row.revision;
    struct answer later = act(opened.deal, REVISION_ANY, EVENT_OBJECTED, NO_SUBJECT, "");
    assert_true(later.revision > revision);
    assert_true(reader_deal(reader, &arena, opened.deal, &row));
    assert_int_equal(row.revision, revision); /* still the commit it began with */
    reader_end(reader);
    assert_true(reader_deal(reader, &arena, opened.deal, &row));
    assert_int_equal(row.revision, later.revision);
    reader_close(reader);
}

static void pages_of_a_board_hold_every_deal_once(void **state)
{
    (void)state;
    struct reader *reader;
    struct err e;
    struct deal_row rows[7];
    for (i32 i = 0; i < 30; i++) {
        sim.now_ms += i % 3 ? 0 : 1000; /* some at the same moment */
        act(0, REVISION_ANY, EVENT_OPENED, 0, "");
    }
    struct deal_filter page;
    struct list_place next = {.there = true};
    i64 total = 0, last = 0;
    deal_filter_init(&page);
    page.outcome = OUTCOME_OPEN;
    page.stage = workspace_rules(w, 1)->standard->stages.v[0].id;
    page.order = ORDER_ENTERED;
    page.down = false;
    assert_true(reader_open(&reader, w, &e));
    while (next.there) {
        i64 n = reader_list(reader, &arena, &page, 7, rows, &next);
        for (i64 i = 0; i < n; i++, total++) {
            assert_true(rows[i].id > last); /* opened in this order here */
            last = rows[i].id;
        }
        page.after = next;
    }
    assert_int_equal(total, 30);
    reader_close(reader);
}

static i64 kept_revision(i64 deal, u32 variant)
{
    char room[64];
    struct buf out = {.p = room, .max = sizeof room};
    i64 revision = memo_get(w, deal, variant, &out);
    assert_true(str_eq(buf_str(&out), revision ? S("made of it") : (str){0}));
    return revision;
}

static void what_is_kept_of_a_deal_holds_until_something_changes_it(void **state)
{
    (void)state;
    struct answer one = act(0, REVISION_ANY, EVENT_OPENED, 0, "");
    struct answer other = act(0, REVISION_ANY, EVENT_OPENED, 0, "");
    i64 before = memo_now(w);
    assert_int_equal(before, workspace_head(w).sequence);
    memo_put(w, one.deal, 1, before, one.revision, S("made of it"));
    assert_int_equal(kept_revision(one.deal, 1), one.revision);
    assert_int_equal(kept_revision(one.deal, 2), 0);   /* another variant */
    assert_int_equal(kept_revision(other.deal, 1), 0); /* another deal */
    act(other.deal, REVISION_ANY, EVENT_MILESTONE_REACHED, 0, "");
    assert_int_equal(kept_revision(one.deal, 1), one.revision);
    struct answer now = act(one.deal, REVISION_ANY, EVENT_MILESTONE_REACHED, 0, "");
    assert_int_equal(kept_revision(one.deal, 1), 0);
    memo_put(w, one.deal, 1, before, one.revision, S("made of it")); /* read too early */
    assert_int_equal(kept_revision(one.deal, 1), 0);
    memo_put(w, one.deal, 1, memo_now(w), now.revision, S("made of it"));
    assert_int_equal(kept_revision(one.deal, 1), now.revision);
    struct request named = {.intent = {.kind = INTENT_PERSON, .text = S("Somebody Else")}};
    workspace_do(w, &named); /* whose name may stand in it */
    assert_int_equal(kept_revision(one.deal, 1), 0);
    char long_text[MEMO_BYTES_MAX + 1] = {0};
    memo_put(w, one.deal, 1, memo_now(w), now.revision, (str){long_text, sizeof long_text});
    assert_int_equal(kept_revision(one.deal, 1), 0);
}

int main(void)
{
    if (!mkdtemp(folder))
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_answered_is_there, setup, teardown),
        cmocka_unit_test_setup_teardown(the_same_key_has_its_effect_once, setup, teardown),
        cmocka_unit_test_setup_teardown(a_key_is_forgotten_after_its_time_and_not_before, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(twenty_at_once_with_one_key_have_one_effect, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_changed_deal_is_a_conflict, setup, teardown),
        cmocka_unit_test_setup_teardown(a_standard_with_errors_is_not_published, setup, teardown),
        cmocka_unit_test_setup_teardown(random_acts_leave_what_memory_and_replay_say, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(every_tampering_is_found, setup, teardown),
        cmocka_unit_test_setup_teardown(a_text_can_be_erased_and_the_chain_still_holds, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_backup_is_the_same_workspace, setup, teardown),
        cmocka_unit_test_setup_teardown(two_writers_are_impossible, setup, teardown),
        cmocka_unit_test_setup_teardown(many_threads_lose_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(a_reader_beside_the_writer_sees_whole_commits, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_is_kept_of_a_deal_holds_until_something_changes_it,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(pages_of_a_board_hold_every_deal_once, setup, teardown),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    static const char *const left[] = {"two.etalon", "two.etalon-wal", "many.etalon",
                                       "many.etalon-wal"};
    char name[128];
    for (i64 i = 0; i < LENGTH(left); i++) {
        snprintf(name, sizeof name, "%s/%s", folder, left[i]);
        unlink(name);
    }
    rmdir(folder);
    return failed;
}
