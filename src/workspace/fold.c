#include <string.h>

#include "workspace/store.h"

void folded_clear(struct folded *f, i64 deal)
{
    f->deal = deal;
    f->revision = f->events = f->effective = f->named = f->referred = f->acted = f->alarm_ms = 0;
    f->clocks = (struct clocks){0};
    f->migrated = f->last_hop = 0;
    f->migrating = f->lost_move = false;
    f->left_behind = 0;
    deal_clear(&f->state);
}

/* The deal is on another edition: its fields have the events that their old numbers had. */
static void migrate(struct folded *f, const struct record *r, struct editions editions)
{
    const struct edition *to =
        r->value >= 1 && r->value <= editions.n ? editions.v[r->value] : NULL;
    struct deal_event event = record_event(r);
    bool known = to && to->before && to->before->rules.version == f->state.version;
    if (!known)
        return; /* etalon verify says so: its row is of another edition */
    i64 before[STANDARD_FIELDS_MAX];
    memcpy(before, f->field_event, sizeof before);
    for (i32 n = 0; n < to->rules.field_count; n++)
        if (to->carry.field[n] >= 0)
            f->field_event[n] = before[to->carry.field[n]];
    deal_carry(&to->carry, &f->state, &event);
    clocks_start(&f->clocks, &event);
    if (r->sequence != f->last_hop + 1) /* not another version on the same way */
        f->migrated = r->sequence;
    f->last_hop = r->sequence;
    f->migrating = true;
}

static void count(struct folded *f, const struct record *r)
{
    f->revision = r->sequence;
    f->events++;
    f->clocks.seen_ms = i64_max(f->clocks.seen_ms, r->occurred_ms + r->lag_ms);
    if (kind_is_clock(r->kind))
        return;
    f->acted = r->sequence;
    f->effective = r->kind == KIND_DEAL_TAKEN_BACK ? r->value : r->sequence;
    if (r->kind == KIND_DEAL_NAMED || (r->kind == EVENT_OPENED && r->has_text))
        f->named = r->sequence;
    if (r->kind == KIND_DEAL_REFERENCE)
        f->referred = r->sequence;
}

static void apply_event(struct folded *f, const struct record *r, const struct deal_event *event)
{
    deal_apply(&f->state, event);
    clocks_start(&f->clocks, event);
    if (event->kind == EVENT_FIELD_SET && event->subject < STANDARD_FIELDS_MAX)
        f->field_event[event->subject] = r->sequence;
}

void folded_apply(struct folded *f, const struct record *r, struct editions editions)
{
    count(f, r);
    if (kind_is_clock(r->kind)) {
        clocks_ran_out(&f->clocks, (enum due_what)(r->kind - KIND_CLOCK), (i32)r->subject);
        return;
    }
    if (r->kind == EVENT_MIGRATED) {
        migrate(f, r, editions);
        return;
    }
    f->migrating = false;
    if (r->kind == KIND_DEAL_RESTORED)
        f->migrated = 0;
    if (r->kind >= EVENT_KIND_COUNT)
        return;
    struct deal_event event = record_event(r);
    apply_event(f, r, &event);
}

/* --- a migration that was undone ------------------------------------------------------------ */

/* An event recorded on the edition `on`, in numbers of the one the deal has stayed on. */
static void apply_back(struct folded *f, const struct record *r, const struct edition *on)
{
    struct deal_event event = record_event(r);
    bool known = true;
    for (; known && on && on->rules.version != f->state.version; on = on->before)
        known = on->before && carry_back(&on->carry, f->state.outcome, &event);
    if (known && on) {
        apply_event(f, r, &event);
        return;
    }
    f->left_behind++;
    f->lost_move |=
        r->kind == EVENT_STAGE_ENTERED || r->kind == EVENT_REOPENED || r->kind == EVENT_OUTCOME_SET;
}

/* Of records, the newest first: the one that says that `r` never was, -1: none. */
static i64 undone_by(const struct record *records, i64 at)
{
    for (i64 i = at - 1; i >= 0; i--)
        if (records[i].deal && records[i].kind == KIND_DEAL_RESTORED &&
            restored_migrated(records[i].value) == records[at].sequence)
            return i;
    return -1;
}

