#include "http/workers.h"

#include <string.h>

static struct work *take(struct workers *w)
{
    pthread_mutex_lock(&w->lock);
    while (w->head == NULL && !w->stopping) {
        w->asleep++;
        pthread_cond_wait(&w->more, &w->lock);
        w->asleep--;
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

bool workers_open(struct workers *w, i32 n, void (*run)(struct work *w), struct err *e)
{
    assert(n > 0 && n <= HTTP_WORKERS_MAX);
    *w = (struct workers){.run = run};
    w->tail = &w->head;
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->more, NULL);
    for (; w->n < n; w->n++) {
        /* tidy: allow banned: these threads live as long as the server, par_for ends */
        int failed = pthread_create(&w->threads[w->n], NULL, work_on, w);
        if (failed) {
            err_set(e, ERR_IO, "cannot start a thread: %s", strerror(failed));
            workers_close(w);
            return false;
        }
    }
    return true;
}

void workers_add(struct workers *w, struct work *one)
{
    pthread_mutex_lock(&w->lock);
    one->next = NULL;
    *w->tail = one;
    w->tail = &one->next;
    w->waiting++;
    bool wake = w->asleep > 0;
    pthread_mutex_unlock(&w->lock);
    if (wake)
        pthread_cond_signal(&w->more);
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
