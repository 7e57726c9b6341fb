/* compare.h - do groups differ beyond chance? Log-rank asks whether *open* ones get there
 * faster, Gray whether *more of them* get there in the end; tables compare plain counts.
 * Groups that carry no information are dropped from the degrees of freedom; with fewer than
 * two left, statistic and p are NaN. Scratch comes from the arena and goes back. STATISTICS 1. */
#pragma once

#include "base/arena.h"
#include "base/rng.h"

struct compare_result {
    f64 statistic; /* chi-square with df degrees of freedom */
    f64 p;
    i64 df;
};

struct compare_data {
    const f64 *entry; /* NULL, or left truncation (log-rank only) */
    const f64 *time;
    const u8 *event;    /* 0 open, else a cause */
    const u32 *group;   /* below `groups` */
    const u32 *stratum; /* below `strata`; NULL: one */
    i64 n, groups, strata;
};

/* Cause-specific log-rank of `cause` (0: any), weight S(t-)^rho (1: Peto). `observed` and
 * `expected` (weighted, `groups` long) may be NULL. O(n log n + times·groups²). */
struct compare_result compare_logrank(struct arena *a, const struct compare_data *d, u8 cause,
                                      f64 rho, f64 *observed, f64 *expected);

/* Gray 1988 on the cumulative incidence of `cause`; O(times·groups³). `entry` must be NULL. */
struct compare_result compare_gray(struct arena *a, const struct compare_data *d, u8 cause,
                                   f64 rho);

/* Pearson chi-square of a k × 2 table, no continuity correction: won[i] of n[i]. */
struct compare_result compare_chi2(const f64 *won, const f64 *n, i64 k);
/* The same statistic, its p by dealing the outcomes out again at random `draws` times:
 * (1 + as extreme) / (1 + draws). For tables too thin for chi-square. */
struct compare_result compare_chi2_permuted(struct arena *a, const i64 *won, const i64 *n, i64 k,
                                            i64 draws, struct rng *rng);
/* sqrt(chi2 / n) of such a table. */
f64 compare_cramers_v(const f64 *won, const f64 *n, i64 k);

/* a won, b lost against c won, d lost: two-sided p by chi-square when every expected count is at
 * least 5, else Fisher's exact test; NaN when a row or a column is empty. */
f64 compare_2x2(f64 a, f64 b, f64 c, f64 d);
f64 compare_fisher(f64 a, f64 b, f64 c, f64 d);
