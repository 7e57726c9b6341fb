/* People, log-in and sessions on a simulated machine, whose clock moves when told. */
#include "accounts/office_test.h"
#include "accounts/secret.h"
#include "accounts/store.h"
#include "accounts/totp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct office office;
static const char password[] = "nous irons au bois demain";

static int begin(void **state)
{
    (void)state;
    office_init(&office, 11);
    return 0;
}

static int end(void **state)
{
    (void)state;
    office_release(&office);
    return 0;
}

/* --- the first admin ------------------------------------------------------------------------ */

static void the_setup_code_makes_one_admin_and_no_second_one(void **state)
{
    (void)state;
    struct err e;
    char code[ACCOUNTS_SETUP_CODE_BYTES];
    struct actor who = office_who(&office, office.admin.session, NULL);
    assert_int_equal(who.role, ACCESS_ADMIN);
    assert_int_equal(who.state, MEMBER_ACTIVE);
    assert_true(str_eq(who.workspace, S("acme")));
    assert_true(who.fresh);
    assert_true(accounts_setup_code(office.accounts, office.machine.now_ms, code, &e));
    assert_string_equal(code, "");
}

static void a_setup_code_is_void_after_30_minutes_and_after_a_newer_one(void **state)
{
    (void)state;
    struct accounts *a;
    struct accounts_options options = {.create = true, .weak = true};
    struct err e;
    char old[ACCOUNTS_SETUP_CODE_BYTES], code[ACCOUNTS_SETUP_CODE_BYTES];
    i64 now = office.machine.now_ms;
    struct signed_in in;
    struct accounts_act act = office_act(&office, "");
    struct setup_asked asked = {{0}, S("a@b.example"), S("A"), OFFICE_PASSWORD};
    assert_true(accounts_open(&a, &office.machine.platform, "/new.etalon", &options, &e));
    assert_true(accounts_setup_code(a, now, old, &e));
    assert_true(accounts_setup_code(a, now, code, &e));
    asked.code = str_c(old);
    assert_int_equal(accounts_setup(a, &act, &asked, &in).answer, ACCOUNTS_ENDED);
    asked.code = str_c(code);
    act.now_ms = now + 30 * 60000;
    assert_int_equal(accounts_setup(a, &act, &asked, &in).answer, ACCOUNTS_ENDED);
    act.now_ms--;
    assert_int_equal(accounts_setup(a, &act, &asked, &in).answer, ACCOUNTS_DONE);
    assert_int_equal(accounts_setup(a, &act, &asked, &in).answer, ACCOUNTS_ENDED);
    accounts_close(a);
}

/* --- sessions --------------------------------------------------------------------------------- */

static void a_session_ends_after_12_idle_hours(void **state)
{
    (void)state;
    struct signed_in seller = office_join(&office, "seller@acme.example", ACCESS_SELLER);
    office_pass(&office, ACCOUNTS_SESSION_IDLE_MS - 1);
    assert_true(office_holds(&office, seller.session));
    office_pass(&office, ACCOUNTS_SESSION_IDLE_MS - 1);
    assert_true(office_holds(&office, seller.session));
    office_pass(&office, ACCOUNTS_SESSION_IDLE_MS);
    assert_false(office_holds(&office, seller.session));
}

static void an_admins_session_ends_after_30_idle_minutes(void **state)
{
    (void)state;
    office_pass(&office, ACCOUNTS_ADMIN_IDLE_MS - 1);
    assert_true(office_holds(&office, office.admin.session));
    office_pass(&office, ACCOUNTS_ADMIN_IDLE_MS);
    assert_false(office_holds(&office, office.admin.session));
}

static void looking_whether_a_session_holds_keeps_it_no_longer(void **state)
{
    (void)state;
    struct signed_in seller = office_join(&office, "seller@acme.example", ACCESS_SELLER);
    struct accounts_asked asked = {.session = str_c(seller.session), .looking = true};
    struct actor who;
    for (i32 hour = 1; hour <= 12; hour++) {
        office_pass(&office, MS_PER_HOUR);
        assert_int_equal(accounts_authenticate(office.accounts, &asked, office.machine.now_ms,
                                               &office.arena, &who),
                         hour < 12);
    }
}

