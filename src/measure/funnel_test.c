/* Stages as visits, by hand and against a slow twin. */
#include "measure/funnel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/made.h"

static const char *const abc[] = {"A", "B", "C"};

/* A deal whose stages are entered on the days given: "A0 B5 C15". */
static i64 walk(struct made_deal d, const char *stages)
{
    i64 deal = made_add_deal(&m, d);
    str rest = str_c(stages), word;
    while (rest.n) {
        i64 day = 0;
        str_cut(rest, ' ', &word, &rest);
        assert_true(str_to_i64(str_sub(word, 1, word.n), &day));
        made_stage(&m, deal, (f64)day, word.p[0] == 'A' ? "A" : word.p[0] == 'B' ? "B" : "C");
    }
    return deal;
}
#define walk(how, stages, ...) walk((struct made_deal){.outcome = (how), __VA_ARGS__}, stages)

static const struct funnel *eight_deals(void)
{
    made_stages(&m, abc, 3);
    walk(OUTCOME_WON, "A0 B5 C15", .start = 0, .close = 20);
    walk(OUTCOME_LOST, "A1 B4", .start = 1, .close = 10);
    walk(OUTCOME_WON, "A2 C8", .start = 2, .close = 18);
    walk(OUTCOME_NO_DECISION, "A3 B6 A9 B12", .start = 3, .close = 30);
    walk(OUTCOME_OPEN, "A4", .start = 4);
    walk(OUTCOME_INVALID, "A1", .start = 1, .close = 2);
    walk(OUTCOME_WALKED, "B10", .start = 10, .close = 22);
    walk(OUTCOME_WON, "A5", .start = 5, .close = 12);
    return &made_measure(&m, 40)->funnel;
}

static void visits_and_how_they_end_are_counted(void **state)
{
    (void)state;
    const struct funnel *f = eight_deals();
    assert_int_equal(f->stage_count, 3);
    assert_false(f->order_inferred);
    assert_int_equal(f->deals, 7); /* not the invalid one */
    static const i64 exits[3][EXIT_COUNT] = {
        [0] = {[EXIT_OPEN] = 1, [EXIT_ADVANCE] = 5, [EXIT_WON] = 1},
        [1] = {[EXIT_ADVANCE] = 1,
               [EXIT_LOST] = 1,
               [EXIT_BACK] = 1,
               [EXIT_NO_DECISION] = 1,
               [EXIT_WALKED] = 1},
        [2] = {[EXIT_ADVANCE] = 2}}; /* a win is the way on from the last stage */
    for (i64 s = 0; s < 3; s++)
        for (i64 e = 0; e < EXIT_COUNT; e++)
            assert_int_equal(f->stages[s].exits[e], exits[s][e]);
    assert_int_equal(f->stages[0].visits, 7);
    assert_rate(f->stages[0].reached, 6, 7);
    assert_close(f->stages[0].visits_per_deal, 7.0 / 6);
    assert_int_equal(f->stages[1].skipped, 1);
    assert_rate(f->skips, 1, 4);
    assert_rate(f->backs, 1, 7);
}

/* Days in A: 3 3 3 5 6 on, 7 won, 36 open. F_on: 3/7, 4/7 at 5, 5/7 at 6; S = 3/7 from 5 on. */
static void shares_by_a_day_and_times_count_open_visits(void **state)
{
    (void)state;
    const struct funnel *f = eight_deals();
    const struct stage_flow *a = &f->stages[0], *b = &f->stages[1];
    /* finished visits, whatever the stage: 3 3 3 3 5 5 6 6 7 10 10 12 18, 90 % by 11.6 days */
    assert_close(f->horizon_days, 14);
    assert_close(a->horizon_days, 14);
    assert_rate(a->conversion, 5, 7);
    assert_close(a->conversion.value, 5.0 / 7);
    assert_close(a->won_from_here.value, 1.0 / 7);
    assert_close(a->time[0].days, 5);
    assert_close(a->time[1].days, 7);    /* S = 2/7 at 6, 1/7 at 7 */
    assert_true(isnan(a->time[2].days)); /* 90 % are not out within what was seen */
    assert_close(a->ageing_days, 6);
    assert_close(a->mean_days_total, 27.0 / 5); /* 5, 3, 6, 3 + 3, 7; not the open one */
    assert_close(b->rework.value, 1.0 / 5);
    assert_close(b->leak_lost.value, 1.0 / 5);
    assert_close(b->leak_no_decision.value, 0); /* on day 18 */
    assert_true(b->leak_no_decision.high > 0);
    assert_int_equal(f->stages[2].conversion.standing, STANDING_COUNTS); /* two visits */
}

