/* log_attributes.h - what an event log says of its deals rather than of its events: a CSV
 * repeats it in every row ("case:segment"), XES has it in the trace. Amounts, currencies and
 * sellers find their place, columns of few words become attributes to compare groups.
 *
 * Cost of a CSV: a second pass, 16 bytes a deal and column; so only logs up to
 * LOG_ATTRIBUTES_BYTES_MAX have them, and a note says so. */
#pragma once

#include "exchange/log_columns.h"
#include "exchange/note.h"
#include "history/history.h"

#define LOG_ATTRIBUTES_BYTES_MAX (256ll << 20)

/* Is there a column that nothing else reads? */
bool log_attributes_wanted(const struct log_columns *c, const struct eventlog_layout *layout);

/* Reads them from `text`, the whole log, after eventlog_read; says in `c` what became of the
 * columns. */
void log_attributes_read(struct history_builder *b, struct import_report *report, i32 file,
                         str text, const struct eventlog_layout *layout, struct log_columns *c,
                         const struct mapping *mapping);

/* An attribute of a trace of XES. */
void log_attributes_set(struct history_builder *b, i64 deal, str name, str value);
/* Does it go to log_attributes_set though it is a number? */
bool log_attributes_is_amount(str name);
