/* A second reader of requests, written from the standard alone and as strict as can be, reads
 * the same spoiled streams as the server: both must find the same requests in them, and stop
 * at the same place. Run with a number to try so many streams: framing_test 1000000 */
#include "http/wire_test.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static i64 streams = 3000;

/* The twin. It counts the requests it would hand on; -1 when more bytes would be needed. */
struct twin {
    str rest;
    i64 requests;
    bool stopped; /* the connection ends here */
};

static bool is_tchar(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c && strchr("!#$%&'*+-.^_`|~", c));
}

static bool is_all(str s, bool (*fits)(char))
{
    for (i64 i = 0; i < s.n; i++)
        if (!fits(s.p[i]))
            return false;
    return s.n > 0;
}

static bool is_vchar(char c)
{
    return c >= 0x21 && c <= 0x7E;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The line up to CR LF, which is taken away; false when none ends. `*odd` when a CR or LF
 * stands alone before that. */
static bool twin_line(str *rest, str *line, bool *odd)
{
    i64 end = 0;
    while (end < rest->n && rest->p[end] != '\r' && rest->p[end] != '\n')
        end++;
    *line = str_sub(*rest, 0, end);
    *odd =
        end < rest->n && (rest->p[end] == '\n' || (end + 1 < rest->n && rest->p[end + 1] != '\n'));
    if (*odd || end + 1 >= rest->n)
        return *odd;
    *rest = str_sub(*rest, end + 2, rest->n);
    return true;
}

struct twin_head {
    str method, target, version, length;
    i64 lengths, codings;
    bool closes;
};

static bool twin_field(struct twin_head *h, str line)
{
    str name, value;
    if (!str_cut(line, ':', &name, &value) || !is_all(name, is_tchar))
        return false;
    for (i64 i = 0; i < value.n; i++)
        if (((u8)value.p[i] < 0x20 && value.p[i] != '\t') || value.p[i] == 0x7F)
            return false;
    while (value.n && (value.p[0] == ' ' || value.p[0] == '\t'))
        value = str_sub(value, 1, value.n);
    bool blank_after = value.n && (value.p[value.n - 1] == ' ' || value.p[value.n - 1] == '\t');
    while (value.n && (value.p[value.n - 1] == ' ' || value.p[value.n - 1] == '\t'))
        value.n--;
    h->codings += str_eq_fold(name, S("transfer-encoding"));
    h->closes |= str_eq_fold(name, S("connection")) && str_eq_fold(value, S("close"));
    if (str_eq_fold(name, S("content-length"))) {
        h->lengths++;
        h->length = blank_after ? S("x") : value; /* sound, but the library refuses it */
    }
    return true;
}

enum twin_found { TWIN_GOOD, TWIN_BAD, TWIN_MORE };

static enum twin_found twin_head(struct twin_head *h, str *rest)
{
    str line, tail;
    bool odd;
    *h = (struct twin_head){0};
    /* empty lines before a request are nothing, even with a bare LF: RFC 9112, 2.2 */
    while (str_starts(*rest, S("\r\n")) || str_starts(*rest, S("\n")))
        *rest = str_sub(*rest, rest->p[0] == '\r' ? 2 : 1, rest->n);
    if (!twin_line(rest, &line, &odd))
        return TWIN_MORE;
    if (odd || !str_cut(line, ' ', &h->method, &tail) ||
        !str_cut(tail, ' ', &h->target, &h->version))
        return TWIN_BAD;
    if (!is_all(h->method, is_tchar) || !is_all(h->target, is_vchar) ||
        !(str_eq(h->version, S("HTTP/1.1")) || str_eq(h->version, S("HTTP/1.0"))))
        return TWIN_BAD;
    for (;;) {
        if (!twin_line(rest, &line, &odd))
            return TWIN_MORE;
        if (odd)
            return TWIN_BAD;
        if (line.n == 0)
            break;
        if (!twin_field(h, line))
            return TWIN_BAD;
    }
    if (h->codings || h->lengths > 1 ||
        (h->lengths && (!is_all(h->length, is_digit) || h->length.n > 18)))
        return TWIN_BAD;
    return TWIN_GOOD;
}

static enum twin_found twin_request(struct twin *t)
{
    struct twin_head h;
    i64 length = 0;
    enum twin_found found = twin_head(&h, &t->rest);
    if (found != TWIN_GOOD)
        return found;
    if (h.lengths && !str_to_i64(h.length, &length))
        return TWIN_BAD;
    str path, query;
    str_cut(h.target, '?', &path, &query);
    bool takes_body = str_eq(h.method, S("POST")) && str_eq(path, S("/api/v1/deals"));
    t->requests++;
    if (length > (takes_body ? HTTP_JSON_BYTES_MAX : 0)) {
        t->stopped = true; /* answered without its body being read */
        return TWIN_GOOD;
    }
    if (t->rest.n < length)
        return TWIN_MORE;
    t->rest = str_sub(t->rest, length, t->rest.n);
    t->stopped = h.closes || str_eq(h.version, S("HTTP/1.0"));
    return TWIN_GOOD;
}

/* The requests in the whole stream, whose last one ends the connection; -1: it would wait. */
static i64 twin_requests(str stream)
{
    struct twin t = {.rest = stream};
    while (t.rest.n && !t.stopped)
        switch (twin_request(&t)) {
        case TWIN_GOOD: break;
        case TWIN_BAD: return t.requests;
        case TWIN_MORE: return -1;
        }
    return t.stopped ? t.requests : -1;
}

static const char *const seeds[] = {
    HELLO,
    POST_HEAD "Content-Length: 16\r\n\r\n" BODY,
    "HEAD /hello HTTP/1.1\r\nHost: 127.0.0.1\r\nX: \r\nY:a b\t\r\n\r\n",
    HELLO POST_HEAD "Content-Length: 16\r\n\r\n" BODY,
    POST_HEAD "Content-Length: 16\r\n\r\n" BODY HELLO,
    "GET /nothing?a=1&b=2+3&c HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
};
static const char *const pieces[] = {
    "\r",
    "\n",
    "\r\n",
    " ",
    "\t",
    ":",
    "0",
    "1",
    "9",
    "+",
    "-",
    ",",
    ";",
    "\x7f",
    "\xc3",
    "a",
    "A",
    "/",
    "?",
    "&",
    "%",
    "\"",
    "\x01",
    "\r\n ",
    "\n\n",
    "\r\n\r\n",
    "Content-Length: 3\r\n",
    "Transfer-Encoding: chunked\r\n",
    "HTTP/1.0",
    "Content-Length",
};

static i64 spoil(struct rng *r, char *text, i64 n, i64 max)
{
    for (i64 times = rng_below(r, 4); times > 0 && n > 0; times--) {
        const char *piece = pieces[rng_below(r, LENGTH(pieces))];
        i64 at = rng_below(r, n), bytes = (i64)strlen(piece);
        i64 out = rng_below(r, 3) ? rng_below(r, 3) : 0; /* so many bytes are taken away */
        out = i64_min(out, n - at);
        if (n + bytes - out > max)
            break;
        memmove(text + at + bytes, text + at + out, (size_t)(n - at - out));
        memcpy(text + at, piece, (size_t)bytes);
        n += bytes - out;
    }
    return n;
}

static i64 draw(struct rng *r, char *text, i64 max)
{
    static const char last[] =
        "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    const char *seed = seeds[rng_below(r, LENGTH(seeds))];
    i64 n = (i64)strlen(seed);
    memcpy(text, seed, (size_t)n);
    n = spoil(r, text, n, max - (i64)sizeof last);
    memcpy(text + n, last, sizeof last - 1);
    return n + (i64)sizeof last - 1;
}

static void both_readers_find_the_same_requests(void **state)
{
    (void)state;
    struct rng r = rng_from(2026);
    i64 whole = 0, refused = 0;
    for (i64 k = 0; k < streams; k++) {
        char text[2000];
        str stream = {text, draw(&r, text, sizeof text)};
        i64 wanted = twin_requests(stream);
        /* A line of a lone colon the library takes for the empty line, and with a lone LF beside
         * it the zeros are those of a sound head: the one thing we cannot see (ADR 9). */
        if (wanted < 0 || str_find(stream, S("\n:")) >= 0)
            continue;
        i64 before = toy.dispatcher.metrics.malformed;
        ask_closing(text, stream.n);
        i64 answers = count_of(heard(), "X-Content-Type-Options");
        i64 framing = toy.dispatcher.metrics.malformed - before;
        if (answers - framing != wanted)
            fail_msg("stream %lld: %lld requests, not %lld, in <%.*s> heard <%.*s>", (long long)k,
                     (long long)(answers - framing), (long long)wanted, STR_ARG(stream),
                     STR_ARG(heard()));
        whole++;
        refused += framing;
    }
    assert_true(whole > streams / 2 && refused > streams / 10);
    print_message("%lld streams, %lld of them refused\n", (long long)whole, (long long)refused);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {ROUND(both_readers_find_the_same_requests)};
    if (argc > 1 && !str_to_i64(str_c(argv[1]), &streams))
        return 2;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
