/* Signing in and out, one's own account and sessions. */
#include "api/accounts_parts.h"

/* --- signing in --------------------------------------------------------------------------- */

static enum http_turn set_up(struct call *c)
{
    struct accounts_act act = accounts_act_of(c);
    struct setup_asked asked = {
        .code = accounts_text(c, "code"),
        .email = accounts_text(c, "email"),
        .name = accounts_text(c, "name"),
        .password = accounts_text(c, "password"),
    };
    struct signed_in in;
    struct accounts_outcome out = accounts_setup(accounts_of(c), &act, &asked, &in);
    return accounts_done(c, &out) ? accounts_welcome(c, 201, &in) : HTTP_ANSWERED;
}

static struct sign_in_asked asked_of(const struct call *c)
{
    return (struct sign_in_asked){
        .email = accounts_text(c, "email"),
        .password = accounts_text(c, "password"),
        .code = accounts_text(c, "code"),
        .device = accounts_device(c),
    };
}

static enum http_turn sign_in(struct call *c)
{
    struct accounts_act act = accounts_act_of(c);
    struct sign_in_asked asked = asked_of(c);
    struct signed_in in;
    act.account = act.workspace = (str){0}; /* whoever was signed in before */
    struct accounts_outcome out = accounts_sign_in(accounts_of(c), &act, &asked, &in);
    return accounts_done(c, &out) ? accounts_welcome(c, 201, &in) : HTTP_ANSWERED;
}

static enum http_turn confirm(struct call *c)
{
    struct accounts_act act = accounts_act_of(c);
    struct sign_in_asked asked = asked_of(c);
    struct signed_in in;
    struct accounts_outcome out =
        accounts_confirm(accounts_of(c), &act, accounts_cookie(c), &asked, &in);
    return accounts_done(c, &out) ? accounts_welcome(c, 201, &in) : HTTP_ANSWERED;
}

static enum http_turn sign_out(struct call *c)
{
    struct accounts_act act = accounts_act_of(c);
    struct accounts_outcome out = accounts_sign_out(accounts_of(c), &act, accounts_cookie(c));
    return accounts_done(c, &out) ? accounts_farewell(c) : HTTP_ANSWERED;
}

static enum http_turn change_password(struct call *c)
{
    struct accounts_act act = accounts_act_of(c);
    struct signed_in in;
    struct accounts_outcome out = accounts_change_password(
        accounts_of(c), &act, accounts_text(c, "old_password"), accounts_text(c, "password"), &in);
    return accounts_done(c, &out) ? accounts_welcome(c, 200, &in) : HTTP_ANSWERED;
}

/* --- sessions ----------------------------------------------------------------------------- */

static enum http_turn list_sessions(struct call *c)
{
    struct session_row *rows = arena_array(&c->arena, struct session_row, SIGNIN_SESSIONS_MAX);
    i64 n =
        accounts_sessions(accounts_of(c), &c->arena, c->actor.account, accounts_cookie(c), rows);
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("sessions"));
    json_array(&j);
    for (i64 i = 0; i < n; i++) {
        json_object(&j);
        put_str(&j, "session", str_c(rows[i].id));
        put_bool(&j, "own", rows[i].own);
        put_moment(&j, "begun_at", rows[i].created_ms);
        put_moment(&j, "seen_at", rows[i].own ? c->now_ms : rows[i].seen_ms);
        put_str(&j, "source", rows[i].source);
        put_str(&j, "agent", rows[i].agent);
        json_end(&j);
    }
    json_end(&j);
    json_end(&j);
    return HTTP_ANSWERED;
}

static enum http_turn end_all_sessions(struct call *c)
{
    struct accounts_act act = accounts_act_of(c);
    struct accounts_outcome out = accounts_end_sessions(accounts_of(c), &act);
    return accounts_done(c, &out) ? accounts_farewell(c) : HTTP_ANSWERED;
}

static enum http_turn end_session(struct call *c)
{
    struct accounts_act act = accounts_act_of(c);
    struct accounts_outcome out =
        accounts_end_session(accounts_of(c), &act, call_param(c, "session"));
    return accounts_done(c, &out) ? accounts_nothing(c) : HTTP_ANSWERED;
}

/* --- who am I ------------------------------------------------------------------------------- */

