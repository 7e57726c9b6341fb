/* The table of measures, and the one walk through it. */
#include "measure/blank.h"
#include "measure/group_column.h"
#include "measure/measuring.h"

/* Address space for scratch; pages cost once touched. */
#define SCRATCH_BYTES(h) ((256ll << 20) + 1024 * (h)->deal_count + 64 * (h)->event_count)

#define NEEDS(fact) (1u << (fact))

struct measure {
    enum subject subject;
    u32 needs; /* mask of facts; the first that is missing is the answer */
    void (*run)(struct measuring *m);
};

static const struct measure measures[] = {
    {SUBJECT_WIN_RATE_CLOSED, NEEDS(FACT_DEALS) | NEEDS(FACT_CLOSED), rates_measure},
    {SUBJECT_NO_DECISION, NEEDS(FACT_DEALS) | NEEDS(FACT_CLOSED) | NEEDS(FACT_NO_DECISION),
     no_decision_measure},
    {SUBJECT_WON_VALUE, NEEDS(FACT_CLOSED) | NEEDS(FACT_AMOUNTS), won_value_measure},
    {SUBJECT_WIN_RATE_COHORT, NEEDS(FACT_CLOSED) | NEEDS(FACT_TIMES), cohort_rate_measure},
    {SUBJECT_TIME_TO_WIN, NEEDS(FACT_CLOSED) | NEEDS(FACT_TIMES), time_to_measure},
    {SUBJECT_CYCLE, NEEDS(FACT_CLOSED) | NEEDS(FACT_TIMES), cycle_measure},
    {SUBJECT_GROUPS, NEEDS(FACT_CLOSED) | NEEDS(FACT_TWO_OUTCOMES), groups_measure},
    {SUBJECT_SEASON, NEEDS(FACT_CLOSED) | NEEDS(FACT_CLOSE_DATES), season_measure},
    {SUBJECT_FUNNEL, NEEDS(FACT_DEALS) | NEEDS(FACT_STAGES), funnel_measure},
    {SUBJECT_VELOCITY, NEEDS(FACT_TIMES) | NEEDS(FACT_AMOUNTS), velocity_measure},
    {SUBJECT_SLIPPAGE, NEEDS(FACT_DEALS) | NEEDS(FACT_DATE_CHANGES), slippage_measure},
    {SUBJECT_COVERAGE, NEEDS(FACT_CLOSED) | NEEDS(FACT_CLOSE_DATES), coverage_measure},
    {SUBJECT_LITTLE, NEEDS(FACT_CLOSED) | NEEDS(FACT_TIMES), little_measure},
    {SUBJECT_STALE, NEEDS(FACT_CLOSED) | NEEDS(FACT_ACTIVITIES), stale_measure},
    {SUBJECT_CONCENTRATION, NEEDS(FACT_CLOSED) | NEEDS(FACT_OWNERS), concentration_measure},
    {SUBJECT_ADHERENCE,
     NEEDS(FACT_DEALS) | NEEDS(FACT_STANDARD) | NEEDS(FACT_STAGES) | NEEDS(FACT_MILESTONES),
     adherence_measure},
};

struct cannot_say *cannot_say_add(struct measuring *m, enum subject what, enum cause why)
{
    struct cannot_say *c = vec_push(m->arena, &m->answers->cannot_say.list);
    *c = (struct cannot_say){
        .what = what, .why = why, .would_need = cause_need(why), .at_ms = TIME_NONE};
    return c;
}

/* Whether every fact is known; else says which is not. */
static bool facts_there(struct measuring *m, const struct measure *measure)
{
    for (i32 fact = 0; fact < FACT_COUNT; fact++)
        if (measure->needs & NEEDS(fact) && !m->facts.known[fact]) {
            struct cannot_say *c = vec_push(m->arena, &m->answers->cannot_say.list);
            *c = m->facts.missing[fact];
            c->what = measure->subject;
            return false;
        }
    return true;
}

static bool is_on_record(const struct answers *answers, enum subject what)
{
    for (i64 i = 0; i < answers->cannot_say.list.n; i++)
        if (answers->cannot_say.list.v[i].what == what)
            return true;
    return false;
}

/* What is asked, with what its answer is made of. */
static bool is_asked(const struct measuring *m, enum subject what)
{
    u32 asked = m->options->subjects;
    if (asked & MEASURE(SUBJECT_ASSESSMENT))
        asked |= MEASURE(SUBJECT_ADHERENCE);
    if (asked & MEASURE(SUBJECT_VELOCITY))
        asked |= MEASURE(SUBJECT_WIN_RATE_COHORT) | MEASURE(SUBJECT_TIME_TO_WIN) |
                 MEASURE(SUBJECT_WON_VALUE);
    return !asked || (asked & MEASURE(what));
}

