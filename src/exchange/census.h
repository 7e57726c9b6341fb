/* census.h - what kind of values a column holds, by looking at its first distinct ones. */
#pragma once

#include "exchange/sheet.h"

/* How much is looked at to tell what a column is. */
enum { CENSUS_ROWS_MAX = 20000, CENSUS_VALUES_MAX = 300 };

/* Of the cells that say something: how many, how many distinct; of the first distinct ones
 * that were looked at, how many are of a kind. */
struct census {
    i64 filled, distinct, looked, times, amounts, bools, outcomes, long_texts;
};
/* `a` is given back as it was. */
struct census census_take(const struct sheet *s, struct arena *a, i64 column);
