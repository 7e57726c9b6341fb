/* grid.h - rows and columns for a spreadsheet, as CSV or as XLSX, by one description: headings,
 * then cells from left to right. A text that a spreadsheet would run (= + - @ tab return first) is
 * shown as a text in both. Streams; the same cells give the same bytes. */
#pragma once

#include "format/xlsx.h"

enum grid_shape { GRID_CSV, GRID_XLSX };

struct grid {
    enum grid_shape shape;
    struct sink *sink;
    bool filled; /* the row has a cell */
    i64 rows;
    struct xlsx xlsx;
};

void grid_begin(struct grid *g, enum grid_shape shape, struct sink *sink, str name);
void grid_row(struct grid *g);
void grid_heading(struct grid *g, str text);
void grid_text(struct grid *g, str text);
void grid_number(struct grid *g, str digits); /* "1234.50"; empty: nothing */
void grid_i64(struct grid *g, i64 value);
void grid_end(struct grid *g);
