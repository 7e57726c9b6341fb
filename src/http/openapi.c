#include "http/openapi.h"

enum { PATTERN_MAX = 512 };

static void put(struct json *j, const char *key, const char *value)
{
    json_key(j, str_c(key));
    json_str(j, str_c(value));
}

static void put_bool(struct json *j, const char *key, bool value)
{
    json_key(j, str_c(key));
    json_bool(j, value);
}

static void open_object(struct json *j, const char *key)
{
    json_key(j, str_c(key));
    json_object(j);
}

static void open_array(struct json *j, const char *key)
{
    json_key(j, str_c(key));
    json_array(j);
}

static void collect(struct openapi_schemas *all, const struct shape *s)
{
    if (s == NULL)
        return;
    for (i64 i = 0; i < all->n; i++)
        if (all->v[i] == s)
            return;
    assert(all->n < OPENAPI_SCHEMAS_MAX);
    all->v[all->n++] = s;
}

void openapi_collect(struct openapi_schemas *all, const struct site *site)
{
    all->n = 0;
    for (i64 i = 0; i < site->route_count; i++) {
        collect(all, site->routes[i].body);
        collect(all, site->routes[i].answer);
    }
    for (i64 i = 0; i < all->n; i++) /* grows while it is walked */
        for (i64 k = 0; k < all->v[i]->n; k++)
            collect(all, all->v[i]->fields[k].of);
}

str openapi_path(const char *pattern, char *out)
{
    i64 n = 0;
    bool in_type = false;
    for (const char *p = pattern; *p; p++) {
        in_type = (in_type || *p == ':') && *p != '}';
        if (!in_type)
            out[n++] = *p;
    }
    return (str){out, n};
}

static void put_ref(struct json *j, const char *kind, const char *name)
{
    char text[200];
    struct buf out = {.p = text, .max = sizeof text};
    buf_fmt(&out, "#/components/%s/%s", kind, name);
    json_key(j, S("$ref"));
    json_str(j, buf_str(&out));
}

static void put_path_params(struct json *j, const struct route *r)
{
    str rest = str_c(r->pattern), part;
    for (bool more = true; more;) {
        more = str_cut(rest, '/', &part, &rest);
        if (!str_starts(part, S("{")))
            continue;
        str name, type;
        str_cut(str_sub(part, 1, part.n - 1), ':', &name, &type);
        json_object(j);
        json_key(j, S("name"));
        json_str(j, name);
        put(j, "in", "path");
        put_bool(j, "required", true);
        open_object(j, "schema");
        put(j, "type", str_eq(type, S("int")) ? "integer" : "string");
        if (str_eq(type, S("date")))
            put(j, "format", "date");
        json_end(j);
        json_end(j);
    }
}

static void put_query_param(struct json *j, const struct shape_field *f)
{
    json_object(j);
    put(j, "name", f->name);
    put(j, "in", "query");
    put_bool(j, "required", f->required);
    json_key(j, S("schema"));
    shape_print_field(j, f);
    json_end(j);
}

