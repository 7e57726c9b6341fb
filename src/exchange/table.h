/* table.h - a delimited file as a header and rows of cells, with the lines of the file.
 * The header is found even under the title block of a formatted report; footers, subtotals
 * and repeated headers are left out and counted; a group named once is named in its rows.
 * Cost: one pass, 16 bytes a cell. */
#pragma once

#include "base/base.h"

#define TABLE_CELLS_MAX 100000000ll

struct table {
    char delimiter;
    i64 columns, rows;
    str *header;      /* trimmed; never empty: "column 3" */
    const str *cells; /* rows × columns, trimmed */
    i64 *line;        /* of each row */
    u8 *broken;       /* of each row: enum table_problem */
    i64 header_line;
    i64 left_out;  /* lines that are no rows of data */
    bool too_wide; /* more columns than asked for; there are no rows then */
    bool too_big;  /* more than TABLE_CELLS_MAX cells; there are no rows then */
};

enum table_problem {
    TABLE_FINE,
    TABLE_QUOTE_OPEN, /* a quote is opened and never closed; the cells are empty */
    TABLE_TOO_LONG,   /* more cells than the header has columns */
};

static inline str table_cell(const struct table *t, i64 row, i64 column)
{
    return t->cells[row * t->columns + column];
}

/* `known` tells whether a header cell is a word that some exporter writes. Text of no
 * table at all gives columns 0. At most `columns_max` columns, else `too_wide`. */
void table_read(struct table *t, struct arena *a, str utf8, i64 columns_max,
                bool (*known)(str header_cell));
