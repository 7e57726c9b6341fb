#include "exchange/log_merge.h"

enum { SHARD_BITS = 4, SHARDS = 1 << SHARD_BITS, AHEAD = 12, SLOTS_FIRST = 1 << 12 };
#define FIRST_SIGHT 0x80000000u /* in `map`: this piece is the first that has the name */

/* Of one piece, beside its columns. */
struct part {
    u32 *order; /* its names by shard */
    i64 first[SHARDS + 1];
    u32 *map;             /* per name: number within the shard, then number of the deal */
    i64 fresh;            /* names seen here for the first time */
    i64 fresh_bytes;      /* of them */
    i64 base, base_bytes; /* fresh names, bytes of the pieces before */
};

struct entry {
    str name;
    u64 hash;
    u32 deal;
};

struct shard {
    /* Upper half of the hash, entry + 1; room for all names, most of which were seen before. */
    u64 *slots;
    u64 mask; /* of the slots in use: at most half of them are taken */
    struct entry *entries;
    i64 n;
};

struct merge {
    struct log_piece *pieces;
    struct part *parts;
    i64 piece_count;
    struct shard shards[SHARDS];
    str *ids;
    char *id_bytes;
};

static i64 shard_of(u64 hash)
{
    return (i64)(hash >> (64 - SHARD_BITS));
}

static void sort_by_shard(void *context, i64 k)
{
    struct merge *m = context;
    const struct log_names *names = &m->pieces[k].deals;
    struct part *part = &m->parts[k];
    i64 next[SHARDS + 1] = {0};
    for (i64 i = 0; i < names->n; i++)
        next[shard_of(names->hash[i]) + 1]++;
    for (i64 s = 0; s < SHARDS; s++)
        next[s + 1] += next[s];
    memcpy(part->first, next, sizeof part->first);
    for (i64 i = 0; i < names->n; i++)
        part->order[next[shard_of(names->hash[i])]++] = (u32)i;
}

/* Write first: a page read before it is written costs two faults and stops all threads. */
static void take_slots(struct shard *s, i64 slots)
{
    memset(s->slots, 0, (size_t)slots * sizeof *s->slots);
    s->mask = (u64)slots - 1;
    for (i64 i = 0; i < s->n; i++) {
        u64 at = s->entries[i].hash & s->mask;
        while (s->slots[at])
            at = (at + 1) & s->mask;
        s->slots[at] = s->entries[i].hash >> 32 << 32 | (u64)(i + 1);
    }
}

static u32 shard_number(struct shard *s, u64 hash, str name)
{
    u64 tag = hash >> 32, at = hash & s->mask;
    for (; s->slots[at]; at = (at + 1) & s->mask) {
        u32 id = (u32)s->slots[at] - 1;
        if (s->slots[at] >> 32 == tag && log_same(s->entries[id].name, name))
            return id;
    }
    u32 id = (u32)s->n++;
    s->slots[at] = tag << 32 | (id + 1);
    s->entries[id] = (struct entry){name, hash, 0};
    if (2 * s->n > (i64)s->mask)
        take_slots(s, 2 * ((i64)s->mask + 1));
    return id | FIRST_SIGHT;
}

static void merge_shard(void *context, i64 which)
{
    struct merge *m = context;
    struct shard *s = &m->shards[which];
    take_slots(s, SLOTS_FIRST);
    for (i64 k = 0; k < m->piece_count; k++) {
        const struct log_names *names = &m->pieces[k].deals;
        struct part *part = &m->parts[k];
        i64 end = part->first[which + 1];
        for (i64 j = part->first[which]; j < end; j++) {
            if (j + AHEAD < end)
                __builtin_prefetch(&s->slots[names->hash[part->order[j + AHEAD]] & s->mask]);
            u32 i = part->order[j];
            part->map[i] = shard_number(s, names->hash[i], log_name(names, i));
        }
    }
}

static void count_fresh(void *context, i64 k)
{
    struct merge *m = context;
    struct part *part = &m->parts[k];
    for (i64 i = 0; i < m->pieces[k].deals.n; i++)
        if (part->map[i] & FIRST_SIGHT) {
            part->fresh++;
            part->fresh_bytes += log_name(&m->pieces[k].deals, i).n;
        }
}

static void number_fresh(void *context, i64 k)
{
    struct merge *m = context;
    const struct log_names *names = &m->pieces[k].deals;
    const struct part *part = &m->parts[k];
    i64 deal = part->base;
    char *bytes = m->id_bytes + part->base_bytes;
    for (i64 i = 0; i < names->n; i++) {
        if (!(part->map[i] & FIRST_SIGHT))
            continue;
        struct shard *s = &m->shards[shard_of(names->hash[i])];
        str name = log_name(names, i);
        memcpy(bytes, name.p, (size_t)name.n);
        m->ids[deal] = (str){bytes, name.n};
        bytes += name.n;
        s->entries[part->map[i] & ~FIRST_SIGHT].deal = (u32)deal++;
    }
}

static void rewrite_deals(void *context, i64 k)
{
    struct merge *m = context;
    struct log_piece *p = &m->pieces[k];
    struct part *part = &m->parts[k];
    for (i64 i = 0; i < p->deals.n; i++) {
        const struct shard *s = &m->shards[shard_of(p->deals.hash[i])];
        part->map[i] = s->entries[part->map[i] & ~FIRST_SIGHT].deal;
    }
    for (i64 i = 0; i < p->n; i++)
        p->deal[i] = part->map[p->deal[i]];
}

static void make_parts(struct merge *m, struct arena *scratch)
{
    m->parts = arena_array(scratch, struct part, m->piece_count);
    for (i64 k = 0; k < m->piece_count; k++) {
        m->parts[k].order = arena_array(scratch, u32, m->pieces[k].deals.n);
        m->parts[k].map = arena_array(scratch, u32, m->pieces[k].deals.n);
    }
}

static void make_shards(struct merge *m, struct arena *scratch)
{
    for (i64 s = 0; s < SHARDS; s++) {
        i64 names = 0, slots = SLOTS_FIRST;
        for (i64 k = 0; k < m->piece_count; k++)
            names += m->parts[k].first[s + 1] - m->parts[k].first[s];
        while (slots < 4 * names)
            slots *= 2;
        m->shards[s].slots = arena_array(scratch, u64, slots);
        m->shards[s].entries = arena_array(scratch, struct entry, names);
    }
}

const str *log_merge_deals(struct arena *a, struct arena *scratch, struct log_piece *pieces,
                           i64 piece_count, i32 threads, i64 *deal_count)
{
    struct merge m = {.pieces = pieces, .piece_count = piece_count};
    make_parts(&m, scratch);
    par_for(threads, piece_count, sort_by_shard, &m);
    make_shards(&m, scratch);
    par_for(threads, SHARDS, merge_shard, &m);
    par_for(threads, piece_count, count_fresh, &m);
    i64 deals = 0, bytes = 0;
    for (i64 k = 0; k < piece_count; k++) {
        m.parts[k].base = deals;
        m.parts[k].base_bytes = bytes;
        deals += m.parts[k].fresh;
        bytes += m.parts[k].fresh_bytes;
    }
    m.ids = arena_array(a, str, deals);
    m.id_bytes = arena_array(a, char, bytes);
    par_for(threads, piece_count, number_fresh, &m);
    par_for(threads, piece_count, rewrite_deals, &m);
    *deal_count = deals;
    return m.ids;
}
