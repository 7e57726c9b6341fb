/* Signing in by a log-in provider: which there are, going there, coming back. These are pages that
 * a browser walks through, so the answers are directions to the next one. */
#include "accounts/provider.h"
#include "api/accounts_parts.h"
#include "api/login.h"

#define COOKIE "etalon-login"

static enum http_turn list_providers(struct call *c)
{
    const struct login *l = api_of(c)->login;
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("providers"));
    json_array(&j);
    for (i32 i = 0; i < login_count(l); i++) {
        json_object(&j);
        put_str(&j, "provider", login_provider_at(l, i)->id);
        put_str(&j, "title", login_provider_at(l, i)->title);
        json_end(&j);
    }
    json_end(&j);
    json_end(&j);
    return HTTP_ANSWERED;
}

/* Where the provider sends the browser back to: by the host that it came by, which is one of ours
 * (the gate of Host has seen to it). */
static str return_url(struct call *c, str provider)
{
    bool secure = c->dispatcher->site->transport_security;
    return str_fmt(&c->arena, "%s://%.*s/api/v1/session/providers/%.*s/return",
                   secure ? "https" : "http", STR_ARG(http_field(&c->request, S("Host"))),
                   STR_ARG(provider));
}

static enum http_turn go_to(struct call *c, str url)
{
    c->response.status = 303;
    http_response_field(&c->response, S("Location"), url);
    return HTTP_ANSWERED;
}

static void set_attempt(struct call *c, const char *cookie, i64 seconds)
{
    bool secure = c->dispatcher->site->transport_security;
    http_response_field(&c->response, S("Set-Cookie"),
                        str_fmt(&c->arena,
                                "%s%s=%s; Path=/; Max-Age=%lld; HttpOnly; SameSite=Lax%s",
                                secure ? "__Host-" : "", COOKIE, cookie, (long long)seconds,
                                secure ? "; Secure" : ""));
}

static str attempt_of(struct call *c)
{
    bool secure = c->dispatcher->site->transport_security;
    return query_cookie(http_field(&c->request, S("Cookie")),
                        secure ? S("__Host-" COOKIE) : S(COOKIE));
}

static enum http_turn begin(struct call *c)
{
    struct login *l = api_of(c)->login;
    const struct login_provider *provider = login_find(l, call_param(c, "provider"));
    char cookie[SEAL_TEXT_MAX];
    struct err e;
    str url;
    if (!provider) {
        call_not_found(c);
        return HTTP_ANSWERED;
    }
    const struct login_ask ask = {
        .provider = provider, .return_url = return_url(c, provider->id), .now_ms = c->now_ms};
    if (!login_begin(l, &c->arena, &ask, &url, cookie, &e)) {
        call_refuse_err(c, &e);
        return HTTP_ANSWERED;
    }
    go_to(c, url);
    set_attempt(c, cookie, LOGIN_MINUTES * 60);
    return HTTP_ANSWERED;
}

static enum http_turn welcome(struct call *c, const struct login_provider *provider,
                              const struct jwt_claims *claims)
{
    struct accounts_act act = accounts_act_of(c);
    struct signed_in in;
    const struct provider_said said = {
        .issuer = provider->issuer,
        .subject = claims->subject,
        .email = claims->email,
        .name = claims->name,
        .email_verified = claims->email_verified,
        .second_factor = provider->second_factor,
        .device = accounts_device(c),
    };
    act.account = (str){0}; /* whoever was signed in before */
    struct accounts_outcome out = accounts_provider_sign_in(accounts_of(c), &act, &said, &in);
    if (!accounts_done(c, &out))
        return HTTP_ANSWERED;
    accounts_welcome(c, 200, &in); /* its cookies; then to where people begin */
    buf_clear(&c->response.body);
    c->response.type = NULL;
    return go_to(c, S("/"));
}

/* What the provider says when it does not let somebody in. */
static bool was_refused(struct call *c)
{
    str error = call_query(c, "error"), about = call_query(c, "error_description");
    if (!error.p)
        return false;
    struct err e;
    err_set(&e, ERR_INPUT, "the log-in provider has refused: %.*s",
            STR_ARG(str_sub(error, 0, 100)));
    if (about.n)
        err_hint(&e, "%.*s", STR_ARG(str_sub(about, 0, 300)));
    call_refuse_err(c, &e);
    return true;
}

static enum http_turn come_back(struct call *c)
{
    struct login *l = api_of(c)->login;
    const struct login_provider *provider = login_find(l, call_param(c, "provider"));
    struct jwt_claims claims;
    struct err e;
    if (!provider) {
        call_not_found(c);
        return HTTP_ANSWERED;
    }
    const struct login_ask answer = {.provider = provider,
                                     .return_url = return_url(c, provider->id),
                                     .now_ms = c->now_ms,
                                     .cookie = attempt_of(c),
                                     .code = call_query(c, "code"),
                                     .state = call_query(c, "state"),
                                     .issuer = call_query(c, "iss")};
    if (!was_refused(c)) {
        if (login_finish(l, &c->arena, &answer, &claims, &e))
            welcome(c, provider, &claims);
        else
            call_refuse_err(c, &e);
    }
    set_attempt(c, "", 0); /* an attempt is used once, however it went */
    return HTTP_ANSWERED;
}

/* --- shapes and rows ------------------------------------------------------------------------- */

static const struct shape_field provider_fields[] = {
    {"provider", SHAPE_ID, .required = true},
    {"title", SHAPE_TEXT, .required = true},
};
static const struct shape provider_shape = {"provider", NULL, provider_fields,
                                            LENGTH(provider_fields)};
static const struct shape_field providers_fields[] = {
    {"providers", SHAPE_LIST, .required = true, .of = &provider_shape},
};
static const struct shape providers = {"providers", NULL, providers_fields,
                                       LENGTH(providers_fields)};
/* What RFC 6749, RFC 9207 and well-known providers add. */
#define SAID(name_)                                                                                \
    {                                                                                              \
        (name_), SHAPE_TEXT, .most = 4000                                                          \
    }
static const struct shape_field return_fields[] = {
    SAID("code"),  SAID("state"),         SAID("iss"), SAID("error"),    SAID("error_description"),
    SAID("scope"), SAID("session_state"), SAID("hd"),  SAID("authuser"), SAID("error_uri"),
    SAID("prompt")};
static const struct shape returned = {"provider_return", "What a provider says.", return_fields,
                                      LENGTH(return_fields)};

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/session/providers", "provider_list",
     "By whom one can sign in besides by password.", "session", .roles = HTTP_ANYONE,
     .answer = &providers, .handle = list_providers},
    {HTTP_GET, "/api/v1/session/providers/{provider}", "provider_begin",
     "Sends the browser to a log-in provider.", "session", .roles = HTTP_ANYONE,
     .flags = ROUTE_SLOW, .status = 303, .handle = begin},
    {HTTP_GET, "/api/v1/session/providers/{provider}/return", "provider_return",
     "Where the provider sends the browser back to: signs in.", "session", .roles = HTTP_ANYONE,
     .flags = ROUTE_SLOW, .query = &returned, .status = 303, .handle = come_back},
};
const struct route_list account_provider_routes = {rows, LENGTH(rows)};
