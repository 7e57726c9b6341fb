#include "measure/undecided.h"

#include "measure/blank.h"
#include "measure/measuring.h"

#include <math.h>

struct looking {
    struct undecided *u;
    struct measuring m;
    u8 *how;
    u16 *last;
    i64 *life_ms; /* per deal: the last sign of life before its end, or so far; TIME_NONE */
};

static i64 end_ms(const struct history *h, i64 d)
{
    return h->outcome[d] == OUTCOME_OPEN ? h->as_of_ms : h->closed_ms[d];
}

static void find_last(struct looking *w, i64 d)
{
    const struct history *h = w->m.history;
    i64 until = end_ms(h, d);
    w->last[d] = HISTORY_ACTIVITIES_MAX;
    w->life_ms[d] = h->entered_ms[d];
    for (i64 e = h->first[d]; e < h->first[d + 1] && h->at_ms[e] <= until; e++)
        if (facts_sign_of_life(h->activity_kind[h->activity[e]])) {
            w->last[d] = h->activity[e];
            w->life_ms[d] = h->at_ms[e];
        }
}

static void classify(struct looking *w)
{
    const struct history *h = w->m.history;
    for (i64 d = 0; d < h->deal_count; d++) {
        bool counted;
        bool silent = w->u->implied_known && stale_is_silent(&w->m, d, &counted);
        w->how[d] = h->outcome[d] == OUTCOME_NO_DECISION ? UNDECIDED_DECLARED
                    : silent                             ? UNDECIDED_IMPLIED
                                                         : UNDECIDED_NOT;
        w->u->declared += w->how[d] == UNDECIDED_DECLARED;
        w->u->implied += w->how[d] == UNDECIDED_IMPLIED;
        find_last(w, d);
    }
}

/* --- when --------------------------------------------------------------------------------- */

/* Days between two moments of the deals that `which` picks. */
static struct spread spread_between(struct looking *w, bool (*which)(const struct looking *, i64),
                                    bool age)
{
    const struct history *h = w->m.history;
    struct arena scratch = *w->m.scratch;
    f64 *v = arena_array(&scratch, f64, h->deal_count);
    i64 n = 0;
    for (i64 d = 0; d < h->deal_count; d++) {
        i64 end = end_ms(h, d), life = w->life_ms[d];
        bool implied = w->how[d] == UNDECIDED_IMPLIED;
        i64 from = age ? h->entered_ms[d] : life, to = age && implied ? life : end;
        if (which(w, d) && from != TIME_NONE && to != TIME_NONE && to >= from)
            v[n++] = (f64)(to - from) / (f64)MS_PER_DAY;
    }
    return spread_of(v, n);
}

static bool is_declared(const struct looking *w, i64 d)
{
    return w->how[d] == UNDECIDED_DECLARED;
}

static bool is_implied(const struct looking *w, i64 d)
{
    return w->how[d] == UNDECIDED_IMPLIED;
}

static bool is_lost(const struct looking *w, i64 d)
{
    return w->m.history->outcome[d] == OUTCOME_LOST;
}

static bool is_won(const struct looking *w, i64 d)
{
    return w->m.history->outcome[d] == OUTCOME_WON;
}

/* Deals closed when a quarter is tidied up. */
static struct rate closed_late(struct looking *w, bool (*which)(const struct looking *, i64))
{
    const struct history *h = w->m.history;
    i64 n = 0, late = 0;
    for (i64 d = 0; d < h->deal_count; d++) {
        if (!which(w, d) || h->closed_ms[d] == TIME_NONE)
            continue;
        i64 day = days_of_ms(h->closed_ms[d]);
        n++;
        late += days_of_quarter(quarter_of_days(day) + 1) - day <= UNDECIDED_QUARTER_DAYS;
    }
    return rate_of(late, n);
}

static void find_times(struct looking *w)
{
    struct undecided *u = w->u;
    u->age_declared = spread_between(w, is_declared, true);
    u->age_implied = spread_between(w, is_implied, true);
    u->silence_declared = spread_between(w, is_declared, false);
    u->silence_implied = spread_between(w, is_implied, false);
    u->silence_lost = spread_between(w, is_lost, false);
    u->silence_won = spread_between(w, is_won, false);
    u->quarter_end = closed_late(w, is_declared);
    u->quarter_end_lost = closed_late(w, is_lost);
}

/* --- where, and after what ---------------------------------------------------------------- */

