#include "deal/carry.h"

#include <string.h>

/* --- making it ---------------------------------------------------------------------------- */

static const char *const trouble_ids[CARRY_TROUBLE_COUNT] = {"fine", "no-target", "past-signature",
                                                             "no-reason"};

const char *carry_trouble_id(enum carry_trouble t)
{
    return trouble_ids[t];
}

static i32 stage_find(const struct standard *s, str id)
{
    for (i32 i = 0; i < s->stages.n; i++)
        if (str_eq(s->stages.v[i].id, id))
            return i;
    return -1;
}

static i32 milestone_find(const struct standard *s, str id)
{
    for (i32 i = 0; i < s->milestones.n; i++)
        if (str_eq(s->milestones.v[i].id, id))
            return i;
    return -1;
}

/* What is being made: rows of stages, or of milestones. */
struct making {
    struct arena *arena;
    const struct standard *to;
    struct diags *diags;
    const struct change_map *map;
    i64 map_count;
    i32 (*find)(const struct standard *s, str id);
    struct carry_row *row;
    i32 rows;
};

/* The rows of one old id: as `changes` says, else the same id, else nowhere. */
static bool add_rows(struct making *m, i32 from, str id)
{
    bool told = false, ok = true;
    for (i64 i = 0; i < m->map_count; i++) {
        const struct change_map *as = &m->map[i];
        if (!str_eq(as->from, id))
            continue;
        struct carry_row *row = &m->row[m->rows++];
        *row = (struct carry_row){.from = from, .to = as->to.n ? m->find(m->to, as->to) : -1};
        row->own = str_eq(as->to, id);
        told = true;
        ok &= !as->when.n ||
              guard_parse(&row->when, m->arena, m->to, as->when, as->when_at, m->diags);
    }
    if (told)
        return ok;
    i32 same = m->find(m->to, id);
    m->row[m->rows++] = (struct carry_row){.from = from, .to = same, .own = same >= 0};
    return true;
}

static bool same_field(const struct standard *a, const struct field *f, const struct standard *b,
                       const struct field *g)
{
    bool money = f->type == FIELD_MONEY;
    return str_eq(f->id, g->id) && f->type == g->type &&
           (!money || str_eq(a->currency, b->currency));
}

static void match_fields(struct carry *c)
{
    const struct standard *old = c->from->standard, *new = c->to->standard;
    for (i32 n = 0; n < new->fields.n; n++) {
        c->field[n] = -1;
        for (i32 o = 0; o < old->fields.n; o++)
            if (same_field(old, &old->fields.v[o], new, &new->fields.v[n]))
                c->field[n] = (i16)o;
    }
    for (i32 n = 0; n < new->handoffs.n; n++) {
        c->handoff[n] = -1;
        for (i32 o = 0; o < old->handoffs.n; o++)
            if (str_eq(old->handoffs.v[o].id, new->handoffs.v[n].id))
                c->handoff[n] = (i16)o;
    }
}

/* New milestones are those that no row leads to. */
static void find_fresh(struct carry *c)
{
    const struct changes *changes = &c->to->standard->changes;
    for (i32 m = 0; m < c->to->milestone_count; m++)
        c->fresh = bits_or(c->fresh, bits_of(m));
    for (i32 i = 0; i < c->milestone_rows; i++)
        if (c->milestone[i].to >= 0)
            c->fresh = bits_minus(c->fresh, bits_of(c->milestone[i].to));
    for (i64 i = 0; i < changes->added.n; i++) {
        i32 m = milestone_find(c->to->standard, changes->added.v[i].milestone.id);
        if (m >= 0 && changes->added.v[i].policy == NEW_CATCH_UP)
            c->fresh_to_catch_up = bits_or(c->fresh_to_catch_up, bits_of(m));
    }
    c->fresh_to_catch_up = bits_and(c->fresh_to_catch_up, c->fresh);
}

