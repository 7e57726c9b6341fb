/* query.h - the text formats of a request's head: percent encoding, queries, cookies, lists
 * of media types, entity tags. Strict where a lenient reader could be led to another meaning:
 * a broken escape, a zero byte, bytes that are not UTF-8 and a parameter given twice are
 * refused. Each is one pass over text that limits.h bounds. */
#pragma once

#include "http/limits.h"
#include "http/message.h"

/* `s` with its %XX resolved ('+' is a blank when `plus`), in `a`; false when an escape is
 * broken or the bytes are not UTF-8 or contain a control character. */
MUST_CHECK bool query_decode(struct arena *a, str s, bool plus, str *out);

struct query {
    struct http_pair params[HTTP_PARAMS_MAX]; /* decoded, in their order, no name twice */
    i32 n;
};

/* Reads "a=1&b=2"; every problem goes to `d`. */
bool query_parse(struct query *q, struct arena *a, str text, struct diags *d);

/* The value of a parameter; p is NULL when it is not there. */
str query_get(const struct query *q, str name);

/* The value of the cookie `name` in the header field `cookies`; p is NULL when it is not
 * there, and when it is there twice: nobody knows which one is meant. */
str query_cookie(str cookies, str name);

/* Whether the field Accept (empty: everything) lets `type` through, "text/csv; charset=…"
 * counted by its media type alone. */
bool query_accepts(str accept, str type);

/* The media type of a Content-Type field, without parameters. */
str query_media_type(str content_type);

/* Whether the list of an If-None-Match or If-Match field names `etag` (or is "*"). */
bool query_etag_listed(str list, str etag);

/* The version in an entity tag "v42"; -1 when it is another one. */
i64 query_etag_version(str etag);
str query_version_etag(struct arena *a, i64 version);
