#include "api/learned_shapes.h"

#define SHAPE(name_, id_, about_)                                                                  \
    const struct shape shape_##name_ = {(id_), (about_), name_##_fields, LENGTH(name_##_fields)}
#define PART(name_, id_)                                                                           \
    static const struct shape name_ = {(id_), NULL, name_##_fields, LENGTH(name_##_fields)}
#define MUST(name_, type_)                                                                         \
    {                                                                                              \
        (name_), (type_), .required = true                                                         \
    }
#define OR_NULL(name_, type_)                                                                      \
    {                                                                                              \
        (name_), (type_), .required = true, .nullable = true                                       \
    }
#define TEXT(name_) MUST(name_, SHAPE_TEXT)
#define TEXT_OR_NULL(name_) OR_NULL(name_, SHAPE_TEXT)
#define COUNT(name_) MUST(name_, SHAPE_INTEGER)
#define NUMBER_OR_NULL(name_) OR_NULL(name_, SHAPE_NUMBER)
#define YES_NO(name_) MUST(name_, SHAPE_BOOLEAN)
#define PART_OF(name_, of_)                                                                        \
    {                                                                                              \
        (name_), SHAPE_OBJECT, .required = true, .of = &(of_)                                      \
    }
#define LIST_OF(name_, of_)                                                                        \
    {                                                                                              \
        (name_), SHAPE_LIST, .required = true, .of = &(of_)                                        \
    }
#define NUMBERS(name_, type_)                                                                      \
    {                                                                                              \
        (name_), SHAPE_LIST, .items = (type_), .required = true                                    \
    }

/* --- what all of them have ---------------------------------------------------------------- */

static const struct shape_field population_fields[] = {
    TEXT("workspace"),
    TEXT("process"),
    COUNT("processes"),
    OR_NULL("edition", SHAPE_INTEGER),
    COUNT("sequence"),
    COUNT("deals_known"),
    COUNT("deals"),
    OR_NULL("entered_from", SHAPE_DATE),
    OR_NULL("entered_to", SHAPE_DATE),
    TEXT("where"),
    YES_NO("own_people_only"),
    {"rows", SHAPE_TEXT, .about = "Where the deals behind a number are."},
};
PART(population, "learned_population");
#define HEAD                                                                                       \
    TEXT("version"), TEXT("input_hash"), TEXT("lang"), OR_NULL("as_of", SHAPE_DATE),               \
        COUNT("deals"), PART_OF("population", population)

static const struct shape_field range_fields[] = {NUMBER_OR_NULL("value"), NUMBER_OR_NULL("low"),
                                                  NUMBER_OR_NULL("high")};
PART(range, "interval");
static const struct shape_field rate_fields[] = {NUMBER_OR_NULL("value"), NUMBER_OR_NULL("low"),
                                                 NUMBER_OR_NULL("high"),  COUNT("numerator"),
                                                 COUNT("denominator"),    TEXT("standing")};
PART(rate, "share");
static const struct shape_field ends_fields[] = {COUNT("open"),   COUNT("won"),
                                                 COUNT("lost"),   COUNT("no_decision"),
                                                 COUNT("walked"), COUNT("invalid")};
PART(ends, "deals_by_outcome");
static const struct shape_field spread_fields[] = {COUNT("n"),
                                                   NUMBER_OR_NULL("min"),
                                                   NUMBER_OR_NULL("p10"),
                                                   NUMBER_OR_NULL("p25"),
                                                   NUMBER_OR_NULL("median"),
                                                   NUMBER_OR_NULL("mean"),
                                                   NUMBER_OR_NULL("p75"),
                                                   NUMBER_OR_NULL("p90"),
                                                   NUMBER_OR_NULL("max")};
PART(spread, "days_spread");

/* --- practices ---------------------------------------------------------------------------- */

static const struct shape_field side_fields[] = {
    COUNT("won"),
    {"told", SHAPE_INTEGER, .required = true, .about = "Deals whose end by the horizon is told."},
    COUNT("deals")};
PART(side, "practice_side");
static const struct shape_field stake_fields[] = {COUNT("value_minor"), COUNT("low_minor"),
                                                  COUNT("high_minor"), TEXT("currency")};
PART(stake, "practice_amounts");
static const struct shape_field practice_fields[] = {
    TEXT("id"),
    TEXT("kind"),
    TEXT("title"),
    TEXT("standing"),
    YES_NO("found"),
    PART_OF("with", side),
    PART_OF("without", side),
    PART_OF("difference", range),
    NUMBER_OR_NULL("p"),
    NUMBER_OR_NULL("p_adjusted"),
    PART_OF("shrunken", range),
    NUMBER_OR_NULL("strength"),
    NUMBER_OR_NULL("strength_limit"),
    NUMBER_OR_NULL("share_without"),
    PART_OF("wins_per_100", range),
    {"amount_at_stake", SHAPE_OBJECT, .required = true, .nullable = true, .of = &stake},
    TEXT_OR_NULL("counts"),
    TEXT_OR_NULL("effect"),
    TEXT_OR_NULL("alike"),
    COUNT("deals_wanted"),
};
PART(practice, "practice");
static const struct shape_field family_fields[] = {
    TEXT("landmark"),
    TEXT("title"),
    TEXT("standing"),
    TEXT_OR_NULL("reason"),
    COUNT("deals_wanted"),
    NUMBER_OR_NULL("weeks_wanted"),
    COUNT("deals"),
    COUNT("won"),
    COUNT("open_too_young"),
    COUNT("seen_late"),
    COUNT("without_times"),
    COUNT("horizon_days"),
    COUNT("sellers"),
    COUNT("segments"),
    COUNT("stages"),
    COUNT("strata"),
    TEXT("grade"),
    TEXT("verb"),
    TEXT("method"),
    COUNT("tested"),
    COUNT("found"),
    NUMBER_OR_NULL("detectable"),
    LIST_OF("practices", practice),
};
PART(family, "practice_family");
static const struct shape_field families_fields[] = {MUST("false_share", SHAPE_NUMBER),
                                                     COUNT("deals_min"), COUNT("side_min"),
                                                     LIST_OF("families", family)};
PART(families, "practice_families");
static const struct shape_field practices_fields[] = {HEAD, PART_OF("practices", families)};
SHAPE(practices, "practices", "What goes with winning, by landmark: docs/learn.md.");

/* --- deviations, gates -------------------------------------------------------------------- */

static const struct shape_field ways_fields[] = {PART_OF("kept", ends), PART_OF("late", ends),
                                                 PART_OF("missed", ends), PART_OF("waived", ends),
                                                 PART_OF("waived_without", ends)};
PART(ways, "gate_ways");
#define GATE_HEAD TEXT("milestone"), TEXT("title"), TEXT("stage"), COUNT("asked")
static const struct shape_field deviation_fields[] = {
    GATE_HEAD,
    PART_OF("ways", ways),
    PART_OF("broken", rate),
    PART_OF("won_kept", rate),
    PART_OF("won_broken", rate),
    PART_OF("difference", range),
    NUMBER_OR_NULL("p"),
    NUMBER_OR_NULL("p_adjusted"),
};
PART(deviation, "gate_deviation");
static const struct shape_field yes_no_fields[] = {PART_OF("no", ends), PART_OF("yes", ends)};
PART(yes_no, "deals_without_and_with");
static const struct shape_field review_fields[] = {TEXT("deal"), OR_NULL("closed", SHAPE_DATE),
                                                   YES_NO("jumped"), NUMBERS("lacked", SHAPE_TEXT)};
PART(review, "deal_to_review");
static const struct shape_field share_fields[] = {COUNT("numerator"), COUNT("denominator"),
                                                  LIST_OF("review", review)};
PART(share, "won_without");
static const struct shape_field off_fields[] = {
    TEXT("standing"),
    TEXT_OR_NULL("reason"),
    COUNT("deals"),
    TEXT("grade"),
    PART_OF("skipped_a_stage", yes_no),
    PART_OF("moved_back", yes_no),
    PART_OF("won_without", share),
    LIST_OF("gates", deviation),
};
PART(off, "deviations_found");
static const struct shape_field deviations_fields[] = {HEAD, PART_OF("deviations", off)};
SHAPE(deviations, "deviations", "Off the standard, beside what became of it: docs/learn.md.");

static const struct shape_field gate_fields[] = {
    GATE_HEAD,
    PART_OF("broken", rate),
    PART_OF("same_minute", rate),
    PART_OF("copied", rate),
    PART_OF("unconfirmed", rate),
    COUNT("refused"),
    COUNT("refused_then_kept"),
    COUNT("refused_then_waived"),
    COUNT("waived"),
    COUNT("waived_without"),
    COUNT("objected"),
    NUMBERS("flaws", SHAPE_TEXT),
    TEXT("said"),
};
PART(gate, "gate_quality");
static const struct shape_field quality_fields[] = {
    TEXT("standing"),      TEXT_OR_NULL("reason"),
    COUNT("asked_min"),    YES_NO("confirmations_known"),
    YES_NO("texts_known"), YES_NO("minutes_known"),
    LIST_OF("gates", gate)};
PART(quality, "gates_found");
static const struct shape_field gates_fields[] = {HEAD, PART_OF("gates", quality)};
SHAPE(gates, "gates", "Whether the gates tell anything: docs/learn.md.");

/* --- no decision -------------------------------------------------------------------------- */

static const struct shape_field where_fields[] = {TEXT("stage"), TEXT("title"), COUNT("declared"),
                                                  COUNT("implied"), PART_OF("share", rate)};
PART(where, "no_decision_stage");
static const struct shape_field last_fields[] = {TEXT("activity"), TEXT("title"), COUNT("declared"),
                                                 COUNT("implied"), COUNT("won")};
PART(last, "no_decision_last");
static const struct shape_field reason_fields[] = {TEXT("reason"), COUNT("deals")};
PART(reason, "no_decision_reason");
static const struct shape_field anatomy_fields[] = {
    TEXT("standing"),
    YES_NO("declared_known"),
    YES_NO("implied_known"),
    COUNT("declared"),
    COUNT("implied"),
    NUMBER_OR_NULL("silence_days"),
    PART_OF("rate_declared", rate),
    PART_OF("rate_with_implied", rate),
    PART_OF("age_days_declared", spread),
    PART_OF("age_days_implied", spread),
    PART_OF("silence_days_declared", spread),
    PART_OF("silence_days_implied", spread),
    PART_OF("silence_days_lost", spread),
    PART_OF("silence_days_won", spread),
    PART_OF("quarter_end", rate),
    PART_OF("quarter_end_lost", rate),
    LIST_OF("stages", where),
    LIST_OF("last", last),
    LIST_OF("reasons", reason),
    COUNT("without_reason"),
};
PART(anatomy, "no_decision_anatomy");
static const struct shape_field undecided_fields[] = {HEAD, PART_OF("no_decision", anatomy)};
SHAPE(undecided, "no_decision", "How deals end without a decision: docs/learn.md.");

/* --- kinds of deals ----------------------------------------------------------------------- */

static const struct shape_field level_fields[] = {TEXT("name"), COUNT("deals")};
PART(level, "compared_level");
static const struct shape_field step_fields[] = {
    TEXT("id"),
    TEXT_OR_NULL("from"),
    TEXT("to"),
    TEXT("title"),
    NUMBERS("deals", SHAPE_INTEGER),
    {"median_days", SHAPE_LIST, .items = SHAPE_NUMBER, .required = true, .items_nullable = true,
     .about = "By level; null: too few."},
    NUMBER_OR_NULL("p"),
    NUMBER_OR_NULL("p_adjusted"),
    YES_NO("differs"),
};
PART(step, "compared_step");
static const struct shape_field way_fields[] = {NUMBERS("activities", SHAPE_TEXT),
                                                NUMBERS("deals", SHAPE_INTEGER)};
PART(way, "compared_way");
static const struct shape_field contrast_fields[] = {
    TEXT("by"),
    TEXT("title"),
    TEXT("standing"),
    COUNT("first_days"),
    TEXT("grade"),
    LIST_OF("levels", level),
    COUNT("left_out"),
    COUNT("too_short"),
    COUNT("tested"),
    COUNT("differing"),
    NUMBER_OR_NULL("ways_p"),
    LIST_OF("steps", step),
    LIST_OF("ways", way),
    NUMBERS("other_ways", SHAPE_INTEGER),
};
PART(contrast, "compared_kinds");
static const struct shape_field compare_fields[] = {HEAD, LIST_OF("compare", contrast)};
SHAPE(compare, "compare", "What kinds of deals do differently: docs/learn.md.");
