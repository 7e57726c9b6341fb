#include "workspace/import_acts.h"

enum { TOLD_HAS_VALUE = 256 };

i64 told_subject(enum activity_kind kind, bool has_value)
{
    return (i64)kind | (has_value ? TOLD_HAS_VALUE : 0);
}

bool told_kind(i64 subject, enum activity_kind *kind, bool *has_value)
{
    i64 number = subject & ~(i64)TOLD_HAS_VALUE;
    *has_value = subject & TOLD_HAS_VALUE;
    *kind = (enum activity_kind)number;
    return number >= 0 && number <= ACTIVITY_OUTCOME;
}

str import_stage_word(const struct standard *s, i32 stage)
{
    str title = words_in(&s->stages.v[stage].title, S("en"));
    return title.n ? title : s->stages.v[stage].id;
}

/* One deal on its way. */
struct making {
    struct arena *a;
    const struct history *h;
    const struct import_places *p;
    const u32 *person;
    i64 d;
    struct import_act *acts;
    i64 n;
    enum outcome outcome; /* as the acts so far leave it */
    struct import_facts facts;
    i64 first_stage; /* event that enters a stage with a place; -1: none */
};

static u32 person_of(const struct making *m, u32 actor)
{
    return actor == HISTORY_NO_ID ? 0 : m->person[actor];
}

static bool event_value(const struct history *h, i64 i, i64 *value)
{
    bool known = h->value && h->value[i] != HISTORY_NO_ID;
    *value = known ? h->numbers[h->value[i]] : 0;
    return known;
}

static struct import_act *push(struct making *m, i64 kind, i64 subject, i64 i)
{
    struct import_act *act = &m->acts[m->n++];
    *act = (struct import_act){
        .kind = kind,
        .subject = subject,
        .occurred_ms = m->h->at_ms[i],
        .actor = m->h->actor ? person_of(m, m->h->actor[i]) : 0,
    };
    return act;
}

/* The word of an event where it is not the one that every export gives it. */
static str own_word(const struct making *m, i64 i, str usual)
{
    str word = m->h->activity_word[m->h->activity[i]];
    return str_eq(word, usual) ? (str){0} : word;
}

static void tell(struct making *m, i64 i, enum activity_kind kind)
{
    i64 value;
    bool has_value = event_value(m->h, i, &value);
    struct import_act *act = push(m, KIND_DEAL_TOLD, told_subject(kind, has_value), i);
    act->value = value;
    act->text = m->h->activity_word[m->h->activity[i]];
}

static i32 reason_of(const struct making *m, enum outcome outcome)
{
    const struct rules_outcome *o = &m->p->rules->outcome[outcome];
    const struct standard *s = m->p->rules->standard;
    if (m->facts.reason.n == 0 || o->index < 0)
        return -1;
    const struct outcome_rule *rule = &s->outcomes.v[o->index];
    for (i64 i = 0; i < rule->reasons.n; i++) {
        bool same = str_eq_fold(rule->reasons.v[i].id, m->facts.reason);
        const struct words *title = &rule->reasons.v[i].title;
        for (i64 k = 0; k < title->list.n; k++)
            same = same || str_eq_fold(title->list.v[k].text, m->facts.reason);
        if (same)
            return (i32)i;
    }
    return -1;
}

static i64 ending_of(const struct making *m, enum outcome outcome)
{
    return event_ending((struct ending){.reason = {reason_of(m, outcome), -1}});
}

static void enter_stage(struct making *m, i64 i, i32 stage)
{
    bool after_signature = m->outcome == OUTCOME_WON && stage > m->p->rules->commit;
    bool reopens = m->outcome != OUTCOME_OPEN && !after_signature;
    if (reopens)
        m->outcome = OUTCOME_OPEN;
    push(m, reopens ? EVENT_REOPENED : EVENT_STAGE_ENTERED, stage, i);
}

static void end(struct making *m, i64 i)
{
    i64 value;
    bool known = event_value(m->h, i, &value) && value > OUTCOME_OPEN && value < OUTCOME_COUNT;
    if (!known) {
        tell(m, i, ACTIVITY_OUTCOME);
        return;
    }
    m->outcome = (enum outcome)value;
    struct import_act *act = push(m, EVENT_OUTCOME_SET, value, i);
    act->value = ending_of(m, m->outcome);
    str word = own_word(m, i, str_c(outcome_id(m->outcome)));
    act->text = word.n ? word : m->facts.reason;
}

