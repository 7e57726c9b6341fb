/* What becomes of the deals that entered. The variance is that of the fit; the band's
 * critical value comes from the influences on at most BAND_DAYS days: the supremum of a
 * Gaussian process over a grid, drawn through the Cholesky root of its covariance, so that
 * 2000 draws cost the same for a hundred deals and a hundred thousand (Lin 1997). */
#include "measure/measuring.h"
#include "measure/share.h"

#include "stats/draw.h"
#include "stats/quantile.h"
#include "stats/special.h"

#include <math.h>

enum {
    POINTS_MAX = 120,
    BAND_DAYS = 24,
    BAND_DRAWS = 2000,
    BAND_AT_RISK_MIN = 10,
};

/* Days at which the curve is told: every event time, or evenly many of them; then the last
 * day of the range and the horizon. */
static i64 choose_days(f64 *days, const struct survival *s, f64 last)
{
    i64 m = 0, n = 0;
    while (m < s->m && s->t[m] <= last)
        m++;
    i64 step = (m + POINTS_MAX - 1) / POINTS_MAX;
    for (i64 j = 0; j < m; j += step)
        days[n++] = s->t[j];
    if (n && days[n - 1] < last)
        days[n++] = last;
    return n;
}

/* The lower triangle of the root of `c` (n × n), in place; a direction without variance is
 * left out. */
static void cholesky(f64 *c, i64 n)
{
    for (i64 j = 0; j < n; j++) {
        f64 d = c[j * n + j];
        for (i64 k = 0; k < j; k++)
            d -= c[j * n + k] * c[j * n + k];
        f64 root = d > 1e-12 ? sqrt(d) : 0;
        c[j * n + j] = root;
        for (i64 i = j + 1; i < n; i++) {
            f64 x = c[i * n + j];
            for (i64 k = 0; k < j; k++)
                x -= c[i * n + k] * c[j * n + k];
            c[i * n + j] = root > 0 ? x / root : 0;
        }
    }
}

/* Correlations of F_k over `days`, n × n; days where F_k has no variance are dropped.
 * Returns how many remain. */
static i64 correlations(f64 *corr, struct measuring *m, const struct survival *s, i32 k,
                        const f64 *days, i64 count)
{
    f64 covariance[BAND_DAYS * BAND_DAYS];
    i64 kept[BAND_DAYS], n = 0;
    survival_covariance(covariance, s, m->scratch, k, days, count);
    for (i64 i = 0; i < count; i++)
        if (covariance[i * count + i] > 0)
            kept[n++] = i;
    for (i64 i = 0; i < n; i++)
        for (i64 j = 0; j < n; j++) {
            const f64 *row = &covariance[kept[i] * count];
            f64 both = row[kept[i]] * covariance[kept[j] * count + kept[j]];
            corr[i * n + j] = row[kept[j]] / sqrt(both);
        }
    return n;
}

/* The 95 % quantile of the largest absolute standardised deviation over the band's days. */
static f64 band_critical(struct measuring *m, const struct survival *s, i32 k, f64 from, f64 to)
{
    i64 mark = arena_mark(m->scratch), first = 0, last = 0, count = 0;
    f64 days[BAND_DAYS], corr[BAND_DAYS * BAND_DAYS], normal[BAND_DAYS];
    while (first < s->m && s->t[first] < from)
        first++;
    for (last = first; last < s->m && s->t[last] <= to;)
        last++;
    i64 wanted = i64_min(BAND_DAYS, last - first);
    for (i64 i = 0; i < wanted; i++)
        days[count++] = s->t[first + (wanted > 1 ? i * (last - first - 1) / (wanted - 1) : 0)];
    i64 n = correlations(corr, m, s, k, days, count);
    cholesky(corr, n);
    struct rng rng = rng_stream(m->options->seed, S("incidence band"));
    f64 *largest = arena_array(m->scratch, f64, BAND_DRAWS);
    for (i64 b = 0; b < BAND_DRAWS; b++) {
        for (i64 i = 0; i < n; i++) {
            normal[i] = draw_normal(&rng, 0, 1);
            f64 x = 0;
            for (i64 j = 0; j <= i; j++)
                x += corr[i * n + j] * normal[j];
            largest[b] = fmax(largest[b], fabs(x));
        }
    }
    f64 c = n ? quantile_select(largest, BAND_DRAWS, 0.95) : NAN;
    arena_rewind(m->scratch, mark);
    return fmax(c, special_z(0.95));
}

struct curve_columns {
    f64 *value, *low, *high, *band_low, *band_high;
};

static struct curve_columns columns_new(struct arena *a, i64 n)
{
    return (struct curve_columns){arena_array(a, f64, n), arena_array(a, f64, n),
                                  arena_array(a, f64, n), arena_array(a, f64, n),
                                  arena_array(a, f64, n)};
}

