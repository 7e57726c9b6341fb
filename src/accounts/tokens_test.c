/* Tokens, the audit and failing disks, on a simulated machine. */
#include "accounts/office_test.h"
#include "accounts/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct office office;

static int begin(void **state)
{
    (void)state;
    office_init(&office, 12);
    return 0;
}

static int end(void **state)
{
    (void)state;
    office_release(&office);
    return 0;
}

/* --- tokens --------------------------------------------------------------------------------------
 */

static void a_token_acts_for_its_owner_within_its_scopes_and_workspace(void **state)
{
    (void)state;
    struct err e;
    struct actor who;
    assert_true(accounts_workspace(office.accounts, S("beta"), S("Beta"), 1, &e));
    struct token_made t = office_token(&office, office.admin.account, SCOPE_READ | SCOPE_DEALS, 1);
    assert_int_equal(strncmp(t.secret, "eta_", 4), 0);
    assert_int_equal(strlen(t.secret), 47);
    struct accounts_asked asked = {.token = str_c(t.secret)};
    assert_true(
        accounts_authenticate(office.accounts, &asked, office.machine.now_ms, &office.arena, &who));
    assert_int_equal(who.kind, ACTOR_TOKEN);
    assert_int_equal(who.role, ACCESS_ADMIN);
    assert_int_equal(who.scopes, SCOPE_READ | SCOPE_DEALS);
    assert_false(who.fresh);
    asked.workspace = S("acme");
    assert_true(
        accounts_authenticate(office.accounts, &asked, office.machine.now_ms, &office.arena, &who));
    asked.workspace = S("beta");
    assert_false(
        accounts_authenticate(office.accounts, &asked, office.machine.now_ms, &office.arena, &who));
    asked =
        (struct accounts_asked){.token = str_c(t.secret), .session = str_c(office.admin.session)};
    assert_false(
        accounts_authenticate(office.accounts, &asked, office.machine.now_ms, &office.arena, &who));
    asked = (struct accounts_asked){.session = str_c(t.secret)};
    assert_false(
        accounts_authenticate(office.accounts, &asked, office.machine.now_ms, &office.arena, &who));
}

static void a_token_ends_at_its_day_and_at_once_when_revoked(void **state)
{
    (void)state;
    struct token_made day = office_token(&office, office.admin.account, SCOPE_READ, 1);
    struct token_made year = office_token(&office, office.admin.account, SCOPE_READ, 365);
    office_pass(&office, MS_PER_DAY - 1);
    assert_true(office_token_holds(&office, day.secret));
    office_pass(&office, 1);
    assert_false(office_token_holds(&office, day.secret));
    assert_true(office_token_holds(&office, year.secret));
    struct accounts_act act = office_act(&office, office.admin.account);
    assert_int_equal(accounts_token_revoke(office.accounts, &act, str_c(year.id), (str){0}).answer,
                     ACCOUNTS_DONE);
    assert_false(office_token_holds(&office, year.secret));
}

static void a_token_is_of_no_use_once_its_owner_is_disabled_or_out(void **state)
{
    (void)state;
    struct signed_in in = office_join(&office, "s@acme.example", ACCESS_SELLER);
    struct token_made t = office_token(&office, in.account, SCOPE_READ, 30);
    struct accounts_asked asked = {.token = str_c(t.secret)};
    struct accounts_act act = office_act(&office, "");
    struct actor who;
    office_change(&office, in.account, 0, MEMBER_SUSPENDED);
    assert_true(
        accounts_authenticate(office.accounts, &asked, office.machine.now_ms, &office.arena, &who));
    assert_int_equal(who.state, MEMBER_SUSPENDED);
    accounts_disable(office.accounts, &act, S("s@acme.example"), true);
    assert_false(office_token_holds(&office, t.secret));
}

static void a_token_does_not_reach_beyond_the_role_nor_a_year(void **state)
{
    (void)state;
    struct signed_in in = office_join(&office, "v@acme.example", ACCESS_VIEWER);
    struct accounts_act act = office_act(&office, in.account);
    struct token_made made;
    struct token_new asked = {str_c(in.account), S("x"), SCOPE_READ, 365};
    assert_int_equal(accounts_token_new(office.accounts, &act, &asked, &made).answer,
                     ACCOUNTS_DONE);
    for (u32 scopes = SCOPE_DEALS; scopes <= SCOPE_EVERY; scopes++) {
        asked.scopes = scopes;
        assert_int_equal(accounts_token_new(office.accounts, &act, &asked, &made).answer,
                         ACCOUNTS_BEYOND);
    }
    asked.scopes = SCOPE_READ;
    asked.days = 366;
    assert_int_equal(accounts_token_new(office.accounts, &act, &asked, &made).answer,
                     ACCOUNTS_BAD_TIME);
    asked.days = 0;
    assert_int_equal(accounts_token_new(office.accounts, &act, &asked, &made).answer,
                     ACCOUNTS_BAD_TIME);
}

