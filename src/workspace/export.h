/* export.h - what leaves a workspace as files that others read: its deals as a table, by the
 * filters of a list, with the fields of every standard that a deal is on. One commit is seen
 * whole; deals come in the order of their numbers, so the same workspace gives the same bytes.
 * Memory: a page of deals. */
#pragma once

#include "format/grid.h"
#include "workspace/reader.h"

enum { EXPORT_FIELDS_MAX = 400 };

/* False when the reader failed; how many deals were written in `count`. `filter`: its order and
 * place are ours. */
MUST_CHECK bool export_deals(struct grid *g, struct workspace *w, struct reader *r,
                             const struct deal_filter *filter, i64 *count, struct err *e);
