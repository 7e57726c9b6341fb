#include "http/toy_test.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static struct toy *toy_of(struct call *c)
{
    return c->app;
}

static enum http_turn answer_text(struct call *c, i32 status, str text)
{
    atomic_fetch_add(&toy_of(c)->handled, 1);
    struct json j = call_json(c, status);
    json_object(&j);
    json_key(&j, S("said"));
    json_str(&j, text);
    json_end(&j);
    return HTTP_ANSWERED;
}

static enum http_turn say_hello(struct call *c)
{
    return answer_text(c, 200, S("hello"));
}

static enum http_turn get_deal(struct call *c)
{
    if (str_eq(call_param(c, "deal"), S("absent"))) {
        atomic_fetch_add(&toy_of(c)->handled, 1);
        call_not_found(c);
        return HTTP_ANSWERED;
    }
    call_version(c, 7);
    return answer_text(c, 200, call_param(c, "deal"));
}

static enum http_turn list_deals(struct call *c)
{
    return answer_text(c, 200,
                       str_fmt(&c->arena, "%lld %.*s [%.*s] %.*s", (long long)c->listing.limit,
                               STR_ARG(c->listing.sort), STR_ARG(c->listing.place),
                               STR_ARG(call_cursor(c, S("17")))));
}

static enum http_turn change_deal(struct call *c)
{
    if (c->route->flags & ROUTE_IF_MATCH && c->if_match != 7) {
        atomic_fetch_add(&toy_of(c)->handled, 1);
        call_refuse(c, 412, "version", "the deal has changed since you saw it");
        return HTTP_ANSWERED;
    }
    return answer_text(c, c->route->status ? c->route->status : 200, c->key);
}

static enum http_turn upload(struct call *c)
{
    return answer_text(c, 200, str_fmt(&c->arena, "%lld bytes", (long long)c->request.body.n));
}

static enum http_turn listen_to_events(struct call *c)
{
    atomic_fetch_add(&toy_of(c)->handled, 1);
    struct stream *s = call_stream(c);
    if (s)
        toy_of(c)->stream = s;
    return HTTP_ANSWERED;
}

static enum http_turn answer_later(struct call *c)
{
    toy_of(c)->later = c;
    return HTTP_LATER;
}

static enum http_turn hold(struct call *c)
{
    struct timespec pause = {0, 1000000};
    atomic_fetch_add(&toy_of(c)->holding, 1);
    while (toy_of(c)->hold)
        nanosleep(&pause, NULL);
    return answer_text(c, 200, S("held"));
}

static const char *const kinds[] = {"small", "large", NULL};
static const struct shape_field deal_fields[] = {
    {"title", SHAPE_TEXT, .required = true, .least = 1, .most = 20, .about = "What it is called."},
    {"value_minor", SHAPE_INTEGER, .least = 0, .most = 1000000, .nullable = true},
    {"kind", SHAPE_CHOICE, .choices = kinds},
    {"close_on", SHAPE_DATE, .about = "When it should close."},
};
static const struct shape deal_new = {"deal_new", "A deal to begin.", deal_fields,
                                      LENGTH(deal_fields)};
static const struct shape_field said_fields[] = {{"said", SHAPE_TEXT, .required = true}};
static const struct shape said = {"said", NULL, said_fields, LENGTH(said_fields)};
static const struct shape_field filter_fields[] = {
    {"stage", SHAPE_ID, .about = "Only deals in this stage."},
    {"at_least", SHAPE_INTEGER, .about = "Value in minor units."},
};
static const struct shape filters = {"deal_filters", NULL, filter_fields, LENGTH(filter_fields)};
static const char *const sorts[] = {"value", "-value", NULL};
static const char *const columns[] = {"title", "value_minor", NULL};
static const struct route_listing listing = {sorts, columns};

enum { MEMBERS = TOY_ADMIN | TOY_SELLER | TOY_VIEWER, WRITERS = TOY_ADMIN | TOY_SELLER };

