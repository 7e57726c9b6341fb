/* backtest.h - what a draft of a standard would have done to deals that are over. Each is played
 * again, event by event in the order in which it was *recorded*, before the same judge that
 * would have been asked (deal/judge.h): at the first act that answers for a milestone, a move
 * forward past its stage or the win, was it there, did it come later, never, or can nobody
 * tell? What followed from a block nobody knows: the counterfactual is a range, never one
 * number. STATISTICS 7.
 *
 * What a log does not carry is unknown to the judge and left out: fields (and conditions on
 * them), milestones that nobody recorded, what was before a deal was seen. Cost: one pass over
 * the events on all cores, 3 bytes per deal and gate; the result does not depend on how many
 * cores there were. */
#pragma once

#include "history/history.h"
#include "standard/diff.h"
#include "standard/rules.h"
#include "stats/interval.h"

enum gate_class {
    PLAYED_NOT_REACHED,
    PLAYED_MET,
    PLAYED_LATE,   /* not there at the gate, later it was */
    PLAYED_ABSENT, /* never */
    PLAYED_WAIVED, /* passed on a waiver that counts */
    PLAYED_UNKNOWN,
    PLAYED_CLASSES
};
const char *gate_class_id(enum gate_class c);

enum backtest_part { PART_ALL, PART_OLDER, PART_NEWER, BACKTEST_PARTS };
enum {
    BACKTEST_OLDER_PERCENT = 60, /* by entry; whole days, so that no day is cut */
    BACKTEST_ARM_MIN = 15,       /* deals on each side, for a difference */
    BACKTEST_SMALL_SELLER = 5,   /* sellers with fewer deals are one stratum */
};

/* Deals by class, and those of them that were won. */
struct gate_count {
    i64 n[PLAYED_CLASSES], won[PLAYED_CLASSES];
};
/* Deals whose standing at the gate is known, and the shares that say how good a gate it is.
 * Wilson; NAN where nothing is to divide by. */
struct gate_shares {
    i64 known, known_won, met, met_won;
    f64 base, precision, recall; /* won / known, won of the met, met of the won */
    struct interval base_ci, precision_ci, recall_ci;
};
struct gate_shares gate_shares(const struct gate_count *c);

struct backtest_gate {
    i32 milestone;    /* of the draft; -1: all of those that count at once */
    bool added;       /* new, or required now and not before */
    bool blocks;      /* required, in a discipline that blocks */
    bool conditional; /* asked only of some deals, by fields that a log does not carry */
    bool recorded;    /* the log tells of it */
    struct gate_count part[BACKTEST_PARTS];
    f64 delay_days; /* median of those that came late; NAN */
    /* met at the gate against not met at it, same seller and segment (Mantel-Haenszel); NAN with
     * fewer than BACKTEST_ARM_MIN deals on a side, and for all gates at once: who comes far meets
     * more of them, so that there like is not compared with like */
    struct estimate difference[BACKTEST_PARTS];
    i64 first[BACKTEST_PARTS]; /* absent here, and at no gate before that counts (all at once: 0) */
    i64 first_added[BACKTEST_PARTS]; /* the same of the gates that are added */
};

/* Wins more (or fewer) had the gates been in force, of the deals that would have been stopped. */
struct backtest_range {
    i64 stopped, stopped_won;
    f64 if_nothing_changes; /* 0 */
    /* difference × stopped, each deal at the gate that would have stopped it first; the interval
     * as if all of them erred the same way. NAN: cannot be said */
    f64 if_like_the_met;
    struct interval if_like_the_met_ci;
    i64 like_the_met_deals;           /* of the stopped, those of which it can be said */
    f64 if_every_blocked_win_is_lost; /* -stopped_won */
};
struct backtest_options {
    const struct rules *rules; /* the draft */
    const struct diff *diff;   /* from the standard that the deals ran under to the draft; NULL */
    i32 threads;
};

struct backtest {
    i64 deals;         /* of the history */
    i64 open, invalid; /* not played */
    i64 elsewhere;     /* closed, but in no stage of the draft */
    i64 n;             /* played */
    const u32 *deal;   /* n */
    i64 cut_ms;        /* entered before: older */
    i64 part_n[BACKTEST_PARTS], part_won[BACKTEST_PARTS];
    i64 skips, skips_won; /* deals with a move that the draft does not allow */
    i64 gate_count;
    struct backtest_gate *gate;
    /* any of the gates that block: all of them, and those that are added */
    struct backtest_gate whole, added;
    const u8 *fate; /* n: enum gate_class of `added` when there was a diff, else of `whole` */
    bool compared;
    bool segments; /* strata are by segment too */
};

/* Of one of its gates, or of b->whole or b->added. */
struct backtest_range backtest_range(const struct backtest *b, const struct backtest_gate *g,
                                     enum backtest_part part);

/* Everything lives in `a`. */
void backtest_run(struct backtest *b, struct arena *a, const struct history *h,
                  const struct backtest_options *o);
