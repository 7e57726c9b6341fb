/* What waits: for a person everything that needs a hand, by the moment at which it is due, and
 * the hand-offs to a department. */
#include "api/answers.h"
#include "api/parts.h"
#include "api/queue.h"

enum { OWNERS_MAX = 500 }; /* who needs help; those with the most that is late */

/* --- one item ----------------------------------------------------------------------------- */

struct listing_queue {
    struct call *call;
    struct reader *reader;
    struct json *j;
};

static void put_deal_short(struct listing_queue *l, const struct deal_row *d)
{
    struct call *c = l->call;
    const struct standard *s = workspace_rules(call_workspace(c), d->edition)->standard;
    put_i64(l->j, "deal", d->id);
    put_text(l->j, "name", d->name);
    put_named(l->j, "stage", s->stages.v[d->stage].id,
              api_words(&s->stages.v[d->stage].title, api_lang(c)));
    put_person(l->j, "owner", l->reader, &c->arena, d->owner);
}

static void put_handoff(struct listing_queue *l, const struct standard *s, i64 number)
{
    if (number >= s->handoffs.n)
        return;
    const struct handoff *h = &s->handoffs.v[number];
    put_named(l->j, "handoff", h->id, api_words(&h->title, api_lang(l->call)));
    put_str(l->j, "from", h->from.id);
    put_str(l->j, "to", h->to.id);
}

static void put_subject(struct listing_queue *l, const struct rules *rules,
                        const struct queue_row *row)
{
    const struct standard *s = rules->standard;
    i64 number = row->place.subject;
    switch ((enum due_what)row->place.what) {
    case DUE_ACCEPT:
    case DUE_TOUCH:
    case DUE_RETURNED: put_handoff(l, s, number); break;
    case DUE_LAPSE:
    case DUE_WAIVER:
    case DUE_CONFIRM:
        if (number < s->milestones.n)
            put_named(l->j, "milestone", s->milestones.v[number].id,
                      api_words(&s->milestones.v[number].title, api_lang(l->call)));
        break;
    default: break;
    }
}

static void put_when(struct listing_queue *l, const struct queue_row *row)
{
    bool late = row->state == DUE_RAN_OUT ||
                (row->state == DUE_RUNS && row->place.at_ms <= l->call->now_ms);
    put_moment(l->j, row->state == DUE_WAITS ? "since" : "by", row->place.at_ms);
    put_bool(l->j, "late", late);
}

/* In words; and what the judge says to a clock that has run out. */
static void put_said(struct listing_queue *l, const struct rules *rules,
                     const struct queue_row *row, struct verdict *v)
{
    struct due due = {.what = (enum due_what)row->place.what,
                      .state = row->state,
                      .subject = (i32)row->place.subject,
                      .at_ms = row->place.at_ms};
    put_str(l->j, "text", finding_due_say(&l->call->arena, api_lang(l->call), rules, &due));
    if (row->state != DUE_RAN_OUT)
        return;
    judge_clock(rules, (enum due_what)row->place.what, (i32)row->place.subject, row->place.at_ms,
                v);
    put_findings(l->j, &l->call->arena, api_lang(l->call), rules, v, false);
}

/* Of an edition of a standard. */
static void put_review(struct listing_queue *l, const struct queue_row *row)
{
    const struct rules *rules = workspace_rules(call_workspace(l->call), (i32)row->place.subject);
    if (!rules)
        return;
    put_i64(l->j, "edition", row->place.subject);
    put_named(l->j, "process", rules->standard->process,
              api_words(&rules->standard->title, api_lang(l->call)));
    put_str(l->j, "text",
            finding_review_say(&l->call->arena, api_lang(l->call), rules, row->place.at_ms));
}

/* Of a person and an edition. */
static void put_training(struct listing_queue *l, const struct queue_row *row)
{
    i32 edition = training_edition(row->place.subject);
    const struct rules *rules = workspace_rules(call_workspace(l->call), edition);
    bool ran_out = row->state == DUE_RAN_OUT || row->place.at_ms <= l->call->now_ms;
    if (!rules)
        return;
    put_i64(l->j, "edition", edition);
    put_i64(l->j, "version", rules->standard->version);
    put_named(l->j, "process", rules->standard->process,
              api_words(&rules->standard->title, api_lang(l->call)));
    put_str(l->j, "standing", ran_out ? S("expired") : S("trained"));
    put_str(
        l->j, "text",
        finding_training_say(&l->call->arena, api_lang(l->call), rules, row->place.at_ms, ran_out));
}

