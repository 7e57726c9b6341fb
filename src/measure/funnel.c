/* The stages one by one. Exits compete: a deal that was lost will not move on. */
#include "measure/funnel.h"
#include "measure/measuring.h"
#include "measure/share.h"
#include "measure/visits.h"

#include "stats/quantile.h"
#include "stats/survival.h"

#include <math.h>

enum {
    HORIZON_STEP_DAYS = 7,
    AT_RISK_MIN = 10,
    DECAY_ROWS_MIN = 20, /* visits still in the stage at an age, to speak of that age */
};
#define BURST_SHARE 0.8
static const f64 quantiles[STAGE_QUANTILES] = {0.5, 0.8, 0.9};
/* Ages at which the chance to win is looked at again, in medians of the stage. */
static const f64 decay_ages[] = {1, 1.5, 2, 3, 4, 6};

/* One for all stages, so that their shares can be read side by side: 90 % of the finished
 * visits, whatever the stage, had finished by then; in whole weeks. */
static f64 common_horizon(const struct visits *v, struct arena *a)
{
    i64 mark = arena_mark(a), n = 0;
    f64 *done = arena_array(a, f64, v->n);
    for (i64 i = 0; i < v->n; i++)
        if (v->exit[i] != EXIT_OPEN)
            done[n++] = v->days[i];
    f64 p90 = quantile_select(done, n, 0.9);
    arena_rewind(a, mark);
    return n ? HORIZON_STEP_DAYS * ceil(fmax(p90, 1) / HORIZON_STEP_DAYS) : 0;
}

/* Share that left by `exit` within the horizon. */
static struct rate exit_rate(const struct survival *s, struct arena *a, const struct visit_rows *r,
                             enum visit_exit exit, f64 horizon)
{
    i64 n = 0;
    for (i64 i = 0; i < r->n; i++)
        n += r->exit[i] == exit && r->days[i] <= horizon;
    return share_by(s, a, (i32)exit, horizon, n, r->n);
}

static void count_exits(struct stage_flow *f, const struct visits *v, const struct visit_rows *r)
{
    u32 last = UINT32_MAX;
    f->visits = r->n;
    for (i64 i = 0; i < r->n; i++) {
        u32 deal = v->deal[r->visit[i]];
        f->exits[r->exit[i]]++;
        f->deals += deal != last;
        last = deal;
    }
    f->visits_per_deal = f->deals ? (f64)f->visits / (f64)f->deals : NAN;
}

/* Days in the stage with re-entries summed, over deals that are no longer in it. */
static f64 mean_total(const struct visits *v, const struct visit_rows *r)
{
    f64 sum = 0;
    i64 deals = 0;
    for (i64 i = 0; i < r->n;) {
        u32 deal = v->deal[r->visit[i]];
        f64 days = 0;
        bool there = false;
        for (; i < r->n && v->deal[r->visit[i]] == deal; i++) {
            days += r->days[i];
            there = there || r->exit[i] == EXIT_OPEN;
        }
        deals += !there;
        sum += there ? 0 : days;
    }
    return deals ? sum / (f64)deals : NAN;
}

/* P(won within `horizon` of being `age` days old in the stage), of visits still there then.
 * NAN when they are too few or were not watched long enough. */
static f64 win_from_age(const struct measuring *m, const struct visits *v,
                        const struct visit_rows *r, f64 age, f64 horizon)
{
    const struct history *h = m->history;
    i64 mark = arena_mark(m->scratch), n = 0;
    f64 *time = arena_array(m->scratch, f64, r->n);
    u8 *event = arena_array(m->scratch, u8, r->n);
    for (i64 i = 0; i < r->n; i++) {
        i64 deal = v->deal[r->visit[i]];
        u8 outcome = h->outcome[deal];
        i64 end = outcome == OUTCOME_OPEN ? m->facts.as_of_day : m->facts.close_day[deal];
        f64 rest = (f64)(end - v->enter_day[r->visit[i]]) - age;
        if (end == DAY_NONE || r->days[i] < age || rest < 0 || r->entry[i] >= age)
            continue;
        time[n] = rest;
        event[n++] = cohort_event(outcome);
    }
    f64 p = NAN;
    if (n >= DECAY_ROWS_MIN) {
        struct survival s;
        survival_fit(&s, m->scratch, &(struct survival_data){NULL, time, event, n, 4});
        p = share_is_known(&s, horizon) ? survival_cif(&s, 1, horizon) : NAN;
    }
    arena_rewind(m->scratch, mark);
    return p;
}

static f64 decay_days(const struct measuring *m, const struct visits *v, const struct visit_rows *r,
                      f64 median, f64 horizon)
{
    f64 fresh = win_from_age(m, v, r, 0, horizon);
    if (isnan(fresh) || isnan(median) || !(median > 0))
        return NAN;
    for (i64 i = 0; i < LENGTH(decay_ages); i++) {
        f64 age = ceil(decay_ages[i] * median);
        f64 p = win_from_age(m, v, r, age, horizon);
        if (!isnan(p) && p < fresh / 2)
            return age;
    }
    return NAN;
}

static void flow_blank(struct stage_flow *f)
{
    struct rate none = rate_of(0, 0);
    f->conversion = f->won_from_here = f->leak_lost = f->leak_no_decision = none;
    f->leak_walked = f->rework = none;
    f->conversion_ever = f->ageing_days = f->decay_days = f->mean_days_total = NAN;
    for (i32 q = 0; q < STAGE_QUANTILES; q++)
        f->time[q] = (struct time_quantile){quantiles[q], NAN, NAN, NAN};
}

