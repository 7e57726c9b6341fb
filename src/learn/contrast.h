/* contrast.h - do two kinds of deals go different ways? Winners and losers, versions, sellers,
 * periods, or the levels of any column: the steps they take and how slowly, the whole ways, and
 * whether that differs beyond chance. Grade D: the levels differ in much else, too.
 *
 * Who was won lived longer and so did more. Deals are therefore compared over the same first
 * days: only those that were open so long, and only what they did by then. 0 days: their whole
 * lives, for columns that have nothing to do with how deals end.
 *
 * Cost: one pass over the events of the deals. */
#pragma once

#include "history/history.h"
#include "stats/evidence.h"

enum {
    CONTRAST_LEVELS_MAX = 12, /* those with most deals; the rest is left out and counted */
    CONTRAST_LEVEL_MIN = 15,  /* deals of a level that is compared */
    CONTRAST_STEPS_MAX = 200, /* tested: the most frequent ones */
    CONTRAST_STEP_MIN = 10,   /* deals that take it */
    CONTRAST_WAYS_MAX = 9,    /* told one by one; all others are one */
    CONTRAST_DRAWS = 2000,
    CONTRAST_DAYS = 30, /* when deals are compared by how they ended */
};
#define CONTRAST_FALSE 0.05 /* adjusted p at which a step differs */

struct contrast_level {
    str name; /* of the column; "won" and "not won" of outcomes */
    i64 deals;
};

struct contrast_step {
    u16 from, to; /* HISTORY_ACTIVITIES_MAX as `from`: the first thing of the deal */
    i64 deals[CONTRAST_LEVELS_MAX];
    f64 median_days[CONTRAST_LEVELS_MAX]; /* NAN: too few */
    f64 p, p_adjusted;
    bool differs;
};

struct contrast_way {
    const u16 *step; /* activities */
    i64 length;
    i64 deals[CONTRAST_LEVELS_MAX];
};

enum contrast_refused {
    CONTRAST_MEASURED,
    CONTRAST_NO_COLUMN,
    CONTRAST_ONE_LEVEL, /* fewer than two levels have CONTRAST_LEVEL_MIN deals */
};

struct contrast {
    enum contrast_refused refused;
    str by;
    i64 days; /* compared over so many first days; 0: whole lives */
    i64 level_count;
    struct contrast_level level[CONTRAST_LEVELS_MAX];
    i64 left_out;  /* deals of levels that are too small or too many, or with no value */
    i64 too_short; /* deals that ended, or are younger, within `days` */
    i64 step_count, tested, differing;
    const struct contrast_step *steps; /* those that differ most surely first */
    i64 way_count;
    struct contrast_way way[CONTRAST_WAYS_MAX];
    i64 other_ways[CONTRAST_LEVELS_MAX];
    f64 ways_p;            /* that all levels go the same ways; NAN: not told */
    const u32 *deal_level; /* per deal of the history: its level, HISTORY_NO_ID */
};

struct contrast_options {
    str by;    /* "outcome", "owner", "version", "period", or an attribute */
    i64 days;  /* -1: CONTRAST_DAYS by outcome, else 0 */
    u32 kinds; /* of activities: a mask of 1u << kind; ends are never among them */
    u64 seed;
};

/* Everything lives in `a`. */
void contrast_find(struct contrast *c, struct arena *a, const struct history *h,
                   const struct contrast_options *o);

/* Deals of one level that take a step, or all of the level. */
struct contrast_rows {
    i64 level;
    u16 from, to;
    bool whole;
};
void contrast_rows(u8 *in, const struct contrast *c, const struct history *h,
                   const struct contrast_options *o, const struct contrast_rows *rows);
