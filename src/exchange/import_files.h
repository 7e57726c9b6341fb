/* import_files.h - the reading edge of an import: opens each file, tells what it is, hashes
 * it, and makes sheets of tables. Event logs that may be larger than memory stay closed until
 * it is clear that there is no file of deals beside them. */
#pragma once

#include "exchange/import.h"
#include "exchange/log_columns.h"
#include "exchange/lookup.h"
#include "exchange/sheet.h"

struct import_run {
    struct arena *arena;
    struct import_report *report;
    const struct mapping *mapping;
    struct import_source *sources; /* our own, for unpacked bytes are put here */
    i64 as_of_ms;                  /* asked for, else TIME_NONE */
    i32 threads;
    VEC(struct sheet) sheets;
    VEC(struct lookup) lookups; /* by import_plan */
    i64 log_file;               /* an event log, read whole when there are no deals; -1 */
};

/* False when a file that was named cannot be read at all. What can be read and is no table is
 * reported as ignored, with what to do; so is everything when it is the only file. */
MUST_CHECK bool import_files_open(struct import_run *run, const struct import_source *files, i64 n,
                                  struct err *e);

/* The first open question as an error. Always false. */
bool import_files_ask(const struct import_report *report, struct err *e);

/* Reads the event log `run->log_file` (CSV or XES) into `b` and its numbers into the report;
 * `columns` are those of a CSV. */
MUST_CHECK bool import_files_read_log(struct import_run *run, struct history_builder *b,
                                      struct log_columns *columns, struct err *e);
