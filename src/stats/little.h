/* little.h - Little's law as a check of the data: what is in the house = arrivals × stay. When
 * the three do not fit, rows are missing or never end. Pure; any thread. STATISTICS 2. */
#pragma once

#include "base/types.h"

struct little_balance {
    f64 stock;    /* mean number open over the window */
    f64 arrivals; /* per unit of time */
    f64 stay;     /* mean of those that came and went; NaN when none did */
    f64 ratio;    /* stock / (arrivals·stay): above 1.25 zombies or growth, below .8 shrinking
                   * or entries missing */
    i64 arrived, departed;
};

/* Rows arrive at from[i] and leave at to[i] (not read while still `open`: they stay to the end).
 * The window is [0, length); `arrived` within it, `departed` within it whenever they arrived. */
struct little_balance little_check(const f64 *from, const f64 *to, const bool *open, i64 n,
                                   f64 length);
