#include "http/framing.h"
#include "http/server_parts.h"

#include <string.h>

enum { STREAM_PIECE = 16 << 10 };

static void count(_Atomic i64 *counter, i64 by)
{
    atomic_fetch_add_explicit(counter, by, memory_order_relaxed);
}

static struct exchange *take_exchange(struct server *s)
{
    pthread_mutex_lock(&s->lock);
    struct exchange *x = s->free;
    if (x)
        s->free = x->next;
    else
        x = arena_new(&s->arena, struct exchange);
    pthread_mutex_unlock(&s->lock);
    return x;
}

static void give_back(struct exchange *x)
{
    struct server *s = x->server;
    atomic_fetch_sub_explicit(&s->bodies, x->got, memory_order_relaxed);
    pthread_mutex_lock(&s->lock);
    x->next = s->free;
    s->free = x;
    pthread_mutex_unlock(&s->lock);
}

static void call_slow(struct call *c)
{
    struct exchange *x = c->owner;
    workers_slow(&x->server->workers);
}

static bool is_answered(struct exchange *x)
{
    return atomic_load_explicit(&x->state, memory_order_acquire) == EXCHANGE_ANSWERED;
}

static void call_done(struct call *c)
{
    struct exchange *x = c->owner;
    struct MHD_Connection *connection = x->connection;
    count(&x->server->dispatcher->metrics.running, -1);
    if (atomic_exchange(&x->state, EXCHANGE_ANSWERED) == EXCHANGE_PARKED)
        MHD_resume_connection(connection); /* x may be gone from here on */
}

/* Holds the connection back until the answer is there; it may be there already. */
static void park(struct exchange *x)
{
    int here = EXCHANGE_HERE;
    MHD_suspend_connection(x->connection);
    if (!atomic_compare_exchange_strong(&x->state, &here, EXCHANGE_PARKED))
        MHD_resume_connection(x->connection);
}

struct collecting {
    struct http_pair v[HTTP_FIELDS_MAX + 1];
    i64 n;
    bool more;
};

static enum MHD_Result collect_field(void *context, enum MHD_ValueKind kind, const char *name,
                                     size_t name_bytes, const char *value, size_t value_bytes)
{
    (void)kind;
    struct collecting *c = context;
    if (c->n == HTTP_FIELDS_MAX + 1) {
        c->more = true;
        return MHD_NO;
    }
    c->v[c->n++] =
        (struct http_pair){{name, (i64)name_bytes}, {value ? value : "", (i64)value_bytes}};
    return MHD_YES;
}

static void copy_fields(struct call *c, const struct collecting *from)
{
    struct http_pair *fields = arena_array(&c->arena, struct http_pair, from->n);
    for (i64 i = 0; i < from->n; i++) {
        fields[i].name = str_dup(&c->arena, from->v[i].name);
        fields[i].value = str_dup(&c->arena, str_trim(from->v[i].value));
    }
    c->request.fields = fields;
    c->request.field_count = from->n;
}

