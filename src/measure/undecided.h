/* undecided.h - the anatomy of no decision: in which stage deals end without one, how old they
 * are then, after what silence, for which reasons, and what happened last. Two kinds, kept
 * apart: *declared* (somebody closed the deal so) and *implied* (open, and silent for longer
 * than nineteen in twenty of the silences in deals that were later won: measure/stale.c). */
#pragma once

#include "history/history.h"
#include "measure/rate.h"
#include "standard/standard.h"

enum { UNDECIDED_LAST_MAX = 8, UNDECIDED_REASONS_MAX = 12, UNDECIDED_QUARTER_DAYS = 14 };

struct undecided_stage {
    u16 activity;
    i64 declared, implied;
    struct rate share; /* (declared + implied) / of all deals that ended or fell silent there */
};

/* What happened last before the silence. */
struct undecided_last {
    u16 activity;
    i64 declared, implied;
    i64 won; /* …and of deals that were won, before their win */
};

struct undecided_reason {
    u32 reason; /* in history.reasons */
    i64 deals;
};

struct undecided {
    enum standing standing; /* cannot say: no decision is never recorded, and silence not told */
    bool declared_known, implied_known;
    i64 declared, implied;
    f64 gap_days; /* of silence, from which on a deal counts as implied; NAN */
    struct rate rate_declared, rate_with_implied; /* / closed; / closed and implied */
    struct spread age_declared, age_implied;      /* days from entering to the end of life */
    /* days from the last sign of life to the close, and to today for implied ones */
    struct spread silence_declared, silence_implied, silence_lost, silence_won;
    struct rate quarter_end, quarter_end_lost; /* closed in the last 14 days of a quarter */
    i64 stage_count, last_count, reason_count;
    const struct undecided_stage *stages; /* in the order of the stages */
    const struct undecided_last *last;    /* most undecided deals first */
    const struct undecided_reason *reasons;
    i64 without_reason;
    const u8 *how;          /* per deal: UNDECIDED_… */
    const u16 *last_before; /* per deal: the last sign of life; HISTORY_ACTIVITIES_MAX: none */
};
enum { UNDECIDED_NOT, UNDECIDED_DECLARED, UNDECIDED_IMPLIED };

/* Everything lives in `a`. `standard` may be NULL. */
void undecided_find(struct undecided *u, struct arena *a, const struct history *h,
                    const struct standard *standard);
