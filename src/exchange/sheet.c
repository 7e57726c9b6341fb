#include "exchange/sheet.h"

#include "exchange/words.h"

#include <string.h>

enum { SAMPLED_ROWS = 1000 };

void sheet_index(struct sheet *s)
{
    for (i32 f = 0; f < FIELD_COUNT; f++)
        s->first[f] = -1;
    for (i32 c = (i32)s->table.columns - 1; c >= 0; c--) {
        i32 *link = &s->first[s->columns[c].field];
        while (*link >= 0 && s->columns[*link].rank < s->columns[c].rank)
            link = &s->columns[*link].next;
        s->columns[c].next = *link;
        *link = c;
    }
}

str sheet_text(const struct sheet *s, i64 row, enum import_field field, i32 *column)
{
    if (column)
        *column = s->first[field];
    for (i32 c = s->first[field]; c >= 0; c = s->columns[c].next) {
        str cell = table_cell(&s->table, row, c);
        if (words_missing(cell))
            continue;
        if (column)
            *column = c;
        return cell;
    }
    return (str){0};
}

i64 sheet_samples(const struct sheet *s, i64 c, i64 most, str *out)
{
    i64 n = 0;
    for (i64 r = 0; r < i64_min(s->table.rows, SAMPLED_ROWS) && n < most; r++) {
        str cell = table_cell(&s->table, r, c);
        bool again = words_missing(cell);
        for (i64 k = 0; k < n; k++)
            again = again || str_eq(out[k], cell);
        if (!again)
            out[n++] = cell;
    }
    return n;
}

enum sheet_answer sheet_cell_time(const struct sheet *s, i64 row, i32 c, i64 *at_ms)
{
    str cell = table_cell(&s->table, row, c);
    struct when w;
    if (words_missing(cell) || words_no_date(cell))
        return SHEET_NOTHING;
    bool fine = when_read(cell, &w) && when_resolve(&w, s->columns[c].when.order, at_ms);
    return fine ? SHEET_FINE : SHEET_BAD;
}

enum sheet_answer sheet_time(const struct sheet *s, i64 row, enum import_field field, i64 *at_ms,
                             i32 *column)
{
    *at_ms = TIME_NONE;
    for (i32 c = s->first[field]; c >= 0; c = s->columns[c].next) {
        enum sheet_answer a = sheet_cell_time(s, row, c, at_ms);
        if (a == SHEET_NOTHING)
            continue;
        *column = c;
        return a;
    }
    return SHEET_NOTHING;
}

enum sheet_answer sheet_bool(const struct sheet *s, i64 row, enum import_field field, bool *yes)
{
    *yes = false;
    if (!sheet_has(s, field))
        return SHEET_NOTHING;
    str cell = sheet_text(s, row, field, NULL);
    return cell.n == 0 || words_bool(cell, yes) ? SHEET_FINE : SHEET_BAD;
}

enum sheet_answer sheet_number(const struct sheet *s, i64 row, enum import_field field, f64 *out)
{
    str cell = sheet_text(s, row, field, NULL);
    if (cell.n && cell.p[cell.n - 1] == '%')
        cell = fold_trim(str_sub(cell, 0, cell.n - 1));
    if (cell.n == 0)
        return SHEET_NOTHING;
    i64 comma = str_find_char(cell, ',');
    if (comma < 0)
        return str_to_f64(cell, out) ? SHEET_FINE : SHEET_BAD;
    char text[32]; /* 12,5 is 12.5 */
    if (cell.n >= (i64)sizeof text)
        return SHEET_BAD;
    memcpy(text, cell.p, (size_t)cell.n);
    text[comma] = '.';
    return str_to_f64((str){text, cell.n}, out) ? SHEET_FINE : SHEET_BAD;
}

bool field_is_time(enum import_field f)
{
    switch (f) {
    case FIELD_CREATED:
    case FIELD_ENTERED:
    case FIELD_CLOSE:
    case FIELD_EXPECTED:
    case FIELD_CLOSED_AT:
    case FIELD_WON_AT:
    case FIELD_LOST_AT:
    case FIELD_MODIFIED:
    case FIELD_STAGE_SINCE:
    case FIELD_STAGE_ENTERED:
    case FIELD_AT:
    case FIELD_RECORDED_AT: return true;
    default: return false;
    }
}

bool field_is_bool(enum import_field f)
{
    return f == FIELD_WON || f == FIELD_LOST || f == FIELD_CLOSED || f == FIELD_ACTIVE ||
           f == FIELD_DELETED || f == FIELD_EVIDENCE;
}

bool field_is_amount(enum import_field f)
{
    return f == FIELD_AMOUNT || f == FIELD_AMOUNT_CENTS;
}
