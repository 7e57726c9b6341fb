#include "revise/effect_part.h"

#include "stats/regression.h"
#include "stats/revision.h"
#include "stats/sequential.h"
#include "stats/special.h"
#include "stats/survival.h"

#include <math.h>

#define LEVEL .95

const char *effect_design_id(enum effect_design d)
{
    static const char *const ids[] = {"nothing-to-compare", "randomised-deals",
                                      "randomised-sellers", "staggered",
                                      "interrupted-series", "before-after"};
    return ids[d];
}

const char *effect_finding_id(enum effect_finding f)
{
    static const char *const ids[] = {"too-few", "unseen", "better", "worse"};
    return ids[f];
}

char effect_grade(enum effect_design d)
{
    static const char grades[] = {'-', 'A', 'A', 'B', 'C', 'D'};
    return grades[d];
}

/* --- what is known of a deal ----------------------------------------------------------------- */

bool effect_known(const struct effect_deal *d, const struct effect_options *o)
{
    return d->closed || o->now_ms >= d->entered_ms + o->horizon_days * MS_PER_DAY;
}

bool effect_won(const struct effect_deal *d, const struct effect_options *o)
{
    return d->won && d->closed && d->closed_ms - d->entered_ms <= o->horizon_days * MS_PER_DAY;
}

/* Old enough, whatever came of it: those that are known because they ended early are not like the
 * others of their age. */
bool effect_mature(const struct effect_deal *d, const struct effect_options *o)
{
    return o->now_ms >= d->entered_ms + o->horizon_days * MS_PER_DAY;
}

static struct estimate nothing(void)
{
    return (struct estimate){NAN, NAN, interval_none()};
}

static void count_arms(struct effect *out, const struct effect_deal *v, i64 n,
                       const struct effect_options *o)
{
    for (i64 i = 0; i < n; i++) {
        struct effect_arm *arm = &out->arm[v[i].now];
        bool known = effect_mature(&v[i], o);
        arm->entered++;
        arm->known += known;
        arm->won += known && effect_won(&v[i], o);
    }
}

static bool enough(const struct effect *e)
{
    return e->arm[0].known >= EFFECT_ARM_MIN && e->arm[1].known >= EFFECT_ARM_MIN;
}

static enum effect_finding by_interval(const struct effect *e)
{
    if (!enough(e) || !isfinite(e->difference.value))
        return EFFECT_TOO_FEW;
    if (!isfinite(e->difference.ci.low))
        return isfinite(e->p) && e->p <= 1 - LEVEL
                   ? (e->difference.value > 0 ? EFFECT_BETTER : EFFECT_WORSE)
                   : EFFECT_UNSEEN;
    return e->difference.ci.low > 0    ? EFFECT_BETTER
           : e->difference.ci.high < 0 ? EFFECT_WORSE
                                       : EFFECT_UNSEEN;
}

/* --- A: deals at random ------------------------------------------------------------------------
 */

#define in_order(x, y) ((x)->order <= (y)->order)

static void find_randomised(struct effect *out, struct arena *a, struct effect_deal *v, i64 n,
                            const struct effect_options *o)
{
    struct effect_deal *spare = arena_array(a, struct effect_deal, n);
    u8 *arm = arena_array(a, u8, n), *won = arena_array(a, u8, n);
    f64 *p1 = arena_array(a, f64, n);
    sort_merge(v, spare, n, in_order);
    struct sequential_data d = {.arm = arm, .won = won, .p1 = p1};
    while (d.n < n && effect_known(&v[d.n], o)) { /* in the order of assignment, none left out */
        arm[d.n] = v[d.n].now;
        won[d.n] = effect_won(&v[d.n], o);
        p1[d.n] = v[d.n].chance;
        d.n++;
    }
    struct sequential_evidence e = sequential_evidence(&d, NULL);
    i64 planned = o->planned ? o->planned : i64_max(out->needed.total, 200);
    out->looked_at = d.n;
    out->log_e = e.log_e;
    out->p = e.p;
    out->first_20 = e.first_20;
    out->difference = d.n ? sequential_difference(&d, planned, LEVEL) : nothing();
    bool wide = d.n < EFFECT_SEQUENCE_MIN; /* its interval is not valid yet */
    if (wide)
        out->difference.ci = interval_none();
    out->finding = !enough(out) ? EFFECT_TOO_FEW : EFFECT_UNSEEN;
    bool seen =
        e.first_20 || (!wide && (out->difference.ci.low > 0 || out->difference.ci.high < 0));
    if (enough(out) && seen)
        out->finding = out->difference.value > 0 ? EFFECT_BETTER : EFFECT_WORSE;
}

