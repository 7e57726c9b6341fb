#include "server/demo.h"

#include "simulate/company_standard.h"

/* Enough that rates have a base, and closed ones that have had their time to end. */
enum { DEMO_DEALS = 120, DEMO_DAYS = 300, DEMO_SEED = 11, DEMO_ARENA_BYTES = 1 << 30 };

struct demo {
    struct arena arena;
    struct platform platform; /* the machine's, with a clock of its own */
    i64 now_ms;
    struct company company;
    struct workspace *workspace;
    const struct rules *rules;
    i64 *deal; /* its number in the workspace, by number in the company; 0: not yet */
    u32 person[COMPANY_REPS_MAX + 1]; /* numbers; the last is the manager */
    bool broken;                      /* the storage failed */
};

/* The platform's clock for the writer: `self` of this platform is the machine's own, so the
 * moment stands beside it. One demo is made at a time. */
static i64 demo_now_ms;
static i64 demo_clock(void *self)
{
    (void)self;
    return demo_now_ms;
}

/* Made beside its place, it is synced once, when it is whole (sync_made): a demo that is cut short
 * is not taken for one. */
static i64 demo_sync(void *self, i64 file)
{
    (void)self;
    (void)file;
    return PLATFORM_OK;
}

static bool sync_made(const struct platform *p, const char *path, struct err *e)
{
    i64 file = p->file_open(p->self, path, PLATFORM_WRITE);
    i64 reason = file < 0 ? file : p->file_sync(p->self, file);
    if (file >= 0)
        p->file_close(p->self, file);
    return reason == PLATFORM_OK || platform_fail(e, reason, MESSAGE("sync"), path);
}

static struct answer ask(struct demo *d, struct intent intent)
{
    struct request r = {.intent = intent};
    r.intent.expected = REVISION_ANY;
    workspace_do(d->workspace, &r);
    d->broken |= r.answer.status == ANSWER_UNKNOWN;
    return r.answer;
}

/* --- who and under what --------------------------------------------------------------------- */

static bool begin(struct demo *d, struct err *e)
{
    struct buf text;
    buf_init(&text, STANDARD_BYTES_MAX);
    company_standard_print(&text, d->company.config.kind, 1);
    struct answer a = ask(d, (struct intent){.kind = INTENT_PUBLISH, .text = buf_str(&text)});
    buf_release(&text);
    if (a.status != ANSWER_ACCEPTED)
        return err_set(e, ERR_INPUT, "the demo's standard cannot be published");
    d->rules = workspace_rules(d->workspace, (i32)a.revision);
    for (i32 i = 0; i <= d->company.rep_count; i++) {
        bool manager = i == d->company.rep_count;
        str name = manager ? d->company.manager : d->company.reps[i].name;
        a = ask(d, (struct intent){
                       .kind = INTENT_PERSON,
                       .text = name,
                       .content = str_c(
                           company_department_ids[manager ? 0 : d->company.reps[i].department]),
                       .act = {.subject = 1}});
        d->person[manager ? COMPANY_REPS_MAX : i] = (u32)a.deal;
    }
    return true;
}

static i32 stage_of(const struct demo *d, i32 number)
{
    str id = str_c(company_stages[number].id);
    for (i32 i = 0; i < d->rules->stage_count; i++)
        if (str_eq(d->rules->standard->stages.v[i].id, id))
            return i;
    return 0;
}

static i32 milestone_of(const struct demo *d, i32 number)
{
    str id = str_c(company_milestones[number].id);
    for (i32 i = 0; i < d->rules->milestone_count; i++)
        if (str_eq(d->rules->standard->milestones.v[i].id, id))
            return i;
    return 0;
}

static u16 field_of(const struct demo *d, str id)
{
    for (i32 i = 0; i < d->rules->field_count; i++)
        if (str_eq(d->rules->standard->fields.v[i].id, id))
            return (u16)i;
    return 0;
}

/* --- what happened -------------------------------------------------------------------------- */

static u32 owner_of(const struct demo *d, const struct company_event *event)
{
    return d->person[d->company.deals.v[event->deal].rep];
}

static struct intent about(const struct demo *d, const struct company_event *event,
                           enum event_kind kind, i32 subject)
{
    return (struct intent){.kind = INTENT_ACT,
                           .deal = d->deal[event->deal],
                           .act = {.kind = (u8)kind,
                                   .subject = (u16)subject,
                                   .actor = owner_of(d, event),
                                   .role = ROLE_PEER}};
}

