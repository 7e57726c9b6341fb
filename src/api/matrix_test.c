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

/* Who may call what, said once more and by hand, apart from the table that the server obeys.
 * ANY: nobody need be signed in; SELF: any account; else the roles of an active member. `token` 0:
 * no token reaches it. A row that is missing here fails. */
enum {
    ANY = 1 << 20,
    SELF = 1 << 21,
    ALL = 0xFF,
    WORK = 0x3F, /* admin, revops, manager, seller, marketing, success */
    LEAD = ACCESS_ADMIN | ACCESS_REVOPS,
};
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
    /* the service */
    {"health", ANY, 0, false},
    {"metrics", LEAD | ACCESS_AUDITOR, SCOPE_READ, false},
    {"operations", ACCESS_ADMIN, SCOPE_ADMIN, false},
    {"openapi", ANY, 0, false},
    {"api_page", ANY, 0, false},
    {"interface", ANY, 0, false},
    {"asset", ANY, 0, false},
    /* standards */
    {"standard_list", ALL, SCOPE_READ, false},
    {"standard_publish", LEAD, SCOPE_STANDARD, false},
    {"standard_review", LEAD, SCOPE_STANDARD, false},
    {"standard_in_force", ALL, SCOPE_READ, false},
    {"standard_get", ALL, SCOPE_READ, false},
    {"standard_check", ALL, SCOPE_READ, false},
    {"standard_yaml", ALL, SCOPE_READ, false},
    {"standard_diff", ALL, SCOPE_READ, false},
    {"standard_backtest", LEAD | ACCESS_MANAGER | ACCESS_AUDITOR, SCOPE_READ, false},
    {"standard_effect", LEAD | ACCESS_MANAGER | ACCESS_AUDITOR, SCOPE_READ, false},
    {"sample_size", ALL, SCOPE_READ, false},
    {"proposal_list", ALL, SCOPE_READ, false},
    {"proposal_get", ALL, SCOPE_READ, false},
    {"proposal_draft", ALL, SCOPE_READ, false},
    {"proposal_new", WORK, SCOPE_STANDARD, false},
    {"proposal_change", WORK, SCOPE_STANDARD, false},
    {"proposal_comment", ALL, SCOPE_STANDARD, false},
    {"proposal_approve", LEAD | ACCESS_MANAGER | ACCESS_MARKETING | ACCESS_SUCCESS, SCOPE_STANDARD,
     false},
    {"proposal_withdraw", LEAD, SCOPE_STANDARD, false},
    {"proposal_publish", LEAD, SCOPE_STANDARD, false},
    {"proposal_verdict", LEAD, SCOPE_STANDARD, false},
    {"review_get", LEAD | ACCESS_MANAGER | ACCESS_AUDITOR, SCOPE_READ, false},
    {"review_decide", LEAD | ACCESS_MANAGER, SCOPE_STANDARD, false},
    {"standard_diff_draft", ALL, SCOPE_READ, false},
    /* deals */
    {"deal_list", ALL, SCOPE_READ, false},
    {"board", ALL, SCOPE_READ, false},
    {"deal_new", WORK, SCOPE_DEALS, false},
    {"deal_get", ALL, SCOPE_READ, false},
    {"deal_rename", WORK, SCOPE_DEALS, false},
    {"act", WORK, SCOPE_DEALS, false},
    {"checklist_get", ALL, SCOPE_READ, false},
    {"timeline_get", ALL, SCOPE_READ, false},
    {"handoff_list", ALL, SCOPE_READ, false},
    {"waiting_for_me", ALL, SCOPE_READ, false},
    {"waiting_by_owner", LEAD | ACCESS_MANAGER, SCOPE_READ, false},
    {"event_stream", ALL, SCOPE_READ, false},
    /* people in events */
    {"whoami", ALL, SCOPE_READ, false},
    {"people_list", ALL, SCOPE_READ, false},
    {"digest_get", ALL, SCOPE_READ, false},
    {"digest_set", ALL, SCOPE_DEALS, false}, /* it changes something: no token that only reads */
    {"digest_end_page", ANY, 0, false},
    {"digest_end", ANY, 0, false},
    {"person_new", LEAD, SCOPE_ADMIN, false},
    {"person_rename", LEAD, SCOPE_ADMIN, false},
    /* what leaves, what comes in */
    {"export_deals", LEAD | ACCESS_MANAGER | ACCESS_AUDITOR, SCOPE_ADMIN, false},
    {"export_log", LEAD | ACCESS_MANAGER | ACCESS_AUDITOR, SCOPE_ADMIN, false},
    {"standard_bpmn", ALL, SCOPE_READ, false},
    {"import_list", LEAD, SCOPE_ADMIN, false},
    {"import_undo", LEAD, SCOPE_ADMIN, false},
    {"import_task", LEAD, SCOPE_ADMIN, false},
    {"import_file", LEAD, SCOPE_ADMIN, false},
    {"import_preview", LEAD, SCOPE_ADMIN, false},
    {"import_start", LEAD, SCOPE_ADMIN, false},
    {"import_rejected", LEAD, SCOPE_ADMIN, false},
    {"import_draft", LEAD, SCOPE_ADMIN, false},
    {"import_drop", LEAD, SCOPE_ADMIN, false},
    /* what the deals say */
    {"search", ALL, SCOPE_READ, false},
    {"analytics", ALL, SCOPE_READ, false},
    {"analytics_outcomes", ALL, SCOPE_READ, false},
    {"analytics_times", ALL, SCOPE_READ, false},
    {"analytics_funnel", ALL, SCOPE_READ, false},
    {"analytics_groups", ALL, SCOPE_READ, false},
    {"analytics_season", ALL, SCOPE_READ, false},
    {"analytics_pipeline", ALL, SCOPE_READ, false},
    {"analytics_adherence", ALL, SCOPE_READ, false},
    {"analytics_assessment", ALL, SCOPE_READ, false},
    {"analytics_map", ALL, SCOPE_READ, false},
    {"analytics_variants", ALL, SCOPE_READ, false},
    {"analytics_distance", ALL, SCOPE_READ, false},
    {"analytics_practices", ALL, SCOPE_READ, false},
    {"analytics_deviations", ALL, SCOPE_READ, false},
    {"analytics_gates", ALL, SCOPE_READ, false},
    {"analytics_no_decision", ALL, SCOPE_READ, false},
    {"analytics_compare", ALL, SCOPE_READ, false},
    {"analytics_deals", ALL, SCOPE_READ, false},
    {"analytics_standing", ALL, SCOPE_READ, false},
    {"coaching", ALL, SCOPE_READ, false},
    /* carrying deals over to another edition; training; files that show something */
    {"standard_preview", LEAD, SCOPE_STANDARD, false},
    {"edition_preview", LEAD | ACCESS_MANAGER | ACCESS_AUDITOR, SCOPE_READ, false},
    {"migration_get", ALL, SCOPE_READ, false},
    {"migration_new", LEAD, SCOPE_STANDARD, false},
    {"training_list", ALL, SCOPE_READ, false},
    {"training_say", WORK, SCOPE_DEALS, false},
    {"file_send", WORK, SCOPE_DEALS, false},
    {"file_get", ALL, SCOPE_READ, false},
    /* questions that are kept: everybody's own */
    {"view_list", ALL, SCOPE_READ, false},
    {"view_new", ALL, SCOPE_DEALS, false},
    {"view_change", ALL, SCOPE_DEALS, false},
    {"view_end", ALL, SCOPE_DEALS, false},
    /* webhooks: who says where data goes */
    {"webhook_list", LEAD, SCOPE_ADMIN, false},
    {"webhook_new", LEAD, SCOPE_ADMIN, false},
    {"webhook_get", LEAD, SCOPE_ADMIN, false},
    {"webhook_change", LEAD, SCOPE_ADMIN, false},
    {"webhook_end", LEAD, SCOPE_ADMIN, false},
    {"webhook_secret", LEAD, SCOPE_ADMIN, false},
    {"webhook_ping", LEAD, SCOPE_ADMIN, false},
    {"webhook_skip", LEAD, SCOPE_ADMIN, false},
    {"delivery_list", LEAD, SCOPE_ADMIN, false},
    {"delivery_retry", LEAD, SCOPE_ADMIN, false},
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

