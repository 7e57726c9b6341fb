/* A deal carried to the next version: it stands there as it could have come to stand, nothing of
 * what is kept is lost, and it is not stuck. Random standards, random changes, random lives. */
#include "deal/carry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "deal/world_test.h"

enum { START = 1000, ACTS = 60 };

static struct arena arena;
static struct world old, new;
static struct decision decision;

static bool chance(struct rng *r, i64 percent)
{
    return rng_below(r, 100) < percent;
}

static const char *const conditions[] = {"amount >= 200", "champion is set", "size = size-1"};

/* Where one id that is gone goes: dropped, to one, or split by a condition. */
static void add_map(struct world *w, void *map, str from, str some, str other, struct rng *r)
{
    VEC(struct change_map) *rows = map;
    struct change_map row = {.from = from, .index = -1};
    if (chance(r, 30) && some.n) {
        row.to = other;
        row.when = str_c(conditions[rng_below(r, LENGTH(conditions))]);
        memcpy(vec_push(w->arena, rows), &row, sizeof row);
        row.when = (str){0};
    }
    if (chance(r, 80))
        row.to = some;
    memcpy(vec_push(w->arena, rows), &row, sizeof row);
}

static str any_stage(struct world *w, struct rng *r)
{
    return w->standard.stages.v[rng_below(r, w->standard.stages.n)].id;
}

static str any_milestone(struct world *w, struct rng *r)
{
    i64 n = w->standard.milestones.n;
    return n ? w->standard.milestones.v[rng_below(r, n)].id : (str){0};
}

static void add_changes(struct rng *r)
{
    struct standard *s = &new.standard;
    s->changes.known = true;
    s->changes.from_version = old.standard.version;
    s->changes.catch_up_within = (struct span){.ms = 3 * MS_PER_DAY, .known = chance(r, 80)};
    for (i64 i = 0; i < old.standard.stages.n; i++)
        if (i >= s->stages.n || chance(r, 20))
            add_map(&new, &s->changes.stages, old.standard.stages.v[i].id, any_stage(&new, r),
                    any_stage(&new, r), r);
    for (i64 i = 0; i < old.standard.milestones.n; i++)
        if (i >= s->milestones.n || chance(r, 20))
            add_map(&new, &s->changes.milestones, old.standard.milestones.v[i].id,
                    any_milestone(&new, r), any_milestone(&new, r), r);
    for (i64 i = 0; i < s->milestones.n; i++)
        if (chance(r, 70)) {
            struct change_new *policy = vec_push(&arena, &s->changes.added);
            policy->milestone.id = s->milestones.v[i].id;
            policy->policy = chance(r, 50) ? NEW_CATCH_UP : NEW_GRANDFATHERED;
        }
}

static i64 live(struct deal_state *s, i64 now, i32 acts, struct rng *r, const struct world *w)
{
    for (i32 k = 0; k < acts; k++) {
        now += rng_below(r, 2 * MS_PER_DAY);
        struct deal_event act = world_random_act(w, s, r, now);
        deal_decide(&w->rules, s, &act, now, &decision);
        for (i32 i = 0; i < decision.count; i++)
            deal_apply(s, &decision.event[i]);
    }
    return now;
}

static void assert_within(struct bits b, i32 n)
{
    for (i32 i; (i = bits_take(&b)) >= 0;)
        assert_true(i < n);
}

