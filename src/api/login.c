#include "api/login.h"

#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "api/parts.h"

enum {
    B64_MAX = 64,
    COOKIE_PARTS = LOGIN_SECRET_BYTES + 8, /* then the id of the provider */
    FORM_MAX = 8 << 10,
};

/* What a provider has published, and when it was asked. */
struct published {
    pthread_mutex_t lock; /* of what follows, also while the provider is asked */
    bool known;
    i64 at_ms, again_at_ms; /* again: its keys were asked for because one was missing */
    char authorize[OUTGOING_URL_MAX], token[OUTGOING_URL_MAX], keys_url[OUTGOING_URL_MAX];
    bool says_issuer, by_post; /* by_post: the secret goes into the form */
    char keys[LOGIN_REPLY_BYTES];
    i64 keys_n;
};

struct login {
    const struct platform *platform;
    const struct seal *seal;
    u32 allow;
    const char *ca_file;
    struct login_provider provider[LOGIN_PROVIDERS_MAX];
    struct published *published[LOGIN_PROVIDERS_MAX];
    i32 count;
    struct arena *arena;
};

struct login *login_open(struct arena *a, const struct platform *p, const struct seal *seal,
                         u32 allow, const char *ca_file)
{
    struct login *l = arena_new(a, struct login);
    /* the site itself names them: they may be in its own network */
    *l = (struct login){.platform = p,
                        .seal = seal,
                        .allow = allow | OUTGOING_ALLOW_PRIVATE,
                        .ca_file = ca_file,
                        .arena = a};
    return l;
}

void login_add(struct login *l, const struct login_provider *provider)
{
    assert(l->count < LOGIN_PROVIDERS_MAX);
    l->published[l->count] = arena_new(l->arena, struct published);
    pthread_mutex_init(&l->published[l->count]->lock, NULL);
    l->provider[l->count++] = *provider;
}

i32 login_count(const struct login *l)
{
    return l->count;
}

const struct login_provider *login_provider_at(const struct login *l, i32 i)
{
    return &l->provider[i];
}

const struct login_provider *login_find(const struct login *l, str id)
{
    for (i32 i = 0; i < l->count; i++)
        if (str_eq(l->provider[i].id, id))
            return &l->provider[i];
    return NULL;
}

/* --- asking a provider ------------------------------------------------------------------------ */

static struct published *published_of(struct login *l, const struct login_provider *provider)
{
    return l->published[provider - l->provider];
}

static bool ask(struct login *l, const struct outgoing *o, char *room, i64 n, str *out,
                struct err *e)
{
    struct outgoing_reply reply = {.body = room, .body_max = n};
    outgoing_send(l->platform, o, &reply);
    *out = (str){reply.body, reply.body_n};
    if (reply.end == OUTGOING_REPLIED && reply.status == 200)
        return true;
    err_set(e, ERR_IO, "the log-in provider does not answer as it should: %s (%d)",
            outgoing_end_text(reply.end), reply.status);
    if (reply.detail[0])
        err_hint(e, "%s", reply.detail);
    return false;
}

static const struct json_value *object_of(struct arena *a, str text)
{
    struct diags d;
    diags_init(&d, a);
    const struct json_value *v = json_parse(a, text, &d);
    return v && v->type == JSON_IS_OBJECT ? v : NULL;
}

static const struct json_value *get(struct login *l, struct arena *a, const char *url, char *room,
                                    struct err *e)
{
    struct outgoing o = {.url = url, .allow = l->allow, .ca_file = l->ca_file};
    str text;
    if (!ask(l, &o, room, LOGIN_REPLY_BYTES, &text, e))
        return NULL;
    const struct json_value *v = object_of(a, text);
    if (!v)
        err_set(e, ERR_IO, "what the log-in provider has published cannot be read");
    return v;
}

static bool take_url(const struct login *l, const struct json_value *v, const char *key,
                     char out[OUTGOING_URL_MAX])
{
    const struct json_value *m = json_find(v, str_c(key));
    bool ok = m && m->type == JSON_IS_TEXT && str_starts(m->text, S("http")) &&
              outgoing_url_is_sound(m->text, l->allow);
    if (ok)
        snprintf(out, OUTGOING_URL_MAX, "%.*s", STR_ARG(m->text));
    return ok;
}

static bool lists(const struct json_value *v, const char *key, str word)
{
    const struct json_value *m = json_find(v, str_c(key));
    for (m = m && m->type == JSON_IS_LIST ? m->first : NULL; m; m = m->next)
        if (m->type == JSON_IS_TEXT && str_eq(m->text, word))
            return true;
    return false;
}

