/* json_rates.c - outcomes, rates, times, stages, calendar. */
#include "report/json_part.h"

#include <math.h>

static void json_by_value(struct json_writer *w, const char *key, const struct rate_by_value *v)
{
    bool known = v->standing == STANDING_MEASURED;
    json_open(w, key);
    json_put_f64(w, "value", known ? v->value : NAN);
    json_put_f64(w, "low", known ? v->low : NAN);
    json_put_f64(w, "high", known ? v->high : NAN);
    json_put_i64(w, "numerator_minor", v->numerator_minor);
    json_put_i64(w, "denominator_minor", v->denominator_minor);
    json_put_i64(w, "deals", v->deals);
    json_put_f64(w, "n_eff", v->n_eff);
    json_standing(w, v->standing,
                  json_unsaid(w, SUBJECT_WON_VALUE) ? SUBJECT_WON_VALUE : SUBJECT_WIN_RATE_VALUE);
    json_close(w);
}

static void json_counts(struct json_writer *w)
{
    const struct outcome_counts *c = &w->answers->outcomes;
    json_open(w, "outcomes");
    json_put_i64(w, "won", c->won);
    json_put_i64(w, "lost", c->lost);
    json_put_i64(w, "no_decision", c->no_decision);
    json_put_i64(w, "walked", c->walked);
    json_put_i64(w, "invalid", c->invalid);
    json_put_i64(w, "open", c->open);
    json_put_i64(w, "deals", c->deals);
    json_close(w);
}

static void json_cohort(struct json_writer *w)
{
    const struct cohort_rate *c = &w->answers->cohort;
    struct rate rate = c->rate;
    if (rate.standing != STANDING_MEASURED)
        rate.value = rate.low = rate.high = NAN;
    json_open(w, "cohort");
    json_rate_fields(w, rate, SUBJECT_WIN_RATE_COHORT);
    json_key_c(w, "horizon_days");
    if (c->horizon_days)
        json_i64(&w->j, c->horizon_days);
    else
        json_null(&w->j);
    json_put_bool(w, "horizon_given", c->horizon_given);
    json_put_f64(w, "lost", c->lost);
    bool undecided = w->answers->rates.no_decision.standing != STANDING_CANNOT_SAY;
    json_put_f64(w, "no_decision", undecided ? c->no_decision : NAN);
    json_put_f64(w, "walked", c->walked);
    json_put_f64(w, "open", c->open);
    json_put_i64(w, "censored", c->censored);
    json_put_i64(w, "at_risk", c->at_risk);
    json_rate(w, "resolved", c->resolved, SUBJECT_WIN_RATE_COHORT);
    json_close(w);
}

static void json_value(struct json_writer *w)
{
    const struct won_value *v = &w->answers->won_value;
    const struct outcome_counts *n = &w->answers->outcomes;
    bool known = !json_unsaid(w, SUBJECT_WON_VALUE);
    json_put_minor(w, "won_value_minor", known, v->won_minor);
    json_key_c(w, "currency");
    if (v->currency.n)
        json_str(&w->j, v->currency);
    else
        json_null(&w->j);
    json_open(w, "value");
    json_put_minor(w, "lost_minor", known && (v->lost_minor || !n->lost), v->lost_minor);
    json_put_minor(w, "open_minor", known && (v->open_minor || !n->open), v->open_minor);
    json_spread(w, "per_won_deal_minor", &v->won);
    json_put_f64(w, "effective_won_deals", v->n_eff);
    json_put_i64(w, "won_without_amount", v->won_without_amount);
    json_put_i64(w, "currencies", v->currencies);
    json_by_value(w, "win_rate_broad", &w->answers->rates.win_value_broad);
    json_by_value(w, "win_rate_narrow", &w->answers->rates.win_value_narrow);
    json_close(w);
}

