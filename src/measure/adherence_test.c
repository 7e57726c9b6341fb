/* The standard against the log: what is owed, what it is worth, who. */
#include "measure/adherence.h"
#include "stats/special.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "tests/made.h"

static const char *const stages[] = {"A", "B", "C"}, *const milestones[] = {"a", "b", "c"};

/* Three stages, each left with one required milestone. */
static void three_stages(void)
{
    for (i64 i = 0; i < 3; i++) {
        made_standard_stage(&m, stages[i]);
        made_standard_milestone(&m, milestones[i], GRADE_REQUIRED);
    }
    made_stages(&m, stages, 3);
}

/* "A0 a1 B2": stages are entered and milestones reached on these days. */
static i64 live(struct made_deal d, const char *acts)
{
    i64 deal = made_add_deal(&m, d);
    str rest = str_c(acts), word;
    while (rest.n) {
        i64 day = 0;
        char name[2] = {0};
        str_cut(rest, ' ', &word, &rest);
        assert_true(str_to_i64(str_sub(word, 1, word.n), &day));
        name[0] = word.p[0];
        made_event(&m, deal, (f64)day, name,
                   .kind = name[0] <= 'C' ? ACTIVITY_STAGE : ACTIVITY_MILESTONE);
    }
    return deal;
}
#define live(how, acts, ...) live((struct made_deal){.outcome = (how), __VA_ARGS__}, acts)

static f64 score(const struct answers *a, i64 deal)
{
    return a->adherence.deal[deal].score;
}

static void credit_is_given_as_the_table_says(void **state)
{
    (void)state;
    three_stages();
    i64 done = live(OUTCOME_WON, "A0 a1 B2 b3 C4 c5", .start = 0, .close = 6);
    i64 late = live(OUTCOME_WON, "A0 B2 a3 b4 C5 c6", .start = 0, .close = 7);
    i64 missing = live(OUTCOME_WON, "A0 a1 B2 C4 c5", .start = 0, .close = 6);
    i64 disorder = live(OUTCOME_WON, "A0 b1 a2 B3 C4 c5", .start = 0, .close = 6);
    i64 both = live(OUTCOME_WON, "A0 a1 B2 C3 b4 c4", .start = 0, .close = 6);
    i64 worst = live(OUTCOME_WON, "A0 B2 b3 C4 a5 c6", .start = 0, .close = 7);
    const struct answers *a = made_measure(&m, 30);
    assert_close(score(a, done), 1);
    assert_close(score(a, late), 2.5 / 3);     /* a after A was left */
    assert_close(score(a, missing), 2.0 / 3);  /* no b */
    assert_close(score(a, disorder), 2.5 / 3); /* b before a */
    assert_close(score(a, both), 2.5 / 3);     /* b late */
    assert_close(score(a, worst), 2.0 / 3);    /* a late: .5; b on time but before a: .5 */
    assert_true(a->adherence.deal[late].compliant);
    assert_false(a->adherence.deal[missing].compliant);
    assert_int_equal(a->adherence.deal[missing].missing, 1);
}

static void only_what_fell_due_is_owed(void **state)
{
    (void)state;
    three_stages();
    i64 lost_early = live(OUTCOME_LOST, "A0", .start = 0, .close = 5);
    i64 lost_in_b = live(OUTCOME_LOST, "A0 a1 B2", .start = 0, .close = 9);
    i64 open_in_c = live(OUTCOME_OPEN, "A0 a1 B2 b3 C4", .start = 0);
    i64 skipped_b = live(OUTCOME_OPEN, "A0 a1 C4", .start = 0);
    live(OUTCOME_INVALID, "A0 B1", .start = 0, .close = 3);
    i64 elsewhere = made_deal(&m, OUTCOME_WON, .start = 0, .close = 5);
    const struct answers *a = made_measure(&m, 30);
    assert_true(isnan(score(a, lost_early)));
    assert_close(score(a, lost_in_b), 1);
    assert_int_equal(a->adherence.deal[lost_in_b].due, 1);
    assert_close(score(a, open_in_c), 1);
    assert_int_equal(a->adherence.deal[open_in_c].due, 2);
    assert_close(score(a, skipped_b), 0.5); /* to be past a stage is to have left it */
    assert_true(isnan(score(a, elsewhere)));
    assert_int_equal(a->adherence.deals, 3);
    assert_int_equal(a->adherence.deals_without, 2);
}

