/* A draft over closed deals: a case counted by hand, and a twin that reads every event again for
 * every question, on random small histories. */
#include "revise/backtest.h"

#include "standard/read.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct arena arena;

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

/* Stages a, b, c (signature), d; milestones ma and mx in a, mb in b, mc in c, md in d. */
static const char text[] =
    "etalon: 1\nprocess: t\ntitle: T\ndiscipline: %s\nowner: O\ncurrency: EUR\n"
    "departments: {s: S}\n"
    "stages:\n"
    "  a: {title: A, department: s, milestones: {ma: {title: MA, grade: required}, "
    "mx: {title: MX, grade: %s}}}\n"
    "  b: {title: B, department: s, milestones: {mb: {title: MB, grade: required}}}\n"
    "  c: {title: C, department: s, commit: true, milestones: {mc: {title: MC, grade: required}}}\n"
    "  d: {title: D, department: s, milestones: {md: {title: MD, grade: required}}}\n"
    "moves: {forward: any, backward: true}\n"
    "outcomes: {won: {title: W}, lost: {title: L}, no-decision: {title: N}}\n";

static const struct rules *rules_of(const char *discipline, const char *grade)
{
    struct standard *s = arena_new(&arena, struct standard);
    struct rules *r = arena_new(&arena, struct rules);
    struct diags d;
    diags_init(&d, &arena);
    str source = str_fmt(&arena, text, discipline, grade);
    assert_true(standard_read(s, &arena, S("test"), source, &d));
    assert_true(rules_compile(r, &arena, s, (str){0}, &d));
    return r;
}

static struct history_builder *builder;

static i64 add_deal(enum outcome outcome, i64 entered_day, i64 closed_hour, const char *owner)
{
    static i64 number;
    struct history_deal d = {.id = str_fmt(&arena, "%lld", (long long)number++),
                             .created_ms = TIME_NONE,
                             .entered_ms = entered_day * MS_PER_DAY,
                             .seen_from_ms = TIME_NONE,
                             .closed_ms = closed_hour * MS_PER_HOUR,
                             .expected_ms = TIME_NONE,
                             .modified_ms = TIME_NONE,
                             .outcome = outcome,
                             .owner = str_c(owner)};
    return history_add_deal(builder, &d);
}

static void add_event(i64 deal, i64 hour, i64 lag_hours, const char *word, enum activity_kind kind)
{
    struct history_event e = {.deal = deal,
                              .at_ms = hour * MS_PER_HOUR,
                              .recorded_ms = (hour + lag_hours) * MS_PER_HOUR,
                              .activity = str_c(word),
                              .kind = kind,
                              .actor = S("Ann")};
    history_add_event(builder, &e);
}

static struct history build(void)
{
    struct history h;
    struct err e;
    assert_true(history_build(&h, builder, TIME_NONE, 1, &e));
    return h;
}

static struct backtest run(const struct history *h, const struct rules *r)
{
    struct backtest b;
    struct backtest_options o = {.rules = r, .threads = 1};
    backtest_run(&b, &arena, h, &o);
    return b;
}

static void a_case_counted_by_hand(void **state)
{
    (void)state;
    builder = history_builder_new(&arena);
    /* met at the gate, won */
    i64 d = add_deal(OUTCOME_WON, 0, 240, "Ann");
    add_event(d, 0, 0, "a", ACTIVITY_STAGE);
    add_event(d, 10, 0, "ma", ACTIVITY_MILESTONE);
    add_event(d, 24, 0, "b", ACTIVITY_STAGE);
    /* recorded a day after the gate, though it is said to have happened before: late; lost */
    d = add_deal(OUTCOME_LOST, 0, 240, "Ann");
    add_event(d, 0, 0, "a", ACTIVITY_STAGE);
    add_event(d, 10, 38, "ma", ACTIVITY_MILESTONE);
    add_event(d, 24, 0, "b", ACTIVITY_STAGE);
    /* never, won */
    d = add_deal(OUTCOME_WON, 0, 240, "Ann");
    add_event(d, 0, 0, "a", ACTIVITY_STAGE);
    add_event(d, 24, 0, "b", ACTIVITY_STAGE);
    /* lost in a: the gate was not reached */
    d = add_deal(OUTCOME_LOST, 0, 240, "Ann");
    add_event(d, 0, 0, "a", ACTIVITY_STAGE);
    struct history h = build();
    struct backtest b = run(&h, rules_of("formal", "expected"));
    const struct gate_count *c = &b.gate[0].part[PART_ALL];
    assert_int_equal(b.n, 4);
    assert_true(b.gate[0].blocks && b.gate[0].recorded && !b.gate[1].recorded);
    assert_int_equal(c->n[PLAYED_MET], 1);
    assert_int_equal(c->n[PLAYED_LATE], 1);
    assert_int_equal(c->n[PLAYED_ABSENT], 1);
    assert_int_equal(c->n[PLAYED_NOT_REACHED], 1);
    assert_int_equal(c->won[PLAYED_ABSENT], 1);
    assert_true(fabs(b.gate[0].delay_days - 1) < 1e-9);
    struct gate_shares s = gate_shares(c);
    assert_true(fabs(s.base - 2. / 3) < 1e-12 && fabs(s.precision - 1) < 1e-12 &&
                fabs(s.recall - .5) < 1e-12);
    struct backtest_range range = backtest_range(&b, &b.whole, PART_ALL);
    assert_int_equal(range.stopped, 1);
    assert_true(fabs(range.if_every_blocked_win_is_lost + 1) < 1e-12);
    assert_true(isnan(range.if_like_the_met)); /* far too few on each side */
    /* nothing blocks in an informal company */
    b = run(&h, rules_of("informal", "expected"));
    assert_false(b.gate[0].blocks);
    assert_int_equal(b.whole.part[PART_ALL].n[PLAYED_ABSENT], 0);
}