static void a_word_that_only_marks_the_end_is_no_stage(void **state)
{
    (void)state;
    for (i64 i = 0; i < 12; i++) {
        i64 d = made_deal(&m, OUTCOME_WON, .start = 4.0 * (f64)i, .close = 4.0 * (f64)i + 9);
        made_stage(&m, d, 4.0 * (f64)i, "talk");
        made_stage(&m, d, 4.0 * (f64)i + 5, "offer");
        made_stage(&m, d, 4.0 * (f64)i + 9, "closed won");
    }
    const struct funnel *f = &made_measure(&m, 100)->funnel;
    assert_int_equal(f->stage_count, 2);
    assert_true(f->order_inferred);
    assert_true(str_eq(f->stages[0].stage, S("talk")));
    assert_true(str_eq(f->stages[1].stage, S("offer")));
    assert_close(f->stages[1].conversion.value, 1);
}

static void stages_that_were_loaded_have_no_times(void **state)
{
    (void)state;
    for (i64 i = 0; i < 30; i++) {
        i64 d = made_deal(&m, OUTCOME_LOST, .start = 3.0 * (f64)i, .close = 100 + (f64)i);
        made_stage(&m, d, 90, i % 2 ? "talk" : "offer");
        made_stage(&m, d, 91, "sign");
    }
    const struct answers *a = made_measure(&m, 200);
    assert_int_equal(a->funnel.standing, STANDING_COUNTS);
    assert_true(isnan(a->funnel.stages[0].time[0].days));
    assert_int_equal(made_cannot_say(a, SUBJECT_FUNNEL)->why, CAUSE_CREATED_IS_LOAD);
    assert_int_equal(made_cannot_say(a, SUBJECT_FUNNEL)->would_need, NEED_START_DATE);
}

/* Half are won on day 10, half lost on day 40: who is still there on day 25, the median (S is one
 * half from 10 to 40), will not be won. */
static void a_stage_says_at_what_age_the_chance_has_halved(void **state)
{
    (void)state;
    for (i64 i = 0; i < 60; i++) {
        bool won = i % 2;
        i64 d = made_deal(&m, won ? OUTCOME_WON : OUTCOME_LOST, .start = (f64)i,
                          .close = (f64)i + (won ? 10 : 40));
        made_stage(&m, d, (f64)i, "only");
    }
    const struct funnel *f = &made_measure(&m, 200)->funnel;
    assert_close(f->stages[0].time[0].days, 25);
    assert_close(f->stages[0].decay_days, 25);
}

enum { STAGES = 3, STEPS = 12, DEALS = 30 };

/* One random deal and what it owes to the counts, straight from the definitions. */
struct twin {
    i64 visits[STAGES], exits[STAGES][EXIT_COUNT], skipped[STAGES];
    f64 time[STAGES][DEALS * STEPS];
    u8 exit[STAGES][DEALS * STEPS];
};

static void add_visit(struct twin *t, i64 stage, f64 days, enum visit_exit exit)
{
    t->time[stage][t->visits[stage]] = days;
    t->exit[stage][t->visits[stage]++] = (u8)exit;
    t->exits[stage][exit]++;
}

static enum visit_exit end_of(enum outcome o, i64 stage)
{
    return o == OUTCOME_WON           ? stage == STAGES - 1 ? EXIT_ADVANCE : EXIT_WON
           : o == OUTCOME_LOST        ? EXIT_LOST
           : o == OUTCOME_NO_DECISION ? EXIT_NO_DECISION
           : o == OUTCOME_WALKED      ? EXIT_WALKED
                                      : EXIT_OPEN;
}

