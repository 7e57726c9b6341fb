#include "exchange/joined.h"

#include "exchange/events.h"
#include "exchange/recognise.h"

#include <stdlib.h>

str joined_owner(void *joined, str id)
{
    struct joined *j = joined;
    i64 own = dict_find(&j->owner_ids, id);
    if (own >= 0)
        return j->owner_names.v[own];
    for (i64 i = 0; i < j->lookup_count; i++) {
        struct lookup *l = &j->lookups[i];
        if (l->table->role != ROLE_OWNERS)
            continue;
        i64 row = lookup_row(l, id);
        str name = row >= 0 ? lookup_name(j->arena, l->table, row) : (str){0};
        if (name.n)
            return name;
    }
    return id;
}

/* Deals that name their owner and give his id explain that id everywhere. */
static void learn_owners(struct joined *j)
{
    dict_init(&j->owner_ids, j->arena);
    for (i64 i = 0; i < j->deals->list.n; i++) {
        const struct deal_row *r = &j->deals->list.v[i];
        str id = sheet_text(r->sheet, r->row, FIELD_OWNER_ID, NULL);
        str name = sheet_text(r->sheet, r->row, FIELD_OWNER, NULL);
        if (id.n && name.n && dict_intern(&j->owner_ids, id) == j->owner_names.n)
            *vec_push(j->arena, &j->owner_names) = name;
    }
}

/* Stages in order: of the mapping file, of the table of stages, by mean probability, by the
 * mean place in the histories. Ends are no stages. */
struct stage_place {
    str name;
    f64 sum;
    i64 n;
    i64 first; /* order of sight, the last word */
};

struct stage_places {
    struct dict names;
    VEC(struct stage_place) list;
};

static void place_stage(struct joined *j, struct stage_places *p, str stage, f64 at)
{
    enum outcome end;
    if (stage.n == 0 || meaning_of_stage(j->meaning, stage, &end))
        return;
    u32 id = dict_intern(&p->names, stage);
    if (id == p->list.n)
        *vec_push(j->arena, &p->list) =
            (struct stage_place){.name = dict_name(&p->names, id), .first = id};
    p->list.v[id].sum += at;
    p->list.v[id].n++;
}

static int by_place(const void *x, const void *y)
{
    const struct stage_place *a = x, *b = y;
    f64 left = a->sum * (f64)b->n, right = b->sum * (f64)a->n;
    if (left != right)
        return left < right ? -1 : 1;
    return a->first < b->first ? -1 : a->first > b->first;
}

static void places_from_table(struct joined *j, struct stage_places *p)
{
    for (i64 i = 0; i < j->meaning->stages.n; i++) {
        const struct meaning_stage *s = &j->meaning->stages.v[i];
        if (s->has_order && !(s->has_outcome && s->outcome != OUTCOME_OPEN))
            place_stage(j, p, meaning_stage_name(j->meaning, s->id), s->order);
    }
}

/* Probabilities of open deals: those of closed ones are 0 and 100. */
static void places_from_deals(struct joined *j, struct stage_places *p)
{
    for (i64 i = 0; i < j->deals->list.n; i++) {
        const struct deal_row *r = &j->deals->list.v[i];
        f64 at;
        if (r->verdict.outcome != OUTCOME_OPEN)
            continue;
        if (sheet_number(r->sheet, r->row, FIELD_ORDER, &at) == SHEET_FINE ||
            sheet_number(r->sheet, r->row, FIELD_PROBABILITY, &at) == SHEET_FINE)
            place_stage(j, p, r->stage, at);
    }
}

/* Changes are sorted by deal and time: the place of a stage among those of its deal. */
static void places_from_changes(struct joined *j, struct stage_places *p)
{
    f64 at = 0;
    for (i64 i = 0; i < j->changes->list.n; i++) {
        const struct change *c = &j->changes->list.v[i];
        if (i == 0 || c[-1].deal != c->deal)
            at = 0;
        if (c->stage.n)
            place_stage(j, p, c->stage, at++);
    }
}