static void a_session_ends_after_seven_days_of_use(void **state)
{
    (void)state;
    struct signed_in seller = office_join(&office, "seller@acme.example", ACCESS_SELLER);
    for (i32 hour = 1; hour < 7 * 24; hour++) {
        office_pass(&office, MS_PER_HOUR);
        assert_true(office_holds(&office, seller.session));
    }
    office_pass(&office, MS_PER_HOUR);
    assert_false(office_holds(&office, seller.session));
}

static void use_is_written_down_each_minute_and_survives_a_restart(void **state)
{
    (void)state;
    struct signed_in seller = office_join(&office, "seller@acme.example", ACCESS_SELLER);
    struct err e;
    for (i32 i = 0; i < 3; i++) {
        office_pass(&office, 10 * MS_PER_HOUR);
        assert_true(office_holds(&office, seller.session));
        assert_true(accounts_tick(office.accounts, office.machine.now_ms, &e));
        office_reopen(&office);
    }
    office_pass(&office, 13 * MS_PER_HOUR);
    assert_true(accounts_tick(office.accounts, office.machine.now_ms, &e));
    struct session_row rows[SIGNIN_SESSIONS_MAX];
    assert_int_equal(
        accounts_sessions(office.accounts, &office.arena, str_c(seller.account), (str){0}, rows),
        0);
}

static void sensitive_acts_are_possible_for_15_minutes(void **state)
{
    (void)state;
    office_pass(&office, ACCOUNTS_FRESH_MS - 1);
    assert_true(office_who(&office, office.admin.session, NULL).fresh);
    office_pass(&office, 1);
    assert_false(office_who(&office, office.admin.session, NULL).fresh);
    struct signed_in fresh;
    struct accounts_act act = office_act(&office, office.admin.account);
    struct sign_in_asked asked = {.password = str_c(password)};
    assert_int_equal(
        accounts_confirm(office.accounts, &act, str_c(office.admin.session), &asked, &fresh).answer,
        ACCOUNTS_DONE);
    assert_true(office_who(&office, fresh.session, NULL).fresh);
    assert_false(office_holds(&office, office.admin.session)); /* replaced */
}

static void a_session_that_is_killed_or_left_holds_no_more(void **state)
{
    (void)state;
    struct signed_in a, b;
    struct session_row rows[SIGNIN_SESSIONS_MAX];
    assert_int_equal(office_sign_in(&office, "root@acme.example", password, "", &a).answer,
                     ACCOUNTS_DONE);
    assert_int_equal(office_sign_in(&office, " ROOT@acme.example ", password, "", &b).answer,
                     ACCOUNTS_DONE);
    assert_true(office_holds(&office, a.session) && office_holds(&office, b.session));
    i64 n =
        accounts_sessions(office.accounts, &office.arena, str_c(a.account), str_c(b.session), rows);
    assert_int_equal(n, 3);
    struct accounts_act act = office_act(&office, a.account);
    for (i64 i = 0; i < n; i++)
        if (rows[i].own)
            assert_int_equal(accounts_end_session(office.accounts, &act, str_c(rows[i].id)).answer,
                             ACCOUNTS_DONE);
    assert_false(office_holds(&office, b.session));
    assert_true(office_holds(&office, a.session));
    assert_int_equal(accounts_sign_out(office.accounts, &act, str_c(a.session)).answer,
                     ACCOUNTS_DONE);
    assert_false(office_holds(&office, a.session));
    assert_true(office_holds(&office, office.admin.session));
}

