#include "deal/twin_test.h"

#include <stdlib.h>

/* One question under way. */
struct asking {
    const struct twin *t;
    const struct standard *s;
    struct arena *a;
    const struct deal_event *act;
    i64 now_ms;
    str *lines;
    i64 n;
};

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

void twin_sort(str *lines, i64 n)
{
    if (n)
        qsort(lines, (size_t)n, sizeof *lines, by_text);
}

static str line(struct arena *a, i32 code, enum severity severity, str milestone, i32 other,
                str field, i32 handoff)
{
    milestone = milestone.p ? milestone : S("");
    field = field.p ? field : S("");
    return str_fmt(a, "%02d severity %d milestone %.*s other %d field %.*s handoff %d", code,
                   (int)severity, STR_ARG(milestone), other, STR_ARG(field), handoff);
}

str twin_line(const struct world *w, struct arena *a, const struct finding *f)
{
    str milestone = f->milestone < 0 ? (str){0} : w->standard.milestones.v[f->milestone].id;
    str field = f->field < 0 ? (str){0} : w->standard.fields.v[f->field].id;
    return line(a, f->code, (enum severity)f->severity, milestone, f->other, field, f->handoff);
}

static enum severity how_hard(enum discipline d, enum grade g)
{
    if (d == DISCIPLINE_RANDOM)
        return SEVERITY_SILENT;
    if (d == DISCIPLINE_INFORMAL)
        return g == GRADE_REQUIRED ? SEVERITY_ADVICE : SEVERITY_NOTE;
    return g == GRADE_REQUIRED   ? SEVERITY_BLOCK
           : g == GRADE_EXPECTED ? SEVERITY_WARNING
                                 : SEVERITY_NOTE;
}

struct extra {
    str milestone, field;
    i32 other, handoff;
};

static void say(struct asking *q, enum finding_code code, enum grade grade, struct extra x)
{
    enum severity severity = code >= FINDING_NOT_OPENED ? SEVERITY_SENSELESS
                             : code == FINDING_WAIVED   ? how_hard(q->s->discipline, GRADE_HELPFUL)
                                                        : how_hard(q->s->discipline, grade);
    q->lines[q->n++] = line(q->a, (i32)code, severity, x.milestone, x.other, x.field, x.handoff);
}

#define NOTHING ((struct extra){.other = -1, .handoff = -1})

static void senseless(struct asking *q, enum finding_code code)
{
    say(q, code, GRADE_REQUIRED, NOTHING);
}

/* what the events say */

static u32 owner_after(const struct twin *t, i64 n)
{
    u32 owner = 0;
    for (i64 i = 0; i < n; i++) {
        if (t->event[i].kind == EVENT_OPENED)
            owner = t->event[i].actor;
        if (t->event[i].kind == EVENT_OWNER_SET)
            owner = (u32)t->event[i].value;
    }
    return owner;
}

static i32 level(const struct twin *t, const struct deal_event *e, i64 before)
{
    if (e->actor == owner_after(t, before) || e->role == ROLE_OWNER || e->role == ROLE_SYSTEM)
        return 0;
    return e->role == ROLE_PEER ? 1 : 2;
}

static bool was_opened(const struct twin *t)
{
    return t->count > 0;
}

static const struct deal_event *ending(const struct twin *t)
{
    const struct deal_event *e = NULL;
    for (i64 i = 0; i < t->count; i++) {
        if (t->event[i].kind == EVENT_OUTCOME_SET)
            e = &t->event[i];
        if (t->event[i].kind == EVENT_REOPENED)
            e = NULL;
    }
    return e;
}

static const struct deal_event *last_entry(const struct twin *t)
{
    for (i64 i = t->count - 1; i >= 0; i--)
        if (t->event[i].kind == EVENT_OPENED || t->event[i].kind == EVENT_STAGE_ENTERED ||
            t->event[i].kind == EVENT_REOPENED)
            return &t->event[i];
    return NULL;
}

