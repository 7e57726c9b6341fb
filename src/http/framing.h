/* framing.h - is the head of a request written in the one way that every reader understands
 * alike? The library below us forgives much (a bare line feed, a blank before a colon, a
 * folded line, two lengths); a proxy before us may forgive something else, and between the
 * two a second request can be smuggled. So what is not strict is refused and the connection
 * closed.
 *
 * libmicrohttpd 0.9.75 parses in place: method, target, version, names and values are views
 * into the bytes as they came, with zeros in the place of separators. Their distances tell
 * which separators there were. */
#pragma once

#include "http/message.h"

struct framing {
    const char *head; /* the first byte; the method begins here */
    i64 head_bytes;   /* to the end of the empty line */
    str method, version;
    const char *target_at; /* the library has cut it into pieces by now… */
    i64 target_bytes;
    str target;                     /* …this is what it was, or its beginning */
    const struct http_pair *fields; /* as the library has cut them */
    i64 field_count;
};

/* NULL when the head is strict, else what is wrong with it. */
const char *framing_check(const struct framing *f);

/* The length of the body that the fields announce, 0 when none; -1 when they announce it in a
 * way that is refused: chunks, two lengths, both, no plain number. */
i64 framing_length(const struct http_request *r, const char **problem);
