/* map_cells.h - inside of map.h: the steps of some deals, counted by one thread: a matrix when
 * there are few activities, else a hash table keyed by from and to. Merging is addition. */
#pragma once

#include "learn/traces.h"

struct map_cell {
    i64 count, sum_ms; /* count 0: no such step */
};

struct map_cells {
    i64 width; /* activities */
    struct map_cell *cells;
    u32 *keys; /* of the table: from << 16 | to, + 1; NULL for a matrix */
    i64 slots, used;
    i64 *starts, *ends; /* deals that begin, end with an activity */
    struct arena arena; /* of the table, which grows while its thread counts */
};

/* The rest in `scratch`, which needs map_cells_bytes. Released by `map_cells_release`. */
i64 map_cells_bytes(i64 width);
void map_cells_init(struct map_cells *c, struct arena *scratch, i64 width);
void map_cells_release(struct map_cells *c);

/* Counts the steps of one deal. */
void map_cells_add(struct map_cells *c, const struct traces *t, i64 deal);
/* Counts the steps of `deals` deals that all went through `activity`[0 … n-1]; moment_ms[i] is
 * the sum of their moments at the i-th. */
void map_cells_add_many(struct map_cells *c, const u16 *activity, i64 n, i64 deals,
                        const u64 *moment_ms);
void map_cells_merge(struct map_cells *c, const struct map_cells *from);

/* Where cells stand: of the cell at i below this, what it is about. */
i64 map_cells_count(const struct map_cells *c);
u32 map_cells_key(const struct map_cells *c, i64 i); /* from << 16 | to */
