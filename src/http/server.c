/* tidy: allow platform: a condition variable waits by the wall clock, whatever the site says */
#include "base/os.h"
#include "http/server_parts.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum {
    WORKERS_DEFAULT = 4,
    CONNECTION_BYTES = 24 << 10, /* the head, the library's notes on it, the answer's head */
    BACKLOG = 4096,
    FILES_KEPT = 200, /* descriptors for everything but connections */
    ARENA_BYTES = 1 << 30,
    WAIT_MS = 20,
};

/* Descriptors for so many connections, or for as many as the system gives. */
static i32 connections_possible(i32 wanted)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) != 0)
        return wanted;
    rlim_t needed = (rlim_t)wanted + FILES_KEPT;
    if (files.rlim_cur < needed) {
        files.rlim_cur = files.rlim_max < needed ? files.rlim_max : needed;
        setrlimit(RLIMIT_NOFILE, &files);
        getrlimit(RLIMIT_NOFILE, &files);
    }
    if (files.rlim_cur >= needed)
        return wanted;
    return files.rlim_cur > 2 * FILES_KEPT ? (i32)files.rlim_cur - FILES_KEPT : FILES_KEPT;
}

static bool parse_address(const struct server_options *o, struct sockaddr_storage *out,
                          struct err *e)
{
    const char *text = o->address ? o->address : "127.0.0.1";
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons((u16)o->port)};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons((u16)o->port)};
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
        memcpy(out, &v4, sizeof v4);
    else if (inet_pton(AF_INET6, text, &v6.sin6_addr) == 1)
        memcpy(out, &v6, sizeof v6);
    else
        return err_set(e, ERR_USAGE, "\"%s\" is no address to listen at", text);
    return true;
}

static void *tick_each_second(void *context)
{
    struct server *s = context;
    pthread_mutex_lock(&s->lock);
    while (!s->stop_ticking) {
        i64 at_ms = os_now_ms() + 1000;
        struct timespec until = {at_ms / 1000, at_ms % 1000 * 1000000};
        pthread_cond_timedwait(&s->tick_now, &s->lock, &until);
        pthread_mutex_unlock(&s->lock);
        server_tick(s);
        pthread_mutex_lock(&s->lock);
    }
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

/* Versions 1.2 and 1.3, ciphers with forward secrecy. */
static char tls_priorities[] = "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-RSA:-DHE-RSA";

static struct MHD_Daemon *start_daemon(struct server *s, const struct server_options *o,
                                       const struct sockaddr_storage *address, i32 connections)
{
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME;
    if (address->ss_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    struct MHD_OptionItem more[8];
    i32 n = 0;
    if (o->tls_key) {
        union {
            const char *constant;
            void *plain;
        } key = {o->tls_key}, certificate = {o->tls_certificate};
        flags |= MHD_USE_TLS;
        more[n++] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_KEY, 0, key.plain};
        more[n++] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_CERT, 0, certificate.plain};
        more[n++] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_PRIORITIES, 0, tls_priorities};
    }
    if (o->listen_fd)
        more[n++] = (struct MHD_OptionItem){MHD_OPTION_LISTEN_SOCKET, o->listen_fd, NULL};
    if (o->io_threads > 1)
        more[n++] = (struct MHD_OptionItem){MHD_OPTION_THREAD_POOL_SIZE, o->io_threads, NULL};
    more[n] = (struct MHD_OptionItem){MHD_OPTION_END, 0, NULL};
    /* One more than our own table: what is refused is refused by us, and counted. */
    return MHD_start_daemon(
        flags, (u16)o->port, exchange_on_accept, s, exchange_on_request, s, MHD_OPTION_SOCK_ADDR,
        address, MHD_OPTION_CONNECTION_LIMIT, (unsigned)connections + 1,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES,
        MHD_OPTION_LISTEN_BACKLOG_SIZE, (unsigned)BACKLOG, MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u,
        MHD_OPTION_NOTIFY_COMPLETED, exchange_on_completed, s, MHD_OPTION_NOTIFY_CONNECTION,
        exchange_on_connection, s, MHD_OPTION_URI_LOG_CALLBACK, exchange_on_target, s,
        MHD_OPTION_UNESCAPE_CALLBACK, exchange_keep_escapes, s, MHD_OPTION_ARRAY, more,
        MHD_OPTION_END);
}