/* --- the twin -----------------------------------------------------------------------------------
 */

struct told {
    i64 known_ms, order;
    i32 what; /* a stage, or a milestone beginning with 10 */
    enum activity_kind kind;
};
struct told_deal {
    bool won;
    i64 closed_ms;
    struct told event[12];
    i64 n;
};

static const char *const stages[] = {"a", "b", "c", "d"}, *const stones[] = {"ma", "mx", "mb", "mc",
                                                                             "md"};
static const i32 stage_of_stone[] = {0, 0, 1, 2, 3};

/* When the first act answers for the milestone; TIME_NONE: none does. */
static i64 gate_of(const struct told_deal *d, i32 stone)
{
    i64 gate = TIME_NONE;
    for (i64 i = 0; i < d->n; i++) {
        const struct told *e = &d->event[i];
        /* behind the signature only what comes after it is owed */
        bool behind = e->what < 10 && e->kind == ACTIVITY_STAGE && e->what > stage_of_stone[stone];
        if (behind && e->what > 2 && stage_of_stone[stone] <= 2)
            behind = false;
        if (behind && (gate == TIME_NONE || e->known_ms < gate))
            gate = e->known_ms;
    }
    if (d->won && stage_of_stone[stone] <= 2 && (gate == TIME_NONE || d->closed_ms < gate))
        gate = d->closed_ms;
    return gate;
}

/* Reached and not revoked, by what was known up to the moment. */
static bool stands(const struct told_deal *d, i32 stone, i64 at_ms)
{
    const struct told *last = NULL;
    for (i64 i = 0; i < d->n; i++) {
        const struct told *e = &d->event[i];
        if (e->what != 10 + stone || e->known_ms > at_ms)
            continue;
        if (!last || e->known_ms > last->known_ms ||
            (e->known_ms == last->known_ms && e->order > last->order))
            last = e;
    }
    return last && last->kind == ACTIVITY_MILESTONE;
}

static enum gate_class class_of(const struct told_deal *d, i32 stone)
{
    i64 gate = gate_of(d, stone);
    if (gate == TIME_NONE)
        return PLAYED_NOT_REACHED;
    if (stands(d, stone, gate))
        return PLAYED_MET;
    for (i64 i = 0; i < d->n; i++)
        if (d->event[i].known_ms > gate && d->event[i].what == 10 + stone &&
            d->event[i].kind == ACTIVITY_MILESTONE)
            return PLAYED_LATE;
    return PLAYED_ABSENT;
}

/* Stages rise, so that a move is forward or none; milestones come, go and come again. */
static struct told_deal invent(struct rng *r)
{
    struct told_deal d = {.won = rng_below(r, 2)};
    i64 hour = 0, lag = 0;
    i32 stage = 0;
    d.event[d.n++] = (struct told){0, 0, 0, ACTIVITY_STAGE};
    for (i64 i = 1; i < 10; i++) {
        hour += 1 + rng_below(r, 30);
        lag = rng_below(r, 3) ? 0 : rng_below(r, 60);
        if (rng_below(r, 3) == 0 && stage < 2) {
            stage += 1 + (stage < 1 && rng_below(r, 4) == 0);
            d.event[d.n++] = (struct told){hour * MS_PER_HOUR, i, stage, ACTIVITY_STAGE};
            continue;
        }
        i32 stone = (i32)rng_below(r, 5);
        bool revoked = rng_below(r, 5) == 0;
        d.event[d.n++] = (struct told){(hour + lag) * MS_PER_HOUR, i, 10 + stone,
                                       revoked ? ACTIVITY_REVOKED : ACTIVITY_MILESTONE};
    }
    d.closed_ms = (hour + 61) * MS_PER_HOUR; /* all is known by then */
    return d;
}

