#include "http/gates.h"

#include "http/cursor.h"

static bool is_listed(const char *const *list, str word)
{
    for (const char *const *one = list; one && *one; one++)
        if (str_eq_fold(word, str_c(*one)))
            return true;
    return false;
}

/* Which site is meant? */
static bool pass_host(struct call *c)
{
    if (http_field_count(&c->request, S("Host")) != 1)
        return call_refuse(c, 400, "host", "exactly one field Host is wanted");
    if (!is_listed(c->dispatcher->site->hosts, http_field(&c->request, S("Host"))))
        return call_refuse(c, 421, "host", "this server does not answer for that host");
    return true;
}

/* Is the head of a size that anything real has? */
static bool pass_head(struct call *c)
{
    const struct http_request *r = &c->request;
    if (r->target.n > HTTP_TARGET_BYTES_MAX)
        return call_refuse(c, 414, "limit", "path and query are longer than %d bytes",
                           HTTP_TARGET_BYTES_MAX);
    if (r->field_count > HTTP_FIELDS_MAX)
        return call_refuse(c, 431, "limit", "there are more than %d header fields",
                           HTTP_FIELDS_MAX);
    i64 bytes = r->target.n;
    for (i64 i = 0; i < r->field_count; i++) {
        i64 n = r->fields[i].name.n + r->fields[i].value.n;
        bytes += n;
        if (n > HTTP_FIELD_BYTES_MAX)
            return call_refuse(c, 431, "limit", "a header field is longer than %d bytes",
                               HTTP_FIELD_BYTES_MAX);
    }
    if (bytes > HTTP_HEAD_BYTES_MAX)
        return call_refuse(c, 431, "limit", "the head is longer than %d bytes",
                           HTTP_HEAD_BYTES_MAX);
    return true;
}

static str methods_text(struct arena *a, u32 methods)
{
    str out = {0};
    methods |= 1u << HTTP_OPTIONS;
    for (i32 m = 0; m < HTTP_METHODS; m++)
        if (methods >> m & 1)
            out = str_fmt(a, "%.*s%s%s", STR_ARG(out), out.n ? ", " : "",
                          http_method_name((enum http_method)m));
    return out;
}

static bool refuse_method(struct call *c, u32 methods)
{
    enum http_method m = c->request.method;
    str allowed = methods_text(&c->arena, methods);
    if (m == HTTP_OPTIONS) {
        c->response.status = 204;
    } else if (m == HTTP_METHOD_OTHER) {
        call_refuse(c, 501, "method", "this method is not known");
    } else {
        call_refuse(c, 405, "method", "%s is not possible here", http_method_name(m));
    }
    http_response_field(&c->response, S("Allow"), allowed);
    return false;
}

static str path_of(str target)
{
    str path, query;
    str_cut(target, '?', &path, &query);
    return path;
}

/* Is there a row? */
static bool pass_route(struct call *c)
{
    switch (router_find(&c->dispatcher->router, &c->arena, c->request.method,
                        path_of(c->request.target), &c->route, &c->params, &c->methods)) {
    case ROUTER_FOUND: return true;
    case ROUTER_NO_METHOD: return refuse_method(c, c->methods);
    case ROUTER_BAD_PATH:
        return call_refuse(c, 400, "path", "the path is not sound percent-encoded text");
    case ROUTER_NO_PATH: break;
    }
    return call_not_found(c);
}

static bool refuse_nobody(struct call *c, const char *text)
{
    call_refuse(c, 401, "signed-out", "%s", message(text));
    http_response_field(&c->response, S("WWW-Authenticate"), S("Bearer"));
    return false;
}

/* Do the credentials hold? A cookie that no longer holds does not keep anyone from what
 * nobody need be signed in for, such as signing in. */
static bool pass_credentials(struct call *c)
{
    if (c->dispatcher->site->authenticate(c))
        return true;
    bool token = http_field(&c->request, S("Authorization")).p != NULL;
    c->actor = (struct actor){0};
    return ((c->route->roles & HTTP_ANYONE) && !token) ||
           refuse_nobody(c, "these credentials do not hold");
}

static bool pass_signed_in(struct call *c)
{
    return (c->route->roles & HTTP_ANYONE) || c->actor.kind != ACTOR_NOBODY ||
           refuse_nobody(c, "sign in first");
}

static bool wants_member(const struct route *r)
{
    return !(r->roles & (HTTP_ANYONE | HTTP_SIGNED_IN));
}

/* Is the membership in a state that counts? */
static bool pass_state(struct call *c)
{
    return !wants_member(c->route) || (c->actor.state & c->route->states) ||
           call_refuse(c, 403, "membership", "your membership does not allow this");
}

static bool pass_role(struct call *c)
{
    return !wants_member(c->route) || (c->actor.role & c->route->roles) ||
           call_refuse(c, 403, "role", "your role does not allow this");
}

static bool pass_scope(struct call *c)
{
    return c->actor.kind != ACTOR_TOKEN || (c->route->roles & HTTP_ANYONE) ||
           (c->actor.scopes & c->route->scopes) ||
           call_refuse(c, 403, "scope", "this token does not reach that far");
}

