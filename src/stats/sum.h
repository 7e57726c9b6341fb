/* sum.h - sums that do not lose small numbers (Neumaier 1974). The order of adding is the
 * caller's, so a result is the same each time. Pure; any thread. */
#pragma once

#include "base/types.h"

/* Zero is an empty sum. */
struct sum {
    f64 total, lost;
};

static inline void sum_add(struct sum *s, f64 x)
{
    f64 t = s->total + x;
    s->lost +=
        __builtin_fabs(s->total) >= __builtin_fabs(x) ? (s->total - t) + x : (x - t) + s->total;
    s->total = t;
}

static inline f64 sum_get(const struct sum *s)
{
    return s->total + s->lost;
}

f64 sum_of(const f64 *x, i64 n);
f64 sum_mean(const f64 *x, i64 n);     /* NaN when n = 0 */
f64 sum_variance(const f64 *x, i64 n); /* over n - 1; NaN below two */
