#include "deal/clock.h"

#include "deal/judge_parts.h"

const char *due_id(enum due_what what)
{
    static const char *const ids[DUE_WHATS] = {
        [DUE_STAGE] = "stage-overstayed",
        [DUE_ACCEPT] = "accept-handoff",
        [DUE_TOUCH] = "touch",
        [DUE_LAPSE] = "lapsed",
        [DUE_WAIVER] = "waiver-ends",
        [DUE_PARK] = "parked-until-now",
        [DUE_TRAINING] = "training",
        [DUE_CLOSE_DAY] = "close-date-passed",
        [DUE_REVIEW] = "review",
        [DUE_TURN] = "day-turned",
        [DUE_CONFIRM] = "confirm",
        [DUE_RETURNED] = "handoff-returned",
    };
    return ids[what] ? ids[what] : "";
}

/* --- what has run out --------------------------------------------------------------------- */

void clocks_start(struct clocks *c, const struct deal_event *e)
{
    bool milestone = e->subject < STANDARD_MILESTONES_MAX;
    u64 handoff = e->subject < RULES_HANDOFFS_MAX ? 1ull << e->subject : 0;
    switch ((enum event_kind)e->kind) {
    case EVENT_OPENED:
    case EVENT_STAGE_ENTERED:
    case EVENT_REOPENED: c->stage = false; break;
    case EVENT_MILESTONE_REACHED:
    case EVENT_MILESTONE_CONFIRMED:
    case EVENT_MILESTONE_CARRIED:
        if (milestone)
            c->lapse = bits_minus(c->lapse, bits_of(e->subject));
        break;
    case EVENT_WAIVER_GRANTED:
        if (milestone)
            c->waiver = bits_minus(c->waiver, bits_of(e->subject));
        break;
    case EVENT_PARKED: c->park = false; break;
    case EVENT_HANDOFF_OFFERED: c->accept &= ~handoff; break;
    case EVENT_HANDOFF_ACCEPTED: c->touch &= ~handoff; break;
    case EVENT_CLOSE_DATE_SET: c->close_day = false; break;
    case EVENT_MIGRATED: *c = (struct clocks){.seen_ms = c->seen_ms}; break;
    default: break;
    }
}

void clocks_ran_out(struct clocks *c, enum due_what what, i32 subject)
{
    bool milestone = subject >= 0 && subject < STANDARD_MILESTONES_MAX;
    u64 handoff = subject >= 0 && subject < RULES_HANDOFFS_MAX ? 1ull << subject : 0;
    switch (what) {
    case DUE_STAGE: c->stage = true; break;
    case DUE_ACCEPT: c->accept |= handoff; break;
    case DUE_TOUCH: c->touch |= handoff; break;
    case DUE_LAPSE:
        if (milestone)
            c->lapse = bits_or(c->lapse, bits_of(subject));
        break;
    case DUE_WAIVER:
        if (milestone)
            c->waiver = bits_or(c->waiver, bits_of(subject));
        break;
    case DUE_PARK: c->park = true; break;
    case DUE_CLOSE_DAY: c->close_day = true; break;
    default: break;
    }
}

/* --- what waits --------------------------------------------------------------------------- */

struct listing {
    const struct rules *rules;
    const struct deal_state *state;
    const struct clocks *clocks;
    struct due *out;
    i32 count;
};

static void put(struct listing *l, enum due_what what, enum due_whom whom, i32 subject,
                enum due_state state, i64 at_ms)
{
    if (l->rules->discipline == DISCIPLINE_RANDOM && what != DUE_PARK && what != DUE_CLOSE_DAY &&
        whom != WHOM_DEPARTMENT && what != DUE_RETURNED)
        whom = WHOM_NOBODY;
    l->out[l->count++] = (struct due){what, whom, state, subject, at_ms};
}

static void put_clock(struct listing *l, enum due_what what, enum due_whom whom, i32 subject,
                      bool ran_out, i64 at_ms)
{
    if (at_ms != INT64_MAX && at_ms != TIME_NONE)
        put(l, what, whom, subject, ran_out ? DUE_RAN_OUT : DUE_RUNS, at_ms);
}

/* A won deal answers for what lies behind the signature only. */
static bool in_play(const struct rules *r, const struct deal_state *s, i32 stage)
{
    return s->outcome == OUTCOME_OPEN || (s->outcome == OUTCOME_WON && stage > r->commit);
}

