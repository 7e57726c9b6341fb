/* flight.h - where the open deals of a workspace stand in a standard, and whose they are: for
 * whom a change is a change. A deal on another edition stands in the stage of the same id;
 * when the standard has none, nowhere. Cost: one pass over the open deals. */
#pragma once

#include "report/diff.h"
#include "workspace/reader.h"

enum { FLIGHT_DEALS_MAX = 200000 }; /* of a diff; the rest is not looked at */

/* How many; they live in `a`. */
i64 flight_gather(struct reader *r, struct arena *a, const struct standard *s,
                  struct diff_deal **out);