static void find_stages(struct looking *w)
{
    const struct history *h = w->m.history;
    struct undecided_stage *v = arena_array(w->m.arena, struct undecided_stage, h->activities.n);
    i64 n = 0, *of = arena_array(w->m.scratch, i64, h->activities.n + 1);
    i64 *all = arena_array(w->m.scratch, i64, h->activities.n + 1), known = 0;
    u16 *stages = arena_array(w->m.scratch, u16, h->activities.n);
    n = history_stages_in_order(stages, *w->m.scratch, h);
    for (i64 i = 0; i < n; i++) {
        v[i] = (struct undecided_stage){.activity = stages[i]};
        of[stages[i]] = i + 1;
    }
    for (i64 d = 0; d < h->deal_count; d++) {
        u16 stage = h->stage[d];
        bool there = stage != HISTORY_ACTIVITIES_MAX && of[stage];
        if (!there || (!outcome_is_closed(h->outcome[d]) && !w->how[d]))
            continue;
        all[of[stage] - 1]++;
        v[of[stage] - 1].declared += w->how[d] == UNDECIDED_DECLARED;
        v[of[stage] - 1].implied += w->how[d] == UNDECIDED_IMPLIED;
    }
    for (i64 i = 0; i < n; i++)
        if (all[i]) {
            v[known] = v[i];
            v[known].share = rate_of(v[i].declared + v[i].implied, all[i]);
            known++;
        }
    w->u->stages = v;
    w->u->stage_count = known;
}

static bool last_in_order(const struct undecided_last *a, const struct undecided_last *b)
{
    return a->declared + a->implied >= b->declared + b->implied;
}

static void find_before(struct looking *w)
{
    const struct history *h = w->m.history;
    i64 n = h->activities.n;
    struct undecided_last *v = arena_array(w->m.arena, struct undecided_last, n);
    struct undecided_last *spare = arena_array(w->m.arena, struct undecided_last, n);
    for (i64 k = 0; k < n; k++)
        v[k].activity = (u16)k;
    for (i64 d = 0; d < h->deal_count; d++) {
        if (w->last[d] == HISTORY_ACTIVITIES_MAX)
            continue;
        v[w->last[d]].declared += is_declared(w, d);
        v[w->last[d]].implied += is_implied(w, d);
        v[w->last[d]].won += is_won(w, d);
    }
    sort_merge(v, spare, n, last_in_order);
    while (w->u->last_count < i64_min(n, UNDECIDED_LAST_MAX) &&
           v[w->u->last_count].declared + v[w->u->last_count].implied > 0)
        w->u->last_count++;
    w->u->last = v;
}

static bool reason_in_order(const struct undecided_reason *a, const struct undecided_reason *b)
{
    return a->deals >= b->deals;
}

static void find_reasons(struct looking *w)
{
    const struct history *h = w->m.history;
    i64 n = h->reasons.n;
    struct undecided_reason *v = arena_array(w->m.arena, struct undecided_reason, n);
    struct undecided_reason *spare = arena_array(w->m.arena, struct undecided_reason, n);
    for (i64 k = 0; k < n; k++)
        v[k].reason = (u32)k;
    for (i64 d = 0; d < h->deal_count; d++) {
        if (!is_declared(w, d))
            continue;
        if (h->reason[d] == HISTORY_NO_ID)
            w->u->without_reason++;
        else
            v[h->reason[d]].deals++;
    }
    sort_merge(v, spare, n, reason_in_order);
    while (w->u->reason_count < i64_min(n, UNDECIDED_REASONS_MAX) &&
           v[w->u->reason_count].deals > 0)
        w->u->reason_count++;
    w->u->reasons = v;
}

void undecided_find(struct undecided *u, struct arena *a, const struct history *h,
                    const struct standard *standard)
{
    struct answers *answers = arena_new(a, struct answers);
    struct arena scratch;
    struct measure_options options = {.threads = 1, .seed = 1};
    arena_init(&scratch, (256ll << 20) + 64 * h->event_count + 256 * h->deal_count);
    struct looking w = {.u = u,
                        .m = {.answers = answers,
                              .arena = a,
                              .scratch = &scratch,
                              .history = h,
                              .standard = standard,
                              .options = &options}};
    answers_blank(answers);
    *u = (struct undecided){.gap_days = NAN};
    facts_find(&w.m.facts, a, h, standard);
    if (w.m.facts.known[FACT_CLOSED] && w.m.facts.known[FACT_ACTIVITIES])
        stale_measure(&w.m);
    u->declared_known = w.m.facts.known[FACT_NO_DECISION];
    u->implied_known = answers->stale.standing == STANDING_MEASURED;
    u->gap_days = u->implied_known ? answers->stale.gap_days : NAN;
    u->standing = u->declared_known || u->implied_known ? STANDING_MEASURED : STANDING_CANNOT_SAY;
    w.how = arena_array(a, u8, h->deal_count);
    w.last = arena_array(a, u16, h->deal_count);
    w.life_ms = arena_array(a, i64, h->deal_count);
    u->how = w.how;
    u->last_before = w.last;
    classify(&w);
    u->rate_declared = rate_of(u->declared, u->declared_known ? w.m.facts.closed : 0);
    u->rate_with_implied =
        rate_of(u->declared + u->implied, u->implied_known ? w.m.facts.closed + u->implied : 0);
    find_times(&w);
    find_stages(&w);
    find_before(&w);
    find_reasons(&w);
    arena_release(&scratch);
}
