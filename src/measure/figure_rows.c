#include "measure/figure_rows.h"

#include "base/message.h"
#include "measure/answers.h"
#include "measure/blank.h"
#include "measure/group_column.h"
#include "measure/measuring.h"
#include "measure/visits.h"

#include <math.h>

#define IS(outcome) (1u << (outcome))
#define DECIDED (IS(OUTCOME_WON) | IS(OUTCOME_LOST))
#define CLOSED (DECIDED | IS(OUTCOME_NO_DECISION))
#define ENDED (CLOSED | IS(OUTCOME_WALKED))
#define VALID (ENDED | IS(OUTCOME_OPEN))
#define EVERY (VALID | IS(OUTCOME_INVALID))

/* Figures that outcomes alone decide: masks of enum outcome. */
static const struct {
    const char *name;
    u32 above, below;
} by_outcome[] = {
    {"outcomes.won", IS(OUTCOME_WON), EVERY},
    {"outcomes.lost", IS(OUTCOME_LOST), EVERY},
    {"outcomes.no_decision", IS(OUTCOME_NO_DECISION), EVERY},
    {"outcomes.walked", IS(OUTCOME_WALKED), EVERY},
    {"outcomes.invalid", IS(OUTCOME_INVALID), EVERY},
    {"outcomes.open", IS(OUTCOME_OPEN), EVERY},
    {"outcomes.deals", EVERY, EVERY},
    {"win_rate.closed_broad", IS(OUTCOME_WON), CLOSED},
    {"win_rate.closed_narrow", IS(OUTCOME_WON), DECIDED},
    {"loss_rate", IS(OUTCOME_LOST), CLOSED},
    {"no_decision_rate", IS(OUTCOME_NO_DECISION), CLOSED},
    {"walked_rate", IS(OUTCOME_WALKED), ENDED},
    {"invalid_rate", IS(OUTCOME_INVALID), EVERY},
    {"open_rate", IS(OUTCOME_OPEN), VALID},
};

struct finding_rows {
    struct measuring *m;
    const struct figure_rows *rows;
    u8 *in;
};

static bool no_such(struct err *e, const char *what, str name)
{
    return err_set(e, ERR_USAGE, "there is no %s \"%.*s\" in these figures", what, STR_ARG(name));
}

/* Seen to be won by the horizon, of the deals that carry times: as fill_cohort_rate counts. */
static bool find_cohort(struct finding_rows *f, struct err *e)
{
    struct measuring *m = f->m;
    const struct cohort *c = &m->cohort;
    (void)e;
    if (m->facts.known[FACT_TIMES])
        cohort_gather(&m->cohort, m->arena, m->history, &m->facts, m->options->horizon_days);
    for (i64 row = 0; row < c->n; row++) {
        bool won = c->event[row] == 1 && c->time[row] <= (f64)c->horizon_days &&
                   c->entry[row] < c->time[row];
        f->in[c->deal[row]] = f->rows->others || won;
    }
    return true;
}

static bool find_group(struct finding_rows *f, struct err *e)
{
    struct measuring *m = f->m;
    struct measure_options options = *m->options;
    struct group_columns columns = {0};
    options.by = &f->rows->by;
    options.by_count = 1;
    if (!groups_column_check(m->history, f->rows->by, e))
        return false;
    if (m->facts.known[FACT_TIMES])
        cohort_gather(&m->cohort, m->arena, m->history, &m->facts, options.horizon_days);
    m->options = &options;
    groups_columns(&columns, m);
    const struct group_column *c = columns.list.n ? &columns.list.v[0] : NULL;
    i64 level = -1;
    for (i64 i = 0; c && i < c->level_count; i++)
        if (str_eq(c->names[i], f->rows->of))
            level = i;
    if (level < 0)
        return no_such(e, message("level"), f->rows->of);
    u32 mask = f->rows->others ? CLOSED : IS(OUTCOME_WON);
    for (i64 d = 0; d < m->history->deal_count; d++)
        f->in[d] = c->level[d] == (u32)level && (mask >> m->history->outcome[d] & 1);
    return true;
}

/* Deals that came to a stage, or are in it now, of all that have stages. */
static bool find_stage(struct finding_rows *f, bool now, struct err *e)
{
    struct measuring *m = f->m;
    struct visits v;
    i64 stage = -1;
    if (m->facts.known[FACT_TIMES])
        cohort_gather(&m->cohort, m->arena, m->history, &m->facts, m->options->horizon_days);
    if (!visits_gather(&v, m->scratch, m))
        return no_such(e, message("funnel stage"), f->rows->of);
    for (i64 i = 0; i < v.stage_count; i++)
        if (str_eq(m->history->activity_word[v.activity[i]], f->rows->of))
            stage = i;
    if (stage < 0)
        return no_such(e, message("funnel stage"), f->rows->of);
    for (i64 i = 0; i < v.n; i++) {
        bool here = v.stage[i] == stage && (!now || v.exit[i] == EXIT_OPEN);
        f->in[v.deal[i]] |= f->rows->others || here;
    }
    return true;
}

