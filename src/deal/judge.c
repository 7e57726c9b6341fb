#include "deal/judge_parts.h"

enum severity judge_severity(enum discipline discipline, enum grade grade)
{
    static const u8 table[][GRADE_COUNT] = {
        [DISCIPLINE_RANDOM] = {SEVERITY_SILENT, SEVERITY_SILENT, SEVERITY_SILENT},
        [DISCIPLINE_INFORMAL] = {SEVERITY_ADVICE, SEVERITY_NOTE, SEVERITY_NOTE},
        [DISCIPLINE_FORMAL] = {SEVERITY_BLOCK, SEVERITY_WARNING, SEVERITY_NOTE},
        [DISCIPLINE_DYNAMIC] = {SEVERITY_BLOCK, SEVERITY_WARNING, SEVERITY_NOTE},
    };
    return (enum severity)table[discipline][grade];
}

static enum severity severity_of(const struct rules *r, enum finding_code code, enum grade grade)
{
    if (code >= FINDING_NOT_OPENED)
        return SEVERITY_SENSELESS;
    /* a waiver that holds has settled the matter, time to catch up is left: only mentioned */
    bool settled = code == FINDING_WAIVED || code == FINDING_CATCH_UP;
    return judge_severity(r->discipline, settled ? GRADE_HELPFUL : grade);
}

struct finding *judge_add(const struct judging *j, enum finding_code code, enum grade grade)
{
    struct verdict *v = j->verdict;
    assert(v->count < FINDINGS_MAX);
    struct finding *f = &v->list[v->count++];
    enum severity severity = severity_of(j->rules, code, grade);
    *f = (struct finding){
        .code = (u8)code,
        .severity = (u8)severity,
        .grade = (u8)grade,
        .milestone = -1,
        .other = -1,
        .field = -1,
        .stage = -1,
        .handoff = -1,
        .at_ms = TIME_NONE,
    };
    if (severity > v->worst)
        v->worst = severity;
    return f;
}

static struct finding *add(const struct judging *j, enum finding_code code, enum grade grade,
                           enum remedy remedy)
{
    struct finding *f = judge_add(j, code, grade);
    f->remedy = (u8)remedy;
    return f;
}

static bool senseless(const struct judging *j, enum finding_code code, enum remedy remedy)
{
    add(j, code, GRADE_REQUIRED, remedy);
    return false;
}

/* What each kind of act is about, and when it makes sense at all. */
enum about { ABOUT_NOTHING, ABOUT_STAGE, ABOUT_FIELD, ABOUT_MILESTONE, ABOUT_HANDOFF, ABOUT_OTHER };
enum { WHEN_OPEN = 1, WHEN_WON = 2, WHEN_LOST = 4, ALWAYS = 7, IN_LIFE = WHEN_OPEN | WHEN_WON };

