/* How milestones stand, and the gate: what a move forward or a win answers for. */
#include "deal/judge_parts.h"

static bool has_lapsed(const struct rules *r, const struct deal_state *s, i32 m, i64 now_ms)
{
    return rules_span_end(r, &r->milestone[m].lapse, s->fresh_ms[m]) <= now_ms;
}

static struct field_set needs_missing(const struct rules *r, const struct deal_state *s, i32 m)
{
    struct field_set missing = field_set_minus(&r->milestone[m].needs, &s->set);
    return field_set_minus(&missing, &s->unknown);
}

static struct bits unconfirmed(const struct rules *r, const struct deal_state *s)
{
    struct bits peer =
        bits_minus(r->confirmed_by_peer, bits_or(s->confirmed_by_peer, s->confirmed_by_manager));
    return bits_or(peer, bits_minus(r->confirmed_by_manager, s->confirmed_by_manager));
}

/* Of `due`, what is not simply met. The usual answer, nothing, costs a few ANDs. */
static struct bits not_met(const struct rules *r, const struct deal_state *s, struct bits due,
                           i64 now_ms)
{
    struct bits trouble = bits_or(bits_minus(due, s->reached), bits_and(due, unconfirmed(r, s)));
    struct bits ask = bits_and(bits_minus(due, trouble), bits_or(r->lapsing, r->needing));
    for (i32 m; (m = bits_take(&ask)) >= 0;) {
        struct field_set missing = needs_missing(r, s, m);
        if (!field_set_none(&missing) || has_lapsed(r, s, m, now_ms))
            trouble = bits_or(trouble, bits_of(m));
    }
    return trouble;
}

/* As if nothing were conditional and nothing waived. */
static enum milestone_standing plain_standing(const struct rules *r, const struct deal_state *s,
                                              i32 m, i64 now_ms)
{
    if (!bits_has(s->reached, m))
        return bits_has(s->milestones_unknown, m) ? STANDING_UNKNOWN : STANDING_MISSING;
    if (has_lapsed(r, s, m, now_ms))
        return STANDING_LAPSED;
    if (bits_has(unconfirmed(r, s), m))
        return STANDING_UNCONFIRMED;
    struct field_set missing = needs_missing(r, s, m);
    return field_set_none(&missing) ? STANDING_MET : STANDING_NEEDS_FIELD;
}

bool judge_waiver_counts(const struct rules *r, const struct deal_state *s, i32 m)
{
    switch (r->waiver_grantor) {
    case CONFIRMER_OWNER: return true;
    case CONFIRMER_PEER: return bits_has(bits_or(s->waived_by_peer, s->waived_by_manager), m);
    case CONFIRMER_MANAGER: return bits_has(s->waived_by_manager, m);
    }
    return false;
}

struct guard_facts judge_facts(const struct rules *r, const struct deal_state *s, i64 now_ms)
{
    return (struct guard_facts){
        .value = s->value,
        .set = s->set,
        .unknown = s->unknown,
        .reached = s->reached,
        .milestones_unknown = bits_minus(s->milestones_unknown, s->reached),
        .today = calendar_today(&r->calendar, now_ms),
    };
}

/* *field: an empty field to blame, -1 when none. */
static enum truth asked(const struct rules *r, const struct deal_state *s, i32 m, i64 now_ms,
                        i32 *field)
{
    *field = -1;
    if (!bits_has(r->conditional, m))
        return TRUTH_TRUE;
    struct guard_facts facts = judge_facts(r, s, now_ms);
    enum truth t = guard_eval(&r->milestone[m].when, &facts);
    if (t == TRUTH_UNKNOWN) {
        struct field_set wanting = guard_wanting(&r->milestone[m].when, &facts);
        *field = field_set_take(&wanting);
    }
    return t;
}

static enum milestone_standing full_standing(const struct rules *r, const struct deal_state *s,
                                             i32 m, i64 now_ms, i32 *field)
{
    *field = -1;
    enum milestone_standing plain = plain_standing(r, s, m, now_ms);
    if (plain == STANDING_MET)
        return plain;
    enum truth t = asked(r, s, m, now_ms, field);
    if (t == TRUTH_FALSE)
        return STANDING_NOT_ASKED;
    if (plain == STANDING_MISSING && bits_has(s->grandfathered, m))
        return STANDING_GRANDFATHERED;
    if (plain == STANDING_MISSING && bits_has(s->catching_up, m) && s->fresh_ms[m] > now_ms)
        return STANDING_CATCHING_UP;
    bool waived = bits_has(s->waived, m), counts = waived && judge_waiver_counts(r, s, m);
    if (counts && s->waived_until_ms[m] > now_ms)
        return STANDING_WAIVED;
    if (t == TRUTH_UNKNOWN)
        return *field < 0 ? STANDING_UNKNOWN : STANDING_ASKED_MAYBE;
    if (plain == STANDING_UNKNOWN)
        return plain;
    if (waived)
        return counts ? STANDING_WAIVER_EXPIRED : STANDING_WAIVER_UNDUE;
    if (plain == STANDING_NEEDS_FIELD) {
        struct field_set missing = needs_missing(r, s, m);
        *field = field_set_take(&missing);
    }
    return plain;
}

