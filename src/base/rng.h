/* rng.h - xoshiro256** (Blackman and Vigna 2018) seeded by splitmix64: our own, so that a
 * result never changes with the version of a library. One named sub-stream per purpose, so
 * that adding a draw here does not move a draw there. */
#pragma once

#include "base/str.h"

struct rng {
    u64 s[4];
};

u64 splitmix64(u64 *state);
/* Seeds from `seed` alone. */
struct rng rng_from(u64 seed);
/* The sub-stream `purpose` of the run `seed`: rng_from(splitmix64(seed ^ fnv1a(purpose))). */
struct rng rng_stream(u64 seed, str purpose);
u64 rng_u64(struct rng *r);
f64 rng_unit(struct rng *r);         /* [0, 1), 53 bits */
i64 rng_below(struct rng *r, i64 n); /* 0 … n-1, without bias; n > 0 */
