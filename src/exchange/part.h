/* part.h - headers that nobody writes but everybody understands: "Tentative Close Date",
 * "Masked Deal value", "importe_eur", "Owner code". A known word inside the header counts
 * when every other word of it is harmless, the values agree, and it is the only such column:
 * two are a person's to tell apart. What is found is a guess (SURE_GUESS), and said. */
#pragma once

#include "exchange/note.h"
#include "exchange/sheet.h"

/* For a list of deals, after the headers that are known as a whole. Leaves `first` as it was. */
void part_guess(struct sheet *s, struct arena *a);

/* Tells the person, as warnings: what was guessed by a part of a header, and, where deals have
 * no date of beginning or of their close, which columns of dates nothing uses. */
void part_tell(const struct sheet *s, struct import_report *r);
