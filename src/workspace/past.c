#include "workspace/past.h"

#include <string.h>

#include "format/json_tree.h"
#include "workspace/import.h"
#include "workspace/import_draft.h"

enum { PAGE = 512 };

/* An event of a deal; -1 ends the chain backwards. */
struct past_event {
    i64 sequence, subject, value, occurred_ms, recorded_ms;
    i32 before;
    u32 actor;
    u8 kind, role;
    bool imported, gone;
    str text;
};

struct past_deal {
    i64 id;
    i32 last;
    i64 count;
};

struct past {
    struct arena *a, scratch;
    struct workspace *w;
    struct history_builder *b;
    VEC(struct past_event) events;
    VEC(struct past_deal) deals;
    u32 *deal_of; /* by sequence of a deal's first event: its place in `deals` + 1 */
    i64 deal_room;
    VEC(str) people; /* by number */
    VEC(struct governance_event) governance;
    VEC(i64) governance_import;
    VEC(i64) undone;
    const struct json_value *activities;
    VEC(str) stages;                             /* in the order of the newest import */
    i64 newest_import, import_as_of_ms, last_ms; /* last_ms: of what happened here */
    i64 stage_edition;
    VEC(i64) ids;
};

/* --- collecting ------------------------------------------------------------------------------- */

static const struct json_value *object_of(struct arena *a, str text)
{
    struct diags d;
    diags_init(&d, a);
    return json_parse(a, text, &d);
}

static void take_governance(struct past *p, const struct event_row *row)
{
    const struct json_value *said = object_of(p->a, row->text);
    i64 kind = row->event.subject & ~(i64)GOVERNANCE_TOLD_FLAG;
    if (!said || kind > GOVERNANCE_MEMBER)
        return;
    *vec_push(p->a, &p->governance) = (struct governance_event){
        .kind = (enum governance_kind)kind,
        .at_ms = row->event.occurred_ms,
        .actor = json_member_text(said, "actor"),
        .department = json_member_text(said, "department"),
        .version = (i32)row->event.value,
        .flag = row->event.subject & GOVERNANCE_TOLD_FLAG,
    };
    *vec_push(p->a, &p->governance_import) = json_member_whole(said, "import", 0);
}

static void take_import(struct past *p, const struct json_value *said)
{
    const struct json_value *stages = json_find(said, S("stages"));
    p->import_as_of_ms = json_member_whole(said, "as_of", TIME_NONE);
    p->stages.n = 0;
    for (const struct json_value *v = stages ? stages->first : NULL; v; v = v->next)
        *vec_push(p->a, &p->stages) = v->text;
    p->activities = json_find(said, S("activities"));
}

/* Numbered as the newest import met them. */
static void number_activities(struct past *p)
{
    for (const struct json_value *v = p->activities ? p->activities->first : NULL; v; v = v->next) {
        const struct json_value *word = v->first, *kind = word ? word->next : NULL;
        if (word && kind && kind->whole && kind->integer >= 0 && kind->integer <= ACTIVITY_OUTCOME)
            history_add_activity(p->b, word->text, (enum activity_kind)kind->integer, OUTCOME_OPEN);
    }
}

/* About the workspace: people, imports, what the company did. */
static void take_act(struct past *p, const struct event_row *row)
{
    switch ((i32)row->event.kind) {
    case KIND_PERSON_NAMED:
        while (p->people.n <= row->event.value)
            vec_push(p->a, &p->people);
        p->people.v[row->event.value] = row->text;
        break;
    case KIND_IMPORT_BEGUN:
        p->newest_import = row->sequence;
        take_import(p, object_of(p->a, row->text));
        break;
    case KIND_IMPORT_TAKEN_BACK: *vec_push(p->a, &p->undone) = row->event.value; break;
    case KIND_GOVERNANCE_TOLD: take_governance(p, row); break;
    default: break;
    }
}

static struct past_deal *deal_of(struct past *p, i64 id)
{
    if (id >= p->deal_room) {
        i64 room = 2 * id + 4096;
        p->deal_of = arena_grow(&p->scratch, p->deal_of, p->deal_room, room, sizeof *p->deal_of);
        p->deal_room = room;
    }
    if (!p->deal_of[id]) {
        *vec_push(p->a, &p->deals) = (struct past_deal){.id = id, .last = -1};
        p->deal_of[id] = (u32)p->deals.n;
    }
    return &p->deals.v[p->deal_of[id] - 1];
}

