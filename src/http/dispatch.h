/* dispatch.h - from a request to its answer, the one way there is. A request passes the gates
 * in their order (gates.h); each lets it through or answers with a problem; then the row's
 * handler is called. Pure of sockets: the server, a test and a simulation call the same.
 *
 * A dispatcher is set up once and then only read, but for its counters and its streams;
 * any number of threads may dispatch. */
#pragma once

#include "http/call.h"
#include "http/file.h"
#include "http/metrics.h"
#include "http/stream.h"

/* What the application gives. All of it outlives the dispatcher. */
struct site {
    const struct route *routes;
    i64 route_count;
    const char *title, *version, *about; /* for the documents */
    const char *const *role_names;       /* by bit; ended by NULL */
    const char *const *state_names;
    const char *const *scope_names;
    const char *session_cookie;      /* its name, for the documents */
    const struct file *const *files; /* sets inside the program, for file_answer; ended by NULL */
    const char *const *hosts;        /* that the field Host may name, with port; ended by NULL */
    const char *const *origins; /* whose pages may send changes: "https://acme.example"; NULL */
    const char *const *proxies; /* addresses whose X-Forwarded-For is believed; NULL: none */
    bool transport_security;    /* reached by TLS: browsers are told to stay with it */
    void *app;

    /* Fills call->actor from the request. Without credentials it leaves ACTOR_NOBODY and
     * returns true; false for credentials that do not hold. */
    bool (*authenticate)(struct call *c);
    /* The last gate: takes what the handler needs (call->held); false with the answer given when
     * it is not to be had. And gives it back, when the answer is whole. Both may be NULL. */
    bool (*begin)(struct call *c);
    void (*end)(struct call *c);
    /* Asked before an answer below 500 (or none, because something was not found) goes out: false,
     * with another one given, when what it was made from could not be read. May be NULL. */
    bool (*sound)(struct call *c);
    void (*log)(void *context, str line); /* one JSON object and a line end; NULL: no log */
    void *log_context;
    i64 (*now_ms)(void *context);     /* since 1970 */
    i64 (*elapsed_ns)(void *context); /* never steps */
    void *clock_context;
    u64 seed; /* of request ids and cursors; secret */
};

struct dispatcher {
    const struct site *site;
    struct arena arena;
    struct router router;
    struct metrics metrics;
    struct streams streams;
    _Atomic u64 calls;
};

/* False, with every unsound row in `problems`, when the table cannot be served. */
MUST_CHECK bool dispatcher_init(struct dispatcher *d, const struct site *site,
                                struct diags *problems);
void dispatcher_release(struct dispatcher *d);

/* The site's clock that never steps. */
i64 dispatcher_now_us(const struct dispatcher *d);

/* A call that holds nothing yet: empties it, gives it its number and its time. Its arena and
 * the buffer of its answer are kept, and made the first time. */
void call_begin(struct call *c, struct dispatcher *d);
void call_release(struct call *c);

/* Answers the request in `c`; call->done is told, perhaps later, perhaps from another
 * thread. Nothing of `c` may be touched after this but by `done`. */
void dispatch(struct call *c);

/* The row that the request will find, as soon as its head is known; NULL when none. */
const struct route *dispatch_row(struct call *c);

/* Answers without dispatching: what the server itself refuses. */
void dispatch_refusal(struct call *c, i32 status, const char *code, const char *text);

enum { DISPATCH_FIELDS_MAX = HTTP_ANSWER_FIELDS_MAX + 16 };
/* Every field of the answer's head but Date, Connection and the length. Returns how many. */
i32 dispatch_fields(const struct call *c, struct http_pair out[DISPATCH_FIELDS_MAX]);
