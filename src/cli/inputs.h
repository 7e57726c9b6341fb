/* inputs.h - what every command that reads deals does first: the mapping file, the files, one
 * history. What is wrong with the mapping file goes to standard error, with its place. */
#pragma once

#include "exchange/import.h"
#include "exchange/mapping.h"

struct inputs {
    struct arena arena; /* everything read lives here */
    struct history history;
    struct import_report report;
    struct mapping mapping;
};

/* Reads the files named; `map` is the path of a mapping file or empty. To be released either
 * way. */
MUST_CHECK bool inputs_read(struct inputs *in, const str *files, i64 n, str map, i64 as_of_ms,
                            struct err *e);
void inputs_release(struct inputs *in);

/* Open questions beyond the first, or the first rejected rows, on standard error. */
void inputs_explain(const struct inputs *in);