/* --- the smallest request that fits a row ------------------------------------------------------
 */

static void put_least(struct json *j, const struct shape *s);

static void put_value(struct json *j, const struct shape_field *f, enum shape_type type)
{
    static const char long_text[] = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
    switch (type) {
    case SHAPE_TEXT: json_str(j, (str){long_text, i64_max(1, f->least)}); break;
    case SHAPE_ID: json_str(j, S("x")); break;
    case SHAPE_DATE: json_str(j, S("2026-03-02")); break;
    case SHAPE_TIME: json_str(j, S("2026-03-02T09:00:00Z")); break;
    case SHAPE_CHOICE: json_str(j, str_c(f->choices[0])); break;
    case SHAPE_INTEGER:
    case SHAPE_NUMBER: json_i64(j, i64_max(1, f->least)); break;
    case SHAPE_BOOLEAN: json_bool(j, true); break;
    case SHAPE_OBJECT: put_least(j, f->of); break;
    case SHAPE_LIST:
        json_array(j);
        for (i64 i = 0; i < f->least; i++)
            put_value(j, f, f->of ? SHAPE_OBJECT : f->items);
        json_end(j);
        break;
    case SHAPE_MAP:
        json_object(j);
        json_end(j);
        break;
    case SHAPE_ANY: json_null(j); break;
    }
}

