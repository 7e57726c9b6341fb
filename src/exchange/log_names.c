#include "exchange/log_names.h"

enum { SLOTS_FIRST = 1 << 10 };

void log_table_init(struct log_table *t, struct arena *a, i64 names_max)
{
    *t = (struct log_table){.count = SLOTS_FIRST, .room = SLOTS_FIRST};
    while (t->room < 2 * names_max)
        t->room *= 2;
    t->slots = arena_array(a, u64, t->room);
}

/* A small table again: the next piece may have fewer names. */
void log_table_clear(struct log_table *t)
{
    memset(t->slots, 0, (size_t)t->count * sizeof *t->slots);
}

void log_names_init(struct log_names *names, struct arena *a, i64 names_max, i64 bytes_max)
{
    *names = (struct log_names){.room = names_max};
    names->hash = arena_array(a, u64, names_max);
    names->end = arena_array(a, u32, names_max);
    names->bytes = arena_array(a, char, bytes_max + LOG_NAMES_PAD);
}

static void put_slot(struct log_table *t, u64 hash, u32 id)
{
    u64 mask = (u64)t->count - 1, at = hash & mask;
    while (t->slots[at])
        at = (at + 1) & mask;
    t->slots[at] = (hash >> 32 << 32) | (id + 1);
}

static void double_table(struct log_table *t, const struct log_names *names)
{
    assert(2 * t->count <= t->room);
    t->count *= 2;
    memset(t->slots, 0, (size_t)t->count * sizeof *t->slots);
    for (i64 i = 0; i < names->n; i++)
        put_slot(t, names->hash[i], (u32)i);
}

u32 log_names_add(struct log_names *names, struct log_table *t, str name, u64 hash)
{
    assert(names->n < names->room);
    u32 id = (u32)names->n;
    u32 from = id ? names->end[id - 1] : 0;
    memcpy(names->bytes + from, name.p, (size_t)name.n);
    names->end[id] = from + (u32)name.n;
    names->hash[id] = hash;
    names->n++;
    if (2 * names->n > t->count)
        double_table(t, names);
    else
        put_slot(t, hash, id);
    return id;
}