static i64 events_of(const struct cohort *c, u8 cause)
{
    i64 n = 0;
    for (i64 row = 0; row < c->n; row++)
        n += c->event[row] == cause;
    return n;
}

/* k = 0: still open, without a band. */
static struct curve_columns fill_curve(struct measuring *m, const struct incidence *in, i32 k)
{
    const struct survival *s = &m->cohort.fit;
    struct curve_columns c = columns_new(m->arena, in->points);
    f64 critical = k ? band_critical(m, s, k, in->band_from, in->band_to) : NAN;
    for (i64 i = 0; i < in->points; i++) {
        f64 t = in->days[i];
        struct estimate e = k ? survival_cif_at(s, m->scratch, k, t, 0.95)
                              : survival_open_at(s, m->scratch, t, 0.95);
        bool inside = t >= in->band_from && t <= in->band_to;
        struct interval band = inside ? interval_cloglog(e.value, e.se, critical) : interval_none();
        c.value[i] = e.value;
        c.low[i] = e.ci.low;
        c.high[i] = e.ci.high;
        c.band_low[i] = band.low;
        c.band_high[i] = band.high;
    }
    return c;
}

static void fill_incidence(struct measuring *m)
{
    struct incidence *in = &m->answers->incidence;
    const struct cohort *c = &m->cohort;
    in->deals = c->n;
    in->left_out = c->left_out;
    in->late_entries = c->late_entries;
    if (!survival_range(&c->fit, BAND_AT_RISK_MIN, &in->band_from, &in->band_to)) {
        in->standing = STANDING_COUNTS;
        return;
    }
    in->standing = STANDING_MEASURED;
    in->last_day = in->band_to;
    f64 *days = arena_array(m->arena, f64, POINTS_MAX + 2);
    in->points = choose_days(days, &c->fit, in->last_day);
    in->days = days;
    i64 *at_risk = arena_array(m->arena, i64, in->points);
    for (i64 i = 0; i < in->points; i++)
        at_risk[i] = (i64)survival_at_risk(&c->fit, days[i]);
    in->at_risk = at_risk;
    struct curve_columns open = fill_curve(m, in, 0);
    in->open = open.value;
    in->open_low = open.low;
    in->open_high = open.high;
    for (i32 k = 1; k <= c->causes; k++) {
        i64 events = events_of(c, (u8)k);
        if (!events)
            continue;
        struct curve_columns v = fill_curve(m, in, k);
        in->cause[k - 1] = (struct curve){events, v.value, v.low, v.high, v.band_low, v.band_high};
    }
}

/* Seen to be won by the horizon, of the deals that carry times. */
static void fill_cohort_rate(struct measuring *m)
{
    const struct cohort *c = &m->cohort;
    const struct survival *s = &c->fit;
    struct cohort_rate *r = &m->answers->cohort;
    f64 horizon = (f64)c->horizon_days;
    i64 won = 0, resolved = 0;
    for (i64 row = 0; row < c->n; row++) {
        resolved += c->event[row] != 0;
        won += c->event[row] == 1 && c->time[row] <= horizon && c->entry[row] < c->time[row];
        r->censored += c->event[row] == 0 && c->time[row] < horizon;
    }
    r->horizon_days = c->horizon_days;
    r->horizon_given = c->horizon_given;
    r->at_risk = (i64)survival_at_risk(s, horizon);
    r->resolved = rate_of(resolved, c->n);
    r->rate = share_by(s, m->scratch, 1, horizon, won, c->n);
    if (r->rate.standing != STANDING_MEASURED) {
        r->lost = r->no_decision = r->walked = r->open = NAN;
        return;
    }
    r->lost = survival_cif(s, 2, horizon);
    r->no_decision = survival_cif(s, 3, horizon);
    r->walked = c->causes > 3 ? survival_cif(s, 4, horizon) : 0;
    r->open = survival_open(s, horizon);
}

static void fill_restricted(struct measuring *m)
{
    const struct cohort *c = &m->cohort;
    struct restricted_mean *r = &m->answers->restricted_mean;
    r->days = fmin((f64)c->horizon_days, cohort_last(&c->fit));
    if (c->n < RATE_FLOOR || !(r->days > 0))
        return;
    r->standing = STANDING_MEASURED;
    for (i32 k = 0; k <= c->causes; k++) {
        struct estimate e = survival_mean_time(&c->fit, m->scratch, k, r->days, 0.95);
        struct figure figure = figure_of(e.value, e.ci.low, e.ci.high, c->n);
        if (k == 0)
            r->open = figure;
        else
            r->after[k - 1] = figure;
    }
}

void cohort_rate_measure(struct measuring *m)
{
    if (m->cohort.n == 0) {
        cannot_say_add(m, SUBJECT_WIN_RATE_COHORT, CAUSE_NO_START_DATE)->of = m->facts.counts.deals;
        return;
    }
    fill_cohort_rate(m);
    fill_incidence(m);
    fill_restricted(m);
}
