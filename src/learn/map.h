/* map.h - the directly-follows map: how often, and how slowly, one activity comes right
 * after another within a deal, and where deals begin and end. Counted once, never changed.
 *
 * Cost: one pass over the times; with MAP_MEDIANS a second one, over times and activities, and
 * 8 bytes a step of scratch. The result does not depend on the number of threads. */
#pragma once

#include "learn/traces.h"

enum { MAP_EDGES_MAX = 1000000 };
enum map_detail { MAP_MEANS, MAP_MEDIANS };

struct map_edge {
    u16 from, to;
    i64 count;
    i64 sum_ms; /* the mean wait is sum_ms / count */
    /* MAP_MEDIANS only; stdev (n - 1) is NAN for a single step */
    i64 min_ms, max_ms;
    f64 median_ms, stdev_ms;
};

struct map_activity {
    i64 events, starts, ends; /* deals that begin, end with it */
    i64 deals;                /* in which it occurs; MAP_MEDIANS only */
};

struct map {
    i64 activity_count;
    const struct map_activity *activities; /* by activity */
    i64 edge_count;
    const struct map_edge *edges; /* most frequent first, then by from, to */
    i64 deal_count, event_count;
};

/* Counts every step of `t`. Fails, with `m` untouched, past MAP_EDGES_MAX. */
MUST_CHECK bool map_count(struct map *m, struct arena *a, const struct traces *t,
                          enum map_detail detail, i32 threads, struct err *e);
