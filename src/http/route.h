/* route.h - the route table: every request that exists is a row. Who may call it, what it
 * takes, what it answers stand in the row; one dispatcher keeps them (dispatch.h), OpenAPI
 * and the page of the API are printed from them, tests enumerate them. A request without a
 * row cannot be answered, a row without roles cannot be called.
 *
 * The room knows nothing of selling: roles, scopes and membership states are bits whose
 * names the application gives (struct site in dispatch.h). */
#pragma once

#include "http/limits.h"
#include "http/message.h"
#include "http/shape.h"

struct call;

/* Whether the answer stands in call->response, or somebody will give it later by
 * call_finish, from any thread. After HTTP_LATER the handler does not touch the call. */
enum http_turn { HTTP_ANSWERED, HTTP_LATER };

typedef enum http_turn http_handler(struct call *c);

#define HTTP_ANYONE (1u << 31)    /* in `roles`: nobody need be signed in */
#define HTTP_SIGNED_IN (1u << 30) /* in `roles`: any account, a member or not */

enum route_flags {
    ROUTE_NO_KEY = 1 << 0,   /* a change that wants no Idempotency-Key (log in, log out) */
    ROUTE_IF_MATCH = 1 << 1, /* wants If-Match: the version somebody has seen */
    ROUTE_FRESH = 1 << 2,    /* wants a log-in that is not older than a few minutes */
    ROUTE_LIST = 1 << 3,     /* takes limit, cursor, sort and fields, by `listing` */
    ROUTE_SLOW = 1 << 4,     /* may take long or wait: others are answered meanwhile */
    ROUTE_QUICK = 1 << 5,    /* microseconds, never waits: the socket's own thread answers */
};

/* What a list may be asked for. */
struct route_listing {
    const char *const *sort;   /* "value", "-value"; ended by NULL; the first is the default */
    const char *const *fields; /* members that can be picked; ended by NULL */
};

struct route {
    enum http_method method;
    const char *pattern; /* "/api/v1/deals/{deal}", "{version:int}", "{day:date}" */
    const char *id;      /* "deal_get": stable, for OpenAPI and logs */
    const char *summary; /* one sentence */
    const char *tag;     /* what it belongs to: "deals" */
    u32 roles;
    u32 states; /* of the membership, one of which is needed; 0 only with the two above */
    u32 scopes; /* of a token, one of which is needed; 0: no token, only a session */
    u32 flags;
    const struct shape *query;
    const struct route_listing *listing;
    const struct shape *body;
    const char *body_type; /* NULL: application/json; another one arrives as bytes */
    i64 body_bytes_max;    /* 0: HTTP_JSON_BYTES_MAX when it takes a body */
    i32 status;            /* of the answer that went well; 0: 200 */
    const struct shape *answer;
    const char *answer_type; /* NULL: application/json */
    http_handler *handle;
};

/* Whether a request may have a body, and how large. */
bool route_has_body(const struct route *r);
i64 route_body_max(const struct route *r);
const char *route_answer_type(const struct route *r);

/* Reports every row that is not sound: no roles, no id, an id or a pattern twice, a wrong
 * pattern, a token scope on a row for anyone, a change without a body table. */
bool route_check(const struct route *rows, i64 n, struct diags *d);

enum { ROUTE_PARAMS_MAX = 4 };

struct route_params {
    struct http_pair v[ROUTE_PARAMS_MAX]; /* values decoded */
    i32 n;
};

/* The rows as a tree of path segments. */
struct router {
    const struct route *rows;
    i64 n;
    struct router_node *root;
};

/* `rows` were checked; they and `a` outlive the router. */
void router_init(struct router *r, struct arena *a, const struct route *rows, i64 n);

enum router_answer {
    ROUTER_FOUND,
    ROUTER_NO_PATH,   /* 404 */
    ROUTER_BAD_PATH,  /* 400: a broken escape, a dot segment */
    ROUTER_NO_METHOD, /* 405 */
};

/* The row for `path` (raw, before any '?'). HEAD finds the row of GET. `methods` becomes the
 * set of methods (1 << method) the path has. Decoded parameters lie in `a`. */
enum router_answer router_find(const struct router *r, struct arena *a, enum http_method method,
                               str path, const struct route **found, struct route_params *params,
                               u32 *methods);