static bool amount_fits(const struct making *m)
{
    str own = m->p->rules->standard->currency, its = m->facts.currency;
    return m->p->amount >= 0 && (its.n == 0 || str_eq(own, its));
}

static void edit(struct making *m, i64 i, enum activity_kind kind)
{
    i64 value;
    bool known = event_value(m->h, i, &value);
    u32 actor = m->h->actor ? m->h->actor[i] : HISTORY_NO_ID;
    struct import_act *act;
    if (kind == ACTIVITY_CLOSE_DATE && known) {
        act = push(m, EVENT_CLOSE_DATE_SET, NO_SUBJECT, i);
        act->value = value;
        act->text = own_word(m, i, S("close date"));
    } else if (kind == ACTIVITY_AMOUNT && known && amount_fits(m)) {
        act = push(m, EVENT_FIELD_SET, m->p->amount, i);
        act->value = value;
        act->text = own_word(m, i, S("amount"));
    } else if (kind == ACTIVITY_OWNER && actor != HISTORY_NO_ID) {
        act = push(m, EVENT_OWNER_SET, NO_SUBJECT, i);
        act->value = act->actor;
        act->actor = 0;
        act->text = own_word(m, i, S("owner"));
    } else {
        tell(m, i, kind);
    }
}

static void add_event(struct making *m, i64 i)
{
    u16 activity = m->h->activity[i];
    enum activity_kind kind = (enum activity_kind)m->h->activity_kind[activity];
    i32 stage = m->p->stage[activity], milestone = m->p->milestone[activity];
    if (kind == ACTIVITY_STAGE && stage >= 0)
        enter_stage(m, i, stage);
    else if (kind == ACTIVITY_MILESTONE && milestone >= 0)
        push(m, EVENT_MILESTONE_REACHED, milestone, i)->value = EVIDENCE_NONE;
    else if (kind == ACTIVITY_REVOKED && milestone >= 0)
        push(m, EVENT_MILESTONE_REVOKED, milestone, i);
    else if (kind == ACTIVITY_OUTCOME)
        end(m, i);
    else if (kind >= ACTIVITY_CLOSE_DATE && kind <= ACTIVITY_OWNER)
        edit(m, i, kind);
    else
        tell(m, i, kind);
}

static void find_first_stage(struct making *m)
{
    m->first_stage = -1;
    for (i64 i = m->h->first[m->d]; i < m->h->first[m->d + 1] && m->first_stage < 0; i++)
        if (m->p->stage[m->h->activity[i]] >= 0)
            m->first_stage = i;
}

static i64 beginning(const struct making *m, i64 as_of_ms)
{
    const struct history *h = m->h;
    const i64 known[] = {h->created_ms[m->d], h->entered_ms[m->d],
                         h->first[m->d] < h->first[m->d + 1] ? h->at_ms[h->first[m->d]]
                                                             : TIME_NONE};
    i64 start = TIME_NONE;
    for (i32 i = 0; i < LENGTH(known); i++)
        if (known[i] != TIME_NONE && (start == TIME_NONE || known[i] < start))
            start = known[i];
    return start == TIME_NONE ? as_of_ms : start;
}

/* Its first entry of a stage opens the deal when nothing is known to be earlier. */
static void open_deal(struct making *m, const struct import_wanted *wanted)
{
    const struct history *h = m->h;
    i64 start = beginning(m, wanted->at_ms), i = m->first_stage;
    i32 stage = i >= 0 ? m->p->stage[h->activity[i]] : wanted->stage >= 0 ? wanted->stage : 0;
    bool changes_hands = false;
    for (i64 k = h->first[m->d]; k < h->first[m->d + 1]; k++)
        changes_hands = changes_hands || h->activity_kind[h->activity[k]] == ACTIVITY_OWNER;
    m->acts[m->n++] = (struct import_act){
        .kind = EVENT_OPENED,
        .subject = stage,
        .occurred_ms = start,
        .actor = changes_hands ? 0 : wanted->owner,
    };
    if (i < 0 || h->at_ms[i] != start)
        return;
    m->facts.opened = i - h->first[m->d];
    if (h->actor && h->actor[i] != HISTORY_NO_ID)
        m->facts.opened_by = dict_name(&h->actors, h->actor[i]);
}

