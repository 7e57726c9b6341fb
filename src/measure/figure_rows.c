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

#define ANY_EXIT ((1u << EXIT_COUNT) - 1)

/* Deals with a stay in the stage `of` that ended in one of `exits`; below the line those with any
 * stay in it (`here`), or in any stage. A deal that came back counts once. */
static bool find_stage(struct finding_rows *f, u32 exits, bool here, struct err *e)
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
        bool above = v.stage[i] == stage && (exits >> v.exit[i] & 1);
        bool below = v.stage[i] == stage || !here;
        f->in[v.deal[i]] |= f->rows->others ? below : above;
    }
    return true;
}

static bool find_reached(struct finding_rows *f, struct err *e)
{
    return find_stage(f, ANY_EXIT, false, e);
}

static bool find_standing(struct finding_rows *f, struct err *e)
{
    return find_stage(f, 1u << EXIT_OPEN, false, e);
}

static bool find_exits(struct finding_rows *f, struct err *e)
{
    for (i32 x = 0; x < EXIT_COUNT; x++)
        if (str_eq(f->rows->to, str_c(visit_exit_id((enum visit_exit)x))))
            return find_stage(f, 1u << x, true, e);
    return no_such(e, message("way out"), f->rows->to);
}

/* Deals that jumped over a stage they had not been in, of those that moved on; deals that went
 * back, of all with stages: as the funnel counts them. */
static bool find_moves(struct finding_rows *f, bool back, struct err *e)
{
    struct measuring *m = f->m;
    struct visits v;
    if (m->facts.known[FACT_TIMES])
        cohort_gather(&m->cohort, m->arena, m->history, &m->facts, m->options->horizon_days);
    if (!visits_gather(&v, m->scratch, m))
        return no_such(e, message("funnel stage"), f->rows->of);
    u32 *seen = arena_array(m->scratch, u32, v.stage_count); /* deal + 1 */
    for (i64 i = 0; i < v.n; i++) {
        u32 deal = v.deal[i];
        bool next = i + 1 < v.n && v.deal[i + 1] == deal, skips = false;
        seen[v.stage[i]] = deal + 1;
        for (i64 s = v.stage[i] + 1; next && s < v.stage[i + 1]; s++) {
            skips = skips || seen[s] != deal + 1;
            seen[s] = deal + 1;
        }
        bool moves = next && v.exit[i] == EXIT_ADVANCE;
        bool above = back ? v.exit[i] == EXIT_BACK : skips;
        f->in[deal] |= f->rows->others ? back || moves : above;
    }
    return true;
}

static bool find_skips(struct finding_rows *f, struct err *e)
{
    return find_moves(f, false, e);
}

