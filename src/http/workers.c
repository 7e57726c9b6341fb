#include "http/workers.h"

#include <string.h>

/* How many pieces one thread that is awake may have before it before another is woken. */
enum { IN_TURN = 8 };

static _Thread_local bool is_slow;

/* With the lock held: whether somebody must be told to come. */
static bool must_wake(struct workers *w)
{
    i32 awake = w->n - w->asleep - w->slow + w->waking;
    if (w->asleep == w->waking || w->waiting <= (i64)IN_TURN * awake)
        return false;
    w->waking++;
    return true;
}

static struct work *take(struct workers *w)
{
    pthread_mutex_lock(&w->lock);
    w->slow -= is_slow;
    is_slow = false;
    while (w->head == NULL && !w->stopping) {
        w->asleep++;
        pthread_cond_wait(&w->more, &w->lock);
        w->asleep--;
        w->waking -= w->waking > 0;
    }
    struct work *one = w->head;
    if (one) {
        w->head = one->next;
        w->waiting--;
        if (w->head == NULL)
            w->tail = &w->head;
    }
    pthread_mutex_unlock(&w->lock);
    return one;
}

static void *work_on(void *context)
{
    struct workers *w = context;
    for (struct work *one = take(w); one; one = take(w))
        w->run(one);
    return NULL;
}

void workers_slow(struct workers *w)
{
    pthread_mutex_lock(&w->lock);
    w->slow += !is_slow;
    is_slow = true;
    bool wake = must_wake(w);
    pthread_mutex_unlock(&w->lock);
    if (wake)
        pthread_cond_signal(&w->more);
}

bool workers_open(struct workers *w, i32 n, void (*run)(struct work *w), struct err *e)
{
    assert(n > 0 && n <= HTTP_WORKERS_MAX);
    *w = (struct workers){.run = run};
    w->tail = &w->head;
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->more, NULL);
    for (i32 i = 0; i < n; i++) {
        /* tidy: allow banned: these threads live as long as the server, par_for ends */
        int failed = pthread_create(&w->threads[i], NULL, work_on, w);
        if (failed) {
            err_set(e, ERR_IO, "cannot start a thread: %s", message(strerror(failed)));
            workers_close(w);
            return false;
        }
        pthread_mutex_lock(&w->lock);
        w->n++;
        pthread_mutex_unlock(&w->lock);
    }
    return true;
}

bool workers_add(struct workers *w, struct work *one, i64 most)
{
    pthread_mutex_lock(&w->lock);
    if (w->waiting >= most) {
        pthread_mutex_unlock(&w->lock);
        return false;
    }
    one->next = NULL;
    *w->tail = one;
    w->tail = &one->next;
    w->waiting++;
    bool wake = must_wake(w);
    pthread_mutex_unlock(&w->lock);
    if (wake)
        pthread_cond_signal(&w->more);
    return true;
}

void workers_close(struct workers *w)
{
    if (w->run == NULL)
        return;
    pthread_mutex_lock(&w->lock);
    w->stopping = true;
    pthread_mutex_unlock(&w->lock);
    pthread_cond_broadcast(&w->more);
    for (i32 i = 0; i < w->n; i++)
        pthread_join(w->threads[i], NULL);
    pthread_cond_destroy(&w->more);
    pthread_mutex_destroy(&w->lock);
    *w = (struct workers){0};
}
