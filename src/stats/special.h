/* special.h - the distributions everything else is made of: tails and quantiles, on the GNU
 * Scientific Library with its error handler off. An argument outside the domain gives NaN,
 * never a stop. Pure; any thread. */
#pragma once

#include "base/types.h"

f64 special_normal_cdf(f64 z);
f64 special_normal_quantile(f64 p);
/* P(|Z| >= |z|) */
f64 special_normal_two_sided(f64 z);
/* The z of a two-sided interval: 1.959964 for .95. */
f64 special_z(f64 level);

f64 special_t_cdf(f64 t, f64 df);
f64 special_t_quantile(f64 p, f64 df);
/* P(|T| >= |t|) */
f64 special_t_two_sided(f64 t, f64 df);

/* P(X >= x), X chi-square with `df` degrees of freedom; the p of most tests. */
f64 special_chi2_tail(f64 x, f64 df);
f64 special_chi2_quantile(f64 p, f64 df);

f64 special_beta_cdf(f64 x, f64 a, f64 b);
f64 special_beta_density(f64 x, f64 a, f64 b);
/* By bisection where GSL 2.7 answers NaN (a = .5 and b large). */
f64 special_beta_quantile(f64 p, f64 a, f64 b);

f64 special_log_gamma(f64 x);
f64 special_log_beta(f64 a, f64 b);
f64 special_logit(f64 p);
f64 special_expit(f64 x); /* 1 / (1 + e^-x) */