static bool find_reached(struct finding_rows *f, struct err *e)
{
    return find_stage(f, false, e);
}

static bool find_standing(struct finding_rows *f, struct err *e)
{
    return find_stage(f, true, e);
}

static bool find_overdue(struct finding_rows *f, struct err *e)
{
    const struct history *h = f->m->history;
    (void)e;
    for (i64 d = 0; d < h->deal_count; d++) {
        bool dated = h->outcome[d] == OUTCOME_OPEN && h->expected_ms[d] != TIME_NONE;
        bool late = dated && days_of_ms(h->expected_ms[d]) < f->m->facts.as_of_day;
        f->in[d] = f->rows->others ? dated : late;
    }
    return true;
}

static bool find_pushed(struct finding_rows *f, struct err *e)
{
    (void)e;
    for (i64 d = 0; d < f->m->history->deal_count; d++) {
        bool counted, pushed = slippage_pushed(f->m, d, &counted);
        f->in[d] = f->rows->others ? counted : pushed;
    }
    return true;
}

static bool find_stale(struct finding_rows *f, struct err *e)
{
    (void)e;
    stale_measure(f->m);
    if (f->m->answers->stale.standing != STANDING_MEASURED)
        return true;
    for (i64 d = 0; d < f->m->history->deal_count; d++) {
        bool counted, silent = stale_is_silent(f->m, d, &counted);
        f->in[d] = f->rows->others ? counted : silent;
    }
    return true;
}

static bool find_compliant(struct finding_rows *f, struct err *e)
{
    struct measure_options options = *f->m->options;
    options.subjects = MEASURE(SUBJECT_ADHERENCE);
    options.by_count = 0;
    struct measuring *m = f->m;
    if (!measure_all(m->answers, m->arena, m->history, m->standard, &options, e))
        return false;
    const struct deal_adherence *deal = m->answers->adherence.deal;
    for (i64 d = 0; deal && d < m->history->deal_count; d++) {
        bool scored = !isnan(deal[d].score);
        f->in[d] = f->rows->others ? scored : deal[d].compliant;
    }
    return true;
}

static const struct {
    const char *name;
    bool (*find)(struct finding_rows *f, struct err *e);
} by_hand[] = {
    {"win_rate.cohort", find_cohort}, {"groups.win_rate", find_group},
    {"funnel.reached", find_reached}, {"funnel.open", find_standing},
    {"overdue.open", find_overdue},   {"slippage.pushed", find_pushed},
    {"stale.open", find_stale},       {"adherence.compliant", find_compliant},
};

const char *const figure_names[] = {
    "outcomes.won",
    "outcomes.lost",
    "outcomes.no_decision",
    "outcomes.walked",
    "outcomes.invalid",
    "outcomes.open",
    "outcomes.deals",
    "win_rate.cohort",
    "win_rate.closed_broad",
    "win_rate.closed_narrow",
    "loss_rate",
    "no_decision_rate",
    "walked_rate",
    "invalid_rate",
    "open_rate",
    "groups.win_rate",
    "funnel.reached",
    "funnel.open",
    "overdue.open",
    "slippage.pushed",
    "stale.open",
    "adherence.compliant",
    "map.edges",
    NULL,
};

static bool find_by_outcome(struct finding_rows *f)
{
    for (i64 i = 0; i < LENGTH(by_outcome); i++) {
        if (!str_eq(f->rows->name, str_c(by_outcome[i].name)))
            continue;
        u32 mask = f->rows->others ? by_outcome[i].below : by_outcome[i].above;
        for (i64 d = 0; d < f->m->history->deal_count; d++)
            f->in[d] = mask >> f->m->history->outcome[d] & 1;
        return true;
    }
    return false;
}

static bool find_any(struct finding_rows *f, struct err *e)
{
    if (find_by_outcome(f))
        return true;
    for (i64 i = 0; i < LENGTH(by_hand); i++)
        if (str_eq(f->rows->name, str_c(by_hand[i].name)))
            return by_hand[i].find(f, e);
    return no_such(e, message("figure"), f->rows->name);
}

bool figure_rows_find(u8 *in, struct arena *scratch, const struct history *history,
                      const struct standard *standard, const struct measure_options *options,
                      const struct figure_rows *rows, struct err *e)
{
    struct answers answers;
    answers_blank(&answers);
    struct measuring m = {.answers = &answers,
                          .arena = scratch,
                          .scratch = scratch,
                          .history = history,
                          .standard = standard,
                          .options = options};
    facts_find(&m.facts, scratch, history, standard);
    struct finding_rows f = {&m, rows, in};
    return find_any(&f, e);
}
