/* Requests that leave the machine, against a receiver of our own that means no good. It counts
 * who reaches it: what must not be reached is asserted by that, not by an error. */
#include "base/address.h"
#include "base/base.h"
#include "base/outgoing.h"
#include "base/platform.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

enum { BODY_MAX = 64 << 10, SEEN_MAX = 8192 };

/* --- the receiver ------------------------------------------------------------------------------
 */

static struct {
    int listening, port;
    pthread_t thread;
    u32 connections, stop;
    char seen[SEEN_MAX]; /* what the last one said */
    i64 seen_n;
} receiver;

/* Until the blank line and what Content-Length promises; the text ends with a zero. */
static void hear(int fd)
{
    i64 n = 0;
    receiver.seen[0] = 0;
    for (;;) {
        ssize_t got = recv(fd, receiver.seen + n, SEEN_MAX - 1 - (size_t)n, 0);
        if (got <= 0)
            break;
        n += got;
        receiver.seen[n] = 0;
        const char *end = strstr(receiver.seen, "\r\n\r\n");
        const char *length = strstr(receiver.seen, "Content-Length: ");
        i64 body = 0;
        for (const char *p = length ? length + 16 : ""; *p >= '0' && *p <= '9'; p++)
            body = body * 10 + (*p - '0');
        if (end && n >= end + 4 - receiver.seen + body)
            break;
    }
    receiver.seen_n = n;
}

static void say(int fd, const char *text)
{
    (void)!send(fd, text, strlen(text), MSG_NOSIGNAL);
}

static void say_for_ever(int fd, const char *text)
{
    while (send(fd, text, strlen(text), MSG_NOSIGNAL) > 0)
        continue;
}

/* A line of a mail client. */
static bool hear_line(int fd, char *line)
{
    i64 n = 0;
    char c;
    while (n < 999 && recv(fd, &c, 1, 0) == 1 && c != '\n')
        line[n++] = c;
    line[n] = 0;
    return n > 0;
}

static void take_mail(int fd)
{
    char line[1000];
    bool inside = false;
    receiver.seen_n = 0;
    say(fd, "220 here\r\n");
    while (hear_line(fd, line)) {
        receiver.seen_n += snprintf(receiver.seen + receiver.seen_n,
                                    (size_t)(SEEN_MAX - receiver.seen_n), "%s\n", line);
        bool end = inside && strcmp(line, ".\r") == 0;
        if (inside && !end)
            continue;
        inside = !end && strncmp(line, "DATA", 4) == 0;
        say(fd, strstr(line, "nobody@")         ? "550 no such person\r\n"
                : inside                        ? "354 go on\r\n"
                : strncmp(line, "QUIT", 4) == 0 ? "221 bye\r\n"
                                                : "250 ok\r\n");
    }
}

static bool asked_for(const char *path)
{
    char line[64];
    snprintf(line, sizeof line, " %s HTTP/1.1\r\n", path);
    return strstr(receiver.seen, line) != NULL;
}

static void serve_one(int fd)
{
    hear(fd);
    if (asked_for("/redirect")) {
        say(fd, "HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");
    } else if (asked_for("/endless")) {
        say(fd, "HTTP/1.1 200 OK\r\n\r\n");
        say_for_ever(fd, "more and more ");
    } else if (asked_for("/head")) {
        say(fd, "HTTP/1.1 200 OK\r\n");
        say_for_ever(fd, "X-More: and more\r\n");
    } else if (asked_for("/slow")) {
        char c;
        say(fd, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nh");
        (void)!recv(fd, &c, 1, 0); /* until the other end has had enough */
    } else if (asked_for("/packed")) {
        say(fd, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b"
                "ab");
    } else if (asked_for("/later")) {
        say(fd, "HTTP/1.1 503 No\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n");
    } else {
        say(fd, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello");
    }
}

static void *receive(void *context)
{
    (void)context;
    for (;;) {
        int fd = accept(receiver.listening, NULL, NULL);
        if (fd < 0 || __atomic_load_n(&receiver.stop, __ATOMIC_SEQ_CST))
            return NULL;
        __atomic_fetch_add(&receiver.connections, 1, __ATOMIC_SEQ_CST);
        struct timeval soon = {.tv_usec = 50000};
        char first = 0;
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &soon, sizeof soon);
        bool silent = recv(fd, &first, 1, MSG_PEEK) < 0; /* who waits for us sends mail */
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &(struct timeval){.tv_sec = 10}, sizeof soon);
        if (silent)
            take_mail(fd);
        else if (first == 0x16) /* TLS, which we do not speak */
            say(fd, "what?\r\n");
        else
            serve_one(fd);
        close(fd);
    }
}