static void take_event(struct past *p, const struct event_row *row)
{
    struct past_deal *d = deal_of(p, row->deal);
    *vec_push(p->a, &p->events) = (struct past_event){
        .sequence = row->sequence,
        .subject = row->event.subject,
        .value = row->event.value,
        .occurred_ms = row->event.occurred_ms,
        .recorded_ms = row->recorded_ms,
        .before = d->last,
        .actor = row->event.actor,
        .kind = row->event.kind,
        .role = row->event.role,
        .text = row->text,
    };
    d->last = (i32)(p->events.n - 1);
    d->count++;
}

static void collect(struct past *p, struct reader *r)
{
    struct event_row *rows = arena_array(p->a, struct event_row, PAGE);
    i64 n, after = 0;
    do {
        n = reader_events(r, p->a, after, PAGE, rows);
        for (i64 i = 0; i < n; i++) {
            if (rows[i].deal)
                take_event(p, &rows[i]);
            else
                take_act(p, &rows[i]);
            after = rows[i].sequence;
        }
    } while (n == PAGE);
}

/* --- one deal --------------------------------------------------------------------------------- */

struct living {
    struct past *p;
    const i32 *at; /* its events that count, oldest first: n of them */
    i64 n;
    struct history_deal deal;
    struct import_facts facts;
    bool imported, touched;
    i64 opened; /* of the facts told first: place of the opening among the events */
    const struct rules *rules;
    i64 number, shown;
    str lags;
};

static struct past_event *event_at(const struct living *l, i64 i)
{
    return &l->p->events.v[l->at[i]];
}

/* Those that count, oldest first; what was taken back does not. */
static void line_up(struct living *l, const struct past_deal *d, i32 *room)
{
    i64 n = d->count;
    for (i32 i = d->last; i >= 0; i = l->p->events.v[i].before)
        room[--n] = i;
    l->n = 0;
    for (i64 i = 0; i < d->count; i++) {
        const struct past_event *e = &l->p->events.v[room[i]];
        while (e->kind == KIND_DEAL_TAKEN_BACK && l->n > 0 &&
               event_at(l, l->n - 1)->sequence > e->value)
            l->n--;
        if (e->kind != KIND_DEAL_TAKEN_BACK)
            room[l->n++] = room[i];
        l->at = room;
    }
}

static str person_name(const struct past *p, i64 number)
{
    return number > 0 && number < p->people.n ? p->people.v[number] : (str){0};
}

static bool is_amount(const struct rules *r, i64 field)
{
    const struct standard *s = r->standard;
    if (field >= s->fields.n || s->fields.v[field].type != FIELD_MONEY)
        return false;
    for (i64 i = 0; i < s->fields.n; i++)
        if (str_eq(s->fields.v[i].id, S("amount")))
            return i == field;
    for (i64 i = 0; i < field; i++)
        if (s->fields.v[i].type == FIELD_MONEY)
            return false;
    return true;
}

/* A lag of the record told last: "0,12,-". */
static i64 next_lag(struct living *l, i64 at_ms)
{
    str head;
    i64 seconds;
    if (l->lags.n == 0)
        return TIME_NONE;
    str_cut(l->lags, ',', &head, &l->lags);
    return str_to_i64(head, &seconds) ? (at_ms / 1000 + seconds) * 1000 : TIME_NONE;
}

static void show(struct living *l, const struct past_event *e, str word, enum activity_kind kind,
                 bool has_value)
{
    u32 actor = kind == ACTIVITY_OWNER ? (u32)e->value : e->actor;
    struct history_event h = {
        .deal = l->number,
        .at_ms = e->occurred_ms,
        .recorded_ms = e->imported ? next_lag(l, e->occurred_ms) : e->recorded_ms,
        .activity = word,
        .kind = kind,
        .actor = person_name(l->p, actor),
        .value = kind == ACTIVITY_OUTCOME ? e->subject : e->value,
        .has_value = has_value,
    };
    if (e->kind == EVENT_OPENED && e->imported)
        h.actor = l->facts.opened_by;
    history_add_event(l->p->b, &h);
    l->shown++;
}

static void show_told(struct living *l, const struct past_event *e)
{
    enum activity_kind kind;
    bool has_value;
    if (!told_kind(e->subject, &kind, &has_value))
        return;
    struct past_event copy = *e;
    if (kind == ACTIVITY_OWNER)
        copy.value = e->actor;
    if (kind == ACTIVITY_OUTCOME)
        copy.subject = e->value;
    show(l, &copy, e->text, kind, has_value);
}

static void show_milestone(struct living *l, const struct past_event *e, enum activity_kind kind,
                           bool has_value)
{
    const struct standard *s = l->rules->standard;
    if (e->subject >= s->milestones.n)
        return;
    struct past_event copy = *e;
    copy.value = 1; /* with authority, where a value means that */
    show(l, &copy, s->milestones.v[e->subject].id, kind, has_value);
}

