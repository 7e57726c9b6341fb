#define _GNU_SOURCE /* accept4, struct ucred, memfd_create */
#include "base/local.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
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

void local_files_close(struct local_files *files)
{
    for (i64 i = 0; i < files->n; i++)
        local_close(files->v[i]);
    files->n = 0;
}

i64 local_room(void)
{
    return memfd_create("etalon", MFD_CLOEXEC);
}

/* Room for the handles that go with a piece, as the system wants it. */
union carried {
    struct cmsghdr head;
    char bytes[CMSG_SPACE(LOCAL_FILES_MAX * sizeof(int))];
};

static void pack(struct msghdr *m, union carried *room, const struct local_files *files)
{
    int v[LOCAL_FILES_MAX];
    size_t bytes = (size_t)files->n * sizeof *v;
    for (i64 i = 0; i < files->n; i++)
        v[i] = (int)files->v[i];
    *room = (union carried){0};
    m->msg_control = room;
    m->msg_controllen = CMSG_SPACE(bytes);
    struct cmsghdr *head = CMSG_FIRSTHDR(m);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(bytes);
    memcpy(CMSG_DATA(head), v, bytes);
}

bool local_say(i64 handle, str text, const struct local_files *files)
{
    for (i64 done = 0; done < text.n;) {
        union carried room;
        struct iovec piece = {.iov_base = (void *)(uintptr_t)(text.p + done),
                              .iov_len = (size_t)(text.n - done)};
        struct msghdr m = {.msg_iov = &piece, .msg_iovlen = 1};
        if (!is_ready(handle, POLLOUT, LOCAL_SILENCE_MS))
            return false;
        if (done == 0 && files && files->n) /* with the first byte */
            pack(&m, &room, files);
        ssize_t n = sendmsg((int)handle, &m, MSG_NOSIGNAL | MSG_DONTWAIT);
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

static bool is_plain_file(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

/* False when one of them is nothing to be read or written without waiting. */
static bool unpack(struct msghdr *m, struct local_files *files)
{
    bool sound = !(m->msg_flags & MSG_CTRUNC);
    for (struct cmsghdr *head = CMSG_FIRSTHDR(m); head; head = CMSG_NXTHDR(m, head)) {
        if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS)
            continue;
        size_t n = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < n; i++) {
            int fd;
            memcpy(&fd, CMSG_DATA(head) + i * sizeof fd, sizeof fd);
            sound = sound && files && files->n < LOCAL_FILES_MAX && is_plain_file(fd);
            if (sound)
                files->v[files->n++] = fd;
            else
                close(fd);
        }
    }
    return sound;
}

bool local_hear(i64 handle, struct buf *out, struct local_files *files, bool patient)
{
    char bytes[PIECE_BYTES];
    for (;;) {
        union carried room;
        struct iovec piece = {.iov_base = bytes, .iov_len = sizeof bytes};
        struct msghdr m = {.msg_iov = &piece,
                           .msg_iovlen = 1,
                           .msg_control = &room,
                           .msg_controllen = sizeof room};
        if (!is_ready(handle, POLLIN, patient ? -1 : LOCAL_SILENCE_MS))
            return false;
        ssize_t n = recvmsg((int)handle, &m, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (n < 0 || !unpack(&m, files))
            return false;
        if (n == 0)
            return !out->full;
        buf_put(out, (str){bytes, n});
        if (out->full || out->n > LOCAL_MESSAGE_MAX)
            return false;
    }
}

bool local_is_gone(i64 handle)
{
    struct pollfd one = {.fd = (int)handle};
    return poll(&one, 1, 0) > 0 && (one.revents & (POLLHUP | POLLERR | POLLNVAL));
}

void local_close(i64 handle)
{
    if (handle >= 0)
        close((int)handle);
}
