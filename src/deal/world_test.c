#include "deal/world_test.h"

static bool chance(struct rng *r, i64 percent)
{
    return rng_below(r, 100) < percent;
}

static str name(struct world *w, const char *prefix, i64 i)
{
    return str_fmt(w->arena, "%s-%lld", prefix, (long long)i);
}

static void add_fields(struct world *w)
{
    static const struct {
        const char *id;
        enum field_type type;
    } fields[WORLD_FIELDS] = {
        {"amount", FIELD_MONEY},
        {"champion", FIELD_PERSON},
        {"plan", FIELD_LINK},
        {"size", FIELD_CHOICE},
    };
    for (i64 i = 0; i < WORLD_FIELDS; i++) {
        struct field *f = vec_push(w->arena, &w->standard.fields);
        f->id = str_c(fields[i].id);
        f->type = fields[i].type;
        f->known_from.index = -1;
    }
    for (i64 i = 0; i < 3; i++)
        vec_push(w->arena, &w->standard.fields.v[FIELD_SIZE].choices)->id = name(w, "size", i);
}

static struct span random_span(struct rng *r, i64 known_percent)
{
    struct span s = {.known = chance(r, known_percent), .working = chance(r, 20)};
    i64 days = 1 + rng_below(r, 20);
    s.ms = s.working ? days * MS_PER_HOUR : days * MS_PER_DAY;
    return s;
}

static void add_when(struct world *w, struct milestone *m, struct when_spec *spec, struct rng *r)
{
    i64 n = w->standard.milestones.n;
    spec->form = (enum when_form)rng_below(r, 5);
    spec->least_minor = 100 * rng_below(r, 5);
    spec->milestone = (i32)rng_below(r, n);
    long long least = spec->least_minor / 100;
    if (spec->form == WHEN_CHAMPION)
        m->when = S("champion is set");
    else if (spec->form == WHEN_AMOUNT)
        m->when = str_fmt(w->arena, "amount >= %lld", least);
    else if (spec->form == WHEN_BOTH)
        m->when = str_fmt(w->arena, "amount >= %lld and champion is set", least);
    else if (spec->form == WHEN_MILESTONE)
        m->when = str_fmt(w->arena, "milestone m-%d is reached", spec->milestone);
}

static void fill_milestone(struct world *w, i32 i, struct rng *r)
{
    struct milestone *m = &w->standard.milestones.v[i];
    m->grade = (enum grade)rng_below(r, 3);
    m->confirmer = chance(r, 60) ? CONFIRMER_OWNER : (enum confirmer)rng_below(r, 3);
    m->evidence = chance(r, 70) ? 0 : (u32)rng_below(r, 32);
    m->lapse = random_span(r, 30);
    if (chance(r, 30))
        *vec_push(w->arena, &m->needs) = (struct ref){.index = (i32)rng_below(r, WORLD_FIELDS)};
    if (chance(r, 20))
        *vec_push(w->arena, &m->after) = (struct ref){.index = (i32)rng_below(r, i + 1)};
    if (chance(r, 40))
        add_when(w, m, &w->when[i], r);
}

static void add_stages(struct world *w, struct rng *r)
{
    struct standard *s = &w->standard;
    i64 n = 2 + rng_below(r, 6), commit = chance(r, 70) ? rng_below(r, n) : -1;
    for (i64 i = 0; i < n; i++) {
        struct stage *stage = vec_push(w->arena, &s->stages);
        stage->id = name(w, "s", i);
        stage->department.index = -1;
        stage->commit = i == commit;
        stage->limit = random_span(r, 40);
        i64 milestones = rng_below(r, 3);
        stage->milestone_first = (i32)s->milestones.n;
        stage->milestone_count = (i32)milestones;
        for (i64 k = 0; k < milestones; k++) {
            struct milestone *m = vec_push(w->arena, &s->milestones);
            m->id = name(w, "m", s->milestones.n - 1);
            m->stage = (i32)i;
        }
    }
    for (i32 i = 0; i < s->milestones.n; i++)
        fill_milestone(w, i, r);
    s->moves.forward = (enum move_forward)rng_below(r, 3);
    s->moves.backward = chance(r, 60);
    for (i64 k = rng_below(r, 4); k > 0; k--) {
        struct move *m = vec_push(w->arena, &s->moves.also);
        m->from.index = (i32)rng_below(r, n);
        m->to.index = (i32)rng_below(r, n);
    }
}

static void add_handoffs(struct world *w, struct rng *r)
{
    for (i64 k = rng_below(r, 3); k > 0; k--) {
        struct handoff *h = vec_push(w->arena, &w->standard.handoffs);
        h->from.index = h->to.index = -1;
        h->stage.index = (i32)rng_below(r, w->standard.stages.n);
        h->accept_within = random_span(r, 60);
        h->touch_within = random_span(r, 60);
        if (chance(r, 50))
            *vec_push(w->arena, &h->packet) = (struct ref){.index = (i32)rng_below(r, 4)};
        for (i64 i = rng_below(r, 3); i > 0; i--)
            vec_push(w->arena, &h->return_reasons)->id = name(w, "r", i);
    }
}

