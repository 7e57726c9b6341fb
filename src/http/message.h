/* message.h - a request as it came and a response as it goes: plain data, no socket. All text
 * lies in the call's arena or is older than the call. */
#pragma once

#include "base/base.h"

enum http_method {
    HTTP_GET,
    HTTP_HEAD,
    HTTP_POST,
    HTTP_PUT,
    HTTP_PATCH,
    HTTP_DELETE,
    HTTP_OPTIONS,
    HTTP_TRACE,
    HTTP_CONNECT,
    HTTP_METHOD_OTHER,
};
enum { HTTP_METHODS = HTTP_METHOD_OTHER };

const char *http_method_name(enum http_method method);
enum http_method http_method_parse(str word); /* case matters, as the standard says */
static inline bool http_is_safe(enum http_method method)
{
    return method == HTTP_GET || method == HTTP_HEAD || method == HTTP_OPTIONS;
}

struct http_pair {
    str name, value;
};

struct http_request {
    enum http_method method;
    str method_word; /* as sent */
    str target;      /* path and query as sent, still encoded */
    const struct http_pair *fields;
    i64 field_count;
    str body;
    str peer;    /* the address, in numbers: "127.0.0.1" */
    bool secure; /* came by TLS */
};

/* The value of the first field of that name (letters alike); p is NULL when there is none. */
str http_field(const struct http_request *r, str name);
i64 http_field_count(const struct http_request *r, str name);

enum { HTTP_ANSWER_FIELDS_MAX = 12 };

struct stream;

struct http_response {
    i32 status; /* 0: no answer yet */
    const char *type;
    struct buf body;
    str fixed; /* a body that lies elsewhere and stays; used when p is set */
    struct http_pair fields[HTTP_ANSWER_FIELDS_MAX];
    i32 field_count;
    str etag;              /* with its quotes; empty: none */
    const char *cache;     /* NULL: "no-store" */
    struct stream *stream; /* server-sent events instead of a body */
    bool close;            /* the connection ends with this answer */
};

/* Adds a field; `value` must outlive the call. Control characters are our mistake. */
void http_response_field(struct http_response *r, str name, str value);
str http_response_body(const struct http_response *r);
const char *http_reason(i32 status); /* "Not Found" */
