/* lock.h - one at a time, by the platform's waiting: for moments, never while a password is
 * hashed. Zero is free. */
#pragma once

#include "base/platform.h"

struct lock {
    u32 word; /* 0 free, 1 taken, 2 taken and somebody may wait */
};

static inline void lock_take(const struct platform *p, struct lock *l)
{
    u32 free_word = 0;
    if (__atomic_compare_exchange_n(&l->word, &free_word, 1, false, __ATOMIC_ACQUIRE,
                                    __ATOMIC_RELAXED))
        return;
    while (__atomic_exchange_n(&l->word, 2, __ATOMIC_ACQUIRE) != 0)
        p->wait(p->self, &l->word, 2, -1);
}

static inline void lock_give(const struct platform *p, struct lock *l)
{
    if (__atomic_exchange_n(&l->word, 0, __ATOMIC_RELEASE) == 2)
        p->wake(p->self, &l->word);
}
