/* figures_shape.h - the shapes of what analytics answer (analytics.c). */
#pragma once

#include "http/shape.h"

extern const struct shape shape_figures, shape_figures_outcomes, shape_figures_times,
    shape_figures_funnel, shape_figures_groups, shape_figures_season, shape_figures_pipeline,
    shape_figures_adherence, shape_figures_assessment, shape_figures_map, shape_figures_variants,
    shape_figures_distance, shape_figures_deals, shape_figures_standing;
