/* Of a history that was made, the deals that filters let pass: what growing_history would make of
 * them from nothing, at a cost that grows with them alone. */
#include "history/growing_parts.h"

struct choosing {
    const struct growing *g;
    const struct history *from;
    const i64 *id; /* per deal of `from` */
    const struct growing_view *view;
    struct arena *scratch;
    u32 *number; /* per deal: in the subset, or GROWING_NO_DEAL */
    i64 kept, events;
    u16 *activity; /* per activity and actor of `from`: in the subset */
    u32 *actor;
};

/* --- which deals -------------------------------------------------------------------------- */

static bool passes(const struct choosing *c, i64 deal, const struct growing_filter *f)
{
    const struct history *h = c->from;
    if (str_eq_fold(f->name, S("owner")))
        return h->owner[deal] != HISTORY_NO_ID &&
               str_eq(dict_name(&h->actors, h->owner[deal]), f->value);
    const struct history_attribute *at = history_find_attribute(h, f->name);
    return at && at->value[deal] != HISTORY_NO_ID &&
           str_eq_fold(dict_name(&at->values, at->value[deal]), f->value);
}

static bool is_wanted(const struct choosing *c, i64 deal)
{
    const struct growing_view *v = c->view;
    i64 entered_ms = c->from->entered_ms[deal];
    if ((v->deal && c->id[deal] != v->deal) ||
        (v->entered_from_ms != TIME_NONE && entered_ms < v->entered_from_ms) ||
        (v->entered_to_ms != TIME_NONE && entered_ms > v->entered_to_ms) ||
        (v->outcomes && !(v->outcomes >> c->from->outcome[deal] & 1)))
        return false;
    for (i64 i = 0; i < v->filter_count; i++)
        if (!passes(c, deal, &v->filters[i]))
            return false;
    return true;
}

static void choose(struct choosing *c)
{
    const struct history *h = c->from;
    c->number = arena_array(c->scratch, u32, h->deal_count);
    for (i64 d = 0; d < h->deal_count; d++) {
        bool wanted = is_wanted(c, d);
        c->number[d] = wanted ? (u32)c->kept++ : GROWING_NO_DEAL;
        c->events += wanted ? h->first[d + 1] - h->first[d] : 0;
    }
}

/* --- what they use ------------------------------------------------------------------------ */

static void name_used(struct choosing *c, struct history_builder *b)
{
    const struct history *h = c->from;
    u8 *activity = arena_array(c->scratch, u8, h->activities.n),
       *actor = arena_array(c->scratch, u8, h->actors.n);
    for (i64 d = 0; d < h->deal_count; d++) {
        if (c->number[d] == GROWING_NO_DEAL)
            continue;
        for (i64 i = h->first[d]; i < h->first[d + 1]; i++) {
            activity[h->activity[i]] = 1;
            if (h->actor && h->actor[i] != HISTORY_NO_ID)
                actor[h->actor[i]] = 1;
        }
        if (h->owner[d] != HISTORY_NO_ID)
            actor[h->owner[d]] = 1;
        if (h->stage[d] != HISTORY_ACTIVITIES_MAX)
            activity[h->stage[d]] = 1;
    }
    c->activity = arena_array(c->scratch, u16, h->activities.n);
    c->actor = arena_array(c->scratch, u32, h->actors.n);
    for (i64 i = 0; i < h->activities.n; i++)
        if (activity[i])
            c->activity[i] = history_add_activity(
                b, h->activity_word[i], (enum activity_kind)h->activity_kind[i], OUTCOME_OPEN);
    for (i64 i = 0; i < h->actors.n; i++)
        if (actor[i])
            c->actor[i] = history_add_actor(b, dict_name(&h->actors, (u32)i));
}

static struct history_run run_of(const struct choosing *c)
{
    const struct history *h = c->from;
    struct arena *a = c->scratch;
    u32 *deal = arena_array(a, u32, c->events), *actor = arena_array(a, u32, c->events);
    i64 *at_ms = arena_array(a, i64, c->events), n = 0;
    u16 *activity = arena_array(a, u16, c->events);
    i32 *lag_s = arena_array(a, i32, c->events);
    u32 *value = arena_array(a, u32, c->events);
    bool any_value = false;
    for (i64 d = 0; d < h->deal_count; d++) {
        if (c->number[d] == GROWING_NO_DEAL)
            continue;
        for (i64 i = h->first[d]; i < h->first[d + 1]; i++, n++) {
            deal[n] = c->number[d];
            at_ms[n] = h->at_ms[i];
            activity[n] = c->activity[h->activity[i]];
            lag_s[n] = h->lag_s ? h->lag_s[i] : HISTORY_NO_LAG;
            actor[n] =
                h->actor && h->actor[i] != HISTORY_NO_ID ? c->actor[h->actor[i]] : HISTORY_NO_ID;
            value[n] = h->value ? h->value[i] : HISTORY_NO_ID;
            any_value = any_value || value[n] != HISTORY_NO_ID;
        }
    }
    return (struct history_run){n, deal, at_ms, activity, lag_s, actor, any_value ? value : NULL};
}

