/* Webhooks: who outside is told of events. A change is an event of the workspace; the secret that
 * signs is shown once, when it is made, and is in no answer that is kept. */
#include "api/deliver.h"
#include "api/parts.h"

/* --- as JSON -------------------------------------------------------------------------------- */

static void put_hook(struct json *j, const struct webhook_row *row, const struct hook *h)
{
    put_i64(j, "webhook", row->number);
    put_str(j, "url", h->url);
    put_text(j, "about", h->about);
    json_key(j, S("events"));
    json_array(j);
    for (i64 i = 0; i < h->kind_count; i++)
        json_str(j, h->kinds[i]);
    json_end(j);
    put_text(j, "standard", h->process);
    put_text(j, "department", h->department);
    put_bool(j, "active", h->active);
    put_text(j, "turned_off_because", h->because);
    put_moment(j, "set_at", row->set_ms);
    put_i64(j, "told_to", row->position);
    put_i64(j, "tries", row->tries);
    put_moment(j, "next_try_at", row->next_ms ? row->next_ms : TIME_NONE);
    put_moment(j, "delivered_at", row->delivered_ms);
}

static void put_delivery(struct json *j, const struct delivery_row *d)
{
    static const char *const outcomes[] = {"waiting", "done", "let-go"};
    char id[HOOK_ID_MAX];
    hook_id(d->hash, id);
    json_object(j);
    put_i64(j, "sequence", d->sequence);
    put_str(j, "id", str_c(id));
    put_str(j, "kind", hook_kind_word(d->kind));
    if (d->deal)
        put_i64(j, "deal", d->deal);
    put_str(j, "outcome", str_c(outcomes[d->outcome]));
    put_i64(j, "tries", d->tries);
    if (d->status)
        put_i64(j, "status", d->status);
    put_str(j, "ended", d->ended);
    put_moment(j, "first_at", d->first_ms);
    put_moment(j, "last_at", d->last_ms);
    json_end(j);
}

/* --- finding one -------------------------------------------------------------------------------
 */

static bool read_hooks(struct call *c, i64 after, i64 most, struct webhook_row *rows, i64 *n)
{
    struct reader *r = api_reader(c);
    if (!r)
        return false;
    *n = reader_webhooks(r, &c->arena, after, most, rows);
    bool well = api_read_well(c, r);
    api_give_back(c, r);
    return well;
}

/* The one of the path; false with the answer given. */
static bool find_hook(struct call *c, i64 number, struct webhook_row *row, struct hook *h)
{
    i64 n;
    if (!read_hooks(c, number - 1, 1, row, &n))
        return false;
    if (n == 0 || row->number != number || !hook_read(h, &c->arena, row)) {
        call_not_found(c);
        return false;
    }
    return true;
}

static enum http_turn answer_hook(struct call *c, i32 status, i64 number, str secret)
{
    struct webhook_row row;
    struct hook h;
    if (!find_hook(c, number, &row, &h))
        return HTTP_ANSWERED;
    struct json j = call_json(c, status);
    json_object(&j);
    put_hook(&j, &row, &h);
    put_text(&j, "secret", secret);
    json_end(&j);
    return HTTP_ANSWERED;
}

/* --- changing ------------------------------------------------------------------------------------
 */

static bool take_kinds(struct call *c, struct hook *h)
{
    const struct json_value *list = json_find(c->json, S("events"));
    if (!list)
        return true;
    h->kind_count = 0;
    for (const struct json_value *v = list->first; v; v = v->next) {
        if (!hook_kind_exists(v->text))
            return call_refuse(c, 422, "event", message("there is no kind of event \"%.*s\""),
                               STR_ARG(v->text));
        h->kinds[h->kind_count++] = v->text;
    }
    return true;
}

/* What the body says; false with the answer given. */
static bool take_body(struct call *c, struct hook *h)
{
    const struct json_value *active = json_find(c->json, S("active"));
    if (json_find(c->json, S("url")))
        h->url = json_member_text(c->json, "url");
    if (json_find(c->json, S("about")))
        h->about = json_member_text(c->json, "about");
    if (json_find(c->json, S("standard")))
        h->process = json_member_text(c->json, "standard");
    if (json_find(c->json, S("department")))
        h->department = json_member_text(c->json, "department");
    if (active)
        h->active = active->boolean;
    if (h->active)
        h->because = (str){0};
    if (str_starts(h->url, S("smtp")) ||
        !outgoing_url_is_sound(h->url, deliver_allows(api_of(c)->deliverer)))
        return call_refuse(c, 422, "url",
                           message("this is no address that is sent to: https://, a host, no "
                                   "user, no blanks"));
    return take_kinds(c, h);
}