static void nobody_ends_the_session_of_another_account(void **state)
{
    (void)state;
    struct signed_in other = office_join(&office, "b@acme.example", ACCESS_SELLER);
    struct session_row rows[SIGNIN_SESSIONS_MAX];
    assert_int_equal(accounts_sessions(office.accounts, &office.arena, str_c(office.admin.account),
                                       (str){0}, rows),
                     1);
    struct accounts_act act = office_act(&office, other.account);
    assert_int_equal(accounts_end_session(office.accounts, &act, str_c(rows[0].id)).answer,
                     ACCOUNTS_MISSING);
    assert_true(office_holds(&office, office.admin.session));
}

static void the_session_not_seen_for_longest_makes_room(void **state)
{
    (void)state;
    struct signed_in in;
    for (i32 i = 0; i < SIGNIN_SESSIONS_MAX; i++) {
        office_pass(&office, 1000);
        assert_int_equal(office_sign_in(&office, "root@acme.example", password, "", &in).answer,
                         ACCOUNTS_DONE);
    }
    assert_false(office_holds(&office, office.admin.session));
    assert_true(office_holds(&office, in.session));
}

static void a_new_password_ends_every_session(void **state)
{
    (void)state;
    struct signed_in other, fresh;
    assert_int_equal(office_sign_in(&office, "root@acme.example", password, "", &other).answer,
                     ACCOUNTS_DONE);
    struct accounts_act act = office_act(&office, office.admin.account);
    assert_int_equal(accounts_change_password(office.accounts, &act, S("wrong wrong wrong"),
                                              S("a tall ship and a star"), &fresh)
                         .answer,
                     ACCOUNTS_WRONG);
    assert_int_equal(
        accounts_change_password(office.accounts, &act, str_c(password), S("password1234"), &fresh)
            .answer,
        ACCOUNTS_BAD_PASSWORD);
    assert_true(office_holds(&office, other.session));
    assert_int_equal(accounts_change_password(office.accounts, &act, str_c(password),
                                              S("a tall ship and a star"), &fresh)
                         .answer,
                     ACCOUNTS_DONE);
    assert_false(office_holds(&office, other.session));
    assert_false(office_holds(&office, office.admin.session));
    assert_true(office_holds(&office, fresh.session));
    assert_int_equal(office_sign_in(&office, "root@acme.example", password, "", &other).answer,
                     ACCOUNTS_WRONG);
}

static void secrets_are_in_the_file_as_hashes_only(void **state)
{
    (void)state;
    struct token_made token = office_token(&office, office.admin.account, SCOPE_READ, 30);
    const struct simulated_disk *d = &office.machine.disk;
    const str secrets[] = {str_c(office.admin.session), str_c(token.secret), str_c(password)};
    bool found_email = false;
    for (i32 f = 0; f < d->file_count; f++) {
        str content = {(const char *)d->file[f].p, d->file[f].n};
        for (i64 i = 0; i < LENGTH(secrets); i++)
            assert_true(str_find(content, secrets[i]) < 0);
        found_email |=
            str_find(content, S("root@acme.example")) >= 0; /* we look in the right place */
    }
    assert_true(found_email);
}

/* --- log-in ------------------------------------------------------------------------------------
 */

static void unknown_and_wrong_are_answered_alike_and_leave_the_same_trace(void **state)
{
    (void)state;
    struct signed_in in;
    struct accounts_outcome wrong =
        office_sign_in(&office, "root@acme.example", "not the password", "", &in);
    struct accounts_outcome unknown =
        office_sign_in(&office, "nobody@acme.example", "not the password", "", &in);
    struct accounts_outcome none = office_sign_in(&office, "no address", password, "", &in);
    assert_int_equal(wrong.answer, ACCOUNTS_WRONG);
    assert_memory_equal(&wrong, &unknown, sizeof wrong);
    assert_memory_equal(&wrong, &none, sizeof wrong);
    i64 last = office.accounts->audit_last;
    office_sign_in(&office, "root@acme.example", "not the password", "", &in);
    assert_int_equal(office.accounts->audit_last, last + 1);
    office_sign_in(&office, "nobody@acme.example", "not the password", "", &in);
    assert_int_equal(office.accounts->audit_last, last + 2);
}