static i32 address_limit(const struct server_options *o)
{
    if (o->address_connections_max < 0)
        return 0;
    return o->address_connections_max ? o->address_connections_max : HTTP_ADDRESS_CONNECTIONS_MAX;
}

static void release(struct server *s)
{
    workers_close(&s->workers);
    for (struct exchange *x = s->free; x; x = x->next)
        call_release(&x->call);
    conns_release(&s->conns);
    pthread_cond_destroy(&s->tick_now);
    pthread_mutex_destroy(&s->lock);
    arena_release(&s->arena);
}

struct server *server_open(struct arena *a, struct dispatcher *d, const struct server_options *o,
                           struct err *e)
{
    struct sockaddr_storage address = {0};
    if (!parse_address(o, &address, e))
        return NULL;
    struct server *s = arena_new(a, struct server);
    i32 connections =
        connections_possible(o->connections_max ? o->connections_max : HTTP_CONNECTIONS_MAX);
    s->dispatcher = d;
    s->waiting_max = o->waiting_max ? o->waiting_max : HTTP_WAITING_MAX;
    arena_init(&s->arena, ARENA_BYTES);
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->tick_now, NULL);
    conns_init(&s->conns, &s->arena, connections, address_limit(o));
    if (!workers_open(&s->workers, o->workers ? o->workers : WORKERS_DEFAULT, exchange_run, e)) {
        release(s);
        return NULL;
    }
    s->daemon = start_daemon(s, o, &address, connections);
    if (s->daemon == NULL) {
        err_set(e, ERR_IO, "cannot listen at %s, port %d: %s",
                o->address ? o->address : "127.0.0.1", o->port, message(strerror(errno)));
        err_hint(e, "another program may have this port; a certificate may not be one");
        release(s);
        return NULL;
    }
    /* tidy: allow banned: this thread lives as long as the server, par_for ends */
    s->ticking = !o->manual_ticks && pthread_create(&s->ticker, NULL, tick_each_second, s) == 0;
    return s;
}

i32 server_port(const struct server *s)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info ? info->port : 0;
}

void server_tick(struct server *s)
{
    i64 now = server_now_us(s);
    i64 cut = conns_tick(&s->conns, now, atomic_load(&s->stopping));
    atomic_fetch_add(&s->dispatcher->metrics.cut, cut);
    streams_beat(&s->dispatcher->streams, now);
}

/* Until `nothing left` or the time is over; true when nothing is left. */
static bool wait_for_end(struct server *s, i64 ms)
{
    pthread_mutex_lock(&s->conns.lock);
    for (i64 waited = 0; s->conns.open && waited < ms; waited += WAIT_MS) {
        i64 at_ms = os_now_ms() + WAIT_MS;
        struct timespec until = {at_ms / 1000, at_ms % 1000 * 1000000};
        pthread_cond_timedwait(&s->conns.closed, &s->conns.lock, &until);
        pthread_mutex_unlock(&s->conns.lock);
        conns_tick(&s->conns, server_now_us(s), true);
        pthread_mutex_lock(&s->conns.lock);
    }
    bool none = s->conns.open == 0;
    pthread_mutex_unlock(&s->conns.lock);
    return none;
}

static void stop_ticker(struct server *s)
{
    pthread_mutex_lock(&s->lock);
    s->stop_ticking = true;
    pthread_cond_signal(&s->tick_now);
    pthread_mutex_unlock(&s->lock);
    if (s->ticking)
        pthread_join(s->ticker, NULL);
}

void server_close(struct server *s)
{
    if (s == NULL)
        return;
    stop_ticker(s);
    atomic_store(&s->stopping, true);
    MHD_socket listening = MHD_quiesce_daemon(s->daemon);
    if (listening != MHD_INVALID_SOCKET)
        close(listening);
    streams_stop(&s->dispatcher->streams);
    /* A request that runs longer loses its connection, but is answered by its handler: the
     * library cannot end while one is held back. */
    while (!wait_for_end(s, HTTP_STOP_SECONDS_MAX * 1000))
        conns_cut_all(&s->conns);
    MHD_stop_daemon(s->daemon);
    release(s);
}
