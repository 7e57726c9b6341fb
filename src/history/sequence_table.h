/* sequence_table.h - inside of sequences.h: the sequences of some deals, each once, with how many
 * deals have it. One thread fills a table; tables are merged afterwards, and what they hold then
 * does not depend on which deals went into which. */
#pragma once

#include "history/sequences.h"

/* Half a cache line. The key is the whole sequence, so many bits an activity, when 128 bits hold
 * that, which spares a look at activities far away; else a hash. */
struct coded {
    u64 key[2];
    u32 deal; /* the first one that has it */
    u32 deals;
    u32 length;
    u32 unused;
};

struct sequence_table {
    const struct sequence_source *source;
    i32 bits;            /* of the key, an activity */
    i64 short_max;       /* so many activities are told by the key */
    struct coded *coded; /* in order of arrival */
    i64 count;
    u64 *slots; /* upper half of a hash, number + 1; 0 is free */
    u64 mask;
    struct arena arena; /* of `coded`, then of the slots */
    i64 mark;
};

/* Released by `sequence_table_release`. */
void sequence_table_init(struct sequence_table *v, const struct sequence_source *source);
void sequence_table_release(struct sequence_table *v);

/* Looks up the sequences of deals [low, high), made when new, and counts them; their numbers
 * here go to out[low … high-1]. */
void sequence_table_add(struct sequence_table *v, u32 *out, i64 low, i64 high);

/* Adds what `from` has; place[i] becomes the number here of its i-th. */
void sequence_table_merge(struct sequence_table *v, u32 *place, const struct sequence_table *from);
