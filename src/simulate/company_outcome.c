#include "simulate/company_parts.h"

#include <math.h>

/* The CSO points read as percentage points, linear in the position 0, 1/3, 2/3, 1 of the
 * kind, with the mean position fixed by the industry totals 46.6 / 29.6 / 23.8. */
void company_target(enum company_kind kind, f64 percent[3])
{
    const f64 mean_position = 0.6373626373626373; /* 5.8 / 9.1: no decision */
    f64 at = (f64)kind / 3;
    percent[0] = 46.6 + 15.1 * (at - mean_position);
    percent[2] = 29.6 - 9.1 * at;
    percent[1] = 100 - percent[0] - percent[2];
}

struct chances {
    f64 win, no_decision;
};

static struct chances softmax(f64 win, f64 no_decision)
{
    f64 w = exp(win), n = exp(no_decision), all = 1 + w + n;
    return (struct chances){w / all, n / all};
}

/* Five nodes of Gauss-Hermite for a standard normal: the deal's health. */
static const f64 nodes[5] = {-2.8569700138728, -1.3556261799742, 0, 1.3556261799742,
                             2.8569700138728};
static const f64 weights[5] = {0.0112574113277, 0.2220759220056, 0.5333333333333, 0.2220759220056,
                               0.0112574113277};

/* One weighted sum over the company's deals: expected chances and their slopes in the two
 * intercepts. */
struct moments {
    f64 win, nd, win_win, win_nd, nd_nd;
};

static void add_cell(struct moments *m, f64 weight, struct chances p)
{
    m->win += weight * p.win;
    m->nd += weight * p.no_decision;
    m->win_win += weight * p.win * (1 - p.win);
    m->win_nd -= weight * p.win * p.no_decision;
    m->nd_nd += weight * p.no_decision * (1 - p.no_decision);
}

f64 company_intends(const struct company *c, const struct company_rep *rep, i32 milestone,
                    f64 health)
{
    f64 p = c->draw.habit ? rep->habit_chance[milestone] : rep->adherence;
    if (c->config.variant != VARIANT_UNMEASURED)
        return p;
    return 1 / (1 + (1 - p) / p * exp(-COMPANY_HEALTH_ON_PRACTICE * health));
}

/* Every pattern of the practices that have a planted effect, as likely as it occurs. */
static void add_patterns(struct moments *m, const struct company *c, const struct company_rep *rep,
                         struct company_odds odds, f64 weight, f64 health)
{
    const struct company_config *config = &c->config;
    for (i32 pattern = 0; pattern < 1 << config->effect_count; pattern++) {
        f64 share = weight, win = odds.win + rep->skill + health, nd = odds.no_decision;
        for (i32 k = 0; k < config->effect_count; k++) {
            f64 p = company_intends(c, rep, config->effects[k].milestone, health);
            bool does = pattern >> k & 1;
            share *= does ? p : 1 - p;
            win += does ? config->effects[k].win : 0;
            nd += does ? config->effects[k].no_decision : 0;
        }
        add_cell(m, share, softmax(win, nd));
    }
}

static struct moments sum_company(const struct company *c, struct company_odds odds)
{
    struct moments m = {0};
    for (i32 i = 0; i < c->rep_count; i++)
        for (i32 q = 0; q < LENGTH(nodes); q++)
            add_patterns(&m, c, &c->reps[i], odds, c->reps[i].weight * weights[q],
                         COMPANY_HEALTH_SD * nodes[q]);
    return m;
}

/* Newton on the two marginals. STATISTICS 8 solves on 20,000 drawn deals; here the sum
 * over sellers, practices and health is taken exactly. */
struct company_odds company_solve_odds(const struct company *c)
{
    f64 percent[3];
    company_target(c->config.kind, percent);
    struct company_odds odds = {0};
    for (i32 step = 0; step < 30; step++) {
        struct moments m = sum_company(c, odds);
        f64 miss_win = percent[0] / 100 - m.win, miss_nd = percent[2] / 100 - m.nd;
        f64 det = m.win_win * m.nd_nd - m.win_nd * m.win_nd;
        odds.win += (miss_win * m.nd_nd - miss_nd * m.win_nd) / det;
        odds.no_decision += (miss_nd * m.win_win - miss_win * m.win_nd) / det;
        if (fabs(miss_win) + fabs(miss_nd) < 1e-10)
            break;
    }
    return odds;
}

/* Points a month of wins, at the middle of the rate: d logit = dp / (p (1 - p)). */
static f64 trend_log_odds(const struct company *c, const struct company_deal *deal)
{
    if (c->config.variant != VARIANT_TREND)
        return 0;
    i64 middle = c->start_ms + (c->end_ms - c->start_ms) / 2;
    f64 months = (f64)(deal->entered_ms - middle) / (30.4375 * (f64)MS_PER_DAY);
    return months * 0.006 / 0.25;
}

enum outcome company_outcome(const struct company *c, struct company_odds odds,
                             const struct company_deal *deal, u32 intends, bool late_version,
                             f64 uniform)
{
    f64 win = odds.win + c->reps[deal->rep].skill + deal->health + trend_log_odds(c, deal);
    f64 nd = odds.no_decision;
    for (i32 k = 0; k < c->config.effect_count; k++)
        if (intends >> c->config.effects[k].milestone & 1) {
            win += c->config.effects[k].win;
            nd += c->config.effects[k].no_decision;
        }
    if (late_version)
        win += c->config.revision_win;
    struct chances p = softmax(win, nd);
    if (uniform < p.win)
        return OUTCOME_WON;
    return uniform < 1 - p.no_decision ? OUTCOME_LOST : OUTCOME_NO_DECISION;
}