enum milestone_standing judge_milestone(const struct rules *r, const struct deal_state *s,
                                        i32 milestone, i64 now_ms)
{
    i32 field;
    return full_standing(r, s, milestone, now_ms, &field);
}

static enum remedy confirm_remedy(const struct rules *r, i32 m)
{
    return r->milestone[m].confirmer == CONFIRMER_MANAGER ? REMEDY_ASK_MANAGER : REMEDY_ASK_PEER;
}

static void add_standing(const struct judging *j, i32 m, enum milestone_standing standing,
                         i32 field)
{
    static const u8 codes[] = {
        [STANDING_MISSING] = FINDING_MISSING,
        [STANDING_ASKED_MAYBE] = FINDING_CONDITION,
        [STANDING_WAIVED] = FINDING_WAIVED,
        [STANDING_WAIVER_EXPIRED] = FINDING_WAIVER_EXPIRED,
        [STANDING_WAIVER_UNDUE] = FINDING_WAIVER_UNDUE,
        [STANDING_CATCHING_UP] = FINDING_CATCH_UP,
        [STANDING_LAPSED] = FINDING_LAPSED,
        [STANDING_UNCONFIRMED] = FINDING_UNCONFIRMED,
        [STANDING_NEEDS_FIELD] = FINDING_NEEDS_FIELD,
    };
    static const u8 remedies[] = {
        [STANDING_MISSING] = REMEDY_REACH,          [STANDING_ASKED_MAYBE] = REMEDY_FILL_FIELD,
        [STANDING_WAIVER_EXPIRED] = REMEDY_REACH,   [STANDING_WAIVER_UNDUE] = REMEDY_REACH,
        [STANDING_CATCHING_UP] = REMEDY_REACH,      [STANDING_LAPSED] = REMEDY_CONFIRM_AGAIN,
        [STANDING_NEEDS_FIELD] = REMEDY_FILL_FIELD,
    };
    const struct rules *r = j->rules;
    struct finding *f = judge_add(j, (enum finding_code)codes[standing], r->milestone[m].grade);
    f->milestone = (i16)m;
    f->field = (i16)field;
    f->stage = (i16)r->milestone[m].stage;
    f->remedy = (u8)(standing == STANDING_UNCONFIRMED ? (i32)confirm_remedy(r, m)
                     : standing < LENGTH(remedies)    ? remedies[standing]
                                                      : REMEDY_NONE);
    if (standing == STANDING_LAPSED)
        f->at_ms = rules_span_end(r, &r->milestone[m].lapse, j->state->fresh_ms[m]);
    if (standing == STANDING_CATCHING_UP)
        f->at_ms = j->state->fresh_ms[m];
    if (standing == STANDING_WAIVED || standing == STANDING_WAIVER_EXPIRED)
        f->at_ms = j->state->waived_until_ms[m];
}

void judge_gate(const struct judging *j, struct bits due)
{
    struct bits trouble = not_met(j->rules, j->state, due, j->now_ms);
    for (i32 m; (m = bits_take(&trouble)) >= 0;) {
        i32 field;
        enum milestone_standing standing = full_standing(j->rules, j->state, m, j->now_ms, &field);
        if (standing == STANDING_MET || standing == STANDING_NOT_ASKED ||
            standing == STANDING_UNKNOWN || standing == STANDING_GRANDFATHERED)
            continue;
        add_standing(j, m, standing, field);
    }
}

static struct finding *about(const struct judging *j, enum finding_code code, i32 m,
                             enum remedy remedy)
{
    struct finding *f = judge_add(j, code, j->rules->milestone[m].grade);
    f->milestone = (i16)m;
    f->stage = (i16)j->rules->milestone[m].stage;
    f->remedy = (u8)remedy;
    return f;
}

void judge_reached(const struct judging *j)
{
    i32 m = j->act->subject;
    const struct rules_milestone *rule = &j->rules->milestone[m];
    struct bits before = bits_minus(rule->after, j->state->reached);
    i64 kind = j->act->value;
    bool accepted = kind >= 0 && kind < 32 && (rule->evidence >> kind & 1);
    if (rule->evidence && !accepted)
        about(j, FINDING_EVIDENCE, m, REMEDY_GIVE_EVIDENCE);
    before = bits_minus(before, j->state->milestones_unknown);
    for (i32 k; (k = bits_take(&before)) >= 0;)
        if (judge_milestone(j->rules, j->state, k, j->now_ms) == STANDING_MISSING)
            about(j, FINDING_ORDER, m, REMEDY_REACH)->other = (i16)k;
    if (!rule->has_needs)
        return;
    struct field_set missing = needs_missing(j->rules, j->state, m);
    for (i32 field; (field = field_set_take(&missing)) >= 0;)
        about(j, FINDING_NEEDS_FIELD, m, REMEDY_FILL_FIELD)->field = (i16)field;
}

void judge_confirmed(const struct judging *j)
{
    i32 m = j->act->subject;
    if (deal_level(j->state, j->act) < j->rules->milestone[m].confirmer)
        about(j, FINDING_CONFIRMER, m, confirm_remedy(j->rules, m));
}
