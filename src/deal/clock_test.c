/* What waits on a deal against a twin that keeps nothing: for every question it reads the whole
 * list of what happened, clocks that ran out among it. And: a clock runs out once for each act
 * that starts it, however often somebody looks. */
#include "deal/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "deal/world_test.h"
#include "tests/arena.h"

enum { ROUNDS = 1500, ACTS = 50, PAST_MAX = 4000 };
#define START 1767225600000ll /* 2026-01-01 */

/* What happened: an event of the deal, or a clock that ran out. */
struct happened {
    struct deal_event event;
    i32 clock; /* enum due_what; -1: an event of the deal */
};

static struct world world;
static struct happened past[PAST_MAX];
static i64 past_count;
static i64 seen[DUE_WHATS], moments[DUE_STATES], quiet;

/* --- the twin ------------------------------------------------------------------------------- */

/* The last event of a kind about a subject (-1: any); -1: there is none. */
static i64 last(enum event_kind kind, i32 subject)
{
    for (i64 i = past_count - 1; i >= 0; i--)
        if (past[i].clock < 0 && past[i].event.kind == kind &&
            (subject < 0 || past[i].event.subject == subject))
            return i;
    return -1;
}

static i64 later(i64 a, i64 b)
{
    return a > b ? a : b;
}

static bool ran_out_since(i64 from, enum due_what what, i32 subject)
{
    for (i64 i = from + 1; i < past_count; i++)
        if (past[i].clock == (i32)what && (subject < 0 || past[i].event.subject == subject))
            return true;
    return false;
}

static i64 stage_event(void)
{
    i64 at = later(last(EVENT_OPENED, -1), last(EVENT_STAGE_ENTERED, -1));
    return later(at, last(EVENT_REOPENED, -1));
}

static enum outcome outcome_now(void)
{
    i64 closed = last(EVENT_OUTCOME_SET, -1);
    return closed > last(EVENT_REOPENED, -1) ? (enum outcome)past[closed].event.subject
                                             : OUTCOME_OPEN;
}

static bool parked_now(void)
{
    i64 parked = last(EVENT_PARKED, -1);
    return parked >= 0 && parked > last(EVENT_UNPARKED, -1) && parked > last(EVENT_OUTCOME_SET, -1);
}

static u32 owner_at(i64 end)
{
    u32 owner = 0;
    for (i64 i = 0; i < end; i++)
        if (past[i].clock < 0 && past[i].event.kind == EVENT_OPENED)
            owner = past[i].event.actor;
        else if (past[i].clock < 0 && past[i].event.kind == EVENT_OWNER_SET)
            owner = (u32)past[i].event.value;
    return owner;
}

static enum confirmer level_of(i64 at)
{
    const struct deal_event *e = &past[at].event;
    return e->actor == owner_at(at) || (e->role != ROLE_PEER && e->role != ROLE_MANAGER)
               ? CONFIRMER_OWNER
               : (enum confirmer)e->role;
}
static_assert((i32)ROLE_PEER == CONFIRMER_PEER && (i32)ROLE_MANAGER == CONFIRMER_MANAGER,
              "roles stand for what they may confirm");

static bool reached_now(i32 m)
{
    return last(EVENT_MILESTONE_REACHED, m) > last(EVENT_MILESTONE_REVOKED, m);
}

static i64 fresh_of(i32 m)
{
    i64 from = last(EVENT_MILESTONE_REACHED, m), ms = past[from].event.occurred_ms;
    for (i64 i = from; i < past_count; i++)
        if (past[i].clock < 0 && past[i].event.kind == EVENT_MILESTONE_CONFIRMED &&
            past[i].event.subject == m && past[i].event.occurred_ms > ms)
            ms = past[i].event.occurred_ms;
    return ms;
}

/* Confirmed by somebody of at least `level` since it was last taken back. */
static bool confirmed(i32 m, enum confirmer level)
{
    for (i64 i = last(EVENT_MILESTONE_REVOKED, m) + 1; i < past_count; i++)
        if (past[i].clock < 0 && past[i].event.kind == EVENT_MILESTONE_CONFIRMED &&
            past[i].event.subject == m && level_of(i) >= level)
            return true;
    return false;
}

static bool has_field(i32 field, i64 *value)
{
    i64 at = last(EVENT_FIELD_SET, field);
    if (at < 0 || at < last(EVENT_FIELD_CLEARED, field))
        return false;
    *value = past[at].event.value;
    return true;
}

