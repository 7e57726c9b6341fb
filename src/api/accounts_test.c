/* People over HTTP, on the dispatcher and a simulated machine: the matrix of who may call what,
 * and what the routes answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "accounts/people.h"
#include "accounts/store.h"
#include "accounts/tokens.h"
#include "accounts/totp.h"
#include "api/api.h"
#include "base/simulated.h"

enum { FIELDS_MAX = 12, ROUTES_MAX = 200 };

struct scene {
    struct arena arena;
    struct simulated machine;
    struct accounts *accounts;
    struct workspace *workspace;
    struct api *api;
    struct site site;
    struct dispatcher dispatcher;
    struct call call;
    struct route routes[ROUTES_MAX];
    i64 reached, keys;
    char cookie[200], bearer[100], match[20], peer[50];
};
static struct scene *play;

static const char password[] = "nous irons au bois demain";

static i64 now_ms(void *context)
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
}

static void pass(i64 ms)
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

static int open_play(void **state, bool stubs)
{
    static const char *const hosts[] = {"etalon.test", NULL};
    struct err e;
    struct workspace_options o = {.create = true, .name = S("acme"), .no_thread = true};
    struct accounts_options people = {.create = true, .weak = true};
    (void)state;
    play = calloc(1, sizeof *play);
    arena_init(&play->arena, 256 << 20);
    simulated_init(&play->machine, 5);
    play->machine.now_ms = 1764000000000;
    const struct platform *p = &play->machine.platform;
    assert_true(workspace_open(&play->workspace, p, "acme.etalon", &o, &e));
    assert_true(accounts_open(&play->accounts, p, "accounts.etalon", &people, &e));
    assert_true(accounts_workspace(play->accounts, S("acme"), S("Acme"), now_ms(NULL), &e));
    struct api_options options = {p, play->workspace, "acme", play->accounts};
    assert_true(api_open(&play->api, &options, &play->site, &e));
    play->site.hosts = hosts;
    play->site.origins = hosts + 1;
    play->site.session_cookie = "__Host-session";
    play->site.now_ms = now_ms;
    play->site.elapsed_ns = elapsed_ns;
    open_dispatcher(stubs);
    snprintf(play->peer, sizeof play->peer, "192.0.2.1");
    return 0;
}

static int open_real(void **state)
{
    return open_play(state, false);
}

static int open_stubs(void **state)
{
    return open_play(state, true);
}

static int close_play(void **state)
{
    (void)state;
    call_release(&play->call);
    api_close(play->api);
    dispatcher_release(&play->dispatcher);
    accounts_close(play->accounts);
    workspace_close(play->workspace);
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
static i32 ask(enum http_method method, const char *target, const char *body)
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
    if (!http_is_safe(method)) {
        add(&r, "Sec-Fetch-Site", S("same-origin"));
        add(&r, "Idempotency-Key", str_fmt(&play->arena, "k-%lld", (long long)play->keys++));
    }
    if (body)
        add(&r, "Content-Type", S("application/json"));
    call_begin(c, &play->dispatcher);
    c->done = note_done;
    c->request = r;
    dispatch(c);
    return c->response.status;
}

static str answered(void)
{
    return http_response_body(&play->call.response);
}

static bool has(const char *part)
{
    return str_find(answered(), str_c(part)) >= 0;
}

static void expect(i32 status, const char *part)
{
    if (play->call.response.status != status || (part && !has(part)))
        fail_msg("%d and \"%s\" were expected: %d %.*s", status, part ? part : "",
                 play->call.response.status, STR_ARG(answered()));
}

/* The text of a member of the answer. */
static char *member_of(const char *name)
{
    str body = answered(), key = str_fmt(&play->arena, "\"%s\":\"", name);
    i64 at = str_find(body, key);
    if (at < 0)
        fail_msg("no \"%s\" in %.*s", name, STR_ARG(body));
    str rest = str_sub(body, at + key.n, body.n);
    return str_zero_ended(&play->arena, str_sub(rest, 0, str_find_char(rest, '"')));
}

static str field_of(const char *name)
{
    for (i32 i = 0; i < play->call.response.field_count; i++)
        if (str_eq(play->call.response.fields[i].name, str_c(name)))
            return play->call.response.fields[i].value;
    return (str){0};
}

