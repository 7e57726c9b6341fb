/* Events as they become durable, to whoever listens: server-sent events whose id is the
 * sequence, so that a reader who comes back with Last-Event-ID misses nothing. One publisher
 * follows the durable heads of the workspaces that somebody listens to; it reads only what somebody
 * has not been sent yet, and ends the stream of who may not listen any more before it sends another
 * byte. */
#include "api/deliver.h"
#include "api/hook.h"
#include "api/parts.h"

enum {
    PUBLISH_EVERY_NS = 50000000,
    PUBLISH_BATCH = 200,
    PUBLISH_ARENA_BYTES = 64 << 20,
    LINE_BYTES = 2048,
};

static void put_event(struct json *j, const struct event_row *e)
{
    json_object(j);
    put_i64(j, "sequence", e->sequence);
    if (e->deal)
        put_i64(j, "deal", e->deal);
    put_str(j, "kind", api_event_kind((i32)e->event.kind));
    put_moment(j, "occurred_at", e->event.occurred_ms);
    put_moment(j, "recorded_at", e->recorded_ms);
    if (e->event.actor)
        put_i64(j, "by", e->event.actor);
    json_end(j);
}

static bool send_event(struct stream *s, const struct event_row *e)
{
    char text[LINE_BYTES], id[24];
    struct buf line = {.p = text, .max = sizeof text}, number = {.p = id, .max = sizeof id};
    struct json j;
    json_init(&j, &line, 0);
    put_event(&j, e);
    buf_i64(&number, e->sequence);
    return stream_send(s, e->deal ? S("deal") : S("workspace"), buf_str(&number),
                       str_trim(buf_str(&line)));
}

/* Sends one listener what it lacks, at most a batch; false when it is gone. */
static bool serve_one(struct api_stream *one, struct arena a)
{
    struct event_row *rows = arena_array(&a, struct event_row, PUBLISH_BATCH);
    struct reader *r;
    struct err e;
    if (!opened_reader(one->opened, &r, &e))
        return true; /* the next time */
    i64 n = reader_events(r, &a, one->after, PUBLISH_BATCH, rows);
    opened_give_back(one->opened, r);
    for (i64 i = 0; i < n; i++) {
        if (!send_event(one->stream, &rows[i]))
            return false;
        one->after = rows[i].sequence;
    }
    return true;
}

static void end_one(struct api *api, struct api_stream *one)
{
    stream_end(&api->dispatcher->streams, one->stream);
    shelf_give(one->opened);
    *one = api->stream[--api->stream_count];
}

static bool serve_all(struct api *api, struct arena a)
{
    bool more = false;
    pthread_mutex_lock(&api->streams_lock);
    for (i32 i = 0; i < api->stream_count;) {
        struct api_stream *one = &api->stream[i];
        bool there = stream_is_read(one->stream) && accounts_may_listen(api, one, a);
        i64 head = workspace_head(one->opened->workspace).sequence;
        if (!there || (one->after < head && !serve_one(one, a))) {
            end_one(api, one);
            continue;
        }
        more |= one->after < head;
        i++;
    }
    pthread_mutex_unlock(&api->streams_lock);
    return more;
}

static void publish_until_stopped(void *context)
{
    struct api *api = context;
    struct arena a;
    arena_init(&a, PUBLISH_ARENA_BYTES);
    while (!__atomic_load_n(&api->stop, __ATOMIC_SEQ_CST))
        if (!serve_all(api, a))
            api->platform->wait(api->platform->self, &api->stop, 0, PUBLISH_EVERY_NS);
    pthread_mutex_lock(&api->streams_lock);
    while (api->stream_count)
        end_one(api, &api->stream[0]);
    pthread_mutex_unlock(&api->streams_lock);
    arena_release(&a);
}

bool api_publish(struct api *api, struct dispatcher *d, struct err *e)
{
    api->dispatcher = d;
    api->publisher = api->platform->thread_start(api->platform->self, publish_until_stopped, api);
    if (api->publisher < 0)
        return err_set(e, ERR_LIMIT, "the system gives no more threads");
    return !api->deliverer || deliver_start(api->deliverer, e);
}

/* Where the listener left off; the head when it begins anew. */
static i64 place_to_begin(struct call *c)
{
    i64 after, head = workspace_head(call_workspace(c)).sequence;
    str last = http_field(&c->request, S("Last-Event-ID"));
    if (!last.p)
        last = call_query(c, "after");
    return last.p && str_to_i64(last, &after) && after >= 0 ? i64_min(after, head) : head;
}

static enum http_turn listen_to_events(struct call *c)
{
    struct api *api = api_of(c);
    struct stream *s = call_stream(c);
    if (!s)
        return HTTP_ANSWERED;
    pthread_mutex_lock(&api->streams_lock);
    assert(api->stream_count < API_SUBSCRIBERS_MAX); /* as many as there are streams */
    struct api_stream *one = &api->stream[api->stream_count++];
    *one = (struct api_stream){.stream = s, .opened = call_opened(c), .after = place_to_begin(c)};
    shelf_hold(one->opened);
    accounts_note_listener(c, one);
    pthread_mutex_unlock(&api->streams_lock);
    return HTTP_ANSWERED;
}

static const struct shape_field query_fields[] = {
    {"after", SHAPE_INTEGER, .least = 0, .most = INT64_MAX,
     .about = "The last sequence already known, when no Last-Event-ID is sent."},
};
static const struct shape query = {"event_query", NULL, query_fields, LENGTH(query_fields)};

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/events", "event_stream",
     "What happens in the workspace, as it becomes durable; resumes after Last-Event-ID.", "events",
     FOR_MEMBERS, .query = &query, .answer_type = "text/event-stream", .handle = listen_to_events},
};
const struct route_list event_routes = {rows, LENGTH(rows)};
