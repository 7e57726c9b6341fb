#include "stats/matrix.h"

#include <math.h>
#include <string.h>

bool matrix_cholesky(f64 *a, i64 n)
{
    for (i64 j = 0; j < n; j++) {
        f64 pivot = a[j * n + j], limit = 1e-13 * fabs(pivot);
        for (i64 k = 0; k < j; k++)
            pivot -= a[j * n + k] * a[j * n + k];
        if (!(pivot > limit) || !isfinite(pivot))
            return false;
        a[j * n + j] = sqrt(pivot);
        for (i64 i = j + 1; i < n; i++) {
            f64 x = a[i * n + j];
            for (i64 k = 0; k < j; k++)
                x -= a[i * n + k] * a[j * n + k];
            a[i * n + j] = x / a[j * n + j];
        }
    }
    return true;
}

void matrix_solve(const f64 *l, i64 n, f64 *x)
{
    for (i64 i = 0; i < n; i++) {
        for (i64 k = 0; k < i; k++)
            x[i] -= l[i * n + k] * x[k];
        x[i] /= l[i * n + i];
    }
    for (i64 i = n - 1; i >= 0; i--) {
        for (i64 k = i + 1; k < n; k++)
            x[i] -= l[k * n + i] * x[k];
        x[i] /= l[i * n + i];
    }
}

void matrix_inverse(f64 *inverse, const f64 *factor, i64 n)
{
    memset(inverse, 0, (size_t)(n * n) * sizeof *inverse);
    for (i64 j = 0; j < n; j++) {
        inverse[j * n + j] = 1;
        matrix_solve(factor, n, &inverse[j * n]); /* a row is a column: symmetric */
    }
}

f64 matrix_log_det(const f64 *factor, i64 n)
{
    f64 sum = 0;
    for (i64 i = 0; i < n; i++)
        sum += 2 * log(factor[i * n + i]);
    return sum;
}

f64 matrix_quadratic(const f64 *a, i64 n, const f64 *x)
{
    f64 sum = 0;
    for (i64 i = 0; i < n; i++)
        for (i64 j = 0; j < n; j++)
            sum += x[i] * a[i * n + j] * x[j];
    return sum;
}

f64 matrix_score(struct arena *scratch, const f64 *v, const f64 *u, const bool *keep, i64 n)
{
    i64 mark = arena_mark(scratch), m = 0;
    for (i64 i = 0; i < n; i++)
        m += keep[i];
    f64 *a = arena_array(scratch, f64, m * m), *x = arena_array(scratch, f64, m);
    f64 *kept = arena_array(scratch, f64, m);
    for (i64 i = 0, r = 0; i < n; i++) {
        if (!keep[i])
            continue;
        for (i64 j = 0, c = 0; j < n; j++)
            if (keep[j])
                a[r * m + c++] = v[i * n + j];
        kept[r] = x[r] = u[i];
        r++;
    }
    f64 sum = NAN;
    if (matrix_cholesky(a, m)) {
        matrix_solve(a, m, x);
        sum = 0;
        for (i64 i = 0; i < m; i++)
            sum += kept[i] * x[i];
    }
    arena_rewind(scratch, mark);
    return sum;
}
