/* Which of the four kinds: the thirteen criteria, what is missing, what may be claimed. */
#include "measure/kind.h"
#include "stats/special.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/made.h"

static const char *const stages[] = {"A", "B", "C"}, *const milestones[] = {"a", "b", "c"};
static const char *const owners[] = {"ada", "bo", "cy", "di"};

enum { YEAR = 364 };

struct company {
    i64 deals, days;
    i64 missing;          /* of ten deals so many forget b */
    i64 checked;          /* of ten, by somebody else */
    i64 blocked;          /* of ten that forget, blocked first */
    enum outcome outcome; /* of every deal: what is compared does not depend on it */
};

/* A year of deals, one after the other, four sellers. */
static void sell(struct company c)
{
    for (i64 i = 0; i < 3; i++) {
        made_standard_stage(&m, stages[i]);
        made_standard_milestone(&m, milestones[i], GRADE_REQUIRED);
    }
    made_stages(&m, stages, 3);
    for (i64 i = 0; i < c.deals; i++) {
        f64 at = (f64)(i * (c.days - 12)) / (f64)i64_max(1, c.deals - 1);
        i64 d = made_deal(&m, c.outcome, .start = at, .close = at + 9, .owner = owners[i % 4]);
        made_stage(&m, d, at, "A");
        made_milestone(&m, d, at + 1, "a");
        made_stage(&m, d, at + 2, "B");
        if (i % 10 >= c.missing)
            made_milestone(&m, d, at + 3, "b");
        else if (i % 10 < c.blocked)
            made_event(&m, d, at + 3, "b", .kind = ACTIVITY_BLOCKED);
        made_stage(&m, d, at + 4, "C");
        made_milestone(&m, d, at + 5, "c");
        if (i % 10 < c.checked)
            made_event(&m, d, at + 6, "a", .kind = ACTIVITY_CONFIRMED, .actor = "boss");
    }
}

static void publish_and_train(i64 sellers)
{
    made_act(&m, GOVERNANCE_PUBLISHED, -10, NULL, NULL, 1, false);
    for (i64 i = 0; i < sellers; i++)
        made_act(&m, GOVERNANCE_TRAINED, -5, owners[i], NULL, 1, false);
}

static const struct company good = {
    .deals = 60, .days = YEAR, .missing = 1, .checked = 9, .blocked = 1, .outcome = OUTCOME_LOST};

static const struct kind_criterion *criterion(const struct answers *a, enum criterion_id id)
{
    return &a->assessment.criteria[id];
}

/* One deal in ten forgets b, of two obligations due: .95 on average; every gap was blocked; 54 of
 * 60 deals were checked: Beta(27.5, 3.5) lies above one half. */
static void the_middle_gate_by_hand(void **state)
{
    (void)state;
    sell(good);
    publish_and_train(4);
    made_act(&m, GOVERNANCE_REVIEWED, 100, NULL, NULL, 0, false);
    const struct answers *a = made_measure(&m, YEAR);
    const struct kind_criterion *c = criterion(a, CRITERION_ADHERENCE);
    assert_close(c->seen, 0.95);
    assert_int_equal(c->n, 60);
    c = criterion(a, CRITERION_MONITORED);
    assert_close(c->seen, 0.9);
    assert_close(c->probability, 1 - special_beta_cdf(0.5, 27.5, 3.5));
    c = criterion(a, CRITERION_ENFORCED);
    assert_close(c->numerator, 6);
    assert_close(c->denominator, 6);
    assert_close(c->probability, 1 - special_beta_cdf(0.5, 3.5, 0.5));
    assert_true(criterion(a, CRITERION_REVIEWED)->passed);
    assert_int_equal(a->assessment.kind, KIND_FORMAL);
    assert_int_equal(a->assessment.state, ASSESSMENT_DECIDED);
    assert_int_equal(a->assessment.failing_count, 5); /* nothing of the last gate */
    f64 product = 1;
    for (i32 i = CRITERION_ADHERENCE; i <= CRITERION_REVIEWED; i++)
        product *= a->assessment.criteria[i].probability;
    assert_close(a->assessment.gates[1].probability, product);
}

