/* storage.h - a database in one file: SQLite behind a small interface, in terms of struct
 * platform. One connection writes and checkpoints (STORAGE_WRITE); any number of others of
 * the same process read (STORAGE_READ), each seeing one commit whole.
 *
 * Law: SQL is known when the program is built, values are bound. A commit is durable when
 * storage_commit says so, and a connection that failed once has failed for ever: what it did
 * last is *unknown*, it refuses everything, its owner closes it (TRUST: never retry a failed
 * sync). Thread rule: a connection belongs to one thread at a time; the engine to all. */
#pragma once

#include "base/platform.h"

struct storage_engine;
struct storage;
struct statement;

enum {
    STORAGE_VALUE_MAX = 1 << 20, /* bytes of one text or blob */
    STORAGE_PAGE_BYTES = 4096,
};

/* Is this SQLite free of the known corruption of a WAL? (3.51.3 is 3051003.) */
bool storage_version_is_safe(i32 number);
const char *storage_version(void);

/* SQLite on `p`; lives in `a`. Refuses an unsafe SQLite, with what to do. */
MUST_CHECK bool storage_engine_open(struct storage_engine **out, struct arena *a,
                                    const struct platform *p, struct err *e);
void storage_engine_close(struct storage_engine *engine);

enum storage_mode { STORAGE_READ, STORAGE_WRITE, STORAGE_CREATE };
struct storage_options {
    enum storage_mode mode;
    const char *const *sql; /* the statements, by number; prepared when first used */
    i32 sql_count;
    i64 cache_bytes;  /* 0: 2 MiB */
    bool commit_soon; /* synchronous=NORMAL: for tests that must see the loss */
};

/* One connection to a file writes, and is opened before any that reads; it is closed last.
 * Fails with a message for people: missing, not a database, of another program, taken by
 * another process. STORAGE_CREATE makes a missing or empty file. */
MUST_CHECK bool storage_open(struct storage **out, struct storage_engine *engine, const char *path,
                             const struct storage_options *options, struct err *e);
void storage_close(struct storage *db);

/* False, with the first failure in `e`, when the connection has failed. */
bool storage_check(const struct storage *db, struct err *e);

/* Statement number `slot`, ready to be bound. Failures show when it is stepped. */
struct statement *storage_use(struct storage *db, i32 slot);
void bind_i64(struct statement *s, i32 place, i64 value); /* places from 1 */
void bind_str(struct statement *s, i32 place, str value); /* borrowed until the next use */
void bind_blob(struct statement *s, i32 place, const void *p, i64 n);
void bind_null(struct statement *s, i32 place);
/* The next row; false at the end, and after a failure (storage_check). */
bool statement_next(struct statement *s);
/* For what gives no row. */
bool statement_run(struct statement *s);
/* Rows that the statement run last has inserted, changed or deleted. */
i64 storage_changed(const struct storage *db);
i64 column_i64(const struct statement *s, i32 column); /* columns from 0; NULL is 0 */
str column_str(const struct statement *s, i32 column); /* until the next step */
str column_blob(const struct statement *s, i32 column);
/* Into `to`; false, with nothing written, when it is not `n` bytes long. */
MUST_CHECK bool column_take(const struct statement *s, i32 column, u8 *to, i64 n);
bool column_is_null(const struct statement *s, i32 column);
/* Gives up its rows early; storage_use does so too. */
void statement_reset(struct statement *s);

/* A writer's transaction; a reader's holds one commit in view until storage_end. */
bool storage_begin(struct storage *db);
bool storage_is_inside(const struct storage *db);
MUST_CHECK bool storage_commit(struct storage *db, struct err *e);
void storage_end(struct storage *db); /* rolls back what is not committed */

/* Pages in the write-ahead log that the database file does not have yet. */
i64 storage_log_pages(const struct storage *db);
/* Moves them there as far as readers allow. The writer's, between transactions. */
MUST_CHECK bool storage_checkpoint(struct storage *db, struct err *e);

/* Brings a database to the newest layout: scripts[i] takes version i to i + 1, each in one
 * transaction. Refuses the file of a newer program, and of another (`application`). */
MUST_CHECK bool storage_migrate(struct storage *db, i32 application, const char *const *scripts,
                                i32 count, struct err *e);

/* Makes tables that only this connection sees, in memory (CREATE … temp.…). */
bool storage_beside(struct storage *db, const char *sql);

/* SQLite's own check of the whole file: an empty str when sound, else its first complaints. */
MUST_CHECK bool storage_integrity(struct storage *db, struct arena *a, str *complaints,
                                  struct err *e);

/* A copy of what the reader sees, at `path`, whole and durable or not at all. */
MUST_CHECK bool storage_backup(struct storage *reader, const char *path, struct err *e);
