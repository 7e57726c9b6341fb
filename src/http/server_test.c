/* The server by its sockets, byte for byte. */
#include "http/wire_test.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static void a_connection_is_kept_for_the_next_request(void **state)
{
    (void)state;
    int fd = dialled();
    got_n = 0;
    for (i32 i = 1; i <= 3; i++) {
        say_text(fd, HELLO);
        hear_until(fd, "{\"said\":\"hello\"}", i);
    }
    say_text(fd, POST_HEAD "Content-Length: 16\r\n\r\n" BODY);
    hear_until(fd, "HTTP/1.1 201 ", 1);
    assert_int_equal(count_of(heard(), "Connection: close"), 0);
    assert_int_equal(toy.dispatcher.metrics.connections, 1);
    assert_int_equal(count_of(heard(), "Server:"), 0);
    assert_int_equal(count_of(heard(), "nosniff"), 4);
    close(fd);
}

static void requests_sent_in_one_piece_are_answered_in_order(void **state)
{
    (void)state;
    int fd = dialled();
    got_n = 0;
    say_text(fd, HELLO POST_HEAD "Content-Length: 16\r\n\r\n" BODY
                                 "GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" HELLO);
    hear_until(fd, "HTTP/1.1 ", 4);
    hear_until(fd, "hello", 2);
    i64 hello = str_find(heard(), S("hello"));
    i64 created = str_find(heard(), S("HTTP/1.1 201 "));
    i64 nothing = str_find(heard(), S("HTTP/1.1 404 "));
    assert_true(hello > 0 && created > hello && nothing > created);
    close(fd);
}

static void a_request_may_arrive_byte_by_byte(void **state)
{
    (void)state;
    const char *text = POST_HEAD "Content-Length: 16\r\n\r\n" BODY;
    int fd = dialled();
    got_n = 0;
    for (; *text; text++)
        say(fd, text, 1);
    hear_until(fd, "HTTP/1.1 201 ", 1);
    close(fd);
}

/* What another reader could understand otherwise: refused and closed, and what follows in the
 * same bytes is not taken for a request. */
static const char *const smuggled[] = {
    POST_HEAD "Content-Length: 16\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" HELLO,
    POST_HEAD "Transfer-Encoding: chunked\r\nContent-Length: 16\r\n\r\n" BODY HELLO,
    POST_HEAD "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" HELLO,
    POST_HEAD "Transfer-Encoding: identity\r\n\r\n" HELLO,
    POST_HEAD "transfer-encoding: xchunked\r\n\r\n0\r\n\r\n" HELLO,
    POST_HEAD "Content-Length: 16\r\nContent-Length: 16\r\n\r\n" BODY HELLO,
    POST_HEAD "Content-Length: 16\r\nContent-Length: 0\r\n\r\n" BODY HELLO,
    POST_HEAD "Content-Length: +16\r\n\r\n" BODY HELLO,
    POST_HEAD "Content-Length: 16, 16\r\n\r\n" BODY HELLO,
    POST_HEAD "Content-Length: 0x10\r\n\r\n" BODY HELLO,
    POST_HEAD "Content-Length: -1\r\n\r\n" BODY HELLO,
    POST_HEAD "Content-Length: 99999999999999999999\r\n\r\n" BODY HELLO,
    POST_HEAD "Content-Length : 16\r\n\r\n" BODY HELLO,
    POST_HEAD "Content-Length\t: 16\r\n\r\n" BODY HELLO,
    POST_HEAD "Content-Length:\r\n 16\r\n\r\n" BODY HELLO,
    POST_HEAD "X: a\r\n b\r\nContent-Length: 16\r\n\r\n" BODY HELLO,
    POST_HEAD "X: a\r\n\tb\r\nContent-Length: 16\r\n\r\n" BODY HELLO,
    POST_HEAD "Content-Length: 16\n\r\n" BODY HELLO,
    POST_HEAD "Content-Length: 16\r\n\n" BODY HELLO,
    POST_HEAD "Content-Length: 16\n\n" BODY HELLO,
    POST_HEAD "X: a\nContent-Length: 16\r\n\r\n" BODY HELLO,
    POST_HEAD "X: a\rContent-Length: 16\r\n\r\n" BODY HELLO,
    POST_HEAD "X: a\r\r\nContent-Length: 16\r\n\r\n" BODY HELLO,
    POST_HEAD "X\r\nContent-Length: 16\r\n\r\n" BODY HELLO,
    POST_HEAD ": a\r\nContent-Length: 16\r\n\r\n" BODY HELLO,
    POST_HEAD "X\x01: a\r\nContent-Length: 16\r\n\r\n" BODY HELLO,
    POST_HEAD "X: \x7f\r\nContent-Length: 16\r\n\r\n" BODY HELLO,
    "GET /hello HTTP/1.1\nHost: 127.0.0.1\r\n\r\n" HELLO,
    "GET  /hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" HELLO,
    "GET /hello  HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" HELLO,
    "GET /hello HTTP/1.1 \r\nHost: 127.0.0.1\r\n\r\n" HELLO,
    "GET /hello\tHTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" HELLO,
    "GET /hello a HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" HELLO,
    "GET /hello HTTP/1.2\r\nHost: 127.0.0.1\r\n\r\n" HELLO,
    "GET /hello HTTP/2.0\r\nHost: 127.0.0.1\r\n\r\n" HELLO,
    "GET /hello http/1.1\r\nHost: 127.0.0.1\r\n\r\n" HELLO,
    "GET /hello\r\nHost: 127.0.0.1\r\n\r\n" HELLO,
    "GET /hello HTTP/1.1\r\n Host: 127.0.0.1\r\n\r\n" HELLO,
    "G(T /hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" HELLO,
    "GET /h\xc3\xa9llo HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" HELLO,
};

