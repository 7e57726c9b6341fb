#include "http/framing.h"

/* RFC 9110, 5.6.2 */
static bool is_token(str s)
{
    for (i64 i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && (c == 0 || str_find_char(S("!#$%&'*+-.^_`|~"), c) < 0))
            return false;
    }
    return s.n > 0;
}

static bool is_visible(str s)
{
    for (i64 i = 0; i < s.n; i++)
        if (s.p[i] < 0x21 || s.p[i] > 0x7E)
            return false;
    return s.n > 0;
}

static bool is_value(str s)
{
    for (i64 i = 0; i < s.n; i++)
        if (((u8)s.p[i] < 0x20 && s.p[i] != '\t') || s.p[i] == 0x7F)
            return false;
    return true;
}

/* "method SP target SP version CRLF", nothing more. */
static const char *check_line(const struct framing *f)
{
    if (f->method.p != f->head || !is_token(f->method))
        return MESSAGE("the method is not a plain word");
    if (f->target_at != f->method.p + f->method.n + 1 || !is_visible(f->target))
        return MESSAGE("the target is not plain visible text between single blanks");
    if (f->version.p != f->target_at + f->target_bytes + 1 ||
        !(str_eq(f->version, S("HTTP/1.1")) || str_eq(f->version, S("HTTP/1.0"))))
        return MESSAGE("the version is not HTTP/1.1");
    return NULL;
}

/* "name: value CRLF" at `at`; moves it past. */
static const char *check_field(const struct http_pair *field, const char **at)
{
    if (field->name.p != *at || !is_token(field->name))
        return MESSAGE("a header field is not \"name: value\", each on a line ended by CR LF");
    const char *p = field->name.p + field->name.n;
    if (*p++ != 0)
        return MESSAGE("a header field has no colon right after its name");
    while (p < field->value.p && (*p == ' ' || *p == '\t'))
        p++;
    if (p != field->value.p || !is_value(field->value))
        return MESSAGE("a header field has a value that is not plain text on one line");
    *at = field->value.p + field->value.n + 2; /* CR LF, both zero now */
    return (*at)[-2] == 0 && (*at)[-1] == 0 ? NULL : MESSAGE("a line is not ended by CR LF");
}

const char *framing_check(const struct framing *f)
{
    const char *problem = check_line(f);
    if (problem)
        return problem;
    const char *at = f->version.p + f->version.n + 2, *end = f->head + f->head_bytes;
    if (at > end || at[-2] != 0 || at[-1] != 0)
        return MESSAGE("the first line is not ended by CR LF");
    for (i64 i = 0; i < f->field_count; i++) {
        if (at >= end)
            return MESSAGE("a header field stands outside the head");
        problem = check_field(&f->fields[i], &at);
        if (problem)
            return problem;
    }
    return at + 2 == end ? NULL : MESSAGE("the head is not ended by one empty line");
}

i64 framing_length(const struct http_request *r, const char **problem)
{
    i64 length = 0, lengths = http_field_count(r, S("Content-Length"));
    str text = http_field(r, S("Content-Length"));
    *problem = NULL;
    if (http_field(r, S("Transfer-Encoding")).p)
        *problem = lengths ? MESSAGE("both Content-Length and Transfer-Encoding")
                           : MESSAGE("a body comes with Content-Length, not in chunks");
    else if (lengths > 1)
        *problem = MESSAGE("more than one Content-Length");
    else if (lengths == 1 && (text.n == 0 || text.n > 18 || text.p[0] < '0' || text.p[0] > '9' ||
                              !str_to_i64(text, &length)))
        *problem = MESSAGE("Content-Length is not a plain number");
    return *problem ? -1 : length;
}