/* The event that reached it, NULL when it is not reached now. *fresh_ms: last looked at. */
static const struct deal_event *reached(const struct twin *t, i64 m, i64 *fresh_ms)
{
    const struct deal_event *by = NULL;
    for (i64 i = 0; i < t->count; i++) {
        const struct deal_event *e = &t->event[i];
        if (e->subject != m)
            continue;
        if (e->kind == EVENT_MILESTONE_REACHED) {
            by = e;
            *fresh_ms = e->occurred_ms;
        }
        if (e->kind == EVENT_MILESTONE_CONFIRMED && by && e->occurred_ms > *fresh_ms)
            *fresh_ms = e->occurred_ms;
        if (e->kind == EVENT_MILESTONE_REVOKED)
            by = NULL;
    }
    return by;
}

static bool confirmed(const struct twin *t, i64 m, i32 least)
{
    bool yes = least == 0;
    bool is_reached = false;
    for (i64 i = 0; i < t->count; i++) {
        const struct deal_event *e = &t->event[i];
        if (e->subject != m)
            continue;
        if (e->kind == EVENT_MILESTONE_REACHED)
            is_reached = true;
        if (e->kind == EVENT_MILESTONE_CONFIRMED && is_reached && level(t, e, i) >= least)
            yes = true;
        if (e->kind == EVENT_MILESTONE_REVOKED) {
            is_reached = false;
            yes = least == 0;
        }
    }
    return yes;
}

static const struct deal_event *waiver(const struct twin *t, i64 m, i32 *who)
{
    const struct deal_event *w = NULL;
    for (i64 i = 0; i < t->count; i++) {
        if (t->event[i].subject != m)
            continue;
        if (t->event[i].kind == EVENT_WAIVER_GRANTED) {
            w = &t->event[i];
            *who = level(t, w, i);
        }
        if (t->event[i].kind == EVENT_WAIVER_ENDED)
            w = NULL;
    }
    return w;
}

static const struct deal_event *field(const struct twin *t, i64 f)
{
    const struct deal_event *set = NULL;
    for (i64 i = 0; i < t->count; i++) {
        if (t->event[i].subject != f)
            continue;
        if (t->event[i].kind == EVENT_FIELD_SET)
            set = &t->event[i];
        if (t->event[i].kind == EVENT_FIELD_CLEARED)
            set = NULL;
    }
    return set;
}

static const struct deal_event *handoff(const struct twin *t, i64 h, enum event_kind step)
{
    const struct deal_event *offered = NULL, *accepted = NULL;
    for (i64 i = 0; i < t->count; i++) {
        const struct deal_event *e = &t->event[i];
        if (e->subject != h)
            continue;
        if (e->kind == EVENT_HANDOFF_OFFERED) {
            offered = e;
            accepted = NULL;
        }
        if (e->kind == EVENT_HANDOFF_ACCEPTED && offered)
            accepted = e;
        if (e->kind == EVENT_HANDOFF_RETURNED)
            offered = accepted = NULL;
    }
    return step == EVENT_HANDOFF_OFFERED ? offered : accepted;
}

/* what the standard says */

static i32 signature(const struct standard *s)
{
    for (i64 i = 0; i < s->stages.n; i++)
        if (s->stages.v[i].commit)
            return (i32)i;
    return (i32)s->stages.n - 1;
}

static bool may_move(const struct standard *s, i32 from, i32 to)
{
    if (from == to)
        return false;
    for (i64 i = 0; i < s->moves.also.n; i++)
        if (s->moves.also.v[i].from.index == from && s->moves.also.v[i].to.index == to)
            return true;
    if (to < from)
        return s->moves.backward;
    return s->moves.forward == MOVE_ANY || (s->moves.forward == MOVE_NEXT && to == from + 1);
}

static i64 span_end(const struct asking *q, const struct span *s, i64 from)
{
    if (!s->known)
        return INT64_MAX;
    return s->working ? calendar_add(&q->t->world->rules.calendar, from, s->ms) : from + s->ms;
}

