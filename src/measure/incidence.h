/* incidence.h - what becomes of the deals that entered: cumulative incidence of each way to
 * end, open deals censored (Aalen-Johansen), deals seen late entering late (left
 * truncation), variance by the infinitesimal jackknife. Times are calendar days since the
 * deal entered the process. */
#pragma once

#include "measure/rate.h"

enum { CURVE_CAUSES = 4 }; /* won, lost, no decision, walked */

/* One way to end: the share that has ended so by each day of `incidence.days`. */
struct curve {
    i64 events;
    const f64 *value, *low, *high;   /* pointwise 95 % */
    const f64 *band_low, *band_high; /* simultaneous 95 % within the band's range; else NAN */
};

struct incidence {
    enum standing standing;
    i64 deals;        /* that carry times */
    i64 left_out;     /* without usable times */
    i64 late_entries; /* seen from some day after they entered */
    i64 points;
    const f64 *days;
    const i64 *at_risk;
    const f64 *open, *open_low, *open_high; /* share still open */
    struct curve cause[CURVE_CAUSES];
    f64 band_from, band_to; /* days where at least ten were at risk */
    f64 last_day;           /* of the band; beyond it nothing is claimed */
};

/* The headline: won by day `horizon_days`, of the deals that entered. */
struct cohort_rate {
    struct rate rate; /* numerator: seen to be won by then; denominator: entered */
    i64 horizon_days;
    bool horizon_given;                  /* by the user; else the rule of docs/measures.md */
    f64 lost, no_decision, walked, open; /* the rest of the deals, by the same day */
    i64 censored;                        /* open and younger than the horizon */
    i64 at_risk;                         /* on the horizon's day */
    struct rate resolved;                /* ended, however and whenever, of the entered */
};

/* Of `days` days, how many a deal spends open, and after each end (restricted means). */
struct restricted_mean {
    enum standing standing;
    f64 days;
    struct figure open, after[CURVE_CAUSES];
};

enum { TIME_QUANTILES = 3 }; /* 25, 50, 75 % */
struct time_to {
    enum standing standing;
    /* of the wins that come within the observed range, by when has this share come */
    struct time_quantile won[TIME_QUANTILES];
    /* of all deals, by when has this share ended, however it ended */
    struct time_quantile closed[TIME_QUANTILES];
    f64 half_won; /* day by which half of all deals are won; NAN: not reached */
};
