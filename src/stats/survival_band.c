/* Lin 1997: multiply each row's influence by a standard normal, again and again, and see how
 * far the worst point of the curve strays. */
#include "stats/draw.h"
#include "stats/quantile.h"
#include "stats/survival_groups.h"

#include <math.h>

/* One shaken world: how the multipliers add up at each event time. */
struct shake {
    f64 *at_risk; /* m + 1 */
    f64 *all;     /* events of any cause */
    f64 *cause;   /* events of cause k */
};

static void shake_draw(struct shake *w, const struct survival *s, i32 k, struct rng *rng)
{
    for (i64 j = 0; j < s->m; j++)
        w->at_risk[j] = w->all[j] = w->cause[j] = 0;
    for (i64 g = 0; g < s->group_count; g++) {
        struct survival_group r = s->groups[g];
        if (r.from >= r.to)
            continue;
        f64 x = draw_normal(rng, 0, sqrt(r.count));
        w->at_risk[r.from] += x;
        w->at_risk[r.to] -= x;
        w->all[r.to - 1] += r.event ? x : 0;
        w->cause[r.to - 1] += r.event == k ? x : 0;
    }
}

/* The largest |moved F_k| / se over the event times with a positive se. */
static f64 shake_worst(struct shake *w, const struct survival *s, i32 k, const f64 *se)
{
    f64 at_risk = 0, moved_open = 0, moved = 0, worst = 0;
    for (i64 j = 0; j < s->m; j++) {
        f64 y = s->at_risk[j], h = s->cause[j * s->causes + k - 1] / y, any = s->events[j] / y;
        f64 open = s->open_before[j];
        at_risk += w->at_risk[j];
        moved += moved_open * h + open * (w->cause[j] - at_risk * h) / y;
        moved_open = moved_open * (1 - any) - open * (w->all[j] - at_risk * any) / y;
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
    struct shake w = {arena_array(a, f64, s->m + 1), arena_array(a, f64, s->m),
                      arena_array(a, f64, s->m)};
    for (i64 i = 0; i < draws && points; i++) {
        shake_draw(&w, s, k, rng);
        worst[i] = shake_worst(&w, s, k, se);
    }
    f64 critical = points ? quantile_select(worst, draws, level) : NAN;
    arena_rewind(a, mark);
    return critical;
}
