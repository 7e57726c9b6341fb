#include "measure/evidence.h"
#include "measure/sellers.h"

#include "stats/draw.h"
#include "stats/interval.h"
#include "stats/special.h"

#include <math.h>

enum {
    WINDOW_DAYS = 365,
    FORCE_DAYS = 30,            /* a version is expected to be in use after so long */
    RELABELLINGS = 200,         /* random orders of the milestones */
    RELABEL_SCORES_MAX = 60000, /* of all deals together */
    FOOTPRINT_MILESTONES_MIN = 3,
    DEPARTMENT_DEALS_MIN = 10,
    DEPARTMENT_DF = 30,
};
#define DEPARTMENT_SE_FACTOR 1.4
static const struct score nothing = {NAN, NAN, NAN, 0};

f64 evidence_reaches(const struct score *s, f64 wanted)
{
    if (isnan(s->se) || !(s->se > 0))
        return s->mean >= wanted ? 1 : 0;
    return 1 - special_t_cdf((wanted - s->mean) / s->se, s->df);
}

/* Acts up to the day of as-of; they are sorted by time. */
static i64 acts_known(const struct history *h)
{
    i64 n = h->governance_count, day = days_of_ms(h->as_of_ms);
    while (n > 0 && days_of_ms(h->governance[n - 1].at_ms) > day)
        n--;
    return n;
}

/* The scored deals of the window. */
struct sample {
    i64 n;
    i64 *row; /* of the obligations */
    f64 *score, *full;
    u32 *owner; /* actors.n: not known */
};

static bool entered_within(const struct measuring *m, i64 deal)
{
    i64 start = m->facts.start_day[deal];
    return start == DAY_NONE || m->facts.created_is_load ||
           start > m->facts.as_of_day - WINDOW_DAYS - 1;
}

static struct sample sample_deals(struct measuring *m)
{
    const struct obligations *o = &m->obligations;
    struct arena *a = m->scratch;
    struct sample s = {.row = arena_array(a, i64, o->n),
                       .score = arena_array(a, f64, o->n),
                       .full = arena_array(a, f64, o->n),
                       .owner = arena_array(a, u32, o->n)};
    for (i64 row = 0; row < o->n; row++) {
        i64 d = o->deal[row];
        const struct deal_adherence *v = &m->answers->adherence.deal[d];
        if (isnan(v->score) || !entered_within(m, d))
            continue;
        u32 owner = m->history->owner[d];
        s.row[s.n] = row;
        s.score[s.n] = v->score;
        s.full[s.n] = v->score_full;
        s.owner[s.n++] = owner == HISTORY_NO_ID ? (u32)m->history->actors.n : owner;
    }
    return s;
}

/* Deals of the window that follow the stages of the standard, scored or too young to owe. */
static i64 count_deals(const struct measuring *m)
{
    i64 n = 0;
    for (i64 row = 0; row < m->obligations.n; row++)
        n += entered_within(m, m->obligations.deal[row]);
    return n;
}

/* All deals of the window, whatever they follow. */
static i64 count_entered(const struct measuring *m)
{
    i64 n = 0;
    for (i64 d = 0; d < m->history->deal_count; d++)
        n += m->history->outcome[d] != OUTCOME_INVALID && entered_within(m, d);
    return n;
}

static struct score clustered(struct measuring *m, const f64 *x, const u32 *owner, i64 n)
{
    if (n < 2)
        return nothing;
    struct cluster_mean c =
        interval_cluster_mean(m->scratch, x, owner, n, m->history->actors.n + 1);
    if (!isnan(c.se))
        return (struct score){c.mean, c.se, c.df, n};
    f64 square = 0; /* one seller: deal to deal */
    for (i64 i = 0; i < n; i++)
        square += (x[i] - c.mean) * (x[i] - c.mean);
    return (struct score){c.mean, sqrt(square / (f64)(n - 1) / (f64)n), (f64)(n - 1), n};
}

/* How far the deals follow the standard beyond what any order of milestones would show. */
static struct score footprint(struct measuring *m, const struct sample *s)
{
    const struct obligations *o = &m->obligations;
    if (s->n < 2 || o->k < FOOTPRINT_MILESTONES_MIN)
        return nothing;
    struct rng rng = rng_stream(m->options->seed, S("footprint"));
    u32 *order = arena_array(m->scratch, u32, RELABELLINGS * o->k);
    for (i64 p = 0; p < RELABELLINGS; p++) {
        for (i64 c = 0; c < o->k; c++)
            order[p * o->k + c] = (u32)c;
        draw_shuffle_u32(&rng, &order[p * o->k], o->k);
    }
    i64 each = i64_max(1, i64_min(RELABELLINGS, RELABEL_SCORES_MAX / s->n));
    f64 sum = 0;
    i64 count = 0;
    for (i64 i = 0; i < s->n; i++)
        for (i64 j = 0; j < each; j++) {
            const u32 *p = &order[(i * each + j) % RELABELLINGS * o->k];
            struct obligation_score v = obligations_score(o, s->row[i], p, false, NULL);
            if (!(v.weight > 0))
                continue;
            sum += v.credit / v.weight;
            count++;
        }
    if (count == 0)
        return nothing;
    f64 chance = sum / (f64)count, room = 1 - chance;
    f64 *lift = arena_array(m->scratch, f64, s->n);
    for (i64 i = 0; i < s->n; i++) /* where any order scores full marks, none leaves a mark */
        lift[i] = room > 1e-12 ? (s->full[i] - chance) / room : 0;
    return clustered(m, lift, s->owner, s->n);
}