static const struct {
    u8 about, when;
} kinds[EVENT_KIND_COUNT] = {
    [EVENT_OPENED] = {ABOUT_STAGE, ALWAYS},
    [EVENT_STAGE_ENTERED] = {ABOUT_STAGE, IN_LIFE},
    [EVENT_FIELD_SET] = {ABOUT_FIELD, ALWAYS},
    [EVENT_FIELD_CLEARED] = {ABOUT_FIELD, ALWAYS},
    [EVENT_MILESTONE_REACHED] = {ABOUT_MILESTONE, IN_LIFE},
    [EVENT_MILESTONE_CONFIRMED] = {ABOUT_MILESTONE, IN_LIFE},
    [EVENT_MILESTONE_REVOKED] = {ABOUT_MILESTONE, IN_LIFE},
    [EVENT_MILESTONE_CARRIED] = {ABOUT_MILESTONE, ALWAYS},
    [EVENT_WAIVER_GRANTED] = {ABOUT_MILESTONE, IN_LIFE},
    [EVENT_WAIVER_ENDED] = {ABOUT_MILESTONE, IN_LIFE},
    [EVENT_OBJECTED] = {ABOUT_OTHER, ALWAYS},
    [EVENT_PARKED] = {ABOUT_NOTHING, WHEN_OPEN},
    [EVENT_UNPARKED] = {ABOUT_NOTHING, WHEN_OPEN},
    [EVENT_HANDOFF_OFFERED] = {ABOUT_HANDOFF, IN_LIFE},
    [EVENT_HANDOFF_ACCEPTED] = {ABOUT_HANDOFF, IN_LIFE},
    [EVENT_HANDOFF_RETURNED] = {ABOUT_HANDOFF, IN_LIFE},
    [EVENT_HANDOFF_TOUCHED] = {ABOUT_HANDOFF, IN_LIFE},
    [EVENT_CLOSE_DATE_SET] = {ABOUT_NOTHING, WHEN_OPEN},
    [EVENT_OWNER_SET] = {ABOUT_NOTHING, ALWAYS},
    [EVENT_OUTCOME_SET] = {ABOUT_OTHER, WHEN_OPEN},
    [EVENT_REASON_SET] = {ABOUT_OTHER, WHEN_WON | WHEN_LOST},
    [EVENT_REOPENED] = {ABOUT_STAGE, WHEN_WON | WHEN_LOST},
    [EVENT_MIGRATED] = {ABOUT_STAGE, ALWAYS},
    [EVENT_REFUSED] = {ABOUT_OTHER, ALWAYS},
};

static bool subject_exists(const struct rules *r, const struct deal_event *act)
{
    switch ((enum about)kinds[act->kind].about) {
    case ABOUT_STAGE: return act->subject < r->stage_count;
    case ABOUT_FIELD: return act->subject < r->field_count;
    case ABOUT_MILESTONE: return act->subject < r->milestone_count;
    case ABOUT_HANDOFF: return act->subject < r->handoff_count;
    case ABOUT_NOTHING:
    case ABOUT_OTHER: return true;
    }
    return false;
}

/* False, with its finding, when the act means nothing on this deal. */
static bool makes_sense(const struct judging *j)
{
    const struct deal_state *s = j->state;
    const struct deal_event *act = j->act;
    if (act->kind >= EVENT_KIND_COUNT || !subject_exists(j->rules, act))
        return senseless(j, FINDING_NO_SUCH_THING, REMEDY_NONE);
    if (act->occurred_ms > j->now_ms)
        return senseless(j, FINDING_IN_THE_FUTURE, REMEDY_SET_DATE);
    if (!s->opened)
        return act->kind == EVENT_OPENED || senseless(j, FINDING_NOT_OPENED, REMEDY_NONE);
    if (act->kind == EVENT_OPENED)
        return senseless(j, FINDING_ALREADY_OPENED, REMEDY_NONE);
    u32 now = !deal_is_closed(s) ? WHEN_OPEN : s->outcome == OUTCOME_WON ? WHEN_WON : WHEN_LOST;
    if (kinds[act->kind].when & now)
        return true;
    return now == WHEN_OPEN ? senseless(j, FINDING_NOT_CLOSED, REMEDY_NONE)
                            : senseless(j, FINDING_CLOSED, REMEDY_REOPEN);
}

/* A won deal stands at least at the signature, wherever it was won. */
static i32 standing_stage(const struct rules *r, const struct deal_state *s)
{
    return s->outcome == OUTCOME_WON ? (i32)i64_max(s->stage, r->commit) : s->stage;
}

static void judge_handoffs(const struct judging *j, i32 to)
{
    const struct deal_state *s = j->state;
    u64 left = j->rules->stage[s->stage].handoffs & s->handoff_offered & ~s->handoff_accepted;
    for (; left; left &= left - 1)
        add(j, FINDING_HANDOFF_PENDING, GRADE_EXPECTED, REMEDY_GET_ACCEPTED)->handoff =
            (i16)__builtin_ctzll(left);
    for (u64 due = j->rules->stage[to].handoffs; due; due &= due - 1) {
        i32 h = __builtin_ctzll(due);
        struct field_set missing = field_set_minus(&j->rules->handoff[h].packet, &s->set);
        missing = field_set_minus(&missing, &s->unknown);
        i32 field = field_set_take(&missing);
        if (field < 0)
            continue;
        struct finding *f = add(j, FINDING_PACKET, GRADE_REQUIRED, REMEDY_FILL_FIELD);
        f->handoff = (i16)h;
        f->field = (i16)field;
    }
}

