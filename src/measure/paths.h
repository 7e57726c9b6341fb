/* paths.h - how alike deals run, as a description only: entropy of paths does not tell the
 * four kinds apart (STATISTICS 4). Internal to measure/. */
#pragma once

#include "measure/measuring.h"

/* Distinct sequences of stages and milestones, and the chance that two deals took the same
 * one, unbiased: sum n(n - 1) / N(N - 1). NAN below two deals. */
void paths_count(struct measuring *m, i64 *paths, f64 *agreement);