/* The discovery document: it must be that provider's own. */
static bool take_document(struct login *l, const struct login_provider *provider,
                          const struct json_value *v, struct published *p, struct err *e)
{
    const struct json_value *issuer = json_find(v, S("issuer"));
    const struct json_value *says =
        json_find(v, S("authorization_response_iss_parameter_supported"));
    if (!issuer || issuer->type != JSON_IS_TEXT || !str_eq(issuer->text, provider->issuer))
        return err_set(e, ERR_INPUT, "the document of the log-in provider is another issuer's");
    if (!take_url(l, v, "authorization_endpoint", p->authorize) ||
        !take_url(l, v, "token_endpoint", p->token) || !take_url(l, v, "jwks_uri", p->keys_url))
        return err_set(e, ERR_INPUT,
                       "the document of the log-in provider lacks an address, or it "
                       "is not https");
    p->says_issuer = says && says->type == JSON_IS_BOOL && says->boolean;
    p->by_post = lists(v, "token_endpoint_auth_methods_supported", S("client_secret_post")) &&
                 !lists(v, "token_endpoint_auth_methods_supported", S("client_secret_basic"));
    return true;
}

/* Under the lock. */
static bool learn(struct login *l, struct arena scratch, const struct login_provider *provider,
                  i64 now_ms, struct err *e)
{
    struct published *p = published_of(l, provider);
    if (p->known && now_ms < p->at_ms + LOGIN_KEPT_MS && now_ms >= p->at_ms)
        return true;
    char *room = arena_array(&scratch, char, LOGIN_REPLY_BYTES);
    bool slash = str_ends(provider->issuer, S("/"));
    const char *url =
        str_zero_ended(&scratch, str_fmt(&scratch, "%.*s%s.well-known/openid-configuration",
                                         STR_ARG(provider->issuer), slash ? "" : "/"));
    const struct json_value *v = get(l, &scratch, url, room, e);
    p->known = v && take_document(l, provider, v, p, e);
    p->at_ms = now_ms;
    p->keys_n = 0;
    return p->known;
}

/* Under the lock. `again`: those that we have were not enough. */
static bool learn_keys(struct login *l, struct arena scratch, const struct login_provider *provider,
                       bool again, i64 now_ms, struct err *e)
{
    struct published *p = published_of(l, provider);
    bool young = p->again_at_ms && now_ms < p->again_at_ms + LOGIN_KEYS_AGAIN_MS;
    if (p->keys_n && (!again || young))
        return true;
    if (again)
        p->again_at_ms = now_ms;
    char *room = arena_array(&scratch, char, LOGIN_REPLY_BYTES);
    struct outgoing o = {.url = p->keys_url, .allow = l->allow, .ca_file = l->ca_file};
    str text;
    if (!ask(l, &o, room, LOGIN_REPLY_BYTES, &text, e))
        return false;
    memcpy(p->keys, text.p, (size_t)text.n);
    p->keys_n = text.n;
    return true;
}

/* --- what is derived from one secret -----------------------------------------------------------
 */

static void base64url(const u8 *p, i64 n, char out[B64_MAX])
{
    sodium_bin2base64(out, B64_MAX, p, (size_t)n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

/* state, nonce and verifier: each says nothing of the others. */
static void derive(const u8 secret[LOGIN_SECRET_BYTES], const char *what, char out[B64_MAX])
{
    u8 mac[crypto_auth_hmacsha256_BYTES];
    crypto_auth_hmacsha256(mac, (const u8 *)what, (u64)str_c(what).n, secret);
    base64url(mac, sizeof mac, out);
}

static void challenge_of(const char *verifier, char out[B64_MAX])
{
    u8 hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const u8 *)verifier, (u64)str_c(verifier).n);
    base64url(hash, sizeof hash, out);
}

static void put_encoded(struct buf *out, str s)
{
    for (i64 i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '-' || c == '.' || c == '_' || c == '~';
        if (plain)
            buf_char(out, c);
        else
            buf_fmt(out, "%%%02X", (u8)c);
    }
}

static void put_param(struct buf *out, const char *name, str value)
{
    buf_fmt(out, "%s%s=", out->n && out->p[out->n - 1] != '?' ? "&" : "", name);
    put_encoded(out, value);
}

/* --- going there
 * ----------------------------------------------------------------------------------- */

