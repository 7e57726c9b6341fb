/* The judge against its slow twin, on random standards and random deals, and what must
 * hold of every decision. */
#include "deal/twin_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

static struct world world;
static struct decision decision;

enum { ACTS = 60 };
#define START 1767225600000ll /* 2026-01-01 */

static void assert_twin_agrees(const struct deal_state *s, const struct deal_event *past, i64 n,
                               const struct deal_event *act, const struct verdict *v)
{
    struct twin t = {&world, past, n};
    str expected[FINDINGS_MAX], found[FINDINGS_MAX];
    i64 count = twin_judge(&t, &arena, act, act->occurred_ms, expected);
    for (i32 i = 0; i < v->count; i++)
        found[i] = twin_line(&world, &arena, &v->list[i]);
    twin_sort(found, v->count);
    for (i64 i = 0; i < i64_max(count, v->count); i++)
        if (i >= count || i >= v->count || !str_eq(expected[i], found[i]))
            fail_msg("%s %u in stage %d: expected %s, found %s", event_kind_id(act->kind),
                     act->subject, s->stage, i < count ? expected[i].p : "nothing",
                     i < v->count ? found[i].p : "nothing");
}

static void the_judge_agrees_with_its_twin_on_everything(void **state)
{
    (void)state;
    struct rng r = rng_from(2026);
    i64 seen[FINDING_CODE_COUNT] = {0}, acts = 0;
    for (i32 round = 0; round < 3000; round++) {
        i64 mark = arena_mark(&arena);
        struct deal_state s = {0};
        struct deal_event past[ACTS];
        i64 n = 0, now = START;
        world_random(&world, &arena, &r);
        for (i32 k = 0; k < ACTS; k++) {
            struct verdict v;
            now += rng_below(&r, 3 * MS_PER_DAY);
            struct deal_event act = world_random_act(&world, &s, &r, now);
            judge_act(&world.rules, &s, &act, now, &v);
            assert_twin_agrees(&s, past, n, &act, &v);
            for (i32 i = 0; i < v.count; i++)
                seen[v.list[i].code]++;
            acts++;
            if (v.worst == SEVERITY_SENSELESS)
                continue;
            past[n++] = act;
            deal_apply(&s, &act);
        }
        arena_rewind(&arena, mark);
    }
    /* the comparison means something only if every rule spoke */
    for (i32 c = 0; c < FINDING_CODE_COUNT; c++)
        if (seen[c] == 0 && c != FINDING_IN_THE_FUTURE && c != FINDING_PAUSE_OVER &&
            c != FINDING_CLOSE_DATE_PASSED && /* said of clocks, not of acts */
            c != FINDING_CATCH_UP && c != FINDING_UNTRAINED /* carry_test.c, training_test.c */)
            fail_msg("finding %d was never made in %lld acts", c, (long long)acts);
}

/* Nothing that no sequence of accepted acts may produce. */
static void assert_state_is_sound(const struct deal_state *s)
{
    assert_true(s->stage >= 0 && s->stage < world.rules.stage_count);
    struct bits confirmed = bits_or(s->confirmed_by_peer, s->confirmed_by_manager);
    assert_true(bits_none(bits_minus(confirmed, s->reached)));
    assert_true(bits_none(bits_minus(s->reached, s->ever_reached)));
    assert_true((s->handoff_accepted & ~s->handoff_offered) == 0);
    assert_true((s->handoff_touched & ~s->handoff_accepted) == 0);
    assert_true(!s->parked || !deal_is_closed(s));
    assert_int_equal(s->count.closes - s->count.reopens, deal_is_closed(s));
}

/* Asks the judge whether each promised way out is really open. */
static void assert_not_stuck(const struct deal_state *s, u32 actor, enum role role, i64 now)
{
    struct deal_event e = {.actor = actor, .role = (u8)role, .occurred_ms = now, .text = 1};
    u32 ways = judge_ways_out(&world.rules, s, deal_level(s, &e));
    const struct rules_outcome *lost = &world.rules.outcome[OUTCOME_LOST];
    struct ending end = {.reason = {lost->reason_count ? 0 : -1, -1}};
    const struct {
        u32 way;
        struct deal_event act;
    } acts[] = {
        {WAY_PARK, {.kind = EVENT_PARKED, .value = now + MS_PER_DAY}},
        {WAY_CLOSE,
         {.kind = EVENT_OUTCOME_SET, .subject = OUTCOME_LOST, .value = event_ending(end)}},
        {WAY_OBJECT, {.kind = EVENT_OBJECTED, .subject = NO_SUBJECT}},
        {WAY_REOPEN, {.kind = EVENT_REOPENED}},
        {WAY_UNPARK, {.kind = EVENT_UNPARKED}},
        {WAY_WAIVE, {.kind = EVENT_WAIVER_GRANTED}},
    };
    assert_true(ways & WAY_OBJECT);
    assert_true(ways & (deal_is_closed(s) ? WAY_REOPEN : WAY_CLOSE));
    for (i64 i = 0; i < LENGTH(acts); i++) {
        bool nothing_to_waive = acts[i].way == WAY_WAIVE && world.rules.milestone_count == 0;
        if (!(ways & acts[i].way) || nothing_to_waive)
            continue;
        e.kind = acts[i].act.kind;
        e.subject = acts[i].act.subject;
        e.value = acts[i].act.value;
        deal_decide(&world.rules, s, &e, now, &decision);
        if (!decision.accepted)
            fail_msg("the way out %s is closed", event_kind_id(e.kind));
    }
    for (i32 to = 0; (ways & WAY_BACK) && to < s->stage; to++)
        if (world.rules.stage[s->stage].moves >> to & 1) {
            e.kind = EVENT_STAGE_ENTERED;
            e.subject = (u16)to;
            deal_decide(&world.rules, s, &e, now, &decision);
            assert_true(decision.accepted);
        }
}

