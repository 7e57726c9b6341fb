/* Who is in the workspace, as what; invitations to it. */
#include "accounts/mail.h"
#include "api/accounts_parts.h"
#include "report/markup.h"

/* --- members ------------------------------------------------------------------------------ */

/* Whose business the addresses of others are. */
static bool sees_addresses(const struct call *c)
{
    return c->actor.role & (ACCESS_ADMIN | ACCESS_REVOPS | ACCESS_MANAGER | ACCESS_AUDITOR);
}

static void put_member(struct json *j, const struct call *c, const struct member_row *m)
{
    json_object(j);
    put_str(j, "account", str_c(m->account));
    put_str(j, "name", m->name);
    if (sees_addresses(c))
        put_str(j, "email", m->email);
    put_str(j, "role", str_c(access_name(access_roles, m->role)));
    put_str(j, "state", str_c(access_name(access_states, m->state)));
    put_text(j, "department", m->department);
    put_text(j, "team", m->team);
    if (m->person)
        put_i64(j, "person", m->person);
    put_moment(j, "since", m->since_ms);
    if (sees_addresses(c))
        put_bool(j, "one_time_codes", m->totp);
    if (sees_addresses(c))
        put_bool(j, "disabled", m->disabled);
    json_end(j);
}

static enum http_turn list_members(struct call *c)
{
    i64 most = c->listing.limit;
    struct member_row *rows = arena_array(&c->arena, struct member_row, most + 1);
    i64 n = accounts_people(accounts_of(c), &c->arena, c->actor.workspace, c->listing.place,
                            most + 1, rows);
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("members"));
    json_array(&j);
    for (i64 i = 0; i < i64_min(n, most); i++)
        put_member(&j, c, &rows[i]);
    json_end(&j);
    if (n > most)
        put_str(&j, "next_cursor", call_cursor(c, str_c(rows[most - 1].account)));
    json_end(&j);
    return HTTP_ANSWERED;
}

static enum http_turn answer_member(struct call *c)
{
    struct member_row m;
    if (!accounts_member(accounts_of(c), &c->arena, c->actor.workspace, call_param(c, "account"),
                         &m)) {
        call_not_found(c);
        return HTTP_ANSWERED;
    }
    call_version(c, m.version);
    struct json j = call_json(c, 200);
    put_member(&j, c, &m);
    return HTTP_ANSWERED;
}

static bool works(const struct member_row *m)
{
    return m->state == MEMBER_ACTIVE && (m->role & ACCESS_WORKERS);
}

/* In which department figures count whom. What goes wrong here stops nobody. */
static void place(struct call *c, const struct member_row *before, const struct member_row *after)
{
    struct request r = {
        .intent = {
            .kind = INTENT_PLACE,
            .text = after->department,
            .act = {.value = after->person, .actor = c->actor.person, .subject = works(after)}}};
    bool same = str_eq(before->department, after->department) && works(before) == works(after);
    if (after->person && !same)
        workspace_do(call_workspace(c), &r);
}

static enum http_turn change_member(struct call *c)
{
    struct accounts_act act = accounts_act_of(c);
    struct member_change change = {
        .role = access_bit(access_roles, accounts_text(c, "role")),
        .state = access_bit(access_states, accounts_text(c, "state")),
        .department = accounts_text(c, "department"),
        .team = accounts_text(c, "team"),
        .expected = c->if_match,
    };
    struct member_row before = {0}, after = {0};
    str account = call_param(c, "account");
    bool there = accounts_member(accounts_of(c), &c->arena, c->actor.workspace, account, &before);
    struct accounts_outcome out = accounts_change_member(accounts_of(c), &act, account, &change);
    if (!accounts_done(c, &out))
        return HTTP_ANSWERED;
    if (there && accounts_member(accounts_of(c), &c->arena, c->actor.workspace, account, &after))
        place(c, &before, &after);
    return answer_member(c);
}

/* --- invitations -------------------------------------------------------------------------- */