static void set_field(struct demo *d, const struct company_event *event, u16 field, i64 value,
                      str text)
{
    struct intent i = about(d, event, EVENT_FIELD_SET, field);
    i.act.value = value;
    i.text = text;
    ask(d, i);
}

static void open_deal(struct demo *d, const struct company_event *event)
{
    const struct company_deal *deal = &d->company.deals.v[event->deal];
    struct intent i = about(d, event, EVENT_OPENED, 0);
    i.text = deal->name;
    struct answer a = ask(d, i);
    d->deal[event->deal] = a.deal;
    set_field(d, event, field_of(d, S("amount")), deal->amount_minor, (str){0});
    set_field(d, event, field_of(d, S("champion")), guard_text_value(deal->account), deal->account);
}

struct missing {
    struct bits milestones;
    u64 handoffs;
};

/* What the judge would not let pass, for whoever may let it. */
static void note_missing(void *context, const struct answer *a, struct buf *out)
{
    struct missing *m = context;
    (void)out;
    for (i32 i = 0; a->verdict && i < a->verdict->count; i++) {
        const struct finding *f = &a->verdict->list[i];
        if (f->severity == SEVERITY_BLOCK && f->milestone >= 0)
            m->milestones = bits_or(m->milestones, bits_of(f->milestone));
    }
}

/* As people do: try, be refused, have the manager waive what will follow, try again. */
static void try_twice(struct demo *d, const struct company_event *event, struct intent intent)
{
    struct missing m = {0};
    struct request r = {.intent = intent, .print = note_missing, .context = &m};
    r.intent.expected = REVISION_ANY;
    workspace_do(d->workspace, &r);
    d->broken |= r.answer.status == ANSWER_UNKNOWN;
    if (r.answer.status != ANSWER_REFUSED)
        return;
    for (i32 k; (k = bits_take(&m.milestones)) >= 0;) {
        struct intent waive = about(d, event, EVENT_WAIVER_GRANTED, k);
        waive.act.actor = d->person[COMPANY_REPS_MAX];
        waive.act.role = ROLE_MANAGER;
        waive.text = message_str(S("Agreed in the weekly review; the proof follows"));
        ask(d, waive);
    }
    ask(d, intent);
}

static void accept_handoffs(struct demo *d, const struct company_event *event)
{
    for (i32 h = 0; h < d->rules->handoff_count; h++) {
        ask(d, about(d, event, EVENT_HANDOFF_ACCEPTED, h));
        if (event->deal % 4)
            ask(d, about(d, event, EVENT_HANDOFF_TOUCHED, h));
    }
}

static i64 ending_of(const struct demo *d, const struct company_deal *deal)
{
    struct ending e = {.reason = {-1, -1}};
    i32 index = d->rules->outcome[deal->outcome].index;
    if (index >= 0 && d->rules->outcome[deal->outcome].reason_count)
        e.reason[LANE_SELLER] =
            (i32)(deal->event_first % d->rules->outcome[deal->outcome].reason_count);
    if (deal->outcome == OUTCOME_LOST)
        e.competitor = e.reason[LANE_SELLER] == 1 ? COMPETITOR_WON : COMPETITOR_NONE;
    return event_ending(e);
}

static void live(struct demo *d, const struct company_event *event)
{
    struct intent i;
    if (!d->deal[event->deal])
        open_deal(d, event);
    switch (event->kind) {
    case ACTIVITY_STAGE:
        try_twice(d, event, about(d, event, EVENT_STAGE_ENTERED, stage_of(d, event->subject)));
        if (event->deal % 9)
            accept_handoffs(d, event);
        break;
    case ACTIVITY_MILESTONE:
        i = about(d, event, EVENT_MILESTONE_REACHED, milestone_of(d, event->subject));
        i.act.value = EVIDENCE_NOTE;
        i.text = message_str(S("Said so in the meeting"));
        ask(d, i);
        break;
    case ACTIVITY_CONFIRMED:
        i = about(d, event, EVENT_MILESTONE_CONFIRMED, milestone_of(d, event->subject));
        i.act.actor = d->person[COMPANY_REPS_MAX];
        i.act.role = ROLE_MANAGER;
        ask(d, i);
        break;
    case ACTIVITY_REVOKED:
        ask(d, about(d, event, EVENT_MILESTONE_REVOKED, milestone_of(d, event->subject)));
        break;
    case ACTIVITY_CLOSE_DATE:
        i = about(d, event, EVENT_CLOSE_DATE_SET, NO_SUBJECT);
        i.act.value = event->value;
        ask(d, i);
        break;
    case ACTIVITY_AMOUNT:
        set_field(d, event, field_of(d, S("amount")), event->value, (str){0});
        break;
    case ACTIVITY_OUTCOME:
        i = about(d, event, EVENT_OUTCOME_SET, (i32)event->value);
        i.act.value = ending_of(d, &d->company.deals.v[event->deal]);
        try_twice(d, event, i);
        break;
    default: break; /* refusals follow from what we do ourselves */
    }
}

