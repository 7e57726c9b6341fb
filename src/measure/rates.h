/* rates.h - how deals ended: counts, rates over what is closed, by number and by value.
 * `closed` is won + lost + no decision; walked and invalid deals are in no win rate. */
#pragma once

#include "history/history.h"
#include "measure/rate.h"

struct outcome_counts {
    i64 won, lost, no_decision, walked, invalid, open;
    i64 deals; /* all of them */
};

/* Shares of value with the interval of a ratio of sums. */
struct rate_by_value {
    enum standing standing;
    f64 value, low, high;
    i64 numerator_minor, denominator_minor;
    i64 deals;
    f64 n_eff;      /* deals of equal size that would say as much */
    bool few_large; /* n_eff below 10: compare nothing with it */
};

struct closed_rates {
    struct rate win_broad;   /* won / (won + lost + no decision) */
    struct rate win_narrow;  /* won / (won + lost): what most CRM show */
    struct rate loss;        /* lost / (won + lost + no decision) */
    struct rate no_decision; /* no decision / (won + lost + no decision) */
    struct rate walked;      /* walked / (all closed, invalid left out) */
    struct rate invalid;     /* invalid / all deals */
    struct rate still_open;  /* open / (all deals, invalid left out) */
    /* Goodman's simultaneous intervals of won, lost, no decision: all at once. The third only
     * when the source can say it; else over two */
    struct rate simultaneous[3];
    struct rate_by_value win_value_broad, win_value_narrow;
};

struct won_value {
    str currency; /* the one most won deals are in; empty: not known */
    i64 won_minor, lost_minor, open_minor;
    struct spread won; /* per deal, in minor units */
    f64 n_eff;         /* won deals of equal size that would say as much; NAN without any */
    i64 won_without_amount;
    i64 currencies;
};
