/* Keys for programs, and the audit. */
#include "accounts/audit.h"
#include "accounts/tokens.h"
#include "api/accounts_parts.h"

static bool is_admin(const struct call *c)
{
    return c->actor.role == ACCESS_ADMIN;
}

static void put_scopes(struct json *j, u32 scopes)
{
    json_key(j, S("scopes"));
    json_array(j);
    for (const struct access_word *w = access_scopes; w->name; w++)
        if (scopes & w->bit)
            json_str(j, str_c(w->name));
    json_end(j);
}

static void put_token(struct json *j, const struct call *c, const struct token_row *t)
{
    json_object(j);
    put_str(j, "token", str_c(t->id));
    put_str(j, "name", t->name);
    put_scopes(j, t->scopes);
    put_moment(j, "made_at", t->created_ms);
    put_moment(j, "until", t->expires_ms);
    put_moment(j, "used_at", t->used_ms);
    put_moment(j, "revoked_at", t->revoked_ms);
    if (is_admin(c))
        put_str(j, "email", t->email);
    json_end(j);
}

static enum http_turn list_tokens(struct call *c)
{
    i64 most = c->listing.limit;
    bool all = is_admin(c) && str_eq(call_query(c, "of"), S("everybody"));
    struct token_page page = {c->actor.workspace, all ? (str){0} : c->actor.account,
                              c->listing.place};
    struct token_row *rows = arena_array(&c->arena, struct token_row, most + 1);
    i64 n = accounts_tokens(accounts_of(c), &c->arena, &page, most + 1, rows);
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("tokens"));
    json_array(&j);
    for (i64 i = 0; i < i64_min(n, most); i++)
        put_token(&j, c, &rows[i]);
    json_end(&j);
    if (n > most)
        put_str(&j, "next_cursor", call_cursor(c, str_c(rows[most - 1].id)));
    json_end(&j);
    return HTTP_ANSWERED;
}

static u32 scopes_asked(const struct call *c)
{
    u32 scopes = 0;
    const struct json_value *list = json_find(c->json, S("scopes"));
    for (const struct json_value *v = list->first; v; v = v->next) {
        u32 bit = access_bit(access_scopes, v->text);
        scopes |= bit ? bit : SCOPE_EVERY + 1; /* refused as beyond */
    }
    return scopes;
}

static enum http_turn make_token(struct call *c)
{
    struct accounts_act act = accounts_act_of(c);
    struct token_made made;
    struct token_new asked = {
        .account = c->actor.account,
        .name = accounts_text(c, "name"),
        .scopes = scopes_asked(c),
        .days = json_find(c->json, S("days"))->integer,
    };
    struct accounts_outcome out = accounts_token_new(accounts_of(c), &act, &asked, &made);
    if (!accounts_done(c, &out))
        return HTTP_ANSWERED;
    struct json j = call_json(c, 201);
    json_object(&j);
    put_str(&j, "token", str_c(made.id));
    put_text(&j, "secret", str_c(made.secret));
    json_end(&j);
    return HTTP_ANSWERED;
}

static enum http_turn revoke_token(struct call *c)
{
    struct accounts_act act = accounts_act_of(c);
    str owner = is_admin(c) ? (str){0} : c->actor.account;
    struct accounts_outcome out =
        accounts_token_revoke(accounts_of(c), &act, call_param(c, "token"), owner);
    return accounts_done(c, &out) ? accounts_nothing(c) : HTTP_ANSWERED;
}

/* --- the audit ------------------------------------------------------------------------------ */

static void put_entry(struct json *j, const struct audit_row *r)
{
    json_object(j);
    put_moment(j, "at", r->at_ms);
    put_str(j, "what", r->what);
    put_text(j, "account", str_c(r->account));
    put_text(j, "name", r->name);
    put_text(j, "subject", str_c(r->subject));
    put_text(j, "source", r->source);
    put_text(j, "detail", r->detail);
    json_end(j);
}

static enum http_turn list_audit(struct call *c)
{
    i64 most = c->listing.limit, before = 0;
    if (c->listing.place.n && !str_to_i64(c->listing.place, &before))
        before = 0;
    struct audit_row *rows = arena_array(&c->arena, struct audit_row, most + 1);
    struct audit_asked asked = {.workspace = c->actor.workspace,
                                .before = before,
                                .what = call_query(c, "what"),
                                .account = call_query(c, "account")};
    if (!time_parse(call_query(c, "from"), &asked.from_ms))
        asked.from_ms = 0;
    if (!time_parse(call_query(c, "to"), &asked.to_ms))
        asked.to_ms = 0;
    i64 n = accounts_audit(accounts_of(c), &c->arena, &asked, most + 1, rows);
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("entries"));
    json_array(&j);
    for (i64 i = 0; i < i64_min(n, most); i++)
        put_entry(&j, &rows[i]);
    json_end(&j);
    if (n > most)
        put_str(&j, "next_cursor",
                call_cursor(c, str_fmt(&c->arena, "%lld", (long long)rows[most - 1].sequence)));
    json_end(&j);
    return HTTP_ANSWERED;
}

/* --- shapes --------------------------------------------------------------------------------- */