/* With the mark of what was written as its evidence (live/follow.c does the same). */
static void show_reached(struct living *l, const struct past_event *e)
{
    const struct standard *s = l->rules->standard;
    struct past_event copy = *e;
    copy.value = e->imported ? 0 : history_text_mark(e->text);
    if (e->subject < s->milestones.n)
        show(l, &copy, s->milestones.v[e->subject].id, ACTIVITY_MILESTONE, copy.value != 0);
}

static void show_event(struct living *l, const struct past_event *e)
{
    const struct standard *s = l->rules->standard;
    str own = e->imported ? e->text : (str){0};
    switch ((i32)e->kind) {
    case EVENT_OPENED:
    case EVENT_STAGE_ENTERED:
    case EVENT_REOPENED:
        if (e->subject < s->stages.n)
            show(l, e, import_stage_word(s, (i32)e->subject), ACTIVITY_STAGE, false);
        break;
    case EVENT_FIELD_SET:
        if (e->imported || is_amount(l->rules, e->subject))
            show(l, e, own.n ? own : S("amount"), ACTIVITY_AMOUNT, true);
        break;
    case EVENT_CLOSE_DATE_SET:
        show(l, e, own.n ? own : S("close date"), ACTIVITY_CLOSE_DATE, true);
        break;
    case EVENT_OWNER_SET: show(l, e, own.n ? own : S("owner"), ACTIVITY_OWNER, false); break;
    case EVENT_OUTCOME_SET: {
        bool word = own.n && !str_eq(own, l->facts.reason);
        show(l, e, word ? own : str_c(outcome_id((enum outcome)e->subject)), ACTIVITY_OUTCOME,
             true);
        break;
    }
    case EVENT_MILESTONE_REACHED: show_reached(l, e); break;
    case EVENT_MILESTONE_CONFIRMED: show_milestone(l, e, ACTIVITY_CONFIRMED, false); break;
    case EVENT_MILESTONE_REVOKED: show_milestone(l, e, ACTIVITY_REVOKED, false); break;
    case EVENT_WAIVER_GRANTED: show_milestone(l, e, ACTIVITY_WAIVED, true); break;
    case EVENT_OBJECTED: show_milestone(l, e, ACTIVITY_OBJECTED, false); break;
    case EVENT_REFUSED:
        if (e->subject != NO_SUBJECT)
            show_milestone(l, e, ACTIVITY_BLOCKED, false);
        break;
    case KIND_DEAL_TOLD: show_told(l, e); break;
    default: break;
    }
}

/* --- what it is ------------------------------------------------------------------------------- */

static void be_as_told(struct living *l)
{
    const struct import_facts *f = &l->facts;
    struct history_deal *d = &l->deal;
    d->created_ms = f->created_ms;
    d->entered_ms = f->entered_ms;
    d->seen_from_ms = f->seen_from_ms;
    d->closed_ms = f->closed_ms;
    d->expected_ms = f->expected_ms;
    d->modified_ms = f->modified_ms;
    d->outcome = f->outcome;
    d->stage = f->stage;
    d->owner = f->owner;
    d->reason = f->reason;
    d->currency = f->currency;
    d->amount_minor = f->amount_minor;
    d->amount_known = f->amount_known;
    if (f->name.n)
        d->name = f->name;
}

static str reason_title(const struct living *l, const struct past_event *e)
{
    const struct standard *s = l->rules->standard;
    i32 index = l->rules->outcome[e->subject].index;
    i32 reason = event_ending_of(e->value).reason[LANE_SELLER];
    if (index < 0 || reason < 0 || reason >= s->outcomes.v[index].reasons.n)
        return e->text;
    const struct reason *r = &s->outcomes.v[index].reasons.v[reason];
    return words_or_id(&r->title, S("en"), r->id);
}

/* What happened here changes what the deal is. */
static void live(struct living *l, const struct past_event *e)
{
    struct history_deal *d = &l->deal;
    const struct standard *s = l->rules->standard;
    switch ((i32)e->kind) {
    case EVENT_OPENED:
        d->created_ms = d->entered_ms = e->occurred_ms;
        d->owner = person_name(l->p, e->actor);
        d->name = e->text;
        break;
    case EVENT_REOPENED:
        d->outcome = OUTCOME_OPEN;
        d->closed_ms = TIME_NONE;
        d->reason = (str){0};
        // fall through
    case EVENT_STAGE_ENTERED:
        if (e->subject < s->stages.n)
            d->stage = import_stage_word(s, (i32)e->subject);
        break;
    case EVENT_FIELD_SET:
        if (is_amount(l->rules, e->subject)) {
            d->amount_minor = e->value;
            d->amount_known = true;
            d->currency = s->currency;
        }
        break;
    case EVENT_CLOSE_DATE_SET: d->expected_ms = e->value * MS_PER_DAY; break;
    case EVENT_OWNER_SET: d->owner = person_name(l->p, e->value); break;
    case EVENT_OUTCOME_SET:
        d->outcome = (enum outcome)e->subject;
        d->closed_ms = e->occurred_ms;
        d->reason = reason_title(l, e);
        break;
    case KIND_DEAL_NAMED: d->name = e->text; break;
    case KIND_DEAL_REFERENCE: d->id = e->text; break;
    default: break;
    }
}

