#include "exchange/changes.h"

#include "base/message.h"
#include "exchange/recognise.h"
#include "exchange/words.h"

#include <stdlib.h>

void changes_init(struct changes *c, struct deal_rows *deals)
{
    *c = (struct changes){.deals = deals, .meaning = deals->meaning, .last_ms = TIME_NONE};
}

static struct import_file *file_of(struct changes *c, const struct sheet *s)
{
    return &c->deals->report->files.v[s->file];
}

static bool reject(struct changes *c, const struct sheet *s, i64 row, const char *why)
{
    note_rejected(c->deals->report, s->file, s->table.line[row],
                  note_excerpt(c->deals->arena, &s->table, row), "%s", message(why));
    return false;
}

static void see(struct changes *c, const struct sheet *s, i64 at_ms)
{
    if (at_ms > c->last_ms) {
        c->last_ms = at_ms;
        c->last_from = s->name;
    }
}

/* What every row of a history has: a deal, a moment, somebody. False: counted elsewhere. */
static bool begin(struct changes *c, const struct sheet *s, i64 row, struct change *ch)
{
    *ch = (struct change){.order = (u32)c->list.n, .recorded_ms = TIME_NONE};
    bool deleted;
    i32 column;
    if (s->table.broken[row])
        return reject(c, s, row, "the row is broken: an open quote or too many cells");
    if (sheet_bool(s, row, FIELD_DELETED, &deleted) == SHEET_FINE && deleted)
        return reject(c, s, row, "the CRM marks it as deleted");
    str id = sheet_text(s, row, FIELD_DEAL, NULL);
    str name = sheet_has(s, FIELD_DEAL) ? (str){0} : sheet_text(s, row, FIELD_NAME, NULL);
    i64 deal = deal_rows_find(c->deals, id, name);
    if (deal < 0) {
        file_of(c, s)->unmatched++;
        return false;
    }
    enum sheet_answer a = sheet_time(s, row, FIELD_AT, &ch->at_ms, &column);
    if (a == SHEET_NOTHING)
        a = sheet_time(s, row, FIELD_RECORDED_AT, &ch->at_ms, &column);
    if (a != SHEET_FINE)
        return reject(c, s, row, a == SHEET_BAD ? "its moment is no date" : "no moment");
    ch->deal = (u32)deal;
    ch->actor = sheet_text(s, row, FIELD_ACTOR, NULL);
    return true;
}

static void push(struct changes *c, const struct sheet *s, const struct change *ch)
{
    *vec_push(c->deals->arena, &c->list) = *ch;
    file_of(c, s)->used++;
    see(c, s, ch->at_ms);
}

void changes_read_states(struct changes *c, const struct sheet *s)
{
    c->states = true;
    for (i64 row = 0; row < s->table.rows; row++) {
        struct change ch;
        i32 column;
        i64 close_ms;
        if (!begin(c, s, row, &ch))
            continue;
        str currency = c->deals->list.v[ch.deal].currency;
        ch.stage = meaning_stage_name(c->meaning, sheet_text(s, row, FIELD_STAGE, NULL));
        ch.old_stage = meaning_stage_name(c->meaning, sheet_text(s, row, FIELD_OLD_STAGE, NULL));
        ch.has_amount = deal_rows_amount(s, row, &ch.amount_minor, &currency) == SHEET_FINE;
        ch.has_close = sheet_time(s, row, FIELD_EXPECTED, &close_ms, &column) == SHEET_FINE;
        ch.close_day = ch.has_close ? days_of_ms(close_ms) : 0;
        push(c, s, &ch);
    }
}

enum changed { CHANGED_OTHER, CHANGED_STAGE, CHANGED_CLOSE, CHANGED_AMOUNT, CHANGED_OWNER };

static enum changed what_changed(str field)
{
    static const struct {
        const char *key;
        enum changed what;
    } names[] = {
        {"stagename", CHANGED_STAGE},
        {"stage", CHANGED_STAGE},
        {"dealstage", CHANGED_STAGE},
        {"stageid", CHANGED_STAGE},
        {"closedate", CHANGED_CLOSE},
        {"closedate", CHANGED_CLOSE},
        {"expectedclosedate", CHANGED_CLOSE},
        {"amount", CHANGED_AMOUNT},
        {"value", CHANGED_AMOUNT},
        {"owner", CHANGED_OWNER},
        {"ownerid", CHANGED_OWNER},
        {"opportunityowner", CHANGED_OWNER},
        {"hubspotownerid", CHANGED_OWNER},
        {"userid", CHANGED_OWNER},
    };
    struct fold_key k = crm_key(field);
    for (i64 i = 0; i < LENGTH(names); i++)
        if (str_eq(fold_key_str(&k), str_c(names[i].key)))
            return names[i].what;
    return CHANGED_OTHER;
}

