/* revision.h - did the change help, when nothing was randomised? Comparisons over time and
 * between teams. STATISTICS 6. */
#pragma once

#include "base/arena.h"
#include "stats/interval.h"

struct revision_count {
    f64 won, n;
};

/* (changed after - before) - (unchanged after - before). NaN when a cell is empty. */
struct estimate revision_difference_in_differences(struct revision_count changed_after,
                                                   struct revision_count changed_before,
                                                   struct revision_count other_after,
                                                   struct revision_count other_before, f64 level);

/* Interrupted series: rate = b0 + b1·month + b2·post + b3·months since, least squares with
 * Newey-West errors, lag 3. */
struct revision_series {
    f64 b[4], se[4];
};
/* Rates of consecutive months 1 … n, the change at the start of month `first_after`. Ask for at
 * least 12 months before and 6 after. False when the model cannot be fitted. */
MUST_CHECK bool revision_series_fit(struct revision_series *out, struct arena *scratch,
                                    const f64 *rate, i64 n, i64 first_after);

/* After - before, both brought to the pooled mix of `k` segments. Segments missing on one side are
 * left out; `covered` is the share of rows compared. */
struct revision_standardised {
    struct estimate difference;
    f64 covered;
};
struct revision_standardised revision_standardised(const struct revision_count *before,
                                                   const struct revision_count *after, i64 k,
                                                   f64 level);
