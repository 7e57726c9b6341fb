#include "format/json.h"
#include "workspace/import_step.h"
#include "workspace/writer.h"

enum { WORDS_MAX = 256 };

/* One deal on its way in. */
struct coming {
    struct workspace *w;
    struct request *r;
    struct import_step *step;
    const struct import_deal *deal;
    struct import_novelty news;
    const struct rules *rules; /* of the edition that the deal is on */
    struct folded *f;
    i64 events;
    i64 findings[SEVERITY_SENSELESS + 1];
};

/* --- the same part in another edition ------------------------------------------------------- */

/* -1: that edition has no part of this id. */
static i64 stage_there(const struct standard *from, const struct standard *to, i64 i)
{
    for (i64 k = 0; k < to->stages.n; k++)
        if (str_eq(to->stages.v[k].id, from->stages.v[i].id))
            return k;
    return -1;
}

static i64 field_there(const struct standard *from, const struct standard *to, i64 i)
{
    for (i64 k = 0; k < to->fields.n; k++)
        if (str_eq(to->fields.v[k].id, from->fields.v[i].id) &&
            to->fields.v[k].type == from->fields.v[i].type && to->fields.v[k].type != FIELD_CHOICE)
            return k;
    return -1;
}

static i64 milestone_there(const struct standard *from, const struct standard *to, i64 i)
{
    for (i64 k = 0; k < to->milestones.n; k++)
        if (str_eq(to->milestones.v[k].id, from->milestones.v[i].id))
            return k;
    return -1;
}

/* The act in the numbers of the deal's edition; false when that has no such part. */
static bool translate(const struct coming *c, struct record *r)
{
    const struct standard *from = c->w->edition[c->step->edition]->rules.standard;
    const struct standard *to = c->rules->standard;
    if (from == to)
        return true;
    switch (r->kind) {
    case EVENT_OPENED:
    case EVENT_STAGE_ENTERED:
    case EVENT_REOPENED: r->subject = stage_there(from, to, r->subject); break;
    case EVENT_FIELD_SET: r->subject = field_there(from, to, r->subject); break;
    case EVENT_MILESTONE_REACHED:
    case EVENT_MILESTONE_REVOKED: r->subject = milestone_there(from, to, r->subject); break;
    case EVENT_OUTCOME_SET: r->value = event_ending((struct ending){.reason = {-1, -1}}); break;
    default: break;
    }
    return r->subject >= 0;
}

/* --- recording ------------------------------------------------------------------------------ */

static void judge(struct coming *c, const struct record *r)
{
    struct verdict *v = &c->w->decision.verdict;
    struct deal_event e = record_event(r);
    struct field_set none = {0};
    struct bits no_bits = {{0, 0}};
    struct deal_state *s = &c->f->state;
    for (i32 i = 0; i < LENGTH(s->unknown.w); i++)
        s->unknown.w[i] = ~0ull; /* an export tells a field as it is now, not as it was */
    s->milestones_unknown = c->step->tells_milestones ? no_bits : (struct bits){{~0ull, ~0ull}};
    e.text = r->text.n > 0;
    judge_act(c->rules, s, &e, r->occurred_ms, v);
    s->unknown = none;
    s->milestones_unknown = no_bits;
    for (i32 i = 0; i < v->count; i++)
        c->findings[v->list[i].severity]++;
}

static void append(struct coming *c, struct record *r, str text)
{
    r->occurred_ms = i64_min(r->occurred_ms, c->w->now_ms);
    r->lag_ms = c->w->now_ms - r->occurred_ms;
    append_event(c->w, c->f, r, text);
    c->events++;
}

static void append_act(struct coming *c, const struct import_act *act)
{
    struct record r = {
        .kind = act->kind,
        .subject = act->subject,
        .value = act->kind == EVENT_OPENED ? c->rules->version : act->value,
        .occurred_ms = act->occurred_ms,
        .actor = act->actor,
        .role = ROLE_OWNER,
        .text = act->kind == EVENT_OPENED ? c->deal->name : act->text,
    };
    if (!translate(c, &r))
        return;
    if (r.kind < EVENT_KIND_COUNT)
        judge(c, &r);
    append(c, &r, r.text);
}

