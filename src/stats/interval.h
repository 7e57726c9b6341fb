/* interval.h - how sure a rate is. `level` is .95 unless there is a reason. What cannot be
 * said (n = 0) is NaN at both ends. Pure; any thread. Formulas: STATISTICS 1. */
#pragma once

#include "base/arena.h"

struct interval {
    f64 low, high;
};

/* A number with its standard error and interval. */
struct estimate {
    f64 value, se;
    struct interval ci;
};

static inline struct interval interval_none(void)
{
    return (struct interval){__builtin_nan(""), __builtin_nan("")};
}

/* x of n, 0 <= x <= n. Wilson (1927) is the one to show: Brown, Cai, DasGupta 2001. */
struct interval interval_wilson(f64 x, f64 n, f64 level);
struct interval interval_jeffreys(f64 x, f64 n, f64 level);
struct interval interval_clopper_pearson(f64 x, f64 n, f64 level);

/* x1/n1 - x2/n2, Newcombe 1998 method 10. */
struct interval interval_newcombe(f64 x1, f64 n1, f64 x2, f64 n2, f64 level);

/* Shares of k exclusive outcomes, all k intervals right together: Goodman 1965. `out` has k. */
void interval_goodman(struct interval *out, const f64 *counts, i64 k, f64 level);
/* The same one by one, with a Dirichlet prior of `prior` (½: Jeffreys) per outcome. */
void interval_dirichlet(struct interval *out, const f64 *counts, i64 k, f64 prior, f64 level);

/* value ± z·se */
struct interval interval_normal(f64 value, f64 se, f64 level);
/* For 0 < f < 1 by the complementary log-log; `z` is special_z(level), or the critical value of a
 * band. Undefined (NaN) for f of 0 or 1, or se = 0. */
struct interval interval_cloglog(f64 f, f64 se, f64 z);

/* Share of value won: Σ value·won / Σ value, linearised se, interval on the logit scale with t.
 * `n_eff` = (Σv)²/Σv² below 10 means that few large deals decide: say so, compare nothing. */
struct value_rate {
    struct estimate rate;
    f64 n_eff;
    i64 n;
};
struct value_rate interval_value_rate(const f64 *value, const u8 *won, i64 n, f64 level);

/* Mean of x whose rows come in clusters (sellers): CR1 standard error, df = clusters - 1.
 * `cluster` holds numbers below `clusters`; empty clusters do not count. With fewer than two
 * clusters se is NaN. */
struct cluster_mean {
    f64 mean, se, df;
};
struct cluster_mean interval_cluster_mean(struct arena *scratch, const f64 *x, const u32 *cluster,
                                          i64 n, i64 clusters);
