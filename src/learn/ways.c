#include "learn/ways.h"

#include "learn/walk.h"

bool ways_find(struct ways *out, struct arena *a, struct arena scratch, const struct traces *t,
               enum map_detail detail, i32 threads, struct err *e)
{
    struct walk w;
    struct ways found;
    walk_deals(&w, &scratch, t, threads);
    bool ok = map_of_walk(&found.map, a, &w, detail, e);
    if (ok) {
        variants_of_walk(&found.variants, a, &w);
        durations_of_walk(&found.durations, &w);
        *out = found;
    }
    walk_release(&w);
    return ok;
}
