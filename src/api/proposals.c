/* Proposals: a finding, a deviation or an objection becomes a draft of the next version with what
 * it claims; commented, approved by each department, published for all, for new deals or as a
 * trial, and kept, reverted or extended. */
#include "api/accounts_parts.h"
#include "api/answers.h"
#include "api/effect.h"

#include "report/diff.h"
#include "standard/amend.h"
#include "standard/read.h"

enum {
    PROPOSALS_SHOWN = 200,
    PROPOSAL_BODY_MAX = 700 << 10, /* a draft, escaped, and what is said of it */
    SAID_BYTES = 60 << 10,
    APPROVERS = ACCESS_ADMIN | ACCESS_REVOPS | ACCESS_MANAGER | ACCESS_MARKETING | ACCESS_SUCCESS,
};

/* --- telling ------------------------------------------------------------------------------------
 */

/* The draft as a standard; false when it cannot be read, which only a broken file explains. */
static bool read_draft(struct call *c, const struct proposal *p, struct standard *s)
{
    struct diags d;
    diags_init(&d, &c->arena);
    return standard_read(s, &c->arena, S("standard"), p->draft, &d);
}

static const struct json_value *said_of(struct call *c, const struct proposal *p)
{
    struct diags d;
    diags_init(&d, &c->arena);
    return json_parse(&c->arena, p->said, &d);
}

static void put_approvals(struct json *j, struct call *c, struct reader *r,
                          const struct proposal *p, const struct standard *draft)
{
    str missing[STANDARD_PARTS_MAX];
    i64 n = proposal_missing(p, draft, missing, LENGTH(missing));
    json_key(j, S("approvals"));
    json_array(j);
    for (i64 i = 0; i < p->approvals.n; i++) {
        const struct proposal_approval *a = &p->approvals.v[i];
        json_object(j);
        put_str(j, "department", a->department);
        put_bool(j, "approves", a->approves);
        put_bool(j, "current", a->current);
        put_person(j, "by", r, &c->arena, a->person);
        put_moment(j, "at", a->at_ms);
        put_str(j, "hash", a->hash);
        put_text(j, "why", a->why);
        json_end(j);
    }
    json_end(j);
    json_key(j, S("waits_for"));
    json_array(j);
    for (i64 i = 0; i < n && p->state == PROPOSAL_OPEN; i++)
        json_str(j, missing[i]);
    json_end(j);
}

static void put_head(struct json *j, struct call *c, struct reader *r, const struct proposal *p)
{
    put_i64(j, "proposal", p->number);
    put_i64(j, "revision", p->last);
    put_str(j, "state", str_c(proposal_state_id(p->state)));
    put_person(j, "by", r, &c->arena, p->person);
    put_moment(j, "made_at", p->made_ms);
    put_moment(j, "edited_at", p->edited_ms);
    put_str(j, "hash", str_c(p->hash));
    const struct json_value *said = said_of(c, p);
    put_text(j, "title", json_member_text(said, "title"));
    put_text(j, "sunset", json_member_text(said, "sunset"));
}

static void put_published(struct json *j, struct call *c, struct reader *r,
                          const struct proposal *p)
{
    if (!p->edition)
        return;
    json_key(j, S("published"));
    json_object(j);
    put_i64(j, "edition", p->edition);
    put_str(j, "way", str_c(proposal_way_id(p->way)));
    if (p->way == WAY_TRIAL) {
        put_str(j, "unit", str_c(trial_unit_id(p->unit)));
        put_i64(j, "planned", p->planned);
    }
    put_person(j, "by", r, &c->arena, p->published_by);
    put_moment(j, "at", p->published_ms);
    json_end(j);
}

static void put_history(struct json *j, struct call *c, struct reader *r, const struct proposal *p)
{
    json_key(j, S("comments"));
    json_array(j);
    for (i64 i = 0; i < p->comments.n; i++) {
        json_object(j);
        put_person(j, "by", r, &c->arena, p->comments.v[i].person);
        put_moment(j, "at", p->comments.v[i].at_ms);
        put_str(j, "text", p->comments.v[i].text);
        json_end(j);
    }
    json_end(j);
    json_key(j, S("verdicts"));
    json_array(j);
    for (i64 i = 0; i < p->verdicts.n; i++) {
        struct diags d;
        diags_init(&d, &c->arena);
        const struct json_value *v = json_parse(&c->arena, p->verdicts.v[i].text, &d);
        json_object(j);
        put_str(j, "verdict", str_c(verdict_word_id(p->verdicts.v[i].word)));
        put_person(j, "by", r, &c->arena, p->verdicts.v[i].person);
        put_moment(j, "at", p->verdicts.v[i].at_ms);
        put_text(j, "why", json_member_text(v, "why"));
        put_text(j, "known_then", json_member_text(v, "known_then"));
        json_end(j);
    }
    json_end(j);
}

