#define _GNU_SOURCE /* accept4, struct ucred */
#include "base/local.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/message.h"

enum { WAITING_MAX = 8, PIECE_BYTES = 4096 };

/* A path of any length as one that fits into an address: by the handle of its folder. */
static bool address_of(struct sockaddr_un *out, int folder, const char *name)
{
    *out = (struct sockaddr_un){.sun_family = AF_UNIX};
    int n = snprintf(out->sun_path, sizeof out->sun_path, "/proc/self/fd/%d/%s", folder, name);
    return n < (int)sizeof out->sun_path;
}

static bool listen_at(int s, int folder, const char *name)
{
    struct sockaddr_un at;
    unlinkat(folder, name, 0);
    mode_t before = umask(0177); /* made for the owner only, not made so afterwards */
    bool ok = address_of(&at, folder, name) && bind(s, (struct sockaddr *)&at, sizeof at) == 0;
    umask(before);
    return ok && listen(s, WAITING_MAX) == 0;
}

i64 local_listen(const char *folder, const char *name, struct err *e)
{
    int in = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    int s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool ok = in >= 0 && s >= 0 && listen_at(s, in, name);
    if (!ok)
        err_set(e, ERR_IO, "cannot listen for commands in \"%s\"", folder);
    if (!ok && s >= 0)
        close(s);
    if (in >= 0)
        close(in);
    return ok ? s : -1;
}

static bool is_one_of_us(int s)
{
    struct ucred who;
    socklen_t n = sizeof who;
    return getsockopt(s, SOL_SOCKET, SO_PEERCRED, &who, &n) == 0 && n == sizeof who &&
           (who.uid == geteuid() || who.uid == 0);
}

i64 local_accept(i64 listener, i64 wait_ms)
{
    struct pollfd one = {.fd = (int)listener, .events = POLLIN};
    if (poll(&one, 1, (int)wait_ms) <= 0)
        return -1;
    int s = accept4((int)listener, NULL, NULL, SOCK_CLOEXEC);
    if (s >= 0 && !is_one_of_us(s)) {
        close(s);
        s = -1;
    }
    return s;
}

i64 local_call(const char *folder, const char *name)
{
    struct sockaddr_un at;
    int in = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    int s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool ok = in >= 0 && s >= 0 && address_of(&at, in, name) &&
              connect(s, (struct sockaddr *)&at, sizeof at) == 0;
    if (!ok && s >= 0)
        close(s);
    if (in >= 0)
        close(in);
    return ok ? s : -1;
}

static bool is_ready(i64 handle, short what, i64 wait_ms)
{
    struct pollfd one = {.fd = (int)handle, .events = what};
    int n;
    do
        n = poll(&one, 1, (int)wait_ms);
    while (n < 0 && errno == EINTR);
    return n > 0;
}

bool local_say(i64 handle, str text)
{
    for (i64 done = 0; done < text.n;) {
        if (!is_ready(handle, POLLOUT, LOCAL_SILENCE_MS))
            return false;
        ssize_t n =
            send((int)handle, text.p + done, (size_t)(text.n - done), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        done += n > 0 ? n : 0;
    }
    return true;
}

void local_said(i64 handle)
{
    shutdown((int)handle, SHUT_WR);
}

bool local_hear(i64 handle, struct buf *out, bool patient)
{
    char piece[PIECE_BYTES];
    for (;;) {
        if (!is_ready(handle, POLLIN, patient ? -1 : LOCAL_SILENCE_MS))
            return false;
        ssize_t n = recv((int)handle, piece, sizeof piece, MSG_DONTWAIT);
        if (n == 0)
            return !out->full;
        if (n < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        if (n > 0)
            buf_put(out, (str){piece, n});
        if (out->full || out->n > LOCAL_MESSAGE_MAX)
            return false;
    }
}

void local_close(i64 handle)
{
    if (handle >= 0)
        close((int)handle);
}
