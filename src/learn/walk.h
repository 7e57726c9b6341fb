/* walk.h - inside of map.h, variants.h, ways.h: one walk over all deals for several questions
 * at once, a few deals at a time, so that what one question brought into the cache serves the
 * next. Each thread has its own counters (a part) and takes blocks of deals as they come: what
 * is merged from the parts must not depend on who took which, and does not, as it is made of
 * sums, extremes and sets. */
#pragma once

#include "learn/durations.h"
#include "learn/map.h"
#include "learn/map_cells.h"
#include "learn/variant_table.h"
#include "learn/variants.h"

enum { WALK_MAP = 1, WALK_VARIANTS = 2, WALK_DURATIONS = 4 };
enum { WALK_BLOCK = 1 << 12 }; /* deals */

struct walk {
    const struct traces *t;
    u32 questions; /* WALK_MAP | … */
    i32 threads, parts;
    struct walk_part {
        struct map_cells cells;
        struct variant_table table;
        struct duration_sums sums;
    } * part;
    u32 *way_of; /* per deal: its way in the table of the part that took its block */
    u8 *part_of; /* per block */
};

/* Room for the scratch of a walk and of what is made from it. */
i64 walk_scratch_bytes(const struct traces *t);

/* Walks. The parts live in `scratch`; way_of, when asked for, in `a`. */
void walk_deals(struct walk *w, struct arena *a, struct arena *scratch, const struct traces *t,
                u32 questions, i32 threads);
/* Gives back what the parts hold. */
void walk_release(struct walk *w);

/* The answers, in `a`; once for a walk. */
MUST_CHECK bool map_of_walk(struct map *m, struct arena *a, const struct walk *w,
                            enum map_detail detail, struct err *e);
void variants_of_walk(struct variants *v, struct arena *a, struct arena *scratch,
                      const struct walk *w);
void durations_of_walk(struct durations *out, const struct walk *w);
