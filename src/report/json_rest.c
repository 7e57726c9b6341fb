/* json_rest.c - comparisons, pipeline, adherence, process, assessment. */
#include "report/json_part.h"

#include "report/process.h"

#include <math.h>

static void json_level(struct json_writer *w, const struct group_level *l)
{
    json_object(&w->j);
    json_put_str(w, "name", l->name);
    json_put_i64(w, "deals", l->deals);
    json_put_i64(w, "open", l->open);
    json_put_i64(w, "won", l->won);
    json_put_i64(w, "lost", l->lost);
    json_put_i64(w, "no_decision", l->no_decision);
    json_rate(w, "win_rate", l->win, SUBJECT_GROUP);
    json_rate(w, "cohort", l->cohort, SUBJECT_WIN_RATE_COHORT);
    json_figure(w, "cohort_difference", l->cohort_difference);
    json_put_f64(w, "shrunken", l->shrunken);
    json_put_f64(w, "shrunken_low", l->shrunken_low);
    json_put_f64(w, "shrunken_high", l->shrunken_high);
    json_put_f64(w, "p", l->p);
    json_put_f64(w, "p_adjusted", l->p_adjusted);
    json_put_bool(w, "flagged", l->flagged);
    json_put_i64(w, "won_value_minor", l->won_value_minor);
    json_put_f64(w, "median_cycle_days", l->median_cycle);
    json_close(w);
}

void json_groups(struct json_writer *w)
{
    const struct groups *groups = &w->answers->groups;
    json_open_array(w, "groups");
    for (i64 i = 0; i < groups->n; i++) {
        const struct comparison *g = &groups->list[i];
        json_object(&w->j);
        json_put_str(w, "by", g->by);
        json_put_str(w, "verdict", str_c(group_verdict_id(g->verdict)));
        json_put_f64(w, "chi2", g->chi2);
        json_put_i64(w, "df", g->df);
        json_put_f64(w, "p", g->p);
        json_put_f64(w, "p_simulated", g->p_simulated);
        json_put_f64(w, "p_adjusted", g->p_adjusted);
        json_put_f64(w, "cramers_v", g->cramers_v);
        json_put_f64(w, "spread", g->spread);
        json_put_f64(w, "spread_by_chance", g->spread_by_chance);
        json_put_f64(w, "cohort_p", g->cohort_p);
        json_put_f64(w, "cohort_p_adjusted", g->cohort_p_adjusted);
        json_put_f64(w, "gray_p", g->gray_p);
        json_put_f64(w, "logrank_p", g->logrank_p);
        json_put_i64(w, "unknown", g->unknown);
        json_open_array(w, "levels");
        bool sellers = str_eq(g->by, S("owner"));
        for (i64 k = 0; k < g->level_count; k++)
            if (!sellers || json_shows_seller(w, g->levels[k].name))
                json_level(w, &g->levels[k]);
        json_close(w);
        json_close(w);
    }
    json_close(w);
}

static void json_slippage(struct json_writer *w)
{
    const struct slippage *s = &w->answers->slippage;
    json_open(w, "slippage");
    json_standing(w, s->standing, SUBJECT_SLIPPAGE);
    json_put_i64(w, "deals", s->deals);
    json_rate(w, "pushed", s->pushed, SUBJECT_SLIPPAGE);
    json_rate(w, "pulled", s->pulled, SUBJECT_SLIPPAGE);
    json_put_i64(w, "changes", s->changes);
    json_put_f64(w, "pushes_per_deal", s->pushes_per_deal);
    json_spread(w, "days_slipped", &s->days_slipped);
    json_rate(w, "due_slipped", s->due_slipped, SUBJECT_SLIPPAGE);
    json_close(w);
    const struct overdue *o = &w->answers->overdue;
    json_open(w, "overdue");
    json_rate(w, "open", o->open, SUBJECT_COUNT);
    json_spread(w, "days", &o->days);
    json_close(w);
}