/* The department least likely to reach what is wanted; one department when none is known. */
static void weakest_department(struct evidence *v, struct measuring *m, const struct sample *s,
                               f64 wanted)
{
    struct sellers who;
    sellers_find(&who, m->scratch, m->history);
    i64 k = i64_max(1, who.departments.n);
    f64 *x = arena_array(m->scratch, f64, s->n);
    v->weakest = nothing;
    v->weakest_p = 2;
    for (i64 dep = 0; dep < k; dep++) {
        i64 n = 0;
        f64 sum = 0, square = 0;
        for (i64 i = 0; i < s->n; i++) {
            u32 at = s->owner[i] < (u32)m->history->actors.n ? who.department[s->owner[i]]
                                                             : HISTORY_NO_ID;
            if (who.departments.n && at != (u32)dep)
                continue;
            sum += x[n++] = s->score[i];
        }
        if (n < DEPARTMENT_DEALS_MIN)
            continue;
        for (i64 i = 0; i < n; i++)
            square += (x[i] - sum / (f64)n) * (x[i] - sum / (f64)n);
        f64 se = DEPARTMENT_SE_FACTOR * sqrt(square / (f64)(n - 1) / (f64)n);
        struct score here = {sum / (f64)n, se, DEPARTMENT_DF, n};
        f64 p = evidence_reaches(&here, wanted);
        if (p >= v->weakest_p)
            continue;
        v->weakest = here;
        v->weakest_p = p;
        if (who.departments.n)
            v->weakest_name = str_dup(m->arena, dict_name(&who.departments, (u32)dep));
    }
}

/* Whether the log could carry acts of this kind: it does, or the company keeps a record of
 * its governance at all. */
static bool could_show(const struct measuring *m, enum activity_kind a, enum activity_kind b)
{
    const i64 *n = m->facts.event_kinds;
    return n[a] + n[b] > 0 || acts_known(m->history) > 0;
}

static void count_acts(struct evidence *v, struct measuring *m, const struct sample *s)
{
    const struct obligations *o = &m->obligations;
    v->monitored.n = could_show(m, ACTIVITY_CONFIRMED, ACTIVITY_CONFIRMED) ? 0 : -1;
    v->enforced.n = could_show(m, ACTIVITY_BLOCKED, ACTIVITY_WAIVED) ? 0 : -1;
    for (i64 row = 0; row < o->n && v->monitored.n >= 0; row++)
        if (entered_within(m, o->deal[row])) {
            v->monitored.n++;
            v->monitored.x += o->confirmed[row];
        }
    for (i64 i = 0; i < s->n && v->enforced.n >= 0; i++)
        for (i64 c = s->row[i] * o->k; c < (s->row[i] + 1) * o->k; c++) {
            if (o->gate_ms[c] == TIME_NONE)
                continue;
            bool handled = o->flags[c] & (CELL_BLOCKED | CELL_WAIVED);
            bool unmet = o->at_ms[c] == TIME_NONE || o->at_ms[c] > o->gate_ms[c];
            v->enforced.n += handled || unmet;
            v->enforced.x += handled;
        }
}

/* The version that should be in use at `at_ms`: the last one published long enough before;
 * the first one while none is that old; 0 when none is published by then. */
static i32 version_in_use(const struct history *h, i64 at_ms)
{
    i32 version = 0;
    for (i64 i = 0; i < acts_known(h); i++) {
        const struct governance_event *e = &h->governance[i];
        if (e->kind != GOVERNANCE_PUBLISHED || e->at_ms > at_ms)
            continue;
        if (version == 0 || e->at_ms <= at_ms - FORCE_DAYS * MS_PER_DAY)
            version = e->version > 0 ? e->version : 1;
    }
    return version;
}

static void count_published(struct evidence *v, const struct measuring *m)
{
    const struct history *h = m->history;
    i64 first = TIME_NONE;
    for (i64 i = acts_known(h) - 1; i >= 0; i--)
        if (h->governance[i].kind == GOVERNANCE_PUBLISHED)
            first = h->governance[i].at_ms;
    for (i64 d = 0; d < h->deal_count; d++) {
        i64 start = m->facts.start_day[d];
        if (h->outcome[d] == OUTCOME_INVALID || start == DAY_NONE || !entered_within(m, d))
            continue;
        v->published.n++;
        v->published.x += first != TIME_NONE && days_of_ms(first) <= start;
    }
}