static void random_deal(struct twin *t, struct rng *rng)
{
    i64 stage[STEPS], day[STEPS], n = 1 + rng_below(rng, STEPS - 1), at = rng_below(rng, 90);
    enum outcome o = (enum outcome)rng_below(rng, OUTCOME_INVALID);
    bool seen[STAGES] = {0};
    i64 start = at;
    for (i64 i = 0; i < n; i++) {
        stage[i] = rng_below(rng, STAGES);
        if (i && stage[i] == stage[i - 1])
            stage[i] = (stage[i] + 1) % STAGES;
        day[i] = at;
        at += rng_below(rng, 6);
    }
    i64 end = o == OUTCOME_OPEN ? 200 : at + 1 + rng_below(rng, 5);
    i64 d = made_deal(&m, o, .start = (f64)start, .close = (f64)end);
    for (i64 i = 0; i < n; i++) {
        made_stage(&m, d, (f64)day[i], abc[stage[i]]);
        if (rng_below(rng, 3) == 0) /* entering again where one is begins no visit */
            made_stage(&m, d, (f64)day[i], abc[stage[i]]);
        bool last = i + 1 == n;
        add_visit(t, stage[i], (f64)((last ? end : day[i + 1]) - day[i]),
                  last                      ? end_of(o, stage[i])
                  : stage[i + 1] > stage[i] ? EXIT_ADVANCE
                                            : EXIT_BACK);
        seen[stage[i]] = true;
        for (i64 s = stage[i] + 1; !last && s < stage[i + 1]; s++) {
            t->skipped[s] += !seen[s];
            seen[s] = true; /* once per deal */
        }
    }
}

/* F of one exit by `day`. */
static f64 slow_share(const f64 *time, const u8 *exit, i64 n, u8 k, f64 day)
{
    f64 open = 1, f = 0;
    for (f64 t = 0; t <= day; t++) {
        f64 risk = 0, mine = 0, all = 0;
        for (i64 i = 0; i < n; i++) {
            risk += time[i] >= t;
            mine += time[i] == t && exit[i] == k;
            all += time[i] == t && exit[i] != EXIT_OPEN;
        }
        if (risk > 0) {
            f += open * mine / risk;
            open *= 1 - all / risk;
        }
    }
    return f;
}

static void the_funnel_is_that_of_its_twin(void **state)
{
    (void)state;
    struct rng rng = rng_from(11);
    struct twin *t = malloc(sizeof *t);
    i64 compared = 0;
    for (i64 round = 0; round < 80; round++) {
        made_again(&m);
        made_stages(&m, abc, STAGES);
        memset(t, 0, sizeof *t);
        for (i64 i = 0; i < DEALS; i++)
            random_deal(t, &rng);
        const struct funnel *f = &made_measure(&m, 200)->funnel;
        assert_int_equal(f->stage_count, STAGES);
        for (i64 s = 0; s < STAGES; s++) {
            const struct stage_flow *v = &f->stages[s];
            assert_int_equal(v->visits, t->visits[s]);
            for (i64 e = 0; e < EXIT_COUNT; e++)
                assert_int_equal(v->exits[e], t->exits[s][e]);
            assert_int_equal(v->skipped, t->skipped[s]);
            const struct rate rates[] = {v->conversion, v->leak_lost, v->rework};
            const u8 exits[] = {EXIT_ADVANCE, EXIT_LOST, EXIT_BACK};
            for (i64 k = 0; k < LENGTH(rates); k++) {
                assert_sound(rates[k]);
                if (rates[k].standing != STANDING_MEASURED)
                    continue;
                compared++;
                assert_close(rates[k].value, slow_share(t->time[s], t->exit[s], t->visits[s],
                                                        exits[k], v->horizon_days));
            }
        }
    }
    assert_true(compared > 500);
    free(t);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(visits_and_how_they_end_are_counted),
        TEST(shares_by_a_day_and_times_count_open_visits),
        TEST(a_word_that_only_marks_the_end_is_no_stage),
        TEST(stages_that_were_loaded_have_no_times),
        TEST(a_stage_says_at_what_age_the_chance_has_halved),
        TEST(the_funnel_is_that_of_its_twin),
    };
    return cmocka_run_group_tests_name("funnel", tests, NULL, NULL);
}
