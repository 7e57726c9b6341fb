/* effect_rows.h - the deals of a history as effect.h compares them, where nothing but dates tells
 * who sold by which version: since a day, or since a day of their own for each team. Deals that
 * entered within a horizon of the change are left out, all of them: some were in flight when it
 * came, and to leave out those alone would keep the quick. */
#pragma once

#include "history/history.h"
#include "revise/effect.h"

enum { ROLLOUTS_MAX = 64 };

struct rollout {
    str team;
    i64 since_ms;
};

struct effect_split {
    i64 since_ms; /* of everybody, or of the teams that are not listed; TIME_NONE: they never moved
                   */
    str by;       /* the column of the teams: an attribute, or "owner"; empty: no teams */
    struct rollout team[ROLLOUTS_MAX];
    i32 teams;
    i64 horizon_days;
};

/* How many; they live in `a`. Fails when there is no such column or no such team in it. */
MUST_CHECK bool effect_rows(struct effect_deal **out, i64 *n, struct arena *a,
                            const struct history *h, const struct effect_split *split,
                            struct err *e);
