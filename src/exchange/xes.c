#include "exchange/xes.h"

#include "base/message.h"
#include "exchange/log_attributes.h"
#include "exchange/log_names.h"
#include "exchange/stamp.h"
#include "exchange/xes_source.h"
#include "format/xml.h"

#include <string.h>

enum { RUN_EVENTS = 1 << 16, TRACE_ATTRIBUTES_MAX = 64, RECENT = 1 << 10 };

struct run {
    struct history_run run;
    u32 *deal, *actor;
    i64 *at_ms;
    u16 *activity;
    i64 room;
};

struct attribute {
    str name, value;
};

/* Numbers of short names seen lately, so that a name that comes again costs one look. */
struct recent {
    struct {
        u64 hash;
        u32 id, length;
        char name[2 * LOG_NAMES_SHORT]; /* twice: may be loaded past its end */
    } slots[RECENT];
};

/* An event as far as it was read. Its texts have LOG_NAMES_PAD readable bytes behind them;
 * they may be views into the window, and are kept when it turns. */
struct event {
    str activity, actor, bad_moment;
    i64 at_ms;
    i64 at, line; /* where it began in the window; its line when `at` is -1 */
    bool timed;
};

struct reader {
    struct xes_report *report;
    struct history_builder *b;
    struct arena *arena, text; /* text: of the current trace */
    struct xes_source source;
    struct xml_reader xml;
    struct err parse_error;
    enum xml_kind stopped; /* why reading the window stopped: XML_MORE, XML_END, XML_BAD */
    struct stamp stamp;
    struct recent activities, actors;
    struct dict deals;
    struct run run;
    bool in_trace, in_event, any_actor;
    struct event event;
    /* the trace's */
    i64 held_from; /* its events in the run: they get its number when it ends */
    i64 attribute_count;
    struct attribute attributes[TRACE_ATTRIBUTES_MAX];
};

bool xes_recognise(str head)
{
    if (str_starts(head, S("\x1f\x8b")))
        return true;
    return str_find(head, S("<log")) >= 0 &&
           (str_starts(str_trim(head), S("<")) || str_starts(head, S("\xEF\xBB\xBF<")));
}

static void reject(struct reader *r, i64 line, str reason)
{
    struct xes_report *report = r->report;
    report->rejected++;
    if (report->rejections.n < XES_REJECTIONS_KEPT)
        *vec_push(report->arena, &report->rejections) =
            (struct xes_rejection){line, str_dup(report->arena, reason)};
}

static void make_room(struct reader *r, i64 room)
{
    struct run *run = &r->run;
    run->deal = arena_grow(r->arena, run->deal, run->room, room, sizeof *run->deal);
    run->at_ms = arena_grow(r->arena, run->at_ms, run->room, room, sizeof *run->at_ms);
    run->activity = arena_grow(r->arena, run->activity, run->room, room, sizeof *run->activity);
    run->actor = arena_grow(r->arena, run->actor, run->room, room, sizeof *run->actor);
    run->room = room;
}

static void close_run(struct reader *r)
{
    struct run *run = &r->run;
    run->run.deal = run->deal;
    run->run.at_ms = run->at_ms;
    run->run.activity = run->activity;
    run->run.actor = r->any_actor ? run->actor : NULL;
    if (run->run.n)
        history_add_run(r->b, &run->run);
    *run = (struct run){0};
}

/* A copy of `s` with what is asked of an event's texts. */
static str keep(struct reader *r, str s)
{
    char *copy = arena_array(&r->text, char, s.n + LOG_NAMES_PAD);
    if (s.n)
        memcpy(copy, s.p, (size_t)s.n);
    return (str){copy, s.n};
}

static i64 event_line(struct reader *r)
{
    return r->event.at >= 0 ? xml_line_at(&r->xml, r->event.at) : r->event.line;
}

/* True when the short name was seen lately, as **id; else that is where its number goes. */
static inline bool recent_find(struct recent *recent, str name, u32 **id)
{
    u64 hash = log_hash(name);
    i64 at = (i64)(hash % RECENT);
    str there = {recent->slots[at].name, recent->slots[at].length};
    *id = &recent->slots[at].id;
    if (recent->slots[at].hash == hash && log_same(there, name))
        return true;
    recent->slots[at].hash = hash;
    recent->slots[at].length = (u32)name.n;
    memcpy(recent->slots[at].name, name.p, (size_t)name.n);
    return false;
}

static u16 activity_of(struct reader *r, str name)
{
    u32 *id;
    if (name.n > LOG_NAMES_SHORT)
        return history_add_activity(r->b, name, ACTIVITY_OTHER, OUTCOME_OPEN);
    if (!recent_find(&r->activities, name, &id))
        *id = history_add_activity(r->b, name, ACTIVITY_OTHER, OUTCOME_OPEN);
    return (u16)*id;
}

