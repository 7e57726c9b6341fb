/* season.h - when deals close: by month and quarter, and whether the end of the quarter is
 * different. Calendar quarters, UTC. A difference is reported, never explained: deals may
 * be closed early, late, or recorded so. */
#pragma once

#include "measure/groups.h"

struct season_period {
    i32 year, number;                   /* month 1-12 or quarter 1-4 */
    i64 won, lost, no_decision, walked; /* closed in the period */
    struct rate win;                    /* narrow */
    i64 won_value_minor;
    i64 entered;                                 /* deals that entered in the period… */
    i64 entered_won, entered_lost, entered_open; /* …and what became of them */
};

/* Closed in the last part of a quarter against the rest of it. */
struct quarter_part {
    struct rate win_inside, win_outside; /* narrow */
    struct figure difference;            /* Newcombe */
    struct rate wins_inside;             /* share of all wins that fall inside… */
    struct rate closes_inside;           /* …and of all closes (won, lost, undecided)… */
    f64 days_share;                      /* …against this share of the days covered */
    f64 chi2;                            /* of the win rates, all quarters together */
    /* Cochran-Mantel-Haenszel over the quarters, so that a drift from quarter to quarter is not
     * taken for a rhythm within them; adjusted over the two parts */
    f64 p, p_adjusted;
    enum group_verdict verdict;
};

struct season {
    enum standing standing;
    struct quarter_part last_month, last_week;
    i64 month_count, quarter_count;
    const struct season_period *months, *quarters; /* from the first to the last, none skipped */
};
