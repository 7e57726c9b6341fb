/* company_events.c - what the records show of one deal: every act with the moment it
 * happened and the moment it was written down, as far as the snapshot. */
#include "simulate/company_parts.h"
#include "simulate/company_practice.h"
#include "simulate/company_standard.h"
#include "stats/draw.h"

#include <math.h>

enum { MANAGER = -1 };

/* One deal being written. */
struct recorder {
    const struct company *c;
    struct rng *rng;
    const struct company_deal *deal;
    const struct company_path *path;
    struct company_event *out; /* COMPANY_EVENTS_PER_DEAL */
    i64 n;
    i64 close_ms; /* smooth */
};

static i64 days_ms(f64 days)
{
    return (i64)(days * (f64)MS_PER_DAY);
}

/* Stage time as a moment of the smooth clock. */
static i64 moment(const struct company_path *path, f64 at)
{
    i32 stage = (i32)fmin(fmax(at, 0), path->reach);
    i64 from = path->enter[stage], to = path->enter[stage + 1];
    return from + (i64)((at - stage) * (f64)(to - from));
}

/* Adds an act of smooth moment `at`, written down soon after. */
static struct company_event *record(struct recorder *w, enum activity_kind kind, i32 subject,
                                    i64 at)
{
    assert(w->n < COMPANY_EVENTS_PER_DEAL);
    struct company_event *event = &w->out[w->n++];
    i64 office = company_office_ms(at);
    f64 hours = fmin(10, draw_exponential(w->rng, 0.5));
    bool typed_at_once = kind != ACTIVITY_MILESTONE && kind != ACTIVITY_REVOKED;
    *event = (struct company_event){
        .kind = kind,
        .subject = subject,
        .at_ms = office,
        .recorded_ms = office + (typed_at_once ? 0 : (i64)(hours * 3600) * MS_PER_SECOND),
        .actor = w->deal->rep,
    };
    return event;
}

static void set_value(struct company_event *event, i64 value)
{
    event->value = value;
    event->has_value = true;
}

static void record_stages(struct recorder *w)
{
    const struct company_path *path = w->path;
    for (i32 s = 0; s <= path->reach; s++)
        if (!path->skipped[s])
            record(w, ACTIVITY_STAGE, s, path->enter[s]);
    if (path->back_from) {
        record(w, ACTIVITY_STAGE, path->back_from - 1, path->back_ms);
        record(w, ACTIVITY_STAGE, path->back_from, path->again_ms);
    }
}

/* Written down days after the act and after the stage was left: both are needed for it to
 * count as backfilled (STATISTICS 3). Three days, because a weekend is short. */
static i64 backfill_ms(struct recorder *w, i32 stage, i64 at)
{
    i64 left = stage <= w->path->reach ? w->path->enter[stage + 1] : w->close_ms;
    i64 late = i64_max(left, at + days_ms(3)) + days_ms(draw_uniform(w->rng, 0.1, 3));
    return company_office_ms(late);
}

static void record_milestone(struct recorder *w, const struct company_practice *p, i32 m)
{
    f64 logged = w->c->config.logged;
    i32 stage = company_milestones[m].stage;
    if (p->done[m]) {
        i64 at = moment(w->path, p->at[m]);
        struct company_event *event = record(w, ACTIVITY_MILESTONE, m, at);
        if (p->backfilled[m])
            event->recorded_ms = backfill_ms(w, stage, at);
    }
    if (p->blocked[m] && draw_chance(w->rng, logged))
        record(w, ACTIVITY_BLOCKED, m, moment(w->path, stage + 0.95));
    if (p->waived[m] && draw_chance(w->rng, logged)) {
        struct company_event *event = record(w, ACTIVITY_WAIVED, m, moment(w->path, stage + 0.98));
        event->actor = MANAGER;
        set_value(event, 1);
    }
}

/* The manager looks at the deal in its first days and confirms, or not, the first milestone
 * of the first stage that was reached. */
static void record_check(struct recorder *w, const struct company_practice *p)
{
    i32 first = -1;
    for (i32 m = 0; m < COMPANY_MILESTONES && company_milestones[m].stage == 0; m++)
        if (p->done[m] && (first < 0 || p->at[m] < p->at[first]))
            first = m;
    i64 from = first < 0 ? w->path->enter[0] : moment(w->path, p->at[first]);
    i64 room = i64_min(w->close_ms - from, days_ms(4));
    i64 at = from + (i64)(draw_uniform(w->rng, 0.05, 0.4) * (f64)room);
    record(w, ACTIVITY_CONFIRMED, first < 0 ? 0 : first, at)->actor = MANAGER;
}

/* The seller expects a close, and moves it when it passes, mostly to the end of a quarter. */
static void record_close_dates(struct recorder *w)
{
    enum { SLIPS_MAX = 12 };
    i64 at = w->path->enter[0];
    i64 expected = at + days_ms(w->c->draw.cycle_days * draw_uniform(w->rng, 0.8, 1.4));
    for (i32 slip = 0; slip <= SLIPS_MAX; slip++) {
        if (draw_chance(w->rng, 0.5))
            expected = company_next_quarter(expected) - days_ms(1);
        struct company_event *event = record(w, ACTIVITY_CLOSE_DATE, -1, at);
        set_value(event, days_of_ms(expected));
        at = i64_max(at + MS_PER_HOUR, expected - days_ms(draw_uniform(w->rng, -1, 3)));
        if (at >= w->close_ms)
            return;
        expected = i64_max(expected, at) + days_ms(draw_uniform(w->rng, 14, 45));
    }
}

