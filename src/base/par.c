#include "base/par.h"

#include "base/os.h"

#include <pthread.h>
#include <stdatomic.h>

enum { THREADS_MAX = 64 };

struct job {
    atomic_llong next;
    i64 chunks;
    void (*work)(void *context, i64 chunk);
    void *context;
};

static void *run(void *arg)
{
    struct job *job = arg;
    for (;;) {
        i64 chunk = atomic_fetch_add(&job->next, 1);
        if (chunk >= job->chunks)
            return NULL;
        job->work(job->context, chunk);
    }
}

i32 par_threads(i32 threads)
{
    return (i32)i64_min(threads > 0 ? threads : os_cpu_count(), THREADS_MAX);
}

void par_for(i32 threads, i64 chunks, void (*work)(void *context, i64 chunk), void *context)
{
    struct job job = {.chunks = chunks, .work = work, .context = context};
    pthread_t others[THREADS_MAX];
    i64 n = i64_min(par_threads(threads), chunks) - 1, started = 0;
    /* a thread that cannot be had is no harm: the others take its chunks */
    while (started < n && pthread_create(&others[started], NULL, run, &job) == 0)
        started++;
    run(&job);
    for (i64 i = 0; i < started; i++)
        pthread_join(others[i], NULL);
}
