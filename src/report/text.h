/* text.h - every sentence of a report, in English and in French. A sentence has an id and
 * numbered holes: "{0} of {1} deals". "{0?deal|deals}" chooses by whether the text that
 * fills hole 0 is singular in that language (English: 1; French: 0 and 1, and below 2).
 * Holes are filled with text that is already in the reader's language (number.h), never
 * with a format of the C library, so a translation may move them about.
 *
 * Law: both tables have every id, with the same holes; report_test.c keeps it so. */
#pragma once

#include "report/holes.h"
#include "report/text_id.h"

/* The tables: text_en.c and text_fr.c. */
extern const char *const text_en[TEXT_COUNT];
extern const char *const text_fr[TEXT_COUNT];

/* The sentence as it stands in the table, holes and all. */
str text_raw(enum lang lang, enum text_id id);
/* The sentence with its holes filled, in `a`. `fill` is ended by TEXT_FILLED; a hole beyond
 * its end stays empty; a sentence repeats a hole at most four times. */
str text_fill(struct arena *a, enum lang lang, enum text_id id, const str *fill);

/* text(a, lang, TEXT_X, one, two…): fills from str arguments. */
#define text(a, lang, id, ...)                                                                     \
    text_fill((a), (lang), (id), (const str[]){__VA_ARGS__ __VA_OPT__(, ) TEXT_FILLED})
