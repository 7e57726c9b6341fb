/* The timeline of a deal: what happened, newest first, each with what the standard said to it
 * when it was recorded. The judge is asked again over the deal's events, oldest first: he is
 * a function of them, so what he says now is what he said then. */
#include "api/answers.h"
#include "api/course.h"
#include "api/hook.h"
#include "api/parts.h"
#include "workspace/import_acts.h"

static bool of_deal(const struct event_row *e)
{
    return (i32)e->event.kind < EVENT_KIND_COUNT;
}

/* What an export told and no event of a deal says: a call, a stage without a place. */
static void put_told(struct json *j, const struct event_row *e)
{
    enum activity_kind kind;
    bool has_value;
    if ((i32)e->event.kind != KIND_DEAL_TOLD || !told_kind(e->event.subject, &kind, &has_value))
        return;
    put_str(j, "told", str_c(activity_kind_id(kind)));
    if (has_value)
        put_i64(j, "value", e->event.value);
}

/* What ran out, and what the judge says to it. */
static void put_clock(struct json *j, struct call *c, enum lang lang, const struct event_row *e,
                      const struct rules *rules, struct verdict *v)
{
    enum due_what what = (enum due_what)(e->event.kind - KIND_CLOCK);
    i32 subject = e->event.subject;
    judge_clock(rules, what, subject, e->event.occurred_ms, v);
    if (v->count == 0)
        return;
    put_event_subject(j, rules->standard, &e->event);
    put_str(j, "summary", finding_say(&c->arena, lang, rules, &v->list[0]));
}

struct telling {
    struct call *call;
    struct reader *reader;
    struct json *j;
    enum lang lang;
    bool silent; /* findings that nobody is shown while selling */
    i64 before, most, shown;
    i32 *edition; /* on which each event of the page was recorded */
};

static void put_event(struct telling *t, const struct event_row *e, const struct rules *rules,
                      struct verdict *v)
{
    struct json *j = t->j;
    bool clock = kind_is_clock(e->event.kind);
    json_object(j);
    put_i64(j, "sequence", e->sequence);
    put_str(j, "kind", api_event_kind((i32)e->event.kind));
    put_moment(j, "occurred_at", e->event.occurred_ms);
    put_moment(j, "recorded_at", e->recorded_ms);
    put_person(j, "by", t->reader, &t->call->arena, e->event.actor);
    put_str(j, "role", str_c(role_id(event_role(&e->event))));
    if (of_deal(e)) {
        put_event_subject(j, rules->standard, &e->event);
        put_str(j, "summary", finding_event_say(&t->call->arena, t->lang, rules, &e->event));
    }
    put_told(j, e);
    if (clock)
        put_clock(j, t->call, t->lang, e, rules, v);
    if (e->event.kind == EVENT_MIGRATED || (i32)e->event.kind == KIND_DEAL_RESTORED) {
        put_i64(j, "edition", rules->version);
        put_i64(j, "version", rules->standard->version);
    }
    if ((i32)e->event.kind == KIND_DEAL_RESTORED && e->event.subject < rules->stage_count)
        put_str(j, "stage", rules->standard->stages.v[e->event.subject].id);
    if (e->event.kind == EVENT_REFUSED && e->event.value < EVENT_KIND_COUNT)
        put_str(j, "refused", str_c(event_kind_id((enum event_kind)e->event.value)));
    put_text(j, "text", e->text);
    if (e->erased)
        put_bool(j, "erased", true);
    if (of_deal(e) || clock)
        put_findings(j, &t->call->arena, t->lang, rules, v, t->silent);
    json_end(j);
}

/* What he says to history is silent, and said of the moment when it happened. */
static void judge_event(const struct rules *rules, const struct event_row *row, bool imported,
                        const struct deal_state *state, struct verdict *said)
{
    const struct deal_event *e = &row->event;
    if (event_role(e) == ROLE_SYSTEM || e->kind == EVENT_REFUSED)
        return;
    judge_act(rules, state, e, imported ? e->occurred_ms : row->recorded_ms, said);
    for (i32 i = 0; i < said->count && imported; i++)
        said->list[i].severity = SEVERITY_SILENT;
}

