/* variant_table.h - inside of variants.h: the ways that some deals went, each once, with the
 * counts of its deals. One thread fills a table; tables are merged afterwards, and what they
 * hold then does not depend on which deals went into which. */
#pragma once

#include "learn/traces.h"

/* The way some deals went, a cache line each. Its key is the whole sequence, so many bits an
 * activity, when 128 bits hold that, which spares a look at the traces far away; else a hash. */
struct way {
    u64 key[2];
    i64 at;     /* where in the traces some deal of it begins… */
    u32 length; /* …and how many activities it has */
    u32 deal;   /* the first deal that went it */
    u32 by_outcome[OUTCOME_COUNT];
    i64 duration_sum_ms;
};

struct variant_table {
    const struct traces *t;
    i32 bits;         /* of the key, an activity */
    i64 short_max;    /* so many activities are told by the key */
    struct way *ways; /* in order of arrival */
    i64 count;
    u64 *slots; /* upper half of a hash, way + 1; 0 is free */
    u64 mask;
    struct arena arena; /* of the ways, then of the slots */
    i64 mark;
};

enum { VARIANT_BATCH = 64 };

/* Released by `variant_table_release`. */
void variant_table_init(struct variant_table *v, const struct traces *t);
void variant_table_release(struct variant_table *v);

/* Some deals, at most VARIANT_BATCH, whose ways are looked up. In three steps, between which
 * the caller does something else while memory answers: their keys; asking for what the keys
 * point at; then their ways, made when new, counted, and written to out[0 … n-1]. */
struct variant_batch {
    i64 low, n; /* deals */
    u64 key[VARIANT_BATCH][2], hash[VARIANT_BATCH];
};
void variant_table_key(struct variant_table *v, struct variant_batch *b);
void variant_table_ask(const struct variant_table *v, const struct variant_batch *b);
void variant_table_add(struct variant_table *v, u32 *out, const struct variant_batch *b);

/* Adds the ways of `from`; place[i] becomes the number here of its way i. */
void variant_table_merge(struct variant_table *v, u32 *place, const struct variant_table *from);
