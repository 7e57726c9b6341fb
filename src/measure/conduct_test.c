/* How gates were met, and the anatomy of no decision, on small histories counted by hand. */
#include "measure/conduct.h"
#include "measure/undecided.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "tests/made.h"

static struct conduct conduct;
static struct undecided undecided;

static void two_stages(void)
{
    static const char *const names[] = {"talk", "offer", "close"};
    made_stages(&m, names, 3);
    made_standard_stage(&m, "talk");
    made_standard_milestone(&m, "pain", GRADE_REQUIRED);
    made_standard_stage(&m, "offer");
    made_standard_milestone(&m, "buyer", GRADE_REQUIRED);
    made_standard_stage(&m, "close");
}

/* Enters, moves on at day 10, ends at day 40. `pain`: the day it was reached; 0: never. */
static i64 deal(enum outcome o, f64 start, f64 pain)
{
    i64 d = made_deal(&m, o, .start = start, .close = start + 40, .owner = "Ada");
    made_stage(&m, d, start, "talk");
    if (pain > 0)
        made_event(&m, d, start + pain, "pain", .kind = ACTIVITY_MILESTONE, .actor = "Ada",
                   .recorded = start + pain);
    made_stage(&m, d, start + 10, "offer");
    return d;
}

static const struct conduct *look(i64 as_of)
{
    struct err e = {0};
    struct diags d;
    struct rules *rules = arena_new(&m.arena, struct rules);
    diags_init(&d, &m.arena);
    if (!history_build(&m.h, m.b, made_ms((f64)as_of), 1, &e))
        fail_msg("%s", e.text);
    if (m.standard && !rules_compile(rules, &m.arena, m.standard, (str){0}, &d))
        fail_msg("the standard does not compile");
    if (m.standard)
        conduct_find(&conduct, &m.arena, &m.h, rules);
    undecided_find(&undecided, &m.arena, &m.h, m.standard);
    return &conduct;
}

static i64 count_rows(const u8 *in)
{
    i64 n = 0;
    for (i64 d = 0; d < m.h.deal_count; d++)
        n += in[d];
    return n;
}

static void each_way_stands_beside_each_outcome_and_opens_its_deals(void **state)
{
    (void)state;
    two_stages();
    for (i64 i = 0; i < 20; i++)
        deal(i < 14 ? OUTCOME_WON : OUTCOME_LOST, (f64)i, 5); /* kept: 14 of 20 won */
    for (i64 i = 0; i < 12; i++)
        deal(i < 3 ? OUTCOME_WON : OUTCOME_LOST, (f64)i, 0); /* missed: 3 of 12 */
    for (i64 i = 0; i < 8; i++)
        deal(i < 2 ? OUTCOME_WON : OUTCOME_NO_DECISION, (f64)i, 20); /* late: 2 of 8 */
    const struct conduct *c = look(100);
    assert_int_equal(c->gate_count, 1); /* nobody ever recorded "buyer": unknown, not missed */
    const struct conduct_gate *g = &c->gates[0];
    assert_int_equal(g->asked, 40);
    assert_int_equal(g->count[GATE_KEPT][OUTCOME_WON], 14);
    assert_int_equal(g->count[GATE_MISSED][OUTCOME_WON], 3);
    assert_int_equal(g->count[GATE_LATE][OUTCOME_NO_DECISION], 6);
    assert_rate(g->broken, 20, 40);
    assert_rate(g->win_kept, 14, 20);
    assert_rate(g->win_broken, 5, 20);
    assert_close(g->difference.value, 5. / 20 - 14. / 20);
    assert_true(g->difference.low < -.1 && g->difference.high < 0 && g->p < .01);
    assert_int_equal(c->won_count, 19);
    assert_int_equal(c->won_without_count, 3); /* late is not without */
    for (u8 w = 0; w < GATE_WAYS; w++) {
        i64 n = 0;
        for (i32 o = 0; o < OUTCOME_COUNT; o++)
            n += g->count[w][o];
        u8 *in = arena_array(&m.arena, u8, m.h.deal_count);
        conduct_rows(in, c, 0, w);
        assert_int_equal(count_rows(in), n);
    }
    assert_int_equal(count_rows(c->won_without), 3);
    assert_int_equal(c->review_count, 3);
    for (i64 i = 1; i < 3; i++)
        assert_true(m.h.closed_ms[c->deal[c->review[i - 1]]] >=
                    m.h.closed_ms[c->deal[c->review[i]]]);
    u8 *in = arena_array(&m.arena, u8, m.h.deal_count);
    conduct_compared(in, c, 0, true);
    assert_int_equal(count_rows(in), g->win_broken.denominator);
}