static void add_stages(struct joined *j, struct history_builder *b)
{
    struct stage_places p = {0};
    dict_init(&p.names, j->arena);
    if (j->mapping && j->mapping->stages.n) {
        history_set_stages(b, j->mapping->stages.v, j->mapping->stages.n);
        return;
    }
    places_from_table(j, &p);
    if (p.list.n < 2)
        places_from_deals(j, &p);
    if (p.list.n < 2)
        places_from_changes(j, &p);
    if (p.list.n < 2)
        return;
    qsort(p.list.v, (size_t)p.list.n, sizeof *p.list.v, by_place);
    str *names = arena_array(j->arena, str, p.list.n);
    for (i64 i = 0; i < p.list.n; i++)
        names[i] = p.list.v[i].name;
    history_set_stages(b, names, p.list.n);
}

/* A deal as it was known at the moment asked for. False: it did not exist. */
static bool turn_back(struct joined *j, struct deal_row *r)
{
    if (!j->as_of_asked)
        return true;
    i64 start = r->created_ms != TIME_NONE ? r->created_ms : r->entered_ms;
    if (start != TIME_NONE && start > j->as_of_ms) {
        struct import_file *f = &j->report->files.v[r->sheet->file];
        f->used--;
        note_rejected(j->report, r->sheet->file, r->sheet->table.line[r->row],
                      note_excerpt(j->arena, &r->sheet->table, r->row),
                      "it began after the moment asked for");
        return false;
    }
    if (r->entered_ms != TIME_NONE && r->entered_ms > j->as_of_ms)
        r->entered_ms = TIME_NONE;
    if (r->stage_since_ms != TIME_NONE && r->stage_since_ms > j->as_of_ms) {
        r->stage_since_ms = TIME_NONE; /* where it stood before is in no record */
        r->stage = (str){0};
    }
    if (r->verdict.outcome != OUTCOME_OPEN && r->close_ms != TIME_NONE &&
        r->close_ms > j->as_of_ms) {
        r->verdict.outcome = OUTCOME_OPEN;
        r->expected_ms = r->close_ms;
        r->close_ms = TIME_NONE;
        r->stage = r->reason = (str){0};
    }
    return true;
}

static i64 add_deal(struct joined *j, struct history_builder *b, const struct deal_row *r)
{
    enum outcome end;
    bool at_end = meaning_of_stage(j->meaning, r->stage, &end);
    struct history_deal d = {.id = r->id,
                             .name = r->name,
                             .created_ms = r->created_ms,
                             .entered_ms = r->entered_ms,
                             .seen_from_ms = TIME_NONE,
                             .closed_ms = r->close_ms,
                             .expected_ms = r->expected_ms,
                             .modified_ms = r->modified_ms,
                             .outcome = r->verdict.outcome,
                             .stage = at_end ? (str){0} : r->stage,
                             .owner = r->owner.n ? joined_owner(j, r->owner) : (str){0},
                             .reason = r->reason,
                             .currency = r->currency,
                             .amount_minor = r->amount_minor,
                             .amount_known = r->amount_known};
    return history_add_deal(b, &d);
}

static void add_own_attributes(struct history_builder *b, const struct deal_row *r, i64 number)
{
    const struct sheet *s = r->sheet;
    for (i32 c = s->first[FIELD_ATTRIBUTE]; c >= 0; c = s->columns[c].next) {
        str value = table_cell(&s->table, r->row, c);
        if (value.n && s->columns[c].attribute.n)
            history_set_attribute(b, number, s->columns[c].attribute, value);
    }
    str pipeline = sheet_text(s, r->row, FIELD_PIPELINE, NULL);
    if (pipeline.n)
        history_set_attribute(b, number, S("pipeline"), pipeline);
    str version = sheet_text(s, r->row, FIELD_VERSION, NULL);
    if (version.n)
        history_set_attribute(b, number, S("version"), version);
}

