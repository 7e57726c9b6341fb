#include "server/log.h"

#include <pthread.h>

#include "base/buf.h"
#include "base/os.h"

enum { LOG_BYTES_MAX = 1 << 20, LOG_EVERY_NS = 100000000 };

struct server_log {
    const struct platform *platform;
    pthread_mutex_t lock;  /* of `lines` */
    pthread_mutex_t going; /* who holds it writes: lines keep their order */
    struct buf lines, taken;
    i64 thread;
    u32 stop;
};

static void flush(struct server_log *log)
{
    pthread_mutex_lock(&log->going);
    pthread_mutex_lock(&log->lock);
    struct buf lines = log->lines;
    log->lines = log->taken;
    log->taken = lines;
    pthread_mutex_unlock(&log->lock);
    if (log->taken.n)
        os_write_err(buf_str(&log->taken));
    buf_clear(&log->taken);
    pthread_mutex_unlock(&log->going);
}

static void flush_until_stopped(void *context)
{
    struct server_log *log = context;
    while (!__atomic_load_n(&log->stop, __ATOMIC_SEQ_CST)) {
        log->platform->wait(log->platform->self, &log->stop, 0, LOG_EVERY_NS);
        flush(log);
    }
}

bool log_open(struct server_log **out, struct arena *a, const struct platform *p, struct err *e)
{
    struct server_log *log = arena_new(a, struct server_log);
    *out = log;
    log->platform = p;
    pthread_mutex_init(&log->lock, NULL);
    pthread_mutex_init(&log->going, NULL);
    buf_init(&log->lines, LOG_BYTES_MAX);
    buf_init(&log->taken, LOG_BYTES_MAX);
    log->thread = p->thread_start(p->self, flush_until_stopped, log);
    return log->thread >= 0 || err_set(e, ERR_LIMIT, "the system gives no more threads");
}

void log_line(void *context, str line)
{
    struct server_log *log = context;
    for (bool done = false; !done;) {
        pthread_mutex_lock(&log->lock);
        done = log->lines.n + line.n <= log->lines.max;
        if (done)
            buf_put(&log->lines, line);
        pthread_mutex_unlock(&log->lock);
        if (!done)
            flush(log);
    }
}

void log_close(struct server_log *log)
{
    if (!log)
        return;
    __atomic_store_n(&log->stop, 1, __ATOMIC_SEQ_CST);
    log->platform->wake(log->platform->self, &log->stop);
    if (log->thread >= 0)
        log->platform->thread_join(log->platform->self, log->thread);
    flush(log);
    buf_release(&log->lines);
    buf_release(&log->taken);
    pthread_mutex_destroy(&log->lock);
    pthread_mutex_destroy(&log->going);
}