static void a_gate_that_the_win_itself_answers_for_compares_nothing(void **state)
{
    (void)state;
    static const char *const names[] = {"talk"};
    made_stages(&m, names, 1);
    made_standard_stage(&m, "talk");
    made_standard_milestone(&m, "pain", GRADE_REQUIRED);
    for (i64 i = 0; i < 30; i++) {
        i64 d = made_deal(&m, i % 2 ? OUTCOME_WON : OUTCOME_LOST, .start = (f64)i,
                          .close = (f64)i + 40, .owner = "Ada");
        made_stage(&m, d, (f64)i, "talk");
        if (i % 3)
            made_milestone(&m, d, (f64)i + 5, "pain");
    }
    const struct conduct_gate *g = &look(100)->gates[0];
    assert_int_equal(g->asked, 15);
    assert_int_equal(g->win_kept.denominator + g->win_broken.denominator, 0);
    assert_true(isnan(g->p) && isnan(g->difference.value));
}

static void refusals_waivers_and_objections_are_counted_by_deal(void **state)
{
    (void)state;
    two_stages();
    for (i64 i = 0; i < 6; i++) {
        i64 d = deal(OUTCOME_WON, (f64)i, i < 4 ? 5 : 0);
        if (i < 2)
            for (i32 k = 0; k < 3; k++)
                made_event(&m, d, (f64)i + 4, "pain", .kind = ACTIVITY_BLOCKED);
        if (i == 4)
            made_event(&m, d, (f64)i + 5, "pain", .kind = ACTIVITY_WAIVED, .value = 1,
                       .has_value = true);
        if (i < 3)
            made_event(&m, d, (f64)i + 6, "pain", .kind = ACTIVITY_OBJECTED);
    }
    const struct conduct_gate *g = &look(100)->gates[0];
    assert_int_equal(g->refused, 2);
    assert_int_equal(g->refused_then_kept, 2);
    assert_int_equal(g->waived, 1);
    assert_int_equal(g->objected, 3);
    assert_int_equal(g->count[GATE_WAIVED][OUTCOME_WON], 1);
    assert_rate(g->broken, 1, 5); /* waived with authority: removed */
    u8 *in = arena_array(&m.arena, u8, m.h.deal_count);
    conduct_marked(in, &conduct, 0, CONDUCT_OBJECTED, 0);
    assert_int_equal(count_rows(in), 3);
}

/* 40 deals; `minute`: reached 30 seconds before the move; `text`: what was written. */
static void gate_history(bool minute, i64 texts, bool confirmed)
{
    two_stages();
    for (i64 i = 0; i < 40; i++) {
        i64 d = deal(i % 2 ? OUTCOME_WON : OUTCOME_LOST, (f64)i + .3, 0);
        f64 at = (f64)i + .3 + (minute ? 10 - 30. / 86400 : 5);
        made_event(&m, d, at, "pain", .kind = ACTIVITY_MILESTONE, .actor = "Ada", .recorded = at,
                   .value = 1000 + (texts ? i % texts : i), .has_value = true);
        if (confirmed && i % 2)
            made_event(&m, d, at, "pain", .kind = ACTIVITY_CONFIRMED, .actor = "Mo");
        if (!confirmed && i == 0)
            made_event(&m, d, at, "buyer", .kind = ACTIVITY_CONFIRMED, .actor = "Mo");
    }
}

