/* xes_source.h - the text of an XES file through a window: from memory or from a file, plain
 * or .gz (also of several members), without ever holding it whole. */
#pragma once

#include "base/os.h"
#include "exchange/xes.h"

struct xes_source {
    const struct os_file *file; /* or `bytes` when NULL */
    str bytes;
    i64 at; /* bytes taken from the file or from `bytes` */
    bool gz, over;
    struct sha256 hash;
    bool hashing;
    void *inflater; /* z_stream */
    char *packed;   /* compressed bytes not inflated yet are in here */
    char *window;
    i64 window_n;   /* bytes of text in the window */
    i64 text_bytes; /* all that came so far */
};

MUST_CHECK bool xes_source_open(struct xes_source *s, struct arena *a, const struct os_file *file,
                                str bytes, bool hashing, struct err *e);
/* Drops the first `used` bytes of the window and fills it up. */
MUST_CHECK bool xes_source_fill(struct xes_source *s, i64 used, struct err *e);
void xes_source_close(struct xes_source *s, char hex[65]);
