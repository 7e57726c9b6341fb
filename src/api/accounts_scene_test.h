/* accounts_scene_test.h - for the tests of people over HTTP: accounts, a workspace and the API on a
 * simulated machine, and the one who asks. */
#pragma once

#include "accounts/people.h"
#include "accounts/store.h"
#include "accounts/tokens.h"
#include "accounts/totp.h"
#include "api/api.h"
#include "base/simulated.h"

enum { ROUTES_MAX = 200 };

struct scene {
    struct arena arena;
    struct simulated machine;
    struct accounts *accounts;
    struct seal seal;
    struct workspace *workspace;
    struct api *api;
    struct site site;
    struct dispatcher dispatcher;
    struct call call;
    struct route routes[ROUTES_MAX];
    i64 reached, keys;
    char cookie[200], bearer[100], match[20], peer[50], about[50];
    char type[60];   /* of a body; empty: JSON */
    const char *key; /* Idempotency-Key; NULL: another one each time */
    bool done, stubs;
};
extern struct scene *play; /* of the running test */
extern const char password[];

int open_real(void **state);
int open_stubs(void **state); /* handlers only count that they were reached */
int close_play(void **state);
/* The process that serves, without the machine it runs on: to end it and start it again. */
void open_parts(bool stubs);
void close_parts(void);
i64 now_ms(void *context);
void pass(i64 ms);

/* As the page of ours with the cookie, or as a program with the token. The status. */
i32 ask(enum http_method method, const char *target, const char *body);
str answered(void);
bool has(const char *part);
void expect(i32 status, const char *part);
char *member_of(const char *name); /* the text of a member of the answer */
str field_of(const char *name);
void take_cookie(void); /* sends from now on the cookie that was just given */

void set_up(void);
void sign_in(const char *email);
void join(const char *email, const char *role); /* invited, and signed in as them */