static void list_stage(struct listing *l)
{
    const struct deal_state *s = l->state;
    if (!s->parked && s->stage < l->rules->stage_count && in_play(l->rules, s, s->stage))
        put_clock(l, DUE_STAGE, WHOM_OWNER, s->stage, l->clocks->stage,
                  rules_span_end(l->rules, &l->rules->stage[s->stage].limit, s->stage_entered_ms));
}

/* A hand-off without a clock waits since the deal entered its stage, or a little later. */
static void list_handoffs(struct listing *l, enum due_what what)
{
    const struct deal_state *s = l->state;
    u64 all = what == DUE_ACCEPT  ? s->handoff_offered & ~s->handoff_accepted
              : what == DUE_TOUCH ? s->handoff_accepted & ~s->handoff_touched
                                  : s->handoff_returned;
    for (; all; all &= all - 1) {
        i32 h = __builtin_ctzll(all);
        if (h >= l->rules->handoff_count)
            break;
        i64 at_ms = what == DUE_ACCEPT  ? s->accept_by_ms[h]
                    : what == DUE_TOUCH ? s->touch_by_ms[h]
                                        : TIME_NONE;
        u64 ran_out = what == DUE_ACCEPT ? l->clocks->accept : l->clocks->touch;
        enum due_whom whom = what == DUE_RETURNED ? WHOM_OWNER : WHOM_DEPARTMENT;
        if (at_ms == TIME_NONE)
            put(l, what, whom, h, DUE_WAITS, s->stage_entered_ms);
        else
            put_clock(l, what, whom, h, ran_out >> h & 1, at_ms);
    }
}

static bool is_asked(const struct listing *l, i32 m)
{
    if (!bits_has(l->rules->conditional, m))
        return true;
    struct guard_facts facts = judge_facts(l->rules, l->state, l->clocks->seen_ms);
    return guard_eval(&l->rules->milestone[m].when, &facts) != TRUTH_FALSE;
}

static bool lacks_confirmation(const struct rules *r, const struct deal_state *s, i32 m)
{
    bool manager = bits_has(s->confirmed_by_manager, m);
    return r->milestone[m].confirmer == CONFIRMER_MANAGER ? !manager
           : r->milestone[m].confirmer == CONFIRMER_PEER
               ? !manager && !bits_has(s->confirmed_by_peer, m)
               : false;
}

static bool is_settled(const struct listing *l, i32 m)
{
    return bits_has(l->state->reached, m) && !bits_has(l->clocks->lapse, m) &&
           !lacks_confirmation(l->rules, l->state, m);
}

/* Milestones that the deal answers for and that wait for something, of those in `some`. */
static struct bits waiting_milestones(const struct listing *l, struct bits some)
{
    struct bits out = {{0, 0}};
    for (i32 m; (m = bits_take(&some)) >= 0;)
        if (m < l->rules->milestone_count &&
            in_play(l->rules, l->state, l->rules->milestone[m].stage) && is_asked(l, m))
            out = bits_or(out, bits_of(m));
    return out;
}

static struct bits excused(const struct listing *l)
{
    struct bits some = bits_minus(l->state->waived, l->clocks->waiver), out = {{0, 0}};
    for (i32 m; (m = bits_take(&some)) >= 0;)
        if (judge_waiver_counts(l->rules, l->state, m))
            out = bits_or(out, bits_of(m));
    return out;
}

static i64 lapse_ms(const struct listing *l, i32 m)
{
    return rules_span_end(l->rules, &l->rules->milestone[m].lapse, l->state->fresh_ms[m]);
}

static void list_lapses(struct listing *l, struct bits reached)
{
    for (i32 m; (m = bits_take(&reached)) >= 0;)
        if (l->rules->milestone[m].lapse.known)
            put_clock(l, DUE_LAPSE, WHOM_OWNER, m, bits_has(l->clocks->lapse, m), lapse_ms(l, m));
}

static void list_waivers(struct listing *l, struct bits waived)
{
    for (i32 m; (m = bits_take(&waived)) >= 0;)
        if (!is_settled(l, m))
            put_clock(l, DUE_WAIVER, WHOM_OWNER, m, bits_has(l->clocks->waiver, m),
                      l->state->waived_until_ms[m]);
}

