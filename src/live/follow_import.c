#include "live/follow_import.h"

#include "deal/state.h"
#include "format/json_tree.h"

/* The first `n` of the rows happened here; no import told of them. */
static void lived(struct follower *f, i64 n)
{
    for (i64 i = 0; i < n; i++)
        f->lived_ms = i64_max(f->lived_ms, f->run.rows.v[i].recorded_ms);
    f->run.rows.n = 0;
    arena_rewind(&f->word_arena, 0);
}

void follow_note_row(struct follower *f, const struct event_row *row,
                     const struct followed_deal *deal)
{
    i32 kind = row->event.kind;
    if (row->deal != f->run.deal)
        lived(f, f->run.rows.n);
    f->run.deal = row->deal;
    bool worded = kind == EVENT_FIELD_SET || kind == EVENT_CLOSE_DATE_SET ||
                  kind == EVENT_OWNER_SET || kind == EVENT_OUTCOME_SET;
    *vec_push(&f->run_arena, &f->run.rows) = (struct taken_row){
        .before = growing_place(f->growing),
        .deal = deal ? *deal : (struct followed_deal){0},
        .person = kind == EVENT_OWNER_SET ? row->event.value : 0,
        .at_ms = row->event.occurred_ms,
        .recorded_ms = row->recorded_ms,
        .word = worded ? str_dup(&f->word_arena, row->text) : (str){0},
        .kind = row->event.kind,
        .shown = kind != EVENT_OPENED && row->event.role != ROLE_SYSTEM,
        .opened = kind == EVENT_OPENED,
    };
}

/* --- one deal ------------------------------------------------------------------------------- */

static void take_told(struct follower *f, const struct event_row *row, u32 number)
{
    enum activity_kind kind;
    bool has_value;
    if (!told_kind(row->event.subject, &kind, &has_value) || !row->text.n)
        return;
    struct growing_event e = {.deal = number,
                              .activity = growing_activity(f->growing, row->text, kind),
                              .when = {row->event.occurred_ms, row->recorded_ms},
                              .person = row->event.actor,
                              .value = row->event.value,
                              .has_value = has_value};
    growing_add_event(f->growing, &e);
}

/* The lags of a record, one after the other: "0,12,-". */
struct lags {
    str rest;
    i64 next;
};

static i64 recorded_at(struct lags *l, i64 at_ms)
{
    str head;
    i64 seconds;
    if (l->rest.n == 0)
        return TIME_NONE;
    str_cut(l->rest, ',', &head, &l->rest);
    l->next++;
    return str_to_i64(head, &seconds) ? (at_ms / 1000 + seconds) * 1000 : TIME_NONE;
}

static i64 lag_of_opening(str lags, i64 place, i64 at_ms)
{
    struct lags l = {lags, 0};
    i64 recorded = TIME_NONE;
    while (l.next <= place && l.rest.n)
        recorded = recorded_at(&l, at_ms);
    return recorded;
}

/* What its source calls an event that everybody calls otherwise. */
static void be_called(struct follower *f, const struct taken_row *row, i64 event,
                      const struct import_facts *facts)
{
    static const u8 kinds[EVENT_KIND_COUNT] = {
        [EVENT_FIELD_SET] = ACTIVITY_AMOUNT,
        [EVENT_CLOSE_DATE_SET] = ACTIVITY_CLOSE_DATE,
        [EVENT_OWNER_SET] = ACTIVITY_OWNER,
        [EVENT_OUTCOME_SET] = ACTIVITY_OUTCOME,
    };
    bool reason = row->kind == EVENT_OUTCOME_SET && str_eq(row->word, facts->reason);
    if (row->shown && row->word.n && !reason)
        growing_called(
            f->growing, event,
            growing_activity(f->growing, row->word, (enum activity_kind)kinds[row->kind]));
}

/* The events of one row of the import: the source's own, or what followed from them here. */
static void settle_row(struct follower *f, u32 number, const struct taken_row *row, i64 end,
                       const struct import_facts *facts, struct lags *lags)
{
    struct growing *g = f->growing;
    bool own = row->opened ? facts->opened >= 0 : row->shown;
    if (row->shown && lags->next == facts->opened)
        (void)recorded_at(lags, 0); /* that one is the opening's */
    i64 recorded = row->shown    ? recorded_at(lags, row->at_ms)
                   : row->opened ? lag_of_opening(facts->lags, facts->opened, row->at_ms)
                                 : TIME_NONE;
    for (i64 i = row->before.events; i < end; i++) {
        growing_recorded(g, i, recorded);
        be_called(f, row, i, facts);
        if (row->opened)
            growing_done_by(g, i, follow_person_called(f, facts->opened_by));
        if (!own)
            growing_forget_event(g, i);
    }
    if (!own && row->person)
        growing_add_owner(g, number, (struct moment){row->at_ms, TIME_NONE}, row->person);
}

