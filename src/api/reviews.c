/* The review room: an agenda drawn from facts since a day (13 weeks, unless said), what was
 * decided, and what is overdue. */
#include "api/accounts_parts.h"
#include "api/answers.h"
#include "api/effect.h"

enum {
    REVIEW_DAYS = 91,
    REVIEW_DEALS = 5,
    HAPPENED_MAX = 4096,
    PROPOSALS_LOOKED_AT = 200,
    DECISIONS = 20,
};

struct review_room {
    struct call *c;
    struct reader *r;
    struct json *j;
    i64 from_ms, length_ms;
    i64 before, from, last; /* events: begin of the period before, of this one, and the end */
};

/* --- due
 * ------------------------------------------------------------------------------------------- */

static void put_due(struct review_room *v)
{
    struct queue_lane lane = {.whom = WHOM_GOVERNORS};
    struct queue_place first = {INT64_MIN, 0, 0, 0};
    struct queue_row rows[64];
    i64 n = reader_queue(v->r, &lane, DUE_REVIEW, &first, INT64_MAX, LENGTH(rows), rows);
    json_key(v->j, S("due"));
    json_array(v->j);
    for (i64 i = 0; i < n; i++) {
        i32 edition = (i32)rows[i].place.subject;
        const struct rules *rules = workspace_rules(call_workspace(v->c), edition);
        if (!rules)
            continue;
        json_object(v->j);
        put_i64(v->j, "edition", edition);
        put_named(v->j, "process", rules->standard->process,
                  api_words(&rules->standard->title, api_lang(v->c)));
        put_text(v->j, "owner", api_words(&rules->standard->review.owner, api_lang(v->c)));
        put_moment(v->j, "due", rows[i].place.at_ms);
        put_bool(v->j, "overdue", rows[i].place.at_ms <= v->c->now_ms);
        json_end(v->j);
    }
    json_end(v->j);
}

/* --- wins and losses
 * ------------------------------------------------------------------------------ */

static void put_ended(struct review_room *v, const char *key, bool won)
{
    struct deal_row rows[REVIEW_DEALS];
    i64 n = reader_ended(v->r, &v->c->arena, won, v->from_ms, REVIEW_DEALS, rows);
    json_key(v->j, str_c(key));
    json_array(v->j);
    for (i64 i = 0; i < n; i++) {
        const struct standard *s = workspace_rules(call_workspace(v->c), rows[i].edition)->standard;
        json_object(v->j);
        put_i64(v->j, "deal", rows[i].id);
        put_text(v->j, "name", rows[i].name);
        put_person(v->j, "owner", v->r, &v->c->arena, rows[i].owner);
        put_str(v->j, "outcome", str_c(outcome_id(rows[i].outcome)));
        put_named(v->j, "stage", rows[i].stage_id,
                  api_words(&s->stages.v[rows[i].stage].title, api_lang(v->c)));
        put_moment(v->j, "closed_at", rows[i].closed_ms);
        if (rows[i].amount != LIST_AMOUNT_NONE)
            put_i64(v->j, "amount_minor", rows[i].amount);
        json_end(v->j);
    }
    json_end(v->j);
}

/* --- what was waived, objected to, refused; and whether that drifts
 * ------------------------------- */

static i64 count_of(const struct happened_row *rows, i64 n, enum event_kind kind)
{
    i64 count = 0;
    for (i64 i = 0; i < n; i++)
        count += rows[i].kind == kind ? rows[i].count : 0;
    return count;
}

static void put_counts(struct json *j, const char *key, const struct happened_row *rows, i64 n)
{
    json_key(j, str_c(key));
    json_object(j);
    put_i64(j, "moves", count_of(rows, n, EVENT_STAGE_ENTERED));
    put_i64(j, "waivers", count_of(rows, n, EVENT_WAIVER_GRANTED));
    put_i64(j, "objections", count_of(rows, n, EVENT_OBJECTED));
    put_i64(j, "refusals", count_of(rows, n, EVENT_REFUSED));
    json_end(j);
}

