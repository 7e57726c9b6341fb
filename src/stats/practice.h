/* practice.h - does doing it go with success? Differences of rates between those who did and
 * those who did not, adjusted for what else differs between them. Associations: the grade of
 * evidence is for the caller to say. STATISTICS 5. */
#pragma once

#include "base/arena.h"
#include "base/rng.h"
#include "stats/interval.h"
#include "stats/regression.h"

/* One stratum (seller × segment): a of n1 who did it had success, b of n0 who did not. Strata
 * with an empty side carry nothing and are passed over. */
struct practice_stratum {
    f64 a, n1, b, n0;
};

/* Mantel-Haenszel risk difference with Sato's variance (1989). NaN when no stratum has both. */
struct estimate practice_difference(const struct practice_stratum *s, i64 k, f64 level);
/* Its older standard error: Greenland and Robins 1985. */
f64 practice_greenland_robins(const struct practice_stratum *s, i64 k);
/* ln of the Mantel-Haenszel risk ratio, with se; interval on the ratio itself by exp(). */
struct estimate practice_log_ratio(const struct practice_stratum *s, i64 k, f64 level);
f64 practice_odds_ratio(const struct practice_stratum *s, i64 k);

struct practice_test {
    f64 chi2, p;
};
/* Cochran-Mantel-Haenszel, no continuity correction. */
struct practice_test practice_cmh(const struct practice_stratum *s, i64 k);
/* The same statistic with outcomes dealt out again within strata, for fewer than 150 rows. */
struct practice_test practice_cmh_permuted(const struct practice_stratum *s, i64 k, i64 draws,
                                           struct rng *rng);

/* Average difference in predicted success if all against none had column `column` of x at 1, from a
 * logistic fit (g-computation); se by the delta method. */
struct estimate practice_standardised(const struct regression *fit, struct arena *scratch,
                                      const f64 *x, i64 column, f64 level);
/* Doubly robust (AIPW): outcome model as above and a logistic model of who does it, on the other
 * columns; its probabilities kept within [.025, .975]. y is 0 or 1. False when a model cannot be
 * fitted. */
#define PRACTICE_PROPENSITY_MIN 0.025 /* and 1 - that */
struct practice_design {
    const f64 *x; /* n × p */
    i64 n, p, column;
};
MUST_CHECK bool practice_doubly_robust(struct estimate *out, struct arena *scratch,
                                       const struct practice_design *d, const f64 *y, f64 level);

/* How strongly an unseen factor must go with both to explain a risk ratio (VanderWeele and Ding
 * 2017, their "E-value"): at least 1. */
f64 practice_confounding_strength(f64 risk_ratio);
