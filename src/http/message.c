#include "http/message.h"

static const char *const method_names[] = {
    [HTTP_GET] = "GET",         [HTTP_HEAD] = "HEAD",   [HTTP_POST] = "POST",
    [HTTP_PUT] = "PUT",         [HTTP_PATCH] = "PATCH", [HTTP_DELETE] = "DELETE",
    [HTTP_OPTIONS] = "OPTIONS", [HTTP_TRACE] = "TRACE", [HTTP_CONNECT] = "CONNECT",
    [HTTP_METHOD_OTHER] = "?",
};

const char *http_method_name(enum http_method method)
{
    return method_names[method];
}

enum http_method http_method_parse(str word)
{
    i32 m = 0;
    while (m < HTTP_METHODS && !str_eq(word, str_c(method_names[m])))
        m++;
    return (enum http_method)m;
}

str http_field(const struct http_request *r, str name)
{
    for (i64 i = 0; i < r->field_count; i++)
        if (str_eq_fold(r->fields[i].name, name))
            return r->fields[i].value;
    return (str){0};
}

i64 http_field_count(const struct http_request *r, str name)
{
    i64 n = 0;
    for (i64 i = 0; i < r->field_count; i++)
        n += str_eq_fold(r->fields[i].name, name);
    return n;
}

void http_response_field(struct http_response *r, str name, str value)
{
    assert(r->field_count < HTTP_ANSWER_FIELDS_MAX);
    for (i64 i = 0; i < value.n; i++)
        assert((u8)value.p[i] >= 0x20 && value.p[i] != 0x7F);
    r->fields[r->field_count++] = (struct http_pair){name, value};
}

str http_response_body(const struct http_response *r)
{
    return r->fixed.p ? r->fixed : buf_str(&r->body);
}

const char *http_reason(i32 status)
{
    static const struct {
        i32 status;
        const char *words;
    } reasons[] = {
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {303, "See Other"},
        {304, "Not Modified"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {409, "Conflict"},
        {410, "Gone"},
        {411, "Length Required"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {421, "Misdirected Request"},
        {422, "Unprocessable Content"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {503, "Service Unavailable"},
        {505, "HTTP Version Not Supported"},
        {507, "Insufficient Storage"},
    };
    for (i64 i = 0; i < LENGTH(reasons); i++)
        if (reasons[i].status == status)
            return reasons[i].words;
    return "Unknown";
}
