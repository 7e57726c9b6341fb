#include "measure/group_times.h"
#include "measure/share.h"

#include "stats/compare.h"
#include "stats/quantile.h"
#include "stats/special.h"

#include <math.h>

enum {
    GRAY_LEVELS_MAX = 12, /* its cost grows with the cube of the levels */
    LOGRANK_LEVELS_MAX = 200,
};

/* The cohort's rows of known level, sorted by level. */
struct rows {
    i64 n;
    i64 *first; /* rows of level i are [first[i], first[i + 1]) */
    f64 *entry, *time;
    u8 *event;
    u32 *group;
};

static u32 number_of(const struct cohort *c, i64 row, const u32 *level, const u32 *number)
{
    u32 v = level[c->deal[row]];
    return v == HISTORY_NO_ID ? HISTORY_NO_ID : number[v];
}

static struct rows rows_by_level(struct measuring *m, i64 levels, const u32 *level,
                                 const u32 *number)
{
    const struct cohort *c = &m->cohort;
    struct rows r = {.first = arena_array(m->scratch, i64, levels + 1),
                     .entry = arena_array(m->scratch, f64, c->n),
                     .time = arena_array(m->scratch, f64, c->n),
                     .event = arena_array(m->scratch, u8, c->n),
                     .group = arena_array(m->scratch, u32, c->n)};
    i64 *at = arena_array(m->scratch, i64, levels + 1);
    for (i64 row = 0; row < c->n; row++) {
        u32 g = number_of(c, row, level, number);
        if (g != HISTORY_NO_ID)
            r.first[g + 1]++;
    }
    for (i64 i = 0; i < levels; i++)
        at[i + 1] = r.first[i + 1] += r.first[i];
    r.n = r.first[levels];
    for (i64 row = 0; row < c->n; row++) {
        u32 g = number_of(c, row, level, number);
        if (g == HISTORY_NO_ID)
            continue;
        i64 to = at[g]++;
        r.entry[to] = c->entry[row];
        r.time[to] = c->time[row];
        r.event[to] = c->event[row];
        r.group[to] = g;
    }
    return r;
}

static f64 median_closed(struct arena *scratch, const f64 *time, const u8 *event, i64 n)
{
    i64 closed = 0;
    f64 *t = arena_array(scratch, f64, n);
    for (i64 i = 0; i < n; i++)
        if (event[i] >= 1 && event[i] <= 3)
            t[closed++] = time[i];
    return quantile_median(t, closed);
}

/* One level; returns the weight of its share in the test, 0 when it cannot take part. */
static f64 measure_level(struct group_level *v, struct measuring *m, const struct rows *r, i64 i)
{
    f64 horizon = (f64)m->cohort.horizon_days;
    i64 low = r->first[i], n = r->first[i + 1] - low, won = 0;
    v->median_cycle = median_closed(m->scratch, &r->time[low], &r->event[low], n);
    for (i64 k = low; k < low + n; k++)
        won += r->event[k] == 1 && r->time[k] <= horizon && r->entry[k] < r->time[k];
    struct survival s;
    survival_fit(&s, m->scratch,
                 &(struct survival_data){&r->entry[low], &r->time[low], &r->event[low], n,
                                         m->cohort.causes});
    v->cohort = share_by(&s, m->scratch, 1, horizon, won, n);
    if (v->cohort.standing != STANDING_MEASURED)
        return 0;
    f64 se = survival_cif_at(&s, m->scratch, 1, horizon, 0.95).se;
    if (se > 0)
        return 1 / (se * se);
    /* none or all: the variance that half a deal more of each would give */
    f64 known = share_fates(&s, horizon) + 1,
        p = v->cohort.value < 0.5 ? 0.5 / known : 1 - 0.5 / known;
    return known / (p * (1 - p));
}

/* Won by the horizon: level i minus all the others together. Rows of a level are neighbours,
 * so the others are two runs, put behind each other in `rest`. */
static void measure_difference(struct group_level *v, struct measuring *m, const struct rows *r,
                               i64 i)
{
    f64 horizon = (f64)m->cohort.horizon_days;
    i64 low = r->first[i], high = r->first[i + 1], n = high - low, others = r->n - n;
    f64 *entry = arena_array(m->scratch, f64, others), *time = arena_array(m->scratch, f64, others);
    u8 *event = arena_array(m->scratch, u8, others);
    for (i64 k = 0, to = 0; k < r->n; k++)
        if (k < low || k >= high) {
            entry[to] = r->entry[k];
            time[to] = r->time[k];
            event[to++] = r->event[k];
        }
    struct survival here, rest;
    i32 causes = m->cohort.causes;
    survival_fit(&here, m->scratch,
                 &(struct survival_data){&r->entry[low], &r->time[low], &r->event[low], n, causes});
    survival_fit(&rest, m->scratch, &(struct survival_data){entry, time, event, others, causes});
    if (v->cohort.standing != STANDING_MEASURED || others < RATE_FLOOR ||
        !share_is_known(&rest, horizon))
        return;
    struct estimate e =
        survival_difference_at(&rest, &here, m->scratch, 1, horizon, 0.95).difference;
    if (e.se > 0)
        v->cohort_difference = figure_of(e.value, e.ci.low, e.ci.high, n);
}

/* Are the shares won by the horizon equal? Sum of squared distances to their weighted mean,
 * chi-square; two levels give the square of the difference over its standard error. */
static void test_shares(struct comparison *g, const struct group_level *levels, const f64 *weight,
                        i64 n)
{
    f64 sum = 0, mean = 0, q = 0;
    i64 used = 0;
    for (i64 i = 0; i < n; i++) {
        if (!(weight[i] > 0))
            continue;
        sum += weight[i];
        mean += weight[i] * levels[i].cohort.value;
        used++;
    }
    if (used < 2)
        return;
    mean /= sum;
    for (i64 i = 0; i < n; i++)
        if (weight[i] > 0) {
            f64 d = levels[i].cohort.value - mean;
            q += weight[i] * d * d;
        }
    g->cohort_chi2 = q;
    g->cohort_df = used - 1;
    g->cohort_p = special_chi2_tail(q, (f64)(used - 1));
}

void group_times(struct comparison *g, struct group_level *levels, i64 n, struct measuring *m,
                 const u32 *level, const u32 *number)
{
    i64 mark = arena_mark(m->scratch);
    struct rows r = rows_by_level(m, n, level, number);
    f64 *weight = arena_array(m->scratch, f64, n);
    for (i64 i = 0; i < n; i++) {
        i64 inner = arena_mark(m->scratch);
        weight[i] = measure_level(&levels[i], m, &r, i);
        if (n <= GROUP_DIFFERENCES_MAX)
            measure_difference(&levels[i], m, &r, i);
        arena_rewind(m->scratch, inner);
    }
    test_shares(g, levels, weight, n);
    struct compare_data data = {.entry = r.entry,
                                .time = r.time,
                                .event = r.event,
                                .group = r.group,
                                .n = r.n,
                                .groups = n,
                                .strata = 1};
    if (n <= LOGRANK_LEVELS_MAX)
        g->logrank_p = compare_logrank(m->scratch, &data, 1, 0, NULL, NULL).p;
    data.entry = NULL;
    if (n <= GRAY_LEVELS_MAX && m->cohort.late_entries == 0)
        g->gray_p = compare_gray(m->scratch, &data, 1, 0).p;
    arena_rewind(m->scratch, mark);
}
