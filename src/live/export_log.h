/* export_log.h - the history of a workspace as an event log for other tools: CSV, XES, OCEL 2.0 as
 * JSON or as an SQLite file. One commit is seen whole; the same workspace gives the same bytes.
 * Memory: the history (past.h), and for the SQLite form its file. */
#pragma once

#include "format/sink.h"
#include "live/past.h"

enum log_shape { LOG_CSV, LOG_XES, LOG_OCEL_JSON, LOG_OCEL_SQLITE, LOG_SHAPES };

/* Of the deals of `filter` (NULL: all). How many deals went out in `count`. */
MUST_CHECK bool export_log(struct sink *sink, enum log_shape shape, struct workspace *w,
                           struct reader *r, const struct deal_filter *filter, i64 *count,
                           struct err *e);