static void json_flow(struct json_writer *w)
{
    const struct stale *s = &w->answers->stale;
    json_open(w, "stale");
    json_standing(w, s->standing, SUBJECT_STALE);
    json_put_f64(w, "gap_days", s->standing == STANDING_CANNOT_SAY ? NAN : s->gap_days);
    json_rate(w, "open", s->open, SUBJECT_STALE);
    json_rate(w, "no_decision", s->no_decision, SUBJECT_STALE);
    json_close(w);
    const struct little *l = &w->answers->little;
    json_open(w, "little");
    json_standing(w, l->standing, SUBJECT_LITTLE);
    bool known = l->standing == STANDING_MEASURED;
    json_put_f64(w, "stock", known ? l->stock : NAN);
    json_put_f64(w, "entries_per_day", known ? l->entries_per_day : NAN);
    json_put_f64(w, "days_closed", known ? l->days_closed : NAN);
    json_put_f64(w, "ratio", known ? l->ratio : NAN);
    json_close(w);
    const struct coverage *c = &w->answers->coverage;
    json_open(w, "coverage");
    json_standing(w, c->standing, SUBJECT_COVERAGE);
    json_put_i64(w, "open_deals", c->open_deals);
    json_put_i64(w, "won_deals", c->won_deals);
    json_put_i64(w, "quarters", c->quarters);
    json_put_f64(w, "ratio_deals", c->ratio_deals);
    json_put_f64(w, "ratio_value", c->ratio_value);
    json_close(w);
    const struct velocity *v = &w->answers->velocity;
    known = v->standing == STANDING_MEASURED;
    json_open(w, "velocity");
    json_standing(w, v->standing, SUBJECT_VELOCITY);
    json_put_f64(w, "entries_per_day", known ? v->entries_per_day : NAN);
    json_put_f64(w, "won_share", known ? v->won_share : NAN);
    json_put_f64(w, "mean_won_minor", known ? v->mean_won_minor : NAN);
    json_put_f64(w, "minor_per_day", known ? v->minor_per_day : NAN);
    json_put_f64(w, "minor_per_day_low", known ? v->minor_per_day_low : NAN);
    json_put_f64(w, "minor_per_day_high", known ? v->minor_per_day_high : NAN);
    json_close(w);
}

static void json_concentration(struct json_writer *w)
{
    const struct concentration *c = &w->answers->concentration;
    bool known = c->standing != STANDING_CANNOT_SAY;
    json_open(w, "concentration");
    json_standing(w, c->standing, SUBJECT_CONCENTRATION);
    json_put_i64(w, "sellers", c->sellers);
    json_put_str(w, "top", json_shows_seller(w, c->top) ? c->top : S(""));
    json_rate(w, "top_wins", c->top_wins, SUBJECT_CONCENTRATION);
    json_figure(w, "top_value", c->top_value);
    json_put_f64(w, "top_three_value", known ? c->top_three_value : NAN);
    json_put_f64(w, "effective_wins", known ? c->effective_wins : NAN);
    json_put_f64(w, "effective_value", known ? c->effective_value : NAN);
    json_put_i64(w, "sellers_for_80", c->sellers_for_80);
    json_rate(w, "win_without_top", c->win_without_top, SUBJECT_CONCENTRATION);
    json_close(w);
}

void json_pipeline(struct json_writer *w)
{
    json_slippage(w);
    json_flow(w);
    json_concentration(w);
}

static void json_parties(struct json_writer *w, const char *key, const struct party_adherence *list,
                         i64 n)
{
    bool sellers = list == w->answers->adherence.sellers;
    json_open_array(w, key);
    for (i64 i = 0; i < n; i++) {
        if (sellers && !json_shows_seller(w, list[i].name))
            continue;
        json_object(&w->j);
        json_put_str(w, "name", list[i].name);
        json_put_i64(w, "deals", list[i].deals);
        json_put_i64(w, "compliant", list[i].compliant);
        json_put_f64(w, "mean_score", list[i].mean_score);
        json_put_f64(w, "shrunken", list[i].shrunken);
        json_put_f64(w, "low", list[i].low);
        json_put_f64(w, "high", list[i].high);
        json_put_f64(w, "score_shrunken", list[i].score_shrunken);
        json_put_f64(w, "score_low", list[i].score_low);
        json_put_f64(w, "score_high", list[i].score_high);
        json_put_f64(w, "p_below_half", list[i].p_below_half);
        json_put_f64(w, "p_lowest_quarter", list[i].p_lowest_quarter);
        json_close(w);
    }
    json_close(w);
}

static void json_deviations(struct json_writer *w, const struct report_distance *d)
{
    json_open_array(w, "deviations");
    i64 shown = 0;
    for (i64 i = 0; i < d->variants.count && shown < JSON_REPORT_DEVIATIONS_MAX; i++) {
        str words = phrase_deviation(&w->p, i);
        if (!words.n)
            continue;
        json_object(&w->j);
        json_put_i64(w, "deals", process_closed(&d->variants.list[i]));
        json_put_i64(w, "steps_off", d->alignment.cost[i]);
        json_put_str(w, "text", words);
        json_close(w);
        shown++;
    }
    json_close(w);
}