static i64 guess_until_throttled(const char *email, i64 *wait_s)
{
    struct signed_in in;
    for (i64 n = 0;; n++) {
        struct accounts_outcome out = office_sign_in(&office, email, "a wrong password", "", &in);
        *wait_s = out.wait_s;
        if (out.answer == ACCOUNTS_THROTTLED)
            return n;
        assert_int_equal(out.answer, ACCOUNTS_WRONG);
        assert_true(n < 100);
    }
}

static void guessing_is_throttled_known_and_unknown_alike_and_not_for_ever(void **state)
{
    (void)state;
    struct signed_in in;
    i64 wait_s, wait_unknown_s;
    i64 n = guess_until_throttled("root@acme.example", &wait_s);
    assert_int_equal(n, throttle_account.burst);
    assert_int_equal(guess_until_throttled("nobody@acme.example", &wait_unknown_s), n);
    assert_int_equal(wait_s, wait_unknown_s);
    /* the right password is not tried either */
    assert_int_equal(office_sign_in(&office, "root@acme.example", password, "", &in).answer,
                     ACCOUNTS_THROTTLED);
    office_pass(&office, wait_s * 1000);
    assert_int_equal(office_sign_in(&office, "root@acme.example", password, "", &in).answer,
                     ACCOUNTS_DONE);
}

static void an_address_that_guesses_many_accounts_is_throttled(void **state)
{
    (void)state;
    struct signed_in in;
    i64 n = 0;
    for (; n < 100; n++) {
        str email = str_fmt(&office.arena, "u%lld@acme.example%c", (long long)n, 0);
        if (office_sign_in(&office, email.p, "a wrong password", "", &in).answer ==
            ACCOUNTS_THROTTLED)
            break;
    }
    assert_int_equal(n, throttle_source.burst);
}

static struct accounts_outcome sign_in_from(const char *source, const char *device,
                                            const char *secret, struct signed_in *in)
{
    struct accounts_act act = office_act(&office, "");
    struct sign_in_asked asked = {.email = S("root@acme.example"), .password = str_c(secret)};
    act.source = str_c(source);
    asked.device = str_c(device);
    return accounts_sign_in(office.accounts, &act, &asked, in);
}

static void guesses_from_elsewhere_do_not_keep_a_known_browser_out(void **state)
{
    (void)state;
    struct signed_in in, again, other;
    i64 wait_s;
    assert_int_equal(sign_in_from("192.0.2.7", "", password, &in).answer, ACCOUNTS_DONE);
    assert_int_equal(strlen(in.device), 43);
    guess_until_throttled("root@acme.example", &wait_s);
    assert_int_equal(sign_in_from("192.0.2.7", "", password, &other).answer, ACCOUNTS_THROTTLED);
    assert_int_equal(sign_in_from("192.0.2.7", in.device, password, &again).answer, ACCOUNTS_DONE);
    assert_string_equal(again.device, ""); /* it keeps the one it has */
    /* its own guesses count, and another one's device does not help */
    i64 n = 0;
    while (sign_in_from("192.0.2.7", in.device, "wrong wrong wrong", &other).answer ==
           ACCOUNTS_WRONG)
        n++;
    assert_int_equal(n, throttle_account.burst);
    struct accounts_act act = office_act(&office, office.admin.account);
    struct invitation_new invitation = {
        .email = S("m@acme.example"), .role = ACCESS_SELLER, .days = 1};
    struct invitation_made made;
    act.source = S("192.0.2.9");
    assert_int_equal(accounts_invite(office.accounts, &act, &invitation, &made).answer,
                     ACCOUNTS_DONE);
    struct accept_asked accept = {str_c(made.secret), S("M"), OFFICE_PASSWORD, {0}};
    assert_int_equal(accounts_accept(office.accounts, &act, &accept, &other).answer, ACCOUNTS_DONE);
    struct sign_in_asked asked = {.email = S("m@acme.example"), .password = str_c(password)};
    assert_int_equal(accounts_sign_in(office.accounts, &act, &asked, &other).answer, ACCOUNTS_DONE);
    assert_int_equal(sign_in_from("192.0.2.9", other.device, password, &again).answer,
                     ACCOUNTS_THROTTLED);
}