const struct route toy_routes[] = {
    {HTTP_GET, "/hello", "hello", "Says hello.", "hello", .roles = HTTP_ANYONE,
     .flags = ROUTE_QUICK, .answer = &said, .handle = say_hello},
    {HTTP_POST, "/api/v1/session", "login", "Signs in.", "people", .roles = HTTP_ANYONE,
     .flags = ROUTE_NO_KEY, .body = &deal_new, .answer = &said, .handle = change_deal},
    {HTTP_GET, "/api/v1/me", "me", "Who am I?", "people", .roles = HTTP_SIGNED_IN,
     .scopes = TOY_READ, .answer = &said, .handle = say_hello},
    {HTTP_GET, "/api/v1/deals", "deal_list", "Deals.", "deals", .roles = MEMBERS,
     .states = TOY_ACTIVE, .scopes = TOY_READ, .flags = ROUTE_LIST, .query = &filters,
     .listing = &listing, .answer = &said, .handle = list_deals},
    {HTTP_POST, "/api/v1/deals", "deal_new", "Begins a deal.", "deals", .roles = WRITERS,
     .states = TOY_ACTIVE, .scopes = TOY_WRITE, .body = &deal_new, .status = 201, .answer = &said,
     .handle = change_deal},
    {HTTP_GET, "/api/v1/deals/{deal}", "deal_get", "One deal.", "deals", .roles = MEMBERS,
     .states = TOY_ACTIVE | TOY_SUSPENDED, .scopes = TOY_READ | TOY_WRITE, .answer = &said,
     .handle = get_deal},
    {HTTP_PATCH, "/api/v1/deals/{deal}", "deal_change", "Changes a deal.", "deals",
     .roles = WRITERS, .states = TOY_ACTIVE, .scopes = TOY_WRITE, .flags = ROUTE_IF_MATCH,
     .body = &deal_new, .answer = &said, .handle = change_deal},
    {HTTP_DELETE, "/api/v1/deals/{deal}", "deal_purge", "Ends a deal for ever.", "deals",
     .roles = TOY_ADMIN, .states = TOY_ACTIVE, .flags = ROUTE_FRESH, .answer = &said,
     .handle = change_deal},
    {HTTP_GET, "/api/v1/versions/{version:int}/days/{day:date}", "version_day",
     "A version on a day.", "standards", .roles = MEMBERS, .states = TOY_ACTIVE, .scopes = TOY_READ,
     .answer = &said, .handle = say_hello},
    {HTTP_POST, "/api/v1/imports", "import", "Brings a file.", "exchange", .roles = TOY_ADMIN,
     .states = TOY_ACTIVE, .scopes = TOY_WRITE, .body_type = "text/csv", .body_bytes_max = 4 << 20,
     .answer = &said, .handle = upload},
    {HTTP_GET, "/api/v1/events", "event_stream", "What happens, as it happens.", "events",
     .roles = HTTP_ANYONE, .answer_type = "text/event-stream", .handle = listen_to_events},
    {HTTP_GET, "/later", "later", "Answers when the test says so.", "hello", .roles = HTTP_ANYONE,
     .answer = &said, .handle = answer_later},
    {HTTP_GET, "/assets/{file}", "asset", "A file inside the program.", "hello",
     .roles = HTTP_ANYONE, .answer_type = "*/*", .handle = file_answer},
    {HTTP_GET, "/hold", "hold", "Keeps its worker.", "hello", .roles = HTTP_ANYONE,
     .flags = ROUTE_SLOW, .answer = &said, .handle = hold},
};
const i64 toy_route_count = LENGTH(toy_routes);

static bool parse_numbers(str text, i64 out[3])
{
    str part;
    for (i32 i = 0; i < 3; i++) {
        str_cut(text, '.', &part, &text);
        if (!str_to_i64(part, &out[i]))
            return false;
    }
    return true;
}

static bool begin(struct call *c)
{
    return !http_field(&c->request, S("Toy-Away")).p || call_refuse(c, 503, "away", "it is away");
}

static bool authenticate(struct call *c)
{
    str token = http_field(&c->request, S("Authorization"));
    str session = query_cookie(http_field(&c->request, S("Cookie")), S("session"));
    i64 n[3];
    if (token.p == NULL && session.p == NULL)
        return true;
    bool is_token = token.p != NULL;
    if (!parse_numbers(is_token ? str_sub(token, 7, token.n) : session, n))
        return false;
    c->actor = (struct actor){
        .kind = is_token ? ACTOR_TOKEN : ACTOR_SESSION,
        .account = S("someone"),
        .workspace = S("acme"),
        .role = (u32)n[0],
        .state = (u32)n[1],
        .scopes = is_token ? (u32)n[2] : 0,
        .fresh = !is_token && n[2],
    };
    return true;
}

static i64 toy_ms(void *context)
{
    return ((struct toy *)context)->ms;
}

static i64 toy_ns(void *context)
{
    return ((struct toy *)context)->us * 1000;
}

static void toy_log(void *context, str line)
{
    struct toy *t = context;
    i64 n = i64_min(line.n, (i64)sizeof t->log - t->log_n);
    memcpy(t->log + t->log_n, line.p, (size_t)n);
    t->log_n += n;
}