/* 1 asked, 0 not asked, -1 nobody can tell until `*blame` is filled. */
static i32 asked(const struct asking *q, i64 m, i64 *blame)
{
    const struct when_spec *w = &q->t->world->when[m];
    const struct deal_event *amount = field(q->t, FIELD_AMOUNT);
    bool champion = field(q->t, FIELD_CHAMPION) != NULL;
    i64 fresh;
    i32 enough = !amount ? -1 : amount->value >= w->least_minor;
    *blame = FIELD_AMOUNT;
    switch (w->form) {
    case WHEN_NONE: return 1;
    case WHEN_AMOUNT: return enough;
    case WHEN_CHAMPION: return champion;
    case WHEN_BOTH: return !champion || enough == 0 ? 0 : enough;
    case WHEN_MILESTONE: return reached(q->t, w->milestone, &fresh) != NULL;
    }
    return 1;
}

static i64 first_need(const struct asking *q, const struct milestone *m)
{
    for (i64 f = 0; f < WORLD_FIELDS; f++)
        for (i64 i = 0; i < m->needs.n; i++)
            if (m->needs.v[i].index == f && !field(q->t, f))
                return f;
    return -1;
}

/* What is wrong with a milestone by itself: -1 when nothing. */
static i32 trouble(const struct asking *q, i64 i)
{
    const struct milestone *m = &q->s->milestones.v[i];
    i64 fresh = 0;
    if (!reached(q->t, i, &fresh))
        return FINDING_MISSING;
    if (span_end(q, &m->lapse, fresh) <= q->now_ms)
        return FINDING_LAPSED;
    if (!confirmed(q->t, i, (i32)m->confirmer))
        return FINDING_UNCONFIRMED;
    return first_need(q, m) >= 0 ? FINDING_NEEDS_FIELD : -1;
}

/* The finding, if any, about milestone `i` where it is due. */
static void due(struct asking *q, i64 i)
{
    const struct milestone *m = &q->s->milestones.v[i];
    struct extra x = {.milestone = m->id, .other = -1, .handoff = -1};
    i32 code = trouble(q, i), who = 0;
    i64 blame;
    i32 wanted = asked(q, i, &blame);
    if (code < 0 || wanted == 0)
        return;
    const struct deal_event *w = waiver(q->t, i, &who);
    bool counts = w && who >= (i32)q->s->waivers.grantor;
    if (counts && w->value > q->now_ms) {
        if (wanted < 0)
            x.field = q->s->fields.v[blame].id;
        say(q, FINDING_WAIVED, m->grade, x);
        return;
    }
    if (wanted < 0) {
        x.field = q->s->fields.v[blame].id;
        say(q, FINDING_CONDITION, m->grade, x);
        return;
    }
    if (w) {
        say(q, counts ? FINDING_WAIVER_EXPIRED : FINDING_WAIVER_UNDUE, m->grade, x);
        return;
    }
    if (code == FINDING_NEEDS_FIELD)
        x.field = q->s->fields.v[first_need(q, m)].id;
    say(q, (enum finding_code)code, m->grade, x);
}

/* Everything from the beginning, or from the signature, up to but without `to`. */
static void gate(struct asking *q, i32 to)
{
    i32 commit = signature(q->s);
    for (i64 i = 0; i < q->s->milestones.n; i++) {
        i32 stage = q->s->milestones.v[i].stage;
        if (stage < to && (to <= commit || stage > commit))
            due(q, i);
    }
}

static void judge_packet(struct asking *q, i32 to)
{
    for (i64 h = 0; h < q->s->handoffs.n; h++) {
        const struct handoff *rule = &q->s->handoffs.v[h];
        for (i64 i = 0; rule->stage.index == to && i < rule->packet.n; i++) {
            if (field(q->t, rule->packet.v[i].index))
                continue;
            say(q, FINDING_PACKET, GRADE_REQUIRED,
                (struct extra){.field = q->s->fields.v[rule->packet.v[i].index].id,
                               .other = -1,
                               .handoff = (i32)h});
            break;
        }
    }
}

