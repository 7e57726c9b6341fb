/* rules.h - a standard compiled for the judge: stages with their exit milestones as masks,
 * allowed moves as masks, guards, clocks, outcomes. Indices are those of `struct standard`.
 * Compiled once, never changed; threads share it. Made only from a standard that `check`
 * found without errors. */
#pragma once

#include "standard/calendar.h"
#include "standard/guard.h"

enum {
    RULES_HANDOFFS_MAX = 64, /* a deal's hand-offs are one u64 */
    GRADE_COUNT = 3,
};

struct rules_milestone {
    i32 stage;
    enum grade grade;
    enum confirmer confirmer;
    u32 evidence;           /* mask of accepted kinds; 0: any */
    struct field_set needs; /* fields that must be filled */
    bool has_needs;
    struct bits after; /* milestones that must have been reached before */
    struct guard when; /* node_count 0: always */
    struct span lapse; /* known false: never */
};

struct rules_stage {
    struct bits exit[GRADE_COUNT]; /* its own exit milestones, by grade */
    struct bits exit_all;
    /* What entering this stage answers for: exits of every stage before it, since the
     * signature when the stage comes after it. */
    struct bits due_before;
    u64 moves; /* stages that may be entered from here */
    i32 department;
    u64 handoffs; /* due when this stage is entered */
    struct span expected, limit;
};

struct rules_handoff {
    i32 stage, from, to;
    struct field_set packet;
    struct span accept_within, touch_within;
    i32 reason_count;
};

struct rules_outcome {
    bool declared;
    bool reason_required, competitor_asked;
    i32 index;        /* in standard.outcomes, -1 when not declared */
    i32 reason_count; /* reasons are indices below it */
    u32 lanes;        /* mask of enum lane asked; never 0 */
};

struct rules {
    const struct standard *standard;
    i32 version;
    enum discipline discipline;
    i32 stage_count, milestone_count, field_count, handoff_count;
    i32 commit; /* stage of the signature; the last one when none is marked */
    struct rules_stage stage[STANDARD_STAGES_MAX];
    struct rules_milestone milestone[STANDARD_MILESTONES_MAX];
    struct rules_handoff handoff[RULES_HANDOFFS_MAX];
    struct rules_outcome outcome[OUTCOME_COUNT];
    struct bits by_grade[GRADE_COUNT];
    struct bits due_to_win; /* what "won" answers for: exits up to the signature */
    struct bits confirmed_by_peer, confirmed_by_manager; /* who must confirm */
    struct bits lapsing, conditional, needing, ordered;  /* have lapse, `when`, needs, after */
    enum confirmer waiver_grantor;
    struct span waiver_valid;
    struct calendar calendar;
};

/* Compiles `s`; tables of guards and calendar live in `a`. `tzif` is the zone file named
 * by the standard's calendar, or empty: UTC. Every problem goes to `d`; false, and `r`
 * not to be used, when one is an error. About 60 kB: keep `r` in an arena. */
MUST_CHECK bool rules_compile(struct rules *r, struct arena *a, const struct standard *s, str tzif,
                              struct diags *d);

/* The moment a span started at `from_ms` ends, in the standard's working time if the span
 * says so; INT64_MAX for a span that is not known. */
i64 rules_span_end(const struct rules *r, const struct span *span, i64 from_ms);
