/* A history is what was added, by deal and time, whatever the order and the threads. */
#include "history/group.h"
#include "history/history.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

static struct history_deal deal_named(str id)
{
    return (struct history_deal){.id = id,
                                 .created_ms = TIME_NONE,
                                 .entered_ms = TIME_NONE,
                                 .seen_from_ms = TIME_NONE,
                                 .closed_ms = TIME_NONE,
                                 .expected_ms = TIME_NONE,
                                 .modified_ms = TIME_NONE};
}

static struct history_event event_of(i64 deal, i64 at_ms, str activity)
{
    return (struct history_event){
        .deal = deal, .at_ms = at_ms, .recorded_ms = TIME_NONE, .activity = activity};
}

static void build(struct history *h, struct history_builder *b, i32 threads)
{
    struct err e = {0};
    if (!history_build(h, b, TIME_NONE, threads, &e))
        fail_msg("%s", e.text);
}

static void events_are_sorted_by_deal_and_time_and_ties_keep_their_order(void **state)
{
    (void)state;
    struct history_builder *b = history_builder_new(&arena);
    struct history_deal d0 = deal_named(S("d0")), d1 = deal_named(S("d1"));
    history_add_deal(b, &d0);
    history_add_deal(b, &d1);
    const struct history_event events[] = {
        event_of(1, 50, S("late")), event_of(0, 7, S("first of two")), event_of(1, 10, S("early")),
        event_of(0, 7, S("second of two"))};
    for (i64 i = 0; i < LENGTH(events); i++)
        history_add_event(b, &events[i]);
    struct history h;
    build(&h, b, 1);
    const char *expected[] = {"first of two", "second of two", "early", "late"};
    for (i64 i = 0; i < 4; i++)
        assert_true(str_eq(dict_name(&h.activities, h.activity[i]), str_c(expected[i])));
    assert_int_equal(h.first[1], 2);
    assert_int_equal(h.as_of_ms, 50);
    assert_null(h.actor);
    assert_null(h.lag_s);
    assert_null(h.value);
    assert_false(h.day_precise);
}

static void one_word_of_several_kinds_is_several_activities(void **state)
{
    (void)state;
    struct history_builder *b = history_builder_new(&arena);
    struct history_deal d = deal_named(S("d"));
    history_add_deal(b, &d);
    struct history_event e = event_of(0, 1, S("budget"));
    e.kind = ACTIVITY_REVOKED;
    history_add_event(b, &e);
    e.kind = ACTIVITY_MILESTONE;
    e.at_ms = 2;
    history_add_event(b, &e);
    e.kind = ACTIVITY_STAGE;
    e.at_ms = 3;
    history_add_event(b, &e);
    struct history h;
    build(&h, b, 1);
    i64 budget = dict_find(&h.activities, S("budget"));
    i64 revoked = dict_find(&h.activities, S("budget (revoked)"));
    i64 stage = dict_find(&h.activities, S("budget (stage)"));
    assert_int_equal(h.activity_kind[budget], ACTIVITY_MILESTONE);
    assert_int_equal(h.activity_kind[revoked], ACTIVITY_REVOKED);
    assert_int_equal(h.activity_kind[stage], ACTIVITY_STAGE);
    assert_true(str_eq(h.activity_word[revoked], S("budget")));
    assert_true(str_eq(h.activity_word[stage], S("budget")));
    assert_true(str_eq(h.activity_word[budget], S("budget")));
    assert_int_equal(h.activity[0], revoked);
    assert_int_equal(h.activity[1], budget);
    assert_int_equal(h.stage[0], stage);
}

