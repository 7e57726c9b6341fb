/* From how the deals stood at a moment to a history of those that are asked for. */
#include "history/growing_parts.h"

#include <string.h>

#define SCRATCH_BYTES(g)                                                                           \
    ((64ll << 20) + (i64)(2 * sizeof(struct grown_deal) + 64) * (g)->ids.n +                       \
     (i64)(4 * sizeof(u32) + 2 * sizeof(struct attribute_cell)) * (g)->fields.n * (g)->ids.n)

struct telling {
    const struct growing *g;
    const struct growing_view *view;
    struct arena *scratch;
    struct grown_state state;
    str *name; /* of each actor */
    u32 process;
    u32 *number; /* per deal: in the history, or GROWING_NO_DEAL */
    i64 kept;
    u16 *activity; /* per activity: in the history */
    u32 *actor;    /* per actor: in the history */
};

/* --- names -------------------------------------------------------------------------------- */

/* The last one told, whenever that was: it is what they are called. People without one, or with
 * another's, are told apart by their number. */
static void name_people(struct telling *t)
{
    const struct growing *g = t->g;
    struct dict taken;
    dict_init(&taken, t->scratch);
    t->name = arena_array(t->scratch, str, g->people.n);
    for (i64 i = 0; i < g->person_names.n; i++) {
        const struct grown_name *n = &g->person_names.v[i];
        t->name[n->actor] = n->name;
    }
    for (i64 i = 0; i < g->people.n; i++) {
        long long number = g->people.v[i];
        str name = t->name[i].n ? t->name[i] : str_fmt(t->scratch, "person %lld", number);
        if (dict_find(&taken, name) >= 0)
            name = str_fmt(t->scratch, "%.*s (%lld)", STR_ARG(name), number);
        t->name[i] = name;
        dict_intern(&taken, name);
    }
}

str growing_person_name(const struct growing *g, struct arena *a, i64 person)
{
    struct telling t = {.g = g, .scratch = a};
    name_people(&t);
    for (i64 i = 0; i < g->people.n; i++)
        if (g->people.v[i] == person)
            return t.name[i];
    return (str){0};
}

/* --- which deals -------------------------------------------------------------------------- */

static u32 process_of(const struct telling *t, i64 deal)
{
    return t->g->editions.v[t->state.deals[deal].edition].process;
}

/* The process asked for, else the one that most deals are of. */
static void choose_process(struct telling *t, struct growing_answer *out)
{
    const struct growing *g = t->g;
    i64 *deals = arena_array(t->scratch, i64, g->processes.n);
    for (i64 d = 0; d < g->ids.n; d++)
        if (t->state.deals[d].edition) {
            out->known++;
            deals[process_of(t, d)]++;
        }
    i64 asked = dict_find(&g->processes, t->view->process), most = -1;
    for (i64 p = 0; p < g->processes.n; p++) {
        out->processes += deals[p] > 0;
        if (most < 0 || deals[p] > deals[most])
            most = p;
    }
    t->process = (u32)(t->view->process.n ? asked : most);
    if (t->view->process.n)
        out->process = t->view->process;
    else if (most >= 0)
        out->process = dict_name(&g->processes, (u32)most);
}

static i64 field_of(const struct growing *g, str name)
{
    for (i64 k = 0; k < g->fields.n; k++)
        if (!g->fields.v[k].is_text && str_eq_fold(g->fields.v[k].name, name))
            return k;
    return -1;
}

bool grown_check_filters(const struct growing *g, const struct growing_view *v, struct err *e)
{
    for (i64 i = 0; i < v->filter_count; i++)
        if (!str_eq_fold(v->filters[i].name, S("owner")) && field_of(g, v->filters[i].name) < 0)
            return err_set(e, ERR_USAGE, "there is no column \"%.*s\" to choose deals by",
                           STR_ARG(v->filters[i].name));
    return true;
}

static bool passes(const struct telling *t, i64 deal, const struct growing_filter *f)
{
    const struct growing *g = t->g;
    if (str_eq_fold(f->name, S("owner"))) {
        u32 owner = t->state.deals[deal].row.owner;
        return owner != HISTORY_NO_ID && str_eq(t->name[owner], f->value);
    }
    i64 k = field_of(g, f->name);
    u32 value = t->state.fields[k * g->ids.n + deal];
    return value != HISTORY_NO_ID &&
           str_eq_fold(dict_name(&g->fields.v[k].values, value), f->value);
}

