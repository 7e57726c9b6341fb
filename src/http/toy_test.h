/* toy_test.h - a small site for the tests of the room: three roles, three membership states,
 * two token scopes, a handful of routes of every kind, and a clock that stands still until a
 * test moves it. Credentials say themselves what they grant. */
#pragma once

#include "http/dispatch.h"

enum toy_role { TOY_ADMIN = 1, TOY_SELLER = 2, TOY_VIEWER = 4 };
enum toy_state { TOY_INVITED = 1, TOY_ACTIVE = 2, TOY_SUSPENDED = 4 };
enum toy_scope { TOY_READ = 1, TOY_WRITE = 2 };

struct toy {
    struct site site;
    struct dispatcher dispatcher;
    _Atomic i64 ms, us;
    _Atomic i64 handled; /* handlers that were reached */
    _Atomic i64 holding; /* calls that the route "hold" has begun */
    struct stream *_Atomic stream;
    struct call *_Atomic later;
    _Atomic bool hold; /* the route "hold" waits for false */
    char log[1 << 16];
    i64 log_n;
};

extern const struct route toy_routes[];
extern const i64 toy_route_count;

void toy_init(struct toy *t);
void toy_release(struct toy *t);

/* A request that passes every gate of `route` for an admin's session. Fields and body can be
 * changed before toy_send. */
enum { TOY_FIELDS_MAX = 16 };
struct toy_request {
    struct http_request request;
    struct http_pair fields[TOY_FIELDS_MAX];
};
void toy_prepare(struct toy_request *r, const struct route *route);
void toy_set(struct toy_request *r, const char *name, const char *value); /* NULL: take away */
/* "session=<role>.<state>.<fresh>" and "Bearer <role>.<state>.<scopes>", in numbers. */
void toy_as_session(struct toy_request *r, u32 role, u32 state, bool fresh);
void toy_as_token(struct toy_request *r, u32 role, u32 state, u32 scopes);
void toy_as_nobody(struct toy_request *r);

/* Dispatches into `c`, which keeps the answer; its status. */
i32 toy_send(struct toy *t, struct call *c, const struct toy_request *r);
const struct route *toy_route(const char *id);
