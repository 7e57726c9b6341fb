/* conns.h - the connections that are open, and how long each may take for what it does. The
 * library below knows only "no byte for so long"; a client that sends one byte a second is
 * never cut by that. Here each phase has an end that no dripping moves: conns_tick looks at
 * all of them and shuts down what is late. One lock for opening, closing and ticking; phases
 * are atomics, written by the connection's own thread. */
#pragma once

#include "http/limits.h"

#include <pthread.h>
#include <stdatomic.h>

struct sockaddr;

enum conn_phase {
    CONN_FRESH, /* accepted, no request line yet */
    CONN_HEAD,  /* a request line came, the head is not whole */
    CONN_BODY,
    CONN_WORK, /* ours: no deadline */
    CONN_SEND,
    CONN_STREAM, /* events, as long as both want */
    CONN_IDLE,   /* between two requests */
};

struct conn_address; /* how many connections one address has */

struct conn {
    int fd;
    bool open;
    bool known; /* has shown who it is */
    _Atomic int phase;
    _Atomic i64 since_us; /* when the phase began */
    _Atomic i64 bytes;    /* received in CONN_BODY, to send in CONN_SEND */
    _Atomic bool late;    /* cut at the next tick whatever the phase */
    i64 requests;
    struct conn_address *address;
    struct conn *next; /* free ones */
    char peer[48];
    const char *target_at; /* where the library has the target, for framing.h */
    i64 target_bytes;      /* of the whole, which may be more than fits below */
    char target[HTTP_TARGET_BYTES_MAX];
};

struct conns {
    pthread_mutex_t lock;
    pthread_cond_t closed; /* told at each closing */
    struct conn *v;
    struct conn *free; /* were open before */
    i32 room, open;
    i32 used;         /* of `v`, from the front: memory is touched as connections come */
    i32 address_most; /* strangers of one address; 0: no limit */
    struct conn_address *addresses, *free_address;
    i32 addresses_used;
    struct conn_address **buckets;
};

void conns_init(struct conns *c, struct arena *a, i32 room, i32 address_most);
void conns_release(struct conns *c);
/* Whether one more from `address` is welcome. */
bool conns_welcome(struct conns *c, const struct sockaddr *address);
/* NULL when there is no room. */
struct conn *conns_open(struct conns *c, int fd, const struct sockaddr *address, i64 now_us);
void conns_close(struct conns *c, struct conn *one);
/* It has shown who it is: it no longer counts among the strangers of its address. */
void conns_known(struct conns *c, struct conn *one);
static inline void conn_enter(struct conn *one, enum conn_phase phase, i64 now_us)
{
    atomic_store_explicit(&one->bytes, 0, memory_order_relaxed);
    atomic_store_explicit(&one->since_us, now_us, memory_order_relaxed);
    atomic_store_explicit(&one->phase, (int)phase, memory_order_relaxed);
}
/* Shuts down every connection whose time is over; with `idle_too` those at rest as well.
 * Returns how many. */
i64 conns_tick(struct conns *c, i64 now_us, bool idle_too);
void conns_cut_all(struct conns *c);
