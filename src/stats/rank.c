#include "stats/rank.h"

#include "base/sort.h"

#include <string.h>

void rank_order(u32 *order, struct arena *scratch, const f64 *x, i64 n)
{
    assert(n >= 0 && n < UINT32_MAX);
    i64 mark = arena_mark(scratch);
    u32 *from = order, *to = arena_array(scratch, u32, n);
    for (i64 i = 0; i < n; i++)
        order[i] = (u32)i;
#define in_order(a, b) (!(x[*(b)] < x[*(a)]))
    sort_merge(from, to, n, in_order);
#undef in_order
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