static void want_fields(struct making *m, struct import_wanted *w)
{
    const struct standard *s = m->p->rules->standard;
    struct import_value *fields = arena_array(m->a, struct import_value, m->h->attribute_count + 1);
    for (i64 k = 0; k < m->h->attribute_count; k++) {
        u32 value = m->h->attributes[k].value[m->d];
        i32 field = m->p->field[k];
        struct import_value *f = &fields[w->field_count];
        if (value == HISTORY_NO_ID || field < 0)
            continue;
        f->field = field;
        f->name = m->h->attributes[k].name;
        f->told = dict_name(&m->h->attributes[k].values, value);
        if (!import_field_value(&s->fields.v[field], f->told, &f->value))
            continue;
        enum field_type type = s->fields.v[field].type;
        bool is_text = type == FIELD_TEXT || type == FIELD_PERSON || type == FIELD_LINK;
        f->text = is_text ? f->told : (str){0};
        w->field_count++;
    }
    if (m->facts.amount_known && amount_fits(m))
        fields[w->field_count++] =
            (struct import_value){.field = m->p->amount, .value = m->facts.amount_minor};
    w->fields = fields;
}

static void want(struct making *m, struct import_wanted *w)
{
    const struct history *h = m->h;
    u16 stage = h->stage[m->d];
    *w = (struct import_wanted){
        .stage = stage == HISTORY_ACTIVITIES_MAX ? -1 : m->p->stage[stage],
        .outcome = m->facts.outcome,
        .closed_ms = m->facts.closed_ms,
        .ending = ending_of(m, m->facts.outcome),
        .reason = m->facts.reason,
        .owner = person_of(m, h->owner[m->d]),
        .close_day =
            m->facts.expected_ms == TIME_NONE ? TIME_NONE : days_of_ms(m->facts.expected_ms),
        .at_ms = h->as_of_ms,
    };
    want_fields(m, w);
}

/* The stage as the history of the workspace will call it. */
static str stage_word(const struct history *h, const struct import_places *p, i64 d)
{
    u16 activity = h->stage[d];
    if (activity == HISTORY_ACTIVITIES_MAX)
        return (str){0};
    i32 stage = p->stage[activity];
    return stage >= 0 ? import_stage_word(p->rules->standard, stage) : h->activity_word[activity];
}

/* When its events were recorded, where the source knows. */
static void note_lags(struct making *m, struct buf *room)
{
    const struct history *h = m->h;
    i64 from = h->first[m->d], to = h->first[m->d + 1];
    bool any = false;
    for (i64 i = from; h->lag_s && i < to; i++)
        any = any || h->lag_s[i] != HISTORY_NO_LAG;
    buf_clear(room);
    for (i64 i = from; any && i < to; i++) {
        if (i > from)
            buf_char(room, ',');
        if (h->lag_s[i] == HISTORY_NO_LAG)
            buf_char(room, '-');
        else
            buf_i64(room, h->lag_s[i]);
    }
    m->facts.lags = str_dup(m->a, buf_str(room));
}

/* The record as text; without its attributes when they are beyond any reason. */
static str record_text(struct making *m, struct buf *room)
{
    buf_clear(room);
    import_facts_print(room, &m->facts);
    if (room->full) {
        m->facts.attributes.n = 0;
        buf_clear(room);
        room->full = false;
        import_facts_print(room, &m->facts);
    }
    return str_dup(m->a, str_trim(buf_str(room)));
}

void import_deal_of(struct import_deal *out, struct arena *a, const struct history *h,
                    const struct import_places *p, const u32 *person, struct buf *room, i64 d)
{
    struct making m = {.a = a, .h = h, .p = p, .person = person, .d = d};
    m.acts = arena_array(a, struct import_act, h->first[d + 1] - h->first[d] + 1);
    *out = (struct import_deal){.reference = h->deal_id[d],
                                .name = h->deal_name ? h->deal_name[d] : (str){0}};
    import_facts_of(&m.facts, a, h, d, stage_word(h, p, d));
    want(&m, &out->wanted);
    find_first_stage(&m);
    open_deal(&m, &out->wanted);
    for (i64 i = h->first[d]; i < h->first[d + 1]; i++)
        if (m.facts.opened < 0 || i != m.first_stage)
            add_event(&m, i);
    note_lags(&m, room);
    out->facts = record_text(&m, room);
    out->record = m.facts;
    out->acts = m.acts;
    out->act_count = m.n;
}