static void put_named(struct json *j, const char *name, const char *const *words, const char *about)
{
    json_object(j);
    put(j, "name", name);
    put(j, "in", "query");
    put(j, "description", about);
    open_object(j, "schema");
    put(j, "type", "string");
    if (words) {
        open_array(j, "enum");
        for (; *words; words++)
            json_str(j, str_c(*words));
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void put_listing_params(struct json *j, const struct route_listing *l)
{
    static const struct shape_field limit = {"limit", SHAPE_INTEGER, .least = 1,
                                             .most = HTTP_PAGE_MAX, .about = "Rows of a page."};
    put_query_param(j, &limit);
    put_named(j, "cursor", NULL, "Where the list goes on: from the answer before.");
    put_named(j, "sort", l->sort, "The order; \"-\" is descending.");
    put_named(j, "fields", NULL, "Members of each row, with commas between; all when not given.");
}

static void put_header_param(struct json *j, const char *name, const char *about)
{
    json_object(j);
    put(j, "name", name);
    put(j, "in", "header");
    put_bool(j, "required", true);
    put(j, "description", about);
    open_object(j, "schema");
    put(j, "type", "string");
    json_end(j);
    json_end(j);
}

static bool wants_key(const struct route *r)
{
    return !http_is_safe(r->method) && !(r->flags & ROUTE_NO_KEY);
}

static void put_params(struct json *j, const struct route *r)
{
    open_array(j, "parameters");
    put_path_params(j, r);
    for (i64 i = 0; r->query && i < r->query->n; i++)
        put_query_param(j, &r->query->fields[i]);
    if (r->listing)
        put_listing_params(j, r->listing);
    if (wants_key(r))
        put_header_param(j, "Idempotency-Key",
                         "Any new random text; the same again does not act twice.");
    if (r->flags & ROUTE_IF_MATCH)
        put_header_param(j, "If-Match", "The ETag of what is changed, as last seen.");
    json_end(j);
}

static void put_content(struct json *j, const char *type, const struct shape *s)
{
    open_object(j, "content");
    open_object(j, type);
    open_object(j, "schema");
    if (s)
        put_ref(j, "schemas", s->name);
    json_end(j);
    json_end(j);
    json_end(j);
}

static void put_answers(struct json *j, const struct route *r)
{
    char status[16];
    struct buf text = {.p = status, .max = sizeof status};
    buf_i64(&text, r->status ? r->status : 200);
    open_object(j, "responses");
    json_key(j, buf_str(&text));
    json_object(j);
    put(j, "description", http_reason(r->status ? r->status : 200));
    if (r->answer || r->answer_type)
        put_content(j, route_answer_type(r), r->answer);
    json_end(j);
    open_object(j, "default");
    put_ref(j, "responses", "problem");
    json_end(j);
    json_end(j);
}

static void put_bits(struct json *j, const char *key, u32 bits, const char *const *names)
{
    open_array(j, key);
    for (i32 i = 0; names[i]; i++)
        if (bits >> i & 1)
            json_str(j, str_c(names[i]));
    json_end(j);
}

static void put_access(struct json *j, const struct site *site, const struct route *r)
{
    open_array(j, "security");
    if (!(r->roles & HTTP_ANYONE)) {
        json_object(j);
        open_array(j, "session");
        json_end(j);
        json_end(j);
    }
    if (r->scopes) {
        json_object(j);
        open_array(j, "token");
        json_end(j);
        json_end(j);
    }
    json_end(j);
    if (r->roles & (HTTP_ANYONE | HTTP_SIGNED_IN))
        put(j, "x-access", r->roles & HTTP_ANYONE ? "anyone" : "signed-in");
    else
        put_bits(j, "x-roles", r->roles, site->role_names);
    if (r->states)
        put_bits(j, "x-states", r->states, site->state_names);
    if (r->scopes)
        put_bits(j, "x-scopes", r->scopes, site->scope_names);
    if (r->flags & ROUTE_FRESH)
        put_bool(j, "x-fresh-login", true);
}

static void put_operation(struct json *j, const struct site *site, const struct route *r)
{
    str method = str_c(http_method_name(r->method));
    char lower[16];
    for (i64 i = 0; i < method.n; i++)
        lower[i] = (char)(method.p[i] + ('a' - 'A'));
    json_key(j, (str){lower, method.n});
    json_object(j);
    put(j, "operationId", r->id);
    put(j, "summary", message(r->summary));
    open_array(j, "tags");
    json_str(j, str_c(r->tag));
    json_end(j);
    put_access(j, site, r);
    put_params(j, r);
    if (route_has_body(r)) {
        open_object(j, "requestBody");
        put_bool(j, "required", true);
        put_content(j, r->body ? "application/json" : r->body_type, r->body);
        json_key(j, S("x-bytes-max"));
        json_i64(j, route_body_max(r));
        json_end(j);
    }
    put_answers(j, r);
    json_end(j);
}

static bool same_path(const struct route *a, const struct route *b)
{
    char left[PATTERN_MAX], right[PATTERN_MAX];
    return str_eq(openapi_path(a->pattern, left), openapi_path(b->pattern, right));
}

static void put_paths(struct json *j, const struct site *site)
{
    const struct route *rows = site->routes;
    open_object(j, "paths");
    for (i64 i = 0; i < site->route_count; i++) {
        char path[PATTERN_MAX];
        bool seen = false;
        for (i64 k = 0; k < i; k++)
            seen |= same_path(&rows[k], &rows[i]);
        if (seen)
            continue;
        json_key(j, openapi_path(rows[i].pattern, path));
        json_object(j);
        for (i64 k = i; k < site->route_count; k++)
            if (same_path(&rows[k], &rows[i]))
                put_operation(j, site, &rows[k]);
        json_end(j);
    }
    json_end(j);
}

static const struct shape_field problem_entry_fields[] = {
    {"file", SHAPE_TEXT, .about = "Where it is: \"body\", \"query\", or a file's name."},
    {"line", SHAPE_INTEGER, .about = "From 1."},
    {"column", SHAPE_INTEGER, .about = "From 1, in characters."},
    {"length", SHAPE_INTEGER, .about = "Characters to mark."},
    {"severity", SHAPE_TEXT, .required = true},
    {"code", SHAPE_TEXT, .required = true, .about = "Stable, for programs."},
    {"message", SHAPE_TEXT, .required = true},
    {"hint", SHAPE_TEXT, .about = "What to try."},
};
static const struct shape problem_entry = {"problem_entry", "One thing that is wrong.",
                                           problem_entry_fields, LENGTH(problem_entry_fields)};
static const struct shape_field problem_fields[] = {
    {"type", SHAPE_TEXT, .required = true},
    {"title", SHAPE_TEXT, .required = true},
    {"status", SHAPE_INTEGER, .required = true},
    {"code", SHAPE_TEXT, .required = true, .about = "Stable, for programs."},
    {"detail", SHAPE_TEXT, .required = true},
    {"hint", SHAPE_TEXT, .about = "What to try."},
    {"request", SHAPE_TEXT, .about = "Number of the request in the server's log."},
    {"problems", SHAPE_LIST, .of = &problem_entry},
};
static const struct shape problem = {"problem", "Why a request was refused (RFC 9457).",
                                     problem_fields, LENGTH(problem_fields)};

static void put_security(struct json *j, const struct site *site)
{
    open_object(j, "securitySchemes");
    open_object(j, "session");
    put(j, "type", "apiKey");
    put(j, "in", "cookie");
    put(j, "name", site->session_cookie ? site->session_cookie : "session");
    json_end(j);
    open_object(j, "token");
    put(j, "type", "http");
    put(j, "scheme", "bearer");
    json_end(j);
    json_end(j);
}

static void put_components(struct json *j, const struct site *site)
{
    static _Thread_local struct openapi_schemas all;
    openapi_collect(&all, site);
    open_object(j, "components");
    open_object(j, "schemas");
    for (i64 i = 0; i < all.n; i++) {
        json_key(j, str_c(all.v[i]->name));
        shape_print(j, all.v[i]);
    }
    json_key(j, str_c(problem.name));
    shape_print(j, &problem);
    json_key(j, str_c(problem_entry.name));
    shape_print(j, &problem_entry);
    json_end(j);
    open_object(j, "responses");
    open_object(j, "problem");
    put(j, "description", "The request was refused.");
    put_content(j, "application/problem+json", &problem);
    json_end(j);
    json_end(j);
    put_security(j, site);
    json_end(j);
}

void openapi_print(struct buf *out, const struct site *site)
{
    struct json j;
    json_init(&j, out, 0);
    json_object(&j);
    put(&j, "openapi", "3.1.0");
    open_object(&j, "info");
    put(&j, "title", site->title);
    put(&j, "version", site->version);
    put(&j, "description", message(site->about));
    json_end(&j);
    put_paths(&j, site);
    put_components(&j, site);
    json_end(&j);
}

enum http_turn openapi_answer(struct call *c)
{
    c->response.status = 200;
    c->response.type = "application/json";
    lang_speak_in_thread(call_lang(c));
    http_response_field(&c->response, S("Vary"), S("Accept-Language"));
    openapi_print(&c->response.body, c->dispatcher->site);
    return HTTP_ANSWERED;
}
