/* Contrasts: the obvious count, chance that stays chance, and a difference that is one. */
#include "learn/contrast.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "stats/draw.h"
#include "tests/arena.h"

#define KINDS (1u << ACTIVITY_OTHER | 1u << ACTIVITY_STAGE)

static struct history history;

/* Deals of two teams; those of B take "skip" with probability `skip`. */
static void make(u64 seed, i64 deals, f64 skip)
{
    struct rng r = rng_stream(seed, S("contrast test"));
    struct history_builder *b = history_builder_new(&arena);
    for (i64 i = 0; i < deals; i++) {
        bool team_b = i % 2, won = rng_below(&r, 2);
        i64 start = MS_PER_DAY * (i64)rng_below(&r, 200);
        struct history_deal deal = {.id = S("d"),
                                    .created_ms = TIME_NONE,
                                    .entered_ms = start,
                                    .seen_from_ms = TIME_NONE,
                                    .closed_ms = start + MS_PER_DAY * (won ? 80 : 40),
                                    .expected_ms = TIME_NONE,
                                    .modified_ms = TIME_NONE,
                                    .outcome = won ? OUTCOME_WON : OUTCOME_LOST,
                                    .owner = team_b ? S("Bo") : S("Ada")};
        i64 d = history_add_deal(b, &deal);
        history_set_attribute(b, d, S("team"), team_b ? S("B") : S("A"));
        static const char *const words[] = {"call", "mail", "demo"};
        i64 at = start;
        struct history_event e = {.deal = d, .recorded_ms = TIME_NONE, .kind = ACTIVITY_OTHER};
        for (i64 n = 2 + rng_below(&r, 4); n > 0; n--) {
            at += MS_PER_DAY * (1 + rng_below(&r, 5));
            e.at_ms = at;
            e.activity = str_c(words[rng_below(&r, 3)]);
            history_add_event(b, &e);
        }
        if (team_b && draw_chance(&r, skip)) {
            e.at_ms = at + MS_PER_DAY;
            e.activity = S("skip");
            history_add_event(b, &e);
        }
        if (won) { /* winners live to see it, after day 60 */
            e.at_ms = start + 60 * MS_PER_DAY;
            e.activity = S("late");
            history_add_event(b, &e);
        }
    }
    struct err e = {0};
    assert_true(history_build(&history, b, 400 * MS_PER_DAY, 1, &e));
}

static struct contrast_options by(const char *column)
{
    return (struct contrast_options){.by = str_c(column), .days = -1, .kinds = KINDS, .seed = 1};
}

/* Deals of a level with the step somewhere, by looking at each pair of events. */
static i64 slow_count(const struct contrast *c, i64 level, const struct contrast_step *s)
{
    i64 n = 0;
    const struct history *h = &history;
    for (i64 d = 0; d < h->deal_count; d++) {
        bool found = false;
        for (i64 e = h->first[d]; e < h->first[d + 1]; e++) {
            i64 limit = h->entered_ms[d] + c->days * MS_PER_DAY;
            bool first = e == h->first[d], in = !c->days || h->at_ms[e] <= limit;
            u16 before = first ? HISTORY_ACTIVITIES_MAX : h->activity[e - 1];
            found = found || (in && before == s->from && h->activity[e] == s->to);
        }
        n += found && c->deal_level[d] == (u32)level;
    }
    return n;
}

/* The median of the waits before it, by looking for the value with as many below as above. */
static void check_median(const struct contrast *c, i64 level, const struct contrast_step *s)
{
    f64 wait[2000], below = 0, above = 0;
    i64 n = 0;
    const struct history *h = &history;
    for (i64 d = 0; d < h->deal_count; d++)
        for (i64 e = h->first[d] + 1; e < h->first[d + 1]; e++) {
            i64 limit = h->entered_ms[d] + c->days * MS_PER_DAY;
            bool in = (!c->days || h->at_ms[e] <= limit) && c->deal_level[d] == (u32)level;
            if (in && h->activity[e - 1] == s->from && h->activity[e] == s->to)
                wait[n++] = (f64)(h->at_ms[e] - h->at_ms[e - 1]) / (f64)MS_PER_DAY;
        }
    assert_int_equal(n < 5, isnan(s->median_days[level]));
    for (i64 i = 0; i < n && n >= 5; i++) {
        below += wait[i] < s->median_days[level];
        above += wait[i] > s->median_days[level];
    }
    assert_true(2 * below <= (f64)n && 2 * above <= (f64)n);
}

static void check_rows(const struct contrast *c, const struct contrast_options *o,
                       const struct contrast_step *s, i64 level)
{
    u8 *in = arena_array(&arena, u8, history.deal_count);
    i64 n = 0;
    contrast_rows(in, c, &history, o, &(struct contrast_rows){level, s->from, s->to, false});
    for (i64 d = 0; d < history.deal_count; d++)
        n += in[d];
    assert_int_equal(n, s->deals[level]);
}

