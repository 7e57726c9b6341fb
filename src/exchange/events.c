#include "exchange/events.h"

#include "base/message.h"
#include "exchange/amount.h"

static bool reject(struct import_report *r, const struct sheet *s, i64 row, const char *why)
{
    note_rejected(r, s->file, s->table.line[row], note_excerpt(r->arena, &s->table, row), "%s",
                  message(why));
    return false;
}

static bool read_moment(struct import_report *r, const struct sheet *s, i64 row, i64 *at_ms)
{
    i32 c;
    if (s->table.broken[row])
        return reject(r, s, row, "the row is broken: an open quote or too many cells");
    if (sheet_time(s, row, FIELD_AT, at_ms, &c) != SHEET_FINE)
        return reject(r, s, row, "no moment, or one that is no date");
    return true;
}

bool events_value_read(str text, enum activity_kind kind, i64 *value)
{
    if (!str_to_i64(text, value) && (kind != ACTIVITY_CLOSE_DATE || !date_parse(text, value)))
        return false;
    if (kind == ACTIVITY_CLOSE_DATE)
        return *value >= date_to_days((struct date){1, 1, 1}) &&
               *value <= date_to_days((struct date){9999, 12, 31});
    return kind != ACTIVITY_AMOUNT || (*value >= -AMOUNT_MINOR_MAX && *value <= AMOUNT_MINOR_MAX);
}

/* The value of an event: an outcome's name, a day, or a whole number. */
static bool read_value(const struct sheet *s, i64 row, struct history_event *e)
{
    str value = sheet_text(s, row, FIELD_VALUE, NULL);
    enum outcome o;
    e->has_value = value.n > 0;
    if (e->kind == ACTIVITY_OUTCOME) {
        e->has_value = outcome_parse(value.n ? value : e->activity, &o);
        e->value = e->has_value ? (i64)o : 0;
        return e->has_value;
    }
    return value.n == 0 || events_value_read(value, e->kind, &e->value);
}

static bool read_event(struct import_report *r, const struct sheet *s, i64 row,
                       struct history_event *e)
{
    i32 c;
    if (!read_moment(r, s, row, &e->at_ms))
        return false;
    if (sheet_time(s, row, FIELD_RECORDED_AT, &e->recorded_ms, &c) != SHEET_FINE)
        e->recorded_ms = TIME_NONE;
    e->actor = sheet_text(s, row, FIELD_ACTOR, NULL);
    e->activity = sheet_text(s, row, FIELD_ACTIVITY, NULL);
    str kind = sheet_text(s, row, FIELD_KIND, NULL);
    if (e->activity.n == 0)
        return reject(r, s, row, "no activity");
    if (kind.n && !activity_kind_parse(kind, &e->kind))
        return reject(r, s, row, "no kind of activity that is known");
    return read_value(s, row, e) || reject(r, s, row, "its value fits no such event");
}

void events_add(const struct sheet *s, struct deal_rows *deals, const i64 *numbers, i64 as_of_ms,
                bool asked, i64 *outcome_at, struct history_builder *b)
{
    struct import_report *r = deals->report;
    struct import_file *f = &r->files.v[s->file];
    for (i64 row = 0; row < s->table.rows; row++) {
        struct history_event e = {.recorded_ms = TIME_NONE};
        i64 deal = deal_rows_find(deals, sheet_text(s, row, FIELD_DEAL, NULL), (str){0});
        if (!s->table.broken[row] && deal < 0) {
            f->unmatched++;
            continue;
        }
        if (!read_event(r, s, row, &e))
            continue;
        f->used++;
        e.deal = numbers[deal];
        bool known_then = !asked || e.recorded_ms == TIME_NONE || e.recorded_ms <= as_of_ms;
        if (e.deal < 0 || e.at_ms > as_of_ms || !known_then)
            continue;
        history_add_event(b, &e);
        if (e.kind == ACTIVITY_OUTCOME)
            outcome_at[deal] = i64_max(outcome_at[deal], e.at_ms);
    }
}

i64 events_last(const struct sheet *s)
{
    i64 last = TIME_NONE, at;
    i32 c;
    for (i64 row = 0; row < s->table.rows; row++)
        if (!s->table.broken[row] && sheet_time(s, row, FIELD_AT, &at, &c) == SHEET_FINE)
            last = i64_max(last, at);
    return last;
}

void events_add_governance(const struct sheet *s, struct import_report *report,
                           struct history_builder *b)
{
    for (i64 row = 0; row < s->table.rows; row++) {
        struct governance_event g = {0};
        f64 version = 0;
        if (!read_moment(report, s, row, &g.at_ms))
            continue;
        if (!governance_kind_parse(sheet_text(s, row, FIELD_KIND, NULL), &g.kind)) {
            reject(report, s, row, "no kind of act that is known");
            continue;
        }
        g.actor = sheet_text(s, row, FIELD_ACTOR, NULL);
        g.department = sheet_text(s, row, FIELD_DEPARTMENT, NULL);
        if (sheet_number(s, row, FIELD_VERSION, &version) == SHEET_FINE && version >= 0 &&
            version < 1e6)
            g.version = (i32)version;
        (void)sheet_bool(s, row, FIELD_EVIDENCE, &g.flag);
        history_add_governance(b, &g);
        report->files.v[s->file].used++;
    }
}
