#include "history/builder.h"

enum { RUN_EVENTS = 1 << 14 };

struct history_builder *history_builder_new(struct arena *a)
{
    struct history_builder *b = arena_new(a, struct history_builder);
    b->arena = a;
    dict_init(&b->activities, a);
    dict_init(&b->actors, a);
    dict_init(&b->currencies, a);
    dict_init(&b->reasons, a);
    return b;
}

static u16 intern_activity(struct history_builder *b, str name, enum activity_kind kind)
{
    u32 id = dict_intern(&b->activities, name);
    if (id >= HISTORY_ACTIVITIES_MAX) {
        b->too_many_activities = true;
        return 0;
    }
    if (id == (u32)b->activity.n) {
        struct activity *made = vec_push(b->arena, &b->activity);
        *made = (struct activity){
            .kind = (u8)kind, .word = dict_name(&b->activities, id), .stage_order = -1};
    }
    return (u16)id;
}

static bool about_milestone(enum activity_kind kind)
{
    return kind >= ACTIVITY_REVOKED && kind <= ACTIVITY_OBJECTED;
}

/* The activity of `name` seen as `kind`: the name itself when that is its first kind and
 * the kind is not about something else, otherwise "name (kind)". */
static u16 activity_of(struct history_builder *b, str name, enum activity_kind kind)
{
    u16 plain = intern_activity(b, name, about_milestone(kind) ? ACTIVITY_MILESTONE : kind);
    if (b->too_many_activities)
        return 0;
    i32 known = b->activity.v[plain].as_kind[kind];
    if (known)
        return (u16)(known - 1);
    u16 id = plain;
    if (b->activity.v[plain].kind != kind) {
        str longer = str_fmt(b->arena, "%.*s (%s)", STR_ARG(name), activity_kind_id(kind));
        id = intern_activity(b, longer, kind);
    }
    b->activity.v[id].word = dict_name(&b->activities, plain);
    b->activity.v[plain].as_kind[kind] = id + 1;
    return id;
}

u16 history_add_activity(struct history_builder *b, str name, enum activity_kind kind,
                         enum outcome outcome)
{
    u16 id = activity_of(b, name, kind);
    if (b->activity.n)
        b->activity.v[id].outcome = (u8)outcome;
    return id;
}

i64 history_activity_count(const struct history_builder *b)
{
    return b->activity.n;
}

str history_activity_name(const struct history_builder *b, i64 activity)
{
    return dict_name(&b->activities, (u32)activity);
}

enum activity_kind history_activity_kind(const struct history_builder *b, i64 activity)
{
    return (enum activity_kind)b->activity.v[activity].kind;
}

void history_activity_becomes(struct history_builder *b, i64 activity, enum outcome outcome)
{
    struct activity *x = &b->activity.v[activity];
    assert(x->kind == ACTIVITY_OTHER);
    x->kind = outcome == OUTCOME_OPEN ? ACTIVITY_STAGE : ACTIVITY_OUTCOME;
    x->outcome = (u8)outcome;
}

static u32 intern_or_none(struct dict *d, str name)
{
    return name.n ? dict_intern(d, name) : HISTORY_NO_ID;
}

u32 history_add_actor(struct history_builder *b, str name)
{
    return intern_or_none(&b->actors, name);
}

static u64 number_slot(const struct history_builder *b, i64 value)
{
    u64 state = (u64)value, mask = (u64)b->number_slot_count - 1;
    u64 at = splitmix64(&state) & mask;
    while (b->number_slots[at] && b->numbers.v[b->number_slots[at] - 1] != value)
        at = (at + 1) & mask;
    return at;
}

u32 history_add_number(struct history_builder *b, i64 value)
{
    if (2 * b->numbers.n >= b->number_slot_count) {
        b->number_slot_count = b->number_slot_count ? 2 * b->number_slot_count : 256;
        b->number_slots = arena_array(b->arena, u32, b->number_slot_count);
        for (i64 i = 0; i < b->numbers.n; i++)
            b->number_slots[number_slot(b, b->numbers.v[i])] = (u32)i + 1;
    }
    u64 at = number_slot(b, value);
    if (!b->number_slots[at]) {
        *vec_push(b->arena, &b->numbers) = value;
        b->number_slots[at] = (u32)b->numbers.n;
    }
    return b->number_slots[at] - 1;
}

i64 history_add_deal(struct history_builder *b, const struct history_deal *deal)
{
    assert(!b->log_ids);
    struct deal_row *row = vec_push(b->arena, &b->deals);
    *row = (struct deal_row){
        .id = str_dup(b->arena, deal->id),
        .name = str_dup(b->arena, deal->name),
        .created_ms = deal->created_ms,
        .entered_ms = deal->entered_ms,
        .seen_from_ms = deal->seen_from_ms,
        .closed_ms = deal->closed_ms,
        .expected_ms = deal->expected_ms,
        .modified_ms = deal->modified_ms,
        .amount_minor = deal->amount_minor,
        .amount_known = deal->amount_known,
        .owner = intern_or_none(&b->actors, deal->owner),
        .reason = intern_or_none(&b->reasons, deal->reason),
        .outcome = (u8)deal->outcome,
        .currency = (u16)dict_intern(&b->currencies, deal->currency),
        .stage = HISTORY_ACTIVITIES_MAX,
    };
    b->any_name = b->any_name || deal->name.n > 0;
    if (deal->stage.n)
        row->stage = activity_of(b, deal->stage, ACTIVITY_STAGE);
    return b->deals.n - 1;
}