/* Not known to be false. */
static bool asked(i32 m)
{
    const struct when_spec *w = &world.when[m];
    i64 amount = 0, person;
    bool has_amount = has_field(FIELD_AMOUNT, &amount),
         champion = has_field(FIELD_CHAMPION, &person);
    bool too_small = has_amount && amount < w->least_minor;
    switch (w->form) {
    case WHEN_AMOUNT: return !too_small;
    case WHEN_CHAMPION: return champion;
    case WHEN_BOTH: return !too_small && champion;
    case WHEN_MILESTONE: return reached_now(w->milestone);
    case WHEN_NONE: break;
    }
    return true;
}

static bool in_play(i32 stage)
{
    enum outcome o = outcome_now();
    return o == OUTCOME_OPEN || (o == OUTCOME_WON && stage > world.rules.commit);
}

static i64 waiver_event(i32 m)
{
    i64 granted = last(EVENT_WAIVER_GRANTED, m);
    return granted > last(EVENT_WAIVER_ENDED, m) ? granted : -1;
}

static bool excused(i32 m)
{
    i64 at = waiver_event(m);
    return at >= 0 && !ran_out_since(at, DUE_WAIVER, m) &&
           level_of(at) >= world.standard.waivers.grantor;
}

static bool lapsed(i32 m)
{
    i64 from = later(last(EVENT_MILESTONE_REACHED, m), last(EVENT_MILESTONE_CONFIRMED, m));
    return ran_out_since(from, DUE_LAPSE, m);
}

static bool unconfirmed(i32 m)
{
    enum confirmer level = world.standard.milestones.v[m].confirmer;
    return level != CONFIRMER_OWNER && !confirmed(m, level);
}

struct lines {
    str line[DUES_MAX];
    i32 count;
};

static void say(struct lines *l, enum due_what what, i32 subject, enum due_whom whom,
                enum due_state state, i64 at_ms)
{
    bool always = what == DUE_PARK || what == DUE_CLOSE_DAY || what == DUE_RETURNED ||
                  what == DUE_ACCEPT || what == DUE_TOUCH;
    if (at_ms == INT64_MAX)
        return;
    if (world.standard.discipline == DISCIPLINE_RANDOM && !always)
        whom = WHOM_NOBODY;
    l->line[l->count++] = str_fmt(&arena, "%s %d for %d state %d at %lld", due_id(what), subject,
                                  (i32)whom, (i32)state, (long long)at_ms);
}

static void say_clock(struct lines *l, enum due_what what, i32 subject, enum due_whom whom,
                      i64 started, i64 at_ms)
{
    say(l, what, subject, whom,
        ran_out_since(started, what, what == DUE_PARK || what == DUE_CLOSE_DAY ? -1 : subject)
            ? DUE_RAN_OUT
            : DUE_RUNS,
        at_ms);
}

static void handoffs(struct lines *l, enum due_what what)
{
    for (i32 h = 0; h < world.rules.handoff_count; h++) {
        i64 offered = last(EVENT_HANDOFF_OFFERED, h), returned = last(EVENT_HANDOFF_RETURNED, h);
        i64 accepted = last(EVENT_HANDOFF_ACCEPTED, h), touched = last(EVENT_HANDOFF_TOUCHED, h);
        bool open = offered > returned;
        i64 entered = past[stage_event()].event.occurred_ms;
        i64 at = what == DUE_ACCEPT ? (open && accepted < offered ? offered : -1)
                 : what == DUE_TOUCH
                     ? (open && accepted > offered && touched < offered ? accepted : -1)
                     : -1;
        if (what == DUE_RETURNED && returned > offered)
            say(l, what, h, WHOM_OWNER, DUE_WAITS, entered);
        if (at >= 0 && past[at].event.value == TIME_NONE)
            say(l, what, h, WHOM_DEPARTMENT, DUE_WAITS, entered);
        else if (at >= 0)
            say_clock(l, what, h, WHOM_DEPARTMENT, at, past[at].event.value);
    }
}

