/* schema.h - what a JSON body (or a query) may hold, as a table: the request is checked by
 * it, OpenAPI and the page of the API are printed from it, so the three cannot disagree.
 * Tables are constants; nothing here allocates but the problems. */
#pragma once

#include "base/base.h"
#include "format/json.h"
#include "format/json_tree.h"

enum schema_type {
    SCHEMA_TEXT,    /* least and most: characters; most 0: SCHEMA_TEXT_MAX */
    SCHEMA_ID,      /* a-z, 0-9, - and _; most 64 characters */
    SCHEMA_INTEGER, /* least and most: values; both 0: any i64 */
    SCHEMA_NUMBER,
    SCHEMA_BOOLEAN,
    SCHEMA_DATE,   /* 2026-11-23 */
    SCHEMA_TIME,   /* 2026-11-23T09:15:00Z */
    SCHEMA_CHOICE, /* one of `choices` */
    SCHEMA_OBJECT, /* members by `of` */
    SCHEMA_LIST,   /* items by `of` (objects) or `items`; least and most: how many */
    SCHEMA_MAP,    /* an object of free keys, each value by `items`; most: how many */
    SCHEMA_ANY,    /* any JSON */
};

enum {
    SCHEMA_TEXT_MAX = 10000,
    SCHEMA_LIST_MAX = 10000,
    SCHEMA_ID_MAX = 64,
    SCHEMA_FIELDS_MAX = 100,
};

struct schema;

struct schema_field {
    const char *name;
    enum schema_type type;
    enum schema_type items; /* of a list or a map */
    bool required;
    bool nullable;
    i64 least, most;
    const char *const *choices; /* ended by NULL */
    const struct schema *of;
    const char *about; /* one sentence, for the documents */
};

struct schema {
    const char *name; /* "deal_new"; one per meaning, the name of it in OpenAPI */
    const char *about;
    const struct schema_field *fields;
    i64 n;
};

/* Reports every problem of the object `v`, read from `source`: a member that is not in the
 * table (with the nearest name that is), a wrong type, a length or value beyond its bounds, a
 * required member that is missing. True when there is none. */
bool schema_check(const struct schema *s, const struct json_value *v, str source, struct diags *d);

/* The same for one value that came as text: a parameter of the query. */
bool schema_check_text(const struct schema_field *f, str value, struct diags *d);

/* The field of that name, NULL when there is none. */
const struct schema_field *schema_find(const struct schema *s, str name);

/* The name nearest to `name`, empty when none is near. */
str schema_did_you_mean(const struct schema *s, str name);

/* The JSON Schema (2020-12) of `s` and of one field, for OpenAPI. */
void schema_print(struct json *j, const struct schema *s);
void schema_print_field(struct json *j, const struct schema_field *f);
const char *schema_type_name(enum schema_type type); /* "a date", for sentences */
