#include "http/cursor.h"

#include <string.h>

enum { CHECK_BYTES = 8 };

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static u64 check_of(struct arena scratch, u64 secret, str question, str place)
{
    char *p = arena_array(&scratch, char, 16 + question.n + place.n);
    memcpy(p, &secret, 8);
    memcpy(p + 8, &question.n, 8); /* so that no byte can move from one to the other */
    if (question.n)
        memcpy(p + 16, question.p, (size_t)question.n);
    if (place.n)
        memcpy(p + 16 + question.n, place.p, (size_t)place.n);
    return hash_str((str){p, 16 + question.n + place.n});
}

static str base64url(struct arena *a, const u8 *bytes, i64 n)
{
    char *p = arena_array(a, char, (n * 4 + 2) / 3 + 1);
    i64 out = 0;
    u32 held = 0;
    i32 bits = 0;
    for (i64 i = 0; i < n; i++) {
        held = held << 8 | bytes[i];
        for (bits += 8; bits >= 6; bits -= 6)
            p[out++] = digits[held >> (bits - 6) & 63];
    }
    if (bits)
        p[out++] = digits[held << (6 - bits) & 63];
    return (str){p, out};
}

/* -1 when `s` is not base64url, or has bits left over: one place has one spelling. */
static i64 unbase64url(str s, u8 *out)
{
    i64 n = 0;
    u32 held = 0;
    i32 bits = 0;
    for (i64 i = 0; i < s.n; i++) {
        const char *at = s.p[i] ? strchr(digits, s.p[i]) : NULL;
        if (at == NULL)
            return -1;
        held = (held << 6 | (u32)(at - digits)) & 0xFFFF;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out[n++] = (u8)(held >> bits);
        }
    }
    return bits >= 6 || (held & ((1u << bits) - 1)) ? -1 : n;
}

str cursor_print(struct arena *a, u64 secret, str question, str place)
{
    u8 bytes[CHECK_BYTES + HTTP_CURSOR_BYTES_MAX];
    assert(place.n <= HTTP_CURSOR_BYTES_MAX);
    u64 check = check_of(*a, secret, question, place);
    memcpy(bytes, &check, CHECK_BYTES);
    if (place.n)
        memcpy(bytes + CHECK_BYTES, place.p, (size_t)place.n);
    return base64url(a, bytes, CHECK_BYTES + place.n);
}

bool cursor_parse(struct arena *a, u64 secret, str question, str cursor, str *place)
{
    u8 bytes[CHECK_BYTES + HTTP_CURSOR_BYTES_MAX];
    if (cursor.n > (i64)sizeof bytes * 4 / 3)
        return false;
    i64 n = unbase64url(cursor, bytes);
    if (n < CHECK_BYTES)
        return false;
    str found = str_dup(a, (str){(const char *)bytes + CHECK_BYTES, n - CHECK_BYTES});
    u64 check = check_of(*a, secret, question, found);
    if (memcmp(bytes, &check, CHECK_BYTES) != 0)
        return false;
    *place = found;
    return true;
}
