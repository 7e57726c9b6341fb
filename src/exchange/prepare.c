#include "exchange/prepare.h"

#include "base/message.h"
#include "exchange/words.h"

static void look_at_values(struct sheet *s, struct column *c, i64 column)
{
    for (i64 r = 0; r < s->table.rows; r++) {
        str cell = table_cell(&s->table, r, column);
        if (words_missing(cell))
            continue;
        if (field_is_time(c->field))
            when_look(&c->when, cell);
        else
            amount_look(&c->amount, cell);
    }
}

static str order_note(struct arena *a, const struct when_column *w)
{
    bool day = w->order == WHEN_DAY_FIRST;
    str example = day ? w->day_example : w->month_example;
    if (example.n == 0)
        return message_str(day ? S("dates are day/month/year") : S("dates are month/day/year"));
    return message_fmt(a, "dates are %s, as %.*s shows",
                       message(day ? "day/month/year" : "month/day/year"), STR_ARG(example));
}

static void ask_order(const struct sheet *s, struct import_report *r, const struct column *c,
                      bool mixed)
{
    const struct when_column *w = &c->when;
    str text =
        mixed ? message_fmt(r->arena,
                            "column \"%.*s\" holds dates in two orders (%.*s and %.*s): which "
                            "one are the others in?",
                            STR_ARG(c->name), STR_ARG(w->day_example), STR_ARG(w->month_example))
              : message_fmt(r->arena,
                            "is %.*s in column \"%.*s\" day/month/year or month/day/year? no "
                            "value of the file tells",
                            STR_ARG(w->open_example), STR_ARG(c->name));
    note_question(r, s->file, text, message_str(S("dates: day-first   # or month-first")));
}

static void decide_dates(struct sheet *s, struct import_report *r, const struct mapping *m)
{
    enum when_order proved = WHEN_ORDER_UNKNOWN;
    const struct column *by = NULL;
    for (i64 i = 0; i < s->table.columns; i++) {
        struct column *c = &s->columns[i];
        if (!field_is_time(c->field))
            continue;
        look_at_values(s, c, i);
        if (c->said && c->said->dates)
            c->when.order = c->said->dates;
        else if (m && m->dates)
            c->when.order = m->dates;
        if (when_decide(&c->when) == WHEN_DECIDED && !proved) {
            proved = c->when.order;
            by = c;
        }
    }
    for (i64 i = 0; i < s->table.columns; i++) {
        struct column *c = &s->columns[i];
        if (!field_is_time(c->field))
            continue;
        enum when_verdict v = when_decide(&c->when);
        if (v == WHEN_DECIDED) {
            c->note = order_note(r->arena, &c->when);
        } else if (v == WHEN_ASK && proved) { /* one export, one locale */
            c->when.order = proved;
            c->note =
                message_fmt(r->arena, "dates are %s, as in column \"%.*s\"",
                            message(proved == WHEN_DAY_FIRST ? "day/month/year" : "month/day/year"),
                            STR_ARG(by->name));
        } else if (v != WHEN_PLAIN) {
            ask_order(s, r, c, v == WHEN_MIXED);
        }
    }
}

static void ask_decimal(const struct sheet *s, struct import_report *r, const struct column *c,
                        bool mixed)
{
    const struct amount_column *m = &c->amount;
    str text =
        mixed ? message_fmt(r->arena,
                            "column \"%.*s\" holds amounts of two kinds (%.*s and %.*s): which "
                            "one are the others?",
                            STR_ARG(c->name), STR_ARG(m->point_example), STR_ARG(m->comma_example))
              : message_fmt(r->arena,
                            "is %.*s in column \"%.*s\" in thousands or with decimals? no value "
                            "of the file tells",
                            STR_ARG(m->open_example), STR_ARG(c->name));
    note_question(r, s->file, text,
                  message_str(S("decimal: point   # or comma: the sign before the cents")));
}

static void decide_amounts(struct sheet *s, struct import_report *r, const struct mapping *m)
{
    enum amount_point proved = AMOUNT_POINT_UNKNOWN;
    for (i64 i = 0; i < s->table.columns; i++) {
        struct column *c = &s->columns[i];
        if (!field_is_amount(c->field))
            continue;
        look_at_values(s, c, i);
        if (c->said && c->said->decimal)
            c->amount.decimal = c->said->decimal;
        else if (m && m->decimal)
            c->amount.decimal = m->decimal;
        if (amount_decide(&c->amount) == AMOUNT_DECIDED)
            proved = c->amount.decimal;
    }
    if (!proved && s->shape && s->shape->machine)
        proved = AMOUNT_DECIMAL_POINT;
    for (i64 i = 0; i < s->table.columns; i++) {
        struct column *c = &s->columns[i];
        if (!field_is_amount(c->field))
            continue;
        enum amount_verdict v = amount_decide(&c->amount);
        if (v == AMOUNT_DECIDED)
            c->note = c->amount.decimal == AMOUNT_DECIMAL_COMMA
                          ? message_str(S("a comma before the cents"))
                          : message_str(S("a point before the cents"));
        else if (v == AMOUNT_ASK && proved)
            c->amount.decimal = proved;
        else if (v != AMOUNT_PLAIN)
            ask_decimal(s, r, c, v == AMOUNT_MIXED);
    }
}

/* "Won: no" is lost or open; only a column of another kind, or a person, can tell. */
static void ask_not_won(struct sheet *s, struct import_report *r, const struct mapping *m)
{
    static const enum import_field tells[] = {FIELD_LOST,         FIELD_CLOSED,  FIELD_STATUS,
                                              FIELD_STAGE,        FIELD_LOST_AT, FIELD_CLOSED_AT,
                                              FIELD_STATUS_REASON};
    bool won;
    enum outcome o;
    if (s->role != ROLE_DEALS || !sheet_has(s, FIELD_WON))
        return;
    for (i64 i = 0; i < LENGTH(tells); i++)
        if (sheet_has(s, tells[i]))
            return;
    for (i64 row = 0; row < s->table.rows; row++) {
        str cell = sheet_text(s, row, FIELD_WON, NULL);
        if (cell.n == 0 || !words_bool(cell, &won) || won || mapping_outcome(m, cell, &o))
            continue;
        note_question(
            r, s->file,
            message_fmt(r->arena, "is a deal whose \"%.*s\" is %.*s lost, or still open?",
                        STR_ARG(s->columns[s->first[FIELD_WON]].name), STR_ARG(cell)),
            message_fmt(r->arena, "outcomes: {\"%.*s\": lost}   # or open", STR_ARG(cell)));
        return;
    }
}

void prepare_sheet(struct sheet *s, struct import_report *report, const struct mapping *mapping)
{
    decide_dates(s, report, mapping);
    decide_amounts(s, report, mapping);
    ask_not_won(s, report, mapping);
}
