/* past.h - the history of a workspace as columns, made once, for who wants it without a server:
 * `etalon assess --data`, exports of logs. It is what follow.h makes of the events, so that it can
 * never say anything else than the analytics of a running server; beside that with what deals are
 * called, here and in the system they came from. A deal that was imported and not touched since
 * is in it exactly as in the files.
 *
 * Cost: one pass over all events; 26 bytes each while it is made. One commit is seen whole. */
#pragma once

#include "history/history.h"
#include "workspace/reader.h"

struct past_options {
    i64 as_of_ms;                     /* TIME_NONE: the last import, or the last event since */
    i32 threads;                      /* 0: as many as there are cores */
    const struct deal_filter *filter; /* only these deals (order and place are ours); NULL: all */
};

/* Of every process together, the deals in the order in which they came. */
MUST_CHECK bool past_build(struct history *h, struct arena *a, struct workspace *w,
                           struct reader *r, const struct past_options *options, struct err *e);
