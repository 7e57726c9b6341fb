/* The checklist of a deal: the path with what is met in each stage, every milestone with its
 * standing and what is missing, plays that help, what the next step would meet, ways out. */
#include "api/answers.h"
#include "api/course.h"
#include "api/parts.h"

struct listing {
    struct call *call;
    struct json *j;
    enum lang lang;
    const struct rules *rules;
    const struct deal_state *state;
    const struct json_value *learnt; /* at the gates: a list, or NULL */
    u8 role;                         /* as what the asker acts */
    struct verdict gate[2];          /* what winning, and then the last stage, would answer for */
    struct reader *reader;
    const struct course *course;
};

static const struct finding *finding_of(const struct listing *l, i32 milestone)
{
    for (i32 g = 0; g < LENGTH(l->gate); g++)
        for (i32 i = 0; i < l->gate[g].count; i++)
            if (l->gate[g].list[i].milestone == milestone)
                return &l->gate[g].list[i];
    return NULL;
}

static enum milestone_standing standing_of(const struct listing *l, i32 m)
{
    return judge_milestone(l->rules, l->state, m, l->call->now_ms);
}

static void put_plays(const struct listing *l, i32 stage, i32 milestone)
{
    const struct standard *s = l->rules->standard;
    json_key(l->j, S("plays"));
    json_array(l->j);
    for (i64 i = 0; i < s->plays.n; i++) {
        const struct play *p = &s->plays.v[i];
        bool ours = milestone >= 0 ? p->milestone.index == milestone
                                   : p->milestone.index < 0 && p->stage.index == stage;
        if (!ours)
            continue;
        json_object(l->j);
        put_str(l->j, "id", p->id);
        put_str(l->j, "title", api_words(&p->title, l->lang));
        put_text(l->j, "guidance", api_words(&p->guidance, l->lang));
        json_end(l->j);
    }
    json_end(l->j);
}

static void put_evidence(const struct listing *l, const struct milestone *m)
{
    if (!m->evidence)
        return;
    json_key(l->j, S("evidence"));
    json_array(l->j);
    for (i32 k = 0; evidence_words[k]; k++)
        if (m->evidence >> k & 1)
            json_str(l->j, str_c(evidence_words[k]));
    json_end(l->j);
}

/* What history says of it, here: nothing below its floors. */
static void put_learnt(const struct listing *l, const struct milestone *m)
{
    for (const struct json_value *x = l->learnt ? l->learnt->first : NULL; x; x = x->next)
        if (str_eq(json_member_text(x, "milestone"), m->id)) {
            json_key(l->j, S("learnt"));
            put_read(l->j, x);
        }
}

/* Who said so, when, and why. */
static void put_said(const struct listing *l, const char *key, const struct event_row *e)
{
    if (!e)
        return;
    json_key(l->j, str_c(key));
    json_object(l->j);
    put_moment(l->j, "at", e->event.occurred_ms);
    put_person(l->j, "by", l->reader, &l->call->arena, e->event.actor);
    put_text(l->j, "why", e->text);
    json_end(l->j);
}

static void put_shown(const struct listing *l, i32 index)
{
    const struct event_row *e = l->course->milestone[index].reached;
    struct file_row file;
    if (!e)
        return;
    json_key(l->j, S("shown"));
    json_object(l->j);
    if (e->event.kind == EVENT_MILESTONE_REACHED && e->event.value >= 0)
        put_str(l->j, "kind", str_c(evidence_words[e->event.value]));
    if (e->event.value == EVIDENCE_FILE && e->text.n == FILE_HASH_HEX &&
        reader_file(l->reader, &l->call->arena, e->text, &file)) {
        put_text(l->j, "reference", file.name);
        put_text(l->j, "file", e->text);
    } else {
        put_text(l->j, "reference", e->text);
    }
    put_moment(l->j, "at", e->event.occurred_ms);
    put_person(l->j, "by", l->reader, &l->call->arena, e->event.actor);
    json_end(l->j);
}

