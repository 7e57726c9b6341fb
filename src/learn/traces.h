/* traces.h - what learning looks at: for each deal the sequence of its activities and their
 * moments. The history itself when every activity counts (nothing is copied), else a copy of
 * the events of the kinds asked for. Sequences that the history does not have are found. Read-only;
 * lives as long as the history. */
#pragma once

#include "history/history.h"

/* A mask of activity kinds: 1u << ACTIVITY_STAGE | … */
#define TRACES_ALL UINT32_MAX
/* What a deal went through: not the edits of its fields. */
#define TRACES_WAY                                                                                 \
    (1u << ACTIVITY_OTHER | 1u << ACTIVITY_STAGE | 1u << ACTIVITY_MILESTONE |                      \
     1u << ACTIVITY_REVOKED | 1u << ACTIVITY_WAIVED | 1u << ACTIVITY_OUTCOME)
#define TRACES_STAGES (1u << ACTIVITY_STAGE | 1u << ACTIVITY_OUTCOME)

struct traces {
    const struct history *history;
    i64 deal_count, event_count;
    const i64 *first; /* deal_count + 1 */
    const u16 *activity;
    const i64 *at_ms;
    i64 activity_count;
    struct sequences sequences;
};

/* The events of `history` whose activity is of one of `kinds`. */
void traces_of(struct traces *t, struct arena *a, const struct history *history, u32 kinds,
               i32 threads);

str traces_name(const struct traces *t, u16 activity);
