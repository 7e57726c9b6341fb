#include "api/accounts_scene_test.h"

#include "api/answer_check_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FIELDS_MAX = 12 };

struct scene *play;
const char password[] = "nous irons au bois demain";

i64 now_ms(void *context)
{
    (void)context;
    return play->machine.now_ms;
}

static i64 elapsed_ns(void *context)
{
    (void)context;
    return play->machine.elapsed_ns;
}

static void note_done(struct call *c)
{
    (void)c;
    play->done = true;
}

void pass(i64 ms)
{
    play->machine.now_ms += ms;
    play->machine.elapsed_ns += ms * 1000000;
}

static enum http_turn reach(struct call *c)
{
    play->reached++;
    c->response.status = 204;
    return HTTP_ANSWERED;
}

static void open_dispatcher(bool stubs)
{
    struct diags problems;
    play->site.authenticate = api_authenticate;
    if (stubs) {
        assert_true(play->site.route_count <= ROUTES_MAX);
        memcpy(play->routes, play->site.routes,
               (size_t)play->site.route_count * sizeof *play->routes);
        for (i64 i = 0; i < play->site.route_count; i++)
            play->routes[i].handle = reach;
        play->site.routes = play->routes;
    }
    diags_init(&problems, &play->arena);
    if (!dispatcher_init(&play->dispatcher, &play->site, &problems))
        fail_msg("%.*s", STR_ARG(problems.list.v[0].message));
}

void open_parts(bool stubs)
{
    static const char *const hosts[] = {"etalon.test", NULL};
    static const struct login_provider provider = {.id = {"idp", 3},
                                                   .title = {"Idp", 3},
                                                   .issuer = {"https://idp.example", 19},
                                                   .client = {"etalon", 6},
                                                   .secret = {"hush", 4}};
    struct err e;
    struct workspace_options o = {.create = true, .name = S("acme"), .no_thread = true};
    struct accounts_options people = {.create = true, .weak = true};
    const struct platform *p = &play->machine.platform;
    play->site = (struct site){0};
    assert_true(workspace_open(&play->workspace, p, "acme.etalon", &o, &e));
    assert_true(accounts_open(&play->accounts, p, "accounts.etalon", &people, &e));
    assert_true(accounts_workspace(play->accounts, S("acme"), S("Acme"), now_ms(NULL), &e));
    assert_true(seal_open(&play->seal, p, "secrets.key", &e));
    struct api_options options = {.platform = p,
                                  .folder = ".",
                                  .no_threads = true,
                                  .workspace = play->workspace,
                                  .name = "acme",
                                  .accounts = play->accounts,
                                  .providers = &provider,
                                  .provider_count = 1,
                                  .seal = &play->seal};
    assert_true(api_open(&play->api, &options, &play->site, &e));
    play->site.hosts = hosts;
    play->site.origins = hosts + 1;
    play->site.session_cookie = "__Host-session";
    play->site.now_ms = now_ms;
    play->site.elapsed_ns = elapsed_ns;
    open_dispatcher(stubs);
}

void close_parts(void)
{
    if (play->call.response.stream) { /* whoever listened has left; nobody publishes here */
        stream_gone(&play->dispatcher.streams, play->call.response.stream);
        stream_end(&play->dispatcher.streams, play->call.response.stream);
    }
    api_close(play->api);
    call_release(&play->call);
    dispatcher_release(&play->dispatcher);
    accounts_close(play->accounts);
    workspace_close(play->workspace);
    play->call = (struct call){0};
}

static int open_play(void **state, bool stubs)
{
    (void)state;
    play = calloc(1, sizeof *play);
    arena_init(&play->arena, 256 << 20);
    play->stubs = stubs;
    simulated_init(&play->machine, 5);
    play->machine.now_ms = 1764000000000;
    open_parts(stubs);
    snprintf(play->peer, sizeof play->peer, "192.0.2.1");
    return 0;
}

int open_real(void **state)
{
    return open_play(state, false);
}

int open_stubs(void **state)
{
    return open_play(state, true);
}

int close_play(void **state)
{
    (void)state;
    close_parts();
    simulated_release(&play->machine);
    arena_release(&play->arena);
    free(play);
    return 0;
}

/* --- asking --------------------------------------------------------------------------------- */

static struct http_pair fields[FIELDS_MAX];

