/* import_draft.h - a standard for deals whose company has none yet: the stages that the history
 * tells, in its order, the fields that the export has, discipline random, so that nothing is
 * asked of anybody. A draft to be edited, not an opinion on how to sell. */
#pragma once

#include "history/history.h"

#define IMPORT_DRAFT_PROCESS "as-imported"

/* Writes the YAML of it. Fails when the history has more stages than a standard holds. */
MUST_CHECK bool import_draft_print(struct buf *out, struct arena *a, const struct history *h,
                                   struct err *e);
