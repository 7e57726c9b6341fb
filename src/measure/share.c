#include "measure/share.h"

#include <math.h>

/* Below this nobody is left open; what remains is rounding. */
#define NOBODY 1e-9

bool share_is_known(const struct survival *s, f64 day)
{
    if (s->rows == 0)
        return false;
    f64 last = s->exits[s->rows - 1];
    return day <= last || survival_open(s, last) < NOBODY;
}

f64 share_fates(const struct survival *s, f64 day)
{
    f64 n = survival_at_risk(s, day + 0.5);
    for (i64 j = 0; j < s->m && s->t[j] <= day; j++)
        n += s->events[j];
    return n;
}

struct rate share_by(const struct survival *s, struct arena *a, i32 k, f64 day, i64 numerator,
                     i64 denominator)
{
    struct rate r = rate_of(numerator, denominator);
    if (r.standing != STANDING_MEASURED)
        return r;
    if (!share_is_known(s, day)) {
        r.standing = STANDING_COUNTS;
        r.value = r.low = r.high = NAN;
        return r;
    }
    struct estimate e = survival_cif_at(s, a, k, day, 0.95);
    struct interval ci = e.ci;
    if (isnan(ci.low) || isnan(ci.high)) {
        f64 n = share_fates(s, day);
        ci = interval_wilson(e.value < 0.5 ? 0 : n, n, 0.95);
    }
    r.value = e.value;
    r.low = ci.low;
    r.high = ci.high;
    return r;
}