/* Fills the request; the reason when it is refused for how it is written. */
static const char *read_head(struct exchange *x, const char *method, const char *version)
{
    struct call *c = &x->call;
    struct conn *k = x->conn;
    struct collecting fields;
    fields.n = 0; /* the rest is written before it is read */
    fields.more = false;
    MHD_get_connection_values_n(x->connection, MHD_HEADER_KIND, collect_field, &fields);
    c->request.method_word = str_dup(&c->arena, str_c(method));
    c->request.method = http_method_parse(c->request.method_word);
    c->request.target = (str){k->target, i64_min(k->target_bytes, HTTP_TARGET_BYTES_MAX)};
    c->request.peer = str_c(k->peer);
    c->request.secure = c->dispatcher->site->transport_security;
    copy_fields(c, &fields);

    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(x->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    struct framing f = {
        .head = method,
        .head_bytes = info ? (i64)info->header_size : 0,
        .method = str_c(method),
        .target_at = k->target_at,
        .target_bytes = k->target_bytes,
        .target = c->request.target,
        .version = version ? str_c(version) : S(""),
        .fields = fields.v,
        .field_count = fields.n,
    };
    return fields.more ? NULL : framing_check(&f); /* too many: the gate says so */
}

/* Refuses at once, closing; the rest of what was sent is not read. */
static void refuse(struct exchange *x, i32 status, const char *code, const char *text)
{
    dispatch_refusal(&x->call, status, code, text);
}

static void refuse_framing(struct exchange *x, const char *problem)
{
    count(&x->call.dispatcher->metrics.malformed, 1);
    refuse(x, 400, "framing", problem);
}

/* What can be refused before the body is read. */
static void judge_head(struct exchange *x, const char *framing)
{
    struct call *c = &x->call;
    const char *problem = framing;
    i64 length = framing ? 0 : framing_length(&c->request, &problem);
    if (problem) {
        refuse_framing(x, problem);
    } else if (x->conn->target_bytes > HTTP_TARGET_BYTES_MAX) {
        refuse(x, 414, "limit", "path and query are too long");
    } else if (c->request.field_count > HTTP_FIELDS_MAX) {
        refuse(x, 431, "limit", "there are too many header fields");
    }
    if (is_answered(x))
        return;
    const struct route *row = dispatch_row(c);
    i64 most = row ? route_body_max(row) : 0;
    x->quick = row && (row->flags & ROUTE_QUICK);
    if (length > most) {
        if (most == 0)
            refuse(x, 400, "body", "this request takes no body");
        else
            refuse(x, 413, "limit", "the body is too long");
    } else if (length > 0) {
        x->length = length;
        x->body = arena_array(&c->arena, char, length);
    }
}

static struct exchange *begin_exchange(struct server *s, struct MHD_Connection *connection,
                                       struct conn *k)
{
    struct exchange *x = take_exchange(s);
    x->server = s;
    x->connection = connection;
    x->conn = k;
    x->body = NULL;
    x->length = x->got = 0;
    x->quick = x->dispatched = false;
    atomic_store_explicit(&x->state, EXCHANGE_HERE, memory_order_relaxed);
    x->call.slow = call_slow;
    x->call.done = call_done;
    x->call.owner = x;
    call_begin(&x->call, s->dispatcher);
    count(&s->dispatcher->metrics.running, 1);
    k->requests++;
    return x;
}

static ssize_t read_stream(void *context, uint64_t at, char *out, size_t max)
{
    (void)at;
    struct exchange *x = context;
    i64 n = stream_take(x->call.response.stream, out, (i64)max);
    return n < 0 ? MHD_CONTENT_READER_END_OF_STREAM : (ssize_t)n;
}

static void park_stream(void *connection)
{
    MHD_suspend_connection(connection);
}

static void wake_stream(void *connection)
{
    MHD_resume_connection(connection);
}

static struct conn *conn_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

static void drop_stream(void *connection)
{
    atomic_store(&conn_of(connection)->late, true);
}

static struct MHD_Response *make_response(struct exchange *x)
{
    struct stream *stream = x->call.response.stream;
    if (stream) {
        pthread_mutex_lock(&stream->lock);
        stream->park = park_stream;
        stream->wake = wake_stream;
        stream->drop = drop_stream;
        stream->reader = x->connection;
        pthread_mutex_unlock(&stream->lock);
        count(&x->call.dispatcher->metrics.streams, 1);
        return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_PIECE, read_stream, x,
                                                 NULL);
    }
    str body = http_response_body(&x->call.response);
    union {
        const char *constant;
        void *plain;
    } p = {body.p};
    return MHD_create_response_from_buffer((size_t)body.n, p.plain, MHD_RESPMEM_PERSISTENT);
}

static bool must_close(struct exchange *x)
{
    return x->call.response.close || x->conn->requests >= HTTP_CONNECTION_REQUESTS_MAX ||
           atomic_load_explicit(&x->server->stopping, memory_order_relaxed);
}

static enum MHD_Result send_answer(struct exchange *x)
{
    struct http_pair fields[DISPATCH_FIELDS_MAX];
    struct call *c = &x->call;
    struct MHD_Response *r = make_response(x);
    if (r == NULL)
        return MHD_NO;
    i32 n = dispatch_fields(c, fields);
    for (i32 i = 0; i < n; i++) {
        char value[HTTP_FIELD_BYTES_MAX];
        i64 bytes = i64_min(fields[i].value.n, (i64)sizeof value - 1);
        memcpy(value, fields[i].value.p, (size_t)bytes);
        value[bytes] = 0;
        MHD_add_response_header(r, fields[i].name.p, value);
    }
    if (must_close(x))
        MHD_add_response_header(r, "Connection", "close");
    if (c->actor.kind != ACTOR_NOBODY)
        conns_known(&x->server->conns, x->conn);
    conn_enter(x->conn, c->response.stream ? CONN_STREAM : CONN_SEND, server_now_us(x->server));
    atomic_store_explicit(&x->conn->bytes, http_response_body(&c->response).n,
                          memory_order_relaxed);
    enum MHD_Result queued = MHD_queue_response(x->connection, (unsigned)c->response.status, r);
    MHD_destroy_response(r);
    return queued;
}

void exchange_run(struct work *w)
{
    struct exchange *x = (struct exchange *)w;
    dispatch(&x->call);
}

