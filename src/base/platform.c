#define _GNU_SOURCE /* F_OFD_SETLK, getrandom */
#include "base/child.h"

#include "base/message.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { THREADS_MAX = 256 };

static i64 reason_of_errno(void)
{
    switch (errno) {
    case ENOENT:
    case ENOTDIR: return PLATFORM_MISSING;
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return PLATFORM_FULL;
    case EACCES:
    case EPERM:
    case ELOOP:
    case EROFS: return PLATFORM_DENIED;
    case EEXIST: return PLATFORM_EXISTS;
    default: return PLATFORM_BROKEN;
    }
}

static i64 ok_or_reason(int result)
{
    return result == 0 ? PLATFORM_OK : reason_of_errno();
}

static i64 system_open(void *self, const char *path, u32 flags)
{
    (void)self;
    int how = O_CLOEXEC | O_NOFOLLOW | (flags & PLATFORM_WRITE ? O_RDWR : O_RDONLY);
    if (flags & PLATFORM_CREATE)
        how |= O_CREAT;
    if (flags & PLATFORM_NEW)
        how |= O_EXCL;
    int fd = open(path, how, 0600);
    return fd < 0 ? reason_of_errno() : fd;
}

static void system_close(void *self, i64 file)
{
    (void)self;
    close((int)file);
}

static i64 system_read(void *self, i64 file, void *p, i64 n, i64 offset)
{
    (void)self;
    i64 done = 0;
    while (done < n) {
        ssize_t got = pread((int)file, (char *)p + done, (size_t)(n - done), offset + done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return reason_of_errno();
        if (got == 0)
            break;
        done += got;
    }
    return done;
}

static i64 system_write(void *self, i64 file, const void *p, i64 n, i64 offset)
{
    (void)self;
    i64 done = 0;
    while (done < n) {
        ssize_t put = pwrite((int)file, (const char *)p + done, (size_t)(n - done), offset + done);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return put < 0 ? reason_of_errno() : PLATFORM_BROKEN;
        done += put;
    }
    return PLATFORM_OK;
}

/* Never tried twice: after a failed sync the system may have thrown the pages away. */
static i64 system_sync(void *self, i64 file)
{
    (void)self;
    return ok_or_reason(fdatasync((int)file));
}

static i64 system_truncate(void *self, i64 file, i64 size)
{
    (void)self;
    return ok_or_reason(ftruncate((int)file, size));
}

static i64 system_size(void *self, i64 file)
{
    (void)self;
    struct stat s;
    return fstat((int)file, &s) == 0 ? s.st_size : reason_of_errno();
}

/* The bytes that SQLite's own unix layer locks, taken by the open file description: other
 * etalon processes, a second opening in this one and any sqlite3 shell find it taken, and
 * closing another descriptor of the file does not give it away. */
static i64 system_lock(void *self, i64 file)
{
    (void)self;
    enum { SQLITE_PENDING_BYTE = 0x40000000, SQLITE_LOCK_BYTES = 512 };
    struct flock whole = {
        .l_type = F_WRLCK,
        .l_whence = SEEK_SET,
        .l_start = SQLITE_PENDING_BYTE,
        .l_len = SQLITE_LOCK_BYTES,
    };
    if (fcntl((int)file, F_OFD_SETLK, &whole) == 0)
        return PLATFORM_OK;
    return errno == EAGAIN || errno == EACCES ? PLATFORM_TAKEN : reason_of_errno();
}

static i64 system_exists(void *self, const char *path)
{
    (void)self;
    struct stat s;
    if (lstat(path, &s) == 0)
        return 1;
    i64 reason = reason_of_errno();
    return reason == PLATFORM_MISSING ? 0 : reason;
}

static i64 system_unlink(void *self, const char *path)
{
    (void)self;
    return ok_or_reason(unlink(path));
}

static i64 system_rename(void *self, const char *from, const char *to)
{
    (void)self;
    return ok_or_reason(rename(from, to));
}

static i64 system_folder_make(void *self, const char *path)
{
    (void)self;
    return ok_or_reason(mkdir(path, 0700));
}

static i64 system_folder_sync(void *self, const char *path)
{
    (void)self;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return reason_of_errno();
    i64 result = ok_or_reason(fsync(fd));
    close(fd);
    return result;
}

static int compare_names(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

static i64 system_folder_list(void *self, const char *path, struct arena *a,
                              struct platform_names *out)
{
    (void)self;
    i64 room = 0;
    *out = (struct platform_names){0};
    DIR *folder = opendir(path);
    if (!folder)
        return reason_of_errno();
    for (const struct dirent *d = readdir(folder); d; d = readdir(folder)) {
        str name = str_c(d->d_name);
        if (str_eq(name, S(".")) || str_eq(name, S("..")))
            continue;
        if (out->n == room) {
            out->v = arena_grow(a, out->v, room, room + 64, (i64)sizeof *out->v);
            room += 64;
        }
        out->v[out->n++] = str_dup(a, name);
    }
    closedir(folder);
    if (out->n)
        qsort(out->v, (size_t)out->n, sizeof *out->v, compare_names);
    return PLATFORM_OK;
}

static i64 system_free_bytes(void *self, const char *path)
{
    (void)self;
    struct statvfs s;
    return statvfs(path, &s) == 0 ? (i64)s.f_bavail * (i64)s.f_frsize : reason_of_errno();
}

static i64 system_now_ms(void *self)
{
    (void)self;
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (i64)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static i64 system_elapsed_ns(void *self)
{
    (void)self;
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (i64)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void system_random(void *self, void *p, i64 n)
{
    (void)self;
    for (i64 done = 0; done < n;) {
        ssize_t got = getrandom((char *)p + done, (size_t)(n - done), 0);
        assert(got > 0 || errno == EINTR); /* no program is better than a guessable secret */
        done += got > 0 ? got : 0;
    }
}

static void system_wait(void *self, u32 *word, u32 seen, i64 timeout_ns)
{
    (void)self;
    struct timespec t = {timeout_ns / 1000000000, timeout_ns % 1000000000};
    syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, seen, timeout_ns < 0 ? NULL : &t, NULL, 0);
}

static void system_wake(void *self, u32 *word)
{
    (void)self;
    syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, INT32_MAX, NULL, NULL, 0);
}

static struct thread {
    pthread_t id;
    void (*work)(void *context);
    void *context;
    u32 taken;
} threads[THREADS_MAX];

static void *run_thread(void *slot)
{
    struct thread *t = slot;
    t->work(t->context);
    return NULL;
}

/* Signals are for the thread that asks for them. */
static i64 start_thread(struct thread *t)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&t->id, NULL, run_thread, t);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failed ? PLATFORM_FULL : PLATFORM_OK;
}

