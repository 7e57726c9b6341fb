/* Who may call what: every cell of route x actor is asked, and a gate that is taken away is
 * noticed. */
#include "http/gates.h"
#include "http/toy_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "format/jansson.h"

static struct toy toy;
static struct call call;

static int setup(void **state)
{
    (void)state;
    toy_init(&toy);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    call_release(&call);
    toy_release(&toy);
    return 0;
}

static str body(void)
{
    return http_response_body(&call.response);
}

static void assert_has(str text, const char *part)
{
    if (str_find(text, str_c(part)) < 0)
        fail_msg("\"%s\" is not in: %.*s", part, STR_ARG(text));
}

static str answer_field(const char *name)
{
    struct http_pair fields[DISPATCH_FIELDS_MAX];
    i32 n = dispatch_fields(&call, fields);
    for (i32 i = 0; i < n; i++)
        if (str_eq_fold(fields[i].name, str_c(name)))
            return fields[i].value;
    return (str){0};
}

static i32 ask(const char *route, const char *target)
{
    struct toy_request r;
    toy_prepare(&r, toy_route(route));
    r.request.target = str_c(target);
    return toy_send(&toy, &call, &r);
}

static i32 send_body(const char *text)
{
    struct toy_request r;
    toy_prepare(&r, toy_route("deal_new"));
    r.request.body = str_c(text);
    return toy_send(&toy, &call, &r);
}

/* What the row's words mean, written a second time: straight from the columns. */
static i32 expected(const struct route *r, enum actor_kind kind, u32 role, u32 state, u32 third)
{
    i32 good = r->status ? r->status : 200;
    if (r->roles & HTTP_ANYONE)
        return good;
    if (kind == ACTOR_NOBODY)
        return 401;
    bool member = (r->roles & HTTP_SIGNED_IN) || ((role & r->roles) && (state & r->states));
    bool reach = kind == ACTOR_SESSION || (third & r->scopes);
    bool fresh = !(r->flags & ROUTE_FRESH) || (kind == ACTOR_SESSION && third);
    return member && reach && fresh ? good : 403;
}

/* Which gates to pass; the whole list but in the test of the mutants. */
static const struct gate *gates_used;
static i64 gates_used_n;

static void done(struct call *c)
{
    (void)c;
}

static i32 through_gates(struct toy_request *r)
{
    call_begin(&call, &toy.dispatcher);
    call.done = done;
    call.request = r->request;
    call.request.fields = r->fields;
    gates_dispatch(&call, gates_used, gates_used_n);
    return call.response.status;
}

/* The cells where the answer is not the expected one, or a refused call reached a handler. */
static i64 wrong_cells(i64 *cells)
{
    i64 wrong = 0;
    for (i64 i = 0; i < toy_route_count; i++) {
        const struct route *route = &toy_routes[i];
        if (route->answer_type || strcmp(route->id, "later") == 0)
            continue; /* a stream, a file, an answer somebody has to give */
        for (i32 kind = 0; kind < 3; kind++)
            for (u32 role = 0; role < 8; role++)
                for (u32 state = 0; state < 5; state += state ? state : 1)
                    for (u32 third = 0; third < 4; third++) {
                        struct toy_request r;
                        toy_prepare(&r, route);
                        if (kind == ACTOR_NOBODY)
                            toy_as_nobody(&r);
                        else if (kind == ACTOR_SESSION)
                            toy_as_session(&r, role, state, third & 1);
                        else
                            toy_as_token(&r, role, state, third);
                        i64 before = toy.handled;
                        i32 status = through_gates(&r);
                        i32 want = expected(route, (enum actor_kind)kind, role, state,
                                            kind == ACTOR_SESSION ? third & 1 : third);
                        wrong += status != want || (toy.handled > before) != (want < 400);
                        ++*cells;
                    }
    }
    return wrong;
}

static void every_cell_of_route_and_actor_is_as_the_row_says(void **state)
{
    (void)state;
    i64 cells = 0;
    gates_used = gates;
    gates_used_n = gate_count;
    assert_int_equal(wrong_cells(&cells), 0);
    assert_int_equal(cells, (toy_route_count - 3) * 3 * 8 * 4 * 4);
}

