#include "history/growing_parts.h"

#include <string.h>

enum { ARENA_BYTES = 1 << 30, SLOTS_FIRST = 256 };

static void room_for(struct arena *a, i64 size)
{
    arena_init(a, 2 * (i64)GROWING_EVENTS_MAX * size);
}

struct growing *growing_new(void)
{
    static const i64 sizes[] = {sizeof(u32), sizeof(i64), sizeof(u16),
                                sizeof(i32), sizeof(u32), sizeof(u32)};
    struct arena arena;
    arena_init(&arena, 8ll * ARENA_BYTES);
    struct growing *g = arena_new(&arena, struct growing);
    g->arena = arena;
    for (i64 i = 0; i < LENGTH(sizes); i++)
        room_for(&g->column_arena[i], sizes[i]);
    room_for(&g->deal_arena, sizeof(i64));
    room_for(&g->fact_arena, sizeof(struct grown_fact));
    g->names = history_builder_new(&g->arena);
    dict_init(&g->processes, &g->arena);
    dict_init(&g->currencies, &g->arena);
    dict_init(&g->reasons, &g->arena);
    struct grown_field *version = vec_push(&g->arena, &g->fields);
    version->name = S("version");
    dict_init(&version->values, &g->arena);
    return g;
}

void growing_keep_all(struct growing *g)
{
    g->keeps_all = true;
}

void growing_release(struct growing *g)
{
    if (!g)
        return;
    for (i64 i = 0; i < LENGTH(g->column_arena); i++)
        arena_release(&g->column_arena[i]);
    arena_release(&g->deal_arena);
    arena_release(&g->fact_arena);
    struct arena arena = g->arena;
    arena_release(&arena);
}

/* --- people ------------------------------------------------------------------------------- */

static u64 person_slot(const struct growing *g, i64 person)
{
    u64 state = (u64)person, mask = (u64)g->person_slot_count - 1;
    u64 at = splitmix64(&state) & mask;
    while (g->person_slots[at] && g->people.v[g->person_slots[at] - 1] != person)
        at = (at + 1) & mask;
    return at;
}

static u32 actor_of(struct growing *g, i64 person)
{
    if (person <= 0)
        return HISTORY_NO_ID;
    if (2 * g->people.n >= g->person_slot_count) {
        g->person_slot_count = g->person_slot_count ? 2 * g->person_slot_count : SLOTS_FIRST;
        g->person_slots = arena_array(&g->arena, u32, g->person_slot_count);
        for (i64 i = 0; i < g->people.n; i++)
            g->person_slots[person_slot(g, g->people.v[i])] = (u32)i + 1;
    }
    u64 at = person_slot(g, person);
    if (!g->person_slots[at]) {
        *vec_push(&g->arena, &g->people) = person;
        g->person_slots[at] = (u32)g->people.n;
    }
    return g->person_slots[at] - 1;
}

void growing_name_person(struct growing *g, i64 person, str name)
{
    u32 actor = actor_of(g, person);
    if (actor != HISTORY_NO_ID)
        *vec_push(&g->arena, &g->person_names) =
            (struct grown_name){actor, str_dup(&g->arena, name)};
}

/* --- editions ----------------------------------------------------------------------------- */

void growing_add_edition(struct growing *g, i32 number, const struct growing_edition *edition,
                         struct moment when)
{
    assert(number >= 1 && number <= GROWING_EDITIONS_MAX);
    while (g->editions.n <= number)
        (void)vec_push(&g->arena, &g->editions);
    char digits[24];
    struct buf version = {.p = digits, .max = sizeof digits};
    buf_i64(&version, edition->version);
    str *stages = arena_array(&g->arena, str, edition->stage_count);
    for (i64 i = 0; i < edition->stage_count; i++)
        stages[i] = str_dup(&g->arena, edition->stages[i]);
    g->editions.v[number] = (struct grown_edition){
        .there = true,
        .when = when,
        .process = dict_intern(&g->processes, edition->process),
        .currency = dict_intern(&g->currencies, edition->currency),
        .version = edition->version,
        .version_value = dict_intern(&g->fields.v[0].values, buf_str(&version)),
        .stages = stages,
        .stage_count = edition->stage_count,
    };
}

/* --- facts and events --------------------------------------------------------------------- */

/* As in build.c: whole seconds, so that a lag takes four bytes. */
static i32 lag_of(struct moment m)
{
    if (m.recorded_ms == TIME_NONE)
        return HISTORY_NO_LAG;
    i64 s = m.recorded_ms / 1000 - m.at_ms / 1000;
    return (i32)i64_max(i64_min(s, INT32_MAX), INT32_MIN + 1);
}

static void add_fact(struct growing *g, u32 deal, struct moment when, u32 what, u32 value)
{
    g->full = g->full || g->facts.n >= GROWING_EVENTS_MAX;
    if (g->full)
        return;
    *vec_push(&g->fact_arena, &g->facts) = (struct grown_fact){.at_ms = when.at_ms,
                                                               .lag_s = lag_of(when),
                                                               .deal = deal,
                                                               .value = value,
                                                               .place = (u32)g->at_ms.n,
                                                               .what = what};
}

