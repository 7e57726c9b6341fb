/* log_columns.h - the columns of an event log as CSV: their names, what the reader takes them
 * for, and what a mapping file says instead. */
#pragma once

#include "exchange/eventlog.h"
#include "exchange/mapping.h"

struct log_columns {
    i64 n;
    str *name;
    enum import_field *field;
    enum import_sure *sure;
};

/* The columns of `layout`, whose header is at the start of `head`. Fields that `said` (may be
 * NULL) gives to columns replace what was recognised, in the layout too. */
void log_columns_read(struct log_columns *c, struct arena *a, str head,
                      struct eventlog_layout *layout, const struct mapping_file *said);

/* Has every deal one row, of several, beside columns that a list of deals has (an amount, a
 * date of closing…)? Then `text`, the whole file, is no log. */
bool log_columns_list_deals(struct arena *a, str text, const struct eventlog_layout *layout,
                            const struct log_columns *c);

/* A deal, an activity and a moment. */
bool log_columns_suffice(const struct eventlog_layout *layout);
