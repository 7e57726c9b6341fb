/* draw.h - random numbers with a shape, from the generator of base/rng.h: the same seed gives the
 * same draws for ever. A generator belongs to one thread. */
#pragma once

#include "base/rng.h"

f64 draw_uniform(struct rng *r, f64 low, f64 high);
bool draw_chance(struct rng *r, f64 p);
f64 draw_normal(struct rng *r, f64 mean, f64 sd);     /* Marsaglia's polar method */
void draw_normal_pair(struct rng *r, f64 out[2]);     /* two standard ones for the price of one */
f64 draw_lognormal(struct rng *r, f64 mu, f64 sigma); /* exp of a normal */
f64 draw_exponential(struct rng *r, f64 rate);        /* rate 0: infinite */
f64 draw_gamma(struct rng *r, f64 shape, f64 scale);  /* Marsaglia and Tsang 2000 */
f64 draw_beta(struct rng *r, f64 a, f64 b);
i64 draw_poisson(struct rng *r, f64 mean);
i64 draw_binomial(struct rng *r, i64 n, f64 p);
/* Shares that sum to 1. `out` has k; alpha[i] > 0. */
void draw_dirichlet(struct rng *r, f64 *out, const f64 *alpha, i64 k);
/* An index below k with probability weight[i] / Σ weight; Σ weight > 0. */
i64 draw_index(struct rng *r, const f64 *weight, i64 k);
void draw_shuffle_u32(struct rng *r, u32 *x, i64 n);
