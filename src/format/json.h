/* json.h - JSON being written, piece by piece, straight into a buffer: no tree, no memory
 * of its own. Whoever calls it writes a sound document: a key before each value of an
 * object, every object and array ended; anything else is our mistake and stops the program.
 *
 * Text is escaped as RFC 8259 asks; bytes that are not UTF-8 become U+FFFD. Numbers never
 * depend on the locale. The layout is fixed, so equal calls give equal bytes. */
#pragma once

#include "base/base.h"

enum { JSON_DEPTH_MAX = 64 };

struct json {
    struct buf *out;
    i32 indent; /* blanks per level; 0: everything on one line */
    i32 depth;
    bool keyed; /* a key was written, its value comes next */
    struct {
        bool object, filled;
    } level[JSON_DEPTH_MAX];
};

void json_init(struct json *j, struct buf *out, i32 indent);

void json_object(struct json *j); /* opens */
void json_array(struct json *j);  /* opens */
void json_end(struct json *j);    /* closes the innermost; the last one ends the line */

void json_key(struct json *j, str key);

void json_str(struct json *j, str s);
void json_i64(struct json *j, i64 value);
/* The fewest digits (of 15, 16 or 17) that read back as `value`; null when not finite. */
void json_f64(struct json *j, f64 value);
void json_bool(struct json *j, bool value);
void json_null(struct json *j);
