#include "stats/power.h"

#include "stats/special.h"

#include <math.h>

f64 power_per_arm(f64 p1, f64 p2, f64 level, f64 power)
{
    f64 mean = .5 * (p1 + p2), d = p1 - p2;
    f64 chance = special_z(level) * sqrt(2 * mean * (1 - mean));
    f64 real = special_normal_quantile(power) * sqrt(p1 * (1 - p1) + p2 * (1 - p2));
    return (chance + real) * (chance + real) / (d * d);
}

f64 power_detectable(f64 p1, f64 n, f64 level, f64 power)
{
    f64 low = 1e-9, high = 1 - p1 - 1e-9;
    if (!(high > low) || power_per_arm(p1, p1 + high, level, power) > n)
        return NAN;
    for (i32 i = 0; i < 100; i++) {
        f64 middle = .5 * (low + high);
        if (power_per_arm(p1, p1 + middle, level, power) > n)
            low = middle;
        else
            high = middle;
    }
    return high;
}

static f64 binomial(i64 n, i64 x, f64 p)
{
    if (p <= 0 || p >= 1)
        return x == (p <= 0 ? 0 : n);
    f64 k = (f64)x, m = (f64)n;
    return exp(special_log_gamma(m + 1) - special_log_gamma(k + 1) - special_log_gamma(m - k + 1) +
               k * log(p) + (m - k) * log1p(-p));
}

f64 power_exact(i64 n, f64 p1, f64 p2, f64 level)
{
    f64 z = special_z(level), power = 0, m = (f64)n;
    for (i64 x = 0; x <= n; x++) {
        f64 found = 0;
        for (i64 y = 0; y <= n; y++) {
            f64 mean = (f64)(x + y) / (2 * m), variance = 2 * mean * (1 - mean) / m;
            if (variance > 0 && fabs((f64)(x - y)) / m / sqrt(variance) >= z)
                found += binomial(n, y, p2);
        }
        power += found * binomial(n, x, p1);
    }
    return power;
}

f64 power_design_effect(f64 mean, f64 cv, f64 icc)
{
    return 1 + (mean * (1 + cv * cv) - 1) * icc;
}