static void set_attributes(struct living *l)
{
    struct history_builder *b = l->p->b;
    for (i64 i = 0; l->imported && i < l->facts.attributes.n; i++)
        history_set_attribute(b, l->number, l->facts.attributes.v[i].name,
                              l->facts.attributes.v[i].value);
    for (i64 i = 0; i < l->n; i++) {
        const struct past_event *e = event_at(l, i);
        const struct standard *s = l->rules->standard;
        if (e->imported || e->kind != EVENT_FIELD_SET || e->subject >= s->fields.n)
            continue;
        const struct field *f = &s->fields.v[e->subject];
        str value = e->text;
        if (f->type == FIELD_CHOICE && e->value >= 0 && e->value < f->choices.n)
            value = words_or_id(&f->choices.v[e->value].title, S("en"), f->choices.v[e->value].id);
        if (f->type == FIELD_TEXT || f->type == FIELD_CHOICE)
            history_set_attribute(b, l->number, words_or_id(&f->title, S("en"), f->id), value);
    }
}

/* Which events an import told, and the record told last. False: nothing is left of the deal. */
static bool find_imports(struct living *l)
{
    bool first = true;
    l->opened = -1;
    for (i64 i = 0; i < l->n; i++) {
        const struct past_event *e = event_at(l, i);
        if (e->kind != KIND_DEAL_IMPORTED)
            continue;
        for (i64 k = i64_max(0, i - e->subject + 1); k <= i; k++)
            event_at(l, k)->imported = true;
        if (!import_facts_parse(&l->facts, l->p->a, e->text))
            continue;
        l->imported = true;
        if (first && event_at(l, 0)->imported)
            l->opened = l->facts.opened;
        first = false;
    }
    return l->n > 0 && event_at(l, 0)->kind == EVENT_OPENED;
}

static bool is_shown(const struct past_event *e)
{
    bool told = e->kind != EVENT_OPENED && e->role != ROLE_SYSTEM;
    return e->imported ? told : true;
}

/* The rules by which an event's numbers mean something. */
static void follow_edition(struct living *l, const struct past_event *e)
{
    bool back = e->kind == KIND_DEAL_RESTORED;
    if (e->kind == EVENT_OPENED || e->kind == EVENT_MIGRATED || back) {
        i32 edition = back ? restored_edition(e->value) : (i32)e->value;
        const struct rules *r = workspace_rules(l->p->w, edition);
        l->rules = r ? r : l->rules;
        l->p->stage_edition = i64_max(l->p->stage_edition, edition);
    }
}

static void add_deal(struct living *l)
{
    struct past *p = l->p;
    bool told = false;
    l->deal = (struct history_deal){.created_ms = TIME_NONE,
                                    .entered_ms = TIME_NONE,
                                    .seen_from_ms = TIME_NONE,
                                    .closed_ms = TIME_NONE,
                                    .expected_ms = TIME_NONE,
                                    .modified_ms = TIME_NONE};
    for (i64 i = 0; i < l->n; i++) {
        const struct past_event *e = event_at(l, i);
        follow_edition(l, e);
        if (!l->rules)
            return;
        live(l, e);
        if (e->kind == KIND_DEAL_IMPORTED) {
            told = true;
            be_as_told(l); /* what happened here before, the export knows or overrules */
        } else if (!e->imported) {
            p->last_ms = i64_max(p->last_ms, e->occurred_ms);
            if (told)
                l->deal.modified_ms = i64_max(l->deal.modified_ms, e->recorded_ms);
        }
    }
    if (l->deal.id.n == 0)
        l->deal.id = str_fmt(p->a, "%lld", (long long)event_at(l, 0)->sequence);
    l->number = history_add_deal(p->b, &l->deal);
    *vec_push(p->a, &p->ids) = event_at(l, 0)->sequence;
    set_attributes(l);
}