/* Sends from now on the cookie that was just given. */
static void take_cookie(void)
{
    str given = field_of("Set-Cookie"), pair, rest;
    assert_true(str_cut(given, ';', &pair, &rest));
    snprintf(play->cookie, sizeof play->cookie, "%.*s", STR_ARG(pair));
}

static void set_up(void)
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

static void sign_in(const char *email)
{
    play->cookie[0] = 0;
    ask(HTTP_POST, "/api/v1/session",
        str_fmt(&play->arena, "{\"email\":\"%s\",\"password\":\"%s\"}%c", email, password, 0).p);
    expect(201, "account");
    take_cookie();
}

/* Invited with that role, and signed in as them. */
static void join(const char *email, const char *role)
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

/* --- the matrix ------------------------------------------------------------------------------- */

/* Who may call what, said once more and by hand. `roles` and `states` 0: no membership is asked;
 * `token` 0: no token reaches it. A row of accounts that is missing here fails. */
enum { ANY = 1 << 20, SELF = 1 << 21 };
static const struct {
    const char *id;
    u32 roles, token;
    bool fresh;
} allowed[] = {
    {"setup", ANY, 0, false},
    {"session_new", ANY, 0, false},
    {"invitation_accept", ANY, 0, false},
    {"session_end", SELF, 0, false},
    {"session_confirm", SELF, 0, false},
    {"session_list", SELF, 0, false},
    {"session_kill", SELF, 0, false},
    {"me", SELF, SCOPE_READ, false},
    {"password_change", SELF, 0, false},
    {"code_enrol", SELF, 0, true},
    {"code_confirm", SELF, 0, false},
    {"code_remove", SELF, 0, true},
    {"member_list", 0xFF, SCOPE_READ, false},
    {"member_get", 0xFF, SCOPE_READ, false},
    {"member_change", ACCESS_ADMIN, 0, true},
    {"invitation_list", ACCESS_ADMIN, SCOPE_READ | SCOPE_ADMIN, false},
    {"invitation_new", ACCESS_ADMIN, 0, true},
    {"invitation_end", ACCESS_ADMIN, SCOPE_ADMIN, false},
    {"token_list", 0xFF, SCOPE_READ | SCOPE_ADMIN, false},
    {"token_new", 0xFF, 0, true},
    {"token_revoke", 0xFF, SCOPE_ADMIN, false},
    {"audit_list", ACCESS_ADMIN | ACCESS_AUDITOR, SCOPE_READ | SCOPE_ADMIN, false},
};

enum { NOBODY, FRESH, STALE, TOKENS, CREDENTIALS = TOKENS + SCOPE_EVERY };

static bool may(i64 rule, u32 role, u32 state, i32 credential)
{
    bool token = credential >= TOKENS;
    u32 scopes = token ? (u32)(credential - TOKENS + 1) : 0;
    if (allowed[rule].roles == ANY)
        return true;
    if (credential == NOBODY || (token && !(allowed[rule].token & scopes)) ||
        (allowed[rule].fresh && credential != FRESH))
        return false;
    return allowed[rule].roles == SELF || (state == MEMBER_ACTIVE && (allowed[rule].roles & role));
}

static char fresh_cookie[200], stale_cookie[200], tokens[SCOPE_EVERY][100];

static void use(i32 credential)
{
    const char *cookie = credential == FRESH   ? fresh_cookie
                         : credential == STALE ? stale_cookie
                                               : "";
    snprintf(play->cookie, sizeof play->cookie, "%s", cookie);
    play->bearer[0] = 0;
    if (credential >= TOKENS)
        snprintf(play->bearer, sizeof play->bearer, "Bearer %s", tokens[credential - TOKENS]);
}

struct membership {
    i64 account;
    u32 role, state;
};

/* Straight into the file: what an admin would do in several steps. */
static void put_membership(struct act *act, void *context)
{
    const struct membership *to = context;
    struct member_record m;
    assert_true(member_get(act->db, act->workspace, to->account, &m));
    m.role = to->role;
    m.state = to->state;
    member_put(act->db, &m);
    act->takes = true;
}

static void become(i64 account, u32 role, u32 state)
{
    struct membership to = {account, role, state};
    struct accounts_act by = {.workspace = S("acme"), .now_ms = now_ms(NULL)};
    assert_int_equal(act_run(play->accounts, &by, put_membership, &to, NULL).answer, ACCOUNTS_DONE);
}

