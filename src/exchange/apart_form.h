/* apart_form.h - the form in which a reader apart answers: numbers of eight bytes, texts with their
 * length before them, arrays as they lie in memory (both sides are one program on one machine).
 * What is read back is checked while it is read; `bad` stays set once something was not sound. */
#pragma once

#include "exchange/import.h"

#define APART_MAGIC "etalon-apart-1"

struct form {
    str rest;
    struct arena *arena; /* of what is read */
    bool bad;
    bool ids_repeat; /* deals may have the same id: a reference of one, the number of another */
};

void form_i64(struct buf *out, i64 value);
void form_text(struct buf *out, str text);
void form_report(struct buf *out, const struct import_report *r);
void form_history(struct buf *out, const struct history *h);

i64 form_get_i64(struct form *f);
i64 form_get_count(struct form *f, i64 most); /* 0 … most, else bad and 0 */
str form_get_text(struct form *f);            /* a view */
void form_get_report(struct form *f, struct import_report *r);
void form_get_history(struct form *f, struct history *h);
