/* How every deal stood at a moment: events and facts applied in the order in which they were
 * recorded. */
#include "history/growing_parts.h"

struct fold {
    const struct growing *g;
    struct grown_state *s;
    i64 as_of_ms;
    const u8 *kind; /* per activity */
};

static void edited(struct grown_deal *d, i64 at_ms, i32 lag_s)
{
    i64 lag = lag_s == HISTORY_NO_LAG ? 0 : 1000ll * lag_s;
    d->row.modified_ms = i64_max(d->row.modified_ms, at_ms + lag);
}

static void apply_event(struct fold *f, i64 i)
{
    const struct growing *g = f->g;
    struct grown_deal *d = &f->s->deals[g->deal.v[i]];
    u32 number = g->value.v[i];
    i64 value = number == HISTORY_NO_ID ? 0 : g->names->numbers.v[number];
    edited(d, g->at_ms.v[i], g->lag_s.v[i]);
    switch (f->kind[g->activity.v[i]]) {
    case ACTIVITY_STAGE: d->row.stage = g->activity.v[i]; break;
    case ACTIVITY_AMOUNT:
        d->row.amount_minor = value;
        d->row.amount_known = number != HISTORY_NO_ID;
        d->currency = HISTORY_NO_ID;
        break;
    case ACTIVITY_CLOSE_DATE:
        d->row.expected_ms = number == HISTORY_NO_ID ? TIME_NONE : value * MS_PER_DAY;
        break;
    case ACTIVITY_OWNER: d->row.owner = g->actor.v[i]; break;
    case ACTIVITY_OUTCOME:
        d->row.outcome = (u8)value;
        d->row.closed_ms = value == OUTCOME_OPEN ? TIME_NONE : g->at_ms.v[i];
        d->row.reason = HISTORY_NO_ID;
        break;
    default: break;
    }
}

static void runs_on(struct fold *f, u32 deal, i32 edition)
{
    f->s->deals[deal].edition = edition;
    f->s->fields[deal] = f->g->editions.v[edition].version_value;
}

static u32 id_or_none(const struct dict *d, str name)
{
    return name.n ? (u32)dict_find(d, name) : HISTORY_NO_ID;
}

/* Before the import what it says of the end may not have happened yet: as joined_as_of.c turns
 * an export back. */
static void apply_record(struct fold *f, struct grown_deal *d, const struct growing_record *r)
{
    bool by_then = f->as_of_ms >= r->imported_ms;
    bool later = !by_then && r->outcome != OUTCOME_OPEN && r->closed_ms != TIME_NONE &&
                 r->closed_ms > f->as_of_ms;
    struct deal_row *row = &d->row;
    row->created_ms = r->created_ms;
    row->entered_ms =
        r->entered_ms != TIME_NONE && r->entered_ms > f->as_of_ms ? TIME_NONE : r->entered_ms;
    row->seen_from_ms = r->seen_from_ms;
    row->modified_ms = r->modified_ms;
    row->amount_minor = r->amount_minor;
    row->amount_known = r->amount_known;
    row->outcome = (u8)(later ? OUTCOME_OPEN : r->outcome);
    row->closed_ms = later ? TIME_NONE : r->closed_ms;
    row->expected_ms = later ? r->closed_ms : r->expected_ms;
    row->reason = later ? HISTORY_NO_ID : id_or_none(&f->g->reasons, r->reason);
    d->currency = (u32)dict_find(&f->g->currencies, r->currency);
    if (r->has_stage && !later && (by_then || row->stage == HISTORY_ACTIVITIES_MAX))
        row->stage = r->stage;
}

static void apply_fact(struct fold *f, const struct grown_fact *x)
{
    struct grown_deal *d = &f->s->deals[x->deal];
    if (x->what == GROWN_RECORD) {
        apply_record(f, d, &f->g->records.v[x->value]);
        return;
    }
    if (x->what == GROWN_NAME || x->what == GROWN_REFERENCE) {
        *(x->what == GROWN_NAME ? &d->name : &d->reference) = x->value;
        return;
    }
    edited(d, x->at_ms, x->lag_s);
    switch (x->what) {
    case GROWN_OPENED:
        d->row.created_ms = d->row.entered_ms = x->at_ms;
        runs_on(f, x->deal, (i32)x->value);
        break;
    case GROWN_OWNER: d->row.owner = x->value; break;
    case GROWN_REASON: d->row.reason = x->value; break;
    case GROWN_REOPENED:
        d->row.outcome = OUTCOME_OPEN;
        d->row.closed_ms = TIME_NONE;
        d->row.reason = HISTORY_NO_ID;
        break;
    case GROWN_NO_AMOUNT: d->row.amount_known = false; break;
    case GROWN_MOVED: runs_on(f, x->deal, (i32)x->value); break;
    default: f->s->fields[(i64)(x->what - GROWN_FIELD) * f->g->ids.n + x->deal] = x->value;
    }
}

static void clear(struct grown_state *s, const struct growing *g)
{
    for (i64 d = 0; d < g->ids.n; d++) {
        s->deals[d].currency = HISTORY_NO_ID;
        s->deals[d].row = (struct deal_row){.created_ms = TIME_NONE,
                                            .entered_ms = TIME_NONE,
                                            .seen_from_ms = TIME_NONE,
                                            .closed_ms = TIME_NONE,
                                            .expected_ms = TIME_NONE,
                                            .modified_ms = TIME_NONE,
                                            .owner = HISTORY_NO_ID,
                                            .reason = HISTORY_NO_ID,
                                            .stage = HISTORY_ACTIVITIES_MAX};
    }
    for (i64 i = 0; i < g->fields.n * g->ids.n; i++)
        s->fields[i] = HISTORY_NO_ID;
}

void grown_fold(struct grown_state *s, struct arena *a, const struct growing *g, i64 as_of_ms)
{
    i64 activities = g->names->activity.n, fact = 0;
    u8 *kind = arena_array(a, u8, activities);
    for (i64 i = 0; i < activities; i++)
        kind[i] = g->names->activity.v[i].kind;
    *s = (struct grown_state){.deals = arena_array(a, struct grown_deal, g->ids.n),
                              .fields = arena_array(a, u32, g->fields.n * g->ids.n),
                              .all_known = true};
    clear(s, g);
    struct fold f = {g, s, as_of_ms, kind};
    for (i64 i = 0; i <= g->at_ms.n; i++) {
        for (; fact < g->facts.n && g->facts.v[fact].place == i; fact++)
            if (grown_known(g->facts.v[fact].at_ms, g->facts.v[fact].lag_s, as_of_ms))
                apply_fact(&f, &g->facts.v[fact]);
        if (i == g->at_ms.n)
            break;
        if (grown_known(g->at_ms.v[i], g->lag_s.v[i], as_of_ms))
            apply_event(&f, i);
        else
            s->all_known = false;
    }
}
