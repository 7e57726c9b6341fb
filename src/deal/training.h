/* training.h - who is trained on a version of a standard, until when. Pure: what was said
 * and when is an argument, so is now. */
#pragma once

#include "deal/event.h"
#include "standard/rules.h"

/* What has been said of one person and one version. */
struct trained {
    i64 acknowledged_ms; /* by the person; TIME_NONE: never */
    i64 confirmed_ms;    /* by somebody else, TIME_NONE: never… */
    i32 level;           /* …as a peer 1, as a manager 2 */
    u32 confirmed_by;
};
struct trained trained_none(void);
/* `actor` says at `at_ms` that `person` is trained. */
void trained_apply(struct trained *t, u32 person, u32 actor, enum role role, i64 at_ms);

enum training_standing {
    TRAINING_NOT_ASKED, /* the standard says nothing about it */
    TRAINING_DUE,       /* nothing was said yet */
    TRAINING_UNCONFIRMED,
    TRAINING_EXPIRED,
    TRAINING_HOLDS,
};
/* How it stands at `now_ms`; *until: when it expires or expired (INT64_MAX: never), TIME_NONE
 * when it never held. */
enum training_standing training_standing(const struct rules *r, const struct trained *t, i64 now_ms,
                                         i64 *until);
/* When it runs out, or ran out; INT64_MAX: never; TIME_NONE: it never held, or is not asked for. */
i64 training_until(const struct rules *r, const struct trained *t);
