#include "stats/rank.h"

#include <string.h>

static void merge(u32 *out, const u32 *in, const f64 *x, i64 from, i64 middle, i64 to)
{
    i64 i = from, j = middle;
    for (i64 k = from; k < to; k++) {
        bool left = j >= to || (i < middle && !(x[in[j]] < x[in[i]]));
        out[k] = left ? in[i++] : in[j++];
    }
}

void rank_order(u32 *order, struct arena *scratch, const f64 *x, i64 n)
{
    assert(n >= 0 && n < UINT32_MAX);
    i64 mark = arena_mark(scratch);
    u32 *from = order, *to = arena_array(scratch, u32, n);
    for (i64 i = 0; i < n; i++)
        order[i] = (u32)i;
    for (i64 width = 1; width < n; width *= 2) {
        for (i64 i = 0; i < n; i += 2 * width)
            merge(to, from, x, i, i64_min(i + width, n), i64_min(i + 2 * width, n));
        u32 *t = from;
        from = to;
        to = t;
    }
    if (from != order && n)
        memcpy(order, from, (size_t)n * sizeof *order);
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