static void what_a_deal_knows_is_kept(void **state)
{
    (void)state;
    struct history_builder *b = history_builder_new(&arena);
    struct history_deal d = deal_named(S("d"));
    d.created_ms = 5 * MS_PER_DAY;
    d.closed_ms = 9 * MS_PER_DAY;
    d.outcome = OUTCOME_LOST;
    d.reason = S("price");
    d.owner = S("Anna");
    d.currency = S("EUR");
    d.amount_minor = 1200;
    d.amount_known = true;
    history_add_deal(b, &d);
    history_set_attribute(b, 0, S("Segment"), S("SMB"));
    history_set_attribute(b, 0, S("Segment"), S(""));
    const str stages[] = {S("one"), S("two")};
    history_set_stages(b, stages, 2);
    struct governance_event g[] = {{.kind = GOVERNANCE_REVIEWED, .at_ms = 9},
                                   {.kind = GOVERNANCE_PUBLISHED, .at_ms = 3}};
    history_add_governance(b, &g[0]);
    history_add_governance(b, &g[1]);
    struct history h;
    build(&h, b, 1);
    assert_int_equal(h.outcome[0], OUTCOME_LOST);
    assert_true(str_eq(dict_name(&h.reasons, h.reason[0]), S("price")));
    assert_true(str_eq(dict_name(&h.actors, h.owner[0]), S("Anna")));
    assert_true(str_eq(dict_name(&h.currencies, h.currency[0]), S("EUR")));
    const struct history_attribute *segment = history_find_attribute(&h, S("segment"));
    assert_true(str_eq(dict_name(&segment->values, segment->value[0]), S("SMB")));
    assert_null(history_find_attribute(&h, S("source")));
    assert_int_equal(h.stage_order[dict_find(&h.activities, S("two"))], 1);
    assert_int_equal(h.governance[0].kind, GOVERNANCE_PUBLISHED);
    assert_int_equal(h.stage[0], HISTORY_ACTIVITIES_MAX);
    assert_int_equal(h.as_of_ms, 9 * MS_PER_DAY);
    assert_true(h.day_precise);
}

static void a_log_says_when_its_deals_began_and_ended(void **state)
{
    (void)state;
    struct history_builder *b = history_builder_new(&arena);
    const str ids[] = {S("x"), S("y"), S("z")};
    history_add_log_deals(b, ids, 3);
    u16 call = history_add_activity(b, S("call"), ACTIVITY_OTHER, OUTCOME_OPEN);
    u16 won = history_add_activity(b, S("Deal Won"), ACTIVITY_OUTCOME, OUTCOME_WON);
    u32 deal[] = {1, 0, 1, 0};
    i64 at[] = {9, 3, 4, 8};
    u16 activity[] = {won, call, call, call};
    struct history_run run = {.n = 4, .deal = deal, .at_ms = at, .activity = activity};
    history_add_run(b, &run);
    struct history h;
    build(&h, b, 1);
    assert_int_equal(h.outcome[0], OUTCOME_OPEN);
    assert_int_equal(h.closed_ms[0], TIME_NONE);
    assert_int_equal(h.outcome[1], OUTCOME_WON);
    assert_int_equal(h.entered_ms[1], 4);
    assert_int_equal(h.closed_ms[1], 9);
    assert_int_equal(h.entered_ms[2], TIME_NONE);
    assert_int_equal(h.first[3], 4);
}

/* As of moment 5000: what happened later is not known, nor what was only recorded later; the deal
 * that had not begun is not there, and the one that was won later is open. */
static void as_of_a_moment_a_log_knows_nothing_later(void **state)
{
    (void)state;
    struct history_builder *b = history_builder_new(&arena);
    const str ids[] = {S("x"), S("not yet"), S("y")};
    struct err e = {0};
    history_add_log_deals(b, ids, 3);
    u16 call = history_add_activity(b, S("call"), ACTIVITY_OTHER, OUTCOME_OPEN);
    u16 won = history_add_activity(b, S("won"), ACTIVITY_OUTCOME, OUTCOME_WON);
    u32 deal[] = {0, 0, 0, 1, 2, 2};
    i64 at[] = {1000, 2000, 9000, 6000, 3000, 4000};
    u16 activity[] = {call, call, won, call, call, won};
    i32 lag[] = {0, 4, HISTORY_NO_LAG, 0, 2, 1}; /* the second call was written down at 6000 */
    struct history_run run = {
        .n = 6, .deal = deal, .at_ms = at, .activity = activity, .lag_s = lag};
    history_add_run(b, &run);
    struct history h;
    assert_true(history_build(&h, b, 5000, 1, &e));
    assert_int_equal(h.deal_count, 2);
    assert_true(str_eq(h.deal_id[1], S("y")));
    assert_int_equal(h.first[1] - h.first[0], 1);
    assert_int_equal(h.at_ms[0], 1000);
    assert_int_equal(h.outcome[0], OUTCOME_OPEN);
    assert_int_equal(h.outcome[1], OUTCOME_WON);
    assert_int_equal(h.closed_ms[1], 4000);
    assert_int_equal(deal[4], 2); /* the caller's columns stay as they were */
}

