/* rows.h - the deals behind a number, as JSON: how many they are, and a page of them in the
 * order of their numbers. */
#pragma once

#include "live/tell.h"

/* Fails with ERR_USAGE for a figure, level, stage or activity there is not. */
MUST_CHECK bool rows_tell(struct buf *out, struct arena *a, const struct told *told,
                          const struct question *q, const struct report_population *population,
                          struct err *e);
