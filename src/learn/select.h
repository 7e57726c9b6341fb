/* select.h - order statistics of whole numbers without sorting them all. */
#pragma once

#include "base/base.h"

/* Moves the k-th smallest (from 0) of `v` to v[k], smaller ones before it, others after it;
 * returns it. Hoare's quickselect with three parts; pivots by a fixed random stream, so no
 * order of the input is slow by construction and the same input moves the same way. */
i64 select_kth(i64 *v, i64 n, i64 k);

/* R type 7: linear between the two nearest. `v` is reordered; n > 0, 0 <= p <= 1. */
f64 select_quantile(i64 *v, i64 n, f64 p);
