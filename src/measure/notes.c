#include "measure/notes.h"

static const char *const subjects[SUBJECT_COUNT] = {
    [SUBJECT_WIN_RATE_CLOSED] = "win-rate-closed",
    [SUBJECT_WIN_RATE_COHORT] = "win-rate-cohort",
    [SUBJECT_NO_DECISION] = "no-decision-rate",
    [SUBJECT_WON_VALUE] = "won-value",
    [SUBJECT_WIN_RATE_VALUE] = "win-rate-by-value",
    [SUBJECT_CYCLE] = "cycle-days",
    [SUBJECT_TIME_TO_WIN] = "time-to-win",
    [SUBJECT_GROUPS] = "groups",
    [SUBJECT_GROUP] = "group",
    [SUBJECT_SEASON] = "quarter-end",
    [SUBJECT_SERIES] = "series",
    [SUBJECT_FUNNEL] = "funnel",
    [SUBJECT_VELOCITY] = "velocity",
    [SUBJECT_SLIPPAGE] = "slippage",
    [SUBJECT_COVERAGE] = "coverage",
    [SUBJECT_LITTLE] = "littles-law",
    [SUBJECT_STALE] = "stale",
    [SUBJECT_CONCENTRATION] = "concentration",
    [SUBJECT_ADHERENCE] = "adherence",
    [SUBJECT_ASSESSMENT] = "assessment",
};

/* A cause and what would make up for it. */
static const struct {
    const char *id;
    enum need need;
} causes[CAUSE_COUNT] = {
    [CAUSE_NO_DEALS] = {"no-deals", NEED_DEALS},
    [CAUSE_NO_CLOSED] = {"no-closed-deals", NEED_OUTCOME},
    [CAUSE_TOO_FEW] = {"too-few", NEED_MORE_DEALS},
    [CAUSE_ONE_OUTCOME] = {"one-outcome", NEED_LOST_DEALS},
    [CAUSE_NO_CLOSE_DATE] = {"no-close-date", NEED_CLOSE_DATE},
    [CAUSE_NO_START_DATE] = {"no-start-date", NEED_START_DATE},
    [CAUSE_CREATED_IS_LOAD] = {"created-is-load-date", NEED_START_DATE},
    [CAUSE_START_AFTER_CLOSE] = {"start-after-close", NEED_START_DATE},
    [CAUSE_NO_DECISION_UNSEEN] = {"no-decision-never-recorded", NEED_LOSS_REASON},
    [CAUSE_NO_AMOUNT] = {"no-amount", NEED_AMOUNT},
    [CAUSE_AMOUNT_BY_OUTCOME] = {"amount-blank-by-outcome", NEED_AMOUNT},
    [CAUSE_FOLLOWS_OUTCOME] = {"follows-outcome", NEED_ATTRIBUTE},
    [CAUSE_MIXED_CURRENCIES] = {"mixed-currencies", NEED_CURRENCY_RATES},
    [CAUSE_NO_OWNER] = {"no-owner", NEED_OWNER},
    [CAUSE_ONE_OWNER] = {"one-owner", NEED_OWNER},
    [CAUSE_TOO_MANY_LEVELS] = {"too-many-levels", NEED_MORE_DEALS},
    [CAUSE_NO_STAGE_EVENTS] = {"no-stage-history", NEED_STAGE_HISTORY},
    [CAUSE_STAGE_ORDER_UNKNOWN] = {"stage-order-unknown", NEED_STAGE_ORDER},
    [CAUSE_NO_CLOSE_DATE_CHANGES] = {"no-close-date-history", NEED_CLOSE_DATE_HISTORY},
    [CAUSE_NO_ACTIVITY_EVENTS] = {"no-activities", NEED_ACTIVITIES},
    [CAUSE_NO_STANDARD] = {"no-standard", NEED_STANDARD},
    [CAUSE_STANDARD_UNMATCHED] = {"standard-not-in-log", NEED_STANDARD},
    [CAUSE_NO_MILESTONES] = {"no-milestones", NEED_MILESTONE_LOG},
    [CAUSE_NO_GOVERNANCE] = {"no-governance", NEED_GOVERNANCE_LOG},
    [CAUSE_LOG_TOO_SHORT] = {"log-too-short", NEED_MORE_TIME},
};

static const char *const needs[NEED_COUNT] = {
    [NEED_DEALS] = "deals",
    [NEED_OUTCOME] = "outcome",
    [NEED_MORE_DEALS] = "more-deals",
    [NEED_LOST_DEALS] = "lost-deals",
    [NEED_CLOSE_DATE] = "close-date",
    [NEED_START_DATE] = "start-date",
    [NEED_LOSS_REASON] = "loss-reason",
    [NEED_AMOUNT] = "amount",
    [NEED_CURRENCY_RATES] = "currency-rates",
    [NEED_OWNER] = "owner",
    [NEED_ATTRIBUTE] = "column",
    [NEED_STAGE_HISTORY] = "stage-history",
    [NEED_STAGE_ORDER] = "stage-order",
    [NEED_CLOSE_DATE_HISTORY] = "close-date-history",
    [NEED_ACTIVITIES] = "activities",
    [NEED_STANDARD] = "standard",
    [NEED_MILESTONE_LOG] = "milestone-log",
    [NEED_GOVERNANCE_LOG] = "governance-log",
    [NEED_MORE_TIME] = "more-time",
};

static const char *const warnings[WARNING_CODE_COUNT] = {
    [WARNING_EDITED_AFTER_CLOSE] = "edited-after-close",
    [WARNING_BLANK_BY_OUTCOME] = "blank-by-outcome",
    [WARNING_ZERO_BY_OUTCOME] = "zero-by-outcome",
    [WARNING_CREATED_IS_LOAD] = "created-is-load-date",
    [WARNING_CLOSE_BEFORE_START] = "close-before-start",
    [WARNING_CLOSE_AFTER_AS_OF] = "close-after-as-of",
    [WARNING_NO_START_DATE] = "no-start-date",
    [WARNING_NO_CLOSE_DATE] = "no-close-date",
    [WARNING_WINDOW_STARTS_LATE] = "window-starts-late",
    [WARNING_FEW_LARGE_DEALS] = "few-large-deals",
    [WARNING_MIXED_CURRENCIES] = "mixed-currencies",
    [WARNING_OVERDUE_OPEN] = "overdue-open-deals",
    [WARNING_OLD_OPEN] = "old-open-deals",
    [WARNING_QUEUE_GROWS] = "queue-grows",
    [WARNING_QUEUE_SHRINKS] = "queue-shrinks",
    [WARNING_FEW_LOSSES] = "few-losses",
    [WARNING_OUTCOME_CHANGED] = "outcome-changed-after-close",
    [WARNING_INVALID_LEFT_OUT] = "invalid-left-out",
    [WARNING_WALKED_LEFT_OUT] = "walked-left-out",
    [WARNING_SAME_MINUTE] = "recorded-in-bursts",
    [WARNING_STANDARD_UNMATCHED] = "standard-unmatched",
    [WARNING_OTHER_VERSION] = "other-version",
};

const char *subject_id(enum subject s)
{
    return subjects[s];
}

const char *cause_id(enum cause c)
{
    return causes[c].id;
}

enum need cause_need(enum cause c)
{
    return causes[c].need;
}

const char *need_id(enum need n)
{
    return needs[n];
}

const char *warning_id(enum warning_code c)
{
    return warnings[c];
}
