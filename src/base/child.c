#define _GNU_SOURCE /* posix_spawn_file_actions_addclosefrom_np */
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A pipe would end us by SIGPIPE when the child ends early; a socket answers. */
struct ends {
    int in[2], out[2]; /* [0] the child's, [1] ours */
};

static bool open_ends(struct ends *e)
{
    *e = (struct ends){{-1, -1}, {-1, -1}};
    return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, e->in) == 0 &&
           socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, e->out) == 0 &&
           fcntl(e->in[1], F_SETFL, O_NONBLOCK) == 0 && fcntl(e->out[1], F_SETFL, O_NONBLOCK) == 0;
}

static void drop(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

static void close_ends(struct ends *e)
{
    for (int i = 0; i < 2; i++) {
        drop(&e->in[i]);
        drop(&e->out[i]);
    }
}

/* The program as it runs, though its file may have been replaced since. */
static pid_t spawn(const struct ends *e, const char *word)
{
    char name[] = "etalon", room[64];
    char *words[] = {name, room, NULL}, *environment[] = {NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    pid_t pid = -1;
    size_t n = 0;
    for (; word[n] && n + 1 < sizeof room; n++)
        room[n] = word[n];
    room[n] = 0;
    sigemptyset(&none);
    sigfillset(&all);
    if (posix_spawn_file_actions_init(&actions) != 0)
        return -1;
    bool ok =
        posix_spawnattr_init(&attributes) == 0 &&
        posix_spawn_file_actions_adddup2(&actions, e->in[0], 0) == 0 &&
        posix_spawn_file_actions_adddup2(&actions, e->out[0], 1) == 0 &&
        posix_spawn_file_actions_addclosefrom_np(&actions, 3) == 0 &&
        posix_spawnattr_setsigmask(&attributes, &none) == 0 &&
        posix_spawnattr_setsigdefault(&attributes, &all) == 0 &&
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) == 0;
    if (ok && posix_spawn(&pid, "/proc/self/exe", &actions, &attributes, words, environment) != 0)
        pid = -1;
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return pid;
}

struct feeding {
    struct platform_child *child;
    struct ends *ends;
    i64 piece, at;
    i64 deadline_ns;
};

static i64 clock_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000ll + t.tv_nsec;
}

/* Gives what is still to be given; the end is told by closing. */
static void feed(struct feeding *f)
{
    const struct platform_child *c = f->child;
    while (f->piece < c->pieces) {
        str left = str_sub(c->input[f->piece], f->at, c->input[f->piece].n);
        ssize_t n = left.n ? send(f->ends->in[1], left.p, (size_t)left.n, MSG_NOSIGNAL) : 0;
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (n < 0)
            break; /* it listens no more: its answer says why, or its end */
        f->at += n;
        if (f->at == c->input[f->piece].n) {
            f->piece++;
            f->at = 0;
        }
    }
    drop(&f->ends->in[1]);
}

/* False at the end of the answer, or beyond its limit. */
static bool listen_to(struct feeding *f)
{
    struct platform_child *c = f->child;
    for (;;) {
        char beyond;
        bool room = c->output_n < c->output_max;
        ssize_t n = room ? recv(f->ends->out[1], c->output + c->output_n,
                                (size_t)(c->output_max - c->output_n), 0)
                         : recv(f->ends->out[1], &beyond, 1, 0);
        if (n < 0)
            return errno == EAGAIN || errno == EINTR;
        if (n == 0 || !room)
            return false;
        c->output_n += n;
    }
}

static bool talk(struct feeding *f)
{
    for (;;) {
        i64 left_ns = f->deadline_ns - clock_ns();
        struct pollfd p[] = {{f->ends->out[1], POLLIN, 0}, {f->ends->in[1], POLLOUT, 0}};
        if (left_ns <= 0)
            return false;
        int n = poll(p, f->ends->in[1] >= 0 ? 2 : 1, (int)i64_min(left_ns / 1000000 + 1, 1000));
        if (n < 0 && errno != EINTR)
            return false;
        if (f->ends->in[1] >= 0 && p[1].revents)
            feed(f);
        if (n > 0 && p[0].revents && !listen_to(f))
            return true;
    }
}

i64 child_run_system(void *self, struct platform_child *c)
{
    struct ends ends;
    (void)self;
    c->output_n = 0;
    c->status = -1;
    bool open = open_ends(&ends);
    pid_t pid = open ? spawn(&ends, c->word) : -1;
    drop(&ends.in[0]);
    drop(&ends.out[0]);
    if (pid < 0) {
        close_ends(&ends);
        return PLATFORM_FULL;
    }
    struct feeding f = {.child = c, .ends = &ends, .deadline_ns = clock_ns() + c->timeout_ns};
    int status = 0;
    if (!talk(&f) || c->output_n == c->output_max)
        kill(pid, SIGKILL);
    close_ends(&ends);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    c->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return PLATFORM_OK;
}
