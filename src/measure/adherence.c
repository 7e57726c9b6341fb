/* Scores of the deals, gathered by milestone, seller, department and outcome. */
#include "measure/adherence.h"
#include "measure/measuring.h"
#include "measure/sellers.h"

#include "stats/interval.h"
#include "stats/shrink.h"
#include "stats/special.h"

#include <math.h>

enum {
    DRAWS_PARTIES_MAX = 100, /* more parties: nobody asks who is in the lowest quarter */
};
#define COMPLIANT_FROM 0.8
#define PARTY_LEVEL 0.90

static void score_deals(struct measuring *m, struct deal_adherence *deal, i64 *total)
{
    const struct obligations *o = &m->obligations;
    for (i64 d = 0; d < m->history->deal_count; d++)
        deal[d].score = deal[d].score_full = NAN;
    for (i64 row = 0; row < o->n; row++) {
        struct obligation_score s = obligations_score(o, row, NULL, true, NULL);
        struct obligation_score full = obligations_score(o, row, NULL, false, NULL);
        struct deal_adherence *v = &deal[o->deal[row]];
        for (i32 k = 0; k < OBLIGATION_COUNT; k++)
            total[k] += s.count[k];
        v->skipped = o->skips[row];
        v->backs = o->backs[row];
        v->confirmed = o->confirmed[row];
        v->done = s.count[OBLIGATION_DONE] + s.count[OBLIGATION_OUT_OF_ORDER];
        v->missing = s.count[OBLIGATION_MISSING] + s.count[OBLIGATION_WAIVED_WITHOUT];
        v->waived = s.count[OBLIGATION_WAIVED];
        v->due = (i32)o->k - s.count[OBLIGATION_NOT_DUE] - s.count[OBLIGATION_UNKNOWN] - v->waived;
        if (!(s.weight > 0))
            continue;
        v->score = s.credit / s.weight;
        v->score_full = full.credit / full.weight;
        v->compliant = v->score >= COMPLIANT_FROM - 1e-12;
    }
}

static void by_milestone(struct measuring *m, struct adherence *out)
{
    const struct obligations *o = &m->obligations;
    const struct standard *s = m->standard;
    struct milestone_adherence *v = arena_array(m->arena, struct milestone_adherence, o->k);
    u8 *states = arena_array(m->scratch, u8, o->k);
    for (i64 row = 0; row < o->n; row++) {
        obligations_score(o, row, NULL, true, states);
        for (i64 c = 0; c < o->k; c++)
            v[c].count[states[c]]++;
    }
    for (i64 c = 0; c < o->k; c++) {
        const i64 *n = v[c].count;
        v[c].index = o->milestone[c];
        v[c].milestone = s->milestones.v[v[c].index].id;
        v[c].stage = s->stages.v[o->stage[c]].id;
        v[c].done =
            rate_of(n[OBLIGATION_DONE] + n[OBLIGATION_OUT_OF_ORDER],
                    o->n - n[OBLIGATION_NOT_DUE] - n[OBLIGATION_UNKNOWN] - n[OBLIGATION_WAIVED]);
    }
    out->milestones = v;
    out->milestone_count = o->k;
}

/* Mean scores drawn towards each other; `score_low` holds the sum of squared scores so far. */
static void shrink_scores(struct measuring *m, struct party_adherence *v, i64 n)
{
    i64 mark = arena_mark(m->scratch), k = 0;
    f64 *y = arena_array(m->scratch, f64, n), *var = arena_array(m->scratch, f64, n);
    i64 *at = arena_array(m->scratch, i64, n);
    f64 within = 0;
    i64 df = 0;
    for (i64 i = 0; i < n; i++) {
        f64 deals = (f64)v[i].deals;
        within += fmax(0, v[i].score_low - deals * v[i].mean_score * v[i].mean_score);
        df += v[i].deals - 1;
        v[i].score_shrunken = v[i].score_high = v[i].score_low = NAN;
    }
    for (i64 i = 0; i < n && df > 0; i++) {
        at[k] = i;
        y[k] = v[i].mean_score;
        var[k++] = within / (f64)df / (f64)v[i].deals; /* one spread for all: few deals each */
    }
    bool said = k >= 3 && within > 0;
    struct shrink_effects fit = said ? shrink_effects_fit(y, var, k) : (struct shrink_effects){0};
    for (i64 i = 0; i < k && said; i++) {
        struct estimate e = shrink_effect(&fit, y[i], var[i], PARTY_LEVEL);
        v[at[i]].score_shrunken = e.value;
        v[at[i]].score_low = fmax(0, e.ci.low);
        v[at[i]].score_high = fmin(1, e.ci.high);
    }
    arena_rewind(m->scratch, mark);
}

