/* Between calls and accounts: who asks, cookies, what becomes of an act. */
#include "api/accounts_parts.h"

#include <stdio.h>
#include <string.h>

struct accounts *accounts_of(const struct call *c)
{
    return api_of(c)->accounts;
}

str accounts_cookie(const struct call *c)
{
    const char *name = c->dispatcher->site->session_cookie;
    return query_cookie(http_field(&c->request, S("Cookie")), str_c(name));
}

bool api_authenticate(struct call *c)
{
    str field = http_field(&c->request, S("Authorization"));
    lang_speak_in_thread(api_lang(c)); /* whatever is said from here on */
    struct accounts_asked asked = {
        .session = accounts_cookie(c),
        .workspace = http_field(&c->request, S("Etalon-Workspace")),
    };
    if (field.p && (!str_starts(field, S("Bearer ")) ||
                    http_field_count(&c->request, S("Authorization")) != 1))
        return false;
    if (field.p)
        asked.token = str_sub(field, 7, field.n);
    return accounts_authenticate(accounts_of(c), &asked, c->now_ms, &c->arena, &c->actor);
}

void accounts_note_listener(const struct call *c, struct api_stream *one)
{
    str field = http_field(&c->request, S("Authorization")), session = accounts_cookie(c);
    if (!accounts_of(c))
        return;
    if (field.p)
        snprintf(one->token, sizeof one->token, "%.*s", STR_ARG(str_sub(field, 7, field.n)));
    else
        snprintf(one->session, sizeof one->session, "%.*s", STR_ARG(session));
}

bool accounts_may_listen(struct api *api, const struct api_stream *one, struct arena scratch)
{
    struct actor who;
    struct accounts_asked asked = {.workspace = str_c(one->opened->id), .looking = true};
    if (!api->accounts)
        return true;
    if (one->token[0])
        asked.token = str_c(one->token);
    else
        asked.session = str_c(one->session);
    return accounts_authenticate(api->accounts, &asked, api->platform->now_ms(api->platform->self),
                                 &scratch, &who) &&
           (who.state & MEMBER_ACTIVE) && (who.role & MEMBERS) &&
           (who.kind == ACTOR_SESSION || (who.scopes & SCOPE_READ));
}

static void bytes_of(const char hex[65], u8 out[32])
{
    for (i32 i = 0; i < 32; i++) {
        char high = hex[2 * i], low = hex[2 * i + 1];
        out[i] = (u8)((high <= '9' ? high - '0' : high - 'a' + 10) << 4 |
                      (low <= '9' ? low - '0' : low - 'a' + 10));
    }
}

struct accounts_act accounts_act_of(const struct call *c)
{
    char hex[65];
    struct accounts_act act = {
        .account = c->actor.account,
        .workspace = c->actor.workspace,
        .source = call_peer(c),
        .agent = http_field(&c->request, S("User-Agent")),
        .now_ms = c->now_ms,
        .key = c->key,
    };
    if (act.key.n) {
        call_hash(c, hex);
        bytes_of(hex, act.hash);
    }
    return act;
}

bool accounts_done(struct call *c, const struct accounts_outcome *outcome)
{
    const struct accounts_word *word = &accounts_words[outcome->answer];
    if (outcome->answer == ACCOUNTS_DONE || outcome->answer == ACCOUNTS_REPLAYED)
        return true;
    if (outcome->answer == ACCOUNTS_MISSING)
        return call_not_found(c);
    call_refuse(c, word->status, word->code, "%s", outcome->text);
    if (outcome->wait_s)
        http_response_field(&c->response, S("Retry-After"),
                            str_fmt(&c->arena, "%lld", (long long)outcome->wait_s));
    if (word->status == 401)
        http_response_field(&c->response, S("WWW-Authenticate"), S("Bearer"));
    return false;
}

str accounts_text(const struct call *c, const char *name)
{
    return json_member_text(c->json, name);
}

/* --- cookies ------------------------------------------------------------------------------- */

static bool is_host_bound(const struct call *c)
{
    return str_starts(str_c(c->dispatcher->site->session_cookie), S("__Host-"));
}

static const char *device_cookie(const struct call *c)
{
    return is_host_bound(c) ? "__Host-etalon-device" : "etalon-device";
}

str accounts_device(const struct call *c)
{
    return query_cookie(http_field(&c->request, S("Cookie")), str_c(device_cookie(c)));
}

static void set_cookie(struct call *c, const char *name, const char *secret, i64 seconds)
{
    http_response_field(&c->response, S("Set-Cookie"),
                        str_fmt(&c->arena, "%s=%s; Path=/; Max-Age=%lld; HttpOnly; SameSite=Lax%s",
                                name, secret, (long long)seconds,
                                is_host_bound(c) ? "; Secure" : ""));
}

enum http_turn accounts_nothing(struct call *c)
{
    c->response.status = 204;
    return HTTP_ANSWERED;
}

enum http_turn accounts_farewell(struct call *c)
{
    set_cookie(c, c->dispatcher->site->session_cookie, "", 0);
    return accounts_nothing(c);
}

/* A number in the events, for who will act on deals; 0 when it cannot be given now. What goes
 * wrong here can be made good later: nobody is kept out by it. */
static u32 give_number(struct call *c, const struct member_row *member)
{
    struct request r = {.intent = {.kind = INTENT_PERSON,
                                   .text = member->name,
                                   .content = member->department,
                                   .act.subject = (member->role & ACCESS_WORKERS) != 0}};
    if (member->person || member->state != MEMBER_ACTIVE)
        return member->person;
    workspace_do(call_workspace(c), &r);
    u32 person = (u32)r.answer.deal;
    bool ok =
        r.answer.status == ANSWER_ACCEPTED &&
        accounts_number_person(accounts_of(c), member->workspace, str_c(member->account), person);
    return ok ? person : 0;
}

void accounts_number_actor(struct call *c)
{
    struct member_row member;
    if (c->actor.person == 0 && accounts_of(c) &&
        accounts_member(accounts_of(c), &c->arena, c->actor.workspace, c->actor.account, &member))
        c->actor.person = give_number(c, &member);
}

/* In the workspace that the new session is in: where it is, for the answer. */
static str begin_in_workspace(struct call *c, const struct signed_in *in, str account)
{
    struct accounts_asked asked = {.session = str_c(in->session), .looking = true};
    struct member_row member;
    struct actor who;
    if (!accounts_authenticate(accounts_of(c), &asked, c->now_ms, &c->arena, &who))
        return (str){0};
    if (accounts_member(accounts_of(c), &c->arena, who.workspace, account, &member) &&
        member.state == MEMBER_ACTIVE && !member.person && api_take_workspace(c, who.workspace))
        give_number(c, &member);
    return who.workspace;
}

enum http_turn accounts_welcome(struct call *c, i32 status, const struct signed_in *in)
{
    str id = str_dup(&c->arena, str_c(in->account));
    str workspace = begin_in_workspace(c, in, id);
    struct json j = call_json(c, status);
    json_object(&j);
    put_str(&j, "account", id);
    put_str(&j, "name", accounts_name(accounts_of(c), &c->arena, id));
    put_text(&j, "workspace", workspace);
    json_end(&j);
    set_cookie(c, c->dispatcher->site->session_cookie, in->session,
               ACCOUNTS_SESSION_DAYS * 24 * 3600);
    if (in->device[0])
        set_cookie(c, device_cookie(c), in->device, SIGNIN_DEVICE_DAYS * 24 * 3600);
    return HTTP_ANSWERED;
}
