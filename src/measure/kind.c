/* From evidence to one of four kinds, or to saying that it cannot be told. */
#include "measure/kind.h"
#include "measure/evidence.h"
#include "measure/measuring.h"
#include "measure/paths.h"

#include "stats/special.h"

#include <math.h>

enum {
    DEALS_MIN = 50,
    DAYS_MIN = 90,
    GATE4_DAYS_MIN = 180,
};
#define DECIDED_FROM 0.8
#define YEAR_DAYS 365.0

const struct kind_threshold kind_thresholds[CRITERIA] = {
    {CRITERION_PUBLISHED, 2, UNIT_SHARE, 0.80, 0},   {CRITERION_TRAINED, 2, UNIT_SHARE, 0.50, 0},
    {CRITERION_FOOTPRINT, 2, UNIT_SCORE, 0.20, 0},   {CRITERION_ADHERENCE, 3, UNIT_SCORE, 0.75, 0},
    {CRITERION_MONITORED, 3, UNIT_SHARE, 0.50, 2},   {CRITERION_ENFORCED, 3, UNIT_SHARE, 0.50, 2},
    {CRITERION_DEPARTMENTS, 3, UNIT_SCORE, 0.60, 0}, {CRITERION_REVIEWED, 3, UNIT_COUNT, 1, 0},
    {CRITERION_FEEDBACK, 4, UNIT_SHARE, 0.50, 1},    {CRITERION_REVISIONS, 4, UNIT_COUNT, 2, 0},
    {CRITERION_EVIDENCE, 4, UNIT_COUNT, 2, 0},       {CRITERION_EVALUATED, 4, UNIT_COUNT, 1, 0},
    {CRITERION_UPTAKE, 4, UNIT_SHARE, 0.75, 2},
};
#define THRESHOLDS_VERSION S("1")

static struct kind_criterion criterion_new(enum criterion_id id)
{
    const struct kind_threshold *t = &kind_thresholds[id];
    return (struct kind_criterion){
        .id = id, .unit = t->unit, .wanted = t->wanted, .seen = NAN, .unknown = true};
}

static void conclude(struct kind_criterion *c, f64 p)
{
    c->probability = c->unknown ? 0 : fmin(1, fmax(0, p));
    c->passed = !c->unknown && c->probability >= 0.5;
    c->lift = c->passed || c->unknown ? 0 : fmax(0, c->wanted - c->seen);
}

/* A share: a fact when the table gives no design effect, else Jeffreys' probability. */
static void set_share(struct kind_criterion *c, struct tally t, bool nothing_passes)
{
    c->unknown = t.n < 0;
    if (c->unknown)
        return;
    f64 deff = kind_thresholds[c->id].deff;
    c->numerator = (f64)t.x;
    c->denominator = (f64)t.n;
    c->n = t.n;
    c->seen = t.n ? (f64)t.x / (f64)t.n : nothing_passes ? 1 : 0;
    if (t.n == 0 || deff == 0) {
        conclude(c, c->seen >= c->wanted);
        return;
    }
    f64 x = (f64)t.x / deff, n = (f64)t.n / deff;
    conclude(c, 1 - special_beta_cdf(c->wanted, x + 0.5, n - x + 0.5));
}

static void set_score(struct kind_criterion *c, const struct score *s)
{
    c->unknown = s->n == 0;
    if (c->unknown)
        return;
    c->seen = c->numerator = s->mean;
    c->denominator = (f64)s->n;
    c->n = s->n;
    conclude(c, evidence_reaches(s, c->wanted));
}

/* A count over the trailing year; a shorter log owes its part, at least one. At least half
 * of `of` (0: no such condition). */
static void set_count(struct kind_criterion *c, i64 seen, i64 of, f64 days)
{
    c->unknown = seen < 0;
    c->wanted = fmax(1, ceil(c->wanted * fmin(1, days / YEAR_DAYS) - 1e-9));
    if (c->unknown)
        return;
    c->seen = c->numerator = (f64)seen;
    c->denominator = (f64)of;
    c->n = seen;
    c->wanted = fmax(c->wanted, ceil((f64)of / 2));
    conclude(c, c->seen >= c->wanted);
}

static void set_criteria(struct kind_criterion *c, const struct evidence *v)
{
    set_share(&c[CRITERION_PUBLISHED], v->published, false);
    set_share(&c[CRITERION_TRAINED], v->trained, false);
    set_score(&c[CRITERION_FOOTPRINT], &v->footprint);
    set_score(&c[CRITERION_ADHERENCE], &v->adherence);
    set_share(&c[CRITERION_MONITORED], v->monitored, false);
    set_share(&c[CRITERION_ENFORCED], v->enforced, true); /* no gap to handle: all are */
    set_score(&c[CRITERION_DEPARTMENTS], &v->weakest);
    c[CRITERION_DEPARTMENTS].name = v->weakest_name;
    set_count(&c[CRITERION_REVIEWED], v->reviews, 0, v->days);
    set_share(&c[CRITERION_FEEDBACK], v->feedback, false);
    set_count(&c[CRITERION_REVISIONS], v->revisions, 0, v->days);
    set_count(&c[CRITERION_EVIDENCE], v->cited, v->revisions, v->days);
    set_count(&c[CRITERION_EVALUATED], v->evaluated, v->revisions, v->days);
    set_share(&c[CRITERION_UPTAKE], v->uptake, false);
}

