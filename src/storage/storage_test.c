/* The database behind its small interface: versions, limits, what is refused, two
 * connections, migrations; and the locks of the file system under it. */
#include "storage/storage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/simulated.h"
#include "storage/connection.h"

static struct arena arena;
static struct simulated sim;
static struct storage_engine *engine;

enum { PUT, GET, COUNT, BAD, ATTACH, PRAGMA, DROP, SQL_COUNT };
static const char *const sql[SQL_COUNT] = {
    [PUT] = "INSERT INTO t (id, x) VALUES (?1, ?2)",
    [GET] = "SELECT x FROM t WHERE id = ?1",
    [COUNT] = "SELECT count(*) FROM t",
    [BAD] = "SELECT \"no such column\" FROM t",
    [ATTACH] = "ATTACH 'other.db' AS other",
    [PRAGMA] = "PRAGMA synchronous=OFF",
    [DROP] = "DROP TABLE t",
};
static const char *const scripts[] = {
    "CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT) STRICT;",
    "CREATE INDEX t_x ON t (x); INSERT INTO t VALUES (1, 'made by the second script');",
};
enum { APPLICATION = 4711 };

static int setup(void **state)
{
    (void)state;
    struct err e;
    arena_init(&arena, 1 << 28);
    simulated_init(&sim, 1);
    return storage_engine_open(&engine, &arena, &sim.platform, &e) ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    storage_engine_close(engine);
    simulated_release(&sim);
    arena_release(&arena);
    return 0;
}

static struct storage *open_db(enum storage_mode mode, struct err *e)
{
    struct storage *db;
    struct storage_options o = {.mode = mode, .sql = sql, .sql_count = SQL_COUNT};
    return storage_open(&db, engine, "a.db", &o, e) ? db : NULL;
}

static struct storage *open_migrated(i32 count)
{
    struct err e;
    struct storage *db = open_db(STORAGE_CREATE, &e);
    assert_non_null(db);
    if (!storage_migrate(db, APPLICATION, scripts, count, &e))
        fail_msg("%s", e.text);
    return db;
}

static void put(struct storage *db, i64 id, str x)
{
    struct err e;
    assert_true(storage_begin(db));
    struct statement *s = storage_use(db, PUT);
    bind_i64(s, 1, id);
    bind_str(s, 2, x);
    statement_run(s);
    if (!storage_commit(db, &e))
        fail_msg("%s", e.text);
}

static i64 count(struct storage *db)
{
    struct statement *s = storage_use(db, COUNT);
    i64 n = statement_next(s) ? column_i64(s, 0) : -1;
    statement_reset(s);
    return n;
}

static void unsafe_versions_are_known(void **state)
{
    (void)state;
    static const i32 safe[] = {3044006, 3044007, 3050007, 3051003, 3051004, 3053000, 3060000};
    static const i32 unsafe[] = {3007000, 3040001, 3044005, 3045000, 3046001,
                                 3050006, 3051000, 3051002, 3052000};
    for (i64 i = 0; i < LENGTH(safe); i++)
        assert_true(storage_version_is_safe(safe[i]));
    for (i64 i = 0; i < LENGTH(unsafe); i++)
        assert_false(storage_version_is_safe(unsafe[i]));
    assert_true(storage_version_is_safe(sqlite3_libversion_number()));
}

static void a_commit_is_there_after_a_restart(void **state)
{
    (void)state;
    struct err e;
    struct storage *db = open_migrated(1);
    put(db, 7, S("seven"));
    storage_close(db);
    db = open_db(STORAGE_WRITE, &e);
    struct statement *s = storage_use(db, GET);
    bind_i64(s, 1, 7);
    assert_true(statement_next(s));
    assert_true(str_eq(column_str(s, 0), S("seven")));
    assert_false(statement_next(s));
    storage_close(db);
}

