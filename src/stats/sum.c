#include "stats/sum.h"

f64 sum_of(const f64 *x, i64 n)
{
    struct sum s = {0};
    for (i64 i = 0; i < n; i++)
        sum_add(&s, x[i]);
    return sum_get(&s);
}

f64 sum_mean(const f64 *x, i64 n)
{
    return n > 0 ? sum_of(x, n) / (f64)n : __builtin_nan("");
}

f64 sum_variance(const f64 *x, i64 n)
{
    if (n < 2)
        return __builtin_nan("");
    f64 mean = sum_mean(x, n);
    struct sum s = {0};
    for (i64 i = 0; i < n; i++)
        sum_add(&s, (x[i] - mean) * (x[i] - mean));
    return sum_get(&s) / (f64)(n - 1);
}
