/* stamp.h - moments as machines write them, fast: "2024-03-05T14:32:10", a blank or T
 * between, with an optional fraction and zone. The date of the line before is remembered,
 * for logs come in time order. Whatever else there is goes to time_parse. */
#pragma once

#include "base/base.h"

#include <string.h>

struct stamp {
    u64 date; /* the ten bytes of the date last understood */
    u16 date_tail;
    i64 midnight_ms;
};

static inline u64 stamp_load(const char *p)
{
    u64 x;
    memcpy(&x, p, sizeof x);
    return x;
}

/* "HH:MM:SS" to seconds, -1 when it is not that: all eight places in one word, of which
 * the first character is the lowest byte. */
static inline i64 stamp_seconds(const char *p)
{
    u64 x = stamp_load(p) ^ 0x30303A30303A3030ull; /* "00:00:00" */
    const u64 digits = 0xFFFF00FFFF00FFFFull, high = 0xF0F0F0F0F0F0F0F0ull;
    u64 d = x & digits;
    if ((x & ~digits) | (d & high) | ((d + 0x0606000606000606ull) & digits & high))
        return -1;
    u64 pairs = d * 10 + (d >> 8);
    i64 hour = pairs & 0xFF, minute = pairs >> 24 & 0xFF, second = pairs >> 48 & 0xFF;
    return hour < 24 && minute < 60 && second < 60 ? 3600 * hour + 60 * minute + second : -1;
}

/* What follows the seconds: nothing, Z, a fraction, a zone ±HH:MM. Adds to *at_ms. */
static inline bool stamp_tail(const char *p, i64 n, i64 *at_ms)
{
    if (n >= 4 && p[0] == '.' && (u8)(p[1] - '0') < 10 && (u8)(p[2] - '0') < 10 &&
        (u8)(p[3] - '0') < 10) {
        *at_ms += 100 * (p[1] - '0') + 10 * (p[2] - '0') + (p[3] - '0');
        p += 4;
        n -= 4;
    }
    if (n == 0 || (n == 1 && *p == 'Z'))
        return true;
    if (n != 6 || (*p != '+' && *p != '-') || p[3] != ':')
        return false;
    for (i32 i = 1; i < 6; i++)
        if (i != 3 && (u8)(p[i] - '0') > 9)
            return false;
    i64 hours = 10 * (p[1] - '0') + (p[2] - '0'), minutes = 10 * (p[4] - '0') + (p[5] - '0');
    i64 zone = hours * MS_PER_HOUR + minutes * 60 * MS_PER_SECOND;
    *at_ms -= *p == '+' ? zone : -zone;
    return hours < 24 && minutes < 60;
}

/* The moment of `text`, of which at least 8 bytes past the end can be read. */
static inline bool stamp_parse(struct stamp *s, str text, i64 *at_ms)
{
    if (text.n >= 19 && (text.p[10] == 'T' || text.p[10] == ' ')) {
        u64 date = stamp_load(text.p);
        u16 tail;
        memcpy(&tail, text.p + 8, sizeof tail);
        i64 seconds = stamp_seconds(text.p + 11);
        if (date != s->date || tail != s->date_tail || !date) {
            i64 days = 0;
            if (!date_parse((str){text.p, 10}, &days))
                return time_parse(text, at_ms);
            *s = (struct stamp){date, tail, days * MS_PER_DAY};
        }
        *at_ms = s->midnight_ms + seconds * MS_PER_SECOND;
        if (seconds >= 0 && stamp_tail(text.p + 19, text.n - 19, at_ms))
            return true;
    }
    return time_parse(text, at_ms);
}