bool carry_make(struct carry *c, struct arena *a, const struct rules *from, const struct rules *to,
                struct diags *d)
{
    const struct standard *old = from->standard;
    const struct changes *changes = &to->standard->changes;
    bool ok = true;
    *c = (struct carry){.from = from, .to = to};
    struct making m = {.arena = a,
                       .to = to->standard,
                       .diags = d,
                       .find = stage_find,
                       .map = changes->stages.v,
                       .map_count = changes->stages.n};
    c->stage = m.row = arena_array(a, struct carry_row, old->stages.n + m.map_count);
    for (i32 i = 0; i < old->stages.n; i++)
        ok &= add_rows(&m, i, old->stages.v[i].id);
    c->stage_rows = m.rows;
    m.map = changes->milestones.v;
    m.map_count = changes->milestones.n;
    m.find = milestone_find;
    m.rows = 0;
    c->milestone = m.row = arena_array(a, struct carry_row, old->milestones.n + m.map_count);
    for (i32 i = 0; i < old->milestones.n; i++)
        ok &= add_rows(&m, i, old->milestones.v[i].id);
    c->milestone_rows = m.rows;
    match_fields(c);
    find_fresh(c);
    return ok;
}

struct bits carry_sources(const struct carry *c, i32 milestone)
{
    struct bits sources = {{0, 0}};
    for (i32 i = 0; i < c->milestone_rows; i++)
        if (c->milestone[i].to == milestone)
            sources = bits_or(sources, bits_of(c->milestone[i].from));
    return sources;
}

bool carry_keeps(const struct carry *c, i32 old_milestone)
{
    for (i32 i = 0; i < c->milestone_rows; i++)
        if (c->milestone[i].from == old_milestone && c->milestone[i].to >= 0)
            return true;
    return false;
}

/* --- a state in new numbers ----------------------------------------------------------------- */

/* The choice or the reason with the same id; -1: none. */
static i64 same_choice(const struct field *old, const struct field *new, i64 value)
{
    if (value < 0 || value >= old->choices.n)
        return -1;
    for (i64 i = 0; i < new->choices.n; i++)
        if (str_eq(new->choices.v[i].id, old->choices.v[value].id))
            return i;
    return -1;
}

static i32 same_reason(const struct reason *old, i64 old_n, const struct reason *new, i64 new_n,
                       i64 value)
{
    if (value < 0 || value >= old_n)
        return -1;
    for (i32 i = 0; i < new_n; i++)
        if (str_eq(new[i].id, old[value].id))
            return i;
    return -1;
}

static i32 outcome_reason(const struct rules *old, const struct rules *new, enum outcome o,
                          i64 value)
{
    i32 a = old->outcome[o].index, b = new->outcome[o].index;
    if (a < 0 || b < 0)
        return -1;
    const struct outcome_rule *from = &old->standard->outcomes.v[a];
    const struct outcome_rule *to = &new->standard->outcomes.v[b];
    return same_reason(from->reasons.v, from->reasons.n, to->reasons.v, to->reasons.n, value);
}

static struct ending carry_ending(const struct rules *old, const struct rules *new, enum outcome o,
                                  struct ending e)
{
    for (i32 lane = LANE_SELLER; lane <= LANE_BUYER && o != OUTCOME_OPEN; lane++)
        e.reason[lane] = outcome_reason(old, new, o, e.reason[lane]);
    return e;
}

static bool condition_holds(const struct carry *c, const struct guard *when,
                            const struct deal_state *s, i64 now_ms)
{
    if (when->node_count == 0)
        return true;
    struct guard_facts facts = {
        .value = s->value,
        .set = s->set,
        .unknown = s->unknown,
        .reached = s->reached,
        .milestones_unknown = bits_minus(s->milestones_unknown, s->reached),
        .today = calendar_today(&c->to->calendar, now_ms),
    };
    return guard_eval(when, &facts) == TRUTH_TRUE;
}

static void carry_fields(const struct carry *c, const struct deal_state *old, struct deal_state *s)
{
    s->set = s->unknown = (struct field_set){0};
    for (i32 n = 0; n < c->to->field_count; n++) {
        i32 o = c->field[n];
        if (o < 0)
            continue;
        const struct field *f = &c->to->standard->fields.v[n];
        i64 value = old->value[o];
        if (f->type == FIELD_CHOICE)
            value = same_choice(&c->from->standard->fields.v[o], f, value);
        if (field_set_has(&old->set, o) && (f->type != FIELD_CHOICE || value >= 0)) {
            field_set_add(&s->set, n);
            s->value[n] = value;
        }
        if (field_set_has(&old->unknown, o))
            field_set_add(&s->unknown, n);
    }
}

