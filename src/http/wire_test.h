/* wire_test.h - the toy's server and clients that speak bytes, for the tests of the server.
 * Deadlines run on the toy's clock, which the test moves; no test depends on how fast the
 * machine is: it waits in steps, and says after many of them that nothing came. */
#pragma once

#include "http/server.h"
#include "http/toy_test.h"

#define SECOND 1000000ll
enum { PATIENCE = 2000, STEP_MS = 10 };

extern struct toy toy;
extern struct server *server;
extern char got[8 << 20]; /* what was heard */
extern i64 got_n;

#define HELLO "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
#define POST_HEAD                                                                                  \
    "POST /api/v1/deals HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer 1.2.2\r\n"            \
    "Idempotency-Key: k\r\nContent-Type: application/json\r\n"
#define BODY "{\"title\": \"Ten\"}" /* 16 bytes */
#define ROUND(name) cmocka_unit_test_setup_teardown(name, wire_setup, wire_teardown)

void wire_start(const struct server_options *o);
int wire_setup(void **state);
int wire_teardown(void **state);
int dial(i32 port);
int dialled(void);
void say(int fd, const char *text, i64 n);
void say_text(int fd, const char *text);
i64 hear(int fd);
str heard(void);
i64 count_of(str text, const char *part);
void hear_until(int fd, const char *part, i64 times);
bool hear_end(int fd);
void ask_closing(const char *request, i64 n);
void assert_heard(const char *part);
void wait_for(const _Atomic i64 *counter, i64 value);