static void a_reader_sees_one_commit_and_cannot_write(void **state)
{
    (void)state;
    struct err e;
    struct storage *db = open_migrated(1), *reader = open_db(STORAGE_READ, &e);
    put(db, 1, S("one"));
    assert_true(storage_begin(reader));
    assert_int_equal(count(reader), 1);
    put(db, 2, S("two"));
    assert_int_equal(count(reader), 1);
    storage_end(reader);
    assert_int_equal(count(reader), 2);
    struct statement *s = storage_use(reader, PUT);
    bind_i64(s, 1, 3);
    bind_str(s, 2, S("three"));
    assert_false(statement_run(s));
    assert_false(storage_check(reader, &e));
    storage_close(reader);
    assert_int_equal(count(db), 2);
    storage_close(db);
}

static void one_connection_writes_and_is_there_first(void **state)
{
    (void)state;
    struct err e;
    struct storage *db = open_migrated(1);
    assert_null(open_db(STORAGE_WRITE, &e));
    assert_string_equal(e.text, "cannot open \"a.db\": another process has it open");
    storage_close(db);
    struct storage *reader = open_db(STORAGE_READ, &e);
    assert_non_null(reader);
    assert_null(open_db(STORAGE_WRITE, &e));
    storage_close(reader);
    db = open_db(STORAGE_WRITE, &e);
    assert_non_null(db);
    storage_close(db);
}

static void statements_only_read_and_write_rows(void **state)
{
    (void)state;
    static const i32 refused[] = {BAD, ATTACH, PRAGMA, DROP};
    struct err e;
    storage_close(open_migrated(1));
    for (i64 i = 0; i < LENGTH(refused); i++) {
        struct storage *db = open_db(STORAGE_WRITE, &e);
        assert_false(statement_next(storage_use(db, refused[i])));
        assert_false(storage_check(db, &e));
        storage_close(db);
    }
}

static void a_connection_that_failed_refuses_everything(void **state)
{
    (void)state;
    struct err e, again;
    struct storage *db = open_migrated(1);
    put(db, 1, S("one"));
    sim.fault_mask = FAULT_SYNC;
    sim.fault_at = 1;
    assert_true(storage_begin(db));
    struct statement *s = storage_use(db, PUT);
    bind_i64(s, 1, 2);
    bind_str(s, 2, S("two"));
    assert_true(statement_run(s));
    assert_false(storage_commit(db, &e));
    assert_int_equal(e.code, ERR_IO);
    assert_false(storage_begin(db)); /* though the disk is well again */
    assert_false(storage_commit(db, &again));
    assert_string_equal(e.text, again.text);
    assert_false(storage_checkpoint(db, &again));
    storage_end(db);
    storage_close(db);
}

static void migrations_run_once_and_in_order(void **state)
{
    (void)state;
    struct err e;
    storage_close(open_migrated(1));
    struct storage *db = open_migrated(2);
    assert_int_equal(count(db), 1);
    storage_close(db);
    db = open_migrated(2);
    assert_int_equal(count(db), 1);
    storage_close(db);
    /* an older program, and another one */
    db = open_db(STORAGE_WRITE, &e);
    assert_false(storage_migrate(db, APPLICATION, scripts, 1, &e));
    assert_true(str_find(str_c(e.text), S("a newer etalon wrote it")) >= 0);
    storage_close(db);
    db = open_db(STORAGE_WRITE, &e);
    assert_false(storage_migrate(db, APPLICATION + 1, scripts, 2, &e));
    assert_true(str_find(str_c(e.text), S("another program")) >= 0);
    storage_close(db);
}

