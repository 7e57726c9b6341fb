/* rate.h - a figure that says how far it can be trusted. Nothing in this room is a bare
 * number: it has an interval, or it says that it has none and why. All intervals are 95 %
 * unless a field says otherwise. Plain values, copied freely. */
#pragma once

#include "base/base.h"

/* Below this many deals a group shows counts only (STATISTICS 0). */
enum { RATE_FLOOR = 5 };

enum standing {
    STANDING_CANNOT_SAY, /* nothing to compute it from: see the list of what cannot be said */
    STANDING_COUNTS,     /* numerator and denominator hold, but too few for a rate */
    STANDING_MEASURED,   /* value, low and high hold */
};
/* "cannot-say", "counts-only", "measured" */
const char *standing_id(enum standing s);

/* A share. When counts-only or cannot-say, value, low and high are NAN. */
struct rate {
    enum standing standing;
    f64 value, low, high;
    i64 numerator, denominator;
};

/* A number with its interval: a mean, a difference, a quantile. */
struct figure {
    enum standing standing;
    f64 value, low, high;
    i64 n;
};

/* A time by which something has happened: NAN is "not reached" within what was observed. */
struct time_quantile {
    f64 p; /* 0.5: the median */
    f64 days, low, high;
};

/* How a column of numbers is spread, over exactly the deals counted: type 7 quantiles. */
struct spread {
    i64 n;
    f64 min, p10, p25, median, mean, p75, p90, max; /* NAN when n is 0 */
};

/* numerator of denominator with Wilson's interval, or counts only below the floor. */
struct rate rate_of(i64 numerator, i64 denominator);
/* The same without a floor: for shares of all deals, where few is still all. */
struct rate rate_census(i64 numerator, i64 denominator);
/* NAN as value: cannot say. */
struct figure figure_of(f64 value, f64 low, f64 high, i64 n);
/* `v`, sorted in place. */
struct spread spread_of(f64 *v, i64 n);
