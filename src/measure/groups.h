/* groups.h - do sellers, segments, products… differ, or is it chance? One comparison per
 * column; the test is over (won, not won) of closed deals as a CRM counts them (narrow: won
 * and lost; with no-decision recorded they count as not won) and, where times are known, over
 * the shares won by the same day as well: a difference is said when both say so. p-values are
 * adjusted over all comparisons (Benjamini-Hochberg), and within one over its levels. No
 * rankings: the shrunken rate is what a level's rate is worth. */
#pragma once

#include "measure/rate.h"

enum group_verdict {
    GROUP_CANNOT_SAY,
    GROUP_TOO_FEW,       /* fewer than two levels with deals enough */
    GROUP_NO_DIFFERENCE, /* none beyond chance */
    GROUP_DIFFERENCE,
};
/* "cannot-say", "too-few-to-say", "no-difference-beyond-chance", "difference" */
const char *group_verdict_id(enum group_verdict v);

enum { GROUP_DIFFERENCES_MAX = 12 };

struct group_level {
    str name;
    i64 deals, open, won, lost, no_decision, walked;
    struct rate win;                           /* won / closed, over the closed deals of the test */
    f64 shrunken, shrunken_low, shrunken_high; /* 90 %; NAN below three levels */
    f64 p, p_adjusted;                         /* this level against all others together */
    bool flagged;       /* this level differs, all levels of all comparisons considered */
    struct rate cohort; /* won by the horizon, of the entered; when times are known */
    /* the cohort share minus that of all other levels together, by the same day; up to
     * GROUP_DIFFERENCES_MAX levels */
    struct figure cohort_difference;
    i64 won_value_minor;
    f64 median_cycle; /* days, closed deals; NAN */
};

struct comparison {
    str by; /* "owner", an attribute's name, "close quarter" */
    enum group_verdict verdict;
    f64 chi2; /* Pearson, levels × (won, not won) */
    i64 df;
    f64 p;           /* from the chi-square law */
    f64 p_simulated; /* when expected counts are small: by permutation; else NAN */
    f64 p_adjusted;  /* over all comparisons: of the larger of this p and cohort_p */
    f64 cramers_v;
    f64 spread, spread_by_chance; /* sd of the levels' rates, and what chance alone gives */
    bool timed; /* the clock is known: a difference must hold by the same day, too */
    /* the levels' shares won by the horizon, open deals censored; NAN without times */
    f64 cohort_chi2, cohort_p, cohort_p_adjusted;
    i64 cohort_df;
    f64 gray_p;    /* do more deals get won in the end; NAN past 12 levels or late entries */
    f64 logrank_p; /* do open deals get won faster */
    i64 unknown;   /* deals without a value, in no level */
    i64 level_count;
    struct group_level *levels; /* most closed deals first */
};

struct groups {
    i64 n;
    const struct comparison *list;
};
