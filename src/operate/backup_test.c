/* A data folder as one file and back: the same afterwards, noticed when it is not; and whatever
 * fails, or wherever the power goes off, there is no half backup and no half restore. */
#include "operate/backup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "accounts/people.h"
#include "base/simulated.h"
#include "workspace/reader.h"
#include "workspace/verify.h"

static struct arena arena;
static struct simulated sim;
static struct simulated_disk base;
enum { NOW = 1764000000 };
static const char backup[] = "backup.tar", before[] = ".before-20251124T160000Z";

/* --- folders ------------------------------------------------------------------------------ */

static const char *in(const char *folder, const char *name)
{
    return str_zero_ended(&arena, str_fmt(&arena, "%s/%s", folder, name));
}

static void make_workspace(const char *folder, const char *id, i64 people)
{
    struct workspace_options o = {.create = true, .no_thread = true, .name = str_c(id)};
    struct workspace *w;
    struct err e;
    char name[32];
    snprintf(name, sizeof name, "%s.etalon", id);
    assert_true(workspace_open(&w, &sim.platform, in(folder, name), &o, &e));
    for (i64 i = 0; i < people; i++) {
        struct request r = {.intent = {.kind = INTENT_PERSON, .text = S("Somebody")}};
        workspace_do(w, &r);
        assert_int_equal(r.answer.status, ANSWER_ACCEPTED);
    }
    workspace_close(w);
}

static void make_folder(const char *folder, i64 people)
{
    struct accounts_options o = {.create = true, .weak = true};
    struct accounts *a;
    struct err e;
    assert_true(accounts_open(&a, &sim.platform, in(folder, "accounts.etalon"), &o, &e));
    for (i64 i = 0; i < people; i++) /* so that two folders differ */
        assert_true(accounts_workspace(a, S("acme"), i & 1 ? S("Acme") : S("acme"), NOW, &e));
    accounts_close(a);
    make_workspace(folder, "acme", people);
}

/* Events of the workspace at that place, and entries of the accounts; -1: not there or not sound.
 */
static i64 events_of(const char *path)
{
    struct verified v;
    struct err e;
    i64 mark = arena_mark(&arena);
    bool sound = sim.platform.file_exists(&sim, path) == 1 &&
                 workspace_verify_file(&sim.platform, path, &arena, &v, &e) && !v.problem_count;
    i64 events = sound ? v.events : -1;
    arena_rewind(&arena, mark);
    return events;
}

static bool exists(const char *path)
{
    return sim.platform.file_exists(&sim, path) == 1;
}

/* --- making one ------------------------------------------------------------------------------ */

static bool copy_accounts(void *context, const char *to, struct err *e)
{
    struct accounts_options o = {.weak = true};
    struct accounts *a;
    if (!accounts_open(&a, &sim.platform, in(context, "accounts.etalon"), &o, e))
        return false;
    bool ok = accounts_backup(a, to, e);
    accounts_close(a);
    return ok;
}

static bool copy_acme(void *context, const char *to, struct err *e)
{
    struct workspace_options o = {.no_thread = true};
    struct workspace *w;
    struct reader *r = NULL;
    if (!workspace_open(&w, &sim.platform, in(context, "acme.etalon"), &o, e))
        return false;
    bool ok = reader_open(&r, w, e) && reader_backup(r, to, e);
    reader_close(r);
    workspace_close(w);
    return ok;
}

static bool back_up(char *folder, struct backup_made *made, struct err *e)
{
    const struct backup_source sources[] = {
        {"accounts.etalon", copy_accounts, folder},
        {"acme.etalon", copy_acme, folder},
    };
    return backup_make(&sim.platform, backup, sources, 2, NOW * 1000ll, made, e);
}

static bool is_whole(void)
{
    struct backup_made made;
    struct err e;
    return backup_check(&sim.platform, backup, "scratch", &made, &e) && made.files == 2;
}

static int setup(void **state)
{
    (void)state;
    struct backup_made made;
    struct err e;
    arena_init(&arena, 1ll << 32);
    simulated_init(&sim, 7);
    make_folder("data", 3);
    return back_up((char[]){"data"}, &made, &e) ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    simulated_disk_release(&base);
    simulated_release(&sim);
    arena_release(&arena);
    return 0;
}

static bool restore(const char *folder, bool replace, struct err *e)
{
    struct backup_made made;
    return restore_make(&sim.platform, backup, folder, replace, NOW * 1000ll, &made, e);
}

/* --- the same afterwards --------------------------------------------------------------------- */

