/* course.h - the course that a deal took, from its events: how long it stood in each stage,
 * what shows each milestone, who confirmed or waived it, why a hand-off came back. In numbers
 * of the edition on which the deal is now; what has no place there is left out.
 * Cost: one pass over the events. */
#pragma once

#include "api/parts.h"

/* Which events count, and which of them an import told: a taking back leaves them in the chain
 * and takes them out of the deal. */
enum standing_of_event { HAPPENED, IMPORTED, TAKEN_BACK };
/* Of `n` events of one deal, newest first. */
u8 *course_standings(struct arena *a, const struct event_row *all, i64 n);

struct course_stage {
    i64 entered_ms; /* the last time; TIME_NONE: it never stood there */
    i64 spent_ms;   /* in all stays, the one under way until now */
};
struct course_milestone {
    const struct event_row *reached, *confirmed, *waived; /* what still holds; NULL: nothing */
};
struct course {
    struct course_stage stage[STANDARD_STAGES_MAX];
    struct course_milestone milestone[STANDARD_MILESTONES_MAX];
    const struct event_row *returned[RULES_HANDOFFS_MAX];
};

/* Of `n` events of one deal, newest first, which outlive it; `now` are the rules it is on. */
const struct course *course_new(struct arena *a, const struct workspace *w, const struct rules *now,
                                const struct event_row *all, i64 n, i64 now_ms);
