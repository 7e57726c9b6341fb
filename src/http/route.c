#include "http/route.h"

bool route_has_body(const struct route *r)
{
    return r->body || r->body_type;
}

i64 route_body_max(const struct route *r)
{
    if (!route_has_body(r))
        return 0;
    return r->body_bytes_max ? r->body_bytes_max : HTTP_JSON_BYTES_MAX;
}

const char *route_answer_type(const struct route *r)
{
    return r->answer_type ? r->answer_type : "application/json";
}

static void fault(struct diags *d, const struct route *r, const char *message)
{
    diag_add(d, DIAG_ERROR, "route", (struct place){0}, "%s %s: %s", http_method_name(r->method),
             r->pattern ? r->pattern : "(no pattern)", message);
}

static bool is_name(str s)
{
    for (i64 i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || s.p[i] == '_'))
            return false;
    return s.n > 0;
}

static bool is_param_type(str type)
{
    return type.n == 0 || str_eq(type, S("int")) || str_eq(type, S("date"));
}

static void check_pattern(struct diags *d, const struct route *r)
{
    str rest = str_c(r->pattern), part;
    if (rest.n == 0 || rest.p[0] != '/') {
        fault(d, r, "a pattern begins with /");
        return;
    }
    rest = str_sub(rest, 1, rest.n);
    i32 params = 0;
    for (bool more = rest.n > 0; more;) {
        more = str_cut(rest, '/', &part, &rest);
        if (part.n == 0)
            fault(d, r, "a segment is empty");
        if (!str_starts(part, S("{")))
            continue;
        str name, type;
        str_cut(str_sub(part, 1, part.n - 1), ':', &name, &type);
        if (!str_ends(part, S("}")) || !is_name(name) || !is_param_type(type))
            fault(d, r, "a parameter is {name}, {name:int} or {name:date}");
        if (++params > ROUTE_PARAMS_MAX)
            fault(d, r, "it has more than 4 parameters");
    }
}

static void check_access(struct diags *d, const struct route *r)
{
    u32 open = HTTP_ANYONE | HTTP_SIGNED_IN;
    if (r->roles == 0)
        fault(d, r, "no role may call it");
    if ((r->roles & ~open) && (r->roles & open))
        fault(d, r, "roles beside \"anyone\" or \"signed in\" say nothing");
    if ((r->roles & ~open) && r->states == 0)
        fault(d, r, "roles are of members: it wants a membership state");
    if ((r->roles & HTTP_ANYONE) && r->scopes)
        fault(d, r, "what anyone may call wants no token scope");
    if ((r->roles & HTTP_ANYONE) && (r->flags & ROUTE_FRESH))
        fault(d, r, "what anyone may call wants no fresh log-in");
}

static void check_rest(struct diags *d, const struct route *r)
{
    if (r->id == NULL || r->summary == NULL || r->tag == NULL)
        fault(d, r, "it wants an id, a summary and a tag");
    if (r->handle == NULL)
        fault(d, r, "it has no handler");
    if (r->method > HTTP_DELETE || r->method == HTTP_HEAD)
        fault(d, r, "the methods of a row are GET, POST, PUT, PATCH and DELETE");
    if (r->method == HTTP_GET &&
        (route_has_body(r) || (r->flags & (ROUTE_NO_KEY | ROUTE_IF_MATCH))))
        fault(d, r, "GET takes no body, no key and no If-Match");
    if ((r->flags & ROUTE_SLOW) && (r->flags & ROUTE_QUICK))
        fault(d, r, "it is slow or quick, not both");
    if (r->body && r->body_type)
        fault(d, r, "a body is by table or by type, not both");
    if (!(r->flags & ROUTE_LIST) != !r->listing)
        fault(d, r, "a list says what it can be asked for");
    if (r->body_bytes_max > HTTP_UPLOAD_BYTES_MAX)
        fault(d, r, "its body may be larger than any upload");
}

/* Two patterns that the same path fits at every segment. */
static bool same_pattern(const char *a, const char *b)
{
    str left = str_c(a), right = str_c(b), l, r;
    for (bool more_l = true, more_r = true; more_l || more_r;) {
        if (!more_l || !more_r)
            return false;
        more_l = str_cut(left, '/', &l, &left);
        more_r = str_cut(right, '/', &r, &right);
        if (!(str_starts(l, S("{")) && str_starts(r, S("{"))) && !str_eq(l, r))
            return false;
    }
    return true;
}

bool route_check(const struct route *rows, i64 n, struct diags *d)
{
    i64 before = d->count[DIAG_ERROR];
    for (i64 i = 0; i < n; i++) {
        const struct route *r = &rows[i];
        if (r->pattern == NULL) {
            fault(d, r, "it has no pattern");
            continue;
        }
        check_pattern(d, r);
        check_access(d, r);
        check_rest(d, r);
        for (i64 k = 0; k < i; k++) {
            if (rows[k].pattern && rows[k].method == r->method &&
                same_pattern(rows[k].pattern, r->pattern))
                fault(d, r, "another row has this method and pattern");
            if (r->id && rows[k].id && str_eq(str_c(rows[k].id), str_c(r->id)))
                fault(d, r, "another row has this id");
        }
    }
    return d->count[DIAG_ERROR] == before;
}
