#include "learn/map_cells.h"

enum {
    DENSE_MAX = 96, /* activities: the matrix is 288 KiB then */
    SLOTS_FIRST = 1 << 12,
};

static const struct map_cell empty = {.min_ms = INT64_MAX, .max_ms = INT64_MIN};

void map_cells_init(struct map_cells *c, i64 width)
{
    bool dense = width <= DENSE_MAX;
    *c = (struct map_cells){.width = width};
    arena_init(&c->arena, dense ? (1 << 20) + width * width * (i64)sizeof empty : 1ll << 36);
    c->starts = arena_array(&c->arena, i64, width);
    c->ends = arena_array(&c->arena, i64, width);
    if (!dense)
        return;
    c->cells = arena_array(&c->arena, struct map_cell, width * width);
    for (i64 i = 0; i < width * width; i++)
        c->cells[i] = empty;
}

void map_cells_release(struct map_cells *c)
{
    arena_release(&c->arena);
}

static inline void step_add(struct map_cell *c, i64 wait_ms)
{
    c->count++;
    c->sum_ms += wait_ms;
    if (__builtin_expect(wait_ms < c->min_ms, 0)) /* rare: a guessed branch beats a store */
        c->min_ms = wait_ms;
    if (__builtin_expect(wait_ms > c->max_ms, 0))
        c->max_ms = wait_ms;
}

/* The hot loop. */
static void count_dense(struct map_cells *c, const struct traces *t, i64 low, i64 high)
{
    const u16 *activity = t->activity;
    const i64 *at_ms = t->at_ms, *first = t->first;
    struct map_cell *cells = c->cells;
    i64 width = c->width;
    for (i64 d = low; d < high; d++) {
        i64 i = first[d], end = first[d + 1];
        if (i == end)
            continue;
        c->starts[activity[i]]++;
        c->ends[activity[end - 1]]++;
        struct map_cell *row = &cells[activity[i] * width];
        i64 before = at_ms[i];
        for (i++; i < end; i++) {
            i64 at = at_ms[i], to = activity[i];
            step_add(&row[to], at - before);
            row = &cells[to * width];
            before = at;
        }
    }
}

static u64 slot_of(const struct map_cells *c, u32 key)
{
    u64 mask = (u64)c->slots - 1, at = (key * 0x9E3779B97F4A7C15ull >> 20) & mask;
    while (c->keys[at] && c->keys[at] != key + 1)
        at = (at + 1) & mask;
    return at;
}

static void double_slots(struct map_cells *c)
{
    struct map_cells old = *c;
    c->slots = old.slots ? 2 * old.slots : SLOTS_FIRST;
    c->keys = arena_array(&c->arena, u32, c->slots);
    c->cells = arena_array(&c->arena, struct map_cell, c->slots);
    for (i64 i = 0; i < old.slots; i++)
        if (old.keys[i]) {
            u64 at = slot_of(c, old.keys[i] - 1);
            c->keys[at] = old.keys[i];
            c->cells[at] = old.cells[i];
        }
}

/* The cell of the table for a step, made when it is new. */
static struct map_cell *cell_of(struct map_cells *c, u32 key)
{
    if (2 * c->used >= c->slots)
        double_slots(c);
    u64 at = slot_of(c, key);
    if (!c->keys[at]) {
        c->keys[at] = key + 1;
        c->cells[at] = empty;
        c->used++;
    }
    return &c->cells[at];
}

static void count_sparse(struct map_cells *c, const struct traces *t, i64 low, i64 high)
{
    for (i64 d = low; d < high; d++) {
        i64 first = t->first[d], end = t->first[d + 1];
        if (first == end)
            continue;
        c->starts[t->activity[first]]++;
        c->ends[t->activity[end - 1]]++;
        for (i64 i = first + 1; i < end; i++) {
            u32 key = (u32)t->activity[i - 1] << 16 | t->activity[i];
            step_add(cell_of(c, key), t->at_ms[i] - t->at_ms[i - 1]);
        }
    }
}

void map_cells_add(struct map_cells *c, const struct traces *t, i64 low, i64 high)
{
    if (c->width <= DENSE_MAX)
        count_dense(c, t, low, high);
    else
        count_sparse(c, t, low, high);
}

void map_cells_merge(struct map_cells *c, const struct map_cells *from)
{
    for (i64 i = 0; i < c->width; i++) {
        c->starts[i] += from->starts[i];
        c->ends[i] += from->ends[i];
    }
    for (i64 i = 0; i < map_cells_count(from); i++) {
        const struct map_cell *x = &from->cells[i];
        if (!x->count)
            continue;
        struct map_cell *into = from->keys ? cell_of(c, from->keys[i] - 1) : &c->cells[i];
        into->count += x->count;
        into->sum_ms += x->sum_ms;
        into->min_ms = i64_min(into->min_ms, x->min_ms);
        into->max_ms = i64_max(into->max_ms, x->max_ms);
    }
}

i64 map_cells_count(const struct map_cells *c)
{
    return c->width <= DENSE_MAX ? c->width * c->width : c->slots;
}

u32 map_cells_key(const struct map_cells *c, i64 i)
{
    return c->keys ? c->keys[i] - 1 : (u32)(i / c->width) << 16 | (u32)(i % c->width);
}