void json_distance(struct json_writer *w)
{
    const struct report_distance *d = &w->report->process->distance;
    json_key_c(w, "alignment");
    if (!d->known) {
        json_null(&w->j);
        return;
    }
    json_object(&w->j);
    json_put_i64(w, "closed", d->closed);
    json_put_i64(w, "fitting", d->fitting);
    json_put_i64(w, "steps_off", d->steps);
    json_put_f64(w, "fitness", d->alignment.fitness);
    json_deviations(w, d);
    json_close(w);
}

static void json_followed(struct json_writer *w, const char *key, const struct adherence *h,
                          i32 followed)
{
    static const enum outcome outcomes[] = {OUTCOME_WON, OUTCOME_LOST, OUTCOME_NO_DECISION,
                                            OUTCOME_OPEN};
    static const char *const names[] = {"won", "lost", "no_decision", "open"};
    json_open(w, key);
    for (i64 i = 0; i < LENGTH(outcomes); i++)
        json_put_i64(w, names[i], h->by_outcome[outcomes[i]][followed]);
    json_close(w);
}

void json_adherence(struct json_writer *w)
{
    const struct adherence *h = &w->answers->adherence;
    json_open(w, "adherence");
    json_standing(w, h->standing, SUBJECT_ADHERENCE);
    json_put_i64(w, "deals", h->deals);
    json_figure(w, "mean_score", h->mean_score);
    json_rate(w, "compliant", h->compliant, SUBJECT_ADHERENCE);
    json_rate(w, "missing", h->missing, SUBJECT_ADHERENCE);
    json_rate(w, "late", h->late, SUBJECT_ADHERENCE);
    json_rate(w, "out_of_order", h->out_of_order, SUBJECT_ADHERENCE);
    json_rate(w, "backfilled", h->backfilled, SUBJECT_ADHERENCE);
    json_rate(w, "unknown", h->unknown, SUBJECT_ADHERENCE);
    json_rate(w, "waived", h->waived, SUBJECT_ADHERENCE);
    json_rate(w, "waived_without", h->waived_without, SUBJECT_ADHERENCE);
    json_rate(w, "skips", h->skips, SUBJECT_ADHERENCE);
    json_rate(w, "rework", h->rework, SUBJECT_ADHERENCE);
    json_rate(w, "win_followed", h->win_followed, SUBJECT_ADHERENCE);
    json_rate(w, "win_not_followed", h->win_not, SUBJECT_ADHERENCE);
    json_followed(w, "followed", h, 1);
    json_followed(w, "not_followed", h, 0);
    json_open_array(w, "milestones");
    for (i64 i = 0; i < h->milestone_count; i++) {
        const struct milestone_adherence *m = &h->milestones[i];
        json_object(&w->j);
        json_put_str(w, "milestone", m->milestone);
        json_put_str(w, "stage", m->stage);
        for (i32 o = 0; o < OBLIGATION_COUNT; o++)
            json_put_i64(w, obligation_id((enum obligation)o), m->count[o]);
        json_rate(w, "done_rate", m->done, SUBJECT_ADHERENCE);
        json_close(w);
    }
    json_close(w);
    json_parties(w, "sellers", h->sellers, h->seller_count);
    json_parties(w, "departments", h->departments, h->department_count);
    json_close(w);
}

void json_map(struct json_writer *w)
{
    const struct report_process *process = w->report->process;
    const struct map *m = &process->map;
    json_open(w, "map");
    json_open_array(w, "activities");
    for (i64 i = 0; i < m->activity_count; i++) {
        if (!m->activities[i].events)
            continue;
        json_object(&w->j);
        json_put_str(w, "name", traces_name(&process->traces, (u16)i));
        json_put_i64(w, "events", m->activities[i].events);
        json_put_i64(w, "deals", m->activities[i].deals);
        json_put_i64(w, "starts", m->activities[i].starts);
        json_put_i64(w, "ends", m->activities[i].ends);
        json_close(w);
    }
    json_close(w);
    json_open_array(w, "edges");
    for (i64 i = 0; i < m->edge_count; i++) {
        const struct map_edge *e = &m->edges[i];
        json_object(&w->j);
        json_put_str(w, "from", traces_name(&process->traces, e->from));
        json_put_str(w, "to", traces_name(&process->traces, e->to));
        json_put_i64(w, "count", e->count);
        json_put_f64(w, "mean_days", (f64)e->sum_ms / (f64)e->count / (f64)MS_PER_DAY);
        json_put_f64(w, "median_days", e->median_ms / (f64)MS_PER_DAY);
        json_close(w);
    }
    json_close(w);
    json_close(w);
}

