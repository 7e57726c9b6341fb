#include "live/lived_test.h"

#include <string.h>

#include "live/follow.h"
#include "simulate/company_standard.h"
#include "workspace/import.h"
#include "workspace/workspace.h"

/* The fields by which the company's deals can be compared. */
static const char fields[] = "  segment:\n    title: {en: segment}\n    type: text\n"
                             "  source:\n    title: {en: source}\n    type: text\n"
                             "  product:\n    title: {en: product}\n    type: text\n"
                             "stages:\n";

/* The files call stages by their ids; a history of a workspace by their titles. */
static str titled_by_id(struct arena *a, str text)
{
    for (i64 i = 0; i < COMPANY_STAGES; i++) {
        str title = str_fmt(a, "en: \"%s\"", company_stages[i].title);
        i64 at = str_find(text, title);
        assert(at > 0);
        text = str_fmt(a, "%.*sen: %s%.*s", (int)at, text.p, company_stages[i].id,
                       (int)(text.n - at - title.n), text.p + at + title.n);
    }
    return text;
}

/* Whether the revision that led to the version rests on recorded evidence. */
static bool cites_evidence(const struct company *c, i32 version)
{
    for (i64 i = 0; i < c->governance.n; i++)
        if (c->governance.v[i].kind == GOVERNANCE_REVISED && c->governance.v[i].version == version)
            return c->governance.v[i].flag;
    return false;
}

str lived_standard(struct arena *a, const struct company *c, i32 version)
{
    struct buf text;
    buf_init(&text, STANDARD_BYTES_MAX);
    company_standard_print(&text, c->config.kind, version);
    str s = buf_str(&text);
    i64 at = str_find(s, S("\nstages:\n")) + 1;
    assert(at > 0);
    str whole = str_fmt(a, "%.*s%s%.*s", (int)at, s.p, fields, (int)(s.n - at - 8), s.p + at + 8);
    buf_release(&text);
    str why = S("  why: {en:");
    at = str_find(whole, why);
    if (at > 0 && cites_evidence(c, version))
        whole = str_fmt(a, "%.*s  evidence: {en: The review of the quarter}\n%.*s", (int)at,
                        whole.p, (int)(whole.n - at), whole.p + at);
    return titled_by_id(a, whole);
}

static void ask(struct lived *l, struct intent intent)
{
    struct request r = {.intent = intent};
    r.intent.expected = REVISION_ANY;
    workspace_do(l->workspace, &r);
    assert(r.answer.status == ANSWER_ACCEPTED);
}

void lived_init(struct lived *l, struct arena *a, const struct company *c)
{
    struct err e;
    struct workspace_options o = {.create = true, .name = c->name, .no_thread = true};
    l->arena = a;
    l->company = c;
    simulated_init(&l->machine, 1);
    l->machine.now_ms = c->start_ms;
    bool ok = workspace_open(&l->workspace, &l->machine.platform, "lived.etalon", &o, &e);
    assert(ok);
    i32 version = 0;
    for (i64 i = 0; i < c->governance.n; i++) {
        const struct governance_event *g = &c->governance.v[i];
        if (g->kind != GOVERNANCE_PUBLISHED)
            continue;
        l->machine.now_ms = i64_max(l->machine.now_ms, g->at_ms);
        ask(l, (struct intent){.kind = INTENT_PUBLISH, .text = lived_standard(a, c, ++version)});
    }
    if (version == 0) /* deals run on something, even where nobody looks at it */
        ask(l, (struct intent){.kind = INTENT_PUBLISH, .text = lived_standard(a, c, 1)});
}

void lived_release(struct lived *l)
{
    workspace_close(l->workspace);
    simulated_release(&l->machine);
}

/* --- an import ---------------------------------------------------------------------------- */

