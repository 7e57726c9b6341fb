#include "stats/shrink.h"

#include "stats/draw.h"
#include "stats/minimize.h"
#include "stats/rank.h"
#include "stats/special.h"
#include "stats/sum.h"

#include <math.h>

/* Beyond this many deals' worth of prior the groups are the same for all we can tell. */
static const f64 prior_max = 1e6;

void shrink_kleinman(const f64 *x, const f64 *n, i64 k, f64 *mu, f64 *rho)
{
    f64 total = sum_of(n, k), p = sum_of(x, k) / total;
    struct sum s = {0}, a = {0}, b = {0};
    for (i64 i = 0; i < k; i++) {
        if (!(n[i] > 0))
            continue;
        f64 miss = x[i] / n[i] - p, rest = 1 - n[i] / total;
        sum_add(&s, n[i] * miss * miss);
        sum_add(&a, rest);
        sum_add(&b, n[i] * rest);
    }
    f64 chance = p * (1 - p), room = chance * (sum_get(&b) - sum_get(&a));
    *mu = p;
    *rho = room > 0 ? fmax(0, (sum_get(&s) - chance * sum_get(&a)) / room) : 0;
}

struct counts {
    const f64 *x, *n;
    i64 k;
};

/* q = ln alpha, ln beta */
static f64 minus_log_likelihood(const void *context, const f64 *q)
{
    const struct counts *c = context;
    f64 a = exp(q[0]), b = exp(q[1]), base = special_log_beta(a, b);
    struct sum s = {0};
    for (i64 i = 0; i < c->k; i++)
        if (c->n[i] > 0)
            sum_add(&s, base - special_log_beta(c->x[i] + a, c->n[i] - c->x[i] + b));
    return sum_get(&s);
}

static struct shrink_rates shared_rate(const f64 *x, const f64 *n, i64 k)
{
    f64 won = sum_of(x, k), total = sum_of(n, k);
    return (struct shrink_rates){.alpha = won + .5,
                                 .beta = total - won + .5,
                                 .mu = (won + .5) / (total + 1),
                                 .nll = NAN,
                                 .pooled = true};
}

struct shrink_rates shrink_rates_fit(const f64 *x, const f64 *n, i64 k)
{
    i64 groups = 0;
    for (i64 i = 0; i < k; i++)
        groups += n[i] > 0;
    if (groups < 3)
        return (struct shrink_rates){
            .alpha = .5, .beta = .5, .mu = .5, .rho = .5, .nll = NAN, .single = true};
    f64 mu, rho;
    shrink_kleinman(x, n, k, &mu, &rho);
    if (!(rho > 0) || !(mu > 0 && mu < 1))
        return shared_rate(x, n, k);
    f64 prior = fmax(1 / fmin(rho, .99) - 1, 1e-3), q[2] = {log(mu * prior), log((1 - mu) * prior)};
    struct counts c = {x, n, k};
    f64 nll = minimize_simplex(minus_log_likelihood, &c, q, 2, .5, 5000);
    f64 a = exp(q[0]), b = exp(q[1]);
    if (!(a + b < prior_max))
        return shared_rate(x, n, k);
    return (struct shrink_rates){
        .alpha = a, .beta = b, .mu = a / (a + b), .rho = 1 / (1 + a + b), .nll = nll};
}

/* Parameters of the posterior of one group. */
static void posterior(const struct shrink_rates *fit, f64 x, f64 n, f64 *a, f64 *b)
{
    *a = fit->alpha + (fit->pooled ? 0 : x);
    *b = fit->beta + (fit->pooled ? 0 : n - x);
}

struct estimate shrink_rate(const struct shrink_rates *fit, f64 x, f64 n, f64 level)
{
    f64 a, b, tail = .5 * (1 - level);
    posterior(fit, x, n, &a, &b);
    return (struct estimate){
        .value = a / (a + b),
        .se = sqrt(a * b / (a + b + 1)) / (a + b),
        .ci = {special_beta_quantile(tail, a, b), special_beta_quantile(1 - tail, a, b)},
    };
}