/* The deal after the event; one that comes back is as if it had never gone: folded anew. */
static void follow(struct telling *t, const struct event_row *row, struct deal_state *state)
{
    const struct deal_event *e = &row->event;
    const struct carry *c =
        e->kind == EVENT_MIGRATED ? workspace_carry(call_workspace(t->call), (i32)e->value) : NULL;
    if (c)
        deal_carry(c, state, e);
    else if (of_deal(row))
        deal_apply(state, e);
    else if ((i32)e->kind == KIND_DEAL_RESTORED)
        reader_state_at(t->reader, t->call->arena, row->deal, row->sequence, state);
}

/* What the judge said to each event of the page: asked again from the deal's beginning. */
static void judge_page(struct telling *t, const struct event_row *all, i64 n, i64 from, i64 to,
                       struct verdict *said)
{
    struct deal_state *state = arena_new(&t->call->arena, struct deal_state);
    const u8 *is = course_standings(&t->call->arena, all, n);
    for (i64 i = n - 1; i >= from; i--) { /* newest first: the oldest is last */
        const struct deal_event *e = &all[i].event;
        i32 edition =
            e->kind == EVENT_OPENED || e->kind == EVENT_MIGRATED ? (i32)e->value : state->version;
        if (i < to && of_deal(&all[i]) && is[i] != TAKEN_BACK)
            judge_event(workspace_rules(call_workspace(t->call), edition), &all[i],
                        is[i] == IMPORTED, state, &said[i - from]);
        if (is[i] != TAKEN_BACK)
            follow(t, &all[i], state);
        if (i < to)
            t->edition[i - from] = is[i] == TAKEN_BACK ? edition : state->version;
    }
}

static void tell(struct telling *t, const struct event_row *all, i64 n)
{
    struct arena *a = &t->call->arena;
    i64 from = 0;
    while (t->before && from < n && all[from].sequence >= t->before)
        from++;
    i64 to = i64_min(n, from + t->most);
    struct verdict *said = arena_array(a, struct verdict, to - from);
    const struct workspace *w = call_workspace(t->call);
    t->edition = arena_array(a, i32, to - from);
    judge_page(t, all, n, from, to, said);
    struct json *j = t->j;
    json_object(j);
    put_i64(j, "deal", all[0].deal);
    put_i64(j, "revision", all[0].sequence);
    json_key(j, S("events"));
    json_array(j);
    for (i64 i = from; i < to; i++)
        put_event(t, &all[i], workspace_rules(w, t->edition[i - from]), &said[i - from]);
    json_end(j);
    if (to < n)
        put_str(j, "next_cursor",
                call_cursor(t->call, str_fmt(a, "%lld", (long long)all[to - 1].sequence)));
    json_end(j);
}

static enum http_turn get_timeline(struct call *c)
{
    enum { WHO_MAY = ACCESS_ADMIN | ACCESS_REVOPS | ACCESS_MANAGER | ACCESS_AUDITOR };
    struct deal_row d;
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    reader_begin(r);
    if (api_deal(c, r, &d)) {
        struct event_row *all = arena_array(&c->arena, struct event_row, d.events);
        i64 n = reader_timeline(r, &c->arena, d.id, 0, d.events, all);
        struct json j = call_json(c, 200);
        struct telling t = {.call = c,
                            .reader = r,
                            .j = &j,
                            .lang = api_lang(c),
                            .silent = (c->actor.role & WHO_MAY) &&
                                      str_eq(call_query(c, "silent"), S("true")),
                            .most = c->listing.limit};
        if (c->listing.place.n && !str_to_i64(c->listing.place, &t.before))
            t.before = 0;
        if (n && api_read_well(c, r))
            tell(&t, all, n);
    }
    reader_end(r);
    api_read_well(c, r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

static const struct shape_field query_fields[] = {
    {"silent", SHAPE_BOOLEAN,
     .about = "With the findings that nobody is shown while selling; for those who lead."},
};
static const struct shape query = {"timeline_query", NULL, query_fields, LENGTH(query_fields)};
static const char *const sorts[] = {"-sequence", NULL};
static const char *const columns[] = {NULL};
static const struct route_listing listing = {sorts, columns};

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/deals/{deal:int}/timeline", "timeline_get",
     "What happened to a deal, newest first, with what the standard said.", "deals", FOR_MEMBERS,
     .flags = ROUTE_LIST, .query = &query, .listing = &listing, .answer = &shape_timeline,
     .handle = get_timeline},
};
const struct route_list timeline_routes = {rows, LENGTH(rows)};
