/* draft.h - the draft of a mapping file: what was recognised, how sure, with samples of every
 * column and the questions that are open, as YAML that can be edited and given back. Writing
 * it and reading it back changes nothing that was recognised. */
#pragma once

#include "exchange/import.h"

/* Opens the files as import_files does, stops before any row is used, and writes the draft. */
MUST_CHECK bool draft_mapping(struct buf *out, struct import_report *report, struct arena *a,
                              const struct import_source *files, i64 n,
                              const struct mapping *mapping, struct err *e);
