/* The shapes of what analytics answer. They say of each key what docs/assess.schema.json says of
 * the same key of `etalon assess --format json`: figures_shape_test.c holds the two side by side.
 */
#include "api/figures_shape.h"

#include "api/shapes.h"

enum { MANY_MAX = 1 << 20 }; /* points of a curve, edges of a map */

#define COUNT(name_, about_)                                                                       \
    {                                                                                              \
        (name_), SHAPE_INTEGER, .required = true, .about = (about_)                                \
    }
#define COUNT_OR_NULL(name_, about_)                                                               \
    {                                                                                              \
        (name_), SHAPE_INTEGER, .required = true, .nullable = true, .about = (about_)              \
    }
/* null: it cannot be said */
#define REAL(name_, about_)                                                                        \
    {                                                                                              \
        (name_), SHAPE_NUMBER, .required = true, .nullable = true, .about = (about_)               \
    }
#define FLAG(name_, about_)                                                                        \
    {                                                                                              \
        (name_), SHAPE_BOOLEAN, .required = true, .about = (about_)                                \
    }
#define WORD(name_, about_)                                                                        \
    {                                                                                              \
        (name_), SHAPE_TEXT, .required = true, .about = (about_)                                   \
    }
#define WORD_OR_NULL(name_, about_)                                                                \
    {                                                                                              \
        (name_), SHAPE_TEXT, .required = true, .nullable = true, .about = (about_)                 \
    }
#define DAY_OR_NULL(name_, about_)                                                                 \
    {                                                                                              \
        (name_), SHAPE_DATE, .required = true, .nullable = true, .about = (about_)                 \
    }
#define CHOICE(name_, of_, about_)                                                                 \
    {                                                                                              \
        (name_), SHAPE_CHOICE, .required = true, .choices = (of_), .about = (about_)               \
    }
#define CHOICE_OR_NULL(name_, of_, about_)                                                         \
    {                                                                                              \
        (name_), SHAPE_CHOICE, .required = true, .nullable = true, .choices = (of_),               \
                               .about = (about_)                                                   \
    }
#define HAS(name_, of_, about_)                                                                    \
    {                                                                                              \
        (name_), SHAPE_OBJECT, .required = true, .of = &(of_), .about = (about_)                   \
    }
#define HAS_OR_NULL(name_, of_, about_)                                                            \
    {                                                                                              \
        (name_), SHAPE_OBJECT, .required = true, .nullable = true, .of = &(of_), .about = (about_) \
    }
#define MANY(name_, of_, about_)                                                                   \
    {                                                                                              \
        (name_), SHAPE_LIST, .required = true, .most = MANY_MAX, .of = &(of_), .about = (about_)   \
    }
#define WORDS(name_, about_)                                                                       \
    {                                                                                              \
        (name_), SHAPE_LIST, .items = SHAPE_TEXT, .required = true, .most = MANY_MAX,              \
                             .about = (about_)                                                     \
    }
#define NUMBERS(name_, about_)                                                                     \
    {                                                                                              \
        (name_), SHAPE_LIST, .items = SHAPE_NUMBER, .items_nullable = true, .required = true,      \
                             .most = MANY_MAX, .about = (about_)                                   \
    }
#define STANDING CHOICE("standing", standings, "How far it can be said.")
#define REASON                                                                                     \
    {                                                                                              \
        "reason", SHAPE_ID,                                                                        \
            .required = true, .nullable = true,                                                    \
            .about = "Null when measured, else why not: an id as in cannot_say[].why_id."          \
    }

static const char *const standings[] = {"measured", "counts-only", "cannot-say", NULL};
static const char *const outcome_words[] = {"open",   "won",     "lost", "no-decision",
                                            "walked", "invalid", NULL};