static bool deals_have_attribute(const struct sheet *s, str name)
{
    for (i32 c = s->first[FIELD_ATTRIBUTE]; c >= 0; c = s->columns[c].next)
        if (str_eq(s->columns[c].attribute, name))
            return true;
    return false;
}

/* What a joined column is about: "AccountId", "account_id" and "ACCOUNTID" are "account". */
static str thing_of(struct joined *j, const struct lookup *l)
{
    str name = recognise_shown_name(j->arena, l->deals->columns[l->column].name);
    if (name.n > 3 && str_ends(name, S("id")))
        name = str_trim(str_sub(name, 0, name.n - 2));
    return name;
}

/* Names of the table's attributes that the deals use for their own get the joined column's
 * name before them: "account type". */
static void name_apart(struct joined *j, struct lookup *l)
{
    struct sheet *t = l->table;
    l->thing = thing_of(j, l);
    for (i64 i = 0; i < t->table.columns; i++) {
        struct column *c = &t->columns[i];
        if (c->field == FIELD_ATTRIBUTE && deals_have_attribute(l->deals, c->attribute))
            c->attribute = str_fmt(j->arena, "%.*s %.*s", STR_ARG(l->thing), STR_ARG(c->attribute));
    }
}

static void add_joined_attributes(struct joined *j, struct history_builder *b,
                                  const struct deal_row *r, i64 number)
{
    for (i64 i = 0; i < j->lookup_count; i++) {
        struct lookup *l = &j->lookups[i];
        if (l->deals->table.columns != r->sheet->table.columns)
            continue; /* another shape of deals: it has no such column */
        str value = table_cell(&r->sheet->table, r->row, l->column);
        if (value.n == 0)
            continue;
        i64 before = l->spelled, row = lookup_row(l, value);
        if (row < 0) {
            l->orphans++;
            continue;
        }
        l->joined_spelled += l->spelled > before;
        const struct sheet *t = l->table;
        for (i32 c = t->first[FIELD_ATTRIBUTE]; c >= 0; c = t->columns[c].next) {
            str cell = table_cell(&t->table, row, c);
            if (cell.n)
                history_set_attribute(b, number, t->columns[c].attribute, cell);
        }
        str name = sheet_text(t, row, FIELD_NAME, NULL);
        if (name.n && l->deals->columns[l->column].field == FIELD_IGNORE)
            history_set_attribute(b, number, l->thing, name);
    }
}

static void note_joins(struct joined *j)
{
    for (i64 i = 0; i < j->lookup_count; i++) {
        const struct lookup *l = &j->lookups[i];
        str table = mapping_base_name(l->table->name);
        str by = l->deals->columns[l->column].name;
        if (l->orphans)
            note_warning(j->report, l->deals->file, 0,
                         "%lld deals have a \"%.*s\" that %.*s does not have",
                         (long long)l->orphans, STR_ARG(by), STR_ARG(table));
        if (l->joined_spelled)
            note_warning(j->report, l->deals->file, 0,
                         "%lld deals have a \"%.*s\" that %.*s spells in another way: joined",
                         (long long)l->joined_spelled, STR_ARG(by), STR_ARG(table));
    }
}

/* What the record itself dates, when no history does. */
static void add_own_events(struct joined *j, struct history_builder *b, const struct deal_row *r,
                           i64 number, bool staged, bool any_history, i64 outcome_at)
{
    struct history_event e = {.deal = number, .recorded_ms = TIME_NONE};
    enum outcome end, o = r->verdict.outcome;
    i64 start = r->entered_ms != TIME_NONE ? r->entered_ms : r->created_ms;
    if (!any_history && r->created_ms != TIME_NONE) {
        e.at_ms = r->created_ms;
        e.activity = S("created");
        history_add_event(b, &e);
    }
    if (!any_history && r->entered_ms != TIME_NONE && r->entered_ms != r->created_ms) {
        e.at_ms = r->entered_ms;
        e.activity = S("entered");
        history_add_event(b, &e);
    }
    bool open_then = o == OUTCOME_OPEN || r->stage_since_ms < r->close_ms;
    if (!staged && open_then && r->stage_since_ms != TIME_NONE && r->stage.n &&
        !meaning_of_stage(j->meaning, r->stage, &end)) {
        e.at_ms = r->stage_since_ms;
        e.activity = r->stage;
        e.kind = ACTIVITY_STAGE;
        history_add_event(b, &e);
    }
    if (o == OUTCOME_OPEN || outcome_at != TIME_NONE || r->close_ms == TIME_NONE)
        return;
    if (start != TIME_NONE && r->close_ms < start)
        return; /* dates that contradict each other make no story */
    e.at_ms = r->close_ms;
    e.activity = str_c(outcome_id(o));
    e.kind = ACTIVITY_OUTCOME;
    e.value = (i64)o;
    e.has_value = true;
    history_add_event(b, &e);
}