/* The requests that differ from a good one in one point, and what they are answered. */
static const struct {
    const char *route, *field, *value, *target, *body;
    i32 status;
} broken[] = {
    {"hello", "Host", "evil.test", NULL, NULL, 421},
    {"hello", "Host", NULL, NULL, NULL, 400},
    {"deal_new", "Sec-Fetch-Site", "cross-site", NULL, NULL, 403},
    {"deal_new", "Sec-Fetch-Site", "same-site", NULL, NULL, 403},
    {"deal_new", "Sec-Fetch-Site", "none", NULL, NULL, 403},
    {"deal_new", "Sec-Fetch-Site", NULL, NULL, NULL, 403},
    {"login", "Sec-Fetch-Site", "cross-site", NULL, NULL, 403},
    {"deal_get", "Accept", "text/html", NULL, NULL, 406},
    {"deal_new", "Content-Type", "text/plain", NULL, NULL, 415},
    {"deal_new", "Content-Type", "application/json; charset=latin1", NULL, NULL, 415},
    {"deal_new", "Content-Type", NULL, NULL, NULL, 415},
    {"deal_new", "Idempotency-Key", NULL, NULL, NULL, 400},
    {"deal_new", "Idempotency-Key", "two words", NULL, NULL, 400},
    {"deal_purge", "Idempotency-Key", NULL, NULL, NULL, 400},
    {"deal_change", "If-Match", NULL, NULL, NULL, 428},
    {"deal_change", "If-Match", "W/\"v7\"", NULL, NULL, 412},
    {"deal_change", "If-Match", "\"v6\"", NULL, NULL, 412},
    {"deal_get", "Authorization", "Bearer nonsense", NULL, NULL, 401},
    {"hello", "Authorization", "Bearer nonsense", NULL, NULL, 401},
    {"hello", "Toy-Away", "yes", NULL, NULL, 503},
    {"hello", NULL, NULL, "/hello?x=1", NULL, 400},
    {"deal_list", NULL, NULL, "/api/v1/deals?limit=201", NULL, 400},
    {"deal_list", NULL, NULL, "/api/v1/deals?limit=0", NULL, 400},
    {"deal_list", NULL, NULL, "/api/v1/deals?sort=title", NULL, 400},
    {"deal_list", NULL, NULL, "/api/v1/deals?fields=title,secret", NULL, 400},
    {"deal_list", NULL, NULL, "/api/v1/deals?cursor=AAAA", NULL, 400},
    {"deal_list", NULL, NULL, "/api/v1/deals?stage=A%20B", NULL, 400},
    {"deal_list", NULL, NULL, "/api/v1/deals?at_least=many", NULL, 400},
    {"deal_list", NULL, NULL, "/api/v1/deals?stage=a&stage=b", NULL, 400},
    {"deal_list", NULL, NULL, "/api/v1/deals?stage=%ff", NULL, 400},
    {"deal_get", NULL, NULL, "/api/v1/deals/%00", NULL, 400},
    {"deal_get", NULL, NULL, "/api/v1/deals/..", NULL, 400},
    {"deal_get", NULL, NULL, "/api/v1/deals/%2e%2e", NULL, 400},
    {"deal_get", NULL, NULL, "/api/v1/deals/a%2fb", NULL, 400},
    {"deal_get", NULL, NULL, "/api/v1/deals/a%5cb", NULL, 400},
    {"deal_get", NULL, NULL, "/api/v1/deals/%c0%ae", NULL, 400},
    {"deal_get", NULL, NULL, "/api/v1/deals/a%2", NULL, 400},
    {"deal_get", NULL, NULL, "http://etalon.test/hello", NULL, 400},
    {"deal_get", NULL, NULL, "/api/v1/deals/", NULL, 404},
    {"deal_get", NULL, NULL, "/api/v1//deals", NULL, 404},
    {"hello", NULL, NULL, "/", NULL, 404},
    {"version_day", NULL, NULL, "/api/v1/versions/x/days/2026-02-28", NULL, 404},
    {"version_day", NULL, NULL, "/api/v1/versions/1/days/2026-02-30", NULL, 404},
    {"hello", NULL, NULL, NULL, "{}", 400},
    {"deal_new", NULL, NULL, NULL, "", 400},
    {"deal_new", NULL, NULL, NULL, "{\"title\": \"a\", \"title\": \"b\"}", 400},
    {"deal_new", NULL, NULL, NULL, "{\"title\": \"\"}", 422},
    {"deal_new", NULL, NULL, NULL, "{\"title\": \"a\", \"owner\": 1}", 422},
    {"deal_new", NULL, NULL, NULL, "[]", 422},
};