/* Values of one field stand among those of others, so their order is decided apart. */
static enum when_order order_of_values(const struct changes *c, const struct sheet *s)
{
    struct when_column w = {0};
    for (i64 row = 0; row < s->table.rows; row++)
        if (what_changed(sheet_text(s, row, FIELD_CHANGED, NULL)) == CHANGED_CLOSE)
            when_look(&w, sheet_text(s, row, FIELD_NEW, NULL));
    if (c->meaning->mapping && c->meaning->mapping->dates)
        w.order = c->meaning->mapping->dates;
    enum when_verdict v = when_decide(&w);
    if (v == WHEN_ASK && s->first[FIELD_AT] >= 0)
        return s->columns[s->first[FIELD_AT]].when.order;
    return w.order;
}

static bool read_new_value(struct changes *c, const struct sheet *s, i64 row, enum changed what,
                           enum when_order order, struct change *ch)
{
    str value = sheet_text(s, row, FIELD_NEW, NULL);
    struct when w;
    struct amount m;
    i64 at;
    switch (what) {
    case CHANGED_STAGE:
        ch->stage = meaning_stage_name(c->meaning, value);
        ch->old_stage = meaning_stage_name(c->meaning, sheet_text(s, row, FIELD_OLD, NULL));
        return value.n > 0;
    case CHANGED_CLOSE:
        ch->has_close = when_read(value, &w) && when_resolve(&w, order, &at);
        ch->close_day = ch->has_close ? days_of_ms(at) : 0;
        ch->has_old_close =
            when_read(sheet_text(s, row, FIELD_OLD, NULL), &w) && when_resolve(&w, order, &at);
        ch->old_close_day = ch->has_old_close ? days_of_ms(at) : 0;
        return ch->has_close;
    case CHANGED_AMOUNT:
        ch->has_amount =
            amount_read(value, &m) &&
            amount_resolve(&m, AMOUNT_DECIMAL_POINT,
                           money_digits(c->deals->list.v[ch->deal].currency), &ch->amount_minor);
        return ch->has_amount;
    case CHANGED_OWNER:
        ch->is_owner = true;
        ch->actor = value;
        return value.n > 0;
    case CHANGED_OTHER: break;
    }
    return false;
}

void changes_read_fields(struct changes *c, const struct sheet *s)
{
    enum when_order order = order_of_values(c, s);
    for (i64 row = 0; row < s->table.rows; row++) {
        struct change ch;
        if (!begin(c, s, row, &ch))
            continue;
        enum changed what = what_changed(sheet_text(s, row, FIELD_CHANGED, NULL));
        bool told = c->states && what != CHANGED_OWNER; /* a file of states tells it already */
        see(c, s, ch.at_ms);
        ch.explicit_change = true;
        if (what == CHANGED_OTHER || told)
            file_of(c, s)->used++; /* read, and no part of the history */
        else if (read_new_value(c, s, row, what, order, &ch))
            push(c, s, &ch);
        else
            reject(c, s, row, "the new value cannot be read");
    }
}

static bool is_done(const struct sheet *s, i64 row)
{
    bool closed;
    if (sheet_bool(s, row, FIELD_CLOSED, &closed) == SHEET_FINE && closed)
        return true;
    str status = sheet_text(s, row, FIELD_STATUS, NULL);
    struct fold_key k = fold_key(status);
    bool says = sheet_has(s, FIELD_STATUS);
    return !says || str_eq(fold_key_str(&k), S("completed")) ||
           str_eq(fold_key_str(&k), S("closed")) || str_eq(fold_key_str(&k), S("done"));
}

void changes_read_tasks(struct changes *c, const struct sheet *s)
{
    i64 planned = 0;
    for (i64 row = 0; row < s->table.rows; row++) {
        struct change ch;
        if (sheet_text(s, row, FIELD_DEAL, NULL).n == 0 && !s->table.broken[row]) {
            file_of(c, s)->unmatched++;
            continue;
        }
        if (!begin(c, s, row, &ch))
            continue;
        if (!is_done(s, row)) {
            planned++;
            file_of(c, s)->used++;
            continue;
        }
        str type = sheet_text(s, row, FIELD_ACTIVITY, NULL);
        ch.activity = type.n ? recognise_shown_name(c->deals->arena, type) : S("task");
        push(c, s, &ch);
    }
    if (planned)
        note_warning(c->deals->report, s->file, 0,
                     "%lld activities are not done yet: no part of the history",
                     (long long)planned);
}

void changes_read_columns(struct changes *c)
{
    for (i64 d = 0; d < c->deals->list.n; d++) {
        const struct deal_row *r = &c->deals->list.v[d];
        const struct sheet *s = r->sheet;
        for (i32 i = s->first[FIELD_STAGE_ENTERED]; i >= 0; i = s->columns[i].next) {
            struct change ch = {.deal = (u32)d,
                                .order = (u32)c->list.n,
                                .recorded_ms = TIME_NONE,
                                .stage = meaning_stage_name(c->meaning, s->columns[i].attribute),
                                .explicit_change = true};
            enum sheet_answer a = sheet_cell_time(s, r->row, i, &ch.at_ms);
            if (a == SHEET_BAD)
                note_warning(c->deals->report, s->file, s->table.line[r->row],
                             "column \"%.*s\" holds no date: left aside",
                             STR_ARG(s->columns[i].name));
            if (a != SHEET_FINE)
                continue;
            *vec_push(c->deals->arena, &c->list) = ch;
            see(c, s, ch.at_ms);
        }
    }
}

