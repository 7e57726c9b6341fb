/* Brookmeyer and Crowley 1982: the interval of a quantile is where the curve's own interval
 * crosses the same height. */
#include "stats/special.h"
#include "stats/survival.h"

#include <math.h>

/* Where the curve bends around S: 0 the curve, -1 and +1 the ends of its log-log interval. NaN
 * where the interval is undefined. */
static f64 bent(const struct survival *s, i64 j, f64 hazard_variance, i32 side, f64 z)
{
    f64 open = s->open[j];
    if (side == 0)
        return open;
    f64 w = z * open * sqrt(hazard_variance) / (open * log(open));
    return isfinite(hazard_variance) && isfinite(w) ? pow(open, exp(side * w)) : NAN;
}

/* The first time a curve is at or below `height`; when it stays exactly there, the middle of the
 * stay (R's convention). */
static f64 crossing(const struct survival *s, f64 height, i32 side, f64 z)
{
    f64 variance = 0, level_since = NAN;
    for (i64 j = 0; j < s->m; j++) {
        f64 y = s->at_risk[j], d = s->events[j];
        variance = y > d ? variance + d / (y * (y - d)) : INFINITY;
        f64 at = bent(s, j, variance, side, z);
        if (isnan(at))
            continue;
        if (at < height - 1e-9)
            return isnan(level_since) ? s->t[j] : .5 * (level_since + s->t[j]);
        if (fabs(at - height) <= 1e-9 && isnan(level_since))
            level_since = s->t[j];
    }
    return level_since;
}

struct estimate survival_quantile(const struct survival *s, f64 q, f64 level)
{
    f64 z = special_z(level), height = 1 - q;
    return (struct estimate){
        crossing(s, height, 0, z),
        NAN,
        {crossing(s, height, -1, z), crossing(s, height, 1, z)},
    };
}
