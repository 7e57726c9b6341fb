/* Questions asked while a workspace is written to: what an answer says is what had happened by
 * the event it names, nobody waits twice for the same, and the writer waits for nobody. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/os.h"
#include "base/simulated.h"
#include "live/desk.h"
#include "live/follow.h"
#include "workspace/company_test.h"
#include "workspace/proposal.h"
#include "workspace/workspace.h"

#include "tests/arena.h"

enum { DEALS = 3000 };

/* --- without threads ---------------------------------------------------------------------- */

struct scene {
    struct simulated machine;
    struct workspace *workspace;
    struct desk *live;
    struct company company;
};

static struct scene scene;

static void open_scene(void)
{
    struct err e;
    struct workspace_options o = {.create = true, .name = S("acme"), .no_thread = true};
    simulated_init(&scene.machine, 3);
    company_init(&scene.company, &arena, 5);
    assert_true(workspace_open(&scene.workspace, &scene.machine.platform, "acme.etalon", &o, &e));
    company_begin(&scene.company, scene.workspace);
    struct desk_options live = {&scene.machine.platform, scene.workspace, S("acme"), true};
    assert_true(desk_open(&scene.live, &live, &e));
}

static void close_scene(void)
{
    desk_close(scene.live);
    workspace_close(scene.workspace);
    simulated_release(&scene.machine);
}

static struct question outcomes(void)
{
    struct question q = question_new(days_of_ms(scene.machine.now_ms));
    q.parts = JSON_OUTCOMES;
    return q;
}

static struct desk_answer ask(const struct question *q, i64 at_least)
{
    struct desk_asker x = {.question = q, .at_least = at_least, .arena = &arena};
    (void)desk_ask(scene.live, &x);
    return x.answer;
}

static void open_deal(void)
{
    struct request r = {.intent = {.kind = INTENT_ACT,
                                   .expected = REVISION_ANY,
                                   .act = {.kind = EVENT_OPENED, .actor = 1, .role = ROLE_PEER},
                                   .text = S("a deal")}};
    workspace_do(scene.workspace, &r);
    assert_int_equal(r.answer.status, ANSWER_ACCEPTED);
}

static i64 number_after(str body, const char *key)
{
    i64 at = str_find(body, str_c(key)), n = 0;
    assert_true(at > 0);
    for (i64 i = at + str_c(key).n; body.p[i] >= '0' && body.p[i] <= '9'; i++)
        n = 10 * n + body.p[i] - '0';
    return n;
}

static void the_same_question_is_computed_once_until_something_happens(void **state)
{
    (void)state;
    open_scene();
    struct question q = outcomes();
    open_deal();
    struct desk_answer first = ask(&q, 0), again = ask(&q, 0);
    assert_int_equal(first.status, DESK_ANSWERED);
    assert_true(str_eq(first.body, again.body));
    assert_true(first.key == again.key);
    assert_int_equal(desk_standing(scene.live).answers, 1);
    open_deal();
    struct desk_answer later = ask(&q, 0);
    assert_int_equal(desk_standing(scene.live).answers, 2);
    assert_int_equal(later.sequence, workspace_head(scene.workspace).sequence);
    assert_int_equal(number_after(first.body, "\"deals_known\":"), 1);
    assert_int_equal(number_after(later.body, "\"deals_known\":"), 2);
    q.own_only = true; /* for somebody else it is another answer */
    assert_true(ask(&q, 0).key != first.key);
    close_scene();
}

static void what_must_be_in_an_answer_is_in_it(void **state)
{
    (void)state;
    open_scene();
    struct question q = outcomes();
    for (i64 i = 0; i < 5; i++) {
        open_deal();
        i64 head = workspace_head(scene.workspace).sequence;
        struct desk_answer x = ask(&q, head);
        assert_true(x.sequence >= head);
        assert_int_equal(number_after(x.body, "\"deals_known\":"), i + 1);
    }
    struct desk_answer x = ask(&q, workspace_head(scene.workspace).sequence + 1);
    assert_int_equal(x.status, DESK_REFUSED);
    assert_int_equal(x.err.code, ERR_USAGE);
    close_scene();
}

static void more_questions_than_places_are_answered_all_the_same(void **state)
{
    (void)state;
    open_scene();
    open_deal();
    for (i32 days = 1; days <= 2 * DESK_ANSWERS_MAX; days++) {
        struct question q = outcomes();
        q.horizon_days = days;
        assert_int_equal(ask(&q, 0).status, DESK_ANSWERED);
    }
    assert_int_equal(desk_standing(scene.live).answers, 2 * DESK_ANSWERS_MAX);
    close_scene();
}

static void a_question_that_cannot_be_answered_is_refused_with_its_reason(void **state)
{
    (void)state;
    char text[QUESTION_KEY_MAX];
    open_scene();
    struct question q = outcomes();
    q.filters[q.filter_count++] = (struct growing_filter){S("colour"), S("red")};
    struct desk_answer x = ask(&q, 0);
    assert_int_equal(x.status, DESK_REFUSED);
    assert_non_null(strstr(x.err.text, "colour"));
    memset(text, 'x', sizeof text);
    q.filters[0].value = (str){text, sizeof text};
    assert_int_equal(ask(&q, 0).err.code, ERR_LIMIT);
    close_scene();
}

