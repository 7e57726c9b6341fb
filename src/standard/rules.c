#include "standard/rules.h"

#include "base/message.h"

static u64 one(i32 i)
{
    return i < 0 ? 0 : 1ull << i;
}

static u64 below(i32 i)
{
    return one(i) - 1;
}

static struct field_set fields_of(const struct ref *v, i64 n)
{
    struct field_set set = {0};
    for (i64 i = 0; i < n; i++)
        if (v[i].index >= 0)
            field_set_add(&set, v[i].index);
    return set;
}

static u64 all_below(i32 n)
{
    return n >= 64 ? ~0ull : below(n);
}

/* Stages that may be entered from stage `s`, by the rules and the explicit moves. */
static u64 moves_from(const struct rules *r, i32 s)
{
    const struct moves *m = &r->standard->moves;
    u64 allowed = m->backward ? below(s) : 0;
    if (m->forward == MOVE_NEXT && s + 1 < r->stage_count)
        allowed |= one(s + 1);
    if (m->forward == MOVE_ANY)
        allowed |= all_below(r->stage_count) & ~(below(s) | one(s));
    for (i64 i = 0; i < m->also.n; i++)
        if (m->also.v[i].from.index == s)
            allowed |= one(m->also.v[i].to.index);
    return allowed & ~one(s);
}

static void compile_stages(struct rules *r)
{
    const struct standard *s = r->standard;
    r->commit = r->stage_count - 1;
    for (i32 i = r->stage_count - 1; i >= 0; i--)
        if (s->stages.v[i].commit)
            r->commit = i;
    for (i32 i = 0; i < r->stage_count; i++) {
        const struct stage *from = &s->stages.v[i];
        r->stage[i].moves = moves_from(r, i);
        r->stage[i].department = from->department.index;
        r->stage[i].expected = from->expected;
        r->stage[i].limit = from->limit;
    }
}

/* A stage answers for the exits of those before it; the signature settles its past. */
static void compile_gates(struct rules *r)
{
    struct bits behind = {{0, 0}};
    for (i32 i = 0; i < r->stage_count; i++) {
        r->stage[i].due_before = behind;
        behind = bits_or(behind, r->stage[i].exit_all);
        if (i != r->commit)
            continue;
        r->due_to_win = behind;
        behind = (struct bits){{0, 0}};
    }
}

static void add_to_masks(struct rules *r, i32 i)
{
    const struct rules_milestone *m = &r->milestone[i];
    struct bits bit = bits_of(i);
    struct rules_stage *stage = &r->stage[m->stage];
    stage->exit[m->grade] = bits_or(stage->exit[m->grade], bit);
    stage->exit_all = bits_or(stage->exit_all, bit);
    r->by_grade[m->grade] = bits_or(r->by_grade[m->grade], bit);
    if (m->confirmer == CONFIRMER_PEER)
        r->confirmed_by_peer = bits_or(r->confirmed_by_peer, bit);
    if (m->confirmer == CONFIRMER_MANAGER)
        r->confirmed_by_manager = bits_or(r->confirmed_by_manager, bit);
    if (m->lapse.known)
        r->lapsing = bits_or(r->lapsing, bit);
    if (m->when.node_count)
        r->conditional = bits_or(r->conditional, bit);
    if (m->has_needs)
        r->needing = bits_or(r->needing, bit);
    if (!bits_none(m->after))
        r->ordered = bits_or(r->ordered, bit);
}

static bool compile_milestones(struct rules *r, struct arena *a, struct diags *d)
{
    bool ok = true;
    for (i32 i = 0; i < r->milestone_count; i++) {
        const struct milestone *from = &r->standard->milestones.v[i];
        struct rules_milestone *m = &r->milestone[i];
        assert(from->stage >= 0 && from->stage < r->stage_count);
        m->stage = from->stage;
        m->grade = from->grade;
        m->confirmer = from->confirmer;
        m->evidence = from->evidence;
        m->lapse = from->lapse;
        m->needs = fields_of(from->needs.v, from->needs.n);
        m->has_needs = !field_set_none(&m->needs);
        for (i64 k = 0; k < from->after.n; k++)
            if (from->after.v[k].index >= 0 && from->after.v[k].index != i)
                m->after = bits_or(m->after, bits_of(from->after.v[k].index));
        if (from->when.n && !guard_parse(&m->when, a, r->standard, from->when, from->when_at, d))
            ok = false;
        add_to_masks(r, i);
    }
    return ok;
}

