#include "learn/ways.h"

#include "learn/walk.h"

bool ways_find(struct ways *out, struct arena *a, const struct traces *t, i32 threads,
               struct err *e)
{
    struct walk w;
    struct ways found;
    struct arena scratch;
    arena_init(&scratch, walk_scratch_bytes(t));
    walk_deals(&w, a, &scratch, t, WALK_MAP | WALK_VARIANTS | WALK_DURATIONS, threads);
    bool ok = map_of_walk(&found.map, a, &w, MAP_MEANS, e);
    if (ok) {
        variants_of_walk(&found.variants, a, &scratch, &w);
        durations_of_walk(&found.durations, &w);
        *out = found;
    }
    walk_release(&w);
    arena_release(&scratch);
    return ok;
}
