#define _GNU_SOURCE /* posix_fadvise, MAP_NORESERVE */
#include "base/os.h"

#include "base/message.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { READ_PIECE = 1 << 20 };

static i64 reserve_most = INT64_MAX;

void os_reserve_at_most(i64 bytes)
{
    reserve_most = bytes;
}

i64 os_reserve_most(void)
{
    return reserve_most;
}

void *os_reserve(i64 bytes)
{
    void *p = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED) {
        fprintf(stderr, message("etalon: the system refuses %lld MiB of address space: %s\n"),
                (long long)(bytes >> 20), message(strerror(errno)));
        exit(1);
    }
    return p;
}

void os_unreserve(void *p, i64 bytes)
{
    munmap(p, (size_t)bytes);
}

void os_discard(void *p, i64 bytes)
{
    if (bytes > 0 && madvise(p, (size_t)bytes, MADV_DONTNEED) != 0)
        memset(p, 0, (size_t)bytes);
}

static bool path_copy(char out[OS_PATH_BYTES_MAX], str path, struct err *e)
{
    if (path.n == 0)
        return err_set(e, ERR_USAGE, "the file name is empty");
    if (path.n >= OS_PATH_BYTES_MAX)
        return err_set(e, ERR_LIMIT, "the file name has %lld bytes, at most %d can be used",
                       (long long)path.n, OS_PATH_BYTES_MAX - 1);
    memcpy(out, path.p, (size_t)path.n);
    out[path.n] = 0;
    return true;
}

/* Leaves errno as it was. */
static bool fail_errno(struct err *e, const char *what, str path)
{
    int why = errno;
    err_set(e, ERR_IO, "cannot %s \"%.*s\": %s", message(what), STR_ARG(path),
            message(strerror(why)));
    errno = why;
    return false;
}

bool os_open(struct os_file *f, str path, struct err *e)
{
    *f = (struct os_file){.fd = -1, .size = -1};
    if (str_eq(path, S("-"))) {
        f->fd = STDIN_FILENO;
        return true;
    }
    char name[OS_PATH_BYTES_MAX];
    if (!path_copy(name, path, e))
        return false;
    /* O_NONBLOCK: a named pipe without a writer must not hang us */
    int fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        fail_errno(e, MESSAGE("open"), path);
        return errno == EACCES &&
               err_hint(e, "you may lack the right to read it: ls -l shows who has it");
    }
    struct stat s;
    if (fstat(fd, &s) != 0 || S_ISDIR(s.st_mode)) {
        close(fd);
        err_set(e, ERR_INPUT, "\"%.*s\" is a directory, not a file", STR_ARG(path));
        return err_hint(e, "name the files in it: %.*s/*.csv", STR_ARG(path));
    }
    if (!S_ISREG(s.st_mode) && !S_ISFIFO(s.st_mode)) {
        close(fd);
        return err_set(e, ERR_INPUT, "\"%.*s\" is a device, not a file", STR_ARG(path));
    }
    if (S_ISFIFO(s.st_mode))
        (void)fcntl(fd, F_SETFL, 0); /* a pipe with a writer is read as it comes */
    *f = (struct os_file){.fd = fd, .size = S_ISREG(s.st_mode) ? s.st_size : -1};
    return true;
}