static void put_claims(struct json *j, struct call *c, const struct proposal *p)
{
    const struct json_value *said = said_of(c, p);
    const struct json_value *horizon = json_find(said, S("horizon_days"));
    const struct json_value *expected = json_find(said, S("expected_points"));
    f64 points;
    put_text(j, "hypothesis", json_member_text(said, "hypothesis"));
    put_text(j, "indicator", json_member_text(said, "indicator"));
    put_text(j, "base", json_member_text(said, "base"));
    if (horizon)
        put_i64(j, "horizon_days", horizon->integer);
    if (expected && str_to_f64(expected->text, &points)) {
        json_key(j, S("expected_points"));
        json_f64(j, points);
    }
    json_key(j, S("evidence"));
    json_array(j);
    const struct json_value *list = json_find(said, S("evidence"));
    for (const struct json_value *v = list ? list->first : NULL; v; v = v->next) {
        json_object(j);
        put_str(j, "kind", json_member_text(v, "kind"));
        put_text(j, "title", json_member_text(v, "title"));
        put_str(j, "content", json_member_text(v, "content"));
        put_str(j, "sha256", json_member_text(v, "sha256"));
        json_end(j);
    }
    json_end(j);
}

static void put_whole(struct json *j, struct call *c, struct reader *r, const struct proposal *p)
{
    struct standard *draft = arena_new(&c->arena, struct standard);
    json_object(j);
    put_head(j, c, r, p);
    put_claims(j, c, p);
    if (read_draft(c, p, draft))
        put_approvals(j, c, r, p, draft);
    put_text(j, "withdrawn", p->withdrawn);
    put_published(j, c, r, p);
    put_history(j, c, r, p);
    json_end(j);
}

/* The proposal of the path; false with the answer given. */
static bool find_proposal(struct call *c, struct reader *r, struct proposal *p)
{
    bool there = reader_proposal(r, &c->arena, call_param_i64(c, "proposal"), p);
    if (api_read_well(c, r) && !there)
        call_not_found(c);
    return there;
}

