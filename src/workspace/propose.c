/* Proposals inside the writer: what somebody wants becomes events, or is refused; which version a
 * new deal gets while a trial runs. */
#include "workspace/propose.h"

#include <string.h>

#include "format/json.h"

enum { TEXT_BYTES = 8 << 10, DEPARTMENTS_MAX = STANDARD_PARTS_MAX };

/* --- reading what is there -----------------------------------------------------------------------
 */

/* The fold of its events, in scratch; number 0: there is none. */
static struct proposal *load(struct workspace *w, struct arena *a, i64 number)
{
    struct proposal *p = arena_new(a, struct proposal);
    struct statement *s = storage_use(w->db, SQL_PROPOSAL_EVENTS);
    struct record r;
    bind_i64(s, 1, number);
    while (statement_next(s) && record_read(s, &r)) {
        struct event_row e = {
            .sequence = r.sequence, .event = record_event(&r), .text = str_dup(a, r.text)};
        proposal_apply(p, a, &e);
    }
    statement_reset(s);
    return p;
}

static void follow(struct workspace *w, const struct proposal *p)
{
    struct edition *edition =
        p->edition >= 1 && p->edition <= w->edition_count ? w->edition[p->edition] : NULL;
    if (!edition)
        return;
    __atomic_store_n(&edition->reverted, p->state == PROPOSAL_REVERTED, __ATOMIC_RELAXED);
    for (i32 i = 0; i < w->trial_count; i++)
        if (w->trial[i].proposal == p->number)
            w->trial[i] = w->trial[--w->trial_count];
    if (p->state == PROPOSAL_TRIAL && w->trial_count < TRIALS_MAX)
        w->trial[w->trial_count++] = (struct trial){p->number, p->edition, (u8)p->unit, p->seed};
    __atomic_store_n(&edition->on_trial, p->state == PROPOSAL_TRIAL, __ATOMIC_RELAXED);
}

void proposals_load(struct workspace *w)
{
    struct statement *s = storage_use(w->db, SQL_PROPOSAL_LAST);
    i64 last = statement_next(s) ? column_i64(s, 0) : 0;
    statement_reset(s);
    w->next_proposal = last + 1;
    for (i64 n = 1; n <= last; n++) {
        struct arena scratch = w->scratch;
        follow(w, load(w, &scratch, n));
    }
}

bool workspace_reverted(const struct workspace *w, i32 edition)
{
    return edition >= 1 && edition <= workspace_editions(w) &&
           __atomic_load_n(&w->edition[edition]->reverted, __ATOMIC_RELAXED);
}

bool workspace_on_trial(const struct workspace *w, i32 edition)
{
    return edition >= 1 && edition <= workspace_editions(w) &&
           __atomic_load_n(&w->edition[edition]->on_trial, __ATOMIC_RELAXED);
}

/* --- which version a new deal gets ---------------------------------------------------------------
 */

static const struct trial *trial_of(const struct workspace *w, i32 edition)
{
    const struct edition *asked = w->edition[edition];
    for (i32 i = 0; i < w->trial_count; i++)
        if (str_eq(w->edition[w->trial[i].edition]->standard.process, asked->standard.process))
            return &w->trial[i];
    return NULL;
}

static void counted(struct workspace *w, i32 slot, i64 proposal, i64 seller, i64 *n, i64 *now)
{
    struct statement *s = storage_use(w->db, slot);
    bind_i64(s, 1, proposal);
    if (slot == SQL_ASSIGNED)
        bind_i64(s, 2, seller);
    *n = statement_next(s) ? column_i64(s, 0) : 0;
    *now = *n ? column_i64(s, 1) : 0;
    statement_reset(s);
}

/* Of whole sellers: what this one was given before. */
static bool drawn_before(struct workspace *w, i64 proposal, i64 seller, struct assigned *out)
{
    struct statement *s = storage_use(w->db, SQL_ASSIGNED_SELLER);
    bind_i64(s, 1, proposal);
    bind_i64(s, 2, seller);
    bool there = statement_next(s);
    if (there) {
        out->draw = (struct trial_draw){column_i64(s, 0) == 1, (i32)column_i64(s, 1)};
        out->drawn = false;
    }
    statement_reset(s);
    return there;
}

/* The newest that was not reverted; a trial's edition is no deal's unless it is drawn. */
static i32 in_force(const struct workspace *w, i32 like)
{
    str process = w->edition[like]->standard.process;
    for (i32 i = w->edition_count; i > 0; i--)
        if (str_eq(w->edition[i]->standard.process, process) && !w->edition[i]->reverted)
            return i;
    return like;
}

/* A stage by its id on another edition; its first when there is none. */
static u16 stage_there(const struct edition *from, const struct edition *to, u16 stage)
{
    if (stage < from->standard.stages.n)
        for (i64 i = 0; i < to->standard.stages.n; i++)
            if (str_eq(to->standard.stages.v[i].id, from->standard.stages.v[stage].id))
                return (u16)i;
    return 0;
}