static void put_milestones(struct review_room *v, const struct happened_row *rows, i64 n)
{
    static const struct {
        enum event_kind kind;
        const char *word;
    } kinds[] = {{EVENT_WAIVER_GRANTED, "waived"},
                 {EVENT_OBJECTED, "objected-to"},
                 {EVENT_REFUSED, "refused"}};
    json_key(v->j, S("milestones"));
    json_array(v->j);
    for (i64 i = 0; i < n; i++)
        for (i64 k = 0; k < LENGTH(kinds); k++) {
            const struct rules *rules = workspace_rules(call_workspace(v->c), rows[i].edition);
            if (rows[i].kind != kinds[k].kind || !rules ||
                rows[i].milestone >= rules->milestone_count)
                continue;
            const struct milestone *m = &rules->standard->milestones.v[rows[i].milestone];
            json_object(v->j);
            put_i64(v->j, "edition", rows[i].edition);
            put_named(v->j, "milestone", m->id, api_words(&m->title, api_lang(v->c)));
            put_str(v->j, "what", str_c(kinds[k].word));
            put_i64(v->j, "count", rows[i].count);
            json_end(v->j);
        }
    json_end(v->j);
}

static void put_drift(struct review_room *v)
{
    struct happened_row *now = arena_array(&v->c->arena, struct happened_row, HAPPENED_MAX);
    struct happened_row *was = arena_array(&v->c->arena, struct happened_row, HAPPENED_MAX);
    i64 n = reader_happened(v->r, v->from, v->last, HAPPENED_MAX, now);
    i64 k = reader_happened(v->r, v->before, v->from, HAPPENED_MAX, was);
    json_key(v->j, S("drift"));
    json_object(v->j);
    put_counts(v->j, "now", now, n);
    put_counts(v->j, "period_before", was, k);
    json_end(v->j);
    put_milestones(v, now, n);
}

/* --- proposals, the last revision, decisions
 * -------------------------------------------------------- */

static void put_proposals(struct review_room *v)
{
    i64 *numbers = arena_array(&v->c->arena, i64, PROPOSALS_LOOKED_AT);
    i64 n = reader_proposals(v->r, PROPOSALS_LOOKED_AT, numbers);
    json_key(v->j, S("open_proposals"));
    json_array(v->j);
    for (i64 i = 0; i < n; i++) {
        struct proposal p;
        struct diags d;
        i64 mark = arena_mark(&v->c->arena);
        diags_init(&d, &v->c->arena);
        bool there = reader_proposal(v->r, &v->c->arena, numbers[i], &p);
        if (there && (p.state == PROPOSAL_OPEN || p.state == PROPOSAL_TRIAL)) {
            const struct json_value *said = json_parse(&v->c->arena, p.said, &d);
            str sunset = json_member_text(said, "sunset");
            i64 day;
            json_object(v->j);
            put_i64(v->j, "proposal", p.number);
            put_str(v->j, "state", str_c(proposal_state_id(p.state)));
            put_text(v->j, "title", json_member_text(said, "title"));
            put_text(v->j, "sunset", sunset);
            put_bool(v->j, "past_its_sunset",
                     date_parse(sunset, &day) && (day + 1) * MS_PER_DAY <= v->c->now_ms);
            json_end(v->j);
        }
        arena_rewind(&v->c->arena, mark);
    }
    json_end(v->j);
}

/* The newest edition that follows another. */
static void put_last_revision(struct review_room *v)
{
    const struct workspace *w = call_workspace(v->c);
    struct edition_effect e;
    struct proposal p;
    i32 edition = workspace_editions(w);
    while (edition > 0 && !workspace_follows(w, edition))
        edition--;
    if (!edition)
        return;
    effect_proposal(v->c, v->r, edition, &p);
    if (!effect_of_edition(v->c, v->r, edition, &p, 0, &e))
        return;
    json_key(v->j, S("last_revision"));
    json_object(v->j);
    put_i64(v->j, "edition", edition);
    put_i64(v->j, "against", workspace_follows(w, edition));
    if (p.number)
        put_i64(v->j, "proposal", p.number);
    effect_json(v->j, &v->c->arena, api_lang(v->c), &e.report);
    json_end(v->j);
}