/* Parties keep the order of `names`; those without a scored deal are left out. */
static i64 by_party(struct measuring *m, struct party_adherence *v, i64 n)
{
    i64 mark = arena_mark(m->scratch), k = 0;
    f64 *x = arena_array(m->scratch, f64, n), *all = arena_array(m->scratch, f64, n);
    f64 *lowest = arena_array(m->scratch, f64, n);
    for (i64 i = 0; i < n; i++)
        if (v[i].deals > 0) {
            v[k] = v[i];
            v[k].mean_score /= (f64)v[k].deals;
            x[k] = (f64)v[k].compliant;
            all[k] = (f64)v[k].deals;
            lowest[k++] = NAN;
        }
    struct shrink_rates fit = shrink_rates_fit(x, all, k);
    struct rng rng = rng_stream(m->options->seed, S("lowest quarter"));
    if (k >= 3 && k <= DRAWS_PARTIES_MAX)
        shrink_lowest_quarter(lowest, m->scratch, &fit, x, all, k, &rng);
    for (i64 i = 0; i < k; i++) {
        struct estimate e = shrink_rate(&fit, x[i], all[i], PARTY_LEVEL);
        v[i].shrunken = e.value;
        v[i].low = e.ci.low;
        v[i].high = e.ci.high;
        v[i].p_below_half = shrink_rate_below(&fit, x[i], all[i], 0.5);
        v[i].p_lowest_quarter = lowest[i];
    }
    shrink_scores(m, v, k);
    arena_rewind(m->scratch, mark);
    return k;
}

static void add_to_party(struct party_adherence *v, const struct deal_adherence *d)
{
    v->deals++;
    v->compliant += d->compliant;
    v->mean_score += d->score;
    v->score_low += d->score * d->score;
}

static void by_parties(struct measuring *m, struct adherence *out)
{
    const struct history *h = m->history;
    struct sellers who;
    sellers_find(&who, m->arena, h);
    struct party_adherence *seller = arena_array(m->arena, struct party_adherence, h->actors.n);
    struct party_adherence *department =
        arena_array(m->arena, struct party_adherence, who.departments.n);
    for (i64 i = 0; i < h->actors.n; i++) {
        u32 dep = who.department[i];
        seller[i].name = dict_name(&h->actors, (u32)i);
        if (dep != HISTORY_NO_ID)
            seller[i].department = dict_name(&who.departments, dep);
    }
    for (i64 i = 0; i < who.departments.n; i++)
        department[i].name = department[i].department = dict_name(&who.departments, (u32)i);
    for (i64 d = 0; d < h->deal_count; d++) {
        u32 owner = h->owner[d];
        if (owner == HISTORY_NO_ID || isnan(out->deal[d].score))
            continue;
        add_to_party(&seller[owner], &out->deal[d]);
        if (who.department[owner] != HISTORY_NO_ID)
            add_to_party(&department[who.department[owner]], &out->deal[d]);
    }
    out->seller_count = by_party(m, seller, h->actors.n);
    out->department_count = by_party(m, department, who.departments.n);
    out->sellers = seller;
    out->departments = department;
}

