#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/message.h"
#include "storage/connection.h"

enum { ARENA_BYTES = 1 << 20, CACHE_BYTES = 2 << 20, COMPLAINTS_MAX = 20 };

bool storage_version_is_safe(i32 number)
{
    return (number >= 3051003 && number != 3052000) || (number >= 3050007 && number < 3051000) ||
           (number >= 3044006 && number < 3045000);
}

const char *storage_version(void)
{
    return sqlite3_libversion();
}

bool storage_engine_open(struct storage_engine **out, struct arena *a, const struct platform *p,
                         struct err *e)
{
    if (!storage_version_is_safe(sqlite3_libversion_number())) {
        err_set(e, ERR_IO, "SQLite %s can corrupt a database; etalon does not start on it",
                sqlite3_libversion());
        return err_hint(e, "needed: 3.51.3 or newer but not 3.52.0, or 3.50.7, or 3.44.6");
    }
    *out = arena_new(a, struct storage_engine);
    if (sqlite3_initialize() != SQLITE_OK || !vfs_register(&(*out)->vfs, p))
        return err_set(e, ERR_LIMIT, "not enough memory to start SQLite");
    return true;
}

void storage_engine_close(struct storage_engine *engine)
{
    if (engine)
        vfs_unregister(&engine->vfs);
}

/* --- failure ------------------------------------------------------------------------------ */

static void failure_hint(struct err *e, int code)
{
    switch (code & 0xFF) {
    case SQLITE_NOTADB: err_hint(e, "it is not an etalon file, or not any more"); break;
    case SQLITE_CORRUPT: err_hint(e, "restore the newest backup; keep this file"); break;
    case SQLITE_FULL: err_hint(e, "make room; nothing that was acknowledged is lost"); break;
    case SQLITE_IOERR: err_hint(e, "look at the disk; nothing acknowledged is lost"); break;
    default: break;
    }
}

bool storage_fail(struct storage *db, int code, const char *what)
{
    if (db->failed)
        return false;
    db->failed = true;
    i64 reason = __atomic_load_n(&db->engine->vfs.reason, __ATOMIC_RELAXED);
    bool by_system = (code & 0xFF) == SQLITE_IOERR || (code & 0xFF) == SQLITE_FULL ||
                     (code & 0xFF) == SQLITE_CANTOPEN;
    if (by_system && reason != PLATFORM_OK)
        platform_fail(&db->failure, reason, what, db->path);
    else
        err_set(&db->failure, ERR_IO, "cannot %s \"%s\": %s", message(what), db->path,
                db->sqlite ? sqlite3_errmsg(db->sqlite) : sqlite3_errstr(code));
    if (!(by_system && reason == PLATFORM_TAKEN))
        failure_hint(&db->failure, code);
    return false;
}

bool storage_check(const struct storage *db, struct err *e)
{
    if (db->failed)
        *e = db->failure;
    return !db->failed;
}

bool storage_execute(struct storage *db, const char *sql, const char *what)
{
    if (db->failed)
        return false;
    int code = sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL);
    return code == SQLITE_OK || storage_fail(db, code, what);
}

/* --- opening ------------------------------------------------------------------------------ */

/* Statements read and write rows; only opening and migrating may do more. */
static int authorize(void *context, int action, const char *a, const char *b, const char *c,
                     const char *d)
{
    const struct storage *db = context;
    (void)d;
    if (db->may_define)
        return SQLITE_OK;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE:
    case SQLITE_TRANSACTION: return SQLITE_OK;
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE: /* what is beside is one's own */
        return db->writes || (c && strcmp(c, "temp") == 0) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_PRAGMA: /* an index of words looks whether others have written */
        return strcmp(a, "data_version") == 0 && !b ? SQLITE_OK : SQLITE_DENY;
    default: return SQLITE_DENY;
    }
}

static int count_log_pages(void *context, sqlite3 *sqlite, const char *name, int pages)
{
    (void)sqlite, (void)name;
    ((struct storage *)context)->log_pages = pages;
    return SQLITE_OK;
}

static void set_limits(sqlite3 *sqlite)
{
    static const struct {
        int what, most;
    } limits[] = {
        {SQLITE_LIMIT_LENGTH, STORAGE_VALUE_MAX + 4096},
        {SQLITE_LIMIT_SQL_LENGTH, 64 << 10},
        {SQLITE_LIMIT_COLUMN, 64},
        {SQLITE_LIMIT_EXPR_DEPTH, 64},
        {SQLITE_LIMIT_COMPOUND_SELECT, 8},
        {SQLITE_LIMIT_VDBE_OP, 25000},
        {SQLITE_LIMIT_FUNCTION_ARG, 8},
        {SQLITE_LIMIT_ATTACHED, 0},
        {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 256},
        {SQLITE_LIMIT_VARIABLE_NUMBER, 64},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 4},
        {SQLITE_LIMIT_WORKER_THREADS, 0},
    };
    for (i64 i = 0; i < LENGTH(limits); i++)
        sqlite3_limit(sqlite, limits[i].what, limits[i].most);
}