static void add_events(struct living *l)
{
    l->lags = l->facts.lags;
    for (i64 i = 0; i < l->n; i++) {
        const struct past_event *e = event_at(l, i);
        follow_edition(l, e);
        if (l->opened == l->shown) {
            l->opened = -1;
            show_event(l, event_at(l, 0));
        }
        if (is_shown(e))
            show_event(l, e);
    }
    if (l->opened >= 0)
        show_event(l, event_at(l, 0));
}

/* --- all of it -------------------------------------------------------------------------------- */

/* In the order of the newest standard that a deal is on. A drafted one orders what the export
 * did not: there the export is believed. */
static void set_stages(struct past *p)
{
    const struct rules *r = workspace_rules(p->w, (i32)p->stage_edition);
    if (!r)
        return;
    if (str_eq(r->standard->process, S(IMPORT_DRAFT_PROCESS))) {
        if (p->stages.n)
            history_set_stages(p->b, p->stages.v, p->stages.n);
        return;
    }
    str *names = arena_array(p->a, str, r->stage_count);
    for (i32 i = 0; i < r->stage_count; i++)
        names[i] = import_stage_word(r->standard, i);
    history_set_stages(p->b, names, r->stage_count);
}

static bool was_undone(const struct past *p, i64 import)
{
    for (i64 i = 0; i < p->undone.n; i++)
        if (p->undone.v[i] == import)
            return true;
    return false;
}

/* Of the last import that stands: each export tells all of it. */
static void add_governance(struct past *p)
{
    i64 newest = -1;
    for (i64 i = 0; i < p->governance.n; i++)
        if (!was_undone(p, p->governance_import.v[i]))
            newest = i64_max(newest, p->governance_import.v[i]);
    for (i64 i = 0; i < p->governance.n; i++)
        if (p->governance_import.v[i] == newest)
            history_add_governance(p->b, &p->governance.v[i]);
}

/* By id, for the deals that the filter lets pass; NULL without one. */
static u8 *pick(struct past *p, struct reader *r, const struct deal_filter *filter)
{
    if (!filter)
        return NULL;
    u8 *picked = arena_array(&p->scratch, u8, p->deal_room + 1);
    struct deal_filter f = *filter;
    struct list_place next = {.there = true};
    struct arena own;
    arena_init(&own, 64 << 20);
    f.order = ORDER_ID;
    f.down = false;
    f.after = (struct list_place){0};
    struct err e;
    while (next.there && reader_check(r, &e)) {
        struct arena a = own;
        struct deal_row *rows = arena_array(&a, struct deal_row, PAGE);
        i64 n = reader_list(r, &a, &f, PAGE, rows, &next);
        for (i64 i = 0; i < n; i++)
            if (rows[i].id <= p->deal_room)
                picked[rows[i].id] = 1;
        f.after = next;
    }
    arena_release(&own);
    return picked;
}

bool past_build(struct history *h, struct arena *a, struct workspace *w, struct reader *r,
                const struct past_options *options, const i64 **ids, struct err *e)
{
    struct past *p = arena_new(a, struct past);
    *p = (struct past){.a = a, .w = w, .b = history_builder_new(a), .last_ms = TIME_NONE};
    p->import_as_of_ms = TIME_NONE;
    u8 *picked = NULL;
    arena_init(&p->scratch, 1ll << 34);
    if (reader_begin(r)) {
        collect(p, r);
        picked = pick(p, r, options->filter);
        reader_end(r);
    }
    number_activities(p);
    i32 *room = NULL;
    i64 most = 0;
    for (i64 i = 0; i < p->deals.n; i++)
        most = i64_max(most, p->deals.v[i].count);
    room = arena_array(a, i32, most);
    /* all deals first: a history numbers its activities in the order in which it meets them */
    struct living *lives = arena_array(&p->scratch, struct living, p->deals.n);
    for (i64 i = 0; i < p->deals.n; i++) {
        struct living *l = &lives[i];
        l->p = p;
        line_up(l, &p->deals.v[i], room);
        if ((!picked || picked[p->deals.v[i].id]) && find_imports(l))
            add_deal(l);
    }
    for (i64 i = 0; i < p->deals.n; i++)
        if (lives[i].rules) {
            line_up(&lives[i], &p->deals.v[i], room);
            add_events(&lives[i]);
        }
    set_stages(p);
    add_governance(p);
    if (ids)
        *ids = p->ids.v;
    arena_release(&p->scratch);
    i64 as_of = options->as_of_ms != TIME_NONE ? options->as_of_ms
                                               : i64_max(p->import_as_of_ms, p->last_ms);
    return reader_check(r, e) && history_build(h, p->b, as_of, options->threads, e);
}
