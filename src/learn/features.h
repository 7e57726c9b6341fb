/* features.h - what a deal had by its landmark, as yes or no: a milestone reached, a stage
 * entered, so many touches, a hand-off touched in time. Each is a candidate for a practice.
 *
 * By the as-of rule (landmark.h). What could not be recorded is unknown, never "not done":
 * before anybody ever recorded it, after the last time, and on a version of the standard on
 * which nobody did. What follows from the decision (contract, order, signature) is none.
 *
 * As sets of bits, one per candidate, so that two candidates are compared word by word.
 * Cost: two passes over the events of the deals, and one test per candidate and deal. */
#pragma once

#include "learn/landmark.h"
#include "standard/standard.h"

enum practice_kind {
    PRACTICE_MILESTONE,    /* `activity` reached, and not lost again */
    PRACTICE_STAGE,        /* `activity` entered */
    PRACTICE_CONFIRMED,    /* `activity`: a milestone confirmed by somebody else */
    PRACTICE_HANDOFF_TIME, /* `other` at most `amount` days after `activity` */
    PRACTICE_ACTIVITY,     /* `activity` happened */
    PRACTICE_REPEATED,     /* `activity` happened twice or more */
    PRACTICE_TOUCHES,      /* `amount` activities or more */
    PRACTICE_FIRST_TOUCH,  /* the first at most `amount` days after entering */
    PRACTICE_RECENT,       /* a sign of life in the last `amount` days */
    PRACTICE_PEOPLE,       /* `amount` of our people or more acted */
    PRACTICE_GIVEN,        /* given to another seller */
    PRACTICE_AMOUNT,       /* the amount is filled in */
    PRACTICE_CLOSE_DATE,   /* the expected close is filled in */
    PRACTICE_PUSHED,       /* the expected close was moved later */
    PRACTICE_ORDER,        /* `activity` before `other`, of deals with both milestones */
    PRACTICE_KINDS,
};
#define PRACTICES_ALL ((1u << PRACTICE_KINDS) - 1)

struct practice {
    enum practice_kind kind;
    u16 activity, other;
    i32 amount;
};

enum {
    FEATURES_MAX = 400,    /* looked at; those of kinds named first go first */
    FEATURES_ORDERED = 16, /* milestones whose order is looked at: most often reached */
    FEATURES_ARM_MIN = 15, /* deals that did it, and that did not */
};

struct features {
    i64 n; /* deals of the landmark */
    i64 words;
    i64 count;
    const struct practice *list;
    const u64 *did, *known; /* count × words; bit i: deal i; did is within known */
};

/* `kinds`: a mask of 1u << kind. `standard` (or NULL) says what comes with or after the
 * signature. */
void features_find(struct features *f, struct arena *a, const struct history *h,
                   const struct landmark_deals *l, const struct standard *standard, u32 kinds);

static inline bool features_has(const u64 *set, i64 i)
{
    return set[i >> 6] >> (i & 63) & 1;
}

/* "milestone:champion-named", "touches:5", "order:discovery>proposal"; stable. */
str practice_id(struct arena *a, const struct history *h, struct practice p);
/* "milestone", "first-touch"… */
const char *practice_kind_id(enum practice_kind kind);

/* Whether a word names something that follows from the decision. */
bool practice_is_downstream(str word);
