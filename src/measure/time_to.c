/* By when. The time of a share of the wins is where the curve of wins, divided by its height
 * at the last day observed well (where ten were at risk; the last of all when nobody
 * is left open), passes that share; its interval holds the days where the
 * ratio's own interval (from the influences on both heights) still contains the share. */
#include "measure/measuring.h"
#include "measure/share.h"

#include "stats/special.h"

#include <math.h>

enum { TRIES = 48 };
/* Sums of shares reach a quarter a little below a quarter. */
#define ROUNDING 1e-9
static const f64 shares[TIME_QUANTILES] = {0.25, 0.5, 0.75};

/* The standard error of F_1(t) / F_1(last). */
static f64 ratio_se(struct measuring *m, f64 t, f64 last)
{
    const struct survival *s = &m->cohort.fit;
    f64 v[4], f_last = survival_cif(s, 1, last), ratio = survival_cif(s, 1, t) / f_last;
    survival_covariance(v, s, m->scratch, 1, (f64[]){t, last}, 2);
    return sqrt(fmax(0, v[0] - 2 * ratio * v[1] + ratio * ratio * v[3])) / f_last;
}

/* The first event time at which share + sign·z·se is reached; by halving, for the limits
 * cross the share about once. */
static f64 crossing(struct measuring *m, f64 share, f64 sign, f64 last)
{
    const struct survival *s = &m->cohort.fit;
    i64 steps = survival_step(s, last) + 1, low = 0, high = steps;
    for (i64 i = 0; i < TRIES && low < high; i++) {
        i64 mid = (low + high) / 2;
        f64 t = s->t[mid], se = sign != 0 ? ratio_se(m, t, last) : 0;
        f64 limit = survival_cif(s, 1, t) / survival_cif(s, 1, last) + sign * special_z(0.95) * se;
        if (limit >= share - ROUNDING)
            high = mid;
        else
            low = mid + 1;
    }
    return low < steps ? s->t[low] : NAN;
}

static void fill_won(struct measuring *m, struct time_to *out, f64 last)
{
    const struct survival *s = &m->cohort.fit;
    for (i32 q = 0; q < TIME_QUANTILES; q++)
        out->won[q] = (struct time_quantile){shares[q], NAN, NAN, NAN};
    if (!(survival_cif(s, 1, last) > 0))
        return;
    for (i32 q = 0; q < TIME_QUANTILES; q++) {
        out->won[q].days = crossing(m, shares[q], 0, last);
        out->won[q].low = crossing(m, shares[q], 1, last);
        out->won[q].high = crossing(m, shares[q], -1, last);
    }
}

void time_to_measure(struct measuring *m)
{
    const struct survival *s = &m->cohort.fit;
    struct time_to *out = &m->answers->time_to;
    f64 from, to;
    out->half_won = NAN;
    if (m->cohort.n < RATE_FLOOR || !survival_range(s, 10, &from, &to)) {
        out->standing = STANDING_COUNTS;
        return;
    }
    if (share_is_known(s, INFINITY))
        to = cohort_last(s);
    out->standing = STANDING_MEASURED;
    fill_won(m, out, to);
    for (i32 q = 0; q < TIME_QUANTILES; q++) {
        struct estimate e = survival_quantile(s, shares[q], 0.95);
        out->closed[q] = (struct time_quantile){shares[q], e.value, e.ci.low, e.ci.high};
    }
    for (i64 j = 0; j < s->m && isnan(out->half_won); j++)
        if (survival_cif(s, 1, s->t[j]) >= 0.5 - ROUNDING)
            out->half_won = s->t[j];
}
