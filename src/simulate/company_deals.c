/* company_deals.c - the deals: when they enter, whose they are, what they are worth, how
 * they end and how they would have ended; then their path and their events. */
#include "simulate/company_parts.h"
#include "simulate/company_practice.h"
#include "stats/draw.h"

#include <math.h>

const char *const company_segments[3] = {"Small business", "Mid-market", "Enterprise"};
const char *const company_sources[5] = {"Inbound", "Outbound", "Partner", "Event", "Referral"};
const char *const company_products[3] = {"Atlas Core", "Atlas Plus", "Atlas Insight"};

static const f64 segment_share[3] = {0.5, 0.35, 0.15};
static const f64 segment_median[3] = {8000, 32000, 120000}; /* of the amount */
static const f64 source_share[5] = {0.35, 0.30, 0.12, 0.10, 0.13};
static const f64 product_share[3] = {0.5, 0.3, 0.2};

/* What a loss or a no-decision is put down to. */
static const char *const reasons_lost[] = {"Price", "Competitor chosen", "Missing capability",
                                           "Security requirements", "Built in-house"};
static const char *const reasons_undecided[] = {"No decision: status quo kept",
                                                "No decision: no agreement inside",
                                                "No decision: priorities changed"};

static i64 amount(struct rng *r, i32 segment)
{
    enum { STEP = 50 };
    f64 major = draw_lognormal(r, log(segment_median[segment]), 0.7);
    return (i64)fmax(1, round(major / STEP)) * STEP * 100;
}

/* The version in force on the day, or an older one: adoption grows over 30 days to the
 * company's uptake. */
static i32 choose_version(const struct company *c, const struct company_versions *v, struct rng *r,
                          i64 at_ms)
{
    i32 version = v->count;
    while (version > 1 && v->from_ms[version - 1] > at_ms)
        version--;
    while (version > 1) {
        f64 days = (f64)(at_ms - v->from_ms[version - 1]) / (f64)MS_PER_DAY;
        if (draw_chance(r, c->draw.uptake * fmin(1, days / 30)))
            break;
        version--;
    }
    return version;
}

static void draw_traits(const struct company *c, struct company_makers *m,
                        struct company_deal *deal)
{
    struct rng *r = &m->traits;
    f64 weight[COMPANY_REPS_MAX];
    for (i32 i = 0; i < c->rep_count; i++)
        weight[i] = c->reps[i].weight;
    deal->rep = (i32)draw_index(r, weight, c->rep_count);
    deal->segment = (i32)draw_index(r, segment_share, LENGTH(segment_share));
    deal->source = (i32)draw_index(r, source_share, LENGTH(source_share));
    deal->product = (i32)draw_index(r, product_share, LENGTH(product_share));
    deal->amount_minor = amount(r, deal->segment);
    deal->health = draw_normal(r, 0, COMPANY_HEALTH_SD);
    deal->version = choose_version(c, &m->versions, r, deal->entered_ms);
}

static void name_deal(struct company_makers *m, struct company_deal *deal, i64 number)
{
    deal->id = str_fmt(m->arena, "D-%06lld", (long long)number);
    deal->account = company_new_account(m->arena, &m->names);
    deal->name =
        str_fmt(m->arena, "%.*s: %s", STR_ARG(deal->account), company_products[deal->product]);
}

static str draw_reason(struct rng *r, enum outcome outcome)
{
    if (outcome == OUTCOME_LOST)
        return str_c(reasons_lost[rng_below(r, LENGTH(reasons_lost))]);
    if (outcome == OUTCOME_NO_DECISION)
        return str_c(reasons_undecided[rng_below(r, LENGTH(reasons_undecided))]);
    return (str){0};
}

/* The same luck decides in every world. */
static void decide_end(const struct company *c, struct company_makers *m, struct company_deal *deal,
                       u32 intends)
{
    f64 luck = rng_unit(&m->outcome);
    deal->under_first = company_outcome(c, m->odds, deal, intends, false, luck);
    deal->under_latest = company_outcome(c, m->odds, deal, intends, true, luck);
    deal->final = deal->version > 1 ? deal->under_latest : deal->under_first;
}

static void make_deal(struct company *c, struct company_makers *m, i64 entered_ms)
{
    struct company_deal *deal = &c->deals.v[c->deals.n++];
    struct company_path path;
    bool import = c->config.variant == VARIANT_IMPORT;
    *deal = (struct company_deal){.entered_ms = entered_ms, .closed_ms = TIME_NONE};
    draw_traits(c, m, deal);
    u32 intends = company_intend(c, &m->practice, deal);
    decide_end(c, m, deal, intends);
    str reason = draw_reason(&m->outcome, deal->final);
    company_make_path(c, m, deal, &path);
    deal->final_ms = company_office_ms(path.enter[path.reach + 1]);
    if (import && deal->final_ms < c->start_ms) { /* over before the observation began */
        c->deals.n--;
        return;
    }
    deal->seen_from_ms = company_office_ms(entered_ms);
    if (import)
        deal->seen_from_ms = i64_max(deal->seen_from_ms, c->start_ms);
    company_make_events(c, m, deal, &path, intends);
    deal->entered_ms = company_office_ms(entered_ms);
    deal->reason = deal->outcome == OUTCOME_OPEN ? (str){0} : reason;
    name_deal(m, deal, c->deals.n);
}

/* Entry moments, sorted: partial sums of exponentials over their total are the order
 * statistics of uniform draws. An imported company sold for half a log before it. */
void company_make_deals(struct company *c, struct company_makers *m)
{
    bool import = c->config.variant == VARIANT_IMPORT;
    i64 days = c->config.days, n = import ? c->config.deals * 3 / 2 : c->config.deals;
    i64 from = c->start_ms - (import ? days / 2 * MS_PER_DAY : 0);
    f64 span = (f64)(c->end_ms - from), total = 0;
    f64 *at = arena_array(m->arena, f64, n + 1);
    for (i64 i = 0; i <= n; i++)
        at[i] = total += draw_exponential(&m->entry, 1);
    c->deals.v = arena_array(m->arena, struct company_deal, n);
    c->deals.room = n;
    c->events.room = n * COMPANY_EVENTS_PER_DEAL;
    c->events.v = arena_array(m->arena, struct company_event, c->events.room);
    for (i64 i = 0; i < n; i++)
        make_deal(c, m, from + (i64)(at[i] / total * span));
}