/* From the first EVENT_MIGRATED at `at` to the one at `until` that undoes it. */
static void apply_undone(struct folded *f, const struct record *records, i64 at, i64 until,
                         struct editions editions)
{
    const struct edition *on = NULL, *outer = NULL;
    i64 inner_until = -1; /* of one inside, undone before this one was */
    f->left_behind = 0;
    f->lost_move = false;
    for (i64 i = at; i >= until; i--) {
        const struct record *r = &records[i];
        if (!r->deal)
            continue; /* taken back */
        count(f, r);
        if (r->kind == EVENT_MIGRATED) {
            i64 undone = undone_by(records, i);
            if (undone > until) {
                inner_until = undone;
                outer = on;
            }
            on = r->value >= 1 && r->value <= editions.n ? editions.v[r->value] : NULL;
        } else if (i == inner_until) {
            on = outer;
        } else if (r->kind < EVENT_KIND_COUNT) {
            apply_back(f, r, on);
        }
    }
    f->migrating = false;
}

static void apply_all(struct folded *f, const struct record *records, i64 n,
                      struct editions editions)
{
    for (i64 i = n - 1; i >= 0; i--) {
        if (!records[i].deal)
            continue; /* taken back */
        i64 undone = records[i].kind == EVENT_MIGRATED ? undone_by(records, i) : -1;
        if (undone < 0) {
            folded_apply(f, &records[i], editions);
            continue;
        }
        i64 migrated = f->migrated; /* an earlier one holds */
        apply_undone(f, records, i, undone, editions);
        f->migrated = migrated;
        i = undone;
    }
}

/* Backwards along `before` from its last event: the newest first. */
static bool collect(struct storage *db, i64 deal, i64 revision, struct arena *a,
                    struct record **out, i64 *n)
{
    VEC(struct record) found = {0};
    vec_push(a, &found); /* room for one that is not there yet */
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
    *out = found.v + 1;
    *n = found.n - 1;
    return true;
}

/* Marks what a later event took back; such an event says how far back the deal goes. */
static void mark_taken_back(struct record *newest_first, i64 n)
{
    for (i64 i = 0; i < n; i++) {
        const struct record *r = &newest_first[i];
        if (r->deal == 0 || r->kind != KIND_DEAL_TAKEN_BACK)
            continue;
        for (i64 k = i + 1; k < n && newest_first[k].sequence > r->value; k++)
            newest_first[k].deal = 0;
    }
}

/* The same, with what was wrong said. */
static bool collect_well(struct storage *db, i64 deal, i64 revision, struct arena *a,
                         struct record **out, i64 *n, struct err *e)
{
    bool ok = collect(db, deal, revision, a, out, n);
    statement_reset(storage_use(db, SQL_EVENT_GET));
    if (!storage_check(db, e))
        return false;
    if (!ok)
        return err_set(e, ERR_INPUT, "the events of deal %lld do not hang together",
                       (long long)deal);
    mark_taken_back(*out, *n);
    return true;
}

bool folded_load(struct folded *f, struct storage *db, i64 deal, i64 revision,
                 struct editions editions, struct arena scratch, struct err *e)
{
    struct record *records = NULL;
    i64 n = 0;
    folded_clear(f, deal);
    if (!collect_well(db, deal, revision, &scratch, &records, &n, e))
        return false;
    apply_all(f, records, n, editions);
    f->events = n;
    return true;
}

bool folded_load_undone(struct folded *f, struct storage *db, i64 deal, i64 revision,
                        struct editions editions, struct arena scratch, struct err *e)
{
    struct record *records = NULL;
    i64 n = 0;
    folded_clear(f, deal);
    if (!collect_well(db, deal, revision, &scratch, &records, &n, e))
        return false;
    apply_all(f, records, n, editions);
    if (!f->migrated)
        return err_set(e, ERR_INPUT, "deal %lld was not carried over", (long long)deal);
    i64 migrated = f->migrated;
    records[-1] = (struct record){
        .kind = KIND_DEAL_RESTORED, .value = restored_value(migrated, 0), .deal = deal};
    folded_clear(f, deal);
    apply_all(f, records - 1, n + 1, editions);
    f->revision = revision;
    f->events = n;
    return true;
}
