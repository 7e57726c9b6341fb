/* survival_groups.h - inside of survival.h: rows that move every figure alike, and how far.
 * A figure is linear in small changes of the hazards; its weights say how much. With
 * dA_ik(j) = (dN_ik - R_i d_k/Y)/Y at the event time j, a row's influence on it is
 * Σ_j alpha_j dA_ik(j) + beta_j dA_i·(j), which prefix sums give in O(1) per group. */
#pragma once

#include "stats/survival.h"

/* At risk at event times [from, to); an event, if any, happened at to - 1. */
struct survival_group {
    u32 from, to;
    u32 count;
    u8 event;
};

struct survival_weights {
    i32 k;             /* the cause that alpha multiplies; 0: none */
    i64 upto;          /* event times before this one count */
    f64 *alpha, *beta; /* by event time; alpha may be NULL when k = 0 */
};

/* Weights of F_k (k = 0: S) at the step `at`, in `a`. */
struct survival_weights survival_weights_at(const struct survival *s, struct arena *a, i32 k,
                                            i64 at);
/* out[g] for each group. Scratch goes back to `a`. */
void survival_group_influence(f64 *out, const struct survival *s, struct arena *a,
                              const struct survival_weights *w);
