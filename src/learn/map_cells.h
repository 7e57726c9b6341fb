/* map_cells.h - inside of map.h: the steps of some deals, counted by one thread: a matrix when
 * there are few activities, else a hash table keyed by from and to. Merging is addition. */
#pragma once

#include "learn/traces.h"

struct map_cell {
    i64 count, sum_ms, min_ms, max_ms; /* count 0: no such step */
};

struct map_cells {
    i64 width; /* activities */
    struct map_cell *cells;
    u32 *keys; /* of the table: from << 16 | to, + 1; NULL for a matrix */
    i64 slots, used;
    i64 *starts, *ends; /* deals that begin, end with an activity */
    struct arena arena;
};

/* Released by `map_cells_release`. */
void map_cells_init(struct map_cells *c, i64 width);
void map_cells_release(struct map_cells *c);

/* Counts the steps of deals [low, high). */
void map_cells_add(struct map_cells *c, const struct traces *t, i64 low, i64 high);
void map_cells_merge(struct map_cells *c, const struct map_cells *from);

/* Where cells stand: of the cell at i below this, what it is about. */
i64 map_cells_count(const struct map_cells *c);
u32 map_cells_key(const struct map_cells *c, i64 i); /* from << 16 | to */
