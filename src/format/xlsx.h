/* xlsx.h - one sheet of a spreadsheet (Office Open XML, ISO 29500) while it is written, row by row.
 * Texts are texts: what begins like a formula is shown, never run (cells are inline strings, and
 * carry the same ' as in our CSV, so that it stays a text when it is saved as CSV later). The same
 * rows give the same bytes. Memory: one row. */
#pragma once

#include "format/zip.h"

enum { XLSX_ROWS_MAX = 1048576, XLSX_TEXT_MAX = 32767, XLSX_NUMBER_DIGITS = 15 };

struct xlsx {
    struct zip zip;
    struct buf row;
    i64 rows;
    i32 column;
};

void xlsx_begin(struct xlsx *x, struct sink *sink, str sheet);
void xlsx_row(struct xlsx *x); /* begins the next one */
void xlsx_text(struct xlsx *x, str text);
void xlsx_heading(struct xlsx *x, str text);
/* A decimal number as text, "1234.50"; one with more digits than a spreadsheet keeps is a text. */
void xlsx_number(struct xlsx *x, str digits);
void xlsx_end(struct xlsx *x);
