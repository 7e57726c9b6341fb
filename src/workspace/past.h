/* past.h - the history of a workspace as columns, made from its events: what happened here, and
 * what imports told, with the record that the export had of each deal. A deal that was imported
 * and not touched since is in it exactly as in the files.
 *
 * Cost: one pass over all events, 100 bytes for each while it is made; one commit is seen whole. */
#pragma once

#include "history/history.h"
#include "workspace/reader.h"

struct past_options {
    i64 as_of_ms;                     /* TIME_NONE: the last import, or the last event since */
    i32 threads;                      /* 0: as many as there are cores */
    const struct deal_filter *filter; /* only these deals (order and place are ours); NULL: all */
};

/* The deals in the order in which they came; `ids` (by deal, may be NULL) gets their numbers. */
MUST_CHECK bool past_build(struct history *h, struct arena *a, struct workspace *w,
                           struct reader *r, const struct past_options *options, const i64 **ids,
                           struct err *e);
