/* quantile.h - order statistics: R type 7 (numpy's default), linear between neighbours.
 * NaN when there is nothing. Pure; any thread. */
#pragma once

#include "base/types.h"

/* `sorted` ascending; p in [0, 1]. */
f64 quantile_sorted(const f64 *sorted, i64 n, f64 p);
/* Of values in any order, which are reordered: selection, O(n). No NaN among them. */
f64 quantile_select(f64 *x, i64 n, f64 p);
f64 quantile_median(f64 *x, i64 n);
