/* ab.h - is the new better than the old? Bayesian answers to show; not to stop on when looked
 * at again and again (see sequential.h). STATISTICS 6. */
#pragma once

#include "base/arena.h"
#include "base/rng.h"

struct ab_counts {
    f64 old_won, old_n, new_won, new_n;
};

/* P(new rate > old rate) with independent Beta(prior, prior); ½: Jeffreys. */
f64 ab_better(struct ab_counts c, f64 prior);

/* With a sceptical prior: base logit N(0, 1.5²), change of logit N(0, sd²), .35: "most changes do
 * little". On a grid of `grid`² points, 401 unless there is a reason. */
struct ab_sceptical {
    f64 better;          /* P(change > 0) */
    f64 mean_difference; /* of the rates */
};
struct ab_sceptical ab_sceptical(struct arena *scratch, struct ab_counts c, f64 sd, i64 grid);

/* Three outcomes with Dirichlet(½, ½, ½) priors: P(the share of outcome `up` rises and that of
 * outcome `down` does not rise), by `draws` draws. */
f64 ab_up_without_down(const f64 old_counts[3], const f64 new_counts[3], i64 up, i64 down,
                       i64 draws, struct rng *rng);