/* The random company of workspace/: whatever its events are, to follow them one by one and to
 * read them all at the end is the same. */
static void a_random_company_is_followed_as_it_would_be_read_at_the_end(void **state)
{
    (void)state;
    open_scene();
    struct question q = outcomes();
    q.parts = JSON_ALL & ~JSON_FILES;
    for (i32 i = 0; i < 400; i++) {
        scene.machine.now_ms += 3 * MS_PER_HOUR;
        company_do(&scene.company, scene.workspace, scene.machine.now_ms);
        if (i % 50 == 0)
            assert_int_equal(ask(&q, 0).status, DESK_ANSWERED);
    }
    q.as_of_day = days_of_ms(scene.machine.now_ms);
    str followed = ask(&q, 0).body;
    desk_close(scene.live);
    struct desk_options live = {&scene.machine.platform, scene.workspace, S("acme"), true};
    struct err e;
    assert_true(desk_open(&scene.live, &live, &e));
    assert_true(str_eq(followed, ask(&q, 0).body));
    assert_true(number_after(followed, "\"deals_known\":") > 0);
    close_scene();
}

/* A verdict is the record of an evaluation; to let it run on decides nothing. */
static void a_verdict_counts_as_an_evaluation(void **state)
{
    (void)state;
    open_scene();
    struct reader *r;
    struct err e;
    assert_true(reader_open(&r, scene.workspace, &e));
    str text = reader_standard(r, &arena, 1);
    reader_close(r);
    i64 at = str_find(text, S("version: 2")), end = str_find(text, S("\nchanges:"));
    assert_true(at >= 0 && end > at);
    str draft = str_fmt(&arena, "%.*sversion: 3%.*s\nchanges: {from: 2, why: Again}\n", (int)at,
                        text.p, (int)(end - at - 10), text.p + at + 10);
    struct proposal_act acts[] = {
        {.kind = KIND_PROPOSAL_SAID, .text = S("{}"), .draft = draft},
        {.kind = KIND_PROPOSAL_APPROVED, .number = 1, .subject = 1, .text = S("marketing")},
        {.kind = KIND_PROPOSAL_APPROVED, .number = 1, .subject = 1, .text = S("sales")},
        {.kind = KIND_PROPOSAL_APPROVED, .number = 1, .subject = 1, .text = S("success")},
        {.kind = KIND_PROPOSAL_PUBLISHED, .number = 1, .subject = WAY_NEW},
        {.kind = KIND_VERDICT, .number = 1, .subject = VERDICT_EXTEND, .text = S("{}")},
        {.kind = KIND_VERDICT, .number = 1, .subject = VERDICT_KEEP, .text = S("{}")},
    };
    for (i64 i = 0; i < LENGTH(acts); i++) {
        struct request q = {.intent = {.kind = INTENT_PROPOSAL,
                                       .expected = REVISION_ANY,
                                       .proposal = &acts[i],
                                       .act = {.actor = 1}}};
        workspace_do(scene.workspace, &q);
        assert_int_equal(q.answer.status, ANSWER_ACCEPTED);
    }
    open_deal();
    struct follower *f = follower_new(scene.workspace);
    while (follower_read(f))
        continue;
    struct growing_view view = {.as_of_ms = scene.machine.now_ms + MS_PER_DAY,
                                .entered_from_ms = TIME_NONE,
                                .entered_to_ms = TIME_NONE,
                                .threads = 1};
    struct growing_answer told;
    i64 evaluated = 0;
    assert_true(growing_history(&told, &arena, follower_history(f), &view, &e));
    for (i64 i = 0; i < told.history.governance_count; i++)
        if (told.history.governance[i].kind == GOVERNANCE_EVALUATED) {
            evaluated++;
            assert_int_equal(told.history.governance[i].version, 3);
        }
    assert_int_equal(evaluated, 1);
    follower_release(f);
    close_scene();
}

static void what_the_company_does_about_its_standard_is_followed(void **state)
{
    (void)state;
    open_scene();
    struct request r = {.intent = {.kind = INTENT_REVIEW,
                                   .act = {.value = 1, .actor = 1, .role = ROLE_MANAGER},
                                   .text = S("it holds")}};
    workspace_do(scene.workspace, &r);
    assert_int_equal(r.answer.status, ANSWER_ACCEPTED);
    open_deal(); /* the history is of the process that deals are of */
    struct follower *f = follower_new(scene.workspace);
    while (follower_read(f))
        continue;
    struct growing_view view = {.as_of_ms = scene.machine.now_ms + MS_PER_DAY,
                                .entered_from_ms = TIME_NONE,
                                .entered_to_ms = TIME_NONE,
                                .threads = 1};
    struct growing_answer told;
    struct err e;
    assert_true(growing_history(&told, &arena, follower_history(f), &view, &e));
    assert_int_equal(told.history.governance_count, 3); /* it says what it changes */
    assert_int_equal(told.history.governance[0].kind, GOVERNANCE_PUBLISHED);
    assert_int_equal(told.history.governance[1].kind, GOVERNANCE_REVISED);
    assert_int_equal(told.history.governance[2].kind, GOVERNANCE_REVIEWED);
    assert_int_equal(told.history.governance[2].version, told.history.governance[0].version);
    assert_non_null(follower_standard(f, told.edition));
    assert_null(follower_standard(f, told.edition + 1));
    assert_int_equal(follower_zone(f, told.edition + 1).n, 0);
    follower_release(f);
    close_scene();
}