static void add(struct http_request *r, const char *name, str value)
{
    assert_true(r->field_count < FIELDS_MAX);
    if (value.n)
        fields[r->field_count++] = (struct http_pair){str_c(name), value};
}

/* As the page of ours with the cookie, or as a program with the token. */
i32 ask(enum http_method method, const char *target, const char *body)
{
    struct call *c = &play->call;
    struct http_request r = {.method = method,
                             .method_word = str_c(http_method_name(method)),
                             .target = str_c(target),
                             .fields = fields,
                             .body = body ? str_c(body) : (str){0},
                             .peer = str_c(play->peer)};
    add(&r, "Host", S("etalon.test"));
    add(&r, "Cookie", str_c(play->cookie));
    add(&r, "Authorization", str_c(play->bearer));
    add(&r, "If-Match", str_c(play->match));
    add(&r, "Etalon-Workspace", str_c(play->about));
    if (!http_is_safe(method)) {
        add(&r, "Sec-Fetch-Site", S("same-origin"));
        add(&r, "Idempotency-Key",
            play->key ? str_c(play->key)
                      : str_fmt(&play->arena, "k-%lld", (long long)play->keys++));
    }
    if (body)
        add(&r, "Content-Type", play->type[0] ? str_c(play->type) : S("application/json"));
    play->done = false;
    call_begin(c, &play->dispatcher);
    c->done = note_done;
    c->request = r;
    dispatch(c);
    if (play->done && !play->stubs)
        check_answer(c);
    return c->response.status;
}

str answered(void)
{
    return http_response_body(&play->call.response);
}

bool has(const char *part)
{
    return str_find(answered(), str_c(part)) >= 0;
}

void expect(i32 status, const char *part)
{
    if (play->call.response.status != status || (part && !has(part)))
        fail_msg("%d and \"%s\" were expected: %d %.*s", status, part ? part : "",
                 play->call.response.status, STR_ARG(answered()));
}

/* The text of a member of the answer. */
char *member_of(const char *name)
{
    str body = answered(), key = str_fmt(&play->arena, "\"%s\":\"", name);
    i64 at = str_find(body, key);
    if (at < 0)
        fail_msg("no \"%s\" in %.*s", name, STR_ARG(body));
    str rest = str_sub(body, at + key.n, body.n);
    return str_zero_ended(&play->arena, str_sub(rest, 0, str_find_char(rest, '"')));
}

str field_of(const char *name)
{
    for (i32 i = 0; i < play->call.response.field_count; i++)
        if (str_eq(play->call.response.fields[i].name, str_c(name)))
            return play->call.response.fields[i].value;
    return (str){0};
}

/* Sends from now on the cookie that was just given. */
void take_cookie(void)
{
    str given = field_of("Set-Cookie"), pair, rest;
    assert_true(str_cut(given, ';', &pair, &rest));
    snprintf(play->cookie, sizeof play->cookie, "%.*s", STR_ARG(pair));
}

void set_up(void)
{
    char code[ACCOUNTS_SETUP_CODE_BYTES];
    struct err e;
    assert_true(accounts_setup_code(play->accounts, now_ms(NULL), code, &e));
    str body = str_fmt(&play->arena,
                       "{\"code\":\"%s\",\"email\":\"root@acme.example\",\"name\":\"Ada\","
                       "\"password\":\"%s\"}%c",
                       code, password, 0);
    ask(HTTP_POST, "/api/v1/setup", body.p);
    expect(201, "\"name\":\"Ada\"");
    take_cookie();
}

void sign_in(const char *email)
{
    play->cookie[0] = 0;
    ask(HTTP_POST, "/api/v1/session",
        str_fmt(&play->arena, "{\"email\":\"%s\",\"password\":\"%s\"}%c", email, password, 0).p);
    expect(201, "account");
    take_cookie();
}

/* Invited with that role, and signed in as them. */
void join(const char *email, const char *role)
{
    ask(HTTP_POST, "/api/v1/invitations",
        str_fmt(&play->arena, "{\"email\":\"%s\",\"role\":\"%s\"}%c", email, role, 0).p);
    expect(201, "secret");
    const char *secret = member_of("secret");
    play->cookie[0] = 0;
    ask(HTTP_POST, "/api/v1/invitations/accept",
        str_fmt(&play->arena, "{\"secret\":\"%s\",\"name\":\"Bo\",\"password\":\"%s\"}%c", secret,
                password, 0)
            .p);
    expect(201, "\"name\":\"Bo\"");
    take_cookie();
}