static void the_same_key_makes_one_token_whose_secret_is_shown_once(void **state)
{
    (void)state;
    struct accounts_act act = office_act(&office, office.admin.account);
    struct token_new asked = {str_c(office.admin.account), S("x"), SCOPE_READ, 5};
    struct token_made first, again;
    struct token_page page = {S("acme"), {0}, {0}};
    struct token_row rows[10];
    act.key = S("k-1");
    assert_int_equal(accounts_token_new(office.accounts, &act, &asked, &first).answer,
                     ACCOUNTS_DONE);
    office_reopen(&office);
    assert_int_equal(accounts_token_new(office.accounts, &act, &asked, &again).answer,
                     ACCOUNTS_REPLAYED);
    assert_string_equal(first.id, again.id);
    assert_string_equal(again.secret, "");
    act.hash[0] = 1;
    assert_int_equal(accounts_token_new(office.accounts, &act, &asked, &again).answer,
                     ACCOUNTS_MISUSED);
    assert_int_equal(accounts_tokens(office.accounts, &office.arena, &page, 10, rows), 1);
}

/* --- the audit
 * ------------------------------------------------------------------------------------ */

static i64 first_bad(void)
{
    struct audit_verified v;
    struct err e;
    assert_true(accounts_verify(office.accounts, &v, &e));
    assert_int_equal(v.entries > 5 || v.first_bad, 1);
    return v.first_bad;
}

static void live_a_little(void)
{
    struct signed_in in = office_join(&office, "s@acme.example", ACCESS_SELLER);
    office_change(&office, in.account, ACCESS_MANAGER, 0);
    struct token_made t = office_token(&office, in.account, SCOPE_READ, 30);
    struct accounts_act act = office_act(&office, in.account);
    accounts_token_revoke(office.accounts, &act, str_c(t.id), (str){0});
    office_sign_in(&office, "s@acme.example", "wrong wrong wrong", "", &in);
}

/* What somebody with the file and a knife could do, one at a time. */
static const char *const tampering[] = {
    "UPDATE audit SET at_ms = at_ms + 1 WHERE sequence = 4",
    "UPDATE audit SET what = 'member.Change' WHERE sequence = 4",
    "UPDATE audit SET account = account + 1 WHERE sequence = 4",
    "UPDATE audit SET workspace = workspace + 1 WHERE sequence = 4",
    "UPDATE audit SET subject = subject + 1 WHERE sequence = 4",
    "UPDATE audit SET source = '192.0.2.9' WHERE sequence = 4",
    "UPDATE audit SET detail = 'viewer' WHERE sequence = 4",
    "UPDATE audit SET hash = zeroblob(32) WHERE sequence = 4",
    "UPDATE audit SET text_hash = zeroblob(32) WHERE sequence = 4",
    "UPDATE audit SET salt = zeroblob(16) WHERE sequence = 4",
    "UPDATE audit SET salt = NULL WHERE sequence = 4",
    "DELETE FROM audit WHERE sequence = 4",
    "DELETE FROM audit WHERE sequence = 1",
    "UPDATE audit SET sequence = sequence + 100 WHERE sequence = 4",
};

static void every_tampering_with_the_audit_is_found(void **state)
{
    (void)state;
    for (i32 i = 0; i < LENGTH(tampering); i++) {
        struct arena arena;
        struct storage_engine *engine;
        struct storage *db;
        struct err e;
        live_a_little();
        assert_int_equal(first_bad(), 0);
        accounts_close(office.accounts);
        office.accounts = NULL;
        arena_init(&arena, 1 << 20);
        struct storage_options o = {.mode = STORAGE_WRITE, .sql = &tampering[i], .sql_count = 1};
        assert_true(storage_engine_open(&engine, &arena, &office.machine.platform, &e));
        assert_true(storage_open(&db, engine, "/accounts.etalon", &o, &e));
        assert_true(storage_begin(db));
        assert_true(statement_run(storage_use(db, 0)));
        assert_int_equal(storage_changed(db), 1);
        assert_true(storage_commit(db, &e));
        storage_close(db);
        storage_engine_close(engine);
        arena_release(&arena);
        office_reopen(&office);
        assert_in_range(first_bad(), 1, 5);
        office_release(&office);
        office_init(&office, 100 + (u64)i);
    }
}

