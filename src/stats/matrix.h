/* matrix.h - small dense symmetric systems, row by row: what regressions and score tests need.
 * O(n³); meant for n up to a few hundred. */
#pragma once

#include "base/arena.h"

/* Replaces the lower triangle of `a` (n × n, symmetric) by its Cholesky factor L, A = L·Lᵀ.
 * False when `a` is not positive definite up to rounding; `a` is then spoilt. */
MUST_CHECK bool matrix_cholesky(f64 *a, i64 n);
/* x = A⁻¹·x from the factor. */
void matrix_solve(const f64 *factor, i64 n, f64 *x);
/* The whole inverse, symmetric, into `inverse` (n × n, not `factor`). */
void matrix_inverse(f64 *inverse, const f64 *factor, i64 n);
/* ln det A from the factor. */
f64 matrix_log_det(const f64 *factor, i64 n);
/* xᵀ·A·x */
f64 matrix_quadratic(const f64 *a, i64 n, const f64 *x);
/* uᵀ·V⁻¹·u over the rows and columns with keep[i]; NaN when V is singular there. */
f64 matrix_score(struct arena *scratch, const f64 *v, const f64 *u, const bool *keep, i64 n);
