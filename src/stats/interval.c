#include "stats/interval.h"

#include "stats/special.h"
#include "stats/sum.h"

#include <math.h>

static bool is_count(f64 x, f64 n)
{
    return n > 0 && x >= 0 && x <= n;
}

struct interval interval_wilson(f64 x, f64 n, f64 level)
{
    if (!is_count(x, n))
        return interval_none();
    f64 z = special_z(level), z2 = z * z, p = x / n, scale = 1 + z2 / n;
    f64 center = (p + z2 / (2 * n)) / scale;
    f64 half = z * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / scale;
    return (struct interval){
        x > 0 ? center - half : 0,
        x < n ? center + half : 1,
    };
}

struct interval interval_jeffreys(f64 x, f64 n, f64 level)
{
    if (!is_count(x, n))
        return interval_none();
    f64 tail = .5 * (1 - level), a = x + .5, b = n - x + .5;
    return (struct interval){
        x > 0 ? special_beta_quantile(tail, a, b) : 0,
        x < n ? special_beta_quantile(1 - tail, a, b) : 1,
    };
}

struct interval interval_clopper_pearson(f64 x, f64 n, f64 level)
{
    if (!is_count(x, n))
        return interval_none();
    f64 tail = .5 * (1 - level);
    return (struct interval){
        x > 0 ? special_beta_quantile(tail, x, n - x + 1) : 0,
        x < n ? special_beta_quantile(1 - tail, x + 1, n - x) : 1,
    };
}

struct interval interval_newcombe(f64 x1, f64 n1, f64 x2, f64 n2, f64 level)
{
    if (!is_count(x1, n1) || !is_count(x2, n2))
        return interval_none();
    struct interval w1 = interval_wilson(x1, n1, level), w2 = interval_wilson(x2, n2, level);
    f64 p1 = x1 / n1, p2 = x2 / n2;
    return (struct interval){
        p1 - p2 - hypot(p1 - w1.low, w2.high - p2),
        p1 - p2 + hypot(w1.high - p1, p2 - w2.low),
    };
}

void interval_goodman(struct interval *out, const f64 *counts, i64 k, f64 level)
{
    f64 n = sum_of(counts, k), a = special_chi2_quantile(1 - (1 - level) / (f64)k, 1);
    for (i64 i = 0; i < k; i++) {
        f64 x = counts[i], root = sqrt(a * (a + 4 * x * (n - x) / n)), below = 2 * (n + a);
        out[i] = n > 0 ? (struct interval){(a + 2 * x - root) / below, (a + 2 * x + root) / below}
                       : interval_none();
    }
}

void interval_dirichlet(struct interval *out, const f64 *counts, i64 k, f64 prior, f64 level)
{
    f64 n = sum_of(counts, k), tail = .5 * (1 - level);
    for (i64 i = 0; i < k; i++) {
        f64 a = counts[i] + prior, b = n - counts[i] + prior * (f64)(k - 1);
        out[i].low = special_beta_quantile(tail, a, b);
        out[i].high = special_beta_quantile(1 - tail, a, b);
    }
}

struct interval interval_normal(f64 value, f64 se, f64 level)
{
    f64 half = special_z(level) * se;
    return (struct interval){value - half, value + half};
}

struct interval interval_cloglog(f64 f, f64 se, f64 z)
{
    if (!(f > 0 && f < 1 && se > 0))
        return interval_none();
    f64 e = fabs(z * se / (f * log(f)));
    return (struct interval){pow(f, exp(e)), pow(f, exp(-e))};
}

struct value_rate interval_value_rate(const f64 *value, const u8 *won, i64 n, f64 level)
{
    struct sum total = {0}, gained = {0}, squares = {0}, spread = {0};
    for (i64 i = 0; i < n; i++) {
        sum_add(&total, value[i]);
        sum_add(&gained, won[i] ? value[i] : 0);
        sum_add(&squares, value[i] * value[i]);
    }
    f64 v = sum_get(&total), r = sum_get(&gained) / v;
    struct value_rate out = {{r, NAN, interval_none()}, v * v / sum_get(&squares), n};
    if (n < 2 || !(v > 0))
        return out;
    for (i64 i = 0; i < n; i++) {
        f64 e = value[i] * ((won[i] ? 1 : 0) - r);
        sum_add(&spread, e * e);
    }
    out.rate.se = sqrt((f64)n / (f64)(n - 1) * sum_get(&spread)) / v;
    if (r > 0 && r < 1) {
        f64 half = special_t_quantile(.5 + .5 * level, (f64)(n - 1)) * out.rate.se / (r * (1 - r));
        out.rate.ci.low = special_expit(special_logit(r) - half);
        out.rate.ci.high = special_expit(special_logit(r) + half);
    }
    return out;
}

struct cluster_mean interval_cluster_mean(struct arena *scratch, const f64 *x, const u32 *cluster,
                                          i64 n, i64 clusters)
{
    i64 mark = arena_mark(scratch), used = 0;
    f64 *excess = arena_array(scratch, f64, clusters);
    i64 *count = arena_array(scratch, i64, clusters);
    struct cluster_mean out = {sum_mean(x, n), NAN, NAN};
    for (i64 i = 0; i < n; i++) {
        assert(cluster[i] < clusters);
        excess[cluster[i]] += x[i] - out.mean;
        count[cluster[i]]++;
    }
    struct sum squares = {0};
    for (i64 c = 0; c < clusters; c++) {
        used += count[c] > 0;
        sum_add(&squares, excess[c] * excess[c]);
    }
    if (used > 1) {
        f64 k = (f64)used;
        out.se = sqrt(k / (k - 1) * sum_get(&squares)) / (f64)n;
        out.df = k - 1;
    }
    arena_rewind(scratch, mark);
    return out;
}