static void milestones(struct lines *l, enum due_what what)
{
    const struct rules *r = &world.rules;
    for (i32 m = 0; m < r->milestone_count; m++) {
        enum confirmer level = r->milestone[m].confirmer;
        if (!in_play(r->milestone[m].stage) || !asked(m))
            continue;
        bool reached = reached_now(m), late = reached && lapsed(m);
        i64 lapse = reached ? rules_span_end(r, &r->milestone[m].lapse, fresh_of(m)) : INT64_MAX;
        i64 started = later(last(EVENT_MILESTONE_REACHED, m), last(EVENT_MILESTONE_CONFIRMED, m));
        if (what == DUE_LAPSE && reached && !excused(m))
            say_clock(l, what, m, WHOM_OWNER, started, lapse);
        if (what == DUE_CONFIRM && reached && !excused(m) && level != CONFIRMER_OWNER &&
            (unconfirmed(m) || late))
            say(l, what, m, level == CONFIRMER_PEER ? WHOM_PEERS : WHOM_MANAGERS, DUE_WAITS,
                late ? lapse : fresh_of(m));
        if (what == DUE_WAIVER && waiver_event(m) >= 0 && (!reached || late || unconfirmed(m)))
            say_clock(l, what, m, WHOM_OWNER, waiver_event(m), past[waiver_event(m)].event.value);
    }
}

static void twin_lists(struct lines *l)
{
    enum outcome o = outcome_now();
    bool parked = parked_now();
    l->count = 0;
    if (last(EVENT_OPENED, -1) < 0 || (o != OUTCOME_OPEN && o != OUTCOME_WON))
        return;
    i64 entered = stage_event();
    i32 stage = past[entered].event.subject;
    if (!parked && in_play(stage))
        say_clock(l, DUE_STAGE, stage, WHOM_OWNER, entered,
                  rules_span_end(&world.rules, &world.rules.stage[stage].limit,
                                 past[entered].event.occurred_ms));
    handoffs(l, DUE_ACCEPT);
    handoffs(l, DUE_TOUCH);
    if (!parked)
        milestones(l, DUE_LAPSE);
    if (!parked)
        milestones(l, DUE_WAIVER);
    i64 until = last(EVENT_PARKED, -1), day = last(EVENT_CLOSE_DATE_SET, -1);
    if (parked && past[until].event.value != TIME_NONE)
        say_clock(l, DUE_PARK, 0, WHOM_OWNER, until, past[until].event.value);
    if (!parked && day >= 0 && o == OUTCOME_OPEN)
        say_clock(l, DUE_CLOSE_DAY, 0, WHOM_OWNER, day,
                  (past[day].event.value + 1) * MS_PER_DAY); /* the worlds are in UTC */
    if (!parked)
        milestones(l, DUE_CONFIRM);
    handoffs(l, DUE_RETURNED);
}

/* --- a life --------------------------------------------------------------------------------- */

struct life {
    struct deal_state state;
    struct clocks clocks;
};

static void happens(struct life *x, const struct deal_event *e, i32 clock, i64 now_ms)
{
    assert(past_count < PAST_MAX);
    past[past_count++] = (struct happened){*e, clock};
    x->clocks.seen_ms = i64_max(x->clocks.seen_ms, now_ms);
    if (clock >= 0) {
        clocks_ran_out(&x->clocks, (enum due_what)clock, e->subject);
        return;
    }
    deal_apply(&x->state, e);
    clocks_start(&x->clocks, e);
}

static void assert_twin_agrees(const struct life *x)
{
    static struct lines twin;
    struct due list[DUES_MAX];
    i32 n = deal_dues(&world.rules, &x->state, &x->clocks, list);
    twin_lists(&twin);
    for (i32 i = 0; i < i64_max(n, twin.count); i++) {
        str mine = i < n ? str_fmt(&arena, "%s %d for %d state %d at %lld", due_id(list[i].what),
                                   list[i].subject, (i32)list[i].whom, (i32)list[i].state,
                                   (long long)list[i].at_ms)
                         : S("nothing");
        str other = i < twin.count ? twin.line[i] : S("nothing");
        if (!str_eq(mine, other))
            fail_msg("after %lld events: %s, the twin: %s", (long long)past_count, mine.p, other.p);
    }
    for (i32 i = 0; i < n; i++) {
        seen[list[i].what]++;
        moments[list[i].state]++;
        bool rises = i == 0 || list[i - 1].what < list[i].what ||
                     (list[i - 1].what == list[i].what && list[i - 1].subject < list[i].subject);
        assert_true(rises);
    }
}