/* What no deal of the new version could be. */
static void assert_legal(const struct deal_state *s)
{
    const struct rules *r = &new.rules;
    struct bits named[] = {
        s->reached,       s->ever_reached, s->waived,           s->milestones_unknown,
        s->grandfathered, s->catching_up,  s->confirmed_by_peer};
    assert_true(s->stage >= 0 && s->stage < r->stage_count);
    for (i32 i = 0; i < LENGTH(named); i++)
        assert_within(named[i], r->milestone_count);
    assert_true(bits_none(bits_minus(s->confirmed_by_peer, s->reached)));
    assert_true(bits_none(bits_minus(s->confirmed_by_manager, s->reached)));
    assert_true(bits_none(bits_minus(s->reached, s->ever_reached)));
    assert_true(bits_none(bits_and(s->reached, s->catching_up)));
    assert_true(bits_none(bits_and(s->grandfathered, s->catching_up)));
    struct field_set set = s->set;
    for (i32 i; (i = field_set_take(&set)) >= 0;) {
        const struct field *f = &new.standard.fields.v[i];
        assert_true(f->type != FIELD_CHOICE || (s->value[i] >= 0 && s->value[i] < f->choices.n));
    }
    u64 handoffs = r->handoff_count == 64 ? ~0ull : (1ull << r->handoff_count) - 1;
    assert_true((s->handoff_offered & ~handoffs) == 0 && (s->handoff_returned & ~handoffs) == 0);
    assert_true((s->handoff_accepted & ~s->handoff_offered) == 0);
    assert_true((s->handoff_touched & ~s->handoff_accepted) == 0);
    for (i32 lane = LANE_SELLER; deal_is_closed(s) && lane <= LANE_BUYER; lane++)
        assert_true(s->ending.reason[lane] < r->outcome[s->outcome].reason_count ||
                    s->ending.reason[lane] == -1);
}

static void assert_accepted(const struct deal_state *s, i64 now, struct deal_event e)
{
    e.actor = s->owner;
    e.text = 1;
    deal_decide(&new.rules, s, &e, now, &decision);
    if (!decision.accepted)
        fail_msg("%s is refused after the migration", event_kind_id(e.kind));
}

static void assert_not_stuck(const struct deal_state *s, i64 now)
{
    struct ending e = {.reason = {-1, -1}};
    if (new.rules.outcome[OUTCOME_WALKED].reason_count)
        e.reason[LANE_SELLER] = 0;
    assert_accepted(s, now, (struct deal_event){.kind = EVENT_OBJECTED, .subject = NO_SUBJECT});
    if (deal_is_closed(s)) {
        assert_accepted(s, now, (struct deal_event){.kind = EVENT_REOPENED, .subject = 0});
        return;
    }
    assert_accepted(
        s, now, (struct deal_event){.kind = EVENT_PARKED, .value = now + 1, .subject = NO_SUBJECT});
    assert_accepted(s, now,
                    (struct deal_event){.kind = EVENT_OUTCOME_SET,
                                        .value = event_ending(e),
                                        .subject = OUTCOME_WALKED});
}

/* By ids, from the text of the changes: what became of one new milestone without conditions. */
static bool all_sources_reached(const struct deal_state *s, i32 m, bool *certain)
{
    str id = new.standard.milestones.v[m].id;
    bool all = true, any = false, own = false, own_reached = false;
    *certain = true;
    for (i32 o = 0; o < old.standard.milestones.n; o++) {
        str from = old.standard.milestones.v[o].id, to = from;
        for (i64 i = new.standard.changes.milestones.n - 1; i >= 0; i--) {
            const struct change_map *row = &new.standard.changes.milestones.v[i];
            if (!str_eq(row->from, from))
                continue;
            *certain &= row->when.n == 0 || !str_eq(row->to, id);
            *certain &= row->when.n > 0 || i == 0 ||
                        !new.standard.changes.milestones.v[i - 1].when.n || !str_eq(row->to, id);
            to = row->to;
        }
        if (!str_eq(to, id))
            continue;
        bool reached = bits_has(s->reached, o);
        any = true;
        all &= reached;
        own |= str_eq(from, id);
        own_reached |= str_eq(from, id) && reached;
    }
    return own && own_reached ? true : any && all;
}

static void assert_milestones_kept(const struct deal_state *was, const struct deal_state *is)
{
    for (i32 m = 0; m < new.rules.milestone_count; m++) {
        bool certain, expected = all_sources_reached(was, m, &certain);
        if (certain)
            assert_int_equal(bits_has(is->reached, m), expected);
    }
}

