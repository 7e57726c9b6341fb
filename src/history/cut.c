/* What was not known yet at the moment asked for: events that happened or were recorded later,
 * and the deals of a log that had not begun. Costs nothing when there are none. */
#include "history/builder.h"

static bool is_later(const struct history_run *r, i64 i, i64 as_of_ms)
{
    i64 lag = r->lag_s && r->lag_s[i] != HISTORY_NO_LAG ? 1000ll * r->lag_s[i] : 0;
    return r->at_ms[i] > as_of_ms || r->at_ms[i] + lag > as_of_ms;
}

static bool any_later(const struct history_run *r, i64 as_of_ms)
{
    for (i64 i = 0; i < r->n; i++)
        if (is_later(r, i, as_of_ms))
            return true;
    return false;
}

/* The run without what came later; its columns are the caller's, so they are copied. */
static struct history_run cut_run(struct arena *a, const struct history_run *r, i64 as_of_ms)
{
    i64 n = 0, most = r->n;
    u32 *deal = arena_array(a, u32, most);
    i64 *at_ms = arena_array(a, i64, most);
    u16 *activity = arena_array(a, u16, most);
    i32 *lag_s = r->lag_s ? arena_array(a, i32, most) : NULL;
    u32 *actor = r->actor ? arena_array(a, u32, most) : NULL;
    u32 *value = r->value ? arena_array(a, u32, most) : NULL;
    for (i64 i = 0; i < r->n; i++) {
        if (is_later(r, i, as_of_ms))
            continue;
        deal[n] = r->deal[i];
        at_ms[n] = r->at_ms[i];
        activity[n] = r->activity[i];
        if (lag_s)
            lag_s[n] = r->lag_s[i];
        if (actor)
            actor[n] = r->actor[i];
        if (value)
            value[n] = r->value[i];
        n++;
    }
    return (struct history_run){n, deal, at_ms, activity, lag_s, actor, value};
}

/* What is known of deals beside their events follows them. */
static void renumber_facts(struct history_builder *b, const u32 *number)
{
    for (i64 k = 0; k < b->attributes.n; k++) {
        struct attribute *x = &b->attributes.v[k];
        i64 kept = 0;
        for (i64 i = 0; i < x->cells.n; i++) {
            struct attribute_cell cell = {number[x->cells.v[i].deal], x->cells.v[i].value};
            if (cell.deal != HISTORY_NO_ID)
                x->cells.v[kept++] = cell;
        }
        x->cells.n = kept;
    }
    i64 kept = 0;
    for (i64 i = 0; i < b->log_facts.n; i++) {
        struct log_fact fact = b->log_facts.v[i];
        fact.deal = number[fact.deal];
        if (fact.deal != HISTORY_NO_ID)
            b->log_facts.v[kept++] = fact;
    }
    b->log_facts.n = kept;
}

/* Deals of a log are their events: those without any had not begun. */
static void drop_deals(struct history_builder *b)
{
    i64 n = 0;
    u32 *number = arena_array(b->arena, u32, b->log_count);
    str *ids = arena_array(b->arena, str, b->log_count);
    for (i64 k = 0; k < b->runs.n; k++)
        for (i64 i = 0; i < b->runs.v[k].n; i++)
            number[b->runs.v[k].deal[i]] = 1;
    for (i64 d = 0; d < b->log_count; d++) {
        if (number[d])
            ids[n] = b->log_ids[d];
        number[d] = number[d] ? (u32)n++ : HISTORY_NO_ID;
    }
    for (i64 k = 0; k < b->runs.n; k++) {
        struct history_run *r = &b->runs.v[k];
        u32 *deal = arena_array(b->arena, u32, r->n);
        for (i64 i = 0; i < r->n; i++)
            deal[i] = number[r->deal[i]];
        r->deal = deal;
    }
    renumber_facts(b, number);
    b->log_ids = ids;
    b->log_count = n;
}

void builder_cut(struct history_builder *b, i64 as_of_ms)
{
    bool cut = false;
    for (i64 k = 0; k < b->runs.n; k++)
        if (any_later(&b->runs.v[k], as_of_ms)) {
            b->runs.v[k] = cut_run(b->arena, &b->runs.v[k], as_of_ms);
            cut = true;
        }
    if (cut)
        drop_deals(b);
}
