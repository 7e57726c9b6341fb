/* What was answered is there: power cuts at every step of the disk, the n-th failure, threads. */
#include "accounts/office_test.h"
#include "accounts/store.h"

#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct office office;

enum { DAYS = 5 };

static void mark(struct office *o)
{
    simulated_mark(&o->machine, o->accounts->audit_last);
}

/* The acts of a day; after each the world knows of as many as the audit has entries. */
static void live(struct office *o, i32 day)
{
    static const u32 roles[] = {ACCESS_SELLER, ACCESS_MANAGER, ACCESS_VIEWER};
    for (i64 i = 0; i < LENGTH(roles); i++) {
        char email[] = "aa@acme.example";
        email[0] = (char)('a' + i);
        email[1] = (char)('a' + day);
        struct signed_in in = office_join(o, email, roles[i]);
        mark(o);
        struct token_made t = office_token(o, in.account, SCOPE_READ, 30);
        mark(o);
        struct accounts_act act = office_act(o, in.account);
        accounts_token_revoke(o->accounts, &act, str_c(t.id), (str){0});
        mark(o);
        office_change(o, in.account, 0, MEMBER_SUSPENDED);
        mark(o);
    }
}

/* Entries of a sound audit, -1 when the file is not sound. */
static i64 sound_entries(struct simulated *machine)
{
    struct accounts *a;
    struct accounts_options options = {.create = true, .weak = true};
    struct audit_verified v;
    struct err e;
    if (!accounts_open(&a, &machine->platform, "/accounts.etalon", &options, &e))
        return -1;
    bool ok = accounts_verify(a, &v, &e) && !v.first_bad;
    accounts_close(a);
    return ok ? v.entries : -1;
}

/* Cuts after which an answered act is missing, of all that were tried. */
static i64 lost_cuts(bool lies, i64 *cuts)
{
    static struct simulated_disk base;
    static struct simulated_cut cut;
    static struct simulated found;
    i64 lost = 0;
    office_init(&office, 21);
    office_reopen(&office);
    office.machine.sync_lies = lies;
    simulated_record(&office.machine);
    simulated_disk_copy(&base, &office.machine.disk);
    i64 before = office.accounts->audit_last;
    for (i32 day = 0; day < DAYS; day++)
        live(&office, day);
    simulated_cut_init(&cut, &office.machine, &base);
    for (*cuts = 0; simulated_cut_next(&cut);) {
        for (i32 how = 0; how < SURVIVAL_COUNT; how++, ++*cuts) {
            simulated_init(&found, (u64)*cuts);
            simulated_cut_here(&cut, (enum simulated_survival)how, &found);
            i64 entries = sound_entries(&found);
            lost += entries < i64_max(cut.marked, before);
            assert_true(entries <= office.accounts->audit_last);
            simulated_release(&found);
        }
    }
    simulated_cut_release(&cut);
    simulated_disk_release(&base);
    office_release(&office);
    return lost;
}

static void no_answered_act_is_lost_wherever_the_power_goes_off(void **state)
{
    (void)state;
    i64 cuts;
    assert_int_equal(lost_cuts(false, &cuts), 0);
    assert_in_range(cuts, 700, 100000);
}

static void a_disk_that_lies_about_its_syncs_is_seen_to_lose_acts(void **state)
{
    (void)state;
    i64 cuts;
    assert_true(lost_cuts(true, &cuts) > 0);
}

static void whatever_call_of_the_disk_fails_no_act_is_half_done(void **state)
{
    (void)state;
    bool failed = true;
    for (i64 n = 1; failed; n++) {
        struct signed_in in;
        struct err e;
        office_init(&office, 31);
        in = office_join(&office, "s@acme.example", ACCESS_SELLER);
        i64 before = office.accounts->audit_last;
        office.machine.fault_mask = FAULT_READ | FAULT_WRITE | FAULT_SYNC | FAULT_TRUNCATE;
        office.machine.fault_at = n;
        office.machine.faults_happened = 0;
        struct accounts_outcome out = office_change(&office, in.account, ACCESS_MANAGER, 0);
        failed = office.machine.faults_happened > 0;
        office.machine.fault_mask = 0;
        bool stopped = !accounts_check(office.accounts, &e);
        assert_int_equal(out.answer, stopped ? ACCOUNTS_FAILED : ACCOUNTS_DONE);
        office_reopen(&office);
        struct actor who = office_who(&office, in.session, NULL);
        bool happened = who.role == ACCESS_MANAGER;
        assert_true(happened || out.answer == ACCOUNTS_FAILED);
        assert_int_equal(office.accounts->audit_last, before + happened);
        struct audit_verified v;
        assert_true(accounts_verify(office.accounts, &v, &e) && !v.first_bad);
        office_release(&office);
        assert_true(n < 1000);
    }
}

