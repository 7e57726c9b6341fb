/* hash.h - two hashes: a fast one for tables, a strong one for names of content. */
#pragma once

#include "base/str.h"

u64 hash_str(str s); /* XXH3, 64 bits; never 0 */
/* FNV-1a, 64 bits: the name of a random sub-stream (STATISTICS: rng). */
u64 hash_fnv1a(str s);

/* What goes into a chain of hashes: eight bytes, the lowest first; where the next ones go. */
u8 *hash_put_i64(u8 *p, i64 value);

/* SHA-256, fed piece by piece. */
struct sha256 {
    void *context;
};
void sha256_init(struct sha256 *h);
void sha256_put(struct sha256 *h, str s);
/* Ends the hash and frees it: 64 lower-case hexadecimal digits and a zero. */
void sha256_end(struct sha256 *h, char hex[65]);
/* The hash of `a` followed by `b`, as bytes; `h` was begun and nothing put into it, and can
 * be used again and again: nothing is allocated. */
void sha256_once(struct sha256 *h, str a, str b, u8 out[32]);
void sha256_release(struct sha256 *h); /* a zeroed one is fine */
