/* coaching.h - one seller's week as facts: what moved, what ended, which open deals want a look
 * and why, which gates her deals passed without what they ask for, and what history says of those
 * gates. For her and for who leads; nobody else's figures stand beside hers, and nothing ranks. */
#pragma once

#include "report/evidence_at_gate.h"

enum {
    COACHING_WEEK_DAYS = 7,
    COACHING_GATE_DAYS = 90, /* over which gates are looked at */
    COACHING_DEALS_MAX = 20, /* listed of each kind */
};

/* Why a deal wants a look. */
enum coaching_why { COACHING_SILENT, COACHING_OVERDUE, COACHING_PUSHED, COACHING_WHYS };

struct coaching_deal {
    u32 deal;
    f64 days; /* silent, overdue, or pushed by */
};
struct coaching_list {
    i64 n, all;
    struct coaching_deal deal[COACHING_DEALS_MAX]; /* longest first */
};

struct coaching_gate {
    i32 gate; /* in conduct.gates */
    i64 asked, kept, waived;
};

struct coaching {
    i64 from_ms, to_ms; /* the week */
    i64 open;
    i64 entered, moved_on, moved_back;  /* deals, in the week */
    i64 ended[OUTCOME_COUNT];           /* in the week */
    i64 reached, confirmed, objections; /* milestones of her deals, in the week */
    struct coaching_list look[COACHING_WHYS];
    bool silence_known;
    f64 silence_days;
    i64 gate_count;
    struct coaching_gate *gates; /* that were asked within COACHING_GATE_DAYS */
};

/* `seller` as the history calls her; `l` has practices, and, with a standard, conduct and
 * undecided. Everything lives in `a`. */
void coaching_find(struct coaching *c, struct arena *a, const struct history *h,
                   const struct learned *l, str seller);
/* `ids`: the number of each deal of the history. */
void coaching_json(struct buf *out, struct arena *a, const struct coaching *c,
                   const struct learned *l, const struct report *report, const i64 *ids);