static void judge_age(const struct judging *j)
{
    const struct span *limit = &j->rules->stage[j->state->stage].limit;
    i64 end = rules_span_end(j->rules, limit, j->state->stage_entered_ms);
    if (j->now_ms <= end)
        return;
    struct finding *f = add(j, FINDING_STAGE_OVERSTAYED, GRADE_HELPFUL, REMEDY_NONE);
    f->stage = (i16)j->state->stage;
    f->at_ms = end;
}

static void judge_move(const struct judging *j)
{
    const struct rules *r = j->rules;
    const struct deal_state *s = j->state;
    i32 to = j->act->subject, from = standing_stage(r, s);
    if (to == s->stage) {
        (void)senseless(j, FINDING_SAME_STAGE, REMEDY_NONE);
        return;
    }
    if (s->outcome == OUTCOME_WON && to <= r->commit) {
        (void)senseless(j, FINDING_ALREADY_WON, REMEDY_REOPEN);
        return;
    }
    if (!(r->stage[from].moves >> to & 1)) {
        enum finding_code code = to < from ? FINDING_MOVE_BACK : FINDING_MOVE_SKIPS;
        add(j, code, GRADE_REQUIRED, REMEDY_STEP_BY_STEP)->stage = (i16)to;
    }
    if (to < from)
        return;
    if (to > r->commit && s->outcome == OUTCOME_OPEN)
        add(j, FINDING_MOVE_UNSIGNED, GRADE_REQUIRED, REMEDY_RECORD_WON)->stage = (i16)to;
    judge_age(j);
    judge_handoffs(j, to);
    judge_gate(j, r->stage[to].due_before);
}

/* Who starts in the middle answers for what lies behind. */
static void judge_opened(const struct judging *j)
{
    i32 stage = j->act->subject;
    if (stage > j->rules->commit)
        add(j, FINDING_MOVE_UNSIGNED, GRADE_REQUIRED, REMEDY_RECORD_WON)->stage = (i16)stage;
    judge_gate(j, j->rules->stage[stage].due_before);
}

static bool reason_exists(const struct rules_outcome *o, i32 reason)
{
    return reason >= -1 && reason < o->reason_count;
}

static void judge_outcome(const struct judging *j)
{
    const struct deal_event *act = j->act;
    const struct rules *r = j->rules;
    if (act->subject == OUTCOME_OPEN || act->subject >= OUTCOME_COUNT) {
        (void)senseless(j, FINDING_NO_SUCH_THING, REMEDY_NONE);
        return;
    }
    const struct rules_outcome *o = &r->outcome[act->subject];
    struct ending e = event_ending_of(act->value);
    if (!reason_exists(o, e.reason[0]) || !reason_exists(o, e.reason[1])) {
        (void)senseless(j, FINDING_NO_SUCH_THING, REMEDY_GIVE_REASON);
        return;
    }
    bool told = e.reason[LANE_SELLER] >= 0 || (o->reason_count == 0 && act->text);
    if (o->reason_required && (o->lanes >> LANE_SELLER & 1) && !told)
        add(j, FINDING_NO_REASON, GRADE_REQUIRED, REMEDY_GIVE_REASON)->other = LANE_SELLER;
    /* the buyer's own reason is often learned weeks later: asked, never demanded */
    if (o->reason_required && (o->lanes >> LANE_BUYER & 1) && e.reason[LANE_BUYER] < 0)
        add(j, FINDING_NO_REASON, GRADE_HELPFUL, REMEDY_GIVE_REASON)->other = LANE_BUYER;
    if (o->competitor_asked && e.competitor == COMPETITOR_UNKNOWN)
        add(j, FINDING_NO_COMPETITOR, GRADE_EXPECTED, REMEDY_GIVE_REASON);
    if (act->subject != OUTCOME_WON)
        return;
    i32 stage = j->state->stage;
    if (stage < r->commit && !(r->stage[stage].moves >> r->commit & 1))
        add(j, FINDING_WON_EARLY, GRADE_EXPECTED, REMEDY_STEP_BY_STEP)->stage = (i16)r->commit;
    judge_gate(j, r->due_to_win);
}

