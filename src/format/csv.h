/* csv.h - delimited text to records, as RFC 4180 and spreadsheets write it: fields between
 * delimiters, quoted when they hold a delimiter, a quote (doubled) or a line end. The text
 * is UTF-8 already (decoding is the caller's business); bytes are taken as they are.
 *
 * Law: a quote opens a quoted field only as the first byte of the field; elsewhere it is an
 * ordinary byte. What stands between a closing quote and the delimiter is kept. Lines end
 * with \n or \r\n (\r alone when the text holds no \n). Empty lines are skipped.
 * Cost: one pass; a field is copied only when a quote inside it was doubled. */
#pragma once

#include "base/base.h"

enum { CSV_FIELDS_MAX = 4096 }; /* of one record; more is CSV_TOO_MANY_FIELDS */

struct csv_dialect {
    char delimiter; /* , ; | or tab */
    char quote;     /* 0: quotes mean nothing */
};

enum csv_problem {
    CSV_FINE,
    CSV_QUOTE_NOT_CLOSED, /* the record's first line is given up, reading goes on after it */
    CSV_TOO_MANY_FIELDS,  /* reading stops */
};

struct csv_record {
    str *fields; /* the array is reused by the next record; what the views show stays */
    i64 count;
    i64 line;                 /* where the record begins, from 1 */
    enum csv_problem problem; /* when not CSV_FINE there are no fields */
};

struct csv_reader {
    struct arena *arena;
    str text;
    i64 at, line;
    struct csv_dialect dialect;
    char newline;
    str *fields;
};

/* The dialect under which the first records have the same number of fields, the most of
 * them; a comma when nothing tells. A first line "sep=;" (Excel) decides. */
struct csv_dialect csv_sniff(str text);

/* Reads `text`, which must outlive every field. Unquoted copies live in `a`. A first line
 * "sep=…" is passed over. */
void csv_reader_init(struct csv_reader *r, struct arena *a, str text, struct csv_dialect dialect);

/* The next record; false at the end. */
bool csv_next(struct csv_reader *r, struct csv_record *record);

/* Writes one field, quoted when it must be. A text that a spreadsheet would run as a
 * formula (= + - @ tab or return first, and not a number) gets a ' before it. */
void csv_put(struct buf *out, str field, struct csv_dialect dialect);
bool csv_is_formula(str s);
