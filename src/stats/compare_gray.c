/* Gray 1988, with the tie correction of cmprsk. Names follow STATISTICS 1: per group S, F
 * (open, share with the cause); F0 pooled; all just before the time unless _next. */
#include "stats/compare_sweep.h"

#include <math.h>

struct gray {
    i64 n; /* groups; matrices are n × n */
    f64 rho, f0;
    f64 *open, *share, *open_next, *share_next, *h;
    f64 *z;                /* score */
    f64 *c, *v2, *v, *now; /* `now` is A of this time */
    f64 *v3, *x;
};

static struct gray gray_new(struct arena *a, i64 n, f64 rho)
{
    struct gray g = {.n = n, .rho = rho};
    f64 **vectors[] = {&g.open, &g.share, &g.open_next, &g.share_next, &g.h, &g.z, &g.v3, &g.x};
    f64 **matrices[] = {&g.c, &g.v2, &g.v, &g.now};
    for (i64 i = 0; i < LENGTH(vectors); i++)
        *vectors[i] = arena_array(a, f64, n);
    for (i64 i = 0; i < LENGTH(matrices); i++)
        *matrices[i] = arena_array(a, f64, n * n);
    for (i64 i = 0; i < n; i++)
        g.open[i] = 1;
    return g;
}

/* Curves of each group after this time, and the share of the score. */
static void gray_score(struct gray *g, const struct compare_sweep *w, f64 *h_all, f64 *f0_next)
{
    f64 total = 0, compared = 0, weight = pow(1 - g->f0, g->rho);
    for (i64 i = 0; i < g->n; i++) {
        f64 y = w->y[i];
        g->h[i] = y > 0 ? y / (g->open[i] > 0 ? g->open[i] : 1) : 0;
        g->open_next[i] = g->open[i];
        g->share_next[i] = g->share[i];
        if (y > 0) {
            g->open_next[i] *= (y - w->hit[i] - w->other[i]) / y;
            g->share_next[i] += g->open[i] * w->hit[i] / y;
        }
        total += g->h[i];
        compared += g->h[i] * (1 - g->share[i]);
    }
    for (i64 i = 0; i < g->n; i++)
        if (w->y[i] > 0)
            g->z[i] += weight * (w->hit[i] - g->h[i] * (1 - g->share[i]) * w->hits / compared);
    *h_all = total;
    *f0_next = g->f0 + w->hits / total;
    for (i64 i = 0; i < g->n; i++)
        for (i64 j = 0; j < g->n; j++) {
            f64 a = weight * ((i == j ? g->h[i] : 0) - g->h[i] * g->h[j] / total);
            g->now[i * g->n + j] = a;
            g->c[i * g->n + j] += a * w->hits / (total * (1 - g->f0));
        }
}

/* Adds xxᵀ·weight to the variance, and what C will multiply at the end. */
static void gray_add(struct gray *g, i64 group, f64 q, f64 weight)
{
    g->v3[group] += q * q * weight;
    for (i64 i = 0; i < g->n; i++) {
        g->v2[i * g->n + group] += q * g->x[i] * weight;
        for (i64 j = 0; j < g->n; j++)
            g->v[i * g->n + j] += g->x[i] * g->x[j] * weight;
    }
}

static void gray_variance(struct gray *g, const struct compare_sweep *w, i64 k, f64 h_all,
                          f64 f0_next)
{
    f64 y = w->y[k], open = g->open[k], open_next = g->open_next[k];
    if (w->hits > 0) {
        f64 q = open_next > 0 ? 1 - (1 - f0_next) / open_next : 1;
        f64 tie = w->hits > 1 ? 1 - (w->hits - 1) / (h_all * open - 1) : 1;
        for (i64 i = 0; i < g->n; i++)
            g->x[i] = g->now[i * g->n + k] - q * g->c[i * g->n + k];
        gray_add(g, k, q, tie * open * w->hits / (h_all * y));
    }
    if (w->other[k] > 0 && open_next > 0) {
        f64 q = (1 - f0_next) / open_next, d = w->other[k];
        f64 tie = d > 1 ? 1 - (d - 1) / (y - 1) : 1;
        for (i64 i = 0; i < g->n; i++)
            g->x[i] = -q * g->c[i * g->n + k];
        gray_add(g, k, q, tie * open * open * d / (y * y));
    }
}

static void gray_step(struct gray *g, const struct compare_sweep *w)
{
    f64 h_all, f0_next;
    gray_score(g, w, &h_all, &f0_next);
    for (i64 k = 0; k < g->n; k++)
        if (w->y[k] > 0)
            gray_variance(g, w, k, h_all, f0_next);
    for (i64 k = 0; k < g->n; k++) {
        g->open[k] = g->open_next[k];
        g->share[k] = g->share_next[k];
    }
    g->f0 = f0_next;
}

/* Adds one stratum's score and variance. */
static void gray_end(const struct gray *g, f64 *score, f64 *variance)
{
    for (i64 i = 0; i < g->n; i++) {
        score[i] += g->z[i];
        for (i64 j = 0; j < g->n; j++) {
            f64 v = g->v[i * g->n + j];
            for (i64 k = 0; k < g->n; k++) {
                f64 ci = g->c[i * g->n + k], cj = g->c[j * g->n + k];
                v += ci * cj * g->v3[k] + ci * g->v2[j * g->n + k] + g->v2[i * g->n + k] * cj;
            }
            variance[i * g->n + j] += v;
        }
    }
}

struct compare_result compare_gray(struct arena *a, const struct compare_data *d, u8 cause, f64 rho)
{
    assert(!d->entry && cause > 0);
    i64 mark = arena_mark(a), strata = d->stratum ? d->strata : 1;
    f64 *score = arena_array(a, f64, d->groups);
    f64 *variance = arena_array(a, f64, d->groups * d->groups);
    struct compare_strata s = compare_strata(a, d);
    for (i64 k = 0; k < strata; k++) {
        i64 inner = arena_mark(a);
        struct compare_sweep w = compare_sweep(a, d, &s, k, cause);
        struct gray g = gray_new(a, d->groups, rho);
        while (compare_sweep_next(&w))
            gray_step(&g, &w);
        gray_end(&g, score, variance);
        arena_rewind(a, inner);
    }
    struct compare_result r = compare_from_score(a, score, variance, d->groups);
    arena_rewind(a, mark);
    return r;
}