static void list_confirmations(struct listing *l, struct bits reached)
{
    for (i32 m; (m = bits_take(&reached)) >= 0;) {
        enum confirmer confirmer = l->rules->milestone[m].confirmer;
        bool lapsed = bits_has(l->clocks->lapse, m),
             lacks = lacks_confirmation(l->rules, l->state, m);
        if (confirmer != CONFIRMER_OWNER && (lapsed || lacks))
            put(l, DUE_CONFIRM, confirmer == CONFIRMER_MANAGER ? WHOM_MANAGERS : WHOM_PEERS, m,
                DUE_WAITS, lapsed ? lapse_ms(l, m) : l->state->fresh_ms[m]);
    }
}

/* When a condition of what was reached or waived turns because of the day alone. */
static void list_turn(struct listing *l, struct bits some)
{
    struct bits dated = bits_and(some, l->rules->conditional);
    i64 first = INT64_MAX;
    for (i32 m; (m = bits_take(&dated)) >= 0;) {
        const struct guard *when = &l->rules->milestone[m].when;
        if (!when->uses_today || !in_play(l->rules, l->state, l->rules->milestone[m].stage))
            continue;
        struct guard_facts facts = judge_facts(l->rules, l->state, l->clocks->seen_ms);
        first = i64_min(first, guard_turns(when, &facts));
    }
    if (first != INT64_MAX)
        put_clock(l, DUE_TURN, WHOM_NOBODY, 0, false,
                  calendar_day_begins(&l->rules->calendar, first));
}

i32 deal_dues(const struct rules *r, const struct deal_state *s, const struct clocks *c,
              struct due *out)
{
    struct listing l = {.rules = r, .state = s, .clocks = c, .out = out};
    if (!s->opened || (s->outcome != OUTCOME_OPEN && s->outcome != OUTCOME_WON))
        return 0;
    struct bits none = {{0, 0}};
    bool parked = s->parked;
    struct bits asked = parked ? none : waiting_milestones(&l, bits_or(s->reached, s->waived));
    struct bits reached = bits_minus(bits_and(asked, s->reached), excused(&l));
    list_stage(&l);
    list_handoffs(&l, DUE_ACCEPT);
    list_handoffs(&l, DUE_TOUCH);
    list_lapses(&l, reached);
    list_waivers(&l, bits_and(asked, s->waived));
    if (parked && s->parked_until_ms != TIME_NONE)
        put_clock(&l, DUE_PARK, WHOM_OWNER, 0, c->park, s->parked_until_ms);
    if (!parked && s->close_day_known && s->outcome == OUTCOME_OPEN)
        put_clock(&l, DUE_CLOSE_DAY, WHOM_OWNER, 0, c->close_day,
                  calendar_day_begins(&r->calendar, s->close_day + 1));
    if (!parked)
        list_turn(&l, bits_or(s->reached, s->waived));
    list_confirmations(&l, reached);
    list_handoffs(&l, DUE_RETURNED);
    return l.count;
}

/* --- whether anything moved --------------------------------------------------------------- */

static bool bits_eq(struct bits a, struct bits b)
{
    return a.w[0] == b.w[0] && a.w[1] == b.w[1];
}

static bool same_clocks(const struct clocks *a, const struct clocks *b)
{
    return a->stage == b->stage && a->park == b->park && a->close_day == b->close_day &&
           a->accept == b->accept && a->touch == b->touch && bits_eq(a->lapse, b->lapse) &&
           bits_eq(a->waiver, b->waiver);
}

static bool same_milestones(const struct deal_state *a, const struct deal_state *b)
{
    if (!bits_eq(a->reached, b->reached) || !bits_eq(a->waived, b->waived) ||
        !bits_eq(a->waived_by_peer, b->waived_by_peer) ||
        !bits_eq(a->waived_by_manager, b->waived_by_manager) ||
        !bits_eq(a->confirmed_by_peer, b->confirmed_by_peer) ||
        !bits_eq(a->confirmed_by_manager, b->confirmed_by_manager))
        return false;
    struct bits reached = a->reached, waived = a->waived;
    for (i32 m; (m = bits_take(&reached)) >= 0;)
        if (a->fresh_ms[m] != b->fresh_ms[m])
            return false;
    for (i32 m; (m = bits_take(&waived)) >= 0;)
        if (a->waived_until_ms[m] != b->waived_until_ms[m])
            return false;
    return true;
}