static int by_deal_and_time(const void *x, const void *y)
{
    const struct change *a = x, *b = y;
    if (a->deal != b->deal)
        return a->deal < b->deal ? -1 : 1;
    if (a->at_ms != b->at_ms)
        return a->at_ms < b->at_ms ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* One deal while its changes pass. */
struct walk {
    struct changes *c;
    struct history_builder *b;
    i64 number;
    const struct deal_row *deal;
    str stage;
    i64 amount_minor, close_day;
    bool has_stage, has_amount, has_close;
    i64 *outcome_at;
    u8 *staged;
};

static void add(const struct walk *w, const struct change *ch, str activity,
                enum activity_kind kind, i64 value, bool has_value)
{
    struct history_event e = {.deal = w->number,
                              .at_ms = ch->at_ms,
                              .recorded_ms = ch->recorded_ms,
                              .activity = activity,
                              .kind = kind,
                              .actor = ch->actor,
                              .value = value,
                              .has_value = has_value};
    history_add_event(w->b, &e);
}

static void enter_stage(struct walk *w, const struct change *ch)
{
    enum outcome end;
    bool same = w->has_stage && str_eq(w->stage, ch->stage);
    if (ch->stage.n == 0 || same)
        return;
    i64 start = w->deal->created_ms;
    if (!w->has_stage && ch->old_stage.n && start != TIME_NONE && start <= ch->at_ms &&
        !str_eq(ch->old_stage, ch->stage)) {
        struct change before = *ch; /* where it had been since its creation */
        before.at_ms = start;
        before.actor = (str){0};
        add(w, &before, ch->old_stage, ACTIVITY_STAGE, 0, false);
    }
    w->stage = ch->stage;
    w->has_stage = true;
    *w->staged = 1;
    if (!meaning_of_stage(w->c->meaning, ch->stage, &end)) {
        add(w, ch, ch->stage, ACTIVITY_STAGE, 0, false);
        return;
    }
    /* "Closed Lost" with a reason of no decision: the deal knows better than the stage */
    enum outcome known = w->deal->verdict.outcome;
    if (known != OUTCOME_OPEN && (known == OUTCOME_WON) == (end == OUTCOME_WON))
        end = known;
    add(w, ch, str_c(outcome_id(end)), ACTIVITY_OUTCOME, (i64)end, true);
    *w->outcome_at = ch->at_ms;
}

/* The first date of all is what was promised: the first state shows it, a row about the field
 * says what it was before. Without it the first slip would not be one. */
static void set_close(struct walk *w, const struct change *ch)
{
    bool first = !w->has_close && ch->has_old_close && ch->old_close_day != ch->close_day;
    if (first) {
        struct change before = *ch;
        i64 start = w->deal->created_ms;
        before.at_ms = start != TIME_NONE && start <= ch->at_ms ? start : ch->at_ms;
        before.actor = (str){0};
        add(w, &before, S("close date"), ACTIVITY_CLOSE_DATE, ch->old_close_day, true);
    }
    if (!w->has_close || ch->close_day != w->close_day)
        add(w, ch, S("close date"), ACTIVITY_CLOSE_DATE, ch->close_day, true);
    w->close_day = ch->close_day;
    w->has_close = true;
}

static void step(struct walk *w, const struct change *ch)
{
    if (ch->activity.n) {
        add(w, ch, ch->activity, ACTIVITY_OTHER, 0, false);
        return;
    }
    if (ch->is_owner) {
        add(w, ch, S("owner"), ACTIVITY_OWNER, 0, false);
        return;
    }
    if (ch->has_amount) {
        bool changed = w->has_amount ? ch->amount_minor != w->amount_minor : ch->explicit_change;
        if (changed)
            add(w, ch, S("amount"), ACTIVITY_AMOUNT, ch->amount_minor, true);
        w->amount_minor = ch->amount_minor;
        w->has_amount = true;
    }
    if (ch->has_close)
        set_close(w, ch);
    enter_stage(w, ch); /* last: an end comes after what was agreed */
}

void changes_add(struct changes *c, const struct changes_target *to)
{
    if (c->list.n)
        qsort(c->list.v, (size_t)c->list.n, sizeof *c->list.v, by_deal_and_time);
    struct walk w = {.c = c};
    for (i64 i = 0; i < c->list.n; i++) {
        struct change *ch = &c->list.v[i];
        if (i == 0 || ch[-1].deal != ch->deal)
            w = (struct walk){.c = c,
                              .b = to->builder,
                              .number = to->numbers[ch->deal],
                              .deal = &c->deals->list.v[ch->deal],
                              .outcome_at = &to->outcome_at[ch->deal],
                              .staged = &to->staged[ch->deal]};
        if (w.number < 0 || ch->at_ms > to->as_of_ms)
            continue;
        if (to->name && ch->actor.n)
            ch->actor = to->name(to->context, ch->actor);
        step(&w, ch);
    }
}
