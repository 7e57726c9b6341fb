/* effect.h - did the new version help? One estimand, won within a horizon of entering, for deals
 * that *entered* under the new version against the one before; the design is found in how the
 * deals came to their version, and grades the answer (STATISTICS 6):
 *
 *   A  randomised deals: exact e-process and confidence sequence in the order of assignment, safe
 *      to look at after every deal; randomised sellers: their mean rates, to be looked at once
 *   B  teams that moved at different times: difference in differences against teams that had not
 *      moved yet, months compared with each team's own months before (Callaway and Sant'Anna
 *      2021), with the differences before the move beside it
 *   C  at least 12 months before and 6 after: an interrupted series
 *   D  before and after, brought to the same mix of segments, open deals censored
 *
 * Deals that were in flight when their version changed are left out. Pure; times and the seed are
 * arguments. */
#pragma once

#include "base/base.h"
#include "revise/sample.h"
#include "stats/ab.h"
#include "stats/interval.h"

struct effect_deal {
    i64 entered_ms, closed_ms; /* closed TIME_NONE: open */
    bool won, closed;
    bool now;                  /* entered under the new version */
    bool migrated;             /* in flight when its version changed */
    u32 seller, segment, team; /* dense numbers from 0 */
    f64 chance; /* with which it, or its seller, was given the new version; NAN: not by chance */
    i64 order;  /* of assignment; of deals that were not assigned -1 */
};

enum effect_design {
    EFFECT_NOTHING, /* no deal entered under the new version, or none before */
    EFFECT_RANDOMISED_DEALS,
    EFFECT_RANDOMISED_SELLERS,
    EFFECT_STAGGERED,
    EFFECT_SERIES,
    EFFECT_BEFORE_AFTER,
    EFFECT_DESIGNS
};
enum effect_finding {
    EFFECT_TOO_FEW, /* to compare at all */
    EFFECT_UNSEEN,  /* nothing that chance would not give; so far */
    EFFECT_BETTER,
    EFFECT_WORSE,
    EFFECT_FINDINGS
};
const char *effect_design_id(enum effect_design d);
const char *effect_finding_id(enum effect_finding f);
char effect_grade(enum effect_design d); /* 'A' … 'D' */

enum {
    EFFECT_ARM_MIN = 15,
    EFFECT_SEQUENCE_MIN = 50, /* deals from which the confidence sequence may be used */
    EFFECT_SERIES_BEFORE = 12,
    EFFECT_SERIES_AFTER = 6, /* months */
    EFFECT_BOOTSTRAP_TEAMS = 8,
    EFFECT_DRAWS = 2000,
    EFFECT_MONTHS_MAX = 240,
};

struct effect_arm {
    i64 entered; /* deals of the comparison */
    i64 known;   /* whose horizon is over */
    i64 won;     /* of those, within the horizon */
};

struct effect_options {
    i64 horizon_days;
    i64 now_ms;
    i64 planned;  /* deals the trial was planned for; 0: what `expected` asks for */
    f64 expected; /* the change that was expected: for how many deals it takes; 0: 5 points */
    u64 seed;
};

struct effect {
    enum effect_design design;
    enum effect_finding finding;
    struct effect_arm arm[2];   /* before, new */
    i64 left_out;               /* in flight at a change of version */
    struct estimate difference; /* NAN: too few; interval NAN where there is none */
    f64 covered;                /* share of the deals compared, after segments on one side only */

    /* randomised deals */
    i64 looked_at; /* deals, in the order of assignment, up to the first whose outcome is open */
    f64 log_e;     /* evidence now, a natural logarithm */
    f64 p;         /* valid at any time; of sellers and of staggered teams by permutation; NAN */
    i64 first_20;  /* deals after which E first reached 20; 0: never */
    f64 better;    /* P(change > 0), sceptical prior: to show, not to stop on; NAN */
    f64 better_mean;

    i64 units;      /* sellers or teams compared */
    f64 before_gap; /* staggered: mean difference of the same kind before the move; NAN */
    struct estimate step, slope; /* series: the level's change, the slope's */
    i64 months_before, months_after;

    struct sample_answer needed; /* for `expected` from the rate seen before */
    f64 base;                    /* that rate */
    f64 per_week;                /* deals that enter, lately */
    i64 weeks_more;              /* until there are as many as needed; 0: there are; -1: unknown */
};

/* Scratch and results in `a`. */
void effect_find(struct effect *out, struct arena *a, const struct effect_deal *deals, i64 n,
                 const struct effect_options *o);