static void judge_waiver(const struct judging *j)
{
    const struct rules *r = j->rules;
    i32 m = j->act->subject;
    i64 longest = rules_span_end(r, &r->waiver_valid, j->now_ms);
    if (j->act->value <= j->now_ms) {
        (void)senseless(j, FINDING_IN_THE_PAST, REMEDY_SET_DATE);
        return;
    }
    if (deal_level(j->state, j->act) < r->waiver_grantor)
        add(j, FINDING_WAIVER_AUTHORITY, GRADE_REQUIRED,
            r->waiver_grantor == CONFIRMER_MANAGER ? REMEDY_ASK_MANAGER : REMEDY_ASK_PEER)
            ->milestone = (i16)m;
    if (j->act->text == EVENT_NO_TEXT)
        add(j, FINDING_WAIVER_WHY, GRADE_REQUIRED, REMEDY_GIVE_REASON)->milestone = (i16)m;
    if (j->act->value > longest) {
        struct finding *f = add(j, FINDING_WAIVER_TOO_LONG, GRADE_REQUIRED, REMEDY_SHORTEN);
        f->milestone = (i16)m;
        f->at_ms = longest;
    }
}

static void judge_parked(const struct judging *j)
{
    if (j->act->value == TIME_NONE)
        add(j, FINDING_PARKED_OPEN, GRADE_HELPFUL, REMEDY_SET_DATE);
    else if (j->act->value <= j->now_ms)
        (void)senseless(j, FINDING_IN_THE_PAST, REMEDY_SET_DATE);
}

static void judge_late(const struct judging *j, i64 by_ms)
{
    if (by_ms == TIME_NONE || j->now_ms <= by_ms)
        return;
    struct finding *f = add(j, FINDING_HANDOFF_LATE, GRADE_HELPFUL, REMEDY_NONE);
    f->handoff = (i16)j->act->subject;
    f->at_ms = by_ms;
}

static void judge_handoff_answer(const struct judging *j)
{
    const struct deal_state *s = j->state;
    i32 h = j->act->subject;
    u64 bit = 1ull << h;
    bool touching = j->act->kind == EVENT_HANDOFF_TOUCHED;
    if (!((touching ? s->handoff_accepted : s->handoff_offered) & bit)) {
        (void)senseless(j, FINDING_NOT_OFFERED, REMEDY_NONE);
        return;
    }
    i32 reasons = j->rules->handoff[h].reason_count;
    if (j->act->kind == EVENT_HANDOFF_RETURNED) {
        if (j->act->value < -1 || j->act->value >= reasons)
            (void)senseless(j, FINDING_NO_SUCH_THING, REMEDY_GIVE_REASON);
        else if (j->act->value == -1 && reasons)
            add(j, FINDING_RETURN_REASON, GRADE_REQUIRED, REMEDY_GIVE_REASON)->handoff = (i16)h;
        return;
    }
    judge_late(j, touching ? s->touch_by_ms[h] : s->accept_by_ms[h]);
}

static void judge_field(const struct judging *j)
{
    const struct field *f = &j->rules->standard->fields.v[j->act->subject];
    i64 value = j->act->value;
    bool bad = (f->type == FIELD_CHOICE && (value < 0 || value >= f->choices.n)) ||
               (f->type == FIELD_BOOLEAN && value != 0 && value != 1);
    if (bad)
        senseless(j, FINDING_NO_SUCH_THING, REMEDY_FILL_FIELD);
}

