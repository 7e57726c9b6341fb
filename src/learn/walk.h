/* walk.h - inside of map.h, variants.h, ways.h: one walk over all deals for several questions.
 * The sequences are known, so that a map is the sum over sequences of how many deals have it;
 * only moments are walked. Those of an often seen sequence are added place by place, like
 * columns: the wait between two places is the difference of two such sums, and the inner loop
 * is an addition of arrays. The steps of other deals are counted one by one.
 *
 * Each thread has its own counters (a part) and takes blocks of deals as they come: what is
 * merged from the parts must not depend on who took which, and does not, as it is made of sums
 * and extremes. */
#pragma once

#include "learn/durations.h"
#include "learn/map.h"
#include "learn/map_cells.h"
#include "learn/variants.h"

struct walk_few { /* of a sequence that few deals have: a byte counts them */
    i64 duration_ms;
    u8 by_outcome[OUTCOME_COUNT];
};

struct walk {
    const struct traces *t;
    i32 threads, parts;
    i64 often;        /* sequences below this are seen often */
    i64 several;      /* and below this in several deals */
    u32 *place;       /* per often seen sequence: where its moments begin; [often]: the end */
    i64 *duration_ms; /* from `several` on: of those of one deal, which one part writes */
    struct walk_part {
        u64 *moment_ms;                   /* sums, modulo 2^64: their differences are exact */
        u32 (*by_outcome)[OUTCOME_COUNT]; /* of the often seen ones, and a place for the others */
        struct walk_few *few; /* from `often` to `several`, and a place for the others */
        struct map_cells cells;
        struct duration_sums sums;
        u32 *rare; /* room for the deals of one block */
    } * part;
};

/* Room for the scratch of a walk. */
i64 walk_scratch_bytes(const struct traces *t);

/* Walks; everything lives in `scratch`. */
void walk_deals(struct walk *w, struct arena *scratch, const struct traces *t, i32 threads);
/* Gives back what the parts hold. */
void walk_release(struct walk *w);

/* The answers, in `a`; once for a walk. */
MUST_CHECK bool map_of_walk(struct map *m, struct arena *a, const struct walk *w,
                            enum map_detail detail, struct err *e);
void variants_of_walk(struct variants *v, struct arena *a, const struct walk *w);
void durations_of_walk(struct durations *out, const struct walk *w);