f64 shrink_rate_below(const struct shrink_rates *fit, f64 x, f64 n, f64 limit)
{
    f64 a, b;
    posterior(fit, x, n, &a, &b);
    return special_beta_cdf(limit, a, b);
}

void shrink_lowest_quarter(f64 *out, struct arena *scratch, const struct shrink_rates *fit,
                           const f64 *x, const f64 *n, i64 k, struct rng *rng)
{
    i64 mark = arena_mark(scratch), quarter = (k + 3) / 4;
    f64 *rate = arena_array(scratch, f64, k);
    u32 *order = arena_array(scratch, u32, k);
    for (i64 i = 0; i < k; i++)
        out[i] = fit->pooled ? (f64)quarter / (f64)k : 0; /* all alike: anyone may be there */
    for (i64 d = 0; d < SHRINK_DRAWS && !fit->pooled; d++) {
        for (i64 i = 0; i < k; i++) {
            f64 a, b;
            posterior(fit, x[i], n[i], &a, &b);
            rate[i] = draw_beta(rng, a, b);
        }
        rank_order(order, scratch, rate, k);
        for (i64 i = 0; i < quarter; i++)
            out[order[i]] += 1. / SHRINK_DRAWS;
    }
    arena_rewind(scratch, mark);
}

/* Weighted mean of y at between-variance t, its total weight, and how far y scatters around it. */
static f64 scatter(const f64 *y, const f64 *v, i64 k, f64 t, struct shrink_effects *at)
{
    struct sum w = {0}, wy = {0}, q = {0};
    for (i64 i = 0; i < k; i++) {
        sum_add(&w, 1 / (v[i] + t));
        sum_add(&wy, y[i] / (v[i] + t));
    }
    *at = (struct shrink_effects){t, sum_get(&wy) / sum_get(&w), sqrt(1 / sum_get(&w))};
    for (i64 i = 0; i < k; i++)
        sum_add(&q, (y[i] - at->mu) * (y[i] - at->mu) / (v[i] + t));
    return sum_get(&q);
}

struct shrink_effects shrink_effects_fit(const f64 *y, const f64 *v, i64 k)
{
    struct shrink_effects at = {NAN, NAN, NAN};
    if (k == 0)
        return at;
    f64 low = 0, high = 1e-6, expected = (f64)(k - 1);
    if (scatter(y, v, k, 0, &at) <= expected)
        return at;
    while (scatter(y, v, k, high, &at) > expected && high < 1e300)
        high *= 4;
    for (i32 i = 0; i < 200; i++) {
        f64 middle = low + .5 * (high - low);
        if (scatter(y, v, k, middle, &at) > expected)
            low = middle;
        else
            high = middle;
    }
    return at;
}

struct estimate shrink_effect(const struct shrink_effects *fit, f64 y, f64 v, f64 level)
{
    f64 own = fit->tau2 / (fit->tau2 + v), value = fit->mu + own * (y - fit->mu);
    f64 se = sqrt(own * v + (1 - own) * (1 - own) * fit->se * fit->se);
    return (struct estimate){value, se, interval_normal(value, se, level)};
}

void shrink_to_zero(struct estimate *out, const f64 *theta, const f64 *s, i64 k, f64 level)
{
    struct sum excess = {0};
    for (i64 i = 0; i < k; i++)
        sum_add(&excess, theta[i] * theta[i] - s[i] * s[i]);
    f64 tau2 = k ? fmax(0, sum_get(&excess) / (f64)k) : 0;
    for (i64 i = 0; i < k; i++) {
        f64 own = tau2 / (tau2 + s[i] * s[i]), se = sqrt(own) * s[i];
        out[i] = (struct estimate){own * theta[i], se, interval_normal(own * theta[i], se, level)};
    }
}