/* --- A: sellers at random ----------------------------------------------------------------------
 */

struct unit {
    f64 won, n;
    bool now;
};

/* Their mean rates, each seller once: deals of one seller are not independent. */
static void find_sellers(struct effect *out, struct arena *a, const struct effect_deal *v, i64 n,
                         const struct effect_options *o)
{
    u32 most = 0;
    for (i64 i = 0; i < n; i++)
        most = (u32)i64_max(most, v[i].seller);
    struct unit *unit = arena_array(a, struct unit, (i64)most + 1);
    f64 sum[2] = {0}, squares[2] = {0}, k[2] = {0};
    for (i64 i = 0; i < n; i++) {
        struct unit *u = &unit[v[i].seller];
        u->now = v[i].now;
        u->n += effect_mature(&v[i], o);
        u->won += effect_mature(&v[i], o) && effect_won(&v[i], o);
    }
    for (i64 s = 0; s <= most; s++) {
        if (!(unit[s].n > 0))
            continue;
        f64 rate = unit[s].won / unit[s].n;
        sum[unit[s].now] += rate;
        squares[unit[s].now] += rate * rate;
        k[unit[s].now]++;
    }
    out->units = (i64)(k[0] + k[1]);
    out->finding = EFFECT_TOO_FEW;
    if (k[0] < 2 || k[1] < 2)
        return;
    f64 variance = 0;
    for (i64 arm = 0; arm < 2; arm++)
        variance += (squares[arm] - sum[arm] * sum[arm] / k[arm]) / (k[arm] - 1) / k[arm];
    f64 value = sum[1] / k[1] - sum[0] / k[0], se = sqrt(fmax(0, variance));
    f64 t = special_t_quantile(.5 + LEVEL / 2, k[0] + k[1] - 2);
    out->difference = (struct estimate){value, se, {value - t * se, value + t * se}};
    out->finding = by_interval(out);
}

/* --- D: before and after, brought to one mix -----------------------------------------------------
 */

static struct estimate won_by(struct arena *a, const struct effect_deal *v, i64 n, u32 segment,
                              bool now, const struct effect_options *o, i64 *count)
{
    f64 *time = arena_array(a, f64, n);
    u8 *event = arena_array(a, u8, n);
    i64 k = 0;
    for (i64 i = 0; i < n; i++) {
        if (v[i].segment != segment || v[i].now != now)
            continue;
        i64 end = v[i].closed ? v[i].closed_ms : o->now_ms;
        time[k] = fmax(1e-6, (f64)(end - v[i].entered_ms) / (f64)MS_PER_DAY);
        event[k++] = (u8)(!v[i].closed ? 0 : v[i].won ? 1 : 2);
    }
    *count = k;
    struct survival s;
    struct survival_data d = {.time = time, .event = event, .n = k, .causes = 2};
    if (k < 2)
        return nothing();
    survival_fit(&s, a, &d);
    return survival_cif_at(&s, a, 1, (f64)o->horizon_days, LEVEL);
}

static void find_before_after(struct effect *out, struct arena *a, const struct effect_deal *v,
                              i64 n, const struct effect_options *o)
{
    u32 segments = 0;
    f64 value = 0, variance = 0, compared = 0;
    for (i64 i = 0; i < n; i++)
        segments = (u32)i64_max(segments, (i64)v[i].segment + 1);
    for (u32 s = 0; s < segments; s++) {
        i64 mark = arena_mark(a), n0, n1;
        struct estimate before = won_by(a, v, n, s, false, o, &n0);
        struct estimate after = won_by(a, v, n, s, true, o, &n1);
        arena_rewind(a, mark);
        if (isnan(before.value) || isnan(after.value) || n0 < 2 || n1 < 2)
            continue;
        f64 size = (f64)(n0 + n1);
        compared += size;
        value += size * (after.value - before.value);
        variance += size * size * (before.se * before.se + after.se * after.se);
    }
    out->covered = n ? compared / (f64)n : 0;
    if (compared > 0) {
        value /= compared;
        f64 se = sqrt(variance) / compared;
        out->difference = (struct estimate){value, se, interval_normal(value, se, LEVEL)};
    }
    out->finding = by_interval(out);
}

/* --- C: an interrupted series --------------------------------------------------------------------
 */

struct months {
    i64 first, count, change; /* change: index of the first month after */
    f64 won[EFFECT_MONTHS_MAX], n[EFFECT_MONTHS_MAX];
};

