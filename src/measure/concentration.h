/* concentration.h - how much hangs on one seller. The top seller is named by won value when
 * amounts are known, else by wins. */
#pragma once

#include "measure/rate.h"

struct concentration {
    enum standing standing;
    i64 sellers;     /* with at least one closed deal */
    i64 sellers_won; /* with at least one win */
    str top;
    struct rate top_wins;    /* of all wins */
    struct figure top_value; /* share of won value; interval from deal to deal */
    i64 top_won_minor, won_minor;
    f64 top_three_value;                 /* share; of wins when amounts are not known */
    f64 hhi_wins, hhi_value;             /* sum of squared shares */
    f64 effective_wins, effective_value; /* 1 / that: sellers of equal weight */
    i64 sellers_for_80;                  /* the fewest that make 80 % of won value (else wins) */
    struct rate win_all, win_without_top, win_top; /* narrow */
    struct figure top_difference;                  /* top minus the others, Newcombe */
    i64 without_owner;                             /* deals without a known owner */
};