/* One account with a session of each age and a token of every set of scopes. */
static i64 make_credentials(void)
{
    struct accounts_act by = {.workspace = S("acme"), .now_ms = now_ms(NULL)};
    struct account_new person = {S("x@acme.example"), S("X"), str_c(password), S("acme"),
                                 ACCESS_ADMIN};
    struct sign_in_asked asked = {.email = S("x@acme.example"), .password = str_c(password)};
    struct signed_in in;
    assert_int_equal(accounts_add(play->accounts, &by, &person).answer, ACCOUNTS_DONE);
    assert_int_equal(accounts_sign_in(play->accounts, &by, &asked, &in).answer, ACCOUNTS_DONE);
    snprintf(stale_cookie, sizeof stale_cookie, "__Host-session=%s", in.session);
    pass(ACCOUNTS_FRESH_MS);
    by.now_ms = now_ms(NULL);
    assert_int_equal(accounts_sign_in(play->accounts, &by, &asked, &in).answer, ACCOUNTS_DONE);
    snprintf(fresh_cookie, sizeof fresh_cookie, "__Host-session=%s", in.session);
    by.account = str_c(in.account);
    for (u32 scopes = 1; scopes <= SCOPE_EVERY; scopes++) {
        struct token_new token = {by.account, S("t"), scopes, 300};
        struct token_made made;
        assert_int_equal(accounts_token_new(play->accounts, &by, &token, &made).answer,
                         ACCOUNTS_DONE);
        snprintf(tokens[scopes - 1], sizeof tokens[0], "%s", made.secret);
    }
    return id_parse(str_c(in.account));
}

static i64 rule_of(const struct route *r)
{
    for (i64 i = 0; i < LENGTH(allowed); i++)
        if (strcmp(allowed[i].id, r->id) == 0)
            return i;
    return -1;
}

static bool is_of_accounts(const struct route *r)
{
    static const char *const tags[] = {"session", "members", "tokens", "audit"};
    for (i64 i = 0; i < LENGTH(tags); i++)
        if (strcmp(r->tag, tags[i]) == 0)
            return true;
    return false;
}

static const char *body_for(const char *id)
{
    static const char *const bodies[][2] = {
        {"setup", "{\"code\":\"x\",\"email\":\"e\",\"name\":\"n\",\"password\":\"p\"}"},
        {"session_new", "{\"email\":\"e\",\"password\":\"p\"}"},
        {"session_confirm", "{\"password\":\"p\"}"},
        {"password_change", "{\"old_password\":\"p\",\"password\":\"q\"}"},
        {"code_confirm", "{\"code\":\"123456\"}"},
        {"member_change", "{\"role\":\"viewer\"}"},
        {"invitation_new", "{\"email\":\"e\",\"role\":\"viewer\"}"},
        {"invitation_accept", "{\"secret\":\"s\",\"password\":\"p\"}"},
        {"token_new", "{\"name\":\"n\",\"scopes\":[\"read\"],\"days\":1}"},
    };
    for (i64 i = 0; i < LENGTH(bodies); i++)
        if (strcmp(bodies[i][0], id) == 0)
            return bodies[i][1];
    return NULL;
}

/* Whether the handler was reached; else it must have been 401 or 403, with nothing done. */
static bool let_through(const struct route *r)
{
    str path = str_c(r->pattern);
    i64 brace = str_find_char(path, '{');
    str target = brace < 0 ? str_fmt(&play->arena, "%s%c", r->pattern, 0)
                           : str_fmt(&play->arena, "%.*s00000000000a%c", (int)brace, path.p, 0);
    i64 before = play->reached;
    snprintf(play->match, sizeof play->match, "%s", r->flags & ROUTE_IF_MATCH ? "\"v1\"" : "");
    i32 status = ask(r->method, target.p, body_for(r->id));
    bool through = play->reached > before;
    if (!through && status != 401 && status != 403)
        fail_msg("%s: %d %.*s", r->id, status, STR_ARG(answered()));
    return through;
}

