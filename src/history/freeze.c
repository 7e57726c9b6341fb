/* From what was collected to columns that never change again. */
#include "history/builder.h"
#include "history/group.h"

enum { DEAL_CHUNK = 1 << 14 };

struct freeze {
    struct history *h;
    const struct history_builder *b;
    const struct group_columns *columns;
    i64 *latest_ms; /* per chunk of deals */
    bool *whole_days;
    bool any_outcome, any_stage, any_edit;
    /* the columns of deals, still writable */
    str *deal_id, *deal_name;
    i64 *created_ms, *entered_ms, *seen_from_ms, *closed_ms, *expected_ms, *modified_ms;
    i64 *amount_minor;
    u32 *owner, *reason;
    u16 *stage, *currency;
    u8 *outcome, *amount_known;
};

static bool whole_day(i64 at_ms)
{
    return at_ms == TIME_NONE || at_ms % MS_PER_DAY == 0;
}

/* The last event of the deal whose activity `wanted` marks; -1 when there is none. */
static i64 last_event(const struct group_columns *c, i64 deal, const struct activity *activities,
                      enum activity_kind kind)
{
    for (i64 i = c->first[deal + 1] - 1; i >= c->first[deal]; i--)
        if (activities[c->activity[i]].kind == kind)
            return i;
    return -1;
}

static void fill_from_row(const struct freeze *f, i64 d)
{
    const struct deal_row *row = &f->b->deals.v[d];
    f->deal_id[d] = row->id;
    if (f->deal_name)
        f->deal_name[d] = row->name;
    f->created_ms[d] = row->created_ms;
    f->entered_ms[d] = row->entered_ms;
    f->seen_from_ms[d] = row->seen_from_ms;
    f->closed_ms[d] = row->closed_ms;
    f->expected_ms[d] = row->expected_ms;
    f->modified_ms[d] = row->modified_ms;
    f->amount_minor[d] = row->amount_minor;
    f->amount_known[d] = row->amount_known;
    f->owner[d] = row->owner;
    f->reason[d] = row->reason;
    f->currency[d] = row->currency;
    f->outcome[d] = row->outcome;
    f->stage[d] = row->stage;
}

/* What the edits of a deal's fields say about it, the last one last. */
static void apply_edit(const struct freeze *f, i64 d, i64 i)
{
    const struct group_columns *c = f->columns;
    u32 number = c->value ? c->value[i] : HISTORY_NO_ID;
    i64 value = number == HISTORY_NO_ID ? 0 : f->b->numbers.v[number];
    switch (f->b->activity.v[c->activity[i]].kind) {
    case ACTIVITY_OWNER:
        if (c->actor && c->actor[i] != HISTORY_NO_ID)
            f->owner[d] = c->actor[i];
        break;
    case ACTIVITY_AMOUNT:
        f->amount_minor[d] = value;
        f->amount_known[d] = number != HISTORY_NO_ID;
        break;
    case ACTIVITY_CLOSE_DATE:
        f->expected_ms[d] = number == HISTORY_NO_ID ? TIME_NONE : value * MS_PER_DAY;
        break;
    default: break;
    }
}

static void fill_from_log(const struct freeze *f, i64 d)
{
    const struct group_columns *c = f->columns;
    bool none = c->first[d] == c->first[d + 1];
    f->entered_ms[d] = none ? TIME_NONE : c->at_ms[c->first[d]];
    f->created_ms[d] = f->closed_ms[d] = f->expected_ms[d] = TIME_NONE;
    f->stage[d] = HISTORY_ACTIVITIES_MAX;
    for (i64 i = c->first[d]; f->any_edit && i < c->first[d + 1]; i++)
        apply_edit(f, d, i);
    i64 end = f->any_outcome ? last_event(c, d, f->b->activity.v, ACTIVITY_OUTCOME) : -1;
    if (end < 0)
        return;
    u32 number = c->value ? c->value[end] : HISTORY_NO_ID;
    f->outcome[d] = number == HISTORY_NO_ID ? f->b->activity.v[c->activity[end]].outcome
                                            : (u8)f->b->numbers.v[number];
    f->closed_ms[d] = c->at_ms[end];
}

static void fill_stage(const struct freeze *f, i64 d)
{
    if (f->stage[d] != HISTORY_ACTIVITIES_MAX || !f->any_stage)
        return;
    i64 at = last_event(f->columns, d, f->b->activity.v, ACTIVITY_STAGE);
    if (at >= 0)
        f->stage[d] = f->columns->activity[at];
}

/* An amount that was read with two decimals, in minor units of its currency. */
static i64 in_minor(i64 amount, str currency)
{
    i32 digits = currency.n ? money_digits(currency) : 2;
    for (; digits < 2; digits++)
        amount /= 10;
    for (; digits > 2; digits--)
        amount *= 10;
    return amount;
}