static i64 wrong_broken(bool say)
{
    i64 wrong = 0;
    for (i64 i = 0; i < LENGTH(broken); i++) {
        struct toy_request r;
        toy_prepare(&r, toy_route(broken[i].route));
        if (broken[i].field)
            toy_set(&r, broken[i].field, broken[i].value);
        if (broken[i].target)
            r.request.target = str_c(broken[i].target);
        if (broken[i].body)
            r.request.body = str_c(broken[i].body);
        i32 status = through_gates(&r);
        if (say && status != broken[i].status)
            print_message("%s %s %s: %d, not %d\n", broken[i].route,
                          broken[i].field ? broken[i].field : "",
                          broken[i].target ? broken[i].target : "", status, broken[i].status);
        wrong += status != broken[i].status;
    }
    return wrong;
}

static void a_request_that_is_wrong_in_one_point_is_told_which(void **state)
{
    (void)state;
    gates_used = gates;
    gates_used_n = gate_count;
    assert_int_equal(wrong_broken(true), 0);
}

/* The gates that hold the call's later parts: without them there is nothing to judge. */
static bool is_needed(const struct gate *g)
{
    return strcmp(g->name, "route") == 0;
}

static void a_gate_that_is_taken_away_is_noticed(void **state)
{
    (void)state;
    i64 tried = 0;
    for (i64 left_out = 0; left_out < gate_count; left_out++) {
        struct gate list[32];
        i64 n = 0, cells = 0;
        if (is_needed(&gates[left_out]))
            continue;
        for (i64 i = 0; i < gate_count; i++)
            if (i != left_out)
                list[n++] = gates[i];
        gates_used = list;
        gates_used_n = n;
        bool size = strcmp(gates[left_out].name, "head") == 0;
        i64 wrong = wrong_broken(false) + wrong_cells(&cells);
        if (!size && wrong == 0)
            fail_msg("nobody misses the gate \"%s\"", gates[left_out].name);
        tried++;
    }
    assert_int_equal(tried, gate_count - 1);
}

static void a_head_of_impossible_size_is_refused(void **state)
{
    (void)state;
    static char text[20000];
    static struct http_pair fields[HTTP_FIELDS_MAX + 2];
    struct toy_request r;
    memset(text, 'a', sizeof text - 1);
    text[0] = '/';
    toy_prepare(&r, toy_route("hello"));
    r.request.target = (str){text, HTTP_TARGET_BYTES_MAX + 1};
    assert_int_equal(toy_send(&toy, &call, &r), 414);
    r.request.target = (str){text, HTTP_TARGET_BYTES_MAX};
    assert_int_equal(toy_send(&toy, &call, &r), 404);

    toy_prepare(&r, toy_route("hello"));
    text[HTTP_FIELD_BYTES_MAX] = 0;
    toy_set(&r, "X", text);
    assert_int_equal(toy_send(&toy, &call, &r), 431);
    text[HTTP_FIELD_BYTES_MAX - 1] = 0;
    toy_set(&r, "X", text);
    assert_int_equal(toy_send(&toy, &call, &r), 200);
    toy_set(&r, "Y", text); /* each is allowed, both are not */
    assert_int_equal(toy_send(&toy, &call, &r), 431);

    toy_prepare(&r, toy_route("hello"));
    for (i32 i = 0; i < LENGTH(fields); i++)
        fields[i] = (struct http_pair){S("A"), S("b")};
    fields[0] = (struct http_pair){S("Host"), S("etalon.test")};
    call_begin(&call, &toy.dispatcher);
    call.done = done;
    call.request = r.request;
    call.request.fields = fields;
    call.request.field_count = HTTP_FIELDS_MAX + 1;
    dispatch(&call);
    assert_int_equal(call.response.status, 431);
}