/* --- their rows --------------------------------------------------------------------------- */

static struct deal_row row_of(const struct choosing *c, struct history_builder *b, i64 d)
{
    const struct history *h = c->from;
    return (struct deal_row){
        .id = str_dup(b->arena, h->deal_id[d]),
        .created_ms = h->created_ms[d],
        .entered_ms = h->entered_ms[d],
        .seen_from_ms = h->seen_from_ms[d],
        .closed_ms = h->closed_ms[d],
        .expected_ms = h->expected_ms[d],
        .modified_ms = h->modified_ms[d],
        .amount_minor = h->amount_minor[d],
        .amount_known = h->amount_known[d],
        .outcome = h->outcome[d],
        .owner = h->owner[d] == HISTORY_NO_ID ? HISTORY_NO_ID : c->actor[h->owner[d]],
        .reason = h->reason[d] == HISTORY_NO_ID
                      ? HISTORY_NO_ID
                      : dict_intern(&b->reasons, dict_name(&h->reasons, h->reason[d])),
        .stage = h->stage[d] == HISTORY_ACTIVITIES_MAX ? (u16)HISTORY_ACTIVITIES_MAX
                                                       : c->activity[h->stage[d]],
        .currency = (u16)dict_intern(&b->currencies, dict_name(&h->currencies, h->currency[d])),
    };
}

static void add_rows(const struct choosing *c, struct history_builder *b,
                     const struct growing_answer *from, struct growing_answer *out)
{
    i64 *ids = arena_array(b->arena, i64, c->kept);
    b->deals.v = arena_array(c->scratch, struct deal_row, c->kept);
    b->deals.n = b->deals.room = c->kept;
    for (i64 d = 0; d < c->from->deal_count; d++)
        if (c->number[d] != GROWING_NO_DEAL) {
            b->deals.v[c->number[d]] = row_of(c, b, d);
            ids[c->number[d]] = from->id[d];
        }
    out->id = ids;
}

static void add_attribute(const struct choosing *c, struct history_builder *b,
                          const struct history_attribute *at)
{
    u8 *used = arena_array(c->scratch, u8, at->values.n);
    u32 *number = arena_array(c->scratch, u32, at->values.n);
    i64 n = 0;
    for (i64 d = 0; d < c->from->deal_count; d++)
        if (c->number[d] != GROWING_NO_DEAL && at->value[d] != HISTORY_NO_ID) {
            used[at->value[d]] = 1;
            n++;
        }
    if (n == 0)
        return;
    struct attribute *to = vec_push(b->arena, &b->attributes);
    to->name = str_dup(b->arena, at->name);
    dict_init(&to->values, b->arena);
    for (i64 v = 0; v < at->values.n; v++)
        if (used[v])
            number[v] = dict_intern(&to->values, dict_name(&at->values, (u32)v));
    to->cells.v = arena_array(c->scratch, struct attribute_cell, n);
    to->cells.room = n;
    for (i64 d = 0; d < c->from->deal_count; d++)
        if (c->number[d] != GROWING_NO_DEAL && at->value[d] != HISTORY_NO_ID)
            to->cells.v[to->cells.n++] =
                (struct attribute_cell){c->number[d], number[at->value[d]]};
}

static void add_rest(const struct choosing *c, struct history_builder *b, i32 edition)
{
    const struct history *h = c->from;
    for (i64 i = 0; i < h->governance_count; i++)
        history_add_governance(b, &h->governance[i]);
    if (edition)
        history_set_stages(b, c->g->editions.v[edition].stages,
                           c->g->editions.v[edition].stage_count);
    for (i64 k = 0; k < h->attribute_count; k++)
        add_attribute(c, b, &h->attributes[k]);
}

bool growing_subset(struct growing_answer *out, struct arena *a, const struct growing *g,
                    const struct growing_answer *from, const struct growing_view *view,
                    struct err *e)
{
    struct arena scratch;
    *out = *from;
    if (!grown_check_filters(g, view, e))
        return false;
    const struct history *h = &from->history;
    arena_init(&scratch, (64ll << 20) + 512 * h->deal_count + 64 * h->event_count);
    struct choosing c = {.g = g, .from = h, .id = from->id, .view = view, .scratch = &scratch};
    struct history_builder *b = history_builder_new(a);
    choose(&c);
    name_used(&c, b);
    struct history_run run = run_of(&c);
    if (run.n)
        history_add_run(b, &run);
    b->numbers.v = g->names->numbers.v; /* they only ever grow at their end */
    b->numbers.n = g->names->numbers.n;
    add_rows(&c, b, from, out);
    add_rest(&c, b, from->edition);
    out->left_out = from->known - c.kept;
    bool ok = history_build(&out->history, b, h->as_of_ms, view->threads, e);
    arena_release(&scratch);
    return ok;
}
