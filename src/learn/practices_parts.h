/* practices_parts.h - between practices.c, which asks, and practices_adjust.c, which tests
 * one candidate. Nobody else looks inside. */
#pragma once

#include "base/vec.h"
#include "learn/practices.h"

struct finding {
    struct practice_family *f;
    struct arena *a;
    const struct history *h;
    u64 seed;
    VEC(struct practice_result) list;
};

/* Fills, for each result that is PRACTICE_TESTED, the counts, the difference with its p, the
 * confounding strength and what it would bring; or says PRACTICE_ALONE. */
void practices_test(struct finding *w);
