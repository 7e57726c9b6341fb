#include "live/follow.h"

#include <string.h>

#include "deal/state.h"
#include "live/follow_import.h"
#include "workspace/import_draft.h"
#include "workspace/proposal.h"

enum { FOLLOWER_BYTES = 1 << 30 };
/* Address space: a batch of the longest texts there are. */
#define FOLLOW_TEXT_BYTES (4ll << 30)

static struct follower *make(struct workspace *w)
{
    struct arena arena;
    arena_init(&arena, FOLLOWER_BYTES);
    struct follower *f = arena_new(&arena, struct follower);
    f->arena = arena;
    arena_init(&f->deal_arena, FOLLOWER_BYTES);
    arena_init(&f->run_arena, FOLLOWER_BYTES);
    arena_init(&f->word_arena, FOLLOWER_BYTES);
    arena_init(&f->scratch, FOLLOW_TEXT_BYTES);
    f->workspace = w;
    f->growing = growing_new();
    f->close_date = f->amount = f->owner = NO_ACTIVITY;
    for (i32 o = 0; o < OUTCOME_COUNT; o++)
        f->outcome[o] = NO_ACTIVITY;
    dict_init(&f->names, &f->arena);
    f->lived_ms = TIME_NONE;
    return f;
}

struct follower *follower_new(struct workspace *w)
{
    return make(w);
}

struct follower *follower_new_whole(struct workspace *w, struct reader *r)
{
    struct follower *f = make(w);
    f->whole = true;
    f->reader = r;
    growing_keep_all(f->growing);
    return f;
}

void follower_release(struct follower *f)
{
    if (!f)
        return;
    if (!f->whole)
        reader_close(f->reader);
    growing_release(f->growing);
    arena_release(&f->scratch);
    arena_release(&f->word_arena);
    arena_release(&f->run_arena);
    arena_release(&f->deal_arena);
    struct arena arena = f->arena;
    arena_release(&arena);
}

const struct growing *follower_history(const struct follower *f)
{
    growing_settle(f->growing);
    return f->growing;
}

i64 follower_sequence(const struct follower *f)
{
    return f->sequence;
}

/* --- words -------------------------------------------------------------------------------- */

static u16 word(struct follower *f, u16 *known, str s, enum activity_kind kind)
{
    if (*known == NO_ACTIVITY)
        *known = growing_activity(f->growing, s, kind);
    return *known;
}

u16 follow_stage(struct follower *f, struct followed_edition *x, u16 stage)
{
    return word(f, &x->stage[stage], import_stage_word(x->rules->standard, stage), ACTIVITY_STAGE);
}

static u16 milestone_word(struct follower *f, struct followed_edition *x, u16 m,
                          enum activity_kind kind)
{
    return word(f, &x->milestone[m][kind], x->rules->standard->milestones.v[m].id, kind);
}

/* The money field called "amount", else the first one. */
static i32 amount_field(const struct standard *s)
{
    i32 first = -1;
    for (i64 i = s->fields.n - 1; i >= 0; i--)
        if (s->fields.v[i].type == FIELD_MONEY) {
            if (str_eq(s->fields.v[i].id, S("amount")))
                return (i32)i;
            first = (i32)i;
        }
    return first;
}

static struct followed_edition *edition_new(struct follower *f, i32 number,
                                            const struct rules *rules)
{
    struct followed_edition *x = arena_new(&f->arena, struct followed_edition);
    *x = (struct followed_edition){.rules = rules, .amount = amount_field(rules->standard)};
    for (i32 i = 0; i < STANDARD_STAGES_MAX; i++)
        x->stage[i] = NO_ACTIVITY;
    for (i32 i = 0; i < STANDARD_MILESTONES_MAX; i++)
        for (i32 k = 0; k < ABOUT_MILESTONE; k++)
            x->milestone[i][k] = NO_ACTIVITY;
    f->edition[number] = x;
    return x;
}

static struct moment moment_of(const struct event_row *row)
{
    return (struct moment){row->event.occurred_ms, row->recorded_ms};
}

/* --- the workspace ------------------------------------------------------------------------ */