static void count_trained(struct evidence *v, struct measuring *m)
{
    const struct history *h = m->history;
    i32 version = version_in_use(h, h->as_of_ms);
    u8 *active = arena_array(m->scratch, u8, h->actors.n);
    u8 *trained = arena_array(m->scratch, u8, h->actors.n);
    for (i64 d = 0; d < h->deal_count; d++)
        if (h->owner[d] != HISTORY_NO_ID && entered_within(m, d))
            active[h->owner[d]] = 1;
    for (i64 i = 0; i < acts_known(h); i++) {
        const struct governance_event *e = &h->governance[i];
        i64 actor = dict_find(&h->actors, e->actor);
        bool current = e->version == 0 || e->version >= version;
        if (e->kind == GOVERNANCE_TRAINED && actor >= 0 && version > 0 && current)
            trained[actor] = 1;
    }
    for (i64 i = 0; i < h->actors.n; i++) {
        v->trained.n += active[i];
        v->trained.x += active[i] && trained[i];
    }
}

/* Weeks of the window, Monday to Sunday, with feedback to somebody. */
static void count_feedback(struct evidence *v, struct measuring *m)
{
    const struct history *h = m->history;
    i64 weeks = i64_max(1, (i64)(v->days / 7)), last = INT64_MIN;
    i64 monday = m->facts.as_of_day - weekday_of_days(m->facts.as_of_day) + 1;
    v->feedback.n = weeks;
    for (i64 i = 0; i < acts_known(h); i++) {
        const struct governance_event *e = &h->governance[i];
        i64 days = days_of_ms(e->at_ms) - monday, week = days / 7 - (days % 7 < 0);
        if (e->kind != GOVERNANCE_FEEDBACK || week <= -weeks - 1 || week == last)
            continue;
        v->feedback.x++;
        last = week;
    }
    v->feedback.x = i64_min(v->feedback.x, weeks);
}

static void count_governance(struct evidence *v, const struct measuring *m)
{
    const struct history *h = m->history;
    i64 from = h->as_of_ms - WINDOW_DAYS * MS_PER_DAY;
    for (i64 i = 0; i < acts_known(h); i++) {
        const struct governance_event *e = &h->governance[i];
        if (e->at_ms <= from)
            continue;
        v->reviews += e->kind == GOVERNANCE_REVIEWED;
        v->revisions += e->kind == GOVERNANCE_REVISED;
        v->cited += e->kind == GOVERNANCE_REVISED && e->flag;
        v->evaluated += e->kind == GOVERNANCE_EVALUATED;
    }
}

/* Deals that entered at least 30 days after a revision, and run on it. */
static void count_uptake(struct evidence *v, struct measuring *m)
{
    const struct history *h = m->history;
    const struct history_attribute *column = facts_version_column(h);
    i64 revised = TIME_NONE;
    for (i64 i = acts_known(h) - 1; i >= 0; i--)
        if (h->governance[i].kind == GOVERNANCE_REVISED)
            revised = h->governance[i].at_ms;
    v->uptake.n = column || revised == TIME_NONE ? 0 : -1;
    for (i64 d = 0; d < h->deal_count && v->uptake.n >= 0 && revised != TIME_NONE; d++) {
        i64 entered = h->entered_ms[d], number = 0;
        if (entered == TIME_NONE || !entered_within(m, d) ||
            entered < revised + FORCE_DAYS * MS_PER_DAY)
            continue;
        if (column->value[d] == HISTORY_NO_ID ||
            !str_to_i64(dict_name(&column->values, column->value[d]), &number))
            number = 0;
        v->uptake.n++;
        v->uptake.x += number > 0 && number >= version_in_use(h, entered);
    }
}

void evidence_gather(struct evidence *v, struct measuring *m, f64 department_wanted)
{
    const struct history *h = m->history;
    struct sample s = {0};
    *v = (struct evidence){.footprint = nothing, .adherence = nothing, .weakest = nothing};
    if (m->facts.first_start_day != DAY_NONE)
        v->days = (f64)i64_min(WINDOW_DAYS, m->facts.as_of_day - m->facts.first_start_day);
    v->entered = count_entered(m);
    v->monitored.n = v->enforced.n = v->published.n = v->trained.n = v->feedback.n = -1;
    v->uptake.n = v->reviews = v->revisions = v->cited = v->evaluated = -1;
    if (m->obligations.n > 0) {
        s = sample_deals(m);
        v->deals = count_deals(m);
        v->adherence = clustered(m, s.score, s.owner, s.n);
        v->footprint = footprint(m, &s);
        weakest_department(v, m, &s, department_wanted);
        count_acts(v, m, &s);
    }
    if (acts_known(h) == 0)
        return;
    v->published = v->trained = v->feedback = (struct tally){0, 0};
    v->reviews = v->revisions = v->cited = v->evaluated = 0;
    count_published(v, m);
    count_trained(v, m);
    count_feedback(v, m);
    count_governance(v, m);
    count_uptake(v, m);
}
