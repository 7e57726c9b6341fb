/* dict.h - words to small numbers: each distinct text gets the next id, 0, 1, 2…, in order
 * of first sight, which is the only order it ever shows. Open addressing, XXH3; texts are
 * copied into the arena. Ids are dense, so a column of them indexes arrays. */
#pragma once

#include "base/str.h"

struct dict {
    struct arena *arena;
    str *names; /* by id */
    u64 *hashes;
    u32 *slots; /* id + 1; 0 is free */
    i64 n, room, slot_count;
};

void dict_init(struct dict *d, struct arena *a);
/* The id of `name`, given now if it has none. */
u32 dict_intern(struct dict *d, str name);
/* The id of `name`, -1 when it was never interned. */
i64 dict_find(const struct dict *d, str name);
str dict_name(const struct dict *d, u32 id);
