/* flow.h - is the pipeline what it says: close dates pushed out, deals gone silent, and
 * whether arrivals, stock and durations agree (Little's law). */
#pragma once

#include "history/history.h"
#include "measure/rate.h"

struct slippage {
    enum standing standing;
    i64 deals;          /* with at least one expected close date on record */
    struct rate pushed; /* deals whose close date moved later at least once */
    struct rate pulled; /* …moved earlier */
    i64 changes;        /* of close dates, either way, all deals together */
    f64 pushes_per_deal;
    i64 pushes_max;
    struct spread days_slipped;       /* last date minus first, of the pushed deals */
    i64 by_outcome[OUTCOME_COUNT][2]; /* deals: never pushed, pushed */
    struct rate due_slipped; /* in the last full quarter: due at its start, not closed in it */
    i32 due_year, due_quarter;
};

/* Open deals whose expected close is past; needs no history of changes. */
struct overdue {
    enum standing standing;
    struct rate open; /* overdue / open deals with an expected date */
    struct spread days;
};

/* Open pipeline against what is won: how many average quarters of wins are open. Counts of
 * the whole stock, so without interval; what it needs to be is the reader's target. */
struct coverage {
    enum standing standing;
    i64 open_deals, won_deals; /* won in the quarters */
    i64 open_minor, won_minor; /* of deals with an amount in the currency of the figures */
    i64 quarters;              /* the last full ones, at most four */
    f64 ratio_deals;           /* open / won per quarter; NAN */
    f64 ratio_value;           /* NAN when either side has no amounts */
    i64 open_without_amount;
};

struct little {
    enum standing standing;
    i64 window_from_ms, window_to_ms;
    f64 stock; /* L: mean number of open deals */
    f64 entries_per_day;
    f64 days_closed; /* W: mean length of the deals closed within */
    f64 ratio;       /* L / (entries × W): above 1.25 zombies or growth, below 0.8 missing */
    i64 deals, closed;
};

/* No decision as silence implies it: open deals without any event for longer than 95 % of
 * the gaps in deals that were later won. */
struct stale {
    enum standing standing;
    f64 gap_days;            /* the 95th percentile */
    i64 gaps;                /* it rests on so many */
    struct rate open;        /* stale / open */
    struct rate no_decision; /* (declared + stale) / (closed + stale) */
};
