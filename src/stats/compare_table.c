#include "stats/compare.h"
#include "stats/special.h"
#include "stats/sum.h"

#include <math.h>

/* Σ over both columns of (seen - expected)²/expected; empty groups do not count. */
static f64 chi2_statistic(const f64 *won, const f64 *n, i64 k, i64 *groups)
{
    f64 total = sum_of(n, k), gained = sum_of(won, k), rate = gained / total;
    struct sum chi2 = {0};
    *groups = 0;
    for (i64 i = 0; i < k; i++) {
        if (!(n[i] > 0))
            continue;
        f64 miss = won[i] - n[i] * rate;
        sum_add(&chi2, miss * miss / (n[i] * rate * (1 - rate)));
        (*groups)++;
    }
    return gained > 0 && gained < total ? sum_get(&chi2) : NAN;
}

struct compare_result compare_chi2(const f64 *won, const f64 *n, i64 k)
{
    i64 groups;
    f64 chi2 = chi2_statistic(won, n, k, &groups);
    struct compare_result r = {NAN, NAN, groups > 0 ? groups - 1 : 0};
    if (groups >= 2 && !isnan(chi2)) {
        r.statistic = chi2;
        r.p = special_chi2_tail(chi2, (f64)r.df);
    }
    return r;
}

f64 compare_cramers_v(const f64 *won, const f64 *n, i64 k)
{
    return sqrt(compare_chi2(won, n, k).statistic / sum_of(n, k));
}

/* Deals `wins` wins out to rows at random: the first `wins` places of a partial shuffle. */
static void deal_out(f64 *won, i64 k, u32 *group, i64 rows, i64 wins, struct rng *rng)
{
    for (i64 g = 0; g < k; g++)
        won[g] = 0;
    for (i64 i = 0; i < wins; i++) {
        i64 j = i + rng_below(rng, rows - i);
        u32 t = group[i];
        group[i] = group[j];
        group[j] = t;
        won[group[i]]++;
    }
}

struct compare_result compare_chi2_permuted(struct arena *a, const i64 *won, const i64 *n, i64 k,
                                            i64 draws, struct rng *rng)
{
    i64 mark = arena_mark(a), rows = 0, wins = 0, extreme = 0, groups;
    f64 *x = arena_array(a, f64, k), *size = arena_array(a, f64, k);
    for (i64 g = 0; g < k; g++) {
        x[g] = (f64)won[g];
        size[g] = (f64)n[g];
        rows += n[g];
        wins += won[g];
    }
    struct compare_result r = compare_chi2(x, size, k);
    u32 *group = arena_array(a, u32, rows);
    for (i64 g = 0, at = 0; g < k; g++)
        for (i64 i = 0; i < n[g]; i++)
            group[at++] = (u32)g;
    for (i64 i = 0; i < draws && !isnan(r.statistic); i++) {
        deal_out(x, k, group, rows, wins, rng);
        extreme += chi2_statistic(x, size, k, &groups) >= r.statistic * (1 - 1e-9);
    }
    if (!isnan(r.statistic))
        r.p = (f64)(1 + extreme) / (f64)(1 + draws);
    arena_rewind(a, mark);
    return r;
}

/* ln P(x wins in the first row), margins given: the hypergeometric law. */
static f64 log_fisher(f64 x, f64 r1, f64 r2, f64 k1)
{
    f64 n = r1 + r2, lower_left = k1 - x;
    return special_log_gamma(r1 + 1) + special_log_gamma(r2 + 1) + special_log_gamma(k1 + 1) +
           special_log_gamma(n - k1 + 1) - special_log_gamma(n + 1) - special_log_gamma(x + 1) -
           special_log_gamma(r1 - x + 1) - special_log_gamma(lower_left + 1) -
           special_log_gamma(r2 - lower_left + 1);
}

f64 compare_fisher(f64 a, f64 b, f64 c, f64 d)
{
    f64 r1 = a + b, r2 = c + d, k1 = a + c, k2 = b + d;
    if (!(r1 > 0 && r2 > 0 && k1 > 0 && k2 > 0))
        return NAN;
    f64 seen = log_fisher(a, r1, r2, k1);
    struct sum p = {0};
    for (f64 x = fmax(0, k1 - r2); x <= fmin(r1, k1); x++) {
        f64 log_p = log_fisher(x, r1, r2, k1);
        sum_add(&p, log_p <= seen + 1e-9 ? exp(log_p) : 0);
    }
    return fmin(1, sum_get(&p));
}

f64 compare_2x2(f64 a, f64 b, f64 c, f64 d)
{
    f64 r1 = a + b, r2 = c + d, k1 = a + c, k2 = b + d, n = r1 + r2;
    if (!(r1 > 0 && r2 > 0 && k1 > 0 && k2 > 0))
        return NAN;
    if (fmin(r1, r2) * fmin(k1, k2) / n < 5)
        return compare_fisher(a, b, c, d);
    f64 cross = a * d - b * c;
    return special_chi2_tail(cross * cross * n / (r1 * r2 * k1 * k2), 1);
}