static void a_migration_cut_in_the_middle_is_done_whole_or_not(void **state)
{
    (void)state;
    struct simulated_disk base = {0};
    struct simulated_cut cut;
    i64 done = 0, not_done = 0;
    storage_close(open_migrated(1));
    simulated_disk_copy(&base, &sim.disk);
    simulated_record(&sim);
    storage_close(open_migrated(2));
    sim.recording = false;
    simulated_cut_init(&cut, &sim, &base);
    do
        for (i32 how = 0; how < SURVIVAL_COUNT; how++) {
            simulated_cut_here(&cut, (enum simulated_survival)how, &sim);
            str complaints;
            struct err e;
            struct storage *db = open_db(STORAGE_WRITE, &e);
            i64 rows = count(db);
            assert_true(rows == 0 || rows == 1);
            *(rows ? &done : &not_done) += 1;
            storage_close(db);
            db = open_migrated(2);
            assert_int_equal(count(db), 1);
            assert_true(storage_integrity(db, &arena, &complaints, &e));
            assert_int_equal(complaints.n, 0);
            storage_close(db);
        }
    while (simulated_cut_next(&cut));
    assert_true(done > 0 && not_done > 0);
    simulated_cut_release(&cut);
    simulated_disk_release(&base);
}

static void what_is_no_database_is_said(void **state)
{
    (void)state;
    struct err e;
    assert_null(open_db(STORAGE_WRITE, &e));
    assert_string_equal(e.text, "cannot open \"a.db\": no such file or folder");
    i64 f = sim.platform.file_open(&sim, "a.db", PLATFORM_WRITE | PLATFORM_CREATE);
    static const char text[4096] = "Deal,Stage,Amount\n1,won,3\n";
    sim.platform.file_write(&sim, f, text, sizeof text, 0);
    assert_null(open_db(STORAGE_WRITE, &e));
    assert_string_equal(e.text, "cannot open \"a.db\": file is not a database");
    /* somebody else has it */
    sim.platform.file_truncate(&sim, f, 0);
    assert_int_equal(sim.platform.file_lock(&sim, f), PLATFORM_OK);
    assert_null(open_db(STORAGE_CREATE, &e));
    assert_string_equal(e.text, "cannot open \"a.db\": another process has it open");
    sim.platform.file_close(&sim, f);
}

static void a_value_too_long_is_refused(void **state)
{
    (void)state;
    struct err e;
    struct storage *db = open_migrated(1);
    str huge = {arena_array(&arena, char, STORAGE_VALUE_MAX + 5000), STORAGE_VALUE_MAX + 5000};
    assert_true(storage_begin(db));
    struct statement *s = storage_use(db, PUT);
    bind_i64(s, 1, 1);
    bind_str(s, 2, huge);
    assert_false(statement_run(s));
    assert_false(storage_check(db, &e));
    storage_end(db);
    storage_close(db);
}

static void the_log_starts_anew_after_a_checkpoint(void **state)
{
    (void)state;
    struct err e;
    struct storage *db = open_migrated(1);
    for (i64 i = 0; i < 20; i++)
        put(db, i, S("x"));
    i64 pages = storage_log_pages(db);
    assert_true(pages > 20);
    assert_true(statement_next(storage_use(db, COUNT))); /* left at its row */
    assert_true(storage_checkpoint(db, &e));
    assert_int_equal(storage_log_pages(db), 0);
    put(db, 100, S("x"));
    assert_true(storage_log_pages(db) < pages);
    storage_close(db);
}

static void the_platform_names_folders(void **state)
{
    (void)state;
    char out[PLATFORM_PATH_MAX];
    static const char *const paths[][2] = {
        {"a.db", "."}, {"x/a.db", "x"}, {"/a.db", "/"}, {"/x/y/a.db", "/x/y"}};
    for (i64 i = 0; i < LENGTH(paths); i++) {
        platform_folder_of(out, paths[i][0]);
        assert_string_equal(out, paths[i][1]);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(unsafe_versions_are_known),
        TEST(a_commit_is_there_after_a_restart),
        TEST(a_reader_sees_one_commit_and_cannot_write),
        TEST(one_connection_writes_and_is_there_first),
        TEST(statements_only_read_and_write_rows),
        TEST(a_connection_that_failed_refuses_everything),
        TEST(migrations_run_once_and_in_order),
        TEST(a_migration_cut_in_the_middle_is_done_whole_or_not),
        TEST(what_is_no_database_is_said),
        TEST(a_value_too_long_is_refused),
        TEST(the_log_starts_anew_after_a_checkpoint),
        TEST(the_platform_names_folders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
