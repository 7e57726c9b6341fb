/* server.h - the sockets around a dispatcher: libmicrohttpd reads and writes, a pool of
 * workers answers, a thread that ticks cuts who is late. The one file of the room that knows
 * the library; docs/adr/0009 says why it is there and what it does not let us do. */
#pragma once

#include "http/dispatch.h"

struct server_options {
    const char *address; /* in numbers; NULL: 127.0.0.1 */
    i32 port;            /* 0: any free one */
    i32 listen_fd;       /* a listening socket we were given; 0: none */
    i32 workers;         /* 0: 4 */
    i32 io_threads;      /* 0: 1 */
    i32 waiting_max;     /* requests that wait for a worker; 0: HTTP_WAITING_MAX */
    i32 connections_max; /* 0: HTTP_CONNECTIONS_MAX */
    /* Strangers of one address; 0: HTTP_ADDRESS_CONNECTIONS_MAX; -1: no limit, behind a proxy */
    i32 address_connections_max;
    const char *tls_key, *tls_certificate; /* PEM; NULL: plain */
    bool manual_ticks;                     /* a test calls server_tick itself */
};

struct server;

/* Listens; NULL with `e` set when it cannot. `d` and `a` outlive the server. */
struct server *server_open(struct arena *a, struct dispatcher *d, const struct server_options *o,
                           struct err *e);
i32 server_port(const struct server *s);
/* Looks at every deadline, by the site's clock. Called each second by a thread of its own. */
void server_tick(struct server *s);
/* Listens no more, tells the streams, lets running requests end (HTTP_STOP_SECONDS_MAX at
 * most), then ends everything. */
void server_close(struct server *s);