static void steps_are_those_that_a_slow_count_finds(void **state)
{
    (void)state;
    struct contrast c;
    static const char *const columns[] = {"team", "outcome", "owner", "period"};
    for (u64 seed = 1; seed <= 4; seed++) {
        struct contrast_options o = by(columns[seed - 1]);
        make(seed, 240, .3);
        contrast_find(&c, &arena, &history, &o);
        assert_int_equal(c.refused, CONTRAST_MEASURED);
        assert_true(c.step_count > 5);
        for (i64 i = 0; i < c.step_count; i++)
            for (i64 l = 0; l < c.level_count; l++) {
                assert_int_equal(c.steps[i].deals[l], slow_count(&c, l, &c.steps[i]));
                check_rows(&c, &o, &c.steps[i], l);
                check_median(&c, l, &c.steps[i]);
            }
        for (i64 l = 0; l < c.level_count; l++) {
            i64 n = c.other_ways[l];
            for (i64 k = 0; k < c.way_count; k++)
                n += c.way[k].deals[l];
            assert_int_equal(n, c.level[l].deals);
        }
    }
}

/* Forty companies whose teams do the same: hardly any step may differ, few whole ways may. */
static void what_is_chance_is_called_chance(void **state)
{
    (void)state;
    i64 companies = 0, ways = 0;
    for (u64 seed = 100; seed < 140; seed++) {
        i64 mark = arena_mark(&arena);
        struct contrast c;
        struct contrast_options o = by("team");
        make(seed, 120, 0);
        contrast_find(&c, &arena, &history, &o);
        companies += c.differing > 0;
        ways += c.ways_p <= 0.05;
        arena_rewind(&arena, mark);
    }
    assert_true(companies <= 6); /* 40 × 5 % is 2; more than 6 in one case of 300 */
    assert_true(ways <= 6);
}

static void a_difference_is_found_and_named(void **state)
{
    (void)state;
    struct contrast c;
    struct contrast_options o = by("team");
    make(7, 240, .5);
    contrast_find(&c, &arena, &history, &o);
    assert_true(c.differing > 0);
    i64 skip = dict_find(&history.activities, S("skip"));
    assert_true(c.steps[0].to == skip || c.steps[0].from == skip);
    assert_int_equal(c.steps[0].deals[0], 0);
}

/* Two ways only, and a team that prefers one of them. */
static void whole_ways_differ_when_they_do(void **state)
{
    (void)state;
    struct history_builder *b = history_builder_new(&arena);
    struct contrast c;
    struct contrast_options o = by("owner");
    struct err e = {0};
    for (i64 i = 0; i < 120; i++) {
        bool team_b = i % 2, mail = i % 10 < (team_b ? 7 : 2);
        struct history_deal deal = {.id = S("d"),
                                    .created_ms = TIME_NONE,
                                    .entered_ms = MS_PER_DAY * i,
                                    .seen_from_ms = TIME_NONE,
                                    .closed_ms = TIME_NONE,
                                    .expected_ms = TIME_NONE,
                                    .modified_ms = TIME_NONE,
                                    .owner = team_b ? S("Bo") : S("Ada")};
        struct history_event x = {.deal = history_add_deal(b, &deal),
                                  .at_ms = MS_PER_DAY * (i + 1),
                                  .recorded_ms = TIME_NONE,
                                  .activity = mail ? S("mail") : S("call"),
                                  .kind = ACTIVITY_OTHER};
        history_add_event(b, &x);
    }
    assert_true(history_build(&history, b, 400 * MS_PER_DAY, 1, &e));
    contrast_find(&c, &arena, &history, &o);
    assert_int_equal(c.way_count, 2);
    assert_true(c.ways_p < 0.001);
}

/* Winners have one step more because they live longer: within the same first days, none. */
static void who_lives_longer_is_compared_over_the_same_days(void **state)
{
    (void)state;
    struct contrast c;
    struct contrast_options o = by("outcome");
    make(9, 240, 0);
    contrast_find(&c, &arena, &history, &o);
    assert_int_equal(c.days, CONTRAST_DAYS);
    assert_int_equal(c.differing, 0);
    o.days = 0;
    contrast_find(&c, &arena, &history, &o);
    assert_true(c.differing > 0);
}

static void columns_and_levels_that_say_nothing_are_refused(void **state)
{
    (void)state;
    struct contrast c;
    struct contrast_options o = by("colour");
    make(3, 40, 0);
    contrast_find(&c, &arena, &history, &o);
    assert_int_equal(c.refused, CONTRAST_NO_COLUMN);
    o = by("team");
    make(3, 28, 0);
    contrast_find(&c, &arena, &history, &o);
    assert_int_equal(c.refused, CONTRAST_ONE_LEVEL);
    assert_int_equal(c.left_out, 28);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(steps_are_those_that_a_slow_count_finds),
        TEST(what_is_chance_is_called_chance),
        TEST(a_difference_is_found_and_named),
        TEST(whole_ways_differ_when_they_do),
        TEST(who_lives_longer_is_compared_over_the_same_days),
        TEST(columns_and_levels_that_say_nothing_are_refused),
    };
    return cmocka_run_group_tests_name("contrast", tests, NULL, NULL);
}
