/* server_parts.h - what the two halves of the server share: server.c opens, ticks and closes;
 * exchange.c takes a request from the library to the dispatcher and the answer back. */
#pragma once

#include "http/conns.h"
#include "http/server.h"
#include "http/workers.h"

#include <sys/socket.h>

#include <microhttpd.h>

/* Whoever gives the answer must know whether the connection is held back and has to be woken,
 * or its thread is still here and will look by itself. */
enum exchange_state { EXCHANGE_HERE, EXCHANGE_PARKED, EXCHANGE_ANSWERED };

/* A call and the connection it came by. */
struct exchange {
    struct work work; /* first: the queue holds this */
    struct call call;
    struct server *server;
    struct MHD_Connection *connection;
    struct conn *conn;
    struct exchange *next; /* free ones */
    char *body;
    i64 length, got;
    bool quick, dispatched;
    _Atomic int state; /* enum exchange_state */
};

struct server {
    struct arena arena; /* connections and exchanges */
    struct dispatcher *dispatcher;
    struct MHD_Daemon *daemon;
    struct conns conns;
    struct workers workers;
    i64 waiting_max;
    pthread_mutex_t lock; /* of the free exchanges and the ticker */
    struct exchange *free;
    pthread_cond_t tick_now;
    pthread_t ticker;
    bool ticking, stop_ticking;
    _Atomic bool stopping;
    _Atomic i64 bodies; /* bytes being received */
};

static inline i64 server_now_us(const struct server *s)
{
    return dispatcher_now_us(s->dispatcher);
}

/* What the library calls, and the workers. */
/* tidy: allow parameters: the signature is the library's */
enum MHD_Result exchange_on_request(void *context, struct MHD_Connection *connection,
                                    const char *url, const char *method, const char *version,
                                    const char *data, size_t *bytes, void **state);
void exchange_on_completed(void *context, struct MHD_Connection *connection, void **state,
                           enum MHD_RequestTerminationCode why);
void *exchange_on_target(void *context, const char *target, struct MHD_Connection *connection);
void exchange_on_connection(void *context, struct MHD_Connection *connection, void **socket_context,
                            enum MHD_ConnectionNotificationCode what);
enum MHD_Result exchange_on_accept(void *context, const struct sockaddr *address, socklen_t bytes);
size_t exchange_keep_escapes(void *context, struct MHD_Connection *connection, char *text);
void exchange_run(struct work *w);
