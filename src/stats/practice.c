#include "stats/practice.h"

#include "stats/draw.h"
#include "stats/special.h"
#include "stats/sum.h"

#include <math.h>

static bool has_both(struct practice_stratum s)
{
    return s.n1 > 0 && s.n0 > 0;
}

struct estimate practice_difference(const struct practice_stratum *s, i64 k, f64 level)
{
    struct sum weight = {0}, d = {0}, p = {0}, q = {0};
    for (i64 i = 0; i < k; i++) {
        f64 a = s[i].a, n1 = s[i].n1, b = s[i].b, n0 = s[i].n0, n = n1 + n0;
        if (!has_both(s[i]))
            continue;
        sum_add(&weight, n1 * n0 / n);
        sum_add(&d, n1 * n0 / n * (a / n1 - b / n0));
        sum_add(&p, (n1 * n1 * b - n0 * n0 * a + n1 * n0 * (n0 - n1) / 2) / (n * n));
        sum_add(&q, (a * (n0 - b) + b * (n1 - a)) / (2 * n));
    }
    f64 w = sum_get(&weight), rd = sum_get(&d) / w;
    f64 se = sqrt(fmax(0, rd * sum_get(&p) + sum_get(&q))) / w;
    if (!(w > 0))
        return (struct estimate){NAN, NAN, interval_none()};
    return (struct estimate){rd, se, interval_normal(rd, se, level)};
}

f64 practice_greenland_robins(const struct practice_stratum *s, i64 k)
{
    struct sum weight = {0}, v = {0};
    for (i64 i = 0; i < k; i++) {
        f64 a = s[i].a, n1 = s[i].n1, b = s[i].b, n0 = s[i].n0, n = n1 + n0;
        if (!has_both(s[i]))
            continue;
        sum_add(&weight, n1 * n0 / n);
        sum_add(&v,
                (a * (n1 - a) * n0 * n0 * n0 + b * (n0 - b) * n1 * n1 * n1) / (n1 * n0 * n * n));
    }
    return sqrt(sum_get(&v)) / sum_get(&weight);
}

struct estimate practice_log_ratio(const struct practice_stratum *s, i64 k, f64 level)
{
    struct sum with = {0}, without = {0}, v = {0};
    for (i64 i = 0; i < k; i++) {
        f64 a = s[i].a, n1 = s[i].n1, b = s[i].b, n0 = s[i].n0, n = n1 + n0;
        if (!has_both(s[i]))
            continue;
        sum_add(&with, a * n0 / n);
        sum_add(&without, b * n1 / n);
        sum_add(&v, n1 * n0 * (a + b) / (n * n) - a * b / n);
    }
    f64 r1 = sum_get(&with), r0 = sum_get(&without);
    f64 value = log(r1 / r0), se = sqrt(sum_get(&v) / (r1 * r0));
    if (!(r1 > 0 && r0 > 0))
        return (struct estimate){NAN, NAN, interval_none()};
    return (struct estimate){value, se, interval_normal(value, se, level)};
}

f64 practice_odds_ratio(const struct practice_stratum *s, i64 k)
{
    struct sum up = {0}, down = {0};
    for (i64 i = 0; i < k; i++) {
        f64 n = s[i].n1 + s[i].n0;
        sum_add(&up, has_both(s[i]) ? s[i].a * (s[i].n0 - s[i].b) / n : 0);
        sum_add(&down, has_both(s[i]) ? s[i].b * (s[i].n1 - s[i].a) / n : 0);
    }
    return sum_get(&up) / sum_get(&down);
}

/* Successes among those who did it beyond what chance gives them, and the variance of that. */
static f64 cmh_excess(const struct practice_stratum *s, i64 k, f64 *variance)
{
    struct sum excess = {0}, v = {0};
    for (i64 i = 0; i < k; i++) {
        f64 n1 = s[i].n1, n0 = s[i].n0, n = n1 + n0, m = s[i].a + s[i].b;
        if (!has_both(s[i]))
            continue;
        sum_add(&excess, s[i].a - n1 * m / n);
        sum_add(&v, n1 * n0 * m * (n - m) / (n * n * (n - 1)));
    }
    *variance = sum_get(&v);
    return sum_get(&excess);
}

struct practice_test practice_cmh(const struct practice_stratum *s, i64 k)
{
    f64 variance, excess = cmh_excess(s, k, &variance);
    f64 chi2 = variance > 0 ? excess * excess / variance : NAN;
    return (struct practice_test){chi2, special_chi2_tail(chi2, 1)};
}

/* Successes that fall to `n1` of n rows when `m` successes are dealt at random. */
static f64 deal_out(struct rng *rng, f64 n1, f64 n0, f64 m)
{
    f64 hits = 0;
    for (f64 with = n1, left = n1 + n0; m > 0; m--, left--)
        if (draw_chance(rng, with / left)) {
            hits++;
            with--;
        }
    return hits;
}