i32 trial_edition(struct workspace *w, const struct intent *c, i32 number, struct deal_event *act,
                  struct assigned *out)
{
    *out = (struct assigned){0};
    i32 asked = number;
    const struct trial *t = trial_of(w, number);
    if (!c->edition || (t && number == t->edition) || w->edition[number]->reverted)
        number = in_force(w, number);
    bool concerned = t && act->role != ROLE_SYSTEM && w->edition[t->edition]->before &&
                     (number == t->edition || w->edition[t->edition]->before == w->edition[number]);
    if (concerned) {
        i64 n, now;
        bool sellers = t->unit == TRIAL_SELLERS;
        if (!sellers || !drawn_before(w, t->proposal, act->actor, out)) {
            counted(w, sellers ? SQL_ASSIGNED_ALL : SQL_ASSIGNED, t->proposal, act->actor, &n,
                    &now);
            out->draw = trial_assign(t->seed, sellers ? 0 : act->actor, n, now);
            out->drawn = true;
        }
        out->proposal = t->proposal;
        number = out->draw.now ? t->edition : w->edition[t->edition]->before->rules.version;
    }
    if (number != asked)
        act->subject = stage_there(w->edition[asked], w->edition[number], act->subject);
    return number;
}

void trial_record(struct workspace *w, struct folded *f, const struct intent *c,
                  const struct assigned *x)
{
    if (!x->proposal)
        return;
    struct record r = {
        .kind = KIND_TRIAL_ASSIGNED,
        .subject = assigned_subject(x->draw.per_mille, x->drawn),
        .value = x->proposal << 1 | x->draw.now,
        .occurred_ms = w->now_ms,
        .role = ROLE_SYSTEM,
    };
    append_event(w, f, &r, (str){0});
    const i64 row[] = {f->deal,  x->proposal, w->head.sequence, c->act.actor,
                       x->drawn, x->draw.now, x->draw.per_mille};
    struct statement *s = storage_use(w->db, SQL_ASSIGNMENT_PUT);
    for (i32 i = 0; i < LENGTH(row); i++)
        bind_i64(s, i + 1, row[i]);
    statement_run(s);
}

/* --- what somebody wants ---------------------------------------------------------------------- */

static void append(struct workspace *w, const struct intent *c, struct record r, str text)
{
    r.occurred_ms = w->now_ms;
    r.actor = c->act.actor;
    r.role = c->act.role;
    append_event(w, NULL, &r, text);
    struct statement *s = storage_use(w->db, SQL_PROPOSAL_EVENT_PUT);
    bind_i64(s, 1, proposal_of(r.kind, r.value));
    bind_i64(s, 2, w->head.sequence);
    statement_run(s);
}

static struct record about(i64 kind, i64 value)
{
    return (struct record){.kind = kind, .subject = NO_SUBJECT, .value = value};
}

/* Text that an event may carry. */
static bool sound(const struct request *r, str text, i64 most)
{
    (void)r;
    return text.n <= most && utf8_check(text) < 0;
}

/* Made, or said otherwise; the draft with it when there is one. */
static void say(struct workspace *w, struct request *r, const struct proposal *p)
{
    const struct proposal_act *x = r->intent.proposal;
    i64 number = p->number ? p->number : w->next_proposal;
    if ((!p->number && !x->draft.n) || number > PROPOSALS_MAX) {
        r->answer.status = number > PROPOSALS_MAX ? ANSWER_LIMIT : ANSWER_INVALID;
        return;
    }
    if (x->text.n && !str_eq(x->text, p->said))
        append(w, &r->intent, about(KIND_PROPOSAL_SAID, number), x->text);
    if (x->draft.n && !str_eq(x->draft, p->draft))
        append(w, &r->intent, about(KIND_PROPOSAL_DRAFT, number), x->draft);
    w->next_proposal = i64_max(w->next_proposal, number + 1);
    r->answer.deal = number;
}

static void approve(struct workspace *w, struct request *r, const struct proposal *p)
{
    const struct proposal_act *x = r->intent.proposal;
    char room[TEXT_BYTES];
    struct buf out = {.p = room, .max = sizeof room};
    struct json j;
    json_init(&j, &out, 0);
    json_object(&j);
    json_key(&j, S("department"));
    json_str(&j, x->text);
    json_key(&j, S("hash"));
    json_str(&j, str_c(p->hash));
    json_key(&j, S("why"));
    json_str(&j, x->why);
    json_end(&j);
    if (out.full) {
        r->answer.status = ANSWER_LIMIT;
        return;
    }
    struct record event = about(KIND_PROPOSAL_APPROVED, p->number);
    event.subject = x->subject;
    append(w, &r->intent, event, buf_str(&out));
}