static void judge_move(struct asking *q)
{
    const struct deal_event *entry = last_entry(q->t), *end = ending(q->t);
    i32 at = entry->subject, to = q->act->subject, commit = signature(q->s);
    bool won = end && end->subject == OUTCOME_WON;
    i32 from = won && at < commit ? commit : at;
    if (to == at) {
        senseless(q, FINDING_SAME_STAGE);
        return;
    }
    if (won && to <= commit) {
        senseless(q, FINDING_ALREADY_WON);
        return;
    }
    if (!may_move(q->s, from, to))
        say(q, to < from ? FINDING_MOVE_BACK : FINDING_MOVE_SKIPS, GRADE_REQUIRED, NOTHING);
    if (to > commit && to > from && !won)
        say(q, FINDING_MOVE_UNSIGNED, GRADE_REQUIRED, NOTHING);
    if (to < from)
        return;
    if (q->now_ms > span_end(q, &q->s->stages.v[at].limit, entry->occurred_ms))
        say(q, FINDING_STAGE_OVERSTAYED, GRADE_HELPFUL, NOTHING);
    for (i64 h = 0; h < q->s->handoffs.n; h++)
        if (q->s->handoffs.v[h].stage.index == at && handoff(q->t, h, EVENT_HANDOFF_OFFERED) &&
            !handoff(q->t, h, EVENT_HANDOFF_ACCEPTED))
            say(q, FINDING_HANDOFF_PENDING, GRADE_EXPECTED,
                (struct extra){.other = -1, .handoff = (i32)h});
    judge_packet(q, to);
    gate(q, to);
}

static void judge_outcome(struct asking *q)
{
    const struct outcome_rule *o = NULL;
    static const struct outcome_rule none;
    struct ending e = event_ending_of(q->act->value);
    if (q->act->subject < OUTCOME_WON || q->act->subject > OUTCOME_INVALID) {
        senseless(q, FINDING_NO_SUCH_THING);
        return;
    }
    for (i64 i = 0; i < q->s->outcomes.n; i++)
        if (q->s->outcomes.v[i].outcome == (enum outcome)q->act->subject)
            o = &q->s->outcomes.v[i];
    if (!o)
        o = &none;
    if (e.reason[0] >= o->reasons.n || e.reason[1] >= o->reasons.n) {
        senseless(q, FINDING_NO_SUCH_THING);
        return;
    }
    bool told = e.reason[0] >= 0 || (o->reasons.n == 0 && q->act->text);
    bool seller = o->lanes == 0 || o->lanes == 1 || o->lanes == 3, buyer = o->lanes >= 2;
    if (o->reason_required && seller && !told)
        say(q, FINDING_NO_REASON, GRADE_REQUIRED, (struct extra){.other = 0, .handoff = -1});
    if (o->reason_required && buyer && e.reason[1] < 0)
        say(q, FINDING_NO_REASON, GRADE_HELPFUL, (struct extra){.other = 1, .handoff = -1});
    if (o->competitor_asked && e.competitor == COMPETITOR_UNKNOWN)
        say(q, FINDING_NO_COMPETITOR, GRADE_EXPECTED, NOTHING);
    if (q->act->subject != OUTCOME_WON)
        return;
    i32 at = last_entry(q->t)->subject, commit = signature(q->s);
    if (at < commit && !may_move(q->s, at, commit))
        say(q, FINDING_WON_EARLY, GRADE_EXPECTED, NOTHING);
    for (i64 i = 0; i < q->s->milestones.n; i++)
        if (q->s->milestones.v[i].stage <= commit)
            due(q, i);
}

static void judge_reached(struct asking *q)
{
    const struct milestone *m = &q->s->milestones.v[q->act->subject];
    struct extra x = {.milestone = m->id, .other = -1, .handoff = -1};
    i64 kind = q->act->value, fresh, blame;
    if (m->evidence && (kind < 0 || !(m->evidence >> kind & 1)))
        say(q, FINDING_EVIDENCE, m->grade, x);
    for (i64 i = 0; i < m->after.n; i++) {
        i64 k = m->after.v[i].index;
        i32 who;
        if (k == q->act->subject || reached(q->t, k, &fresh) || asked(q, k, &blame) != 1 ||
            waiver(q->t, k, &who))
            continue;
        struct extra y = x;
        y.other = (i32)k;
        say(q, FINDING_ORDER, m->grade, y);
    }
    for (i64 i = 0; i < m->needs.n; i++)
        if (!field(q->t, m->needs.v[i].index)) {
            struct extra y = x;
            y.field = q->s->fields.v[m->needs.v[i].index].id;
            say(q, FINDING_NEEDS_FIELD, m->grade, y);
        }
}