/* What the company does about its standard: people learn it, the manager reviews it. */
static void govern(struct demo *d, const struct governance_event *g)
{
    struct intent i = {.kind = INTENT_TRAINED, .act = {.value = 1, .role = ROLE_PEER}};
    for (i32 rep = 0; rep < d->company.rep_count; rep++)
        if (str_eq(g->actor, d->company.reps[rep].name))
            i.act.actor = d->person[rep];
    if (g->kind == GOVERNANCE_REVIEWED) {
        i.kind = INTENT_REVIEW;
        i.act.actor = d->person[COMPANY_REPS_MAX];
        i.act.role = ROLE_MANAGER;
        i.text = message_str(S("Read with the last wins and losses; it stays as it is"));
    } else if (g->kind != GOVERNANCE_TRAINED || !i.act.actor) {
        return;
    }
    ask(d, i);
}

static bool in_order(const struct company_event *a, const struct company_event *b)
{
    return a->at_ms <= b->at_ms;
}

static bool fill(struct demo *d, struct err *e)
{
    i64 n = d->company.events.n;
    demo_now_ms = d->company.start_ms;
    if (!begin(d, e))
        return false;
    d->deal = arena_array(&d->arena, i64, d->company.deals.n);
    struct company_event *events = d->company.events.v;
    struct company_event *spare = arena_array(&d->arena, struct company_event, n);
    sort_merge(events, spare, n, in_order);
    i64 governed = 0;
    for (i64 i = 0; i < n && !d->broken; i++) {
        for (; governed < d->company.governance.n &&
               d->company.governance.v[governed].at_ms <= events[i].at_ms;
             governed++) {
            const struct governance_event *g = &d->company.governance.v[governed];
            demo_now_ms = i64_max(demo_now_ms, g->at_ms);
            govern(d, g);
        }
        demo_now_ms = i64_max(demo_now_ms, events[i].at_ms);
        live(d, &events[i]);
    }
    return !d->broken || workspace_check(d->workspace, e);
}

static bool make_at(struct demo *d, const char *beside, struct err *e)
{
    struct workspace_options o = {.create = true, .name = S("Demo"), .no_thread = true};
    bool ok = workspace_open(&d->workspace, &d->platform, beside, &o, e) && fill(d, e);
    workspace_close(d->workspace);
    return ok;
}

bool demo_make(const struct platform *p, const char *path, i64 now_ms, struct err *e)
{
    struct demo *d;
    struct arena arena;
    arena_init(&arena, DEMO_ARENA_BYTES);
    d = arena_new(&arena, struct demo);
    d->arena = arena;
    d->platform = *p;
    d->platform.now_ms = demo_clock;
    d->platform.file_sync = demo_sync;
    struct company_config config = {.kind = COMPANY_FORMAL,
                                    .seed = DEMO_SEED,
                                    .deals = DEMO_DEALS,
                                    .days = DEMO_DAYS,
                                    .end_ms = now_ms,
                                    .reps = 6};
    const char *beside = str_zero_ended(&d->arena, str_fmt(&d->arena, "%s.new", path));
    p->file_unlink(p->self, beside); /* of an attempt that was cut short */
    p->file_unlink(p->self, str_zero_ended(&d->arena, str_fmt(&d->arena, "%s-wal", beside)));
    bool ok = company_simulate(&d->company, &d->arena, &config, e) && make_at(d, beside, e) &&
              sync_made(p, beside, e);
    i64 reason = ok ? p->file_rename(p->self, beside, path) : PLATFORM_OK;
    if (reason != PLATFORM_OK)
        ok = platform_fail(e, reason, MESSAGE("write"), path);
    arena = d->arena;
    arena_release(&arena);
    return ok;
}