static int setup(void **state)
{
    (void)state;
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof here;
    receiver.listening = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(receiver.listening, (struct sockaddr *)&here, sizeof here), 0);
    assert_int_equal(getsockname(receiver.listening, (struct sockaddr *)&here, &n), 0);
    assert_int_equal(listen(receiver.listening, 16), 0);
    receiver.port = ntohs(here.sin_port);
    return pthread_create(&receiver.thread, NULL, receive, NULL);
}

static int teardown(void **state)
{
    (void)state;
    __atomic_store_n(&receiver.stop, 1, __ATOMIC_SEQ_CST);
    shutdown(receiver.listening, SHUT_RDWR);
    pthread_join(receiver.thread, NULL);
    close(receiver.listening);
    return 0;
}

static u32 connections(void)
{
    return __atomic_load_n(&receiver.connections, __ATOMIC_SEQ_CST);
}

static char body[BODY_MAX];

static struct outgoing_reply ask(const char *host, const char *path, struct outgoing o)
{
    static char url[256];
    struct outgoing_reply reply = {.body = body, .body_max = BODY_MAX};
    snprintf(url, sizeof url, "http://%s:%d%s", host, receiver.port, path);
    o.url = url;
    outgoing_send(&platform_system, &o, &reply);
    return reply;
}

enum { HERE = OUTGOING_ALLOW_PRIVATE | OUTGOING_ALLOW_PLAIN };

/* --- addresses
 * ------------------------------------------------------------------------------------ */

static bool is_public(const char *text)
{
    u8 bytes[16];
    bool six = strchr(text, ':') != NULL;
    assert_int_equal(inet_pton(six ? AF_INET6 : AF_INET, text, bytes), 1);
    return address_is_public(bytes, six ? 16 : 4);
}

static void only_addresses_of_the_public_network_are_public(void **state)
{
    (void)state;
    static const char *const no[] = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.0.0",
        "169.254.169.254",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.0",
        "198.19.255.255",
        "198.51.100.9",
        "203.0.113.9",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:10::1",
        "2001:1ff:ffff::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:808:808::1",
        "3fff::1",
        "3fff:fff:ffff::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "4000::1",
        "5f00::1",
    };
    static const char *const yes[] = {
        "1.1.1.1",          "9.255.255.255",   "11.0.0.0",
        "100.63.255.255",   "100.128.0.0",     "126.255.255.255",
        "128.0.0.1",        "169.253.255.255", "169.255.0.0",
        "172.15.255.255",   "172.32.0.0",      "192.0.1.1",
        "192.167.255.255",  "192.169.0.0",     "198.17.255.255",
        "198.20.0.0",       "223.255.255.255", "::ffff:1.1.1.1",
        "64:ff9b::1.1.1.1", "2001:200::1",     "2001:4860:4860::8888",
        "2003::1",          "2606:4700::1111", "3ffe:ffff::1",
        "2a00::1",
    };
    for (i64 i = 0; i < LENGTH(no); i++)
        if (is_public(no[i]))
            fail_msg("%s", no[i]);
    for (i64 i = 0; i < LENGTH(yes); i++)
        if (!is_public(yes[i]))
            fail_msg("%s", yes[i]);
}

