#include "revise/effect_rows.h"

#include <math.h>

struct column {
    const struct dict *values;
    const u32 *value;
};

static bool find_column(struct column *c, const struct history *h, str by, struct err *e)
{
    if (!by.n)
        return true;
    if (str_eq_fold(by, S("owner")) || str_eq_fold(by, S("seller"))) {
        *c = (struct column){&h->actors, h->owner};
        return true;
    }
    const struct history_attribute *a = history_find_attribute(h, by);
    if (!a)
        return err_set(e, ERR_INPUT, "the deals have no column \"%.*s\"", STR_ARG(by));
    *c = (struct column){&a->values, a->value};
    return true;
}

/* By value of the column: since when. */
static bool find_dates(i64 *since, const struct column *c, const struct effect_split *s,
                       struct err *e)
{
    for (i64 i = 0; i < c->values->n; i++)
        since[i] = s->since_ms;
    for (i32 k = 0; k < s->teams; k++) {
        bool there = false;
        for (u32 i = 0; i < c->values->n; i++)
            if (str_eq_fold(dict_name(c->values, i), s->team[k].team)) {
                since[i] = s->team[k].since_ms;
                there = true;
            }
        if (!there)
            return err_set(e, ERR_INPUT, "no deal has \"%.*s\" in the column \"%.*s\"",
                           STR_ARG(s->team[k].team), STR_ARG(s->by));
    }
    return true;
}

static struct effect_deal row_of(const struct history *h, i64 d, i64 since_ms,
                                 const struct history_attribute *segment, i64 horizon_ms)
{
    enum outcome outcome = (enum outcome)h->outcome[d];
    u32 part = segment ? segment->value[d] : HISTORY_NO_ID;
    i64 entered = h->entered_ms[d];
    bool moves = since_ms != TIME_NONE;
    return (struct effect_deal){
        .entered_ms = entered,
        .closed_ms = h->closed_ms[d],
        .closed = outcome != OUTCOME_OPEN && h->closed_ms[d] != TIME_NONE,
        .won = outcome == OUTCOME_WON,
        .now = moves && entered >= since_ms,
        .migrated = moves && entered < since_ms && entered >= since_ms - horizon_ms,
        .seller = h->owner[d] == HISTORY_NO_ID ? (u32)h->actors.n : h->owner[d],
        .segment = part == HISTORY_NO_ID ? (u32)(segment ? segment->values.n : 0) : part,
        .chance = NAN,
        .order = -1,
    };
}

bool effect_rows(struct effect_deal **out, i64 *n, struct arena *a, const struct history *h,
                 const struct effect_split *s, struct err *e)
{
    struct column c = {0};
    const struct history_attribute *segment = history_find_attribute(h, S("segment"));
    if (!find_column(&c, h, s->by, e))
        return false;
    i64 *since = c.values ? arena_array(a, i64, c.values->n) : NULL;
    if (since && !find_dates(since, &c, s, e))
        return false;
    struct effect_deal *v = arena_array(a, struct effect_deal, h->deal_count);
    *n = 0;
    for (i64 d = 0; d < h->deal_count; d++) {
        u32 team = since ? c.value[d] : 0;
        bool unclear = h->outcome[d] != OUTCOME_OPEN && h->closed_ms[d] == TIME_NONE;
        if (h->outcome[d] == OUTCOME_INVALID || h->entered_ms[d] == TIME_NONE || unclear ||
            team == HISTORY_NO_ID)
            continue;
        struct effect_deal row =
            row_of(h, d, since ? since[team] : s->since_ms, segment, s->horizon_days * MS_PER_DAY);
        row.team = team;
        v[(*n)++] = row;
    }
    *out = v;
    return true;
}
