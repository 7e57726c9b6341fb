/* The service itself: is it well, what does it count, what can be asked of it. */
#include "accounts/mail.h"
#include "api/answers.h"
#include "api/parts.h"

#include "http/openapi.h"
#include "live/desk.h"

static enum http_turn get_health(struct call *c)
{
    struct err e;
    bool well = api_check(api_of(c), &e);
    struct json j = call_json(c, well ? 200 : 503);
    json_object(&j);
    put_str(&j, "status", well ? S("ok") : S("stopped"));
    put_str(&j, "version", str_c(ETALON_VERSION));
    json_end(&j);
    return HTTP_ANSWERED;
}

static void put_count(struct buf *out, const char *name, const char *kind, f64 value)
{
    buf_fmt(out, "# TYPE etalon_workspace_%s %s\netalon_workspace_%s %.17g\n", name, kind, name,
            value);
}

/* How far the figures follow the acts. */
static void put_live(struct call *c, struct buf *out)
{
    struct desk *desk = opened_desk_there(call_opened(c));
    if (!desk)
        return; /* to be counted is no reason to begin */
    struct desk_standing s = desk_standing(desk);
    put_count(out, "live_sequence", "gauge", (f64)s.sequence);
    put_count(out, "live_answers_total", "counter", (f64)s.answers);
    put_count(out, "live_answer_seconds_total", "counter", (f64)s.answer_ns / 1e9);
    put_count(out, "live_answer_longest_seconds", "gauge", (f64)s.answer_ns_most / 1e9);
}

/* Of all workspaces. */
static void put_site_count(struct buf *out, const char *name, f64 value)
{
    buf_fmt(out, "# TYPE etalon_%s gauge\netalon_%s %.17g\n", name, name, value);
}

static enum http_turn get_metrics(struct call *c)
{
    const struct workspace *w = call_workspace(c);
    struct workspace_counts n = workspace_counts(w);
    struct buf *out = &c->response.body;
    struct err e;
    metrics_print(&c->dispatcher->metrics, out);
    if (api_of(c)->metrics)
        api_of(c)->metrics(api_of(c)->metrics_context, out);
    put_count(out, "up", "gauge", workspace_check(w, &e));
    put_count(out, "head_sequence", "gauge", (f64)workspace_head(w).sequence);
    put_count(out, "editions", "gauge", workspace_editions(w));
    put_count(out, "commits_total", "counter", (f64)n.commits);
    put_count(out, "requests_total", "counter", (f64)n.requests);
    put_count(out, "events_total", "counter", (f64)n.events);
    put_count(out, "checkpoints_total", "counter", (f64)n.checkpoints);
    put_count(out, "commit_last_seconds", "gauge", (f64)n.commit_ns_last / 1e9);
    put_count(out, "batch_longest_seconds", "gauge", (f64)n.batch_ns_most / 1e9);
    put_count(out, "checkpoint_longest_seconds", "gauge", (f64)n.checkpoint_ns_most / 1e9);
    i64 late_ms = n.clock_next_ms ? c->now_ms - n.clock_next_ms : 0;
    put_count(out, "clocks_total", "counter", (f64)n.clocks);
    put_count(out, "clock_lag_seconds", "gauge", late_ms > 0 ? (f64)late_ms / 1e3 : 0);
    put_live(c, out);
    if (api_of(c)->accounts) {
        struct mail_counts mails = accounts_mail_counts(api_of(c)->accounts);
        i64 old_ms = mails.oldest_ms ? c->now_ms - mails.oldest_ms : 0;
        put_site_count(out, "mails_waiting", (f64)mails.waiting);
        put_site_count(out, "mails_given_up", (f64)mails.given_up);
        put_site_count(out, "mail_lag_seconds", old_ms > 0 ? (f64)old_ms / 1e3 : 0);
    }
    c->response.status = 200;
    c->response.type = "text/plain; version=0.0.4; charset=utf-8";
    return HTTP_ANSWERED;
}

static const struct route rows[] = {
    {HTTP_GET, "/health", "health", "Whether acts can be recorded.", "service",
     .roles = HTTP_ANYONE, .flags = ROUTE_QUICK, .answer = &shape_health, .handle = get_health},
    {HTTP_GET, "/metrics", "metrics", "What is counted, for Prometheus.", "service",
     .roles = ACCESS_ADMIN | ACCESS_REVOPS | ACCESS_AUDITOR, .states = MEMBER_ACTIVE,
     .scopes = SCOPE_READ, .answer_type = "text/plain", .handle = get_metrics},
    {HTTP_GET, "/api/v1/openapi.json", "openapi", "This API as OpenAPI 3.1.", "service",
     .roles = HTTP_ANYONE, .answer = &shape_openapi, .handle = openapi_answer},
    {HTTP_GET, "/api", "api_page", "This API, to be read.", "service", .roles = HTTP_ANYONE,
     .answer_type = "text/html", .handle = openapi_page_answer},
    {HTTP_GET, "/", "interface", "The interface.", "service", .roles = HTTP_ANYONE,
     .answer_type = "text/html", .handle = file_index_answer},
    {HTTP_GET, "/assets/{file}", "asset", "A file inside the program.", "service",
     .roles = HTTP_ANYONE, .answer_type = "*/*", .handle = file_answer},
};
const struct route_list service_routes = {rows, LENGTH(rows)};
