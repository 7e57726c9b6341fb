/* verify.h - is a workspace what its events say? The chain of hashes is computed again from
 * the first event, every table made from events is made again and compared row by row, and
 * SQLite checks its own structure. Changes nothing. Cost: two reads of every event; 8 bytes
 * of memory per event, and the index of words once more. */
#pragma once

#include "storage/storage.h"
#include "workspace/workspace.h"

enum { VERIFY_PROBLEMS_SHOWN = 50 };

struct verified {
    i64 events, deals, standards, people, requests, erased;
    i64 texts; /* whose words can be found */
    struct workspace_head head;
    u8 digest[HASH_BYTES]; /* of every row made from events: equal workspaces, equal digests */
    i64 problem_count;
    VEC(str) problems; /* the first VERIFY_PROBLEMS_SHOWN, in words */
};

/* False only when the file cannot be read; what is wrong in it is in `out`. `structure`:
 * SQLite's own check too. */
MUST_CHECK bool workspace_verify(struct storage *db, const struct platform *p, bool structure,
                                 struct arena *a, struct verified *out, struct err *e);
/* The same for a workspace that is open: of one commit, which the reader
 * holds in view meanwhile. */
struct reader;
MUST_CHECK bool reader_verify(struct reader *r, const struct platform *p, struct arena *a,
                              struct verified *out, struct err *e);
/* The same for a file that nobody has open. */
MUST_CHECK bool workspace_verify_file(const struct platform *p, const char *path, struct arena *a,
                                      struct verified *out, struct err *e);