bool lived_import(struct lived *l, struct arena *a, const struct history *h,
                  const struct import_report *report)
{
    struct workspace_options o = {.create = true, .name = S("imported"), .no_thread = true};
    struct import_order order = {.history = h, .report = report, .role = ROLE_SYSTEM};
    struct import_job *job = arena_new(a, struct import_job);
    struct reader *r;
    struct diags d;
    struct err e;
    *l = (struct lived){.arena = a};
    simulated_init(&l->machine, 1);
    l->machine.now_ms = 1893456000000; /* 2030-01-01: after any export */
    bool ok = workspace_open(&l->workspace, &l->machine.platform, "imported.etalon", &o, &e);
    assert(ok);
    ok = reader_open(&r, l->workspace, &e);
    assert(ok);
    diags_init(&d, a);
    ok = import_prepare(job, a, l->workspace, r, &order, &d, &e) && import_run(job, &e);
    l->import = job->number;
    reader_close(r);
    return ok;
}

void lived_undo(struct lived *l)
{
    struct import_undo undo = {.number = l->import, .role = ROLE_SYSTEM};
    struct reader *r;
    struct err e;
    bool ok = reader_open(&r, l->workspace, &e);
    assert(ok);
    ok = import_take_back(&undo, l->arena, l->workspace, r, &e);
    assert(ok);
    reader_close(r);
}

/* --- deals -------------------------------------------------------------------------------- */

struct telling {
    struct lived *l;
    struct follower *follower;
    i64 sequence;
    i64 *deal; /* its number, by number in the company */
    u32 person[COMPANY_REPS_MAX + 1];
    u32 people;
};

/* In the order of the deals they own, as an import meets them; the manager last. */
static u32 person_of(struct telling *t, i32 rep)
{
    u32 *number = &t->person[rep < 0 ? COMPANY_REPS_MAX : rep];
    if (!*number) {
        struct event_row row = {.sequence = ++t->sequence,
                                .recorded_ms = t->l->company->start_ms,
                                .text = company_actor(t->l->company, rep)};
        *number = ++t->people;
        row.event.kind = (u8)KIND_PERSON_NAMED;
        row.event.value = *number;
        row.event.occurred_ms = row.recorded_ms;
        bool taken = follower_take(t->follower, &row);
        assert(taken);
    }
    return *number;
}

static struct event_row row_of(struct telling *t, const struct company_event *x,
                               enum event_kind kind)
{
    struct event_row row = {.deal = t->deal[x->deal], .recorded_ms = x->recorded_ms};
    row.event.kind = (u8)kind;
    row.event.occurred_ms = x->at_ms;
    row.event.actor = person_of(t, x->actor);
    row.event.role = x->actor < 0 ? ROLE_MANAGER : ROLE_PEER;
    return row;
}

static void take(struct telling *t, struct event_row row)
{
    row.sequence = ++t->sequence;
    bool taken = follower_take(t->follower, &row);
    assert(taken);
}

static const struct standard *standard_of(const struct telling *t)
{
    return workspace_rules(t->l->workspace, 1)->standard;
}

static u16 field_of(const struct telling *t, str id)
{
    const struct standard *s = standard_of(t);
    for (i64 i = 0; i < s->fields.n; i++)
        if (str_eq(s->fields.v[i].id, id))
            return (u16)i;
    assert(false);
    return 0;
}

static void set_text(struct telling *t, const struct company_event *x, str field, const char *value)
{
    struct event_row row = row_of(t, x, EVENT_FIELD_SET);
    row.event.subject = field_of(t, field);
    row.text = str_c(value);
    take(t, row);
}

static void open_deal(struct telling *t, const struct company_event *x)
{
    const struct company_deal *d = &t->l->company->deals.v[x->deal];
    u32 owner = person_of(t, d->rep);
    t->deal[x->deal] = t->sequence + 1;
    struct event_row row = row_of(t, x, EVENT_OPENED);
    row.event.occurred_ms = d->entered_ms;
    row.event.subject = (u16)x->subject;
    row.event.value = i64_max(1, d->version);
    row.event.actor = owner;
    t->deal[x->deal] = row.deal = t->sequence + 1;
    take(t, row);
    set_text(t, x, S("segment"), company_segments[d->segment]);
    set_text(t, x, S("source"), company_sources[d->source]);
    set_text(t, x, S("product"), company_products[d->product]);
}

