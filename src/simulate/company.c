#include "simulate/company.h"

#include "simulate/company_parts.h"
#include "simulate/company_standard.h"

#include <math.h>

enum { DAYS_DEFAULT = 365 };
#define END_DEFAULT_MS 1767225600000ll /* 2026-01-01 */

static bool check_effects(const struct company_config *config, struct err *e)
{
    if (config->effect_count < 0 || config->effect_count > COMPANY_EFFECTS_MAX)
        return err_set(e, ERR_LIMIT, "at most %d effects can be planted", COMPANY_EFFECTS_MAX);
    for (i32 i = 0; i < config->effect_count; i++) {
        i32 m = config->effects[i].milestone;
        if (m < 0 || m >= COMPANY_MILESTONES)
            return err_set(e, ERR_LIMIT, "an effect is planted on milestone %d of %d", m,
                           COMPANY_MILESTONES);
    }
    return true;
}

static bool check_config(const struct company_config *config, struct err *e)
{
    if (config->deals < 1 || config->deals > COMPANY_DEALS_MAX)
        return err_set(e, ERR_LIMIT, "a company has 1 to %d deals, not %lld", COMPANY_DEALS_MAX,
                       (long long)config->deals);
    if (config->days < COMPANY_DAYS_MIN || config->days > COMPANY_DAYS_MAX)
        return err_set(e, ERR_LIMIT, "a log covers %d to %d days, not %d", COMPANY_DAYS_MIN,
                       COMPANY_DAYS_MAX, config->days);
    if (config->reps < 0 || config->reps > COMPANY_REPS_MAX)
        return err_set(e, ERR_LIMIT, "a company has at most %d sellers, not %d", COMPANY_REPS_MAX,
                       config->reps);
    if (!(config->logged > 0 && config->logged <= 1))
        return err_set(e, ERR_LIMIT, "the share of logged acts is above 0 and at most 1, not %g",
                       config->logged);
    return check_effects(config, e);
}

static void open_streams(struct company_makers *m, u64 seed)
{
    m->entry = rng_stream(seed, S("entry"));
    m->traits = rng_stream(seed, S("traits"));
    m->practice = rng_stream(seed, S("practice"));
    m->outcome = rng_stream(seed, S("outcome"));
    m->path = rng_stream(seed, S("path"));
    m->recording = rng_stream(seed, S("recording"));
    m->names = rng_stream(seed, S("names"));
}

bool company_simulate(struct company *c, struct arena *a, const struct company_config *config,
                      struct err *e)
{
    *c = (struct company){.config = *config};
    if (c->config.days == 0)
        c->config.days = DAYS_DEFAULT;
    if (c->config.logged == 0)
        c->config.logged = 1;
    if (c->config.end_ms == 0)
        c->config.end_ms = END_DEFAULT_MS;
    if (!check_config(&c->config, e))
        return false;
    c->end_ms = c->config.end_ms;
    c->start_ms = c->end_ms - c->config.days * MS_PER_DAY;
    struct company_makers m = {.arena = a};
    open_streams(&m, c->config.seed);
    company_draw_parameters(c);
    company_draw_people(c, a);
    company_govern(c, a, &m.versions);
    m.odds = company_solve_odds(c);
    company_make_deals(c, &m);
    return true;
}

str company_event_word(const struct company_event *event)
{
    switch (event->kind) {
    case ACTIVITY_STAGE: return str_c(company_stages[event->subject].id);
    case ACTIVITY_CLOSE_DATE: return S("close-date");
    case ACTIVITY_AMOUNT: return S("amount");
    case ACTIVITY_OUTCOME: return str_c(outcome_id((enum outcome)event->value));
    default: return str_c(company_milestones[event->subject].id);
    }
}

static void add_deal(struct history_builder *b, struct arena *a, const struct company *c,
                     const struct company_deal *deal)
{
    struct history_deal row = {
        .id = deal->id,
        .created_ms = deal->entered_ms,
        .entered_ms = deal->entered_ms,
        .seen_from_ms = deal->seen_from_ms,
        .closed_ms = deal->closed_ms,
        .expected_ms = deal->expected_ms,
        .modified_ms = deal->modified_ms,
        .outcome = deal->outcome,
        .stage = str_c(company_stages[deal->stage].id),
        .owner = c->reps[deal->rep].name,
        .reason = deal->reason,
        .currency = S("USD"),
        .amount_minor = deal->amount_minor,
        .amount_known = true,
    };
    i64 number = history_add_deal(b, &row);
    history_set_attribute(b, number, S("segment"), str_c(company_segments[deal->segment]));
    history_set_attribute(b, number, S("source"), str_c(company_sources[deal->source]));
    history_set_attribute(b, number, S("product"), str_c(company_products[deal->product]));
    if (deal->version)
        history_set_attribute(b, number, S("version"), str_fmt(a, "%d", deal->version));
}

static void add_event(struct history_builder *b, const struct company *c,
                      const struct company_event *event)
{
    struct history_event row = {
        .deal = event->deal,
        .at_ms = event->at_ms,
        .recorded_ms = event->recorded_ms,
        .activity = company_event_word(event),
        .kind = event->kind,
        .actor = company_actor(c, event->actor),
        .value = event->value,
        .has_value = event->has_value,
    };
    history_add_event(b, &row);
}

bool company_history(struct history *h, struct arena *a, const struct company *c, struct err *e)
{
    struct history_builder *b = history_builder_new(a);
    str stages[COMPANY_STAGES];
    for (i32 i = 0; i < COMPANY_STAGES; i++)
        stages[i] = str_c(company_stages[i].id);
    history_set_stages(b, stages, COMPANY_STAGES);
    for (i64 i = 0; i < c->deals.n; i++)
        add_deal(b, a, c, &c->deals.v[i]);
    for (i64 i = 0; i < c->events.n; i++)
        add_event(b, c, &c->events.v[i]);
    for (i64 i = 0; i < c->governance.n; i++)
        history_add_governance(b, &c->governance.v[i]);
    return history_build(h, b, c->end_ms, 1, e);
}

str company_actor(const struct company *c, i32 actor)
{
    return actor < 0 ? c->manager : c->reps[actor].name;
}