static void judge_reason(const struct judging *j)
{
    const struct rules_outcome *o = &j->rules->outcome[j->state->outcome];
    i64 reason = j->act->value;
    if (j->act->subject > LANE_BUYER || reason < -1 || reason >= o->reason_count)
        senseless(j, FINDING_NO_SUCH_THING, REMEDY_GIVE_REASON);
}

static void judge_kind(const struct judging *j)
{
    const struct deal_state *s = j->state;
    switch ((enum event_kind)j->act->kind) {
    case EVENT_OPENED: judge_opened(j); break;
    case EVENT_STAGE_ENTERED: judge_move(j); break;
    case EVENT_FIELD_SET: judge_field(j); break;
    case EVENT_MILESTONE_REACHED: judge_reached(j); break;
    case EVENT_MILESTONE_CONFIRMED:
        if (bits_has(s->reached, j->act->subject))
            judge_confirmed(j);
        else
            senseless(j, FINDING_NOT_REACHED, REMEDY_REACH);
        break;
    case EVENT_MILESTONE_REVOKED:
        if (!bits_has(s->reached, j->act->subject))
            senseless(j, FINDING_NOT_REACHED, REMEDY_NONE);
        break;
    case EVENT_WAIVER_GRANTED: judge_waiver(j); break;
    case EVENT_WAIVER_ENDED:
        if (!bits_has(s->waived, j->act->subject))
            senseless(j, FINDING_NOT_WAIVED, REMEDY_NONE);
        break;
    case EVENT_PARKED: judge_parked(j); break;
    case EVENT_UNPARKED:
        if (!s->parked)
            senseless(j, FINDING_NOT_PARKED, REMEDY_NONE);
        break;
    case EVENT_HANDOFF_ACCEPTED:
    case EVENT_HANDOFF_RETURNED:
    case EVENT_HANDOFF_TOUCHED: judge_handoff_answer(j); break;
    case EVENT_OUTCOME_SET: judge_outcome(j); break;
    case EVENT_REASON_SET: judge_reason(j); break;
    default: break;
    }
}

/* Acts by which a standard is applied; to say whatever else, nobody needs a training. */
static void judge_training(const struct judging *j)
{
    const u32 applied = 1u << EVENT_OPENED | 1u << EVENT_STAGE_ENTERED |
                        1u << EVENT_MILESTONE_REACHED | 1u << EVENT_MILESTONE_CONFIRMED |
                        1u << EVENT_WAIVER_GRANTED | 1u << EVENT_OUTCOME_SET;
    if (applied >> j->act->kind & 1 && j->verdict->worst != SEVERITY_SENSELESS)
        add(j, FINDING_UNTRAINED, GRADE_EXPECTED, REMEDY_TRAIN);
}

void judge_act(const struct rules *r, const struct deal_state *s, const struct deal_event *act,
               i64 now_ms, struct verdict *v)
{
    struct judging j = {r, s, act, now_ms, v};
    v->count = 0;
    v->worst = SEVERITY_SILENT;
    if (!makes_sense(&j))
        return;
    judge_kind(&j);
    if (act->role & ROLE_UNTRAINED)
        judge_training(&j);
}

bool verdict_refuses(const struct verdict *v)
{
    return v->worst >= SEVERITY_BLOCK;
}

u32 judge_ways_out(const struct rules *r, const struct deal_state *s, enum confirmer level)
{
    if (!s->opened)
        return 0;
    if (deal_is_closed(s))
        return WAY_OBJECT | WAY_REOPEN;
    u32 ways = WAY_PARK | WAY_CLOSE | WAY_OBJECT;
    u64 before = (1ull << s->stage) - 1;
    if (r->stage[s->stage].moves & before)
        ways |= WAY_BACK;
    if (level >= r->waiver_grantor)
        ways |= WAY_WAIVE;
    return s->parked ? ways | WAY_UNPARK : ways;
}
