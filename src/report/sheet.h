/* sheet.h - a document for people, written once and read in two ways: wrapped text for a
 * screen or a sheet of paper, or Markdown to paste in a wiki. Knows nothing of selling.
 * Whatever comes from a file passes through here, so that no text can drive a terminal
 * (control characters and direction marks become blanks) or break the Markdown around it. */
#pragma once

#include "report/term.h"

enum sheet_form { SHEET_TEXT, SHEET_MARKDOWN };

struct sheet {
    struct term t;
    enum sheet_form form;
};

/* Scratch and escaped copies live in `a`. */
void sheet_init(struct sheet *s, struct buf *out, struct arena *a, enum sheet_form form,
                i32 columns, bool color);

void sheet_title(struct sheet *s, str title);
void sheet_heading(struct sheet *s, str heading);    /* of a part */
void sheet_subheading(struct sheet *s, str heading); /* inside a part */
void sheet_paragraph(struct sheet *s, str text);
/* A blank line between points of a list, when `wanted`; in text only. */
void sheet_gap(struct sheet *s, bool wanted);
/* A name and what it is, in two columns. */
void sheet_fact(struct sheet *s, str label, str value);
/* A point of a list, bold in Markdown unless plain; `mark` is one character before it, in
 * text only. What follows under it: sheet_detail, sheet_point. */
void sheet_item(struct sheet *s, str mark, enum term_style style, str text);
void sheet_detail(struct sheet *s, str text);
void sheet_point(struct sheet *s, str text); /* a plain point of a list inside an item */
/* Text that is Markdown itself, under an item: paragraphs, lists, headings, code. */
void sheet_guidance(struct sheet *s, str markdown);
/* The head is the first row. In text the flexible column wraps instead of being cut. */
void sheet_table(struct sheet *s, struct term_table *table);
