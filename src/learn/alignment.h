/* alignment.h - the exact distance of a deal to the ways that are allowed: the fewest
 * activities to take out (done but not allowed there) and to put in (allowed there but
 * skipped). Optimal alignments (Adriansyah et al. 2011) at unit costs, computed once per
 * node of the trie of variants against every state of the net at once.
 *
 * Cost: O(trie nodes x arcs) bytes and additions, no heap. The result does not depend on
 * the number of threads. */
#pragma once

#include "learn/net.h"
#include "learn/variants.h"

struct alignment {
    i64 variant_count;
    const u32 *cost;  /* per variant; 0: it fits */
    i64 total;        /* summed over deals */
    i64 fitting;      /* deals of cost 0 */
    i64 shortest;     /* fewest activities from begin to end of the net */
    f64 fitness;      /* of the log: 1 - total / sum of (events + shortest) */
    f64 fitness_mean; /* mean over deals of 1 - cost / (events + shortest) */
};

enum { ALIGNMENT_CLOSED_STATES_MAX = 1500 }; /* above it closures are walked, not looked up */
#define ALIGNMENT_ROOM_BYTES (8ll << 30)     /* of cost vectors: longest deal x states */

/* Fails when the net has no way from its initial to its final state, or when the longest
 * deal times the states of the net passes ALIGNMENT_ROOM_BYTES. */
MUST_CHECK bool alignment_of(struct alignment *out, struct arena *a, const struct traces *t,
                             const struct variants *v, const struct net *net, i32 threads,
                             struct err *e);

enum align_move { ALIGN_BOTH, ALIGN_EXTRA, ALIGN_SKIPPED };
struct alignment_move {
    enum align_move move;
    i32 label;    /* of the net; -1 for an extra activity the net does not know */
    i64 position; /* in the sequence; -1 for ALIGN_SKIPPED */
};
struct explanation {
    i64 cost;
    i64 count;
    const struct alignment_move *moves;
};
/* One cheapest explanation of one sequence of activities of `t`; ties prefer doing over
 * skipping, always the same one. Recomputed along the one path: nothing is stored for it. */
MUST_CHECK bool alignment_explain(struct explanation *out, struct arena *a, const struct traces *t,
                                  const u16 *sequence, i64 n, const struct net *net, struct err *e);

/* Is there a move of this kind with this label? */
bool explanation_has(const struct explanation *x, enum align_move move, i32 label);
/* In words: "skipped "Buyer agreed the cost"; "Proposal" again at step 4; did "Call" at step
 * 7, which is not in the standard". Empty when it fits. */
str explanation_words(struct arena *a, const struct explanation *x, const struct traces *t,
                      const u16 *sequence, const struct net *net);

/* The same for one sequence against a linear list of stages, without a net: cost is
 * |sequence| + |model| - 2 LCS (STATISTICS 3; golden 15). */
struct stage_fit {
    i64 cost, extra, skipped;
    f64 fitness; /* 1 - cost / (|sequence| + |model|); NAN when both are empty */
};
void stage_fit(struct stage_fit *out, struct arena scratch, const u16 *sequence, i64 n,
               const u16 *model, i64 model_n);

/* Token replay on a linear list of stages (Rozinat and van der Aalst 2008): produced,
 * consumed, missing, remaining. Kept for comparison with other tools; the distance above is
 * exact and this is not. Every activity of the sequence must be in the model. */
struct replay {
    i64 produced, consumed, missing, remaining;
    f64 fitness; /* (1 - missing / consumed) / 2 + (1 - remaining / produced) / 2 */
};
void replay_linear(struct replay *out, struct arena scratch, const u16 *sequence, i64 n,
                   const u16 *model, i64 model_n);
