#include "http/query.h"

static i32 hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static bool has_control(str s)
{
    for (i64 i = 0; i < s.n; i++)
        if ((u8)s.p[i] < 0x20 || s.p[i] == 0x7F)
            return true;
    return false;
}

bool query_decode(struct arena *a, str s, bool plus, str *out)
{
    char *p = arena_array(a, char, s.n + 1);
    i64 n = 0;
    for (i64 i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '%') {
            i32 high = i + 2 < s.n ? hex(s.p[i + 1]) : -1; /* both digits are there */
            i32 low = i + 2 < s.n ? hex(s.p[i + 2]) : -1;
            if (high < 0 || low < 0)
                return false;
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        p[n++] = c;
    }
    *out = (str){p, n};
    return utf8_check(*out) < 0 && !has_control(*out);
}

str query_get(const struct query *q, str name)
{
    for (i32 i = 0; i < q->n; i++)
        if (str_eq(q->params[i].name, name))
            return q->params[i].value;
    return (str){0};
}

static struct diag *refuse(struct diags *d, const char *code, str name, const char *text)
{
    return diag_add(d, DIAG_ERROR, code, (struct place){0}, "%.*s: %s",
                    STR_ARG(str_sub(name, 0, 100)), message(text));
}

bool query_parse(struct query *q, struct arena *a, str text, struct diags *d)
{
    i64 before = d->count[DIAG_ERROR];
    str part;
    for (bool more = text.n > 0; more;) {
        more = str_cut(text, '&', &part, &text);
        str name, value;
        str_cut(part, '=', &name, &value);
        struct http_pair pair;
        if (!query_decode(a, name, true, &pair.name) ||
            !query_decode(a, value, true, &pair.value)) {
            refuse(d, "encoding", S("query"), "a parameter is not sound percent-encoded UTF-8");
            continue;
        }
        if (pair.name.n == 0) {
            refuse(d, "parameter", S("query"), "a parameter has no name");
            continue;
        }
        if (pair.value.p == NULL)
            pair.value = S("");
        if (query_get(q, pair.name).p) {
            refuse(d, "parameter-twice", pair.name, "this parameter is there twice");
            continue;
        }
        if (q->n == HTTP_PARAMS_MAX) {
            refuse(d, "limit", S("query"), "there are more than 32 parameters");
            break;
        }
        q->params[q->n++] = pair;
    }
    return d->count[DIAG_ERROR] == before;
}

str query_cookie(str cookies, str name)
{
    str found = {0}, part;
    i32 seen = 0;
    for (bool more = cookies.n > 0; more && seen < HTTP_COOKIES_MAX; seen++) {
        more = str_cut(cookies, ';', &part, &cookies);
        str key, value;
        if (!str_cut(str_trim(part), '=', &key, &value) || !str_eq(key, name))
            continue;
        if (found.p)
            return (str){0};
        found = value.p ? value : S("");
    }
    return found;
}

str query_media_type(str content_type)
{
    str head, tail;
    str_cut(content_type, ';', &head, &tail);
    return str_trim(head);
}

/* "q=0" and its longer spellings. */
static bool is_zero_quality(str params)
{
    str part;
    for (bool more = params.n > 0; more;) {
        more = str_cut(params, ';', &part, &params);
        part = str_trim(part);
        f64 q;
        if (part.n > 2 && str_eq_fold(str_sub(part, 0, 2), S("q=")) &&
            str_to_f64(str_sub(part, 2, part.n), &q))
            return q <= 0;
    }
    return false;
}

static bool range_covers(str range, str type)
{
    if (str_eq(range, S("*/*")) || str_eq_fold(range, type))
        return true;
    return str_ends(range, S("/*")) &&
           str_eq_fold(str_sub(range, 0, range.n - 1), str_sub(type, 0, range.n - 1));
}

bool query_accepts(str accept, str type)
{
    if (accept.n == 0)
        return true;
    type = query_media_type(type);
    bool good = false;
    str part, range, params;
    for (bool more = true; more;) {
        more = str_cut(accept, ',', &part, &accept);
        str_cut(part, ';', &range, &params);
        range = str_trim(range);
        if (!range_covers(range, type))
            continue;
        if (!is_zero_quality(params))
            good = true;
        else if (str_eq_fold(range, type)) /* the type itself is refused by name */
            return false;
    }
    return good;
}

bool query_etag_listed(str list, str etag)
{
    str part;
    if (str_eq(str_trim(list), S("*")))
        return etag.n > 0;
    for (bool more = list.n > 0; more;) {
        more = str_cut(list, ',', &part, &list);
        part = str_trim(part);
        if (str_starts(part, S("W/")))
            part = str_sub(part, 2, part.n);
        if (etag.n && str_eq(part, etag))
            return true;
    }
    return false;
}

i64 query_etag_version(str etag)
{
    i64 version;
    etag = str_trim(etag);
    if (etag.n < 4 || etag.n > 22 || !str_starts(etag, S("\"v")) || !str_ends(etag, S("\"")))
        return -1;
    str digits = str_sub(etag, 2, etag.n - 1);
    if (digits.p[0] < '0' || digits.p[0] > '9' || !str_to_i64(digits, &version))
        return -1;
    return version;
}

str query_version_etag(struct arena *a, i64 version)
{
    return str_fmt(a, "\"v%lld\"", (long long)version);
}