static i64 rounded_amount(f64 major)
{
    enum { STEP = 50 };
    return (i64)fmax(1, round(major / STEP)) * STEP * 100;
}

static void record_amounts(struct recorder *w)
{
    enum { PRICED_STAGE = 3 };
    set_value(record(w, ACTIVITY_AMOUNT, -1, w->path->enter[0]), w->deal->amount_minor);
    if (w->path->reach < PRICED_STAGE || !draw_chance(w->rng, 0.35))
        return;
    f64 changed = (f64)w->deal->amount_minor / 100 * draw_uniform(w->rng, 0.8, 1.1);
    set_value(record(w, ACTIVITY_AMOUNT, -1, moment(w->path, PRICED_STAGE + 0.4)),
              rounded_amount(changed));
}

/* By moment; acts of the same moment keep their order. */
static void sort_events(struct company_event *v, i64 n)
{
    for (i64 i = 1; i < n; i++) {
        struct company_event x = v[i];
        i64 k = i;
        for (; k > 0 && v[k - 1].at_ms > x.at_ms; k--)
            v[k] = v[k - 1];
        v[k] = x;
    }
}

/* What is known of a deal found in the middle of its life: its stage, amount, close date. */
enum { KNOWN_STAGE, KNOWN_AMOUNT, KNOWN_CLOSE_DATE, KNOWN };

static i32 known_of(enum activity_kind kind)
{
    return kind == ACTIVITY_STAGE        ? KNOWN_STAGE
           : kind == ACTIVITY_AMOUNT     ? KNOWN_AMOUNT
           : kind == ACTIVITY_CLOSE_DATE ? KNOWN_CLOSE_DATE
                                         : -1;
}

/* Takes out what came before the deal was observed, but for the last word on each of the
 * three, which the import wrote down at `seen_from_ms`. */
static i64 cut_before(struct company_event *v, i64 n, i64 seen_from_ms)
{
    i64 cut = 0, kept = 0;
    i64 last[KNOWN] = {-1, -1, -1};
    for (; cut < n && v[cut].at_ms < seen_from_ms; cut++)
        if (known_of(v[cut].kind) >= 0)
            last[known_of(v[cut].kind)] = cut;
    for (i64 i = 0; i < cut; i++) {
        i32 known = known_of(v[i].kind);
        if (known < 0 || last[known] != i)
            continue;
        v[kept] = v[i];
        v[kept].at_ms = v[kept].recorded_ms = seen_from_ms;
        kept++;
    }
    for (i64 i = cut; i < n; i++)
        v[kept++] = v[i];
    return kept;
}

/* The snapshot shows nothing that was not yet written down. */
static i64 keep_visible(struct company_event *v, i64 n, i64 end_ms)
{
    i64 kept = 0;
    for (i64 i = 0; i < n; i++)
        if (v[i].at_ms < end_ms && v[i].recorded_ms < end_ms)
            v[kept++] = v[i];
    return kept;
}

/* The state of the record at the snapshot, told from the events that are seen. */
static void tell_state(struct company_deal *deal, const struct company_event *v, i64 n)
{
    deal->modified_ms = deal->seen_from_ms;
    for (i64 i = 0; i < n; i++) {
        deal->modified_ms = i64_max(deal->modified_ms, v[i].recorded_ms);
        if (v[i].kind == ACTIVITY_STAGE)
            deal->stage = v[i].subject;
        else if (v[i].kind == ACTIVITY_CLOSE_DATE)
            deal->expected_ms = v[i].value * MS_PER_DAY;
        else if (v[i].kind == ACTIVITY_AMOUNT)
            deal->amount_minor = v[i].value;
        else if (v[i].kind == ACTIVITY_OUTCOME) {
            deal->outcome = (enum outcome)v[i].value;
            deal->closed_ms = v[i].at_ms;
        }
    }
}

void company_make_events(struct company *c, struct company_makers *m, struct company_deal *deal,
                         const struct company_path *path, u32 intends)
{
    struct company_practice practice;
    company_practise(c, &m->practice, deal, path, intends, &practice);
    struct recorder w = {.c = c,
                         .rng = &m->recording,
                         .deal = deal,
                         .path = path,
                         .out = c->events.v + c->events.n,
                         .close_ms = path->enter[path->reach + 1]};
    record_stages(&w);
    record_amounts(&w);
    record_close_dates(&w);
    for (i32 k = 0; k < COMPANY_MILESTONES; k++)
        record_milestone(&w, &practice, k);
    f64 inspected = company_is_outside(c, deal->rep) ? 0 : c->draw.inspected;
    deal->inspected = draw_chance(w.rng, inspected * c->config.logged);
    if (deal->inspected)
        record_check(&w, &practice);
    set_value(record(&w, ACTIVITY_OUTCOME, -1, w.close_ms), deal->final);
    sort_events(w.out, w.n);
    w.n = cut_before(w.out, w.n, deal->seen_from_ms);
    w.n = keep_visible(w.out, w.n, c->end_ms);
    for (i64 i = 0; i < w.n; i++)
        w.out[i].deal = c->deals.n - 1;
    deal->event_first = c->events.n;
    deal->event_count = w.n;
    c->events.n += w.n;
    tell_state(deal, w.out, w.n);
}