/* Before the events, whose edits speak later. */
static void fill_facts(struct freeze *f, struct history_builder *b)
{
    for (i64 d = 0; b->log_ids && d < f->columns->deal_count; d++)
        f->owner[d] = f->reason[d] = HISTORY_NO_ID;
    for (i64 i = 0; i < b->log_facts.n; i++) {
        const struct log_fact *x = &b->log_facts.v[i];
        if (x->owner != HISTORY_NO_ID)
            f->owner[x->deal] = x->owner;
        if (x->reason != HISTORY_NO_ID)
            f->reason[x->deal] = x->reason;
        if (x->has_currency) {
            f->currency[x->deal] = (u16)dict_intern(&b->currencies, x->currency);
            if (!x->amount_known) /* it came before its currency */
                f->amount_minor[x->deal] = in_minor(f->amount_minor[x->deal], x->currency);
        }
        if (x->amount_known) {
            str known = dict_name(&b->currencies, f->currency[x->deal]);
            f->amount_minor[x->deal] =
                x->has_currency ? x->amount_minor : in_minor(x->amount_minor, known);
            f->amount_known[x->deal] = true;
        }
    }
}

static bool deal_in_whole_days(const struct freeze *f, i64 d)
{
    const struct group_columns *c = f->columns;
    if (!whole_day(f->created_ms[d]) || !whole_day(f->entered_ms[d]) || !whole_day(f->closed_ms[d]))
        return false;
    for (i64 i = c->first[d]; i < c->first[d + 1]; i++)
        if (c->at_ms[i] % MS_PER_DAY)
            return false;
    return true;
}

static void fill_deals(void *context, i64 chunk)
{
    struct freeze *f = context;
    i64 low = chunk * DEAL_CHUNK, high = i64_min(low + DEAL_CHUNK, f->columns->deal_count);
    i64 latest = TIME_NONE;
    bool whole = true;
    for (i64 d = low; d < high; d++) {
        if (f->b->log_ids)
            fill_from_log(f, d);
        else
            fill_from_row(f, d);
        fill_stage(f, d);
        i64 end = f->columns->first[d + 1];
        if (end > f->columns->first[d])
            latest = i64_max(latest, f->columns->at_ms[end - 1]);
        latest = i64_max(latest, f->closed_ms[d]);
        whole = whole && deal_in_whole_days(f, d);
    }
    f->latest_ms[chunk] = latest;
    f->whole_days[chunk] = whole;
}

/* A log has no reasons, no dates of creation…: one constant column stands for several. */
static void make_deal_columns(struct freeze *f, struct arena *a, i64 n)
{
    bool log = f->b->log_ids;
    f->deal_id = log ? NULL : arena_array(a, str, n);
    f->deal_name = f->b->any_name ? arena_array(a, str, n) : NULL;
    f->created_ms = arena_array(a, i64, n);
    f->entered_ms = arena_array(a, i64, n);
    f->closed_ms = arena_array(a, i64, n);
    f->seen_from_ms = log ? f->created_ms : arena_array(a, i64, n);
    f->expected_ms = log && !f->any_edit ? f->created_ms : arena_array(a, i64, n);
    f->modified_ms = log ? f->created_ms : arena_array(a, i64, n);
    f->owner = arena_array(a, u32, n);
    bool nobody = log && !f->any_edit && !f->b->log_facts.n;
    f->reason = nobody ? f->owner : arena_array(a, u32, n);
    f->amount_minor = arena_array(a, i64, n); /* zero and untouched in a log */
    f->amount_known = arena_array(a, u8, n);
    f->currency = arena_array(a, u16, n);
    f->stage = arena_array(a, u16, n);
    f->outcome = arena_array(a, u8, n);
}

static void hand_over(const struct freeze *f)
{
    struct history *h = f->h;
    h->deal_id = f->deal_id ? f->deal_id : f->b->log_ids;
    h->deal_name = f->deal_name;
    h->created_ms = f->created_ms;
    h->entered_ms = f->entered_ms;
    h->seen_from_ms = f->seen_from_ms;
    h->closed_ms = f->closed_ms;
    h->expected_ms = f->expected_ms;
    h->modified_ms = f->modified_ms;
    h->outcome = f->outcome;
    h->stage = f->stage;
    h->amount_minor = f->amount_minor;
    h->amount_known = f->amount_known;
    h->currency = f->currency;
    h->owner = f->owner;
    h->reason = f->reason;
}

static void freeze_deals(struct history *h, struct history_builder *b,
                         const struct group_columns *columns, i64 as_of_ms, i32 threads)
{
    i64 n = columns->deal_count, chunks = (n + DEAL_CHUNK - 1) / DEAL_CHUNK;
    struct freeze f = {.h = h, .b = b, .columns = columns};
    for (i64 i = 0; i < b->activity.n; i++) {
        u8 kind = b->activity.v[i].kind;
        f.any_outcome = f.any_outcome || kind == ACTIVITY_OUTCOME;
        f.any_stage = f.any_stage || kind == ACTIVITY_STAGE;
        f.any_edit = f.any_edit || (kind >= ACTIVITY_CLOSE_DATE && kind <= ACTIVITY_OWNER);
    }
    if (b->log_ids)
        dict_intern(&b->currencies, S(""));
    make_deal_columns(&f, b->arena, n);
    f.latest_ms = arena_array(b->arena, i64, chunks);
    f.whole_days = arena_array(b->arena, bool, chunks);
    fill_facts(&f, b);
    par_for(threads, chunks, fill_deals, &f);
    hand_over(&f);
    h->as_of_ms = as_of_ms;
    h->day_precise = n > 0;
    for (i64 k = 0; k < chunks; k++) {
        h->day_precise = h->day_precise && f.whole_days[k];
        if (as_of_ms == TIME_NONE)
            h->as_of_ms = i64_max(h->as_of_ms, f.latest_ms[k]);
    }
}

