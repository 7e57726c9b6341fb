/* The JSON of learned.h: docs/learn.md. */
#include "report/json_part.h"
#include "report/learned_say.h"

#include <math.h>

enum { RESULTS_MAX = 400, ROWS_MAX = 200 };

static void put_text_or_null(struct json_writer *w, const char *key, str s)
{
    json_key_c(w, key);
    if (s.n)
        json_str(&w->j, s);
    else
        json_null(&w->j);
}

static void put_range(struct json_writer *w, const char *key, f64 value, f64 low, f64 high)
{
    json_open(w, key);
    json_put_f64(w, "value", value);
    json_put_f64(w, "low", low);
    json_put_f64(w, "high", high);
    json_close(w);
}

static void put_estimate(struct json_writer *w, const char *key, const struct estimate *x)
{
    put_range(w, key, x->value, x->ci.low, x->ci.high);
}

static void put_rate(struct json_writer *w, const char *key, struct rate r)
{
    bool known = r.standing == STANDING_MEASURED;
    json_open(w, key);
    json_put_f64(w, "value", known ? r.value : NAN);
    json_put_f64(w, "low", known ? r.low : NAN);
    json_put_f64(w, "high", known ? r.high : NAN);
    json_put_i64(w, "numerator", r.numerator);
    json_put_i64(w, "denominator", r.denominator);
    json_put_str(w, "standing", str_c(standing_id(r.standing)));
    json_close(w);
}

static void put_outcomes(struct json_writer *w, const char *key, const i64 n[OUTCOME_COUNT])
{
    json_open(w, key);
    for (i32 o = 0; o < OUTCOME_COUNT; o++)
        json_put_i64(w, o == OUTCOME_NO_DECISION ? "no_decision" : outcome_id((enum outcome)o),
                     n[o]);
    json_close(w);
}

/* --- practices ---------------------------------------------------------------------------- */

static void put_side(struct json_writer *w, const char *key, i64 won, i64 told, i64 deals)
{
    json_open(w, key);
    json_put_i64(w, "won", won);
    json_put_i64(w, "told", told);
    json_put_i64(w, "deals", deals);
    json_close(w);
}

static void put_money(struct json_writer *w, const struct practice_family *f,
                      const struct practice_result *r)
{
    const struct estimate *d = &r->difference;
    bool known = f->currency >= 0 && r->without_minor > 0 && isfinite(d->value);
    json_key_c(w, "amount_at_stake");
    if (!known) {
        json_null(&w->j);
        return;
    }
    f64 minor = (f64)r->without_minor;
    json_object(&w->j);
    json_put_i64(w, "value_minor", llround(minor * d->value));
    json_put_i64(w, "low_minor", llround(minor * d->ci.low));
    json_put_i64(w, "high_minor", llround(minor * d->ci.high));
    json_put_str(w, "currency", dict_name(&w->report->history->currencies, (u32)f->currency));
    json_close(w);
}

static void put_practice(struct json_writer *w, const struct practice_family *f,
                         const struct practice_result *r)
{
    const struct history *h = w->report->history;
    bool tested = r->standing == PRACTICE_TESTED;
    str alike = r->alike >= 0 ? practice_id(w->p.a, h, f->list[r->alike].practice) : (str){0};
    json_object(&w->j);
    json_put_str(w, "id", practice_id(w->p.a, h, r->practice));
    json_put_str(w, "kind", str_c(practice_kind_id(r->practice.kind)));
    json_put_str(w, "title", learned_practice(&w->p, r->practice));
    json_put_str(w, "standing", str_c(practice_standing_id(r->standing)));
    json_put_bool(w, "found", r->found);
    put_side(w, "with", r->won_did, r->told_did, r->did);
    put_side(w, "without", r->won_not, r->told_not, r->not_did);
    put_estimate(w, "difference", &r->difference);
    json_put_f64(w, "p", r->p);
    json_put_f64(w, "p_adjusted", r->p_adjusted);
    put_estimate(w, "shrunken", &r->shrunken);
    json_put_f64(w, "strength", r->strength);
    json_put_f64(w, "strength_limit", r->strength_limit);
    json_put_f64(w, "share_without", r->share_without);
    put_estimate(w, "wins_per_100", &r->wins_per_100);
    put_money(w, f, r);
    put_text_or_null(w, "counts", tested ? learned_counts(&w->p, f, r) : (str){0});
    put_text_or_null(w, "effect", r->found ? learned_effect(&w->p, f, r) : (str){0});
    put_text_or_null(w, "alike", alike);
    json_put_i64(w, "deals_wanted", r->wanted);
    json_close(w);
}

