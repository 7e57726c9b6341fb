/* company_draw.c - what kind of place it is: the ranges of STATISTICS 8 and of
 * golden/sim/sim_classify.py, one function per kind, wider ones for VARIANT_BOUNDARY. */
#include "simulate/company_parts.h"
#include "stats/draw.h"

#include <math.h>

static f64 between(struct rng *r, f64 low, f64 high)
{
    return draw_uniform(r, low, high);
}

static i32 poisson(struct rng *r, f64 mean)
{
    return (i32)draw_poisson(r, mean);
}

static void draw_random(struct company_draw *d, struct rng *r, enum company_variant v)
{
    d->published = draw_chance(r, 0.3);
    d->habit = true;
    d->trained = v == VARIANT_BOUNDARY ? between(r, 0, 0.45) : between(r, 0, 0.3);
    d->inspected = between(r, 0, 0.1);
    d->enforced = between(r, 0, 0.1);
    d->reviews = poisson(r, 0.3);
    d->feedback_weeks = between(r, 0, 0.05);
    if (v == VARIANT_SHELFWARE) {
        d->published = true;
        d->trained = between(r, 0.7, 1);
    }
}

static void draw_informal(struct company_draw *d, struct rng *r, enum company_variant v)
{
    bool wide = v == VARIANT_BOUNDARY;
    d->trained = between(r, wide ? 0.5 : 0.6, 1);
    d->adherence = wide ? between(r, 0.40, 0.80) : between(r, 0.42, 0.70);
    d->adherence_sd = 0.6;
    d->inspected = between(r, 0, wide ? 0.5 : 0.3);
    d->enforced = between(r, 0, wide ? 0.5 : 0.3);
    d->reviews = poisson(r, wide ? 1 : 0.5);
    d->feedback_weeks = between(r, 0, 0.2);
    d->revisions = poisson(r, 0.5);
    d->evidence = 0.1;
    d->evaluated = 0.05;
    d->uptake = between(r, 0.4, 0.9);
    if (v == VARIANT_BOX_TICK) {
        d->trained = 1;
        d->adherence = between(r, 0.85, 0.95);
        d->backfilled = between(r, 0.6, 0.9);
        d->inspected = between(r, 0.5, 0.9);
        d->reviews = 2;
    }
    if (v == VARIANT_ONE_DEPARTMENT) {
        d->trained = 1;
        d->adherence = between(r, 0.88, 0.96);
        d->outside_gap = between(r, 0.45, 0.7);
        d->inspected = between(r, 0.6, 1);
        d->enforced = between(r, 0.6, 0.9);
        d->reviews = 2;
    }
}

static void draw_formal(struct company_draw *d, struct rng *r, enum company_variant v)
{
    bool wide = v == VARIANT_BOUNDARY;
    d->trained = between(r, 0.8, 1);
    d->adherence = between(r, wide ? 0.74 : 0.80, 0.96);
    d->inspected = between(r, wide ? 0.5 : 0.6, 1);
    d->enforced = between(r, wide ? 0.5 : 0.6, 0.97);
    d->reviews = 1 + poisson(r, 1.5);
    d->feedback_weeks = between(r, 0.02, wide ? 0.5 : 0.35);
    d->revisions = poisson(r, wide ? 1.5 : 0.8);
    d->evidence = between(r, 0.1, 0.5);
    d->evaluated = between(r, 0, 0.4);
    d->uptake = between(r, 0.6, 1);
    if (v == VARIANT_COSMETIC) {
        d->revisions = 4 + poisson(r, 4);
        d->evidence = between(r, 0, 0.25);
        d->evaluated = between(r, 0, 0.25);
        d->feedback_weeks = between(r, 0.3, 0.9);
    }
}

static void draw_dynamic(struct company_draw *d, struct rng *r, enum company_variant v)
{
    bool wide = v == VARIANT_BOUNDARY;
    d->trained = between(r, 0.85, 1);
    d->adherence = between(r, wide ? 0.76 : 0.82, 0.97);
    d->inspected = between(r, wide ? 0.55 : 0.7, 1);
    d->enforced = between(r, wide ? 0.52 : 0.65, 0.98);
    d->reviews = 2 + poisson(r, 3);
    d->feedback_weeks = between(r, wide ? 0.5 : 0.65, 1);
    d->revisions = wide ? 2 + poisson(r, 2) : 3 + poisson(r, 2.5);
    d->evidence = between(r, wide ? 0.55 : 0.75, 1);
    d->evaluated = between(r, wide ? 0.5 : 0.7, 1);
    d->uptake = between(r, wide ? 0.8 : 0.86, 1);
}

void company_draw_parameters(struct company *c)
{
    static void (*const by_kind[COMPANY_KINDS])(struct company_draw *, struct rng *,
                                                enum company_variant) = {draw_random, draw_informal,
                                                                         draw_formal, draw_dynamic};
    struct rng r = rng_stream(c->config.seed, S("company"));
    struct company_draw *d = &c->draw;
    *d = (struct company_draw){
        .published = true, .adherence_sd = 0.4, .uptake = 0.9, .backfilled = 0.02};
    d->cycle_days = between(&r, 45, 75);
    by_kind[c->config.kind](d, &r, c->config.variant);
    /* a speed-only revision needs a revision */
    if (c->config.variant == VARIANT_SPEED && d->revisions == 0)
        d->revisions = 1;
}

static f64 logistic(f64 x)
{
    return 1 / (1 + exp(-x));
}

static void draw_habit(struct company_rep *rep, struct rng *r)
{
    f64 at[COMPANY_MILESTONES];
    for (i32 m = 0; m < COMPANY_MILESTONES; m++) {
        at[m] = m + draw_normal(r, 0, 4);
        rep->habit_chance[m] = draw_beta(r, 1.3, 1.3);
    }
    for (i32 m = 0; m < COMPANY_MILESTONES; m++)
        for (i32 other = 0; other < COMPANY_MILESTONES; other++)
            rep->habit_rank[m] += at[other] < at[m];
}

/* Departments are dealt out in turn; the second, Customer Success, is the one that may
 * stand outside. */
void company_draw_people(struct company *c, struct arena *a)
{
    struct rng r = rng_stream(c->config.seed, S("people"));
    c->rep_count = c->config.reps ? c->config.reps : (i32)(4 + rng_below(&r, 11));
    c->department_count = (i32)(2 + rng_below(&r, 2));
    f64 alpha[COMPANY_REPS_MAX], share[COMPANY_REPS_MAX];
    for (i32 i = 0; i < c->rep_count; i++)
        alpha[i] = 3;
    draw_dirichlet(&r, share, alpha, c->rep_count);
    f64 usual = c->draw.adherence > 0 ? log(c->draw.adherence / (1 - c->draw.adherence)) : 0;
    for (i32 i = 0; i < c->rep_count; i++) {
        struct company_rep *rep = &c->reps[i];
        rep->department = i % c->department_count;
        rep->weight = share[i];
        rep->skill = draw_normal(&r, 0, 0.5);
        rep->adherence = logistic(usual + draw_normal(&r, 0, c->draw.adherence_sd));
        if (c->draw.outside_gap > 0 && rep->department == COMPANY_OUTSIDE)
            rep->adherence = fmax(0.05, rep->adherence - c->draw.outside_gap);
        draw_habit(rep, &r);
    }
    struct rng names = rng_stream(c->config.seed, S("names of people"));
    company_name_reps(c, a, &names);
}
