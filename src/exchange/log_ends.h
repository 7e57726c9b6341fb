/* log_ends.h - which activities of an event log end a deal. Only clear words are ends ("Deal
 * Won", "perdu", "No decision"), and only in a log where some deal can be won or lost: a log
 * of a hospital has none. A mapping file's `outcomes` say otherwise. */
#pragma once

#include "exchange/mapping.h"
#include "exchange/note.h"
#include "history/history.h"

/* What an activity called `name` says. False: it is no end. `clear` is whether the log has a
 * word of winning or losing at all. */
MUST_CHECK bool log_ends_of(struct arena *a, const struct mapping *mapping, str name, bool clear,
                            enum outcome *out);

/* Does any activity of the builder say that a deal is won or lost? */
bool log_ends_any(struct arena *a, const struct history_builder *b, const struct mapping *mapping);

/* Makes ends of the activities that are, and says so in a note on `file`; makes stages of those
 * that the mapping file lists. */
void log_ends_apply(struct history_builder *b, struct import_report *report, i32 file,
                    const struct mapping *mapping);
