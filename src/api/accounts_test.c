/* People over HTTP: what the routes answer. */
#include "api/accounts_scene_test.h"

#include "api/parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

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

static void a_browser_that_has_signed_in_is_not_kept_out_by_guesses(void **state)
{
    (void)state;
    char device[200];
    str pair, rest;
    set_up();
    sign_in("root@acme.example");
    str given = play->call.response.fields[1].value;
    assert_true(str_starts(given, S("__Host-etalon-device=")));
    assert_true(str_ends(given, S("; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure")));
    assert_true(str_cut(given, ';', &pair, &rest));
    snprintf(device, sizeof device, "%.*s", STR_ARG(pair));
    while (str_starts(guess("root@acme.example"), S("401 ")))
        continue;
    const char *body =
        str_fmt(&play->arena, "{\"email\":\"root@acme.example\",\"password\":\"%s\"}%c", password,
                0)
            .p;
    assert_int_equal(ask(HTTP_POST, "/api/v1/session", body), 429);
    memcpy(play->cookie, device, sizeof device);
    assert_int_equal(ask(HTTP_POST, "/api/v1/session", body), 201);
    assert_int_equal(play->call.response.field_count, 1);     /* it keeps its own */
    assert_int_equal(ask(HTTP_GET, "/api/v1/me", NULL), 401); /* it grants nothing else */
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

static bool platform_has(const char *path)
{
    const struct platform *p = &play->machine.platform;
    return p->file_exists(p->self, path) == 1;
}

/* One that exists and that whoever is signed in is no member of. */
static void found_beta(void)
{
    struct opened *made;
    struct err e;
    struct accounts_act by = {.workspace = S("beta"), .now_ms = now_ms(NULL)};
    struct account_new other = {S("b@beta.example"), S("B"), str_c(password), S("beta"),
                                ACCESS_ADMIN};
    assert_true(shelf_make(&play->api->shelf, S("beta"), S("Beta"), &made, &e));
    shelf_give(made);
    assert_true(accounts_workspace(play->accounts, S("beta"), S("Beta"), 1, &e));
    assert_int_equal(accounts_add(play->accounts, &by, &other).answer, ACCOUNTS_DONE);
}

static void about(const char *workspace)
{
    snprintf(play->about, sizeof play->about, "%s", workspace);
}

static void another_workspace_and_one_that_is_nowhere_are_the_same_bytes(void **state)
{
    (void)state;
    static const char *const reads[] = {"/api/v1/whoami", "/api/v1/deals", "/api/v1/members",
                                        "/api/v1/events", "/metrics",      "/api/v1/people"};
    set_up();
    found_beta();
    for (i64 i = 0; i < LENGTH(reads); i++) {
        about("beta");
        ask(HTTP_GET, reads[i], NULL);
        str foreign = whole_answer();
        about("gamma");
        ask(HTTP_GET, reads[i], NULL);
        assert_true(str_starts(foreign, S("403 ")));
        assert_true(str_eq(foreign, whole_answer()));
    }
    about("");
    ask(HTTP_PUT, "/api/v1/session/workspace", "{\"workspace\":\"beta\"}");
    str foreign = whole_answer();
    ask(HTTP_PUT, "/api/v1/session/workspace", "{\"workspace\":\"gamm\"}");
    assert_true(str_starts(foreign, S("404 ")));
    assert_true(str_eq(foreign, whole_answer()));
    ask(HTTP_GET, "/api/v1/whoami", NULL);
    expect(200, "\"acme\"");
}

static void a_session_is_about_the_workspace_it_names_or_is_in(void **state)
{
    (void)state;
    set_up();
    ask(HTTP_POST, "/api/v1/workspaces", "{\"workspace\":\"beta\",\"name\":\"Beta\"}");
    expect(201, "\"beta\"");
    ask(HTTP_GET, "/api/v1/whoami", NULL);
    expect(200, "\"acme\"");
    about("beta");
    ask(HTTP_GET, "/api/v1/whoami", NULL);
    expect(200, "\"beta\"");
    about("");
    ask(HTTP_PUT, "/api/v1/session/workspace", "{\"workspace\":\"beta\"}");
    expect(204, "");
    ask(HTTP_GET, "/api/v1/whoami", NULL);
    expect(200, "\"beta\"");
    ask(HTTP_GET, "/api/v1/me", NULL);
    expect(200, "\"workspace\":\"beta\"");
    about("acme");
    ask(HTTP_GET, "/api/v1/whoami", NULL);
    expect(200, "\"acme\"");
}

static void a_token_is_of_its_workspace_and_no_other(void **state)
{
    (void)state;
    set_up();
    ask(HTTP_POST, "/api/v1/workspaces", "{\"workspace\":\"beta\"}");
    about("beta");
    ask(HTTP_POST, "/api/v1/tokens", "{\"name\":\"t\",\"scopes\":[\"read\"],\"days\":1}");
    expect(201, "secret");
    snprintf(play->bearer, sizeof play->bearer, "Bearer %s", member_of("secret"));
    play->cookie[0] = 0;
    about("");
    ask(HTTP_GET, "/api/v1/whoami", NULL);
    expect(200, "\"beta\"");
    about("acme");
    ask(HTTP_GET, "/api/v1/whoami", NULL);
    str other = whole_answer();
    assert_true(str_starts(other, S("401 ")));
    about("gamma");
    ask(HTTP_GET, "/api/v1/whoami", NULL);
    assert_true(str_eq(other, whole_answer()));
}

static void only_who_set_the_server_up_makes_workspaces(void **state)
{
    (void)state;
    static const char *const wrong[] = {"../x", "Beta", "accounts", "a b"};
    set_up();
    found_beta();
    for (i64 i = 0; i < LENGTH(wrong); i++) {
        ask(HTTP_POST, "/api/v1/workspaces",
            str_fmt(&play->arena, "{\"workspace\":\"%s\"}%c", wrong[i], 0).p);
        expect(422, "a-z");
    }
    ask(HTTP_POST, "/api/v1/workspaces", "{\"workspace\":\"beta\"}");
    expect(409, "already");
    about("beta");
    ask(HTTP_GET, "/api/v1/whoami", NULL);
    expect(403, "membership"); /* asking for it made nobody a member */
    about("");
    ask(HTTP_GET, "/api/v1/workspaces", NULL);
    expect(200, "beta");
    join("m@acme.example", "admin");
    ask(HTTP_POST, "/api/v1/workspaces", "{\"workspace\":\"mine\"}");
    expect(403, "beyond");
    ask(HTTP_GET, "/api/v1/workspaces", NULL);
    expect(200, "acme");
    assert_false(has("beta"));
    assert_false(platform_has("./mine.etalon"));
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_cookie_is_bound_to_the_host_and_out_of_reach_of_scripts,
                                        open_real, close_play),
        cmocka_unit_test_setup_teardown(signing_out_ends_the_session_for_whoever_has_the_cookie,
                                        open_real, close_play),
        cmocka_unit_test_setup_teardown(an_unknown_person_and_a_wrong_password_are_the_same_bytes,
                                        open_real, close_play),
        cmocka_unit_test_setup_teardown(a_browser_that_has_signed_in_is_not_kept_out_by_guesses,
                                        open_real, close_play),
        cmocka_unit_test_setup_teardown(what_is_elsewhere_and_what_is_nowhere_are_the_same_bytes,
                                        open_real, close_play),
        cmocka_unit_test_setup_teardown(
            another_workspace_and_one_that_is_nowhere_are_the_same_bytes, open_real, close_play),
        cmocka_unit_test_setup_teardown(a_session_is_about_the_workspace_it_names_or_is_in,
                                        open_real, close_play),
        cmocka_unit_test_setup_teardown(a_token_is_of_its_workspace_and_no_other, open_real,
                                        close_play),
        cmocka_unit_test_setup_teardown(only_who_set_the_server_up_makes_workspaces, open_real,
                                        close_play),
        cmocka_unit_test_setup_teardown(an_invited_person_is_in_and_a_removed_one_out_at_once,
                                        open_real, close_play),
        cmocka_unit_test_setup_teardown(the_last_admin_stays, open_real, close_play),
        cmocka_unit_test_setup_teardown(a_token_is_shown_once_and_ends_when_revoked, open_real,
                                        close_play),
        cmocka_unit_test_setup_teardown(nobody_revokes_the_token_of_another_but_an_admin, open_real,
                                        close_play),
        cmocka_unit_test_setup_teardown(a_sensitive_act_wants_the_password_once_more, open_real,
                                        close_play),
        cmocka_unit_test_setup_teardown(codes_are_turned_on_asked_for_and_turned_off, open_real,
                                        close_play),
        cmocka_unit_test_setup_teardown(a_new_password_ends_the_other_sessions, open_real,
                                        close_play),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
