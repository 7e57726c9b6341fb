/* sheet.h - a table whose columns have a meaning. Cells are read through fields: the first
 * column of a field that is not empty speaks. Dates and amounts are prepared once, for the
 * whole column, before any row is read. */
#pragma once

#include "exchange/amount.h"
#include "exchange/crm.h"
#include "exchange/mapping.h"
#include "exchange/table.h"
#include "exchange/when.h"

struct column {
    str name; /* as the file writes it */
    enum import_field field;
    enum import_sure sure;
    str attribute; /* name of an attribute, or the stage of FIELD_STAGE_ENTERED */
    i32 rank;      /* among columns of the same field, smaller first */
    i32 next;      /* the next column of the same field, -1 */
    struct when_column when;
    struct amount_column amount;
    str currency; /* of amounts, when the header names one: "importe_eur" */
    str note;
    const struct mapping_column *said;
};

struct sheet {
    i32 file; /* its place among the files of the import */
    str name;
    struct table table;
    const struct crm_shape *shape;   /* NULL: of no known product */
    const struct mapping_file *said; /* what the mapping file says of it, or NULL */
    enum import_role role;
    str format, why;
    struct column *columns; /* table.columns of them */
    i32 first[FIELD_COUNT]; /* column, -1 */
};

static inline bool sheet_has(const struct sheet *s, enum import_field field)
{
    return s->first[field] >= 0;
}

/* Rebuilds `first` and `next` after the fields of columns changed. */
void sheet_index(struct sheet *s);

/* The first cell of `field` that says something; empty when none does. `column` may be
 * NULL; else which column it was, or the first of the field. */
str sheet_text(const struct sheet *s, i64 row, enum import_field field, i32 *column);

enum sheet_answer { SHEET_NOTHING, SHEET_FINE, SHEET_BAD };
enum sheet_answer sheet_time(const struct sheet *s, i64 row, enum import_field field, i64 *at_ms,
                             i32 *column);
/* What column `c` of `row` says as a moment. */
enum sheet_answer sheet_cell_time(const struct sheet *s, i64 row, i32 c, i64 *at_ms);
/* Yes, no or SHEET_NOTHING; an empty cell of a column of the field is no. */
enum sheet_answer sheet_bool(const struct sheet *s, i64 row, enum import_field field, bool *yes);
/* A plain number, for orders and probabilities ("75 %" is 75). */
enum sheet_answer sheet_number(const struct sheet *s, i64 row, enum import_field field, f64 *out);

/* Up to `most` distinct values of column `c`, the first ones of the first rows; how many. */
i64 sheet_samples(const struct sheet *s, i64 c, i64 most, str *out);

bool field_is_time(enum import_field f);
bool field_is_bool(enum import_field f);
bool field_is_amount(enum import_field f);
