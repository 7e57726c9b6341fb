/* learned_shapes.h - the shapes of what is learnt (report/learned_json.c), for OpenAPI; tests
 * check every answer of the transcripts by them. */
#pragma once

#include "http/shape.h"

extern const struct shape shape_practices, shape_deviations, shape_gates, shape_undecided,
    shape_compare;
