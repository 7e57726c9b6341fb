#include "http/dispatch.h"

#include "http/gates.h"

enum {
    CALL_ARENA_BYTES = 192 << 20, /* the largest upload, or a JSON body and its tree */
    DISPATCHER_ARENA_BYTES = 64 << 20,
    KEPT_BYTES = 1 << 20, /* a call that used more gives it back */
};

bool dispatcher_init(struct dispatcher *d, const struct site *site, struct diags *problems)
{
    *d = (struct dispatcher){.site = site};
    if (!route_check(site->routes, site->route_count, problems))
        return false;
    assert(site->authenticate && site->now_ms && site->elapsed_ns && site->hosts);
    arena_init(&d->arena, DISPATCHER_ARENA_BYTES);
    router_init(&d->router, &d->arena, site->routes, site->route_count);
    metrics_init(&d->metrics, &d->arena, site->routes, site->route_count);
    streams_init(&d->streams);
    return true;
}

void dispatcher_release(struct dispatcher *d)
{
    if (d->arena.base == NULL)
        return;
    streams_release(&d->streams);
    arena_release(&d->arena);
    *d = (struct dispatcher){0};
}

i64 dispatcher_now_us(const struct dispatcher *d)
{
    return d->site->elapsed_ns(d->site->clock_context) / 1000;
}

static void empty_arena(struct arena *a)
{
    if (a->base && a->used > KEPT_BYTES)
        arena_release(a);
    if (a->base == NULL)
        arena_init(a, CALL_ARENA_BYTES);
    arena_rewind(a, 0);
}

static void empty_buf(struct buf *b)
{
    if (b->n > KEPT_BYTES)
        buf_release(b);
    if (b->p == NULL)
        buf_init(b, HTTP_ANSWER_BYTES_MAX);
    buf_clear(b);
}

void call_begin(struct call *c, struct dispatcher *d)
{
    const struct site *site = d->site;
    struct arena arena = c->arena;
    struct buf body = c->response.body;
    empty_arena(&arena);
    empty_buf(&body);
    u64 number = site->seed ^ atomic_fetch_add_explicit(&d->calls, 1, memory_order_relaxed);
    *c = (struct call){
        .arena = arena,
        .dispatcher = d,
        .app = site->app,
        .if_match = -1,
        .id = splitmix64(&number),
        .now_ms = site->now_ms(site->clock_context),
        .started_us = dispatcher_now_us(d),
        .slow = c->slow,
        .done = c->done,
        .owner = c->owner,
    };
    c->response.body = body;
}

void call_release(struct call *c)
{
    if (c->arena.base)
        arena_release(&c->arena);
    buf_release(&c->response.body);
    *c = (struct call){0};
}

void dispatch(struct call *c)
{
    lang_speak_in_thread(call_lang(c));
    gates_dispatch(c, gates, gate_count);
}

const struct route *dispatch_row(struct call *c)
{
    str path, query;
    struct route_params params;
    const struct route *row;
    u32 methods;
    str_cut(c->request.target, '?', &path, &query);
    router_find(&c->dispatcher->router, &c->arena, c->request.method, path, &row, &params,
                &methods);
    return row;
}

void dispatch_refusal(struct call *c, i32 status, const char *code, const char *text)
{
    lang_speak_in_thread(call_lang(c));
    call_refuse(c, status, code, "%s", message(text));
    c->response.close = true;
    call_finish(c);
}

/* What a page of ours may do: run our own files, talk to us, be framed by nobody. */
static const char page_policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'";
/* What data may do, if a browser is made to show it as a page. */
static const char data_policy[] = "default-src 'none'; frame-ancestors 'none'";

i32 dispatch_fields(const struct call *c, struct http_pair out[DISPATCH_FIELDS_MAX])
{
    const struct http_response *r = &c->response;
    i32 n = 0;
    bool page = r->type && str_starts(str_c(r->type), S("text/html"));
    bool bodyless = r->status == 204 || r->status == 304;
    if (r->type && !bodyless)
        out[n++] = (struct http_pair){S("Content-Type"), str_c(r->type)};
    out[n++] = (struct http_pair){S("Cache-Control"), r->cache ? str_c(r->cache) : S("no-store")};
    out[n++] = (struct http_pair){S("X-Content-Type-Options"), S("nosniff")};
    out[n++] = (struct http_pair){S("Referrer-Policy"), S("no-referrer")};
    out[n++] =
        (struct http_pair){S("Content-Security-Policy"), str_c(page ? page_policy : data_policy)};
    out[n++] = (struct http_pair){S("Cross-Origin-Opener-Policy"), S("same-origin")};
    out[n++] = (struct http_pair){S("Cross-Origin-Resource-Policy"), S("same-origin")};
    if (c->dispatcher->site->transport_security)
        out[n++] = (struct http_pair){S("Strict-Transport-Security"), S("max-age=31536000")};
    if (r->etag.n)
        out[n++] = (struct http_pair){S("ETag"), r->etag};
    for (i32 i = 0; i < r->field_count; i++)
        out[n++] = r->fields[i];
    assert(n <= DISPATCH_FIELDS_MAX);
    return n;
}
