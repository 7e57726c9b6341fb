/* meaning.h - how a row of deals ended. What is believed, in this order: the mapping file;
 * explicit flags (won, closed, lost); the status; the table of stages; the name of the
 * stage; the dates of winning and losing. A lost deal becomes undecided, walked or invalid
 * when its status reason, its reason or its stage clearly says so. Words are looked up once
 * each. */
#pragma once

#include "exchange/sheet.h"

struct meaning_stage { /* a row of a file of stages */
    str id, label;
    bool has_order, has_outcome;
    f64 order, probability;
    bool has_probability;
    enum outcome outcome;
};

struct word_cache {
    struct dict words;
    VEC(i8) found; /* outcome, -1 nothing */
};

struct meaning {
    struct arena *arena;
    const struct mapping *mapping;
    struct word_cache outcomes, reasons;
    struct dict stage_ids; /* of a file of stages */
    VEC(struct meaning_stage) stages;
};

void meaning_init(struct meaning *m, struct arena *a, const struct mapping *mapping);
void meaning_add_stages(struct meaning *m, const struct sheet *s);

/* The label of a stage that a file of stages knows; else itself. */
str meaning_stage_name(const struct meaning *m, str stage);
const struct meaning_stage *meaning_find_stage(const struct meaning *m, str stage);

/* What a stage says: is it an end? */
MUST_CHECK bool meaning_of_stage(struct meaning *m, str stage, enum outcome *out);

struct verdict {
    enum outcome outcome;
    bool known;   /* something said how it ended, or that it is open */
    bool closed;  /* its status says that it is over; nothing says how */
    bool unsaid;  /* its status says nothing, so it is taken as open */
    str conflict; /* what contradicts it, in words; empty: nothing */
};
struct verdict meaning_of_row(struct meaning *m, const struct sheet *s, i64 row);