static void an_origin_counts_where_the_browser_says_no_more(void **state)
{
    (void)state;
    struct toy_request r;
    toy_prepare(&r, toy_route("deal_new"));
    toy_set(&r, "Sec-Fetch-Site", NULL);
    toy_set(&r, "Origin", "https://etalon.test");
    assert_int_equal(toy_send(&toy, &call, &r), 201);
    toy_set(&r, "Origin", "https://etalon.test.evil.test");
    assert_int_equal(toy_send(&toy, &call, &r), 403);
    toy_set(&r, "Origin", "null");
    assert_int_equal(toy_send(&toy, &call, &r), 403);
    toy_as_token(&r, TOY_ADMIN, TOY_ACTIVE, TOY_WRITE); /* no browser adds a token by itself */
    assert_int_equal(toy_send(&toy, &call, &r), 201);
}

static void absent_and_unseen_things_are_the_same_bytes(void **state)
{
    (void)state;
    char first[1000];
    assert_int_equal(ask("deal_get", "/api/v1/deals/absent"), 404);
    i64 n = body().n;
    memcpy(first, body().p, (size_t)n);
    assert_int_equal(ask("deal_get", "/api/v1/nothing/here"), 404);
    assert_true(str_eq(body(), (str){first, n}));
    assert_has(body(), "\"code\":\"not-found\"");
}

static void every_answer_has_the_security_fields(void **state)
{
    (void)state;
    for (i64 i = 0; i < LENGTH(broken) + 2; i++) {
        struct toy_request r;
        toy_prepare(&r, toy_route(i < LENGTH(broken) ? broken[i].route : "hello"));
        if (i < LENGTH(broken) && broken[i].field)
            toy_set(&r, broken[i].field, broken[i].value);
        toy_send(&toy, &call, &r);
        assert_true(str_eq(answer_field("X-Content-Type-Options"), S("nosniff")));
        assert_true(str_eq(answer_field("Referrer-Policy"), S("no-referrer")));
        assert_true(str_eq(answer_field("Cache-Control"), S("no-store")));
        assert_true(str_eq(answer_field("Cross-Origin-Opener-Policy"), S("same-origin")));
        assert_has(answer_field("Content-Security-Policy"), "default-src 'none'");
        assert_true(str_find(answer_field("Content-Security-Policy"), S("unsafe")) < 0);
        assert_true(answer_field("Server").p == NULL);
        assert_true(answer_field("Content-Type").n > 0);
        assert_true(answer_field("Strict-Transport-Security").p == NULL);
    }
    toy.site.transport_security = true;
    assert_int_equal(ask("hello", "/hello"), 200);
    assert_has(answer_field("Strict-Transport-Security"), "max-age=");
    toy.site.transport_security = false;
}

static void methods_of_a_path_are_told(void **state)
{
    (void)state;
    struct toy_request r;
    toy_prepare(&r, toy_route("deal_get"));
    r.request.method = HTTP_OPTIONS;
    assert_int_equal(toy_send(&toy, &call, &r), 204);
    assert_true(str_eq(answer_field("Allow"), S("GET, HEAD, PATCH, DELETE, OPTIONS")));
    assert_int_equal(body().n, 0);
    r.request.method = HTTP_POST;
    assert_int_equal(toy_send(&toy, &call, &r), 405);
    assert_true(str_eq(answer_field("Allow"), S("GET, HEAD, PATCH, DELETE, OPTIONS")));
    r.request.method = HTTP_TRACE;
    assert_int_equal(toy_send(&toy, &call, &r), 405);
    r.request.method = HTTP_METHOD_OTHER;
    assert_int_equal(toy_send(&toy, &call, &r), 501);
    r.request.method = HTTP_HEAD;
    assert_int_equal(toy_send(&toy, &call, &r), 200);
}

static void what_the_client_has_is_not_sent_again(void **state)
{
    (void)state;
    struct toy_request r;
    toy_prepare(&r, toy_route("deal_get"));
    assert_int_equal(toy_send(&toy, &call, &r), 200);
    assert_true(str_eq(answer_field("ETag"), S("\"v7\"")));
    toy_set(&r, "If-None-Match", "\"v6\", W/\"v7\"");
    assert_int_equal(toy_send(&toy, &call, &r), 304);
    assert_int_equal(body().n, 0);
    assert_true(str_eq(answer_field("ETag"), S("\"v7\"")));
    toy_set(&r, "If-None-Match", "\"v6\"");
    assert_int_equal(toy_send(&toy, &call, &r), 200);
}