static void waivers_lapses_of_memory_and_back_filling(void **state)
{
    (void)state;
    three_stages();
    m.standard->waivers.grantor = CONFIRMER_MANAGER;
    i64 waived = live(OUTCOME_WON, "A0 a1 B2 C4 c5", .start = 0, .close = 6);
    made_event(&m, waived, 3, "b", .kind = ACTIVITY_WAIVED, .value = 1, .has_value = true);
    i64 without = live(OUTCOME_WON, "A0 a1 B2 C4 c5", .start = 0, .close = 6);
    made_event(&m, without, 3, "b", .kind = ACTIVITY_WAIVED, .value = 0, .has_value = true);
    i64 filled = live(OUTCOME_WON, "A0 B2 b3 C4 c5", .start = 0, .close = 6);
    made_event(&m, filled, 1, "a", .kind = ACTIVITY_MILESTONE, .recorded = 5);
    i64 in_time = live(OUTCOME_WON, "A0 B3 b4 C5 c6", .start = 0, .close = 7);
    made_event(&m, in_time, 1, "a", .kind = ACTIVITY_MILESTONE, .recorded = 2.5);
    i64 unseen = live(OUTCOME_WON, "A0 B2 b4 C5 c6", .start = 0, .close = 7, .seen = 3);
    i64 revoked = live(OUTCOME_WON, "A0 a1 B4 b5 C6 c7", .start = 0, .close = 8);
    made_event(&m, revoked, 2, "a", .kind = ACTIVITY_REVOKED);
    const struct answers *a = made_measure(&m, 30);
    assert_close(score(a, waived), 1);        /* with authority: removed */
    assert_close(score(a, without), 2.0 / 3); /* without: nothing */
    assert_close(score(a, filled), 2.25 / 3); /* days later, after the stage was left */
    assert_close(score(a, in_time), 1);       /* days later, before it was left */
    assert_close(score(a, unseen), 1);        /* nobody could have recorded a */
    assert_close(score(a, revoked), 2.0 / 3); /* reached, and lost before A was left */
    assert_close(a->adherence.deal[filled].score_full, 1);
    const i64 *n = a->adherence.milestones[0].count;
    assert_int_equal(n[OBLIGATION_UNKNOWN], 1);
    assert_int_equal(n[OBLIGATION_BACKFILLED], 1);
    assert_int_equal(n[OBLIGATION_MISSING], 1);
    assert_rate(a->adherence.milestones[0].done, 3, 5); /* known and due: all but the unseen */
    assert_rate(a->adherence.waived, 1, 17);
    assert_rate(a->adherence.waived_without, 1, 17);
}

/* a lapses after 30 days: reached on day 1, A is left on day 50. Confirmed again on day 30 it
 * stands. */
static void a_milestone_that_lapsed_no_longer_stands(void **state)
{
    (void)state;
    three_stages();
    m.standard->milestones.v[0].lapse = (struct span){.ms = 30 * MS_PER_DAY, .known = true};
    i64 lapsed = live(OUTCOME_LOST, "A0 a1 B50", .start = 0, .close = 60);
    i64 again = live(OUTCOME_LOST, "A0 a1 a30 B50", .start = 0, .close = 60);
    i64 confirmed = live(OUTCOME_LOST, "A0 a1 B50", .start = 0, .close = 60);
    made_event(&m, confirmed, 30, "a", .kind = ACTIVITY_CONFIRMED, .actor = "boss");
    i64 in_time = live(OUTCOME_WON, "A0 a1 B20 b40 C50 c60", .start = 0, .close = 90);
    const struct answers *a = made_measure(&m, 100);
    assert_close(score(a, lapsed), 0);
    assert_close(score(a, again), 1);
    assert_close(score(a, confirmed), 1);
    assert_close(score(a, in_time), 1); /* what lapses after its gate has done its work */
}

