/* practices_adjust.c - one candidate of a family: the difference between those who did it and
 * those who did not, within strata. With every outcome told: Mantel-Haenszel, Sato's variance,
 * Cochran-Mantel-Haenszel. With some open: pseudo-values in the same weights, which is least
 * squares with a constant for each stratum, its variance HC3 in closed form. */
#include "learn/practices_parts.h"
#include "stats/practice.h"
#include "stats/special.h"
#include "stats/sum.h"

#include <math.h>

/* One side of one stratum. */
struct cell {
    f64 n, y, won, told;
};

struct sides {
    struct finding *w;
    struct practice_result *r;
    const u64 *did, *known;
    struct cell *with, *without; /* by stratum */
    struct practice_stratum *stratum;
};

static void fill_sides(struct sides *x)
{
    const struct landmark_deals *l = &x->w->f->deals;
    for (i64 s = 0; s < l->strata; s++)
        x->with[s] = x->without[s] = (struct cell){0};
    for (i64 i = 0; i < l->n; i++) {
        if (!features_has(x->known, i))
            continue;
        struct cell *c = (features_has(x->did, i) ? x->with : x->without) + l->stratum[i];
        c->n++;
        c->y += l->y[i];
        c->won += l->won[i];
        c->told += !l->censored[i];
    }
    for (i64 s = 0; s < l->strata; s++) {
        const struct cell *a = &x->with[s], *b = &x->without[s];
        x->stratum[s] = (struct practice_stratum){a->y, a->n, b->y, b->n};
        x->r->won_did += (i64)a->won;
        x->r->told_did += (i64)a->told;
        x->r->won_not += (i64)b->won;
        x->r->told_not += (i64)b->told;
    }
}

/* Least squares of y on having done it and a constant for each stratum: the residuals' part. */
static f64 hc3_variance(const struct sides *x, f64 difference, f64 weight)
{
    const struct landmark_deals *l = &x->w->f->deals;
    struct sum v = {0};
    for (i64 i = 0; i < l->n; i++) {
        if (!features_has(x->known, i))
            continue;
        const struct cell *a = &x->with[l->stratum[i]], *b = &x->without[l->stratum[i]];
        f64 n = a->n + b->n, off = (f64)features_has(x->did, i) - a->n / n;
        f64 residual = l->y[i] - (a->y + b->y) / n - difference * off;
        f64 leverage = 1 / n + off * off / weight;
        f64 part = leverage < 1 ? off * residual / (1 - leverage) : 0;
        sum_add(&v, part * part);
    }
    return sum_get(&v) / (weight * weight);
}

/* Weight of all strata; the rates of both sides in those weights. */
static f64 weigh(const struct sides *x, f64 *with, f64 *without, f64 *rows, f64 *strata)
{
    struct sum weight = {0}, y1 = {0}, y0 = {0};
    *rows = *strata = 0;
    for (i64 s = 0; s < x->w->f->deals.strata; s++) {
        const struct practice_stratum *t = &x->stratum[s];
        f64 n = t->n1 + t->n0, w = n > 0 ? t->n1 * t->n0 / n : 0;
        *rows += n;
        *strata += n > 0;
        if (!(w > 0))
            continue;
        sum_add(&weight, w);
        sum_add(&y1, w * t->a / t->n1);
        sum_add(&y0, w * t->b / t->n0);
    }
    f64 all = sum_get(&weight);
    *with = sum_get(&y1) / all;
    *without = sum_get(&y0) / all;
    return all;
}

static void test_pseudo(struct sides *x, f64 weight, f64 df)
{
    struct practice_result *r = x->r;
    struct estimate *d = &r->difference;
    d->value = practice_difference(x->stratum, x->w->f->deals.strata, PRACTICES_LEVEL).value;
    d->se = sqrt(hc3_variance(x, d->value, weight));
    d->ci = interval_normal(d->value, d->se, PRACTICES_LEVEL);
    r->p = df > 0 && d->se > 0 ? special_t_two_sided(d->value / d->se, df) : NAN;
}

static void test_told(struct sides *x)
{
    struct practice_result *r = x->r;
    i64 k = x->w->f->deals.strata;
    r->difference = practice_difference(x->stratum, k, PRACTICES_LEVEL);
    if (!x->w->f->permuted) {
        r->p = practice_cmh(x->stratum, k).p;
        return;
    }
    str id = practice_id(x->w->a, x->w->h, r->practice);
    struct rng rng = rng_stream(x->w->seed, id);
    r->p = practice_cmh_permuted(x->stratum, k, PRACTICES_DRAWS, &rng).p;
}

/* By the ratio of the two rates, and by the end of the difference's interval nearer to none. */
static void find_strength(struct practice_result *r, f64 with, f64 without)
{
    const struct interval *ci = &r->difference.ci;
    f64 near = r->difference.value > 0 ? ci->low : ci->high;
    if (!(with > 0 && without > 0))
        return;
    r->strength = practice_confounding_strength(with / without);
    bool crosses = ci->low <= 0 && ci->high >= 0;
    f64 ratio = fmax(without + near, 1e-9) / without;
    r->strength_limit = crosses ? 1 : practice_confounding_strength(ratio);
}

static void find_worth(struct sides *x)
{
    const struct landmark_deals *l = &x->w->f->deals;
    const struct history *h = x->w->h;
    struct practice_result *r = x->r;
    const struct estimate *d = &r->difference;
    f64 per = 100 * r->share_without;
    r->wins_per_100 =
        (struct estimate){per * d->value, per * d->se, {per * d->ci.low, per * d->ci.high}};
    for (i64 i = 0; i < l->n; i++) {
        i64 deal = l->deal[i];
        if (features_has(x->known, i) && !features_has(x->did, i) && h->amount_known[deal] &&
            h->currency[deal] == x->w->f->currency)
            r->without_minor += h->amount_minor[deal];
    }
}

static void test(struct sides *x)
{
    f64 with, without, rows, strata;
    fill_sides(x);
    f64 weight = weigh(x, &with, &without, &rows, &strata);
    if (!(weight > 0)) {
        x->r->standing = PRACTICE_ALONE;
        x->w->f->tested--;
        return;
    }
    if (x->w->f->pseudo)
        test_pseudo(x, weight, rows - strata - 1);
    else
        test_told(x);
    find_strength(x->r, with, without);
    find_worth(x);
}

void practices_test(struct finding *w)
{
    const struct features *f = &w->f->features;
    i64 strata = w->f->deals.strata, mark = arena_mark(w->a);
    struct sides x = {.w = w,
                      .with = arena_array(w->a, struct cell, strata),
                      .without = arena_array(w->a, struct cell, strata),
                      .stratum = arena_array(w->a, struct practice_stratum, strata)};
    for (i64 i = 0; i < w->list.n; i++) {
        x.r = &w->list.v[i];
        if (x.r->standing != PRACTICE_TESTED)
            continue;
        x.did = &f->did[x.r->candidate * f->words];
        x.known = &f->known[x.r->candidate * f->words];
        test(&x);
    }
    arena_rewind(w->a, mark);
}