/* Cells of a row that are not as the table above says. */
static i64 wrong_cells(const struct route *r, i64 account, i64 *cells)
{
    i64 rule = rule_of(r), wrong = 0;
    for (u32 role = 1; role <= ACCESS_AUDITOR; role <<= 1)
        for (u32 state = 1; state <= MEMBER_REMOVED; state <<= 1) {
            i64 mark = arena_mark(&play->arena);
            become(account, role, state);
            for (i32 credential = 0; credential < CREDENTIALS; credential++) {
                use(credential);
                ++*cells;
                wrong += let_through(r) != may(rule, role, state, credential);
            }
            arena_rewind(&play->arena, mark);
        }
    return wrong;
}

static void every_cell_of_route_role_state_and_credential_is_as_the_table_says(void **state)
{
    (void)state;
    i64 account = make_credentials(), cells = 0, rows = 0;
    for (i64 i = 0; i < play->site.route_count; i++) {
        const struct route *r = &play->routes[i];
        if (!is_of_accounts(r))
            continue;
        rows++;
        if (rule_of(r) < 0)
            fail_msg("the matrix does not know \"%s\"", r->id);
        if (wrong_cells(r, account, &cells))
            fail_msg("\"%s\" lets through whom it should not, or not whom it should", r->id);
    }
    assert_int_equal(rows, LENGTH(allowed));
    assert_int_equal(cells, rows * 8 * 5 * 18);
}

/* The control: a row that is a little too open, or too closed, is noticed. */
static void a_hole_in_any_row_is_noticed(void **state)
{
    (void)state;
    i64 account = make_credentials(), cells = 0, holes = 0;
    for (i64 i = 0; i < play->site.route_count; i++) {
        struct route *r = &play->routes[i], sound = *r;
        if (!is_of_accounts(r) || r->roles & HTTP_ANYONE)
            continue;
        bool of_members = !(r->roles & HTTP_SIGNED_IN);
        struct route wrong[] = {sound, sound, sound, sound};
        wrong[0].flags ^= ROUTE_FRESH;
        /* no token is fresh: there a scope too many opens nothing */
        wrong[1].scopes ^= sound.flags & ROUTE_FRESH ? 0 : SCOPE_DEALS;
        wrong[2].roles ^= of_members ? ACCESS_REVOPS : 0;
        wrong[3].states ^= of_members ? MEMBER_SUSPENDED : 0;
        for (i32 k = 0; k < (of_members ? 4 : 2); k++) {
            if (memcmp(&wrong[k], &sound, sizeof sound) == 0)
                continue;
            *r = wrong[k];
            if (wrong_cells(r, account, &cells) == 0)
                fail_msg("hole %d in \"%s\" was not seen", k, r->id);
            holes++;
        }
        *r = sound;
    }
    assert_true(holes >= 20);
}

static void another_account_and_a_stolen_half_of_a_credential_are_nobody(void **state)
{
    (void)state;
    make_credentials();
    use(FRESH);
    play->cookie[strlen(play->cookie) - 1] ^= 1;
    assert_int_equal(ask(HTTP_GET, "/api/v1/me", NULL), 401);
    use(TOKENS);
    play->bearer[strlen(play->bearer) - 1] ^= 1;
    assert_int_equal(ask(HTTP_GET, "/api/v1/me", NULL), 401);
    use(TOKENS);
    memcpy(play->cookie, fresh_cookie, sizeof play->cookie); /* both at once */
    assert_int_equal(ask(HTTP_GET, "/api/v1/me", NULL), 401);
}

/* --- what the routes answer --------------------------------------------------------------------
 */

static void the_cookie_is_bound_to_the_host_and_out_of_reach_of_scripts(void **state)
{
    (void)state;
    set_up();
    str cookie = field_of("Set-Cookie");
    assert_true(str_starts(cookie, S("__Host-session=")));
    assert_true(str_ends(cookie, S("; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure")));
    assert_true(str_find(answered(), str_sub(cookie, 15, 58)) < 0);
    ask(HTTP_GET, "/api/v1/me", NULL);
    expect(200, "\"email\":\"root@acme.example\"");
    expect(200, "{\"workspace\":\"acme\",\"role\":\"admin\",\"state\":\"active\"}");
}

static void signing_out_ends_the_session_for_whoever_has_the_cookie(void **state)
{
    (void)state;
    set_up();
    assert_int_equal(ask(HTTP_DELETE, "/api/v1/session", NULL), 204);
    assert_true(str_find(field_of("Set-Cookie"), S("Max-Age=0")) > 0);
    assert_int_equal(ask(HTTP_GET, "/api/v1/me", NULL), 401);
}

