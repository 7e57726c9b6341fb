/* clock.h - what waits on a deal, and until when: the limit of its stage, hand-offs to accept
 * and to touch, milestones that lapse, waivers and pauses that end, the expected close date;
 * and, without a clock, milestones to confirm and hand-offs that came back. All of it follows
 * from the standard and from what happened; nothing here looks at the time.
 *
 * A clock runs from an act that starts it until an act that stops it, or until its moment
 * comes: then an event says so, once. A clock that has run out stays on the list (it waits for
 * somebody) and runs again only when an act starts it anew. While a deal is parked only its
 * pause and its hand-offs run. Conditions are answered as of the last event; where the day alone
 * will change an answer, that day is a clock too, so that the next event comes then.
 *
 * Law: pure, as the judge is. Cost: the milestones that are reached or waived, and one walk
 * over the calendar per span in working time. */
#pragma once

#include "deal/judge.h"

/* What waits. Those before DUE_CLOCKS have a clock. Kept in files: only ever added. */
enum due_what {
    DUE_STAGE,     /* stage: its limit */
    DUE_ACCEPT,    /* hand-off */
    DUE_TOUCH,     /* hand-off: first touch */
    DUE_LAPSE,     /* milestone: to be confirmed again */
    DUE_WAIVER,    /* milestone */
    DUE_PARK,      /* the date until which it is parked */
    DUE_CLOSE_DAY, /* the end of the expected close date */
    DUE_TRAINING,  /* of a person; not of a deal */
    DUE_REVIEW,    /* of the standard; not of a deal */
    DUE_TURN,      /* the day on which a condition that asks for the day turns; for nobody */
    DUE_CLOCKS,
    DUE_CONFIRM = 16, /* milestone */
    DUE_RETURNED,     /* hand-off */
    DUE_WHATS,
};

/* For whom. Kept in files. */
enum due_whom {
    WHOM_NOBODY, /* a discipline that asks nothing: recorded, shown to nobody who sells */
    WHOM_OWNER,
    WHOM_DEPARTMENT, /* the one that a hand-off goes to */
    WHOM_PEERS,      /* any colleague of the owner */
    WHOM_MANAGERS,
    WHOM_PERSON,    /* a person of the workspace */
    WHOM_GOVERNORS, /* who keeps the standard */
    WHOM_COUNT,
};

enum due_state { DUE_WAITS, DUE_RUNS, DUE_RAN_OUT, DUE_STATES }; /* DUE_WAITS: has no clock */

struct due {
    enum due_what what;
    enum due_whom whom;
    enum due_state state;
    i32 subject; /* stage, hand-off or milestone; 0 when there is none */
    i64 at_ms;   /* when it runs out; without a clock: since when it waits, as far as known */
};

/* Which clocks have run out since an act started them, and when the deal was last written:
 * folded from the same events as its state. Zero is a deal never opened. */
struct clocks {
    bool stage, park, close_day;
    u64 accept, touch;
    struct bits lapse, waiver;
    i64 seen_ms; /* the latest moment at which an event was recorded */
};
/* After an event of the deal: what it starts runs anew. */
void clocks_start(struct clocks *c, const struct deal_event *e);
/* After the event that says that a clock ran out. */
void clocks_ran_out(struct clocks *c, enum due_what what, i32 subject);

enum { DUES_MAX = 3 * STANDARD_MILESTONES_MAX + 2 * RULES_HANDOFFS_MAX + 4 };

/* What waits on the deal, by `what` and `subject`, rising; how many. `out` holds DUES_MAX. */
i32 deal_dues(const struct rules *r, const struct deal_state *s, const struct clocks *c,
              struct due *out);
/* False: `after` lists what `before` listed, without listing either. */
bool deal_dues_moved(const struct rules *r, const struct deal_state *before,
                     const struct clocks *before_clocks, const struct deal_state *after,
                     const struct clocks *after_clocks);

/* What the judge says when this clock runs out: one finding, or none when the standard of the
 * deal has no such thing. */
void judge_clock(const struct rules *r, enum due_what what, i32 subject, i64 at_ms,
                 struct verdict *v);

/* "stage-overstayed": a stable word for programs. */
const char *due_id(enum due_what what);