static void too_many_activities_are_refused(void **state)
{
    (void)state;
    struct history_builder *b = history_builder_new(&arena);
    struct history_deal d = deal_named(S("d"));
    history_add_deal(b, &d);
    for (i64 i = 0; i <= HISTORY_ACTIVITIES_MAX; i++) {
        struct history_event e = event_of(0, i, str_fmt(&arena, "a%lld", (long long)i));
        history_add_event(b, &e);
    }
    struct history h;
    struct err e = {0};
    assert_false(history_build(&h, b, TIME_NONE, 1, &e));
    assert_int_equal(e.code, ERR_LIMIT);
}

struct row {
    u32 deal;
    i64 at_ms;
    u16 activity;
    u32 actor, order;
};

/* The obvious sort: insertion by (deal, time). */
static void sort_slowly(struct row *rows, i64 n)
{
    for (i64 i = 1; i < n; i++)
        for (i64 k = i; k > 0; k--) {
            bool after = rows[k - 1].deal < rows[k].deal ||
                         (rows[k - 1].deal == rows[k].deal && rows[k - 1].at_ms <= rows[k].at_ms);
            if (after)
                break;
            struct row swap = rows[k];
            rows[k] = rows[k - 1];
            rows[k - 1] = swap;
        }
}

static void grouping_is_a_stable_sort_whatever_the_threads(void **state)
{
    (void)state;
    struct rng rng = rng_from(11);
    for (i32 round = 0; round < 200; round++) {
        i64 mark = arena_mark(&arena);
        i64 n = rng_below(&rng, 300), deals = 1 + rng_below(&rng, 60);
        struct row *rows = arena_array(&arena, struct row, n);
        struct history_run *runs = arena_array(&arena, struct history_run, n + 1);
        i64 run_count = 0;
        u32 *deal = arena_array(&arena, u32, n), *actor = arena_array(&arena, u32, n);
        i64 *at = arena_array(&arena, i64, n);
        u16 *activity = arena_array(&arena, u16, n);
        for (i64 i = 0; i < n; i++) {
            deal[i] = (u32)rng_below(&rng, deals);
            at[i] = rng_below(&rng, 20);
            activity[i] = (u16)rng_below(&rng, 1000);
            actor[i] = (u32)i;
        }
        for (i64 i = 0; i < n;) {
            i64 size = 1 + rng_below(&rng, n - i);
            bool known = rng_below(&rng, 2);
            runs[run_count++] = (struct history_run){.n = size,
                                                     .deal = deal + i,
                                                     .at_ms = at + i,
                                                     .activity = activity + i,
                                                     .actor = known ? actor + i : NULL};
            for (i64 k = i; k < i + size; k++)
                rows[k] =
                    (struct row){deal[k], at[k], activity[k], known ? actor[k] : HISTORY_NO_ID, 0};
            i += size;
        }
        sort_slowly(rows, n);
        struct group_columns c;
        group_runs(&c, &arena, runs, run_count, deals, 1 + round % 4);
        assert_int_equal(c.event_count, n);
        for (i64 i = 0; i < n; i++) {
            assert_int_equal(c.at_ms[i], rows[i].at_ms);
            assert_int_equal(c.activity[i], rows[i].activity);
            if (c.actor)
                assert_int_equal(c.actor[i], rows[i].actor);
            assert_true(c.first[rows[i].deal] <= i && i < c.first[rows[i].deal + 1]);
        }
        arena_rewind(&arena, mark);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_are_sorted_by_deal_and_time_and_ties_keep_their_order),
        cmocka_unit_test(one_word_of_several_kinds_is_several_activities),
        cmocka_unit_test(what_a_deal_knows_is_kept),
        cmocka_unit_test(a_log_says_when_its_deals_began_and_ended),
        cmocka_unit_test(as_of_a_moment_a_log_knows_nothing_later),
        cmocka_unit_test(too_many_activities_are_refused),
        cmocka_unit_test(grouping_is_a_stable_sort_whatever_the_threads),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
