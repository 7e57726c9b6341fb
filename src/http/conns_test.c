/* Who waits too long, lags or comes in thousands; and how the server stops. */
#include "http/conns.h"
#include "http/wire_test.h"

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Seconds of the toy's clock until `fd` is cut, while `drip` is said once a second; -1 when
 * it is not cut within `most`. */
static i64 seconds_until_cut(int fd, const char *drip, i64 drip_n, i64 most)
{
    for (i64 s = 1; s <= most; s++) {
        if (drip)
            say(fd, drip, drip_n);
        toy.us += SECOND;
        server_tick(server);
        for (i32 i = 0; i < 5; i++) /* what was cut is seen soon; what was not is not */
            if (hear(fd) < 0)
                return s;
    }
    return -1;
}

static void a_head_that_drips_is_cut(void **state)
{
    (void)state;
    int fd = dialled();
    wait_for(&toy.dispatcher.metrics.connections, 1);
    i64 silent = seconds_until_cut(fd, NULL, 0, 20);
    close(fd);
    assert_in_range(silent, HTTP_HEAD_SECONDS_MAX - 1, HTTP_HEAD_SECONDS_MAX + 3);

    fd = dialled();
    say_text(fd, "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ");
    i64 dripping = seconds_until_cut(fd, "a", 1, 20);
    close(fd);
    assert_in_range(dripping, HTTP_HEAD_SECONDS_MAX - 1, HTTP_HEAD_SECONDS_MAX + 3);
    assert_true(toy.dispatcher.metrics.cut >= 2);
}

static void a_body_that_drips_is_cut_and_a_steady_one_is_not(void **state)
{
    (void)state;
    static char piece[4096];
    int fd = dialled();
    say_text(fd, POST_HEAD "Content-Length: 100000\r\n\r\n");
    i64 cut = seconds_until_cut(fd, "{", 1, 30);
    close(fd);
    assert_in_range(cut, HTTP_BODY_GRACE_SECONDS, HTTP_BODY_GRACE_SECONDS + 5);

    memset(piece, ' ', sizeof piece);
    fd = dialled();
    say_text(fd, POST_HEAD "Content-Length: 1000000\r\n\r\n");
    assert_int_equal(seconds_until_cut(fd, piece, sizeof piece, 30), -1);
    close(fd);
}

static void a_connection_at_rest_is_closed(void **state)
{
    (void)state;
    int fd = dialled();
    got_n = 0;
    say_text(fd, HELLO);
    hear_until(fd, "hello\"}", 1);
    i64 rest = seconds_until_cut(fd, NULL, 0, 80);
    assert_in_range(rest, HTTP_IDLE_SECONDS_MAX - 1, HTTP_IDLE_SECONDS_MAX + 3);
    close(fd);
}