static void note_close_against_history(struct joined *j, const struct deal_row *r, i64 outcome_at)
{
    if (outcome_at == TIME_NONE || r->close_ms == TIME_NONE || r->close_is_actual)
        return;
    i64 apart = outcome_at - r->close_ms;
    if (apart > 7 * MS_PER_DAY || apart < -7 * MS_PER_DAY)
        note_warning(j->report, r->sheet->file, r->sheet->table.line[r->row],
                     "the close date is more than a week from the recorded move to the end");
}

/* In a history the end is a moment that was recorded; without a close date it is the end. */
static void close_by_history(struct deal_row *r, i64 outcome_at)
{
    if (r->verdict.outcome != OUTCOME_OPEN && r->close_ms == TIME_NONE)
        r->close_ms = outcome_at;
}

static i64 *last_ends(struct joined *j)
{
    i64 *at = arena_array(j->arena, i64, j->deals->list.n);
    enum outcome end;
    for (i64 i = 0; i < j->deals->list.n; i++)
        at[i] = TIME_NONE;
    for (i64 i = 0; i < j->changes->list.n; i++) {
        const struct change *c = &j->changes->list.v[i];
        if (c->stage.n && meaning_of_stage(j->meaning, c->stage, &end) && c->at_ms > at[c->deal])
            at[c->deal] = c->at_ms;
    }
    return at;
}

void joined_add(struct joined *j, struct history_builder *b)
{
    i64 n = j->deals->list.n;
    i64 *numbers = arena_array(j->arena, i64, n), *ends = last_ends(j);
    u8 *staged = arena_array(j->arena, u8, n);
    bool any_history = j->event_sheets.n > 0;
    learn_owners(j);
    for (i64 i = 0; i < j->lookup_count; i++)
        name_apart(j, &j->lookups[i]);
    for (i64 i = 0; i < j->changes->list.n; i++)
        any_history = any_history || j->changes->list.v[i].stage.n > 0;
    for (i64 i = 0; i < n; i++) {
        struct deal_row *r = &j->deals->list.v[i];
        numbers[i] = -1;
        if (!turn_back(j, r))
            continue;
        close_by_history(r, ends[i]);
        numbers[i] = add_deal(j, b, r);
        add_own_attributes(b, r, numbers[i]);
        add_joined_attributes(j, b, r, numbers[i]);
        ends[i] = TIME_NONE;
    }
    note_joins(j);
    i64 until = j->as_of_ms == TIME_NONE ? INT64_MAX : j->as_of_ms;
    changes_add(j->changes,
                &(struct changes_target){b, numbers, until, ends, staged, joined_owner, j});
    for (i64 i = 0; i < j->event_sheets.n; i++)
        events_add(j->event_sheets.v[i].sheet, j->deals, numbers, until, j->as_of_asked, ends, b);
    for (i64 i = 0; i < n; i++) {
        if (numbers[i] < 0)
            continue;
        const struct deal_row *r = &j->deals->list.v[i];
        add_own_events(j, b, r, numbers[i], staged[i], any_history, ends[i]);
        note_close_against_history(j, r, ends[i]);
    }
    add_stages(j, b);
}