static void freeze_activities(struct history *h, struct history_builder *b)
{
    i64 n = b->activity.n;
    u8 *kind = arena_array(b->arena, u8, n);
    str *word = arena_array(b->arena, str, n);
    i32 *order = arena_array(b->arena, i32, n);
    for (i64 i = 0; i < n; i++) {
        kind[i] = b->activity.v[i].kind;
        word[i] = b->activity.v[i].word;
        order[i] = b->activity.v[i].stage_order;
    }
    h->activities = b->activities;
    h->activity_kind = kind;
    h->activity_word = word;
    h->stage_order = order;
}

/* The last value given for a deal counts. */
static void freeze_attributes(struct history *h, struct history_builder *b, i64 deal_count)
{
    struct history_attribute *out =
        arena_array(b->arena, struct history_attribute, b->attributes.n);
    for (i64 k = 0; k < b->attributes.n; k++) {
        struct attribute *from = &b->attributes.v[k];
        u32 *value = arena_array(b->arena, u32, deal_count);
        for (i64 d = 0; d < deal_count; d++)
            value[d] = HISTORY_NO_ID;
        for (i64 i = 0; i < from->cells.n; i++)
            value[from->cells.v[i].deal] = from->cells.v[i].value;
        out[k] = (struct history_attribute){from->name, from->values, value};
    }
    h->attributes = out;
    h->attribute_count = b->attributes.n;
}

static bool act_before(const struct governance_event *a, const struct governance_event *b)
{
    return a->at_ms <= b->at_ms;
}

/* By time; equal times keep their order. They are few. */
static void freeze_governance(struct history *h, struct history_builder *b)
{
    i64 n = b->governance.n;
    struct governance_event *from = b->governance.v;
    struct governance_event *to = arena_array(b->arena, struct governance_event, n);
    sort_merge(from, to, n, act_before);
    h->governance = from;
    h->governance_count = n;
}

static bool check_limits(const struct history_builder *b, i64 deals, struct err *e)
{
    i64 events = 0;
    for (i64 k = 0; k < b->runs.n; k++)
        events += b->runs.v[k].n;
    if (b->too_many_activities) {
        err_set(e, ERR_LIMIT, "more than %d different activities", HISTORY_ACTIVITIES_MAX);
        return err_hint(e, "is the activity column the right one? its values look like ids");
    }
    if (b->too_many_attributes)
        return err_set(e, ERR_LIMIT, "more than %d attributes of deals", HISTORY_ATTRIBUTES_MAX);
    if (events > HISTORY_EVENTS_MAX)
        return err_set(e, ERR_LIMIT, "%lld events, a history holds %lld", (long long)events,
                       HISTORY_EVENTS_MAX);
    if (deals >= UINT32_MAX)
        return err_set(e, ERR_LIMIT, "%lld deals, a history holds %lld", (long long)deals,
                       (long long)UINT32_MAX - 1);
    if (b->currencies.n > UINT16_MAX)
        return err_set(e, ERR_LIMIT, "more than %d currencies", UINT16_MAX);
    return true;
}

bool history_build(struct history *h, struct history_builder *b, i64 as_of_ms, i32 threads,
                   struct err *e)
{
    builder_close_run(b);
    if (b->log_ids && as_of_ms != TIME_NONE)
        builder_cut(b, as_of_ms);
    i64 deals = b->log_ids ? b->log_count : b->deals.n;
    if (!check_limits(b, deals, e))
        return false;
    struct group_columns columns;
    group_runs(&columns, b->arena, b->runs.v, b->runs.n, deals, threads);
    *h = (struct history){
        .event_count = columns.event_count,
        .at_ms = columns.at_ms,
        .lag_s = columns.lag_s,
        .activity = columns.activity,
        .actor = columns.actor,
        .value = columns.value,
        .numbers = b->numbers.v,
        .deal_count = deals,
        .first = columns.first,
    };
    freeze_activities(h, b);
    struct sequence_source source = {deals, b->activity.n, columns.first, columns.activity};
    sequences_find(&h->sequences, b->arena, &source, threads);
    freeze_deals(h, b, &columns, as_of_ms, threads);
    freeze_attributes(h, b, deals);
    freeze_governance(h, b);
    h->actors = b->actors;
    h->currencies = b->currencies;
    h->reasons = b->reasons;
    return true;
}
