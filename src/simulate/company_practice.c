#include "simulate/company_practice.h"

#include "simulate/company_standard.h"
#include "stats/draw.h"

#include <math.h>

/* Of what is not done as documented. */
#define FORGOTTEN 0.45
#define LATE 0.80 /* up to here; the rest is done too early */

u32 company_intend(const struct company *c, struct rng *r, const struct company_deal *deal)
{
    u32 intends = 0;
    const struct company_rep *rep = &c->reps[deal->rep];
    for (i32 m = 0; m < COMPANY_MILESTONES; m++)
        if (draw_chance(r, company_intends(c, rep, m, deal->health)))
            intends |= 1u << m;
    return intends;
}

bool company_is_outside(const struct company *c, i32 rep)
{
    return c->draw.outside_gap > 0 && c->reps[rep].department == COMPANY_OUTSIDE;
}

/* How many milestones of its stage come before it. */
static i32 place_in_stage(i32 milestone)
{
    i32 n = 0;
    while (milestone > n &&
           company_milestones[milestone - n - 1].stage == company_milestones[milestone].stage)
        n++;
    return n;
}

static void follow_habit(const struct company *c, struct rng *r, const struct company_deal *deal,
                         i32 m, bool intends, struct company_practice *p)
{
    f64 place = c->reps[deal->rep].habit_rank[m] + 0.5 + draw_normal(r, 0, 1.2);
    p->at[m] = fmax(0.01, place / COMPANY_MILESTONES * COMPANY_STAGES);
    p->done[m] = intends;
}

static void follow_standard(struct rng *r, i32 m, bool intends, struct company_practice *p)
{
    i32 stage = company_milestones[m].stage;
    f64 documented = stage + (place_in_stage(m) + draw_uniform(r, 0.15, 0.85)) / 3;
    p->done[m] = true;
    p->at[m] = documented;
    if (intends)
        return;
    f64 u = rng_unit(r);
    if (u < FORGOTTEN)
        p->done[m] = false;
    else if (u < LATE)
        p->at[m] = stage + 1 + draw_uniform(r, 0.05, 0.9);
    else
        p->at[m] = fmax(0.01, documented - draw_uniform(r, 0.8, 2));
}

/* The gate of the stage sees what is missing: half is waived, half must be done first. */
static void enforce(const struct company *c, struct rng *r, i32 m, struct company_practice *p)
{
    if (c->draw.habit || draw_chance(r, 0.5)) {
        p->waived[m] = true;
        return;
    }
    p->blocked[m] = true;
    p->done[m] = true;
    p->at[m] = company_milestones[m].stage + 0.99;
}

void company_practise(const struct company *c, struct rng *r, const struct company_deal *deal,
                      const struct company_path *path, u32 intends, struct company_practice *p)
{
    *p = (struct company_practice){0};
    f64 enforced = company_is_outside(c, deal->rep) ? 0 : c->draw.enforced;
    f64 life = path->reach + 1;
    for (i32 m = 0; m < COMPANY_MILESTONES; m++) {
        i32 stage = company_milestones[m].stage;
        if (stage > path->reach)
            continue;
        bool will = intends >> m & 1;
        if (c->draw.habit)
            follow_habit(c, r, deal, m, will, p);
        else
            follow_standard(r, m, will, p);
        bool due = stage < path->reach || path->whole;
        if (due && (!p->done[m] || p->at[m] > stage + 1) && draw_chance(r, enforced))
            enforce(c, r, m, p);
        p->backfilled[m] = draw_chance(r, c->draw.backfilled);
        if (p->at[m] >= life)
            p->done[m] = false;
    }
}