void toy_init(struct toy *t)
{
    static const struct file *const files[] = {files_api, NULL};
    static const char *const roles[] = {"admin", "seller", "viewer", NULL};
    static const char *const states[] = {"invited", "active", "suspended", NULL};
    static const char *const scopes[] = {"read", "write", NULL};
    static const char *const hosts[] = {"etalon.test", "127.0.0.1", NULL};
    static const char *const origins[] = {"https://etalon.test", NULL};
    *t = (struct toy){.ms = 1764000000000, .us = 1000000};
    t->site = (struct site){
        .routes = toy_routes,
        .route_count = toy_route_count,
        .title = "Toy",
        .version = "1",
        .about = "A toy.",
        .role_names = roles,
        .state_names = states,
        .scope_names = scopes,
        .hosts = hosts,
        .origins = origins,
        .session_cookie = "session",
        .files = files,
        .app = t,
        .authenticate = authenticate,
        .begin = begin,
        .log = toy_log,
        .log_context = t,
        .now_ms = toy_ms,
        .elapsed_ns = toy_ns,
        .clock_context = t,
        .seed = 42,
    };
    struct arena a;
    arena_init(&a, 1 << 20);
    struct diags d;
    diags_init(&d, &a);
    bool good = dispatcher_init(&t->dispatcher, &t->site, &d);
    assert(good);
    arena_release(&a);
}

void toy_release(struct toy *t)
{
    dispatcher_release(&t->dispatcher);
}

const struct route *toy_route(const char *id)
{
    for (i64 i = 0; i < toy_route_count; i++)
        if (strcmp(toy_routes[i].id, id) == 0)
            return &toy_routes[i];
    assert(false);
    return NULL;
}

void toy_set(struct toy_request *r, const char *name, const char *value)
{
    i64 i = 0;
    while (i < r->request.field_count && !str_eq_fold(r->fields[i].name, str_c(name)))
        i++;
    if (value == NULL && i == r->request.field_count)
        return;
    if (value == NULL) {
        r->fields[i] = r->fields[--r->request.field_count];
        return;
    }
    assert(i < TOY_FIELDS_MAX);
    r->request.field_count = i64_max(r->request.field_count, i + 1);
    r->fields[i] = (struct http_pair){str_c(name), str_c(value)};
}

static char credentials[2][64];

void toy_as_session(struct toy_request *r, u32 role, u32 state, bool fresh)
{
    snprintf(credentials[0], sizeof credentials[0], "session=%u.%u.%d", role, state, fresh);
    toy_set(r, "Authorization", NULL);
    toy_set(r, "Cookie", credentials[0]);
}

void toy_as_token(struct toy_request *r, u32 role, u32 state, u32 scopes)
{
    snprintf(credentials[1], sizeof credentials[1], "Bearer %u.%u.%u", role, state, scopes);
    toy_set(r, "Cookie", NULL);
    toy_set(r, "Authorization", credentials[1]);
}

void toy_as_nobody(struct toy_request *r)
{
    toy_set(r, "Cookie", NULL);
    toy_set(r, "Authorization", NULL);
}

static str example_target(const struct route *r)
{
    static char text[200];
    i64 n = 0;
    str rest = str_sub(str_c(r->pattern), 1, HTTP_TARGET_BYTES_MAX), part;
    for (bool more = true; more;) {
        more = str_cut(rest, '/', &part, &rest);
        str shown = str_ends(part, S(":int}"))    ? S("12")
                    : str_ends(part, S(":date}")) ? S("2026-02-28")
                    : str_starts(part, S("{"))    ? S("d1")
                                                  : part;
        n += snprintf(text + n, sizeof text - (size_t)n, "/%.*s", STR_ARG(shown));
    }
    return (str){text, n};
}

void toy_prepare(struct toy_request *r, const struct route *route)
{
    *r = (struct toy_request){.request = {.method = route->method,
                                          .method_word = str_c(http_method_name(route->method)),
                                          .target = example_target(route),
                                          .peer = S("192.0.2.1")}};
    toy_set(r, "Host", "etalon.test");
    toy_as_session(r, TOY_ADMIN, TOY_ACTIVE, true);
    if (!http_is_safe(route->method)) {
        toy_set(r, "Sec-Fetch-Site", "same-origin");
        toy_set(r, "Idempotency-Key", "k-1");
    }
    if (route_has_body(route)) {
        toy_set(r, "Content-Type", route->body ? "application/json" : route->body_type);
        r->request.body = route->body ? S("{\"title\": \"Ten seats\"}") : S("a,b\n");
    }
    if (route->flags & ROUTE_IF_MATCH)
        toy_set(r, "If-Match", "\"v7\"");
}

static void note_done(struct call *c)
{
    (void)c;
}

i32 toy_send(struct toy *t, struct call *c, const struct toy_request *r)
{
    call_begin(c, &t->dispatcher);
    c->done = note_done;
    c->request = r->request;
    c->request.fields = r->fields;
    dispatch(c);
    return c->response.status;
}