/* Hands it to the writer; false with the answer given. The number goes to `number`. */
static bool set_hook(struct call *c, const struct hook *h, i64 *number, bool *replayed)
{
    struct change *change = change_new(c);
    struct request *r = &change->request;
    r->intent.kind = INTENT_WEBHOOK;
    r->intent.expected = h->number ? h->sequence : REVISION_ANY;
    r->intent.act.value = h->number;
    r->intent.text = hook_write(&c->arena, h);
    r->body = NULL;
    workspace_do(call_workspace(c), r);
    *number = r->answer.deal;
    *replayed = r->answer.replayed;
    if (r->answer.status == ANSWER_ACCEPTED)
        return true;
    if (r->answer.status == ANSWER_CONFLICT)
        call_refuse(c, 409, "changed", message("somebody else has changed it: read it again"));
    else
        change_refuse(change);
    return false;
}

static enum http_turn make_hook(struct call *c)
{
    struct hook h = {.active = true};
    char sealed[SEAL_TEXT_MAX], shown[HOOK_SECRET_TEXT_MAX];
    i64 number;
    bool replayed;
    hook_secret_new(api_of(c)->seal, sealed, shown);
    h.secret = str_c(sealed);
    if (!take_body(c, &h) || !set_hook(c, &h, &number, &replayed))
        return HTTP_ANSWERED;
    deliver_watch(api_of(c)->deliverer, call_opened(c));
    /* asked again with the same key, the secret of then is not to be had any more */
    return answer_hook(c, 201, number, replayed ? (str){0} : str_c(shown));
}

static enum http_turn change_hook(struct call *c)
{
    struct webhook_row row;
    struct hook h;
    i64 number;
    bool replayed;
    if (!find_hook(c, call_param_i64(c, "webhook"), &row, &h) || !take_body(c, &h) ||
        !set_hook(c, &h, &number, &replayed))
        return HTTP_ANSWERED;
    return answer_hook(c, 200, number, (str){0});
}

static enum http_turn renew_secret(struct call *c)
{
    struct webhook_row row;
    struct hook h;
    char sealed[SEAL_TEXT_MAX], shown[HOOK_SECRET_TEXT_MAX];
    i64 number;
    bool replayed;
    if (!find_hook(c, call_param_i64(c, "webhook"), &row, &h))
        return HTTP_ANSWERED;
    hook_secret_new(api_of(c)->seal, sealed, shown);
    h.before = h.secret;
    h.before_until_ms = c->now_ms + HOOK_OVERLAP_HOURS * 3600000ll;
    h.secret = str_c(sealed);
    if (!set_hook(c, &h, &number, &replayed))
        return HTTP_ANSWERED;
    return answer_hook(c, 200, number, replayed ? (str){0} : str_c(shown));
}

static enum http_turn end_hook(struct call *c)
{
    struct change *change = change_new(c);
    change->request.intent.kind = INTENT_WEBHOOK;
    change->request.intent.expected = REVISION_ANY;
    change->request.intent.act.value = call_param_i64(c, "webhook");
    change->request.body = NULL;
    workspace_do(call_workspace(c), &change->request);
    if (change->request.answer.status == ANSWER_ACCEPTED)
        c->response.status = 204;
    else
        change_refuse(change);
    return HTTP_ANSWERED;
}

/* --- the queue ---------------------------------------------------------------------------------
 */

static enum http_turn skip(struct call *c)
{
    struct webhook_row row;
    struct hook h;
    i64 through = json_find(c->json, S("through"))->integer;
    i64 head = workspace_head(call_workspace(c)).sequence;
    if (!find_hook(c, call_param_i64(c, "webhook"), &row, &h))
        return HTTP_ANSWERED;
    struct delivery what = {.webhook = row.number, .position = i64_min(through, head)};
    struct change *change = change_new(c);
    change->request.intent.kind = INTENT_DELIVERY;
    change->request.intent.delivery = &what;
    change->request.body = NULL;
    workspace_do(call_workspace(c), &change->request);
    if (change->request.answer.status != ANSWER_ACCEPTED) {
        change_refuse(change);
        return HTTP_ANSWERED;
    }
    return answer_hook(c, 200, row.number, (str){0});
}

