/* events.h - our own event file beside a file of deals, and the file of what the company did
 * about its standard. (An event log alone is read by eventlog.h, in pieces and by threads.) */
#pragma once

#include "exchange/deal_rows.h"

/* The value of an event of `kind`, which is no outcome: a whole number, or the day of a close
 * date. False when it is none, a year beyond 1 to 9999, an amount beyond AMOUNT_MINOR_MAX. */
MUST_CHECK bool events_value_read(str text, enum activity_kind kind, i64 *value);

/* Adds the events of deals that are known; others are counted as unmatched. `numbers`: of
 * each deal in the history, -1 when it is left out; `outcome_at` gets the last end of each.
 * Nothing that happened after `as_of_ms` or, when `asked` for that moment, was recorded later. */
void events_add(const struct sheet *s, struct deal_rows *deals, const i64 *numbers, i64 as_of_ms,
                bool asked, i64 *outcome_at, struct history_builder *b);

/* The last moment of the file; TIME_NONE. */
i64 events_last(const struct sheet *s);

void events_add_governance(const struct sheet *s, struct import_report *report,
                           struct history_builder *b);