static void a_browser_is_forgotten_after_a_year_and_with_a_new_password(void **state)
{
    (void)state;
    struct signed_in in, fresh, other;
    struct err e;
    struct storage *db = office.accounts->lists.db;
    assert_int_equal(sign_in_from("192.0.2.7", "", password, &in).answer, ACCOUNTS_DONE);
    i64 account = id_parse(str_c(in.account));
    str device = str_c(in.device);
    office_pass(&office, 364 * MS_PER_DAY);
    assert_true(accounts_tick(office.accounts, office.machine.now_ms, &e));
    assert_true(device_is_known(db, device, account, office.machine.now_ms));
    office_pass(&office, MS_PER_DAY);
    assert_false(device_is_known(db, device, account, office.machine.now_ms));
    assert_int_equal(sign_in_from("192.0.2.7", "", password, &other).answer, ACCOUNTS_DONE);
    struct accounts_act act = office_act(&office, in.account);
    assert_int_equal(accounts_change_password(office.accounts, &act, str_c(password),
                                              S("a tall ship and a star"), &fresh)
                         .answer,
                     ACCOUNTS_DONE);
    assert_false(device_is_known(db, str_c(other.device), account, office.machine.now_ms));
}

static void a_dated_hash_is_made_anew_at_log_in(void **state)
{
    (void)state;
    struct account_record before, after;
    struct signed_in in;
    assert_true(account_by_email(office.accounts->db, S("root@acme.example"), &before));
    office.accounts->cost.bytes *= 2;
    assert_int_equal(office_sign_in(&office, "root@acme.example", password, "", &in).answer,
                     ACCOUNTS_DONE);
    assert_true(account_by_email(office.accounts->db, S("root@acme.example"), &after));
    assert_true(password_is_dated(before.password, office.accounts->cost));
    assert_false(password_is_dated(after.password, office.accounts->cost));
    assert_int_equal(office_sign_in(&office, "root@acme.example", password, "", &in).answer,
                     ACCOUNTS_DONE);
}

/* --- one-time codes ------------------------------------------------------------------------------
 */

static void code_now(char out[8])
{
    struct account_record own;
    struct buf text = {.p = out, .max = 8};
    assert_true(account_by_email(office.accounts->db, S("root@acme.example"), &own));
    buf_fmt(&text, "%06u%c",
            totp_code(own.totp, TOTP_SECRET_BYTES, office.machine.now_ms / TOTP_STEP_MS, 6), 0);
}

static struct totp_codes turn_codes_on(void)
{
    struct totp_enrolment enrolment;
    struct totp_codes codes;
    char code[8];
    struct accounts_act act = office_act(&office, office.admin.account);
    assert_int_equal(accounts_totp_enrol(office.accounts, &act, &enrolment).answer, ACCOUNTS_DONE);
    assert_int_equal(strlen(enrolment.secret), 32);
    assert_int_equal(accounts_totp_confirm(office.accounts, &act, S("000000"), &codes).answer,
                     ACCOUNTS_WRONG);
    code_now(code);
    assert_int_equal(accounts_totp_confirm(office.accounts, &act, str_c(code), &codes).answer,
                     ACCOUNTS_DONE);
    return codes;
}

static void with_codes_on_a_password_alone_does_not_sign_in(void **state)
{
    (void)state;
    struct signed_in in;
    char code[8];
    turn_codes_on();
    assert_int_equal(office_sign_in(&office, "root@acme.example", password, "", &in).answer,
                     ACCOUNTS_CODE_NEEDED);
    assert_int_equal(office_sign_in(&office, "root@acme.example", password, "123", &in).answer,
                     ACCOUNTS_WRONG);
    code_now(code); /* the one that confirmed */
    assert_int_equal(office_sign_in(&office, "root@acme.example", password, code, &in).answer,
                     ACCOUNTS_WRONG);
    office_pass(&office, TOTP_STEP_MS);
    code_now(code);
    assert_int_equal(office_sign_in(&office, "root@acme.example", password, code, &in).answer,
                     ACCOUNTS_DONE);
    assert_int_equal(office_sign_in(&office, "root@acme.example", password, code, &in).answer,
                     ACCOUNTS_WRONG);
    /* with a wrong password nothing is said about codes */
    assert_int_equal(
        office_sign_in(&office, "root@acme.example", "wrong wrong wrong", "", &in).answer,
        ACCOUNTS_WRONG);
}