static bool take_published(struct follower *f, const struct event_row *row)
{
    i32 number = (i32)row->event.value;
    const struct rules *rules = workspace_rules(f->workspace, number);
    if (!rules)
        return false; /* durable, but the writer has not said so yet */
    const struct standard *s = rules->standard;
    struct moment when = moment_of(row);
    str *stages = arena_array(&f->scratch, str, s->stages.n);
    for (i64 i = 0; i < s->stages.n; i++)
        stages[i] = import_stage_word(s, (i32)i);
    struct growing_edition x = {s->process, s->currency, s->version, stages, s->stages.n};
    edition_new(f, number, rules);
    growing_add_edition(f->growing, number, &x, when);
    struct growing_act act = {.kind = GOVERNANCE_PUBLISHED,
                              .when = when,
                              .person = row->event.actor,
                              .process = s->process,
                              .version = s->version};
    growing_add_governance(f->growing, &act);
    if (!s->changes.known)
        return true;
    act.kind = GOVERNANCE_REVISED;
    act.flag = words_in(&s->changes.evidence, S("en")).n > 0;
    growing_add_governance(f->growing, &act);
    return true;
}

/* What was done about an edition, by somebody or to them. */
static void take_act(struct follower *f, const struct event_row *row, enum governance_kind kind,
                     i64 person, i64 edition)
{
    const struct standard *s = follower_standard(f, (i32)edition);
    if (!s)
        return;
    struct growing_act act = {.kind = kind,
                              .when = moment_of(row),
                              .person = person,
                              .process = s->process,
                              .version = s->version};
    growing_add_governance(f->growing, &act);
}

/* --- a deal ------------------------------------------------------------------------------- */

struct taking {
    struct follower *f;
    const struct event_row *row;
    u32 number;
    struct followed_deal *deal;
    struct followed_edition *x;
    struct moment when;
};

static void add(const struct taking *t, u16 activity, i64 person)
{
    struct growing_event e = {
        .deal = t->number, .activity = activity, .when = t->when, .person = person};
    growing_add_event(t->f->growing, &e);
}

static void add_value(const struct taking *t, u16 activity, i64 value)
{
    struct growing_event e = {.deal = t->number,
                              .activity = activity,
                              .when = t->when,
                              .person = t->row->event.actor,
                              .value = value,
                              .has_value = true};
    growing_add_event(t->f->growing, &e);
}

static void enter_stage(const struct taking *t, u16 stage)
{
    t->deal->stage = follow_stage(t->f, t->x, stage);
    add(t, t->deal->stage, t->row->event.actor);
}

static void take_milestone(const struct taking *t, enum activity_kind kind)
{
    u16 m = t->row->event.subject;
    if (m < t->x->rules->milestone_count)
        add(t, milestone_word(t->f, t->x, m, kind), t->row->event.actor);
}

/* With the mark of what was written as its evidence, so that copies can be told. */
static void take_reached(const struct taking *t)
{
    u16 m = t->row->event.subject;
    i64 mark = history_text_mark(t->row->text);
    if (m >= t->x->rules->milestone_count)
        return;
    u16 activity = milestone_word(t->f, t->x, m, ACTIVITY_MILESTONE);
    if (mark)
        add_value(t, activity, mark);
    else
        add(t, activity, t->row->event.actor);
}

/* As what the actor counts on this deal. */
static enum confirmer level_of(const struct taking *t)
{
    struct deal_state s;
    s.owner = t->deal->owner;
    return deal_level(&s, &t->row->event);
}

/* By its owner it is a sign of life and no more. */
static void take_confirmed(const struct taking *t)
{
    if (level_of(t) != CONFIRMER_OWNER)
        take_milestone(t, ACTIVITY_CONFIRMED);
    else
        add(t, growing_activity(t->f->growing, S("confirmed by the owner"), ACTIVITY_OTHER),
            t->row->event.actor);
}

static void take_waived(const struct taking *t)
{
    u16 m = t->row->event.subject;
    if (m >= t->x->rules->milestone_count)
        return;
    u16 activity = milestone_word(t->f, t->x, m, ACTIVITY_WAIVED);
    if (level_of(t) >= t->x->rules->waiver_grantor)
        add_value(t, activity, 1);
    else
        add(t, activity, t->row->event.actor);
}

/* Brought along by a migration: of one that keeps its name the history knows already. */
static void take_carried(const struct taking *t)
{
    const struct standard *s = t->x->rules->standard;
    u16 m = t->row->event.subject;
    if (m >= t->x->rules->milestone_count)
        return;
    for (i64 i = 0; i < s->changes.milestones.n; i++) {
        const struct change_map *c = &s->changes.milestones.v[i];
        if (c->index != m || str_eq(c->from, c->to))
            continue;
        struct taking then = *t;
        then.when = (struct moment){t->row->event.value, TIME_NONE};
        add(&then, milestone_word(t->f, t->x, m, ACTIVITY_MILESTONE), 0);
        return;
    }
}

