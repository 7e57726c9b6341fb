/* field_set.h - a set of the fields of a standard, by index, as four machine words: what a
 * condition reads, what a milestone needs, what a deal has. */
#pragma once

#include "base/types.h"

enum { FIELD_SET_MAX = 256 }; /* STANDARD_FIELDS_MAX fits */

struct field_set {
    u64 w[FIELD_SET_MAX / 64];
};

static inline void field_set_add(struct field_set *s, i64 i)
{
    s->w[i >> 6] |= 1ull << (i & 63);
}

static inline void field_set_remove(struct field_set *s, i64 i)
{
    s->w[i >> 6] &= ~(1ull << (i & 63));
}

static inline bool field_set_has(const struct field_set *s, i64 i)
{
    return s->w[i >> 6] >> (i & 63) & 1;
}

/* In `a` and not in `b`. */
static inline struct field_set field_set_minus(const struct field_set *a, const struct field_set *b)
{
    struct field_set left;
    for (i32 k = 0; k < FIELD_SET_MAX / 64; k++)
        left.w[k] = a->w[k] & ~b->w[k];
    return left;
}

static inline bool field_set_none(const struct field_set *s)
{
    return (s->w[0] | s->w[1] | s->w[2] | s->w[3]) == 0;
}

/* Everything of `a` is in `b`. */
static inline bool field_set_within(const struct field_set *a, const struct field_set *b)
{
    struct field_set left = field_set_minus(a, b);
    return field_set_none(&left);
}

/* The smallest member, which is taken out; -1 when the set is empty. */
static inline i32 field_set_take(struct field_set *s)
{
    for (i32 k = 0; k < FIELD_SET_MAX / 64; k++)
        if (s->w[k]) {
            i32 i = 64 * k + __builtin_ctzll(s->w[k]);
            s->w[k] &= s->w[k] - 1;
            return i;
        }
    return -1;
}