static bool same_handoffs(const struct deal_state *a, const struct deal_state *b)
{
    if (a->handoff_offered != b->handoff_offered || a->handoff_accepted != b->handoff_accepted ||
        a->handoff_touched != b->handoff_touched || a->handoff_returned != b->handoff_returned)
        return false;
    for (u64 all = a->handoff_offered; all; all &= all - 1) {
        i32 h = __builtin_ctzll(all);
        bool accepted = a->handoff_accepted >> h & 1;
        if (a->accept_by_ms[h] != b->accept_by_ms[h] ||
            (accepted && a->touch_by_ms[h] != b->touch_by_ms[h]))
            return false;
    }
    return true;
}

bool deal_dues_moved(const struct rules *r, const struct deal_state *before,
                     const struct clocks *before_clocks, const struct deal_state *after,
                     const struct clocks *after_clocks)
{
    const struct deal_state *a = before, *b = after;
    bool conditions = !bits_none(bits_and(bits_or(b->reached, b->waived), r->conditional));
    return conditions || a->opened != b->opened || a->outcome != b->outcome ||
           a->version != b->version || a->stage != b->stage ||
           a->stage_entered_ms != b->stage_entered_ms || a->owner != b->owner ||
           a->parked != b->parked || a->parked_until_ms != b->parked_until_ms ||
           a->close_day_known != b->close_day_known || a->close_day != b->close_day ||
           !same_clocks(before_clocks, after_clocks) || !same_milestones(a, b) ||
           !same_handoffs(a, b);
}

/* --- what is said ------------------------------------------------------------------------- */

static struct finding *say(const struct judging *j, enum finding_code code, enum grade grade,
                           enum remedy remedy, i64 at_ms)
{
    struct finding *f = judge_add(j, code, grade);
    f->remedy = (u8)remedy;
    f->at_ms = at_ms;
    return f;
}

static void say_of_milestone(const struct judging *j, enum finding_code code, i32 m,
                             enum remedy remedy, i64 at_ms)
{
    if (m >= j->rules->milestone_count)
        return;
    struct finding *f = say(j, code, j->rules->milestone[m].grade, remedy, at_ms);
    f->milestone = (i16)m;
    f->stage = (i16)j->rules->milestone[m].stage;
}

static void say_of_handoff(const struct judging *j, i32 h, enum remedy remedy, i64 at_ms)
{
    if (h < j->rules->handoff_count)
        say(j, FINDING_HANDOFF_LATE, GRADE_HELPFUL, remedy, at_ms)->handoff = (i16)h;
}

void judge_clock(const struct rules *r, enum due_what what, i32 subject, i64 at_ms,
                 struct verdict *v)
{
    struct judging j = {.rules = r, .verdict = v};
    v->count = 0;
    v->worst = SEVERITY_SILENT;
    switch (what) {
    case DUE_STAGE:
        if (subject < r->stage_count)
            say(&j, FINDING_STAGE_OVERSTAYED, GRADE_HELPFUL, REMEDY_NONE, at_ms)->stage =
                (i16)subject;
        break;
    case DUE_ACCEPT: say_of_handoff(&j, subject, REMEDY_ACCEPT, at_ms); break;
    case DUE_TOUCH: say_of_handoff(&j, subject, REMEDY_NONE, at_ms); break;
    case DUE_LAPSE:
        say_of_milestone(&j, FINDING_LAPSED, subject, REMEDY_CONFIRM_AGAIN, at_ms);
        break;
    case DUE_WAIVER:
        say_of_milestone(&j, FINDING_WAIVER_EXPIRED, subject, REMEDY_REACH, at_ms);
        break;
    case DUE_PARK: say(&j, FINDING_PAUSE_OVER, GRADE_HELPFUL, REMEDY_TAKE_UP, at_ms); break;
    case DUE_CLOSE_DAY:
        say(&j, FINDING_CLOSE_DATE_PASSED, GRADE_HELPFUL, REMEDY_SET_DATE, at_ms - 1);
        break;
    default: break;
    }
    /* nothing is refused here: what ran out stands against the next act, not against this */
    for (i32 i = 0; i < v->count; i++)
        if (v->list[i].severity == SEVERITY_BLOCK)
            v->list[i].severity = SEVERITY_WARNING;
    v->worst = v->count ? (enum severity)v->list[0].severity : SEVERITY_SILENT;
}