static bool is_wanted(const struct telling *t, i64 deal)
{
    const struct growing_view *v = t->view;
    const struct grown_deal *d = &t->state.deals[deal];
    if (!d->edition || (v->picked && !v->picked[deal]) ||
        (v->deal && t->g->ids.v[deal] != v->deal) ||
        (!v->every_process && process_of(t, deal) != t->process))
        return false;
    if ((v->entered_from_ms != TIME_NONE && d->row.entered_ms < v->entered_from_ms) ||
        (v->entered_to_ms != TIME_NONE && d->row.entered_ms > v->entered_to_ms) ||
        (v->outcomes && !(v->outcomes >> d->row.outcome & 1)))
        return false;
    for (i64 i = 0; i < v->filter_count; i++)
        if (!passes(t, deal, &v->filters[i]))
            return false;
    return true;
}

static void choose_deals(struct telling *t)
{
    t->number = arena_array(t->scratch, u32, t->g->ids.n);
    for (i64 d = 0; d < t->g->ids.n; d++)
        t->number[d] = is_wanted(t, d) ? (u32)t->kept++ : GROWING_NO_DEAL;
}

/* --- their events ------------------------------------------------------------------------- */

static bool is_told(const struct telling *t, i64 i)
{
    const struct growing *g = t->g;
    return t->number[g->deal.v[i]] != GROWING_NO_DEAL &&
           grown_known(g->at_ms.v[i], g->lag_s.v[i], t->view->as_of_ms);
}

/* Only what is used is there, in the order in which it was first seen. */
static void mark_used(struct telling *t, u8 *activity, u8 *actor)
{
    const struct growing *g = t->g;
    for (i64 i = 0; i < g->at_ms.n; i++) {
        if (!is_told(t, i))
            continue;
        activity[g->activity.v[i]] = 1;
        if (g->actor.v[i] != HISTORY_NO_ID)
            actor[g->actor.v[i]] = 1;
    }
    for (i64 d = 0; d < g->ids.n; d++) {
        const struct deal_row *row = &t->state.deals[d].row;
        if (t->number[d] == GROWING_NO_DEAL)
            continue;
        if (row->owner != HISTORY_NO_ID)
            actor[row->owner] = 1;
        if (row->stage != HISTORY_ACTIVITIES_MAX)
            activity[row->stage] = 1;
    }
}

static void name_used(struct telling *t, struct history_builder *b)
{
    const struct growing *g = t->g;
    i64 n = g->names->activity.n;
    u8 *activity = arena_array(t->scratch, u8, n),
       *actor = arena_array(t->scratch, u8, g->people.n);
    mark_used(t, activity, actor);
    for (i64 i = 0; i < t->view->word_count; i++)
        history_add_activity(b, t->view->words[i].word, t->view->words[i].kind, OUTCOME_OPEN);
    t->activity = arena_array(t->scratch, u16, n);
    t->actor = arena_array(t->scratch, u32, g->people.n);
    for (i64 i = 0; i < n; i++)
        if (activity[i]) {
            const struct activity *x = &g->names->activity.v[i];
            t->activity[i] =
                history_add_activity(b, x->word, (enum activity_kind)x->kind, OUTCOME_OPEN);
        }
    for (i64 i = 0; i < g->people.n; i++)
        if (actor[i])
            t->actor[i] = history_add_actor(b, t->name[i]);
}

/* Whether the columns can be read where they lie. */
static bool are_as_they_lie(const struct telling *t)
{
    bool same = t->state.all_known && t->kept == t->g->ids.n;
    for (i64 i = 0; i < t->g->names->activity.n && same; i++)
        same = t->activity[i] == i;
    for (i64 i = 0; i < t->g->people.n && same; i++)
        same = t->actor[i] == i;
    return same;
}

static struct history_run run_as_it_lies(const struct growing *g)
{
    return (struct history_run){
        .n = g->at_ms.n,
        .deal = g->deal.v,
        .at_ms = g->at_ms.v,
        .activity = g->activity.v,
        .lag_s = g->lag_s.v,
        .actor = g->actor.v,
        .value = g->any_value ? g->value.v : NULL,
    };
}