static struct figure mean_score(struct measuring *m, const struct deal_adherence *deal)
{
    const struct history *h = m->history;
    i64 mark = arena_mark(m->scratch), n = 0;
    f64 *x = arena_array(m->scratch, f64, h->deal_count);
    u32 *cluster = arena_array(m->scratch, u32, h->deal_count);
    for (i64 d = 0; d < h->deal_count; d++)
        if (!isnan(deal[d].score)) {
            cluster[n] = h->owner[d] == HISTORY_NO_ID ? (u32)h->actors.n : h->owner[d];
            x[n++] = deal[d].score;
        }
    struct figure f = {STANDING_COUNTS, NAN, NAN, NAN, n};
    if (n >= RATE_FLOOR) {
        struct cluster_mean c = interval_cluster_mean(m->scratch, x, cluster, n, h->actors.n + 1);
        f64 t = special_t_quantile(0.975, c.df);
        f = figure_of(c.mean, fmax(0, c.mean - t * c.se), fmin(1, c.mean + t * c.se), n);
    }
    arena_rewind(m->scratch, mark);
    return f;
}

static void by_outcome(struct measuring *m, struct adherence *out)
{
    const struct history *h = m->history;
    i64 compliant = 0, skips = 0, backs = 0;
    for (i64 row = 0; row < m->obligations.n; row++) {
        i64 d = m->obligations.deal[row];
        const struct deal_adherence *v = &out->deal[d];
        skips += v->skipped > 0;
        backs += v->backs > 0;
        if (isnan(v->score))
            continue;
        out->deals++;
        compliant += v->compliant;
        out->by_outcome[h->outcome[d]][v->compliant]++;
    }
    out->compliant = rate_of(compliant, out->deals);
    out->skips = rate_of(skips, m->obligations.n);
    out->rework = rate_of(backs, m->obligations.n);
    i64 closed[2] = {0, 0};
    for (i32 o = OUTCOME_WON; o <= OUTCOME_NO_DECISION; o++)
        for (i32 followed = 0; followed < 2; followed++)
            closed[followed] += out->by_outcome[o][followed];
    out->win_followed = rate_of(out->by_outcome[OUTCOME_WON][1], closed[1]);
    out->win_not = rate_of(out->by_outcome[OUTCOME_WON][0], closed[0]);
}

static void shares_of_obligations(struct measuring *m, struct adherence *out, const i64 *total)
{
    const struct obligations *o = &m->obligations;
    i64 unseen = total[OBLIGATION_UNKNOWN];
    i64 due = o->n * o->k - total[OBLIGATION_NOT_DUE] - unseen;
    i64 never = o->unknown * o->n;
    i64 late = total[OBLIGATION_LATE] + total[OBLIGATION_LATE_OUT_OF_ORDER];
    i64 disorder = total[OBLIGATION_OUT_OF_ORDER] + total[OBLIGATION_LATE_OUT_OF_ORDER];
    out->missing = rate_of(total[OBLIGATION_MISSING], due);
    out->late = rate_of(late, due);
    out->out_of_order = rate_of(disorder, due);
    out->backfilled = rate_of(total[OBLIGATION_BACKFILLED], due);
    out->waived = rate_of(total[OBLIGATION_WAIVED], due);
    out->waived_without = rate_of(total[OBLIGATION_WAIVED_WITHOUT], due);
    out->unknown = rate_census(never + unseen, never + o->n * o->k);
}

void adherence_measure(struct measuring *m)
{
    struct adherence *out = &m->answers->adherence;
    struct obligations *o = &m->obligations;
    obligations_gather(o, m->scratch, m->history, m->rules); /* kept for the assessment */
    out->stages = m->standard->stages.n;
    out->stages_matched = o->stages_matched;
    out->milestones_matched = o->k;
    out->compliant_from = COMPLIANT_FROM;
    if (o->n == 0) {
        cannot_say_add(m, SUBJECT_ADHERENCE,
                       o->stages_matched ? CAUSE_NO_MILESTONES : CAUSE_STANDARD_UNMATCHED);
        return;
    }
    i64 total[OBLIGATION_COUNT] = {0};
    struct deal_adherence *deal = arena_array(m->options->results_only ? m->scratch : m->arena,
                                              struct deal_adherence, m->history->deal_count);
    score_deals(m, deal, total);
    out->deal = deal;
    by_outcome(m, out);
    out->deals_without = m->facts.counts.deals - m->facts.counts.invalid - out->deals;
    out->mean_score = mean_score(m, deal);
    out->standing = out->mean_score.standing;
    shares_of_obligations(m, out, total);
    by_milestone(m, out);
    by_parties(m, out);
}
