#include <string.h>

#include "workspace/store.h"

void folded_clear(struct folded *f, i64 deal)
{
    f->deal = deal;
    f->revision = f->events = f->effective = f->named = f->referred = f->acted = f->alarm_ms = 0;
    f->clocks = (struct clocks){0};
    deal_clear(&f->state);
}

void folded_apply(struct folded *f, const struct record *r)
{
    f->revision = r->sequence;
    f->events++;
    f->clocks.seen_ms = i64_max(f->clocks.seen_ms, r->occurred_ms + r->lag_ms);
    if (kind_is_clock(r->kind)) {
        clocks_ran_out(&f->clocks, (enum due_what)(r->kind - KIND_CLOCK), (i32)r->subject);
        return;
    }
    f->acted = r->sequence;
    f->effective = r->kind == KIND_DEAL_TAKEN_BACK ? r->value : r->sequence;
    if (r->kind == KIND_DEAL_NAMED || (r->kind == EVENT_OPENED && r->has_text))
        f->named = r->sequence;
    if (r->kind == KIND_DEAL_REFERENCE)
        f->referred = r->sequence;
    if (r->kind >= EVENT_KIND_COUNT)
        return;
    struct deal_event event = record_event(r);
    deal_apply(&f->state, &event);
    clocks_start(&f->clocks, &event);
    if (r->kind == EVENT_FIELD_SET && r->subject < STANDARD_FIELDS_MAX)
        f->field_event[r->subject] = r->sequence;
}

/* Backwards along `before` from its last event, then applied forwards. */
static bool collect(struct storage *db, i64 deal, i64 revision, struct arena *a,
                    struct record **out, i64 *count)
{
    VEC(struct record) found = {0};
    for (i64 at = revision; at != 0;) {
        struct statement *s = storage_use(db, SQL_EVENT_GET);
        struct record r;
        bind_i64(s, 1, at);
        bool ok = statement_next(s) && record_read(s, &r) && r.deal == deal && r.before < at &&
                  found.n < WORKSPACE_DEAL_EVENTS_MAX + 1024;
        if (!ok)
            return false;
        at = r.before;
        r.text = (str){0};
        *vec_push(a, &found) = r;
    }
    *out = found.v;
    *count = found.n;
    return true;
}

/* Marks what a later event took back; such an event says how far back the deal goes. */
static void mark_taken_back(struct record *newest_first, i64 count)
{
    for (i64 i = 0; i < count; i++) {
        const struct record *r = &newest_first[i];
        if (r->deal == 0 || r->kind != KIND_DEAL_TAKEN_BACK)
            continue;
        for (i64 k = i + 1; k < count && newest_first[k].sequence > r->value; k++)
            newest_first[k].deal = 0;
    }
}

bool folded_load(struct folded *f, struct storage *db, i64 deal, i64 revision, struct arena scratch,
                 struct err *e)
{
    struct record *records = NULL;
    i64 count = 0;
    folded_clear(f, deal);
    bool ok = collect(db, deal, revision, &scratch, &records, &count);
    statement_reset(storage_use(db, SQL_EVENT_GET));
    if (!storage_check(db, e))
        return false;
    if (!ok)
        return err_set(e, ERR_INPUT, "the events of deal %lld do not hang together",
                       (long long)deal);
    mark_taken_back(records, count);
    for (i64 i = count - 1; i >= 0; i--)
        if (records[i].deal)
            folded_apply(f, &records[i]);
    f->events = count;
    return true;
}
