/* mixture.h - shares of groups on a line. Given how the shares of the last group differ from
 * the first, one share of the first, and the shares of the whole, finds where on the line the
 * whole lies and all shares of every group. STATISTICS 8 (targets of the simulator). */
#pragma once

#include "base/types.h"

enum { MIXTURE_SHARES = 3 };

struct mixture {
    f64 first[MIXTURE_SHARES];  /* shares of the group at position 0 */
    f64 change[MIXTURE_SHARES]; /* to position 1; sums to 0 */
    f64 position;               /* mean position of the whole */
};

/* `known` is the index whose share at position 0 is `value`; change[known] must not be 0. Shares
 * sum to `total` (1, or 100 for percent); the last of the others takes what is left. */
struct mixture mixture_solve(const f64 whole[MIXTURE_SHARES], const f64 change[MIXTURE_SHARES],
                             i64 known, f64 value, f64 total);
/* Shares at a position in [0, 1]. */
void mixture_shares(f64 out[MIXTURE_SHARES], const struct mixture *m, f64 position);

/* The same differences read as ratios: the share x of two that make `first_total` together, when
 * x grows by the factor `up` and the other by `down` and they then make `last_total`. */
f64 mixture_relative(f64 first_total, f64 last_total, f64 up, f64 down);
