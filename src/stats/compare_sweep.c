#include "stats/compare_sweep.h"

#include "stats/matrix.h"
#include "stats/rank.h"
#include "stats/special.h"

#include <math.h>

static i64 stratum_of(const struct compare_data *d, i64 i)
{
    i64 s = d->stratum ? d->stratum[i] : 0;
    assert(s < (d->stratum ? d->strata : 1));
    return s;
}

/* Rows in order of x, dealt out to their strata; the order within each is kept. */
static u32 *rows_by_stratum(struct arena *a, const struct compare_data *d, const f64 *x, i64 strata,
                            const i64 *at)
{
    u32 *rows = arena_array(a, u32, d->n);
    i64 mark = arena_mark(a);
    u32 *order = arena_array(a, u32, d->n);
    i64 *next = arena_array(a, i64, strata);
    for (i64 s = 0; s < strata; s++)
        next[s] = at[s];
    rank_order(order, a, x, d->n);
    for (i64 i = 0; i < d->n; i++)
        rows[next[stratum_of(d, order[i])]++] = order[i];
    arena_rewind(a, mark);
    return rows;
}

struct compare_strata compare_strata(struct arena *a, const struct compare_data *d)
{
    i64 strata = d->stratum ? d->strata : 1;
    struct compare_strata s = {.at = arena_array(a, i64, strata + 1)};
    for (i64 i = 0; i < d->n; i++)
        s.at[stratum_of(d, i) + 1]++;
    for (i64 k = 0; k < strata; k++)
        s.at[k + 1] += s.at[k];
    s.rows = rows_by_stratum(a, d, d->time, strata, s.at);
    s.late = d->entry ? rows_by_stratum(a, d, d->entry, strata, s.at) : NULL;
    return s;
}

struct compare_sweep compare_sweep(struct arena *a, const struct compare_data *d,
                                   const struct compare_strata *s, i64 stratum, u8 cause)
{
    i64 from = s->at[stratum];
    struct compare_sweep w = {
        .d = d,
        .cause = cause,
        .rows = s->rows + from,
        .late = s->late ? s->late + from : NULL,
        .n = s->at[stratum + 1] - from,
        .y = arena_array(a, f64, d->groups),
        .hit = arena_array(a, f64, d->groups),
        .other = arena_array(a, f64, d->groups),
    };
    for (i64 i = 0; i < w.n && !w.late; i++)
        w.y[d->group[w.rows[i]]]++;
    return w;
}

static bool ever_at_risk(const struct compare_data *d, i64 row)
{
    return !d->entry || d->entry[row] < d->time[row];
}

static void let_in(struct compare_sweep *w, f64 now)
{
    const struct compare_data *d = w->d;
    for (; w->late && w->come < w->n && d->entry[w->late[w->come]] < now; w->come++)
        if (ever_at_risk(d, w->late[w->come]))
            w->y[d->group[w->late[w->come]]]++;
}

/* Rows before `now` leave the risk set: they were let in, since they entered before they left. */
static void let_out(struct compare_sweep *w, f64 now)
{
    const struct compare_data *d = w->d;
    for (; w->gone < w->n && d->time[w->rows[w->gone]] < now; w->gone++)
        if (ever_at_risk(d, w->rows[w->gone]))
            w->y[d->group[w->rows[w->gone]]]--;
}

bool compare_sweep_next(struct compare_sweep *w)
{
    const struct compare_data *d = w->d;
    i64 i = w->gone;
    /* past the time just handled, which still stands at `gone` */
    if (w->all > 0)
        while (i < w->n && d->time[w->rows[i]] <= d->time[w->rows[w->gone]])
            i++;
    while (i < w->n && (!d->event[w->rows[i]] || !ever_at_risk(d, w->rows[i])))
        i++;
    if (i == w->n)
        return false;
    f64 now = d->time[w->rows[i]];
    let_in(w, now);
    let_out(w, now);
    w->hits = w->all = 0;
    for (i64 g = 0; g < d->groups; g++) {
        w->hit[g] = w->other[g] = 0;
        w->all += w->y[g];
    }
    for (i = w->gone; i < w->n && d->time[w->rows[i]] <= now; i++) {
        i64 row = w->rows[i];
        if (!d->event[row] || !ever_at_risk(d, row))
            continue;
        bool is_hit = !w->cause || d->event[row] == w->cause;
        (is_hit ? w->hit : w->other)[d->group[row]]++;
        w->hits += is_hit;
    }
    return true;
}

struct compare_result compare_from_score(struct arena *a, const f64 *score, const f64 *variance,
                                         i64 groups)
{
    i64 mark = arena_mark(a), left = 0, last = 0;
    bool *keep = arena_array(a, bool, groups);
    f64 largest = 0;
    for (i64 g = 0; g < groups; g++)
        largest = fmax(largest, variance[g * groups + g]);
    for (i64 g = 0; g < groups; g++) {
        keep[g] = variance[g * groups + g] > 1e-12 * largest;
        left += keep[g];
        last = keep[g] ? g : last;
    }
    struct compare_result r = {NAN, NAN, left > 0 ? left - 1 : 0};
    if (left >= 2) {
        keep[last] = false;
        r.statistic = matrix_score(a, variance, score, keep, groups);
        r.p = special_chi2_tail(r.statistic, (f64)r.df);
    }
    arena_rewind(a, mark);
    return r;
}