static void put_item(struct listing_queue *l, const struct queue_row *row, struct verdict *v)
{
    struct deal_row d = {0};
    bool of_deal = row->place.deal && reader_deal(l->reader, &l->call->arena, row->place.deal, &d);
    if (row->place.deal && !of_deal)
        return; /* the reader has failed, and that is said */
    json_object(l->j);
    put_str(l->j, "what", str_c(due_id((enum due_what)row->place.what)));
    if (of_deal) {
        const struct rules *rules = workspace_rules(call_workspace(l->call), d.edition);
        put_deal_short(l, &d);
        put_subject(l, rules, row);
        put_when(l, row);
        put_said(l, rules, row, v);
    } else {
        if (row->place.what == DUE_TRAINING)
            put_training(l, row);
        else
            put_review(l, row);
        put_when(l, row);
    }
    json_end(l->j);
}

/* --- a page ------------------------------------------------------------------------------- */

/* "at.deal.what.subject" */
static void place_read(str text, struct queue_place *p)
{
    i64 *const parts[] = {&p->at_ms, &p->deal, &p->what, &p->subject};
    *p = (struct queue_place){.at_ms = INT64_MIN};
    struct queue_place read = *p;
    i64 *const to[] = {&read.at_ms, &read.deal, &read.what, &read.subject};
    str part, rest = text;
    for (i32 i = 0; i < LENGTH(parts); i++) {
        str_cut(rest, '.', &part, &rest);
        if (!str_to_i64(part, to[i]))
            return;
    }
    *p = read;
}

static str place_print(struct arena *a, const struct queue_place *p)
{
    return str_fmt(a, "%lld.%lld.%lld.%lld", (long long)p->at_ms, (long long)p->deal,
                   (long long)p->what, (long long)p->subject);
}

static void put_counts(struct json *j, const struct queue_counts *counts)
{
    json_key(j, S("counts"));
    json_object(j);
    put_i64(j, "all", counts->all);
    put_i64(j, "late", counts->all_late);
    put_bool(j, "at_least", counts->at_least);
    json_key(j, S("by_what"));
    json_object(j);
    for (i32 i = 0; i < DUE_WHATS; i++)
        if (counts->of[i]) {
            json_key(j, str_c(due_id((enum due_what)i)));
            json_object(j);
            put_i64(j, "all", counts->of[i]);
            put_i64(j, "late", counts->late[i]);
            json_end(j);
        }
    json_end(j);
    json_end(j);
}