static void seal_attempt(struct login *l, const u8 secret[LOGIN_SECRET_BYTES], i64 until_ms, str id,
                         char cookie[SEAL_TEXT_MAX])
{
    u8 text[COOKIE_PARTS + 64];
    assert(id.n <= 64);
    memcpy(text, secret, LOGIN_SECRET_BYTES);
    memcpy(text + LOGIN_SECRET_BYTES, &until_ms, sizeof until_ms);
    memcpy(text + COOKIE_PARTS, id.p, (size_t)id.n);
    seal_close(l->seal, (str){(const char *)text, COOKIE_PARTS + id.n}, cookie);
}

bool login_begin(struct login *l, struct arena *a, const struct login_ask *asked, str *url,
                 char cookie[SEAL_TEXT_MAX], struct err *e)
{
    const struct login_provider *provider = asked->provider;
    i64 now_ms = asked->now_ms;
    u8 secret[LOGIN_SECRET_BYTES];
    char state[B64_MAX], nonce[B64_MAX], verifier[B64_MAX], challenge[B64_MAX];
    pthread_mutex_lock(&published_of(l, provider)->lock);
    bool ok = learn(l, *a, provider, now_ms, e);
    str to = ok ? str_dup(a, str_c(published_of(l, provider)->authorize)) : (str){0};
    pthread_mutex_unlock(&published_of(l, provider)->lock);
    if (!ok)
        return false;
    l->platform->random_bytes(l->platform->self, secret, sizeof secret);
    derive(secret, "state", state);
    derive(secret, "nonce", nonce);
    derive(secret, "verifier", verifier);
    challenge_of(verifier, challenge);
    seal_attempt(l, secret, now_ms + LOGIN_MINUTES * 60000ll, provider->id, cookie);
    struct buf out = {.p = arena_array(a, char, FORM_MAX), .max = FORM_MAX};
    buf_fmt(&out, "%.*s%s", STR_ARG(to), str_find_char(to, '?') < 0 ? "?" : "&");
    put_param(&out, "response_type", S("code"));
    put_param(&out, "client_id", provider->client);
    put_param(&out, "redirect_uri", asked->return_url);
    put_param(&out, "scope", S("openid email profile"));
    put_param(&out, "state", str_c(state));
    put_param(&out, "nonce", str_c(nonce));
    put_param(&out, "code_challenge", str_c(challenge));
    put_param(&out, "code_challenge_method", S("S256"));
    *url = buf_str(&out);
    return !out.full || err_set(e, ERR_LIMIT, "the address of the log-in provider is too long");
}

/* --- coming back
 * ------------------------------------------------------------------------------------ */

/* The secret of the attempt, if it is this provider's, this browser's and young enough. */
static bool open_attempt(struct login *l, struct arena *a, const struct login_ask *answer,
                         u8 secret[LOGIN_SECRET_BYTES], struct err *e)
{
    char state[B64_MAX];
    i64 until_ms;
    str text = seal_break(l->seal, a, answer->cookie);
    if (text.n <= COOKIE_PARTS)
        return err_set(e, ERR_INPUT,
                       "this browser has begun no log-in, or its cookie is gone: "
                       "begin again");
    memcpy(secret, text.p, LOGIN_SECRET_BYTES);
    memcpy(&until_ms, text.p + LOGIN_SECRET_BYTES, sizeof until_ms);
    derive(secret, "state", state);
    if (!str_eq(str_sub(text, COOKIE_PARTS, text.n), answer->provider->id))
        return err_set(e, ERR_INPUT, "the log-in was begun at another provider: begin again");
    if (answer->now_ms > until_ms)
        return err_set(e, ERR_INPUT, "the log-in took longer than %d minutes: begin again",
                       LOGIN_MINUTES);
    if (answer->state.n != str_c(state).n ||
        sodium_memcmp(answer->state.p, state, (size_t)answer->state.n) != 0)
        return err_set(e, ERR_INPUT, "this is the answer to another log-in: begin again");
    return true;
}

static const char *basic_field(struct arena *a, const struct login_provider *provider)
{
    struct buf plain = {.p = arena_array(a, char, FORM_MAX), .max = FORM_MAX};
    put_encoded(&plain, provider->client);
    buf_char(&plain, ':');
    put_encoded(&plain, provider->secret);
    i64 n = (i64)sodium_base64_encoded_len((size_t)plain.n, sodium_base64_VARIANT_ORIGINAL);
    char *text = arena_array(a, char, n);
    sodium_bin2base64(text, (size_t)n, (const u8 *)plain.p, (size_t)plain.n,
                      sodium_base64_VARIANT_ORIGINAL);
    return str_zero_ended(a, str_fmt(a, "Authorization: Basic %s", text));
}

