/* log_scan.h - the records of a window of CSV, found 64 bytes at a time: one bit for every
 * delimiter, quote and line end, so that a field costs a handful of instructions whatever
 * its length. The same law as format/csv.h (whose reader is the twin in the tests). */
#pragma once

#include "base/base.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

struct log_scan {
    const char *bytes; /* 64 readable bytes follow `size` */
    i64 size, at;      /* `at`: where the next record begins */
    char delimiter;
    i64 lines; /* line ends passed */
    /* marks not looked at yet, in the 64 bytes from `base` */
    i64 base;
    u64 marks;
};

struct log_field {
    i64 from, to;
    bool quoted, doubled; /* it begins with a quote; one inside is doubled */
};

enum log_record { LOG_RECORD, LOG_RECORD_OPEN_QUOTE, LOG_RECORD_END };

#ifdef __SSE2__
static inline u64 log_marks16(const char *p, __m128i delimiter, __m128i quote, __m128i newline)
{
    __m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m128i hit = _mm_or_si128(_mm_cmpeq_epi8(x, delimiter), _mm_cmpeq_epi8(x, quote));
    return (u16)_mm_movemask_epi8(_mm_or_si128(hit, _mm_cmpeq_epi8(x, newline)));
}
#endif

/* Bit i: byte i of the 64 is a delimiter, a quote or a line end. */
static inline u64 log_marks64(const char *p, char delimiter)
{
#ifdef __SSE2__
    const __m128i d = _mm_set1_epi8(delimiter), q = _mm_set1_epi8('"'), n = _mm_set1_epi8('\n');
    return log_marks16(p, d, q, n) | log_marks16(p + 16, d, q, n) << 16 |
           log_marks16(p + 32, d, q, n) << 32 | log_marks16(p + 48, d, q, n) << 48;
#else
    u64 marks = 0;
    for (i32 i = 0; i < 64; i++)
        marks |= (u64)(p[i] == delimiter || p[i] == '"' || p[i] == '\n') << i;
    return marks;
#endif
}

static inline void log_scan_init(struct log_scan *s, const char *bytes, i64 size, i64 at,
                                 char delimiter)
{
    *s = (struct log_scan){.bytes = bytes, .size = size, .at = at, .delimiter = delimiter};
    s->base = at;
    s->marks = log_marks64(bytes + at, delimiter);
}

/* Offset of the next mark; `size` at the end. */
static inline i64 log_scan_mark(struct log_scan *s)
{
    while (!s->marks) {
        s->base += 64;
        if (s->base >= s->size)
            return s->size;
        s->marks = log_marks64(s->bytes + s->base, s->delimiter);
    }
    i64 at = s->base + __builtin_ctzll(s->marks);
    s->marks &= s->marks - 1;
    return at < s->size ? at : s->size;
}

/* The mark that closes the quotes opened at `open`; `size` when there is none. */
static inline i64 log_scan_closing(struct log_scan *s, bool *doubled)
{
    for (;;) {
        i64 at = log_scan_mark(s);
        if (at == s->size)
            return at;
        s->lines += s->bytes[at] == '\n';
        if (s->bytes[at] != '"')
            continue;
        if (at + 1 == s->size || s->bytes[at + 1] != '"')
            return at;
        *doubled = true;
        log_scan_mark(s); /* its double */
    }
}

/* Reads the record at s->at into `fields`, of which only the first `room` are kept; *count
 * is how many there are. `last`: nothing follows the window. Without it a record that
 * reaches the end of the window is LOG_RECORD_END, with s->at still before it. */
static inline enum log_record log_scan_record(struct log_scan *s, struct log_field *fields,
                                              i64 room, i64 *count, bool last)
{
    i64 from = s->at, n = 0, closing = -1;
    bool doubled = false;
    if (s->at >= s->size)
        return LOG_RECORD_END;
    for (;;) {
        i64 at = log_scan_mark(s);
        char c = at < s->size ? s->bytes[at] : 0;
        if (c == '"' && at < s->size) {
            if (at == from)
                closing = log_scan_closing(s, &doubled);
            if (closing == s->size)
                return last ? LOG_RECORD_OPEN_QUOTE : LOG_RECORD_END;
            continue;
        }
        if (at == s->size && !last)
            return LOG_RECORD_END;
        i64 to = at;
        bool ends = at == s->size || c == '\n';
        to -= ends && to > from && s->bytes[to - 1] == '\r';
        if (n < room)
            fields[n] = (struct log_field){from, to, closing >= 0, doubled};
        n++;
        if (ends) {
            s->lines += at < s->size;
            s->at = at < s->size ? at + 1 : at;
            *count = n;
            return LOG_RECORD;
        }
        from = at + 1;
        closing = -1;
        doubled = false;
    }
}
