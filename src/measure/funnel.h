/* funnel.h - the stages as visits: who enters, how they leave (on, back, won, lost, no
 * decision, walked, still there), by when, and how long it takes. Open visits are
 * censored, exits compete (Aalen-Johansen per stage). Conversions of stages do not
 * multiply to a win rate: deals skip and come back. */
#pragma once

#include "measure/rate.h"

enum visit_exit {
    EXIT_OPEN,
    EXIT_ADVANCE, /* to a later stage; in the last stage: won */
    EXIT_LOST,
    EXIT_NO_DECISION,
    EXIT_BACK,
    EXIT_WALKED,
    EXIT_WON, /* won straight from a stage before the last */
    EXIT_COUNT,
};
const char *visit_exit_id(enum visit_exit e);

enum { STAGE_QUANTILES = 3 }; /* 50, 80, 90 % */

struct stage_flow {
    str stage;
    i32 order;         /* 0 first */
    i64 visits, deals; /* visits: a deal that comes back counts again */
    i64 exits[EXIT_COUNT];
    i64 skipped;               /* deals that passed to a later stage without a visit here */
    f64 horizon_days;          /* that of the funnel */
    struct rate conversion;    /* advanced by the horizon (won counts in the last stage) */
    struct rate won_from_here; /* share of visits that leave by winning, by the horizon */
    struct rate leak_lost, leak_no_decision, leak_walked, rework;
    struct rate reached; /* deals that came here, of all deals with stages */
    f64 visits_per_deal;
    struct time_quantile time[STAGE_QUANTILES]; /* in the stage, open visits censored */
    f64 conversion_ever;                        /* at the last time observed */
    f64 ageing_days;     /* 90 % of those that move on have moved by then; NAN */
    f64 decay_days;      /* age at which the chance to win by age + horizon is below
                            half of what it was on entry; NAN: not within what is seen */
    f64 mean_days_total; /* per deal, re-entries summed, closed visits only */
};

struct funnel {
    enum standing standing;
    bool order_inferred; /* from where deals meet the stages: the source does not say */
    f64 horizon_days;    /* the same for every stage, by the rule of docs/measures.md */
    i64 stage_count;
    const struct stage_flow *stages;
    i64 deals;         /* with at least one stage event */
    struct rate skips; /* deals that skipped a stage, of those that advanced */
    struct rate backs; /* deals that went back, of `deals` */
};

struct velocity {
    enum standing standing;
    f64 entries_per_day;
    f64 won_share; /* cohort rate at the horizon */
    f64 mean_won_minor;
    f64 minor_per_day;                         /* product of the three */
    f64 minor_per_day_low, minor_per_day_high; /* 95 %, of the three together */
    f64 days_open;                             /* restricted mean time open, of `horizon_days` */
    i64 horizon_days;
};
