/* One comparison per column: counts, tests, shrinkage, times; then p-values of all of them
 * adjusted together. */
#include "measure/group_column.h"
#include "measure/group_times.h"
#include "measure/measuring.h"

#include "stats/compare.h"
#include "stats/multiplicity.h"
#include "stats/shrink.h"

#include <math.h>
#include <stdlib.h>

enum {
    LEVELS_MAX = 1000,
    CLOSED_PER_LEVEL_MIN = 3, /* on average; else the column is a name, not a group */
    PERMUTED_DEALS_MAX = 20000000,
    DRAWS_MAX = 2000,
    DRAWS_MIN = 200,
    FOLLOWS_CLOSED_MIN = 20,
};
#define ALPHA 0.05
#define SHRUNKEN_LEVEL 0.90
/* A column that all but tells the outcome was written because of it. */
#define FOLLOWS_CRAMERS_V 0.97

/* Of the levels that have deals, most closed first: their numbers in the column. */
struct kept {
    i64 n;
    u32 *old;    /* by new number */
    u32 *number; /* by old; HISTORY_NO_ID: has no deals */
    struct group_level *levels;
};

static i64 closed_of(const struct group_level *v)
{
    return v->won + v->lost + v->no_decision;
}

static void count_deal(struct group_level *v, const struct measuring *m, i64 deal)
{
    const struct history *h = m->history;
    i64 minor;
    v->deals++;
    switch ((enum outcome)h->outcome[deal]) {
    case OUTCOME_WON:
        v->won++;
        if (facts_amount(&m->facts, h, deal, &minor))
            v->won_value_minor = money_add(v->won_value_minor, minor);
        break;
    case OUTCOME_LOST: v->lost++; break;
    case OUTCOME_NO_DECISION: v->no_decision++; break;
    case OUTCOME_WALKED: v->walked++; break;
    case OUTCOME_OPEN: v->open++; break;
    case OUTCOME_INVALID:
    case OUTCOME_COUNT: break;
    }
}

static int by_closed_then_name(const void *a, const void *b)
{
    const struct group_level *x = a, *y = b;
    i64 n = closed_of(x), k = closed_of(y);
    if (n != k)
        return n < k ? 1 : -1;
    return str_cmp(x->name, y->name);
}

/* Counts every level and keeps those with deals. */
static struct kept keep_levels(struct measuring *m, const struct group_column *c, i64 *unknown)
{
    const struct history *h = m->history;
    struct kept k = {.number = arena_array(m->scratch, u32, c->level_count)};
    i64 mark = arena_mark(m->scratch);
    struct group_level *all = arena_array(m->scratch, struct group_level, c->level_count);
    for (i64 d = 0; d < h->deal_count; d++) {
        if (h->outcome[d] == OUTCOME_INVALID)
            continue;
        if (c->level[d] == HISTORY_NO_ID || c->names[c->level[d]].n == 0)
            (*unknown)++;
        else
            count_deal(&all[c->level[d]], m, d);
    }
    for (i64 i = 0; i < c->level_count; i++) {
        all[i].name = c->names[i];
        all[i].p = (f64)i; /* its old number, until it is sorted */
        if (all[i].deals > 0)
            all[k.n++] = all[i];
    }
    qsort(all, (size_t)k.n, sizeof *all, by_closed_then_name);
    k.levels = arena_array(m->arena, struct group_level, k.n);
    for (i64 i = 0; i < c->level_count; i++)
        k.number[i] = HISTORY_NO_ID;
    for (i64 i = 0; i < k.n; i++) {
        k.levels[i] = all[i];
        k.number[(i64)all[i].p] = (u32)i;
    }
    arena_rewind(m->scratch, mark);
    return k;
}

/* The columns of a k × 2 table over the levels with closed deals, which come first. */
struct table {
    i64 k, won, closed;
    f64 *x, *n;
    i64 *x_whole, *n_whole;
};

static struct table table_of(struct measuring *m, const struct kept *kept)
{
    struct table t = {.x = arena_array(m->scratch, f64, kept->n),
                      .n = arena_array(m->scratch, f64, kept->n),
                      .x_whole = arena_array(m->scratch, i64, kept->n),
                      .n_whole = arena_array(m->scratch, i64, kept->n)};
    for (i64 i = 0; i < kept->n && closed_of(&kept->levels[i]) > 0; i++) {
        t.x[i] = (f64)(t.x_whole[i] = kept->levels[i].won);
        t.n[i] = (f64)(t.n_whole[i] = closed_of(&kept->levels[i]));
        t.won += t.x_whole[i];
        t.closed += t.n_whole[i];
        t.k++;
    }
    return t;
}