static void a_file_of_the_first_layout_is_brought_to_the_newest(void **state)
{
    (void)state;
    struct simulated machine;
    struct arena arena;
    struct storage_engine *engine;
    struct storage *db;
    struct accounts *a;
    struct err e;
    struct storage_options o = {.mode = STORAGE_CREATE};
    struct accounts_options options = {.weak = true};
    char code[ACCOUNTS_SETUP_CODE_BYTES];
    simulated_init(&machine, 1);
    arena_init(&arena, 1 << 20);
    assert_true(storage_engine_open(&engine, &arena, &machine.platform, &e));
    assert_true(storage_open(&db, engine, "/old.etalon", &o, &e));
    assert_true(storage_migrate(db, ACCOUNTS_APPLICATION, accounts_scripts, 1, &e));
    storage_close(db);
    storage_engine_close(engine);
    assert_true(accounts_open(&a, &machine.platform, "/old.etalon", &options, &e));
    assert_true(accounts_setup_code(a, 1, code, &e) && code[0]);
    assert_true(accounts_tick(a, 2, &e)); /* it reads the newest tables */
    accounts_close(a);
    arena_release(&arena);
    simulated_release(&machine);
}

/* --- threads, on the machine itself ----------------------------------------------------------- */

enum { ASKERS = 4, TURNS = 30 };

struct ward {
    struct accounts *accounts;
    i64 now_ms;
    struct token_made token[TURNS];
    _Atomic i32 revoked; /* how many of them, answered */
    _Atomic i32 made;
    _Atomic bool stop;
    _Atomic i64 asked, wrong;
};

static void ask_all_the_time(void *context)
{
    struct ward *w = context;
    struct arena arena;
    struct actor who;
    arena_init(&arena, 1 << 20);
    while (!w->stop) {
        i32 revoked = w->revoked, made = w->made;
        for (i32 i = 0; i < made; i++) {
            struct accounts_asked asked = {.token = str_c(w->token[i].secret)};
            bool holds = accounts_authenticate(w->accounts, &asked, w->now_ms, &arena, &who);
            w->wrong += holds && i < revoked; /* it was revoked before we asked */
            w->asked++;
            arena_rewind(&arena, 0);
        }
    }
    arena_release(&arena);
}

static void live_in_threads(struct ward *w, const char *account)
{
    struct accounts_act act = {
        .account = str_c(account), .workspace = S("acme"), .now_ms = w->now_ms};
    struct token_new asked = {str_c(account), S("x"), SCOPE_READ, 30};
    for (i32 i = 0; i < TURNS; i++) {
        assert_int_equal(accounts_token_new(w->accounts, &act, &asked, &w->token[i]).answer,
                         ACCOUNTS_DONE);
        w->made = i + 1;
        for (i64 until = w->asked + 200; w->asked < until;)
            sched_yield();
        assert_int_equal(
            accounts_token_revoke(w->accounts, &act, str_c(w->token[i].id), (str){0}).answer,
            ACCOUNTS_DONE);
        w->revoked = i + 1;
    }
}

static void a_token_that_was_revoked_holds_for_no_thread_that_asks_afterwards(void **state)
{
    (void)state;
    static struct ward w;
    struct accounts_options options = {.create = true, .weak = true};
    struct err e;
    i64 askers[ASKERS];
    char folder[] = "etalon-accounts-XXXXXX", path[80];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/accounts.etalon", folder);
    assert_true(accounts_open(&w.accounts, &platform_system, path, &options, &e));
    w.now_ms = 1764000000000;
    assert_true(accounts_workspace(w.accounts, S("acme"), S("Acme"), w.now_ms, &e));
    struct accounts_act act = {.workspace = S("acme"), .now_ms = w.now_ms};
    struct account_new person = {S("x@acme.example"), S("X"), OFFICE_PASSWORD, S("acme"),
                                 ACCESS_SELLER};
    struct account_row row;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    assert_int_equal(accounts_add(w.accounts, &act, &person).answer, ACCOUNTS_DONE);
    assert_true(accounts_find_email(w.accounts, &arena, person.email, &row));
    for (i32 i = 0; i < ASKERS; i++) {
        askers[i] = platform_system.thread_start(NULL, ask_all_the_time, &w);
        assert_true(askers[i] >= 0);
    }
    live_in_threads(&w, row.id);
    w.stop = true;
    for (i32 i = 0; i < ASKERS; i++)
        platform_system.thread_join(NULL, askers[i]);
    assert_int_equal(w.wrong, 0);
    assert_true(w.asked >= TURNS * 200);
    accounts_close(w.accounts);
    arena_release(&arena);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_answered_act_is_lost_wherever_the_power_goes_off),
        cmocka_unit_test(a_disk_that_lies_about_its_syncs_is_seen_to_lose_acts),
        cmocka_unit_test(whatever_call_of_the_disk_fails_no_act_is_half_done),
        cmocka_unit_test(a_file_of_the_first_layout_is_brought_to_the_newest),
        cmocka_unit_test(a_token_that_was_revoked_holds_for_no_thread_that_asks_afterwards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