u32 growing_open_deal(struct growing *g, i64 id, struct moment when, i32 edition, i64 owner)
{
    if (g->full)
        return GROWING_NO_DEAL;
    assert(g->ids.n == 0 || g->ids.v[g->ids.n - 1] < id);
    assert(edition >= 1 && edition < g->editions.n && g->editions.v[edition].there);
    *vec_push(&g->deal_arena, &g->ids) = id;
    u32 deal = (u32)g->ids.n - 1;
    growing_begin_deal(g, deal, when, edition, owner);
    return deal;
}

void growing_begin_deal(struct growing *g, u32 deal, struct moment when, i32 edition, i64 owner)
{
    add_fact(g, deal, when, GROWN_OPENED, (u32)edition);
    if (owner > 0)
        growing_add_owner(g, deal, when, owner);
}

void growing_add_owner(struct growing *g, u32 deal, struct moment when, i64 person)
{
    add_fact(g, deal, when, GROWN_OWNER, actor_of(g, person));
}

u32 growing_find_deal(const struct growing *g, i64 id)
{
    i64 low = 0, high = g->ids.n;
    while (low < high) {
        i64 middle = (low + high) / 2;
        if (g->ids.v[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < g->ids.n && g->ids.v[low] == id ? (u32)low : GROWING_NO_DEAL;
}

u16 growing_activity(struct growing *g, str word, enum activity_kind kind)
{
    u16 id = history_add_activity(g->names, word, kind, OUTCOME_OPEN);
    g->full = g->full || g->names->too_many_activities;
    return id;
}

void growing_add_event(struct growing *g, const struct growing_event *event)
{
    g->full = g->full || g->at_ms.n >= GROWING_EVENTS_MAX;
    if (g->full)
        return;
    assert(event->deal < g->ids.n);
    u32 actor = actor_of(g, event->person);
    *vec_push(&g->column_arena[0], &g->deal) = event->deal;
    *vec_push(&g->column_arena[1], &g->at_ms) = event->when.at_ms;
    *vec_push(&g->column_arena[2], &g->activity) = event->activity;
    *vec_push(&g->column_arena[3], &g->lag_s) = lag_of(event->when);
    *vec_push(&g->column_arena[4], &g->actor) = actor;
    *vec_push(&g->column_arena[5], &g->value) =
        event->has_value ? history_add_number(g->names, event->value) : HISTORY_NO_ID;
    g->any_value = g->any_value || event->has_value;
}

void growing_add_reason(struct growing *g, u32 deal, struct moment when, str reason)
{
    u32 id = reason.n ? dict_intern(&g->reasons, reason) : HISTORY_NO_ID;
    add_fact(g, deal, when, GROWN_REASON, id);
}

void growing_add_reopening(struct growing *g, u32 deal, struct moment when)
{
    add_fact(g, deal, when, GROWN_REOPENED, 0);
}

void growing_clear_amount(struct growing *g, u32 deal, struct moment when)
{
    add_fact(g, deal, when, GROWN_NO_AMOUNT, 0);
}

void growing_add_move(struct growing *g, u32 deal, struct moment when, i32 edition)
{
    assert(edition >= 1 && edition < g->editions.n && g->editions.v[edition].there);
    add_fact(g, deal, when, GROWN_MOVED, (u32)edition);
}

static i64 field_number(struct growing *g, str name)
{
    for (i64 i = 0; i < g->fields.n; i++)
        if (str_eq(g->fields.v[i].name, name))
            return i;
    if (g->fields.n == HISTORY_ATTRIBUTES_MAX)
        return -1;
    struct grown_field *field = vec_push(&g->arena, &g->fields);
    field->name = str_dup(&g->arena, name);
    dict_init(&field->values, &g->arena);
    return g->fields.n - 1;
}

void growing_set_field(struct growing *g, u32 deal, struct moment when, str field, str value)
{
    i64 number = field_number(g, field);
    if (number < 0)
        return;
    struct grown_field *f = &g->fields.v[number];
    g->version_told = g->version_told || number == 0;
    if (f->is_text)
        return;
    u32 id = value.n ? dict_intern(&f->values, value) : HISTORY_NO_ID;
    f->is_text = f->values.n > GROWING_LEVELS_MAX && !g->keeps_all;
    add_fact(g, deal, when, GROWN_FIELD + (u32)number, id);
}

static void add_text(struct growing *g, u32 deal, enum fact_kind kind, str text)
{
    static const struct moment always = {0, TIME_NONE};
    if (!g->keeps_all || !text.n)
        return;
    *vec_push(&g->arena, &g->texts) = str_dup(&g->arena, text);
    add_fact(g, deal, always, kind, (u32)g->texts.n);
}

void growing_name_deal(struct growing *g, u32 deal, str name)
{
    add_text(g, deal, GROWN_NAME, name);
}

void growing_refer_deal(struct growing *g, u32 deal, str id)
{
    add_text(g, deal, GROWN_REFERENCE, id);
}

void growing_add_governance(struct growing *g, const struct growing_act *act)
{
    struct growing_act *kept = vec_push(&g->arena, &g->acts);
    *kept = *act;
    kept->name = str_dup(&g->arena, act->name);
    kept->department = str_dup(&g->arena, act->department);
    kept->process = str_dup(&g->arena, act->process);
    (void)actor_of(g, act->person);
}

/* --- what an import told ------------------------------------------------------------------ */

struct growing_place growing_place(const struct growing *g)
{
    return (struct growing_place){g->at_ms.n, g->facts.n};
}

void growing_recorded(struct growing *g, i64 event, i64 recorded_ms)
{
    g->lag_s.v[event] = lag_of((struct moment){g->at_ms.v[event], recorded_ms});
}

void growing_called(struct growing *g, i64 event, u16 activity)
{
    g->activity.v[event] = activity;
}

void growing_done_by(struct growing *g, i64 event, i64 person)
{
    g->actor.v[event] = actor_of(g, person);
}

void growing_forget_event(struct growing *g, i64 event)
{
    g->at_ms.v[event] = GROWN_NEVER;
}

void growing_told(struct growing *g, struct growing_place from)
{
    for (i64 i = from.facts; i < g->facts.n; i++) {
        g->facts.v[i].lag_s = HISTORY_NO_LAG;
        if (g->facts.v[i].what >= GROWN_FIELD)
            g->facts.v[i].at_ms = GROWN_NEVER;
    }
}

void growing_forget(struct growing *g, struct growing_place from, struct growing_place to)
{
    for (i64 i = from.events; i < to.events; i++)
        g->at_ms.v[i] = GROWN_NEVER;
    for (i64 i = from.facts; i < to.facts; i++)
        g->facts.v[i].at_ms = GROWN_NEVER;
}

void growing_forget_deal(struct growing *g, u32 deal, struct growing_place from)
{
    *vec_push(&g->arena, &g->doubts) =
        (struct grown_doubt){.deal = deal, .from = from, .to = growing_place(g)};
}

static bool is_doubted(const struct growing *g, u32 at, i64 event, i64 fact)
{
    for (; at; at = g->doubts.v[at - 1].next) {
        const struct grown_doubt *x = &g->doubts.v[at - 1];
        if ((event >= x->from.events && event < x->to.events) ||
            (fact >= x->from.facts && fact < x->to.facts))
            return true;
    }
    return false;
}

void growing_settle(struct growing *g)
{
    struct arena scratch;
    struct growing_place from = {INT64_MAX, INT64_MAX}, to = {0, 0};
    if (!g->doubts.n)
        return;
    arena_init(&scratch, (i64)sizeof(u32) * g->ids.n + 4096);
    u32 *of = arena_array(&scratch, u32, g->ids.n);
    for (i64 i = 0; i < g->doubts.n; i++) {
        struct grown_doubt *x = &g->doubts.v[i];
        x->next = of[x->deal];
        of[x->deal] = (u32)i + 1;
        from.events = i64_min(from.events, x->from.events);
        from.facts = i64_min(from.facts, x->from.facts);
        to.events = i64_max(to.events, x->to.events);
        to.facts = i64_max(to.facts, x->to.facts);
    }
    for (i64 i = from.events; i < to.events; i++)
        if (is_doubted(g, of[g->deal.v[i]], i, -1))
            g->at_ms.v[i] = GROWN_NEVER;
    for (i64 i = from.facts; i < to.facts; i++)
        if (is_doubted(g, of[g->facts.v[i].deal], -1, i))
            g->facts.v[i].at_ms = GROWN_NEVER;
    g->doubts.n = 0;
    arena_release(&scratch);
}

void growing_forget_source(struct growing *g, i64 source)
{
    i64 kept = 0;
    for (i64 i = 0; i < g->acts.n; i++) {
        if (g->acts.v[i].source != source)
            g->acts.v[kept++] = g->acts.v[i];
    }
    g->acts.n = kept;
}

void growing_add_record(struct growing *g, u32 deal, const struct growing_record *record)
{
    struct growing_record *kept = vec_push(&g->arena, &g->records);
    i64 start = record->entered_ms != TIME_NONE ? record->entered_ms : record->created_ms;
    struct moment when = {start == TIME_NONE ? 0 : start, TIME_NONE};
    *kept = *record;
    kept->reason = str_dup(&g->arena, record->reason);
    kept->currency = str_dup(&g->arena, record->currency);
    if (record->reason.n)
        dict_intern(&g->reasons, record->reason);
    dict_intern(&g->currencies, record->currency); /* not known is a currency of its own */
    add_fact(g, deal, when, GROWN_RECORD, (u32)g->records.n - 1);
}

struct growing_counts growing_counts(const struct growing *g)
{
    return (struct growing_counts){g->at_ms.n, g->facts.n, g->ids.n, g->people.n, g->full};
}