static void a_recovery_code_works_once(void **state)
{
    (void)state;
    struct signed_in in;
    struct totp_codes codes = turn_codes_on();
    for (i32 i = 0; i < SIGNIN_RECOVERY_CODES; i++)
        for (i32 j = 0; j < i; j++)
            assert_string_not_equal(codes.code[i], codes.code[j]);
    assert_int_equal(
        office_sign_in(&office, "root@acme.example", password, codes.code[3], &in).answer,
        ACCOUNTS_DONE);
    assert_int_equal(
        office_sign_in(&office, "root@acme.example", password, codes.code[3], &in).answer,
        ACCOUNTS_WRONG);
    struct accounts_act act = office_act(&office, office.admin.account);
    assert_int_equal(accounts_totp_remove(office.accounts, &act).answer, ACCOUNTS_DONE);
    assert_int_equal(office_sign_in(&office, "root@acme.example", password, "", &in).answer,
                     ACCOUNTS_DONE);
}

/* --- members -------------------------------------------------------------------------------------
 */

static void a_change_of_role_or_state_counts_at_once(void **state)
{
    (void)state;
    struct signed_in in = office_join(&office, "s@acme.example", ACCESS_SELLER);
    assert_int_equal(office_who(&office, in.session, "acme").role, ACCESS_SELLER);
    assert_int_equal(office_change(&office, in.account, ACCESS_VIEWER, 0).answer, ACCOUNTS_DONE);
    assert_int_equal(office_who(&office, in.session, "acme").role, ACCESS_VIEWER);
    static const u32 states[] = {MEMBER_SUSPENDED, MEMBER_ACTIVE, MEMBER_REMOVED};
    for (i64 i = 0; i < LENGTH(states); i++) {
        assert_int_equal(office_change(&office, in.account, 0, states[i]).answer, ACCOUNTS_DONE);
        assert_int_equal(office_who(&office, in.session, "acme").state, states[i]);
    }
    assert_int_equal(office_change(&office, in.account, 0, MEMBER_ACTIVE).answer,
                     ACCOUNTS_BAD_STATE); /* only a new invitation brings them back */
}

static void the_last_active_admin_cannot_vanish(void **state)
{
    (void)state;
    const char *root = office.admin.account;
    struct accounts_act act = office_act(&office, root);
    struct signed_in second = office_join(&office, "two@acme.example", ACCESS_ADMIN);
    assert_int_equal(office_who(&office, second.session, NULL).state, MEMBER_ACCEPTED);
    for (u32 role = ACCESS_REVOPS; role <= ACCESS_AUDITOR; role <<= 1)
        assert_int_equal(office_change(&office, root, role, 0).answer, ACCOUNTS_LAST_ADMIN);
    assert_int_equal(office_change(&office, root, 0, MEMBER_SUSPENDED).answer, ACCOUNTS_LAST_ADMIN);
    assert_int_equal(office_change(&office, root, 0, MEMBER_REMOVED).answer, ACCOUNTS_LAST_ADMIN);
    assert_int_equal(accounts_disable(office.accounts, &act, S("root@acme.example"), true).answer,
                     ACCOUNTS_LAST_ADMIN);
    /* confirmed, the second one may stay alone; then the second is the last */
    assert_int_equal(office_change(&office, second.account, 0, MEMBER_ACTIVE).answer,
                     ACCOUNTS_DONE);
    assert_int_equal(office_change(&office, root, ACCESS_SELLER, 0).answer, ACCOUNTS_DONE);
    assert_int_equal(office_change(&office, second.account, 0, MEMBER_REMOVED).answer,
                     ACCOUNTS_LAST_ADMIN);
}

