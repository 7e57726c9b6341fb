/* backtest_part.h - what the replay leaves for the counting; for backtest*.c only. */
#pragma once

#include "deal/judge.h"
#include "revise/backtest.h"

/* What an activity of the log is about; -1: nothing of the draft. */
struct backtest_word {
    i16 stage, milestone;
    u8 kind; /* enum activity_kind */
};

struct backtest_plan {
    const struct history *h;
    const struct rules *rules;
    const struct diff *diff;
    i32 threads;
    struct backtest_word *act; /* by activity */
    struct bits judged, unseen, confirmed;
    struct field_set fields; /* all: a log has none */
    i64 n, k;                /* deals played, milestones of the draft */
    const u32 *deal;
    struct bits blocks, added; /* milestones */
    /* by milestone, then by deal; then two more: all gates that block, and those that are added */
    u8 *class;   /* (k + 2) × n: enum gate_class */
    u16 *delay;  /* (k + 2) × n: hours from gate to completion of what came late */
    i16 *first;  /* 2 × n: the milestone that stops it first, all and added; -1: none */
    u8 *skipped; /* n */
};

/* Which gates block, and which are added: before the replay. */
void backtest_know_gates(struct backtest_plan *p);
/* One deal over all gates that block: stopped by one that never came, delayed by one that came
 * late. */
void backtest_fold(const struct backtest_plan *p, i64 row, bool added, const i64 *gate_ms);
/* Fills the counts of `b` from what was played. */
void backtest_sum(struct backtest *b, struct arena *a, const struct backtest_plan *p);