static void put_family(struct json_writer *w, const struct practice_family *f)
{
    const struct landmark_deals *l = &f->deals;
    json_object(&w->j);
    json_put_str(w, "landmark", landmark_id(w->p.a, w->report->history, l->at));
    json_put_str(w, "title", learned_landmark(&w->p, l->at));
    json_put_str(w, "standing", str_c(practices_refused_id(f->refused)));
    put_text_or_null(w, "reason", learned_refusal(&w->p, f));
    json_put_i64(w, "deals_wanted", f->wanted);
    json_put_f64(w, "weeks_wanted", f->wanted_weeks);
    json_put_i64(w, "deals", l->n);
    json_put_i64(w, "won", l->won_count);
    json_put_i64(w, "open_too_young", l->censored_count);
    json_put_i64(w, "seen_late", l->seen_late);
    json_put_i64(w, "without_times", l->without_times);
    json_put_i64(w, "horizon_days", l->horizon_days);
    json_put_i64(w, "sellers", l->sellers);
    json_put_i64(w, "segments", l->segments);
    json_put_i64(w, "stages", l->stages);
    json_put_i64(w, "strata", l->strata);
    char grade[2] = {evidence_letter(f->grade), 0};
    json_put_str(w, "grade", str_c(grade));
    json_put_str(w, "verb", learn_say(&w->p, LEARN_VERB + f->grade));
    json_put_str(w, "method",
                 f->pseudo     ? S("pseudo-values")
                 : f->permuted ? S("permutation")
                               : S("mantel-haenszel"));
    json_put_i64(w, "tested", f->tested);
    json_put_i64(w, "found", f->found);
    json_put_f64(w, "detectable", f->detectable);
    json_open_array(w, "practices");
    for (i64 i = 0; i < i64_min(f->n, RESULTS_MAX); i++)
        put_practice(w, f, &f->list[i]);
    json_close(w);
    json_close(w);
}

static void put_practices(struct json_writer *w, const struct learned *l)
{
    json_open(w, "practices");
    json_put_f64(w, "false_share", PRACTICES_FALSE);
    json_put_i64(w, "deals_min", PRACTICES_DEALS_MIN);
    json_put_i64(w, "side_min", FEATURES_ARM_MIN);
    json_open_array(w, "families");
    for (i64 i = 0; i < l->practices.n; i++)
        put_family(w, &l->practices.family[i]);
    json_close(w);
    json_close(w);
}

/* --- deviations, gates -------------------------------------------------------------------- */

static void put_gate_head(struct json_writer *w, const struct conduct_gate *g)
{
    const struct standard *s = w->report->standard;
    json_put_str(w, "milestone", s->milestones.v[g->milestone].id);
    json_put_str(w, "title", learned_milestone(&w->p, g->milestone));
    json_put_str(w, "stage", s->stages.v[g->stage].id);
    json_put_i64(w, "asked", g->asked);
}

static void put_deviation(struct json_writer *w, const struct conduct_gate *g)
{
    const struct figure *d = &g->difference;
    bool known = d->standing == STANDING_MEASURED;
    json_object(&w->j);
    put_gate_head(w, g);
    json_open(w, "ways");
    for (i32 i = 0; i < GATE_WAYS; i++)
        put_outcomes(w, (const char *[]){"kept", "late", "missed", "waived", "waived_without"}[i],
                     g->count[i]);
    json_close(w);
    put_rate(w, "broken", g->broken);
    put_rate(w, "won_kept", g->win_kept);
    put_rate(w, "won_broken", g->win_broken);
    put_range(w, "difference", known ? d->value : NAN, known ? d->low : NAN, known ? d->high : NAN);
    json_put_f64(w, "p", g->p);
    json_put_f64(w, "p_adjusted", g->p_adjusted);
    json_close(w);
}

