/* compare_sweep.h - inside of compare.h: one stratum, walked through its event times in order,
 * with who is at risk and what happens in each group. */
#pragma once

#include "stats/compare.h"

struct compare_sweep {
    const struct compare_data *d;
    u8 cause;        /* of interest; 0: any */
    const u32 *rows; /* of the stratum, by time */
    const u32 *late; /* the same by entry; NULL: all from the start */
    i64 n, gone, come;
    f64 *y;        /* at risk, by group */
    f64 *hit;      /* events of the cause now, by group */
    f64 *other;    /* events of other causes now, by group */
    f64 hits, all; /* their sum; sum of y */
};

/* Rows of each stratum, by time (or entry): rows of stratum s are at[s] … at[s + 1] - 1. */
struct compare_strata {
    u32 *rows, *late;
    i64 *at;
};
struct compare_strata compare_strata(struct arena *a, const struct compare_data *d);
struct compare_sweep compare_sweep(struct arena *a, const struct compare_data *d,
                                   const struct compare_strata *s, i64 stratum, u8 cause);
/* On to the next time at which something happens; false at the end. */
bool compare_sweep_next(struct compare_sweep *w);

/* The test from score and variance (groups × groups): groups without variance are dropped, then
 * one more, which the others determine. */
struct compare_result compare_from_score(struct arena *a, const f64 *score, const f64 *variance,
                                         i64 groups);
