/* str.h - text is a view: a pointer and a length, owned by whoever made it. Not ended by
 * a zero byte. UTF-8 was checked at the door; here bytes are bytes. */
#pragma once

#include "base/arena.h"
#include "base/types.h"

typedef struct {
    const char *p;
    i64 n;
} str;

#define S(literal) ((str){"" literal, (i64)sizeof(literal) - 1})
/* For "%.*s". */
#define STR_ARG(s) (int)(s).n, (s).p

str str_c(const char *zero_ended);
bool str_eq(str a, str b);
bool str_eq_fold(str a, str b); /* ASCII letters alike */
/* Byte order, as memcmp; a prefix comes first. */
int str_cmp(str a, str b);
bool str_starts(str s, str prefix);
bool str_ends(str s, str suffix);
/* Offset of the first occurrence, -1 when there is none. */
i64 str_find(str s, str part);
i64 str_find_char(str s, char c);
str str_sub(str s, i64 from, i64 to); /* [from, to), cut to what exists */
str str_trim(str s);                  /* ASCII blanks at both ends */

/* Cuts at the first `c`: *head before it, *tail after; false, with *head = s and an empty
 * tail, when there is none. */
bool str_cut(str s, char c, str *head, str *tail);

str str_dup(struct arena *a, str s);
/* A zero-ended copy, for the C library. */
char *str_zero_ended(struct arena *a, str s);
str str_fmt(struct arena *a, const char *format, ...) PRINTF_LIKE(2, 3);
str str_lower(struct arena *a, str s); /* ASCII */

/* Decimal with optional sign, the whole of `s`; false when it is not one or overflows. */
MUST_CHECK bool str_to_i64(str s, i64 *out);
/* A plain decimal number with '.', the whole of `s`; the locale has no say. */
MUST_CHECK bool str_to_f64(str s, f64 *out);

/* Edits (insert, delete, change, swap neighbours) that make `a` into `b`, ASCII letters
 * alike; `most + 1` when more than `most`. For "did you mean". */
i32 str_distance(str a, str b, i32 most);

/* Decodes one UTF-8 character at s.p[*i], moves *i past it; U+FFFD for a bad byte. */
u32 utf8_next(str s, i64 *i);
/* Offset of the first byte that is not valid UTF-8, -1 when all is well. */
i64 utf8_check(str s);
/* The first `most` bytes at most, without half a character at the cut. */
str str_clip(str s, i64 most);
/* Writes the character at `out` (room for 4), returns its bytes. */
i32 utf8_put(char *out, u32 c);
/* Columns on a terminal: combining marks 0, East Asian wide and emoji 2, others 1. */
i64 utf8_width(str s);