/* Told in pieces, so that no more than the events that count is ever copied. */
static struct history_run run_of_told(const struct telling *t, struct arena *a)
{
    const struct growing *g = t->g;
    i64 n = 0, k = 0;
    for (i64 i = 0; i < g->at_ms.n; i++)
        n += is_told(t, i);
    u32 *deal = arena_array(a, u32, n), *actor = arena_array(a, u32, n);
    i64 *at_ms = arena_array(a, i64, n);
    u16 *activity = arena_array(a, u16, n);
    i32 *lag_s = arena_array(a, i32, n);
    u32 *value = arena_array(a, u32, n);
    bool any_value = false;
    for (i64 i = 0; i < g->at_ms.n; i++) {
        if (!is_told(t, i))
            continue;
        deal[k] = t->number[g->deal.v[i]];
        at_ms[k] = g->at_ms.v[i];
        activity[k] = t->activity[g->activity.v[i]];
        lag_s[k] = g->lag_s.v[i];
        actor[k] = g->actor.v[i] == HISTORY_NO_ID ? HISTORY_NO_ID : t->actor[g->actor.v[i]];
        value[k] = g->value.v[i];
        any_value = any_value || value[k] != HISTORY_NO_ID;
        k++;
    }
    return (struct history_run){n, deal, at_ms, activity, lag_s, actor, any_value ? value : NULL};
}

/* --- their rows --------------------------------------------------------------------------- */

static i64 digits_of(i64 id)
{
    i64 n = 1;
    for (; id >= 10; id /= 10)
        n++;
    return n;
}

static void add_rows(struct telling *t, struct history_builder *b, struct growing_answer *out)
{
    const struct growing *g = t->g;
    i64 bytes = 0;
    for (i64 d = 0; d < g->ids.n; d++)
        bytes += t->number[d] == GROWING_NO_DEAL ? 0 : digits_of(g->ids.v[d]);
    struct buf text = {.p = arena_array(b->arena, char, bytes), .max = bytes};
    i64 *ids = arena_array(b->arena, i64, t->kept);
    b->deals.v = arena_array(t->scratch, struct deal_row, t->kept);
    b->deals.n = b->deals.room = t->kept;
    for (i64 d = 0; d < g->ids.n; d++) {
        if (t->number[d] == GROWING_NO_DEAL)
            continue;
        struct deal_row *row = &b->deals.v[t->number[d]];
        const struct grown_edition *x = &g->editions.v[t->state.deals[d].edition];
        i64 from = text.n;
        buf_i64(&text, g->ids.v[d]);
        const struct grown_deal *grown = &t->state.deals[d];
        *row = grown->row;
        row->id = grown->reference ? str_dup(b->arena, g->texts.v[grown->reference - 1])
                                   : (str){text.p + from, text.n - from};
        row->name = grown->name ? str_dup(b->arena, g->texts.v[grown->name - 1]) : (str){0};
        b->any_name = b->any_name || row->name.n;
        u32 currency = t->state.deals[d].currency;
        currency = currency == HISTORY_NO_ID ? x->currency : currency;
        row->currency = (u16)dict_intern(&b->currencies, dict_name(&g->currencies, currency));
        if (row->owner != HISTORY_NO_ID)
            row->owner = t->actor[row->owner];
        if (row->stage != HISTORY_ACTIVITIES_MAX)
            row->stage = t->activity[row->stage];
        if (row->reason != HISTORY_NO_ID)
            row->reason = dict_intern(&b->reasons, dict_name(&g->reasons, row->reason));
        ids[t->number[d]] = g->ids.v[d];
    }
    out->id = ids;
}

/* Of values, too, only those that deals have. */
static void add_field(struct telling *t, struct history_builder *b, i64 field)
{
    const struct growing *g = t->g;
    const struct grown_field *f = &g->fields.v[field];
    const u32 *value = &t->state.fields[field * g->ids.n];
    u8 *used = arena_array(t->scratch, u8, f->values.n);
    u32 *number = arena_array(t->scratch, u32, f->values.n);
    i64 n = 0;
    for (i64 d = 0; d < g->ids.n; d++)
        if (t->number[d] != GROWING_NO_DEAL && value[d] != HISTORY_NO_ID) {
            used[value[d]] = 1;
            n++;
        }
    if (n == 0)
        return;
    struct attribute *to = vec_push(b->arena, &b->attributes);
    to->name = str_dup(b->arena, f->name);
    dict_init(&to->values, b->arena);
    for (i64 v = 0; v < f->values.n; v++)
        if (used[v])
            number[v] = dict_intern(&to->values, dict_name(&f->values, (u32)v));
    to->cells.v = arena_array(t->scratch, struct attribute_cell, n);
    to->cells.room = n;
    for (i64 d = 0; d < g->ids.n; d++)
        if (t->number[d] != GROWING_NO_DEAL && value[d] != HISTORY_NO_ID)
            to->cells.v[to->cells.n++] = (struct attribute_cell){t->number[d], number[value[d]]};
}