static void measure_times(struct stage_flow *f, const struct measuring *m, const struct visits *v,
                          const struct visit_rows *r)
{
    struct survival s;
    survival_fit(&s, m->scratch,
                 &(struct survival_data){r->entry, r->days, r->exit, r->n, EXIT_COUNT - 1});
    struct arena *a = m->scratch;
    f64 horizon = f->horizon_days;
    f->conversion = exit_rate(&s, a, r, EXIT_ADVANCE, horizon);
    f->won_from_here = exit_rate(&s, a, r, EXIT_WON, horizon);
    f->leak_lost = exit_rate(&s, a, r, EXIT_LOST, horizon);
    f->leak_no_decision = exit_rate(&s, a, r, EXIT_NO_DECISION, horizon);
    f->leak_walked = exit_rate(&s, a, r, EXIT_WALKED, horizon);
    f->rework = exit_rate(&s, a, r, EXIT_BACK, horizon);
    f->mean_days_total = mean_total(v, r);
    if (f->visits < RATE_FLOOR)
        return;
    for (i32 q = 0; q < STAGE_QUANTILES; q++) {
        struct estimate e = survival_quantile(&s, quantiles[q], 0.95);
        f->time[q] = (struct time_quantile){quantiles[q], e.value, e.ci.low, e.ci.high};
    }
    f->conversion_ever = survival_cif(&s, EXIT_ADVANCE, cohort_last(&s));
    f->ageing_days = survival_age_of_share(&s, EXIT_ADVANCE, 0.9);
    f64 months = m->cohort.n ? (f64)m->cohort.horizon_days : horizon;
    f->decay_days = decay_days(m, v, r, f->time[0].days, months);
}

/* Deals that jumped over a stage they had not been in, and deals that went back. */
static void count_skips(struct funnel *out, struct stage_flow *flows, const struct measuring *m,
                        const struct visits *v)
{
    i64 moved = 0, skipped = 0, back = 0;
    u32 *seen = arena_array(m->scratch, u32, v->stage_count); /* deal + 1 */
    for (i64 i = 0; i < v->n;) {
        u32 deal = v->deal[i];
        bool moves = false, skips = false, backs = false;
        for (; i < v->n && v->deal[i] == deal; i++) {
            seen[v->stage[i]] = deal + 1;
            bool next = i + 1 < v->n && v->deal[i + 1] == deal;
            backs = backs || v->exit[i] == EXIT_BACK;
            moves = moves || (next && v->exit[i] == EXIT_ADVANCE);
            for (i64 s = v->stage[i] + 1; next && s < v->stage[i + 1]; s++) {
                bool jumped = seen[s] != deal + 1;
                flows[s].skipped += jumped;
                skips = skips || jumped;
                seen[s] = deal + 1;
            }
        }
        out->deals++;
        moved += moves;
        skipped += skips;
        back += backs;
    }
    out->skips = rate_of(skipped, moved);
    out->backs = rate_of(back, out->deals);
}

/* Stages entered in one burst were loaded, not lived: their times say nothing. */
static bool stages_are_loaded(const struct measuring *m, const struct visits *v)
{
    i64 mark = arena_mark(m->scratch), first = 0;
    i64 *days = arena_array(m->scratch, i64, v->n);
    for (i64 i = 0; i < v->n; i++)
        days[i] = v->enter_day[i];
    facts_sort(days, v->n);
    i64 most = facts_burst(days, v->n, &first);
    arena_rewind(m->scratch, mark);
    return v->n >= AT_RISK_MIN && (f64)most >= BURST_SHARE * (f64)v->n;
}

void funnel_measure(struct measuring *m)
{
    struct funnel *out = &m->answers->funnel;
    struct visits v;
    i64 mark = arena_mark(m->scratch);
    if (!visits_gather(&v, m->scratch, m)) {
        cannot_say_add(m, SUBJECT_FUNNEL, CAUSE_STAGE_ORDER_UNKNOWN);
        arena_rewind(m->scratch, mark);
        return;
    }
    struct stage_flow *flows = arena_array(m->arena, struct stage_flow, v.stage_count);
    out->horizon_days = common_horizon(&v, m->scratch);
    bool loaded = stages_are_loaded(m, &v);
    if (loaded)
        cannot_say_add(m, SUBJECT_FUNNEL, CAUSE_CREATED_IS_LOAD)->of = v.n;
    count_skips(out, flows, m, &v);
    for (i64 i = 0; i < v.stage_count; i++) {
        i64 inner = arena_mark(m->scratch);
        struct visit_rows r = visits_of_stage(&v, m->scratch, i);
        flows[i].stage = m->history->activity_word[v.activity[i]];
        flows[i].order = (i32)i;
        flow_blank(&flows[i]);
        flows[i].horizon_days = out->horizon_days;
        count_exits(&flows[i], &v, &r);
        flows[i].reached = rate_of(flows[i].deals, out->deals);
        if (!loaded)
            measure_times(&flows[i], m, &v, &r);
        arena_rewind(m->scratch, inner);
    }
    out->stages = flows;
    out->stage_count = v.stage_count;
    out->order_inferred = v.order_inferred;
    out->standing = loaded ? STANDING_COUNTS : STANDING_MEASURED;
    arena_rewind(m->scratch, mark);
}
