#include "stats/minimize.h"

#include <math.h>
#include <string.h>

enum { POINTS_MAX = MINIMIZE_VARIABLES_MAX + 1 };

struct simplex {
    minimize_function f;
    const void *context;
    i64 n;
    f64 x[POINTS_MAX][MINIMIZE_VARIABLES_MAX], value[POINTS_MAX]; /* lowest first */
    f64 center[MINIMIZE_VARIABLES_MAX];                           /* of all but the highest */
};

static f64 value_at(const struct simplex *s, const f64 *x)
{
    f64 v = s->f(s->context, x);
    return isfinite(v) ? v : INFINITY;
}

static void swap_points(struct simplex *s, i64 i, i64 j)
{
    f64 x[MINIMIZE_VARIABLES_MAX], v = s->value[i];
    memcpy(x, s->x[i], sizeof x);
    memcpy(s->x[i], s->x[j], sizeof x);
    memcpy(s->x[j], x, sizeof x);
    s->value[i] = s->value[j];
    s->value[j] = v;
}

static void sort_points(struct simplex *s)
{
    for (i64 i = 1; i <= s->n; i++)
        for (i64 j = i; j > 0 && s->value[j] < s->value[j - 1]; j--)
            swap_points(s, j, j - 1);
    for (i64 k = 0; k < s->n; k++) {
        s->center[k] = 0;
        for (i64 i = 0; i < s->n; i++)
            s->center[k] += s->x[i][k] / (f64)s->n;
    }
}

/* Tries center + by·(highest - center); its value, the point in `out`. */
static f64 try_point(const struct simplex *s, f64 by, f64 *out)
{
    for (i64 k = 0; k < s->n; k++)
        out[k] = s->center[k] + by * (s->x[s->n][k] - s->center[k]);
    return value_at(s, out);
}

static void replace_highest(struct simplex *s, const f64 *x, f64 value)
{
    memcpy(s->x[s->n], x, (size_t)s->n * sizeof *x);
    s->value[s->n] = value;
}

static void shrink_to_lowest(struct simplex *s)
{
    for (i64 i = 1; i <= s->n; i++) {
        for (i64 k = 0; k < s->n; k++)
            s->x[i][k] = s->x[0][k] + .5 * (s->x[i][k] - s->x[0][k]);
        s->value[i] = value_at(s, s->x[i]);
    }
}

static void improve(struct simplex *s)
{
    f64 flipped[MINIMIZE_VARIABLES_MAX], other[MINIMIZE_VARIABLES_MAX];
    f64 v = try_point(s, -1, flipped);
    if (v < s->value[0]) {
        f64 further = try_point(s, -2, other);
        replace_highest(s, further < v ? other : flipped, fmin(further, v));
        return;
    }
    if (v < s->value[s->n - 1]) {
        replace_highest(s, flipped, v);
        return;
    }
    bool outside = v < s->value[s->n];
    f64 nearer = try_point(s, outside ? -.5 : .5, other);
    if (nearer <= fmin(v, s->value[s->n]))
        replace_highest(s, other, nearer);
    else
        shrink_to_lowest(s);
}

static bool is_small(const struct simplex *s)
{
    for (i64 i = 1; i <= s->n; i++) {
        if (!(s->value[i] - s->value[0] <= 1e-14 * (1 + fabs(s->value[0]))))
            return false;
        for (i64 k = 0; k < s->n; k++)
            if (fabs(s->x[i][k] - s->x[0][k]) > 1e-10)
                return false;
    }
    return true;
}

f64 minimize_simplex(minimize_function f, const void *context, f64 *x, i64 n, f64 step,
                     i64 rounds_max)
{
    assert(n >= 1 && n <= MINIMIZE_VARIABLES_MAX);
    struct simplex s = {.f = f, .context = context, .n = n};
    for (i64 i = 0; i <= n; i++) {
        memcpy(s.x[i], x, (size_t)n * sizeof *x);
        if (i)
            s.x[i][i - 1] += step;
        s.value[i] = value_at(&s, s.x[i]);
    }
    sort_points(&s);
    for (i64 round = 0; round < rounds_max && !is_small(&s); round++) {
        improve(&s);
        sort_points(&s);
    }
    memcpy(x, s.x[0], (size_t)n * sizeof *x);
    return s.value[0];
}
