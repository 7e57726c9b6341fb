/* bits.h - a small fixed set of numbers below BITS_MAX, as two machine words. Milestones
 * of a deal are one of these, so a rule is a mask and judging is a handful of ANDs. */
#pragma once

#include "base/types.h"

enum { BITS_MAX = 128 };

struct bits {
    u64 w[2];
};

/* Both words by arithmetic: one of them stored by its index would be read back as a whole
 * before the store is done, which stops a processor for twenty cycles. */
static inline struct bits bits_of(i64 i)
{
    return (struct bits){{(u64)(i < 64) << (i & 63), (u64)(i >= 64) << (i & 63)}};
}

static inline bool bits_has(struct bits b, i64 i)
{
    return b.w[i >> 6] >> (i & 63) & 1;
}

static inline struct bits bits_or(struct bits a, struct bits b)
{
    return (struct bits){{a.w[0] | b.w[0], a.w[1] | b.w[1]}};
}

static inline struct bits bits_and(struct bits a, struct bits b)
{
    return (struct bits){{a.w[0] & b.w[0], a.w[1] & b.w[1]}};
}

/* In `a` and not in `b`. */
static inline struct bits bits_minus(struct bits a, struct bits b)
{
    return (struct bits){{a.w[0] & ~b.w[0], a.w[1] & ~b.w[1]}};
}

static inline bool bits_none(struct bits b)
{
    return (b.w[0] | b.w[1]) == 0;
}

/* The smallest member, which is taken out; -1 when the set is empty:
 * while ((i = bits_take(&b)) >= 0) … */
static inline i32 bits_take(struct bits *b)
{
    for (i32 k = 0; k < 2; k++)
        if (b->w[k]) {
            i32 i = 64 * k + __builtin_ctzll(b->w[k]);
            b->w[k] &= b->w[k] - 1;
            return i;
        }
    return -1;
}