static struct kind_gate gate_of(const struct kind_criterion *criteria, i32 number)
{
    struct kind_gate g = {.number = number, .probability = 1};
    bool fails = false;
    for (i32 i = 0; i < CRITERIA; i++) {
        if (kind_thresholds[i].gate != number)
            continue;
        if (g.count++ == 0)
            g.first = i;
        g.probability *= criteria[i].probability;
        g.unknown = g.unknown || criteria[i].unknown;
        fails = fails || (!criteria[i].unknown && !criteria[i].passed);
    }
    g.passed = g.probability >= 0.5;
    g.unknown = g.unknown && !fails;
    return g;
}

static void set_probabilities(struct assessment *a)
{
    f64 reached = 1;
    a->kind = KIND_RANDOM;
    for (i32 k = 0; k < KIND_COUNT; k++) {
        f64 next = k < GATES ? a->gates[k].probability : 0;
        a->p[k] = reached * (1 - next);
        reached *= next;
        if (a->p[k] > a->p[a->kind])
            a->kind = (enum kind)k;
    }
}

static void list_missing(struct assessment *a)
{
    for (i32 i = 0; i < CRITERIA; i++)
        if (a->criteria[i].unknown)
            a->missing[a->missing_count++] = (enum criterion_id)i;
    i32 next = a->kind < KIND_DYNAMIC ? (i32)a->kind + 2 : 0;
    for (i32 i = 0; i < CRITERIA; i++)
        if (!a->criteria[i].unknown && !a->criteria[i].passed && kind_thresholds[i].gate == next)
            a->failing[a->failing_count++] = (enum criterion_id)i;
}

/* Evidence says no; a gate that nothing speaks of may be open. */
static bool is_shut(const struct kind_gate *g)
{
    return !g->passed && !g->unknown;
}

/* The gate after the claimed kind decides what is left open: shut by evidence, or only
 * because nothing was recorded. `any`: deals and days enough to ask at all; `enough`: also of
 * those that follow the standard. */
static void set_state(struct assessment *a, bool any, bool enough)
{
    a->low = a->high = a->kind;
    a->probability = a->p[a->kind];
    bool open = any && a->kind < KIND_DYNAMIC && a->gates[a->kind].unknown;
    if (open) {
        a->state = ASSESSMENT_UNEVIDENCED;
        while (a->high < KIND_DYNAMIC && !is_shut(&a->gates[a->high]))
            a->high++;
        a->probability = NAN;
    } else if (!enough) {
        a->state = ASSESSMENT_CANNOT_SAY;
        a->probability = NAN;
        a->low = KIND_RANDOM;
        a->high = KIND_DYNAMIC;
    } else if (a->probability >= DECIDED_FROM) {
        a->state = ASSESSMENT_DECIDED;
    } else {
        i32 k = (i32)a->kind;
        f64 below = k > 0 ? a->p[k - 1] : -1, above = k < KIND_DYNAMIC ? a->p[k + 1] : -1;
        a->state = ASSESSMENT_BETWEEN;
        if (below > above)
            a->low = (enum kind)(k - 1);
        else
            a->high = (enum kind)(k + 1);
    }
}

static void note_limits(struct measuring *m, const struct assessment *a, i64 entered)
{
    if (a->missing_count > 0 && m->history->governance_count == 0)
        cannot_say_add(m, SUBJECT_ASSESSMENT, CAUSE_NO_GOVERNANCE);
    if (a->state != ASSESSMENT_CANNOT_SAY)
        return;
    bool few = entered < DEALS_MIN || a->days >= DAYS_MIN;
    struct cannot_say *c =
        cannot_say_add(m, SUBJECT_ASSESSMENT, few ? CAUSE_TOO_FEW : CAUSE_LOG_TOO_SHORT);
    c->count = !few ? (i64)a->days : entered < DEALS_MIN ? entered : a->deals;
    c->of = few ? DEALS_MIN : DAYS_MIN;
}

void assessment_measure(struct measuring *m)
{
    struct assessment *a = &m->answers->assessment;
    struct evidence v;
    i64 mark = arena_mark(m->scratch);
    evidence_gather(&v, m, kind_thresholds[CRITERION_DEPARTMENTS].wanted);
    arena_rewind(m->scratch, mark);
    for (i32 i = 0; i < CRITERIA; i++)
        a->criteria[i] = criterion_new((enum criterion_id)i);
    set_criteria(a->criteria, &v);
    a->gate4_assessed = v.days >= GATE4_DAYS_MIN;
    for (i32 i = CRITERION_FEEDBACK; i < CRITERIA && !a->gate4_assessed; i++)
        a->criteria[i] = criterion_new((enum criterion_id)i);
    for (i32 g = 0; g < GATES; g++)
        a->gates[g] = gate_of(a->criteria, g + 2);
    a->deals = v.deals;
    a->days = v.days;
    a->thresholds = THRESHOLDS_VERSION;
    set_probabilities(a);
    list_missing(a);
    bool long_enough = v.days >= DAYS_MIN;
    set_state(a, v.entered >= DEALS_MIN && long_enough, v.deals >= DEALS_MIN && long_enough);
    paths_count(m, &a->paths, &a->path_agreement);
    note_limits(m, a, v.entered);
}
