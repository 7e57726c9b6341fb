#include "stats/sequential.h"

#include "stats/special.h"

#include <math.h>

static f64 chance_of_new(const struct sequential_data *d, i64 t)
{
    return d->p1 ? d->p1[t] : d->p;
}

struct sequential_evidence sequential_evidence(const struct sequential_data *d, f64 *log_e)
{
    f64 won[2] = {0}, n[2] = {0}, most = 0;
    struct sequential_evidence out = {0};
    for (i64 t = 0; t < d->n; t++) {
        f64 p = chance_of_new(d, t), rate[2];
        for (i64 j = 0; j < 2; j++)
            rate[j] = (won[j] + 1) / (n[j] + 2);
        f64 mean = (1 - p) * rate[0] + p * rate[1], own = rate[d->arm[t]];
        out.log_e += log(d->won[t] ? own / mean : (1 - own) / (1 - mean));
        most = fmax(most, out.log_e);
        if (out.log_e >= log(20) && !out.first_20)
            out.first_20 = t + 1;
        won[d->arm[t]] += d->won[t] ? 1 : 0;
        n[d->arm[t]]++;
        if (log_e)
            log_e[t] = out.log_e;
    }
    out.p = exp(-most);
    return out;
}

struct estimate sequential_difference(const struct sequential_data *d, i64 planned, f64 level)
{
    f64 wins = 0, mean = 0, squares = 0, n = (f64)d->n; /* Welford's running moments */
    for (i64 t = 0; t < d->n; t++) {
        f64 guess = (wins + 1) / (f64)(t + 2), p = chance_of_new(d, t);
        f64 y = d->won[t] ? 1 : 0;
        f64 score = d->arm[t] ? (y - guess) / p : -(y - guess) / (1 - p);
        f64 step = score - mean;
        mean += step / (f64)(t + 1);
        squares += step * (score - mean);
        wins += y;
    }
    if (d->n == 0)
        return (struct estimate){NAN, NAN, interval_none()};
    f64 alpha = 1 - level, l = -2 * log(alpha), rho2 = (l + log(l) + 1) / (f64)planned;
    f64 reach = n * rho2 + 1, sd = sqrt(squares / n);
    f64 half = sd * sqrt(2 * reach / (n * n * rho2) * log(sqrt(reach) / alpha));
    return (struct estimate){mean, sd / sqrt(n), {mean - half, mean + half}};
}

/* How much the mixture favours other rates over q, less what is needed to rule q out. */
static f64 against(f64 x, f64 n, f64 q, f64 log_alpha)
{
    f64 likelihood = (x > 0 ? x * log(q) : 0) + (x < n ? (n - x) * log1p(-q) : 0);
    return special_log_beta(x + 1, n - x + 1) - likelihood + log_alpha;
}

/* Between `out`, ruled out, and `in`, not. */
static f64 boundary(f64 x, f64 n, f64 out, f64 in, f64 log_alpha)
{
    for (i32 i = 0; i < 200; i++) {
        f64 middle = .5 * (out + in);
        if (against(x, n, middle, log_alpha) > 0)
            out = middle;
        else
            in = middle;
    }
    return in;
}

struct interval sequential_rate(f64 x, f64 n, f64 level)
{
    if (!(n > 0 && x >= 0 && x <= n))
        return interval_none();
    f64 log_alpha = log(1 - level);
    return (struct interval){
        x > 0 ? boundary(x, n, 0, x / n, log_alpha) : 0,
        x < n ? boundary(x, n, 1, x / n, log_alpha) : 1,
    };
}

f64 sequential_mixture(f64 d, f64 n, f64 variance, f64 tau2)
{
    f64 total = variance + n * tau2;
    return sqrt(variance / total) * exp(n * n * tau2 * d * d / (2 * variance * total));
}