struct practice_test practice_cmh_permuted(const struct practice_stratum *s, i64 k, i64 draws,
                                           struct rng *rng)
{
    f64 variance, seen = fabs(cmh_excess(s, k, &variance));
    struct practice_test t = practice_cmh(s, k);
    i64 extreme = 0;
    for (i64 d = 0; d < draws && variance > 0; d++) {
        f64 excess = 0;
        for (i64 i = 0; i < k; i++) {
            f64 n1 = s[i].n1, n0 = s[i].n0, m = s[i].a + s[i].b;
            if (has_both(s[i]))
                excess += deal_out(rng, n1, n0, m) - n1 * m / (n1 + n0);
        }
        extreme += fabs(excess) >= seen - 1e-9;
    }
    if (variance > 0)
        t.p = (f64)(1 + extreme) / (f64)(1 + draws);
    return t;
}

/* The mean of row i with the column set to `to`. */
static f64 mean_if(const struct regression *fit, const f64 *row, i64 column, f64 to)
{
    return special_expit(regression_linear(fit, row) + fit->b[column] * (to - row[column]));
}

struct estimate practice_standardised(const struct regression *fit, struct arena *scratch,
                                      const f64 *x, i64 column, f64 level)
{
    i64 mark = arena_mark(scratch), p = fit->p;
    f64 *gradient = arena_array(scratch, f64, p), n = (f64)fit->n;
    struct sum d = {0};
    for (i64 i = 0; i < fit->n; i++) {
        const f64 *row = &x[i * p];
        f64 with = mean_if(fit, row, column, 1), without = mean_if(fit, row, column, 0);
        f64 slope1 = with * (1 - with), slope0 = without * (1 - without);
        sum_add(&d, with - without);
        for (i64 j = 0; j < p; j++)
            gradient[j] += (j == column ? slope1 : (slope1 - slope0) * row[j]) / n;
    }
    f64 value = sum_get(&d) / n, variance = 0;
    for (i64 i = 0; i < p; i++)
        for (i64 j = 0; j < p; j++)
            variance += gradient[i] * fit->variance[i * p + j] * gradient[j];
    arena_rewind(scratch, mark);
    f64 se = sqrt(fmax(0, variance));
    return (struct estimate){value, se, interval_normal(value, se, level)};
}

/* Each row's own difference: the models' plus what they missed, weighted by how likely the row was
 * to be where it is. */
static void robust_differences(f64 *out, const struct regression *outcome,
                               const struct regression *who, const f64 *x, const f64 *others,
                               const f64 *y, i64 column)
{
    i64 p = outcome->p;
    for (i64 i = 0; i < outcome->n; i++) {
        const f64 *row = &x[i * p];
        f64 with = mean_if(outcome, row, column, 1), without = mean_if(outcome, row, column, 0);
        f64 e = special_expit(regression_linear(who, &others[i * (p - 1)]));
        e = fmin(fmax(e, PRACTICE_PROPENSITY_MIN), 1 - PRACTICE_PROPENSITY_MIN);
        f64 did = row[column];
        out[i] = with - without + did * (y[i] - with) / e - (1 - did) * (y[i] - without) / (1 - e);
    }
}

bool practice_doubly_robust(struct estimate *out, struct arena *scratch,
                            const struct practice_design *d, const f64 *y, f64 level)
{
    i64 mark = arena_mark(scratch), n = d->n, p = d->p;
    f64 *others = arena_array(scratch, f64, n * (p - 1)), *did = arena_array(scratch, f64, n);
    f64 *difference = arena_array(scratch, f64, n);
    for (i64 i = 0; i < n; i++) {
        did[i] = d->x[i * p + d->column];
        for (i64 j = 0, c = 0; j < p; j++)
            if (j != d->column)
                others[i * (p - 1) + c++] = d->x[i * p + j];
    }
    struct regression outcome, who;
    struct logistic_options plain = {0};
    bool fits = regression_logistic(&outcome, scratch, d->x, y, n, p, &plain) &&
                regression_logistic(&who, scratch, others, did, n, p - 1, &plain);
    if (fits) {
        robust_differences(difference, &outcome, &who, d->x, others, y, d->column);
        f64 value = sum_mean(difference, n), se = sqrt(sum_variance(difference, n) / (f64)n);
        *out = (struct estimate){value, se, interval_normal(value, se, level)};
    }
    arena_rewind(scratch, mark);
    return fits;
}

f64 practice_confounding_strength(f64 risk_ratio)
{
    f64 r = risk_ratio < 1 ? 1 / risk_ratio : risk_ratio;
    return r + sqrt(r * (r - 1));
}
