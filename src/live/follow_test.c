/* What a follower makes of the events is what the engine makes of them: acts at random while deals
 * go to the next edition and come back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/os.h"
#include "live/follow.h"
#include "live/past.h"
#include "workspace/company_test.h"

#include "tests/arena.h"

static struct simulated sim;
static struct company company;
static struct workspace *w;
static str next_text;

static str in_utc(str text)
{
    str zone = S("Europe/Paris");
    i64 at = str_find(text, zone);
    assert_true(at > 0);
    return str_fmt(&arena, "%.*sUTC%.*s", (int)at, text.p, (int)(text.n - at - zone.n),
                   text.p + at + zone.n);
}

static void begin(u64 seed)
{
    const struct workspace_options o = {.create = true, .no_thread = true, .name = S("acme")};
    struct err e;
    str text;
    simulated_init(&sim, seed);
    company_init(&company, &arena, seed);
    assert_true(os_read_file(&text, &arena, S(TEST_ROOT "/tests/standards/good/small-next.yaml"),
                             1 << 20, &e));
    next_text = in_utc(text);
    assert_true(workspace_open(&w, &sim.platform, "acme.etalon", &o, &e));
    company_begin(&company, w);
}

static void end(void)
{
    workspace_close(w);
    simulated_release(&sim);
}

static i64 ask(struct intent intent)
{
    struct request r = {.intent = intent};
    r.intent.expected = REVISION_ANY;
    if (!r.intent.act.actor)
        r.intent.act.actor = 1;
    workspace_do(w, &r);
    assert_int_equal(r.answer.status, ANSWER_ACCEPTED);
    return r.answer.deal;
}

static void work(i64 acts)
{
    for (i64 i = 0; i < acts; i++)
        company_do(&company, w, sim.now_ms += 3600000);
}

static i64 act(i64 deal, enum event_kind kind, i64 subject, i64 value)
{
    return ask((struct intent){.kind = INTENT_ACT,
                               .deal = deal,
                               .act = {.kind = (u8)kind, .subject = (u16)subject, .value = value}});
}

/* Deals in the stage that the next version splits. */
static void stand_in_cost(i64 n)
{
    for (i64 i = 0; i < n; i++) {
        i64 deal = act(0, EVENT_OPENED, 0, 0);
        act(deal, EVENT_FIELD_SET, 2, i % 2);
        act(deal, EVENT_FIELD_SET, 3, 20000 + i);
        if (i % 3)
            act(deal, EVENT_FIELD_SET, 0, 100 * i);
        act(deal, EVENT_STAGE_ENTERED, 1, 0);
        company.deal[company.deals++] = deal;
    }
}

static void step_to_the_end(void)
{
    while (workspace_step(w))
        continue;
}

static void same_deals(const struct history *h, const i64 *ids)
{
    struct reader *r;
    struct err e;
    assert_true(reader_open(&r, w, &e));
    assert_int_equal(h->deal_count, company.deals);
    for (i64 d = 0; d < h->deal_count; d++) {
        struct deal_state s;
        assert_true(reader_state(r, ids ? ids[d] : company.deal[d], &s) > 0);
        const struct stage *at = &workspace_rules(w, s.version)->standard->stages.v[s.stage];
        str stage = words_or_id(&at->title, S("en"), at->id);
        if (h->stage[d] == HISTORY_ACTIVITIES_MAX || !str_eq(h->activity_word[h->stage[d]], stage))
            fail_msg("deal %lld is in %.*s", (long long)company.deal[d], STR_ARG(stage));
        assert_int_equal(h->outcome[d], s.outcome);
        if (s.version > 1)
            continue; /* its fields have other numbers there */
        assert_int_equal(h->amount_known[d], field_set_has(&s.set, 0));
        if (h->amount_known[d])
            assert_int_equal(h->amount_minor[d], s.value[0]);
    }
    reader_close(r);
}

