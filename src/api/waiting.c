/* What waits: hand-offs for a department, and for a person all that needs a hand now. */
#include "api/parts.h"

enum { HANDOFFS_PAGE = 500 };

/* --- hand-offs ---------------------------------------------------------------------------- */

static void put_deal_short(struct json *j, struct call *c, struct reader *r,
                           const struct deal_row *d)
{
    const struct standard *s = workspace_rules(call_workspace(c), d->edition)->standard;
    put_i64(j, "deal", d->id);
    put_text(j, "name", d->name);
    put_named(j, "stage", s->stages.v[d->stage].id,
              api_words(&s->stages.v[d->stage].title, api_lang(c)));
    put_person(j, "owner", r, &c->arena, d->owner);
}

static bool is_alive(const struct deal_row *d)
{
    return d->outcome == OUTCOME_OPEN || d->outcome == OUTCOME_WON;
}

static void put_handoff(struct json *j, struct call *c, struct reader *r,
                        const struct waiting_row *w, const struct deal_row *d)
{
    const struct rules *rules = workspace_rules(call_workspace(c), d->edition);
    const struct handoff *h = &rules->standard->handoffs.v[w->handoff];
    i64 by_ms = w->accepted ? w->touch_by_ms : w->accept_by_ms;
    json_object(j);
    put_str(j, "what", w->accepted ? S("touch") : S("accept-handoff"));
    put_deal_short(j, c, r, d);
    put_named(j, "handoff", h->id, api_words(&h->title, api_lang(c)));
    put_str(j, "from", h->from.id);
    put_str(j, "to", h->to.id);
    put_moment(j, "by", by_ms);
    put_bool(j, "late", by_ms != TIME_NONE && by_ms < c->now_ms);
    json_end(j);
}

/* The waiting hand-offs to `department` (empty: to any) as items of the open list. */
static void put_handoffs(struct json *j, struct call *c, struct reader *r, str department)
{
    struct waiting_row *rows = arena_array(&c->arena, struct waiting_row, HANDOFFS_PAGE);
    i64 n = reader_handoffs(r, 0, HANDOFFS_PAGE, rows);
    for (i64 i = 0; i < n; i++) {
        struct deal_row d;
        if (!reader_deal(r, &c->arena, rows[i].deal, &d) || !is_alive(&d))
            continue;
        const struct rules *rules = workspace_rules(call_workspace(c), d.edition);
        bool known = rows[i].handoff < rules->handoff_count;
        if (known && (!department.n ||
                      str_eq(rules->standard->handoffs.v[rows[i].handoff].to.id, department)))
            put_handoff(j, c, r, &rows[i], &d);
    }
}

