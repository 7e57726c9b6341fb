#include "http/call.h"

#include "format/json_diag.h"
#include "http/cursor.h"
#include "http/dispatch.h"

#include <stdarg.h>
#include <stdio.h>

static str param_of(const struct call *c, str name)
{
    for (i32 i = 0; i < c->params.n; i++)
        if (str_eq(c->params.v[i].name, name))
            return c->params.v[i].value;
    return (str){0};
}

str call_param(const struct call *c, const char *name)
{
    str value = param_of(c, str_c(name));
    assert(value.p);
    return value;
}

i64 call_param_i64(const struct call *c, const char *name)
{
    i64 value;
    bool good = str_to_i64(call_param(c, name), &value);
    assert(good); /* the router has checked {name:int} */
    return value;
}

str call_peer(const struct call *c)
{
    const char *const *proxy = c->dispatcher->site->proxies;
    while (proxy && *proxy && !str_eq(c->request.peer, str_c(*proxy)))
        proxy++;
    if (proxy == NULL || *proxy == NULL)
        return c->request.peer;
    str last = {0}, part;
    for (i64 i = 0; i < c->request.field_count; i++) {
        str rest = c->request.fields[i].value;
        if (!str_eq_fold(c->request.fields[i].name, S("X-Forwarded-For")))
            continue;
        for (bool more = true; more; last = str_trim(part)) /* what stands before it is hearsay */
            more = str_cut(rest, ',', &part, &rest);
    }
    return last.n > 0 && last.n <= 45 ? last : c->request.peer;
}

str call_query(const struct call *c, const char *name)
{
    return query_get(&c->query, str_c(name));
}

/* An answer from its beginning, whatever was written before. */
static void begin(struct call *c, i32 status, const char *type)
{
    struct buf body = c->response.body;
    buf_clear(&body);
    c->response = (struct http_response){.status = status, .type = type, .body = body};
}

/* The quality of a language in Accept-Language, in thousandths; -1: not named. */
static i64 quality(str field, str lang)
{
    str part, rest = field;
    for (bool more = field.n > 0; more;) {
        str tag, params;
        more = str_cut(rest, ',', &part, &rest);
        str_cut(str_trim(part), ';', &tag, &params);
        tag = str_trim(tag);
        if (!str_eq_fold(str_sub(tag, 0, 2), lang) || (tag.n > 2 && tag.p[2] != '-'))
            continue;
        f64 q = 1;
        params = str_trim(params);
        if (str_starts(params, S("q=")) && !str_to_f64(str_sub(params, 2, params.n), &q))
            q = 0;
        return (i64)(q * 1000);
    }
    return -1;
}

enum lang call_lang(const struct call *c)
{
    str field = http_field(&c->request, S("Accept-Language"));
    i64 french = quality(field, S("fr")), english = quality(field, S("en"));
    return french > 0 && french > english ? LANG_FR : LANG_EN;
}

struct json call_json(struct call *c, i32 status)
{
    struct json j;
    c->response.status = status;
    c->response.type = "application/json";
    buf_clear(&c->response.body);
    json_init(&j, &c->response.body, 0);
    return j;
}

void call_fixed(struct call *c, const char *type, str body, str etag)
{
    c->response.status = 200;
    c->response.type = type;
    c->response.fixed = body;
    c->response.etag = etag;
}

static void put(struct json *j, const char *key, str value)
{
    json_key(j, str_c(key));
    json_str(j, value);
}

static struct json begin_problem(struct call *c, i32 status, const char *code, str detail)
{
    struct json j;
    begin(c, status, "application/problem+json");
    c->refusal = code;
    json_init(&j, &c->response.body, 0);
    json_object(&j);
    put(&j, "type", S("about:blank"));
    put(&j, "title", str_c(http_reason(status)));
    json_key(&j, S("status"));
    json_i64(&j, status);
    put(&j, "code", str_c(code));
    put(&j, "detail", detail);
    if (status >= 500) { /* what to tell the administrator: it stands in the log too */
        char id[17];
        snprintf(id, sizeof id, "%016llx", (unsigned long long)c->id);
        put(&j, "request", str_c(id));
    }
    return j;
}

bool call_refuse(struct call *c, i32 status, const char *code, const char *format, ...)
{
    char text[ERR_TEXT_MAX];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, message(format), list);
    va_end(list);
    struct json j = begin_problem(c, status, code, str_c(text));
    json_end(&j);
    return false;
}

bool call_refuse_diags(struct call *c, i32 status, const char *code, const struct diags *d)
{
    i64 n = d->count[DIAG_ERROR];
    str detail = n == 1 && d->list.n ? d->list.v[0].message
                                     : message_fmt(&c->arena, "%lld problems", (long long)n);
    struct json j = begin_problem(c, status, code, detail);
    json_key(&j, S("problems"));
    json_diags(&j, d);
    json_end(&j);
    return false;
}