/* --- the standard and what was done about it ------------------------------------------------ */

static void add_acts(struct telling *t, struct history_builder *b, str process)
{
    const struct growing *g = t->g;
    i64 newest = 0;
    for (i64 i = 0; i < g->acts.n; i++)
        newest = i64_max(newest, g->acts.v[i].source);
    for (i64 i = 0; i < g->acts.n; i++) {
        const struct growing_act *x = &g->acts.v[i];
        if (x->source && x->source != newest)
            continue;
        if (!grown_moment_known(x->when, t->view->as_of_ms) ||
            (x->process.n && !t->view->every_process && !str_eq(x->process, process)) ||
            (x->until_ms && x->until_ms <= t->view->as_of_ms))
            continue;
        str actor = x->name;
        for (i64 k = 0; x->person && k < g->people.n; k++)
            if (g->people.v[k] == x->person)
                actor = t->name[k];
        history_add_governance(b, &(struct governance_event){.kind = x->kind,
                                                             .at_ms = x->when.at_ms,
                                                             .actor = actor,
                                                             .department = x->department,
                                                             .version = x->version,
                                                             .flag = x->flag});
    }
}

static bool is_edition(const struct telling *t, i64 number)
{
    const struct grown_edition *x = &t->g->editions.v[number];
    return x->there && x->process == t->process && grown_moment_known(x->when, t->view->as_of_ms);
}

/* The newest edition known; of every process together, the newest that a deal is on. */
static i32 newest_edition(const struct telling *t)
{
    const struct growing *g = t->g;
    i32 newest = 0;
    for (i64 n = 1; n < g->editions.n && !t->view->every_process; n++)
        if (is_edition(t, n))
            newest = (i32)n;
    for (i64 d = 0; d < g->ids.n && t->view->every_process; d++)
        if (t->number[d] != GROWING_NO_DEAL)
            newest = (i32)i64_max(newest, t->state.deals[d].edition);
    return newest;
}

/* Its order of stages counts. */
static void add_standard(struct telling *t, struct history_builder *b, struct growing_answer *out)
{
    const struct growing *g = t->g;
    out->edition = newest_edition(t);
    if (t->view->stages)
        history_set_stages(b, t->view->stages, t->view->stage_count);
    else if (out->edition)
        history_set_stages(b, g->editions.v[out->edition].stages,
                           g->editions.v[out->edition].stage_count);
}

/* The version last, as an export would have it; where there is only one it compares nothing. */
static void add_fields(struct telling *t, struct history_builder *b)
{
    const struct growing *g = t->g;
    i64 versions = 0;
    for (i64 n = 1; n < g->editions.n; n++)
        versions += is_edition(t, n);
    for (i64 k = 1; k < g->fields.n; k++)
        if (!g->fields.v[k].is_text)
            add_field(t, b, k);
    if (versions > 1 || g->version_told)
        add_field(t, b, 0);
}

bool growing_history(struct growing_answer *out, struct arena *a, const struct growing *g,
                     const struct growing_view *view, struct err *e)
{
    struct arena scratch;
    *out = (struct growing_answer){0};
    if (!grown_check_filters(g, view, e))
        return false;
    arena_init(&scratch, SCRATCH_BYTES(g) + 64 * g->at_ms.n);
    struct telling t = {.g = g, .view = view, .scratch = &scratch};
    struct history_builder *b = history_builder_new(a);
    grown_fold(&t.state, &scratch, g, view->as_of_ms);
    name_people(&t);
    choose_process(&t, out);
    choose_deals(&t);
    name_used(&t, b);
    struct history_run run = are_as_they_lie(&t) ? run_as_it_lies(g) : run_of_told(&t, &scratch);
    if (run.n)
        history_add_run(b, &run);
    b->numbers.v = g->names->numbers.v; /* they only ever grow at their end */
    b->numbers.n = g->names->numbers.n;
    add_rows(&t, b, out);
    add_standard(&t, b, out);
    add_fields(&t, b);
    add_acts(&t, b, out->process);
    out->left_out = out->known - t.kept;
    bool ok = history_build(&out->history, b, view->as_of_ms, view->threads, e);
    if (ok && view->apart && b->numbers.n)
        out->history.numbers = memcpy(arena_array(a, i64, b->numbers.n), b->numbers.v,
                                      (size_t)b->numbers.n * sizeof *b->numbers.v);
    arena_release(&scratch);
    return ok;
}
