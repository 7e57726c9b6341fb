#include <string.h>

#include "base/message.h"
#include "storage/connection.h"

struct statement *storage_use(struct storage *db, i32 slot)
{
    assert(slot >= 0 && slot < db->statement_count);
    struct statement *s = &db->statements[slot];
    if (s->sqlite) {
        sqlite3_reset(s->sqlite);
        return s;
    }
    if (db->failed)
        return s;
    int code =
        sqlite3_prepare_v3(db->sqlite, s->sql, -1, SQLITE_PREPARE_PERSISTENT, &s->sqlite, NULL);
    if (code != SQLITE_OK)
        storage_fail(db, code, MESSAGE("use"));
    return s;
}

static void bound(struct statement *s, int code)
{
    if (code != SQLITE_OK)
        storage_fail(s->db, code, MESSAGE("use"));
}

void bind_i64(struct statement *s, i32 place, i64 value)
{
    if (s->sqlite)
        bound(s, sqlite3_bind_int64(s->sqlite, place, value));
}

void bind_str(struct statement *s, i32 place, str value)
{
    if (s->sqlite)
        bound(s, sqlite3_bind_text64(s->sqlite, place, value.n ? value.p : "", (u64)value.n,
                                     SQLITE_STATIC, SQLITE_UTF8));
}

void bind_blob(struct statement *s, i32 place, const void *p, i64 n)
{
    if (s->sqlite)
        bound(s, sqlite3_bind_blob64(s->sqlite, place, n ? p : "", (u64)n, SQLITE_STATIC));
}

void bind_null(struct statement *s, i32 place)
{
    if (s->sqlite)
        bound(s, sqlite3_bind_null(s->sqlite, place));
}

bool statement_next(struct statement *s)
{
    if (s->db->failed || !s->sqlite)
        return false;
    int code = sqlite3_step(s->sqlite);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        storage_fail(s->db, code, s->db->writes ? MESSAGE("write to") : MESSAGE("read"));
    sqlite3_reset(s->sqlite);
    return false;
}

bool statement_run(struct statement *s)
{
    bool row = statement_next(s);
    assert(!row);
    return !s->db->failed;
}

i64 storage_changed(const struct storage *db)
{
    return sqlite3_changes64(db->sqlite);
}

void statement_reset(struct statement *s)
{
    if (s->sqlite)
        sqlite3_reset(s->sqlite);
}

i64 column_i64(const struct statement *s, i32 column)
{
    return sqlite3_column_int64(s->sqlite, column);
}

/* Memory may run out in these too: a NULL for a value that is not NULL. */
static str column_bytes(const struct statement *s, i32 column, const void *p)
{
    i64 n = sqlite3_column_bytes(s->sqlite, column);
    if (p)
        return (str){p, n};
    if (sqlite3_errcode(s->db->sqlite) == SQLITE_NOMEM)
        storage_fail(s->db, SQLITE_NOMEM, MESSAGE("read"));
    return (str){0};
}

str column_str(const struct statement *s, i32 column)
{
    return column_bytes(s, column, sqlite3_column_text(s->sqlite, column));
}

str column_blob(const struct statement *s, i32 column)
{
    return column_bytes(s, column, sqlite3_column_blob(s->sqlite, column));
}

bool column_take(const struct statement *s, i32 column, u8 *to, i64 n)
{
    str from = column_blob(s, column);
    if (from.n == n)
        memcpy(to, from.p, (size_t)n);
    return from.n == n;
}

bool column_is_null(const struct statement *s, i32 column)
{
    return sqlite3_column_type(s->sqlite, column) == SQLITE_NULL;
}
