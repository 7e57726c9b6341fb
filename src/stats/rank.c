#include "stats/rank.h"

#include "base/sort.h"

#include <string.h>

enum { DIGIT_BITS = 11, DIGITS = 6, RADIX_MIN = 512 };

/* A number, as one that whole numbers sort alike, beside its place. */
struct placed {
    u64 key;
    u32 at;
};

/* The bits of a double sort as it does once the negative ones are turned round. */
static u64 key_of(f64 x)
{
    u64 bits;
    x += 0.0; /* -0 and 0 are equal */
    memcpy(&bits, &x, sizeof bits);
    return bits >> 63 ? ~bits : bits | 1ull << 63;
}

/* Digit by digit from the lowest, each pass stable; a digit that all share costs nothing.
 * Returns where the sorted ones are. */
static struct placed *sort_radix(struct placed *from, struct placed *to, i64 n)
{
    for (i32 digit = 0; digit < DIGITS; digit++) {
        i64 next[1 << DIGIT_BITS] = {0}, place = 0;
        i32 shift = digit * DIGIT_BITS, mask = (1 << DIGIT_BITS) - 1;
        for (i64 i = 0; i < n; i++)
            next[from[i].key >> shift & mask]++;
        if (next[from[0].key >> shift & mask] == n)
            continue;
        for (i32 k = 0; k <= mask; k++) {
            i64 here = next[k];
            next[k] = place;
            place += here;
        }
        for (i64 i = 0; i < n; i++)
            to[next[from[i].key >> shift & mask]++] = from[i];
        struct placed *swap = from;
        from = to;
        to = swap;
    }
    return from;
}

static bool ascending(const f64 *x, i64 n)
{
    i64 i = 1;
    while (i < n && !(x[i] < x[i - 1]))
        i++;
    return i >= n;
}

void rank_order(u32 *order, struct arena *scratch, const f64 *x, i64 n)
{
    assert(n >= 0 && n < UINT32_MAX);
    for (i64 i = 0; i < n; i++)
        order[i] = (u32)i;
    if (ascending(x, n))
        return;
    i64 mark = arena_mark(scratch);
    struct placed *from = arena_array(scratch, struct placed, n);
    struct placed *to = arena_array(scratch, struct placed, n);
    for (i64 i = 0; i < n; i++)
        from[i] = (struct placed){key_of(x[i]), (u32)i};
#define in_order(a, b) ((a)->key <= (b)->key)
    if (n < RADIX_MIN)
        sort_merge(from, to, n, in_order);
    else
        from = sort_radix(from, to, n);
#undef in_order
    for (i64 i = 0; i < n; i++)
        order[i] = from[i].at;
    arena_rewind(scratch, mark);
}

void rank_average(f64 *ranks, struct arena *scratch, const f64 *x, i64 n)
{
    i64 mark = arena_mark(scratch);
    u32 *order = arena_array(scratch, u32, n);
    rank_order(order, scratch, x, n);
    for (i64 i = 0, j; i < n; i = j) {
        for (j = i + 1; j < n && !(x[order[i]] < x[order[j]]);)
            j++;
        for (i64 k = i; k < j; k++)
            ranks[order[k]] = .5 * (f64)(i + 1 + j);
    }
    arena_rewind(scratch, mark);
}
