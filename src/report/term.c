#include "report/term.h"

#include <math.h>

enum { GAP = TERM_GAP, FLEXIBLE_MIN = 10 };

void term_init(struct term *t, struct buf *out, struct arena *a, i32 columns, bool color)
{
    i64 inside = i64_max(TERM_COLUMNS_MIN, i64_min(columns, TERM_COLUMNS_MAX));
    *t = (struct term){.out = out, .a = a, .columns = (i32)inside, .color = color};
}

static const char *escape_of(enum term_style style)
{
    switch (style) {
    case TERM_BOLD: return "\033[1m";
    case TERM_DIM: return "\033[2m";
    case TERM_ACCENT: return "\033[36m";
    case TERM_GOOD: return "\033[32m";
    case TERM_BAD: return "\033[31m";
    case TERM_CARE: return "\033[33m";
    case TERM_PLAIN: break;
    }
    return "";
}

static void style_on(struct term *t, enum term_style style)
{
    if (t->color)
        buf_put(t->out, str_c(escape_of(style)));
}

static void style_off(struct term *t, enum term_style style)
{
    if (t->color && style != TERM_PLAIN)
        buf_put(t->out, S("\033[0m"));
}

void term_styled(struct term *t, enum term_style style, str s)
{
    style_on(t, style);
    buf_put(t->out, s);
    style_off(t, style);
}

str term_cut(struct arena *a, str s, i64 width)
{
    if (utf8_width(s) <= width)
        return s;
    i64 end = 0, used = 0;
    while (end < s.n) {
        i64 next = end;
        utf8_next(s, &next);
        i64 wide = utf8_width(str_sub(s, end, next));
        if (used + wide > width - 1)
            break;
        used += wide;
        end = next;
    }
    return str_fmt(a, "%.*s…", (int)end, s.p);
}

void term_blank(struct term *t)
{
    buf_char(t->out, '\n');
}

i64 term_line_end(str s, i64 width)
{
    i64 at = 0, used = 0, blank = 0;
    while (at < s.n) {
        i64 next = at;
        utf8_next(s, &next);
        if (s.p[at] == ' ')
            blank = at;
        used += utf8_width(str_sub(s, at, next));
        if (used > width)
            return blank ? blank : at ? at : next;
        at = next;
    }
    return s.n;
}

void term_paragraph(struct term *t, i32 indent, str mark, enum term_style style, str s)
{
    str rest = str_trim(s);
    bool first = true;
    while (rest.n) {
        i64 end = term_line_end(rest, t->columns - indent);
        i64 used = first ? utf8_width(mark) : 0;
        if (first)
            buf_put(t->out, mark);
        buf_repeat(t->out, S(" "), indent - used);
        term_styled(t, style, str_sub(rest, 0, end));
        term_blank(t);
        rest = str_trim(str_sub(rest, end, rest.n));
        first = false;
    }
}

void term_heading(struct term *t, str s)
{
    term_blank(t);
    term_paragraph(t, 0, (str){0}, TERM_BOLD, s);
}

void term_bar(struct term *t, i32 cells, f64 low, f64 high, enum term_style style)
{
    i64 full = i64_max(0, (i64)floor(low * cells)), reach = i64_min(cells, (i64)ceil(high * cells));
    if (!isfinite(low) || !isfinite(high))
        full = reach = 0;
    style_on(t, style);
    buf_repeat(t->out, S("█"), full);
    buf_repeat(t->out, S("▒"), i64_max(0, reach - full));
    style_off(t, style);
    style_on(t, TERM_DIM);
    buf_repeat(t->out, S("·"), cells - i64_max(full, reach));
    style_off(t, TERM_DIM);
}

struct term_row *term_table_row(struct term *t, struct term_table *table)
{
    return vec_push(t->a, &table->rows);
}

static i64 width_of(const i64 *width, i32 n, i32 indent)
{
    i64 sum = indent;
    for (i32 c = 0; c < n; c++)
        sum += width[c] ? width[c] + GAP : 0;
    return sum - GAP;
}

/* Nothing more can be dropped: better a cell cut with "…" than a line that breaks. */
static void cut_widest(const struct term_table *table, i64 *width, i64 over)
{
    for (; over > 0; over--) {
        i32 widest = 0;
        for (i32 c = 1; c < table->columns; c++)
            if (width[c] > width[widest])
                widest = c;
        if (width[widest] <= 1)
            return;
        width[widest]--;
    }
}

/* Shrinks the flexible columns, then drops the least needed, until all fits. */
static void fit(const struct term *t, const struct term_table *table, i64 *width)
{
    for (;;) {
        i64 over = width_of(width, table->columns, table->indent) - t->columns;
        if (over <= 0)
            return;
        i32 drop = -1;
        for (i32 c = 0; c < table->columns && over > 0; c++)
            if (table->column[c].flexible && width[c] > FLEXIBLE_MIN) {
                i64 less = i64_min(over, width[c] - FLEXIBLE_MIN);
                width[c] -= less;
                over -= less;
            }
        if (over <= 0)
            return;
        for (i32 c = 0; c < table->columns; c++)
            if (width[c] && table->column[c].give_up > 0 &&
                (drop < 0 || table->column[c].give_up > table->column[drop].give_up))
                drop = c;
        if (drop < 0) {
            cut_widest(table, width, over);
            return;
        }
        width[drop] = 0;
    }
}

static void print_row(struct term *t, const struct term_table *table, const struct term_row *row,
                      const i64 *width)
{
    i64 owed = table->indent; /* blanks are written only before something */
    style_on(t, row->style);
    for (i32 c = 0; c < table->columns; c++) {
        if (!width[c])
            continue;
        str cell = term_cut(t->a, row->cell[c], width[c]);
        i64 pad = width[c] - utf8_width(cell);
        bool right = table->column[c].align == TERM_RIGHT;
        owed += right ? pad : 0;
        if (cell.n) {
            buf_repeat(t->out, S(" "), owed);
            buf_put(t->out, cell);
            owed = 0;
        }
        owed += (right ? 0 : pad) + GAP;
    }
    style_off(t, row->style);
    term_blank(t);
}

void term_table_print(struct term *t, struct term_table *table)
{
    i64 width[TERM_CELLS_MAX] = {0};
    for (i64 r = 0; r < table->rows.n; r++)
        for (i32 c = 0; c < table->columns; c++)
            width[c] = i64_max(width[c], utf8_width(table->rows.v[r].cell[c]));
    fit(t, table, width);
    if (!table->headless && table->rows.n)
        table->rows.v[0].style = TERM_DIM;
    for (i64 r = 0; r < table->rows.n; r++)
        print_row(t, table, &table->rows.v[r], width);
}
