#include "deal/state.h"

#include <string.h>

void deal_clear(struct deal_state *s)
{
    memset(s, 0, offsetof(struct deal_state, fresh_ms));
}

bool deal_is_closed(const struct deal_state *s)
{
    return s->outcome != OUTCOME_OPEN;
}

enum confirmer deal_level(const struct deal_state *s, const struct deal_event *act)
{
    if (act->actor == s->owner)
        return CONFIRMER_OWNER;
    enum role role = event_role(act);
    return role == ROLE_MANAGER ? CONFIRMER_MANAGER
           : role == ROLE_PEER  ? CONFIRMER_PEER
                                : CONFIRMER_OWNER;
}

static void put(struct bits *set, i32 i)
{
    *set = bits_or(*set, bits_of(i));
}

static void drop(struct bits *set, i32 i)
{
    *set = bits_minus(*set, bits_of(i));
}

static void unconfirm(struct deal_state *s, i32 m)
{
    drop(&s->confirmed_by_peer, m);
    drop(&s->confirmed_by_manager, m);
}

static void apply_reached(struct deal_state *s, i32 m, i64 at_ms)
{
    put(&s->reached, m);
    put(&s->ever_reached, m);
    drop(&s->catching_up, m);
    s->fresh_ms[m] = at_ms;
}

/* A confirmation also starts the lapse anew: somebody looked again. */
static void apply_confirmed(struct deal_state *s, i32 m, const struct deal_event *e)
{
    enum confirmer level = deal_level(s, e);
    if (!bits_has(s->reached, m))
        return;
    s->fresh_ms[m] = i64_max(s->fresh_ms[m], e->occurred_ms);
    if (level == CONFIRMER_PEER)
        put(&s->confirmed_by_peer, m);
    if (level == CONFIRMER_MANAGER)
        put(&s->confirmed_by_manager, m);
}

static void apply_waived(struct deal_state *s, i32 m, const struct deal_event *e)
{
    enum confirmer level = deal_level(s, e);
    put(&s->waived, m);
    drop(&s->waived_by_peer, m);
    drop(&s->waived_by_manager, m);
    if (level == CONFIRMER_PEER)
        put(&s->waived_by_peer, m);
    if (level == CONFIRMER_MANAGER)
        put(&s->waived_by_manager, m);
    s->waived_until_ms[m] = e->value;
    s->count.waivers++;
}

static void apply_milestone(struct deal_state *s, const struct deal_event *e)
{
    i32 m = e->subject;
    if (m >= STANDARD_MILESTONES_MAX)
        return;
    switch ((enum event_kind)e->kind) {
    case EVENT_MILESTONE_REACHED: apply_reached(s, m, e->occurred_ms); break;
    case EVENT_MILESTONE_CONFIRMED: apply_confirmed(s, m, e); break;
    case EVENT_MILESTONE_REVOKED:
        if (bits_has(s->reached, m))
            s->count.revoked++;
        drop(&s->reached, m);
        unconfirm(s, m);
        break;
    case EVENT_MILESTONE_CARRIED:
        apply_reached(s, m, e->value);
        if (e->role == ROLE_PEER)
            put(&s->confirmed_by_peer, m);
        if (e->role == ROLE_MANAGER)
            put(&s->confirmed_by_manager, m);
        break;
    case EVENT_WAIVER_GRANTED: apply_waived(s, m, e); break;
    case EVENT_WAIVER_ENDED:
        drop(&s->waived, m);
        drop(&s->waived_by_peer, m);
        drop(&s->waived_by_manager, m);
        break;
    default: break;
    }
}

static void apply_handoff(struct deal_state *s, const struct deal_event *e)
{
    if (e->subject >= RULES_HANDOFFS_MAX)
        return;
    u64 bit = 1ull << e->subject;
    switch ((enum event_kind)e->kind) {
    case EVENT_HANDOFF_OFFERED:
        s->handoff_offered |= bit;
        s->handoff_accepted &= ~bit;
        s->handoff_touched &= ~bit;
        s->handoff_returned &= ~bit;
        s->accept_by_ms[e->subject] = e->value;
        break;
    case EVENT_HANDOFF_ACCEPTED:
        if (!(s->handoff_offered & bit))
            break;
        s->handoff_accepted |= bit;
        s->touch_by_ms[e->subject] = e->value;
        break;
    case EVENT_HANDOFF_RETURNED:
        if (!(s->handoff_offered & bit))
            break;
        s->handoff_offered &= ~bit;
        s->handoff_accepted &= ~bit;
        s->handoff_touched &= ~bit;
        s->handoff_returned |= bit;
        break;
    case EVENT_HANDOFF_TOUCHED:
        if (s->handoff_accepted & bit)
            s->handoff_touched |= bit;
        break;
    default: break;
    }
}