enum { MEMBERSHIPS_SHOWN = 100 };

static void put_memberships(struct json *j, struct call *c)
{
    struct member_row *rows = arena_array(&c->arena, struct member_row, MEMBERSHIPS_SHOWN);
    i64 n =
        accounts_memberships(accounts_of(c), &c->arena, c->actor.account, MEMBERSHIPS_SHOWN, rows);
    json_key(j, S("memberships"));
    json_array(j);
    for (i64 i = 0; i < n; i++) {
        if (c->actor.kind == ACTOR_TOKEN && !str_eq(rows[i].workspace, c->actor.workspace))
            continue; /* a token is of one workspace */
        json_object(j);
        put_str(j, "workspace", rows[i].workspace);
        put_str(j, "role", str_c(access_name(access_roles, rows[i].role)));
        put_str(j, "state", str_c(access_name(access_states, rows[i].state)));
        put_text(j, "department", rows[i].department);
        put_text(j, "team", rows[i].team);
        json_end(j);
    }
    json_end(j);
}

static enum http_turn me(struct call *c)
{
    struct account_row own;
    if (!accounts_find(accounts_of(c), &c->arena, c->actor.account, &own)) {
        call_not_found(c);
        return HTTP_ANSWERED;
    }
    struct json j = call_json(c, 200);
    json_object(&j);
    put_str(&j, "account", c->actor.account);
    put_str(&j, "email", own.email);
    put_str(&j, "name", own.name);
    put_bool(&j, "one_time_codes", own.totp);
    put_bool(&j, "fresh", c->actor.fresh);
    put_bool(&j, "makes_workspaces", own.site && c->actor.kind == ACTOR_SESSION);
    put_text(&j, "workspace", c->actor.workspace);
    put_memberships(&j, c);
    json_end(&j);
    return HTTP_ANSWERED;
}

/* --- one-time codes ------------------------------------------------------------------------- */

static str percent_encode(struct arena *a, str s)
{
    struct buf out = {.p = arena_array(a, char, 3 * s.n), .max = 3 * s.n};
    for (i64 i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
        if (plain)
            buf_char(&out, c);
        else
            buf_fmt(&out, "%%%02X", (u8)c);
    }
    return buf_str(&out);
}

static enum http_turn enrol(struct call *c)
{
    struct accounts_act act = accounts_act_of(c);
    struct account_row own;
    struct totp_enrolment enrolment;
    struct accounts_outcome out = accounts_totp_enrol(accounts_of(c), &act, &enrolment);
    if (!accounts_done(c, &out) ||
        !accounts_find(accounts_of(c), &c->arena, c->actor.account, &own))
        return HTTP_ANSWERED;
    struct json j = call_json(c, 201);
    json_object(&j);
    put_str(&j, "secret", str_c(enrolment.secret));
    put_str(&j, "uri",
            str_fmt(&c->arena, "otpauth://totp/Etalon:%.*s?secret=%s&issuer=Etalon",
                    STR_ARG(percent_encode(&c->arena, own.email)), enrolment.secret));
    json_end(&j);
    return HTTP_ANSWERED;
}

static enum http_turn confirm_code(struct call *c)
{
    struct accounts_act act = accounts_act_of(c);
    struct totp_codes codes;
    struct accounts_outcome out =
        accounts_totp_confirm(accounts_of(c), &act, accounts_text(c, "code"), &codes);
    if (!accounts_done(c, &out))
        return HTTP_ANSWERED;
    struct json j = call_json(c, 201);
    json_object(&j);
    json_key(&j, S("recovery_codes"));
    json_array(&j);
    for (i32 i = 0; i < SIGNIN_RECOVERY_CODES; i++)
        json_str(&j, str_c(codes.code[i]));
    json_end(&j);
    json_end(&j);
    return HTTP_ANSWERED;
}

static enum http_turn remove_code(struct call *c)
{
    struct accounts_act act = accounts_act_of(c);
    struct accounts_outcome out = accounts_totp_remove(accounts_of(c), &act);
    return accounts_done(c, &out) ? accounts_nothing(c) : HTTP_ANSWERED;
}

/* --- shapes --------------------------------------------------------------------------------- */