static void probabilities_of_the_kinds_are_those_of_the_gates(void **state)
{
    (void)state;
    sell((struct company){60, YEAR, 5, 5, 2, OUTCOME_LOST});
    publish_and_train(4);
    const struct assessment *k = &made_measure(&m, YEAR)->assessment;
    f64 g2 = k->gates[0].probability, g3 = k->gates[1].probability, g4 = k->gates[2].probability;
    assert_close(k->p[KIND_RANDOM], 1 - g2);
    assert_close(k->p[KIND_INFORMAL], g2 * (1 - g3));
    assert_close(k->p[KIND_FORMAL], g2 * g3 * (1 - g4));
    assert_close(k->p[KIND_DYNAMIC], g2 * g3 * g4);
}

/* The same company, won, lost or undecided: lost and undecided owe the same, so all is the same;
 * winning lets the last obligation fall due, and changes the share done, not the rule. */
static void outcome_is_never_evidence(void **state)
{
    (void)state;
    f64 p[2][KIND_COUNT];
    for (i64 i = 0; i < 2; i++) {
        struct company c = good;
        c.outcome = i ? OUTCOME_NO_DECISION : OUTCOME_LOST;
        made_again(&m);
        sell(c);
        publish_and_train(4);
        memcpy(p[i], made_measure(&m, YEAR)->assessment.p, sizeof p[i]);
    }
    assert_memory_equal(p[0], p[1], sizeof p[0]);
}

/* Four revisions, all with evidence, two evaluated, feedback in 30 of 52 weeks. */
static void the_last_gate_counts_acts_of_the_year(void **state)
{
    (void)state;
    sell(good);
    publish_and_train(4);
    made_act(&m, GOVERNANCE_REVIEWED, 100, NULL, NULL, 0, false);
    for (i32 v = 2; v <= 5; v++) {
        f64 at = 40.0 * v;
        made_act(&m, GOVERNANCE_REVISED, at, NULL, NULL, v, true);
        made_act(&m, GOVERNANCE_PUBLISHED, at, NULL, NULL, v, false);
        for (i64 i = 0; i < 4; i++)
            made_act(&m, GOVERNANCE_TRAINED, at + 1, owners[i], NULL, v, false);
        if (v % 2)
            made_act(&m, GOVERNANCE_EVALUATED, at + 30, NULL, NULL, v, false);
    }
    for (i64 week = 0; week < 30; week++) {
        made_act(&m, GOVERNANCE_FEEDBACK, 7.0 * (f64)week + 2, "ada", NULL, 0, false);
        made_act(&m, GOVERNANCE_FEEDBACK, 7.0 * (f64)week + 3, "bo", NULL, 0, false);
    }
    for (i64 d = 0; d < 60; d++) { /* a month after each revision deals run on it; five never do */
        f64 at = (f64)d * (YEAR - 12) / 59;
        char version[2] = {at < 110 || d >= 55 ? '1'
                                               : (char)('2' + fmin(3, floor((at - 110) / 40)))};
        history_set_attribute(m.b, d, S("version"), str_c(version));
    }
    made_act(&m, GOVERNANCE_FEEDBACK, YEAR + 20, "ada", NULL, 0, false); /* after as-of */
    made_act(&m, GOVERNANCE_REVISED, YEAR + 20, NULL, NULL, 6, true);    /* after as-of */
    made_act(&m, GOVERNANCE_REVISED, YEAR - 400, NULL, NULL, 1, true);   /* over a year ago */
    const struct answers *a = made_measure(&m, YEAR);
    assert_close(criterion(a, CRITERION_FEEDBACK)->numerator, 30);
    assert_close(criterion(a, CRITERION_FEEDBACK)->denominator, 52); /* whole weeks of log */
    assert_close(criterion(a, CRITERION_REVISIONS)->seen, 4);
    assert_close(criterion(a, CRITERION_EVIDENCE)->seen, 4);
    assert_close(criterion(a, CRITERION_EVIDENCE)->wanted, 2);
    assert_close(criterion(a, CRITERION_EVALUATED)->seen, 2);
    assert_close(criterion(a, CRITERION_EVALUATED)->wanted, 2); /* half of four */
    assert_close(criterion(a, CRITERION_UPTAKE)->seen, 55.0 / 60);
    assert_int_equal(a->assessment.kind, KIND_DYNAMIC);
}

