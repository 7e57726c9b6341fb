/* connection.h - what the files of this room know of a connection. */
#pragma once

#include "storage/storage.h"
#include "storage/vfs.h"

struct storage_engine {
    struct vfs vfs;
};

struct statement {
    struct storage *db;
    sqlite3_stmt *sqlite;
    const char *sql;
};

struct storage {
    struct storage_engine *engine;
    sqlite3 *sqlite;
    bool writes, may_define; /* may_define: tables and pragmas, while opening and migrating */
    bool failed;
    struct err failure;
    i64 log_pages;
    struct arena arena;
    struct statement *statements; /* the caller's, then those of enum own_statement */
    i32 statement_count;
    char path[1024];
};

/* Transactions begin and end at every question: these too are prepared once. */
enum own_statement { OWN_BEGIN, OWN_COMMIT, OWN_ROLLBACK, OWN_COUNT };

/* Remembers the first failure, in words; always false. */
bool storage_fail(struct storage *db, int code, const char *what);
/* SQL without values: of this file's own, and of migrations. */
bool storage_execute(struct storage *db, const char *sql, const char *what);