void history_add_log_deals(struct history_builder *b, const str *ids, i64 n)
{
    assert(b->deals.n == 0 && !b->log_ids);
    b->log_ids = ids;
    b->log_count = n;
}

const str *history_log_deals(const struct history_builder *b, i64 *n)
{
    *n = b->log_count;
    return b->log_ids;
}

static struct log_fact *new_fact(struct history_builder *b, i64 deal)
{
    struct log_fact *f = vec_push(b->arena, &b->log_facts);
    *f = (struct log_fact){.deal = (u32)deal, .owner = HISTORY_NO_ID, .reason = HISTORY_NO_ID};
    return f;
}

void history_set_log_owner(struct history_builder *b, i64 deal, str owner)
{
    new_fact(b, deal)->owner = intern_or_none(&b->actors, owner);
}

void history_set_log_reason(struct history_builder *b, i64 deal, str reason)
{
    new_fact(b, deal)->reason = intern_or_none(&b->reasons, reason);
}

void history_set_log_amount(struct history_builder *b, i64 deal, i64 minor, str currency)
{
    struct log_fact *f = new_fact(b, deal);
    f->amount_minor = minor;
    f->amount_known = true;
    if (currency.n) {
        f->has_currency = true;
        f->currency = str_dup(b->arena, currency);
    }
}

void history_set_log_currency(struct history_builder *b, i64 deal, str currency)
{
    struct log_fact *f = new_fact(b, deal);
    f->has_currency = currency.n > 0;
    f->currency = str_dup(b->arena, currency);
}

void builder_close_run(struct history_builder *b)
{
    struct open_run *open = &b->open;
    if (open->run.n) {
        open->run.lag_s = b->any_lag ? open->lag_s : NULL;
        open->run.actor = b->any_actor ? open->actor : NULL;
        open->run.value = b->any_value ? open->value : NULL;
        *vec_push(b->arena, &b->runs) = open->run;
    }
    *open = (struct open_run){0};
}

static void open_run(struct history_builder *b)
{
    struct open_run *open = &b->open;
    open->deal = arena_array(b->arena, u32, RUN_EVENTS);
    open->at_ms = arena_array(b->arena, i64, RUN_EVENTS);
    open->activity = arena_array(b->arena, u16, RUN_EVENTS);
    open->lag_s = arena_array(b->arena, i32, RUN_EVENTS);
    open->actor = arena_array(b->arena, u32, RUN_EVENTS);
    open->value = arena_array(b->arena, u32, RUN_EVENTS);
    open->run =
        (struct history_run){.deal = open->deal, .at_ms = open->at_ms, .activity = open->activity};
}

static i32 lag_of(const struct history_event *event)
{
    if (event->recorded_ms == TIME_NONE)
        return HISTORY_NO_LAG;
    i64 s = event->recorded_ms / 1000 - event->at_ms / 1000;
    return (i32)i64_max(i64_min(s, INT32_MAX), INT32_MIN + 1);
}

void history_add_event(struct history_builder *b, const struct history_event *event)
{
    struct open_run *open = &b->open;
    if (!open->deal)
        open_run(b);
    i64 i = open->run.n++;
    assert(event->deal >= 0 && event->deal <= UINT32_MAX);
    open->deal[i] = (u32)event->deal;
    open->at_ms[i] = event->at_ms;
    open->activity[i] = activity_of(b, event->activity, event->kind);
    open->lag_s[i] = lag_of(event);
    open->actor[i] = intern_or_none(&b->actors, event->actor);
    open->value[i] = event->has_value ? history_add_number(b, event->value) : HISTORY_NO_ID;
    b->any_lag = b->any_lag || event->recorded_ms != TIME_NONE;
    b->any_actor = b->any_actor || event->actor.n;
    b->any_value = b->any_value || event->has_value;
    if (open->run.n == RUN_EVENTS)
        builder_close_run(b);
}

void history_add_run(struct history_builder *b, const struct history_run *run)
{
    builder_close_run(b);
    *vec_push(b->arena, &b->runs) = *run;
}

void history_set_attribute(struct history_builder *b, i64 deal, str name, str value)
{
    if (!value.n)
        return;
    struct attribute *found = NULL;
    for (i64 i = 0; i < b->attributes.n && !found; i++)
        if (str_eq(b->attributes.v[i].name, name))
            found = &b->attributes.v[i];
    if (!found && b->attributes.n == HISTORY_ATTRIBUTES_MAX) {
        b->too_many_attributes = true;
        return;
    }
    if (!found) {
        found = vec_push(b->arena, &b->attributes);
        found->name = str_dup(b->arena, name);
        dict_init(&found->values, b->arena);
    }
    u32 id = dict_intern(&found->values, value);
    *vec_push(b->arena, &found->cells) = (struct attribute_cell){(u32)deal, id};
}

void history_add_governance(struct history_builder *b, const struct governance_event *event)
{
    struct governance_event *kept = vec_push(b->arena, &b->governance);
    *kept = *event;
    kept->actor = str_dup(b->arena, event->actor);
    kept->department = str_dup(b->arena, event->department);
}

void history_set_stages(struct history_builder *b, const str *names, i64 n)
{
    for (i64 i = 0; i < n; i++) {
        u16 id = activity_of(b, names[i], ACTIVITY_STAGE);
        if (b->activity.n)
            b->activity.v[id].stage_order = (i32)i;
    }
}
