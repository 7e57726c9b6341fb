#include "storage/image.h"

#include "storage/connection.h"

enum { STATEMENTS_KEPT = 64 };

struct kept {
    str sql;
    sqlite3_stmt *statement;
};

struct image {
    struct arena *arena;
    sqlite3 *sqlite;
    struct kept kept[STATEMENTS_KEPT];
    i32 count, turn;
    sqlite3_stmt *at; /* being bound */
    int place;
    int failed; /* the first code that was not well */
    u8 *bytes;
};

static void note(struct image *i, int code)
{
    if (!i->failed && code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
        i->failed = code;
}

bool image_open(struct image **out, struct arena *a, struct storage_engine *engine, struct err *e)
{
    struct image *i = arena_new(a, struct image);
    *out = i;
    i->arena = a;
    int code = sqlite3_open_v2(":memory:", &i->sqlite,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                               engine->vfs.name);
    note(i, code);
    if (!i->failed)
        image_run(i, S("PRAGMA page_size=4096; PRAGMA journal_mode=OFF; BEGIN"));
    return !i->failed || err_set(e, ERR_LIMIT, "no memory for a database");
}

void image_close(struct image *i)
{
    if (!i)
        return;
    for (i32 k = 0; k < i->count; k++)
        sqlite3_finalize(i->kept[k].statement);
    sqlite3_free(i->bytes);
    sqlite3_close(i->sqlite);
}

void image_run(struct image *i, str sql)
{
    struct arena scratch = *i->arena;
    if (!i->failed)
        note(i, sqlite3_exec(i->sqlite, str_zero_ended(&scratch, sql), NULL, NULL, NULL));
}

static sqlite3_stmt *find(const struct image *i, str sql)
{
    for (i32 k = 0; k < i->count; k++)
        if (str_eq(i->kept[k].sql, sql))
            return i->kept[k].statement;
    return NULL;
}

void image_begin(struct image *i, str sql)
{
    i->place = 0;
    i->at = find(i, sql);
    if (i->at || i->failed)
        return;
    struct kept *k =
        i->count < STATEMENTS_KEPT ? &i->kept[i->count++] : &i->kept[i->turn++ % STATEMENTS_KEPT];
    sqlite3_finalize(k->statement);
    k->statement = NULL;
    k->sql = str_dup(i->arena, sql);
    note(i, sqlite3_prepare_v2(i->sqlite, sql.p, (int)sql.n, &k->statement, NULL));
    i->at = k->statement;
}

void image_text(struct image *i, str value)
{
    if (!i->failed)
        note(i, sqlite3_bind_text(i->at, ++i->place, value.p ? value.p : "", (int)value.n,
                                  SQLITE_TRANSIENT));
}

void image_i64(struct image *i, i64 value)
{
    if (!i->failed)
        note(i, sqlite3_bind_int64(i->at, ++i->place, value));
}

void image_f64(struct image *i, f64 value)
{
    if (!i->failed)
        note(i, sqlite3_bind_double(i->at, ++i->place, value));
}

void image_null(struct image *i)
{
    if (!i->failed)
        note(i, sqlite3_bind_null(i->at, ++i->place));
}

void image_step(struct image *i)
{
    if (i->failed)
        return;
    note(i, sqlite3_step(i->at));
    note(i, sqlite3_reset(i->at));
}

bool image_bytes(struct image *i, str *out, struct err *e)
{
    sqlite3_int64 n = 0;
    image_run(i, S("COMMIT"));
    if (!i->failed)
        i->bytes = sqlite3_serialize(i->sqlite, "main", &n, 0);
    if (!i->failed && !i->bytes)
        i->failed = SQLITE_NOMEM;
    *out = (str){(const char *)i->bytes, n};
    return !i->failed ||
           err_set(e, ERR_LIMIT, "the database cannot be made: SQLite says %d", i->failed);
}
