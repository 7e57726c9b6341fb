/* shrink.h - small groups borrow from the others: rates by beta-binomial, effects by
 * normal-normal. Nothing here ranks people. STATISTICS 3, 5. */
#pragma once

#include "base/arena.h"
#include "base/rng.h"
#include "stats/interval.h"

/* The spread of true rates over groups, Beta(alpha, beta). `pooled`: the groups differ no more than
 * chance, all share `mu` (alpha and beta then come from the total with a Jeffreys prior).
 * `single`: fewer than three groups, no spread can be learnt: Beta(½, ½). */
struct shrink_rates {
    f64 alpha, beta;
    f64 mu, rho; /* mean; 1 / (1 + alpha + beta) */
    f64 nll;     /* minus log likelihood without binomial coefficients */
    bool pooled, single;
};

/* Maximum likelihood from x of n successes in each of k groups (groups with n = 0 are passed
 * over), Nelder-Mead from Kleinman's moments. */
struct shrink_rates shrink_rates_fit(const f64 *x, const f64 *n, i64 k);
/* Kleinman 1973: *mu and *rho >= 0. */
void shrink_kleinman(const f64 *x, const f64 *n, i64 k, f64 *mu, f64 *rho);

/* The rate of one group given the fit: mean and interval. se is the posterior's. When pooled, the
 * posterior of the common rate. */
struct estimate shrink_rate(const struct shrink_rates *fit, f64 x, f64 n, f64 level);
/* P(rate < limit) of one group. */
f64 shrink_rate_below(const struct shrink_rates *fit, f64 x, f64 n, f64 limit);
/* out[i] = P(group i is among the lowest quarter), from SHRINK_DRAWS joint draws; k groups. */
enum { SHRINK_DRAWS = 4000 };
void shrink_lowest_quarter(f64 *out, struct arena *scratch, const struct shrink_rates *fit,
                           const f64 *x, const f64 *n, i64 k, struct rng *rng);

/* Paule and Mandel 1982: effects y with variances v come from N(mu, tau2). */
struct shrink_effects {
    f64 tau2, mu, se;
};
struct shrink_effects shrink_effects_fit(const f64 *y, const f64 *v, i64 k);
/* One effect drawn towards mu. */
struct estimate shrink_effect(const struct shrink_effects *fit, f64 y, f64 v, f64 level);
/* Towards nothing: theta·tau²/(tau² + s²), tau² = max(0, mean(theta² - s²)) over the whole family,
 * found or not. `out` has k. */
void shrink_to_zero(struct estimate *out, const f64 *theta, const f64 *s, i64 k, f64 level);