static void put_milestone(const struct listing *l, i32 index)
{
    const struct milestone *m = &l->rules->standard->milestones.v[index];
    enum milestone_standing standing = standing_of(l, index);
    const struct finding *f = finding_of(l, index);
    struct json *j = l->j;
    json_object(j);
    put_str(j, "id", m->id);
    put_str(j, "title", api_words(&m->title, l->lang));
    put_text(j, "about", api_words(&m->about, l->lang));
    put_str(j, "grade", str_c(grade_words[m->grade]));
    put_str(j, "confirmed_by", str_c(confirmer_words[m->confirmer]));
    put_evidence(l, m);
    put_str(j, "standing", str_c(finding_standing_id(standing)));
    put_str(j, "standing_text", finding_standing_say(&l->call->arena, l->lang, standing));
    if (bits_has(l->state->reached, index))
        put_moment(j, "fresh_at", l->state->fresh_ms[index]);
    if (bits_has(l->state->waived, index))
        put_moment(j, "waived_until", l->state->waived_until_ms[index]);
    if (f && standing != STANDING_MET && standing != STANDING_NOT_ASKED) {
        put_str(j, "missing", finding_say(&l->call->arena, l->lang, l->rules, f));
        put_text(j, "remedy", finding_remedy_say(&l->call->arena, l->lang, l->rules, f));
    }
    put_shown(l, index);
    put_said(l, "confirmed", l->course->milestone[index].confirmed);
    put_said(l, "waived", l->course->milestone[index].waived);
    put_plays(l, -1, index);
    put_learnt(l, m);
    json_end(j);
}

static void put_stage(const struct listing *l, i32 index)
{
    const struct stage *s = &l->rules->standard->stages.v[index];
    struct json *j = l->j;
    i64 met, total;
    api_stage_met(l->rules, l->state, index, l->call->now_ms, &met, &total);
    json_object(j);
    put_str(j, "id", s->id);
    put_str(j, "title", api_words(&s->title, l->lang));
    put_text(j, "department", s->department.id);
    put_bool(j, "here", l->state->stage == index);
    put_bool(j, "signature", l->rules->commit == index);
    put_i64(j, "met", met);
    put_i64(j, "total", total);
    if (l->state->stage == index) {
        put_moment(j, "limit_at", rules_span_end(l->rules, &s->limit, l->state->stage_entered_ms));
        put_moment(j, "expected_at",
                   rules_span_end(l->rules, &s->expected, l->state->stage_entered_ms));
    }
    put_moment(j, "entered_at", l->course->stage[index].entered_ms);
    put_i64(j, "spent_ms", l->course->stage[index].spent_ms);
    json_key(j, S("milestones"));
    json_array(j);
    for (i32 m = s->milestone_first; m < s->milestone_first + s->milestone_count; m++)
        put_milestone(l, m);
    json_end(j);
    put_plays(l, index, -1);
    json_end(j);
}

static void put_returned(const struct listing *l, i32 h)
{
    const struct event_row *e = l->course->returned[h];
    const struct handoff *of = &l->rules->standard->handoffs.v[h];
    if (!e)
        return;
    json_key(l->j, S("returned"));
    json_object(l->j);
    put_moment(l->j, "at", e->event.occurred_ms);
    put_person(l->j, "by", l->reader, &l->call->arena, e->event.actor);
    put_text(l->j, "why", e->text);
    if (e->event.value >= 0 && e->event.value < of->return_reasons.n)
        put_str(l->j, "reason", of->return_reasons.v[e->event.value].id);
    json_end(l->j);
}

static void put_handoffs(const struct listing *l)
{
    const struct standard *s = l->rules->standard;
    const struct deal_state *state = l->state;
    json_key(l->j, S("handoffs"));
    json_array(l->j);
    for (i32 h = 0; h < l->rules->handoff_count; h++) {
        u64 bit = 1ull << h;
        str stands = state->handoff_touched & bit    ? S("touched")
                     : state->handoff_accepted & bit ? S("accepted")
                     : state->handoff_offered & bit  ? S("offered")
                     : state->handoff_returned & bit ? S("returned")
                                                     : S("not-due");
        json_object(l->j);
        put_str(l->j, "id", s->handoffs.v[h].id);
        put_str(l->j, "title", api_words(&s->handoffs.v[h].title, l->lang));
        put_str(l->j, "from", s->handoffs.v[h].from.id);
        put_str(l->j, "to", s->handoffs.v[h].to.id);
        put_str(l->j, "standing", stands);
        if (state->handoff_offered & bit)
            put_moment(l->j, "accept_by", state->accept_by_ms[h]);
        if (state->handoff_accepted & bit)
            put_moment(l->j, "touch_by", state->touch_by_ms[h]);
        if (state->handoff_returned & bit)
            put_returned(l, h);
        json_end(l->j);
    }
    json_end(l->j);
}