/* Whole months in which somebody entered; false when the series is too short or has holes. */
static bool find_months(struct months *m, const struct effect_deal *v, i64 n, i64 change_ms,
                        const struct effect_options *o)
{
    i64 last = INT64_MIN;
    m->first = INT64_MAX;
    for (i64 i = 0; i < n; i++)
        if (effect_mature(&v[i], o)) {
            m->first = i64_min(m->first, effect_month(v[i].entered_ms));
            last = i64_max(last, effect_month(v[i].entered_ms));
        }
    m->count = last - m->first + 1;
    m->change = effect_month(change_ms) - m->first;
    if (last < m->first || m->count > EFFECT_MONTHS_MAX || m->change < EFFECT_SERIES_BEFORE ||
        m->count - m->change < EFFECT_SERIES_AFTER)
        return false;
    for (i64 i = 0; i < n; i++)
        if (effect_mature(&v[i], o)) {
            i64 k = effect_month(v[i].entered_ms) - m->first;
            m->n[k]++;
            m->won[k] += effect_won(&v[i], o);
        }
    for (i64 k = 0; k < m->count; k++)
        if (!(m->n[k] > 0))
            return false;
    return true;
}

/* Newey-West is too sure of itself with so few months: the larger of its error and HC3's, by t. */
static void widen(struct revision_series *s, struct arena *a, const f64 *rate, i64 n,
                  i64 first_after)
{
    f64 *x = arena_array(a, f64, 4 * n);
    struct regression r;
    for (i64 i = 0; i < n; i++) {
        x[4 * i] = 1;
        x[4 * i + 1] = (f64)(i + 1);
        x[4 * i + 2] = i >= first_after;
        x[4 * i + 3] = fmax(0, (f64)(i - first_after));
    }
    for (i64 k = 0; regression_hc3(&r, a, x, rate, n, 4) && k < 4; k++)
        s->se[k] = fmax(s->se[k], regression_se(&r, k));
}

static struct estimate coefficient(const struct revision_series *s, i64 i, i64 n)
{
    f64 reach = special_t_quantile(.5 + LEVEL / 2, (f64)(n - 4)) * s->se[i];
    return (struct estimate){s->b[i], s->se[i], {s->b[i] - reach, s->b[i] + reach}};
}

static bool find_series(struct effect *out, struct arena *a, const struct effect_deal *v, i64 n,
                        i64 change_ms, const struct effect_options *o)
{
    struct months *m = arena_new(a, struct months);
    struct revision_series s;
    f64 rate[EFFECT_MONTHS_MAX];
    if (!find_months(m, v, n, change_ms, o))
        return false;
    for (i64 k = 0; k < m->count; k++)
        rate[k] = m->won[k] / m->n[k];
    if (!revision_series_fit(&s, a, rate, m->count, m->change + 1))
        return false;
    out->design = EFFECT_SERIES;
    out->months_before = m->change;
    out->months_after = m->count - m->change;
    widen(&s, a, rate, m->count, m->change);
    out->step = coefficient(&s, 2, m->count);
    out->slope = coefficient(&s, 3, m->count);
    out->difference = out->step;
    out->covered = 1;
    out->finding = by_interval(out);
    return true;
}

/* --- how many it takes
 * ---------------------------------------------------------------------------- */

/* Deals a week over the last 12 weeks, or since the first. */
static f64 pace(const struct effect_deal *v, i64 n, const struct effect_options *o)
{
    i64 first = INT64_MAX, count = 0, from = o->now_ms - 84 * MS_PER_DAY;
    for (i64 i = 0; i < n; i++)
        first = i64_min(first, v[i].entered_ms);
    from = i64_max(from, first);
    for (i64 i = 0; i < n; i++)
        count += v[i].entered_ms >= from;
    f64 weeks = (f64)(o->now_ms - from) / (7. * (f64)MS_PER_DAY);
    return weeks >= 1 ? (f64)count / weeks : (f64)count;
}

static void find_needed(struct effect *out, const struct effect_deal *v, i64 n,
                        const struct effect_options *o, bool sellers)
{
    const struct effect_arm *before = &out->arm[0];
    f64 expected = fabs(o->expected) > 1e-9 ? o->expected : .05;
    out->base = before->known ? ((f64)before->won + .5) / ((f64)before->known + 1) : NAN;
    out->per_week = n ? pace(v, n, o) : 0;
    struct sample_question q = {.base = out->base,
                                .change = expected,
                                .per_week = out->per_week,
                                .horizon_days = o->horizon_days};
    if (sellers) {
        u32 most = 0;
        for (i64 i = 0; i < n; i++)
            most = (u32)i64_max(most, v[i].seller);
        q.deals_per_seller = (f64)n / (f64)(most + 1);
    }
    out->needed = sample_size(&q);
}

