/* semimarkov.h - where a deal goes from its stage and age: piecewise constant hazards of each exit
 * by stage and age bin. Exit 0 is on to the next stage (from the last: won); the others end the
 * walk, except `back`, which returns to the stage before. STATISTICS 7. */
#pragma once

#include "base/arena.h"
#include "base/rng.h"

enum { SEMIMARKOV_EXITS_MAX = 8 };

struct semimarkov {
    i64 stages, bins, exits;
    i64 back;          /* the exit that goes one stage back; 0: none */
    const f64 *edges;  /* bins: starts of the age bins, the first 0, the last open-ended */
    const f64 *hazard; /* [(stage·bins + bin)·exits + exit], per day */
};

/* What was seen: days lived through and exits, [stage·bins + bin] and […·exits + exit]. */
struct semimarkov_seen {
    const f64 *days;
    const f64 *count;
};

/* One draw of all hazards from their posterior, Gamma(κ + d, κ/λ + T) with κ = 3 and λ the rate of
 * that exit over all ages of the stage (with ½ exit and 50 days more); shared by all deals of a
 * replicate. Fills `hazard` (stages·bins·exits). `rng` NULL: posterior means. */
void semimarkov_learn(f64 *hazard, const struct semimarkov *shape, const struct semimarkov_seen *s,
                      struct rng *rng);

struct semimarkov_end {
    i64 exit;  /* 0 won, else how it ended; -1: still open at the horizon */
    i64 stage; /* where */
    f64 days;  /* after how long; the horizon when still open */
};
/* Walks one deal from its stage and age for at most `horizon` days. */
struct semimarkov_end semimarkov_walk(const struct semimarkov *m, i64 stage, f64 age, f64 horizon,
                                      struct rng *rng);

/* P(won within `horizon`) without randomness, for models without `back`: stages solved from the
 * last on grids of `steps` and twice as many, extrapolated. 256 give five digits and more. */
f64 semimarkov_win(const struct semimarkov *m, struct arena *scratch, i64 stage, f64 age,
                   f64 horizon, i64 steps);