void json_outcomes(struct json_writer *w)
{
    const struct closed_rates *r = &w->answers->rates;
    json_counts(w);
    json_open(w, "win_rate");
    json_cohort(w);
    json_rate(w, "closed_broad", r->win_broad, SUBJECT_NO_DECISION);
    json_rate(w, "closed_narrow", r->win_narrow, SUBJECT_WIN_RATE_CLOSED);
    json_close(w);
    json_rate(w, "no_decision_rate", r->no_decision, SUBJECT_NO_DECISION);
    json_rate(w, "loss_rate", r->loss, SUBJECT_WIN_RATE_CLOSED);
    json_rate(w, "walked_rate", r->walked, SUBJECT_WIN_RATE_CLOSED);
    json_rate(w, "invalid_rate", r->invalid, SUBJECT_WIN_RATE_CLOSED);
    json_rate(w, "open_rate", r->still_open, SUBJECT_WIN_RATE_CLOSED);
    json_open(w, "simultaneous");
    json_rate(w, "won", r->simultaneous[0], SUBJECT_WIN_RATE_CLOSED);
    json_rate(w, "lost", r->simultaneous[1], SUBJECT_WIN_RATE_CLOSED);
    json_rate(w, "no_decision", r->simultaneous[2], SUBJECT_NO_DECISION);
    json_close(w);
    json_value(w);
}

static void json_cycle(struct json_writer *w)
{
    const struct cycle *c = &w->answers->cycle;
    json_open(w, "cycle_days");
    json_spread(w, "won", &c->won);
    json_spread(w, "lost", &c->lost);
    json_spread(w, "no_decision", &c->no_decision);
    json_spread(w, "all", &c->all);
    json_put_i64(w, "left_out", c->left_out);
    json_standing(w, c->standing, SUBJECT_CYCLE);
    json_close(w);
}

static void json_time_to_win(struct json_writer *w)
{
    static const char *const names[TIME_QUANTILES] = {"p25", "median", "p75"};
    const struct time_to *t = &w->answers->time_to;
    bool known = t->standing == STANDING_MEASURED;
    json_open(w, "time_to_win");
    for (i32 i = 0; i < TIME_QUANTILES; i++)
        json_quantile(w, names[i], &t->won[i]);
    json_put_f64(w, "half_of_deals_won", known ? t->half_won : NAN);
    json_standing(w, t->standing, SUBJECT_TIME_TO_WIN);
    json_close(w);
    json_open(w, "time_to_close");
    for (i32 i = 0; i < TIME_QUANTILES; i++)
        json_quantile(w, names[i], &t->closed[i]);
    json_close(w);
}

static const char *const cause_names[CURVE_CAUSES] = {"won", "lost", "no_decision", "walked"};

static void json_curve(struct json_writer *w, i32 cause)
{
    const struct incidence *i = &w->answers->incidence;
    const struct curve *c = &i->cause[cause];
    json_open(w, cause_names[cause]);
    json_put_i64(w, "events", c->events);
    json_array_f64(w, "value", c->value, i->points);
    json_array_f64(w, "low", c->low, i->points);
    json_array_f64(w, "high", c->high, i->points);
    json_array_f64(w, "band_low", c->band_low, i->points);
    json_array_f64(w, "band_high", c->band_high, i->points);
    json_close(w);
}

static void json_incidence(struct json_writer *w)
{
    const struct incidence *i = &w->answers->incidence;
    json_open(w, "incidence");
    json_standing(w, i->standing, SUBJECT_TIME_TO_WIN);
    json_put_i64(w, "deals", i->deals);
    json_put_i64(w, "left_out", i->left_out);
    json_put_i64(w, "late_entries", i->late_entries);
    json_put_f64(w, "band_from", i->points ? i->band_from : NAN);
    json_put_f64(w, "band_to", i->points ? i->band_to : NAN);
    json_array_f64(w, "days", i->days, i->points);
    json_array_f64(w, "open", i->open, i->points);
    for (i32 c = 0; c < CURVE_CAUSES; c++)
        json_curve(w, c);
    json_close(w);
}

void json_times(struct json_writer *w)
{
    const struct restricted_mean *m = &w->answers->restricted_mean;
    json_cycle(w);
    json_time_to_win(w);
    json_incidence(w);
    json_open(w, "restricted_mean");
    json_put_f64(w, "days", m->standing == STANDING_MEASURED ? m->days : NAN);
    json_figure(w, "open", m->open);
    for (i32 c = 0; c < CURVE_CAUSES; c++)
        json_figure(w, cause_names[c], m->after[c]);
    json_close(w);
}