static const char *const langs[] = {"en", "fr", NULL};
static const struct shape_field population_fields[] = {
    WORD("workspace", "Its name."),
    WORD("process", "Of the deals; empty: there are none."),
    COUNT("processes", "With deals in the workspace."),
    COUNT_OR_NULL("edition",
                  "Of the standard that they are held against; null: none was known then."),
    COUNT("sequence",
          "The last event that is in the figures; input_hash is that of the chain there."),
    COUNT("deals_known", "Deals of the workspace known then."),
    COUNT("deals", "Of them, those that these figures are about."),
    DAY_OR_NULL("entered_from", "Only deals that entered on this day or later."),
    DAY_OR_NULL("entered_to", "Only deals that entered on this day or before."),
    WORD("where", "Only deals with these values, as asked; empty: all."),
    FLAG("own_people_only", "Of single sellers only the reader's own figures are shown."),
    WORD("rows", "Where the deals behind a number are."),
};
PART(population, "population");
static const struct shape_field rows_read_fields[] = {
    COUNT("read", "Rows of the files of deals."),
    COUNT("deals", "Used."),
    COUNT("rejected", "Could not be used: rejected_rows."),
    COUNT("duplicates", "Of a row already there."),
};
PART(rows_read, "rows_read");
static const struct shape_field outcome_counts_fields[] = {
    COUNT("won", "Won."),
    COUNT("lost", "Lost."),
    COUNT("no_decision", "Recorded as ended without a decision."),
    COUNT("walked", "We withdrew."),
    COUNT("invalid", "Duplicates, tests: in no rate."),
    COUNT("open", "Not closed."),
    COUNT("deals", "The sum."),
};
PART(outcome_counts, "outcome_counts");
static const struct shape_field rate_fields[] = {
    REAL("value", "The share, from 0 to 1; null unless measured."),
    REAL("low", "Lower end of the 95 % interval."),
    REAL("high", "Upper end."),
    COUNT("numerator", "Deals counted."),
    COUNT("denominator", "Of so many."),
    STANDING,
    REASON,
};
PART(rate, "rate");
static const struct shape_field cohort_rate_fields[] = {
    REAL("value", "The share, from 0 to 1; null unless measured."),
    REAL("low", "Lower end of the 95 % interval."),
    REAL("high", "Upper end."),
    COUNT("numerator", "Deals counted."),
    COUNT("denominator", "Of so many."),
    STANDING,
    REASON,
    COUNT_OR_NULL("horizon_days", "Days after entering; null when no cohort can be followed."),
    FLAG("horizon_given", "By --horizon."),
    REAL("lost", "Share lost by then."),
    REAL("no_decision", "Without a decision by then; null when that is not recorded."),
    REAL("walked", "We withdrew by then."),
    REAL("open", "Still open then."),
    COUNT("censored", "Open and younger than the horizon."),
    COUNT("at_risk", "Still followed on that day."),
    HAS("resolved", rate, "Ended, however and whenever, of the entered."),
};
PART(cohort_rate, "cohort_rate");
static const struct shape_field win_rates_fields[] = {
    HAS("cohort", cohort_rate,
        "Of the deals that entered, the share won within the horizon; open deals censored "
        "(Aalen-Johansen), so it is not numerator / denominator."),
    HAS("closed_broad", rate,
        "Won / (won + lost + no decision); equals closed_narrow when no decision is not recorded."),
    HAS("closed_narrow", rate, "Won / (won + lost): what most CRM show."),
};
PART(win_rates, "win_rates");
static const struct shape_field simultaneous_fields[] = {
    HAS("won", rate, "Won."),
    HAS("lost", rate, "Lost."),
    HAS("no_decision", rate, "No decision."),
};
PART(simultaneous, "simultaneous");
static const struct shape_field spread_fields[] = {
    COUNT("n", "How many."), REAL("min", "Smallest."), REAL("p10", "10th percentile."),
    REAL("p25", "25th."),    REAL("median", "50th."),  REAL("mean", "Mean."),
    REAL("p75", "75th."),    REAL("p90", "90th."),     REAL("max", "Largest."),
};
PART(spread, "spread");
static const struct shape_field value_rate_fields[] = {
    REAL("value", "Share of value."),
    REAL("low", "Lower end of the 95 % interval."),
    REAL("high", "Upper end."),
    COUNT("numerator_minor", "Value won, in minor units."),
    COUNT("denominator_minor", "Of so much."),
    COUNT("deals", "With an amount."),
    REAL("n_eff", "Deals of equal size that would say as much."),
    STANDING,
    REASON,
};
PART(value_rate, "value_rate");
static const struct shape_field by_value_fields[] = {
    COUNT_OR_NULL("lost_minor", "Sum of lost amounts; null when they were not kept."),
    COUNT_OR_NULL("open_minor", "Of open amounts."),
    HAS("per_won_deal_minor", spread, "Per won deal, minor units."),
    COUNT("won_without_amount", "Won deals left out of the sums."),
    COUNT("currencies", "Different ones seen."),
    REAL("effective_won_deals", "Won deals of equal size that would say as much."),
    HAS("win_rate_broad", value_rate, "Won value / closed value."),
    HAS("win_rate_narrow", value_rate, "Without no decision."),
};
PART(by_value, "by_value");
static const struct shape_field cycle_fields[] = {
    HAS("won", spread, "Of won deals."),
    HAS("lost", spread, "Of lost deals."),
    HAS("no_decision", spread, "Of deals without a decision."),
    HAS("all", spread, "Of all three."),
    COUNT("left_out", "Closed deals without usable dates."),
    STANDING,
    REASON,
};
PART(cycle, "cycle");
static const struct shape_field quantile_fields[] = {
    REAL("p", "The share."),
    REAL("days", "The day by which it is reached; null: not within what was seen."),
    REAL("low", "Lower end of the 95 % interval."),
    REAL("high", "Upper end."),
};
PART(quantile, "quantile");
static const struct shape_field time_to_win_fields[] = {
    HAS("p25", quantile, "A quarter."),
    HAS("median", quantile, "Half."),
    HAS("p75", quantile, "Three quarters."),
    REAL("half_of_deals_won", "Day by which half of all deals are won; null: not reached."),
    STANDING,
    REASON,
};
PART(time_to_win, "time_to_win");
static const struct shape_field time_to_close_fields[] = {
    HAS("p25", quantile, "A quarter."),
    HAS("median", quantile, "Half."),
    HAS("p75", quantile, "Three quarters."),
};
PART(time_to_close, "time_to_close");
static const struct shape_field curve_fields[] = {
    COUNT("events", "Deals that ended so."),
    NUMBERS("value", "The share that has ended so, at each of incidence.days."),
    NUMBERS("low", "Lower end of the 95 % interval of that day."),
    NUMBERS("high", "Upper end."),
    NUMBERS("band_low", "Lower end of the band that holds for all days at once."),
    NUMBERS("band_high", "Upper end."),
};
PART(curve, "curve");
static const struct shape_field incidence_fields[] = {
    STANDING,
    REASON,
    COUNT("deals", "Followed."),
    COUNT("left_out", "Without usable times."),
    COUNT("late_entries", "First seen after they began."),
    REAL("band_from", "First day of the bands."),
    REAL("band_to", "Last day: beyond it fewer than ten deals are followed."),
    NUMBERS("days", "Since entry."),
    NUMBERS("open", "Share still open."),
    HAS("won", curve, "Won."),
    HAS("lost", curve, "Lost."),
    HAS("no_decision", curve, "No decision."),
    HAS("walked", curve, "We withdrew."),
};
PART(incidence, "incidence");
static const struct shape_field figure_fields[] = {
    REAL("value", "The estimate."),
    REAL("low", "Lower end of the 95 % interval."),
    REAL("high", "Upper end."),
    COUNT("n", "Deals it rests on."),
};
PART(figure, "figure");
static const struct shape_field restricted_mean_fields[] = {
    REAL("days", "Of so many days…."),
    HAS("open", figure, "…a deal spends so many open."),
    HAS("won", figure, "After a win."),
    HAS("lost", figure, "After a loss."),
    HAS("no_decision", figure, "After no decision."),
    HAS("walked", figure, "After we withdrew."),
};
PART(restricted_mean, "restricted_mean");
static const struct shape_field stage_exits_fields[] = {
    COUNT("open", "Still here."),
    COUNT("advance", "To a later stage."),
    COUNT("lost", "Lost."),
    COUNT("no-decision", "No decision."),
    COUNT("back", "To an earlier stage."),
    COUNT("walked", "We withdrew."),
    COUNT("won", "Won from here."),
};
PART(stage_exits, "stage_exits");
static const struct shape_field funnel_stage_fields[] = {
    WORD("stage", "As the data calls it."),
    COUNT("order", "0 first."),
    COUNT("visits", "A deal that comes back counts again."),
    COUNT("deals", "That came here."),
    HAS("exits", stage_exits, "How the visits ended."),
    COUNT("skipped", "Deals that passed to a later stage without a visit here."),
    REAL("horizon_days", "The day that the shares of this stage refer to."),
    HAS("conversion", rate, "Visits that advance by the horizon; in the last stage: won."),
    HAS("won_from_here", rate, "Visits that end won."),
    HAS("leak_lost", rate, "Visits that end lost."),
    HAS("leak_no_decision", rate, "Visits that end without a decision."),
    HAS("leak_walked", rate, "Visits from which we withdraw."),
    HAS("rework", rate, "Visits that go back."),
    HAS("reached", rate, "Deals that came here, of all with stages."),
    REAL("visits_per_deal", "Mean."),
    HAS("time_median", quantile, "Days in the stage, open visits censored."),
    HAS("time_p80", quantile, "80th percentile."),
    HAS("time_p90", quantile, "90th percentile."),
    REAL("ageing_days", "90 % of those that move on have moved by then."),
    REAL("decay_days", "Age at which the chance to win is half of what it was on entry."),
    REAL("mean_days_total", "Per deal, returns summed."),
};
PART(funnel_stage, "funnel_stage");
static const struct shape_field funnel_fields[] = {
    STANDING,
    REASON,
    COUNT("deals", "With stages."),
    HAS("skips", rate, "Deals that skipped a stage."),
    HAS("backs", rate, "Deals that went back."),
    MANY("stages", funnel_stage, "In order."),
};
PART(funnel, "funnel");
static const char *const verdicts[] = {"cannot-say", "too-few-to-say",
                                       "no-difference-beyond-chance", "difference", NULL};
