/* Questions that people keep: the filters of a board or a list under a name, for oneself or for
 * everybody. Somebody else's own is not there: it is answered as one that never was. */
#include "api/accounts_parts.h"
#include "api/answers.h"
#include "api/shapes.h"

enum { VIEW_QUERY_MAX = 1000, VIEW_NAME_MAX = 100 };

struct kept_view {
    i64 number, sequence;
    str name, page, query;
    u32 owner;
    bool shared;
};

/* --- as text --------------------------------------------------------------------------------- */

static bool view_read(struct kept_view *k, struct arena *a, const struct view_row *row)
{
    struct diags d;
    diags_init(&d, a);
    const struct json_value *v = json_parse(a, row->text, &d);
    *k = (struct kept_view){.number = row->number, .sequence = row->sequence};
    if (!v || v->type != JSON_IS_OBJECT)
        return false;
    const struct json_value *owner = json_find(v, S("owner")), *shared = json_find(v, S("shared"));
    k->name = json_member_text(v, "name");
    k->page = json_member_text(v, "page");
    k->query = json_member_text(v, "query");
    k->owner = owner && owner->type == JSON_IS_NUMBER && owner->whole ? (u32)owner->integer : 0;
    k->shared = shared && shared->type == JSON_IS_BOOL && shared->boolean;
    return true;
}

static void put_question(struct json *j, const struct kept_view *k)
{
    put_str(j, "name", k->name);
    put_str(j, "page", k->page);
    put_str(j, "query", k->query);
    put_bool(j, "shared", k->shared);
}

static str view_write(struct arena *a, const struct kept_view *k)
{
    struct buf out;
    struct json j;
    buf_init(&out, WORKSPACE_TEXT_MAX);
    json_init(&j, &out, 0);
    json_object(&j);
    put_question(&j, k);
    put_i64(&j, "owner", k->owner);
    json_end(&j);
    str text = str_dup(a, buf_str(&out));
    buf_release(&out);
    return text;
}

static void put_view(struct json *j, struct call *c, struct reader *r, const struct kept_view *k)
{
    put_i64(j, "view", k->number);
    put_question(j, k);
    put_person(j, "owner", r, &c->arena, k->owner);
    put_bool(j, "own", k->owner && k->owner == c->actor.person);
}

/* --- which of them ------------------------------------------------------------------------- */

static bool may_see(const struct call *c, const struct kept_view *k)
{
    return k->shared || (k->owner && k->owner == c->actor.person);
}

/* One's own; of those for everybody also who leads. */
static bool may_change(const struct call *c, const struct kept_view *k)
{
    return may_see(c, k) && (k->owner == c->actor.person || api_acts_on_all(c));
}

/* The one of the path: true when it may be changed; else the answer is given, or it is not there
 * (*gone), and only the writer knows whether it ended by this very request. */
static bool find_view(struct call *c, struct kept_view *k, bool *gone)
{
    struct view_row row;
    i64 number = call_param_i64(c, "view");
    struct reader *r = api_reader(c);
    if (!r)
        return false;
    bool there = number > 0 && reader_views(r, &c->arena, number - 1, 1, &row) &&
                 row.number == number && view_read(k, &c->arena, &row);
    bool well = api_read_well(c, r);
    api_give_back(c, r);
    if (!well)
        return false;
    *gone = !there;
    if (!there)
        return false;
    if (!may_see(c, k))
        return call_not_found(c);
    if (!may_change(c, k))
        return call_refuse(c, 403, "not-yours", message("this view is somebody else's"));
    return true;
}

/* --- asking and changing ---------------------------------------------------------------------- */

