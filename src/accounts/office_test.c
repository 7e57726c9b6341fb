#include "accounts/office_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void open_accounts(struct office *o)
{
    struct accounts_options options = {.create = true, .weak = true};
    struct err e = {0};
    if (!accounts_open(&o->accounts, &o->machine.platform, "/accounts.etalon", &options, &e))
        fail_msg("%s", e.text);
}

void office_init(struct office *o, u64 seed)
{
    char code[ACCOUNTS_SETUP_CODE_BYTES];
    struct err e;
    memset(o, 0, sizeof *o);
    simulated_init(&o->machine, seed);
    o->machine.now_ms = 1764000000000;
    arena_init(&o->arena, 256 << 20);
    open_accounts(o);
    assert_true(accounts_workspace(o->accounts, S("acme"), S("Acme"), o->machine.now_ms, &e));
    assert_true(accounts_setup_code(o->accounts, o->machine.now_ms, code, &e));
    struct setup_asked asked = {str_c(code), S("Root@Acme.Example"), S("Ada Root"),
                                OFFICE_PASSWORD};
    struct accounts_act act = office_act(o, "");
    assert_int_equal(accounts_setup(o->accounts, &act, &asked, &o->admin).answer, ACCOUNTS_DONE);
}

void office_release(struct office *o)
{
    accounts_close(o->accounts);
    arena_release(&o->arena);
    simulated_release(&o->machine);
}

void office_reopen(struct office *o)
{
    accounts_close(o->accounts);
    open_accounts(o);
}

void office_pass(struct office *o, i64 ms)
{
    o->machine.now_ms += ms;
    o->machine.elapsed_ns += ms * 1000000;
}

struct accounts_act office_act(const struct office *o, const char *account)
{
    return (struct accounts_act){
        .account = str_c(account),
        .workspace = S("acme"),
        .source = S("192.0.2.1"),
        .agent = S("a browser"),
        .now_ms = o->machine.now_ms,
    };
}

static bool ask(struct office *o, const struct accounts_asked *asked, struct actor *who)
{
    return accounts_authenticate(o->accounts, asked, o->machine.now_ms, &o->arena, who);
}

struct actor office_who(struct office *o, const char *session, const char *workspace)
{
    struct accounts_asked asked = {.session = str_c(session)};
    struct actor who;
    if (workspace)
        asked.workspace = str_c(workspace);
    assert_true(ask(o, &asked, &who));
    return who;
}

bool office_holds(struct office *o, const char *session)
{
    struct accounts_asked asked = {.session = str_c(session)};
    struct actor who;
    return ask(o, &asked, &who);
}

bool office_token_holds(struct office *o, const char *token)
{
    struct accounts_asked asked = {.token = str_c(token)};
    struct actor who;
    return ask(o, &asked, &who);
}

struct signed_in office_join(struct office *o, const char *email, u32 role)
{
    struct accounts_act act = office_act(o, o->admin.account), nobody = office_act(o, "");
    struct invitation_new invitation = {.email = str_c(email), .role = role, .days = 7};
    struct invitation_made made;
    struct signed_in in;
    assert_int_equal(accounts_invite(o->accounts, &act, &invitation, &made).answer, ACCOUNTS_DONE);
    struct accept_asked asked = {str_c(made.secret), S("Someone New"), OFFICE_PASSWORD, {0}};
    assert_int_equal(accounts_accept(o->accounts, &nobody, &asked, &in).answer, ACCOUNTS_DONE);
    return in;
}

struct accounts_outcome office_sign_in(struct office *o, const char *email, const char *password,
                                       const char *code, struct signed_in *out)
{
    struct accounts_act act = office_act(o, "");
    struct sign_in_asked asked = {str_c(email), str_c(password), str_c(code), {0}};
    return accounts_sign_in(o->accounts, &act, &asked, out);
}

struct accounts_outcome office_change(struct office *o, const char *account, u32 role, u32 state)
{
    struct accounts_act act = office_act(o, o->admin.account);
    struct member_change change = {.role = role, .state = state, .expected = -1};
    return accounts_change_member(o->accounts, &act, str_c(account), &change);
}

struct token_made office_token(struct office *o, const char *account, u32 scopes, i64 days)
{
    struct accounts_act act = office_act(o, account);
    struct token_new asked = {str_c(account), S("a program"), scopes, days};
    struct token_made made;
    assert_int_equal(accounts_token_new(o->accounts, &act, &asked, &made).answer, ACCOUNTS_DONE);
    return made;
}