static void what_is_restored_is_what_was_backed_up(void **state)
{
    (void)state;
    struct backup_made made;
    struct err e;
    assert_true(backup_check(&sim.platform, backup, "scratch", &made, &e));
    assert_int_equal(made.files, 2);
    assert_int_equal(made.at_ms, NOW * 1000ll);
    assert_int_equal(made.events, events_of("data/acme.etalon"));
    assert_true(made.entries > 0);
    assert_false(exists("scratch") || exists("scratch-wal"));
    assert_true(restore("other", false, &e));
    assert_int_equal(events_of("other/acme.etalon"), events_of("data/acme.etalon"));
    assert_true(exists("other/accounts.etalon"));
    assert_false(exists("other/restore.ready") || exists("other/acme.etalon.restored"));
}

static void a_name_that_is_taken_is_not_overwritten(void **state)
{
    (void)state;
    struct backup_made made;
    struct err e;
    assert_false(back_up((char[]){"data"}, &made, &e));
    assert_true(str_find(str_c(e.text), S("exists")) >= 0);
    assert_true(is_whole());
    assert_false(exists("backup.tar.part") || exists("backup.tar.copy"));
}

static void a_folder_that_is_not_empty_is_refused_unless_told(void **state)
{
    (void)state;
    struct err e;
    make_folder("full", 6);
    make_workspace("full", "gamma", 1);
    i64 old = events_of("full/acme.etalon");
    assert_false(restore("full", false, &e));
    assert_true(str_find(str_c(e.text), S("not empty")) >= 0);
    assert_int_equal(events_of("full/acme.etalon"), old);
    assert_true(restore("full", true, &e));
    assert_int_equal(events_of("full/acme.etalon"), events_of("data/acme.etalon"));
    assert_false(exists("full/gamma.etalon")); /* the folder is what the backup says */
    assert_int_equal(
        events_of(in("full", str_zero_ended(&arena, str_fmt(&arena, "acme.etalon%s", before)))),
        old);
    assert_true(
        exists(in("full", str_zero_ended(&arena, str_fmt(&arena, "gamma.etalon%s", before)))));
}

static void a_folder_that_somebody_has_open_is_refused(void **state)
{
    (void)state;
    struct workspace_options o = {.no_thread = true};
    struct workspace *w;
    struct err e;
    assert_true(workspace_open(&w, &sim.platform, "data/acme.etalon", &o, &e));
    i64 old = workspace_head(w).sequence;
    assert_false(restore("data", true, &e));
    assert_true(str_find(str_c(e.text), S("another process")) >= 0);
    workspace_close(w);
    assert_int_equal(events_of("data/acme.etalon"), old);
    assert_true(restore("data", true, &e));
}

/* --- noticed when it is not ------------------------------------------------------------------ */

static void a_backup_that_is_cut_off_or_changed_is_no_backup(void **state)
{
    (void)state;
    const struct platform *p = &sim.platform;
    struct rng rng = rng_from(11);
    struct err e;
    i64 changed = 0, file = p->file_open(p->self, backup, PLATFORM_WRITE);
    i64 size = p->file_size(p->self, file);
    i64 whole = events_of("data/acme.etalon");
    for (i32 i = 0; i < 120; i++) {
        u8 byte, other;
        i64 at = i < 40 ? rng_below(&rng, 1024) : rng_below(&rng, size);
        assert_int_equal(p->file_read(p->self, file, &byte, 1, at), 1);
        other = byte ^ (u8)(1 << rng_below(&rng, 8));
        assert_int_equal(p->file_write(p->self, file, &other, 1, at), PLATFORM_OK);
        bool noticed = !is_whole();
        changed += noticed;
        if (!noticed) { /* between two files, where nothing is */
            assert_true(restore("again", true, &e));
            assert_int_equal(events_of("again/acme.etalon"), whole);
        }
        assert_int_equal(p->file_write(p->self, file, &byte, 1, at), PLATFORM_OK);
    }
    assert_true(changed > 90);
    assert_true(is_whole());
    for (i64 left = size - 1024; left > 0; left -= 1 + rng_below(&rng, size / 40)) {
        assert_int_equal(p->file_truncate(p->self, file, left), PLATFORM_OK);
        assert_false(is_whole());
        assert_false(restore("never", false, &e));
        assert_false(exists("never/acme.etalon") || exists("never/acme.etalon.restored"));
    }
    p->file_close(p->self, file);
}

/* --- whatever fails ----------------------------------------------------------------------------
 */

static void remember_disk(void)
{
    simulated_disk_copy(&base, &sim.disk);
}

static void go_back(void)
{
    sim.fault_at = 0;
    simulated_kill(&sim);
    simulated_disk_copy(&sim.disk, &base);
}

static void no_failure_leaves_half_a_backup(void **state)
{
    (void)state;
    struct backup_made made;
    struct err e;
    i64 failures = 0;
    sim.platform.file_unlink(&sim, backup);
    remember_disk();
    for (i64 n = 1;; n++) {
        go_back();
        sim.fault_mask = FAULT_ALL;
        sim.fault_at = n;
        sim.fault_stays = n & 1;
        sim.faults_happened = 0;
        bool ok = back_up((char[]){"data"}, &made, &e);
        bool reached = sim.faults_happened > 0;
        sim.fault_at = 0;
        simulated_kill(&sim);
        if (exists(backup))
            assert_true(is_whole());
        if (ok)
            assert_true(exists(backup));
        if (!reached)
            break;
        failures++;
    }
    print_message("%lld failures\n", (long long)failures);
    assert_true(failures > 50);
}