static void an_address_as_text_is_sent_to_only_in_a_plain_form(void **state)
{
    (void)state;
    static const char *const no[] = {
        "",
        "https://",
        "https:///x",
        "http://a.example/",
        "ftp://a.example/",
        "file:///etc/passwd",
        "gopher://a.example",
        "HTTPS://a.example",
        "https://me@a.example/",
        "https://a.example@b.example/",
        "https://a.example:0/",
        "https://a.example:65536/",
        "https://a.example:x/",
        "https://a.example/ b",
        "https://a.example/\r\nHost: b",
        "https://a.example/#x",
        "https://a.example\\@b.example",
        "https://[::1",
        "https://[]/",
        "https://caf\xC3\xA9.example/",
        "https://a.example:/",
        "javascript:alert(1)",
    };
    static const char *const yes[] = {
        "https://a.example",
        "https://a.example/",
        "https://a.example:8443/hook?x=1&y=@",
        "https://[2001:4860::1]:443/x",
        "https://10.0.0.1/",
        "smtps://mail.example:465",
    };
    for (i64 i = 0; i < LENGTH(no); i++)
        if (outgoing_url_is_sound(str_c(no[i]), 0))
            fail_msg("%s", no[i]);
    for (i64 i = 0; i < LENGTH(yes); i++)
        if (!outgoing_url_is_sound(str_c(yes[i]), 0))
            fail_msg("%s", yes[i]);
    assert_true(outgoing_url_is_sound(S("http://a.example/"), OUTGOING_ALLOW_PLAIN));
}

static void no_form_of_our_own_address_is_reached_by_default(void **state)
{
    (void)state;
    static const char *const hosts[] = {
        "127.0.0.1", "localhost",          "2130706433",      "0x7f000001",
        "0x7f.1",    "0177.0.0.1",         "127.1",           "0",
        "0.0.0.0",   "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:0001]",
    };
    u32 before = connections();
    for (i64 i = 0; i < LENGTH(hosts); i++) {
        struct outgoing_reply r =
            ask(hosts[i], "/", (struct outgoing){.allow = OUTGOING_ALLOW_PLAIN});
        if (r.end != OUTGOING_NOT_PUBLIC)
            fail_msg("%s: %s (%s)", hosts[i], outgoing_end_word(r.end), r.detail);
    }
    assert_int_equal(ask("127.0.0.1", "/", (struct outgoing){.allow = OUTGOING_ALLOW_PRIVATE}).end,
                     OUTGOING_BAD_URL);
    assert_int_equal(connections(), before);
    /* the same receiver can be reached by all of them */
    for (i64 i = 0; i < LENGTH(hosts); i++)
        assert_int_equal(ask(hosts[i], "/", (struct outgoing){.allow = HERE}).status, 200);
    assert_int_equal(connections(), before + LENGTH(hosts));
}

/* --- what is sent, and what comes back ---------------------------------------------------------
 */

static void what_is_posted_arrives_with_its_fields(void **state)
{
    (void)state;
    const struct outgoing_field fields[] = {{"Content-Type: application/json"}, {"X-One: two"}};
    struct outgoing_reply r = ask("127.0.0.1", "/hook?a=b",
                                  (struct outgoing){.allow = HERE,
                                                    .post = true,
                                                    .body = S("{\"x\":1}"),
                                                    .fields = fields,
                                                    .field_count = LENGTH(fields)});
    assert_int_equal(r.end, OUTGOING_REPLIED);
    assert_int_equal(r.status, 200);
    assert_string_equal(r.type, "text/plain");
    assert_true(str_eq((str){r.body, r.body_n}, S("hello")));
    assert_non_null(strstr(receiver.seen, "POST /hook?a=b HTTP/1.1\r\n"));
    assert_non_null(strstr(receiver.seen, "X-One: two\r\n"));
    assert_non_null(strstr(receiver.seen, "\r\n\r\n{\"x\":1}"));
    assert_null(strstr(receiver.seen, "Accept-Encoding"));
}

static void a_redirection_is_an_answer_and_not_followed(void **state)
{
    (void)state;
    u32 before = connections();
    struct outgoing_reply r = ask("127.0.0.1", "/redirect", (struct outgoing){.allow = HERE});
    assert_int_equal(r.end, OUTGOING_REPLIED);
    assert_int_equal(r.status, 302);
    assert_int_equal(connections(), before + 1);
}

