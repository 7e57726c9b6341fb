/* inputs.h - what commands read: mapping file, standard, exports and logs. What is wrong in a
 * file that a person wrote goes to standard error with its place; the `err` then only says
 * that the file cannot be used. */
#pragma once

#include "exchange/import.h"
#include "exchange/mapping.h"
#include "standard/standard.h"

/* Deals as one history, with what became of every row. */
struct inputs {
    struct arena arena; /* everything read lives here */
    struct history history;
    struct import_report report;
    struct mapping mapping;
    bool is_mapped; /* `mapping` was read… */
    str map;        /* …from this text */
};

void inputs_init(struct inputs *in);
void inputs_release(struct inputs *in);

/* The mapping file, before the files; nothing when `path` is empty. */
MUST_CHECK bool inputs_map(struct inputs *in, str path, struct err *e);
/* `as_of_ms`: TIME_NONE for all there is. */
MUST_CHECK bool inputs_read(struct inputs *in, const str *files, i64 n, i64 as_of_ms,
                            struct err *e);

/* The history of a workspace of a data folder, instead of files; `as_of_ms` as above. */
MUST_CHECK bool inputs_live(struct inputs *in, str folder, str workspace, i64 as_of_ms,
                            struct err *e);

/* Rows that could not be used, as a CSV in `path`: all that the import kept. Nothing when `path`
 * is empty. */
MUST_CHECK bool inputs_write_rejected(const struct inputs *in, str path, struct err *e);

/* After a failure of the input: open questions beyond the first, which `e` asks, or the first
 * rejected rows, on standard error. Says nothing after any other failure. */
void inputs_explain(const struct inputs *in, const struct err *e);
/* The end of a command: says what failed when it is not `ok` (nothing when `e` has no text: it was
 * said), releases; the exit code. */
i32 inputs_end(struct inputs *in, bool ok, const struct err *e);

/* Errors of a file that a person wrote, on standard error, with its lines. */
void inputs_errors(struct diags *d, str source);

/* `text` (may be NULL) gets what the file holds. */
MUST_CHECK bool inputs_mapping(struct mapping *m, struct arena *a, str path, str *text,
                               struct err *e);
MUST_CHECK bool inputs_standard(struct standard *s, struct arena *a, str path, struct err *e);
/* The zone file of its calendar; empty for UTC, and when no lapse runs in working time. */
MUST_CHECK bool inputs_zone(str *tzif, struct arena *a, const struct standard *s, struct err *e);
