#include "http/query.h"
#include "http/route.h"

/* One segment of the paths. Literal children are tried first, then the parameter. */
struct router_node {
    str literal; /* empty: a parameter */
    struct router_node *child, *sibling, *param;
    const struct route *rows[HTTP_METHODS]; /* that end here */
    u32 methods;
};

static struct router_node *child_of(struct router_node *node, struct arena *a, str part)
{
    if (str_starts(part, S("{"))) {
        if (node->param == NULL)
            node->param = arena_new(a, struct router_node);
        return node->param;
    }
    for (struct router_node *c = node->child; c; c = c->sibling)
        if (str_eq(c->literal, part))
            return c;
    struct router_node *c = arena_new(a, struct router_node);
    *c = (struct router_node){.literal = part, .sibling = node->child};
    node->child = c;
    return c;
}

void router_init(struct router *r, struct arena *a, const struct route *rows, i64 n)
{
    *r = (struct router){rows, n, arena_new(a, struct router_node)};
    for (i64 i = 0; i < n; i++) {
        struct router_node *node = r->root;
        str rest = str_c(rows[i].pattern), part;
        rest = str_sub(rest, 1, rest.n);
        for (bool more = rest.n > 0; more;) {
            more = str_cut(rest, '/', &part, &rest);
            node = child_of(node, a, part);
        }
        node->rows[rows[i].method] = &rows[i];
        node->methods |= 1u << rows[i].method;
        if (rows[i].method == HTTP_GET)
            node->methods |= 1u << HTTP_HEAD;
    }
}

static bool param_fits(str type, str value)
{
    i64 parsed;
    if (str_eq(type, S("int")))
        return value.n > 0 && value.p[0] >= '0' && value.p[0] <= '9' && str_to_i64(value, &parsed);
    if (str_eq(type, S("date")))
        return value.n == 10 && date_parse(value, &parsed);
    return true;
}

/* Names and types stand in the row's own pattern; false when a value is not of its type. */
static bool name_params(const struct route *row, const str *values, struct route_params *params)
{
    str rest = str_c(row->pattern), part;
    for (bool more = true; more;) {
        more = str_cut(rest, '/', &part, &rest);
        if (!str_starts(part, S("{")))
            continue;
        str name, type;
        str_cut(str_sub(part, 1, part.n - 1), ':', &name, &type);
        if (!param_fits(type, values[params->n]))
            return false;
        params->v[params->n] = (struct http_pair){name, values[params->n]};
        params->n++;
    }
    return true;
}

/* A segment as it is meant; false for what no path of ours contains. */
static bool decode_segment(struct arena *a, str part, str *out)
{
    if (str_find_char(part, '%') < 0)
        *out = part;
    else if (!query_decode(a, part, false, out))
        return false;
    return !str_eq(*out, S(".")) && !str_eq(*out, S("..")) && str_find_char(*out, '/') < 0 &&
           str_find_char(*out, '\\') < 0 && utf8_check(*out) < 0;
}

static const struct router_node *step(const struct router_node *node, str part, str *values, i32 *n)
{
    for (const struct router_node *c = node->child; c; c = c->sibling)
        if (str_eq(c->literal, part))
            return c;
    if (node->param == NULL || part.n == 0 || part.n > HTTP_SEGMENT_BYTES_MAX)
        return NULL;
    assert(*n < ROUTE_PARAMS_MAX);
    values[(*n)++] = part;
    return node->param;
}

enum router_answer router_find(const struct router *r, struct arena *a, enum http_method method,
                               str path, const struct route **found, struct route_params *params,
                               u32 *methods)
{
    const struct router_node *node = r->root;
    str values[ROUTE_PARAMS_MAX] = {0}, part;
    i32 n = 0;
    *found = NULL;
    *params = (struct route_params){0};
    *methods = 0;
    if (path.n == 0 || path.p[0] != '/')
        return ROUTER_BAD_PATH;
    str rest = str_sub(path, 1, path.n);
    for (bool more = rest.n > 0; more;) {
        more = str_cut(rest, '/', &part, &rest);
        if (!decode_segment(a, part, &part))
            return ROUTER_BAD_PATH;
        node = node ? step(node, part, values, &n) : NULL;
    }
    if (node == NULL || node->methods == 0)
        return ROUTER_NO_PATH;
    *methods = node->methods;
    enum http_method looked = method == HTTP_HEAD ? HTTP_GET : method;
    const struct route *row = (i32)looked < HTTP_METHODS ? node->rows[looked] : NULL;
    if (row == NULL)
        return ROUTER_NO_METHOD;
    if (!name_params(row, values, params))
        return ROUTER_NO_PATH;
    *found = row;
    return ROUTER_FOUND;
}
