/* call.h - one request on its way to its answer: what a handler is given and what it fills.
 * A handler is a function of the call and of the application; no socket, no thread, no clock
 * of its own, so a test or a simulation calls it as the server does. One thread at a time
 * holds a call; its arena and its answer live until call->done was told and let go. */
#pragma once

#include "http/query.h"
#include "http/route.h"

enum actor_kind { ACTOR_NOBODY, ACTOR_SESSION, ACTOR_TOKEN };

/* Who calls; filled by the application's authenticate. */
struct actor {
    enum actor_kind kind;
    str account;
    str workspace;
    u32 role;   /* of the membership: bits */
    u32 state;  /* of the membership: one bit */
    u32 scopes; /* of a token */
    bool strong; /* by a second factor */
    bool fresh; /* signed in a moment ago */
    u32 person; /* number in the workspace's events; 0: none yet */
    str department, team;
};

/* What a list is asked for: checked against the row's listing. */
struct call_listing {
    i64 limit;
    str sort;   /* one of the row's */
    str fields; /* names with commas between; empty: all */
    str place;  /* inside the cursor; empty: from the start */
};

struct dispatcher;

struct call {
    struct arena arena;
    struct http_request request;
    struct http_response response;

    struct dispatcher *dispatcher;
    void *app;
    void *held;                /* by the application for this call, until site->end */
    const struct route *route; /* NULL: none fits */
    struct route_params params;
    u32 methods; /* that the path has */
    struct query query;
    struct call_listing listing;
    struct actor actor;
    const struct json_value *json; /* the body, checked by the row's table */
    str key;                       /* Idempotency-Key; empty where none is wanted */
    i64 if_match;                  /* version in If-Match; -1: none */

    u64 id;              /* of the request, for logs */
    i64 now_ms;          /* the moment it is judged by */
    i64 started_us;      /* on a clock that never steps */
    const char *refusal; /* code of the problem, for the log */

    void (*slow)(struct call *c); /* told before a handler that may take long; NULL: no */
    void (*done)(struct call *c); /* told once, when the answer is whole */
    void *owner;
};

/* The parameter of the path; it is there, or the row lacks it: our mistake. */
str call_param(const struct call *c, const char *name);
i64 call_param_i64(const struct call *c, const char *name);
/* The address that asks: the request's, or what a proxy of ours says last about it. */
str call_peer(const struct call *c);
/* The parameter of the query; p is NULL when it was not given. */
str call_query(const struct call *c, const char *name);

/* The language of who asks (Accept-Language): the dispatcher speaks it in its thread; whoever
 * answers from another one says so there. */
enum lang call_lang(const struct call *c);

/* A JSON answer: write one value with it. */
struct json call_json(struct call *c, i32 status);
/* An answer that lies elsewhere and stays (a file inside the program). */
void call_fixed(struct call *c, const char *type, str body, str etag);

/* A problem (RFC 9457) as the answer. `code` is stable, for programs; the text is for people,
 * lower case, no full stop, translated like every message. False and HTTP_ANSWERED, so that a gate
 * or a handler can return. */
bool call_refuse(struct call *c, i32 status, const char *code, const char *format, ...)
    PRINTF_LIKE(4, 5);
/* The same with the whole list of problems. */
bool call_refuse_diags(struct call *c, i32 status, const char *code, const struct diags *d);
/* The same from an error of the world, with its hint; the status is the error's. */
bool call_refuse_err(struct call *c, const struct err *e);
/* What is absent, deleted or another workspace's: the same bytes for each. */
bool call_not_found(struct call *c);

/* The cursor after `place`, for the next page of this list. */
str call_cursor(struct call *c, str place);
/* Where members of a row are picked: whether `name` was asked for. */
bool call_wants_field(const struct call *c, str name);
/* Sets the entity tag "v<version>". */
void call_version(struct call *c, i64 version);
/* SHA-256 of method, target and body, in hexadecimal: what an Idempotency-Key belongs to. */
void call_hash(const struct call *c, char hex[65]);
/* Turns the answer into a stream of events; NULL, refused, when there are too many. The
 * publisher's side is the caller's until stream_end. */
struct stream *call_stream(struct call *c);

/* What a cursor of this list belongs to. */
str call_question(struct call *c);

/* The answer is whole: sets the rest of its head, counts, logs, tells call->done. Only after
 * HTTP_LATER does a handler's side call it; the dispatcher does otherwise. */
void call_finish(struct call *c);
