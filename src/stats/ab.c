#include "stats/ab.h"

#include "stats/draw.h"
#include "stats/special.h"

#include <math.h>

/* The integral of P(new = x)·P(old < x) over where the new rate may be, by the double exponential
 * rule (Takahasi and Mori 1974), which is not hurt by what a density does at the ends. */
f64 ab_better(struct ab_counts c, f64 prior)
{
    f64 a = c.new_won + prior, b = c.new_n - c.new_won + prior;
    f64 a_old = c.old_won + prior, b_old = c.old_n - c.old_won + prior;
    f64 sd = sqrt(a * b / (a + b + 1)) / (a + b), mean = a / (a + b);
    f64 low = fmax(0, mean - 40 * sd), high = fmin(1, mean + 40 * sd);
    f64 sum = 0, step = 1. / 128, half = .5 * (high - low);
    for (f64 t = -3.5; t <= 3.5; t += step) {
        f64 u = M_PI_2 * sinh(t), edge = 2 / (exp(2 * fabs(u)) + 1); /* 1 - |tanh u| */
        f64 weight = M_PI_2 * cosh(t) / (cosh(u) * cosh(u));
        f64 x = t < 0 ? low + half * edge : high - half * edge;
        f64 f = x > low && x < high
                    ? special_beta_density(x, a, b) * special_beta_cdf(x, a_old, b_old)
                    : 0;
        sum += weight * (isfinite(f) ? f : 0);
    }
    return sum * step * half;
}

static f64 log_posterior(struct ab_counts c, f64 base, f64 change, f64 sd)
{
    f64 old_loss = log1p(exp(-fabs(base))) + fmax(0, -base);
    f64 new = base + change, new_loss = log1p(exp(-fabs(new))) + fmax(0, -new);
    /* ln(1 - π) = ln π - logit */
    f64 likelihood = -c.old_n * old_loss - (c.old_n - c.old_won) * base - c.new_n * new_loss -
                     (c.new_n - c.new_won) * new;
    return likelihood - .5 * base * base / (1.5 * 1.5) - .5 * change * change / (sd * sd);
}

struct ab_sceptical ab_sceptical(struct arena *scratch, struct ab_counts c, f64 sd, i64 grid)
{
    assert(grid >= 2 && sd > 0);
    i64 mark = arena_mark(scratch);
    f64 *log_p = arena_array(scratch, f64, grid * grid), top = -INFINITY, last = (f64)(grid - 1);
    for (i64 i = 0; i < grid; i++)
        for (i64 j = 0; j < grid; j++) {
            f64 base = -6 + 12 * (f64)i / last, change = -3 + 6 * (f64)j / last;
            log_p[i * grid + j] = log_posterior(c, base, change, sd);
            top = fmax(top, log_p[i * grid + j]);
        }
    f64 total = 0, better = 0, difference = 0;
    for (i64 i = 0; i < grid; i++)
        for (i64 j = 0; j < grid; j++) {
            f64 p = exp(log_p[i * grid + j] - top), base = -6 + 12 * (f64)i / last;
            f64 change = -3 + 6 * (f64)j / last;
            total += p;
            better += change > 1e-12 ? p : change < -1e-12 ? 0 : .5 * p;
            difference += p * (special_expit(base + change) - special_expit(base));
        }
    arena_rewind(scratch, mark);
    return (struct ab_sceptical){better / total, difference / total};
}

f64 ab_up_without_down(const f64 old_counts[3], const f64 new_counts[3], i64 up, i64 down,
                       i64 draws, struct rng *rng)
{
    assert(up >= 0 && up < 3 && down >= 0 && down < 3 && draws > 0);
    f64 old_prior[3], new_prior[3], before[3], after[3];
    i64 both = 0;
    for (i64 i = 0; i < 3; i++) {
        old_prior[i] = old_counts[i] + .5;
        new_prior[i] = new_counts[i] + .5;
    }
    for (i64 d = 0; d < draws; d++) {
        draw_dirichlet(rng, before, old_prior, 3);
        draw_dirichlet(rng, after, new_prior, 3);
        both += after[up] > before[up] && after[down] <= before[down];
    }
    return (f64)both / (f64)draws;
}