static enum http_turn list_invitations(struct call *c)
{
    i64 most = c->listing.limit;
    struct invitation_row *rows = arena_array(&c->arena, struct invitation_row, most + 1);
    i64 n = accounts_invitations(accounts_of(c), &c->arena, c->actor.workspace, c->now_ms,
                                 c->listing.place, most + 1, rows);
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("invitations"));
    json_array(&j);
    for (i64 i = 0; i < i64_min(n, most); i++) {
        json_object(&j);
        put_str(&j, "invitation", str_c(rows[i].id));
        put_str(&j, "email", rows[i].email);
        put_str(&j, "role", str_c(access_name(access_roles, rows[i].role)));
        put_text(&j, "department", rows[i].department);
        put_text(&j, "team", rows[i].team);
        put_moment(&j, "invited_at", rows[i].created_ms);
        put_moment(&j, "until", rows[i].expires_ms);
        json_end(&j);
    }
    json_end(&j);
    if (n > most)
        put_str(&j, "next_cursor", call_cursor(c, str_c(rows[most - 1].id)));
    json_end(&j);
    return HTTP_ANSWERED;
}

/* What somebody who is invited reads. */
struct letter {
    struct call *call;
    const char *base;
    str who; /* invites */
    i64 until_ms;
};

static void write_letter(void *context, const char *secret, struct mail_new *out)
{
    const struct letter *l = context;
    struct call *c = l->call;
    struct arena *a = &c->arena;
    char sealed[SEAL_TEXT_MAX], day[16];
    struct buf date = {.p = day, .max = sizeof day}, html;
    str id = c->actor.workspace;
    str link = str_fmt(a, "%s/#/join/" MAIL_SECRET, l->base);
    date_print(&date, days_of_ms(l->until_ms));
    str what = str_fmt(a, message("%.*s invites you to %.*s"), STR_ARG(l->who), STR_ARG(id));
    str how = str_fmt(a, message("To join, until %.*s (UTC), follow this link:"),
                      STR_ARG(buf_str(&date)));
    str note = message_str(S("The link is for you alone. If you did not expect it, leave it: "
                             "nothing happens without it."));
    seal_close(api_of(c)->seal, str_c(secret), sealed);
    out->lang = api_lang(c);
    out->subject = what;
    out->text = str_fmt(a, "%.*s.\n\n%.*s\n\n%.*s\n\n%.*s\n", STR_ARG(what), STR_ARG(how),
                        STR_ARG(link), STR_ARG(note));
    out->sealed = str_dup(a, str_c(sealed));
    buf_init(&html, 1 << 16);
    markup(&html,
           "<!doctype html><html lang=\"%\"><head><meta charset=\"utf-8\"></head><body>\n"
           "<p>%.</p>\n<p>%</p>\n<p><a href=\"%\">%</a></p>\n<p>%</p>\n</body></html>\n",
           str_c(lang_code(out->lang)), what, how, link, link, note);
    out->html = str_dup(a, buf_str(&html));
    buf_release(&html);
}

static enum http_turn invite(struct call *c)
{
    struct letter letter = {.call = c};
    struct accounts_act act = accounts_act_of(c);
    struct invitation_made made;
    struct invitation_new asked = {
        .email = accounts_text(c, "email"),
        .department = accounts_text(c, "department"),
        .team = accounts_text(c, "team"),
        .role = access_bit(access_roles, accounts_text(c, "role")),
        .person = (u32)json_member_whole(c->json, "person", 0),
        .days = json_member_whole(c->json, "days", ACCOUNTS_INVITATION_DAYS_MAX),
    };
    letter.base = __atomic_load_n(&api_of(c)->mail_base, __ATOMIC_ACQUIRE);
    letter.who = accounts_name(accounts_of(c), &c->arena, c->actor.account);
    letter.until_ms = c->now_ms + asked.days * MS_PER_DAY;
    if (letter.base) {
        asked.write = write_letter;
        asked.context = &letter;
    }
    struct accounts_outcome out = accounts_invite(accounts_of(c), &act, &asked, &made);
    if (!accounts_done(c, &out))
        return HTTP_ANSWERED;
    struct json j = call_json(c, 201);
    json_object(&j);
    put_str(&j, "invitation", str_c(made.id));
    put_text(&j, "secret", str_c(made.secret));
    put_bool(&j, "mailed", letter.base != NULL);
    json_end(&j);
    return HTTP_ANSWERED;
}

