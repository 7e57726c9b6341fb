#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

str str_c(const char *zero_ended)
{
    return (str){zero_ended, (i64)strlen(zero_ended)};
}

bool str_eq(str a, str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, (size_t)a.n) == 0);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool str_eq_fold(str a, str b)
{
    if (a.n != b.n)
        return false;
    for (i64 i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i]))
            return false;
    return true;
}

int str_cmp(str a, str b)
{
    i64 n = i64_min(a.n, b.n);
    int order = n ? memcmp(a.p, b.p, (size_t)n) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(str s, str prefix)
{
    return s.n >= prefix.n && str_eq((str){s.p, prefix.n}, prefix);
}

bool str_ends(str s, str suffix)
{
    return s.n >= suffix.n && str_eq((str){s.p + s.n - suffix.n, suffix.n}, suffix);
}

i64 str_find(str s, str part)
{
    for (i64 i = 0; i + part.n <= s.n; i++)
        if (str_eq((str){s.p + i, part.n}, part))
            return i;
    return -1;
}

i64 str_find_char(str s, char c)
{
    const char *hit = s.n ? memchr(s.p, c, (size_t)s.n) : NULL;
    return hit ? hit - s.p : -1;
}

str str_sub(str s, i64 from, i64 to)
{
    from = i64_min(i64_max(from, 0), s.n);
    to = i64_min(i64_max(to, from), s.n);
    return (str){from ? s.p + from : s.p, to - from}; /* an empty str may have no bytes */
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

str str_trim(str s)
{
    while (s.n && is_blank(s.p[0]))
        s = (str){s.p + 1, s.n - 1};
    while (s.n && is_blank(s.p[s.n - 1]))
        s.n--;
    return s;
}

bool str_cut(str s, char c, str *head, str *tail)
{
    i64 at = str_find_char(s, c);
    *head = at < 0 ? s : (str){s.p, at};
    *tail = at < 0 ? (str){0} : (str){s.p + at + 1, s.n - at - 1};
    return at >= 0;
}

char *str_zero_ended(struct arena *a, str s)
{
    char *p = arena_array(a, char, s.n + 1);
    if (s.n)
        memcpy(p, s.p, (size_t)s.n);
    return p;
}

str str_dup(struct arena *a, str s)
{
    return (str){str_zero_ended(a, s), s.n};
}

str str_fmt(struct arena *a, const char *format, ...)
{
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int n = vsnprintf(NULL, 0, format, list);
    va_end(list);
    assert(n >= 0);
    char *p = arena_array(a, char, n + 1);
    vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return (str){p, n};
}

str str_lower(struct arena *a, str s)
{
    char *p = str_zero_ended(a, s);
    for (i64 i = 0; i < s.n; i++)
        p[i] = lower(p[i]);
    return (str){p, s.n};
}

bool str_to_i64(str s, i64 *out)
{
    bool minus = s.n && s.p[0] == '-';
    i64 i = minus || (s.n && s.p[0] == '+');
    if (i == s.n)
        return false;
    i64 value = 0;
    for (; i < s.n; i++) {
        int digit = s.p[i] - '0';
        if (digit < 0 || digit > 9)
            return false;
        /* count downwards, so that the smallest number is reached too */
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, digit, &value))
            return false;
    }
    if (!minus && value == INT64_MIN)
        return false;
    *out = minus ? value : -value;
    return true;
}

bool str_to_f64(str s, f64 *out)
{
    char text[64];
    if (s.n == 0 || s.n >= (i64)sizeof text)
        return false;
    for (i64 i = 0; i < s.n; i++)
        if (!strchr("0123456789+-.eE", s.p[i]) || s.p[i] == 0)
            return false;
    memcpy(text, s.p, (size_t)s.n);
    text[s.n] = 0;
    char *end = NULL;
    *out = strtod(text, &end); /* no setlocale anywhere, so '.' is the point */
    return end == text + s.n && *out - *out == 0;
}

i32 str_distance(str a, str b, i32 most)
{
    enum { WORD_MAX = 64 };
    if (a.n > WORD_MAX || b.n > WORD_MAX || a.n - b.n > most || b.n - a.n > most)
        return most + 1;
    /* Damerau's distance, optimal string alignment form: three rows */
    i32 row[3][WORD_MAX + 1];
    for (i64 j = 0; j <= b.n; j++)
        row[0][j] = (i32)j;
    for (i64 i = 1; i <= a.n; i++) {
        i32 *now = row[i % 3], *up = row[(i + 2) % 3], *up2 = row[(i + 1) % 3];
        now[0] = (i32)i;
        for (i64 j = 1; j <= b.n; j++) {
            char x = lower(a.p[i - 1]), y = lower(b.p[j - 1]);
            i64 best = i64_min(i64_min(up[j], now[j - 1]) + 1, up[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == lower(b.p[j - 2]) && y == lower(a.p[i - 2]))
                best = i64_min(best, up2[j - 2] + 1);
            now[j] = (i32)best;
        }
    }
    i32 d = row[a.n % 3][b.n];
    return d > most ? most + 1 : d;
}

/* The length a first byte promises, 0 for a byte that starts nothing. */
static i32 utf8_promised(u8 c)
{
    return c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 0;
}

u32 utf8_next(str s, i64 *i)
{
    static const u32 smallest[5] = {0, 0, 0x80, 0x800, 0x10000};
    u8 first = (u8)s.p[*i];
    i32 n = utf8_promised(first);
    if (n == 1 || n == 0 || *i + n > s.n) {
        *i += 1;
        return n == 1 ? first : 0xFFFD;
    }
    u32 c = first & (0x7Fu >> n);
    for (i32 k = 1; k < n; k++) {
        u8 next = (u8)s.p[*i + k];
        if ((next & 0xC0) != 0x80) {
            *i += 1;
            return 0xFFFD;
        }
        c = c << 6 | (next & 0x3F);
    }
    if (c < smallest[n] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
        *i += 1;
        return 0xFFFD;
    }
    *i += n;
    return c;
}

i64 utf8_check(str s)
{
    i64 i = 0;
    while (i < s.n) {
        if ((u8)s.p[i] < 0x80) {
            i++;
            continue;
        }
        i64 at = i;
        u32 c = utf8_next(s, &i);
        if (c == 0xFFFD && i - at == 1)
            return at;
    }
    return -1;
}

str str_clip(str s, i64 most)
{
    if (s.n <= most)
        return s;
    while (most > 0 && ((u8)s.p[most] & 0xc0) == 0x80)
        most--;
    return (str){s.p, most};
}

i32 utf8_put(char *out, u32 c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

static bool is_zero_width(u32 c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

static bool is_wide(u32 c)
{
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

i64 utf8_width(str s)
{
    i64 columns = 0;
    for (i64 i = 0; i < s.n;) {
        u32 c = utf8_next(s, &i);
        columns += is_zero_width(c) ? 0 : is_wide(c) ? 2 : 1;
    }
    return columns;
}
