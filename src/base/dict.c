#include "base/dict.h"

#include "base/hash.h"

enum { SLOTS_FIRST = 64 };

void dict_init(struct dict *d, struct arena *a)
{
    *d = (struct dict){.arena = a};
}

static void rehash(struct dict *d)
{
    d->slot_count = d->slot_count ? 2 * d->slot_count : SLOTS_FIRST;
    d->slots = arena_array(d->arena, u32, d->slot_count);
    for (i64 id = 0; id < d->n; id++) {
        u64 at = d->hashes[id] & (u64)(d->slot_count - 1);
        while (d->slots[at])
            at = (at + 1) & (u64)(d->slot_count - 1);
        d->slots[at] = (u32)id + 1;
    }
}

static i64 find_hashed(const struct dict *d, str name, u64 hash)
{
    if (!d->slot_count)
        return -1;
    for (u64 at = hash & (u64)(d->slot_count - 1); d->slots[at];
         at = (at + 1) & (u64)(d->slot_count - 1)) {
        u32 id = d->slots[at] - 1;
        if (d->hashes[id] == hash && str_eq(d->names[id], name))
            return id;
    }
    return -1;
}

i64 dict_find(const struct dict *d, str name)
{
    return find_hashed(d, name, hash_str(name));
}

static void grow(struct dict *d)
{
    i64 room = d->room ? 2 * d->room : SLOTS_FIRST / 2;
    d->names = arena_grow(d->arena, d->names, d->room, room, (i64)sizeof *d->names);
    d->hashes = arena_grow(d->arena, d->hashes, d->room, room, (i64)sizeof *d->hashes);
    d->room = room;
    rehash(d);
}

u32 dict_intern(struct dict *d, str name)
{
    u64 hash = hash_str(name);
    i64 known = find_hashed(d, name, hash);
    if (known >= 0)
        return (u32)known;
    if (d->n == d->room)
        grow(d);
    u32 id = (u32)d->n++;
    d->names[id] = str_dup(d->arena, name);
    d->hashes[id] = hash;
    u64 at = hash & (u64)(d->slot_count - 1);
    while (d->slots[at])
        at = (at + 1) & (u64)(d->slot_count - 1);
    d->slots[at] = id + 1;
    return id;
}

str dict_name(const struct dict *d, u32 id)
{
    assert(id < d->n);
    return d->names[id];
}