static bool same_deal(const struct deal_state *a, const struct deal_state *b)
{
    return memcmp(a, b, offsetof(struct deal_state, fresh_ms)) == 0;
}

static void decisions_keep_deals_sound_and_never_stuck(void **state)
{
    (void)state;
    struct rng r = rng_from(7);
    i64 accepted = 0, blocked = 0, senseless = 0;
    for (i32 round = 0; round < 1500; round++) {
        i64 mark = arena_mark(&arena);
        struct deal_state s = {0}, again = {0};
        VEC(struct deal_event) log = {0};
        i64 now = START;
        world_random(&world, &arena, &r);
        for (i32 k = 0; k < ACTS; k++) {
            now += rng_below(&r, 3 * MS_PER_DAY);
            struct deal_event act = world_random_act(&world, &s, &r, now);
            deal_decide(&world.rules, &s, &act, now, &decision);
            struct deal_state before = s;
            for (i32 i = 0; i < decision.count; i++) {
                deal_apply(&s, &decision.event[i]);
                *vec_push(&arena, &log) = decision.event[i];
            }
            if (!decision.accepted) {
                before.count.refusals = s.count.refusals;
                assert_true(same_deal(&before, &s));
                assert_int_equal(decision.count > 0, decision.verdict.worst == SEVERITY_BLOCK);
            }
            accepted += decision.accepted;
            blocked += decision.verdict.worst == SEVERITY_BLOCK;
            senseless += decision.verdict.worst == SEVERITY_SENSELESS;
            if (!s.opened)
                continue;
            assert_state_is_sound(&s);
            assert_not_stuck(&s, act.actor, (enum role)act.role, now);
        }
        memset(&again, 0xAA, sizeof again);
        deal_clear(&again);
        for (i64 i = 0; i < log.n; i++)
            deal_apply(&again, &log.v[i]);
        assert_true(same_deal(&s, &again));
        arena_rewind(&arena, mark);
    }
    assert_true(accepted > 10000 && blocked > 1000 && senseless > 1000);
}

static void severity_is_grade_times_discipline(void **state)
{
    (void)state;
    static const enum severity table[4][3] = {
        {SEVERITY_SILENT, SEVERITY_SILENT, SEVERITY_SILENT},
        {SEVERITY_ADVICE, SEVERITY_NOTE, SEVERITY_NOTE},
        {SEVERITY_BLOCK, SEVERITY_WARNING, SEVERITY_NOTE},
        {SEVERITY_BLOCK, SEVERITY_WARNING, SEVERITY_NOTE},
    };
    for (i32 d = 0; d < 4; d++)
        for (i32 g = 0; g < 3; g++)
            assert_int_equal(judge_severity((enum discipline)d, (enum grade)g), table[d][g]);
}

static void any_event_at_all_leaves_a_state_that_can_be_judged(void **state)
{
    (void)state;
    struct rng r = rng_from(99);
    world_random(&world, &arena, &r);
    for (i32 round = 0; round < 2000; round++) {
        struct deal_state s = {0};
        for (i32 k = 0; k < 40; k++) {
            struct verdict v;
            struct deal_event e;
            u64 words[4] = {rng_u64(&r), rng_u64(&r), rng_u64(&r), rng_u64(&r)};
            memcpy(&e, words, sizeof e);
            e.kind %= EVENT_KIND_COUNT + 2;
            e.subject = (u16)(k == 0 ? 0 : e.subject % 140);
            e.kind = k == 0 ? EVENT_OPENED : e.kind;
            judge_act(&world.rules, &s, &e, e.occurred_ms, &v);
            assert_true(v.count <= FINDINGS_MAX);
            deal_apply(&s, &e);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_judge_agrees_with_its_twin_on_everything),
        cmocka_unit_test(decisions_keep_deals_sound_and_never_stuck),
        cmocka_unit_test(severity_is_grade_times_discipline),
        cmocka_unit_test(any_event_at_all_leaves_a_state_that_can_be_judged),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