static enum http_turn list_proposals(struct call *c)
{
    i64 *numbers = arena_array(&c->arena, i64, PROPOSALS_SHOWN), n;
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    struct json j = call_json(c, 200);
    reader_begin(r);
    n = reader_proposals(r, PROPOSALS_SHOWN, numbers);
    json_object(&j);
    json_key(&j, S("proposals"));
    json_array(&j);
    for (i64 i = 0; i < n; i++) {
        struct proposal p;
        i64 mark = arena_mark(&c->arena);
        if (reader_proposal(r, &c->arena, numbers[i], &p)) {
            json_object(&j);
            put_head(&j, c, r, &p);
            put_published(&j, c, r, &p);
            json_end(&j);
        }
        arena_rewind(&c->arena, mark);
    }
    json_end(&j);
    json_end(&j);
    reader_end(r);
    api_read_well(c, r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

static enum http_turn get_proposal(struct call *c)
{
    struct proposal p;
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    reader_begin(r);
    if (find_proposal(c, r, &p)) {
        struct json j = call_json(c, 200);
        put_whole(&j, c, r, &p);
        call_version(c, p.last);
    }
    reader_end(r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

static enum http_turn get_draft(struct call *c)
{
    struct proposal p;
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    if (find_proposal(c, r, &p))
        call_fixed(c, "application/yaml", p.draft, str_fmt(&c->arena, "\"%s\"", p.hash));
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

/* --- making -------------------------------------------------------------------------------------
 */

struct making {
    struct call *c;
    struct reader *r;
    i64 number;  /* 0: it is made now */
    i32 edition; /* in force, that the draft follows */
    str source;
    struct amendment change;
    str draft;
    struct json said;
    struct buf room;
};

static str member(const struct making *m, const char *name)
{
    return accounts_text(m->c, name);
}

static void put_evidence(struct making *m, str kind, str title, str content)
{
    struct sha256 h;
    char hex[65];
    sha256_init(&h);
    sha256_put(&h, content);
    sha256_end(&h, hex);
    json_object(&m->said);
    put_str(&m->said, "kind", kind);
    put_text(&m->said, "title", title);
    put_str(&m->said, "content", content);
    put_str(&m->said, "sha256", str_c(hex));
    json_end(&m->said);
}

/* As it was sent: the very bytes. */
static str raw(const struct call *c, const struct json_value *v)
{
    return str_sub(c->request.body, v->from, v->to);
}

/* An objection as it was recorded: who, when, about which milestone, in whose words. */
static bool put_objection(struct making *m, const struct json_value *from)
{
    struct event_row e;
    struct deal_row d;
    struct call *c = m->c;
    i64 sequence = json_member_whole(from, "event", 0);
    bool there = reader_event(m->r, &c->arena, sequence, &e) && e.event.kind == EVENT_OBJECTED &&
                 reader_deal(m->r, &c->arena, e.deal, &d);
    if (!there)
        return call_refuse(c, 422, "evidence", message("event %lld is no objection"),
                           (long long)sequence);
    const struct standard *s = workspace_rules(call_workspace(c), d.edition)->standard;
    str id = e.event.subject < s->milestones.n ? s->milestones.v[e.event.subject].id : (str){0};
    char room[2048];
    struct buf out = {.p = room, .max = sizeof room};
    struct json j;
    json_init(&j, &out, 0);
    json_object(&j);
    put_i64(&j, "deal", e.deal);
    put_i64(&j, "event", e.sequence);
    put_text(&j, "milestone", id);
    put_person(&j, "by", m->r, &c->arena, e.event.actor);
    put_moment(&j, "at", e.event.occurred_ms);
    put_str(&j, "said", str_clip(e.text, 1000));
    json_end(&j);
    put_evidence(m, S("objection"), str_clip(e.text, 200), str_dup(&c->arena, buf_str(&out)));
    const struct standard *now = workspace_rules(call_workspace(c), m->edition)->standard;
    for (i32 i = 0; i < now->milestones.n && m->change.milestone < 0; i++)
        if (id.n && str_eq(now->milestones.v[i].id, id) && m->change.stage < 0) {
            m->change.milestone = i; /* one step less, unless something else is asked */
            m->change.grade = (enum grade)i64_min(now->milestones.v[i].grade + 1, GRADE_HELPFUL);
        }
    return true;
}

static i32 grade_of(str word)
{
    for (i32 i = 0; i < GRADE_COUNT; i++)
        if (str_eq(word, str_c(grade_words[i])))
            return i;
    return GRADE_EXPECTED;
}

/* "ask": {milestone, grade}, or {stage, title, grade}. */
static bool take_ask(struct making *m)
{
    const struct standard *s = workspace_rules(call_workspace(m->c), m->edition)->standard;
    const struct json_value *ask = json_find(m->c->json, S("ask"));
    m->change = (struct amendment){.milestone = -1, .stage = -1};
    if (!ask)
        return true;
    str milestone = json_member_text(ask, "milestone"), stage = json_member_text(ask, "stage");
    m->change.grade = (enum grade)grade_of(json_member_text(ask, "grade"));
    m->change.title = json_member_text(ask, "title");
    for (i32 i = 0; i < s->milestones.n && milestone.n; i++)
        if (str_eq(s->milestones.v[i].id, milestone))
            m->change.milestone = i;
    for (i32 i = 0; i < s->stages.n && stage.n; i++)
        if (str_eq(s->stages.v[i].id, stage))
            m->change.stage = i;
    bool found = milestone.n ? m->change.milestone >= 0 : m->change.stage >= 0 && m->change.title.n;
    return found || call_refuse(m->c, 422, "ask",
                                message("the edition in force has no such milestone or stage"));
}

static bool put_evidences(struct making *m)
{
    const struct json_value *list = json_find(m->c->json, S("evidence"));
    bool ok = true;
    json_key(&m->said, S("evidence"));
    json_array(&m->said);
    for (const struct json_value *v = list ? list->first : NULL; v && ok; v = v->next) {
        const struct json_value *content = json_find(v, S("content"));
        str kind = json_member_text(v, "kind");
        if (str_eq(kind, S("objection")))
            ok = put_objection(m, v);
        else
            put_evidence(m, kind, json_member_text(v, "title"),
                         content ? raw(m->c, content) : S("null"));
    }
    json_end(&m->said);
    return ok;
}

/* What it claims, as it will be kept. */
static bool put_said(struct making *m)
{
    static const char *const texts[] = {"title", "hypothesis", "indicator", "base", "sunset"};
    const struct json_value *horizon = json_find(m->c->json, S("horizon_days"));
    const struct json_value *expected = json_find(m->c->json, S("expected_points"));
    f64 points;
    json_init(&m->said, &m->room, 0);
    json_object(&m->said);
    for (i64 i = 0; i < LENGTH(texts); i++)
        put_text(&m->said, texts[i], member(m, texts[i]));
    if (horizon)
        put_i64(&m->said, "horizon_days", horizon->integer);
    if (expected && str_to_f64(expected->text, &points)) {
        json_key(&m->said, S("expected_points"));
        json_f64(&m->said, points);
    }
    bool ok = put_evidences(m);
    json_end(&m->said);
    return ok &&
           (!m->room.full || call_refuse(m->c, 413, "limit", message("this is beyond a limit")));
}

/* The edition in force, with the one change that was asked. */
static bool amend(struct making *m)
{
    struct call *c = m->c;
    const struct standard *s = workspace_rules(call_workspace(c), m->edition)->standard;
    struct standard *as_written = arena_new(&c->arena, struct standard);
    struct diags d;
    struct buf out;
    str id;
    diags_init(&d, &c->arena);
    m->source = reader_standard(m->r, &c->arena, m->edition);
    if (!api_read_well(c, m->r))
        return false;
    if (!standard_read(as_written, &c->arena, S("standard"), m->source, &d))
        return call_refuse(c, 422, "standard", message("the edition in force cannot be read"));
    as_written->version = s->version; /* given at publication when its author left it open */
    m->change.why = member(m, "hypothesis");
    m->change.evidence = member(m, "title");
    buf_init(&out, STANDARD_BYTES_MAX);
    bool ok = standard_amend(&out, &c->arena, as_written, m->source, &m->change, &id) && !out.full;
    m->draft = str_dup(&c->arena, buf_str(&out));
    buf_release(&out);
    return ok || call_refuse(c, 422, "ask", message("the place was not found in the standard"));
}

/* Every problem of a draft that came along, as `etalon check` has them. */
static bool check_draft(struct making *m, str text)
{
    struct diags d;
    struct err e = {0};
    struct draft *draft = arena_new(&m->c->arena, struct draft);
    lang_speak_in_thread(api_lang(m->c));
    diags_init(&d, &m->c->arena);
    d.file = S("standard");
    if (workspace_draft(draft, call_workspace(m->c), &m->c->arena, text, &d, &e))
        return true;
    if (e.code)
        call_refuse_err(m->c, &e);
    else
        call_refuse_diags(m->c, 422, "standard", &d);
    return false;
}

static void print_acted(void *context, const struct answer *a, struct buf *out)
{
    struct json j;
    (void)context;
    if (a->status != ANSWER_ACCEPTED)
        return;
    json_init(&j, out, 0);
    json_object(&j);
    put_i64(&j, "proposal", a->deal);
    put_i64(&j, "revision", a->revision);
    if (a->rules)
        put_i64(&j, "edition", a->rules->version);
    json_end(&j);
}

static enum http_turn submit(struct call *c, const struct proposal_act *x, str ours)
{
    struct change *change = change_new(c);
    struct proposal_act *act = arena_new(&c->arena, struct proposal_act);
    *act = *x;
    act->text = ours;
    change->request.intent.kind = INTENT_PROPOSAL;
    change->request.intent.proposal = act;
    change->request.print = print_acted;
    return change_submit(change);
}

static i32 in_force(const struct workspace *w, str process)
{
    for (i32 i = workspace_editions(w); i > 0; i--)
        if (!workspace_reverted(w, i) &&
            (!process.n || str_eq(workspace_rules(w, i)->standard->process, process)))
            return i;
    return 0;
}

static bool make(struct making *m)
{
    str given = member(m, "draft");
    m->edition = in_force(call_workspace(m->c), member(m, "process"));
    if (!m->edition)
        return call_refuse(m->c, 409, "no-standard",
                           message("no standard is in force: publish one first"));
    buf_init(&m->room, SAID_BYTES);
    if (!take_ask(m) || !put_said(m))
        return false;
    m->draft = given;
    bool asked = m->change.milestone >= 0 || m->change.stage >= 0;
    if (m->number && !given.n && !asked)
        return true; /* said otherwise, the draft stays as it is */
    return (given.n || amend(m)) && check_draft(m, m->draft);
}

static enum http_turn save(struct call *c, i64 number)
{
    struct making *m = arena_new(&c->arena, struct making);
    m->c = c;
    m->number = number;
    m->r = api_reader(c);
    if (!m->r)
        return HTTP_ANSWERED;
    bool ok = make(m);
    str said = str_dup(&c->arena, buf_str(&m->room));
    buf_release(&m->room);
    api_give_back(c, m->r);
    if (!ok)
        return HTTP_ANSWERED;
    struct proposal_act x = {.kind = KIND_PROPOSAL_SAID, .number = number, .draft = m->draft};
    return submit(c, &x, said);
}

static enum http_turn post_proposal(struct call *c)
{
    return save(c, 0);
}

static enum http_turn change_proposal(struct call *c)
{
    return save(c, call_param_i64(c, "proposal"));
}

/* --- what becomes of it
 * --------------------------------------------------------------------------- */

static enum http_turn post_comment(struct call *c)
{
    struct proposal_act x = {.kind = KIND_PROPOSAL_COMMENT,
                             .number = call_param_i64(c, "proposal")};
    return submit(c, &x, accounts_text(c, "text"));
}

/* For one's own department, and of what one has read: its hash. */
static enum http_turn post_approval(struct call *c)
{
    struct proposal p;
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    bool there = find_proposal(c, r, &p);
    api_give_back(c, r);
    if (!there)
        return HTTP_ANSWERED;
    if (!c->actor.department.n) {
        call_refuse(c, 403, "department", message("who approves speaks for a department"));
        return HTTP_ANSWERED;
    }
    if (!str_eq(accounts_text(c, "hash"), str_c(p.hash))) {
        call_refuse(c, 409, "edited", message("it was edited since you read it: read it again"));
        return HTTP_ANSWERED;
    }
    struct proposal_act x = {.kind = KIND_PROPOSAL_APPROVED,
                             .number = p.number,
                             .subject = json_find(c->json, S("approves"))->boolean,
                             .why = accounts_text(c, "why")};
    return submit(c, &x, c->actor.department);
}

static enum http_turn post_withdrawal(struct call *c)
{
    struct proposal_act x = {.kind = KIND_PROPOSAL_WITHDRAWN,
                             .number = call_param_i64(c, "proposal")};
    return submit(c, &x, accounts_text(c, "why"));
}

static enum http_turn post_publication(struct call *c)
{
    enum proposal_way way;
    struct proposal_act x = {.kind = KIND_PROPOSAL_PUBLISHED,
                             .number = call_param_i64(c, "proposal"),
                             .planned = json_member_whole(c->json, "planned", 0)};
    if (!proposal_way_parse(accounts_text(c, "way"), &way) ||
        (accounts_text(c, "unit").n && !trial_unit_parse(accounts_text(c, "unit"), &x.unit)))
        way = WAY_NEW; /* the shape has checked them */
    x.subject = way;
    return submit(c, &x, (str){0});
}

/* With what is known of the effect now, kept with it. */
static str verdict_text(struct call *c, struct reader *r, const struct proposal *p)
{
    struct edition_effect e;
    struct buf out;
    struct json j;
    buf_init(&out, SAID_BYTES);
    json_init(&j, &out, 0);
    json_object(&j);
    put_text(&j, "why", accounts_text(c, "why"));
    if (effect_of_edition(c, r, p->edition, p, 0, &e)) {
        str wait = effect_wait(&c->arena, LANG_EN, &e.effect);
        put_str(&j, "known_then",
                str_fmt(&c->arena, "%.*s%s%.*s",
                        STR_ARG(effect_headline(&c->arena, LANG_EN, &e.report)), wait.n ? " " : "",
                        STR_ARG(wait)));
        json_key(&j, S("effect"));
        json_object(&j);
        effect_json(&j, &c->arena, LANG_EN, &e.report);
        json_end(&j);
    }
    json_end(&j);
    str text = str_dup(&c->arena, buf_str(&out));
    buf_release(&out);
    return text;
}

static enum http_turn post_verdict(struct call *c)
{
    struct proposal p;
    enum verdict_word word;
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    bool there = find_proposal(c, r, &p);
    str text = there && p.edition ? verdict_text(c, r, &p) : (str){0};
    api_give_back(c, r);
    if (!there)
        return HTTP_ANSWERED;
    if (!verdict_word_parse(accounts_text(c, "verdict"), &word))
        word = VERDICT_EXTEND; /* the shape has checked it */
    struct proposal_act x = {.kind = KIND_VERDICT, .number = p.number, .subject = word};
    return submit(c, &x, text);
}

/* --- the table
 * ------------------------------------------------------------------------------------ */

static const char *const evidence_kinds[] = {"finding",   "deviation", "objection",
                                             "back-test", "note",      NULL};
static const char *const grades[] = {"required", "expected", "helpful", NULL};
static const char *const ways[] = {"new", "all", "trial", NULL};
static const char *const units[] = {"deals", "sellers", NULL};
static const char *const verdicts[] = {"keep", "revert", "extend", NULL};

static const struct shape_field evidence_fields[] = {
    {"kind", SHAPE_CHOICE, .required = true, .choices = evidence_kinds},
    {"title", SHAPE_TEXT, .most = 300, .about = "What it says, in a sentence."},
    {"content", SHAPE_ANY, .about = "The finding, the deviation… as it was found; kept as sent."},
    {"event", SHAPE_INTEGER, .least = 1, .most = INT64_MAX,
     .about = "Of an objection: its event; what it says is fetched from there."},
};
static const struct shape evidence_shape = {"evidence_new", NULL, evidence_fields,
                                            LENGTH(evidence_fields)};
static const struct shape_field ask_fields[] = {
    {"milestone", SHAPE_ID, .about = "One that is there gets another grade."},
    {"stage", SHAPE_ID, .about = "Or this stage asks one thing more…"},
    {"title", SHAPE_TEXT, .most = 200, .about = "…in these words."},
    {"grade", SHAPE_CHOICE, .choices = grades, .about = "expected, unless said."},
};
static const struct shape ask_shape = {"proposal_ask", NULL, ask_fields, LENGTH(ask_fields)};
static const struct shape_field proposal_fields[] = {
    {"title", SHAPE_TEXT, .required = true, .least = 1, .most = 200},
    {"hypothesis", SHAPE_TEXT, .required = true, .least = 1, .most = 2000,
     .about = "What will be better, and why."},
    {"indicator", SHAPE_TEXT, .most = 200, .about = "By which it will be judged; the win rate."},
    {"base", SHAPE_TEXT, .most = 300, .about = "Of which deals: the denominator."},
    {"horizon_days", SHAPE_INTEGER, .least = 1, .most = EFFECT_HORIZON_MAX,
     .about = "Won within so many days of entering; 90."},
    {"expected_points", SHAPE_NUMBER, .about = "The change that is expected, in points."},
    {"sunset", SHAPE_DATE, .about = "When it is to be decided at the latest."},
    {"evidence", SHAPE_LIST, .of = &evidence_shape, .most = 50},
    {"process", SHAPE_ID, .about = "Of which process; of the newest edition, unless said."},
    {"ask", SHAPE_OBJECT, .of = &ask_shape, .about = "The change, when no draft is given."},
    {"draft", SHAPE_TEXT, .most = STANDARD_BYTES_MAX,
     .about = "The standard as it would be (YAML); else the edition in force, with the change. "
              "Changed without one of the two, the draft stays as it is."},
};
static const struct shape proposal_new = {"proposal_new", "A revision that is proposed.",
                                          proposal_fields, LENGTH(proposal_fields)};
static const struct shape_field comment_fields[] = {
    {"text", SHAPE_TEXT, .required = true, .least = 1, .most = 10000}};
static const struct shape comment_new = {"comment_new", NULL, comment_fields,
                                         LENGTH(comment_fields)};
static const struct shape_field approval_fields[] = {
    {"approves", SHAPE_BOOLEAN, .required = true, .about = "false: one's department objects."},
    {"hash", SHAPE_TEXT, .required = true, .least = 1, .most = 64,
     .about = "Of what was read: `hash` of the proposal."},
    {"why", SHAPE_TEXT, .most = 2000},
};
static const struct shape approval_new = {"approval_new", "A department's word.", approval_fields,
                                          LENGTH(approval_fields)};
static const struct shape_field withdrawal_fields[] = {
    {"why", SHAPE_TEXT, .required = true, .least = 1, .most = 2000}};
static const struct shape withdrawal_new = {"withdrawal_new", NULL, withdrawal_fields,
                                            LENGTH(withdrawal_fields)};
static const struct shape_field publication_fields[] = {
    {"way", SHAPE_CHOICE, .required = true, .choices = ways,
     .about = "For new deals, for all (deals in flight go along), or for some by chance."},
    {"unit", SHAPE_CHOICE, .choices = units,
     .about = "Of a trial: deals within each seller (unless said), or whole sellers."},
    {"planned", SHAPE_INTEGER, .least = 0, .most = 1000000,
     .about = "Of a trial: for how many deals it is meant."},
};
static const struct shape publication_new = {"publication_new", NULL, publication_fields,
                                             LENGTH(publication_fields)};
static const struct shape_field verdict_fields[] = {
    {"verdict", SHAPE_CHOICE, .required = true, .choices = verdicts},
    {"why", SHAPE_TEXT, .required = true, .least = 1, .most = 4000},
};
static const struct shape verdict_new = {"verdict_new", "Keep, revert or extend.", verdict_fields,
                                         LENGTH(verdict_fields)};

#define TO_CHANGE(roles_, body_)                                                                   \
    .roles = (roles_), .states = MEMBER_ACTIVE, .scopes = SCOPE_STANDARD, .body = &(body_),        \
    .status = 201, .answer = &shape_proposal_acted

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/proposals", "proposal_list", "Revisions that were proposed, newest first.",
     "proposals", FOR_MEMBERS, .answer = &shape_proposals, .handle = list_proposals},
    {HTTP_POST, "/api/v1/proposals", "proposal_new",
     "Proposes a revision: what it claims, its evidence, and its draft.", "proposals",
     .roles = WORKERS, .states = MEMBER_ACTIVE, .scopes = SCOPE_STANDARD, .body = &proposal_new,
     .body_bytes_max = PROPOSAL_BODY_MAX, .status = 201, .answer = &shape_proposal_acted,
     .handle = post_proposal},
    {HTTP_GET, "/api/v1/proposals/{proposal:int}", "proposal_get",
     "One proposal: what it claims, who approved what, what became of it.", "proposals",
     FOR_MEMBERS, .answer = &shape_proposal, .handle = get_proposal},
    {HTTP_PATCH, "/api/v1/proposals/{proposal:int}", "proposal_change",
     "Says it otherwise; approvals of what it was are asked for again.", "proposals",
     .roles = WORKERS, .states = MEMBER_ACTIVE, .scopes = SCOPE_STANDARD, .body = &proposal_new,
     .body_bytes_max = PROPOSAL_BODY_MAX, .answer = &shape_proposal_acted,
     .handle = change_proposal},
    {HTTP_GET, "/api/v1/proposals/{proposal:int}/draft", "proposal_draft",
     "The standard as it would be.", "proposals", FOR_MEMBERS, .answer_type = "application/yaml",
     .handle = get_draft},
    {HTTP_POST, "/api/v1/proposals/{proposal:int}/comments", "proposal_comment",
     "Says something about it.", "proposals", TO_CHANGE(MEMBERS, comment_new),
     .handle = post_comment},
    {HTTP_POST, "/api/v1/proposals/{proposal:int}/approvals", "proposal_approve",
     "One's department approves it as it is, or objects.", "proposals",
     TO_CHANGE(APPROVERS, approval_new), .handle = post_approval},
    {HTTP_POST, "/api/v1/proposals/{proposal:int}/withdrawal", "proposal_withdraw",
     "It is not pursued.", "proposals", TO_CHANGE(PUBLISHERS, withdrawal_new),
     .handle = post_withdrawal},
    {HTTP_POST, "/api/v1/proposals/{proposal:int}/publication", "proposal_publish",
     "It becomes the next edition, when every department named has approved it.", "proposals",
     TO_CHANGE(PUBLISHERS, publication_new), .handle = post_publication},
    {HTTP_POST, "/api/v1/proposals/{proposal:int}/verdict", "proposal_verdict",
     "Keeps it, reverts it or lets it run on, with what is known of its effect.", "proposals",
     TO_CHANGE(PUBLISHERS, verdict_new), .handle = post_verdict},
};
const struct route_list proposal_routes = {rows, LENGTH(rows)};