/* As tick.c does: the first that is due, until none is. */
static i64 run_out(struct life *x, i64 now_ms)
{
    i64 said = 0;
    for (bool more = true; more; said += more) {
        struct due list[DUES_MAX], *first = NULL;
        i32 n = deal_dues(&world.rules, &x->state, &x->clocks, list);
        for (i32 i = 0; i < n; i++)
            if (list[i].state == DUE_RUNS && list[i].at_ms <= now_ms &&
                (!first || list[i].at_ms < first->at_ms))
                first = &list[i];
        more = first != NULL;
        if (more) {
            struct deal_event e = {.occurred_ms = first->at_ms, .subject = (u16)first->subject};
            happens(x, &e, (i32)first->what, now_ms);
            assert_twin_agrees(x);
        }
        assert_true(said < DUES_MAX);
    }
    return said;
}

static void assert_moved_is_right(const struct life *before, const struct life *after)
{
    static struct due was[DUES_MAX], is[DUES_MAX];
    if (!before->state.opened || deal_dues_moved(&world.rules, &before->state, &before->clocks,
                                                 &after->state, &after->clocks))
        return;
    memset(was, 0, sizeof was);
    memset(is, 0, sizeof is);
    i32 n = deal_dues(&world.rules, &before->state, &before->clocks, was);
    assert_int_equal(n, deal_dues(&world.rules, &after->state, &after->clocks, is));
    assert_memory_equal(was, is, (size_t)n * sizeof *was);
    quiet++;
}

static void what_waits_is_what_the_twin_finds_in_the_events(void **state)
{
    (void)state;
    struct rng r = rng_from(160);
    static struct life x, before;
    i64 said = 0;
    for (i32 round = 0; round < ROUNDS; round++) {
        i64 mark = arena_mark(&arena), now = START;
        world_random(&world, &arena, &r);
        x = (struct life){0};
        past_count = 0;
        for (i32 k = 0; k < ACTS; k++) {
            struct decision d;
            now += rng_below(&r, 2 * MS_PER_DAY);
            said += run_out(&x, now);
            assert_int_equal(run_out(&x, now), 0);
            struct deal_event act = world_random_act(&world, &x.state, &r, now);
            if (act.kind == EVENT_CLOSE_DATE_SET)
                act.value = now / MS_PER_DAY + rng_below(&r, 5);
            deal_decide(&world.rules, &x.state, &act, now, &d);
            before = x;
            for (i32 i = 0; i < d.count; i++)
                happens(&x, &d.event[i], -1, now);
            assert_moved_is_right(&before, &x);
            assert_twin_agrees(&x);
        }
        arena_rewind(&arena, mark);
    }
    for (i32 i = 0; i < DUE_WHATS; i++)
        if (*due_id((enum due_what)i) && (i < DUE_TRAINING || i > DUE_TURN))
            assert_true(seen[i] > 100);
    for (i32 i = 0; i < DUE_STATES; i++)
        assert_true(moments[i] > 1000);
    assert_true(quiet > 1000);
    print_message("%lld clocks ran out, %lld acts moved nothing\n", (long long)said,
                  (long long)quiet);
}

/* --- what is said --------------------------------------------------------------------------- */

static void every_clock_of_a_deal_is_said_by_the_judge(void **state)
{
    (void)state;
    struct rng r = rng_from(9);
    struct verdict v;
    world_random(&world, &arena, &r);
    while (world.rules.handoff_count == 0 || world.rules.milestone_count == 0)
        world_random(&world, &arena, &r);
    for (i32 what = 0; what < DUE_TRAINING; what++) {
        judge_clock(&world.rules, (enum due_what)what, 0, START, &v);
        assert_int_equal(v.count, 1);
        assert_false(verdict_refuses(&v));
    }
    judge_clock(&world.rules, DUE_LAPSE, world.rules.milestone_count, START, &v);
    assert_int_equal(v.count, 0);
    judge_clock(&world.rules, DUE_ACCEPT, world.rules.handoff_count, START, &v);
    assert_int_equal(v.count, 0);
    judge_clock(&world.rules, DUE_STAGE, world.rules.stage_count, START, &v);
    assert_int_equal(v.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_waits_is_what_the_twin_finds_in_the_events),
        cmocka_unit_test(every_clock_of_a_deal_is_said_by_the_judge),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