static void add_outcomes(struct world *w, struct rng *r)
{
    for (i32 o = OUTCOME_WON; o < OUTCOME_COUNT; o++) {
        if (chance(r, 20))
            continue;
        struct outcome_rule *rule = vec_push(w->arena, &w->standard.outcomes);
        rule->outcome = (enum outcome)o;
        rule->reason_required = chance(r, 50);
        rule->competitor_asked = chance(r, 50);
        rule->lanes = (u32)rng_below(r, 4);
        for (i64 i = rng_below(r, 4); i > 0; i--)
            vec_push(w->arena, &rule->reasons)->id = name(w, "r", i);
    }
}

void world_random(struct world *w, struct arena *a, struct rng *r)
{
    *w = (struct world){.arena = a};
    w->standard.currency = S("EUR");
    w->standard.version = 1 + (i32)rng_below(r, 9);
    w->standard.discipline = (enum discipline)rng_below(r, 4);
    w->standard.waivers.grantor = (enum confirmer)rng_below(r, 3);
    w->standard.waivers.valid = random_span(r, 50);
    add_fields(w);
    add_stages(w, r);
    add_handoffs(w, r);
    add_outcomes(w, r);
    struct diags d;
    diags_init(&d, a);
    bool ok = rules_compile(&w->rules, a, &w->standard, (str){0}, &d);
    assert(ok);
}

static enum event_kind random_kind(struct rng *r)
{
    static const u8 likely[] = {EVENT_MILESTONE_REACHED,   EVENT_STAGE_ENTERED,
                                EVENT_MILESTONE_CONFIRMED, EVENT_WAIVER_GRANTED,
                                EVENT_FIELD_SET,           EVENT_HANDOFF_ACCEPTED};
    if (chance(r, 70))
        return (enum event_kind)likely[rng_below(r, LENGTH(likely))];
    i64 kind = rng_below(r, EVENT_KIND_COUNT);
    bool of_migration = kind == EVENT_MIGRATED || kind == EVENT_MILESTONE_CARRIED;
    return of_migration ? EVENT_OBJECTED : (enum event_kind)kind;
}

static i64 random_value(enum event_kind kind, u16 subject, struct rng *r, i64 now_ms)
{
    switch (kind) {
    case EVENT_FIELD_SET: return subject == FIELD_SIZE ? rng_below(r, 4) : 100 * rng_below(r, 5);
    case EVENT_MILESTONE_REACHED: return rng_below(r, 6) - 1;
    case EVENT_WAIVER_GRANTED: return now_ms + (rng_below(r, 25) - 2) * MS_PER_DAY;
    case EVENT_PARKED: return chance(r, 30) ? TIME_NONE : now_ms + (rng_below(r, 9) - 1) * 100000;
    case EVENT_OUTCOME_SET: {
        struct ending e = {.reason = {(i32)rng_below(r, 4) - 1, (i32)rng_below(r, 4) - 1},
                           .competitor = (enum competitor)rng_below(r, 3)};
        return event_ending(e);
    }
    case EVENT_HANDOFF_ACCEPTED:
    case EVENT_HANDOFF_OFFERED:
        return chance(r, 30) ? TIME_NONE : now_ms + rng_below(r, 10) * MS_PER_DAY;
    case EVENT_OWNER_SET: return 1 + rng_below(r, 3);
    default: return rng_below(r, 4) - 1;
    }
}

static u16 random_subject(const struct world *w, const struct deal_state *s, enum event_kind kind,
                          struct rng *r)
{
    i64 stages = w->rules.stage_count, milestones = w->rules.milestone_count;
    if (kind == EVENT_STAGE_ENTERED && chance(r, 50))
        return (u16)(s->stage + 1);
    if (kind == EVENT_OPENED && chance(r, 70))
        return 0;
    if (kind == EVENT_STAGE_ENTERED || kind == EVENT_OPENED || kind == EVENT_REOPENED)
        return (u16)rng_below(r, stages + (chance(r, 5) ? 1 : 0));
    if (kind >= EVENT_MILESTONE_REACHED && kind <= EVENT_WAIVER_ENDED)
        return (u16)rng_below(r, milestones + (milestones == 0 || chance(r, 3) ? 1 : 0));
    if (kind == EVENT_FIELD_SET || kind == EVENT_FIELD_CLEARED)
        return (u16)rng_below(r, WORLD_FIELDS + (chance(r, 3) ? 1 : 0));
    if (kind >= EVENT_HANDOFF_OFFERED && kind <= EVENT_HANDOFF_TOUCHED)
        return (u16)rng_below(r, w->rules.handoff_count + 1);
    if (kind == EVENT_OUTCOME_SET)
        return (u16)rng_below(r, OUTCOME_COUNT + 1);
    return kind == EVENT_REASON_SET ? (u16)rng_below(r, 3) : NO_SUBJECT;
}

struct deal_event world_random_act(const struct world *w, const struct deal_state *state,
                                   struct rng *r, i64 now_ms)
{
    enum event_kind kind = state->opened ? random_kind(r) : EVENT_OPENED;
    if (chance(r, 2))
        kind = random_kind(r);
    struct deal_event e = {.kind = (u8)kind, .occurred_ms = now_ms};
    e.subject = random_subject(w, state, kind, r);
    e.value = random_value(kind, e.subject, r, now_ms);
    e.actor = 1 + (u32)rng_below(r, 3);
    e.role = (u8)rng_below(r, ROLE_COUNT);
    e.text = chance(r, 70);
    return e;
}
