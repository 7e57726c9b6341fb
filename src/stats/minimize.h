/* minimize.h - the lowest point of a function of few variables without derivatives: Nelder and
 * Mead 1965, standard coefficients, deterministic. */
#pragma once

#include "base/types.h"

enum { MINIMIZE_VARIABLES_MAX = 8 };

typedef f64 (*minimize_function)(const void *context, const f64 *x);

/* Starts at x with steps of `step`, leaves the lowest point in x and returns its value. Ends when
 * the simplex is smaller than 1e-10 in x and flat to 1e-14, or after `rounds_max`. A value that is
 * not finite counts as very high. */
f64 minimize_simplex(minimize_function f, const void *context, f64 *x, i64 n, f64 step,
                     i64 rounds_max);
