#include "learn/map_cells.h"

enum {
    DENSE_MAX = 96, /* activities: the matrix is 144 KiB then */
    SLOTS_FIRST = 1 << 12,
};

static inline bool is_dense(const struct map_cells *c)
{
    return c->width <= DENSE_MAX;
}

i64 map_cells_bytes(i64 width)
{
    i64 dense = i64_min(width, DENSE_MAX);
    return dense * dense * (i64)sizeof(struct map_cell) + 16 * width + 256;
}

void map_cells_init(struct map_cells *c, struct arena *scratch, i64 width)
{
    *c = (struct map_cells){.width = width};
    c->starts = arena_array(scratch, i64, width);
    c->ends = arena_array(scratch, i64, width);
    if (is_dense(c))
        c->cells = arena_array(scratch, struct map_cell, width * width);
    else
        arena_init(&c->arena, 1ll << 36);
}

void map_cells_release(struct map_cells *c)
{
    arena_release(&c->arena);
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
        c->used++;
    }
    return &c->cells[at];
}

static inline struct map_cell *find_cell(struct map_cells *c, u16 from, u16 to)
{
    return c->keys || !c->cells ? cell_of(c, (u32)from << 16 | to)
                                : &c->cells[from * c->width + to];
}

static void add_sparse(struct map_cells *c, const u16 *activity, const i64 *at_ms, i64 n)
{
    for (i64 i = 1; i < n; i++) {
        struct map_cell *cell = cell_of(c, (u32)activity[i - 1] << 16 | activity[i]);
        cell->count++;
        cell->sum_ms += at_ms[i] - at_ms[i - 1];
    }
}

static void add_dense(struct map_cell *cells, i64 width, const u16 *activity, const i64 *at_ms,
                      i64 n)
{
    struct map_cell *row = &cells[activity[0] * width];
    i64 before = at_ms[0];
    for (i64 i = 1; i < n; i++) {
        i64 to = activity[i], at = at_ms[i];
        row[to].count++;
        row[to].sum_ms += at - before;
        row = &cells[to * width];
        before = at;
    }
}

void map_cells_add(struct map_cells *c, const struct traces *t, i64 deal)
{
    i64 from = t->first[deal], n = t->first[deal + 1] - from;
    const u16 *activity = t->activity + from;
    if (!n)
        return;
    c->starts[activity[0]]++;
    c->ends[activity[n - 1]]++;
    if (is_dense(c))
        add_dense(c->cells, c->width, activity, t->at_ms + from, n);
    else
        add_sparse(c, activity, t->at_ms + from, n);
}

void map_cells_add_many(struct map_cells *c, const u16 *activity, i64 n, i64 deals,
                        const u64 *moment_ms)
{
    if (!n)
        return;
    c->starts[activity[0]] += deals;
    c->ends[activity[n - 1]] += deals;
    for (i64 i = 1; i < n; i++) {
        struct map_cell *cell = find_cell(c, activity[i - 1], activity[i]);
        cell->count += deals;
        cell->sum_ms += (i64)(moment_ms[i] - moment_ms[i - 1]);
    }
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
    }
}

i64 map_cells_count(const struct map_cells *c)
{
    return is_dense(c) ? c->width * c->width : c->slots;
}

u32 map_cells_key(const struct map_cells *c, i64 i)
{
    return c->keys ? c->keys[i] - 1 : (u32)(i / c->width) << 16 | (u32)(i % c->width);
}