static void json_variant(struct json_writer *w, i64 i)
{
    const struct report_process *process = w->report->process;
    const struct variant *v = &process->variants.list[i];
    i64 n;
    const u16 *way = variant_sequence(&process->variants, &process->traces, i, &n);
    json_object(&w->j);
    const i64 *ids = w->report->deal_ids;
    json_put_i64(w, "deals", v->deals);
    json_key_c(w, "deal");
    if (ids)
        json_i64(&w->j, ids[v->deal]);
    else
        json_null(&w->j);
    json_put_i64(w, "won", v->by_outcome[OUTCOME_WON]);
    json_put_i64(w, "lost", v->by_outcome[OUTCOME_LOST]);
    json_put_i64(w, "no_decision", v->by_outcome[OUTCOME_NO_DECISION]);
    json_put_i64(w, "open", v->by_outcome[OUTCOME_OPEN]);
    json_put_f64(w, "mean_days", (f64)v->duration_sum_ms / (f64)v->deals / (f64)MS_PER_DAY);
    json_open_array(w, "activities");
    for (i64 k = 0; k < n; k++)
        json_str(&w->j, traces_name(&process->traces, way[k]));
    json_close(w);
    json_close(w);
}

void json_variants(struct json_writer *w)
{
    const struct variants *v = &w->report->process->variants;
    json_put_i64(w, "variant_count", v->count);
    json_open_array(w, "variants");
    for (i64 i = 0; i < i64_min(v->count, JSON_REPORT_VARIANTS_MAX); i++)
        json_variant(w, i);
    json_close(w);
}

static void json_criteria(struct json_writer *w, const struct kind_gate *g)
{
    const struct assessment *k = &w->answers->assessment;
    json_open_array(w, "criteria");
    for (i32 i = 0; i < g->count; i++) {
        const struct kind_criterion *c = &k->criteria[g->first + i];
        json_object(&w->j);
        json_put_str(w, "id", str_c(criterion_name(c->id)));
        json_put_str(w, "text", phrase(&w->p, TEXT_CRITERION + c->id));
        json_put_f64(w, "wanted", c->wanted);
        json_put_f64(w, "seen", c->unknown ? NAN : c->seen);
        json_put_i64(w, "n", c->n);
        json_put_f64(w, "probability", c->unknown ? NAN : c->probability);
        json_put_bool(w, "passed", c->passed);
        json_put_bool(w, "unknown", c->unknown);
        json_close(w);
    }
    json_close(w);
}

static void json_gates(struct json_writer *w)
{
    const struct assessment *k = &w->answers->assessment;
    json_open_array(w, "gates");
    for (i32 i = 0; i < GATES; i++) {
        const struct kind_gate *g = &k->gates[i];
        json_object(&w->j);
        json_put_i64(w, "number", g->number);
        json_put_str(w, "text", phrase(&w->p, TEXT_GATE + i));
        json_put_f64(w, "probability", g->probability);
        json_put_bool(w, "passed", g->passed);
        json_put_bool(w, "unknown", g->unknown);
        json_criteria(w, g);
        json_close(w);
    }
    json_close(w);
}

static void json_kind_or_null(struct json_writer *w, const char *key, bool known, enum kind k)
{
    json_key_c(w, key);
    if (known)
        json_str(&w->j, str_c(kind_id(k)));
    else
        json_null(&w->j);
}

void json_assessment(struct json_writer *w)
{
    const struct assessment *k = &w->answers->assessment;
    bool said = k->state == ASSESSMENT_DECIDED || k->state == ASSESSMENT_BETWEEN;
    json_open(w, "assessment");
    json_kind_or_null(w, "kind", said, k->kind);
    json_put_f64(w, "probability", said ? k->probability : NAN);
    json_put_str(w, "state", str_c(assessment_state_id(k->state)));
    bool ranged = k->state != ASSESSMENT_CANNOT_SAY;
    json_kind_or_null(w, "low", ranged, k->low);
    json_kind_or_null(w, "high", ranged, k->high);
    json_put_str(w, "text", phrase_kind(&w->p));
    json_open(w, "probabilities");
    for (i32 i = 0; i < KIND_COUNT; i++)
        json_put_f64(w, kind_id((enum kind)i), said ? k->p[i] : NAN);
    json_close(w);
    json_gates(w);
    json_open_array(w, "missing");
    for (i32 i = 0; i < k->missing_count; i++)
        json_str(&w->j, str_c(criterion_name(k->missing[i])));
    json_close(w);
    json_open_array(w, "failing");
    for (i32 i = 0; i < k->failing_count; i++)
        json_str(&w->j, str_c(criterion_name(k->failing[i])));
    json_close(w);
    json_put_i64(w, "deals", k->deals);
    json_put_f64(w, "days", k->days);
    json_put_str(w, "thresholds", k->thresholds);
    json_close(w);
}
