#include "stats/compare_sweep.h"

#include <math.h>

struct logrank {
    i64 groups;
    f64 rho;
    f64 *observed, *expected, *variance;
};

static void logrank_add(struct logrank *l, const struct compare_sweep *w, f64 open)
{
    f64 weight = l->rho == 0 ? 1 : pow(open, l->rho), y = w->all, d = w->hits;
    f64 scale = y > 1 ? weight * weight * d * (y - d) / (y - 1) : 0;
    for (i64 g = 0; g < l->groups; g++) {
        f64 share = w->y[g] / y;
        l->observed[g] += weight * w->hit[g];
        l->expected[g] += weight * d * share;
        if (share == 0 || scale == 0)
            continue;
        l->variance[g * l->groups + g] += scale * share;
        for (i64 h = 0; h < l->groups; h++)
            l->variance[g * l->groups + h] -= scale * share * w->y[h] / y;
    }
}

struct compare_result compare_logrank(struct arena *a, const struct compare_data *d, u8 cause,
                                      f64 rho, f64 *observed, f64 *expected)
{
    i64 mark = arena_mark(a), strata = d->stratum ? d->strata : 1;
    struct logrank l = {
        .groups = d->groups,
        .rho = rho,
        .observed = arena_array(a, f64, d->groups),
        .expected = arena_array(a, f64, d->groups),
        .variance = arena_array(a, f64, d->groups * d->groups),
    };
    struct compare_strata s = compare_strata(a, d);
    for (i64 k = 0; k < strata; k++) {
        struct compare_sweep w = compare_sweep(a, d, &s, k, cause);
        for (f64 open = 1; compare_sweep_next(&w);) {
            if (w.hits == 0)
                continue;
            logrank_add(&l, &w, open);
            open *= 1 - w.hits / w.all;
        }
    }
    f64 *score = arena_array(a, f64, d->groups);
    for (i64 g = 0; g < d->groups; g++) {
        score[g] = l.observed[g] - l.expected[g];
        if (observed)
            observed[g] = l.observed[g];
        if (expected)
            expected[g] = l.expected[g];
    }
    struct compare_result r = compare_from_score(a, score, l.variance, d->groups);
    arena_rewind(a, mark);
    return r;
}