static void what_has_no_end_is_cut(void **state)
{
    (void)state;
    struct outgoing_reply r = ask("127.0.0.1", "/endless", (struct outgoing){.allow = HERE});
    assert_int_equal(r.end, OUTGOING_LONG);
    assert_int_equal(r.status, 200);
    assert_int_equal(r.body_n, BODY_MAX);
    r = ask("127.0.0.1", "/head", (struct outgoing){.allow = HERE});
    assert_int_equal(r.end, OUTGOING_LONG);
    r = ask("127.0.0.1", "/slow", (struct outgoing){.allow = HERE, .timeout_ms = 200});
    assert_int_equal(r.end, OUTGOING_SLOW);
}

static void a_packed_reply_stays_packed(void **state)
{
    (void)state;
    struct outgoing_reply r = ask("127.0.0.1", "/packed", (struct outgoing){.allow = HERE});
    assert_int_equal(r.end, OUTGOING_REPLIED);
    assert_true(str_eq((str){r.body, r.body_n}, S("\x1f\x8b"
                                                  "ab")));
}

static void the_receiver_may_ask_to_come_back_later(void **state)
{
    (void)state;
    struct outgoing_reply r = ask("127.0.0.1", "/later", (struct outgoing){.allow = HERE});
    assert_int_equal(r.status, 503);
    assert_int_equal(r.retry_after_s, 120);
}

static void a_request_ends_when_the_server_stops(void **state)
{
    (void)state;
    u32 stop = 1;
    struct outgoing_reply r =
        ask("127.0.0.1", "/slow", (struct outgoing){.allow = HERE, .stop = &stop});
    assert_int_equal(r.end, OUTGOING_STOPPED);
}

static void a_certificate_that_nobody_vouches_for_does_not_hold(void **state)
{
    (void)state;
    char url[64];
    struct outgoing_reply r = {0};
    snprintf(url, sizeof url, "https://127.0.0.1:%d/", receiver.port); /* it speaks no TLS at all */
    outgoing_send(&platform_system, &(struct outgoing){.url = url, .allow = OUTGOING_ALLOW_PRIVATE},
                  &r);
    assert_int_equal(r.end, OUTGOING_UNTRUSTED);
}

static void mail_goes_out_by_the_same_door(void **state)
{
    (void)state;
    char url[64];
    struct outgoing_reply r = {0};
    const char *const to[] = {"ann@a.example", "bob@b.example", NULL};
    struct outgoing o = {.url = url,
                         .from = "etalon@c.example",
                         .to = to,
                         .body = S("Subject: x\r\n\r\n.a dot\r\n"),
                         .allow = HERE};
    snprintf(url, sizeof url, "smtp://127.0.0.1:%d", receiver.port);
    outgoing_send(&platform_system, &o, &r);
    assert_int_equal(r.end, OUTGOING_REPLIED);
    assert_non_null(strstr(receiver.seen, "MAIL FROM:<etalon@c.example>"));
    assert_non_null(strstr(receiver.seen, "RCPT TO:<bob@b.example>"));
    assert_non_null(strstr(receiver.seen, "\n..a dot\r\n.\r\n"));

    const char *const nobody[] = {"nobody@a.example", NULL};
    o.to = nobody;
    outgoing_send(&platform_system, &o, &r);
    assert_int_equal(r.end, OUTGOING_REFUSED);
    assert_int_equal(r.status, 550);

    o.allow = OUTGOING_ALLOW_PRIVATE; /* it offers no TLS */
    o.to = to;
    outgoing_send(&platform_system, &o, &r);
    assert_int_equal(r.end, OUTGOING_UNTRUSTED);
    assert_null(strstr(receiver.seen, "MAIL FROM"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_addresses_of_the_public_network_are_public),
        cmocka_unit_test(an_address_as_text_is_sent_to_only_in_a_plain_form),
        cmocka_unit_test(no_form_of_our_own_address_is_reached_by_default),
        cmocka_unit_test(what_is_posted_arrives_with_its_fields),
        cmocka_unit_test(a_redirection_is_an_answer_and_not_followed),
        cmocka_unit_test(what_has_no_end_is_cut),
        cmocka_unit_test(a_packed_reply_stays_packed),
        cmocka_unit_test(the_receiver_may_ask_to_come_back_later),
        cmocka_unit_test(a_request_ends_when_the_server_stops),
        cmocka_unit_test(a_certificate_that_nobody_vouches_for_does_not_hold),
        cmocka_unit_test(mail_goes_out_by_the_same_door),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