static const struct shape_field comparison_level_fields[] = {
    WORD("name", "As the data writes it."),
    COUNT("deals", "All of them."),
    COUNT("open", "Still open."),
    COUNT("won", "Won."),
    COUNT("lost", "Lost."),
    COUNT("no_decision", "Without a decision."),
    HAS("win_rate", rate, "Won of closed."),
    REAL("shrunken", "The rate it is worth, drawn toward the whole."),
    REAL("shrunken_low", "Lower end of its 90 % interval."),
    REAL("shrunken_high", "Upper end."),
    REAL("p", "Against all others."),
    REAL("p_adjusted", "Over the levels."),
    FLAG("flagged", "P_adjusted below 0.05."),
    COUNT("won_value_minor", "Value won."),
    REAL("median_cycle_days", "Of its closed deals."),
    HAS("cohort", rate, "Won by the horizon, of the entered; open deals counted."),
    HAS("cohort_difference", figure, "Of that, against all others."),
};
PART(comparison_level, "comparison_level");
static const struct shape_field comparison_fields[] = {
    WORD("by", "Owner, close quarter, or a column."),
    CHOICE("verdict", verdicts, "Of the test."),
    REAL("chi2", "Pearson."),
    COUNT("df", "Degrees of freedom."),
    REAL("p", "By the chi-square law."),
    REAL("p_simulated", "By permutation, when counts are small."),
    REAL("p_adjusted", "Over all comparisons, Benjamini-Hochberg."),
    REAL("cramers_v", "Size of the effect."),
    REAL("spread", "Standard deviation of the levels' rates."),
    REAL("spread_by_chance", "What chance alone gives."),
    REAL("cohort_p", "The same question, open deals counted."),
    REAL("cohort_p_adjusted", "Over all comparisons."),
    REAL("gray_p", "Gray: do more deals get won in the end."),
    REAL("logrank_p", "Do open deals get won faster."),
    COUNT("unknown", "Deals without a value."),
    MANY("levels", comparison_level, "Most closed deals first."),
};
PART(comparison, "comparison");
static const struct shape_field quarter_part_fields[] = {
    CHOICE("verdict", verdicts, "Of the test."),
    HAS("win_inside", rate, "Won of won and lost inside it."),
    HAS("win_outside", rate, "And outside."),
    HAS("difference", figure, "Of the two, Newcombe's interval."),
    HAS("wins_inside", rate, "Wins that fall inside, of all wins."),
    REAL("days_share", "Its share of the days covered."),
    REAL("p", "Chi-square."),
    REAL("p_adjusted", "Over the two parts."),
};
PART(quarter_part, "quarter_part");
static const struct shape_field season_month_fields[] = {
    COUNT("year", "Calendar year."),
    COUNT("month", "1 to 12."),
    COUNT("won", "Closed in it as won."),
    COUNT("lost", "As lost."),
    COUNT("no_decision", "Without a decision."),
    COUNT("walked", "We withdrew."),
    HAS("win_rate", rate, "Won of won and lost."),
    COUNT("won_value_minor", "Value won in it."),
    COUNT("entered", "Deals that entered in it."),
};
PART(season_month, "season_month");
static const struct shape_field season_quarter_fields[] = {
    COUNT("year", "Calendar year."),
    COUNT("quarter", "1 to 4."),
    COUNT("won", "Closed in it as won."),
    COUNT("lost", "As lost."),
    COUNT("no_decision", "Without a decision."),
    COUNT("walked", "We withdrew."),
    HAS("win_rate", rate, "Won of won and lost."),
    COUNT("won_value_minor", "Value won in it."),
    COUNT("entered", "Deals that entered in it."),
};
PART(season_quarter, "season_quarter");
static const struct shape_field season_fields[] = {
    STANDING,
    REASON,
    HAS("last_month_of_quarter", quarter_part, "Against the rest."),
    HAS("last_week_of_quarter", quarter_part, "Against the rest."),
    MANY("months", season_month, "From the first to the last."),
    MANY("quarters", season_quarter, "From the first to the last."),
};
PART(season, "season");
static const struct shape_field slippage_fields[] = {
    STANDING,
    REASON,
    COUNT("deals", "With an expected close date on record."),
    HAS("pushed", rate, "Moved later at least once."),
    HAS("pulled", rate, "Moved earlier."),
    COUNT("changes", "Of close dates, either way."),
    REAL("pushes_per_deal", "Mean."),
    HAS("days_slipped", spread, "Last date minus first, pushed deals."),
    HAS("due_slipped", rate, "Due in the last full quarter, not closed in it."),
};
PART(slippage, "slippage");
static const struct shape_field overdue_fields[] = {
    HAS("open", rate, "Open deals past their expected close, of those that have one."),
    HAS("days", spread, "By so many days."),
};
PART(overdue, "overdue");
static const struct shape_field stale_fields[] = {
    STANDING,
    REASON,
    REAL("gap_days", "95 % of the silences in deals that were later won are shorter."),
    HAS("open", rate, "Open deals silent for longer."),
    HAS("no_decision", rate, "No decision, those counted."),
};
PART(stale, "stale");
static const struct shape_field coverage_fields[] = {
    STANDING,
    REASON,
    COUNT("open_deals", "Now."),
    COUNT("won_deals", "In the last full quarters."),
    COUNT("quarters", "So many, at most four."),
    REAL("ratio_deals", "Open / won in a quarter."),
    REAL("ratio_value", "The same by value."),
};
PART(coverage, "coverage");
static const struct shape_field queue_fields[] = {
    STANDING,
    REASON,
    REAL("stock", "Mean number of open deals."),
    REAL("entries_per_day", "Arrivals."),
    REAL("days_closed", "Mean length of closed deals."),
    REAL("ratio",
         "Stock / (arrivals x length): near 1 when records are complete and the pipeline steady."),
};
PART(queue, "queue");
static const struct shape_field velocity_fields[] = {
    STANDING,
    REASON,
    REAL("entries_per_day", "Arrivals."),
    REAL("won_share", "Won by the horizon."),
    REAL("mean_won_minor", "Value of a win."),
    REAL("minor_per_day", "The product."),
    REAL("minor_per_day_low", "Lower end of its 95 % interval."),
    REAL("minor_per_day_high", "Upper end."),
};
PART(velocity, "velocity");
static const struct shape_field concentration_fields[] = {
    STANDING,
    REASON,
    COUNT("sellers", "With a closed deal."),
    WORD("top", "The first by won value, else by wins; empty when not known."),
    HAS("top_wins", rate, "Share of wins."),
    HAS("top_value", figure, "Share of won value."),
    REAL("top_three_value", "Share of the first three."),
    REAL("effective_wins", "Sellers of equal weight, by wins."),
    REAL("effective_value", "By value."),
    COUNT("sellers_for_80", "The fewest that make 80 %."),
    HAS("win_without_top", rate, "Won of won and lost without the first."),
};
PART(concentration, "concentration");
static const struct shape_field ended_fields[] = {
    COUNT("won", "Won."),
    COUNT("lost", "Lost."),
    COUNT("no_decision", "Ended without a decision."),
    COUNT("open", "Still open."),
};
PART(ended, "ended");
static const struct shape_field adherence_milestone_fields[] = {
    WORD("milestone", "Its id in the standard."),
    WORD("stage", "Of the stage."),
    COUNT("not-due", "Obligations: not due."),
    COUNT("done", "Obligations: done."),
    COUNT("late", "Obligations: late."),
    COUNT("out-of-order", "Obligations: out of order."),
    COUNT("late-out-of-order", "Obligations: late out of order."),
    COUNT("missing", "Obligations: missing."),
    COUNT("waived", "Obligations: waived."),
    COUNT("waived-without", "Obligations: waived without."),
    COUNT("backfilled", "Obligations: backfilled."),
    COUNT("unknown", "Obligations: unknown."),
    HAS("done_rate", rate, "Done in time, of those due and known."),
};
PART(adherence_milestone, "adherence_milestone");
static const struct shape_field adherence_party_fields[] = {
    WORD("name", "Seller or department."),
    COUNT("deals", "With a score."),
    COUNT("compliant", "Of them follow the standard."),
    REAL("mean_score", "0 to 1."),
    REAL("shrunken", "Compliant share, drawn toward the whole."),
    REAL("low", "Lower end of its 90 % interval."),
    REAL("high", "Upper end."),
    REAL("score_shrunken", "Mean score, drawn toward the whole."),
    REAL("score_low", "Lower end of its interval."),
    REAL("score_high", "Upper end."),
    REAL("p_below_half", "Probability that it is below one half."),
    REAL("p_lowest_quarter", "Probability of being among the lowest quarter."),
};
PART(adherence_party, "adherence_party");
static const struct shape_field adherence_fields[] = {
    STANDING,
    REASON,
    COUNT("deals", "With a score."),
    HAS("mean_score", figure, "0 to 1."),
    HAS("compliant", rate, "Deals that follow the standard."),
    HAS("missing", rate, "Obligations: missing."),
    HAS("late", rate, "Obligations: late."),
    HAS("out_of_order", rate, "Obligations: out of order."),
    HAS("backfilled", rate, "Obligations: filled in afterwards."),
    HAS("unknown", rate, "Obligations: the data cannot tell."),
    HAS("waived", rate, "Obligations: waived with authority."),
    HAS("waived_without", rate, "Obligations: waived by somebody who may not."),
    HAS("skips", rate, "Deals that jumped over a stage of the standard."),
    HAS("rework", rate, "Deals that went back."),
    HAS("win_followed", rate, "Won of closed, when followed."),
    HAS("win_not_followed", rate, "And when not."),
    HAS("followed", ended, "Deals that follow the standard, by how they ended."),
    HAS("not_followed", ended, "Deals that do not follow the standard, by how they ended."),
    MANY("milestones", adherence_milestone, "One each."),
    MANY("sellers", adherence_party, "One each."),
    MANY("departments", adherence_party, "One each."),
};
PART(adherence, "adherence");
static const struct shape_field deviation_fields[] = {
    COUNT("deals", "Closed deals on this way."),
    COUNT("steps_off", "Each."),
    WORD("text", "The cheapest explanation, in words."),
};
PART(deviation, "deviation");
static const struct shape_field distance_fields[] = {
    COUNT("closed", "Deals."),
    COUNT("fitting", "Of them follow it exactly."),
    COUNT("steps_off", "Summed over deals."),
    REAL("fitness", "1 when every deal follows it; over all deals, open ones too."),
    MANY("deviations", deviation, "Most frequent first, at most 50."),
};
PART(distance, "distance");
static const char *const kinds[] = {"random", "informal", "formal", "dynamic", NULL};
static const char *const assessed[] = {"decided", "between", "cannot-be-told-apart", "cannot-say",
                                       NULL};
