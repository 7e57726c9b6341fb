#include "learn/variant_table.h"

#include <string.h>

enum { SLOTS_FIRST = 1 << 12, AHEAD = 16, KEY_BITS = 128 };
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

static inline void key_of(u64 key[2], const struct variant_table *v, i64 at, i64 n)
{
    const u16 *p = v->t->activity + at;
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

static void take_slots(struct variant_table *v, i64 slots)
{
    arena_rewind(&v->arena, v->mark);
    v->slots = arena_array(&v->arena, u64, slots);
    v->mask = (u64)slots - 1;
    for (i64 i = 0; i < v->count; i++) {
        u64 hash = hash_of(v->ways[i].key), at = hash & v->mask;
        while (v->slots[at])
            at = (at + 1) & v->mask;
        v->slots[at] = slot_of(hash, i);
    }
}

/* At most half of the slots are used. */
static void make_room(struct variant_table *v, i64 ways)
{
    i64 slots = (i64)v->mask + 1;
    while (2 * (v->count + ways) > slots)
        slots *= 2;
    if (slots > (i64)v->mask + 1)
        take_slots(v, slots);
}

void variant_table_init(struct variant_table *v, const struct traces *t)
{
    *v = (struct variant_table){.t = t, .bits = 1};
    while (t->activity_count >> v->bits)
        v->bits++;
    v->short_max = i64_max(KEY_BITS / v->bits, 3);
    arena_init(&v->arena, (i64)sizeof(struct way) * t->deal_count + 64 * t->deal_count + (1 << 20));
    v->ways = arena_array(&v->arena, struct way, t->deal_count);
    v->mark = arena_mark(&v->arena);
    take_slots(v, SLOTS_FIRST);
}

void variant_table_release(struct variant_table *v)
{
    arena_release(&v->arena);
}

static inline bool same_way(const struct variant_table *v, const struct way *w, const u64 key[2],
                            i64 at, i64 n)
{
    if (w->key[0] != key[0] || w->key[1] != key[1] || w->length != n)
        return false;
    const u16 *activity = v->t->activity;
    return n <= v->short_max ||
           memcmp(activity + w->at, activity + at, (size_t)n * sizeof *activity) == 0;
}

/* The number of the way of these activities, made when it is new. */
static inline i64 find_way(struct variant_table *v, const u64 key[2], u64 hash, i64 at, i64 n)
{
    for (u64 slot = hash & v->mask;; slot = (slot + 1) & v->mask) {
        u64 there = v->slots[slot];
        i64 number = (i64)(u32)there - 1;
        if (!there) {
            struct way *w = &v->ways[v->count];
            *w = (struct way){.key = {key[0], key[1]}, .at = at, .length = (u32)n};
            w->deal = UINT32_MAX;
            v->slots[slot] = slot_of(hash, v->count);
            return v->count++;
        }
        if (there >> 32 == hash >> 32 && same_way(v, &v->ways[number], key, at, n))
            return number;
    }
}

void variant_table_key(struct variant_table *v, struct variant_batch *b)
{
    const i64 *first = v->t->first + b->low;
    assert(b->n <= VARIANT_BATCH);
    make_room(v, b->n);
    for (i64 i = 0; i < b->n; i++) {
        key_of(b->key[i], v, first[i], first[i + 1] - first[i]);
        b->hash[i] = hash_of(b->key[i]);
        __builtin_prefetch(&v->slots[b->hash[i] & v->mask]);
    }
}

void variant_table_ask(const struct variant_table *v, const struct variant_batch *b)
{
    for (i64 i = 0; i < b->n; i++)
        __builtin_prefetch(&v->ways[(i64)(u32)v->slots[b->hash[i] & v->mask] - 1], 1);
}

void variant_table_add(struct variant_table *v, u32 *out, const struct variant_batch *b)
{
    const struct traces *t = v->t;
    const u8 *outcome = t->history->outcome + b->low;
    for (i64 i = 0; i < b->n; i++) {
        u32 deal = (u32)(b->low + i);
        i64 from = t->first[deal], to = t->first[deal + 1];
        i64 number = find_way(v, b->key[i], b->hash[i], from, to - from);
        struct way *w = &v->ways[number];
        if (w->deal > deal)
            w->deal = deal;
        w->by_outcome[outcome[i]]++;
        w->duration_sum_ms += to > from ? t->at_ms[to - 1] - t->at_ms[from] : 0;
        out[i] = (u32)number;
    }
}

void variant_table_merge(struct variant_table *v, u32 *place, const struct variant_table *from)
{
    make_room(v, from->count);
    for (i64 i = 0; i < from->count; i++) {
        const struct way *w = &from->ways[i];
        u64 ahead = hash_of(from->ways[i64_min(i + AHEAD, from->count - 1)].key);
        __builtin_prefetch(&v->slots[ahead & v->mask]);
        place[i] = (u32)find_way(v, w->key, hash_of(w->key), w->at, w->length);
        struct way *into = &v->ways[place[i]];
        into->deal = w->deal < into->deal ? w->deal : into->deal;
        for (i32 o = 0; o < OUTCOME_COUNT; o++)
            into->by_outcome[o] += w->by_outcome[o];
        into->duration_sum_ms += w->duration_sum_ms;
    }
}
