/* effect_part.h - what the files effect*.c share; for them only. */
#pragma once

#include "base/base.h"
#include "revise/effect.h"

/* Whether the outcome within the horizon is known; whether the horizon is over; a win. */
bool effect_known(const struct effect_deal *d, const struct effect_options *o);
bool effect_mature(const struct effect_deal *d, const struct effect_options *o);
bool effect_won(const struct effect_deal *d, const struct effect_options *o);

/* Months counted from year 0. */
static inline i64 effect_month(i64 ms)
{
    struct date d = date_from_days(days_of_ms(ms));
    return d.year * 12 + d.month - 1;
}

/* Teams that moved at different times. False when there are not two times, or no team to compare
 * with. Fills difference, p, units, before_gap, covered. */
bool effect_staggered(struct effect *out, struct arena *a, const struct effect_deal *v, i64 n,
                      const struct effect_options *o);