static void a_deal_that_is_carried_is_legal_and_not_stuck(void **state)
{
    (void)state;
    struct rng r = rng_from(31);
    i64 carried = 0, trouble[CARRY_TROUBLE_COUNT] = {0}, excused = 0, kept = 0;
    for (i32 round = 0; round < 4000; round++) {
        i64 mark = arena_mark(&arena), now;
        struct deal_state s = {0};
        struct carry c;
        struct diags d;
        i32 stage = -1;
        world_random(&old, &arena, &r);
        world_random(&new, &arena, &r);
        new.rules.version = old.rules.version + 1;
        add_changes(&r);
        diags_init(&d, &arena);
        assert_true(carry_make(&c, &arena, &old.rules, &new.rules, &d));
        now = live(&s, START, 1 + (i32)rng_below(&r, ACTS), &r, &old);
        enum carry_trouble t = s.opened ? carry_plan(&c, &s, now, &stage) : CARRY_NO_TARGET;
        trouble[t]++;
        if (t == CARRY_FINE) {
            struct deal_state was = s, again = s;
            struct deal_event e = {.kind = EVENT_MIGRATED,
                                   .occurred_ms = now,
                                   .subject = (u16)stage,
                                   .value = new.rules.version};
            deal_carry(&c, &s, &e);
            deal_carry(&c, &again, &e);
            assert_memory_equal(&s, &again, sizeof s);
            assert_int_equal(s.version, new.rules.version);
            assert_int_equal(s.stage_entered_ms, was.stage_entered_ms);
            assert_memory_equal(&s.count, &was.count, sizeof s.count);
            assert_legal(&s);
            assert_milestones_kept(&was, &s);
            assert_not_stuck(&s, now);
            excused += !bits_none(bits_or(s.grandfathered, s.catching_up));
            kept += !bits_none(s.reached);
            carried++;
            now = live(&s, now, 30, &r, &new); /* and it goes on */
            assert_legal(&s);
            assert_not_stuck(&s, now);
        }
        arena_rewind(&arena, mark);
    }
    assert_true(carried > 1500 && excused > 200 && kept > 300);
    assert_true(trouble[CARRY_NO_TARGET] > 50 && trouble[CARRY_PAST_SIGNATURE] > 50);
}

/* Two standards of one stage each, one milestone new in the second. */
static void begin_small(struct carry *c, enum new_milestone policy, const char *rows[][2], i32 n)
{
    static const char *const before[] = {"a", "b", "c"}, *const after[] = {"a", "bc", "x"};
    struct diags d;
    struct world *worlds[] = {&old, &new};
    for (i32 k = 0; k < 2; k++) {
        struct world *w = worlds[k];
        *w = (struct world){.arena = &arena};
        w->standard.discipline = DISCIPLINE_FORMAL;
        w->standard.currency = S("EUR");
        for (i32 i = 0; i < 2; i++) {
            struct stage *stage = vec_push(&arena, &w->standard.stages);
            stage->id = i ? S("two") : S("one");
            stage->milestone_count = i ? 0 : 3;
            stage->milestone_first = i ? 3 : 0;
            stage->department.index = -1;
        }
        for (i32 i = 0; i < 3; i++)
            vec_push(&arena, &w->standard.milestones)->id = str_c(k ? after[i] : before[i]);
    }
    new.standard.moves.forward = MOVE_NEXT;
    new.standard.changes.known = true;
    new.standard.changes.catch_up_within =
        (struct span){.ms = MS_PER_DAY, .days = 1, .known = true};
    for (i32 i = 0; i < n; i++) {
        struct change_map *row = vec_push(&arena, &new.standard.changes.milestones);
        row->from = str_c(rows[i][0]);
        row->to = str_c(rows[i][1]);
    }
    struct change_new *added = vec_push(&arena, &new.standard.changes.added);
    added->milestone.id = S("x");
    added->policy = policy;
    diags_init(&d, &arena);
    assert_true(rules_compile(&old.rules, &arena, &old.standard, (str){0}, &d));
    assert_true(rules_compile(&new.rules, &arena, &new.standard, (str){0}, &d));
    new.rules.version = 2;
    assert_true(carry_make(c, &arena, &old.rules, &new.rules, &d));
}

static const char *merged[][2] = {{"b", "bc"}, {"c", "bc"}};

static struct deal_state reached(struct bits which, i32 stage)
{
    struct deal_state s = {.opened = true, .stage = stage, .reached = which, .ever_reached = which};
    for (i32 i = 0; i < 3; i++)
        s.fresh_ms[i] = 10 + i;
    return s;
}