static enum http_turn list_views(struct call *c)
{
    struct view_row *rows = arena_array(&c->arena, struct view_row, WORKSPACE_VIEWS_MAX);
    str page = call_query(c, "page");
    struct kept_view k;
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    reader_begin(r);
    i64 n = reader_views(r, &c->arena, 0, WORKSPACE_VIEWS_MAX, rows);
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("views"));
    json_array(&j);
    for (i64 i = 0; i < n; i++) {
        if (!view_read(&k, &c->arena, &rows[i]) || !may_see(c, &k) ||
            (page.n && !str_eq(page, k.page)))
            continue;
        json_object(&j);
        put_view(&j, c, r, &k);
        json_end(&j);
    }
    json_end(&j);
    json_end(&j);
    reader_end(r);
    api_read_well(c, r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

/* What the body says; false with the answer given. */
static bool take_body(struct call *c, struct kept_view *k)
{
    const struct json_value *shared = json_find(c->json, S("shared"));
    if (json_find(c->json, S("name")))
        k->name = accounts_text(c, "name");
    if (json_find(c->json, S("page")))
        k->page = accounts_text(c, "page");
    if (json_find(c->json, S("query")))
        k->query = accounts_text(c, "query");
    if (shared)
        k->shared = shared->boolean;
    if (k->shared && !(c->actor.role & ACCESS_WORKERS))
        return call_refuse(c, 403, "role", message("who only looks keeps views for themselves"));
    return true;
}

/* Hands it to the writer and waits; 0 with the answer given. */
static i64 submit(struct call *c, const struct kept_view *k, str text)
{
    struct change *change = change_new(c);
    struct request *r = &change->request;
    r->intent.kind = INTENT_VIEW;
    r->intent.expected = k->number ? k->sequence : REVISION_ANY;
    r->intent.act.value = k->number;
    r->intent.text = text;
    r->body = NULL;
    workspace_do(call_workspace(c), r);
    if (r->answer.status == ANSWER_ACCEPTED)
        return r->answer.deal;
    if (r->answer.status == ANSWER_CONFLICT)
        call_refuse(c, 409, "changed", message("somebody else has changed it: read it again"));
    else
        change_refuse(change);
    return 0;
}

static enum http_turn answer_view(struct call *c, struct kept_view *k)
{
    i32 status = c->route->status ? c->route->status : 200;
    accounts_number_actor(c);
    if (!k->number)
        k->owner = c->actor.person;
    if (!take_body(c, k))
        return HTTP_ANSWERED;
    k->number = submit(c, k, view_write(&c->arena, k));
    struct reader *r = k->number ? api_reader(c) : NULL;
    if (!r)
        return HTTP_ANSWERED;
    struct json j = call_json(c, status);
    json_object(&j);
    put_view(&j, c, r, k);
    json_end(&j);
    api_read_well(c, r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

static enum http_turn make_view(struct call *c)
{
    struct kept_view k = {0};
    return answer_view(c, &k);
}

static enum http_turn change_view(struct call *c)
{
    struct kept_view k;
    bool gone = false;
    if (find_view(c, &k, &gone))
        return answer_view(c, &k);
    if (gone)
        call_not_found(c);
    return HTTP_ANSWERED;
}

static enum http_turn end_view(struct call *c)
{
    struct kept_view k = {0};
    bool gone = false, found = find_view(c, &k, &gone);
    if (gone)
        k = (struct kept_view){.number = call_param_i64(c, "view"), .sequence = REVISION_ANY};
    if ((found || gone) && k.number > 0 && submit(c, &k, (str){0}))
        c->response.status = 204;
    else if (gone && k.number <= 0)
        call_not_found(c);
    return HTTP_ANSWERED;
}

/* --- routes ------------------------------------------------------------------------------------
 */

static const struct shape_field new_fields[] = {
    {"name", SHAPE_TEXT, .required = true, .least = 1, .most = VIEW_NAME_MAX,
     .about = "What it is called."},
    {"page", SHAPE_ID, .required = true, .about = "Which page asks it: board, deals."},
    {"query", SHAPE_TEXT, .required = true, .most = VIEW_QUERY_MAX,
     .about = "The question, as in the page's address."},
    {"shared", SHAPE_BOOLEAN, .about = "For everybody; else for oneself."},
};
static const struct shape view_new = {"view_new", "A question to keep.", new_fields,
                                      LENGTH(new_fields)};
static const struct shape_field change_fields[] = {
    {"name", SHAPE_TEXT, .least = 1, .most = VIEW_NAME_MAX, .about = "What it is called."},
    {"query", SHAPE_TEXT, .most = VIEW_QUERY_MAX, .about = "The question."},
    {"shared", SHAPE_BOOLEAN, .about = "For everybody; else for oneself."},
};
static const struct shape view_change = {"view_change", NULL, change_fields, LENGTH(change_fields)};
static const struct shape_field view_fields[] = {
    NUMBER("view"), TEXT("name"),     ID("page"),
    TEXT("query"),  YES_NO("shared"), MAYBE_OF("owner", shape_someone),
    YES_NO("own"),
};
PART(view, "saved_view");
static const struct shape_field views_fields[] = {LIST_OF("views", view)};
PART(views, "saved_views");
static const struct shape_field query_fields[] = {
    {"page", SHAPE_ID, .about = "Only those of this page."}};
static const struct shape query = {"view_query", NULL, query_fields, LENGTH(query_fields)};

#define FOR_KEEPERS .roles = MEMBERS, .states = MEMBER_ACTIVE, .scopes = SCOPE_DEALS
static const struct route rows[] = {
    {HTTP_GET, "/api/v1/views", "view_list", "Saved views: one's own, and those for everybody.",
     "deals", FOR_MEMBERS, .query = &query, .answer = &views, .handle = list_views},
    {HTTP_POST, "/api/v1/views", "view_new", "Keeps a question under a name.", "deals", FOR_KEEPERS,
     .body = &view_new, .status = 201, .answer = &view, .handle = make_view},
    {HTTP_PATCH, "/api/v1/views/{view:int}", "view_change",
     "Another name, another question; one's own, or for who leads one for everybody.", "deals",
     FOR_KEEPERS, .body = &view_change, .answer = &view, .handle = change_view},
    {HTTP_DELETE, "/api/v1/views/{view:int}", "view_end", "Keeps it no longer.", "deals",
     FOR_KEEPERS, .status = 204, .handle = end_view},
};
const struct route_list view_routes = {rows, LENGTH(rows)};