static const struct shape_field token_fields[] = {
    {"token", SHAPE_ID, .required = true},
    {"name", SHAPE_TEXT, .required = true},
    {"scopes", SHAPE_LIST, .required = true, .items = SHAPE_TEXT},
    {"made_at", SHAPE_TIME, .required = true},
    {"until", SHAPE_TIME, .required = true},
    {"used_at", SHAPE_TIME, .about = "To the minute; left out when never."},
    {"revoked_at", SHAPE_TIME, .required = false},
    {"email", SHAPE_TEXT, .about = "Whose it is; for admins."},
};
static const struct shape token = {"token", NULL, token_fields, LENGTH(token_fields)};
static const struct shape_field tokens_fields[] = {
    {"tokens", SHAPE_LIST, .required = true, .of = &token},
    {"next_cursor", SHAPE_TEXT, .required = false},
};
static const struct shape tokens = {"tokens", NULL, tokens_fields, LENGTH(tokens_fields)};
static const struct shape_field new_fields[] = {
    {"name", SHAPE_TEXT, .required = true, .least = 1, .most = ACCOUNTS_NAME_MAX,
     .about = "What it is for."},
    {"scopes", SHAPE_LIST, .required = true, .items = SHAPE_CHOICE, .choices = access_scope_names,
     .least = 1, .most = 4, .about = "read, deals, standard, admin; not beyond the role."},
    {"days", SHAPE_INTEGER, .required = true, .least = 1, .most = ACCOUNTS_TOKEN_DAYS_MAX},
};
static const struct shape token_new_body = {"token_new", "A key for a program.", new_fields,
                                            LENGTH(new_fields)};
static const struct shape_field made_fields[] = {
    {"token", SHAPE_ID, .required = true},
    {"secret", SHAPE_TEXT, .about = "What the program sends as Bearer; it is not shown again."},
};
static const struct shape token_made_answer = {"token_made", NULL, made_fields,
                                               LENGTH(made_fields)};
static const char *const whose[] = {"me", "everybody", NULL};
static const struct shape_field filter_fields[] = {
    {"of", SHAPE_CHOICE, .choices = whose, .about = "everybody: for admins."},
};
static const struct shape token_filters = {"token_filters", NULL, filter_fields,
                                           LENGTH(filter_fields)};
static const struct shape_field entry_fields[] = {
    {"at", SHAPE_TIME, .required = true},
    {"what", SHAPE_TEXT, .required = true, .about = "member.change, token.new…"},
    {"account", SHAPE_ID, .about = "Who did it."},
    {"name", SHAPE_TEXT, .required = false},
    {"subject", SHAPE_ID, .about = "Whom or what it is about."},
    {"source", SHAPE_TEXT, .about = "The address it came from."},
    {"detail", SHAPE_TEXT, .required = false},
};
static const struct shape entry = {"audit_entry", NULL, entry_fields, LENGTH(entry_fields)};
static const struct shape_field audit_fields[] = {
    {"entries", SHAPE_LIST, .required = true, .of = &entry},
    {"next_cursor", SHAPE_TEXT, .required = false},
};
static const struct shape audit = {"audit", NULL, audit_fields, LENGTH(audit_fields)};

static const struct shape_field audit_query_fields[] = {
    {"what", SHAPE_TEXT, .most = 40, .about = "token.new, or token for all of that sort."},
    {"account", SHAPE_ID, .about = "By that account or about it."},
    {"from", SHAPE_TIME, .about = "At this moment or later."},
    {"to", SHAPE_TIME, .about = "… or earlier."},
};
static const struct shape audit_query = {"audit_query", NULL, audit_query_fields,
                                         LENGTH(audit_query_fields)};

static const char *const by_id[] = {"id", NULL};
static const char *const newest[] = {"-at", NULL};
static const char *const no_fields[] = {NULL};
static const struct route_listing token_listing = {by_id, no_fields};
static const struct route_listing audit_listing = {newest, no_fields};

/* --- rows ------------------------------------------------------------------------------------ */

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/tokens", "token_list", "Keys for programs, one's own.", "tokens",
     .roles = MEMBERS, .states = MEMBER_ACTIVE, .scopes = SCOPE_READ | SCOPE_ADMIN,
     .flags = ROUTE_LIST, .query = &token_filters, .listing = &token_listing, .answer = &tokens,
     .handle = list_tokens},
    {HTTP_POST, "/api/v1/tokens", "token_new", "Makes a key; its secret is shown once.", "tokens",
     .roles = MEMBERS, .states = MEMBER_ACTIVE, .flags = ROUTE_FRESH, .body = &token_new_body,
     .status = 201, .answer = &token_made_answer, .handle = make_token},
    {HTTP_DELETE, "/api/v1/tokens/{token}", "token_revoke",
     "Ends a key at once: one's own; an admin any.", "tokens", .roles = MEMBERS,
     .states = MEMBER_ACTIVE, .scopes = SCOPE_ADMIN, .status = 204, .handle = revoke_token},
    {HTTP_GET, "/api/v1/audit", "audit_list", "Who changed what, when, from where.", "audit",
     .roles = ACCESS_ADMIN | ACCESS_AUDITOR, .states = MEMBER_ACTIVE,
     .scopes = SCOPE_READ | SCOPE_ADMIN, .flags = ROUTE_LIST, .query = &audit_query,
     .listing = &audit_listing, .answer = &audit, .handle = list_audit},
};
const struct route_list account_token_routes = {rows, LENGTH(rows)};
