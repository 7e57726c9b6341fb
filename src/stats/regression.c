#include "stats/regression.h"

#include "stats/matrix.h"
#include "stats/special.h"
#include "stats/sum.h"

#include <math.h>
#include <string.h>

f64 regression_se(const struct regression *r, i64 j)
{
    return sqrt(r->variance[j * r->p + j]);
}

f64 regression_linear(const struct regression *r, const f64 *x)
{
    f64 sum = 0;
    for (i64 j = 0; j < r->p; j++)
        sum += x[j] * r->b[j];
    return sum;
}

/* out += weight·u·vᵀ */
static void add_outer(f64 *out, i64 p, f64 weight, const f64 *u, const f64 *v)
{
    for (i64 i = 0; i < p; i++)
        for (i64 j = 0; j < p; j++)
            out[i * p + j] += weight * u[i] * v[j];
}

/* b·middle·b, all p × p and symmetric. */
static void sandwich(f64 *out, struct arena *a, const f64 *b, const f64 *middle, i64 p)
{
    i64 mark = arena_mark(a);
    f64 *half = arena_array(a, f64, p * p);
    memset(out, 0, (size_t)(p * p) * sizeof *out);
    for (i64 i = 0; i < p; i++)
        for (i64 j = 0; j < p; j++)
            for (i64 k = 0; k < p; k++)
                half[i * p + j] += b[i * p + k] * middle[k * p + j];
    for (i64 i = 0; i < p; i++)
        for (i64 j = 0; j < p; j++)
            for (i64 k = 0; k < p; k++)
                out[i * p + j] += half[i * p + k] * b[k * p + j];
    arena_rewind(a, mark);
}

static struct regression regression_new(struct arena *a, i64 n, i64 p)
{
    return (struct regression){n, p, arena_array(a, f64, p), arena_array(a, f64, p * p), NAN};
}

/* Coefficients of least squares, (XᵀX)⁻¹ in `inverse`. */
static bool least_squares(struct regression *r, struct arena *a, f64 *inverse, const f64 *x,
                          const f64 *y)
{
    i64 mark = arena_mark(a), p = r->p;
    f64 *xx = arena_array(a, f64, p * p);
    for (i64 i = 0; i < r->n; i++) {
        add_outer(xx, p, 1, &x[i * p], &x[i * p]);
        for (i64 j = 0; j < p; j++)
            r->b[j] += x[i * p + j] * y[i];
    }
    bool fits = matrix_cholesky(xx, p);
    if (fits) {
        matrix_solve(xx, p, r->b);
        matrix_inverse(inverse, xx, p);
    }
    arena_rewind(a, mark);
    return fits;
}

bool regression_hc3(struct regression *out, struct arena *a, const f64 *x, const f64 *y, i64 n,
                    i64 p)
{
    struct regression r = regression_new(a, n, p);
    i64 mark = arena_mark(a);
    f64 *inverse = arena_array(a, f64, p * p), *middle = arena_array(a, f64, p * p);
    bool fits = least_squares(&r, a, inverse, x, y);
    for (i64 i = 0; i < n && fits; i++) {
        const f64 *row = &x[i * p];
        f64 e = (y[i] - regression_linear(&r, row)) / (1 - matrix_quadratic(inverse, p, row));
        add_outer(middle, p, e * e, row, row);
    }
    if (fits)
        sandwich(r.variance, a, inverse, middle, p);
    arena_rewind(a, mark);
    if (fits)
        *out = r;
    return fits;
}

bool regression_newey_west(struct regression *out, struct arena *a, const f64 *x, const f64 *y,
                           i64 n, i64 p, i64 lag)
{
    struct regression r = regression_new(a, n, p);
    i64 mark = arena_mark(a);
    f64 *inverse = arena_array(a, f64, p * p), *middle = arena_array(a, f64, p * p);
    f64 *u = arena_array(a, f64, n * p);
    bool fits = n > p && least_squares(&r, a, inverse, x, y);
    for (i64 i = 0; i < n && fits; i++) {
        f64 e = y[i] - regression_linear(&r, &x[i * p]);
        for (i64 j = 0; j < p; j++)
            u[i * p + j] = x[i * p + j] * e;
        add_outer(middle, p, 1, &u[i * p], &u[i * p]);
        for (i64 l = 1; l <= lag && l <= i; l++) {
            f64 weight = 1 - (f64)l / (f64)(lag + 1);
            add_outer(middle, p, weight, &u[i * p], &u[(i - l) * p]);
            add_outer(middle, p, weight, &u[(i - l) * p], &u[i * p]);
        }
    }
    for (i64 j = 0; j < p * p && fits; j++)
        middle[j] *= (f64)n / (f64)(n - p);
    if (fits)
        sandwich(r.variance, a, inverse, middle, p);
    arena_rewind(a, mark);
    if (fits)
        *out = r;
    return fits;
}
