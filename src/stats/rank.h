/* rank.h - who comes before whom: numbers sorted by index, equals in their order. O(n log n),
 * O(n) for many. */
#pragma once

#include "base/arena.h"

/* order[0 …] = indices of x from smallest to largest; equals keep their order; no NaN. */
void rank_order(u32 *order, struct arena *scratch, const f64 *x, i64 n);
/* Ranks from 1; ties share their mean. */
void rank_average(f64 *ranks, struct arena *scratch, const f64 *x, i64 n);