static void live(struct telling *t, const struct company_event *x)
{
    static const enum event_kind kinds[] = {
        [ACTIVITY_STAGE] = EVENT_STAGE_ENTERED,
        [ACTIVITY_MILESTONE] = EVENT_MILESTONE_REACHED,
        [ACTIVITY_REVOKED] = EVENT_MILESTONE_REVOKED,
        [ACTIVITY_WAIVED] = EVENT_WAIVER_GRANTED,
        [ACTIVITY_CONFIRMED] = EVENT_MILESTONE_CONFIRMED,
        [ACTIVITY_BLOCKED] = EVENT_REFUSED,
        [ACTIVITY_CLOSE_DATE] = EVENT_CLOSE_DATE_SET,
        [ACTIVITY_AMOUNT] = EVENT_FIELD_SET,
        [ACTIVITY_OUTCOME] = EVENT_OUTCOME_SET,
    };
    if (!t->deal[x->deal] && x->kind == ACTIVITY_STAGE) {
        open_deal(t, x);
        return;
    }
    struct event_row row = row_of(t, x, kinds[x->kind]);
    row.event.subject = (u16)x->subject;
    row.event.value = x->value;
    if (x->kind == ACTIVITY_AMOUNT)
        row.event.subject = field_of(t, S("amount"));
    if (x->kind == ACTIVITY_OUTCOME) {
        row.event.subject = (u16)x->value;
        row.event.value = event_ending((struct ending){.reason = {-1, -1}});
    }
    take(t, row);
}

/* A deal's beginning comes before what was written down at the same moment. */
static bool in_order(const struct company_event *a, const struct company_event *b)
{
    return a->recorded_ms < b->recorded_ms ||
           (a->recorded_ms == b->recorded_ms &&
            (a->deal < b->deal || (a->deal == b->deal && a->at_ms <= b->at_ms)));
}

static void tell_governance(struct telling *t)
{
    const struct company *c = t->l->company;
    struct growing *g = (struct growing *)(uintptr_t)follower_history(t->follower);
    for (i64 i = 0; i < c->governance.n; i++) {
        const struct governance_event *x = &c->governance.v[i];
        struct growing_act act = {.kind = x->kind,
                                  .when = {x->at_ms, TIME_NONE},
                                  .department = x->department,
                                  .version = x->version,
                                  .flag = x->flag};
        for (i32 rep = 0; rep < c->rep_count; rep++)
            if (str_eq(c->reps[rep].name, x->actor))
                act.person = t->person[rep];
        if (x->kind != GOVERNANCE_PUBLISHED && x->kind != GOVERNANCE_REVISED)
            growing_add_governance(g, &act);
    }
}

void lived_tell(struct lived *l, struct follower *f)
{
    const struct company *c = l->company;
    struct telling t = {.l = l, .follower = f};
    t.deal = arena_array(l->arena, i64, c->deals.n);
    while (follower_read(f))
        continue;
    t.sequence = follower_sequence(f);
    for (i64 d = 0; d < c->deals.n; d++)
        (void)person_of(&t, c->deals.v[d].rep);
    struct company_event *events = arena_array(l->arena, struct company_event, c->events.n);
    struct company_event *spare = arena_array(l->arena, struct company_event, c->events.n);
    memcpy(events, c->events.v, (size_t)c->events.n * sizeof *events);
    sort_merge(events, spare, c->events.n, in_order);
    for (i64 i = 0; i < c->events.n; i++)
        live(&t, &events[i]);
    tell_governance(&t);
}