static bool stage_named(struct follower *f, struct followed_edition *x, str word, u16 *out)
{
    const struct standard *s = x->rules->standard;
    for (i64 i = 0; i < s->stages.n; i++)
        if (str_eq(import_stage_word(s, (i32)i), word)) {
            *out = follow_stage(f, x, (u16)i);
            return true;
        }
    if (word.n)
        *out = growing_activity(f->growing, word, ACTIVITY_STAGE);
    return word.n > 0;
}

static void add_record(struct follower *f, u32 number, const struct event_row *row,
                       const struct import_facts *facts)
{
    struct growing *g = f->growing;
    struct growing_record r = {
        .imported_ms = row->recorded_ms,
        .created_ms = facts->created_ms,
        .entered_ms = facts->entered_ms,
        .seen_from_ms = facts->seen_from_ms,
        .closed_ms = facts->closed_ms,
        .expected_ms = facts->expected_ms,
        .modified_ms = facts->modified_ms,
        .outcome = facts->outcome,
        .reason = facts->reason,
        .currency = facts->currency,
        .amount_minor = facts->amount_minor,
        .amount_known = facts->amount_known,
    };
    growing_name_deal(g, number, facts->name);
    struct followed_deal *d = &f->deals.v[number];
    r.has_stage = stage_named(f, f->edition[d->edition], facts->stage, &r.stage);
    growing_add_record(g, number, &r);
    for (i64 i = 0; i < facts->attributes.n; i++)
        growing_set_field(g, number, (struct moment){0, TIME_NONE}, facts->attributes.v[i].name,
                          facts->attributes.v[i].value);
}

static void take_imported(struct follower *f, const struct event_row *row, u32 number)
{
    struct import_facts facts = {.opened = -1};
    i64 n = f->run.rows.n, first = i64_max(0, n + 1 - row->event.subject);
    if (n == 0 || f->run.deal != row->deal)
        return;
    if (!import_facts_parse(&facts, &f->scratch, row->text))
        facts = (struct import_facts){.opened = -1};
    struct growing_place from = f->run.rows.v[first].before, now = growing_place(f->growing);
    struct lags lags = {facts.lags, 0};
    for (i64 i = first; i < n; i++) {
        i64 end = i + 1 < n ? f->run.rows.v[i + 1].before.events : now.events;
        settle_row(f, number, &f->run.rows.v[i], end, &facts, &lags);
    }
    growing_told(f->growing, from);
    add_record(f, number, row, &facts);
    struct followed_deal *d = &f->deals.v[number];
    *vec_push(&f->arena, &f->brought) = (struct brought){
        .import = row->event.value,
        .from = from,
        .to = growing_place(f->growing),
        .before = f->run.rows.v[first].deal,
    };
    d->brought = (u32)f->brought.n;
    lived(f, first);
}

/* It is again as it was before its last import. */
static void take_back(struct follower *f, const struct event_row *row, u32 number)
{
    struct followed_deal *d = &f->deals.v[number];
    if (!d->brought)
        return;
    const struct brought *b = &f->brought.v[d->brought - 1];
    growing_forget(f->growing, b->from, b->to);
    *d = b->before;
    d->gone = row->event.value == 0;
}

void follow_deal_import(struct follower *f, const struct event_row *row, u32 number)
{
    switch ((i32)row->event.kind) {
    case KIND_DEAL_TOLD: take_told(f, row, number); break;
    case KIND_DEAL_IMPORTED: take_imported(f, row, number); break;
    case KIND_DEAL_TAKEN_BACK: take_back(f, row, number); break;
    default: break;
    }
}

/* --- the company ---------------------------------------------------------------------------- */

static void take_governance(struct follower *f, const struct event_row *row)
{
    struct diags d;
    diags_init(&d, &f->scratch);
    const struct json_value *said = json_parse(&f->scratch, row->text, &d);
    const struct json_value *import = said ? json_find(said, S("import")) : NULL;
    i64 kind = row->event.subject & ~(i64)GOVERNANCE_TOLD_FLAG;
    if (!said || kind > GOVERNANCE_MEMBER)
        return;
    i64 source = import && import->whole ? import->integer : row->sequence;
    growing_add_governance(f->growing, &(struct growing_act){
                                           .kind = (enum governance_kind)kind,
                                           .when = {row->event.occurred_ms, TIME_NONE},
                                           .name = json_member_text(said, "actor"),
                                           .source = source,
                                           .department = json_member_text(said, "department"),
                                           .version = (i32)row->event.value,
                                           .flag = row->event.subject & GOVERNANCE_TOLD_FLAG,
                                       });
}

void follow_import(struct follower *f, const struct event_row *row)
{
    if ((i32)row->event.kind == KIND_GOVERNANCE_TOLD)
        take_governance(f, row);
    else if ((i32)row->event.kind == KIND_IMPORT_TAKEN_BACK)
        growing_forget_source(f->growing, row->event.value);
    else if ((i32)row->event.kind == KIND_IMPORT_BEGUN && f->whole)
        f->newest_import = str_dup(&f->arena, row->text);
}