static void put_review(struct json_writer *w, const struct learned *l)
{
    const struct conduct *c = &l->conduct;
    const struct history *h = w->report->history;
    json_open_array(w, "review");
    for (i64 i = 0; i < c->review_count; i++) {
        u32 row = c->review[i], d = c->deal[row];
        json_object(&w->j);
        json_put_str(w, "deal", h->deal_id[d]);
        json_put_day(w, "closed", h->closed_ms[d]);
        json_put_bool(w, "jumped", c->jumped[row]);
        json_open_array(w, "lacked");
        for (i64 g = 0; g < c->gate_count; g++)
            if (conduct_lacks(c, l->rules, row, g))
                json_str(&w->j, w->report->standard->milestones.v[c->gates[g].milestone].id);
        json_close(w);
        json_close(w);
    }
    json_close(w);
}

static void put_deviations(struct json_writer *w, const struct learned *l)
{
    const struct conduct *c = &l->conduct;
    json_open(w, "deviations");
    json_put_str(w, "standing", str_c(standing_id(c->standing)));
    put_text_or_null(w, "reason",
                     !l->has_standard                   ? learn_say(&w->p, LEARN_NO_STANDARD)
                     : c->standing != STANDING_MEASURED ? learn_say(&w->p, LEARN_NO_GATES)
                                                        : (str){0});
    json_put_i64(w, "deals", c->deals);
    json_put_str(w, "grade", S("D"));
    json_open(w, "skipped_a_stage");
    put_outcomes(w, "no", c->skipped[0]);
    put_outcomes(w, "yes", c->skipped[1]);
    json_close(w);
    json_open(w, "moved_back");
    put_outcomes(w, "no", c->back[0]);
    put_outcomes(w, "yes", c->back[1]);
    json_close(w);
    json_open(w, "won_without");
    json_put_i64(w, "numerator", c->won_without_count);
    json_put_i64(w, "denominator", c->won_count);
    put_review(w, l);
    json_close(w);
    json_open_array(w, "gates");
    for (i64 i = 0; i < c->gate_count; i++)
        put_deviation(w, &c->gates[i]);
    json_close(w);
    json_close(w);
}

static void put_gate(struct json_writer *w, const struct conduct_gate *g)
{
    json_object(&w->j);
    put_gate_head(w, g);
    put_rate(w, "broken", g->broken);
    put_rate(w, "same_minute", g->same_minute);
    put_rate(w, "copied", g->copied);
    put_rate(w, "unconfirmed", g->unconfirmed);
    json_put_i64(w, "refused", g->refused);
    json_put_i64(w, "refused_then_kept", g->refused_then_kept);
    json_put_i64(w, "refused_then_waived", g->refused_then_waived);
    json_put_i64(w, "waived", g->waived);
    json_put_i64(w, "waived_without", g->waived_without);
    json_put_i64(w, "objected", g->objected);
    json_open_array(w, "flaws");
    for (i32 i = 0; i < GATE_FLAWS; i++)
        if (g->flaws >> i & 1)
            json_str(&w->j, str_c(gate_flaw_id((enum gate_flaw)i)));
    json_close(w);
    json_put_str(w, "said", learned_flaws(&w->p, g));
    json_close(w);
}

static void put_gates(struct json_writer *w, const struct learned *l)
{
    const struct conduct *c = &l->conduct;
    json_open(w, "gates");
    json_put_str(w, "standing", str_c(standing_id(c->standing)));
    put_text_or_null(w, "reason",
                     !l->has_standard                   ? learn_say(&w->p, LEARN_NO_STANDARD)
                     : c->standing != STANDING_MEASURED ? learn_say(&w->p, LEARN_NO_GATES)
                                                        : (str){0});
    json_put_i64(w, "asked_min", GATE_ASKED_MIN);
    json_put_bool(w, "confirmations_known", c->confirmations);
    json_put_bool(w, "texts_known", c->texts);
    json_put_bool(w, "minutes_known", c->minutes);
    json_open_array(w, "gates");
    for (i64 i = 0; i < c->gate_count; i++)
        put_gate(w, &c->gates[i]);
    json_close(w);
    json_close(w);
}