static void compare(struct follower *f)
{
    struct growing_answer told;
    struct history h;
    struct reader *r;
    struct err e;
    const struct past_options o = {.as_of_ms = TIME_NONE, .threads = 1};
    const struct growing_view view = {.as_of_ms = INT64_MAX - MS_PER_DAY,
                                      .every_process = true,
                                      .entered_from_ms = TIME_NONE,
                                      .entered_to_ms = TIME_NONE,
                                      .threads = 1};
    i64 mark = arena_mark(&arena);
    while (follower_read(f))
        continue;
    assert_true(growing_history(&told, &arena, follower_history(f), &view, &e));
    same_deals(&told.history, told.id);
    assert_true(reader_open(&r, w, &e));
    assert_true(past_build(&h, &arena, w, r, &o, &e));
    reader_close(r);
    same_deals(&h, told.id);
    assert_int_equal(h.event_count, told.history.event_count);
    for (i64 i = 0; i < h.event_count; i++)
        assert_int_equal(h.at_ms[i], told.history.at_ms[i]);
    arena_rewind(&arena, mark);
}

static void deals_that_go_and_come_back_are_what_the_engine_says(void **state)
{
    (void)state;
    i64 restored = 0;
    for (u64 seed = 1; seed <= 5; seed++) {
        begin(seed);
        struct follower *f = follower_new(w);
        work(300);
        stand_in_cost(20);
        compare(f);
        ask((struct intent){.kind = INTENT_PUBLISH, .text = next_text, .act = {.value = 1}});
        for (i64 round = 0; round < 4; round++) {
            for (i64 i = 0; i < 40; i++) {
                work(rng_below(&company.rng, 4));
                workspace_step(w);
            }
            step_to_the_end();
            work(60);
            compare(f);
            i64 before = workspace_head(w).sequence;
            ask((struct intent){.kind = round % 2 ? INTENT_MIGRATE : INTENT_UNDO,
                                .act = {.value = 2}});
            step_to_the_end();
            compare(f);
            restored += round % 2 ? 0 : workspace_head(w).sequence - before;
        }
        follower_release(f);
        end();
    }
    assert_true(restored > 100);
}

static i64 acts_of(const struct history *h, enum governance_kind kind, str actor, str department)
{
    i64 n = 0;
    for (i64 i = 0; i < h->governance_count; i++)
        n += h->governance[i].kind == kind && str_eq(h->governance[i].actor, actor) &&
             str_eq(h->governance[i].department, department);
    return n;
}

static void who_is_trained_and_who_works_where_is_followed(void **state)
{
    struct growing_answer told;
    struct err e;
    (void)state;
    begin(9);
    i64 ann = ask((struct intent){
        .kind = INTENT_PERSON, .text = S("Ann"), .content = S("sales"), .act = {.subject = 1}});
    i64 bo = ask((struct intent){.kind = INTENT_PERSON, .text = S("Bo")});
    act(0, EVENT_OPENED, 0, 0);
    ask((struct intent){.kind = INTENT_TRAINED, .deal = ann, .act = {.value = 1}});
    ask((struct intent){
        .kind = INTENT_PLACE, .text = S("success"), .act = {.value = bo, .subject = 1}});
    struct follower *f = follower_new(w);
    while (follower_read(f))
        continue;
    const struct growing_view view = {.as_of_ms = sim.now_ms + MS_PER_DAY,
                                      .entered_from_ms = TIME_NONE,
                                      .entered_to_ms = TIME_NONE,
                                      .threads = 1};
    assert_true(growing_history(&told, &arena, follower_history(f), &view, &e));
    assert_int_equal(acts_of(&told.history, GOVERNANCE_MEMBER, S("Ann"), S("sales")), 1);
    assert_int_equal(acts_of(&told.history, GOVERNANCE_MEMBER, S("Bo"), S("success")), 1);
    assert_int_equal(acts_of(&told.history, GOVERNANCE_TRAINED, S("Ann"), S("")), 1);
    assert_int_equal(acts_of(&told.history, GOVERNANCE_TRAINED, S("Bo"), S("")), 0);
    follower_release(f);
    end();
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(deals_that_go_and_come_back_are_what_the_engine_says),
        TEST(who_is_trained_and_who_works_where_is_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