/* All milestones ticked when the deal begins: any order of them would score as well. */
static void what_any_order_would_score_leaves_no_footprint(void **state)
{
    (void)state;
    for (i64 i = 0; i < 3; i++) {
        made_standard_stage(&m, stages[i]);
        made_standard_milestone(&m, milestones[i], GRADE_REQUIRED);
    }
    made_stages(&m, stages, 3);
    for (i64 i = 0; i < 60; i++) {
        f64 at = (f64)(5 * i);
        i64 d = made_deal(&m, OUTCOME_WON, .start = at, .close = at + 9, .owner = owners[i % 4]);
        for (i64 k = 0; k < 3; k++)
            made_milestone(&m, d, at, milestones[k]);
        for (i64 k = 0; k < 3; k++)
            made_stage(&m, d, at + 2 * (f64)k, stages[k]);
    }
    const struct kind_criterion *c = criterion(made_measure(&m, YEAR), CRITERION_FOOTPRINT);
    assert_close(c->seen, 0);
    assert_int_equal(c->n, 60);
    assert_false(c->passed);
    assert_false(c->unknown);
}

/* As-of is a Monday: the week before it is the last one that is whole. */
static void feedback_counts_in_whatever_week_it_begins(void **state)
{
    (void)state;
    for (i64 before = 0; before < 5; before++) {
        made_again(&m);
        sell(good);
        made_act(&m, GOVERNANCE_FEEDBACK, (f64)(YEAR - 7 * before), "ada", NULL, 0, false);
        const struct answers *a = made_measure(&m, YEAR);
        assert_close(criterion(a, CRITERION_FEEDBACK)->numerator, 1);
    }
}

static void nobody_trained_is_a_fact_and_not_a_probability(void **state)
{
    (void)state;
    sell(good);
    publish_and_train(1);
    const struct answers *a = made_measure(&m, YEAR);
    assert_close(criterion(a, CRITERION_TRAINED)->seen, 0.25);
    assert_close(criterion(a, CRITERION_TRAINED)->probability, 0);
    assert_close(criterion(a, CRITERION_TRAINED)->lift, 0.25);
    assert_int_equal(a->assessment.kind, KIND_RANDOM);
    assert_close(a->assessment.p[KIND_RANDOM], 1);
    assert_int_equal(a->assessment.failing_count, 1);
    assert_int_equal(a->assessment.failing[0], CRITERION_TRAINED);
}

/* Nothing on record speaks of any gate: it may be any of the four. */
static void without_records_nothing_is_claimed(void **state)
{
    (void)state;
    for (i64 i = 0; i < 60; i++)
        made_deal(&m, OUTCOME_LOST, .start = 6.0 * (f64)i, .close = 6.0 * (f64)i + 4);
    const struct answers *a = made_measure(&m, YEAR);
    assert_int_equal(a->assessment.state, ASSESSMENT_UNEVIDENCED);
    assert_int_equal(a->assessment.low, KIND_RANDOM);
    assert_int_equal(a->assessment.high, KIND_DYNAMIC);
    assert_int_equal(a->assessment.missing_count, CRITERIA);
    assert_true(isnan(a->assessment.probability));
    const struct cannot_say *c = made_cannot_say(a, SUBJECT_ASSESSMENT);
    assert_int_equal(c->why, CAUSE_NO_GOVERNANCE);
    assert_int_equal(c->would_need, NEED_GOVERNANCE_LOG);
}

static void fewer_than_fifty_deals_are_not_classified(void **state)
{
    (void)state;
    struct company c = good;
    c.deals = 49;
    sell(c);
    publish_and_train(4);
    const struct answers *a = made_measure(&m, YEAR);
    assert_int_equal(a->assessment.state, ASSESSMENT_CANNOT_SAY);
    const struct cannot_say *say = made_cannot_say(a, SUBJECT_ASSESSMENT);
    assert_int_equal(say->why, CAUSE_TOO_FEW);
    assert_int_equal(say->count, 49);
    assert_int_equal(say->of, 50);
}

static void less_than_ninety_days_are_not_classified(void **state)
{
    (void)state;
    struct company c = good;
    c.days = 89;
    sell(c);
    publish_and_train(4);
    const struct answers *a = made_measure(&m, 89);
    assert_int_equal(a->assessment.state, ASSESSMENT_CANNOT_SAY);
    assert_int_equal(made_cannot_say(a, SUBJECT_ASSESSMENT)->why, CAUSE_LOG_TOO_SHORT);
}