static const struct shape_field kind_probabilities_fields[] = {
    REAL("random", "Random."),
    REAL("informal", "Informal."),
    REAL("formal", "Formal."),
    REAL("dynamic", "Dynamic."),
};
PART(kind_probabilities, "kind_probabilities");
static const struct shape_field criterion_fields[] = {
    WORD("id", "Stable."),
    WORD("text", "In the language of the report."),
    REAL("wanted", "The threshold."),
    REAL("seen", "Null when unknown."),
    COUNT("n", "What it rests on."),
    REAL("probability", "That the threshold is truly reached; null when unknown."),
    FLAG("passed", "Probability at least 0.5."),
    FLAG("unknown", "Nothing in the records could show it."),
};
PART(criterion, "criterion");
static const struct shape_field gate_fields[] = {
    COUNT("number", "2, 3 or 4: the kind it opens."),
    WORD("text", "In the language of the report."),
    REAL("probability", "Product of its criteria."),
    FLAG("passed", "At least 0.5."),
    FLAG("unknown", "A criterion is unknown and none known fails."),
    MANY("criteria", criterion, "What it asks."),
};
PART(gate, "gate");
static const struct shape_field assessment_fields[] = {
    CHOICE_OR_NULL("kind", kinds, "What may be claimed; null when it cannot be told."),
    REAL("probability", "Of it."),
    CHOICE("state", assessed, "How far it goes."),
    CHOICE_OR_NULL("low", kinds, "The lowest that it may be."),
    CHOICE_OR_NULL("high", kinds, "The highest."),
    WORD("text", "In words."),
    HAS("probabilities", kind_probabilities, "Unknown criteria count as not shown."),
    MANY("gates", gate, "Three, in order."),
    WORDS("missing", "Ids of unknown criteria: what would have to be recorded."),
    WORDS("failing", "Ids of known criteria of the next gate that are not met."),
    COUNT("deals", "It rests on."),
    REAL("days", "Of records."),
    WORD("thresholds", "Version of the table."),
};
PART(assessment, "assessment");
static const struct shape_field cannot_say_fields[] = {
    WORD("what", "Id of the question."),      WORD("why", "In words."),
    WORD("would_need", "In words."),          WORD("why_id", "Stable id."),
    WORD("would_need_id", "Stable id."),      WORD("name", "A column, a currency; else empty."),
    COUNT("count", "As `why` says; else 0."), COUNT("of", "As `why` says; else 0."),
};
PART(cannot_say, "cannot_say");
static const struct shape_field figures_warning_fields[] = {
    WORD("id", "Stable id; \"import\" for those of the files."),
    WORD("text", "In words."),
    COUNT("count", "As the text says."),
    COUNT("of", "As the text says."),
};
PART(figures_warning, "figures_warning");
static const struct shape_field map_activity_fields[] = {
    WORD("name", "Stage, milestone, outcome or activity."),
    COUNT("events", "Occurrences."),
    COUNT("deals", "In which it occurs."),
    COUNT("starts", "Deals that begin with it."),
    COUNT("ends", "Deals that end with it."),
};
PART(map_activity, "map_activity");
static const struct shape_field map_edge_fields[] = {
    WORD("from", "Activity."),
    WORD("to", "Activity."),
    COUNT("count", "Times the one came right after the other."),
    REAL("mean_days", "Between the two."),
    REAL("median_days", "Half of the waits are no longer."),
};
PART(map_edge, "map_edge");
static const struct shape_field map_fields[] = {
    MANY("activities", map_activity, "All of them."),
    MANY("edges", map_edge, "All of them."),
};
PART(map, "map");
static const struct shape_field variant_fields[] = {
    COUNT("deals", "That took it."),
    COUNT_OR_NULL("deal", "The first that took it, by its number; null: from a file."),
    COUNT("won", "Won."),
    COUNT("lost", "Lost."),
    COUNT("no_decision", "Without a decision."),
    COUNT("open", "Open."),
    REAL("mean_days", "From the first to the last event."),
    WORDS("activities", "In order."),
};
PART(variant, "variant");

