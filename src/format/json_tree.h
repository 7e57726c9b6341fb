/* json_tree.h - JSON that somebody sent us, as a tree in an arena. Strict: what two readers
 * could understand in two ways is refused, with its line and column: a key given twice, bytes
 * that are not UTF-8, half a surrogate pair, a zero character, a number no double can hold,
 * anything after the value. Depth and count of values are limited, so a small text cannot
 * cost much: one pass, about 100 bytes of arena for each value.
 *
 * Whole numbers are kept exactly (i64); any other number keeps its text. */
#pragma once

#include "base/base.h"

enum {
    JSON_TREE_DEPTH_MAX = 32,
    JSON_TREE_VALUES_MAX = 100000,
    JSON_TREE_BYTES_MAX = 64 << 20, /* places are 32 bits wide */
};

enum json_type {
    JSON_IS_NULL,
    JSON_IS_BOOL,
    JSON_IS_NUMBER,
    JSON_IS_TEXT,
    JSON_IS_LIST,
    JSON_IS_OBJECT
};

struct json_value {
    enum json_type type;
    bool boolean;
    bool whole;   /* of a number: `integer` is it, exactly */
    i32 from, to; /* bytes of the source, for json_place */
    i32 key_from; /* the same of its key */
    str key;      /* of a member of an object */
    str text;     /* of a text, unescaped; of a number, as it was written */
    i64 integer;
    i64 n;                          /* members or items */
    const struct json_value *first; /* of them, in their order */
    const struct json_value *next;
};

/* The value that is the whole of `source`; texts without escapes point into it. NULL with
 * one problem in `d` when it is not sound JSON. */
const struct json_value *json_parse(struct arena *a, str source, struct diags *d);

/* The member of an object, NULL when it has none of that name (or is no object). */
const struct json_value *json_find(const struct json_value *object, str key);
/* The member's text, empty when there is none; its whole number, else `otherwise`. */
str json_member_text(const struct json_value *object, const char *key);
i64 json_member_whole(const struct json_value *object, const char *key, i64 otherwise);

/* Line, column and length of the bytes [from, to) of `source`. Cost: a scan from its start. */
struct place json_place(str source, i32 from, i32 to);
/* The same for many values in the order of the source: it goes on from where it was. Zero is the
 * beginning. */
struct json_spot {
    i64 at;
    i32 line, column;
};
struct place json_place_from(str source, struct json_spot *spot, i32 from, i32 to);

const char *json_type_name(enum json_type type); /* "a text", for sentences */