static i64 system_thread_start(void *self, void (*work)(void *context), void *context)
{
    (void)self;
    for (i64 i = 0; i < THREADS_MAX; i++) {
        struct thread *t = &threads[i];
        if (__atomic_exchange_n(&t->taken, 1, __ATOMIC_ACQ_REL))
            continue;
        t->work = work;
        t->context = context;
        if (start_thread(t) == PLATFORM_OK)
            return i;
        __atomic_store_n(&t->taken, 0, __ATOMIC_RELEASE);
        return PLATFORM_FULL;
    }
    return PLATFORM_FULL;
}

static void system_thread_join(void *self, i64 thread)
{
    (void)self;
    pthread_join(threads[thread].id, NULL);
    __atomic_store_n(&threads[thread].taken, 0, __ATOMIC_RELEASE);
}

static void system_thread_stand_back(void *self)
{
    struct sched_param none = {0};
    (void)self;
    (void)!pthread_setschedparam(pthread_self(), SCHED_IDLE, &none); /* else it is as before */
}

const struct platform platform_system = {
    .child_run = child_run_system,
    .file_open = system_open,
    .file_close = system_close,
    .file_read = system_read,
    .file_write = system_write,
    .file_sync = system_sync,
    .file_truncate = system_truncate,
    .file_size = system_size,
    .file_lock = system_lock,
    .file_exists = system_exists,
    .file_unlink = system_unlink,
    .file_rename = system_rename,
    .folder_make = system_folder_make,
    .folder_sync = system_folder_sync,
    .folder_list = system_folder_list,
    .folder_free_bytes = system_free_bytes,
    .now_ms = system_now_ms,
    .elapsed_ns = system_elapsed_ns,
    .random_bytes = system_random,
    .wait = system_wait,
    .wake = system_wake,
    .thread_start = system_thread_start,
    .thread_join = system_thread_join,
    .thread_stand_back = system_thread_stand_back,
    .outgoing = outgoing_system,
};

const char *platform_reason_text(i64 reason)
{
    switch (reason) {
    case PLATFORM_OK: return MESSAGE("nothing is wrong");
    case PLATFORM_MISSING: return MESSAGE("no such file or folder");
    case PLATFORM_FULL: return MESSAGE("no space is left");
    case PLATFORM_DENIED: return MESSAGE("permission denied");
    case PLATFORM_TAKEN: return MESSAGE("another process has it open");
    case PLATFORM_EXISTS: return MESSAGE("it exists already");
    default: return MESSAGE("the system reports an input/output error");
    }
}

bool platform_fail(struct err *e, i64 reason, const char *what, const char *path)
{
    err_set(e, ERR_IO, "cannot %s \"%s\": %s", message(what), path,
            message(platform_reason_text(reason)));
    if (reason == PLATFORM_TAKEN)
        err_hint(e, "is etalon serve running on it? Stop it, or ask it instead");
    if (reason == PLATFORM_FULL)
        err_hint(e, "df -h shows what is left; nothing was lost");
    return false;
}

void platform_folder_of(char *out, const char *path)
{
    i64 n = str_c(path).n;
    while (n > 0 && path[n - 1] != '/')
        n--;
    assert(n < PLATFORM_PATH_MAX);
    if (n > 1)
        n--; /* without the slash, unless it is all there is */
    memcpy(out, n ? path : ".", (size_t)(n ? n : 1));
    out[n ? n : 1] = 0;
}