/* What the judge would have said when the stage was left. */
static void a_waiver_counts_when_it_was_due(void **state)
{
    (void)state;
    three_stages();
    m.standard->waivers.grantor = CONFIRMER_MANAGER;
    m.standard->waivers.valid = (struct span){.ms = 5 * MS_PER_DAY, .known = true};
    i64 in_time = live(OUTCOME_LOST, "A0 B9", .start = 0, .close = 20);
    made_event(&m, in_time, 6, "a", .kind = ACTIVITY_WAIVED, .value = 1, .has_value = true);
    i64 expired = live(OUTCOME_LOST, "A0 B9", .start = 0, .close = 20);
    made_event(&m, expired, 3, "a", .kind = ACTIVITY_WAIVED, .value = 1, .has_value = true);
    i64 afterwards = live(OUTCOME_LOST, "A0 B9", .start = 0, .close = 20);
    made_event(&m, afterwards, 12, "a", .kind = ACTIVITY_WAIVED, .value = 1, .has_value = true);
    i64 done_too = live(OUTCOME_LOST, "A0 a5 B9", .start = 0, .close = 20);
    made_event(&m, done_too, 6, "a", .kind = ACTIVITY_WAIVED, .value = 1, .has_value = true);
    const struct answers *a = made_measure(&m, 30);
    assert_true(isnan(score(a, in_time)));
    assert_close(score(a, expired), 0);
    assert_close(score(a, afterwards), 0);
    assert_close(score(a, done_too), 1);
    const i64 *n = a->adherence.milestones[0].count;
    assert_int_equal(n[OBLIGATION_WAIVED], 1);
    assert_int_equal(n[OBLIGATION_MISSING], 2);
    assert_int_equal(n[OBLIGATION_DONE], 1);
}

/* Whoever owns the deal may not confirm it; a log that confirms nothing is not held against it. */
static void a_confirmation_is_asked_for_where_the_log_tells_of_them(void **state)
{
    (void)state;
    three_stages();
    m.standard->milestones.v[0].confirmer = CONFIRMER_MANAGER;
    m.standard->milestones.v[1].confirmer = CONFIRMER_MANAGER;
    i64 checked = live(OUTCOME_LOST, "A0 a1 B4", .start = 0, .close = 20, .owner = "ann");
    made_event(&m, checked, 2, "a", .kind = ACTIVITY_CONFIRMED, .actor = "boss");
    i64 by_herself = live(OUTCOME_LOST, "A0 a1 B4", .start = 0, .close = 20, .owner = "ann");
    made_event(&m, by_herself, 2, "a", .kind = ACTIVITY_CONFIRMED, .actor = "ann");
    i64 late = live(OUTCOME_LOST, "A0 a1 B4", .start = 0, .close = 20, .owner = "ann");
    made_event(&m, late, 8, "a", .kind = ACTIVITY_CONFIRMED, .actor = "boss");
    i64 nobody = live(OUTCOME_LOST, "A0 a1 B4 b5 C6", .start = 0, .close = 20, .owner = "ann");
    const struct answers *a = made_measure(&m, 30);
    assert_close(score(a, checked), 1);
    assert_close(score(a, by_herself), 0);
    assert_close(score(a, late), 0.5);
    assert_close(score(a, nobody), 0.5); /* a: not confirmed; b: the log confirms no b at all */
}