static void put_least(struct json *j, const struct shape *s)
{
    json_object(j);
    for (i64 i = 0; i < s->n; i++)
        if (s->fields[i].required) {
            json_key(j, str_c(s->fields[i].name));
            put_value(j, &s->fields[i], s->fields[i].type);
        }
    json_end(j);
}

static const char *body_for(const struct route *r)
{
    struct buf out;
    struct json j;
    if (!r->body)
        return r->body_type ? "x" : NULL;
    buf_init(&out, 4096);
    json_init(&j, &out, 0);
    put_least(&j, r->body);
    const char *text = str_zero_ended(&play->arena, buf_str(&out));
    buf_release(&out);
    return text;
}

static const char *target_for(const struct route *r)
{
    str head, hole, rest = str_c(r->pattern), all = {0};
    while (str_cut(rest, '{', &head, &rest)) {
        str_cut(rest, '}', &hole, &rest);
        const char *value = str_ends(hole, S(":int"))    ? "1"
                            : str_ends(hole, S(":date")) ? "2026-03-02"
                                                         : "00000000000a";
        all = str_fmt(&play->arena, "%.*s%.*s%s", STR_ARG(all), STR_ARG(head), value);
    }
    all = str_fmt(&play->arena, "%.*s%.*s", STR_ARG(all), STR_ARG(head));
    for (i64 i = 0; r->query && i < r->query->n; i++)
        if (r->query->fields[i].required)
            all = str_fmt(&play->arena, "%.*s%c%s=%s", STR_ARG(all),
                          str_find_char(all, '?') < 0 ? '?' : '&', r->query->fields[i].name,
                          r->query->fields[i].type == SHAPE_DATE ? "2026-03-02" : "1");
    return str_zero_ended(&play->arena, all);
}

/* Whether the handler was reached; else it must have been 401 or 403, with nothing done. */
static bool let_through(const struct route *r)
{
    i64 before = play->reached;
    snprintf(play->match, sizeof play->match, "%s", r->flags & ROUTE_IF_MATCH ? "\"v1\"" : "");
    snprintf(play->type, sizeof play->type, "%s", r->body_type ? r->body_type : "");
    i32 status = ask(r->method, target_for(r), body_for(r));
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
        rows++;
        if (rule_of(r) < 0)
            fail_msg("the matrix does not know \"%s\"", r->id);
        if (wrong_cells(r, account, &cells))
            fail_msg("\"%s\" lets through whom it should not, or not whom it should", r->id);
    }
    assert_int_equal(rows, play->site.route_count); /* none is left out */
    assert_int_equal(rows, LENGTH(allowed)); /* and no rule is about a row that is not there */
    assert_int_equal(cells, rows * 8 * 5 * 18);
}

/* The control: a row that is a little too open, or too closed, is noticed. */
static void a_hole_in_any_row_is_noticed(void **state)
{
    (void)state;
    i64 account = make_credentials(), cells = 0, holes = 0;
    for (i64 i = 0; i < play->site.route_count; i++) {
        struct route *r = &play->routes[i], sound = *r;
        if (r->roles & HTTP_ANYONE)
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
    assert_true(holes >= 100);
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
