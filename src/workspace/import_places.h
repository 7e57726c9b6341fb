/* import_places.h - what of a history is what in a standard: stages and milestones by their id
 * or title, attributes and the amount by the fields of that id or title, or as a person said
 * in the mapping file. Nothing is guessed: a stage without a place is a question; an attribute
 * without a field stays in the record that is kept with the deal, and is shown as such.
 *
 * Pure. Cost: one pass over the activities and attributes of the history. */
#pragma once

#include "exchange/import.h"
#include "exchange/mapping.h"
#include "standard/rules.h"

enum place_what { PLACE_STAGE, PLACE_MILESTONE, PLACE_AMOUNT, PLACE_ATTRIBUTE };
enum place_how {
    PLACE_BY_ID,    /* the word is the id */
    PLACE_BY_TITLE, /* the word is a title */
    PLACE_SAID,     /* a person said so */
    PLACE_BESIDE,   /* none: it is kept in the record of the deal */
};

/* One word of the files and where it goes. */
struct import_place {
    enum place_what what;
    enum place_how how;
    str word;
    i32 to;    /* index in the standard; -1: beside */
    i64 count; /* events or deals that have it */
};

struct import_places {
    const struct rules *rules;
    i32 *stage;     /* by activity of the history; -1: none */
    i32 *milestone; /* by activity; -1: none */
    i32 *field;     /* by attribute; -1: none */
    i32 amount;     /* the field of the amounts; -1: none */
    VEC(struct import_place) list;
    VEC(struct import_question) questions;
};

/* Everything lives in `a`; `mapping` may be NULL. What cannot be placed is in `questions`. */
void import_places_find(struct import_places *p, struct arena *a, const struct rules *rules,
                        const struct history *h, const struct mapping *mapping);

/* A text as the value of a field: false when it is none (a word that is no choice…). */
MUST_CHECK bool import_field_value(const struct field *f, str text, i64 *value);

const char *place_what_id(enum place_what what);
const char *place_how_id(enum place_how how);
