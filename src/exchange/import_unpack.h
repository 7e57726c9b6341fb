/* import_unpack.h - files that must become other bytes before they can be read: packed tables
 * (.csv.gz), and event logs that are not UTF-8, whose reader knows nothing else. The bytes
 * then stand in the arena and the source is `given`; the hash is that of the file as it is.
 * Limits: IMPORT_BYTES_MAX of text, and XES_RATIO_MAX times the packed bytes. */
#pragma once

#include "exchange/import_files.h"

/* Unpacks file `number` when `head`, its first bytes, are a gzip of something else than XML.
 * `unpacked` says whether it was. */
MUST_CHECK bool import_unpack(struct import_run *run, i64 number, str head, bool *unpacked,
                              struct err *e);

/* The text at the head of a file as UTF-8, up to its last line end; empty: it is no text. */
str import_head_text(struct arena *a, str head, const char **encoding);

/* Reads all of file `number` and makes it UTF-8. */
MUST_CHECK bool import_to_utf8(struct import_run *run, i64 number, struct err *e);