/* Subjects that look at the deals as a cohort. */
static bool asks_cohort(const struct measuring *m)
{
    static const enum subject subjects[] = {
        SUBJECT_WIN_RATE_COHORT, SUBJECT_TIME_TO_WIN, SUBJECT_CYCLE,  SUBJECT_GROUPS,
        SUBJECT_FUNNEL,          SUBJECT_VELOCITY,    SUBJECT_LITTLE,
    };
    for (i64 i = 0; i < LENGTH(subjects); i++)
        if (is_asked(m, subjects[i]))
            return true;
    return false;
}

/* A headline figure that shows counts only says so among what cannot be said. */
static void note_counts_only(struct measuring *m)
{
    const struct answers *a = m->answers;
    const struct {
        enum subject what;
        enum standing standing;
    } figures[] = {
        {SUBJECT_WIN_RATE_CLOSED, a->rates.win_narrow.standing},
        {SUBJECT_WIN_RATE_COHORT, a->cohort.rate.standing},
        {SUBJECT_NO_DECISION, a->rates.no_decision.standing},
        {SUBJECT_TIME_TO_WIN, a->time_to.standing},
        {SUBJECT_VELOCITY, a->velocity.standing},
        {SUBJECT_LITTLE, a->little.standing},
        {SUBJECT_GROUPS, a->groups.n ? STANDING_MEASURED : STANDING_COUNTS},
    };
    for (i64 i = 0; i < LENGTH(figures); i++)
        if (is_asked(m, figures[i].what) && figures[i].standing != STANDING_MEASURED &&
            !is_on_record(a, figures[i].what))
            cannot_say_add(m, figures[i].what, CAUSE_TOO_FEW);
}

static void find_span(struct answers *answers, const struct history *h)
{
    answers->as_of_ms = h->as_of_ms;
    answers->first_ms = answers->last_ms = TIME_NONE;
    const i64 *columns[] = {h->created_ms, h->entered_ms, h->closed_ms};
    for (i64 c = 0; c < LENGTH(columns); c++)
        for (i64 d = 0; d < h->deal_count; d++) {
            i64 at = columns[c][d];
            if (at == TIME_NONE)
                continue;
            answers->last_ms = i64_max(answers->last_ms, at);
            if (answers->first_ms == TIME_NONE || at < answers->first_ms)
                answers->first_ms = at;
        }
}

/* For the judge. What can be wrong is a condition, or the calendar's zone. */
static bool compile_rules(struct measuring *m, struct err *e)
{
    if (!m->standard || !is_asked(m, SUBJECT_ADHERENCE))
        return true;
    struct diags d;
    struct rules *rules = arena_new(m->arena, struct rules);
    diags_init(&d, m->arena);
    m->rules = rules;
    if (rules_compile(rules, m->arena, m->standard, m->options->tzif, &d))
        return true;
    str said = d.list.n ? d.list.v[0].message : S("");
    (void)err_set(e, ERR_INPUT, "the standard cannot be used: %.*s", STR_ARG(said));
    return err_hint(e, "etalon check tells all");
}

bool measure_all(struct answers *answers, struct arena *arena, const struct history *history,
                 const struct standard *standard, const struct measure_options *options,
                 struct err *err)
{
    answers_blank(answers);
    for (i64 i = 0; i < options->by_count; i++)
        if (!groups_column_check(history, options->by[i], err))
            return false;
    struct arena scratch;
    arena_init(&scratch, SCRATCH_BYTES(history));
    struct measuring m = {.answers = answers,
                          .arena = arena,
                          .scratch = &scratch,
                          .history = history,
                          .standard = standard,
                          .options = options};
    if (!compile_rules(&m, err)) {
        arena_release(&scratch);
        return false;
    }
    struct arena *rows = options->results_only ? &scratch : arena;
    facts_find(&m.facts, rows, history, standard);
    find_span(answers, history);
    answers->outcomes = m.facts.counts;
    if (m.facts.known[FACT_TIMES] && asks_cohort(&m))
        cohort_gather(&m.cohort, rows, history, &m.facts, options->horizon_days);
    for (i64 i = 0; i < LENGTH(measures); i++)
        if (is_asked(&m, measures[i].subject) && facts_there(&m, &measures[i]))
            measures[i].run(&m);
    overdue_measure(&m);
    note_counts_only(&m);
    if (is_asked(&m, SUBJECT_ASSESSMENT))
        assessment_measure(&m);
    warnings_measure(&m);
    if (options->results_only)
        answers->adherence.deal = NULL;
    arena_release(&scratch);
    return true;
}