static void carry_handoffs(const struct carry *c, const struct deal_state *old,
                           struct deal_state *s)
{
    s->handoff_offered = s->handoff_accepted = s->handoff_touched = s->handoff_returned = 0;
    for (i32 n = 0; n < c->to->handoff_count; n++) {
        i32 o = c->handoff[n];
        if (o < 0)
            continue;
        s->handoff_offered |= (old->handoff_offered >> o & 1) << n;
        s->handoff_accepted |= (old->handoff_accepted >> o & 1) << n;
        s->handoff_touched |= (old->handoff_touched >> o & 1) << n;
        s->handoff_returned |= (old->handoff_returned >> o & 1) << n;
        s->accept_by_ms[n] = old->accept_by_ms[o];
        s->touch_by_ms[n] = old->touch_by_ms[o];
    }
}

/* Sources of one new milestone; when the one that keeps its id was reached, that one alone. */
struct gathering {
    const struct deal_state *old;
    struct bits sources;
};

static bool all_in(struct bits sources, struct bits set)
{
    return !bits_none(sources) && bits_none(bits_minus(sources, set));
}

static void put(struct bits *set, i32 i, bool there)
{
    if (there)
        *set = bits_or(*set, bits_of(i));
}

static i64 earliest(const i64 *at, struct bits of)
{
    i64 first = INT64_MAX;
    for (i32 i; (i = bits_take(&of)) >= 0;)
        first = i64_min(first, at[i]);
    return first;
}

static void carry_milestone(const struct gathering *g, struct deal_state *s, i32 m)
{
    const struct deal_state *old = g->old;
    struct bits sources = g->sources, waived = bits_and(sources, old->waived);
    bool reached = all_in(sources, old->reached);
    put(&s->reached, m, reached);
    put(&s->ever_reached, m, !bits_none(bits_and(sources, old->ever_reached)));
    put(&s->milestones_unknown, m, !bits_none(bits_and(sources, old->milestones_unknown)));
    if (reached) {
        s->fresh_ms[m] = earliest(old->fresh_ms, sources);
        put(&s->confirmed_by_manager, m, all_in(sources, old->confirmed_by_manager));
        put(&s->confirmed_by_peer, m,
            all_in(sources, bits_or(old->confirmed_by_peer, old->confirmed_by_manager)) &&
                !bits_none(bits_and(sources, old->confirmed_by_peer)));
    }
    if (!bits_none(waived) && all_in(sources, bits_or(old->waived, old->reached))) {
        put(&s->waived, m, true);
        put(&s->waived_by_peer, m, all_in(waived, old->waived_by_peer));
        put(&s->waived_by_manager, m, all_in(waived, old->waived_by_manager));
        s->waived_until_ms[m] = earliest(old->waived_until_ms, waived);
    }
    struct bits late = bits_and(sources, old->catching_up);
    struct bits excused = bits_or(old->grandfathered, old->catching_up);
    bool owed = reached || !all_in(sources, bits_or(excused, old->reached));
    put(&s->grandfathered, m, !owed && bits_none(late));
    put(&s->catching_up, m, !owed && !bits_none(late));
    if (!owed && !bits_none(late))
        s->fresh_ms[m] = earliest(old->fresh_ms, late);
}

/* Which of the rows the deal takes: the first of each old id whose condition holds. With
 * `conditions` false only what needs none. */
