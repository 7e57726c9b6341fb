/* rank.h - who comes before whom: stable merge sort of numbers by index. O(n log n). */
#pragma once

#include "base/arena.h"

/* order[0 …] = indices of x from smallest to largest; equals keep their order; no NaN. */
void rank_order(u32 *order, struct arena *scratch, const f64 *x, i64 n);
/* Ranks from 1; ties share their mean. */
void rank_average(f64 *ranks, struct arena *scratch, const f64 *x, i64 n);