static bool pass_fresh(struct call *c)
{
    return !(c->route->flags & ROUTE_FRESH) || c->actor.fresh ||
           call_refuse(c, 403, "fresh-login", "sign in again first: this act is sensitive");
}

/* Did a page of our own send this change? A browser adds cookies to what any page asks; a
 * token it does not. */
static bool pass_same_origin(struct call *c)
{
    if (http_is_safe(c->request.method) || c->actor.kind == ACTOR_TOKEN)
        return true;
    str site = http_field(&c->request, S("Sec-Fetch-Site"));
    str origin = http_field(&c->request, S("Origin"));
    bool good;
    if (site.p)
        good = str_eq(site, S("same-origin"));
    else if (origin.p)
        good = is_listed(c->dispatcher->site->origins, origin);
    else
        good = c->actor.kind == ACTOR_NOBODY; /* no browser, and no cookie that counts */
    return good || call_refuse(c, 403, "cross-site", "this request comes from another site");
}

static bool pass_accept(struct call *c)
{
    const char *type = route_answer_type(c->route);
    if (str_eq(str_c(type), S("*/*"))) /* the handler knows its type only later */
        return true;
    return query_accepts(http_field(&c->request, S("Accept")), str_c(type)) ||
           call_refuse(c, 406, "accept", "the answer is %s, which is not accepted", type);
}

/* May there be a body, and is it small enough? */
static bool pass_body_size(struct call *c)
{
    i64 max = route_body_max(c->route);
    if (c->request.body.n <= max)
        return true;
    if (max == 0)
        return call_refuse(c, 400, "body", "this request takes no body");
    return call_refuse(c, 413, "limit", "the body is longer than %lld bytes", (long long)max);
}

static bool pass_media(struct call *c)
{
    if (!route_has_body(c->route))
        return true;
    const char *wanted = c->route->body ? "application/json" : c->route->body_type;
    str sent = http_field(&c->request, S("Content-Type"));
    str head, params;
    str_cut(sent, ';', &head, &params);
    params = str_trim(params);
    bool charset = params.n == 0 || !c->route->body || str_eq_fold(params, S("charset=utf-8")) ||
                   str_eq_fold(params, S("charset=\"utf-8\""));
    return (str_eq_fold(str_trim(head), str_c(wanted)) && charset) ||
           call_refuse(c, 415, "content-type", "the body must be %s", wanted);
}

static bool is_key(str key)
{
    for (i64 i = 0; i < key.n; i++)
        if (key.p[i] < 0x21 || key.p[i] > 0x7E)
            return false;
    return key.n > 0 && key.n <= HTTP_KEY_BYTES_MAX;
}

/* Can the request be sent again without doing its act twice? */
static bool pass_key(struct call *c)
{
    if (http_is_safe(c->request.method) || (c->route->flags & ROUTE_NO_KEY))
        return true;
    c->key = http_field(&c->request, S("Idempotency-Key"));
    if (c->key.p == NULL || http_field_count(&c->request, S("Idempotency-Key")) != 1)
        return call_refuse(c, 400, "idempotency-key",
                           "a change wants one field Idempotency-Key: any new random text");
    return is_key(c->key) || call_refuse(c, 400, "idempotency-key",
                                         "an Idempotency-Key has 1 to %d visible ASCII characters",
                                         HTTP_KEY_BYTES_MAX);
}

/* Which version has the sender seen? Whether it still is the one, the handler asks within its
 * transaction. */
static bool pass_if_match(struct call *c)
{
    str field = http_field(&c->request, S("If-Match"));
    c->if_match = field.p ? query_etag_version(field) : -1;
    if (field.p && c->if_match < 0)
        return call_refuse(c, 412, "if-match", "If-Match names no version: send an ETag we gave");
    if (!(c->route->flags & ROUTE_IF_MATCH) || field.p)
        return true;
    return call_refuse(c, 428, "if-match",
                       "this change wants If-Match with the ETag you have seen");
}

static bool is_listing_name(const struct call *c, str name)
{
    return c->route->listing && (str_eq(name, S("limit")) || str_eq(name, S("cursor")) ||
                                 str_eq(name, S("sort")) || str_eq(name, S("fields")));
}

static void check_param(const struct call *c, const struct http_pair *p, struct diags *d)
{
    const struct shape *s = c->route->query;
    const struct shape_field *f = s ? shape_find(s, p->name) : NULL;
    if (f) {
        shape_check_text(f, p->value, d);
        return;
    }
    struct diag *added =
        diag_add(d, DIAG_ERROR, "unknown-parameter", (struct place){0},
                 "%.*s: there is no such parameter", STR_ARG(str_sub(p->name, 0, 100)));
    str near = s ? shape_did_you_mean(s, p->name) : (str){0};
    static const str listing_names[] = {S("limit"), S("cursor"), S("sort"), S("fields")};
    if (near.n == 0 && c->route->listing)
        near = diag_did_you_mean(p->name, listing_names, LENGTH(listing_names));
    if (added && near.n)
        diag_hint(d, added, "did you mean \"%.*s\"?", STR_ARG(near));
}

