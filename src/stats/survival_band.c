/* Lin 1997: multiply each row's influence by a standard normal, again and again, and see how
 * far the worst point of the curve strays. */
#include "stats/draw.h"
#include "stats/quantile.h"
#include "stats/survival_groups.h"

#include <math.h>

/* One shaken world: at each event time, how much more than its share of those at risk fell to
 * cause k, and to any cause. */
struct shake {
    f64 *cause, *any;
    f64 *at_risk; /* m + 1; scratch of the slow way */
};

/* Without late entry what happens at one time has nothing to do with the others: two numbers a
 * time, with the variances and covariance that the rows' multipliers would give. */
static void shake_times(struct shake *w, const struct survival *s, i32 k, struct rng *rng)
{
    for (i64 j = 0; j < s->m; j++) {
        f64 y = s->at_risk[j], d = s->events[j], dk = s->cause[j * s->causes + k - 1], z[2];
        f64 own = dk * (1 - dk / y), all = d * (1 - d / y), shared = dk * (1 - d / y);
        draw_normal_pair(rng, z);
        w->cause[j] = sqrt(own) * z[0];
        f64 slope = own > 0 ? shared / own : 0;
        w->any[j] = slope * w->cause[j] + sqrt(fmax(0, all - slope * shared)) * z[1];
    }
}

/* With late entry: a multiplier for each group of rows, added up over those at risk. */
static void shake_rows(struct shake *w, const struct survival *s, i32 k, struct rng *rng)
{
    for (i64 j = 0; j < s->m; j++)
        w->at_risk[j] = w->any[j] = w->cause[j] = 0;
    for (i64 g = 0; g < s->group_count; g++) {
        struct survival_group r = s->groups[g];
        if (r.from >= r.to)
            continue;
        f64 x = draw_normal(rng, 0, sqrt(r.count));
        w->at_risk[r.from] += x;
        w->at_risk[r.to] -= x;
        w->any[r.to - 1] += r.event ? x : 0;
        w->cause[r.to - 1] += r.event == k ? x : 0;
    }
    f64 here = 0;
    for (i64 j = 0; j < s->m; j++) {
        here += w->at_risk[j];
        w->cause[j] -= here * s->cause[j * s->causes + k - 1] / s->at_risk[j];
        w->any[j] -= here * s->events[j] / s->at_risk[j];
    }
}

/* The largest |moved F_k| / se over the event times with a positive se. */
static f64 shake_worst(const struct shake *w, const struct survival *s, i32 k, const f64 *se)
{
    f64 moved_open = 0, moved = 0, worst = 0;
    for (i64 j = 0; j < s->m; j++) {
        f64 y = s->at_risk[j], step = s->open_before[j] / y;
        moved += moved_open * s->cause[j * s->causes + k - 1] / y + step * w->cause[j];
        moved_open = moved_open * (1 - s->events[j] / y) - step * w->any[j];
        if (se[j] > 0)
            worst = fmax(worst, fabs(moved) / se[j]);
    }
    return worst;
}

f64 survival_band(const struct survival *s, struct arena *a, i32 k, struct interval days, f64 level,
                  i64 draws, struct rng *rng)
{
    assert(k >= 1 && k <= s->causes && draws > 0);
    i64 mark = arena_mark(a), points = 0;
    f64 *se = arena_array(a, f64, s->m), *worst = arena_array(a, f64, draws);
    survival_curve_se(se, s, a, k);
    for (i64 j = 0; j < s->m; j++) {
        se[j] = s->t[j] >= days.low && s->t[j] <= days.high ? se[j] : 0;
        points += se[j] > 0;
    }
    struct shake w = {arena_array(a, f64, s->m), arena_array(a, f64, s->m),
                      arena_array(a, f64, s->m + 1)};
    for (i64 i = 0; i < draws && points; i++) {
        if (s->late_entry)
            shake_rows(&w, s, k, rng);
        else
            shake_times(&w, s, k, rng);
        worst[i] = shake_worst(&w, s, k, se);
    }
    f64 critical = points ? quantile_select(worst, draws, level) : NAN;
    arena_rewind(a, mark);
    return critical;
}