static str whole_answer(void)
{
    str all = str_fmt(&play->arena, "%d ", play->call.response.status);
    for (i32 i = 0; i < play->call.response.field_count; i++)
        all = str_fmt(&play->arena, "%.*s%.*s: %.*s\n", STR_ARG(all),
                      STR_ARG(play->call.response.fields[i].name),
                      STR_ARG(play->call.response.fields[i].value));
    return str_fmt(&play->arena, "%.*s%.*s", STR_ARG(all), STR_ARG(answered()));
}

static str guess(const char *email)
{
    play->cookie[0] = 0;
    ask(HTTP_POST, "/api/v1/session",
        str_fmt(&play->arena, "{\"email\":\"%s\",\"password\":\"not the right one\"}%c", email, 0)
            .p);
    return whole_answer();
}

static void an_unknown_person_and_a_wrong_password_are_the_same_bytes(void **state)
{
    (void)state;
    set_up();
    for (i32 i = 0; i < 12; i++) { /* through the throttle too */
        str known = guess("root@acme.example"), unknown = guess("nobody@acme.example");
        assert_true(str_eq(known, unknown));
        assert_true(str_starts(known, i < 5 ? S("401 ") : S("429 Retry-After: 66")));
    }
}

static void what_is_elsewhere_and_what_is_nowhere_are_the_same_bytes(void **state)
{
    (void)state;
    struct err e;
    set_up();
    struct accounts_act by = {.workspace = S("beta"), .now_ms = now_ms(NULL)};
    struct account_new other = {S("b@beta.example"), S("B"), str_c(password), S("beta"),
                                ACCESS_ADMIN};
    struct account_row row;
    assert_true(accounts_workspace(play->accounts, S("beta"), S("Beta"), 1, &e));
    assert_int_equal(accounts_add(play->accounts, &by, &other).answer, ACCOUNTS_DONE);
    assert_true(accounts_find_email(play->accounts, &play->arena, other.email, &row));
    static const char *const shapes[] = {"/api/v1/members/%s%c", "/api/v1/members/%s%c"};
    static const char absent[] = "00000000000a";
    snprintf(play->match, sizeof play->match, "\"v1\"");
    for (i64 i = 0; i < LENGTH(shapes); i++) {
        enum http_method m = i ? HTTP_PATCH : HTTP_GET;
        const char *body = i ? "{\"role\":\"viewer\"}" : NULL;
        ask(m, str_fmt(&play->arena, "/api/v1/members/%s%c", row.id, 0).p, body);
        str elsewhere = whole_answer();
        ask(m, str_fmt(&play->arena, "/api/v1/members/%s%c", absent, 0).p, body);
        assert_true(str_starts(elsewhere, S("404 ")));
        assert_true(str_eq(elsewhere, whole_answer()));
    }
    ask(HTTP_GET, "/api/v1/members", NULL);
    expect(200, "root@acme.example");
    assert_false(has("beta"));
    ask(HTTP_GET, "/api/v1/audit", NULL);
    expect(200, "setup.done");
    assert_false(has("beta") || has("Beta"));
}

static void an_invited_person_is_in_and_a_removed_one_out_at_once(void **state)
{
    (void)state;
    char admin[200], seller[200];
    set_up();
    snprintf(admin, sizeof admin, "%s", play->cookie);
    join("s@acme.example", "seller");
    snprintf(seller, sizeof seller, "%s", play->cookie);
    const char *account = member_of("account");
    ask(HTTP_GET, "/api/v1/members", NULL);
    expect(200, "\"role\":\"seller\"");
    assert_false(has("@")); /* addresses are not a seller's business */
    ask(HTTP_GET, "/api/v1/deals", NULL);
    expect(200, NULL);
    str target = str_fmt(&play->arena, "/api/v1/members/%s%c", account, 0);
    snprintf(play->cookie, sizeof play->cookie, "%s", admin);
    ask(HTTP_GET, target.p, NULL);
    expect(200, "\"person\":"); /* was given a number in the events */
    snprintf(play->match, sizeof play->match, "%.*s", STR_ARG(play->call.response.etag));
    ask(HTTP_PATCH, target.p, "{\"state\":\"removed\"}");
    expect(200, "\"state\":\"removed\"");
    ask(HTTP_PATCH, target.p, "{\"team\":\"north\"}"); /* the version is an old one now */
    expect(412, "\"code\":\"version\"");
    snprintf(play->cookie, sizeof play->cookie, "%s", seller);
    assert_int_equal(ask(HTTP_GET, "/api/v1/deals", NULL), 403);
}

