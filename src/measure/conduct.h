/* conduct.h - how each gate of the standard was met, beside what became of the deals: what was
 * missing or late when the act came that answered for it, what was waived, refused, objected to;
 * whether the gate tells anything at all; and the deals that were won without what the standard
 * requires, for somebody to look at. What happened, never why: every comparison here is grade D.
 *
 * Win rates are of deals that stood open at the gate, from the gate on: both sides had come as
 * far. Gates that only the win itself answered for compare nothing. */
#pragma once

#include "history/history.h"
#include "measure/rate.h"
#include "standard/rules.h"

enum {
    GATE_ASKED_MIN = 30, /* below so many, nothing is said of a gate's quality */
    CONDUCT_REVIEW_MAX = 50,
    GATE_MINUTE_S = 60, /* answered so shortly before the act that the answer was for the act */
};

/* What may be wrong with a gate; a mask of 1u << flaw. */
enum gate_flaw {
    GATE_NEVER_FAILS, /* nobody was ever without it: it asks for what is there anyway */
    GATE_SAME_MINUTE, /* more than half of the answers came within the minute of the act */
    GATE_COPIED,      /* more than a quarter of what was written stands in other deals, too */
    GATE_CONFIRMED_BY_NOBODY,
    GATE_FLAWS,
};
const char *gate_flaw_id(enum gate_flaw f);

/* How one milestone of one deal stood at its gate. */
enum gate_way {
    GATE_KEPT,   /* there, or reached in another order */
    GATE_LATE,   /* reached after the act */
    GATE_MISSED, /* never */
    GATE_WAIVED, /* with authority */
    GATE_WAIVED_WITHOUT,
    GATE_WAYS,
    GATE_NOT_ASKED = 255,
};
const char *gate_way_id(enum gate_way w);

struct conduct_gate {
    i32 milestone, stage; /* of the standard */
    i64 asked;            /* deals whose act answered for it */
    i64 count[GATE_WAYS][OUTCOME_COUNT];
    struct rate broken; /* late, missed or waived without authority / asked */
    /* won / closed since, of those that stood open after the gate */
    struct rate win_kept, win_broken;
    struct figure difference; /* broken - kept: Newcombe */
    f64 p, p_adjusted;        /* over all gates (Benjamini and Hochberg) */

    i64 refused;                                /* deals in which an act was refused for it */
    i64 refused_then_kept, refused_then_waived; /* what became of those */
    i64 waived, waived_without, objected;       /* deals */

    struct rate same_minute, copied, unconfirmed; /* of those that reached it */
    u32 flaws;
};

struct conduct {
    enum standing standing; /* cannot say: no stage or no milestone of the standard in the log */
    i64 deals;              /* that entered a stage of the standard */
    i64 gate_count;
    const struct conduct_gate *gates; /* in the order of the standard */
    const u32 *deal;                  /* of each row */
    const u8 *way;                    /* deals × gate_count: enum gate_way */
    const u8 *marks;                  /* deals × gate_count: CONDUCT_… */
    const i64 *gate_ms;               /* deals × gate_count: the act; TIME_NONE: not asked */
    const u8 *compared;               /* deals × gate_count: open after the act, closed since */
    i64 skipped[2][OUTCOME_COUNT];    /* deals that jumped over no stage, some */
    i64 back[2][OUTCOME_COUNT];       /* …and that never, once or more, moved back */
    const u8 *won_without; /* per deal of the history: won, and a required milestone was missed,
                              or a stage jumped over */
    i64 review_count;
    u32 review[CONDUCT_REVIEW_MAX]; /* rows of those, the last closed first */
    const u8 *jumped;               /* per row: over a stage */
    i64 won_without_count, won_count;
    bool confirmations, texts, minutes; /* whether the log can tell them */
};
enum {
    CONDUCT_REFUSED = 1,
    CONDUCT_OBJECTED = 2,
    CONDUCT_REACHED = 4,
    CONDUCT_SAME_MINUTE = 8,
    CONDUCT_COPIED = 16,
    CONDUCT_CONFIRMED = 32, /* by somebody else than the owner */
    CONDUCT_WRITTEN = 64,
    CONDUCT_IN_TIME = 128, /* reached, and there at its gate */
};

/* Whether a required milestone was not there, nor waived with authority, and never came. */
static inline bool conduct_lacks(const struct conduct *c, const struct rules *r, i64 row, i64 gate)
{
    u8 way = c->way[row * c->gate_count + gate];
    bool required = r->milestone[c->gates[gate].milestone].grade == GRADE_REQUIRED;
    return required && (way == GATE_MISSED || way == GATE_WAIVED_WITHOUT);
}

/* Everything lives in `a`. */
void conduct_find(struct conduct *c, struct arena *a, const struct history *h,
                  const struct rules *rules);

/* Sets in[d] for the deals of one gate that went `way`; GATE_NOT_ASKED: all asked. */
void conduct_rows(u8 *in, const struct conduct *c, i64 gate, u8 way);
/* …that stood open after the act and were closed since: those that kept it, or broke it. */
void conduct_compared(u8 *in, const struct conduct *c, i64 gate, bool broken);
/* …that have all of `marks`. */
void conduct_marked(u8 *in, const struct conduct *c, i64 gate, u8 marks, u8 without);