static u32 actor_of(struct reader *r, str name)
{
    u32 *id;
    if (name.n == 0 || name.n > LOG_NAMES_SHORT)
        return history_add_actor(r->b, name);
    if (!recent_find(&r->actors, name, &id))
        *id = history_add_actor(r->b, name);
    return *id;
}

static void end_event(struct reader *r)
{
    struct event *e = &r->event;
    r->in_event = false;
    r->report->events++;
    if (e->bad_moment.n) {
        reject(r, event_line(r),
               message_fmt(&r->text, "\"%.*s\" is not a moment", STR_ARG(e->bad_moment)));
        return;
    }
    if (!e->activity.n || !e->timed) {
        reject(r, event_line(r),
               e->activity.n ? message_str(S("an event without time:timestamp"))
                             : message_str(S("an event without concept:name")));
        return;
    }
    struct run *run = &r->run;
    if (run->run.n == run->room)
        make_room(r, run->room ? 2 * run->room : RUN_EVENTS);
    i64 i = run->run.n++;
    run->at_ms[i] = e->at_ms;
    run->activity[i] = activity_of(r, e->activity);
    run->actor[i] = actor_of(r, e->actor);
    r->any_actor = r->any_actor || e->actor.n;
    r->report->used++;
}

static inline bool same_text(str s, str literal)
{
    return s.n == literal.n && memcmp(s.p, literal.p, (size_t)literal.n) == 0;
}

/* `value`: as long as the event, with LOG_NAMES_PAD readable bytes behind it. */
static inline void take_event_attribute(struct reader *r, str key, str value)
{
    struct event *e = &r->event;
    if (same_text(key, S("concept:name"))) {
        e->activity = value;
    } else if (same_text(key, S("org:resource"))) {
        e->actor = value;
    } else if (same_text(key, S("time:timestamp"))) {
        e->timed = stamp_parse(&r->stamp, str_sub(value, 0, 40), &e->at_ms);
        e->bad_moment = e->timed ? (str){0} : keep(r, str_sub(value, 0, 40));
    }
}

static bool wanted_of_event(str key)
{
    return str_eq(key, S("concept:name")) || str_eq(key, S("time:timestamp")) ||
           str_eq(key, S("org:resource"));
}

/* A trace's attributes are kept until its end: its name may come last. */
static void take_trace_attribute(struct reader *r, const struct xml_token *t, str key, str value)
{
    bool text = str_eq(t->name, S("string")) || str_eq(t->name, S("boolean"));
    bool name = str_eq(key, S("concept:name"));
    if ((!text && !name && !log_attributes_is_amount(key)) ||
        r->attribute_count == TRACE_ATTRIBUTES_MAX)
        return;
    r->attributes[r->attribute_count++] =
        (struct attribute){str_dup(&r->text, key), str_dup(&r->text, value)};
}

static bool take_attribute(struct reader *r, const struct xml_token *t, struct err *e)
{
    str raw_key, raw_value, key, value;
    if (!xml_attribute(t, S("key"), &raw_key) || !xml_attribute(t, S("value"), &raw_value))
        return true;
    if (r->in_event && !wanted_of_event(raw_key))
        return true;
    if (!xml_decode(&r->text, raw_key, &key) || !xml_decode(&r->text, raw_value, &value))
        return err_set(e, ERR_INPUT, "line %lld: an unknown entity; only the five of XML are known",
                       (long long)xml_line(&r->xml));
    if (r->in_event)
        take_event_attribute(r, key, keep(r, value));
    else
        take_trace_attribute(r, t, key, value);
    return true;
}

/* Now its name is known for sure. A name seen before is the same deal. */
static void end_trace(struct reader *r)
{
    str name = {0};
    for (i64 i = 0; i < r->attribute_count && !name.n; i++)
        if (str_eq(r->attributes[i].name, S("concept:name")))
            name = r->attributes[i].value;
    if (!name.n)
        name = str_fmt(&r->text, "trace %lld", (long long)r->report->traces);
    u32 deal = dict_intern(&r->deals, name);
    for (i64 i = r->held_from; i < r->run.run.n; i++)
        r->run.deal[i] = deal;
    for (i64 i = 0; i < r->attribute_count; i++)
        if (!str_eq(r->attributes[i].name, S("concept:name")))
            log_attributes_set(r->b, deal, r->attributes[i].name, r->attributes[i].value);
    r->in_trace = false;
    arena_rewind(&r->text, 0);
    if (r->run.run.n >= RUN_EVENTS / 2)
        close_run(r);
}

