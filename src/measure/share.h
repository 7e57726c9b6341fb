/* share.h - a share by some day, from a survival fit, as a rate that can be shown: the curve's
 * value and interval beside the counts. Internal to measure/. */
#pragma once

#include "measure/rate.h"
#include "stats/survival.h"

/* F_k(day) of `s` with the counts given. Counts only below the floor, or when the day lies
 * beyond what was observed while some were still open: there the curve says nothing, not even
 * that it stays flat. At 0 and 1, where the log-log interval is not defined, Wilson's over the
 * rows whose fate by that day is known stands in. Scratch goes back to `a`. */
struct rate share_by(const struct survival *s, struct arena *a, i32 k, f64 day, i64 numerator,
                     i64 denominator);

/* Rows whose fate by `day` is known: ended by then, or watched past it. Times are whole days. */
f64 share_fates(const struct survival *s, f64 day);

/* Whether the curves hold at `day`: somebody was watched that long, or nobody was left. */
bool share_is_known(const struct survival *s, f64 day);