/* Three working days from Friday noon end on Wednesday noon. */
static void a_lapse_in_working_days_follows_the_calendar(void **state)
{
    (void)state;
    three_stages();
    m.standard->calendar = (struct calendar_rule){
        .days = 0x1F, .from_minute = 8 * 60, .to_minute = 18 * 60, .known = true};
    m.standard->milestones.v[0].lapse =
        (struct span){.ms = 3 * MS_PER_DAY, .days = 3, .working = true, .known = true};
    i64 fresh = live(OUTCOME_LOST, "A0", .start = 0, .close = 40);
    made_event(&m, fresh, 4.5, "a", .kind = ACTIVITY_MILESTONE); /* a Friday */
    made_event(&m, fresh, 8.5, "B", .kind = ACTIVITY_STAGE);
    i64 stale = live(OUTCOME_LOST, "A0", .start = 0, .close = 40);
    made_event(&m, stale, 4.5, "a", .kind = ACTIVITY_MILESTONE);
    made_event(&m, stale, 10.5, "B", .kind = ACTIVITY_STAGE);
    const struct answers *a = made_measure(&m, 60);
    assert_close(score(a, fresh), 1);
    assert_close(score(a, stale), 0);
}

/* Of one moment nobody knows what came first: the deal has the benefit. */
static void what_has_only_a_day_is_not_late_on_that_day(void **state)
{
    (void)state;
    three_stages();
    i64 same_day = live(OUTCOME_WON, "A0 B2 a2 C2 b2 c2", .start = 0, .close = 2);
    const struct answers *a = made_measure(&m, 30);
    assert_close(score(a, same_day), 1);
}

static void deals_of_other_versions_are_said(void **state)
{
    (void)state;
    three_stages();
    m.standard->version = 2;
    for (i64 i = 0; i < 5; i++) {
        i64 d = live(OUTCOME_LOST, "A0 a1 B2", .start = 0, .close = 9 + (f64)i);
        history_set_attribute(m.b, d, S("version"), i < 2 ? S("1") : S("2"));
    }
    const struct warning *w = made_warning(made_measure(&m, 60), WARNING_OTHER_VERSION);
    assert_non_null(w);
    assert_int_equal(w->count, 2);
    assert_int_equal(w->of, 5);
}

/* Three milestones of one stage within a minute were ticked, not lived. */
static void three_in_a_minute_are_a_burst(void **state)
{
    (void)state;
    made_standard_stage(&m, "A");
    for (i64 i = 0; i < 3; i++)
        made_standard_milestone(&m, milestones[i], GRADE_REQUIRED);
    made_standard_stage(&m, "B");
    made_stages(&m, stages, 2);
    f64 second = 1.0 / 86400;
    i64 ticked = live(OUTCOME_WON, "A0 B9", .start = 0, .close = 10);
    i64 lived = live(OUTCOME_WON, "A0 B9", .start = 0, .close = 10);
    for (i64 i = 0; i < 3; i++) {
        f64 a = 2 + 20 * second * (f64)i, b = 2 + 61 * second * (f64)i;
        made_event(&m, ticked, a, milestones[i], .kind = ACTIVITY_MILESTONE, .recorded = a);
        made_event(&m, lived, b, milestones[i], .kind = ACTIVITY_MILESTONE, .recorded = b);
    }
    const struct answers *a = made_measure(&m, 30);
    assert_close(score(a, ticked), 0.25);
    assert_close(score(a, lived), 1);
}

static void followed_or_not_stands_beside_the_outcome(void **state)
{
    (void)state;
    three_stages();
    for (i64 i = 0; i < 6; i++) {
        f64 at = 40.0 * (f64)i;
        live(OUTCOME_WON, "A0 a1 B2 b3 C4 c5", .start = 0, .close = 6 + at);
        live(OUTCOME_LOST, "A0 B2 b3 C4", .start = 0, .close = 6 + at); /* no a: 1 of 2 */
        live(OUTCOME_LOST, "A0 a1 B2 b3 C4", .start = 0, .close = 7 + at);
    }
    const struct adherence *h = &made_measure(&m, 400)->adherence;
    assert_int_equal(h->by_outcome[OUTCOME_WON][1], 6);
    assert_int_equal(h->by_outcome[OUTCOME_LOST][0], 6);
    assert_int_equal(h->by_outcome[OUTCOME_LOST][1], 6);
    assert_rate(h->compliant, 12, 18);
    assert_rate(h->win_followed, 6, 12);
    assert_rate(h->win_not, 0, 6);
    assert_close(h->mean_score.value, (12 + 3) / 18.0);
}

