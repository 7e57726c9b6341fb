/* deal_rows.h - the rows of the files of deals as deals: ids, dates, outcome, amount; which
 * rows are rejected or duplicates, and why. Nothing is added to the history here: the
 * moment up to which the data speak is known only when every row was read. */
#pragma once

#include "exchange/meaning.h"
#include "exchange/note.h"

struct deal_row {
    const struct sheet *sheet;
    i64 row;
    str id, name;
    i64 created_ms, entered_ms, close_ms, expected_ms, modified_ms, stage_since_ms;
    bool close_is_actual; /* an actual date, not one that is a forecast until then */
    struct verdict verdict;
    str stage, reason, owner, currency;
    i64 amount_minor;
    bool amount_known;
};

struct deal_rows {
    struct arena *arena;
    struct import_report *report;
    struct meaning *meaning;
    str currency;               /* of amounts that name none; empty: not known */
    struct dict ids, short_ids; /* Salesforce: the first 15 of 18 characters */
    VEC(i64) by_short_id;
    VEC(struct deal_row) list; /* by number of its id */
    struct dict ends;          /* stages or statuses of rows that are closed, nothing says how */
    i64 ended;                 /* those rows */
    struct dict names;         /* to join histories that have no id */
    VEC(i64) named;            /* by name: the deal, -1: several have it */
};

void deal_rows_init(struct deal_rows *d, struct import_report *report, struct meaning *meaning,
                    const struct mapping *mapping);
void deal_rows_read(struct deal_rows *d, const struct sheet *s);

/* After all files: asks what the ends of deals mean when most of them are closed and nothing says
 * how; warns when no deal is won though some stand in stages that nothing explains. */
void deal_rows_doubt(struct deal_rows *d);

/* The number of the deal that a row of another file is about: by id, by an id of 15 of 18
 * characters, or by name; -1 when no file has it. */
i64 deal_rows_find(struct deal_rows *d, str id, str name);

/* The amount of a row in minor units of its currency: of several columns the first that is
 * neither empty nor zero. `currency` comes with what is known otherwise, or empty. */
enum sheet_answer deal_rows_amount(const struct sheet *s, i64 row, i64 *minor, str *currency);