static void judge_waiver(struct asking *q)
{
    struct extra x = {
        .milestone = q->s->milestones.v[q->act->subject].id, .other = -1, .handoff = -1};
    if (q->act->value <= q->now_ms) {
        senseless(q, FINDING_IN_THE_PAST);
        return;
    }
    if (level(q->t, q->act, q->t->count) < (i32)q->s->waivers.grantor)
        say(q, FINDING_WAIVER_AUTHORITY, GRADE_REQUIRED, x);
    if (!q->act->text)
        say(q, FINDING_WAIVER_WHY, GRADE_REQUIRED, x);
    if (q->act->value > span_end(q, &q->s->waivers.valid, q->now_ms))
        say(q, FINDING_WAIVER_TOO_LONG, GRADE_REQUIRED, x);
}

static void judge_handoff(struct asking *q)
{
    bool touch = q->act->kind == EVENT_HANDOFF_TOUCHED;
    i64 h = q->act->subject;
    const struct deal_event *step =
        handoff(q->t, h, touch ? EVENT_HANDOFF_ACCEPTED : EVENT_HANDOFF_OFFERED);
    struct extra x = {.other = -1, .handoff = (i32)h};
    if (!step) {
        senseless(q, FINDING_NOT_OFFERED);
        return;
    }
    if (q->act->kind != EVENT_HANDOFF_RETURNED) {
        if (step->value != TIME_NONE && q->now_ms > step->value)
            say(q, FINDING_HANDOFF_LATE, GRADE_HELPFUL, x);
        return;
    }
    i64 reasons = q->s->handoffs.v[h].return_reasons.n;
    if (q->act->value < -1 || q->act->value >= reasons)
        senseless(q, FINDING_NO_SUCH_THING);
    else if (q->act->value < 0 && reasons > 0)
        say(q, FINDING_RETURN_REASON, GRADE_REQUIRED, x);
}

static void judge_reason(struct asking *q)
{
    i64 reasons = 0;
    for (i64 i = 0; i < q->s->outcomes.n; i++)
        if (q->s->outcomes.v[i].outcome == (enum outcome)ending(q->t)->subject)
            reasons = q->s->outcomes.v[i].reasons.n;
    if (q->act->subject > 1 || q->act->value >= reasons)
        senseless(q, FINDING_NO_SUCH_THING);
}

static bool is_parked(const struct twin *t)
{
    bool parked = false;
    for (i64 i = 0; i < t->count; i++) {
        if (t->event[i].kind == EVENT_PARKED)
            parked = true;
        if (t->event[i].kind == EVENT_UNPARKED || t->event[i].kind == EVENT_OUTCOME_SET)
            parked = false;
    }
    return parked;
}

static i64 how_many(const struct asking *q)
{
    switch ((enum event_kind)q->act->kind) {
    case EVENT_OPENED:
    case EVENT_STAGE_ENTERED:
    case EVENT_REOPENED: return q->s->stages.n;
    case EVENT_FIELD_SET:
    case EVENT_FIELD_CLEARED: return q->s->fields.n;
    case EVENT_MILESTONE_REACHED:
    case EVENT_MILESTONE_CONFIRMED:
    case EVENT_MILESTONE_REVOKED:
    case EVENT_WAIVER_GRANTED:
    case EVENT_WAIVER_ENDED: return q->s->milestones.n;
    case EVENT_HANDOFF_OFFERED:
    case EVENT_HANDOFF_ACCEPTED:
    case EVENT_HANDOFF_RETURNED:
    case EVENT_HANDOFF_TOUCHED: return q->s->handoffs.n;
    default: return INT64_MAX;
    }
}