/* --- no decision -------------------------------------------------------------------------- */

static void put_stages(struct json_writer *w, const struct undecided *u)
{
    const struct history *h = w->report->history;
    json_open_array(w, "stages");
    for (i64 i = 0; i < u->stage_count; i++) {
        const struct undecided_stage *s = &u->stages[i];
        json_object(&w->j);
        json_put_str(w, "stage", h->activity_word[s->activity]);
        json_put_str(w, "title", learned_activity(&w->p, s->activity));
        json_put_i64(w, "declared", s->declared);
        json_put_i64(w, "implied", s->implied);
        put_rate(w, "share", s->share);
        json_close(w);
    }
    json_close(w);
    json_open_array(w, "last");
    for (i64 i = 0; i < u->last_count; i++) {
        json_object(&w->j);
        json_put_str(w, "activity", dict_name(&h->activities, u->last[i].activity));
        json_put_str(w, "title", learned_activity(&w->p, u->last[i].activity));
        json_put_i64(w, "declared", u->last[i].declared);
        json_put_i64(w, "implied", u->last[i].implied);
        json_put_i64(w, "won", u->last[i].won);
        json_close(w);
    }
    json_close(w);
}

static void put_undecided(struct json_writer *w, const struct learned *l)
{
    const struct undecided *u = &l->undecided;
    json_open(w, "no_decision");
    json_put_str(w, "standing", str_c(standing_id(u->standing)));
    json_put_bool(w, "declared_known", u->declared_known);
    json_put_bool(w, "implied_known", u->implied_known);
    json_put_i64(w, "declared", u->declared);
    json_put_i64(w, "implied", u->implied);
    json_put_f64(w, "silence_days", u->gap_days);
    put_rate(w, "rate_declared", u->rate_declared);
    put_rate(w, "rate_with_implied", u->rate_with_implied);
    json_spread(w, "age_days_declared", &u->age_declared);
    json_spread(w, "age_days_implied", &u->age_implied);
    json_spread(w, "silence_days_declared", &u->silence_declared);
    json_spread(w, "silence_days_implied", &u->silence_implied);
    json_spread(w, "silence_days_lost", &u->silence_lost);
    json_spread(w, "silence_days_won", &u->silence_won);
    put_rate(w, "quarter_end", u->quarter_end);
    put_rate(w, "quarter_end_lost", u->quarter_end_lost);
    put_stages(w, u);
    json_open_array(w, "reasons");
    for (i64 i = 0; i < u->reason_count; i++) {
        json_object(&w->j);
        json_put_str(w, "reason", dict_name(&w->report->history->reasons, u->reasons[i].reason));
        json_put_i64(w, "deals", u->reasons[i].deals);
        json_close(w);
    }
    json_close(w);
    json_put_i64(w, "without_reason", u->without_reason);
    json_close(w);
}

/* --- contrasts ---------------------------------------------------------------------------- */

static void put_counts(struct json_writer *w, const struct contrast *c, const i64 *n)
{
    json_open_array(w, "deals");
    for (i64 l = 0; l < c->level_count; l++)
        json_i64(&w->j, n[l]);
    json_close(w);
}

static void put_step(struct json_writer *w, const struct contrast *c, const struct contrast_step *s)
{
    const struct history *h = w->report->history;
    bool first = s->from == HISTORY_ACTIVITIES_MAX;
    str from = first ? (str){0} : dict_name(&h->activities, s->from);
    str id = str_fmt(w->p.a, "%.*s>%.*s", STR_ARG(from), STR_ARG(dict_name(&h->activities, s->to)));
    json_object(&w->j);
    json_put_str(w, "id", id);
    put_text_or_null(w, "from", first ? (str){0} : dict_name(&h->activities, s->from));
    json_put_str(w, "to", dict_name(&h->activities, s->to));
    json_put_str(w, "title", learned_step(&w->p, s->from, s->to));
    put_counts(w, c, s->deals);
    json_array_f64(w, "median_days", s->median_days, c->level_count);
    json_put_f64(w, "p", s->p);
    json_put_f64(w, "p_adjusted", s->p_adjusted);
    json_put_bool(w, "differs", s->differs);
    json_close(w);
}

