/* sort.h - a merge sort of plain arrays: stable, so what is equal keeps its order, and the
 * comparison is inlined. Needs a second array of the same length, which it may end in. Cost:
 * n log n steps, each element moved once per level. */
#pragma once

#include "base/types.h"

/* Sorts the `n` things at pointer `v` with the help of those at `spare`; afterwards `v` points
 * to the sorted ones, in either array. `in_order(a, b)`: may *a stay before *b? */
#define sort_merge(v, spare, n, in_order)                                                          \
    do {                                                                                           \
        for (i64 width_ = 1; width_ < (n); width_ *= 2) {                                          \
            for (i64 low_ = 0; low_ < (n); low_ += 2 * width_) {                                   \
                i64 mid_ = i64_min(low_ + width_, (n)), high_ = i64_min(mid_ + width_, (n));       \
                for (i64 i_ = low_, j_ = mid_, k_ = low_; k_ < high_; k_++)                        \
                    (spare)[k_] = i_ < mid_ && (j_ == high_ || in_order(&(v)[i_], &(v)[j_]))       \
                                      ? (v)[i_++]                                                  \
                                      : (v)[j_++];                                                 \
            }                                                                                      \
            __auto_type swap_ = (v);                                                               \
            (v) = (spare);                                                                         \
            (spare) = swap_;                                                                       \
        }                                                                                          \
    } while (0)
