/* recognise.h - what a table is and what its columns hold: by what a person said, else by
 * the headers of a known product, else by words of headers, else by values. Nothing is
 * decided here about the content of rows. */
#pragma once

#include "exchange/sheet.h"

/* Fills s->shape, role, format, columns from s->table, s->name and what `mapping` (NULL: none)
 * says. A table of no known product that could be deals gets ROLE_DEALS; import.c takes that
 * back when another file is surely the deals. */
void recognise_sheet(struct sheet *s, struct arena *a, const struct mapping *mapping);

/* Columns that are nothing yet and whose values form groups become attributes: 2 to
 * ATTRIBUTE_VALUES_MAX distinct texts, no numbers, dates, ids or prose. */
enum { ATTRIBUTE_VALUES_MAX = 200 };
void recognise_attributes(struct sheet *s, struct arena *a);

/* "LeadSource", "lead_source", "Deal - Lead source" are "lead source". */
str recognise_shown_name(struct arena *a, str header_cell);
