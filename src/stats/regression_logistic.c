/* Newton's method on the logistic likelihood, plain, with a ridge, or with Firth's penalty
 * ½·ln|I|, whose score moves each residual by leverage·(½ - π). */
#include "stats/matrix.h"
#include "stats/regression.h"
#include "stats/special.h"
#include "stats/sum.h"

#include <math.h>
#include <string.h>

enum { ROUNDS_MAX = 500 };
static const f64 step_max = 5, settled = 1e-12;

struct logistic {
    const f64 *x, *y;
    i64 n, p;
    const struct logistic_options *o;
    f64 *b, *mean;             /* of each row */
    f64 *information, *factor; /* p × p; the factor of the information */
    f64 *inverse, *score, *step, *reduced;
};

static bool is_free(const struct logistic *l, i64 j)
{
    return !l->o->fixed || !l->o->fixed[j];
}

/* Means and information at b; false when the information is singular. */
static bool logistic_look(struct logistic *l)
{
    i64 p = l->p;
    memset(l->information, 0, (size_t)(p * p) * sizeof(f64));
    for (i64 i = 0; i < l->n; i++) {
        const f64 *row = &l->x[i * p];
        f64 linear = l->o->offset ? l->o->offset[i] : 0;
        for (i64 j = 0; j < p; j++)
            linear += row[j] * l->b[j];
        f64 mean = l->mean[i] = special_expit(linear), weight = mean * (1 - mean);
        for (i64 j = 0; j < p; j++)
            for (i64 k = 0; k <= j; k++)
                l->information[j * p + k] += weight * row[j] * row[k];
    }
    for (i64 j = 0; j < p; j++)
        for (i64 k = 0; k < j; k++)
            l->information[k * p + j] = l->information[j * p + k];
    memcpy(l->factor, l->information, (size_t)(p * p) * sizeof(f64));
    if (!matrix_cholesky(l->factor, p))
        return false;
    matrix_inverse(l->inverse, l->factor, p);
    return true;
}

static void logistic_score(struct logistic *l)
{
    i64 p = l->p;
    for (i64 j = 0; j < p; j++)
        l->score[j] = j ? -l->o->ridge * l->b[j] : 0;
    for (i64 i = 0; i < l->n; i++) {
        const f64 *row = &l->x[i * p];
        f64 mean = l->mean[i], r = l->y[i] - mean;
        if (l->o->firth)
            r += mean * (1 - mean) * matrix_quadratic(l->inverse, p, row) * (.5 - mean);
        for (i64 j = 0; j < p; j++)
            l->score[j] += r * row[j];
    }
}

/* One Newton step over the free coefficients; the largest change, NaN when singular. */
static f64 logistic_step(struct logistic *l)
{
    i64 p = l->p, m = 0;
    for (i64 j = 0; j < p; j++)
        m += is_free(l, j);
    for (i64 j = 0, r = 0; j < p; j++) {
        if (!is_free(l, j))
            continue;
        for (i64 k = 0, c = 0; k < p; k++)
            if (is_free(l, k))
                l->reduced[r * m + c++] =
                    l->information[j * p + k] + (j == k && j ? l->o->ridge : 0);
        l->step[r++] = l->score[j];
    }
    if (!matrix_cholesky(l->reduced, m))
        return NAN;
    matrix_solve(l->reduced, m, l->step);
    f64 largest = 0;
    for (i64 r = 0; r < m; r++)
        largest = fmax(largest, fabs(l->step[r]));
    f64 scale = largest > step_max ? step_max / largest : 1;
    for (i64 j = 0, r = 0; j < p; j++)
        if (is_free(l, j))
            l->b[j] += scale * l->step[r++];
    return isfinite(largest) ? scale * largest : NAN;
}

static f64 logistic_likelihood(const struct logistic *l)
{
    struct sum s = {0};
    for (i64 i = 0; i < l->n; i++)
        sum_add(&s, l->y[i] > 0 ? log(l->mean[i]) : log1p(-l->mean[i]));
    return sum_get(&s) + (l->o->firth ? .5 * matrix_log_det(l->factor, l->p) : 0);
}

static bool logistic_settle(struct logistic *l)
{
    f64 change = NAN;
    for (i64 round = 0; round < ROUNDS_MAX; round++) {
        if (!logistic_look(l))
            return false;
        logistic_score(l);
        change = logistic_step(l);
        if (!(change >= settled))
            break;
    }
    /* what rounding leaves of a large system still counts as settled */
    return change < 1e-8 && logistic_look(l);
}

bool regression_logistic(struct regression *out, struct arena *a, const f64 *x, const f64 *y, i64 n,
                         i64 p, const struct logistic_options *options)
{
    struct regression r = {n, p, arena_array(a, f64, p), arena_array(a, f64, p * p), NAN};
    i64 mark = arena_mark(a);
    struct logistic l = {.x = x, .y = y, .n = n, .p = p, .o = options, .b = r.b};
    l.mean = arena_array(a, f64, n);
    l.information = arena_array(a, f64, p * p);
    l.factor = arena_array(a, f64, p * p);
    l.inverse = arena_array(a, f64, p * p);
    l.score = arena_array(a, f64, p);
    l.step = arena_array(a, f64, p);
    l.reduced = arena_array(a, f64, p * p);
    bool fits = logistic_settle(&l);
    if (fits) {
        memcpy(r.variance, l.inverse, (size_t)(p * p) * sizeof(f64));
        r.log_likelihood = logistic_likelihood(&l);
        *out = r;
    }
    arena_rewind(a, mark);
    return fits;
}