/* ada follows in 8 of 8, bo in 5 of 8, cy in 1 of 8, by a missing of two owed. */
static const struct adherence *three_sellers(i64 sellers)
{
    static const char *const owners[] = {"ada", "bo", "cy"};
    static const i64 follow[] = {8, 5, 1};
    three_stages();
    for (i64 s = 0; s < sellers; s++)
        for (i64 i = 0; i < 8; i++)
            live(OUTCOME_LOST, i < follow[s] ? "A0 a1 B2 b3 C4" : "A0 B2 b3 C4", .start = 0,
                 .close = 9 + (f64)i, .owner = owners[s]);
    for (i64 s = 0; s < sellers; s++)
        made_act(&m, GOVERNANCE_MEMBER, 0, owners[s], s < 2 ? "sales" : "partners", 0, false);
    return &made_measure(&m, 60)->adherence;
}

static void sellers_are_drawn_together_and_never_ranked(void **state)
{
    (void)state;
    const struct adherence *h = three_sellers(3);
    assert_int_equal(h->seller_count, 3);
    for (i64 i = 0; i < 3; i++) {
        const struct party_adherence *v = &h->sellers[i];
        f64 raw = (f64)v->compliant / (f64)v->deals;
        f64 all = 14.0 / 24;
        assert_true(fabs(v->shrunken - all) < fabs(raw - all));
        assert_true(v->low < v->shrunken && v->shrunken < v->high);
        assert_true(fabs(v->score_shrunken - 19.0 / 24) < fabs(v->mean_score - 19.0 / 24));
        assert_true(v->p_lowest_quarter >= 0 && v->p_lowest_quarter <= 1);
    }
    assert_close(h->sellers[0].mean_score, 1);
    assert_close(h->sellers[2].mean_score, (1 + 7 * 0.5) / 8);
    assert_true(h->sellers[2].p_lowest_quarter > 0.9);
    assert_true(h->sellers[2].p_below_half > 0.9 && h->sellers[0].p_below_half < 0.1);
    assert_int_equal(h->department_count, 2);
    assert_true(isnan(h->departments[0].p_lowest_quarter));
}

/* Jeffreys: Beta(8.5, .5) of 8 of 8. */
static void two_sellers_teach_no_spread(void **state)
{
    (void)state;
    const struct adherence *h = three_sellers(2);
    assert_close(h->sellers[0].shrunken, 8.5 / 9);
    assert_close(h->sellers[0].p_below_half, special_beta_cdf(0.5, 8.5, 0.5));
    assert_true(isnan(h->sellers[0].p_lowest_quarter));
    assert_true(isnan(h->sellers[0].score_shrunken));
}

static void what_no_log_records_is_unknown(void **state)
{
    (void)state;
    three_stages();
    made_standard_milestone(&m, "z", GRADE_REQUIRED);
    made_standard_milestone(&m, "nice", GRADE_HELPFUL);
    for (i64 i = 0; i < 6; i++)
        live(OUTCOME_WON, "A0 a1 B2 b3 C4 c5", .start = 0, .close = 6 + (f64)i);
    const struct adherence *h = &made_measure(&m, 60)->adherence;
    assert_int_equal(h->milestones_matched, 3);
    assert_rate(h->unknown, 6, 24);
    assert_close(h->mean_score.value, 1);
}

