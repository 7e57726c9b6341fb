/* The server alone: a route anyone may call and one that checks a session, answered from
 * memory. script/bench-http starts it, drives it with wrk, and ends its input; it then says
 * how many requests it answered and how much processor time each took. */
#include "base/os.h"
#include "http/server.h"

#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

enum { MEMBER = 1, ACTIVE = 1, READ = 1 };

static enum http_turn say_hello(struct call *c)
{
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("said"));
    json_str(&j, S("hello"));
    json_end(&j);
    return HTTP_ANSWERED;
}

/* An answer of the size of a deal. */
static enum http_turn get_deal(struct call *c)
{
    static const char *const names[] = {"title",      "stage",   "owner",   "department",
                                        "discipline", "account", "version", "next_step"};
    struct json j = call_json(c, 200);
    call_version(c, 7);
    json_object(&j);
    json_key(&j, S("id"));
    json_str(&j, call_param(c, "deal"));
    for (i64 i = 0; i < LENGTH(names); i++) {
        json_key(&j, str_c(names[i]));
        json_str(&j, S("some words that a deal would have"));
    }
    json_key(&j, S("value_minor"));
    json_i64(&j, 1234500);
    json_end(&j);
    return HTTP_ANSWERED;
}

static enum http_turn begin_deal(struct call *c)
{
    struct json j = call_json(c, 201);
    json_object(&j);
    json_key(&j, S("title"));
    json_str(&j, json_find(c->json, S("title"))->text);
    json_end(&j);
    return HTTP_ANSWERED;
}

static const struct shape_field fields[] = {
    {"title", SHAPE_TEXT, .required = true},
    {"value_minor", SHAPE_INTEGER, .about = "In the smallest unit."},
};
static const struct shape deal = {"deal", NULL, fields, LENGTH(fields)};
static const struct route routes[] = {
    {HTTP_GET, "/hello", "hello", "Says hello.", "bench", .roles = HTTP_ANYONE, .answer = &deal,
     .handle = say_hello},
    {HTTP_GET, "/quick", "hello_quick", "Says hello at once.", "bench", .roles = HTTP_ANYONE,
     .flags = ROUTE_QUICK, .answer = &deal, .handle = say_hello},
    {HTTP_GET, "/api/v1/quick-deals/{deal}", "deal_get_quick", "One deal.", "bench",
     .roles = MEMBER, .states = ACTIVE, .scopes = READ, .flags = ROUTE_QUICK, .answer = &deal,
     .handle = get_deal},
    {HTTP_GET, "/api/v1/deals/{deal}", "deal_get", "One deal.", "bench", .roles = MEMBER,
     .states = ACTIVE, .scopes = READ, .answer = &deal, .handle = get_deal},
    {HTTP_POST, "/api/v1/deals", "deal_new", "Begins a deal.", "bench", .roles = MEMBER,
     .states = ACTIVE, .scopes = READ, .body = &deal, .answer = &deal, .handle = begin_deal},
};

static bool authenticate(struct call *c)
{
    if (http_field(&c->request, S("Authorization")).p)
        c->actor = (struct actor){.kind = ACTOR_TOKEN,
                                  .account = S("1"),
                                  .workspace = S("acme"),
                                  .role = MEMBER,
                                  .state = ACTIVE,
                                  .scopes = READ};
    return true;
}

static i64 now_ms(void *context)
{
    (void)context;
    return os_now_ms();
}

static i64 elapsed_ns(void *context)
{
    (void)context;
    return os_elapsed_ns();
}

static i64 answered(const struct dispatcher *d)
{
    i64 n = 0;
    for (i64 i = 0; i <= d->metrics.n; i++)
        for (i64 k = 0; k < METRICS_CLASSES; k++)
            n += d->metrics.rows[i].by_class[k];
    return n;
}

static void report(const struct dispatcher *d)
{
    struct rusage use;
    struct buf out;
    buf_init(&out, 1 << 16);
    getrusage(RUSAGE_SELF, &use);
    f64 s = (f64)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
            (f64)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
    i64 n = answered(d);
    buf_fmt(&out, "%lld requests, %.2f us of processor time each, %ld MiB resident at most\n",
            (long long)n, n ? s * 1e6 / (f64)n : 0, use.ru_maxrss / 1024);
    os_write_out(buf_str(&out));
    buf_release(&out);
}

int main(int argc, char **argv)
{
    static const char *const none[] = {NULL}, *hosts[] = {"127.0.0.1:8099", NULL};
    static struct dispatcher d;
    i64 workers = 4;
    if (argc > 1 && !str_to_i64(str_c(argv[1]), &workers))
        return 2;
    struct site site = {.routes = routes,
                        .route_count = LENGTH(routes),
                        .title = "bench",
                        .version = "1",
                        .about = "",
                        .role_names = none,
                        .state_names = none,
                        .scope_names = none,
                        .hosts = hosts,
                        .origins = none,
                        .authenticate = authenticate,
                        .now_ms = now_ms,
                        .elapsed_ns = elapsed_ns,
                        .seed = 1};
    struct server_options o = {
        .port = 8099, .workers = (i32)workers, .address_connections_max = -1};
    struct arena a;
    struct diags problems;
    struct err e = {0};
    arena_init(&a, 1 << 20);
    diags_init(&problems, &a);
    if (!dispatcher_init(&d, &site, &problems))
        return 1;
    struct server *s = server_open(&a, &d, &o, &e);
    if (s == NULL) {
        os_write_err(str_c(e.text));
        return 1;
    }
    char byte;
    while (read(0, &byte, 1) > 0) /* only waits for its end */
        ;
    server_close(s);
    report(&d);
    dispatcher_release(&d);
    arena_release(&a);
    return 0;
}