static void a_cursor_belongs_to_its_question(void **state)
{
    (void)state;
    char target[400];
    assert_int_equal(ask("deal_list", "/api/v1/deals?stage=won&sort=-value&limit=5"), 200);
    assert_has(body(), "5 -value [] ");
    i64 at = str_find(body(), S("[] ")) + 3;
    str cursor = str_sub(body(), at, body().n - 3);
    char kept[200];
    snprintf(kept, sizeof kept, "%.*s", STR_ARG(cursor));
    snprintf(target, sizeof target, "/api/v1/deals?sort=-value&stage=won&cursor=%s", kept);
    assert_int_equal(ask("deal_list", target), 200);
    assert_has(body(), "50 -value [17] ");
    snprintf(target, sizeof target, "/api/v1/deals?sort=value&stage=won&cursor=%s", kept);
    assert_int_equal(ask("deal_list", target), 400);
    snprintf(target, sizeof target, "/api/v1/deals?sort=-value&cursor=%s", kept);
    assert_int_equal(ask("deal_list", target), 400);
    kept[3] = kept[3] == 'A' ? 'B' : 'A';
    snprintf(target, sizeof target, "/api/v1/deals?sort=-value&stage=won&cursor=%s", kept);
    assert_int_equal(ask("deal_list", target), 400);
}

static void problems_come_all_at_once_with_their_places(void **state)
{
    (void)state;
    assert_int_equal(send_body("{\"titel\": \"x\",\n \"value_minor\": -1,\n \"kind\": \"smal\",\n"
                               " \"close_on\": \"2026-02-30\"}"),
                     422);
    json_error_t e;
    json_t *j = json_loadb(body().p, (size_t)body().n, JSON_REJECT_DUPLICATES, &e);
    assert_non_null(j);
    json_t *problems = json_object_get(j, "problems");
    assert_int_equal(json_array_size(problems), 5);
    json_t *first = json_array_get(problems, 0);
    assert_string_equal(json_string_value(json_object_get(first, "code")), "unknown-member");
    assert_string_equal(json_string_value(json_object_get(first, "hint")),
                        "did you mean \"title\"?");
    assert_int_equal(json_integer_value(json_object_get(first, "line")), 1);
    json_t *third = json_array_get(problems, 2);
    assert_string_equal(json_string_value(json_object_get(third, "message")),
                        "kind: \"smal\" is not one of the choices");
    assert_int_equal(json_integer_value(json_object_get(third, "line")), 3);
    assert_int_equal(json_integer_value(json_object_get(third, "column")), 10);
    assert_string_equal(json_string_value(json_object_get(json_array_get(problems, 4), "code")),
                        "required");
    assert_true(str_eq(answer_field("Content-Type"), S("application/problem+json")));
    json_decref(j);
}

static void an_unknown_parameter_is_told_its_likely_name(void **state)
{
    (void)state;
    assert_int_equal(ask("deal_list", "/api/v1/deals?stag=x&limt=5"), 400);
    assert_has(body(), "did you mean \\\"stage\\\"?");
    assert_has(body(), "did you mean \\\"limit\\\"?");
}

static void an_answer_may_come_later(void **state)
{
    (void)state;
    assert_int_equal(ask("later", "/later"), 0);
    struct call *later = toy.later;
    assert_ptr_equal(later, &call);
    struct json j = call_json(later, 200);
    json_object(&j);
    json_end(&j);
    call_finish(later);
    assert_int_equal(call.response.status, 200);
}

static void an_answer_that_is_too_large_is_our_mistake(void **state)
{
    (void)state;
    assert_int_equal(ask("later", "/later"), 0);
    call.response.status = 200;
    call.response.body.full = true;
    call_finish(&call);
    assert_int_equal(call.response.status, 500);
    assert_has(body(), "\"request\":\"");
}

static void an_error_of_the_world_keeps_its_hint(void **state)
{
    (void)state;
    struct err e;
    assert_int_equal(ask("later", "/later"), 0);
    err_set(&e, ERR_IO, "the disk is full");
    err_hint(&e, "make room, then try again");
    call_refuse_err(&call, &e);
    call_finish(&call);
    assert_int_equal(call.response.status, 503);
    assert_has(body(), "\"hint\":\"make room, then try again\"");
}