static void put_ways(struct json_writer *w, const struct contrast *c)
{
    json_open_array(w, "ways");
    for (i64 i = 0; i < c->way_count; i++) {
        json_object(&w->j);
        json_open_array(w, "activities");
        for (i64 k = 0; k < c->way[i].length; k++)
            json_str(&w->j, dict_name(&w->report->history->activities, c->way[i].step[k]));
        json_close(w);
        put_counts(w, c, c->way[i].deals);
        json_close(w);
    }
    json_close(w);
    json_open_array(w, "other_ways");
    for (i64 l = 0; l < c->level_count; l++)
        json_i64(&w->j, c->other_ways[l]);
    json_close(w);
}

static void put_contrast(struct json_writer *w, const struct contrast *c)
{
    json_object(&w->j);
    json_put_str(w, "by", c->by);
    json_put_str(w, "title", learned_column(&w->p, c->by));
    json_put_str(w, "standing", c->refused == CONTRAST_MEASURED ? S("measured") : S("too-few"));
    json_put_i64(w, "first_days", c->days);
    json_put_str(w, "grade", S("D"));
    json_open_array(w, "levels");
    for (i64 l = 0; l < c->level_count; l++) {
        json_object(&w->j);
        json_put_str(w, "name", c->level[l].name);
        json_put_i64(w, "deals", c->level[l].deals);
        json_close(w);
    }
    json_close(w);
    json_put_i64(w, "left_out", c->left_out);
    json_put_i64(w, "too_short", c->too_short);
    json_put_i64(w, "tested", c->tested);
    json_put_i64(w, "differing", c->differing);
    json_put_f64(w, "ways_p", c->ways_p);
    json_open_array(w, "steps");
    for (i64 i = 0; i < i64_min(c->step_count, ROWS_MAX); i++)
        put_step(w, c, &c->steps[i]);
    json_close(w);
    put_ways(w, c);
    json_close(w);
}

/* Sellers are compared in front of who leads; a seller sees no names. */
static bool is_hidden(const struct json_writer *w, const struct contrast *c)
{
    bool sellers = str_eq_fold(c->by, S("owner")) || str_eq_fold(c->by, S("seller"));
    return sellers && w->report->people.own_only;
}

static void put_compare(struct json_writer *w, const struct learned *l)
{
    json_open_array(w, "compare");
    for (i64 i = 0; i < l->contrast_count; i++)
        if (!is_hidden(w, &l->contrast[i]))
            put_contrast(w, &l->contrast[i]);
    json_close(w);
}

void learned_json(struct buf *out, struct arena *a, const struct learned *l,
                  const struct report *report)
{
    struct json_writer w = {.p = {a, report}, .report = report};
    static const struct {
        u32 part;
        void (*put)(struct json_writer *w, const struct learned *l);
    } parts[] = {{JSON_PRACTICES, put_practices},
                 {JSON_DEVIATIONS, put_deviations},
                 {JSON_GATES, put_gates},
                 {JSON_UNDECIDED, put_undecided},
                 {JSON_COMPARE, put_compare}};
    json_init(&w.j, out, report->compact ? 0 : 2);
    json_object(&w.j);
    json_put_str(&w, "version", report->version);
    json_put_str(&w, "input_hash", str_c(report->import->input_sha256));
    json_put_str(&w, "lang", str_c(lang_code(report->lang)));
    json_put_day(&w, "as_of", report->history->as_of_ms);
    json_put_i64(&w, "deals", report->history->deal_count);
    json_population(&w);
    for (i64 i = 0; i < LENGTH(parts); i++)
        if (l->parts & parts[i].part)
            parts[i].put(&w, l);
    json_close(&w);
}
