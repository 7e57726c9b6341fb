#include "http/openapi.h"

#include <string.h>

static void text(struct buf *out, const char *s)
{
    for (; *s; s++)
        switch (*s) {
        case '<': buf_put(out, S("&lt;")); break;
        case '>': buf_put(out, S("&gt;")); break;
        case '&': buf_put(out, S("&amp;")); break;
        case '"': buf_put(out, S("&quot;")); break;
        default: buf_char(out, *s);
        }
}

static void put(struct buf *out, const char *markup)
{
    buf_put(out, str_c(markup));
}

static void put_type(struct buf *out, const struct shape_field *f)
{
    if (f->type == SHAPE_CHOICE) {
        for (const char *const *c = f->choices; *c; c++) {
            put(out, c == f->choices ? "" : " | ");
            text(out, *c);
        }
        return;
    }
    text(out, shape_type_name(f->type));
    if (f->type == SHAPE_LIST || f->type == SHAPE_MAP) {
        put(out, message(" of "));
        if (!f->of)
            text(out, shape_type_name(f->items));
    }
    if (f->of) {
        put(out, " <a href=\"#schema-");
        text(out, f->of->name);
        put(out, "\">");
        text(out, f->of->name);
        put(out, "</a>");
    }
    if (f->nullable)
        put(out, message(" or null"));
    if (f->least || f->most)
        buf_fmt(out, message(", %lld to %lld"), (long long)f->least, (long long)f->most);
}

static void put_row(struct buf *out, const struct shape_field *f)
{
    put(out, "<tr><td>");
    text(out, f->name);
    put(out, "</td><td>");
    put_type(out, f);
    put(out, f->required ? message(", required") : "");
    put(out, "</td><td>");
    text(out, f->about ? f->about : "");
    put(out, "</td></tr>\n");
}

static void put_heading(struct buf *out, const char *title)
{
    put(out, "<h4>");
    text(out, title);
    put(out, "</h4>");
}

static void put_fields(struct buf *out, const char *title, const struct shape *s)
{
    if (s == NULL || s->n == 0)
        return;
    put_heading(out, title);
    put(out, "\n<table>\n");
    put(out, message("<tr><th>name</th><th>value</th><th>meaning</th></tr>"));
    put(out, "\n");
    for (i64 i = 0; i < s->n; i++)
        put_row(out, &s->fields[i]);
    put(out, "</table>\n");
}

static void put_names(struct buf *out, u32 bits, const char *const *names)
{
    bool first = true;
    for (i32 i = 0; names[i]; i++) {
        if (!(bits >> i & 1))
            continue;
        put(out, first ? " " : ", ");
        text(out, names[i]);
        first = false;
    }
}

static void put_who(struct buf *out, const struct site *site, const struct route *r)
{
    put(out, "<p class=\"who\">");
    put(out, message("Who: "));
    if (r->roles & HTTP_ANYONE) {
        put(out, message("anyone"));
    } else if (r->roles & HTTP_SIGNED_IN) {
        put(out, message("anyone signed in"));
    } else {
        put_names(out, r->roles, site->role_names);
        put(out, message("; membership:"));
        put_names(out, r->states, site->state_names);
    }
    if (r->scopes) {
        put(out, message("; token:"));
        put_names(out, r->scopes, site->scope_names);
    } else if (!(r->roles & HTTP_ANYONE)) {
        put(out, message("; no token"));
    }
    if (r->flags & ROUTE_FRESH)
        put(out, message("; wants a fresh log-in"));
    if (!http_is_safe(r->method) && !(r->flags & ROUTE_NO_KEY))
        put(out, message("; wants Idempotency-Key"));
    if (r->flags & ROUTE_IF_MATCH)
        put(out, message("; wants If-Match"));
    if (r->listing)
        put(out, message("; takes limit, cursor, sort, fields"));
    put(out, "</p>\n");
}

static void put_route(struct buf *out, const struct site *site, const struct route *r)
{
    char path[512];
    put(out, "<article id=\"");
    text(out, r->id);
    put(out, "\">\n<h3><b>");
    text(out, http_method_name(r->method));
    put(out, "</b>");
    str shown = openapi_path(r->pattern, path);
    path[shown.n] = 0;
    text(out, path);
    put(out, "</h3>\n<p>");
    text(out, message(r->summary));
    put(out, "</p>\n");
    put_who(out, site, r);
    put_fields(out, message("Query"), r->query);
    put_fields(out, message("Body"), r->body);
    if (r->body_type) {
        put_heading(out, message("Body"));
        put(out, "<p>");
        text(out, r->body_type);
        buf_fmt(out, message(", at most %lld bytes"), (long long)route_body_max(r));
        put(out, "</p>\n");
    }
    if (r->answer) {
        put_heading(out, message("Answer"));
        put(out, "<p><a href=\"#schema-");
        text(out, r->answer->name);
        put(out, "\">");
        text(out, r->answer->name);
        put(out, "</a>");
        buf_fmt(out, message(", status %d"), r->status ? r->status : 200);
        put(out, "</p>\n");
    }
    put(out, "</article>\n");
}

/* Routes by tag, tags in the order they first appear. */
static void put_routes(struct buf *out, const struct site *site)
{
    const struct route *rows = site->routes;
    for (i64 i = 0; i < site->route_count; i++) {
        bool seen = false;
        for (i64 k = 0; k < i; k++)
            seen |= strcmp(rows[k].tag, rows[i].tag) == 0;
        if (seen)
            continue;
        put(out, "<h2>");
        text(out, message(rows[i].tag));
        put(out, "</h2>\n");
        for (i64 k = i; k < site->route_count; k++)
            if (strcmp(rows[k].tag, rows[i].tag) == 0)
                put_route(out, site, &rows[k]);
    }
}

static void put_schemas(struct buf *out, const struct site *site)
{
    static _Thread_local struct openapi_schemas all;
    openapi_collect(&all, site);
    put(out, "<h2>");
    text(out, message("What is sent"));
    put(out, "</h2>\n");
    for (i64 i = 0; i < all.n; i++) {
        put(out, "<article id=\"schema-");
        text(out, all.v[i]->name);
        put(out, "\">\n<h3>");
        text(out, all.v[i]->name);
        put(out, "</h3>\n<p>");
        text(out, all.v[i]->about ? all.v[i]->about : "");
        put(out, "</p>\n");
        put_fields(out, message("Members"), all.v[i]);
        put(out, "</article>\n");
    }
}

void openapi_page_print(struct buf *out, const struct site *site)
{
    put(out, "<!doctype html>\n<html lang=\"");
    put(out, lang_code(lang_spoken()));
    put(out, "\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    text(out, site->title);
    put(out, "</title>\n<link rel=\"stylesheet\" href=\"/assets/api.css\">\n</head>\n<body>\n"
             "<header>\n<h1>");
    text(out, site->title);
    put(out, "</h1>\n<p>");
    text(out, message(site->about));
    buf_fmt(out, message(" Version %s."), site->version);
    put(out, "</p>\n</header>\n<main>\n");
    put_routes(out, site);
    put_schemas(out, site);
    put(out, "</main>\n</body>\n</html>\n");
}

enum http_turn openapi_page_answer(struct call *c)
{
    c->response.status = 200;
    c->response.type = "text/html; charset=utf-8";
    lang_speak_in_thread(call_lang(c));
    http_response_field(&c->response, S("Vary"), S("Accept-Language"));
    openapi_page_print(&c->response.body, c->dispatcher->site);
    return HTTP_ANSWERED;
}