static void tell(const struct told_deal *d, i64 entered_day, const char *owner)
{
    i64 deal = add_deal(d->won ? OUTCOME_WON : OUTCOME_LOST, entered_day,
                        d->closed_ms / MS_PER_HOUR, owner);
    for (i64 i = 0; i < d->n; i++) {
        const struct told *e = &d->event[i];
        i64 at = e->known_ms / MS_PER_HOUR;
        const char *word = e->what < 10 ? stages[e->what] : stones[e->what - 10];
        add_event(deal, at, 0, word, e->kind);
    }
}

static void the_replay_says_what_its_twin_says(void **state)
{
    (void)state;
    const struct rules *r = rules_of("formal", "required");
    struct rng rng = rng_from(7);
    for (i32 round = 0; round < 200; round++) {
        struct told_deal deals[20];
        i64 count[5][PLAYED_CLASSES] = {0}, won[5][PLAYED_CLASSES] = {0};
        bool seen[5] = {0};
        builder = history_builder_new(&arena);
        i64 n = 1 + rng_below(&rng, 20), stopped = 0, stopped_won = 0;
        for (i64 i = 0; i < n; i++) {
            deals[i] = invent(&rng);
            tell(&deals[i], i, i % 2 ? "Ann" : "Bob");
            for (i64 k = 0; k < deals[i].n; k++)
                if (deals[i].event[k].what >= 10 && deals[i].event[k].kind == ACTIVITY_MILESTONE)
                    seen[deals[i].event[k].what - 10] = true;
        }
        for (i64 i = 0; i < n; i++) {
            bool stop = false;
            for (i32 s = 0; s < 5; s++) {
                enum gate_class c = class_of(&deals[i], s);
                if (!seen[s] && c != PLAYED_NOT_REACHED)
                    c = PLAYED_UNKNOWN;
                count[s][c]++;
                won[s][c] += deals[i].won;
                stop |= c == PLAYED_ABSENT;
            }
            stopped += stop;
            stopped_won += stop && deals[i].won;
        }
        struct history h = build();
        struct backtest b = run(&h, r);
        assert_int_equal(b.n, n);
        for (i32 s = 0; s < 5; s++)
            for (i32 c = 0; c < PLAYED_CLASSES; c++) {
                assert_int_equal(b.gate[s].part[PART_ALL].n[c], count[s][c]);
                assert_int_equal(b.gate[s].part[PART_ALL].won[c], won[s][c]);
            }
        assert_int_equal(b.whole.part[PART_ALL].n[PLAYED_ABSENT], stopped);
        assert_int_equal(b.whole.part[PART_ALL].won[PLAYED_ABSENT], stopped_won);
        assert_int_equal(b.part_n[PART_OLDER] + b.part_n[PART_NEWER], n);
    }
}

/* Many deals: the same on one core and on several; the older part has 60 % of them. */
static void the_number_of_cores_changes_nothing(void **state)
{
    (void)state;
    const struct rules *r = rules_of("formal", "required");
    struct rng rng = rng_from(8);
    builder = history_builder_new(&arena);
    for (i64 i = 0; i < 10000; i++) {
        struct told_deal d = invent(&rng);
        tell(&d, i / 10, i % 3 ? "Ann" : "Bob");
    }
    struct history h = build();
    struct backtest one = run(&h, r), many;
    struct backtest_options o = {.rules = r, .threads = 3};
    backtest_run(&many, &arena, &h, &o);
    assert_int_equal(one.part_n[PART_OLDER], 6000);
    for (i32 s = 0; s < 5; s++) {
        const struct backtest_gate *x = &one.gate[s], *y = &many.gate[s];
        for (i32 part = 0; part < BACKTEST_PARTS; part++) {
            for (i32 c = 0; c < PLAYED_CLASSES; c++)
                assert_int_equal(x->part[part].n[c], y->part[part].n[c]);
            assert_true(s >= 3 ||
                        fabs(x->difference[part].value - y->difference[part].value) < 1e-15);
        }
        if (s >= 3) /* past the signature comes none of these, to it only those that are won */
            assert_true(isnan(x->difference[PART_ALL].value));
        else
            assert_true(x->difference[PART_ALL].ci.low < x->difference[PART_ALL].ci.high);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_case_counted_by_hand),
        cmocka_unit_test(the_replay_says_what_its_twin_says),
        cmocka_unit_test(the_number_of_cores_changes_nothing),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