static void json_stage(struct json_writer *w, const struct stage_flow *f)
{
    json_object(&w->j);
    json_put_str(w, "stage", f->stage);
    json_put_i64(w, "order", f->order);
    json_put_i64(w, "visits", f->visits);
    json_put_i64(w, "deals", f->deals);
    json_open(w, "exits");
    for (i32 e = 0; e < EXIT_COUNT; e++)
        json_put_i64(w, visit_exit_id((enum visit_exit)e), f->exits[e]);
    json_close(w);
    json_put_i64(w, "skipped", f->skipped);
    json_put_f64(w, "horizon_days", f->horizon_days);
    json_rate(w, "conversion", f->conversion, SUBJECT_FUNNEL);
    json_rate(w, "won_from_here", f->won_from_here, SUBJECT_FUNNEL);
    json_rate(w, "leak_lost", f->leak_lost, SUBJECT_FUNNEL);
    json_rate(w, "leak_no_decision", f->leak_no_decision, SUBJECT_FUNNEL);
    json_rate(w, "leak_walked", f->leak_walked, SUBJECT_FUNNEL);
    json_rate(w, "rework", f->rework, SUBJECT_FUNNEL);
    json_rate(w, "reached", f->reached, SUBJECT_FUNNEL);
    json_put_f64(w, "visits_per_deal", f->visits_per_deal);
    json_quantile(w, "time_median", &f->time[0]);
    json_quantile(w, "time_p80", &f->time[1]);
    json_quantile(w, "time_p90", &f->time[2]);
    json_put_f64(w, "ageing_days", f->ageing_days);
    json_put_f64(w, "decay_days", f->decay_days);
    json_put_f64(w, "mean_days_total", f->mean_days_total);
    json_close(w);
}

void json_funnel(struct json_writer *w)
{
    const struct funnel *f = &w->answers->funnel;
    json_open(w, "funnel");
    json_standing(w, f->standing, SUBJECT_FUNNEL);
    json_put_i64(w, "deals", f->deals);
    json_rate(w, "skips", f->skips, SUBJECT_FUNNEL);
    json_rate(w, "backs", f->backs, SUBJECT_FUNNEL);
    json_open_array(w, "stages");
    for (i64 i = 0; i < f->stage_count; i++)
        json_stage(w, &f->stages[i]);
    json_close(w);
    json_close(w);
}

static void json_part_of_quarter(struct json_writer *w, const char *key,
                                 const struct quarter_part *q)
{
    json_open(w, key);
    json_put_str(w, "verdict", str_c(group_verdict_id(q->verdict)));
    json_rate(w, "win_inside", q->win_inside, SUBJECT_SEASON);
    json_rate(w, "win_outside", q->win_outside, SUBJECT_SEASON);
    json_figure(w, "difference", q->difference);
    json_rate(w, "wins_inside", q->wins_inside, SUBJECT_SEASON);
    json_put_f64(w, "days_share", q->days_share);
    json_put_f64(w, "p", q->p);
    json_put_f64(w, "p_adjusted", q->p_adjusted);
    json_close(w);
}

static void json_periods(struct json_writer *w, const char *key, const struct season_period *list,
                         i64 n, const char *number)
{
    json_open_array(w, key);
    for (i64 i = 0; i < n; i++) {
        const struct season_period *p = &list[i];
        json_object(&w->j);
        json_put_i64(w, "year", p->year);
        json_put_i64(w, number, p->number);
        json_put_i64(w, "won", p->won);
        json_put_i64(w, "lost", p->lost);
        json_put_i64(w, "no_decision", p->no_decision);
        json_put_i64(w, "walked", p->walked);
        json_rate(w, "win_rate", p->win, SUBJECT_SERIES);
        json_put_i64(w, "won_value_minor", p->won_value_minor);
        json_put_i64(w, "entered", p->entered);
        json_close(w);
    }
    json_close(w);
}

void json_season(struct json_writer *w)
{
    const struct season *s = &w->answers->season;
    json_open(w, "season");
    json_standing(w, s->standing, SUBJECT_SEASON);
    json_part_of_quarter(w, "last_month_of_quarter", &s->last_month);
    json_part_of_quarter(w, "last_week_of_quarter", &s->last_week);
    json_periods(w, "months", s->months, s->month_count, "month");
    json_periods(w, "quarters", s->quarters, s->quarter_count, "quarter");
    json_close(w);
}
