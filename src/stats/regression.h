/* regression.h - linear and logistic models on small design matrices: rows of x (n × p, row by
 * row, the first column usually 1). False, with the result untouched, when the columns depend
 * on each other or the fit does not settle. O(n·p²) a round. STATISTICS 5. */
#pragma once

#include "base/arena.h"

/* Coefficients and their variance (p × p), in the arena. */
struct regression {
    i64 n, p;
    f64 *b, *variance;
    f64 log_likelihood; /* penalised when Firth; NaN for the linear ones */
};

/* Standard error of coefficient j. */
f64 regression_se(const struct regression *r, i64 j);
/* xᵀb */
f64 regression_linear(const struct regression *r, const f64 *x);

/* Least squares with HC3 variance: right under unequal variances, as with 0/1 outcomes. */
MUST_CHECK bool regression_hc3(struct regression *r, struct arena *a, const f64 *x, const f64 *y,
                               i64 n, i64 p);
/* Least squares with Newey-West variance: rows are consecutive times; Bartlett weights up to
 * `lag`, factor n/(n - p). Newey and West 1987. */
MUST_CHECK bool regression_newey_west(struct regression *r, struct arena *a, const f64 *x,
                                      const f64 *y, i64 n, i64 p, i64 lag);

struct logistic_options {
    bool firth;        /* Firth 1993: finite also when the data are separated */
    f64 ridge;         /* penalty on all but the first coefficient */
    const bool *fixed; /* NULL, or coefficients held at 0 */
    const f64 *offset; /* NULL, or added to the linear part of each row */
};
/* y is 0 or 1. Newton with steps of at most 5. */
MUST_CHECK bool regression_logistic(struct regression *r, struct arena *a, const f64 *x,
                                    const f64 *y, i64 n, i64 p,
                                    const struct logistic_options *options);
