/* ways.h - the map, the variants and the durations of the same deals in one walk over them:
 * what map_count, variants_find and durations_of (all outcomes, no quantiles) give,
 * in less than half their time. The result does not depend on the threads. */
#pragma once

#include "learn/durations.h"
#include "learn/map.h"
#include "learn/variants.h"

struct ways {
    struct map map;
    struct variants variants;
    struct durations durations;
};

/* Everything lives in `a`. Fails, with `out` untouched, past MAP_EDGES_MAX. */
MUST_CHECK bool ways_find(struct ways *out, struct arena *a, struct arena scratch,
                          const struct traces *t, enum map_detail detail, i32 threads,
                          struct err *e);