/* -1: not what it was and not what it should become. */
static i64 which(i64 old, i64 new)
{
    i64 events = events_of("full/acme.etalon");
    bool gamma = exists("full/gamma.etalon"), accounts = exists("full/accounts.etalon");
    if (events == old && gamma && accounts)
        return 0;
    return events == new && !gamma &&accounts ? 1 : -1;
}

static void make_full(void)
{
    make_folder("full", 6);
    make_workspace("full", "gamma", 1);
}

static void no_failure_leaves_half_a_restore(void **state)
{
    (void)state;
    struct err e;
    i64 seen[2] = {0}, new = events_of("data/acme.etalon");
    make_full();
    i64 old = events_of("full/acme.etalon");
    remember_disk();
    for (i64 n = 1;; n++) {
        go_back();
        sim.fault_mask = FAULT_ALL;
        sim.fault_at = n;
        sim.fault_stays = n & 1;
        sim.faults_happened = 0;
        bool ok = restore("full", true, &e);
        bool reached = sim.faults_happened > 0;
        sim.fault_at = 0;
        simulated_kill(&sim);
        assert_true(restore_finish(&sim.platform, "full", &e));
        i64 now = which(old, new);
        assert_true(now >= 0);
        if (ok)
            assert_int_equal(now, 1);
        if (!reached)
            break;
        seen[now]++;
    }
    print_message("%lld failures: %lld times as before, %lld times restored\n",
                  (long long)(seen[0] + seen[1]), (long long)seen[0], (long long)seen[1]);
    assert_true(seen[0] > 20 && seen[1] > 5);
}

/* --- wherever the power goes off ---------------------------------------------------------------
 */

static void a_backup_cut_anywhere_is_whole_or_not_there(void **state)
{
    (void)state;
    struct backup_made made;
    struct simulated_cut cut;
    struct err e;
    i64 there = 0, absent = 0;
    sim.platform.file_unlink(&sim, backup);
    remember_disk();
    simulated_record(&sim);
    assert_true(back_up((char[]){"data"}, &made, &e));
    sim.recording = false;
    simulated_cut_init(&cut, &sim, &base);
    do
        for (i32 how = 0; how < SURVIVAL_COUNT; how++) {
            simulated_cut_here(&cut, (enum simulated_survival)how, &sim);
            if (exists(backup))
                assert_true(is_whole());
            *(exists(backup) ? &there : &absent) += 1;
        }
    while (simulated_cut_next(&cut));
    simulated_cut_release(&cut);
    print_message("%lld cuts: %lld times there, %lld times not\n", (long long)(there + absent),
                  (long long)there, (long long)absent);
    assert_true(there > 0 && absent > 0);
}

static void a_restore_cut_anywhere_is_done_whole_or_not_at_all(void **state)
{
    (void)state;
    struct simulated_cut cut;
    struct err e;
    i64 seen[2] = {0}, new = events_of("data/acme.etalon");
    make_full();
    i64 old = events_of("full/acme.etalon");
    remember_disk();
    simulated_record(&sim);
    assert_true(restore("full", true, &e));
    sim.recording = false;
    simulated_cut_init(&cut, &sim, &base);
    do
        for (i32 how = 0; how < SURVIVAL_COUNT; how++) {
            simulated_cut_here(&cut, (enum simulated_survival)how, &sim);
            if (!restore_finish(&sim.platform, "full", &e))
                fail_msg("%s", e.text);
            i64 now = which(old, new);
            assert_true(now >= 0);
            seen[now]++;
        }
    while (simulated_cut_next(&cut));
    simulated_cut_release(&cut);
    print_message("%lld cuts: %lld times as before, %lld times restored\n",
                  (long long)(seen[0] + seen[1]), (long long)seen[0], (long long)seen[1]);
    assert_true(seen[0] > 0 && seen[1] > 0);
}

int main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        CASE(what_is_restored_is_what_was_backed_up),
        CASE(a_name_that_is_taken_is_not_overwritten),
        CASE(a_folder_that_is_not_empty_is_refused_unless_told),
        CASE(a_folder_that_somebody_has_open_is_refused),
        CASE(a_backup_that_is_cut_off_or_changed_is_no_backup),
        CASE(no_failure_leaves_half_a_backup),
        CASE(no_failure_leaves_half_a_restore),
        CASE(a_backup_cut_anywhere_is_whole_or_not_there),
        CASE(a_restore_cut_anywhere_is_done_whole_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