static void gather(const struct carry *c, const struct deal_state *old, struct deal_state *s,
                   i64 now_ms, bool conditions)
{
    struct bits sources[STANDARD_MILESTONES_MAX] = {0};
    struct bits own = {{0, 0}};
    for (i32 i = 0, settled = -1; i < c->milestone_rows; i++) {
        const struct carry_row *row = &c->milestone[i];
        if (row->from == settled)
            continue;
        if (!conditions && row->when.node_count) {
            settled = row->from; /* what it becomes is not known yet */
            continue;
        }
        if (!condition_holds(c, &row->when, s, now_ms))
            continue;
        settled = row->from;
        if (row->to < 0)
            continue;
        if (row->own && bits_has(old->reached, row->from)) {
            sources[row->to] = bits_of(row->from);
            put(&own, row->to, true);
        } else if (!bits_has(own, row->to)) {
            sources[row->to] = bits_or(sources[row->to], bits_of(row->from));
        }
    }
    struct bits none = {{0, 0}};
    s->reached = s->confirmed_by_peer = s->confirmed_by_manager = none;
    s->waived = s->waived_by_peer = s->waived_by_manager = none;
    s->ever_reached = s->milestones_unknown = s->grandfathered = s->catching_up = none;
    for (i32 m = 0; m < c->to->milestone_count; m++)
        carry_milestone(&(struct gathering){old, sources[m]}, s, m);
}

static void carry_all(const struct carry *c, const struct deal_state *old, struct deal_state *s,
                      i64 now_ms)
{
    *s = *old;
    carry_fields(c, old, s);
    carry_handoffs(c, old, s);
    gather(c, old, s, now_ms, false);
    gather(c, old, s, now_ms, true);
    s->ending = carry_ending(c->from, c->to, s->outcome, s->ending);
    s->version = c->to->version;
}

static i32 standing(const struct rules *r, const struct deal_state *s)
{
    return s->outcome == OUTCOME_WON ? (i32)i64_max(s->stage, r->commit) : s->stage;
}

/* What is new and lies behind the deal. */
static void excuse(const struct carry *c, struct deal_state *s, i64 now_ms)
{
    const struct span *within = &c->to->standard->changes.catch_up_within;
    struct bits behind = {{0, 0}};
    i32 at = standing(c->to, s);
    for (i32 m = 0; m < c->to->milestone_count; m++)
        put(&behind, m, c->to->milestone[m].stage < at);
    struct bits fresh = bits_and(c->fresh, behind);
    struct bits late = bits_and(fresh, c->fresh_to_catch_up);
    s->grandfathered = bits_or(s->grandfathered, bits_minus(fresh, late));
    if (!within->known)
        return; /* at once, then: it is owed like any other */
    s->catching_up = bits_or(s->catching_up, late);
    for (i32 m; (m = bits_take(&late)) >= 0;)
        s->fresh_ms[m] = rules_span_end(c->to, within, now_ms);
}

void deal_carry(const struct carry *c, struct deal_state *s, const struct deal_event *e)
{
    struct deal_state old = *s;
    carry_all(c, &old, s, e->occurred_ms);
    s->stage = e->subject < c->to->stage_count ? e->subject : 0;
    excuse(c, s, e->occurred_ms);
}

/* --- planning ------------------------------------------------------------------------------- */

bool carry_in_flight(const struct rules *r, const struct deal_state *s)
{
    return s->opened && (s->outcome == OUTCOME_OPEN ||
                         (s->outcome == OUTCOME_WON && standing(r, s) + 1 < r->stage_count));
}

static i32 stage_of(const struct carry *c, const struct deal_state *moved, i32 from, i64 now_ms)
{
    for (i32 i = 0; i < c->stage_rows; i++)
        if (c->stage[i].from == from && condition_holds(c, &c->stage[i].when, moved, now_ms))
            return c->stage[i].to;
    return -1;
}

static bool reasons_go_along(const struct carry *c, const struct deal_state *s)
{
    struct ending e = carry_ending(c->from, c->to, s->outcome, s->ending);
    return e.reason[0] == s->ending.reason[0] || e.reason[0] >= 0
               ? e.reason[1] == s->ending.reason[1] || e.reason[1] >= 0
               : false;
}