static void put_delivered(struct call *c, const struct delivered *d)
{
    struct json j = call_json(c, 200);
    json_object(&j);
    put_bool(&j, "done", d->done);
    put_str(&j, "ended", str_c(outgoing_end_word(d->end)));
    put_str(&j, "text", str_c(outgoing_end_text(d->end)));
    if (d->status)
        put_i64(&j, "status", d->status);
    put_text(&j, "detail", str_c(d->detail));
    put_i64(&j, "took_ms", d->took_ms);
    json_end(&j);
}

static bool refuse_unsent(struct call *c, const struct delivered *d)
{
    if (d->unread)
        return call_refuse(c, 503, "unknown",
                           message("the storage failed: this could not be looked up"));
    return call_refuse(c, 409, "secret",
                       message("its secret cannot be read with this server's key: make a new one"));
}

static enum http_turn ping(struct call *c)
{
    struct webhook_row row;
    struct hook h;
    struct delivered d;
    if (!find_hook(c, call_param_i64(c, "webhook"), &row, &h))
        return HTTP_ANSWERED;
    if (deliver_ping(api_of(c)->deliverer, call_opened(c), &h, &d))
        put_delivered(c, &d);
    else
        refuse_unsent(c, &d);
    return HTTP_ANSWERED;
}

static enum http_turn retry(struct call *c)
{
    struct webhook_row row;
    struct hook h;
    struct delivered d;
    struct delivery_row delivery;
    i64 sequence = call_param_i64(c, "sequence");
    if (!find_hook(c, call_param_i64(c, "webhook"), &row, &h))
        return HTTP_ANSWERED;
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    i64 n = sequence < INT64_MAX
                ? reader_deliveries(r, &c->arena, row.number, sequence + 1, 1, &delivery)
                : 0;
    bool well = api_read_well(c, r);
    api_give_back(c, r);
    if (!well)
        return HTTP_ANSWERED;
    if (n == 0 || delivery.sequence != sequence)
        call_not_found(c);
    else if (deliver_now(api_of(c)->deliverer, call_opened(c), &h, &delivery, &d))
        put_delivered(c, &d);
    else
        refuse_unsent(c, &d);
    return HTTP_ANSWERED;
}

/* --- looking -----------------------------------------------------------------------------------
 */

static enum http_turn list_hooks(struct call *c)
{
    struct webhook_row *rows = arena_array(&c->arena, struct webhook_row, WORKSPACE_WEBHOOKS_MAX);
    i64 n;
    if (!read_hooks(c, 0, WORKSPACE_WEBHOOKS_MAX, rows, &n))
        return HTTP_ANSWERED;
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("webhooks"));
    json_array(&j);
    for (i64 i = 0; i < n; i++) {
        struct hook h;
        if (!hook_read(&h, &c->arena, &rows[i]))
            continue;
        json_object(&j);
        put_hook(&j, &rows[i], &h);
        json_end(&j);
    }
    json_end(&j);
    put_i64(&j, "head", workspace_head(call_workspace(c)).sequence);
    json_end(&j);
    return HTTP_ANSWERED;
}

static enum http_turn get_hook(struct call *c)
{
    return answer_hook(c, 200, call_param_i64(c, "webhook"), (str){0});
}