static bool find_backs(struct finding_rows *f, struct err *e)
{
    return find_moves(f, true, e);
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

static bool find_pulled(struct finding_rows *f, struct err *e)
{
    (void)e;
    for (i64 d = 0; d < f->m->history->deal_count; d++) {
        bool counted, pulled = slippage_pulled(f->m, d, &counted);
        f->in[d] = f->rows->others ? counted : pulled;
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

/* Deals that followed the standard, or did not, by how they ended. */
static const struct {
    const char *name;
    u32 above, below;
    bool followed;
} by_adherence[] = {
    {"adherence.followed.won", IS(OUTCOME_WON), EVERY, true},
    {"adherence.followed.lost", IS(OUTCOME_LOST), EVERY, true},
    {"adherence.followed.no_decision", IS(OUTCOME_NO_DECISION), EVERY, true},
    {"adherence.followed.open", IS(OUTCOME_OPEN), EVERY, true},
    {"adherence.not_followed.won", IS(OUTCOME_WON), EVERY, false},
    {"adherence.not_followed.lost", IS(OUTCOME_LOST), EVERY, false},
    {"adherence.not_followed.no_decision", IS(OUTCOME_NO_DECISION), EVERY, false},
    {"adherence.not_followed.open", IS(OUTCOME_OPEN), EVERY, false},
    {"adherence.win_followed", IS(OUTCOME_WON), CLOSED, true},
    {"adherence.win_not_followed", IS(OUTCOME_WON), CLOSED, false},
};

static bool find_followed(struct finding_rows *f, i64 kind, struct err *e)
{
    u32 mask = f->rows->others ? by_adherence[kind].below : by_adherence[kind].above;
    struct measure_options options = *f->m->options;
    options.subjects = MEASURE(SUBJECT_ADHERENCE);
    options.by_count = 0;
    struct measuring *m = f->m;
    if (!measure_all(m->answers, m->arena, m->history, m->standard, &options, e))
        return false;
    const struct deal_adherence *deal = m->answers->adherence.deal;
    for (i64 d = 0; deal && d < m->history->deal_count; d++)
        f->in[d] = !isnan(deal[d].score) && deal[d].compliant == by_adherence[kind].followed &&
                   (mask >> m->history->outcome[d] & 1);
    return true;
}

/* The cells of the milestones, as adherence_measure gathers them; `column` -1: all of them. */
static bool gather_obligations(struct finding_rows *f, i64 *column, struct err *e)
{
    struct measuring *m = f->m;
    struct diags d;
    struct rules *rules = arena_new(m->arena, struct rules);
    diags_init(&d, m->arena);
    *column = -1;
    if (!m->standard)
        return true;
    if (!rules_compile(rules, m->arena, m->standard, m->options->tzif, &d))
        return err_set(e, ERR_INPUT, "the standard cannot be used: %.*s",
                       STR_ARG(d.list.n ? d.list.v[0].message : S("")));
    obligations_gather(&m->obligations, m->arena, m->history, rules);
    for (i64 c = 0; c < m->obligations.k && f->rows->of.n; c++)
        if (str_eq(m->standard->milestones.v[m->obligations.milestone[c]].id, f->rows->of))
            *column = c;
    return *column >= 0 || !f->rows->of.n || no_such(e, message("milestone"), f->rows->of);
}

/* Not there when its stage was left: a standard that blocks would have held the deal up. */
#define UNMET                                                                                      \
    (1u << OBLIGATION_MISSING | 1u << OBLIGATION_LATE | 1u << OBLIGATION_LATE_OUT_OF_ORDER |       \
     1u << OBLIGATION_WAIVED_WITHOUT)
#define MET (1u << OBLIGATION_DONE | 1u << OBLIGATION_OUT_OF_ORDER)
#define DUE (UNMET | MET | 1u << OBLIGATION_BACKFILLED)

static bool find_obligation(struct finding_rows *f, u32 mask, struct err *e)
{
    struct measuring *m = f->m;
    const struct obligations *o = &m->obligations;
    i64 column;
    if (!gather_obligations(f, &column, e))
        return false;
    u8 *states = arena_array(m->scratch, u8, o->k);
    for (i64 row = 0; row < o->n; row++) {
        obligations_score(o, row, NULL, true, states);
        for (i64 c = column < 0 ? 0 : column; c < (column < 0 ? o->k : column + 1); c++)
            f->in[o->deal[row]] |= (f->rows->others ? DUE : mask) >> states[c] & 1;
    }
    return true;
}

static bool find_unmet(struct finding_rows *f, struct err *e)
{
    return find_obligation(f, UNMET, e);
}

static bool find_met(struct finding_rows *f, struct err *e)
{
    return find_obligation(f, MET, e);
}

static const struct {
    const char *name;
    bool (*find)(struct finding_rows *f, struct err *e);
} by_hand[] = {
    {"win_rate.cohort", find_cohort}, {"groups.win_rate", find_group},
    {"funnel.reached", find_reached}, {"funnel.open", find_standing},
    {"overdue.open", find_overdue},   {"slippage.pushed", find_pushed},
    {"stale.open", find_stale},       {"adherence.compliant", find_compliant},
    {"slippage.pulled", find_pulled}, {"adherence.milestones.unmet", find_unmet},
    {"funnel.skips", find_skips},     {"adherence.milestones.done_rate", find_met},
    {"funnel.backs", find_backs},     {"funnel.exits", find_exits},
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
    "funnel.exits",
    "funnel.skips",
    "funnel.backs",
    "overdue.open",
    "slippage.pushed",
    "slippage.pulled",
    "stale.open",
    "adherence.compliant",
    "adherence.followed.won",
    "adherence.followed.lost",
    "adherence.followed.no_decision",
    "adherence.followed.open",
    "adherence.not_followed.won",
    "adherence.not_followed.lost",
    "adherence.not_followed.no_decision",
    "adherence.not_followed.open",
    "adherence.win_followed",
    "adherence.win_not_followed",
    "adherence.milestones.unmet",
    "adherence.milestones.done_rate",
    "season.entered",
    "season.won",
    "season.lost",
    "season.no_decision",
    "map.edges",
    "variants",
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

/* The first day of "2026-03" or "2026-Q1", and of the period after it. */
static bool period_parse(str text, i64 *from, i64 *to)
{
    i64 year = 0, number = 0;
    bool quarter = text.n == 7 && text.p[5] == 'Q';
    if (text.n != 7 || text.p[4] != '-' || !str_to_i64(str_sub(text, 0, 4), &year) ||
        !str_to_i64(str_sub(text, quarter ? 6 : 5, 7), &number) || number < 1 ||
        number > (quarter ? 4 : 12))
        return false;
    i64 months = quarter ? 3 : 1, first = 12 * year + (number - 1) * months, last = first + months;
    *from = date_to_days((struct date){(i32)(first / 12), (i32)(first % 12) + 1, 1});
    *to = date_to_days((struct date){(i32)(last / 12), (i32)(last % 12) + 1, 1});
    return true;
}

/* Closed, or entered, in the month or quarter `of`; below the line: all that closed in it. */
static bool find_season(struct finding_rows *f, struct err *e)
{
    static const struct {
        const char *name;
        u32 above;
    } kinds[] = {{"season.won", IS(OUTCOME_WON)},
                 {"season.lost", IS(OUTCOME_LOST)},
                 {"season.no_decision", IS(OUTCOME_NO_DECISION)},
                 {"season.entered", 0}};
    const struct measuring *m = f->m;
    i64 from, to, kind = 0;
    while (kind < LENGTH(kinds) && !str_eq(f->rows->name, str_c(kinds[kind].name)))
        kind++;
    if (kind == LENGTH(kinds))
        return no_such(e, message("figure"), f->rows->name);
    if (!period_parse(f->rows->of, &from, &to))
        return no_such(e, message("month or quarter"), f->rows->of);
    bool entered = !kinds[kind].above;
    u32 mask = f->rows->others || entered ? VALID : kinds[kind].above;
    for (i64 d = 0; d < m->history->deal_count; d++) {
        i64 day = entered ? m->facts.start_day[d] : m->facts.close_day[d];
        f->in[d] =
            day != DAY_NONE && day >= from && day < to && (mask >> m->history->outcome[d] & 1);
    }
    return true;
}

static bool find_any(struct finding_rows *f, struct err *e)
{
    if (find_by_outcome(f))
        return true;
    for (i64 i = 0; i < LENGTH(by_adherence); i++)
        if (str_eq(f->rows->name, str_c(by_adherence[i].name)))
            return find_followed(f, i, e);
    if (str_starts(f->rows->name, S("season.")))
        return find_season(f, e);
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