static enum http_turn list_handoffs(struct call *c)
{
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    reader_begin(r);
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("waiting"));
    json_array(&j);
    put_handoffs(&j, c, r, call_query(c, "department"));
    json_end(&j);
    json_end(&j);
    reader_end(r);
    api_read_well(c, r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

/* --- for me ------------------------------------------------------------------------------- */

struct waiting {
    struct call *call;
    struct reader *reader;
    struct json *j;
    struct deal_state state;
};

static void put_item(struct waiting *w, const struct deal_row *d, const char *what, i32 milestone,
                     i64 at_ms)
{
    struct json *j = w->j;
    json_object(j);
    put_str(j, "what", str_c(what));
    put_deal_short(j, w->call, w->reader, d);
    if (milestone >= 0) {
        const struct standard *s = workspace_rules(call_workspace(w->call), d->edition)->standard;
        put_named(j, "milestone", s->milestones.v[milestone].id,
                  api_words(&s->milestones.v[milestone].title, api_lang(w->call)));
    }
    put_moment(j, "since", at_ms);
    json_end(j);
}

/* Milestones that this person's word could settle. */
static void look_at_milestones(struct waiting *w, const struct deal_row *d,
                               const struct rules *rules, bool mine)
{
    struct bits reached = w->state.reached;
    bool manager = api_role(w->call) == ROLE_MANAGER;
    for (i32 m; (m = bits_take(&reached)) >= 0;) {
        enum standing standing = judge_milestone(rules, &w->state, m, w->call->now_ms);
        bool enough = manager || rules->milestone[m].confirmer == CONFIRMER_PEER;
        if (standing == STANDING_UNCONFIRMED && !mine && enough)
            put_item(w, d, "confirm", m, w->state.fresh_ms[m]);
        if (standing == STANDING_LAPSED && mine)
            put_item(w, d, "lapsed", m,
                     rules_span_end(rules, &rules->milestone[m].lapse, w->state.fresh_ms[m]));
    }
}

static void look_at_own(struct waiting *w, const struct deal_row *d, const struct rules *rules)
{
    i64 now = w->call->now_ms;
    i64 limit = rules_span_end(rules, &rules->stage[d->stage].limit, d->stage_entered_ms);
    if (d->parked && d->parked_until_ms != TIME_NONE && d->parked_until_ms <= now)
        put_item(w, d, "parked-until-now", -1, d->parked_until_ms);
    if (d->parked)
        return;
    if (d->close_day != TIME_NONE && d->close_day < calendar_today(&rules->calendar, now))
        put_item(w, d, "close-date-passed", -1, d->close_day * MS_PER_DAY);
    if (limit < now)
        put_item(w, d, "stage-overstayed", -1, limit);
    if (w->state.handoff_returned)
        put_item(w, d, "handoff-returned", -1, TIME_NONE);
}

static void look_at(struct waiting *w, const struct deal_row *d)
{
    const struct rules *rules = workspace_rules(call_workspace(w->call), d->edition);
    bool mine = d->owner == w->call->actor.person;
    if (!reader_state(w->reader, d->id, &w->state))
        return;
    if (mine)
        look_at_own(w, d, rules);
    if (!d->parked)
        look_at_milestones(w, d, rules, mine);
}

/* Looks at `n` deals; the last one looked at. */
static i64 look_at_all(struct waiting *w, const i64 *deals, i64 n)
{
    for (i64 i = 0; i < n; i++) {
        struct deal_row d;
        if (reader_deal(w->reader, &w->call->arena, deals[i], &d))
            look_at(w, &d);
    }
    return n ? deals[n - 1] : 0;
}

static enum http_turn waiting_for_me(struct call *c)
{
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    struct waiting *w = arena_new(&c->arena, struct waiting);
    i64 *deals = arena_array(&c->arena, i64, API_WAITING_DEALS_MAX), before = 0;
    bool first = !str_to_i64(c->listing.place, &before);
    reader_begin(r);
    i64 n = reader_candidates(r, c->actor.person, api_role(c) == ROLE_MANAGER, before,
                              API_WAITING_DEALS_MAX, deals);
    struct json j = call_json(c, 200);
    *w = (struct waiting){.call = c, .reader = r, .j = &j};
    json_object(&j);
    json_key(&j, S("waiting"));
    json_array(&j);
    i64 last = look_at_all(w, deals, n);
    if (first && c->actor.department.n && (c->actor.role & WORKERS))
        put_handoffs(&j, c, r, c->actor.department);
    json_end(&j);
    put_i64(&j, "deals_looked_at", n);
    if (n == API_WAITING_DEALS_MAX)
        put_str(&j, "next_cursor", call_cursor(c, str_fmt(&c->arena, "%lld", (long long)last)));
    json_end(&j);
    reader_end(r);
    api_read_well(c, r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

static const struct shape_field query_fields[] = {
    {"department", SHAPE_ID, .about = "Only hand-offs to this department."},
};
static const struct shape query = {"handoff_query", NULL, query_fields, LENGTH(query_fields)};

static const char *const sorts[] = {"-deal", NULL}, *const columns[] = {"waiting", NULL};
static const struct route_listing listing = {sorts, columns};

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/handoffs", "handoff_list",
     "Hand-offs that wait to be accepted, or touched for the first time.", "waiting", FOR_MEMBERS,
     .query = &query, .answer = &shape_any, .handle = list_handoffs},
    {HTTP_GET, "/api/v1/waiting", "waiting_for_me",
     "What waits for who asks: to confirm, to accept, lapsed, overdue, parked until now.",
     "waiting", FOR_MEMBERS, .flags = ROUTE_SLOW | ROUTE_LIST, .listing = &listing,
     .answer = &shape_any, .handle = waiting_for_me},
};
const struct route_list waiting_routes = {rows, LENGTH(rows)};