static void the_last_gate_waits_for_half_a_year(void **state)
{
    (void)state;
    struct company c = good;
    c.days = 179;
    sell(c);
    publish_and_train(4);
    made_act(&m, GOVERNANCE_REVIEWED, 100, NULL, NULL, 0, false);
    const struct answers *a = made_measure(&m, 179);
    assert_false(a->assessment.gate4_assessed);
    assert_true(criterion(a, CRITERION_FEEDBACK)->unknown);
    assert_int_equal(a->assessment.kind, KIND_FORMAL);
    assert_int_equal(a->assessment.state, ASSESSMENT_UNEVIDENCED); /* formal or dynamic */
    assert_int_equal(a->assessment.high, KIND_DYNAMIC);
}

/* Two departments of thirty deals: one always, the other never does b. */
static void the_weakest_department_is_named(void **state)
{
    (void)state;
    for (i64 i = 0; i < 3; i++) {
        made_standard_stage(&m, stages[i]);
        made_standard_milestone(&m, milestones[i], GRADE_REQUIRED);
    }
    made_stages(&m, stages, 3);
    for (i64 i = 0; i < 60; i++) {
        f64 at = 6.0 * (f64)i;
        i64 d = made_deal(&m, OUTCOME_LOST, .start = at, .close = at + 5, .owner = owners[i % 2]);
        made_stage(&m, d, at, "A");
        made_milestone(&m, d, at + 1, "a");
        made_stage(&m, d, at + 1, "B");
        if (i % 2 == 0 || i < 4)
            made_milestone(&m, d, at + 2, "b");
        made_stage(&m, d, at + 3, "C");
        made_milestone(&m, d, at + 4, "c");
    }
    made_act(&m, GOVERNANCE_MEMBER, 0, "ada", "sales", 0, false);
    made_act(&m, GOVERNANCE_MEMBER, 0, "bo", "partners", 0, false);
    const struct kind_criterion *c = criterion(made_measure(&m, YEAR), CRITERION_DEPARTMENTS);
    assert_true(str_eq(c->name, S("partners")));
    assert_close(c->seen, (2 + 28 * 0.5) / 30); /* all but its first two deals lack b */
    f64 mean = c->seen, square = 2 * (1 - mean) * (1 - mean) + 28 * (0.5 - mean) * (0.5 - mean);
    f64 se = 1.4 * sqrt(square / 29 / 30);
    assert_close(c->probability, 1 - special_t_cdf((0.6 - mean) / se, 30));
}

/* The mark of the standard: what order of milestones would chance have shown? When every deal
 * does everything in order, A = 1 and the footprint is 1; without any order it is about none. */
static void the_footprint_is_what_chance_does_not_give(void **state)
{
    (void)state;
    struct company c = good;
    c.missing = 0;
    sell(c);
    assert_close(criterion(made_measure(&m, YEAR), CRITERION_FOOTPRINT)->seen, 1);

    struct rng rng = rng_from(41);
    made_again(&m);
    for (i64 i = 0; i < 3; i++) {
        made_standard_stage(&m, stages[i]);
        made_standard_milestone(&m, milestones[i], GRADE_REQUIRED);
    }
    made_stages(&m, stages, 3);
    for (i64 i = 0; i < 300; i++) {
        f64 at = (f64)i;
        i64 d = made_deal(&m, OUTCOME_WON, .start = at, .close = at + 9, .owner = owners[i % 4]);
        for (i64 k = 0; k < 3; k++) {
            made_stage(&m, d, at + 3.0 * (f64)k, stages[k]);
            made_milestone(&m, d, at + 9 * rng_unit(&rng), milestones[k]);
        }
    }
    const struct kind_criterion *random = criterion(made_measure(&m, YEAR), CRITERION_FOOTPRINT);
    assert_true(fabs(random->seen) < 0.1);
    assert_false(random->passed);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(the_middle_gate_by_hand),
        TEST(probabilities_of_the_kinds_are_those_of_the_gates),
        TEST(outcome_is_never_evidence),
        TEST(the_last_gate_counts_acts_of_the_year),
        TEST(what_any_order_would_score_leaves_no_footprint),
        TEST(feedback_counts_in_whatever_week_it_begins),
        TEST(nobody_trained_is_a_fact_and_not_a_probability),
        TEST(without_records_nothing_is_claimed),
        TEST(fewer_than_fifty_deals_are_not_classified),
        TEST(less_than_ninety_days_are_not_classified),
        TEST(the_last_gate_waits_for_half_a_year),
        TEST(the_weakest_department_is_named),
        TEST(the_footprint_is_what_chance_does_not_give),
    };
    return cmocka_run_group_tests_name("kind", tests, NULL, NULL);
}