static void strangers_of_one_address_are_limited(void **state)
{
    (void)state;
    int fds[HTTP_ADDRESS_CONNECTIONS_MAX + 8];
    i32 n = 0;
    wire_teardown(NULL);
    wire_start(&(struct server_options){.manual_ticks = true});
    for (; n < HTTP_ADDRESS_CONNECTIONS_MAX; n++)
        fds[n] = dialled();
    wait_for(&toy.dispatcher.metrics.connections, HTTP_ADDRESS_CONNECTIONS_MAX);
    int one_more = dialled();
    assert_true(hear_end(one_more));
    close(one_more);
    assert_int_equal(toy.dispatcher.metrics.connections_refused, 1);

    got_n = 0; /* one of them shows who it is: another stranger may come */
    say_text(fds[0], "GET /api/v1/me HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                     "Authorization: Bearer 1.2.1\r\n\r\n");
    hear_until(fds[0], "hello\"}", 1);
    fds[n++] = dialled();
    got_n = 0;
    say_text(fds[n - 1], HELLO);
    hear_until(fds[n - 1], "hello\"}", 1);
    while (n-- > 0)
        close(fds[n]);
    wait_for(&toy.dispatcher.metrics.connections, 0);
}

static int open_stream(void)
{
    int fd = dialled();
    got_n = 0;
    say_text(fd, "GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    hear_until(fd, "\r\n\r\n", 1);
    assert_heard("text/event-stream");
    return fd;
}

static void events_arrive_as_they_happen(void **state)
{
    (void)state;
    int fd = open_stream();
    struct stream *s = toy.stream;
    for (i32 i = 1; i <= 20; i++) {
        assert_true(stream_send(s, S("deal"), (str){0}, S("moved")));
        hear_until(fd, "data: moved\n\n", i);
    }
    close(fd);
    for (i32 i = 0; i < PATIENCE && stream_send(s, S("deal"), (str){0}, S("x")); i++)
        poll(&(struct pollfd){-1, 0, 0}, 1, STEP_MS);
    assert_false(stream_send(s, S("deal"), (str){0}, S("x")));
    stream_end(&toy.dispatcher.streams, s);
    wait_for(&toy.dispatcher.metrics.streams, 0);
    assert_int_equal(toy.dispatcher.streams.open, 0);
}

static void a_reader_who_does_not_read_is_cut(void **state)
{
    (void)state;
    static char large[100000];
    memset(large, 'x', sizeof large);
    int fd = open_stream();
    struct stream *s = toy.stream;
    i32 sent = 0;
    while (sent < 10000 && stream_send(s, (str){0}, (str){0}, (str){large, sizeof large}))
        sent++;
    assert_in_range(sent, 1, 9999);
    stream_end(&toy.dispatcher.streams, s);
    for (i32 i = 0; i < PATIENCE && toy.dispatcher.metrics.streams; i++) {
        server_tick(server);
        poll(&(struct pollfd){-1, 0, 0}, 1, STEP_MS);
    }
    assert_int_equal(toy.dispatcher.metrics.streams, 0);
    close(fd);
}

static void *close_server(void *context)
{
    (void)context;
    server_close(server);
    return NULL;
}

static void a_stop_lets_requests_end_and_tells_the_streams(void **state)
{
    (void)state;
    pthread_t closing;
    toy.hold = true;
    int idle = dialled(), held = dialled();
    wait_for(&toy.dispatcher.metrics.connections, 2);
    say_text(held, "GET /hold HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    int stream = open_stream();
    struct stream *s = toy.stream;
    wait_for(&toy.dispatcher.metrics.running, 1);
    assert_true(stream_send(s, S("deal"), (str){0}, S("last")));
    i32 port = server_port(server);
    assert_int_equal(pthread_create(&closing, NULL, close_server, NULL), 0);

    assert_true(hear_end(stream)); /* it was told, then ended in good order */
    assert_heard("data: last\n\n");
    assert_heard("event: stop\n");
    assert_heard("\r\n0\r\n\r\n");
    assert_true(hear_end(idle));
    int late = dial(port);
    if (late >= 0) { /* accepted by the system before, never heard */
        say_text(late, HELLO);
        close(late);
    }
    got_n = 0;
    toy.hold = false;
    hear_until(held, "held\"}", 1);
    assert_heard("HTTP/1.1 200 ");
    assert_heard("Connection: close");
    pthread_join(closing, NULL);
    server = NULL;
    assert_false(stream_send(s, S("deal"), (str){0}, S("x")));
    stream_end(&toy.dispatcher.streams, s);
    close(idle);
    close(held);
    close(stream);
}

/* A process of its own holds them: one process may not have descriptors for both ends. */
static pid_t hold_connections(i32 port, i32 n)
{
    pid_t child = fork();
    if (child == 0) {
        struct rlimit files;
        getrlimit(RLIMIT_NOFILE, &files);
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
        for (i32 i = 0; i < n; i++) {
            int fd = dial(port);
            if (fd >= 0 && i % 2) /* half of them are in the middle of a head */
                say_text(fd, "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\nX");
        }
        pause();
        _exit(0);
    }
    return child;
}

static void ten_thousand_that_wait_do_not_keep_others(void **state)
{
    (void)state;
    enum { MANY = 10000 };
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_max < MANY + 500) {
        print_message("the system allows %lld descriptors only\n", (long long)files.rlim_max);
        skip();
    }
    pid_t child = hold_connections(server_port(server), MANY);
    assert_true(child > 0);
    for (i32 i = 0; i < 10 && toy.dispatcher.metrics.connections < MANY; i++) {
        struct pollfd none = {-1, 0, 0};
        for (i32 k = 0; k < PATIENCE && toy.dispatcher.metrics.connections < MANY; k++)
            poll(&none, 1, STEP_MS);
    }
    assert_true(toy.dispatcher.metrics.connections >= MANY);
    int fd = dialled();
    got_n = 0;
    for (i32 i = 1; i <= 100; i++) {
        say_text(fd, HELLO);
        hear_until(fd, "hello\"}", i);
    }
    toy.us += (HTTP_HEAD_SECONDS_MAX + 1) * SECOND;
    say_text(fd, HELLO);
    hear_until(fd, "hello\"}", 101);
    server_tick(server); /* the thousands are late; the one that asked just now is not */
    wait_for(&toy.dispatcher.metrics.connections, 1);
    say_text(fd, HELLO);
    hear_until(fd, "hello\"}", 102);
    close(fd);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROUND(a_head_that_drips_is_cut),
        ROUND(a_body_that_drips_is_cut_and_a_steady_one_is_not),
        ROUND(a_connection_at_rest_is_closed),
        ROUND(strangers_of_one_address_are_limited),
        ROUND(events_arrive_as_they_happen),
        ROUND(a_reader_who_does_not_read_is_cut),
        ROUND(a_stop_lets_requests_end_and_tells_the_streams),
        ROUND(ten_thousand_that_wait_do_not_keep_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
