/* vec.h - an array that grows in an arena. Declare `VEC(struct thing) things;` inside a
 * struct; zero is empty. The array at the end of its arena grows in place, others move:
 * keep indices, not pointers, across a push. */
#pragma once

#include "base/arena.h"

#define VEC(type)                                                                                  \
    struct {                                                                                       \
        type *v;                                                                                   \
        i64 n, room;                                                                               \
    }

/* A new zeroed element at the end; evaluates to its address. */
#define vec_push(arena, vec)                                                                       \
    ((vec)->n == (vec)->room                                                                       \
         ? ((vec)->v = arena_grow((arena), (vec)->v, (vec)->room,                                  \
                                  (vec)->room ? 2 * (vec)->room : 8, (i64)sizeof *(vec)->v),       \
            (vec)->room = (vec)->room ? 2 * (vec)->room : 8)                                       \
         : 0,                                                                                      \
     &(vec)->v[(vec)->n++])