/* Drawn by the machine, kept in the event: whoever replays the log draws the same. */
static str trial_text(struct workspace *w, const struct proposal_act *x, struct buf *out)
{
    u64 seed;
    struct json j;
    w->platform->random_bytes(w->platform->self, &seed, sizeof seed);
    json_init(&j, out, 0);
    json_object(&j);
    json_key(&j, S("unit"));
    json_str(&j, str_c(trial_unit_id(x->unit)));
    json_key(&j, S("seed"));
    json_i64(&j, (i64)(seed >> 1));
    json_key(&j, S("planned"));
    json_i64(&j, x->planned);
    json_end(&j);
    return buf_str(out);
}

static void publish(struct workspace *w, struct request *r, struct proposal *p)
{
    const struct proposal_act *x = r->intent.proposal;
    char room[256];
    struct buf out = {.p = room, .max = sizeof room};
    struct edition *edition = publish_prepare(w, r, p->draft, x->subject == WAY_ALL);
    str missing[1];
    if (!edition)
        return;
    bool busy = trial_of(w, w->edition_count) &&
                str_eq(w->edition[w->edition_count]->standard.process, edition->standard.process);
    bool nowhere = x->subject == WAY_TRIAL && !edition->before;
    if (proposal_missing(p, &edition->standard, missing, 1) || busy || nowhere) {
        r->answer.status = ANSWER_CONFLICT;
        r->answer.diags = NULL;
        return;
    }
    publish_edition(w, r, edition, p->draft, x->subject == WAY_ALL);
    r->answer.status = ANSWER_PENDING;
    struct record event =
        about(KIND_PROPOSAL_PUBLISHED, proposal_value(p->number, edition->rules.version));
    event.subject = x->subject;
    append(w, &r->intent, event, x->subject == WAY_TRIAL ? trial_text(w, x, &out) : (str){0});
}

static void judge(struct workspace *w, struct request *r, const struct proposal *p)
{
    const struct proposal_act *x = r->intent.proposal;
    struct record event = about(KIND_VERDICT, proposal_value(p->number, p->edition));
    event.subject = x->subject;
    append(w, &r->intent, event, x->text);
    if (x->subject == VERDICT_REVERT)
        undo_edition(w, &r->intent, p->edition); /* deals that went along come back */
}

/* Which acts its state allows. */
static bool allowed(const struct proposal *p, i64 kind)
{
    switch (kind) {
    case KIND_PROPOSAL_SAID: return p->number == 0 || p->state == PROPOSAL_OPEN;
    case KIND_PROPOSAL_COMMENT: return p->number > 0;
    case KIND_PROPOSAL_APPROVED:
    case KIND_PROPOSAL_WITHDRAWN:
    case KIND_PROPOSAL_PUBLISHED: return p->state == PROPOSAL_OPEN;
    case KIND_VERDICT: return p->state == PROPOSAL_PUBLISHED || p->state == PROPOSAL_TRIAL;
    default: return false;
    }
}

static void execute(struct workspace *w, struct request *r, struct proposal *p)
{
    const struct proposal_act *x = r->intent.proposal;
    switch (x->kind) {
    case KIND_PROPOSAL_SAID: say(w, r, p); break;
    case KIND_PROPOSAL_APPROVED: approve(w, r, p); break;
    case KIND_PROPOSAL_PUBLISHED: publish(w, r, p); break;
    case KIND_VERDICT: judge(w, r, p); break;
    default: append(w, &r->intent, about(x->kind, p->number), x->text); break;
    }
}

/* What a review decided: about no proposal. */
static void execute_decision(struct workspace *w, struct request *r)
{
    const struct proposal_act *x = r->intent.proposal;
    if (x->number < 1 || x->number > w->edition_count) {
        r->answer.status = ANSWER_MISSING;
        return;
    }
    append(w, &r->intent, about(KIND_DECIDED, x->number), x->text);
    r->answer.status = ANSWER_ACCEPTED;
    r->answer.revision = w->head.sequence;
}

void execute_proposal(struct workspace *w, struct request *r)
{
    const struct proposal_act *x = r->intent.proposal;
    struct answer *a = &r->answer;
    struct arena scratch = w->scratch;
    if (!sound(r, x->text, WORKSPACE_TEXT_MAX) || !sound(r, x->draft, STANDARD_BYTES_MAX)) {
        a->status = ANSWER_INVALID;
        return;
    }
    if (x->kind == KIND_DECIDED) {
        execute_decision(w, r);
        return;
    }
    struct proposal *p = load(w, &scratch, x->number);
    bool makes = x->kind == KIND_PROPOSAL_SAID && x->number == 0;
    if (!makes && !p->number) {
        a->status = ANSWER_MISSING;
        return;
    }
    a->deal = p->number;
    bool seen = r->intent.expected == REVISION_ANY || r->intent.expected == p->last;
    if (!allowed(p, x->kind) || !seen) {
        a->status = ANSWER_CONFLICT;
        a->revision = p->last;
        return;
    }
    execute(w, r, p);
    if (a->status != ANSWER_PENDING)
        return;
    a->status = ANSWER_ACCEPTED;
    a->revision = w->head.sequence;
    scratch = w->scratch;
    follow(w, load(w, &scratch, a->deal ? a->deal : x->number));
}