static str reason_of(const struct rules *r, enum outcome o, i32 reason)
{
    const struct rules_outcome *rule = &r->outcome[o];
    if (reason < 0 || rule->index < 0 || reason >= rule->reason_count)
        return (str){0};
    const struct reason *x = &r->standard->outcomes.v[rule->index].reasons.v[reason];
    return words_or_id(&x->title, S("en"), x->id);
}

static void take_outcome(const struct taking *t)
{
    u16 o = t->row->event.subject;
    if (o >= OUTCOME_COUNT)
        return;
    struct ending ending = event_ending_of(t->row->event.value);
    str id = str_c(outcome_id((enum outcome)o));
    t->deal->outcome = (u8)o;
    add_value(t, word(t->f, &t->f->outcome[o], id, ACTIVITY_OUTCOME), o);
    str reason = reason_of(t->x->rules, (enum outcome)o, ending.reason[LANE_SELLER]);
    if (!reason.n)
        reason = t->row->text;
    if (reason.n)
        growing_add_reason(t->f->growing, t->number, t->when, reason);
}

static void take_reason(const struct taking *t)
{
    if (t->row->event.subject != LANE_SELLER)
        return;
    str reason = reason_of(t->x->rules, (enum outcome)t->deal->outcome, (i32)t->row->event.value);
    growing_add_reason(t->f->growing, t->number, t->when, reason);
}

static void take_reopened(const struct taking *t)
{
    t->deal->outcome = OUTCOME_OPEN;
    growing_add_reopening(t->f->growing, t->number, t->when);
    if (t->row->event.subject < t->x->rules->stage_count)
        enter_stage(t, t->row->event.subject);
}

/* On another edition; where its stage is called otherwise it has entered another one. */
static void take_migrated(struct taking *t, i64 edition)
{
    if (edition < 1 || edition > WORKSPACE_EDITIONS_MAX || !t->f->edition[edition])
        return;
    t->deal->edition = (u16)edition;
    t->x = t->f->edition[edition];
    growing_add_move(t->f->growing, t->number, t->when, (i32)edition);
    u16 stage = t->row->event.subject;
    if (stage < t->x->rules->stage_count && follow_stage(t->f, t->x, stage) != t->deal->stage)
        enter_stage(t, stage);
}

/* Numbers, days and links compare nothing; they are in no column. */
static void take_field(const struct taking *t)
{
    const struct standard *s = t->x->rules->standard;
    u16 number = t->row->event.subject;
    i64 value = t->row->event.value;
    struct growing *g = t->f->growing;
    if (number >= s->fields.n)
        return;
    const struct field *field = &s->fields.v[number];
    str name = words_or_id(&field->title, S("en"), field->id);
    switch (field->type) {
    case FIELD_MONEY:
        if (number == t->x->amount)
            add_value(t, word(t->f, &t->f->amount, S("amount"), ACTIVITY_AMOUNT), value);
        break;
    case FIELD_CHOICE:
        if (value >= 0 && value < field->choices.n)
            growing_set_field(
                g, t->number, t->when, name,
                words_or_id(&field->choices.v[value].title, S("en"), field->choices.v[value].id));
        break;
    case FIELD_BOOLEAN:
        growing_set_field(g, t->number, t->when, name, value ? S("yes") : S("no"));
        break;
    case FIELD_TEXT:
    case FIELD_PERSON: growing_set_field(g, t->number, t->when, name, t->row->text); break;
    default: break;
    }
}

static void take_cleared(const struct taking *t)
{
    const struct standard *s = t->x->rules->standard;
    u16 number = t->row->event.subject;
    if (number >= s->fields.n)
        return;
    enum field_type type = s->fields.v[number].type;
    if (number == t->x->amount)
        growing_clear_amount(t->f->growing, t->number, t->when);
    else if (type == FIELD_CHOICE || type == FIELD_BOOLEAN || type == FIELD_TEXT ||
             type == FIELD_PERSON)
        growing_set_field(t->f->growing, t->number, t->when,
                          words_or_id(&s->fields.v[number].title, S("en"), s->fields.v[number].id),
                          (str){0});
}