#define HEAD                                                                                       \
    WORD("version", "Of etalon itself."),                                                          \
        WORD("input_hash", "SHA-256 of all files, in the order given; of a workspace: its chain, " \
                           "at population.sequence."),                                             \
        CHOICE("lang", langs,                                                                      \
               "Of the sentences in this document; ids and numbers never depend on it."),          \
        DAY_OR_NULL("as_of", "What was known at the end of that day (UTC)."),                      \
        DAY_OR_NULL("first_day", "Of anything that happened."),                                    \
        DAY_OR_NULL("last_day", "Of anything that happened."),                                     \
        HAS("population", population, "Of a workspace only: which deals these are."),              \
        HAS("rows", rows_read,                                                                     \
            "Read = deals + rejected + duplicates; over event logs: deals seen.")
#define OUTCOMES                                                                                   \
    HAS("outcomes", outcome_counts, "Deals by how they ended."),                                   \
        HAS("win_rate", win_rates, "Three win rates."),                                            \
        HAS("no_decision_rate", rate, "No decision / (won + lost + no decision)."),                \
        HAS("loss_rate", rate, "Lost / (won + lost + no decision)."),                              \
        HAS("walked_rate", rate, "We withdrew / all closed, invalid left out."),                   \
        HAS("invalid_rate", rate, "Invalid / all deals."),                                         \
        HAS("open_rate", rate, "Open / all deals, invalid left out."),                             \
        HAS("simultaneous", simultaneous,                                                          \
            "The three shares with intervals that hold together (Goodman)."),                      \
        COUNT_OR_NULL("won_value_minor",                                                           \
                      "Sum of won amounts in minor units (cents); null when it cannot be said."),  \
        WORD_OR_NULL("currency", "Of all amounts, ISO 4217; null when the data names none."),      \
        HAS("value", by_value, "By value.")
