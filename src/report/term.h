/* term.h - text for a screen of so many columns: headings, wrapped paragraphs, bars with
 * their interval, tables whose columns line up. Knows nothing of selling. Colour is a
 * choice of the caller; without it not one escape is written. */
#pragma once

#include "base/base.h"

enum {
    TERM_COLUMNS_MIN = 40,
    TERM_COLUMNS_MAX = 100,
    TERM_CELLS_MAX = 10,
    TERM_GAP = 2, /* between columns of a table */
};

enum term_style { TERM_PLAIN, TERM_BOLD, TERM_DIM, TERM_ACCENT, TERM_GOOD, TERM_BAD, TERM_CARE };

struct term {
    struct buf *out;
    struct arena *a; /* scratch */
    i32 columns;
    bool color;
};

void term_init(struct term *t, struct buf *out, struct arena *a, i32 columns, bool color);

void term_styled(struct term *t, enum term_style style, str s);
void term_blank(struct term *t);
void term_heading(struct term *t, str s);
/* Words wrapped between `indent` and the right edge; the first line starts with `mark`
 * (at most `indent` columns wide). */
void term_paragraph(struct term *t, i32 indent, str mark, enum term_style style, str s);

/* A bar of `cells` for shares in [0, 1]: full up to `low`, shaded where the interval is. */
void term_bar(struct term *t, i32 cells, f64 low, f64 high, enum term_style style);

/* A table: call term_table_row for each row, the head first, then term_table_print. */
enum term_align { TERM_LEFT, TERM_RIGHT };
struct term_column {
    enum term_align align;
    i32 give_up;   /* the column with the highest is dropped first; 0 never */
    bool flexible; /* it shrinks before any is dropped */
};
struct term_row {
    str cell[TERM_CELLS_MAX];
    enum term_style style;
};
struct term_table {
    struct term_column column[TERM_CELLS_MAX];
    i32 columns, indent;
    bool headless;
    VEC(struct term_row) rows;
};
struct term_row *term_table_row(struct term *t, struct term_table *table);
void term_table_print(struct term *t, struct term_table *table);

/* Where the longest beginning of `s` that fits `width` ends: at a blank where there is one. */
i64 term_line_end(str s, i64 width);
/* `s` cut to `width` columns with "…"; the whole when it fits. */
str term_cut(struct arena *a, str s, i64 width);