/* What the export says now and its dated events do not. */
static void correct(struct coming *c, i64 kind, i64 subject, i64 value, str text, i64 at_ms)
{
    struct record r = {
        .kind = kind,
        .subject = subject,
        .value = value,
        .occurred_ms = at_ms == TIME_NONE ? c->deal->wanted.at_ms : at_ms,
        .actor = c->r->intent.act.actor,
        .role = ROLE_SYSTEM,
    };
    if (translate(c, &r))
        append(c, &r, text);
}

static bool changed_text(const struct coming *c, str before, str now)
{
    return !c->news.told_before || !str_eq(before, now);
}

static bool changed_number(const struct coming *c, i64 before, i64 now)
{
    return !c->news.told_before || before != now;
}

static void correct_stage(struct coming *c)
{
    const struct import_wanted *w = &c->deal->wanted;
    const struct deal_state *s = &c->f->state;
    struct record like = {.kind = EVENT_STAGE_ENTERED, .subject = w->stage};
    if (w->stage < 0 || deal_is_closed(s) ||
        !changed_text(c, c->news.before.stage, c->deal->record.stage) || !translate(c, &like) ||
        like.subject == s->stage)
        return;
    correct(c, EVENT_STAGE_ENTERED, w->stage, 0, (str){0}, TIME_NONE);
}

static void correct_outcome(struct coming *c)
{
    const struct import_wanted *w = &c->deal->wanted;
    const struct deal_state *s = &c->f->state;
    if (w->outcome == s->outcome ||
        !changed_number(c, c->news.before.outcome, c->deal->record.outcome))
        return;
    if (w->outcome == OUTCOME_OPEN) {
        struct record r = {.kind = EVENT_REOPENED,
                           .subject = s->stage,
                           .occurred_ms = w->at_ms,
                           .actor = c->r->intent.act.actor,
                           .role = ROLE_SYSTEM};
        append(c, &r, (str){0});
    } else {
        correct(c, EVENT_OUTCOME_SET, w->outcome, w->ending, w->reason, w->closed_ms);
    }
}

static bool field_said(const struct coming *c, const struct import_value *v)
{
    const struct import_facts *before = &c->news.before;
    if (!c->news.told_before)
        return false;
    if (v->name.n == 0)
        return before->amount_known && before->amount_minor == v->value;
    for (i64 i = 0; i < before->attributes.n; i++)
        if (str_eq(before->attributes.v[i].name, v->name))
            return str_eq(before->attributes.v[i].value, v->told);
    return false;
}

static void correct_fields(struct coming *c)
{
    const struct import_wanted *w = &c->deal->wanted;
    for (i64 i = 0; i < w->field_count; i++) {
        const struct import_value *v = &w->fields[i];
        const struct deal_state *s = &c->f->state;
        struct record like = {.kind = EVENT_FIELD_SET, .subject = v->field};
        if (field_said(c, v) || !translate(c, &like))
            continue;
        if (!field_set_has(&s->set, like.subject) || s->value[like.subject] != v->value)
            correct(c, EVENT_FIELD_SET, v->field, v->value, v->text, TIME_NONE);
    }
}

static void correct_rest(struct coming *c)
{
    const struct import_wanted *w = &c->deal->wanted;
    const struct import_facts *before = &c->news.before, *now = &c->deal->record;
    const struct deal_state *s = &c->f->state;
    if (w->owner && w->owner != s->owner && changed_text(c, before->owner, now->owner))
        correct(c, EVENT_OWNER_SET, NO_SUBJECT, w->owner, (str){0}, TIME_NONE);
    if (w->close_day != TIME_NONE && (!s->close_day_known || s->close_day != w->close_day) &&
        changed_number(c, before->expected_ms, now->expected_ms))
        correct(c, EVENT_CLOSE_DATE_SET, NO_SUBJECT, w->close_day, (str){0}, TIME_NONE);
    correct_fields(c);
    if (c->news.told_before && now->name.n && !str_eq(before->name, now->name))
        correct(c, KIND_DEAL_NAMED, NO_SUBJECT, 0, now->name, TIME_NONE);
}

