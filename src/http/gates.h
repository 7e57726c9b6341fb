/* gates.h - what a request passes before its handler, in this order. Each gate asks one
 * question of the call and its row. The list is an argument of the dispatcher's loop, so that
 * a test can leave one out and see that the matrix notices: a gate nobody would miss is
 * none. The product has one list. */
#pragma once

#include "http/dispatch.h"

struct gate {
    const char *name;
    bool (*pass)(struct call *c); /* false: the answer stands in the call */
};

extern const struct gate gates[];
extern const i64 gate_count;

/* As dispatch, through these gates. For tests; `dispatch` passes all. */
void gates_dispatch(struct call *c, const struct gate *list, i64 n);