static void what_another_reader_could_take_otherwise_is_refused(void **state)
{
    (void)state;
    for (i64 i = 0; i < LENGTH(smuggled); i++) {
        ask_closing(smuggled[i], (i64)strlen(smuggled[i]));
        /* the library says its own answer (to a wrong number) twice; nobody else is answered */
        i64 answers = count_of(heard(), "HTTP/1.1 ");
        if (answers != count_of(heard(), "HTTP/1.1 4") + count_of(heard(), "HTTP/1.1 505") ||
            answers > 2 || (answers == 2 && count_of(heard(), "</html>") != 1))
            fail_msg("case %lld, %s: %.*s", (long long)i, smuggled[i],
                     STR_ARG(str_sub(heard(), 0, 400)));
    }
    assert_int_equal(toy.handled, 0);
    ask_closing("GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\0b\r\n\r\n" HELLO,
                (i64)sizeof "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\0b\r\n\r\n" HELLO - 1);
    assert_int_equal(toy.handled, 0);
    assert_true(toy.dispatcher.metrics.malformed > 20);
}

static void blanks_around_a_value_and_an_empty_value_are_fine(void **state)
{
    (void)state;
    int fd = dialled();
    got_n = 0;
    say_text(fd,
             "GET /hello HTTP/1.1\r\nHost:127.0.0.1\r\nX:\r\nY:  a b \t\r\nZ: \xc3\xa9\r\n\r\n");
    hear_until(fd, "hello\"}", 1);
    say_text(fd, "GET /nothing?a=1&b=&c&&d=x+y HTTP/1.1\r\nHost: \t127.0.0.1\t\r\n\r\n");
    hear_until(fd, "HTTP/1.1 404 ", 1);
    say_text(fd, "GET /hello HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n");
    assert_true(hear_end(fd));
    assert_int_equal(count_of(heard(), "hello\"}"), 2);
    close(fd);
}

