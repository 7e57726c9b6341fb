#include "measure/blank.h"

#include <math.h>

static const struct figure no_figure = {STANDING_CANNOT_SAY, NAN, NAN, NAN, 0};
static const struct rate_by_value no_value = {.value = NAN, .low = NAN, .high = NAN, .n_eff = NAN};

static void blank_rates(struct closed_rates *r)
{
    struct rate none = rate_of(0, 0);
    r->win_broad = r->win_narrow = r->loss = r->no_decision = none;
    r->walked = r->invalid = r->still_open = none;
    for (i32 k = 0; k < 3; k++)
        r->simultaneous[k] = none;
    r->win_value_broad = r->win_value_narrow = no_value;
}

static void blank_times(struct answers *a)
{
    a->cohort.rate = a->cohort.resolved = rate_of(0, 0);
    a->cohort.lost = a->cohort.no_decision = a->cohort.walked = a->cohort.open = NAN;
    a->restricted_mean.open = no_figure;
    for (i32 k = 0; k < CURVE_CAUSES; k++)
        a->restricted_mean.after[k] = no_figure;
    for (i32 q = 0; q < TIME_QUANTILES; q++)
        a->time_to.won[q] = a->time_to.closed[q] =
            (struct time_quantile){0.25 * (q + 1), NAN, NAN, NAN};
    a->time_to.half_won = NAN;
    a->cycle.won = a->cycle.lost = spread_of(NULL, 0);
    a->cycle.no_decision = a->cycle.all = spread_of(NULL, 0);
}

static void blank_season(struct quarter_part *q)
{
    q->win_inside = q->win_outside = q->wins_inside = q->closes_inside = rate_of(0, 0);
    q->difference = no_figure;
    q->days_share = q->chi2 = q->p = q->p_adjusted = NAN;
}

static void blank_flow(struct answers *a)
{
    struct rate none = rate_of(0, 0);
    a->funnel.skips = a->funnel.backs = none;
    a->velocity = (struct velocity){.entries_per_day = NAN,
                                    .won_share = NAN,
                                    .mean_won_minor = NAN,
                                    .minor_per_day = NAN,
                                    .minor_per_day_low = NAN,
                                    .minor_per_day_high = NAN,
                                    .days_open = NAN};
    a->slippage.pushed = a->slippage.pulled = a->slippage.due_slipped = none;
    a->slippage.pushes_per_deal = NAN;
    a->slippage.days_slipped = a->overdue.days = spread_of(NULL, 0);
    a->overdue.open = a->stale.open = a->stale.no_decision = none;
    a->little.stock = a->little.entries_per_day = a->little.days_closed = a->little.ratio = NAN;
    a->stale.gap_days = NAN;
    a->coverage.ratio_deals = a->coverage.ratio_value = NAN;
}

static void blank_parties(struct answers *a)
{
    struct rate none = rate_of(0, 0);
    struct concentration *c = &a->concentration;
    c->top_wins = c->win_all = c->win_without_top = c->win_top = none;
    c->top_value = c->top_difference = no_figure;
    c->top_three_value = c->hhi_wins = c->hhi_value = NAN;
    c->effective_wins = c->effective_value = NAN;
    struct adherence *h = &a->adherence;
    h->mean_score = no_figure;
    h->compliant = h->missing = h->late = h->out_of_order = h->backfilled = h->unknown = none;
    h->waived = h->waived_without = h->rework = h->skips = h->win_followed = h->win_not = none;
}

void answers_blank(struct answers *a)
{
    *a = (struct answers){0};
    blank_rates(&a->rates);
    blank_times(a);
    a->won_value.won = spread_of(NULL, 0);
    a->won_value.n_eff = NAN;
    blank_season(&a->season.last_month);
    blank_season(&a->season.last_week);
    blank_flow(a);
    blank_parties(a);
}