/* True when the deal's being open, won or lost makes the act meaningless. */
static bool out_of_time(struct asking *q)
{
    const struct deal_event *end = ending(q->t);
    bool won = end && end->subject == OUTCOME_WON;
    switch ((enum event_kind)q->act->kind) {
    case EVENT_FIELD_SET:
    case EVENT_FIELD_CLEARED:
    case EVENT_OBJECTED:
    case EVENT_OWNER_SET:
    case EVENT_REFUSED: return false;
    case EVENT_REASON_SET:
    case EVENT_REOPENED:
        if (!end)
            senseless(q, FINDING_NOT_CLOSED);
        return !end;
    case EVENT_PARKED:
    case EVENT_UNPARKED:
    case EVENT_CLOSE_DATE_SET:
    case EVENT_OUTCOME_SET:
        if (end)
            senseless(q, FINDING_CLOSED);
        return end != NULL;
    default:
        if (end && !won)
            senseless(q, FINDING_CLOSED);
        return end && !won;
    }
}

static void judge_simple(struct asking *q)
{
    i64 m = q->act->subject, fresh;
    i32 who;
    switch ((enum event_kind)q->act->kind) {
    case EVENT_MILESTONE_CONFIRMED:
        if (!reached(q->t, m, &fresh))
            senseless(q, FINDING_NOT_REACHED);
        else if (level(q->t, q->act, q->t->count) < (i32)q->s->milestones.v[m].confirmer)
            say(q, FINDING_CONFIRMER, q->s->milestones.v[m].grade,
                (struct extra){.milestone = q->s->milestones.v[m].id, .other = -1, .handoff = -1});
        break;
    case EVENT_MILESTONE_REVOKED:
        if (!reached(q->t, m, &fresh))
            senseless(q, FINDING_NOT_REACHED);
        break;
    case EVENT_WAIVER_ENDED:
        if (!waiver(q->t, m, &who))
            senseless(q, FINDING_NOT_WAIVED);
        break;
    case EVENT_FIELD_SET:
        if (m == FIELD_SIZE && (q->act->value < 0 || q->act->value > 2))
            senseless(q, FINDING_NO_SUCH_THING);
        break;
    case EVENT_PARKED:
        if (q->act->value == TIME_NONE)
            say(q, FINDING_PARKED_OPEN, GRADE_HELPFUL, NOTHING);
        else if (q->act->value <= q->now_ms)
            senseless(q, FINDING_IN_THE_PAST);
        break;
    case EVENT_UNPARKED:
        if (!is_parked(q->t))
            senseless(q, FINDING_NOT_PARKED);
        break;
    default: break;
    }
}

static void judge_opened(struct asking *q)
{
    if (q->act->subject > signature(q->s))
        say(q, FINDING_MOVE_UNSIGNED, GRADE_REQUIRED, NOTHING);
    gate(q, q->act->subject);
}

static void judge(struct asking *q)
{
    if (q->act->subject >= how_many(q)) {
        senseless(q, FINDING_NO_SUCH_THING);
        return;
    }
    if (was_opened(q->t) != (q->act->kind != EVENT_OPENED)) {
        senseless(q, was_opened(q->t) ? FINDING_ALREADY_OPENED : FINDING_NOT_OPENED);
        return;
    }
    if (was_opened(q->t) && out_of_time(q))
        return;
    switch ((enum event_kind)q->act->kind) {
    case EVENT_OPENED: judge_opened(q); break;
    case EVENT_STAGE_ENTERED: judge_move(q); break;
    case EVENT_OUTCOME_SET: judge_outcome(q); break;
    case EVENT_MILESTONE_REACHED: judge_reached(q); break;
    case EVENT_WAIVER_GRANTED: judge_waiver(q); break;
    case EVENT_HANDOFF_ACCEPTED:
    case EVENT_HANDOFF_RETURNED:
    case EVENT_HANDOFF_TOUCHED: judge_handoff(q); break;
    case EVENT_REASON_SET: judge_reason(q); break;
    default: judge_simple(q); break;
    }
}

i64 twin_judge(const struct twin *t, struct arena *a, const struct deal_event *act, i64 now_ms,
               str *lines)
{
    struct asking q = {t, &t->world->standard, a, act, now_ms, lines, 0};
    judge(&q);
    twin_sort(lines, q.n);
    return q.n;
}