static void a_head_without_end_is_refused(void **state)
{
    (void)state;
    static char bomb[300000];
    i64 n = snprintf(bomb, sizeof bomb, "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ");
    memset(bomb + n, 'a', 200000);
    memcpy(bomb + n + 200000, "\r\n\r\n", 4);
    ask_closing(bomb, n + 200004);
    assert_true(got_n == 0 || str_starts(heard(), S("HTTP/1.1 431 ")));

    n = snprintf(bomb, sizeof bomb, "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    for (i32 i = 0; i < HTTP_FIELDS_MAX; i++)
        n += snprintf(bomb + n, sizeof bomb - (size_t)n, "A%d: b\r\n", i);
    n += snprintf(bomb + n, sizeof bomb - (size_t)n, "\r\n");
    ask_closing(bomb, n);
    assert_true(str_starts(heard(), S("HTTP/1.1 431 ")));

    n = snprintf(bomb, sizeof bomb, "GET /");
    memset(bomb + n, 'a', HTTP_TARGET_BYTES_MAX);
    n += HTTP_TARGET_BYTES_MAX;
    n += snprintf(bomb + n, sizeof bomb - (size_t)n, " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    ask_closing(bomb, n);
    assert_true(str_starts(heard(), S("HTTP/1.1 414 ")));

    n = snprintf(bomb, sizeof bomb, "GET /?");
    for (i32 i = 0; i < 100000; i++)
        bomb[n++] = '&';
    ask_closing(bomb, n);
    assert_true(got_n == 0 || str_starts(heard(), S("HTTP/1.1 4")));
    assert_int_equal(toy.handled, 0);
}

static void a_large_head_within_the_limits_is_read(void **state)
{
    (void)state;
    static char head[HTTP_HEAD_BYTES_MAX + 100];
    i64 n = snprintf(head, sizeof head, "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    for (i32 i = 0; i < 7; i++) {
        n += snprintf(head + n, sizeof head - (size_t)n, "A%d: ", i);
        memset(head + n, 'a', 2200);
        n += 2200;
        n += snprintf(head + n, sizeof head - (size_t)n, "\r\n");
    }
    n += snprintf(head + n, sizeof head - (size_t)n, "\r\n");
    int fd = dialled();
    got_n = 0;
    say(fd, head, n);
    hear_until(fd, "hello\"}", 1);
    say(fd, head, n / 2); /* in two pieces, on a connection that was used before */
    hear(fd);
    say(fd, head + n / 2, n - n / 2);
    hear_until(fd, "hello\"}", 2);
    close(fd);
}

static void bodies_have_limits(void **state)
{
    (void)state;
    static char text[4 << 20];
    ask_closing(POST_HEAD "Content-Length: 1048577\r\n\r\n", (i64)strlen(POST_HEAD) + 27);
    assert_true(str_starts(heard(), S("HTTP/1.1 413 ")));
    const char *get = "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n\r\nhello";
    ask_closing(get, (i64)strlen(get));
    assert_true(str_starts(heard(), S("HTTP/1.1 400 ")));

    int fd = dialled();
    got_n = 0;
    memset(text, 'a', sizeof text);
    i64 n = snprintf(text, sizeof text,
                     "POST /api/v1/imports HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                     "1.2.2\r\nIdempotency-Key: k\r\nContent-Type: text/csv\r\n"
                     "Content-Length: 3000000\r\n\r\n");
    text[n] = 'a';
    say(fd, text, n + 3000000);
    hear_until(fd, "3000000 bytes", 1);
    say_text(fd, HELLO); /* the connection is still sound */
    hear_until(fd, "hello\"}", 1);
    assert_int_equal(count_of(heard(), "Connection: close"), 0);
    close(fd);
}

static void a_client_that_waits_for_leave_gets_it(void **state)
{
    (void)state;
    int fd = dialled();
    got_n = 0;
    say_text(fd, POST_HEAD "Expect: 100-continue\r\nContent-Length: 16\r\n\r\n");
    hear_until(fd, "HTTP/1.1 100 ", 1);
    say_text(fd, BODY);
    hear_until(fd, "HTTP/1.1 201 ", 1);
    close(fd);
}

static void head_has_the_fields_and_no_body(void **state)
{
    (void)state;
    int fd = dialled();
    got_n = 0;
    say_text(fd, "HEAD /hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" HELLO);
    hear_until(fd, "HTTP/1.1 200 ", 2);
    hear_until(fd, "hello\"}", 1);
    assert_int_equal(count_of(heard(), "Content-Length: 17"), 2);
    close(fd);
}

static void a_connection_ends_after_its_last_request(void **state)
{
    (void)state;
    int fd = dialled();
    for (i32 i = 0; i < HTTP_CONNECTION_REQUESTS_MAX; i++) {
        got_n = 0;
        say_text(fd, HELLO);
        hear_until(fd, "hello\"}", 1);
    }
    assert_heard("Connection: close");
    assert_true(hear_end(fd));
    close(fd);
}

static void a_slow_handler_does_not_keep_others(void **state)
{
    (void)state;
    toy.hold = true;
    int slow = dialled(), quick = dialled();
    say_text(slow, "GET /hold HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    wait_for(&toy.dispatcher.metrics.running, 1);
    got_n = 0;
    say_text(quick, HELLO);
    hear_until(quick, "hello\"}", 1);
    toy.hold = false;
    hear_until(slow, "held\"}", 1);
    close(slow);
    close(quick);
}

static void more_than_can_wait_is_told_at_once(void **state)
{
    (void)state;
    static const char held[] = "GET /hold HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    int fds[4];
    wire_teardown(NULL);
    wire_start(&(struct server_options){.manual_ticks = true, .workers = 1, .waiting_max = 2});
    toy.hold = true;
    for (i32 i = 0; i < LENGTH(fds); i++) {
        fds[i] = dialled();
        say_text(fds[i], held);
        if (i < 3)
            wait_for(&toy.dispatcher.metrics.running, i + 1);
        wait_for(&toy.holding, 1); /* one at work; the next two wait */
    }
    got_n = 0;
    hear_until(fds[3], "Retry-After: 1", 1);
    assert_heard("HTTP/1.1 503 ");
    got_n = 0;
    say_text(fds[3], HELLO); /* what is quick is answered still */
    hear_until(fds[3], "hello\"}", 1);
    toy.hold = false;
    for (i32 i = 0; i < 3; i++) {
        got_n = 0;
        hear_until(fds[i], "held\"}", 1);
    }
    for (i32 i = 0; i < LENGTH(fds); i++)
        close(fds[i]);
}

static void an_answer_may_come_from_another_thread(void **state)
{
    (void)state;
    struct pollfd none = {-1, 0, 0};
    int fd = dialled();
    got_n = 0;
    say_text(fd, "GET /later HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    for (i32 i = 0; i < PATIENCE && !toy.later; i++)
        poll(&none, 1, STEP_MS);
    struct call *c = toy.later;
    assert_non_null(c);
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("late"));
    json_bool(&j, true);
    json_end(&j);
    call_finish(c);
    hear_until(fd, "{\"late\":true}", 1);
    close(fd);
}

/* Answers each call that waits, as soon as it sees it. */
static void *answer_all(void *context)
{
    _Atomic bool *stop = context;
    while (!*stop) {
        struct call *c = atomic_exchange(&toy.later, NULL);
        if (c == NULL)
            continue;
        struct json j = call_json(c, 200);
        json_object(&j);
        json_end(&j);
        call_finish(c);
    }
    return NULL;
}

static void an_answer_that_comes_at_once_from_elsewhere_is_not_lost(void **state)
{
    (void)state;
    enum { TIMES = 3000 };
    _Atomic bool stop = false;
    pthread_t other;
    assert_int_equal(pthread_create(&other, NULL, answer_all, &stop), 0);
    int fd = dialled();
    for (i32 i = 0; i < TIMES; i++) {
        if (i % 900 == 0) { /* a connection has its number of requests */
            close(fd);
            fd = dialled();
        }
        got_n = 0;
        say_text(fd, "GET /later HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        hear_until(fd, "{}", 1);
    }
    stop = true;
    pthread_join(other, NULL);
    close(fd);
}

static void a_client_that_leaves_takes_nothing_with_it(void **state)
{
    (void)state;
    for (i32 i = 0; i < 50; i++) {
        int fd = dialled();
        say_text(fd, POST_HEAD "Content-Length: 16\r\n\r\n{\"ti");
        struct linger now = {1, 0};
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        close(fd); /* a reset */
    }
    wait_for(&toy.dispatcher.metrics.connections, 0);
    wait_for(&toy.dispatcher.metrics.running, 0);
    int fd = dialled();
    got_n = 0;
    say_text(fd, HELLO);
    hear_until(fd, "hello\"}", 1);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROUND(a_connection_is_kept_for_the_next_request),
        ROUND(requests_sent_in_one_piece_are_answered_in_order),
        ROUND(a_request_may_arrive_byte_by_byte),
        ROUND(what_another_reader_could_take_otherwise_is_refused),
        ROUND(blanks_around_a_value_and_an_empty_value_are_fine),
        ROUND(a_head_without_end_is_refused),
        ROUND(a_large_head_within_the_limits_is_read),
        ROUND(bodies_have_limits),
        ROUND(a_client_that_waits_for_leave_gets_it),
        ROUND(head_has_the_fields_and_no_body),
        ROUND(a_connection_ends_after_its_last_request),
        ROUND(a_slow_handler_does_not_keep_others),
        ROUND(more_than_can_wait_is_told_at_once),
        ROUND(an_answer_may_come_from_another_thread),
        ROUND(an_answer_that_comes_at_once_from_elsewhere_is_not_lost),
        ROUND(a_client_that_leaves_takes_nothing_with_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
