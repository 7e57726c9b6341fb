/* sequential.h - evidence that may be looked at after every deal. Rows come in the order of
 * *assignment*; never reorder by closing date. STATISTICS 6. */
#pragma once

#include "stats/interval.h"

struct sequential_data {
    const u8 *arm; /* 0 old, 1 new */
    const u8 *won; /* within the horizon */
    const f64 *p1; /* probability with which arm 1 was given; NULL: always `p` */
    f64 p;
    i64 n;
};

/* The e-process of "the outcome has nothing to do with the arm", whatever the drift (Ville; the
 * family of Turner, Ly, Grünwald 2024): log_e[t] after row t (may be NULL). */
struct sequential_evidence {
    f64 log_e;    /* after the last row */
    f64 p;        /* valid at any time: min(1, 1/largest E) */
    i64 first_20; /* rows after which E first reached 20 (5 %), 0: never */
};
struct sequential_evidence sequential_evidence(const struct sequential_data *d, f64 *log_e);

/* Difference of success, new minus old, with an interval right at all times at once (Waudby-Smith
 * et al. 2024), tuned to `planned` rows, for use from 50 rows on. NaN interval when n = 0. */
struct estimate sequential_difference(const struct sequential_data *d, i64 planned, f64 level);

/* x of n with a uniform prior mixture: rates the data have not ruled out at any time. */
struct interval sequential_rate(f64 x, f64 n, f64 level);

/* Likelihood ratio of the normal mixture test (Johari et al. 2022): difference of means d after n
 * rows per arm, `variance` of one difference, prior variance tau2. */
f64 sequential_mixture(f64 d, f64 n, f64 variance, f64 tau2);