static void flaws_of_a_gate_are_named_and_a_sound_one_has_none(void **state)
{
    (void)state;
    gate_history(false, 0, true);
    deal(OUTCOME_LOST, 50, 0);
    const struct conduct_gate *g = &look(100)->gates[0];
    assert_int_equal(g->flaws, 0);
    assert_rate(g->copied, 0, 40);
    assert_rate(g->unconfirmed, 20, 40);
    assert_rate(g->same_minute, 0, 40);
    made_again(&m);
    gate_history(true, 4, false);
    g = &look(100)->gates[0];
    assert_rate(g->same_minute, 40, 40);
    assert_rate(g->copied, 40, 40);
    assert_rate(g->unconfirmed, 40, 40);
    assert_int_equal(g->flaws, (1u << GATE_FLAWS) - 1);
}

static void a_copied_text_is_the_same_but_for_blanks_and_capitals(void **state)
{
    (void)state;
    i64 a = history_text_mark(S("  Spoke to the  CFO "));
    assert_int_equal(a, history_text_mark(S("spoke to the cfo")));
    assert_int_not_equal(a, history_text_mark(S("spoke to the coo")));
    assert_int_equal(history_text_mark(S("  ")), 0);
    assert_true(a > 0);
}

static void no_decision_is_told_by_stage_silence_and_what_came_last(void **state)
{
    (void)state;
    two_stages();
    for (i64 i = 0; i < 60; i++) { /* won: a call each 10 days */
        i64 d = deal(OUTCOME_WON, (f64)i, 5);
        made_event(&m, d, (f64)i + 20, "call");
        made_event(&m, d, (f64)i + 30, "call");
    }
    for (i64 i = 0; i < 9; i++) { /* declared, 25 days after the last call */
        i64 d = deal(OUTCOME_NO_DECISION, (f64)i, 5);
        made_event(&m, d, (f64)i + 15, "call");
    }
    for (i64 i = 0; i < 5; i++) { /* open, and silent since day 12 */
        i64 d = made_deal(&m, OUTCOME_OPEN, .start = (f64)i, .owner = "Ada");
        made_stage(&m, d, (f64)i, "talk");
        made_event(&m, d, (f64)i + 12, "mail");
    }
    (void)look(200);
    const struct undecided *u = &undecided;
    assert_int_equal(u->standing, STANDING_MEASURED);
    assert_int_equal(u->declared, 9);
    assert_int_equal(u->implied, 5);
    assert_rate(u->rate_declared, 9, 69);
    assert_rate(u->rate_with_implied, 14, 74);
    assert_close(u->silence_declared.median, 25);
    assert_close(u->age_declared.median, 40);
    assert_close(u->age_implied.median, 12);
    assert_close(u->silence_won.median, 10);
    assert_int_equal(u->stage_count, 2);
    assert_rate(u->stages[0].share, 5, 5);    /* talk */
    assert_rate(u->stages[1].share, 9, 69);   /* offer */
    assert_int_equal(u->last[0].declared, 9); /* a call */
    assert_int_equal(u->last[0].won, 60);
    assert_int_equal(u->last[1].implied, 5); /* a mail */
    assert_int_equal(u->without_reason, 9);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(each_way_stands_beside_each_outcome_and_opens_its_deals),
        TEST(a_gate_that_the_win_itself_answers_for_compares_nothing),
        TEST(refusals_waivers_and_objections_are_counted_by_deal),
        TEST(flaws_of_a_gate_are_named_and_a_sound_one_has_none),
        TEST(a_copied_text_is_the_same_but_for_blanks_and_capitals),
        TEST(no_decision_is_told_by_stage_silence_and_what_came_last),
    };
    return cmocka_run_group_tests_name("conduct", tests, NULL, NULL);
}