/* The record, with what the judge said to the acts: he is not asked again for them. */
static void append_record(struct coming *c)
{
    static const char *const names[] = {"silent",  "note",  "advice",
                                        "warning", "block", "senseless"};
    char words[WORDS_MAX];
    struct buf line = {.p = words, .max = sizeof words};
    struct arena scratch = c->w->scratch;
    struct record r = {.kind = KIND_DEAL_IMPORTED,
                       .subject = c->events + 1,
                       .value = c->step->import,
                       .occurred_ms = c->w->now_ms,
                       .actor = c->r->intent.act.actor,
                       .role = ROLE_SYSTEM};
    for (i32 i = 0; i < LENGTH(names); i++)
        if (c->findings[i])
            buf_fmt(&line, "%s\"%s\":%lld", line.n ? "," : "", names[i], (long long)c->findings[i]);
    str text =
        line.n ? str_fmt(&scratch, "%.*s\n{%.*s}", STR_ARG(c->deal->facts), STR_ARG(buf_str(&line)))
               : c->deal->facts;
    append(c, &r, text);
    for (i32 i = 0; i < LENGTH(names); i++)
        c->step->findings[i] += c->findings[i];
}

/* --- one deal ------------------------------------------------------------------------------- */

static bool fits(const struct import_deal *d)
{
    return d->reference.n > 0 && d->reference.n <= WORKSPACE_KEY_MAX &&
           d->name.n <= WORKSPACE_TEXT_MAX && d->facts.n <= WORKSPACE_TEXT_MAX &&
           d->act_count > 0 && d->act_count <= WORKSPACE_DEAL_EVENTS_MAX - 1000 &&
           utf8_check(d->reference) < 0 && utf8_check(d->name) < 0 && utf8_check(d->facts) < 0;
}

static bool act_is_sound(const struct rules *r, const struct import_act *act)
{
    enum activity_kind kind;
    bool has_value;
    switch (act->kind) {
    case EVENT_OPENED:
    case EVENT_STAGE_ENTERED:
    case EVENT_REOPENED: return act->subject >= 0 && act->subject < r->stage_count;
    case EVENT_FIELD_SET: return act->subject >= 0 && act->subject < r->field_count;
    case EVENT_MILESTONE_REACHED:
    case EVENT_MILESTONE_REVOKED: return act->subject >= 0 && act->subject < r->milestone_count;
    case EVENT_OUTCOME_SET: return act->subject > OUTCOME_OPEN && act->subject < OUTCOME_COUNT;
    case EVENT_CLOSE_DATE_SET:
    case EVENT_OWNER_SET: return act->subject == NO_SUBJECT;
    case KIND_DEAL_TOLD:
        return told_kind(act->subject, &kind, &has_value) && act->text.n <= WORKSPACE_TEXT_MAX &&
               utf8_check(act->text) < 0;
    default: return false;
    }
}

static bool acts_are_sound(const struct coming *c)
{
    const struct rules *r = &c->w->edition[c->step->edition]->rules;
    if (c->deal->acts[0].kind != EVENT_OPENED)
        return false;
    for (i64 i = 0; i < c->deal->act_count; i++)
        if (!act_is_sound(r, &c->deal->acts[i]) || (i > 0 && c->deal->acts[i].kind == EVENT_OPENED))
            return false;
    return true;
}

/* The deal of this reference: a fold in `c->f`, or a new one. */
static void find_deal(struct coming *c)
{
    struct workspace *w = c->w;
    struct statement *s = storage_use(w->db, SQL_DEAL_BY_REFERENCE);
    bind_str(s, 1, c->deal->reference);
    i64 deal = statement_next(s) ? column_i64(s, 0) : 0;
    statement_reset(s);
    c->f = deal ? cache_get(w, deal) : &w->imported;
    if (!deal)
        folded_clear(c->f, w->head.sequence + 1);
}

static void open_new(struct coming *c)
{
    append_act(c, c->news.acts[0]);
    struct record r = {.kind = KIND_DEAL_REFERENCE,
                       .subject = NO_SUBJECT,
                       .occurred_ms = c->w->now_ms,
                       .actor = c->r->intent.act.actor,
                       .role = ROLE_SYSTEM};
    append(c, &r, c->deal->reference);
}

