/* teach.h - what a workspace's deals teach: report/learned.h asked while they are run, and the
 * deals behind its numbers. One thread. */
#pragma once

#include "live/tell.h"
#include "report/learned.h"

/* Finds the parts of `q` in `a`. Fails for a landmark, a column or a standard that cannot be used.
 */
MUST_CHECK bool teach_find(struct learned *l, struct arena *a, const struct told *told,
                           const struct question *q, u32 parts, struct err *e);

/* Whether a figure is one of those, by its name: "practices.with", "gates.copied"… */
bool teach_names(str figure);
/* Sets in[d] for the deals behind it; fails with ERR_USAGE for what there is not. */
MUST_CHECK bool teach_rows(u8 *in, struct arena *a, const struct told *told,
                           const struct question *q, struct err *e);