/* The code for a token; the code works once, and only with the verifier of this log-in. */
static bool redeem(struct login *l, struct arena *a, const struct login_ask *answer,
                   const char *verifier, str *token, struct err *e)
{
    const struct login_provider *provider = answer->provider;
    const struct published *p = published_of(l, provider);
    struct buf form = {.p = arena_array(a, char, FORM_MAX), .max = FORM_MAX};
    bool basic = provider->secret.n && !p->by_post;
    put_param(&form, "grant_type", S("authorization_code"));
    put_param(&form, "code", answer->code);
    put_param(&form, "redirect_uri", answer->return_url);
    put_param(&form, "code_verifier", str_c(verifier));
    if (!basic)
        put_param(&form, "client_id", provider->client);
    if (provider->secret.n && !basic)
        put_param(&form, "client_secret", provider->secret);
    const struct outgoing_field fields[] = {
        {"Content-Type: application/x-www-form-urlencoded"},
        {"Accept: application/json"},
        {basic ? basic_field(a, provider) : ""},
    };
    struct outgoing o = {.url = p->token,
                         .fields = fields,
                         .field_count = basic ? 3 : 2,
                         .post = true,
                         .body = buf_str(&form),
                         .allow = l->allow,
                         .ca_file = l->ca_file};
    str text;
    if (form.full)
        return err_set(e, ERR_LIMIT, "the answer of the log-in provider is too long");
    if (!ask(l, &o, arena_array(a, char, LOGIN_REPLY_BYTES), LOGIN_REPLY_BYTES, &text, e))
        return err_hint(e, "the code may have been used already, or client and secret are not "
                           "those of the site file: begin again");
    const struct json_value *v = object_of(a, text);
    const struct json_value *id = v ? json_find(v, S("id_token")) : NULL;
    if (!id || id->type != JSON_IS_TEXT)
        return err_set(e, ERR_INPUT,
                       "the log-in provider gives no id_token: is the client one of "
                       "OpenID Connect?");
    *token = id->text;
    return true;
}

static enum jwt_problem check(struct login *l, struct arena *a, const struct login_ask *answer,
                              str token, const char *nonce, struct jwt_claims *out)
{
    const struct login_provider *provider = answer->provider;
    const struct published *p = published_of(l, provider);
    const struct json_value *keys = object_of(a, str_dup(a, (str){p->keys, p->keys_n}));
    const struct jwt_expected expected = {.issuer = provider->issuer,
                                          .client = provider->client,
                                          .nonce = str_c(nonce),
                                          .now_s = answer->now_ms / 1000};
    return keys ? jwt_check(token, keys, &expected, a, out) : JWT_NO_KEY;
}

/* Under the lock. */
static bool finish(struct login *l, struct arena *a, const struct login_ask *answer,
                   const u8 secret[LOGIN_SECRET_BYTES], struct jwt_claims *out, struct err *e)
{
    const struct login_provider *provider = answer->provider;
    char verifier[B64_MAX], nonce[B64_MAX];
    i64 now_ms = answer->now_ms;
    str token;
    derive(secret, "verifier", verifier);
    derive(secret, "nonce", nonce);
    if (!learn(l, *a, provider, now_ms, e))
        return false;
    /* RFC 9207: an answer of one provider brought to another */
    bool named = answer->issuer.p != NULL;
    if (named ? !str_eq(answer->issuer, provider->issuer) : published_of(l, provider)->says_issuer)
        return err_set(e, ERR_INPUT, "the answer is from another provider: begin again");
    if (!redeem(l, a, answer, verifier, &token, e) ||
        !learn_keys(l, *a, provider, false, now_ms, e))
        return false;
    enum jwt_problem problem = check(l, a, answer, token, nonce, out);
    if (problem == JWT_NO_KEY && learn_keys(l, *a, provider, true, now_ms, e))
        problem = check(l, a, answer, token, nonce, out); /* the keys have changed */
    return problem == JWT_SOUND ||
           err_set(e, ERR_INPUT, "the log-in is not taken: %s", jwt_problem_text(problem));
}

bool login_finish(struct login *l, struct arena *a, const struct login_ask *answer,
                  struct jwt_claims *out, struct err *e)
{
    u8 secret[LOGIN_SECRET_BYTES];
    struct published *p = published_of(l, answer->provider);
    *out = (struct jwt_claims){0};
    if (!open_attempt(l, a, answer, secret, e))
        return false;
    if (answer->code.n == 0)
        return err_set(e, ERR_INPUT, "the log-in provider sends no code: begin again");
    pthread_mutex_lock(&p->lock);
    bool ok = finish(l, a, answer, secret, out, e);
    pthread_mutex_unlock(&p->lock);
    sodium_memzero(secret, sizeof secret);
    return ok;
}