#define TIMES                                                                                      \
    HAS("cycle_days", cycle,                                                                       \
        "Days from entering to closing, closed deals only: what a CRM shows; too short while "     \
        "many are open."),                                                                         \
        HAS("time_to_win", time_to_win,                                                            \
            "Of the wins within what was observed, when they come; open deals censored."),         \
        HAS("time_to_close", time_to_close, "Of all deals, when they have ended, however."),       \
        HAS("incidence", incidence,                                                                \
            "Cumulative incidence curves; arrays of one length, or empty."),                       \
        HAS("restricted_mean", restricted_mean, "Restricted means.")
#define FUNNEL HAS("funnel", funnel, "From stage to stage.")
#define GROUPS                                                                                     \
    MANY("groups", comparison,                                                                     \
         "Comparisons: by seller, by every column with few values, by quarter of closing; or "     \
         "those of --by.")
#define SEASON HAS("season", season, "The calendar.")
#define PIPELINE                                                                                   \
    HAS("slippage", slippage, "Changes of the expected close date."),                              \
        HAS("overdue", overdue, "Past the expected close."), HAS("stale", stale, "Silence."),      \
        HAS("coverage", coverage, "Open deals against what a quarter wins."),                      \
        HAS("little", queue, "Little's law."), HAS("velocity", velocity, "Pace."),                 \
        HAS("concentration", concentration, "Dependence on one seller.")
