/* durations.h - how long deals took, from their first to their last event. Deals without
 * events are left out. Quantiles interpolate linearly (R type 7). */
#pragma once

#include "learn/traces.h"

struct durations {
    i64 deals;
    f64 mean_ms; /* NAN when there are none */
    i64 min_ms, max_ms;
    f64 p25_ms, median_ms, p75_ms, p90_ms; /* NAN unless asked for */
};

/* Of deals whose outcome is in the mask `outcomes` (1u << OUTCOME_WON…; UINT32_MAX: all). */
void durations_of(struct durations *out, struct arena scratch, const struct traces *t, u32 outcomes,
                  bool quantiles, i32 threads);

/* What a mean needs, of some deals; merging is addition. */
struct duration_sums {
    i64 deals, sum_ms, min_ms, max_ms;
};
extern const struct duration_sums duration_sums_none;
void duration_sums_add(struct duration_sums *s, const struct traces *t, i64 low, i64 high,
                       u32 outcomes);
void duration_sums_merge(struct duration_sums *s, const struct duration_sums *from);
/* The durations without their quantiles. */
void durations_of_sums(struct durations *out, const struct duration_sums *s);