static void put_decisions(struct review_room *v)
{
    struct event_row *rows = arena_array(&v->c->arena, struct event_row, DECISIONS);
    i64 n = reader_decisions(v->r, &v->c->arena, DECISIONS, rows);
    json_key(v->j, S("decisions"));
    json_array(v->j);
    for (i64 i = 0; i < n; i++) {
        json_object(v->j);
        put_i64(v->j, "edition", rows[i].event.value);
        put_person(v->j, "by", v->r, &v->c->arena, rows[i].event.actor);
        put_moment(v->j, "at", rows[i].event.occurred_ms);
        put_str(v->j, "text", rows[i].text);
        json_end(v->j);
    }
    json_end(v->j);
}

static enum http_turn get_review(struct call *c)
{
    struct review_room v = {.c = c};
    i64 day;
    str from = call_query(c, "from");
    v.from_ms =
        from.p && date_parse(from, &day) ? day * MS_PER_DAY : c->now_ms - REVIEW_DAYS * MS_PER_DAY;
    v.length_ms = i64_max(0, c->now_ms - v.from_ms);
    v.r = api_reader(c);
    if (!v.r)
        return HTTP_ANSWERED;
    struct json j = call_json(c, 200);
    v.j = &j;
    reader_begin(v.r);
    v.from = reader_sequence_at(v.r, v.from_ms);
    v.before = reader_sequence_at(v.r, v.from_ms - v.length_ms);
    v.last = reader_sequence_at(v.r, INT64_MAX);
    json_object(&j);
    put_moment(&j, "from", v.from_ms);
    put_due(&v);
    put_ended(&v, "top_wins", true);
    put_ended(&v, "toughest_losses", false);
    put_drift(&v);
    put_proposals(&v);
    put_last_revision(&v);
    put_decisions(&v);
    json_end(&j);
    reader_end(v.r);
    api_read_well(c, v.r);
    api_give_back(c, v.r);
    return HTTP_ANSWERED;
}

static void print_decided(void *context, const struct answer *a, struct buf *out)
{
    struct json j;
    (void)context;
    if (a->status != ANSWER_ACCEPTED)
        return;
    json_init(&j, out, 0);
    json_object(&j);
    put_i64(&j, "event", a->revision);
    json_end(&j);
}

static enum http_turn post_decision(struct call *c)
{
    struct change *change = change_new(c);
    struct proposal_act *act = arena_new(&c->arena, struct proposal_act);
    act->kind = KIND_DECIDED;
    act->number = json_member_whole(c->json, "edition", 0);
    act->text = accounts_text(c, "text");
    change->request.intent.kind = INTENT_PROPOSAL;
    change->request.intent.proposal = act;
    change->request.print = print_decided;
    return change_submit(change);
}

static const struct shape_field from_fields[] = {
    {"from", SHAPE_DATE, .about = "The first day of the period; 13 weeks ago."},
};
static const struct shape from_query = {"review_query", NULL, from_fields, LENGTH(from_fields)};
static const struct shape_field decided_fields[] = {
    {"edition", SHAPE_INTEGER, .required = true, .least = 1, .most = WORKSPACE_EDITIONS_MAX,
     .about = "The edition that it is about."},
    {"text", SHAPE_TEXT, .required = true, .least = 1, .most = 4000},
};
static const struct shape decision_new = {"decision_new", "What a review decided.", decided_fields,
                                          LENGTH(decided_fields)};

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/review", "review_get", "The agenda of a review, drawn from what happened.",
     "standards", .roles = ACCESS_ADMIN | ACCESS_REVOPS | ACCESS_MANAGER | ACCESS_AUDITOR,
     .states = MEMBER_ACTIVE, .scopes = SCOPE_READ, .flags = ROUTE_SLOW, .query = &from_query,
     .answer = &shape_review, .handle = get_review},
    {HTTP_POST, "/api/v1/review/decisions", "review_decide", "What the review decided.",
     "standards", .roles = PUBLISHERS | ACCESS_MANAGER, .states = MEMBER_ACTIVE,
     .scopes = SCOPE_STANDARD, .body = &decision_new, .status = 201, .answer = &shape_decided,
     .handle = post_decision},
};
const struct route_list review_routes = {rows, LENGTH(rows)};