static enum http_turn answer_queue(struct call *c, struct queue *q)
{
    i64 most = c->listing.limit;
    struct queue_place after;
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    struct queue_row *rows = arena_array(&c->arena, struct queue_row, most + 1);
    struct verdict *v = arena_new(&c->arena, struct verdict);
    place_read(c->listing.place, &after);
    reader_begin(r);
    i64 n = queue_page(r, c->arena, q, &after, most + 1, rows);
    struct queue_counts counts = queue_count(r, q, c->now_ms);
    struct json j = call_json(c, 200);
    struct listing_queue l = {c, r, &j};
    json_object(&j);
    json_key(&j, S("waiting"));
    json_array(&j);
    for (i64 i = 0; i < i64_min(n, most); i++)
        put_item(&l, &rows[i], v);
    if (q->training && !c->listing.place.n)
        put_training_due(&j, c, r);
    json_end(&j);
    put_counts(&j, &counts);
    put_moment(&j, "until", q->until_ms);
    if (n > most)
        put_str(&j, "next_cursor", call_cursor(c, place_print(&c->arena, &rows[most - 1].place)));
    json_end(&j);
    reader_end(r);
    api_read_well(c, r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

/* --- hand-offs ---------------------------------------------------------------------------- */

/* Every department that an edition in use hands deals to. */
static void add_departments(struct queue *q, const struct workspace *w)
{
    for (i32 k = workspace_editions(w); k > 0; k--) {
        const struct standard *s = workspace_rules(w, k)->standard;
        for (i64 i = 0; i < s->handoffs.n; i++) {
            bool there = false;
            for (i32 n = 0; n < q->lanes; n++)
                there |= str_eq(q->lane[n].department, s->handoffs.v[i].to.id);
            if (!there)
                queue_add_department(q, s->handoffs.v[i].to.id);
        }
    }
}

static enum http_turn list_handoffs(struct call *c)
{
    struct queue q = {.what = -1, .until_ms = INT64_MAX};
    str department = call_query(c, "department");
    if (department.n)
        queue_add_department(&q, department);
    else
        add_departments(&q, call_workspace(c));
    return answer_queue(c, &q);
}

/* --- for me ------------------------------------------------------------------------------- */

static i64 until_asked(struct call *c)
{
    i64 days = QUEUE_DAYS;
    if (!str_to_i64(call_query(c, "days"), &days))
        days = QUEUE_DAYS;
    return c->now_ms + i64_min(days, QUEUE_DAYS_MAX) * MS_PER_DAY;
}

static i32 what_asked(str word)
{
    for (i32 i = 0; i < DUE_WHATS; i++)
        if (word.n && str_eq(word, str_c(due_id((enum due_what)i))))
            return i;
    return -1;
}

static enum http_turn waiting_for_me(struct call *c)
{
    enum { WHO_LEADS = ACCESS_ADMIN | ACCESS_REVOPS | ACCESS_MANAGER };
    struct queue q;
    i64 person = 0;
    str of = call_query(c, "person"), what = call_query(c, "what");
    bool others = of.n && str_to_i64(of, &person) && person != c->actor.person;
    if (others && !(c->actor.role & WHO_LEADS)) {
        call_refuse(c, 403, "not-yours", message("only who leads sees what waits for others"));
        return HTTP_ANSWERED;
    }
    queue_of_person(&q, c->actor.person, c->actor.role, c->actor.department);
    if (others) {
        q = (struct queue){.what = -1};
        queue_of_owner(&q, (u32)person);
    }
    q.what = what_asked(what);
    if (what.n && q.what < 0) {
        call_refuse(c, 422, "what", message("nothing that waits is called \"%.*s\""),
                    STR_ARG(what));
        return HTTP_ANSWERED;
    }
    q.until_ms = until_asked(c);
    q.training = !others && !what.n;
    return answer_queue(c, &q);
}

/* --- who needs help --------------------------------------------------------------------------- */

static enum http_turn waiting_by_owner(struct call *c)
{
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    struct waiting_owner *rows = arena_array(&c->arena, struct waiting_owner, OWNERS_MAX);
    reader_begin(r);
    i64 n = reader_waiting_owners(r, until_asked(c), c->now_ms, OWNERS_MAX, rows);
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("owners"));
    json_array(&j);
    for (i64 i = 0; i < n; i++) {
        json_object(&j);
        put_person(&j, "owner", r, &c->arena, rows[i].person);
        put_i64(&j, "all", rows[i].all);
        put_i64(&j, "late", rows[i].late);
        json_end(&j);
    }
    json_end(&j);
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
static const struct shape_field waiting_fields[] = {
    {"days", SHAPE_INTEGER, .least = 0, .most = QUEUE_DAYS_MAX,
     .about = "With what is due within so many days; 7 unless said, 0: what is due now."},
    {"what", SHAPE_ID, .about = "Only this: lapsed, confirm, accept-handoff…"},
    {"person", SHAPE_INTEGER, .least = 1, .most = UINT32_MAX,
     .about = "What waits on the deals of somebody else; for those who lead."},
};
static const struct shape waiting_query = {"waiting_query", NULL, waiting_fields,
                                           LENGTH(waiting_fields)};
static const struct shape_field owners_query_fields[] = {
    {"days", SHAPE_INTEGER, .least = 0, .most = QUEUE_DAYS_MAX,
     .about = "With what is due within so many days; 7 unless said, 0: what is due now."},
};
static const struct shape owners_query = {"waiting_owners_query", NULL, owners_query_fields,
                                          LENGTH(owners_query_fields)};
static const char *const sorts[] = {"by", NULL};
static const char *const columns[] = {NULL};
static const struct route_listing listing = {sorts, columns};

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/handoffs", "handoff_list",
     "Hand-offs that wait to be accepted, or touched for the first time, by due moment.", "waiting",
     FOR_MEMBERS, .flags = ROUTE_LIST, .query = &query, .listing = &listing,
     .answer = &shape_waiting, .handle = list_handoffs},
    {HTTP_GET, "/api/v1/waiting", "waiting_for_me",
     "What waits for who asks, by due moment: hand-offs, confirmations, what lapses, ages, ends.",
     "waiting", FOR_MEMBERS, .flags = ROUTE_LIST, .query = &waiting_query, .listing = &listing,
     .answer = &shape_waiting, .handle = waiting_for_me},
    {HTTP_GET, "/api/v1/waiting/owners", "waiting_by_owner",
     "How much waits on the deals of each owner: who needs help; most late first.", "waiting",
     .roles = ACCESS_ADMIN | ACCESS_REVOPS | ACCESS_MANAGER, .states = MEMBER_ACTIVE,
     .scopes = SCOPE_READ, .query = &owners_query, .answer = &shape_waiting_owners,
     .handle = waiting_by_owner},
};
const struct route_list waiting_routes = {rows, LENGTH(rows)};