static void begin_trace(struct reader *r)
{
    r->in_trace = true;
    r->report->traces++;
    r->attribute_count = 0;
    r->held_from = r->run.run.n;
}

static bool take_open(struct reader *r, const struct xml_token *t, struct err *e)
{
    if (t->depth == 1 && !str_eq(t->name, S("log")))
        return err_set(e, ERR_INPUT, "this is XML, but not XES: it begins with <%.*s>",
                       STR_ARG(t->name));
    if (t->depth == 2 && str_eq(t->name, S("trace"))) {
        begin_trace(r);
        if (t->empty)
            end_trace(r);
    } else if (t->depth == 3 && r->in_trace && str_eq(t->name, S("event"))) {
        r->in_event = true;
        r->event = (struct event){.at = r->xml.at};
        if (t->empty)
            end_event(r);
    } else if ((t->depth == 3 && r->in_trace) || (t->depth == 4 && r->in_event)) {
        return take_attribute(r, t, e);
    }
    return true;
}

static void take_close(struct reader *r, const struct xml_token *t)
{
    if (t->depth == 3 && r->in_event)
        end_event(r);
    else if (t->depth == 2 && r->in_trace)
        end_trace(r);
}

/* Reads tokens until the window has no whole one left, the log is over, or something is
 * wrong, with the reason in r->parse_error. */
static void read_window(struct reader *r)
{
    struct xml_token t;
    for (;;) {
        str name, key, value;
        while (r->in_event && r->xml.depth == 3 && xml_next_pair(&r->xml, &name, &key, &value))
            take_event_attribute(r, key, value);
        xml_next(&r->xml, &t);
        r->stopped = t.kind;
        switch (t.kind) {
        case XML_OPEN:
            if (!take_open(r, &t, &r->parse_error)) {
                r->stopped = XML_BAD;
                return;
            }
            break;
        case XML_CLOSE: take_close(r, &t); break;
        case XML_TEXT: break;
        case XML_BAD:
            err_set(&r->parse_error, ERR_INPUT, "line %lld: %s", (long long)xml_line(&r->xml),
                    message(r->xml.problem));
            return;
        case XML_MORE:
        case XML_END: return;
        }
    }
}

/* The two things that can be done at once. */
static void do_both(void *context, i64 chunk)
{
    struct reader *r = context;
    if (chunk == 0)
        read_window(r);
    else
        xes_source_ahead(&r->source);
}

/* What an unfinished event has in the window must outlive it. */
static bool turn(struct reader *r, struct err *e)
{
    i64 used = r->xml.at;
    if (r->source.window_n - used > XES_WINDOW_BYTES)
        return err_set(e, ERR_LIMIT, "line %lld: a tag or a text longer than %d MiB",
                       (long long)xml_line(&r->xml), XES_WINDOW_BYTES >> 20);
    if (r->in_event) {
        r->event.activity = keep(r, r->event.activity);
        r->event.actor = keep(r, r->event.actor);
        r->event.line = event_line(r);
        r->event.at = -1;
    }
    if (!xes_source_turn(&r->source, used, e))
        return false;
    xml_refill(&r->xml, (str){r->source.window, r->source.window_n}, r->source.over);
    return true;
}

static bool read_all(struct reader *r, struct err *e)
{
    xml_init(&r->xml, (str){r->source.window, r->source.window_n}, r->source.over);
    for (;;) {
        if (r->source.over)
            read_window(r);
        else
            par_for(0, 2, do_both, r);
        if (r->stopped == XML_END)
            return true;
        if (r->stopped == XML_BAD) {
            *e = r->parse_error;
            return false;
        }
        if (!turn(r, e))
            return false;
    }
}

bool xes_read(struct history_builder *b, struct xes_report *report, const struct os_file *file,
              str bytes, bool sha256, struct err *e)
{
    struct arena scratch;
    arena_init(&scratch, 64 << 20);
    struct reader *r = arena_new(&scratch, struct reader);
    r->report = report;
    r->b = b;
    r->arena = report->arena;
    arena_init(&r->text, 1ll << 32);
    dict_init(&r->deals, report->arena);
    bool ok = xes_source_open(&r->source, &scratch, file, bytes, sha256, e) && read_all(r, e);
    close_run(r);
    xes_source_close(&r->source, report->sha256);
    report->text_bytes = r->source.text_bytes;
    if (ok && !report->used)
        ok = err_set(e, ERR_INPUT, "the log has no event that can be used");
    if (ok)
        history_add_log_deals(b, r->deals.names, r->deals.n);
    arena_release(&r->text);
    arena_release(&scratch);
    return ok;
}