static void enter_stage(struct deal_state *s, i32 stage, i64 at_ms)
{
    s->count.moves_back += stage < s->stage;
    s->count.stage_entries++;
    s->stage = stage;
    s->stage_entered_ms = at_ms;
}

static void apply_opened(struct deal_state *s, const struct deal_event *e)
{
    if (s->opened)
        return;
    s->opened = true;
    s->owner = e->actor;
    s->version = (i32)e->value;
    s->opened_ms = e->occurred_ms;
    enter_stage(s, e->subject < STANDARD_STAGES_MAX ? e->subject : 0, e->occurred_ms);
}

static void apply_outcome(struct deal_state *s, const struct deal_event *e)
{
    if (e->subject == OUTCOME_OPEN || e->subject >= OUTCOME_COUNT)
        return;
    s->outcome = (enum outcome)e->subject;
    s->ending = event_ending_of(e->value);
    s->closed_ms = e->occurred_ms;
    s->parked = false;
    s->parked_until_ms = 0;
    s->count.closes++;
}

static void apply_reopened(struct deal_state *s, const struct deal_event *e)
{
    if (!deal_is_closed(s))
        return;
    s->outcome = OUTCOME_OPEN;
    s->ending = (struct ending){0};
    s->closed_ms = 0;
    s->count.reopens++;
    if (e->subject < STANDARD_STAGES_MAX)
        enter_stage(s, e->subject, e->occurred_ms);
}

static void apply_field(struct deal_state *s, const struct deal_event *e)
{
    if (e->subject >= STANDARD_FIELDS_MAX)
        return;
    if (e->kind == EVENT_FIELD_CLEARED) {
        field_set_remove(&s->set, e->subject);
        return;
    }
    field_set_add(&s->set, e->subject);
    s->value[e->subject] = e->value;
}

static void apply_close_day(struct deal_state *s, const struct deal_event *e)
{
    s->count.close_day_changes += s->close_day_known && s->close_day != e->value;
    s->close_day = e->value;
    s->close_day_known = true;
}

static void apply_parked(struct deal_state *s, const struct deal_event *e)
{
    s->parked = e->kind == EVENT_PARKED && !deal_is_closed(s);
    s->parked_until_ms = s->parked ? e->value : 0;
}

void deal_apply(struct deal_state *s, const struct deal_event *e)
{
    if (!s->opened && e->kind != EVENT_OPENED)
        return;
    switch ((enum event_kind)e->kind) {
    case EVENT_OPENED: apply_opened(s, e); break;
    case EVENT_STAGE_ENTERED:
        if (e->subject < STANDARD_STAGES_MAX)
            enter_stage(s, e->subject, e->occurred_ms);
        break;
    case EVENT_FIELD_SET:
    case EVENT_FIELD_CLEARED: apply_field(s, e); break;
    case EVENT_MILESTONE_REACHED:
    case EVENT_MILESTONE_CONFIRMED:
    case EVENT_MILESTONE_REVOKED:
    case EVENT_MILESTONE_CARRIED:
    case EVENT_WAIVER_GRANTED:
    case EVENT_WAIVER_ENDED: apply_milestone(s, e); break;
    case EVENT_OBJECTED: s->count.objections++; break;
    case EVENT_PARKED:
    case EVENT_UNPARKED: apply_parked(s, e); break;
    case EVENT_HANDOFF_OFFERED:
    case EVENT_HANDOFF_ACCEPTED:
    case EVENT_HANDOFF_RETURNED:
    case EVENT_HANDOFF_TOUCHED: apply_handoff(s, e); break;
    case EVENT_CLOSE_DATE_SET: apply_close_day(s, e); break;
    case EVENT_OWNER_SET: s->owner = (u32)e->value; break;
    case EVENT_OUTCOME_SET: apply_outcome(s, e); break;
    case EVENT_REASON_SET:
        if (e->subject <= LANE_BUYER && deal_is_closed(s))
            s->ending.reason[e->subject] = (i32)e->value;
        break;
    case EVENT_REOPENED: apply_reopened(s, e); break;
    case EVENT_MIGRATED: break; /* deal_carry */
    case EVENT_REFUSED: s->count.refusals++; break;
    case EVENT_KIND_COUNT: break;
    }
}