/* Until both arms have as many known outcomes as needed. */
static void find_weeks(struct effect *out, const struct effect_options *o)
{
    i64 per_arm = out->needed.per_arm;
    f64 share =
        out->design <= EFFECT_RANDOMISED_SELLERS ? .5 : 1; /* of a week's deals, to the arm */
    out->weeks_more = -1;
    if (!per_arm || !(out->per_week > 0))
        return;
    f64 weeks = 0;
    for (i64 arm = 0; arm < 2; arm++) {
        f64 missing = (f64)(per_arm - out->arm[arm].entered);
        bool grows = arm == 1 || out->design <= EFFECT_RANDOMISED_SELLERS;
        if (missing > 0 && !grows)
            return; /* what was before does not come again */
        if (missing > 0)
            weeks = fmax(weeks, missing / (out->per_week * share) + (f64)o->horizon_days / 7);
        else if (out->arm[arm].known < per_arm)
            weeks = fmax(weeks, (f64)o->horizon_days / 7);
    }
    out->weeks_more = (i64)ceil(weeks);
}

/* --- which design
 * ---------------------------------------------------------------------------------- */

static bool is_random(const struct effect_deal *d)
{
    return d->chance > 0 && d->chance < 1 && d->order >= 0;
}

/* Sellers at random: every deal of a seller has the same version, some seller has several. */
static bool whole_sellers(struct arena *a, const struct effect_deal *v, i64 n)
{
    u32 most = 0;
    bool several = false;
    for (i64 i = 0; i < n; i++)
        most = (u32)i64_max(most, v[i].seller);
    u8 *seen = arena_array(a, u8, (i64)most + 1);
    for (i64 i = 0; i < n; i++) {
        u8 bit = (u8)(v[i].now ? 2 : 1);
        several |= seen[v[i].seller] == bit;
        if (seen[v[i].seller] & ~bit)
            return false;
        seen[v[i].seller] = bit;
    }
    return several && n >= 4;
}

static void sceptical(struct effect *out, struct arena *a)
{
    struct ab_counts c = {(f64)out->arm[0].won, (f64)out->arm[0].known, (f64)out->arm[1].won,
                          (f64)out->arm[1].known};
    if (!enough(out))
        return;
    struct ab_sceptical s = ab_sceptical(a, c, .35, 201);
    out->better = s.better;
    out->better_mean = s.mean_difference;
}

static void find_unrandomised(struct effect *out, struct arena *a, const struct effect_deal *v,
                              i64 n, const struct effect_options *o)
{
    i64 change_ms = INT64_MAX;
    if (effect_staggered(out, a, v, n, o)) {
        out->design = EFFECT_STAGGERED;
        out->finding = by_interval(out);
        return;
    }
    for (i64 i = 0; i < n; i++)
        if (v[i].now)
            change_ms = i64_min(change_ms, v[i].entered_ms);
    out->design = EFFECT_BEFORE_AFTER;
    if (!find_series(out, a, v, n, change_ms, o))
        find_before_after(out, a, v, n, o);
}

void effect_find(struct effect *out, struct arena *a, const struct effect_deal *deals, i64 n,
                 const struct effect_options *o)
{
    struct effect_deal *v = arena_array(a, struct effect_deal, n);
    i64 random = 0, k = 0;
    *out = (struct effect){.difference = nothing(),
                           .p = NAN,
                           .better = NAN,
                           .better_mean = NAN,
                           .before_gap = NAN,
                           .step = nothing(),
                           .slope = nothing(),
                           .covered = 1};
    for (i64 i = 0; i < n; i++)
        random += !deals[i].migrated && is_random(&deals[i]);
    for (i64 i = 0; i < n; i++) {
        out->left_out += deals[i].migrated;
        if (!deals[i].migrated && (!random || is_random(&deals[i])))
            v[k++] = deals[i];
    }
    count_arms(out, v, k, o);
    bool sellers = random && whole_sellers(a, v, k);
    find_needed(out, v, k, o, sellers);
    if (!out->arm[0].entered || !out->arm[1].entered)
        return;
    sceptical(out, a);
    out->design = sellers ? EFFECT_RANDOMISED_SELLERS : EFFECT_RANDOMISED_DEALS;
    if (sellers)
        find_sellers(out, a, v, k, o);
    else if (random)
        find_randomised(out, a, v, k, o);
    else
        find_unrandomised(out, a, v, k, o);
    find_weeks(out, o);
}
