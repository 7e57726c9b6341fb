/* workers.h - threads that answer requests: a queue, first in first out, and a fixed number
 * of threads that take from it. A handler may block (a log-in hashes for 250 ms); the threads
 * of the sockets never do. */
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
    i32 asleep;
    bool stopping;
    void (*run)(struct work *w);
    pthread_t threads[HTTP_WORKERS_MAX];
    i32 n;
};

/* `n` threads that call `run` for each piece of work. */
MUST_CHECK bool workers_open(struct workers *w, i32 n, void (*run)(struct work *w), struct err *e);
void workers_add(struct workers *w, struct work *one);
/* What is queued is still done; then the threads end. */
void workers_close(struct workers *w);
