/* map_details.h - what a map needs a second pass for: the least, the most, the median
 * and the spread of the waits on each edge, and in how many deals an activity occurs. */
#pragma once

#include "learn/map.h"

/* Fills min_ms, max_ms, median_ms and stdev_ms of `edges` (those of `m`, writable) and `deals`. */
void map_details(struct map_edge *edges, struct map_activity *activities, const struct map *m,
                 const struct traces *t);
