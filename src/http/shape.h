/* shape.h - what a JSON body (or a query) may hold, as a table: the request is checked by
 * it, OpenAPI and the page of the API are printed from it, so the three cannot disagree.
 * Tables are constants; nothing here allocates but the problems. */
#pragma once

#include "base/base.h"
#include "format/json.h"
#include "format/json_tree.h"

enum shape_type {
    SHAPE_TEXT,    /* least and most: characters; most 0: SHAPE_TEXT_MAX */
    SHAPE_ID,      /* a-z, 0-9, - and _; most 64 characters */
    SHAPE_INTEGER, /* least and most: values; both 0: any i64 */
    SHAPE_NUMBER,
    SHAPE_BOOLEAN,
    SHAPE_DATE,   /* 2026-11-23 */
    SHAPE_TIME,   /* 2026-11-23T09:15:00Z */
    SHAPE_CHOICE, /* one of `choices` */
    SHAPE_OBJECT, /* members by `of` */
    SHAPE_LIST,   /* items by `of` (objects) or `items`; least and most: how many */
    SHAPE_MAP,    /* an object of free keys, each value by `items`; most: how many */
    SHAPE_ANY,    /* any JSON */
};

enum {
    SHAPE_TEXT_MAX = 10000,
    SHAPE_LIST_MAX = 10000,
    SHAPE_ID_MAX = 64,
    SHAPE_FIELDS_MAX = 100,
    SHAPE_PROBLEMS_MAX = 100, /* told; the rest is counted */
};

struct shape;

struct shape_field { /* tables are long: 48 bytes each */
    const char *name;
    enum shape_type type : 8;
    enum shape_type items : 8; /* of a list or a map */
    bool required : 1;
    bool nullable : 1;
    bool items_nullable : 1;
    i32 least;
    i64 most;
    const char *const *choices; /* ended by NULL */
    const struct shape *of;
    const char *about; /* one sentence, for the documents */
};

static_assert(sizeof(struct shape_field) == 48, "tables are long");

struct shape {
    const char *name; /* "deal_new"; one per meaning, the name of it in OpenAPI */
    const char *about;
    const struct shape_field *fields;
    i64 n;
};

/* Reports every problem of the object `v`, read from `source`: a member that is not in the
 * table (with the nearest name that is), a wrong type, a length or value beyond its bounds, a
 * required member that is missing. True when there is none. */
bool shape_check(const struct shape *s, const struct json_value *v, str source, struct diags *d);

/* The same for one value that came as text: a parameter of the query. */
bool shape_check_text(const struct shape_field *f, str value, struct diags *d);

/* The field of that name, NULL when there is none. */
const struct shape_field *shape_find(const struct shape *s, str name);

/* The name nearest to `name`, empty when none is near. */
str shape_did_you_mean(const struct shape *s, str name);

/* The JSON Schema (2020-12) of `s` and of one field, for OpenAPI. */
void shape_print(struct json *j, const struct shape *s);
void shape_print_field(struct json *j, const struct shape_field *f);
const char *shape_type_name(enum shape_type type); /* "a date", for sentences */
