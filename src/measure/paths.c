#include "measure/paths.h"

#include <math.h>
#include <stdlib.h>

static int compare_u64(const void *a, const void *b)
{
    u64 x = *(const u64 *)a, y = *(const u64 *)b;
    return (x > y) - (x < y);
}

/* A path as one number; 0: the deal has none. */
static u64 path_of(const struct history *h, i64 deal)
{
    u64 state = 0;
    for (i64 e = h->first[deal]; e < h->first[deal + 1]; e++) {
        u8 kind = h->activity_kind[h->activity[e]];
        if (kind != ACTIVITY_STAGE && kind != ACTIVITY_MILESTONE)
            continue;
        u64 step = state ^ (h->activity[e] + 1ull);
        state = splitmix64(&step) | 1;
    }
    return state;
}

void paths_count(struct measuring *m, i64 *paths, f64 *agreement)
{
    const struct history *h = m->history;
    i64 mark = arena_mark(m->scratch), n = 0;
    u64 *path = arena_array(m->scratch, u64, h->deal_count);
    for (i64 d = 0; d < h->deal_count; d++) {
        u64 p = h->outcome[d] == OUTCOME_INVALID ? 0 : path_of(h, d);
        if (p)
            path[n++] = p;
    }
    qsort(path, (size_t)n, sizeof *path, compare_u64);
    f64 pairs = 0;
    for (i64 i = 0, j = 0; i < n; i = j) {
        while (j < n && path[j] == path[i])
            j++;
        pairs += (f64)(j - i) * (f64)(j - i - 1);
        (*paths)++;
    }
    *agreement = n > 1 ? pairs / ((f64)n * (f64)(n - 1)) : NAN;
    arena_rewind(m->scratch, mark);
}
