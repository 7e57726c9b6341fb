/* log_names.h - the names of one piece of a log as small numbers, in order of first sight.
 * The bytes are compared, the hash only finds candidates. Kept small and separate from
 * base/dict because it is the hot loop of reading a log: short names are hashed and compared
 * a word at a time, and the table is reused from piece to piece while it is warm. */
#pragma once

#include "base/base.h"

#include <string.h>

enum { LOG_NAMES_PAD = 16 }; /* readable bytes that must follow every name looked up */

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

static inline u64 log_load(const char *p, i64 n)
{
    u64 x;
    memcpy(&x, p, sizeof x);
    return n >= 8 ? x : n <= 0 ? 0 : x & (~0ull >> (64 - 8 * n));
}

/* Multiply and fold (wyhash's step); names over 16 bytes go to XXH3. Never 0. */
static inline u64 log_hash(str s)
{
    if (s.n > 16)
        return hash_str(s);
    u64 low = log_load(s.p, s.n), high = s.n > 8 ? log_load(s.p + 8, s.n - 8) : 0;
    __extension__ unsigned __int128 product = (unsigned __int128)(low ^ 0x9E3779B97F4A7C15ull) *
                                              (high ^ 0xD1B54A32D192ED03ull ^ ((u64)s.n << 56));
    u64 h = (u64)product ^ (u64)(product >> 64);
    h ^= h >> 29;
    h *= 0xBF58476D1CE4E5B9ull;
    return (h ^ h >> 32) | 1;
}

static inline bool log_same(str a, str b)
{
    if (a.n != b.n)
        return false;
    if (a.n > 16)
        return memcmp(a.p, b.p, (size_t)a.n) == 0;
    bool low = log_load(a.p, a.n) == log_load(b.p, b.n);
    return low && (a.n <= 8 || log_load(a.p + 8, a.n - 8) == log_load(b.p + 8, b.n - 8));
}

/* A name not seen before; the table has no slot for it yet. */
u32 log_names_add(struct log_names *names, struct log_table *t, str name, u64 hash);

/* The number of `name`, given now if it has none. */
static inline u32 log_names_intern(struct log_names *names, struct log_table *t, str name)
{
    u64 hash = log_hash(name), mask = (u64)t->count - 1, tag = hash >> 32;
    for (u64 at = hash & mask; t->slots[at]; at = (at + 1) & mask) {
        u32 id = (u32)t->slots[at] - 1;
        if (t->slots[at] >> 32 == tag && log_same(log_name(names, id), name))
            return id;
    }
    return log_names_add(names, t, name, hash);
}
