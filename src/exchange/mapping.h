/* mapping.h - what a person says about files: the mapping file, a small YAML (its format is
 * docs/import.md). Read with places: every mistake is reported at its line. */
#pragma once

#include "exchange/amount.h"
#include "exchange/field.h"
#include "exchange/when.h"
#include "standard/outcome.h"

struct mapping_column {
    str source;
    enum import_field field;
    str attribute; /* of FIELD_ATTRIBUTE and the stage of FIELD_STAGE_ENTERED; may be empty */
    enum when_order dates;
    enum amount_point decimal;
    struct place at;
};

struct mapping_file {
    str name; /* path or its last part */
    struct place at;
    bool has_role;
    enum import_role role;
    VEC(struct mapping_column) columns;
};

struct mapping_word {
    str word;
    enum outcome outcome;
};

/* A word of the files and the id that stands for it in a standard; "none": it has no place. */
struct mapping_place {
    str word, id;
    struct place at;
};

struct mapping {
    enum when_order dates; /* for every column that needs it */
    enum amount_point decimal;
    str currency; /* of amounts without one */
    i64 as_of_ms; /* TIME_NONE: not said */
    VEC(str) stages;
    VEC(struct mapping_word) outcomes;
    VEC(struct mapping_file) files;
    /* what is what in the standard that deals are imported under (etalon import) */
    VEC(struct mapping_place) standard_stages, standard_fields;
};

/* False when `d` got an error. */
MUST_CHECK bool mapping_read(struct mapping *m, struct arena *a, str source, struct diags *d);

/* What it says of the file at `path`; NULL when nothing. */
const struct mapping_file *mapping_find_file(const struct mapping *m, str path);
const struct mapping_column *mapping_find_column(const struct mapping_file *f, str source);
/* The outcome that a word of a stage, status or reason was given. */
MUST_CHECK bool mapping_outcome(const struct mapping *m, str word, enum outcome *out);

/* The id said for a word (letter case, accents and blanks aside), empty: nothing was said. */
str mapping_stage_id(const struct mapping *m, str word);
str mapping_field_id(const struct mapping *m, str word);

/* The last part of a path. */
str mapping_base_name(str path);
