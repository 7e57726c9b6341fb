#include "history/sequence_table.h"

#include <string.h>

enum { SLOTS_FIRST = 1 << 12, AHEAD = 16, KEY_BITS = 128, BATCH = 64 };
__extension__ typedef unsigned __int128 u128;

static inline u64 fold(u64 a, u64 b)
{
    u128 product = (u128)a * b;
    return (u64)product ^ (u64)(product >> 64);
}

static inline u64 load8(const u16 *p)
{
    u64 x;
    memcpy(&x, p, sizeof x);
    return x;
}

/* Four numbers of 16 bits, as four of `bits`. */
static inline u64 squeeze(u64 x, i32 bits)
{
    u64 pairs = (x & 0x0000FFFF0000FFFFull) | (x >> 16 & 0x0000FFFF0000FFFFull) << bits;
    return (pairs & 0xFFFFFFFFu) | pairs >> 32 << 2 * bits;
}

/* Activities count from one here, so that none and the first differ. */
static inline u128 pack_sequence(const u16 *p, i64 n, i32 bits)
{
    const u64 ones = 0x0001000100010001ull;
    u128 key = 0;
    if (n < 4) {
        for (i64 i = 0; i < n; i++)
            key = key << bits | (u64)(p[i] + 1);
        return key;
    }
    i64 i = 0;
    for (; i + 4 <= n; i += 4)
        key = key << 4 * bits | squeeze(load8(p + i) + ones, bits);
    if (i == n)
        return key;
    i64 rest = n - i; /* read with those before, which are pushed out */
    return key << rest * bits | squeeze((load8(p + n - 4) + ones) >> 16 * (4 - rest), bits);
}

/* Of four activities at least, four at a step; the last step overlaps the one before. */
static inline u64 hash_sequence(const u16 *p, i64 n, u64 seed)
{
    u64 h = (u64)n * seed;
    for (i64 i = 0; i + 4 < n; i += 4)
        h = fold(h ^ load8(p + i), 0xD1B54A32D192ED03ull);
    return fold(h ^ load8(p + n - 4), 0xA0761D6478BD642Full);
}

static inline void key_of(u64 key[2], const struct sequence_table *v, i64 at, i64 n)
{
    const u16 *p = v->source->activity + at;
    if (n > v->short_max) {
        key[0] = hash_sequence(p, n, 0x9E3779B97F4A7C15ull);
        key[1] = (u64)n;
        return;
    }
    u128 packed = pack_sequence(p, n, v->bits);
    key[0] = (u64)packed;
    key[1] = (u64)(packed >> 64);
}

static inline u64 hash_of(const u64 key[2])
{
    return fold(key[0] ^ 0x9E3779B97F4A7C15ull, key[1] ^ 0xD1B54A32D192ED03ull);
}

static inline u64 slot_of(u64 hash, i64 number)
{
    return hash >> 32 << 32 | (u64)(number + 1);
}

static void take_slots(struct sequence_table *v, i64 slots)
{
    arena_rewind(&v->arena, v->mark);
    v->slots = arena_array(&v->arena, u64, slots);
    v->mask = (u64)slots - 1;
    for (i64 i = 0; i < v->count; i++) {
        u64 hash = hash_of(v->coded[i].key), at = hash & v->mask;
        while (v->slots[at])
            at = (at + 1) & v->mask;
        v->slots[at] = slot_of(hash, i);
    }
}

/* At most half of the slots are used. */
static void make_room(struct sequence_table *v, i64 more)
{
    i64 slots = (i64)v->mask + 1;
    while (2 * (v->count + more) > slots)
        slots *= 2;
    if (slots > (i64)v->mask + 1)
        take_slots(v, slots);
}

void sequence_table_init(struct sequence_table *v, const struct sequence_source *source)
{
    *v = (struct sequence_table){.source = source, .bits = 1};
    while (source->activity_count >> v->bits)
        v->bits++;
    v->short_max = i64_max(KEY_BITS / v->bits, 3);
    arena_init(&v->arena, (i64)sizeof(struct coded) * source->deal_count + 64 * source->deal_count +
                              (1 << 20));
    v->coded = arena_array(&v->arena, struct coded, source->deal_count);
    v->mark = arena_mark(&v->arena);
    take_slots(v, SLOTS_FIRST);
}

void sequence_table_release(struct sequence_table *v)
{
    arena_release(&v->arena);
}

/* A short sequence and a long one may have the same key; their lengths differ. */
static inline bool same_sequence(const struct sequence_table *v, const struct coded *c,
                                 const u64 key[2], i64 at, i64 n)
{
    if (c->key[0] != key[0] || c->key[1] != key[1] || c->length != n)
        return false;
    const u16 *activity = v->source->activity;
    return n <= v->short_max || memcmp(activity + v->source->first[c->deal], activity + at,
                                       (size_t)n * sizeof *activity) == 0;
}

/* The number of the sequence of `deal`, made when it is new. */
static inline i64 find(struct sequence_table *v, const u64 key[2], u64 hash, u32 deal)
{
    i64 at = v->source->first[deal], n = v->source->first[deal + 1] - at;
    for (u64 slot = hash & v->mask;; slot = (slot + 1) & v->mask) {
        u64 there = v->slots[slot];
        i64 number = (i64)(u32)there - 1;
        if (!there) {
            v->coded[v->count] =
                (struct coded){.key = {key[0], key[1]}, .deal = deal, .length = (u32)n};
            v->slots[slot] = slot_of(hash, v->count);
            return v->count++;
        }
        if (there >> 32 == hash >> 32 && same_sequence(v, &v->coded[number], key, at, n))
            return number;
    }
}

static inline void count(struct coded *c, u32 deal, u32 deals)
{
    c->deal = deal < c->deal ? deal : c->deal;
    c->deals += deals;
}

/* In three steps, between which memory answers: the keys; asking for what they point at; then
 * the sequences. */
static void add_batch(struct sequence_table *v, u32 *out, i64 low, i64 n)
{
    u64 key[BATCH][2], hash[BATCH];
    const i64 *first = v->source->first + low;
    make_room(v, n);
    for (i64 i = 0; i < n; i++) {
        key_of(key[i], v, first[i], first[i + 1] - first[i]);
        hash[i] = hash_of(key[i]);
        __builtin_prefetch(&v->slots[hash[i] & v->mask]);
    }
    for (i64 i = 0; i < n; i++)
        __builtin_prefetch(&v->coded[(i64)(u32)v->slots[hash[i] & v->mask] - 1], 1);
    for (i64 i = 0; i < n; i++) {
        i64 number = find(v, key[i], hash[i], (u32)(low + i));
        count(&v->coded[number], (u32)(low + i), 1);
        out[low + i] = (u32)number;
    }
}

void sequence_table_add(struct sequence_table *v, u32 *out, i64 low, i64 high)
{
    for (; low < high; low += BATCH)
        add_batch(v, out, low, i64_min(BATCH, high - low));
}

void sequence_table_merge(struct sequence_table *v, u32 *place, const struct sequence_table *from)
{
    make_room(v, from->count);
    for (i64 i = 0; i < from->count; i++) {
        const struct coded *c = &from->coded[i];
        u64 ahead = hash_of(from->coded[i64_min(i + AHEAD, from->count - 1)].key);
        __builtin_prefetch(&v->slots[ahead & v->mask]);
        place[i] = (u32)find(v, c->key, hash_of(c->key), c->deal);
        count(&v->coded[place[i]], c->deal, c->deals);
    }
}