static void a_log_line_has_no_secret(void **state)
{
    (void)state;
    struct toy_request r;
    toy.log_n = 0;
    toy_prepare(&r, toy_route("deal_new"));
    toy_set(&r, "Idempotency-Key", "secret-key");
    assert_int_equal(toy_send(&toy, &call, &r), 201);
    str log = {toy.log, toy.log_n};
    json_error_t e;
    json_t *j = json_loadb(log.p, (size_t)log.n, 0, &e);
    assert_non_null(j);
    assert_string_equal(json_string_value(json_object_get(j, "route")), "deal_new");
    assert_int_equal(json_integer_value(json_object_get(j, "status")), 201);
    json_decref(j);
    assert_true(str_find(log, S("secret")) < 0 && str_find(log, S("session")) < 0);
    assert_true(str_find(log, S("Ten seats")) < 0 && str_ends(log, S("\n")));
}

static void requests_are_counted_by_route_and_class(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 1 << 20);
    ask("version_day", "/api/v1/versions/1/days/2026-01-01");
    ask("version_day", "/api/v1/versions/1/days/2026-01-01?x=1");
    metrics_print(&toy.dispatcher.metrics, &out);
    str text = buf_str(&out);
    assert_has(text, "etalon_http_requests_total{route=\"version_day\",status=\"4xx\"}");
    assert_has(text, "etalon_http_request_seconds_bucket{route=\"version_day\",le=\"+Inf\"}");
    buf_release(&out);
}

static void a_key_belongs_to_one_request(void **state)
{
    (void)state;
    char first[65], again[65], other[65];
    struct toy_request r;
    toy_prepare(&r, toy_route("deal_new"));
    toy_send(&toy, &call, &r);
    call_hash(&call, first);
    toy_send(&toy, &call, &r);
    call_hash(&call, again);
    r.request.body = S("{\"title\": \"Other\"}");
    toy_send(&toy, &call, &r);
    call_hash(&call, other);
    assert_string_equal(first, again);
    assert_string_not_equal(first, other);
}

static void only_our_proxy_is_believed_about_addresses(void **state)
{
    (void)state;
    static const char *const proxies[] = {"192.0.2.1", NULL};
    struct toy_request r;
    toy_prepare(&r, toy_route("hello"));
    toy_set(&r, "X-Forwarded-For", "10.0.0.1, 198.51.100.7");
    toy_send(&toy, &call, &r);
    assert_true(str_eq(call_peer(&call), S("192.0.2.1")));
    toy.site.proxies = proxies;
    assert_true(str_eq(call_peer(&call), S("198.51.100.7")));
    toy_set(&r, "X-Forwarded-For", "");
    toy_send(&toy, &call, &r);
    assert_true(str_eq(call_peer(&call), S("192.0.2.1")));
    r.request.peer = S("192.0.2.2");
    toy_set(&r, "X-Forwarded-For", "10.0.0.1");
    toy_send(&toy, &call, &r);
    assert_true(str_eq(call_peer(&call), S("192.0.2.2")));
    toy.site.proxies = NULL;
}

static void a_stream_carries_events_and_ends(void **state)
{
    (void)state;
    char out[400];
    struct streams *all = &toy.dispatcher.streams;
    assert_int_equal(ask("event_stream", "/api/v1/events"), 200);
    struct stream *s = toy.stream;
    assert_true(stream_send(s, S("deal"), S("17"), S("{\"a\":\n1}")));
    i64 n = stream_take(s, out, sizeof out);
    assert_true(str_eq((str){out, n}, S("event: deal\nid: 17\ndata: {\"a\":\ndata: 1}\n\n")));
    assert_int_equal(stream_take(s, out, sizeof out), 0);
    assert_true(s->parked);
    streams_beat(all, toy.us + HTTP_STREAM_BEAT_SECONDS * 1000000ll);
    assert_false(s->parked);
    assert_true(stream_take(s, out, 4) == 4 && stream_take(s, out, sizeof out) > 0);
    stream_end(all, s);
    assert_int_equal(stream_take(s, out, sizeof out), -1);
    stream_gone(all, s);
    assert_int_equal(all->open, 0);
}

