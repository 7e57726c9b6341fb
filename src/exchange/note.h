/* note.h - writing into the report of an import: one place where rows are counted, so that
 * the totals add up. */
#pragma once

#include "exchange/import.h"
#include "exchange/sheet.h"

/* The row is rejected: counted always, kept while there is room. */
void note_rejected(struct import_report *r, i32 file, i64 line, str excerpt, const char *format,
                   ...) PRINTF_LIKE(5, 6);

/* A warning about `file` (-1: none); the same text again only counts. */
void note_warning(struct import_report *r, i32 file, i64 line, const char *format, ...)
    PRINTF_LIKE(4, 5);

/* Asks once per answer line and file. */
void note_question(struct import_report *r, i32 file, str text, str answer);

/* The row of a sheet as an excerpt: its cells with blanks between, cut. */
str note_excerpt(struct arena *a, const struct table *t, i64 row);
