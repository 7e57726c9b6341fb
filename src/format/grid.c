#include "format/grid.h"

#include "format/csv.h"

static const struct csv_dialect csv = {',', '"'};

void grid_begin(struct grid *g, enum grid_shape shape, struct sink *sink, str name)
{
    *g = (struct grid){.shape = shape, .sink = sink};
    if (shape == GRID_XLSX)
        xlsx_begin(&g->xlsx, sink, name);
}

void grid_row(struct grid *g)
{
    if (g->shape == GRID_XLSX)
        xlsx_row(&g->xlsx);
    else if (g->rows)
        buf_put(g->sink->out, S("\r\n"));
    g->rows++;
    g->filled = false;
    sink_turn(g->sink);
}

static void comma(struct grid *g)
{
    if (g->filled)
        buf_char(g->sink->out, ',');
    g->filled = true;
}

void grid_text(struct grid *g, str text)
{
    if (g->shape == GRID_XLSX) {
        xlsx_text(&g->xlsx, text);
        return;
    }
    comma(g);
    csv_put(g->sink->out, text, csv);
}

void grid_heading(struct grid *g, str text)
{
    if (g->shape == GRID_XLSX)
        xlsx_heading(&g->xlsx, text);
    else
        grid_text(g, text);
}

void grid_number(struct grid *g, str digits)
{
    if (g->shape == GRID_XLSX) {
        xlsx_number(&g->xlsx, digits);
        return;
    }
    comma(g);
    buf_put(g->sink->out, digits);
}

void grid_i64(struct grid *g, i64 value)
{
    char digits[24];
    struct buf b = {.p = digits, .max = sizeof digits};
    buf_i64(&b, value);
    grid_number(g, buf_str(&b));
}

void grid_end(struct grid *g)
{
    if (g->shape == GRID_XLSX)
        xlsx_end(&g->xlsx);
    else if (g->rows)
        buf_put(g->sink->out, S("\r\n"));
}
