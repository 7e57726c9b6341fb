/* arena.h - memory with a lifetime. An arena reserves address space once and hands it out
 * from the bottom; what it hands out is zeroed, never moves, and is freed all at once.
 *
 * Passed by value it is scratch: what the callee pushes is gone when it returns.
 *
 * Law: an arena belongs to one thread at a time. Cost of an allocation: a bounds check
 * and an addition. Running out is our mistake, not the user's: every input is limited at
 * its door, long before the arena is full, so a full arena stops the program. */
#pragma once

#include "base/types.h"

enum { ARENA_ALIGN = 16 };

struct arena {
    u8 *base;
    i64 used;
    i64 reserved;
    i64 *touched; /* high-water mark, above which the pages are still zero; copies share it */
};

/* Reserves `bytes` of address space; pages cost memory only once touched. */
void arena_init(struct arena *a, i64 bytes);

/* Gives everything back. A zeroed arena is fine. */
void arena_release(struct arena *a);

/* Zeroed memory for `count` things of `size` bytes; never NULL. `count` may be 0. */
void *arena_push(struct arena *a, i64 count, i64 size);

/* Makes the array `old` (of `count` things, from this arena or NULL) hold `count_new`.
 * In place when it is the last thing pushed, else a copy; new things are zeroed. */
void *arena_grow(struct arena *a, void *old, i64 count, i64 count_new, i64 size);

/* Everything pushed after `mark` is gone; what was there before stays. */
i64 arena_mark(const struct arena *a);
void arena_rewind(struct arena *a, i64 mark);

#define arena_new(a, type) ((type *)arena_push((a), 1, (i64)sizeof(type)))
#define arena_array(a, type, count) ((type *)arena_push((a), (count), (i64)sizeof(type)))
