/* events.h - our own event file beside a file of deals, and the file of what the company did
 * about its standard. (An event log alone is read by eventlog.h, in pieces and by threads.) */
#pragma once

#include "exchange/deal_rows.h"

/* Adds the events of deals that are known; others are counted as unmatched. `numbers`: of
 * each deal in the history, -1 when it is left out; `outcome_at` gets the last end of each.
 * Nothing that happened after `as_of_ms` or, when `asked` for that moment, was recorded later. */
void events_add(const struct sheet *s, struct deal_rows *deals, const i64 *numbers, i64 as_of_ms,
                bool asked, i64 *outcome_at, struct history_builder *b);

/* The last moment of the file; TIME_NONE. */
i64 events_last(const struct sheet *s);

void events_add_governance(const struct sheet *s, struct import_report *report,
                           struct history_builder *b);
