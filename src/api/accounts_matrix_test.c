/* Who may call what: every cell of route, role, state and credential. */
#include "api/accounts_scene_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

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
    {"session_kill_all", SELF, 0, false},
    {"provider_list", ANY, 0, false},
    {"provider_begin", ANY, 0, false},
    {"provider_return", ANY, 0, false},
    {"me", SELF, SCOPE_READ, false},
    {"session_workspace", SELF, 0, false},
    {"workspace_list", SELF, 0, false},
    {"workspace_new", SELF, 0, true},
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
        {"session_workspace", "{\"workspace\":\"w\"}"},
        {"workspace_new", "{\"workspace\":\"w\"}"},
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            every_cell_of_route_role_state_and_credential_is_as_the_table_says, open_stubs,
            close_play),
        cmocka_unit_test_setup_teardown(a_hole_in_any_row_is_noticed, open_stubs, close_play),
        cmocka_unit_test_setup_teardown(
            another_account_and_a_stolen_half_of_a_credential_are_nobody, open_stubs, close_play),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
