/* sample.h - how many deals it takes to see a change, in numbers that can be said in a sentence:
 * per arm, in weeks at the pace of a company, and what a year of its deals can show.
 * STATISTICS 6. Pure. */
#pragma once

#include "base/types.h"

#define SAMPLE_LEVEL 0.95
#define SAMPLE_POWER 0.80
#define SAMPLE_ICC 0.05 /* of deals of one seller, when whole sellers are assigned */

struct sample_question {
    f64 base;             /* share won without the change */
    f64 change;           /* the change to be seen, a share: 0.05 is 5 points; either sign */
    f64 per_week;         /* deals that enter; 0: not known */
    i64 horizon_days;     /* until an outcome is known; 0: not waited for */
    f64 deals_per_seller; /* whole sellers are assigned, so many deals each; 0: deals are */
};

struct sample_answer {
    f64 design_effect;
    i64 per_arm, total; /* 0: no number of deals shows it (the change leads out of 0…1) */
    i64 weeks;          /* until all have entered and their outcome is known; -1: not known */
    f64 a_year_shows;   /* the smallest rise that 52 weeks of deals can show; NAN */
};
struct sample_answer sample_size(const struct sample_question *q);