bool call_refuse_err(struct call *c, const struct err *e)
{
    static const char *const names[] = {
        [ERR_NONE] = "none",   [ERR_USAGE] = "usage", [ERR_INPUT] = "input",
        [ERR_LIMIT] = "limit", [ERR_IO] = "io",       [ERR_STOPPED] = "stopped"};
    struct json j = begin_problem(c, err_http_status(e->code), names[e->code], str_c(e->text));
    if (e->hint[0])
        put(&j, "hint", str_c(e->hint));
    json_end(&j);
    return false;
}

bool call_not_found(struct call *c)
{
    return call_refuse(c, 404, "not-found", "there is nothing here, or nothing you may see");
}

/* Route, filters and order: two lists differ when these do. */
str call_question(struct call *c)
{
    struct buf out;
    i64 room = HTTP_TARGET_BYTES_MAX * 4;
    out = (struct buf){.p = arena_array(&c->arena, char, room), .max = room};
    buf_put(&out, str_c(c->route->id));
    for (i64 i = 0; c->route->query && i < c->route->query->n; i++) {
        const char *name = c->route->query->fields[i].name;
        str value = call_query(c, name);
        if (value.p)
            buf_fmt(&out, "&%s=%lld:%.*s", name, (long long)value.n, STR_ARG(value));
    }
    buf_fmt(&out, "&sort=%.*s&of=%.*s", STR_ARG(c->listing.sort), STR_ARG(c->actor.workspace));
    assert(!out.full);
    return buf_str(&out);
}

str call_cursor(struct call *c, str place)
{
    return cursor_print(&c->arena, c->dispatcher->site->seed, call_question(c), place);
}

bool call_wants_field(const struct call *c, str name)
{
    str rest = c->listing.fields, part;
    if (rest.n == 0)
        return true;
    for (bool more = true; more;) {
        more = str_cut(rest, ',', &part, &rest);
        if (str_eq(part, name))
            return true;
    }
    return false;
}

void call_version(struct call *c, i64 version)
{
    c->response.etag = query_version_etag(&c->arena, version);
}

void call_hash(const struct call *c, char hex[65])
{
    struct sha256 h;
    sha256_init(&h);
    sha256_put(&h, c->request.method_word);
    sha256_put(&h, S(" "));
    sha256_put(&h, c->request.target);
    sha256_put(&h, S("\n"));
    sha256_put(&h, c->request.body);
    sha256_end(&h, hex);
}

struct stream *call_stream(struct call *c)
{
    struct dispatcher *d = c->dispatcher;
    struct stream *s = streams_open(&d->streams, dispatcher_now_us(d));
    if (s == NULL) {
        call_refuse(c, 503, "streams", "too many streams of events are open");
        http_response_field(&c->response, S("Retry-After"), S("5"));
        return NULL;
    }
    begin(c, 200, "text/event-stream; charset=utf-8");
    c->response.stream = s;
    return s;
}

/* The client has this version already. */
static void answer_unchanged(struct call *c)
{
    struct http_response *r = &c->response;
    if (r->status != 200 || r->etag.n == 0 || r->stream || !http_is_safe(c->request.method) ||
        !query_etag_listed(http_field(&c->request, S("If-None-Match")), r->etag))
        return;
    r->status = 304;
    r->fixed = (str){0};
    buf_clear(&r->body);
}

static void log_call(const struct call *c, i64 us)
{
    const struct site *site = c->dispatcher->site;
    char text[1024], id[17];
    struct buf line = {.p = text, .max = sizeof text};
    struct json j;
    if (site->log == NULL)
        return;
    snprintf(id, sizeof id, "%016llx", (unsigned long long)c->id);
    json_init(&j, &line, 0);
    json_object(&j);
    json_key(&j, S("at_ms"));
    json_i64(&j, c->now_ms);
    put(&j, "request", str_c(id));
    put(&j, "route", c->route ? str_c(c->route->id) : S("none"));
    put(&j, "method", str_c(http_method_name(c->request.method)));
    json_key(&j, S("status"));
    json_i64(&j, c->response.status);
    if (c->refusal)
        put(&j, "code", str_c(c->refusal));
    json_key(&j, S("ms"));
    json_f64(&j, (f64)us / 1000);
    json_key(&j, S("bytes"));
    json_i64(&j, http_response_body(&c->response).n);
    json_end(&j);
    assert(!line.full); /* ids and codes are short and ours */
    site->log(site->log_context, buf_str(&line));
}

void call_finish(struct call *c)
{
    if (c->dispatcher->site->sound && c->response.status < 500)
        (void)!c->dispatcher->site->sound(c);
    assert(c->response.status);
    if (c->response.body.full)
        call_refuse(c, 500, "answer", "the answer is larger than one answer may be");
    answer_unchanged(c);
    i64 us = dispatcher_now_us(c->dispatcher) - c->started_us;
    metrics_add(&c->dispatcher->metrics, c->route, c->response.status, us, c->request.body.n,
                http_response_body(&c->response).n);
    log_call(c, us);
    if (c->dispatcher->site->end)
        c->dispatcher->site->end(c);
    c->done(c);
}