enum carry_trouble carry_plan(const struct carry *c, const struct deal_state *s, i64 now_ms,
                              i32 *stage)
{
    struct deal_state moved;
    carry_all(c, s, &moved, now_ms);
    *stage = stage_of(c, &moved, s->stage, now_ms);
    if (*stage < 0)
        return CARRY_NO_TARGET;
    if (s->outcome == OUTCOME_OPEN && *stage > c->to->commit && s->stage <= c->from->commit)
        return CARRY_PAST_SIGNATURE;
    if (s->outcome != OUTCOME_OPEN && !reasons_go_along(c, s))
        return CARRY_NO_REASON;
    return CARRY_FINE;
}

/* --- back ----------------------------------------------------------------------------------- */

/* The old one that alone became `to`, its own id first; -1: none, or several did. */
static i32 back(const struct carry_row *row, i32 rows, i32 to)
{
    i32 found = -1;
    for (i32 i = 0; i < rows; i++) {
        if (row[i].to != to || row[i].from == found)
            continue;
        if (row[i].own)
            return row[i].from;
        found = found == -1 ? row[i].from : -2;
    }
    return found < 0 ? -1 : found;
}

static bool back_field(const struct carry *c, struct deal_event *e)
{
    i32 old = e->subject < c->to->field_count ? c->field[e->subject] : -1;
    if (old < 0)
        return false;
    const struct field *f = &c->to->standard->fields.v[e->subject];
    e->subject = (u16)old;
    if (f->type != FIELD_CHOICE || e->kind != EVENT_FIELD_SET)
        return true;
    e->value = same_choice(f, &c->from->standard->fields.v[old], e->value);
    return e->value >= 0;
}

static bool back_handoff(const struct carry *c, struct deal_event *e)
{
    i32 old = e->subject < c->to->handoff_count ? c->handoff[e->subject] : -1;
    if (old < 0)
        return false;
    if (e->kind == EVENT_HANDOFF_RETURNED) {
        const struct handoff *a = &c->to->standard->handoffs.v[e->subject];
        const struct handoff *b = &c->from->standard->handoffs.v[old];
        e->value = same_reason(a->return_reasons.v, a->return_reasons.n, b->return_reasons.v,
                               b->return_reasons.n, e->value);
    }
    e->subject = (u16)old;
    return true;
}

static bool back_milestone(const struct carry *c, struct deal_event *e)
{
    i32 old = back(c->milestone, c->milestone_rows, e->subject);
    bool counted = e->kind == EVENT_OBJECTED || e->kind == EVENT_REFUSED;
    if (old < 0 && !counted)
        return false;
    e->subject = old < 0 ? NO_SUBJECT : (u16)old;
    return true;
}

bool carry_back(const struct carry *c, enum outcome outcome, struct deal_event *e)
{
    switch ((enum event_kind)e->kind) {
    case EVENT_STAGE_ENTERED:
    case EVENT_REOPENED: {
        i32 old = back(c->stage, c->stage_rows, e->subject);
        e->subject = old < 0 ? e->subject : (u16)old;
        return old >= 0;
    }
    case EVENT_FIELD_SET:
    case EVENT_FIELD_CLEARED: return back_field(c, e);
    case EVENT_HANDOFF_OFFERED:
    case EVENT_HANDOFF_ACCEPTED:
    case EVENT_HANDOFF_RETURNED:
    case EVENT_HANDOFF_TOUCHED: return back_handoff(c, e);
    case EVENT_MILESTONE_REACHED:
    case EVENT_MILESTONE_CONFIRMED:
    case EVENT_MILESTONE_REVOKED:
    case EVENT_MILESTONE_CARRIED:
    case EVENT_WAIVER_GRANTED:
    case EVENT_WAIVER_ENDED:
    case EVENT_OBJECTED:
    case EVENT_REFUSED: return back_milestone(c, e);
    case EVENT_OUTCOME_SET:
        if (e->subject < OUTCOME_COUNT)
            e->value = event_ending(
                carry_ending(c->to, c->from, (enum outcome)e->subject, event_ending_of(e->value)));
        return true;
    case EVENT_REASON_SET:
        e->value = outcome_reason(c->to, c->from, outcome, e->value);
        return e->value >= 0;
    case EVENT_MIGRATED:
    case EVENT_KIND_COUNT: return false;
    default: return true;
    }
}