/* --- with threads, on this machine ---------------------------------------------------------- */

struct asked {
    struct desk_asker asker;
    u32 told;
};

static void told(void *context, struct desk_asker *x)
{
    struct asked *a = context;
    (void)x;
    __atomic_store_n(&a->told, 1, __ATOMIC_SEQ_CST);
    platform_system.wake(platform_system.self, &a->told);
}

static struct desk_answer ask_and_wait(struct desk *l, const struct question *q, i64 at_least)
{
    struct asked a = {0};
    a.asker = (struct desk_asker){
        .question = q, .at_least = at_least, .arena = &arena, .done = told, .context = &a};
    if (desk_ask(l, &a.asker) == DESK_WAITING)
        while (!__atomic_load_n(&a.told, __ATOMIC_SEQ_CST))
            platform_system.wait(platform_system.self, &a.told, 0, -1);
    return a.asker.answer;
}

/* Opens deals; opened[i] is the event of the i-th. */
struct writing {
    struct workspace *workspace;
    i64 opened[DEALS];
    u32 ended;
};

static void write_deals(void *context)
{
    struct writing *w = context;
    for (i64 i = 0; i < DEALS; i++) {
        struct request r = {.intent = {.kind = INTENT_ACT,
                                       .expected = REVISION_ANY,
                                       .act = {.kind = EVENT_OPENED, .actor = 1},
                                       .text = S("a deal")}};
        workspace_do(w->workspace, &r);
        assert(r.answer.status == ANSWER_ACCEPTED);
        w->opened[i] = r.answer.first;
    }
    __atomic_store_n(&w->ended, 1, __ATOMIC_SEQ_CST);
}

static void while_acts_go_on_an_answer_is_that_of_its_event(void **state)
{
    (void)state;
    char folder[] = "/tmp/etalon-live-XXXXXX", path[64];
    struct err e;
    struct company company;
    static struct writing w;
    struct {
        i64 sequence, deals;
    } heard[2000];
    i64 n = 0;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/acme.etalon", folder);
    struct workspace_options o = {.create = true, .name = S("acme"), .commit_soon = true};
    company_init(&company, &arena, 5);
    assert_true(workspace_open(&w.workspace, &platform_system, path, &o, &e));
    company_begin(&company, w.workspace);
    struct desk *live;
    struct desk_options lo = {&platform_system, w.workspace, S("acme"), false};
    assert_true(desk_open(&live, &lo, &e));
    i64 thread = platform_system.thread_start(platform_system.self, write_deals, &w);
    while (!__atomic_load_n(&w.ended, __ATOMIC_SEQ_CST) && n < LENGTH(heard)) {
        i64 mark = arena_mark(&arena);
        struct question q = question_new(days_of_ms(os_now_ms()));
        q.parts = JSON_OUTCOMES;
        struct desk_answer x = ask_and_wait(live, &q, 0);
        assert_int_equal(x.status, DESK_ANSWERED);
        heard[n].sequence = x.sequence;
        heard[n++].deals = number_after(x.body, "\"deals_known\":");
        arena_rewind(&arena, mark);
    }
    platform_system.thread_join(platform_system.self, thread);
    assert_true(n > 1);
    for (i64 i = 0; i < n; i++) {
        i64 opened = 0;
        for (i64 d = 0; d < DEALS; d++)
            opened += w.opened[d] <= heard[i].sequence;
        assert_int_equal(heard[i].deals, opened);
    }
    struct question q = question_new(days_of_ms(os_now_ms()));
    q.parts = JSON_OUTCOMES;
    i64 head = workspace_head(w.workspace).sequence;
    assert_int_equal(number_after(ask_and_wait(live, &q, head).body, "\"deals_known\":"), DEALS);
    desk_close(live);
    workspace_close(w.workspace);
    unlink(path);
    rmdir(folder);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(the_same_question_is_computed_once_until_something_happens),
        TEST(what_must_be_in_an_answer_is_in_it),
        TEST(more_questions_than_places_are_answered_all_the_same),
        TEST(a_question_that_cannot_be_answered_is_refused_with_its_reason),
        TEST(a_random_company_is_followed_as_it_would_be_read_at_the_end),
        TEST(what_the_company_does_about_its_standard_is_followed),
        TEST(a_verdict_counts_as_an_evaluation),
        TEST(while_acts_go_on_an_answer_is_that_of_its_event),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
