/* workers.h - threads that answer requests: a queue, first in first out, and a fixed number
 * of threads that take from it. Waking a thread costs more than most answers, so one that is
 * awake takes a handful in turn before another is woken; a piece of work that may take long
 * says so first (workers_slow), and then another thread is woken for what waits behind it. */
#pragma once

#include "http/limits.h"

#include <pthread.h>

struct work {
    struct work *next;
};

struct workers {
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct work *head, **tail;
    i64 waiting;
    i32 asleep; /* threads with nothing to do */
    i32 waking; /* of them, told to come */
    i32 slow;   /* threads in work that may take long */
    bool stopping;
    void (*run)(struct work *w);
    pthread_t threads[HTTP_WORKERS_MAX];
    i32 n;
};

/* `n` threads that call `run` for each piece of work. */
MUST_CHECK bool workers_open(struct workers *w, i32 n, void (*run)(struct work *w), struct err *e);
/* False, and nothing is added, when `most` wait already. */
MUST_CHECK bool workers_add(struct workers *w, struct work *one, i64 most);
/* Called from within `run`: what follows may take long. */
void workers_slow(struct workers *w);
/* What is queued is still done; then the threads end. */
void workers_close(struct workers *w);
