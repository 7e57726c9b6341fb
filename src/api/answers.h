/* answers.h - the shapes of answers about deals, standards and people: OpenAPI is printed from
 * them, and tests check every answer of the transcripts by them, so that they say what is. */
#pragma once

#include "http/shape.h"

extern const struct shape shape_deal, shape_deals, shape_deal_renamed, shape_board, shape_acted,
    shape_checklist, shape_timeline, shape_waiting, shape_person, shape_people, shape_whoami,
    shape_health, shape_standards, shape_standard, shape_published;
