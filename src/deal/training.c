#include "deal/training.h"

struct trained trained_none(void)
{
    return (struct trained){.acknowledged_ms = TIME_NONE, .confirmed_ms = TIME_NONE};
}

void trained_apply(struct trained *t, u32 person, u32 actor, enum role role, i64 at_ms)
{
    if (person == actor) {
        t->acknowledged_ms = at_ms;
        return;
    }
    t->confirmed_ms = at_ms;
    t->confirmed_by = actor;
    t->level = role == ROLE_MANAGER ? 2 : 1;
}

enum training_standing training_standing(const struct rules *r, const struct trained *t, i64 now_ms,
                                         i64 *until)
{
    const struct training *asked = &r->standard->training;
    bool confirmed = t->confirmed_ms != TIME_NONE && t->level >= (i32)asked->confirmer;
    *until = TIME_NONE;
    if (!asked->known)
        return TRAINING_NOT_ASKED;
    if (t->acknowledged_ms == TIME_NONE && t->confirmed_ms == TIME_NONE)
        return TRAINING_DUE;
    if (asked->confirmer != CONFIRMER_OWNER && !confirmed)
        return TRAINING_UNCONFIRMED;
    i64 since = t->confirmed_ms;
    if (asked->confirmer == CONFIRMER_OWNER)
        since = i64_max(t->acknowledged_ms, t->confirmed_ms); /* TIME_NONE is the smallest */
    *until = rules_span_end(r, &asked->valid, since);
    return *until > now_ms ? TRAINING_HOLDS : TRAINING_EXPIRED;
}

i64 training_until(const struct rules *r, const struct trained *t)
{
    i64 until;
    (void)training_standing(r, t, INT64_MIN, &until);
    return until;
}