/* Cochran's rule: chi-square wants no expected count below 1, few below 5. */
static bool is_thin(const struct table *t)
{
    i64 below_5 = 0;
    f64 p = (f64)t->won / (f64)t->closed, rarer = fmin(p, 1 - p);
    for (i64 i = 0; i < t->k; i++) {
        f64 least = t->n[i] * rarer, most = t->n[i] * (1 - rarer);
        if (least < 1)
            return true;
        below_5 += (least < 5) + (most < 5);
    }
    return 5 * below_5 > 2 * t->k;
}

static void test_counts(struct comparison *g, struct measuring *m, const struct table *t)
{
    struct compare_result r = compare_chi2(t->x, t->n, t->k);
    g->chi2 = r.statistic;
    g->df = r.df;
    g->p = r.p;
    g->cramers_v = compare_cramers_v(t->x, t->n, t->k);
    if (!is_thin(t))
        return;
    i64 draws = i64_max(DRAWS_MIN, i64_min(DRAWS_MAX, PERMUTED_DEALS_MAX / t->closed));
    struct rng rng = rng_stream(m->options->seed, S("group permutation"));
    g->p_simulated = compare_chi2_permuted(m->scratch, t->x_whole, t->n_whole, t->k, draws, &rng).p;
}

/* How far the levels' rates lie apart, and how far chance alone would set them. */
static void measure_spread(struct comparison *g, const struct table *t)
{
    f64 mean = 0, square = 0, chance = 0, p = (f64)t->won / (f64)t->closed;
    for (i64 i = 0; i < t->k; i++) {
        mean += t->x[i] / t->n[i] / (f64)t->k;
        chance += p * (1 - p) / t->n[i] / (f64)t->k;
    }
    for (i64 i = 0; i < t->k; i++) {
        f64 d = t->x[i] / t->n[i] - mean;
        square += d * d;
    }
    g->spread = t->k > 1 ? sqrt(square / (f64)(t->k - 1)) : NAN;
    g->spread_by_chance = sqrt(chance);
}

static void test_levels(struct measuring *m, const struct kept *kept, const struct table *t)
{
    struct group_level *v = kept->levels;
    f64 *p = arena_array(m->scratch, f64, t->k);
    for (i64 i = 0; i < t->k; i++)
        v[i].p = p[i] = compare_2x2(t->x[i], t->n[i] - t->x[i], (f64)t->won - t->x[i],
                                    (f64)(t->closed - t->won) - (t->n[i] - t->x[i]));
    multiplicity_bh(p, m->scratch, p, t->k);
    for (i64 i = 0; i < t->k; i++)
        v[i].p_adjusted = p[i];
    if (t->k < 3)
        return;
    struct shrink_rates fit = shrink_rates_fit(t->x, t->n, t->k);
    for (i64 i = 0; i < t->k; i++) {
        struct estimate e = shrink_rate(&fit, t->x[i], t->n[i], SHRUNKEN_LEVEL);
        v[i].shrunken = e.value;
        v[i].shrunken_low = e.ci.low;
        v[i].shrunken_high = e.ci.high;
    }
}

static void blank_levels(const struct kept *kept)
{
    for (i64 i = 0; i < kept->n; i++) {
        struct group_level *v = &kept->levels[i];
        v->win = rate_of(v->won, closed_of(v));
        v->cohort = rate_of(0, 0);
        v->cohort_difference = figure_of(NAN, NAN, NAN, 0);
        v->shrunken = v->shrunken_low = v->shrunken_high = NAN;
        v->p = v->p_adjusted = v->median_cycle = NAN;
    }
}

static struct comparison comparison_blank(str by)
{
    return (struct comparison){.by = by,
                               .chi2 = NAN,
                               .p = NAN,
                               .p_simulated = NAN,
                               .p_adjusted = NAN,
                               .cramers_v = NAN,
                               .spread = NAN,
                               .spread_by_chance = NAN,
                               .cohort_chi2 = NAN,
                               .cohort_p = NAN,
                               .cohort_p_adjusted = NAN,
                               .gray_p = NAN,
                               .logrank_p = NAN};
}

static i64 levels_with_enough(const struct table *t)
{
    i64 n = 0;
    for (i64 i = 0; i < t->k; i++)
        n += t->n_whole[i] >= RATE_FLOOR;
    return n;
}

static void note_group(struct measuring *m, const struct group_column *c, enum cause why, i64 count,
                       i64 of)
{
    struct cannot_say *say = cannot_say_add(m, SUBJECT_GROUP, why);
    say->name = c->by;
    say->count = count;
    say->of = of;
}

