/* log_names.h - the names of one piece of a log as small numbers, in order of first sight.
 * The bytes are compared, the hash only finds candidates. Kept small and separate from
 * base/dict because it is the hot loop of reading a log: short names are hashed and compared
 * a word at a time, and the table is reused from piece to piece while it is warm. */
#pragma once

#include "base/base.h"

#include <string.h>

enum {
    LOG_NAMES_SHORT = 24, /* bytes of a name that is hashed and compared without a branch */
    LOG_NAMES_PAD = 24,   /* readable bytes that must follow every name looked up */
};

/* The table: belongs to a thread, emptied for each piece. A slot is the upper half of the
 * hash and the number + 1. */
struct log_table {
    u64 *slots;
    i64 count, room; /* slots in use as table; a power of two */
};

/* The names: belong to the piece and stay. */
struct log_names {
    i64 n, room;
    u64 *hash;
    u32 *end; /* of each name in `bytes`; it begins where the one before ends */
    char *bytes;
};

void log_table_init(struct log_table *t, struct arena *a, i64 names_max);
void log_table_clear(struct log_table *t);
void log_names_init(struct log_names *names, struct arena *a, i64 names_max, i64 bytes_max);

static inline str log_name(const struct log_names *names, i64 i)
{
    u32 from = i ? names->end[i - 1] : 0;
    return (str){names->bytes + from, (i64)names->end[i] - from};
}

/* The first `n` of eight bytes, others zero. The length of a name is what a branch predictor
 * cannot guess, so there is no branch on it here nor in the two functions below. */
static inline u64 log_load(const char *p, i64 n)
{
    static const u64 mask[] = {0,          0xFF,         0xFFFF,         0xFFFFFF,
                               0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF,
                               ~0ull};
    u64 x;
    memcpy(&x, p, sizeof x);
    return x & mask[i64_max(0, i64_min(n, 8))];
}

static inline u64 log_fold(u64 a, u64 b)
{
    __extension__ unsigned __int128 product = (unsigned __int128)a * b;
    return (u64)product ^ (u64)(product >> 64);
}

/* Multiply and fold (wyhash's step); names over LOG_NAMES_SHORT bytes go to XXH3. Never 0. */
static inline u64 log_hash(str s)
{
    if (s.n > LOG_NAMES_SHORT)
        return hash_str(s);
    u64 a = log_load(s.p, s.n), b = log_load(s.p + 8, s.n - 8), c = log_load(s.p + 16, s.n - 16);
    u64 h = log_fold(a ^ 0x9E3779B97F4A7C15ull, b ^ 0xD1B54A32D192ED03ull ^ ((u64)s.n << 56));
    return log_fold(h ^ c, 0xBF58476D1CE4E5B9ull) | 1;
}

static inline bool log_same(str a, str b)
{
    if (a.n != b.n)
        return false;
    if (a.n > LOG_NAMES_SHORT)
        return memcmp(a.p, b.p, (size_t)a.n) == 0;
    u64 differ = log_load(a.p, a.n) ^ log_load(b.p, b.n);
    differ |= log_load(a.p + 8, a.n - 8) ^ log_load(b.p + 8, b.n - 8);
    return !(differ | (log_load(a.p + 16, a.n - 16) ^ log_load(b.p + 16, b.n - 16)));
}

/* A name not seen before; the table has no slot for it yet. */
u32 log_names_add(struct log_names *names, struct log_table *t, str name, u64 hash);

/* Asks memory for where a name of this hash stands: useful some names ahead. */
static inline void log_names_prefetch(const struct log_table *t, u64 hash)
{
    __builtin_prefetch(&t->slots[hash & ((u64)t->count - 1)]);
}

/* The number of `name`, given now if it has none. */
static inline u32 log_names_intern(struct log_names *names, struct log_table *t, str name, u64 hash)
{
    u64 mask = (u64)t->count - 1, tag = hash >> 32;
    for (u64 at = hash & mask; t->slots[at]; at = (at + 1) & mask) {
        u32 id = (u32)t->slots[at] - 1;
        if (t->slots[at] >> 32 == tag && log_same(log_name(names, id), name))
            return id;
    }
    return log_names_add(names, t, name, hash);
}
