/* apart.h - reading the files of strangers in another process that can do nothing else
 * (base/sandbox.h): what it is asked goes in by its standard input, what it made of it comes back
 * by its standard output, as a history and a report in a form of ours. That form is checked like
 * any input: counts, indices, kinds, texts; a reader that was taken over can lie about deals, not
 * about memory. */
#pragma once

#include "base/platform.h"
#include "base/sandbox.h"
#include "exchange/import.h"

#define APART_COMMAND "read-apart"
#define APART_BYTES_MAX (1ll << 30) /* of an arena or a buffer of the reader */
#define APART_SPACE_MAX (6ll << 30) /* of its address space */
#define APART_TIMEOUT_NS 120000000000ll
enum { APART_SECONDS_MAX = 60 }; /* of its processor time */

struct apart_question {
    const struct import_source *files;
    i64 n;
    str map; /* text of a mapping file; may be empty */
    enum lang lang;
};

struct apart_answer {
    struct history *history;
    struct import_report *report;
    struct sandbox sandbox; /* what the reader had given up */
};

/* Asks another process. False with `e` set: as import_files would (the report is filled as far as
 * it came), or that the files need more time or memory than a reader has. Everything lives in `a`.
 */
MUST_CHECK bool apart_ask(struct apart_answer *out, struct arena *a, const struct platform *p,
                          const struct apart_question *q, struct err *e);

/* The other side: the answer to `question`, in a sandbox that holds `s`. */
void apart_reply(struct buf *out, struct arena *a, str question, const struct sandbox *s);
/* Reads an answer; false when it is not sound. `failed`: it says so, with `e`. */
MUST_CHECK bool apart_parse(struct apart_answer *out, struct arena *a, str answer, bool *failed,
                            struct err *e);
