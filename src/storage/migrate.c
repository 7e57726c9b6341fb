#include <stdio.h>

#include "base/message.h"
#include "storage/connection.h"

static i64 pragma_i64(struct storage *db, const char *pragma)
{
    sqlite3_stmt *s = NULL;
    i64 value = 0;
    int code = sqlite3_prepare_v2(db->sqlite, pragma, -1, &s, NULL);
    if (code == SQLITE_OK && (code = sqlite3_step(s)) == SQLITE_ROW)
        value = sqlite3_column_int64(s, 0);
    else
        storage_fail(db, code, MESSAGE("read"));
    sqlite3_finalize(s);
    return value;
}

static bool refuse(struct storage *db, const char *why, const char *hint)
{
    db->failed = true;
    err_set(&db->failure, ERR_INPUT, "cannot use \"%s\": %s", db->path, message(why));
    return err_hint(&db->failure, "%s", message(hint));
}

static bool take_step(struct storage *db, i32 application, const char *script, i32 to)
{
    char mark[96];
    snprintf(mark, sizeof mark, "PRAGMA application_id=%d;PRAGMA user_version=%d", application, to);
    bool ok = storage_execute(db, "BEGIN IMMEDIATE", MESSAGE("migrate")) &&
              storage_execute(db, script, MESSAGE("migrate")) &&
              storage_execute(db, mark, MESSAGE("migrate")) &&
              storage_execute(db, "COMMIT", MESSAGE("migrate"));
    storage_end(db);
    return ok;
}

static bool migrate(struct storage *db, i32 application, const char *const *scripts, i32 count)
{
    i64 id = pragma_i64(db, "PRAGMA application_id");
    i64 version = pragma_i64(db, "PRAGMA user_version");
    i64 pages = pragma_i64(db, "PRAGMA schema_version"); /* 0: nothing was ever made in it */
    if (db->failed)
        return false;
    if (id != application && (id != 0 || version != 0 || pages != 0))
        return refuse(db, MESSAGE("it is a database of another program"),
                      MESSAGE("name an etalon file"));
    if (version > count)
        return refuse(db, MESSAGE("a newer etalon wrote it"),
                      MESSAGE("use that version, or restore a backup"));
    if (version < count && !db->writes)
        return refuse(db, MESSAGE("an older etalon wrote it"),
                      MESSAGE("start the server on it once"));
    for (i32 i = (i32)version; i < count; i++)
        if (!take_step(db, application, scripts[i], i + 1))
            return false;
    return true;
}

bool storage_migrate(struct storage *db, i32 application, const char *const *scripts, i32 count,
                     struct err *e)
{
    db->may_define = true;
    if (!db->failed)
        migrate(db, application, scripts, count);
    db->may_define = false;
    return storage_check(db, e);
}