static enum http_turn list_deliveries(struct call *c)
{
    i64 most = c->listing.limit, before = INT64_MAX;
    struct webhook_row row;
    struct hook h;
    if (c->listing.place.n && !str_to_i64(c->listing.place, &before))
        before = INT64_MAX;
    if (!find_hook(c, call_param_i64(c, "webhook"), &row, &h))
        return HTTP_ANSWERED;
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    struct delivery_row *rows = arena_array(&c->arena, struct delivery_row, most + 1);
    i64 n = reader_deliveries(r, &c->arena, row.number, before, most + 1, rows);
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("deliveries"));
    json_array(&j);
    for (i64 i = 0; i < i64_min(n, most); i++)
        put_delivery(&j, &rows[i]);
    json_end(&j);
    if (n > most)
        put_str(&j, "next_cursor",
                call_cursor(c, str_fmt(&c->arena, "%lld", (long long)rows[most - 1].sequence)));
    json_end(&j);
    api_read_well(c, r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

/* --- shapes -------------------------------------------------------------------------------------
 */

#define WANTS                                                                                      \
    {"about", SHAPE_TEXT, .most = 200, .about = "What it is for."},                                \
        {"events", SHAPE_LIST, .items = SHAPE_ID, .most = HOOK_KINDS_MAX,                          \
         .about = "Kinds of events, as the stream says them; none: every one of a deal."},         \
        {"standard", SHAPE_TEXT, .most = 64, .about = "Only deals of this process."},              \
        {"department", SHAPE_TEXT, .most = 64,                                                     \
         .about = "Only deals in a stage of this department, as they are when told."},             \
    {                                                                                              \
        "active", SHAPE_BOOLEAN, .about = "Off: told nothing, and its place is kept."              \
    }
static const struct shape_field new_fields[] = {
    {"url", SHAPE_TEXT, .required = true, .least = 10, .most = 1000, .about = "https://…"},
    WANTS,
};
static const struct shape webhook_new = {"webhook_new", "What is told to whom.", new_fields,
                                         LENGTH(new_fields)};
static const struct shape_field change_fields[] = {
    {"url", SHAPE_TEXT, .least = 10, .most = 1000, .about = "https://…"},
    WANTS,
};
static const struct shape webhook_change = {"webhook_change", "What is to be otherwise.",
                                            change_fields, LENGTH(change_fields)};
static const struct shape_field hook_fields[] = {
    {"webhook", SHAPE_INTEGER, .required = true, .about = "Its number."},
    {"url", SHAPE_TEXT, .required = true},
    {"about", SHAPE_TEXT, .required = false},
    {"events", SHAPE_LIST, .required = true, .items = SHAPE_ID},
    {"standard", SHAPE_TEXT, .required = false},
    {"department", SHAPE_TEXT, .required = false},
    {"active", SHAPE_BOOLEAN, .required = true},
    {"turned_off_because", SHAPE_TEXT,
     .about = "failing, gone, unreadable-secret: it was turned off by the server."},
    {"set_at", SHAPE_TIME, .required = true},
    {"told_to", SHAPE_INTEGER, .required = true,
     .about = "Every event up to here was told, let go or not asked for."},
    {"tries", SHAPE_INTEGER, .required = true, .about = "Of the next event, so far."},
    {"next_try_at", SHAPE_TIME, .required = false},
    {"delivered_at", SHAPE_TIME, .about = "When the receiver last said yes."},
    {"secret", SHAPE_TEXT, .about = "What signs; shown when it is made, and never again."},
};
static const struct shape webhook = {"webhook", NULL, hook_fields, LENGTH(hook_fields)};
static const struct shape_field hooks_fields[] = {
    {"webhooks", SHAPE_LIST, .required = true, .of = &webhook},
    {"head", SHAPE_INTEGER, .required = true, .about = "The newest event."},
};
static const struct shape webhooks = {"webhooks", NULL, hooks_fields, LENGTH(hooks_fields)};
static const char *const outcomes[] = {"waiting", "done", "let-go", NULL};
static const struct shape_field delivery_fields[] = {
    {"sequence", SHAPE_INTEGER, .required = true, .about = "Of the event."},
    {"id", SHAPE_ID, .required = true, .about = "The field webhook-id, the same at every try."},
    {"kind", SHAPE_ID, .required = true},
    {"deal", SHAPE_INTEGER, .required = false},
    {"outcome", SHAPE_CHOICE, .required = true, .choices = outcomes},
    {"tries", SHAPE_INTEGER, .required = true},
    {"status", SHAPE_INTEGER, .about = "Of HTTP, at the last try."},
    {"ended", SHAPE_ID, .required = true,
     .about = "replied, unreachable, slow, untrusted, not-public…"},
    {"first_at", SHAPE_TIME, .required = true},
    {"last_at", SHAPE_TIME, .required = true},
};
static const struct shape delivery = {"delivery", NULL, delivery_fields, LENGTH(delivery_fields)};
static const struct shape_field deliveries_fields[] = {
    {"deliveries", SHAPE_LIST, .required = true, .of = &delivery},
    {"next_cursor", SHAPE_TEXT, .required = false},
};
static const struct shape deliveries = {"deliveries", NULL, deliveries_fields,
                                        LENGTH(deliveries_fields)};
static const struct shape_field skip_fields[] = {
    {"through", SHAPE_INTEGER, .required = true, .least = 1, .most = INT64_MAX,
     .about = "The last event that is let go."},
};
static const struct shape webhook_skip = {"webhook_skip", "What is let go.", skip_fields,
                                          LENGTH(skip_fields)};
static const struct shape_field tried_fields[] = {
    {"done", SHAPE_BOOLEAN, .required = true, .about = "The receiver has said yes (2xx)."},
    {"ended", SHAPE_ID, .required = true},
    {"text", SHAPE_TEXT, .required = true, .about = "The same, for people."},
    {"status", SHAPE_INTEGER, .required = false},
    {"detail", SHAPE_TEXT, .about = "In the words of the library that sends."},
    {"took_ms", SHAPE_INTEGER, .required = true},
};
static const struct shape tried = {"tried", NULL, tried_fields, LENGTH(tried_fields)};
static const struct shape_field none_fields[] = {
    {"about", SHAPE_TEXT, .most = 200, .about = "Nothing is needed; {} will do."},
};
static const struct shape nothing = {"nothing", "Nothing.", none_fields, LENGTH(none_fields)};
static const char *const newest[] = {"-sequence", NULL};
static const char *const no_columns[] = {NULL};
static const struct route_listing listing = {newest, no_columns};

/* --- rows ----------------------------------------------------------------------------------------
 */

#define FOR_WEBHOOKS                                                                               \
    .tag = "webhooks", .roles = PUBLISHERS, .states = MEMBER_ACTIVE, .scopes = SCOPE_ADMIN
static const struct route rows[] = {
    {HTTP_GET, "/api/v1/webhooks", "webhook_list", "Who outside is told of events.", FOR_WEBHOOKS,
     .answer = &webhooks, .handle = list_hooks},
    {HTTP_POST, "/api/v1/webhooks", "webhook_new",
     "Tells somebody outside of events from now on; its secret is shown once.", FOR_WEBHOOKS,
     .flags = ROUTE_SLOW, .body = &webhook_new, .status = 201, .answer = &webhook,
     .handle = make_hook},
    {HTTP_GET, "/api/v1/webhooks/{webhook:int}", "webhook_get", "One of them.", FOR_WEBHOOKS,
     .answer = &webhook, .handle = get_hook},
    {HTTP_PATCH, "/api/v1/webhooks/{webhook:int}", "webhook_change",
     "Changes what is told to whom, or turns it on or off.", FOR_WEBHOOKS, .flags = ROUTE_SLOW,
     .body = &webhook_change, .answer = &webhook, .handle = change_hook},
    {HTTP_DELETE, "/api/v1/webhooks/{webhook:int}", "webhook_end", "Tells it nothing any more.",
     FOR_WEBHOOKS, .flags = ROUTE_SLOW, .status = 204, .handle = end_hook},
    {HTTP_POST, "/api/v1/webhooks/{webhook:int}/secret", "webhook_secret",
     "Makes a new secret, shown once; the one before signs beside it for a day.", FOR_WEBHOOKS,
     .flags = ROUTE_SLOW, .body = &nothing, .answer = &webhook, .handle = renew_secret},
    {HTTP_POST, "/api/v1/webhooks/{webhook:int}/ping", "webhook_ping",
     "Sends a message of the type ping now, and says how that went.", FOR_WEBHOOKS,
     .flags = ROUTE_SLOW, .body = &nothing, .answer = &tried, .handle = ping},
    {HTTP_POST, "/api/v1/webhooks/{webhook:int}/skip", "webhook_skip",
     "Lets go of what was not told up to an event, and goes on after it.", FOR_WEBHOOKS,
     .flags = ROUTE_SLOW, .body = &webhook_skip, .answer = &webhook, .handle = skip},
    {HTTP_GET, "/api/v1/webhooks/{webhook:int}/deliveries", "delivery_list",
     "What was tried, newest first.", FOR_WEBHOOKS, .flags = ROUTE_LIST, .listing = &listing,
     .answer = &deliveries, .handle = list_deliveries},
    {HTTP_POST, "/api/v1/webhooks/{webhook:int}/deliveries/{sequence:int}/retry", "delivery_retry",
     "Sends it again now, with the same id, and says how that went.", FOR_WEBHOOKS,
     .flags = ROUTE_SLOW, .body = &nothing, .answer = &tried, .handle = retry},
};
const struct route_list webhook_routes = {rows, LENGTH(rows)};