static void the_last_admin_stays(void **state)
{
    (void)state;
    set_up();
    str target = str_fmt(&play->arena, "/api/v1/members/%s%c", member_of("account"), 0);
    snprintf(play->match, sizeof play->match, "\"v1\"");
    static const char *const bodies[] = {"{\"role\":\"seller\"}", "{\"state\":\"suspended\"}",
                                         "{\"state\":\"removed\"}"};
    for (i64 i = 0; i < LENGTH(bodies); i++) {
        ask(HTTP_PATCH, target.p, bodies[i]);
        expect(409, "\"code\":\"last-admin\"");
    }
}

static void a_token_is_shown_once_and_ends_when_revoked(void **state)
{
    (void)state;
    char cookie[200];
    set_up();
    ask(HTTP_POST, "/api/v1/tokens", "{\"name\":\"CI\",\"scopes\":[\"read\"],\"days\":30}");
    expect(201, "\"secret\":\"eta_");
    snprintf(play->bearer, sizeof play->bearer, "Bearer %s", member_of("secret"));
    const char *id = member_of("token");
    play->keys--; /* the same again, under the same key */
    memcpy(cookie, play->cookie, sizeof cookie);
    char bearer[100];
    memcpy(bearer, play->bearer, sizeof bearer);
    play->bearer[0] = 0;
    ask(HTTP_POST, "/api/v1/tokens", "{\"name\":\"CI\",\"scopes\":[\"read\"],\"days\":30}");
    expect(201, id);
    assert_false(has("secret"));
    ask(HTTP_POST, "/api/v1/tokens", "{\"name\":\"CI\",\"scopes\":[\"write\"],\"days\":30}");
    expect(422, "scopes[0]");
    memcpy(play->bearer, bearer, sizeof bearer);
    play->cookie[0] = 0;
    ask(HTTP_GET, "/api/v1/deals", NULL);
    expect(200, NULL);
    memcpy(play->cookie, cookie, sizeof cookie);
    play->bearer[0] = 0;
    ask(HTTP_DELETE, str_fmt(&play->arena, "/api/v1/tokens/%s%c", id, 0).p, NULL);
    expect(204, NULL);
    ask(HTTP_GET, "/api/v1/tokens", NULL);
    expect(200, "revoked_at");
    memcpy(play->bearer, bearer, sizeof bearer);
    play->cookie[0] = 0;
    assert_int_equal(ask(HTTP_GET, "/api/v1/deals", NULL), 401);
}

static void nobody_revokes_the_token_of_another_but_an_admin(void **state)
{
    (void)state;
    set_up();
    ask(HTTP_POST, "/api/v1/tokens", "{\"name\":\"CI\",\"scopes\":[\"read\"],\"days\":30}");
    str target = str_fmt(&play->arena, "/api/v1/tokens/%s%c", member_of("token"), 0);
    join("s@acme.example", "manager");
    assert_int_equal(ask(HTTP_DELETE, target.p, NULL), 404);
    ask(HTTP_GET, "/api/v1/tokens?of=everybody", NULL);
    expect(200, "\"tokens\":[]");
    ask(HTTP_POST, "/api/v1/tokens", "{\"name\":\"mine\",\"scopes\":[\"read\"],\"days\":30}");
    target = str_fmt(&play->arena, "/api/v1/tokens/%s%c", member_of("token"), 0);
    sign_in("root@acme.example");
    ask(HTTP_GET, "/api/v1/tokens?of=everybody", NULL);
    expect(200, "\"name\":\"mine\"");
    assert_int_equal(ask(HTTP_DELETE, target.p, NULL), 204);
}