static void the_audit_says_who_did_what_when_and_from_where(void **state)
{
    (void)state;
    struct audit_row rows[50];
    live_a_little();
    const struct audit_asked asked = {.workspace = S("acme")};
    i64 n = accounts_audit(office.accounts, &office.arena, &asked, 50, rows);
    static const char *const expected[] = {"session.refused", "token.revoke",      "token.new",
                                           "member.change",   "invitation.accept", "invitation.new",
                                           "member.new",      "setup.done",        "workspace.new"};
    i64 at = 0;
    for (i64 i = 0; i < LENGTH(expected); i++) {
        assert_true(at < n);
        assert_true(str_eq(rows[at].what, str_c(expected[i])));
        assert_int_equal(rows[at].at_ms, office.machine.now_ms);
        if (i < 8)
            assert_true(str_eq(rows[at].source, S("192.0.2.1")));
        at++;
    }
    assert_true(str_eq(rows[3].detail, S("manager, active, , ")));
    assert_string_equal(rows[3].account, office.admin.account);
    assert_true(str_eq(rows[3].name, S("Ada Root")));
}

static i64 asked_for(struct audit_asked asked, struct audit_row rows[50])
{
    asked.workspace = S("acme");
    return accounts_audit(office.accounts, &office.arena, &asked, 50, rows);
}

static void the_audit_is_asked_by_sort_person_and_moment(void **state)
{
    (void)state;
    struct audit_row rows[50];
    live_a_little();
    i64 now = office.machine.now_ms, all = asked_for((struct audit_asked){.before = 0}, rows);
    assert_int_equal(asked_for((struct audit_asked){.what = S("token")}, rows), 2);
    assert_int_equal(asked_for((struct audit_asked){.what = S("token.new")}, rows), 1);
    assert_int_equal(asked_for((struct audit_asked){.what = S("toke")}, rows), 0);
    assert_int_equal(asked_for((struct audit_asked){.from_ms = now + 1}, rows), 0);
    assert_int_equal(asked_for((struct audit_asked){.from_ms = now}, rows), all);
    assert_int_equal(asked_for((struct audit_asked){.to_ms = now - 1}, rows), 0);
    i64 n = asked_for((struct audit_asked){.account = str_c(office.admin.account)}, rows);
    assert_true(n > 0 && n < all);
    for (i64 i = 0; i < n; i++)
        assert_true(!strcmp(rows[i].account, office.admin.account) ||
                    !strcmp(rows[i].subject, office.admin.account));
    assert_int_equal(asked_for((struct audit_asked){.account = S("nobody")}, rows), 0);
}

static void another_workspace_sees_nothing_of_this_one(void **state)
{
    (void)state;
    struct err e;
    struct audit_row rows[50];
    struct member_row people[10];
    assert_true(accounts_workspace(office.accounts, S("beta"), S("Beta"), 1, &e));
    live_a_little();
    const struct audit_asked asked = {.workspace = S("beta")};
    i64 n = accounts_audit(office.accounts, &office.arena, &asked, 50, rows);
    assert_int_equal(n, 1);
    assert_true(str_eq(rows[0].what, S("workspace.new")));
    assert_int_equal(
        accounts_people(office.accounts, &office.arena, S("beta"), (str){0}, 10, people), 0);
}

/* --- failing disks
 * ---------------------------------------------------------------------------------- */

static void what_was_answered_is_there_after_a_kill_and_what_failed_is_unknown(void **state)
{
    (void)state;
    struct signed_in in = office_join(&office, "s@acme.example", ACCESS_SELLER);
    struct token_made t = office_token(&office, in.account, SCOPE_READ, 30);
    struct accounts_act act = office_act(&office, in.account);
    struct err e;
    office.machine.fault_mask = FAULT_SYNC;
    office.machine.fault_at = 1;
    assert_int_equal(accounts_token_revoke(office.accounts, &act, str_c(t.id), (str){0}).answer,
                     ACCOUNTS_FAILED);
    office.machine.fault_mask = 0;
    assert_false(accounts_check(office.accounts, &e));
    assert_int_equal(office_change(&office, in.account, ACCESS_VIEWER, 0).answer,
                     ACCOUNTS_FAILED); /* stopped for good */
    office_reopen(&office);
    assert_true(accounts_check(office.accounts, &e));
    assert_true(office_holds(&office, in.session));
    assert_int_equal(first_bad(), 0);
    assert_int_equal(office_change(&office, in.account, ACCESS_VIEWER, 0).answer, ACCOUNTS_DONE);
    assert_int_equal(first_bad(), 0);
}

#define test(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(a_token_acts_for_its_owner_within_its_scopes_and_workspace),
        test(a_token_ends_at_its_day_and_at_once_when_revoked),
        test(a_token_is_of_no_use_once_its_owner_is_disabled_or_out),
        test(a_token_does_not_reach_beyond_the_role_nor_a_year),
        test(the_same_key_makes_one_token_whose_secret_is_shown_once),
        test(every_tampering_with_the_audit_is_found),
        test(the_audit_says_who_did_what_when_and_from_where),
        test(the_audit_is_asked_by_sort_person_and_moment),
        test(another_workspace_sees_nothing_of_this_one),
        test(what_was_answered_is_there_after_a_kill_and_what_failed_is_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
