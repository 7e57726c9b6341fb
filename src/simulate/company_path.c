/* company_path.c - the way a deal takes through the stages, given how it ends: how far, how
 * long in each, what it skips, where it falls back. Times are on the smooth clock. */
#include "simulate/company_parts.h"
#include "stats/draw.h"

/* How far a deal gets that is not won, by how it ends: index of the last stage. */
static const f64 reach_lost[COMPANY_STAGES] = {0.30, 0.25, 0.18, 0.14, 0.13};
static const f64 reach_undecided[COMPANY_STAGES] = {0.22, 0.24, 0.22, 0.18, 0.14};
/* Shares of the time of a won deal. */
static const f64 stage_share[COMPANY_STAGES] = {0.15, 0.20, 0.30, 0.20, 0.15};

static const f64 skip_chance[COMPANY_KINDS] = {0.10, 0.05, 0.015, 0.01};
static const f64 back_chance[COMPANY_KINDS] = {0.10, 0.07, 0.04, 0.03};

static i64 stay(struct rng *r, f64 mean_days)
{
    enum { SHAPE = 2 };
    f64 days = 0.05 + draw_gamma(r, SHAPE, mean_days / SHAPE);
    return (i64)(days * (f64)MS_PER_DAY);
}

/* Losses are told early, indecision drags on. */
static f64 pace(const struct company_deal *deal, bool last)
{
    if (deal->final == OUTCOME_WON)
        return 1;
    if (deal->final == OUTCOME_LOST)
        return last ? 0.8 : 0.75;
    return last ? 2.2 : 1.1;
}

static f64 mean_stay(const struct company *c, const struct company_deal *deal, i32 stage, bool last)
{
    f64 days = c->draw.cycle_days * stage_share[stage] * pace(deal, last);
    bool faster = c->config.variant == VARIANT_SPEED && deal->version > 1;
    return faster ? 0.75 * days : days;
}

/* Half of what ends undecided is cleaned up in the last days of a quarter. */
static i64 clean_up(struct rng *r, i64 close_ms)
{
    if (!draw_chance(r, 0.5))
        return close_ms;
    return company_next_quarter(close_ms) - (i64)(draw_uniform(r, 0.1, 3) * (f64)MS_PER_DAY);
}

static void fall_back(const struct company *c, struct rng *r, const struct company_deal *deal,
                      struct company_path *path, i32 stage)
{
    if (stage == 0 || stage != path->back_from)
        return;
    i64 *left = &path->enter[stage + 1];
    path->back_ms = *left;
    path->again_ms = path->back_ms + stay(r, 0.6 * mean_stay(c, deal, stage - 1, false));
    *left = path->again_ms + stay(r, 0.5 * mean_stay(c, deal, stage, false));
}

/* A skipped stage keeps an hour of its own, so that acts due in it have a moment. */
static void choose_skips(const struct company *c, struct rng *r, struct company_path *path)
{
    for (i32 s = 1; s < path->reach; s++) {
        bool near_back = path->back_from && (s == path->back_from || s == path->back_from - 1);
        path->skipped[s] = draw_chance(r, skip_chance[c->config.kind]) && !near_back;
    }
}

void company_make_path(const struct company *c, struct company_makers *m,
                       const struct company_deal *deal, struct company_path *path)
{
    struct rng *r = &m->path;
    *path = (struct company_path){.whole = deal->final == OUTCOME_WON};
    path->reach = COMPANY_STAGES - 1;
    if (!path->whole)
        path->reach = (i32)draw_index(r, deal->final == OUTCOME_LOST ? reach_lost : reach_undecided,
                                      COMPANY_STAGES);
    if (path->reach > 0 && draw_chance(r, back_chance[c->config.kind]))
        path->back_from = (i32)(1 + rng_below(r, path->reach));
    choose_skips(c, r, path);
    path->enter[0] = deal->entered_ms;
    for (i32 s = 0; s <= path->reach; s++) {
        i64 days = stay(r, mean_stay(c, deal, s, s == path->reach));
        path->enter[s + 1] = path->enter[s] + (path->skipped[s] ? MS_PER_HOUR : days);
        fall_back(c, r, deal, path, s);
    }
    i64 *close = &path->enter[path->reach + 1];
    if (deal->final == OUTCOME_NO_DECISION)
        *close = i64_max(clean_up(r, *close), *close);
}