static enum import_became bring(struct coming *c)
{
    struct workspace *w = c->w;
    struct arena scratch = w->scratch;
    struct err e;
    find_deal(c);
    if (!c->f)
        return IMPORT_REFUSED;
    bool there = c->f->revision > 0;
    if (c->f->events + c->deal->act_count > WORKSPACE_DEAL_EVENTS_MAX - 500)
        return IMPORT_REFUSED;
    c->rules = &w->edition[there ? c->f->state.version : c->step->edition]->rules;
    if (there)
        w->before = *c->f;
    else
        folded_clear(&w->before, c->f->deal);
    if (!import_compare(&c->news, &scratch, w->db, there ? c->f->deal : 0, c->f->revision,
                        c->deal)) {
        err_set(&e, ERR_INPUT, "the events of deal %lld do not hang together",
                (long long)c->f->deal);
        if (storage_check(w->db, &e))
            workspace_fail(w, &e);
        return IMPORT_REFUSED;
    }
    if (c->news.act_count == 0 && c->news.same_record)
        return c->news.import != c->step->import ? IMPORT_UNCHANGED
               : c->news.made_by_it              ? IMPORT_CREATED
                                                 : IMPORT_UPDATED;
    if (!there)
        open_new(c);
    for (i64 i = !there; i < c->news.act_count; i++)
        append_act(c, c->news.acts[i]);
    correct_stage(c);
    correct_outcome(c);
    correct_rest(c);
    append_record(c);
    project_change(w, c->f);
    return there ? IMPORT_UPDATED : IMPORT_CREATED;
}

static void bring_all(struct workspace *w, struct request *r, struct import_step *step)
{
    i64 from = w->platform->elapsed_ns(w->platform->self);
    for (i64 i = 0; i < step->count && !w->failed; i++) {
        struct coming c = {.w = w, .r = r, .step = step, .deal = &step->deals[i]};
        enum import_became became = IMPORT_REFUSED;
        if (fits(c.deal) && acts_are_sound(&c))
            became = bring(&c);
        step->each[i] = (u8)became;
        step->became[became]++;
        if (step->deal_ids)
            step->deal_ids[i] = c.f ? c.f->deal : 0;
    }
    step->took_ns = w->platform->elapsed_ns(w->platform->self) - from;
}

/* --- taking back ---------------------------------------------------------------------------- */

/* How the deal stood before an import: the event that counted then; -1: cannot be read. */
static i64 stood_before(struct workspace *w, const struct imported_deal *d)
{
    struct record r;
    struct statement *s = storage_use(w->db, SQL_EVENT_GET);
    bind_i64(s, 1, d->sequence - d->events + 1); /* they were written one after the other */
    if (!statement_next(s) || !record_read(s, &r) || r.deal != d->deal)
        return -1;
    i64 before = r.before;
    if (before == 0)
        return 0;
    s = storage_use(w->db, SQL_EVENT_GET);
    bind_i64(s, 1, before);
    if (!statement_next(s) || !record_read(s, &r) || r.deal != d->deal)
        return -1;
    return r.kind == KIND_DEAL_TAKEN_BACK ? r.value : before;
}

static enum import_became take_back(struct workspace *w, struct request *r,
                                    const struct imported_deal *d)
{
    struct err e;
    struct folded *f = cache_get(w, d->deal);
    if (!f || !f->state.opened)
        return IMPORT_UNCHANGED; /* it is gone already */
    if (f->effective != d->sequence)
        return f->effective < d->sequence ? IMPORT_UNCHANGED : IMPORT_KEPT;
    i64 before = stood_before(w, d);
    if (before < 0)
        return IMPORT_KEPT;
    struct record record = {.kind = KIND_DEAL_TAKEN_BACK,
                            .subject = NO_SUBJECT,
                            .value = before,
                            .occurred_ms = w->now_ms,
                            .actor = r->intent.act.actor,
                            .role = ROLE_SYSTEM};
    w->before = *f;
    append_event(w, f, &record, (str){0});
    if (!folded_load(f, w->db, d->deal, f->revision, workspace_published(w), w->scratch, &e)) {
        workspace_fail(w, &e);
        return IMPORT_KEPT;
    }
    search_standing(w->db, SQL_SEARCH_PUT, f, w->scratch);
    project_change(w, f);
    return IMPORT_UPDATED;
}

