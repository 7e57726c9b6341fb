#include "stats/draw.h"

#include <math.h>

/* (0, 1]: a logarithm may be taken of it. */
static f64 unit_positive(struct rng *r)
{
    return 1 - rng_unit(r);
}

f64 draw_uniform(struct rng *r, f64 low, f64 high)
{
    return low + (high - low) * rng_unit(r);
}

bool draw_chance(struct rng *r, f64 p)
{
    return rng_unit(r) < p;
}

void draw_normal_pair(struct rng *r, f64 out[2])
{
    f64 x, y, q;
    do {
        x = 2 * rng_unit(r) - 1;
        y = 2 * rng_unit(r) - 1;
        q = x * x + y * y;
    } while (q >= 1 || q == 0);
    f64 scale = sqrt(-2 * log(q) / q);
    out[0] = x * scale;
    out[1] = y * scale;
}

f64 draw_normal(struct rng *r, f64 mean, f64 sd)
{
    f64 z[2];
    draw_normal_pair(r, z);
    return mean + sd * z[0];
}

f64 draw_lognormal(struct rng *r, f64 mu, f64 sigma)
{
    return exp(draw_normal(r, mu, sigma));
}

f64 draw_exponential(struct rng *r, f64 rate)
{
    return -log(unit_positive(r)) / rate;
}

f64 draw_gamma(struct rng *r, f64 shape, f64 scale)
{
    assert(shape > 0);
    if (shape < 1) /* a draw of shape + 1, brought down */
        return draw_gamma(r, shape + 1, scale) * pow(unit_positive(r), 1 / shape);
    f64 d = shape - 1. / 3, c = 1 / sqrt(9 * d);
    for (;;) {
        f64 x = draw_normal(r, 0, 1), v = 1 + c * x;
        if (v <= 0)
            continue;
        v = v * v * v;
        if (log(unit_positive(r)) < .5 * x * x + d - d * v + d * log(v))
            return d * v * scale;
    }
}

f64 draw_beta(struct rng *r, f64 a, f64 b)
{
    for (;;) {
        f64 x = draw_gamma(r, a, 1), y = draw_gamma(r, b, 1);
        if (x + y > 0) /* both vanish only for tiny shapes */
            return x / (x + y);
    }
}

i64 draw_poisson(struct rng *r, f64 mean)
{
    assert(mean >= 0);
    /* a large mean is split by an order statistic of the arrival times: Ahrens and Dieter 1974 */
    i64 count = 0;
    while (mean > 30) {
        i64 m = (i64)(mean * 7 / 8);
        f64 arrival = draw_gamma(r, (f64)m, 1);
        if (arrival > mean)
            return count + draw_binomial(r, m - 1, mean / arrival);
        count += m;
        mean -= arrival;
    }
    f64 limit = exp(-mean), product = unit_positive(r);
    while (product > limit) {
        count++;
        product *= unit_positive(r);
    }
    return count;
}

i64 draw_binomial(struct rng *r, i64 n, f64 p)
{
    assert(n >= 0);
    i64 count = 0;
    while (n > 40) { /* halve by the median of n uniforms */
        i64 i = 1 + n / 2;
        f64 middle = draw_beta(r, (f64)i, (f64)(n + 1 - i));
        if (middle <= p) {
            count += i;
            p = (p - middle) / (1 - middle);
            n -= i;
        } else {
            p = p / middle;
            n = i - 1;
        }
    }
    for (i64 k = 0; k < n; k++)
        count += draw_chance(r, p);
    return count;
}

void draw_dirichlet(struct rng *r, f64 *out, const f64 *alpha, i64 k)
{
    f64 total = 0;
    while (!(total > 0)) {
        total = 0;
        for (i64 i = 0; i < k; i++)
            total += out[i] = draw_gamma(r, alpha[i], 1);
    }
    for (i64 i = 0; i < k; i++)
        out[i] /= total;
}

i64 draw_index(struct rng *r, const f64 *weight, i64 k)
{
    f64 total = 0;
    for (i64 i = 0; i < k; i++)
        total += weight[i];
    assert(total > 0);
    f64 left = rng_unit(r) * total;
    i64 last = 0;
    for (i64 i = 0; i < k; i++) {
        if (!(weight[i] > 0))
            continue;
        if (left < weight[i])
            return i;
        left -= weight[i];
        last = i;
    }
    return last;
}

void draw_shuffle_u32(struct rng *r, u32 *x, i64 n)
{
    for (i64 i = n - 1; i > 0; i--) {
        i64 j = rng_below(r, i + 1);
        u32 t = x[i];
        x[i] = x[j];
        x[j] = t;
    }
}
