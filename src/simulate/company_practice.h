/* company_practice.h - what the seller did about each milestone of one deal, in stage time:
 * 2.5 is the middle of the third stage. The model of golden/sim/sim_classify.py: done as
 * documented, forgotten, late, or too early; a gap met at the gate may be blocked until it
 * is closed, or waived. Inside this room only. */
#pragma once

#include "simulate/company_parts.h"

struct company_practice {
    bool done[COMPANY_MILESTONES], backfilled[COMPANY_MILESTONES];
    bool waived[COMPANY_MILESTONES], blocked[COMPANY_MILESTONES];
    f64 at[COMPANY_MILESTONES]; /* stage time */
};

/* Bit m: will do milestone m in time if the deal gets there. Decided before the outcome. */
u32 company_intend(const struct company *c, struct rng *r, const struct company_deal *deal);

void company_practise(const struct company *c, struct rng *r, const struct company_deal *deal,
                      const struct company_path *path, u32 intends, struct company_practice *p);

/* The share of the department's acts of management: none in the one that stands outside. */
bool company_is_outside(const struct company *c, i32 rep);