static void take_handoff(const struct taking *t, const char *what)
{
    const struct standard *s = t->x->rules->standard;
    u16 number = t->row->event.subject;
    if (number >= s->handoffs.n)
        return;
    str name = str_fmt(&t->f->scratch, "%.*s %s", STR_ARG(s->handoffs.v[number].id), what);
    add(t, growing_activity(t->f->growing, name, ACTIVITY_OTHER), t->row->event.actor);
}

static void take_event(struct taking *t)
{
    const struct deal_event *e = &t->row->event;
    struct follower *f = t->f;
    switch (e->kind) {
    case EVENT_STAGE_ENTERED:
        if (e->subject < t->x->rules->stage_count)
            enter_stage(t, e->subject);
        break;
    case EVENT_FIELD_SET: take_field(t); break;
    case EVENT_FIELD_CLEARED: take_cleared(t); break;
    case EVENT_MILESTONE_REACHED: take_reached(t); break;
    case EVENT_MILESTONE_CONFIRMED: take_confirmed(t); break;
    case EVENT_MILESTONE_REVOKED: take_milestone(t, ACTIVITY_REVOKED); break;
    case EVENT_MILESTONE_CARRIED: take_carried(t); break;
    case EVENT_WAIVER_GRANTED: take_waived(t); break;
    case EVENT_HANDOFF_ACCEPTED: take_handoff(t, "accepted"); break;
    case EVENT_HANDOFF_RETURNED: take_handoff(t, "returned"); break;
    case EVENT_HANDOFF_TOUCHED: take_handoff(t, "touched"); break;
    case EVENT_CLOSE_DATE_SET:
        add_value(t, word(f, &f->close_date, S("close date"), ACTIVITY_CLOSE_DATE), e->value);
        break;
    case EVENT_OWNER_SET:
        t->deal->owner = (u32)e->value;
        add(t, word(f, &f->owner, S("owner"), ACTIVITY_OWNER), e->value);
        break;
    case EVENT_OUTCOME_SET: take_outcome(t); break;
    case EVENT_REASON_SET: take_reason(t); break;
    case EVENT_REOPENED: take_reopened(t); break;
    case EVENT_MIGRATED: take_migrated(t, t->row->event.value); break;
    case EVENT_REFUSED: take_milestone(t, ACTIVITY_BLOCKED); break;
    case EVENT_OBJECTED: take_milestone(t, ACTIVITY_OBJECTED); break;
    default: break;
    }
}

static void take_opened(struct taking *t)
{
    const struct deal_event *e = &t->row->event;
    i64 edition = e->value;
    if (edition < 1 || edition > WORKSPACE_EDITIONS_MAX || !t->f->edition[edition])
        return;
    if (t->number != GROWING_NO_DEAL) {
        growing_begin_deal(t->f->growing, t->number, t->when, (i32)edition, e->actor);
    } else {
        t->number = growing_open_deal(t->f->growing, t->row->deal, t->when, (i32)edition, e->actor);
        if (t->number == GROWING_NO_DEAL)
            return;
        (void)vec_push(&t->f->deal_arena, &t->f->deals);
    }
    growing_name_deal(t->f->growing, t->number, t->row->text);
    t->f->newest_edition = (i32)i64_max(t->f->newest_edition, edition);
    t->deal = &t->f->deals.v[t->number];
    *t->deal =
        (struct followed_deal){.owner = e->actor, .edition = (u16)edition, .stage = NO_ACTIVITY};
    t->x = t->f->edition[edition];
    if (e->subject < t->x->rules->stage_count)
        enter_stage(t, e->subject);
}

static void take_restored(struct taking *t)
{
    t->deal = &t->f->deals.v[t->number];
    t->x = t->f->edition[t->deal->edition];
    if (!follow_restored(t->f, t->row, t->number))
        take_migrated(t, restored_edition(t->row->event.value));
}

void follow_event(struct follower *f, const struct event_row *row, u32 number)
{
    struct taking t = {.f = f, .row = row, .number = number, .when = moment_of(row)};
    if (row->event.kind == EVENT_MIGRATED)
        follow_note_move(f, row, number);
    t.deal = &f->deals.v[number];
    t.x = f->edition[t.deal->edition];
    take_event(&t);
}