static void receive(struct exchange *x, const char *data, size_t *bytes)
{
    i64 n = (i64)*bytes;
    *bytes = 0;
    if (is_answered(x))
        return;
    if (x->got + n > x->length ||
        atomic_fetch_add_explicit(&x->server->bodies, n, memory_order_relaxed) + n >
            HTTP_BODIES_BYTES_MAX) {
        x->got += x->got + n > x->length ? 0 : n;
        refuse(x, 503, "busy", "too many large requests are being received");
        return;
    }
    memcpy(x->body + x->got, data, (size_t)n);
    x->got += n;
    atomic_store_explicit(&x->conn->bytes, x->got, memory_order_relaxed);
}

/* More is asked than we can answer: said at once, so that what waits is answered soon. */
static void refuse_busy(struct call *c)
{
    call_refuse(c, 503, "busy", "too many requests wait; try again in a moment");
    http_response_field(&c->response, S("Retry-After"), S("1"));
    call_finish(c);
}

/* The request is whole. True when its answer is here at once; else the connection is held
 * back, and nothing of `x` may be looked at before the library calls again. */
static bool run_or_queue(struct exchange *x)
{
    x->dispatched = true;
    x->call.request.body = (str){x->body, x->got};
    conn_enter(x->conn, CONN_WORK, server_now_us(x->server));
    if (x->quick) {
        dispatch(&x->call);
        if (is_answered(x))
            return true;
        park(x);
    } else {
        park(x);
        if (!workers_add(&x->server->workers, &x->work, x->server->waiting_max))
            refuse_busy(&x->call);
    }
    return false;
}

/* The library calls this with the head, with each piece of the body, at its end, and again
 * once the answer is there. An answer queued in the first call would close the connection,
 * so only refusals are. */
/* tidy: allow parameters: the library's; NOLINTNEXTLINE(readability-function-size) */
enum MHD_Result exchange_on_request(void *context, struct MHD_Connection *connection,
                                    const char *url, const char *method, const char *version,
                                    const char *data, size_t *bytes, void **state)
{
    (void)url;
    struct server *s = context;
    struct exchange *x = *state;
    if (x == NULL) {
        struct conn *k = conn_of(connection);
        if (k == NULL)
            return MHD_NO;
        *state = x = begin_exchange(s, connection, k);
        judge_head(x, read_head(x, method, version));
        conn_enter(k, CONN_BODY, server_now_us(s));
        return is_answered(x) ? send_answer(x) : MHD_YES;
    }
    if (*bytes) {
        receive(x, data, bytes);
        return MHD_YES;
    }
    bool here = x->dispatched || is_answered(x) ? is_answered(x) : run_or_queue(x);
    return here ? send_answer(x) : MHD_YES;
}

void exchange_on_completed(void *context, struct MHD_Connection *connection, void **state,
                           enum MHD_RequestTerminationCode why)
{
    (void)connection;
    (void)why;
    struct server *s = context;
    struct exchange *x = *state;
    if (x == NULL)
        return;
    *state = NULL;
    if (!is_answered(x)) /* its head or its body never ended */
        count(&s->dispatcher->metrics.running, -1);
    if (is_answered(x) && x->call.response.stream) {
        stream_gone(&s->dispatcher->streams, x->call.response.stream);
        count(&s->dispatcher->metrics.streams, -1);
    }
    conn_enter(x->conn, CONN_IDLE, server_now_us(s));
    give_back(x);
}

/* The request line has come: kept here before the library changes it. */
void *exchange_on_target(void *context, const char *target, struct MHD_Connection *connection)
{
    struct server *s = context;
    struct conn *k = conn_of(connection);
    if (k) {
        str text = str_c(target ? target : "");
        k->target_at = text.p;
        k->target_bytes = text.n;
        memcpy(k->target, text.p, (size_t)i64_min(text.n, HTTP_TARGET_BYTES_MAX));
        conn_enter(k, CONN_HEAD, server_now_us(s));
    }
    return NULL;
}

/* Escapes are ours to resolve. */
size_t exchange_keep_escapes(void *context, struct MHD_Connection *connection, char *text)
{
    (void)context;
    (void)connection;
    return strlen(text);
}

void exchange_on_connection(void *context, struct MHD_Connection *connection, void **socket_context,
                            enum MHD_ConnectionNotificationCode what)
{
    struct server *s = context;
    struct metrics *m = &s->dispatcher->metrics;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *fd =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        const union MHD_ConnectionInfo *peer =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
        *socket_context = fd ? conns_open(&s->conns, fd->connect_fd,
                                          peer ? peer->client_addr : NULL, server_now_us(s))
                             : NULL;
        count(&m->connections, 1);
    } else {
        count(&m->connections, -1);
        if (*socket_context)
            conns_close(&s->conns, *socket_context);
    }
}

enum MHD_Result exchange_on_accept(void *context, const struct sockaddr *address, socklen_t bytes)
{
    (void)bytes;
    struct server *s = context;
    if (conns_welcome(&s->conns, address))
        return MHD_YES;
    count(&s->dispatcher->metrics.connections_refused, 1);
    return MHD_NO;
}
