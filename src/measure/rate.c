#include "measure/rate.h"

#include "stats/interval.h"
#include "stats/quantile.h"

#include <math.h>

static struct rate rate_from(i64 numerator, i64 denominator, i64 least)
{
    struct rate r = {.value = NAN,
                     .low = NAN,
                     .high = NAN,
                     .numerator = numerator,
                     .denominator = denominator,
                     .standing = denominator > 0 ? STANDING_COUNTS : STANDING_CANNOT_SAY};
    if (denominator < least)
        return r;
    struct interval ci = interval_wilson((f64)numerator, (f64)denominator, 0.95);
    r.standing = STANDING_MEASURED;
    r.value = (f64)numerator / (f64)denominator;
    r.low = ci.low;
    r.high = ci.high;
    return r;
}

struct rate rate_of(i64 numerator, i64 denominator)
{
    return rate_from(numerator, denominator, RATE_FLOOR);
}

struct rate rate_census(i64 numerator, i64 denominator)
{
    return rate_from(numerator, denominator, 1);
}

struct figure figure_of(f64 value, f64 low, f64 high, i64 n)
{
    return (struct figure){.standing = isnan(value) ? STANDING_CANNOT_SAY : STANDING_MEASURED,
                           .value = value,
                           .low = low,
                           .high = high,
                           .n = n};
}

struct spread spread_of(f64 *v, i64 n)
{
    struct spread s = {n, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    if (n == 0)
        return s;
    f64 sum = 0;
    s.min = s.max = v[0];
    for (i64 i = 0; i < n; i++) {
        sum += v[i];
        s.min = v[i] < s.min ? v[i] : s.min;
        s.max = v[i] > s.max ? v[i] : s.max;
    }
    s.mean = sum / (f64)n;
    s.p10 = quantile_select(v, n, 0.1);
    s.p25 = quantile_select(v, n, 0.25);
    s.median = quantile_select(v, n, 0.5);
    s.p75 = quantile_select(v, n, 0.75);
    s.p90 = quantile_select(v, n, 0.9);
    return s;
}