#define ADHERENCE HAS("adherence", adherence, "With --standard.")
#define DISTANCE                                                                                   \
    HAS_OR_NULL("alignment", distance,                                                             \
                "Exact distance of closed deals to the stages of the standard; null without one, " \
                "or when the data has no stages.")
#define ASSESSMENT HAS("assessment", assessment, "Which of the four kinds of process.")
#define TAIL                                                                                       \
    MANY("cannot_say", cannot_say, "Every question the data cannot answer."),                      \
        MANY("warnings", figures_warning, "What calls for care.")
#define MAP HAS("map", map, "The directly-follows map.")
#define VARIANTS                                                                                   \
    COUNT("variant_count", "Different ways deals took."),                                          \
        MANY("variants", variant, "Most frequent first, at most 1000.")

#define FIGURES_OF(name_, id_, about_, ...)                                                        \
    static const struct shape_field name_##_fields[] = {HEAD, __VA_ARGS__, TAIL};                  \
    const struct shape shape_##name_ = {(id_), (about_), name_##_fields, LENGTH(name_##_fields)}

#define EVERYTHING                                                                                 \
    OUTCOMES, TIMES, FUNNEL, GROUPS, SEASON, PIPELINE, ADHERENCE, DISTANCE, ASSESSMENT, MAP,       \
        VARIANTS

