/* figure.h - the figures of the report that have a definition of their own: how they are
 * computed (TEXT_FIGURE + f) and from which columns of the files. */
#pragma once

#include "base/base.h"

enum figure_id {
    FIGURE_COHORT,
    FIGURE_WIN_NARROW,
    FIGURE_WIN_BROAD,
    FIGURE_LOSS,
    FIGURE_NO_DECISION,
    FIGURE_OUTCOMES,
    FIGURE_VALUE,
    FIGURE_COST,
    FIGURE_CYCLE,
    FIGURE_TIME_TO_WIN,
    FIGURE_CURVES,
    FIGURE_FUNNEL,
    FIGURE_STAGE_TIME,
    FIGURE_VELOCITY,
    FIGURE_MAP,
    FIGURE_VARIANTS,
    FIGURE_GROUP,
    FIGURE_SEASON,
    FIGURE_CONCENTRATION,
    FIGURE_SLIPPAGE,
    FIGURE_OVERDUE,
    FIGURE_STALE,
    FIGURE_LITTLE,
    FIGURE_ADHERENCE,
    FIGURE_ALIGNMENT,
    FIGURE_KIND,
    FIGURE_COUNT,
};