static void a_disabled_admin_is_not_counted_as_one(void **state)
{
    (void)state;
    struct signed_in second = office_join(&office, "two@acme.example", ACCESS_ADMIN);
    struct accounts_act act = office_act(&office, "");
    office_change(&office, second.account, 0, MEMBER_ACTIVE);
    assert_int_equal(accounts_disable(office.accounts, &act, S("two@acme.example"), true).answer,
                     ACCOUNTS_DONE);
    assert_false(office_holds(&office, second.session));
    assert_int_equal(office_change(&office, office.admin.account, ACCESS_SELLER, 0).answer,
                     ACCOUNTS_LAST_ADMIN);
    struct signed_in in;
    assert_int_equal(office_sign_in(&office, "two@acme.example", password, "", &in).answer,
                     ACCOUNTS_WRONG);
    assert_int_equal(accounts_disable(office.accounts, &act, S("two@acme.example"), false).answer,
                     ACCOUNTS_DONE);
    assert_int_equal(office_sign_in(&office, "two@acme.example", password, "", &in).answer,
                     ACCOUNTS_DONE);
}

static void a_change_on_another_version_is_refused(void **state)
{
    (void)state;
    struct signed_in in = office_join(&office, "s@acme.example", ACCESS_SELLER);
    struct accounts_act act = office_act(&office, office.admin.account);
    struct member_row row;
    assert_true(
        accounts_member(office.accounts, &office.arena, S("acme"), str_c(in.account), &row));
    struct member_change change = {.role = ACCESS_MANAGER, .expected = row.version};
    assert_int_equal(
        accounts_change_member(office.accounts, &act, str_c(in.account), &change).answer,
        ACCOUNTS_DONE);
    assert_int_equal(
        accounts_change_member(office.accounts, &act, str_c(in.account), &change).answer,
        ACCOUNTS_CHANGED);
}

static void an_invitation_is_accepted_once_and_within_its_days(void **state)
{
    (void)state;
    struct accounts_act act = office_act(&office, office.admin.account), nobody;
    struct invitation_new invitation = {.email = S("N@acme.example"),
                                        .role = ACCESS_MARKETING,
                                        .department = S("growth"),
                                        .days = 2};
    struct invitation_made made, newer;
    struct signed_in in;
    accounts_invite(office.accounts, &act, &invitation, &made);
    accounts_invite(office.accounts, &act, &invitation, &newer);
    nobody = office_act(&office, "");
    struct accept_asked asked = {str_c(made.secret), S("Nora"), OFFICE_PASSWORD, {0}};
    assert_int_equal(accounts_accept(office.accounts, &nobody, &asked, &in).answer,
                     ACCOUNTS_ENDED); /* the newer one counts */
    asked.secret = str_c(newer.secret);
    office_pass(&office, 2 * MS_PER_DAY);
    nobody = office_act(&office, "");
    assert_int_equal(accounts_accept(office.accounts, &nobody, &asked, &in).answer, ACCOUNTS_ENDED);
    office_pass(&office, -1);
    nobody = office_act(&office, "");
    assert_int_equal(accounts_accept(office.accounts, &nobody, &asked, &in).answer, ACCOUNTS_DONE);
    struct actor who = office_who(&office, in.session, NULL);
    assert_int_equal(who.role, ACCESS_MARKETING);
    assert_true(str_eq(who.department, S("growth")));
    assert_int_equal(accounts_accept(office.accounts, &nobody, &asked, &in).answer, ACCOUNTS_ENDED);
}

