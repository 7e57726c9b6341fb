/* power.h - how many deals it takes to see a difference. Two-sided tests of two rates.
 * STATISTICS 6. */
#pragma once

#include "base/types.h"

/* Rows per arm for a test at 1 - level with the wanted power; not rounded. */
f64 power_per_arm(f64 p1, f64 p2, f64 level, f64 power);
/* The smallest rise above p1 that n per arm can show; NaN when none below 1 - p1. */
f64 power_detectable(f64 p1, f64 n, f64 level, f64 power);
/* Power of the pooled z test with n per arm, summed over all tables; O(n²). */
f64 power_exact(i64 n, f64 p1, f64 p2, f64 level);
/* By how much whole sellers as units multiply the rows needed: `mean` rows per cluster with
 * coefficient of variation `cv`, intra-class correlation `icc`. */
f64 power_design_effect(f64 mean, f64 cv, f64 icc);