static void a_standard_of_other_words_is_said_so(void **state)
{
    (void)state;
    three_stages();
    i64 d = made_deal(&m, OUTCOME_WON, .start = 0, .close = 9);
    made_stage(&m, d, 0, "Prospecting");
    made_milestone(&m, d, 1, "a");
    const struct answers *a = made_measure(&m, 60);
    assert_int_equal(a->adherence.standing, STANDING_CANNOT_SAY);
    assert_int_equal(made_cannot_say(a, SUBJECT_ADHERENCE)->why, CAUSE_STANDARD_UNMATCHED);
}

enum { K = 3 };

/* The score from the rules, one milestone at a time. */
static f64 slow_score(const i64 left[K], const i64 reached[K])
{
    f64 sum = 0, owed = 0;
    for (i64 i = 0; i < K; i++) {
        if (left[i] == NO_DAY)
            continue;
        bool disorder = false;
        for (i64 k = 0; k < i; k++)
            disorder = disorder || (reached[k] != NO_DAY && reached[i] < reached[k]);
        owed++;
        if (reached[i] != NO_DAY)
            sum += (reached[i] > left[i] ? 0.5 : 1) * (disorder ? 0.5 : 1);
    }
    return owed > 0 ? sum / owed : NAN;
}

static void scores_are_those_of_the_twin(void **state)
{
    (void)state;
    struct rng rng = rng_from(37);
    for (i64 round = 0; round < 80; round++) {
        f64 expected[20];
        made_again(&m);
        three_stages();
        for (i64 i = 0; i < 20; i++) {
            i64 left[K] = {NO_DAY, NO_DAY, NO_DAY}, reached[K], day = 0;
            bool won = rng_below(&rng, 2);
            i64 d = made_deal(&m, won ? OUTCOME_WON : OUTCOME_LOST, .start = 0, .close = 100);
            for (i64 s = 0, n = 1 + rng_below(&rng, 5); n > 0; n--, s = rng_below(&rng, K)) {
                made_stage(&m, d, (f64)day, stages[s]);
                for (i64 k = 0; k < s; k++)
                    left[k] = left[k] == NO_DAY ? day : left[k];
                day += 1 + rng_below(&rng, 9);
            }
            for (i64 k = 0; k < K; k++) {
                if (won && left[k] == NO_DAY)
                    left[k] = 100;
                reached[k] = rng_below(&rng, 4) ? rng_below(&rng, 60) : NO_DAY;
                if (reached[k] != NO_DAY)
                    made_milestone(&m, d, (f64)reached[k], milestones[k]);
            }
            expected[i] = slow_score(left, reached);
        }
        const struct answers *a = made_measure(&m, 200);
        if (a->adherence.milestones_matched < K)
            continue;
        for (i64 i = 0; i < 20; i++) {
            if (isnan(expected[i]))
                assert_true(isnan(score(a, i)));
            else
                assert_close(score(a, i), expected[i]);
        }
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(credit_is_given_as_the_table_says),
        TEST(only_what_fell_due_is_owed),
        TEST(waivers_lapses_of_memory_and_back_filling),
        TEST(a_milestone_that_lapsed_no_longer_stands),
        TEST(a_waiver_counts_when_it_was_due),
        TEST(a_confirmation_is_asked_for_where_the_log_tells_of_them),
        TEST(a_lapse_in_working_days_follows_the_calendar),
        TEST(what_has_only_a_day_is_not_late_on_that_day),
        TEST(deals_of_other_versions_are_said),
        TEST(three_in_a_minute_are_a_burst),
        TEST(followed_or_not_stands_beside_the_outcome),
        TEST(sellers_are_drawn_together_and_never_ranked),
        TEST(two_sellers_teach_no_spread),
        TEST(what_no_log_records_is_unknown),
        TEST(a_standard_of_other_words_is_said_so),
        TEST(scores_are_those_of_the_twin),
    };
    return cmocka_run_group_tests_name("adherence", tests, NULL, NULL);
}