/* Compares by one column; false when it is none that deals can be compared by. */
static bool compare_by(struct comparison *g, struct measuring *m, const struct group_column *c)
{
    *g = comparison_blank(c->by);
    struct kept kept = keep_levels(m, c, &g->unknown);
    blank_levels(&kept);
    g->levels = kept.levels;
    g->level_count = kept.n;
    struct table t = table_of(m, &kept);
    if (kept.n < 2 && !c->asked)
        return false;
    if (t.k > LEVELS_MAX || CLOSED_PER_LEVEL_MIN * t.k > t.closed) {
        if (c->asked)
            note_group(m, c, CAUSE_TOO_MANY_LEVELS, t.k, t.closed);
        return false;
    }
    if (levels_with_enough(&t) < 2 || t.won == 0 || t.won == t.closed) {
        g->verdict = GROUP_TOO_FEW;
        return true;
    }
    test_counts(g, m, &t);
    measure_spread(g, &t);
    if (!c->after_close && t.closed >= FOLLOWS_CLOSED_MIN && g->cramers_v >= FOLLOWS_CRAMERS_V) {
        note_group(m, c, CAUSE_FOLLOWS_OUTCOME, t.k, t.closed);
        g->verdict = GROUP_CANNOT_SAY;
        return true;
    }
    g->verdict = GROUP_NO_DIFFERENCE; /* until the p-values of all are adjusted */
    test_levels(m, &kept, &t);
    g->timed = !c->after_close && m->cohort.n;
    if (g->timed)
        group_times(g, kept.levels, kept.n, m, c->level, kept.number);
    return true;
}

/* A value that is tested, or NAN. Where the clock is known both questions must be answered yes:
 * closed deals alone differ when levels are of different age or speed (STATISTICS 1), shares by a
 * day alone rest on few deals in small levels. The larger p is that of the two together
 * (intersection-union test, Berger 1982). */
static f64 p_of(const struct comparison *g)
{
    bool tested = g->verdict == GROUP_NO_DIFFERENCE;
    f64 closed = isnan(g->p_simulated) ? g->p : g->p_simulated;
    return !tested ? NAN : fmax(closed, g->cohort_p); /* fmax passes over NAN */
}

/* Levels are pointed at only within comparisons that differ, at the level alpha × those that
 * differ / those tested: that keeps the share of false findings over all levels of all columns
 * (Benjamini and Bogomolov 2014). */
static void flag_levels(struct comparison *list, i64 n)
{
    i64 tested = 0, differ = 0;
    for (i64 i = 0; i < n; i++) {
        tested += !isnan(list[i].p_adjusted);
        differ += list[i].verdict == GROUP_DIFFERENCE;
    }
    for (i64 i = 0; i < n; i++) {
        struct group_level *levels = list[i].levels;
        for (i64 k = 0; k < list[i].level_count && list[i].verdict == GROUP_DIFFERENCE; k++)
            levels[k].flagged = levels[k].p_adjusted <= ALPHA * (f64)differ / (f64)tested;
    }
}

static void adjust(struct comparison *list, i64 n, struct arena *scratch)
{
    i64 mark = arena_mark(scratch);
    f64 *p = arena_array(scratch, f64, n), *cohort = arena_array(scratch, f64, n);
    for (i64 i = 0; i < n; i++) {
        p[i] = p_of(&list[i]);
        cohort[i] = list[i].cohort_p;
    }
    multiplicity_bh(p, scratch, p, n);
    multiplicity_bh(cohort, scratch, cohort, n);
    for (i64 i = 0; i < n; i++) {
        list[i].p_adjusted = p[i];
        list[i].cohort_p_adjusted = cohort[i];
        if (p[i] < ALPHA)
            list[i].verdict =
                list[i].timed && isnan(list[i].cohort_p) ? GROUP_TOO_FEW : GROUP_DIFFERENCE;
    }
    arena_rewind(scratch, mark);
}

void groups_measure(struct measuring *m)
{
    struct group_columns columns = {0};
    groups_columns(&columns, m);
    struct comparison *list = arena_array(m->arena, struct comparison, columns.list.n);
    struct groups *out = &m->answers->groups;
    for (i64 i = 0; i < columns.list.n; i++) {
        i64 mark = arena_mark(m->scratch);
        out->n += compare_by(&list[out->n], m, &columns.list.v[i]);
        arena_rewind(m->scratch, mark);
    }
    adjust(list, out->n, m->scratch);
    flag_levels(list, out->n);
    out->list = list;
    if (m->facts.owners < 2)
        note_group(m, &(struct group_column){.by = S("owner")},
                   m->facts.owners ? CAUSE_ONE_OWNER : CAUSE_NO_OWNER, m->facts.owners,
                   m->facts.counts.deals);
}