/* What a pragma answers, as text or as a number in text. */
static bool pragma_is(struct storage *db, const char *pragma, const char *expected)
{
    sqlite3_stmt *s = NULL;
    char found[64] = "";
    int code = sqlite3_prepare_v2(db->sqlite, pragma, -1, &s, NULL);
    if (code == SQLITE_OK && (code = sqlite3_step(s)) == SQLITE_ROW)
        snprintf(found, sizeof found, "%s", (const char *)sqlite3_column_text(s, 0));
    sqlite3_finalize(s);
    if (code != SQLITE_ROW)
        return storage_fail(db, code, MESSAGE("open"));
    if (strcmp(found, expected) == 0)
        return true;
    db->failed = true;
    return err_set(&db->failure, ERR_IO, "cannot open \"%s\": %s gives \"%s\" and not \"%s\"",
                   db->path, pragma, found, expected);
}

static bool set_up(struct storage *db, const struct storage_options *o)
{
    char cache[64];
    sqlite3 *q = db->sqlite;
    sqlite3_extended_result_codes(q, 1);
    set_limits(q);
    sqlite3_db_config(q, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(q, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(q, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(q, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(q, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !db->writes, NULL);
    sqlite3_set_authorizer(q, authorize, db);
    sqlite3_wal_hook(q, count_log_pages, db); /* and so no checkpoint by itself */
    i64 bytes = o->cache_bytes ? o->cache_bytes : CACHE_BYTES;
    snprintf(cache, sizeof cache, "PRAGMA cache_size=-%lld", (long long)(bytes >> 10));
    bool ok = storage_execute(db,
                              "PRAGMA mmap_size=0;PRAGMA foreign_keys=ON;"
                              "PRAGMA cell_size_check=ON;PRAGMA secure_delete=ON;"
                              "PRAGMA temp_store=MEMORY",
                              MESSAGE("open")) &&
              storage_execute(db, cache, MESSAGE("open"));
    if (ok && o->mode == STORAGE_CREATE)
        ok = storage_execute(db, "PRAGMA page_size=4096", MESSAGE("open"));
    if (!ok ||
        !pragma_is(db, db->writes ? "PRAGMA journal_mode=WAL" : "PRAGMA journal_mode", "wal"))
        return false;
    if (!storage_execute(db,
                         o->commit_soon ? "PRAGMA synchronous=NORMAL" : "PRAGMA synchronous=FULL",
                         MESSAGE("open")))
        return false;
    return pragma_is(db, "PRAGMA synchronous", o->commit_soon ? "1" : "2");
}

static void list_statements(struct storage *db, const struct storage_options *o)
{
    const char *const own[OWN_COUNT] = {
        [OWN_BEGIN] = db->writes ? "BEGIN IMMEDIATE" : "BEGIN",
        [OWN_COMMIT] = "COMMIT",
        [OWN_ROLLBACK] = "ROLLBACK",
    };
    db->statement_count = o->sql_count + OWN_COUNT;
    db->statements = arena_array(&db->arena, struct statement, db->statement_count);
    for (i32 i = 0; i < db->statement_count; i++)
        db->statements[i] = (struct statement){
            .db = db, .sql = i < o->sql_count ? o->sql[i] : own[i - o->sql_count]};
}

bool storage_open(struct storage **out, struct storage_engine *engine, const char *path,
                  const struct storage_options *options, struct err *e)
{
    struct arena arena;
    arena_init(&arena, ARENA_BYTES);
    struct storage *db = arena_new(&arena, struct storage);
    *out = NULL;
    db->arena = arena;
    db->engine = engine;
    db->writes = options->mode != STORAGE_READ;
    db->may_define = true;
    snprintf(db->path, sizeof db->path, "%s", path);
    list_statements(db, options);
    __atomic_store_n(&engine->vfs.reason, PLATFORM_OK, __ATOMIC_RELAXED);
    int flags = (db->writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
                (options->mode == STORAGE_CREATE ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_NOMUTEX;
    int code = sqlite3_open_v2(path, &db->sqlite, flags, engine->vfs.name);
    bool ok = code == SQLITE_OK ? set_up(db, options) : storage_fail(db, code, MESSAGE("open"));
    db->may_define = false;
    if (ok) {
        *out = db;
        return true;
    }
    *e = db->failure;
    storage_close(db);
    return false;
}

void storage_close(struct storage *db)
{
    if (!db)
        return;
    for (i32 i = 0; i < db->statement_count; i++)
        sqlite3_finalize(db->statements[i].sqlite);
    if (db->failed && db->sqlite) /* nothing more may be written: not even a checkpoint */
        sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    int code = sqlite3_close(db->sqlite);
    assert(code == SQLITE_OK);
    struct arena arena = db->arena;
    arena_release(&arena);
}

/* --- transactions ------------------------------------------------------------------------- */

static struct statement *own(struct storage *db, enum own_statement which)
{
    return storage_use(db, db->statement_count - OWN_COUNT + (i32)which);
}

static bool run_own(struct storage *db, enum own_statement which, const char *what)
{
    struct statement *s = own(db, which);
    if (db->failed)
        return false;
    int code = sqlite3_step(s->sqlite);
    if (code != SQLITE_DONE)
        storage_fail(db, code, what);
    sqlite3_reset(s->sqlite);
    return !db->failed;
}

bool storage_begin(struct storage *db)
{
    return run_own(db, OWN_BEGIN, MESSAGE("begin with"));
}

bool storage_is_inside(const struct storage *db)
{
    return !sqlite3_get_autocommit(db->sqlite);
}

/* A statement left at a row keeps the log from being checkpointed. */
static void reset_statements(struct storage *db)
{
    for (i32 i = 0; i < db->statement_count; i++)
        if (db->statements[i].sqlite)
            sqlite3_reset(db->statements[i].sqlite);
}

bool storage_commit(struct storage *db, struct err *e)
{
    reset_statements(db);
    run_own(db, OWN_COMMIT, MESSAGE("commit to"));
    return storage_check(db, e);
}

void storage_end(struct storage *db)
{
    reset_statements(db);
    if (!db->sqlite || sqlite3_get_autocommit(db->sqlite))
        return;
    if (!db->failed) /* who only reads has nothing to take back, and ends the cheaper way */
        run_own(db, db->writes ? OWN_ROLLBACK : OWN_COMMIT, MESSAGE("read"));
    else
        sqlite3_exec(db->sqlite, "ROLLBACK", NULL, NULL, NULL);
}

i64 storage_log_pages(const struct storage *db)
{
    return db->log_pages;
}

bool storage_checkpoint(struct storage *db, struct err *e)
{
    int pages = 0, moved = 0;
    assert(db->writes);
    if (db->failed)
        return storage_check(db, e);
    reset_statements(db);
    int code =
        sqlite3_wal_checkpoint_v2(db->sqlite, "main", SQLITE_CHECKPOINT_PASSIVE, &pages, &moved);
    if (code != SQLITE_OK && code != SQLITE_BUSY)
        storage_fail(db, code, MESSAGE("checkpoint"));
    else
        db->log_pages = pages - moved;
    return storage_check(db, e);
}

bool storage_beside(struct storage *db, const char *sql)
{
    db->may_define = true;
    bool ok = storage_execute(db, sql, MESSAGE("check"));
    db->may_define = false;
    return ok;
}

/* A connection keeps what it knew of an index of words when it last read in it, and the check looks
 * at that: reading in each anew makes it forget what a writer has changed since. */
static int read_anew(struct storage *db)
{
    static const char virtual_tables[] =
        "SELECT format('SELECT rowid FROM %Q WHERE rowid = 0', name) FROM sqlite_schema "
        "WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%'";
    sqlite3_stmt *names = NULL, *s = NULL;
    int code = sqlite3_prepare_v2(db->sqlite, virtual_tables, -1, &names, NULL);
    while (code == SQLITE_OK && (code = sqlite3_step(names)) == SQLITE_ROW) {
        const char *sql = (const char *)sqlite3_column_text(names, 0);
        code = sql ? sqlite3_prepare_v2(db->sqlite, sql, -1, &s, NULL) : SQLITE_NOMEM;
        if (code == SQLITE_OK)
            sqlite3_step(s);
        sqlite3_finalize(s);
        s = NULL;
    }
    sqlite3_finalize(names);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

bool storage_integrity(struct storage *db, struct arena *a, str *complaints, struct err *e)
{
    struct buf text;
    sqlite3_stmt *s = NULL;
    buf_init(&text, 1 << 16);
    *complaints = (str){0};
    db->may_define = true;
    int code = read_anew(db);
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(db->sqlite, "PRAGMA integrity_check(20)", -1, &s, NULL);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(s);
        if (code == SQLITE_ROW)
            buf_fmt(&text, "%s\n", (const char *)sqlite3_column_text(s, 0));
    }
    sqlite3_finalize(s);
    db->may_define = false;
    if (code != SQLITE_DONE)
        storage_fail(db, code, MESSAGE("check"));
    else if (!str_eq(buf_str(&text), S("ok\n")))
        *complaints = str_dup(a, buf_str(&text));
    buf_release(&text);
    return storage_check(db, e);
}
