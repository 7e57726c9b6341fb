/* xes_source.h - the text of an XES file through a window: from memory or from a file, plain
 * or .gz (also of several members), without ever holding it whole. There are two windows, so
 * that the next one can be filled (read, hashed, inflated) while this one is being read. */
#pragma once

#include "base/os.h"
#include "exchange/xes.h"

enum { XES_PAD = 64 }; /* readable bytes that follow every window */

struct xes_source {
    const struct os_file *file; /* or `bytes` when NULL */
    str bytes;
    i64 at; /* bytes taken from the file or from `bytes` */
    bool gz;
    struct sha256 hash;
    bool hashing;
    void *inflater; /* z_stream */
    char *packed;   /* compressed bytes not inflated yet are in here */
    i64 text_bytes; /* all that came so far */
    /* the window being read */
    const char *window;
    i64 window_n;
    bool over; /* nothing follows it */
    /* the one being filled: what is left of the other goes before it */
    char *ahead[2];
    i32 which;
    i64 ahead_n;
    bool ahead_over, ahead_failed;
    struct err ahead_error;
};

/* Opens it with its first window. */
MUST_CHECK bool xes_source_open(struct xes_source *s, struct arena *a, const struct os_file *file,
                                str bytes, bool hashing, struct err *e);
/* Fills the next window; the one being read is not touched, so it may run beside. */
void xes_source_ahead(struct xes_source *s);
/* Makes the window filled ahead the one being read, what follows `used` before it. Fails as
 * filling failed; `window_n - used` is at most XES_WINDOW_BYTES. */
MUST_CHECK bool xes_source_turn(struct xes_source *s, i64 used, struct err *e);
void xes_source_close(struct xes_source *s, char hex[65]);