static void carry_over(const struct carry *c, struct deal_state *s, i64 now)
{
    i32 stage;
    assert_int_equal(carry_plan(c, s, now, &stage), CARRY_FINE);
    struct deal_event e = {
        .kind = EVENT_MIGRATED, .occurred_ms = now, .subject = (u16)stage, .value = 2};
    deal_carry(c, s, &e);
}

static void what_became_one_is_reached_when_all_of_it_was(void **state)
{
    (void)state;
    struct carry c;
    begin_small(&c, NEW_GRANDFATHERED, merged, 2);
    struct deal_state one = reached(bits_or(bits_of(0), bits_of(1)), 0);
    carry_over(&c, &one, 100);
    assert_true(bits_has(one.reached, 0) && !bits_has(one.reached, 1));
    struct deal_state both = reached(bits_or(bits_of(1), bits_of(2)), 0);
    carry_over(&c, &both, 100);
    assert_true(bits_has(both.reached, 1) && !bits_has(both.reached, 0));
    assert_int_equal(both.fresh_ms[1], 11); /* the earliest: a lapse is not put off */
}

static void what_is_new_is_asked_of_who_has_not_passed_it(void **state)
{
    (void)state;
    struct carry c;
    begin_small(&c, NEW_GRANDFATHERED, merged, 2);
    struct deal_state behind = reached(bits_of(0), 1), before = reached(bits_of(0), 0);
    carry_over(&c, &behind, 100);
    carry_over(&c, &before, 100);
    assert_int_equal(judge_milestone(&new.rules, &behind, 2, 100), STANDING_GRANDFATHERED);
    assert_int_equal(judge_milestone(&new.rules, &before, 2, 100), STANDING_MISSING);
}

static void what_is_to_be_caught_up_is_a_note_until_its_day(void **state)
{
    (void)state;
    struct carry c;
    struct verdict v;
    begin_small(&c, NEW_CATCH_UP, merged, 2);
    struct bits all = bits_or(bits_of(0), bits_or(bits_of(1), bits_of(2)));
    struct deal_state s = reached(all, 1);
    carry_over(&c, &s, 100);
    struct deal_event won = {.kind = EVENT_OUTCOME_SET,
                             .subject = OUTCOME_WON,
                             .value = event_ending((struct ending){.reason = {-1, -1}})};
    judge_act(&new.rules, &s, &won, MS_PER_DAY, &v);
    assert_false(verdict_refuses(&v));
    assert_int_equal(v.list[0].code, FINDING_CATCH_UP);
    assert_int_equal(v.list[0].severity, SEVERITY_NOTE);
    assert_int_equal(v.list[0].at_ms, MS_PER_DAY + 100);
    judge_act(&new.rules, &s, &won, MS_PER_DAY + 100, &v);
    assert_true(verdict_refuses(&v));
    assert_int_equal(v.list[0].code, FINDING_MISSING);
}

static void an_act_since_is_read_back_by_its_id(void **state)
{
    (void)state;
    struct carry c;
    begin_small(&c, NEW_GRANDFATHERED, merged, 2);
    struct deal_event e = {.kind = EVENT_MILESTONE_REACHED, .subject = 0};
    assert_true(carry_back(&c, OUTCOME_OPEN, &e) && e.subject == 0);
    e.subject = 1; /* two became it: which one, nobody can say */
    assert_false(carry_back(&c, OUTCOME_OPEN, &e));
    e.subject = 2;
    assert_false(carry_back(&c, OUTCOME_OPEN, &e));
    e = (struct deal_event){.kind = EVENT_REFUSED, .subject = 2};
    assert_true(carry_back(&c, OUTCOME_OPEN, &e) && e.subject == NO_SUBJECT);
}

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 1ll << 32);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_deal_that_is_carried_is_legal_and_not_stuck),
        cmocka_unit_test(what_became_one_is_reached_when_all_of_it_was),
        cmocka_unit_test(what_is_new_is_asked_of_who_has_not_passed_it),
        cmocka_unit_test(what_is_to_be_caught_up_is_a_note_until_its_day),
        cmocka_unit_test(an_act_since_is_read_back_by_its_id),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