static void compile_handoffs(struct rules *r)
{
    for (i32 i = 0; i < r->handoff_count; i++) {
        const struct handoff *from = &r->standard->handoffs.v[i];
        struct rules_handoff *h = &r->handoff[i];
        h->stage = from->stage.index;
        h->from = from->from.index;
        h->to = from->to.index;
        h->packet = fields_of(from->packet.v, from->packet.n);
        h->accept_within = from->accept_within;
        h->touch_within = from->touch_within;
        h->reason_count = (i32)from->return_reasons.n;
        if (h->stage >= 0)
            r->stage[h->stage].handoffs |= one(i);
    }
}

static void compile_outcomes(struct rules *r)
{
    for (i32 o = 0; o < OUTCOME_COUNT; o++)
        r->outcome[o] = (struct rules_outcome){.index = -1, .lanes = 1u << LANE_SELLER};
    for (i64 i = 0; i < r->standard->outcomes.n; i++) {
        const struct outcome_rule *from = &r->standard->outcomes.v[i];
        r->outcome[from->outcome] = (struct rules_outcome){
            .declared = true,
            .reason_required = from->reason_required,
            .competitor_asked = from->competitor_asked,
            .index = (i32)i,
            .reason_count = (i32)from->reasons.n,
            .lanes = from->lanes ? from->lanes : 1u << LANE_SELLER,
        };
    }
}

static bool fits(const struct standard *s, struct diags *d)
{
    const struct {
        const char *what;
        i64 n, most;
    } counts[] = {
        {MESSAGE("stages"), s->stages.n, STANDARD_STAGES_MAX},
        {MESSAGE("milestones"), s->milestones.n, STANDARD_MILESTONES_MAX},
        {MESSAGE("fields"), s->fields.n, STANDARD_FIELDS_MAX},
        {MESSAGE("hand-offs"), s->handoffs.n, RULES_HANDOFFS_MAX},
    };
    bool ok = true;
    for (i64 i = 0; i < LENGTH(counts); i++)
        if (counts[i].n > counts[i].most) {
            ok = false;
            diag_add(d, DIAG_ERROR, "limit", (struct place){0}, "%lld %s, the most is %lld",
                     (long long)counts[i].n, message(counts[i].what), (long long)counts[i].most);
        }
    if (s->stages.n == 0) {
        ok = false;
        diag_add(d, DIAG_ERROR, "no-stage", (struct place){0}, "the standard has no stage");
    }
    return ok;
}

bool rules_compile(struct rules *r, struct arena *a, const struct standard *s, str tzif,
                   struct diags *d)
{
    struct err e = {0};
    *r = (struct rules){.standard = s, .version = s->version, .discipline = s->discipline};
    if (!fits(s, d))
        return false;
    r->stage_count = (i32)s->stages.n;
    r->milestone_count = (i32)s->milestones.n;
    r->field_count = (i32)s->fields.n;
    r->handoff_count = (i32)s->handoffs.n;
    r->waiver_grantor = s->waivers.grantor;
    r->waiver_valid = s->waivers.valid;
    compile_stages(r);
    bool ok = compile_milestones(r, a, d);
    compile_gates(r);
    compile_handoffs(r);
    compile_outcomes(r);
    if (!calendar_init(&r->calendar, a, &s->calendar, tzif, &e)) {
        diag_hint(d, diag_add(d, DIAG_ERROR, "calendar", s->calendar.at, "%s", e.text), "%s",
                  e.hint);
        ok = false;
    }
    return ok;
}

i64 rules_span_end(const struct rules *r, const struct span *span, i64 from_ms)
{
    i64 end;
    if (!span->known)
        return INT64_MAX;
    if (!span->working)
        return __builtin_add_overflow(from_ms, span->ms, &end) ? INT64_MAX : end;
    i64 day_ms = calendar_day_ms(&r->calendar), work_ms = span->ms;
    if (span->days && (day_ms == 0 || __builtin_mul_overflow(span->days, day_ms, &work_ms)))
        return INT64_MAX;
    return calendar_add(&r->calendar, from_ms, work_ms);
}
