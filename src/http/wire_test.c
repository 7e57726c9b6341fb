#include "http/wire_test.h"

#include <netinet/in.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

struct toy toy;
static struct arena arena;
struct server *server;
char got[8 << 20];
i64 got_n;

void wire_start(const struct server_options *o)
{
    struct err e = {0};
    toy_init(&toy);
    arena_init(&arena, 1 << 20);
    server = server_open(&arena, &toy.dispatcher, o, &e);
    if (server == NULL)
        fail_msg("%s", e.text);
}

int wire_setup(void **state)
{
    (void)state;
    wire_start(&(struct server_options){.manual_ticks = true, .address_connections_max = -1});
    return 0;
}

int wire_teardown(void **state)
{
    (void)state;
    server_close(server);
    toy_release(&toy);
    arena_release(&arena);
    return 0;
}

int dial(i32 port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((u16)port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int dialled(void)
{
    int fd = dial(server_port(server));
    assert_true(fd >= 0);
    return fd;
}

void say(int fd, const char *text, i64 n)
{
    while (n > 0) {
        ssize_t sent = send(fd, text, (size_t)n, MSG_NOSIGNAL);
        if (sent <= 0)
            return; /* it was closed: the reading side tells */
        text += sent;
        n -= sent;
    }
}

void say_text(int fd, const char *text)
{
    say(fd, text, (i64)strlen(text));
}

/* One step of waiting: what came, added to `got`; -1 when the other side closed. */
i64 hear(int fd)
{
    struct pollfd p = {fd, POLLIN, 0};
    if (poll(&p, 1, STEP_MS) <= 0)
        return 0;
    ssize_t n = recv(fd, got + got_n, sizeof got - (size_t)got_n, 0);
    if (n <= 0)
        return -1;
    got_n += n;
    return n;
}

str heard(void)
{
    return (str){got, got_n};
}

i64 count_of(str text, const char *part)
{
    i64 n = 0;
    str rest = text;
    for (i64 at = str_find(rest, str_c(part)); at >= 0; at = str_find(rest, str_c(part))) {
        n++;
        rest = str_sub(rest, at + 1, rest.n);
    }
    return n;
}

/* Listens until `part` has come `times` times. */
void hear_until(int fd, const char *part, i64 times)
{
    for (i32 i = 0; i < PATIENCE; i++) {
        if (count_of(heard(), part) >= times)
            return;
        if (hear(fd) < 0)
            break;
    }
    if (count_of(heard(), part) < times)
        fail_msg("\"%s\" did not come %lld times: %.*s", part, (long long)times,
                 STR_ARG(str_sub(heard(), 0, 500)));
}

bool hear_end(int fd)
{
    for (i32 i = 0; i < PATIENCE; i++)
        if (hear(fd) < 0)
            return true;
    return false;
}

/* Says `request` on a connection of its own, hears all until the other side closes. */
void ask_closing(const char *request, i64 n)
{
    int fd = dialled();
    got_n = 0;
    say(fd, request, n);
    if (!hear_end(fd))
        fail_msg("not closed after: %.*s", (int)n, request);
    close(fd);
}

void assert_heard(const char *part)
{
    if (str_find(heard(), str_c(part)) < 0)
        fail_msg("\"%s\" is not in: %.*s", part, STR_ARG(str_sub(heard(), 0, 1000)));
}

void wait_for(const _Atomic i64 *counter, i64 value)
{
    struct pollfd none = {-1, 0, 0};
    for (i32 i = 0; i < PATIENCE && *counter != value; i++)
        poll(&none, 1, STEP_MS);
    assert_int_equal(*counter, value);
}