static void begin_problems(struct call *c, struct diags *d, str file)
{
    diags_init(d, &c->arena);
    d->file = file;
}

/* Are the parameters of the query those of the row? */
static bool pass_query(struct call *c)
{
    struct diags d;
    begin_problems(c, &d, S("query"));
    str path, text;
    str_cut(c->request.target, '?', &path, &text);
    query_parse(&c->query, &c->arena, text, &d);
    for (i32 i = 0; i < c->query.n; i++)
        if (!is_listing_name(c, c->query.params[i].name))
            check_param(c, &c->query.params[i], &d);
    const struct shape *s = c->route->query;
    for (i64 i = 0; s && i < s->n; i++)
        if (s->fields[i].required && call_query(c, s->fields[i].name).p == NULL)
            diag_add(&d, DIAG_ERROR, "required", (struct place){0},
                     "%s: this parameter is required", s->fields[i].name);
    return d.count[DIAG_ERROR] == 0 || call_refuse_diags(c, 400, "query", &d);
}

static void check_named(struct diags *d, const char *param, const char *const *names, str word)
{
    str known[SHAPE_FIELDS_MAX] = {0};
    i64 n = 0;
    for (; names[n] && n < SHAPE_FIELDS_MAX; n++) {
        known[n] = str_c(names[n]);
        if (str_eq(word, known[n]))
            return;
    }
    struct diag *added =
        diag_add(d, DIAG_ERROR, "choice", (struct place){0}, "%s: \"%.*s\" is not possible", param,
                 STR_ARG(str_sub(word, 0, 100)));
    str near = diag_did_you_mean(word, known, n);
    if (added && near.n)
        diag_hint(d, added, "did you mean \"%.*s\"?", STR_ARG(near));
}

/* How much of the list, from where, in which order? */
static bool pass_listing(struct call *c)
{
    const struct route_listing *l = c->route->listing;
    struct diags d;
    if (l == NULL)
        return true;
    begin_problems(c, &d, S("query"));
    c->listing.limit = HTTP_PAGE_DEFAULT;
    str limit = call_query(c, "limit"), cursor = call_query(c, "cursor");
    if (limit.p && (!str_to_i64(limit, &c->listing.limit) || c->listing.limit < 1 ||
                    c->listing.limit > HTTP_PAGE_MAX))
        diag_add(&d, DIAG_ERROR, "limit", (struct place){0}, "limit: 1 to %d are possible",
                 HTTP_PAGE_MAX);
    str sort = call_query(c, "sort");
    c->listing.sort = sort.p ? sort : str_c(l->sort[0]);
    check_named(&d, "sort", l->sort, c->listing.sort);
    str rest = c->listing.fields = call_query(c, "fields"), part;
    for (bool more = rest.n > 0; more;) {
        more = str_cut(rest, ',', &part, &rest);
        check_named(&d, "fields", l->fields, part);
    }
    if (cursor.p && !cursor_parse(&c->arena, c->dispatcher->site->seed, call_question(c), cursor,
                                  &c->listing.place))
        diag_add(&d, DIAG_ERROR, "cursor", (struct place){0},
                 "cursor: it is not one of this list; begin again without it");
    return d.count[DIAG_ERROR] == 0 || call_refuse_diags(c, 400, "query", &d);
}

/* Is the body what the row's table says? */
static bool pass_body(struct call *c)
{
    if (c->route->body == NULL)
        return true;
    struct diags d;
    begin_problems(c, &d, S("body"));
    c->json = json_parse(&c->arena, c->request.body, &d);
    if (c->json == NULL)
        return call_refuse_diags(c, 400, "json", &d);
    return shape_check(c->route->body, c->json, c->request.body, &d) ||
           call_refuse_diags(c, 422, "body", &d);
}

/* Is what it is about to be had? */
static bool pass_begin(struct call *c)
{
    return !c->dispatcher->site->begin || c->dispatcher->site->begin(c);
}

const struct gate gates[] = {
    {"host", pass_host},           {"head", pass_head},
    {"route", pass_route},         {"credentials", pass_credentials},
    {"signed-in", pass_signed_in}, {"state", pass_state},
    {"role", pass_role},           {"scope", pass_scope},
    {"fresh", pass_fresh},         {"same-origin", pass_same_origin},
    {"accept", pass_accept},       {"body-size", pass_body_size},
    {"media", pass_media},         {"key", pass_key},
    {"if-match", pass_if_match},   {"query", pass_query},
    {"listing", pass_listing},     {"body", pass_body},
    {"begin", pass_begin},
};

const i64 gate_count = LENGTH(gates);

void gates_dispatch(struct call *c, const struct gate *list, i64 n)
{
    for (i64 i = 0; i < n; i++)
        if (!list[i].pass(c)) {
            call_finish(c);
            return;
        }
    if ((c->route->flags & ROUTE_SLOW) && c->slow)
        c->slow(c);
    if (c->route->handle(c) == HTTP_ANSWERED)
        call_finish(c);
}
