/* group_times.h - the same groups with the clock: shares won by the horizon with open deals
 * censored, their test, and median cycles. Internal to measure/. */
#pragma once

#include "measure/measuring.h"

/* `level` per deal, `number` from the column's level to its place among `levels`. */
void group_times(struct comparison *g, struct group_level *levels, i64 n, struct measuring *m,
                 const u32 *level, const u32 *number);
