#include "http/conns.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

enum { BUCKETS = 16384 }; /* a power of two */

struct conn_address {
    u64 hash;
    i32 open, strangers;
    struct conn_address *next;
};

void conns_init(struct conns *c, struct arena *a, i32 room, i32 address_most)
{
    *c = (struct conns){.room = room, .address_most = address_most};
    pthread_mutex_init(&c->lock, NULL);
    pthread_cond_init(&c->closed, NULL);
    c->v = arena_array(a, struct conn, room);
    c->addresses = arena_array(a, struct conn_address, room);
    c->buckets = arena_array(a, struct conn_address *, BUCKETS);
}

void conns_release(struct conns *c)
{
    pthread_cond_destroy(&c->closed);
    pthread_mutex_destroy(&c->lock);
}

/* The numbers of the address; of IPv6 the first half, which is one customer's network. */
static u64 address_hash(const struct sockaddr *address)
{
    if (address && address->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, address, sizeof v4);
        return hash_str((str){(const char *)&v4.sin_addr, sizeof v4.sin_addr});
    }
    if (address && address->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, address, sizeof v6);
        return hash_str((str){(const char *)&v6.sin6_addr, 8});
    }
    return 1;
}

static void address_text(const struct sockaddr *address, char out[48])
{
    if (address && address->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, address, sizeof v4);
        inet_ntop(AF_INET, &v4.sin_addr, out, 48);
    } else if (address && address->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, address, sizeof v6);
        inet_ntop(AF_INET6, &v6.sin6_addr, out, 48);
    } else {
        memcpy(out, "local", sizeof "local");
    }
}

static struct conn_address *find_address(struct conns *c, u64 hash)
{
    struct conn_address *a = c->buckets[hash & (BUCKETS - 1)];
    while (a && a->hash != hash)
        a = a->next;
    return a;
}

static struct conn_address *take_address(struct conns *c, u64 hash)
{
    struct conn_address *a = find_address(c, hash);
    if (a)
        return a;
    if (c->free_address) {
        a = c->free_address;
        c->free_address = a->next;
    } else {
        a = &c->addresses[c->addresses_used++]; /* there are as many as connections */
    }
    *a = (struct conn_address){.hash = hash, .next = c->buckets[hash & (BUCKETS - 1)]};
    c->buckets[hash & (BUCKETS - 1)] = a;
    return a;
}

static void drop_address(struct conns *c, struct conn_address *a)
{
    struct conn_address **at = &c->buckets[a->hash & (BUCKETS - 1)];
    while (*at != a)
        at = &(*at)->next;
    *at = a->next;
    a->next = c->free_address;
    c->free_address = a;
}

bool conns_welcome(struct conns *c, const struct sockaddr *address)
{
    pthread_mutex_lock(&c->lock);
    struct conn_address *a = c->address_most ? find_address(c, address_hash(address)) : NULL;
    bool welcome = c->open < c->room && (a == NULL || a->strangers < c->address_most);
    pthread_mutex_unlock(&c->lock);
    return welcome;
}

struct conn *conns_open(struct conns *c, int fd, const struct sockaddr *address, i64 now_us)
{
    pthread_mutex_lock(&c->lock);
    struct conn *one = c->free;
    if (one)
        c->free = one->next;
    else if (c->used < c->room)
        one = &c->v[c->used++];
    if (one) {
        c->open++;
        one->fd = fd;
        one->open = true;
        one->known = false;
        one->requests = 0;
        atomic_store(&one->late, false);
        conn_enter(one, CONN_FRESH, now_us);
        address_text(address, one->peer);
        one->address = take_address(c, address_hash(address));
        one->address->open++;
        one->address->strangers++;
    }
    pthread_mutex_unlock(&c->lock);
    return one;
}

void conns_known(struct conns *c, struct conn *one)
{
    if (one->known)
        return;
    pthread_mutex_lock(&c->lock);
    one->known = true;
    one->address->strangers--;
    pthread_mutex_unlock(&c->lock);
}

void conns_close(struct conns *c, struct conn *one)
{
    pthread_mutex_lock(&c->lock);
    assert(one->open);
    one->open = false;
    one->address->strangers -= !one->known;
    if (--one->address->open == 0)
        drop_address(c, one->address);
    one->next = c->free;
    c->free = one;
    c->open--;
    pthread_cond_broadcast(&c->closed);
    pthread_mutex_unlock(&c->lock);
}

static bool is_late(struct conn *one, i64 now_us, bool idle_too)
{
    i64 us = now_us - atomic_load_explicit(&one->since_us, memory_order_relaxed);
    i64 bytes = atomic_load_explicit(&one->bytes, memory_order_relaxed);
    i64 s = us / 1000000;
    if (atomic_load_explicit(&one->late, memory_order_relaxed))
        return true;
    switch ((enum conn_phase)atomic_load_explicit(&one->phase, memory_order_relaxed)) {
    case CONN_FRESH: return idle_too || s >= HTTP_HEAD_SECONDS_MAX;
    case CONN_HEAD: return s >= HTTP_HEAD_SECONDS_MAX;
    case CONN_BODY:
        return s > HTTP_BODY_GRACE_SECONDS &&
               bytes < (s - HTTP_BODY_GRACE_SECONDS) * HTTP_BODY_SECOND_BYTES_MIN;
    case CONN_SEND: return s > HTTP_SEND_SECONDS_MAX + bytes / HTTP_SEND_SECOND_BYTES_MIN;
    case CONN_IDLE: return idle_too || s >= HTTP_IDLE_SECONDS_MAX;
    case CONN_WORK:
    case CONN_STREAM: break;
    }
    return false;
}

i64 conns_tick(struct conns *c, i64 now_us, bool idle_too)
{
    i64 cut = 0;
    pthread_mutex_lock(&c->lock);
    for (i32 i = 0; i < c->used; i++)
        if (c->v[i].open && is_late(&c->v[i], now_us, idle_too)) {
            shutdown(c->v[i].fd, SHUT_RDWR); /* its thread sees the end and closes */
            cut++;
        }
    pthread_mutex_unlock(&c->lock);
    return cut;
}

void conns_cut_all(struct conns *c)
{
    pthread_mutex_lock(&c->lock);
    for (i32 i = 0; i < c->used; i++)
        if (c->v[i].open)
            shutdown(c->v[i].fd, SHUT_RDWR);
    pthread_mutex_unlock(&c->lock);
}
