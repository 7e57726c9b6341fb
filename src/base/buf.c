#include "base/buf.h"

#include "base/os.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void buf_init(struct buf *b, i64 bytes_max)
{
    assert(bytes_max > 0);
    bytes_max = i64_min(bytes_max, os_reserve_most());
    *b = (struct buf){.p = os_reserve(bytes_max), .max = bytes_max};
}

void buf_release(struct buf *b)
{
    if (b->p)
        os_unreserve(b->p, b->max);
    *b = (struct buf){0};
}

str buf_str(const struct buf *b)
{
    return (str){b->p, b->n};
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    b->full = false;
}

void buf_put(struct buf *b, str s)
{
    if (b->full || s.n > b->max - b->n) {
        b->full = true;
        return;
    }
    if (s.n)
        memcpy(b->p + b->n, s.p, (size_t)s.n);
    b->n += s.n;
}

void buf_char(struct buf *b, char c)
{
    buf_put(b, (str){&c, 1});
}

void buf_repeat(struct buf *b, str s, i64 times)
{
    for (i64 i = 0; i < times; i++)
        buf_put(b, s);
}

void buf_fmt(struct buf *b, const char *format, ...)
{
    if (b->full)
        return;
    va_list list;
    va_start(list, format);
    i64 room = b->max - b->n;
    int n = vsnprintf(b->p + b->n, (size_t)room, format, list);
    va_end(list);
    assert(n >= 0);
    if (n >= room)
        b->full = true;
    else
        b->n += n;
}

void buf_i64(struct buf *b, i64 value)
{
    char digits[24];
    i64 at = LENGTH(digits);
    u64 rest = value < 0 ? 0 - (u64)value : (u64)value;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (value < 0)
        digits[--at] = '-';
    buf_put(b, (str){digits + at, LENGTH(digits) - at});
}