static void a_sensitive_act_wants_the_password_once_more(void **state)
{
    (void)state;
    set_up();
    pass(ACCOUNTS_FRESH_MS);
    const char *body = "{\"name\":\"CI\",\"scopes\":[\"read\"],\"days\":30}";
    ask(HTTP_POST, "/api/v1/tokens", body);
    expect(403, "fresh-login");
    ask(HTTP_POST, "/api/v1/session/confirm", "{\"password\":\"wrong wrong wrong\"}");
    expect(401, "credentials");
    ask(HTTP_POST, "/api/v1/session/confirm",
        str_fmt(&play->arena, "{\"password\":\"%s\"}%c", password, 0).p);
    expect(201, NULL);
    take_cookie();
    ask(HTTP_POST, "/api/v1/tokens", body);
    expect(201, NULL);
}

static void codes_are_turned_on_asked_for_and_turned_off(void **state)
{
    (void)state;
    struct account_record own;
    set_up();
    ask(HTTP_POST, "/api/v1/me/code", NULL);
    expect(201, "otpauth://totp/Etalon:root%40acme.example?secret=");
    assert_true(account_by_email(play->accounts->db, S("root@acme.example"), &own));
    u32 code = totp_code(own.totp, TOTP_SECRET_BYTES, now_ms(NULL) / TOTP_STEP_MS, 6);
    ask(HTTP_POST, "/api/v1/me/code/confirm",
        str_fmt(&play->arena, "{\"code\":\"%06u\"}%c", code, 0).p);
    expect(201, "recovery_codes");
    char admin[200];
    memcpy(admin, play->cookie, sizeof admin);
    play->cookie[0] = 0;
    ask(HTTP_POST, "/api/v1/session",
        str_fmt(&play->arena, "{\"email\":\"root@acme.example\",\"password\":\"%s\"}%c", password,
                0)
            .p);
    expect(401, "code-needed");
    assert_int_equal(field_of("Set-Cookie").n, 0);
    memcpy(play->cookie, admin, sizeof admin);
    assert_int_equal(ask(HTTP_DELETE, "/api/v1/me/code", NULL), 204);
    sign_in("root@acme.example");
}

static void a_new_password_ends_the_other_sessions(void **state)
{
    (void)state;
    char other[200];
    set_up();
    memcpy(other, play->cookie, sizeof other);
    sign_in("root@acme.example");
    ask(HTTP_GET, "/api/v1/sessions", NULL);
    expect(200, "\"own\":false");
    ask(HTTP_PUT, "/api/v1/me/password",
        str_fmt(&play->arena, "{\"old_password\":\"%s\",\"password\":\"password2026\"}%c", password,
                0)
            .p);
    expect(422, "\"code\":\"password\"");
    ask(HTTP_PUT, "/api/v1/me/password",
        str_fmt(&play->arena, "{\"old_password\":\"%s\",\"password\":\"a tall ship and a star\"}%c",
                password, 0)
            .p);
    expect(200, NULL);
    take_cookie();
    assert_int_equal(ask(HTTP_GET, "/api/v1/me", NULL), 200);
    ask(HTTP_GET, "/api/v1/sessions", NULL);
    expect(200, "\"own\":true");
    assert_false(has("\"own\":false"));
    memcpy(play->cookie, other, sizeof other);
    assert_int_equal(ask(HTTP_GET, "/api/v1/me", NULL), 401);
}

#define real(name) cmocka_unit_test_setup_teardown(name, open_real, close_play)
#define stubs(name) cmocka_unit_test_setup_teardown(name, open_stubs, close_play)

int main(void)
{
    const struct CMUnitTest tests[] = {
        stubs(every_cell_of_route_role_state_and_credential_is_as_the_table_says),
        stubs(a_hole_in_any_row_is_noticed),
        stubs(another_account_and_a_stolen_half_of_a_credential_are_nobody),
        real(the_cookie_is_bound_to_the_host_and_out_of_reach_of_scripts),
        real(signing_out_ends_the_session_for_whoever_has_the_cookie),
        real(an_unknown_person_and_a_wrong_password_are_the_same_bytes),
        real(what_is_elsewhere_and_what_is_nowhere_are_the_same_bytes),
        real(an_invited_person_is_in_and_a_removed_one_out_at_once),
        real(the_last_admin_stays),
        real(a_token_is_shown_once_and_ends_when_revoked),
        real(nobody_revokes_the_token_of_another_but_an_admin),
        real(a_sensitive_act_wants_the_password_once_more),
        real(codes_are_turned_on_asked_for_and_turned_off),
        real(a_new_password_ends_the_other_sessions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
