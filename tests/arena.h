/* arena.h - the memory of a test program: `arena`, made by `setup` and given back whole by
 * `teardown`, before and after each test or all of them. Include after cmocka.h, in one file of
 * a test. */
#pragma once

#include "base/arena.h"

static struct arena arena;

static inline int setup(void **state)
{
    (void)state;
    arena_init(&arena, 1ll << 36); /* address space */
    return 0;
}

static inline int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}