static void an_invited_account_joins_with_its_own_password_only(void **state)
{
    (void)state;
    struct err e;
    struct signed_in own = office_join(&office, "s@acme.example", ACCESS_SELLER), in;
    assert_true(accounts_workspace(office.accounts, S("beta"), S("Beta"), 1, &e));
    struct accounts_act act = office_act(&office, office.admin.account), nobody;
    act.workspace = S("beta");
    struct invitation_new invitation = {
        .email = S("s@acme.example"), .role = ACCESS_VIEWER, .days = 1};
    struct invitation_made made;
    assert_int_equal(accounts_invite(office.accounts, &act, &invitation, &made).answer,
                     ACCOUNTS_DONE);
    assert_int_equal(office_who(&office, own.session, "beta").state, MEMBER_INVITED);
    nobody = office_act(&office, "");
    struct accept_asked asked = {str_c(made.secret), S("Mallory"), S("another password!"), {0}};
    assert_int_equal(accounts_accept(office.accounts, &nobody, &asked, &in).answer, ACCOUNTS_WRONG);
    asked.password = str_c(password);
    assert_int_equal(accounts_accept(office.accounts, &nobody, &asked, &in).answer, ACCOUNTS_DONE);
    assert_string_equal(in.account, own.account);
    assert_int_equal(office_who(&office, own.session, "beta").state, MEMBER_ACTIVE);
    assert_int_equal(office_who(&office, own.session, "acme").role, ACCESS_SELLER);
}

static void who_is_no_member_has_no_role_whether_the_workspace_exists_or_not(void **state)
{
    (void)state;
    struct err e;
    assert_true(accounts_workspace(office.accounts, S("beta"), S("Beta"), 1, &e));
    struct actor other = office_who(&office, office.admin.session, "beta");
    struct actor absent = office_who(&office, office.admin.session, "gone");
    assert_int_equal(other.role | other.state | absent.role | absent.state, 0);
}

static void a_member_is_given_a_number_in_the_events(void **state)
{
    (void)state;
    assert_int_equal(office_who(&office, office.admin.session, "acme").person, 0);
    assert_true(
        accounts_number_person(office.accounts, S("acme"), str_c(office.admin.account), 42));
    assert_int_equal(office_who(&office, office.admin.session, "acme").person, 42);
    assert_false(
        accounts_number_person(office.accounts, S("beta"), str_c(office.admin.account), 1));
}

#define test(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(the_setup_code_makes_one_admin_and_no_second_one),
        test(a_setup_code_is_void_after_30_minutes_and_after_a_newer_one),
        test(a_session_ends_after_12_idle_hours),
        test(an_admins_session_ends_after_30_idle_minutes),
        test(looking_whether_a_session_holds_keeps_it_no_longer),
        test(a_session_ends_after_seven_days_of_use),
        test(use_is_written_down_each_minute_and_survives_a_restart),
        test(sensitive_acts_are_possible_for_15_minutes),
        test(a_session_that_is_killed_or_left_holds_no_more),
        test(nobody_ends_the_session_of_another_account),
        test(the_session_not_seen_for_longest_makes_room),
        test(a_new_password_ends_every_session),
        test(secrets_are_in_the_file_as_hashes_only),
        test(unknown_and_wrong_are_answered_alike_and_leave_the_same_trace),
        test(guessing_is_throttled_known_and_unknown_alike_and_not_for_ever),
        test(an_address_that_guesses_many_accounts_is_throttled),
        test(guesses_from_elsewhere_do_not_keep_a_known_browser_out),
        test(a_browser_is_forgotten_after_a_year_and_with_a_new_password),
        test(a_dated_hash_is_made_anew_at_log_in),
        test(with_codes_on_a_password_alone_does_not_sign_in),
        test(a_recovery_code_works_once),
        test(a_change_of_role_or_state_counts_at_once),
        test(the_last_active_admin_cannot_vanish),
        test(a_disabled_admin_is_not_counted_as_one),
        test(a_change_on_another_version_is_refused),
        test(an_invitation_is_accepted_once_and_within_its_days),
        test(an_invited_account_joins_with_its_own_password_only),
        test(who_is_no_member_has_no_role_whether_the_workspace_exists_or_not),
        test(a_member_is_given_a_number_in_the_events),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
