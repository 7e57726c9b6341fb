#include "stats/revision.h"

#include "stats/regression.h"
#include "stats/sum.h"

#include <math.h>

static f64 rate_of(struct revision_count c)
{
    return c.n > 0 ? c.won / c.n : NAN;
}

static f64 variance_of(struct revision_count c)
{
    f64 p = rate_of(c);
    return p * (1 - p) / c.n;
}

struct estimate revision_difference_in_differences(struct revision_count changed_after,
                                                   struct revision_count changed_before,
                                                   struct revision_count other_after,
                                                   struct revision_count other_before, f64 level)
{
    f64 value = rate_of(changed_after) - rate_of(changed_before) - rate_of(other_after) +
                rate_of(other_before);
    f64 se = sqrt(variance_of(changed_after) + variance_of(changed_before) +
                  variance_of(other_after) + variance_of(other_before));
    return (struct estimate){value, se, interval_normal(value, se, level)};
}

bool revision_series_fit(struct revision_series *out, struct arena *scratch, const f64 *rate, i64 n,
                         i64 first_after)
{
    i64 mark = arena_mark(scratch);
    f64 *x = arena_array(scratch, f64, 4 * n);
    for (i64 i = 0; i < n; i++) {
        f64 month = (f64)(i + 1), since = (f64)(i + 1 - first_after);
        x[4 * i] = 1;
        x[4 * i + 1] = month;
        x[4 * i + 2] = since >= 0;
        x[4 * i + 3] = fmax(0, since);
    }
    struct regression r;
    bool fits = regression_newey_west(&r, scratch, x, rate, n, 4, 3);
    for (i64 j = 0; j < 4 && fits; j++) {
        out->b[j] = r.b[j];
        out->se[j] = regression_se(&r, j);
    }
    arena_rewind(scratch, mark);
    return fits;
}

struct revision_standardised revision_standardised(const struct revision_count *before,
                                                   const struct revision_count *after, i64 k,
                                                   f64 level)
{
    struct sum all = {0}, compared = {0}, value = {0}, variance = {0};
    for (i64 i = 0; i < k; i++) {
        f64 size = before[i].n + after[i].n;
        sum_add(&all, size);
        if (!(before[i].n > 0 && after[i].n > 0))
            continue;
        sum_add(&compared, size);
        sum_add(&value, size * (rate_of(after[i]) - rate_of(before[i])));
        sum_add(&variance, size * size * (variance_of(after[i]) + variance_of(before[i])));
    }
    f64 n = sum_get(&compared), d = sum_get(&value) / n, se = sqrt(sum_get(&variance)) / n;
    if (!(n > 0))
        return (struct revision_standardised){{NAN, NAN, interval_none()}, 0};
    return (struct revision_standardised){{d, se, interval_normal(d, se, level)},
                                          n / sum_get(&all)};
}