FIGURES_OF(figures, "figures", "How the company sells, and what cannot be said.", EVERYTHING);
FIGURES_OF(figures_outcomes, "figures_outcomes", NULL, OUTCOMES);
FIGURES_OF(figures_times, "figures_times", NULL, TIMES);
FIGURES_OF(figures_funnel, "figures_funnel", NULL, FUNNEL);
FIGURES_OF(figures_groups, "figures_groups", NULL, GROUPS);
FIGURES_OF(figures_season, "figures_season", NULL, SEASON);
FIGURES_OF(figures_pipeline, "figures_pipeline", NULL, PIPELINE);
FIGURES_OF(figures_adherence, "figures_adherence", NULL, ADHERENCE);
FIGURES_OF(figures_assessment, "figures_assessment", NULL, ASSESSMENT);
FIGURES_OF(figures_map, "figures_map", NULL, MAP);
FIGURES_OF(figures_variants, "figures_variants", NULL, VARIANTS);
FIGURES_OF(figures_distance, "figures_distance", NULL, DISTANCE);

/* --- the deals behind a number -----------------------------------------------------------------
 */

static const char *const sides[] = {"numerator", "denominator", NULL};
static const struct shape_field behind_fields[] = {
    NUMBER("deal"),
    CHOICE("outcome", outcome_words, "As it stood then."),
    {"stage", SHAPE_TEXT,
     .about = "Where it stood, or had come to; left out: it never was in one."},
    {"owner", SHAPE_TEXT, .about = "By name."},
    MAYBE_TIME("entered_at"),
    MAYBE_TIME("closed_at"),
    {"amount_minor", SHAPE_INTEGER, .about = "In minor units (cents)."},
    MAYBE_TEXT("currency"),
};
PART(behind, "deal_behind");
static const struct shape_field figures_deals_fields[] = {
    WORD("figure", "As asked."),
    CHOICE("side", sides, "Of the line."),
    COUNT("sequence", "The last event that is in it."),
    WORD("process", "Of the deals."),
    COUNT("count", "How many there are in all: the number itself."),
    LIST_OF("deals", behind),
    {"next_after", SHAPE_INTEGER, .about = "Where the list goes on; left out at its end."},
};
SHAPE(figures_deals, "figures_deals", "The deals behind a number.");
static const struct shape_field figures_standing_fields[] = {
    COUNT("sequence", "The last event that the figures know."),
    COUNT("head_sequence", "The last event there is."),
    COUNT("events", "Held in memory."),
    COUNT("deals", "Held in memory."),
    FLAG("full", "No more fit: figures stay at `sequence`."),
    FLAG("warm", "What everybody looks at is there already: asked, it is only written down."),
    COUNT("answers", "Made so far."),
};
SHAPE(figures_standing, "figures_standing", NULL);