#define PASSWORD(name_, about_)                                                                    \
    {                                                                                              \
        (name_), SHAPE_TEXT, .required = true, .most = ACCOUNTS_PASSWORD_MAX, .about = (about_)    \
    }
#define CODE                                                                                       \
    {                                                                                              \
        "code", SHAPE_TEXT,                                                                        \
            .most = 40,                                                                            \
            .about = "Of the device, six digits, or one of recovery; where codes are on."          \
    }

static const struct shape_field setup_fields[] = {
    {"code", SHAPE_TEXT, .required = true, .most = 40, .about = "As the server printed it."},
    {"email", SHAPE_TEXT, .required = true, .most = ACCOUNTS_EMAIL_MAX},
    {"name", SHAPE_TEXT, .required = true, .least = 1, .most = ACCOUNTS_NAME_MAX},
    PASSWORD("password", "12 characters at least."),
};
static const struct shape setup = {"setup", "The first admin.", setup_fields, LENGTH(setup_fields)};
static const struct shape_field sign_in_fields[] = {
    {"email", SHAPE_TEXT, .required = true, .most = ACCOUNTS_EMAIL_MAX},
    PASSWORD("password", NULL),
    CODE,
};
static const struct shape signing_in = {"sign_in", "Who signs in.", sign_in_fields,
                                        LENGTH(sign_in_fields)};
static const struct shape_field confirm_fields[] = {PASSWORD("password", NULL), CODE};
static const struct shape confirming = {"confirm", "The password once more.", confirm_fields,
                                        LENGTH(confirm_fields)};
static const struct shape_field password_fields[] = {
    PASSWORD("old_password", "The one until now."),
    PASSWORD("password", "12 characters at least."),
};
static const struct shape password_change = {"password_change", "A new password.", password_fields,
                                             LENGTH(password_fields)};
static const struct shape_field code_fields[] = {
    {"code", SHAPE_TEXT, .required = true, .most = 6, .about = "As the device shows it now."},
};
static const struct shape code_confirm = {"code_confirm", "Shows that the device has the secret.",
                                          code_fields, LENGTH(code_fields)};

static const struct shape_field welcome_fields[] = {
    {"account", SHAPE_ID, .required = true},
    {"name", SHAPE_TEXT, .required = true},
    {"workspace", SHAPE_TEXT, .about = "That the session is in; not there for a member of none."},
};
const struct shape accounts_welcome_shape = {"welcome", "Who has signed in.", welcome_fields,
                                             LENGTH(welcome_fields)};
static const struct shape_field session_fields[] = {
    {"session", SHAPE_ID, .required = true},
    {"own", SHAPE_BOOLEAN, .required = true, .about = "The one that asks."},
    {"begun_at", SHAPE_TIME, .required = true},
    {"seen_at", SHAPE_TIME, .required = true, .about = "To the minute."},
    {"source", SHAPE_TEXT, .required = true, .about = "The address it began from."},
    {"agent", SHAPE_TEXT, .required = true, .about = "What the browser calls itself."},
};
static const struct shape session = {"session", NULL, session_fields, LENGTH(session_fields)};
static const struct shape_field sessions_fields[] = {
    {"sessions", SHAPE_LIST, .required = true, .of = &session},
};
static const struct shape sessions = {"sessions", NULL, sessions_fields, LENGTH(sessions_fields)};
static const struct shape_field membership_fields[] = {
    {"workspace", SHAPE_TEXT, .required = true},
    {"role", SHAPE_CHOICE, .required = true, .choices = access_role_names},
    {"state", SHAPE_CHOICE, .required = true, .choices = access_state_names},
    {"department", SHAPE_TEXT, .required = false},
    {"team", SHAPE_TEXT, .required = false},
};
static const struct shape membership = {"membership", NULL, membership_fields,
                                        LENGTH(membership_fields)};
