/* From a call to an intent, and from what the writer answered to an answer. */
#include "api/accounts_parts.h"

#include <string.h>

static void bytes_of_hex(const char *hex, u8 *out, i32 n)
{
    for (i32 i = 0; i < n; i++) {
        i32 byte = 0;
        for (i32 k = 0; k < 2; k++) {
            char c = hex[2 * i + k];
            byte = byte * 16 + (c <= '9' ? c - '0' : c - 'a' + 10);
        }
        out[i] = (u8)byte;
    }
}

struct change *change_new(struct call *c)
{
    struct change *change = arena_new(&c->arena, struct change);
    struct request *r = &change->request;
    char hex[65];
    accounts_number_actor(c);
    change->call = c;
    change->lang = api_lang(c);
    change->status = c->route->status ? c->route->status : 200;
    r->intent.expected = c->if_match >= 0 ? c->if_match : REVISION_ANY;
    r->intent.act.actor = c->actor.person;
    r->intent.act.role = (u8)api_role(c);
    r->intent.act.subject = NO_SUBJECT;
    r->intent.key = c->key;
    call_hash(c, hex);
    bytes_of_hex(hex, r->intent.hash, HASH_BYTES);
    r->body = c->response.body.p; /* has room for any answer, and costs nothing to make */
    r->body_max = i64_min(WORKSPACE_BODY_MAX, c->response.body.max);
    r->context = change;
    return change;
}

/* --- what is printed inside the transaction ------------------------------------------------- */

static bool is_senseless(const struct verdict *v)
{
    return v->worst == SEVERITY_SENSELESS;
}

/* "The standard does not let this pass yet" as problem+json, the findings beside it. */
static void begin_refusal(struct json *j, const struct verdict *v, enum lang lang)
{
    static const char *const blocked[] = {"the standard does not let this pass yet",
                                          "le standard ne laisse pas encore passer cet acte"};
    static const char *const senseless[] = {"this act means nothing on this deal now",
                                            "cet acte n’a pas de sens sur cette affaire"};
    i32 status = is_senseless(v) ? 422 : 409;
    put_str(j, "type", S("about:blank"));
    put_str(j, "title", str_c(http_reason(status)));
    put_i64(j, "status", status);
    put_str(j, "code", is_senseless(v) ? S("senseless") : S("blocked"));
    put_str(j, "detail", str_c(is_senseless(v) ? senseless[lang] : blocked[lang]));
}

void change_print_act(void *context, const struct answer *a, struct buf *out)
{
    struct change *change = context;
    struct arena *arena = &change->call->arena;
    struct json j;
    if (!a->verdict || !a->rules)
        return; /* nothing was judged: change_done says why */
    json_init(&j, out, 0);
    json_object(&j);
    if (a->status == ANSWER_REFUSED)
        begin_refusal(&j, a->verdict, change->lang);
    if (a->deal)
        put_i64(&j, "deal", a->deal);
    put_i64(&j, "revision", a->revision);
    put_bool(&j, "accepted", a->status == ANSWER_ACCEPTED);
    if (a->first) {
        json_key(&j, S("events"));
        json_object(&j);
        put_i64(&j, "first", a->first);
        put_i64(&j, "last", a->last);
        json_end(&j);
    }
    if (a->state) {
        const struct standard *s = a->rules->standard;
        put_named(&j, "stage", s->stages.v[a->state->stage].id,
                  api_words(&s->stages.v[a->state->stage].title, change->lang));
        put_str(&j, "outcome", str_c(outcome_id(a->state->outcome)));
        enum confirmer level = deal_level(a->state, &change->request.intent.act);
        put_ways_out(&j, arena, change->lang, judge_ways_out(a->rules, a->state, level));
    }
    put_findings(&j, arena, change->lang, a->rules, a->verdict, false);
    json_end(&j);
}

/* --- what comes back ------------------------------------------------------------------------ */

/* The status stands in the body of a refusal: it was printed by what was judged then. */
static i32 refusal_status(str body)
{
    return str_find(body, S("\"status\":422")) >= 0 ? 422 : 409;
}

static void answer_body(struct change *change, i32 status)
{
    struct call *c = change->call;
    const struct answer *a = &change->request.answer;
    c->response.status = status;
    c->response.type = status < 400 ? "application/json" : "application/problem+json";
    c->response.body.n = a->body.n; /* it lies there already */
    if (status >= 400)
        c->refusal = status == 422 ? "senseless" : "blocked";
    i64 revision = a->replayed ? a->last : a->revision;
    if (a->deal && revision)
        call_version(c, revision);
    if (a->replayed)
        http_response_field(&c->response, S("Idempotency-Replayed"), S("true"));
}

static void answer_conflict(struct change *change)
{
    struct call *c = change->call;
    enum intent_kind kind = change->request.intent.kind;
    if (kind == INTENT_PUBLISH) {
        call_refuse(c, 409, "version",
                    message("this process has a version that is as new, or deals are being carried "
                            "over just now"));
        return;
    }
    if (kind == INTENT_PROPOSAL) {
        call_refuse(c, 409, "proposal",
                    message("the proposal is not in a state for this: it was decided, a department "
                            "has not approved it as it is, another trial runs, or there is no "
                            "version before it"));
        return;
    }
    if (kind == INTENT_MIGRATE || kind == INTENT_UNDO) {
        call_refuse(c, 409, "migration",
                    message("deals are being carried over just now, or there is nothing to carry "
                            "over or to undo"));
        return;
    }
    api_edition_learn(c, change->request.intent.deal, 0); /* it may be on another one */
    call_refuse(c, 412, "version", message("the deal has changed since you saw it: read it again"));
    call_version(c, change->request.answer.revision);
}

static void answer(struct change *change)
{
    struct call *c = change->call;
    struct request *r = &change->request;
    switch (r->answer.status) {
    case ANSWER_ACCEPTED: answer_body(change, change->status); break;
    case ANSWER_REFUSED: answer_body(change, refusal_status(r->answer.body)); break;
    case ANSWER_CONFLICT: answer_conflict(change); break;
    case ANSWER_MISSING: call_not_found(c); break;
    case ANSWER_NOT_YOURS:
        call_refuse(c, 403, "not-yours", message("this deal is somebody else's"));
        break;
    case ANSWER_MISUSED:
        call_refuse(c, 422, "idempotency-key", message("this key was used for something else"));
        break;
    case ANSWER_INVALID:
        if (r->answer.body.n)
            answer_body(change, 422);
        else
            call_refuse(c, 422, "invalid",
                        message("this cannot be recorded: a time ahead of the clock, "
                                "a reference that is taken, or an empty text"));
        break;
    case ANSWER_LIMIT: call_refuse(c, 413, "limit", message("this is beyond a limit")); break;
    case ANSWER_PENDING:
    case ANSWER_UNKNOWN:
    case ANSWER_STATUS_COUNT:
        call_refuse(
            c, 503, "unknown",
            message("the storage failed: whether this happened is unknown; ask again with the "
                    "same Idempotency-Key"));
    }
}

static void change_done(void *context, struct request *r)
{
    struct change *change = context;
    struct call *c = change->call;
    (void)r;
    lang_speak_in_thread(change->lang);
    answer(change);
    call_finish(c);
}

void change_refuse(struct change *change)
{
    answer(change);
}

enum http_turn change_submit(struct change *change)
{
    change->request.done = change_done;
    workspace_submit(call_workspace(change->call), &change->request);
    return HTTP_LATER;
}
