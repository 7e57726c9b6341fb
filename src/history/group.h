/* group.h - events in order of arrival become slices per deal, sorted by time: a counting
 * sort by deal, then a stable sort inside the few deals that arrived out of order. Ranges of
 * deals are independent, so the result does not depend on the number of threads. Cost: two
 * passes over the deal column and one over the rest. */
#pragma once

#include "history/history.h"

struct group_columns {
    i64 event_count, deal_count;
    i64 *first; /* deal_count + 1 */
    i64 *at_ms;
    u16 *activity;
    i32 *lag_s; /* this and the next two: NULL when no run has it */
    u32 *actor;
    u32 *value;
};

/* Fills `out`, whose arrays go to `a`. Every run.deal is below `deal_count`. */
void group_runs(struct group_columns *out, struct arena *a, const struct history_run *runs,
                i64 run_count, i64 deal_count, i32 threads);
