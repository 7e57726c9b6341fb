/* The workspaces of the site: which there are, a new one, the one that a session is in. */
#include "api/accounts_parts.h"

static void put_workspace(struct json *j, str id, const struct member_row *member)
{
    json_object(j);
    put_str(j, "workspace", id);
    if (member) {
        put_str(j, "role", str_c(access_name(access_roles, member->role)));
        put_str(j, "state", str_c(access_name(access_states, member->state)));
    }
    json_end(j);
}

/* Of who makes workspaces: all; of anybody else: those they are a member of. */
static enum http_turn list_workspaces(struct call *c)
{
    struct account_row own;
    struct member_row member;
    str id;
    i64 number = 0;
    if (!accounts_find(accounts_of(c), &c->arena, c->actor.account, &own)) {
        call_not_found(c);
        return HTTP_ANSWERED;
    }
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("workspaces"));
    json_array(&j);
    while (accounts_next_workspace(accounts_of(c), &c->arena, &number, &id)) {
        bool is_member =
            accounts_member(accounts_of(c), &c->arena, id, c->actor.account, &member) &&
            member.state != MEMBER_REMOVED;
        if (is_member || own.site)
            put_workspace(&j, id, is_member ? &member : NULL);
    }
    json_end(&j);
    json_end(&j);
    return HTTP_ANSWERED;
}

/* The file first: without its row in the accounts it is one that nobody is a member of, and the
 * same request makes both. */
static enum http_turn make_workspace(struct call *c)
{
    struct api *api = api_of(c);
    struct accounts_act act = accounts_act_of(c);
    struct account_row own;
    struct opened *opened;
    struct err e;
    str id = accounts_text(c, "workspace"), name = accounts_text(c, "name");
    if (!accounts_find(accounts_of(c), &c->arena, c->actor.account, &own) || !own.site) {
        call_refuse(c, 403, "beyond", message("only who set the server up makes workspaces"));
        return HTTP_ANSWERED;
    }
    if (!workspace_is_name(id)) {
        call_refuse(c, 422, "workspace",
                    message("a workspace is named with 1 to 40 of a-z, 0-9 and \"-\""));
        return HTTP_ANSWERED;
    }
    name = name.n ? name : id;
    if (!shelf_make(&api->shelf, id, name, &opened, &e)) {
        call_refuse_err(c, &e);
        return HTTP_ANSWERED;
    }
    shelf_give(opened);
    struct accounts_outcome out = accounts_found_workspace(accounts_of(c), &act, id, name);
    if (!accounts_done(c, &out))
        return HTTP_ANSWERED;
    struct json j = call_json(c, 201);
    json_object(&j);
    put_str(&j, "workspace", id);
    put_str(&j, "name", name);
    json_end(&j);
    return HTTP_ANSWERED;
}

static enum http_turn switch_workspace(struct call *c)
{
    struct accounts_act act = accounts_act_of(c);
    struct accounts_outcome out =
        accounts_switch(accounts_of(c), &act, accounts_cookie(c), accounts_text(c, "workspace"));
    return accounts_done(c, &out) ? accounts_nothing(c) : HTTP_ANSWERED;
}

static const struct shape_field new_fields[] = {
    {"workspace", SHAPE_TEXT, .required = true, .least = 1, .most = WORKSPACE_ID_BYTES - 1,
     .about = "Its id: a-z, 0-9 and \"-\"."},
    {"name", SHAPE_TEXT, .least = 1, .most = ACCOUNTS_NAME_MAX, .about = "For people."},
};
static const struct shape workspace_new = {"workspace_new", "A workspace.", new_fields,
                                           LENGTH(new_fields)};
static const struct shape_field switch_fields[] = {
    {"workspace", SHAPE_TEXT, .required = true, .least = 1, .most = WORKSPACE_ID_BYTES - 1},
};
static const struct shape workspace_switch = {"workspace_switch", "Where to work from now on.",
                                              switch_fields, LENGTH(switch_fields)};
static const struct shape_field row_fields[] = {
    {"workspace", SHAPE_TEXT, .required = true},
    {"role", SHAPE_CHOICE, .choices = access_role_names, .about = "Of one's membership."},
    {"state", SHAPE_CHOICE, .choices = access_state_names},
};
static const struct shape workspace_row = {"workspace_row", NULL, row_fields, LENGTH(row_fields)};
static const struct shape_field list_fields[] = {
    {"workspaces", SHAPE_LIST, .required = true, .of = &workspace_row},
};
static const struct shape workspace_list = {"workspace_list", NULL, list_fields,
                                            LENGTH(list_fields)};

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/workspaces", "workspace_list",
     "The workspaces one is a member of; all, for who makes workspaces.", "session", FOR_SIGNED_IN,
     .answer = &workspace_list, .handle = list_workspaces},
    {HTTP_POST, "/api/v1/workspaces", "workspace_new",
     "Makes a workspace, whose admin one is; for who set the server up.", "session", FOR_SIGNED_IN,
     .flags = ROUTE_FRESH | ROUTE_SLOW, .body = &workspace_new, .status = 201,
     .answer = &workspace_new, .handle = make_workspace},
    {HTTP_PUT, "/api/v1/session/workspace", "session_workspace",
     "The workspace that this session is in from now on.", "session", FOR_SIGNED_IN,
     .flags = ROUTE_NO_KEY, .body = &workspace_switch, .status = 204, .handle = switch_workspace},
};
const struct route_list workspace_routes = {rows, LENGTH(rows)};
