/* log_write.h - a history as an event log for other tools: XES (IEEE 1849-2016) or CSV.
 * Texts are escaped; bytes that XML cannot hold become U+FFFD; a CSV cell that a
 * spreadsheet would run as a formula is guarded. The same history gives the same bytes. */
#pragma once

#include "format/sink.h"
#include "history/history.h"

/* Deals as traces with their attributes, owner, amount, reason and outcome; events with
 * concept:name, time:timestamp, org:resource and lifecycle:transition complete. */
void log_write_xes(struct buf *out, const struct history *h);

void log_stream_xes(struct sink *sink, const struct history *h); /* given on as it is made */

/* case_id,activity,timestamp,resource, then what is known of each deal, in every row:
 * case:owner,case:amount,case:currency,case:reason,case:ATTRIBUTE… */
void log_write_csv(struct buf *out, const struct history *h);
void log_stream_csv(struct sink *sink, const struct history *h);

/* Our own file: deal,activity,kind,occurred_at,recorded_at,actor,value. */
void log_write_native(struct buf *out, const struct history *h);

/* `text` as a .gz file, in `a`. */
str log_gzip(struct arena *a, str text);