static void take_of_deal(struct follower *f, const struct event_row *row)
{
    struct taking t = {.f = f, .row = row, .when = moment_of(row)};
    t.number = growing_find_deal(f->growing, row->deal);
    if ((i32)row->event.kind != KIND_DEAL_IMPORTED)
        follow_note_row(f, row, t.number == GROWING_NO_DEAL ? NULL : &f->deals.v[t.number]);
    bool unknown = t.number == GROWING_NO_DEAL || f->deals.v[t.number].gone;
    if (row->event.kind == EVENT_OPENED && unknown)
        take_opened(&t);
    if (unknown)
        return;
    switch ((i32)row->event.kind) {
    case KIND_DEAL_NAMED: growing_name_deal(f->growing, t.number, row->text); break;
    case KIND_DEAL_REFERENCE: growing_refer_deal(f->growing, t.number, row->text); break;
    case KIND_DEAL_RESTORED: take_restored(&t); break;
    default:
        if (row->event.kind >= EVENT_KIND_COUNT)
            follow_deal_import(f, row, t.number);
        else
            follow_event(f, row, t.number);
    }
}

bool follower_take(struct follower *f, const struct event_row *row)
{
    i32 kind = row->event.kind;
    i64 mark = arena_mark(&f->scratch);
    bool taken = true;
    if (row->deal)
        take_of_deal(f, row);
    else if (kind == KIND_PUBLISHED)
        taken = take_published(f, row);
    else if (kind == KIND_REVIEWED)
        take_act(f, row, GOVERNANCE_REVIEWED, row->event.actor, row->event.value);
    else if (kind == KIND_VERDICT && row->event.subject != VERDICT_EXTEND) /* decided */
        take_act(f, row, GOVERNANCE_EVALUATED, row->event.actor,
                 proposal_edition(row->event.value));
    else if (kind == KIND_PERSON_NAMED || kind == KIND_PERSON_PLACED || kind == KIND_TRAINED)
        follow_person(f, row);
    else
        follow_import(f, row);
    arena_rewind(&f->scratch, mark);
    if (taken)
        f->sequence = row->sequence;
    return taken;
}

i64 follower_lived_ms(const struct follower *f)
{
    i64 last = f->lived_ms;
    for (i64 i = 0; i < f->run.rows.n; i++)
        last = i64_max(last, f->run.rows.v[i].recorded_ms);
    /* what is known is known to the second */
    return last == TIME_NONE ? last : last / 1000 * 1000 + 999;
}

str follower_newest_import(const struct follower *f)
{
    return f->newest_import;
}

bool follower_is_drafted(const struct follower *f)
{
    const struct standard *s = follower_standard(f, f->newest_edition);
    return s && str_eq(s->process, S(IMPORT_DRAFT_PROCESS));
}

i64 follower_head(const struct follower *f)
{
    return workspace_head(f->workspace).sequence;
}

const struct standard *follower_standard(const struct follower *f, i32 edition)
{
    const struct rules *rules = workspace_rules(f->workspace, edition);
    return rules ? rules->standard : NULL;
}

str follower_zone(const struct follower *f, i32 edition)
{
    return workspace_zone(f->workspace, edition);
}

static bool have_reader(struct follower *f, struct err *e)
{
    return f->reader || reader_open(&f->reader, f->workspace, e);
}

static bool read_well(struct follower *f, struct err *e)
{
    if (reader_check(f->reader, e))
        return true;
    if (!f->whole) {
        reader_close(f->reader);
        f->reader = NULL;
    }
    return false;
}

i64 follower_read(struct follower *f)
{
    struct err e;
    i64 most = i64_min(FOLLOW_BATCH, follower_head(f) - f->sequence), taken = 0;
    if (most <= 0 || !have_reader(f, &e))
        return 0;
    i64 mark = arena_mark(&f->scratch);
    struct event_row *rows = arena_array(&f->scratch, struct event_row, most);
    i64 n = reader_events(f->reader, &f->scratch, f->sequence, most, rows);
    if (!read_well(f, &e))
        n = 0;
    while (taken < n && follower_take(f, &rows[taken]))
        taken++;
    arena_rewind(&f->scratch, mark);
    return taken;
}

static_assert((i64)FOLLOW_HASH_BYTES == (i64)HASH_BYTES, "of the same chain");

bool follower_hash(struct follower *f, i64 sequence, u8 out[FOLLOW_HASH_BYTES], struct err *e)
{
    memset(out, 0, FOLLOW_HASH_BYTES);
    if (sequence == 0)
        return true;
    if (!have_reader(f, e))
        return false;
    bool there = reader_hash(f->reader, sequence, out);
    if (!read_well(f, e))
        return false;
    return there || err_set(e, ERR_IO, "event %lld cannot be read", (long long)sequence);
}