static enum http_turn withdraw(struct call *c)
{
    struct accounts_act act = accounts_act_of(c);
    struct accounts_outcome out =
        accounts_withdraw(accounts_of(c), &act, call_param(c, "invitation"));
    return accounts_done(c, &out) ? accounts_nothing(c) : HTTP_ANSWERED;
}

static enum http_turn accept(struct call *c)
{
    struct accounts_act act = accounts_act_of(c);
    struct signed_in in;
    struct accept_asked asked = {
        .secret = accounts_text(c, "secret"),
        .name = accounts_text(c, "name"),
        .password = accounts_text(c, "password"),
        .code = accounts_text(c, "code"),
    };
    act.account = (str){0}; /* whoever was signed in before */
    struct accounts_outcome out = accounts_accept(accounts_of(c), &act, &asked, &in);
    return accounts_done(c, &out) ? accounts_welcome(c, 201, &in) : HTTP_ANSWERED;
}

/* --- shapes ------------------------------------------------------------------------------- */

static const struct shape_field member_fields[] = {
    {"account", SHAPE_ID, .required = true},
    {"name", SHAPE_TEXT, .required = true},
    {"email", SHAPE_TEXT, .about = "For admins, RevOps, managers and auditors."},
    {"role", SHAPE_CHOICE, .required = true, .choices = access_role_names},
    {"state", SHAPE_CHOICE, .required = true, .choices = access_state_names},
    {"department", SHAPE_TEXT, .required = false},
    {"team", SHAPE_TEXT, .required = false},
    {"person", SHAPE_INTEGER, .about = "Their number in the events."},
    {"since", SHAPE_TIME, .required = false},
    {"one_time_codes", SHAPE_BOOLEAN, .required = false},
    {"disabled", SHAPE_BOOLEAN, .about = "The account as a whole."},
};
static const struct shape member = {"member", NULL, member_fields, LENGTH(member_fields)};
static const struct shape_field members_fields[] = {
    {"members", SHAPE_LIST, .required = true, .of = &member},
    {"next_cursor", SHAPE_TEXT, .required = false},
};
static const struct shape members = {"members", NULL, members_fields, LENGTH(members_fields)};
static const struct shape_field change_fields[] = {
    {"role", SHAPE_CHOICE, .choices = access_role_names},
    {"state", SHAPE_CHOICE, .choices = access_state_names},
    {"department", SHAPE_TEXT, .most = ACCOUNTS_NAME_MAX},
    {"team", SHAPE_TEXT, .most = ACCOUNTS_NAME_MAX},
};
static const struct shape member_change_body = {"member_change", "What becomes of a member.",
                                                change_fields, LENGTH(change_fields)};
static const struct shape_field invitation_fields[] = {
    {"invitation", SHAPE_ID, .required = true},
    {"email", SHAPE_TEXT, .required = true},
    {"role", SHAPE_CHOICE, .required = true, .choices = access_role_names},
    {"department", SHAPE_TEXT, .required = false},
    {"team", SHAPE_TEXT, .required = false},
    {"invited_at", SHAPE_TIME, .required = true},
    {"until", SHAPE_TIME, .required = true},
};
static const struct shape invitation = {"invitation", NULL, invitation_fields,
                                        LENGTH(invitation_fields)};
static const struct shape_field invitations_fields[] = {
    {"invitations", SHAPE_LIST, .required = true, .of = &invitation},
    {"next_cursor", SHAPE_TEXT, .required = false},
};
static const struct shape invitations = {"invitations", NULL, invitations_fields,
                                         LENGTH(invitations_fields)};