static void take_back_all(struct workspace *w, struct request *r, struct import_step *step)
{
    for (i64 i = 0; i < step->count && !w->failed; i++) {
        enum import_became became = take_back(w, r, &step->back[i]);
        step->each[i] = (u8)became;
        step->became[became]++;
    }
}

/* --- what the company did ------------------------------------------------------------------- */

static void put_word(struct json *j, const char *key, str word)
{
    if (word.n == 0)
        return;
    json_key(j, str_c(key));
    json_str(j, word);
}

static void tell_governance(struct workspace *w, const struct request *r,
                            const struct import_step *step)
{
    for (i64 i = 0; i < step->count; i++) {
        const struct governance_event *g = &step->governance[i];
        i64 at_ms = i64_min(g->at_ms, w->now_ms);
        struct record record = {.kind = KIND_GOVERNANCE_TOLD,
                                .subject = (i64)g->kind | (g->flag ? GOVERNANCE_TOLD_FLAG : 0),
                                .value = g->version,
                                .occurred_ms = at_ms,
                                .lag_ms = w->now_ms - at_ms,
                                .actor = r->intent.act.actor,
                                .role = ROLE_SYSTEM};
        struct json j;
        buf_clear(&w->body);
        json_init(&j, &w->body, 0);
        json_object(&j);
        json_key(&j, S("import"));
        json_i64(&j, step->import);
        put_word(&j, "actor", str_sub(g->actor, 0, WORDS_MAX));
        put_word(&j, "department", str_sub(g->department, 0, WORDS_MAX));
        json_end(&j);
        append_event(w, NULL, &record, str_trim(buf_str(&w->body)));
    }
}

/* --- begin and end -------------------------------------------------------------------------- */

static void note_import(struct workspace *w, const struct request *r, i64 kind, i64 import,
                        enum import_state state)
{
    struct record record = {.kind = kind,
                            .subject = NO_SUBJECT,
                            .value = import,
                            .occurred_ms = w->now_ms,
                            .actor = r->intent.act.actor,
                            .role = r->intent.act.role};
    append_event(w, NULL, &record, r->intent.text);
    struct statement *s = storage_use(w->db, SQL_IMPORT_PUT);
    bind_i64(s, 1, import ? import : w->head.sequence);
    bind_i64(s, 2, state);
    bind_i64(s, 3, w->head.sequence);
    statement_run(s);
}

void execute_import(struct workspace *w, struct request *r)
{
    struct import_step *step = r->intent.import;
    struct answer *a = &r->answer;
    bool sound = r->intent.text.n <= WORKSPACE_TEXT_MAX && utf8_check(r->intent.text) < 0 &&
                 step->count <= WORKSPACE_IMPORT_STEP_MAX;
    bool known = step->edition >= 1 && step->edition <= w->edition_count;
    a->status = sound ? ANSWER_ACCEPTED : ANSWER_LIMIT;
    if (sound && step->verb == IMPORT_DEALS && !known)
        a->status = ANSWER_MISSING;
    if (a->status != ANSWER_ACCEPTED)
        return;
    switch (step->verb) {
    case IMPORT_BEGIN:
        note_import(w, r, KIND_IMPORT_BEGUN, 0, IMPORT_RUNNING);
        step->import = w->head.sequence;
        break;
    case IMPORT_GOVERNANCE: tell_governance(w, r, step); break;
    case IMPORT_DEALS: bring_all(w, r, step); break;
    case IMPORT_END: note_import(w, r, KIND_IMPORT_ENDED, step->import, IMPORT_DONE); break;
    case IMPORT_TAKE_BACK: take_back_all(w, r, step); break;
    case IMPORT_TAKEN_BACK:
        note_import(w, r, KIND_IMPORT_TAKEN_BACK, step->import, IMPORT_UNDONE);
        break;
    }
    a->deal = step->import;
}
