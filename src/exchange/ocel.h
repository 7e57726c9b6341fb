/* ocel.h - a history as an object-centric event log, OCEL 2.0 (arXiv 2403.01975): deals and people
 * are objects, activities are event types, each event is of its deal and of who did it. As JSON and
 * as the SQLite file of the standard. What a deal is (outcome, amount, attributes) stands at the
 * beginning of time, as OCEL wants values that have no moment of their own.
 *
 * Ids are "deal:…" and "person:…", so that they cannot meet; events are numbered by deal and time.
 * All moments are written alike, in UTC with milliseconds. */
#pragma once

#include "format/sink.h"
#include "history/history.h"
#include "storage/storage.h"

void ocel_write_json(struct sink *sink, const struct history *h);
/* The bytes of the file, in `a`. */
MUST_CHECK bool ocel_write_sqlite(str *out, struct arena *a, struct storage_engine *engine,
                                  const struct history *h, struct err *e);

/* The amount of deal `d` in units of its currency; a float is what OCEL has for it. */
f64 ocel_amount(const struct history *h, i64 d);