static const struct shape_field me_fields[] = {
    {"account", SHAPE_ID, .required = true},
    {"email", SHAPE_TEXT, .required = true},
    {"name", SHAPE_TEXT, .required = true},
    {"one_time_codes", SHAPE_BOOLEAN, .required = true},
    {"fresh", SHAPE_BOOLEAN, .required = true, .about = "Sensitive acts are possible."},
    {"makes_workspaces", SHAPE_BOOLEAN, .required = true},
    {"workspace", SHAPE_TEXT, .about = "That this request is about; the session's unless named."},
    {"memberships", SHAPE_LIST, .required = true, .of = &membership},
};
static const struct shape own_account = {"me", NULL, me_fields, LENGTH(me_fields)};
static const struct shape_field enrolment_fields[] = {
    {"secret", SHAPE_TEXT, .required = true, .about = "In base32, for the device."},
    {"uri", SHAPE_TEXT, .required = true, .about = "The same, to be shown as a QR code."},
};
static const struct shape code_enrolment = {"code_enrolment", NULL, enrolment_fields,
                                            LENGTH(enrolment_fields)};
static const struct shape_field recovery_fields[] = {
    {"recovery_codes", SHAPE_LIST, .required = true, .items = SHAPE_TEXT,
     .about = "For who has lost the device; each works once, none is shown again."},
};
static const struct shape recovery = {"recovery", NULL, recovery_fields, LENGTH(recovery_fields)};

/* --- rows ------------------------------------------------------------------------------------ */

static const struct route rows[] = {
    {HTTP_POST, "/api/v1/setup", "setup", "Makes the first admin, by the code of the server.",
     "session", .roles = HTTP_ANYONE, .flags = ROUTE_NO_KEY | ROUTE_SLOW, .body = &setup,
     .status = 201, .answer = &accounts_welcome_shape, .handle = set_up},
    {HTTP_POST, "/api/v1/session", "session_new", "Signs in.", "session", .roles = HTTP_ANYONE,
     .flags = ROUTE_NO_KEY | ROUTE_SLOW, .body = &signing_in, .status = 201,
     .answer = &accounts_welcome_shape, .handle = sign_in},
    {HTTP_DELETE, "/api/v1/session", "session_end", "Signs out.", "session", FOR_SIGNED_IN,
     .flags = ROUTE_NO_KEY, .status = 204, .handle = sign_out},
    {HTTP_POST, "/api/v1/session/confirm", "session_confirm",
     "The password once more, for a sensitive act.", "session", FOR_SIGNED_IN,
     .flags = ROUTE_NO_KEY | ROUTE_SLOW, .body = &confirming, .status = 201,
     .answer = &accounts_welcome_shape, .handle = confirm},
    {HTTP_GET, "/api/v1/sessions", "session_list", "Where one is signed in.", "session",
     FOR_SIGNED_IN, .answer = &sessions, .handle = list_sessions},
    {HTTP_DELETE, "/api/v1/sessions", "session_kill_all", "Signs out everywhere, here too.",
     "session", FOR_SIGNED_IN, .status = 204, .handle = end_all_sessions},
    {HTTP_DELETE, "/api/v1/sessions/{session}", "session_kill", "Ends a session of one's own.",
     "session", FOR_SIGNED_IN, .status = 204, .handle = end_session},
    {HTTP_GET, "/api/v1/me", "me", "One's own account.", "session", FOR_SIGNED_IN,
     .scopes = SCOPE_READ, .answer = &own_account, .handle = me},
    {HTTP_PUT, "/api/v1/me/password", "password_change",
     "A new password; every other session ends.", "session", FOR_SIGNED_IN,
     .flags = ROUTE_NO_KEY | ROUTE_SLOW, .body = &password_change,
     .answer = &accounts_welcome_shape, .handle = change_password},
    {HTTP_POST, "/api/v1/me/code", "code_enrol", "A secret for a device that shows codes.",
     "session", FOR_SIGNED_IN, .flags = ROUTE_NO_KEY | ROUTE_FRESH, .status = 201,
     .answer = &code_enrolment, .handle = enrol},
    {HTTP_POST, "/api/v1/me/code/confirm", "code_confirm", "Turns one-time codes on.", "session",
     FOR_SIGNED_IN, .flags = ROUTE_NO_KEY, .body = &code_confirm, .status = 201,
     .answer = &recovery, .handle = confirm_code},
    {HTTP_DELETE, "/api/v1/me/code", "code_remove", "Turns one-time codes off.", "session",
     FOR_SIGNED_IN, .flags = ROUTE_FRESH, .status = 204, .handle = remove_code},
};
const struct route_list account_session_routes = {rows, LENGTH(rows)};