static void a_reader_who_lags_is_let_go(void **state)
{
    (void)state;
    static char large[HTTP_STREAM_BYTES_MAX / 2];
    struct streams *all = &toy.dispatcher.streams;
    memset(large, 'x', sizeof large);
    assert_int_equal(ask("event_stream", "/api/v1/events"), 200);
    struct stream *s = toy.stream;
    str text = {large, sizeof large};
    assert_true(stream_send(s, (str){0}, (str){0}, text));
    assert_false(stream_send(s, (str){0}, (str){0}, text));
    assert_false(stream_send(s, (str){0}, (str){0}, S("more")));
    stream_end(all, s);
    stream_gone(all, s);
}

static void there_are_only_so_many_streams(void **state)
{
    (void)state;
    static struct stream *open[HTTP_STREAMS_MAX];
    struct streams *all = &toy.dispatcher.streams;
    for (i32 i = 0; i < HTTP_STREAMS_MAX; i++) {
        open[i] = streams_open(all, 0);
        assert_non_null(open[i]);
    }
    assert_int_equal(ask("event_stream", "/api/v1/events"), 503);
    assert_true(answer_field("Retry-After").n > 0);
    for (i32 i = 0; i < HTTP_STREAMS_MAX; i++) {
        stream_end(all, open[i]);
        stream_gone(all, open[i]);
    }
}

static void a_table_that_could_not_be_served_is_refused(void **state)
{
    (void)state;
    struct arena a;
    struct diags d;
    struct route rows[8];
    arena_init(&a, 1 << 20);
    const struct route *good = toy_route("deal_get");
    struct route bad[] = {*good, *good, *good, *good, *good, *good, *good, *good};
    bad[0].roles = 0;
    bad[1].pattern = "api";
    bad[2].pattern = "/a/{b";
    bad[3].handle = NULL;
    bad[4].id = NULL;
    bad[5].states = 0;
    bad[6].method = HTTP_HEAD;
    bad[7].flags = ROUTE_LIST;
    for (i64 i = 0; i < LENGTH(bad); i++) {
        diags_init(&d, &a);
        assert_false(route_check(&bad[i], 1, &d));
    }
    rows[0] = rows[1] = *good;
    rows[1].id = "other";
    rows[1].pattern = "/api/v1/deals/{other}";
    diags_init(&d, &a);
    assert_false(route_check(rows, 2, &d));
    rows[1].pattern = "/api/v1/other/{other}";
    diags_init(&d, &a);
    assert_true(route_check(rows, 2, &d));
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cell_of_route_and_actor_is_as_the_row_says),
        cmocka_unit_test(a_request_that_is_wrong_in_one_point_is_told_which),
        cmocka_unit_test(a_gate_that_is_taken_away_is_noticed),
        cmocka_unit_test(a_head_of_impossible_size_is_refused),
        cmocka_unit_test(an_origin_counts_where_the_browser_says_no_more),
        cmocka_unit_test(absent_and_unseen_things_are_the_same_bytes),
        cmocka_unit_test(every_answer_has_the_security_fields),
        cmocka_unit_test(methods_of_a_path_are_told),
        cmocka_unit_test(what_the_client_has_is_not_sent_again),
        cmocka_unit_test(a_cursor_belongs_to_its_question),
        cmocka_unit_test(problems_come_all_at_once_with_their_places),
        cmocka_unit_test(an_unknown_parameter_is_told_its_likely_name),
        cmocka_unit_test(an_answer_may_come_later),
        cmocka_unit_test(an_answer_that_is_too_large_is_our_mistake),
        cmocka_unit_test(an_error_of_the_world_keeps_its_hint),
        cmocka_unit_test(a_log_line_has_no_secret),
        cmocka_unit_test(requests_are_counted_by_route_and_class),
        cmocka_unit_test(a_key_belongs_to_one_request),
        cmocka_unit_test(only_our_proxy_is_believed_about_addresses),
        cmocka_unit_test(a_stream_carries_events_and_ends),
        cmocka_unit_test(a_reader_who_lags_is_let_go),
        cmocka_unit_test(there_are_only_so_many_streams),
        cmocka_unit_test(a_table_that_could_not_be_served_is_refused),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
