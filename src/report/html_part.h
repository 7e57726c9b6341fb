/* html_part.h - what the parts of the page share. Private to html*.c and svg_*.c. */
#pragma once

#include "report/html.h"
#include "report/markup.h"
#include "report/number.h"
#include "report/phrase.h"

struct page {
    struct buf *out;
    struct phrases p;
    const struct report *report;
    const struct answers *answers;
    enum text_id title; /* of the section: what a table is called that has no caption */
    i32 ids;            /* given to titles of charts */
};

enum { NAME_SHOWN = 60 };

#define words(page, id, ...) phrase(&(page)->p, (id)__VA_OPT__(, ) __VA_ARGS__)

/* A name from a file: isolated, cut, whole in its title when cut. */
void page_name(struct page *p, str name);
void page_section(struct page *p, const char *id, enum text_id title); /* opens */
void page_section_end(struct page *p);
void page_lead(struct page *p, str sentence);
void page_note(struct page *p, str sentence);
/* "How it is computed", closed, with the columns it comes from. */
void page_definition(struct page *p, enum figure_id f);
void page_definitions(struct page *p, const enum figure_id *figures, i32 n);
/* Cells of a table row. */
void page_cell(struct page *p, str text);
void page_cell_number(struct page *p, str text);
void page_table(struct page *p, str caption, const str *heads, i32 n, i32 texts);
void page_table_end(struct page *p);
/* The share in bold, its counts and interval beside it; or why it cannot be said. */
void page_rate(struct page *p, struct rate r, enum subject subject);
/* "cannot say: …", set apart. */
void page_cannot(struct page *p, enum subject subject);

/* A value with its interval, what was observed and the mean of all, between `from` and `to`;
 * what is no number is not drawn. */
struct dot {
    f64 value, low, high, observed, mean, from, to;
};
/* svg_bar.c: drawings as wide as their cell, for rows of a table (hidden from readers by
 * ear: the row says it all). Shares in [0, 1]. */
void svg_bar(struct page *p, struct rate r, const char *class);
void svg_dot(struct page *p, struct dot d);
/* svg_curves.c, svg_map.c, svg_season.c, svg_ladder.c */
void svg_curves(struct page *p);
void svg_map(struct page *p);
void svg_season(struct page *p);
void svg_ladder(struct page *p);

/* The sections, in order. */
void page_summary(struct page *p);
void page_outcomes(struct page *p);
void page_time(struct page *p);
void page_funnel(struct page *p);
void page_process(struct page *p);
void page_groups(struct page *p);
void page_season(struct page *p);
void page_concentration(struct page *p);
void page_pipeline(struct page *p);
void page_adherence(struct page *p);
void page_kind(struct page *p);
void page_cannot_say(struct page *p);
void page_warnings(struct page *p);
void page_data(struct page *p);