i64 os_read_at(const struct os_file *f, void *p, i64 n, i64 offset, struct err *e)
{
    i64 done = 0;
    while (done < n) {
        ssize_t got = f->size >= 0
                          ? pread(f->fd, (char *)p + done, (size_t)(n - done), offset + done)
                          : read(f->fd, (char *)p + done, (size_t)(n - done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            err_set(e, ERR_IO, "reading failed: %s", message(strerror(errno)));
            return -1;
        }
        if (got == 0)
            break;
        done += got;
    }
    return done;
}

void os_close(struct os_file *f)
{
    if (f->fd > STDIN_FILENO)
        close(f->fd);
    f->fd = -1;
}

bool os_is_private(str path, bool *out, struct err *e)
{
    struct os_file f;
    struct stat s;
    if (!os_open(&f, path, e))
        return false;
    *out = fstat(f.fd, &s) == 0 && (s.st_mode & (S_IRWXG | S_IRWXO)) == 0;
    os_close(&f);
    return true;
}

bool os_read_file(str *out, struct arena *a, str path, i64 bytes_max, struct err *e)
{
    struct os_file f;
    *out = (str){0};
    if (!os_open(&f, path, e))
        return false;
    bool ok = false;
    i64 n = 0;
    i64 room = f.size >= 0 ? f.size : READ_PIECE;
    if (f.size > bytes_max)
        goto too_large;
    char *p = arena_array(a, char, room + 1);
    for (;;) {
        i64 got = os_read_at(&f, p + n, room - n, n, e);
        if (got < 0)
            goto done;
        n += got;
        if (n < room || f.size >= 0)
            break;
        if (room > bytes_max)
            goto too_large;
        p = arena_grow(a, p, room + 1, 2 * room + 1, 1);
        room *= 2;
    }
    if (n > bytes_max)
        goto too_large;
    *out = (str){p, n};
    ok = true;
    goto done;
too_large:
    if (bytes_max < 1 << 20) {
        err_set(e, ERR_LIMIT, "\"%.*s\" is larger than %lld KiB, the most that can be read",
                STR_ARG(path), (long long)(bytes_max >> 10));
        goto done;
    }
    err_set(e, ERR_LIMIT, "\"%.*s\" is larger than %lld MiB, the most that can be read",
            STR_ARG(path), (long long)(bytes_max >> 20));
    err_hint(e, "split it, or leave out the columns that are not needed");
done:
    os_close(&f);
    return ok;
}

static bool write_all(int fd, str text)
{
    while (text.n > 0) {
        ssize_t put = write(fd, text.p, (size_t)text.n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        text.p += put;
        text.n -= put;
    }
    return true;
}

/* A device or a pipe is written into; a file beside it must never take its place. */
static bool is_special(const char *name)
{
    struct stat s;
    return stat(name, &s) == 0 && !S_ISREG(s.st_mode) && !S_ISDIR(s.st_mode);
}

/* Writing beside begins with a file that only its owner may read; others may as far as the
 * umask lets them. */
static bool let_others_read(int fd)
{
    mode_t mask = umask(0);
    umask(mask);
    return fchmod(fd, 0666 & ~mask) == 0;
}

static bool write_into(const char *name, str content, struct err *e)
{
    int fd = open(name, O_WRONLY | O_CLOEXEC);
    bool ok = fd >= 0 && write_all(fd, content);
    if (!ok)
        fail_errno(e, MESSAGE("write"), str_c(name));
    if (fd >= 0)
        close(fd);
    return ok;
}

bool os_write_file(str path, str content, struct err *e)
{
    if (str_eq(path, S("-"))) {
        os_write_out(content);
        return true;
    }
    char name[OS_PATH_BYTES_MAX], beside[OS_PATH_BYTES_MAX + 16];
    if (!path_copy(name, path, e))
        return false;
    if (is_special(name))
        return write_into(name, content, e);
    snprintf(beside, sizeof beside, "%s.XXXXXX", name);
    int fd = mkostemp(beside, O_CLOEXEC);
    if (fd < 0)
        return fail_errno(e, MESSAGE("write"), path);
    bool ok = let_others_read(fd) && write_all(fd, content) && fsync(fd) == 0;
    ok = (close(fd) == 0) && ok;
    ok = ok && rename(beside, name) == 0;
    if (ok)
        return true;
    int why = errno;
    unlink(beside);
    errno = why;
    return fail_errno(e, MESSAGE("write"), path);
}

bool os_create(struct os_writer *w, str path, struct err *e)
{
    w->fd = STDOUT_FILENO;
    if (str_eq(path, S("-")))
        return true;
    w->fd = -1;
    if (!path_copy(w->name, path, e))
        return false;
    w->beside[0] = 0;
    if (is_special(w->name)) {
        w->fd = open(w->name, O_WRONLY | O_CLOEXEC);
        return w->fd >= 0 || fail_errno(e, MESSAGE("write"), path);
    }
    snprintf(w->beside, sizeof w->beside, "%s.XXXXXX", w->name);
    w->fd = mkostemp(w->beside, O_CLOEXEC);
    if (w->fd >= 0 && let_others_read(w->fd))
        return true;
    fail_errno(e, MESSAGE("write"), path);
    os_abandon(w);
    return false;
}

bool os_append(struct os_writer *w, str text, struct err *e)
{
    if (w->fd == STDOUT_FILENO) {
        os_write_out(text);
        return true;
    }
    return write_all(w->fd, text) || fail_errno(e, MESSAGE("write"), str_c(w->name));
}

bool os_commit(struct os_writer *w, struct err *e)
{
    if (w->fd == STDOUT_FILENO)
        return true;
    bool ok = close(w->fd) == 0 && (!w->beside[0] || rename(w->beside, w->name) == 0);
    w->fd = -1;
    if (!ok) {
        fail_errno(e, MESSAGE("write"), str_c(w->name));
        if (w->beside[0])
            unlink(w->beside);
    }
    return ok;
}

void os_abandon(struct os_writer *w)
{
    if (w->fd <= STDOUT_FILENO)
        return;
    close(w->fd);
    if (w->beside[0])
        unlink(w->beside);
    w->fd = -1;
}

bool os_make_folder(str path, struct err *e)
{
    char name[OS_PATH_BYTES_MAX];
    if (!path_copy(name, path, e))
        return false;
    if (mkdir(name, 0755) == 0 || errno == EEXIST)
        return true;
    return fail_errno(e, MESSAGE("make the folder"), path);
}

i32 os_folder_mode(str path, bool *ours)
{
    char name[OS_PATH_BYTES_MAX];
    struct stat s;
    *ours = false;
    if (path.n >= (i64)sizeof name)
        return -1;
    memcpy(name, path.p, (size_t)path.n);
    name[path.n] = 0;
    if (stat(name, &s) != 0 || !S_ISDIR(s.st_mode))
        return -1;
    *ours = s.st_uid == geteuid();
    return (i32)(s.st_mode & 07777);
}

bool os_is_root(void)
{
    return geteuid() == 0;
}

bool os_is_of_root(str path)
{
    char name[OS_PATH_BYTES_MAX];
    struct stat s;
    if (path.n >= (i64)sizeof name)
        return false;
    memcpy(name, path.p, (size_t)path.n);
    name[path.n] = 0;
    return stat(name, &s) == 0 && s.st_uid == 0;
}

str os_absolute(struct arena *a, str path)
{
    char here[OS_PATH_BYTES_MAX];
    if (str_starts(path, S("/")) || !getcwd(here, sizeof here))
        return path;
    return str_fmt(a, "%s/%.*s", here, STR_ARG(path));
}

i64 os_now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (i64)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

i64 os_elapsed_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (i64)t.tv_sec * 1000000000 + t.tv_nsec;
}

i32 os_cpu_count(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : (i32)n;
}

static i64 ns_of(struct timeval t)
{
    return ((i64)t.tv_sec * 1000000 + t.tv_usec) * 1000;
}

struct os_usage os_usage(void)
{
    struct rusage u = {0};
    (void)getrusage(RUSAGE_SELF, &u); /* cannot fail for oneself */
    return (struct os_usage){.cpu_ns = ns_of(u.ru_utime) + ns_of(u.ru_stime),
                             .peak_bytes = (i64)u.ru_maxrss * 1024};
}

void os_catch_stop(void)
{
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    pthread_sigmask(SIG_BLOCK, &stop, NULL);
    signal(SIGPIPE, SIG_IGN);
}

bool os_stop_asked(i64 wait_ms)
{
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    struct timespec wait = {wait_ms / 1000, wait_ms % 1000 * 1000000};
    return sigtimedwait(&stop, NULL, &wait) > 0;
}

bool os_is_terminal(int fd)
{
    return isatty(fd) == 1;
}

i32 os_terminal_columns(void)
{
    struct winsize w;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col > 0)
        return w.ws_col;
    return 80;
}

str os_env(const char *name)
{
    const char *value = getenv(name);
    return value ? str_c(value) : (str){0};
}

static void write_or_quit(int fd, str text)
{
    if (write_all(fd, text))
        return;
    if (errno != EPIPE)
        fprintf(stderr, message("etalon: cannot write the output: %s\n"), message(strerror(errno)));
    exit(1);
}

void os_write_out(str text)
{
    write_or_quit(STDOUT_FILENO, text);
}

void os_write_err(str text)
{
    (void)!write_all(STDERR_FILENO, text);
}