static void put_next(const struct listing *l)
{
    struct next_step *next = arena_new(&l->call->arena, struct next_step);
    api_next_step(next, l->rules, l->state, l->call, l->role);
    if (next->stage < 0)
        return;
    json_key(l->j, S("next"));
    json_object(l->j);
    put_named(l->j, "stage", l->rules->standard->stages.v[next->stage].id,
              api_words(&l->rules->standard->stages.v[next->stage].title, l->lang));
    put_bool(l->j, "win", next->win);
    put_bool(l->j, "passes", !verdict_refuses(&next->verdict));
    put_findings(l->j, &l->call->arena, l->lang, l->rules, &next->verdict, false);
    json_end(l->j);
}

static void judge_gates(struct listing *l)
{
    struct deal_state open = *l->state;
    open.outcome = OUTCOME_OPEN; /* a won deal is asked for what it owed, too */
    struct deal_event win = api_hypothetical(l->call, l->role, EVENT_OUTCOME_SET, OUTCOME_WON);
    judge_act(l->rules, &open, &win, l->call->now_ms, &l->gate[0]);
    struct deal_state won = *l->state;
    won.outcome = OUTCOME_WON;
    won.stage = l->rules->commit;
    struct deal_event last =
        api_hypothetical(l->call, l->role, EVENT_STAGE_ENTERED, l->rules->stage_count - 1);
    judge_act(l->rules, &won, &last, l->call->now_ms, &l->gate[1]);
}

static void put_checklist(struct listing *l, i64 deal, i64 revision)
{
    struct json *j = l->j;
    struct deal_event me = api_hypothetical(l->call, l->role, EVENT_OBJECTED, NO_SUBJECT);
    json_object(j);
    put_i64(j, "deal", deal);
    put_i64(j, "revision", revision);
    put_str(j, "process", l->rules->standard->process);
    put_i64(j, "version", l->rules->standard->version);
    put_str(j, "discipline", str_c(discipline_words[l->rules->discipline]));
    put_str(j, "outcome", str_c(outcome_id(l->state->outcome)));
    judge_gates(l);
    json_key(j, S("stages"));
    json_array(j);
    for (i32 i = 0; i < l->rules->stage_count; i++)
        put_stage(l, i);
    json_end(j);
    put_handoffs(l);
    put_next(l);
    put_ways_out(j, &l->call->arena, l->lang,
                 judge_ways_out(l->rules, l->state, deal_level(l->state, &me)));
    json_end(j);
}

/* The deal and its events of one moment. False: there is no such deal, or the answer is given. */
static bool read_deal(struct listing *l, i64 deal, i64 *revision)
{
    struct call *c = l->call;
    struct deal_state *state = arena_new(&c->arena, struct deal_state);
    struct deal_row d;
    *revision = reader_state(l->reader, deal, state);
    if (!*revision || !reader_deal(l->reader, &c->arena, deal, &d))
        return false;
    struct event_row *all = arena_array(&c->arena, struct event_row, d.events);
    i64 n = reader_timeline(l->reader, &c->arena, deal, 0, d.events, all);
    l->state = state;
    l->rules = workspace_rules(call_workspace(c), state->version);
    l->course = course_new(&c->arena, call_workspace(c), l->rules, all, n, c->now_ms);
    return true;
}

static enum http_turn get_checklist(struct call *c)
{
    struct listing *l = arena_new(&c->arena, struct listing);
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    i64 deal = call_param_i64(c, "deal"), revision;
    l->call = c;
    l->reader = r;
    reader_begin(r);
    if (read_deal(l, deal, &revision)) {
        struct json j = call_json(c, 200);
        l->j = &j;
        l->lang = api_lang(c);
        l->role = api_acting_role(c, r, l->state->version);
        l->learnt = api_evidence_at_gates(c, l->rules->standard->process);
        put_checklist(l, deal, revision);
        call_version(c, revision);
    } else if (api_read_well(c, r)) {
        call_not_found(c);
    }
    reader_end(r);
    api_read_well(c, r); /* what could not be read is not told as if it never was */
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/deals/{deal:int}/checklist", "checklist_get",
     "What a deal has, what it lacks, what helps, what the next step would meet.", "deals",
     FOR_MEMBERS, .answer = &shape_checklist, .handle = get_checklist},
};
const struct route_list checklist_routes = {rows, LENGTH(rows)};
