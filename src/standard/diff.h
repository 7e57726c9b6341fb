/* diff.h - what is another way in one standard than in another, as rows that can be said in
 * words: one row for each thing that somebody who sells, or keeps the standard, would notice.
 * What only moved in the file is no difference. Things are matched by their id, or as the
 * `changes` of the later one say. Pure; cost: the product of the two counts of milestones. */
#pragma once

#include "standard/standard.h"

/* Behind each code: before and now are indices of the thing it names; `other` is what is
 * missing or added to it. */
enum diff_code {
    DIFF_DISCIPLINE, /* enum discipline */
    DIFF_FORWARD,    /* enum move_forward */
    DIFF_BACKWARD,
    DIFF_WAIVERS,     /* enum confirmer: who grants */
    DIFF_WAIVER_SPAN, /* the longest one */
    DIFF_TRAINING,    /* asked, or no longer */
    DIFF_REVIEW_SPAN,
    DIFF_APPROVER,         /* other: a department of `now` that must approve a revision… */
    DIFF_APPROVER_NO_MORE, /* …of `before` */
    DIFF_DEPARTMENT_NEW,
    DIFF_DEPARTMENT_GONE,
    DIFF_STAGE_NEW,
    DIFF_STAGE_GONE,    /* nothing takes its place */
    DIFF_STAGE_BECOMES, /* another id */
    DIFF_STAGE_SPLIT,   /* one way of several; the condition is that of `changes` row `other` */
    DIFF_STAGE_TITLE,
    DIFF_STAGE_DEPARTMENT,
    DIFF_STAGE_EXPECTED,
    DIFF_STAGE_LIMIT,
    DIFF_STAGE_SIGNATURE,
    DIFF_MILESTONE_NEW,
    DIFF_MILESTONE_GONE,
    DIFF_MILESTONE_BECOMES,
    DIFF_MILESTONE_TITLE,
    DIFF_MILESTONE_STAGE,
    DIFF_MILESTONE_GRADE,
    DIFF_MILESTONE_CONFIRMER,
    DIFF_MILESTONE_EVIDENCE,
    DIFF_MILESTONE_NEEDS, /* other: a field of `now` */
    DIFF_MILESTONE_NEEDS_NO_MORE,
    DIFF_MILESTONE_AFTER, /* other: a milestone of `now` */
    DIFF_MILESTONE_AFTER_NO_MORE,
    DIFF_MILESTONE_WHEN,
    DIFF_MILESTONE_LAPSE,
    DIFF_HANDOFF_NEW,
    DIFF_HANDOFF_GONE,
    DIFF_HANDOFF_PACKET, /* other: a field of `now` */
    DIFF_HANDOFF_PACKET_NO_MORE,
    DIFF_HANDOFF_ACCEPT,
    DIFF_HANDOFF_TOUCH,
    DIFF_FIELD_NEW,
    DIFF_FIELD_GONE,
    DIFF_FIELD_TYPE,
    DIFF_OUTCOME_NEW,
    DIFF_OUTCOME_GONE,
    DIFF_OUTCOME_REASON,     /* must be given, or no longer */
    DIFF_OUTCOME_COMPETITOR, /* is asked, or no longer */
    DIFF_PLAY_NEW,
    DIFF_PLAY_GONE,
    DIFF_PLAY_WORDS,
    DIFF_INDICATOR_NEW,
    DIFF_INDICATOR_GONE,
    DIFF_INDICATOR_TARGET, /* or its formula */
    DIFF_CODE_COUNT,
};

/* Whether more is asked of who sells than before. */
enum diff_weight { DIFF_OTHER, DIFF_STRICTER, DIFF_LIGHTER };

struct diff_row {
    enum diff_code code;
    enum diff_weight weight;
    i32 before, now; /* -1: not there */
    i32 other;
    i32 stage; /* of `now`: on leaving it one notices; -1: everybody, anywhere */
};

struct diff {
    const struct standard *before, *now;
    i32 *stage_now; /* of each stage of `before`: what it is now, -1: nothing */
    i32 *milestone_now;
    VEC(struct diff_row) rows; /* in the order of the codes, within one in that of the file */
    i64 stricter, lighter;
};

/* Everything lives in `a`; both were found without errors. */
void standard_diff(struct diff *d, struct arena *a, const struct standard *before,
                   const struct standard *now);

/* "milestone-new": a stable word for programs. */
const char *diff_code_id(enum diff_code code);
const char *diff_weight_id(enum diff_weight weight);
