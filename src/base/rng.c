#include "base/rng.h"

#include "base/hash.h"

static u64 rotl(u64 x, int k)
{
    return x << k | x >> (64 - k);
}

u64 splitmix64(u64 *state)
{
    u64 z = *state += 0x9E3779B97F4A7C15ull;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ z >> 27) * 0x94D049BB133111EBull;
    return z ^ z >> 31;
}

struct rng rng_from(u64 seed)
{
    struct rng r;
    for (i64 i = 0; i < 4; i++)
        r.s[i] = splitmix64(&seed);
    return r;
}

struct rng rng_stream(u64 seed, str purpose)
{
    u64 state = seed ^ hash_fnv1a(purpose);
    return rng_from(splitmix64(&state));
}

u64 rng_u64(struct rng *r)
{
    u64 *s = r->s, result = rotl(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotl(s[3], 45);
    return result;
}

f64 rng_unit(struct rng *r)
{
    return (f64)(rng_u64(r) >> 11) * 0x1p-53;
}

i64 rng_below(struct rng *r, i64 n)
{
    assert(n > 0);
    u64 range = (u64)n, cut = (0 - range) % range; /* values below it are one too many */
    u64 x;
    do
        x = rng_u64(r);
    while (x < cut);
    return (i64)(x % range);
}
