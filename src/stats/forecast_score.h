/* forecast_score.h - how good forecasts were: p[i] was said, y[i] (0 or 1) came. NaN when there is
 * nothing to score. STATISTICS 7. */
#pragma once

#include "base/arena.h"

f64 forecast_score_brier(const f64 *p, const u8 *y, i64 n);
/* 1 - Brier / Brier of always saying the base rate. */
f64 forecast_score_skill(const f64 *p, const u8 *y, i64 n);
f64 forecast_score_log_loss(const f64 *p, const u8 *y, i64 n);
/* Area under the ROC curve: P(a won deal was given more than a lost one). */
f64 forecast_score_auc(struct arena *scratch, const f64 *p, const u8 *y, i64 n);

struct forecast_bin {
    i64 n;
    f64 said, came; /* means */
};
/* Bins between the quantiles of p (10: deciles); returns how many bins were written (bins between
 * equal quantiles are merged). */
i64 forecast_score_bins(struct forecast_bin *out, struct arena *scratch, const f64 *p, const u8 *y,
                        i64 n, i64 bins);
/* Murphy 1973: Brier = reliability - resolution + uncertainty when p is constant in each bin. */
struct forecast_murphy {
    f64 reliability, resolution, uncertainty;
};
struct forecast_murphy forecast_score_murphy(const struct forecast_bin *bins, i64 k);

/* Logistic regression of y on logit p: slope 1 and intercept 0 when calibrated; `shift` is the
 * intercept with slope held at 1. False when it cannot be fitted. */
struct forecast_calibration {
    f64 slope, intercept, shift;
};
MUST_CHECK bool forecast_score_calibration(struct forecast_calibration *out, struct arena *scratch,
                                           const f64 *p, const u8 *y, i64 n);
/* Spiegelhalter 1986: normal when calibrated. */
f64 forecast_score_spiegelhalter(const f64 *p, const u8 *y, i64 n);

/* Brier score of "event 1 by `horizon`" when some are still open (event 0) before it: the others
 * stand for them by inverse probability of censoring (Graf et al. 1999). */
f64 forecast_score_censored_brier(struct arena *scratch, const f64 *p, const f64 *time,
                                  const u8 *event, i64 n, f64 horizon);

/* Continuous ranked probability score of a forecast given as draws. */
f64 forecast_score_crps(struct arena *scratch, const f64 *sample, i64 n, f64 came);
/* Share of outcomes within [low, high]. */
f64 forecast_score_coverage(const f64 *low, const f64 *high, const f64 *came, i64 n);