static const struct shape_field new_fields[] = {
    {"email", SHAPE_TEXT, .required = true, .most = ACCOUNTS_EMAIL_MAX},
    {"role", SHAPE_CHOICE, .required = true, .choices = access_role_names},
    {"department", SHAPE_TEXT, .most = ACCOUNTS_NAME_MAX},
    {"team", SHAPE_TEXT, .most = ACCOUNTS_NAME_MAX},
    {"days", SHAPE_INTEGER, .least = 1, .most = ACCOUNTS_INVITATION_DAYS_MAX,
     .about = "How long it holds; 7 unless said."},
    {"person", SHAPE_INTEGER, .least = 1, .most = INT32_MAX,
     .about = "Their number, where the events know them already."},
};
static const struct shape invitation_new_body = {"invitation_new", "Who is invited, as what.",
                                                 new_fields, LENGTH(new_fields)};
static const struct shape_field made_fields[] = {
    {"invitation", SHAPE_ID, .required = true},
    {"secret", SHAPE_TEXT, .about = "For the person alone; it is not shown again."},
    {"mailed", SHAPE_BOOLEAN, .required = true,
     .about = "A mail with a link is on its way to them."},
};
static const struct shape invitation_made_answer = {"invitation_made", NULL, made_fields,
                                                    LENGTH(made_fields)};
static const struct shape_field accept_fields[] = {
    {"secret", SHAPE_TEXT, .required = true, .most = ACCOUNTS_SECRET_MAX},
    {"name", SHAPE_TEXT, .most = ACCOUNTS_NAME_MAX, .about = "Of a new account."},
    {"password", SHAPE_TEXT, .required = true, .most = ACCOUNTS_PASSWORD_MAX,
     .about = "A new one, or that of the account which the e-mail has already."},
    {"code", SHAPE_TEXT, .most = 40, .about = "Where the account has one-time codes."},
};
static const struct shape accepting = {"accept", "Who accepts an invitation.", accept_fields,
                                       LENGTH(accept_fields)};
static const char *const sorts[] = {"id", NULL};
static const char *const no_fields[] = {NULL};
static const struct route_listing by_id = {sorts, no_fields};

/* --- rows --------------------------------------------------------------------------------- */

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/members", "member_list", "Who is in the workspace, as what.", "members",
     FOR_MEMBERS, .flags = ROUTE_LIST, .listing = &by_id, .answer = &members,
     .handle = list_members},
    {HTTP_GET, "/api/v1/members/{account}", "member_get", "One member.", "members", FOR_MEMBERS,
     .answer = &member, .handle = answer_member},
    {HTTP_PATCH, "/api/v1/members/{account}", "member_change",
     "Another role, state, department or team.", "members", FOR_ADMINS,
     .flags = ROUTE_IF_MATCH | ROUTE_FRESH, .body = &member_change_body, .answer = &member,
     .handle = change_member},
    {HTTP_GET, "/api/v1/invitations", "invitation_list", "Invitations that can be accepted.",
     "members", FOR_ADMINS, .scopes = SCOPE_READ | SCOPE_ADMIN, .flags = ROUTE_LIST,
     .listing = &by_id, .answer = &invitations, .handle = list_invitations},
    {HTTP_POST, "/api/v1/invitations", "invitation_new", "Invites somebody.", "members", FOR_ADMINS,
     .flags = ROUTE_FRESH, .body = &invitation_new_body, .status = 201,
     .answer = &invitation_made_answer, .handle = invite},
    {HTTP_DELETE, "/api/v1/invitations/{invitation}", "invitation_end", "Withdraws an invitation.",
     "members", FOR_ADMINS, .scopes = SCOPE_ADMIN, .status = 204, .handle = withdraw},
    {HTTP_POST, "/api/v1/invitations/accept", "invitation_accept",
     "Joins by the secret of an invitation.", "members", .roles = HTTP_ANYONE,
     .flags = ROUTE_NO_KEY | ROUTE_SLOW, .body = &accepting, .status = 201,
     .answer = &accounts_welcome_shape, .handle = accept},
};
const struct route_list account_member_routes = {rows, LENGTH(rows)};
