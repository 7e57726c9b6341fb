/* variants.h - which ways deals went: deals with the same sequence of activities are one
 * variant. Sequences are compared in full; the hash only finds candidates.
 *
 * Cost: one pass over the activities. The result does not depend on the threads. */
#pragma once

#include "learn/traces.h"

struct variant {
    u32 deal; /* the first one that went this way: its sequence is the variant's */
    u32 deals;
    u32 by_outcome[OUTCOME_COUNT];
    i64 duration_sum_ms; /* first to last event; the mean is duration_sum_ms / deals */
};

struct variants {
    i64 count;
    const struct variant *list; /* most deals first, then by first deal */
    const u32 *of_deal;         /* per deal: its variant */
};

void variants_find(struct variants *v, struct arena *a, const struct traces *t, i32 threads);

/* The activities of variant `i`. */
const u16 *variant_sequence(const struct variants *v, const struct traces *t, i64 i, i64 *length);

/* How alike the ways are (STATISTICS 4; golden 15): all deals alike gives simpson 1,
 * entropy 0. */
struct regularity {
    f64 simpson;    /* chance that two deals went the same way, unbiased; NAN below 2 deals */
    f64 entropy;    /* Shannon, in nats */
    f64 normalised; /* entropy / ln(deals); NAN below 2 deals */
    f64 similarity; /* mean of 1 - edit distance / longer, over pairs of deals */
};
/* `similarity` is exact up to `pairs_max` pairs of variants, NAN above. */
void variants_regularity(struct regularity *out, struct arena scratch, const struct variants *v,
                         const struct traces *t, i64 pairs_max);
/* Of the pairs of activities of `model` that both occur in the sequence, how many occur for
 * the first time in the model's order. */
void order_agreement(i64 *agree, i64 *pairs, const u16 *sequence, i64 n, const u16 *model,
                     i64 model_n);
