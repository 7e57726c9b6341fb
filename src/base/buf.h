/* buf.h - text being written. Its maximum is given at birth; its address space is reserved
 * at once, so it grows in place. Past the maximum nothing is written and `full` is set: the
 * writer goes on, whoever asked for the text checks once at the end. */
#pragma once

#include "base/str.h"

struct buf {
    char *p;
    i64 n;
    i64 max;
    bool full;
};

void buf_init(struct buf *b, i64 bytes_max);
void buf_release(struct buf *b);
str buf_str(const struct buf *b); /* a view, until the next change */
void buf_clear(struct buf *b);

void buf_put(struct buf *b, str s);
void buf_char(struct buf *b, char c);
void buf_repeat(struct buf *b, str s, i64 times);
void buf_fmt(struct buf *b, const char *format, ...) PRINTF_LIKE(2, 3);
void buf_i64(struct buf *b, i64 value);
